"""A view that edits while another file of the map is made, through a real ipykernel."""

from __future__ import annotations

import time
from random import Random
from typing import Any

import pytest

from tests.sync.edits import Editor, NoEdit
from tests.sync.kernel import Kernel, View, running_kernel, wait_until
from tests.sync.replica import Replica

SETUP = """
import cjm_widgets as cjm

j = cjm.Journey("Large")
with j.transaction("Fill"):
    for phase in range(8):
        for step in range(10):
            made = j.add_touchpoint(f"Step {step} of {phase}")
            for kind in ("pain", "gain", "action", "thought", "opportunity"):
                j.add_card(made, kind, f"What one says of it, as a {kind}, in some words")
editor = cjm.JourneyEditor(j)
"""
#: So many edits are acknowledged before the file is asked for.
BEFORE = 20
BEGINS = {"png": b"\x89PNG", "pdf": b"%PDF"}


class Exporting(View):
    """Makes an edit as soon as the one before is acknowledged, and asks for a file meanwhile."""

    def __init__(self, kernel: Kernel, comm: str, form: str) -> None:
        super().__init__(kernel, comm, "left", subshell=True, edit=self._next, edits=1_000_000)
        self.form = form
        self.asked = self.answered = 0.0
        self.answer: dict[str, Any] = {}
        self.file = b""
        #: When an edit was made and when it was acknowledged.
        self.waits: list[tuple[float, float]] = []
        self._made = 0.0
        self._editor = Editor("left", Random("left"))

    def _next(self, replica: Replica) -> bool:
        now = time.monotonic()
        if replica.waiting:
            return False
        if self._made:
            self.waits.append((self._made, now))
        if len(self.waits) == BEFORE and not self.asked:
            self.asked = now
            self._send({"type": "ask", "id": "left.1", "what": "export", "form": self.form})
        self._made = 0.0
        try:
            change = self._editor.change(replica.state)
        except NoEdit:
            return False
        self._made = now
        return replica.edit(change)

    def _read(self, message: dict[str, Any]) -> None:
        super()._read(message)
        told = message["content"].get("data", {}).get("content", {})
        if isinstance(told, dict) and told.get("type") == "answer":
            self.answer, self.answered = told, time.monotonic()
            self.file = b"".join(bytes(buffer) for buffer in message["buffers"])


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_i27_edits_do_not_wait_for_a_picture(form: str) -> None:
    """[I27] Not even the one that waits longest waits for a good part of it."""
    with running_kernel() as kernel:
        kernel.cell(SETUP)
        view = Exporting(kernel, kernel.ask("editor.model_id"), form)
        view.start()
        wait_until(lambda: view.answered or view.problem, "the file is there", 240)
        # The edit that waited while it came counts too.
        wait_until(lambda: view.problem or view.waits[-1][1] > view.answered, "an edit after it")
        view.close()
        assert view.problem is None
        assert "error" not in view.answer, view.answer
        assert view.file.startswith(BEGINS[form])
        whole = view.answered - view.asked
        meanwhile = [end - made for made, end in view.waits if end > view.asked]
        assert len(meanwhile) > 5
        assert max(meanwhile) < whole / 3
