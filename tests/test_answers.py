"""Questions of a view that are none about its edits."""

from __future__ import annotations

import json
import sys
import threading
import zlib
from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets import _bundle
from cjm_widgets.model.errors import InvalidDocument
from cjm_widgets.widgets import answers
from cjm_widgets.widgets.answers import MAX_WAITING, Answers


class Wire:
    """Keeps what is sent, and waits for it."""

    def __init__(self) -> None:
        self.sent: list[tuple[dict[str, Any], list[bytes]]] = []
        self.came = threading.Condition()

    def send(self, message: dict[str, Any], buffers: list[bytes]) -> None:
        with self.came:
            self.sent.append((message, buffers))
            self.came.notify_all()

    def answer(self) -> tuple[dict[str, Any], list[bytes]]:
        with self.came:
            assert self.came.wait_for(lambda: self.sent, 10)
            return self.sent.pop(0)


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def asked(wire: Wire) -> Answers:
    j = cjm.Journey("Coffee", language="en")
    j.add_phase("Before")
    return Answers(j, wire.send)


def test_t9_what_is_no_question_is_left_to_others(asked: Answers, wire: Wire) -> None:
    """[T9] A question is named so and has an id."""
    for message in (None, [], "ask", {"type": "push"}, {"what": "check"}):
        assert not asked.receive(message)
    for question in (None, 5, "x" * 101):
        with pytest.raises(InvalidDocument, match="no question"):
            asked.receive({"type": "ask", "id": question, "what": "check"})
    assert wire.sent == []


@pytest.mark.parametrize(("language", "words"), [("en", "phase"), ("it-CH", "fase")])
def test_t9_the_findings_of_a_map(asked: Answers, wire: Wire, language: str, words: str) -> None:
    """[T9] They are those of `Journey.check`, in the language of who asks."""
    assert asked.receive({"type": "ask", "id": "me.1", "what": "check", "language": language})
    message, buffers = wire.answer()
    assert buffers == []
    assert (message["type"], message["id"]) == ("answer", "me.1")
    frame = asked._journey.check(language=language)
    rows = message["value"]["rows"]
    assert [row["message"] for row in rows] == frame["message"].tolist()
    assert words in json.dumps(rows)
    assert sum(message["value"]["counts"].values()) == len(frame)
    assert set(message["value"]["counts"]) == {"error", "warning", "hint"}


