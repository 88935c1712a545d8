"""Questions of a view that are none about its edits, and their answers.

::

    view -> py   ask    {id, what: "part", name, build}      a part of the editor's code
    view -> py   ask    {id, what: "check", language}        what `Journey.check` finds
    view -> py   ask    {id, what: "export", form}           the map as a file of another form
    view -> py   ask    {id, what: "guide", language}        what is said in a workshop
    view -> py   ask    {id, what: "workshop", language}     how the workshop stands
    view -> py   ask    {id, what: "pairs"}                  what is the same on two maps
    py -> view   answer {id, value} or {id, error}

Answers are worked out one after the other on one thread: an edit that comes meanwhile does not wait
for them, and however many pages ask, and however often, no more than one is at work. Where many
wait already a question is refused, so that nobody waits for an answer that comes too late. The code
of a part, gzipped, is the buffer of its answer, and so is an exported file. The forms are
``"handout"`` and ``"html"`` (pages), ``"svg"``, ``"png"`` and ``"pdf"`` (pictures), ``"tables"`` (a
ZIP file) and the names of the tables (CSV).

An answer goes to every page, not only to the one that asked: a comm is between a kernel and *all*
its pages, what is sent goes out on IOPub, a PUB socket, and nothing in a message names one of them.
So the id of a question starts with the client that asks, other pages leave the answer aside
(`js/src/host/kernel.ts`), and answers are kept small.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .._bundle import build_id, part
from ..i18n import closest
from ..model.errors import CjmError, InvalidDocument, shorten
from .worker import Worker

if TYPE_CHECKING:
    from ..journey import Journey

Message = dict[str, Any]
Send = Callable[[Message, list[bytes]], None]
#: What a widget answers in its own way: by the name of the question, what gives the value.
Questions = Mapping[str, Callable[[Message], Any]]
_NONE: Questions = MappingProxyType({})
#: So many findings are listed; the counts are of all.
MAX_FINDINGS = 500
MAX_ID = 100
#: So many questions wait while one is answered: more than a room full of people asks at once.
MAX_WAITING = 64
_LOG = logging.getLogger("cjm_widgets")


class Answers:
    """Answers the views of one map.

    Parameters
    ----------
    journey
        The map.
    send
        Sends a message and its buffers to every view.
    more
        What this widget answers beside the rest.
    """

    def __init__(self, journey: Journey, send: Send, more: Questions = _NONE) -> None:
        self._journey = journey
        self._more = more
        self._send = send
        self._worker = Worker(MAX_WAITING)

    def receive(self, message: Any) -> bool:
        """Take a message of a view; False when it is no question."""
        if not isinstance(message, dict) or message.get("type") != "ask":
            return False
        question = message.get("id")
        if not isinstance(question, str) or len(question) > MAX_ID:
            raise InvalidDocument(f"{shorten(message)} is no question", value=message)
        if not self._worker.take(partial(self._answer, question, message)):
            busy = f"{MAX_WAITING} questions wait for their answer: ask again in a moment"
            self._send({"type": "answer", "id": question, "error": busy}, [])
        return True

    def _answer(self, question: str, message: Message) -> None:
        answer: Message = {"type": "answer", "id": question}
        buffers: list[bytes] = []
        try:
            if message.get("what") == "part":
                buffers = [_part(message)]
            elif message.get("what") == "check":
                answer["value"] = _findings(self._journey, message.get("language"))
            elif message.get("what") == "export":
                buffers = [_export(self._journey, message.get("form"))]
            elif (work_out := self._more.get(str(message.get("what")))) is not None:
                answer["value"] = work_out(message)
            elif message.get("what") in ("guide", "workshop"):
                answer["value"] = _workshop(self._journey, message)
            else:
                raise InvalidDocument(f"{shorten(message)} is no question", value=message)
        except CjmError as problem:
            answer["error"] = problem.message
        except Exception as problem:
            _LOG.exception("a question of a view could not be answered")
            answer["error"] = f"{type(problem).__name__}: {problem}"
        self._send(answer, buffers)


def _part(message: Message) -> bytes:
    """Return the code of a part, for the build of the page that asks."""
    name, build = message.get("name"), message.get("build")
    if build != build_id():
        raise InvalidDocument(
            "this page and the kernel have different versions of cjm_widgets; "
            "restart the kernel and load the page again",
            value=build,
        )
    return part(str(name))


def _export(journey: Journey, form: Any) -> bytes:
    """Return the map as a file."""
    # They bring pandas, which nobody has to wait for who only looks at a map.
    from ..formats.csv_tables import csv_archive, csv_table
    from ..formats.handout import handout
    from ..formats.html_page import page

    if form == "handout":
        kept = journey.store.read_only is not None
        return handout(journey.store.snapshot()[0], read_only=kept).encode()
    if form == "html":
        return page(journey.store.snapshot()[0]).encode()
    if form in ("svg", "png", "pdf"):
        return _drawn(journey, form)
    return csv_archive(journey) if form == "tables" else csv_table(journey, str(form))


def _drawn(journey: Journey, form: str) -> bytes:
    """Return the map as a picture, a PDF on pages that can be printed."""
    from ..formats.picture import render

    if form == "pdf":
        return render(journey, page="A4").pdf()
    picture = render(journey)
    return picture.svg.encode() if form == "svg" else picture.png()


def _workshop(journey: Journey, message: Message) -> Message:
    """Return what the teacher says, or how the workshop stands."""
    from ..workshops.timing import utc_now
    from ..workshops.view import guide, standing

    language = closest(str(message.get("language")))
    if message["what"] == "guide":
        return guide(language)
    return standing(journey, language, utc_now())


def _findings(journey: Journey, language: Any) -> Message:
    frame = journey.check(language=closest(language) if isinstance(language, str) else None)
    counts = frame["severity"].value_counts()
    columns = ["rule", "severity", "record", "message", "advice"]
    return {
        "counts": {str(severity): int(n) for severity, n in counts.items()},
        "rows": frame[columns].head(MAX_FINDINGS).astype(str).to_dict("records"),
    }
