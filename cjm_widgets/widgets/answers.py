"""Questions of a view that are none about its edits, and their answers.

::

    view -> py   ask    {id, what: "part", name, build}      a part of the editor's code
    view -> py   ask    {id, what: "check", language}        what `Journey.check` finds
    view -> py   ask    {id, what: "export", form}           the map as a file of another form
    py -> view   answer {id, value} or {id, error}

An answer is worked out on a thread of its own: an edit that comes meanwhile does not wait for it.
The code of a part, gzipped, is the buffer of its answer, and so is an exported file. The forms
are ``"html"``, ``"tables"`` (a ZIP file) and the names of the tables (CSV).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, Any

from .._bundle import build_id, part
from ..i18n import closest
from ..model.errors import CjmError, InvalidDocument, shorten

if TYPE_CHECKING:
    from ..journey import Journey

Message = dict[str, Any]
Send = Callable[[Message, list[bytes]], None]
#: So many findings are listed; the counts are of all.
MAX_FINDINGS = 500
MAX_ID = 100
_LOG = logging.getLogger("cjm_widgets")


class Answers:
    """Answers the views of one map.

    Parameters
    ----------
    journey
        The map.
    send
        Sends a message and its buffers to every view.
    """

    def __init__(self, journey: Journey, send: Send) -> None:
        self._journey = journey
        self._send = send

    def receive(self, message: Any) -> bool:
        """Take a message of a view; False when it is no question."""
        if not isinstance(message, dict) or message.get("type") != "ask":
            return False
        question = message.get("id")
        if not isinstance(question, str) or len(question) > MAX_ID:
            raise InvalidDocument(f"{shorten(message)} is no question", value=message)
        thread = Thread(target=self._answer, args=(question, message), daemon=True)
        try:
            thread.start()
        except RuntimeError:
            # No threads here (Python in a browser).
            self._answer(question, message)
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
    from ..formats.html_page import page

    if form == "html":
        return page(journey.store.snapshot()[0]).encode()
    return csv_archive(journey) if form == "tables" else csv_table(journey, str(form))


def _findings(journey: Journey, language: Any) -> Message:
    frame = journey.check(language=closest(language) if isinstance(language, str) else None)
    counts = frame["severity"].value_counts()
    columns = ["rule", "severity", "record", "message", "advice"]
    return {
        "counts": {str(severity): int(n) for severity, n in counts.items()},
        "rows": frame[columns].head(MAX_FINDINGS).astype(str).to_dict("records"),
    }