def test_t9_of_very_many_findings_the_gravest_are_listed(
    asked: Answers, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[T9] The counts are of all."""
    monkeypatch.setattr(answers, "MAX_FINDINGS", 2)
    asked.receive({"type": "ask", "id": "me.1", "what": "check", "language": None})
    value = wire.answer()[0]["value"]
    assert len(value["rows"]) == 2
    assert sum(value["counts"].values()) > 2


def test_t8_a_part_is_sent_gzipped_to_pages_of_this_build(asked: Answers, wire: Wire) -> None:
    """[T8] Whose script is of another version is told so."""
    question = {"type": "ask", "id": "me.1", "what": "part", "name": "checks"}
    asked.receive(question | {"build": _bundle.build_id()})
    message, (code,) = wire.answer()
    assert message == {"type": "answer", "id": "me.1"}
    assert zlib.decompress(code, wbits=31).startswith(b"export default")
    asked.receive(question | {"build": "another"})
    message, buffers = wire.answer()
    assert "different versions" in message["error"]
    assert buffers == []


@pytest.mark.parametrize("name", ["../widget", "", None, "nothing", "checks.js", 5, ["checks"]])
def test_t8_only_parts_are_sent(asked: Answers, wire: Wire, name: Any) -> None:
    """[T8] No other file is, whatever a page asks for."""
    build = _bundle.build_id()
    asked.receive({"type": "ask", "id": "me.1", "what": "part", "name": name, "build": build})
    message, buffers = wire.answer()
    assert "missing" in message["error"]
    assert buffers == []


@pytest.mark.parametrize(
    "form", ["handout", "html", "tables", "touchpoints", "cards", "experience"]
)
def test_e168_a_file_is_the_buffer_of_its_answer(asked: Answers, wire: Wire, form: str) -> None:
    """[E168] Of every form the menu offers."""
    asked.receive({"type": "ask", "id": "me.1", "what": "export", "form": form})
    message, buffers = wire.answer()
    assert message == {"type": "answer", "id": "me.1"}
    page = b"<!doctype html>"
    begins = {"handout": page, "html": page, "tables": b"PK"}.get(form, b"\xef\xbb\xbf")
    assert buffers[0].startswith(begins)
    assert (b"<script" in buffers[0]) == (form == "handout")


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_i26_the_editor_exports_pictures(asked: Answers, wire: Wire, form: str) -> None:
    """[I26] They are the buffer of their answer, as other files are."""
    asked.receive({"type": "ask", "id": "me.1", "what": "export", "form": form})
    message, buffers = wire.answer()
    assert message == {"type": "answer", "id": "me.1"}
    assert buffers[0].startswith({"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}[form])


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_i26_what_is_not_installed_is_said(
    asked: Answers, wire: Wire, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[I26] In a kernel without the extra the answer says how to install it."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    asked.receive({"type": "ask", "id": "me.1", "what": "export", "form": form})
    message, buffers = wire.answer()
    assert 'pip install "cjm-widgets[image]"' in message["error"]
    assert buffers == []


@pytest.mark.parametrize("form", ["secrets", "../answers", None, {}])
def test_e168_no_other_form_is_made(asked: Answers, wire: Wire, form: Any) -> None:
    """[E168] It is an error in words."""
    asked.receive({"type": "ask", "id": "me.1", "what": "export", "form": form})
    message, buffers = wire.answer()
    assert "there is no table" in message["error"]
    assert buffers == []


def test_t9_a_question_of_another_version_is_answered(asked: Answers, wire: Wire) -> None:
    """[T9] With an error, so that nobody waits."""
    asked.receive({"type": "ask", "id": "me.1", "what": "dance"})
    assert "no question" in wire.answer()[0]["error"]


def test_t9_an_edit_does_not_wait_for_an_answer(
    asked: Answers, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[T9] It is worked out on another thread; what fails there is said."""
    held = threading.Event()

    def slow(*_: Any) -> None:
        assert held.wait(10)
        raise RuntimeError("of the user's own rule")

    monkeypatch.setattr(answers, "_findings", slow)
    asked.receive({"type": "ask", "id": "me.1", "what": "check", "language": "en"})
    asked._journey.add_phase("Meanwhile")
    assert wire.sent == []
    held.set()
    assert wire.answer()[0]["error"] == "RuntimeError: of the user's own rule"


def test_t9_many_questions_wait_for_one_thread(
    asked: Answers, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[T9] They are answered in turn; beyond so many one is refused at once, in words."""
    held, begun = threading.Event(), threading.Event()
    threads: set[threading.Thread] = set()

    def slow(*_: Any) -> dict[str, Any]:
        threads.add(threading.current_thread())
        begun.set()
        assert held.wait(10)
        return {}

    monkeypatch.setattr(answers, "_findings", slow)
    question = {"type": "ask", "what": "check", "language": "en"}
    running = threading.active_count()
    assert asked.receive(question | {"id": "first"})
    assert begun.wait(10)
    for number in range(MAX_WAITING + 3):
        assert asked.receive(question | {"id": f"me.{number}"})
    assert threading.active_count() == running + 1
    refused = [wire.answer()[0] for _ in range(3)]
    assert [message["id"] for message in refused] == [f"me.{MAX_WAITING + n}" for n in range(3)]
    assert all("ask again in a moment" in message["error"] for message in refused)
    held.set()
    told = [wire.answer()[0] for _ in range(MAX_WAITING + 1)]
    assert [message["id"] for message in told] == [
        "first",
        *(f"me.{n}" for n in range(MAX_WAITING)),
    ]
    assert all(message["value"] == {} for message in told)
    assert len(threads) == 1
    # It is not kept, nor is the map it asks about; the next question has an answer all the same.
    threads.pop().join(10)
    assert threading.active_count() == running
    assert asked.receive(question | {"id": "again"})
    assert wire.answer()[0]["id"] == "again"


def test_t9_a_page_that_is_gone_keeps_nobody_from_an_answer(
    asked: Answers, wire: Wire, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """[T9] What cannot be sent is logged, and the next question is answered."""
    question = {"type": "ask", "what": "check", "language": "en"}
    send, left = asked._send, [OSError("closed")]
    monkeypatch.setattr(asked, "_send", lambda *a: send(*a) if not left else fail(left.pop()))
    for name in ("lost", "told"):
        asked.receive(question | {"id": name})
    assert wire.answer()[0]["id"] == "told"
    assert "could not be answered" in caplog.text


def fail(problem: BaseException) -> None:
    raise problem


def test_t9_without_threads_a_question_is_answered_at_once(
    asked: Answers, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[T9] As in a kernel that runs in the browser; an interrupt there is one of that question."""

    def no_thread(_: threading.Thread) -> None:
        fail(RuntimeError("can't start new thread"))

    monkeypatch.setattr(threading.Thread, "start", no_thread)
    question = {"type": "ask", "what": "check", "language": "en"}
    assert asked.receive(question | {"id": "me.1"})
    assert wire.sent.pop()[0]["id"] == "me.1"
    with monkeypatch.context() as patch:
        patch.setattr(answers, "_findings", lambda *_: fail(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            asked.receive(question | {"id": "me.2"})
    assert asked.receive(question | {"id": "me.3"})
    assert wire.sent.pop()[0]["id"] == "me.3"
