"""The copy of a map as a client of a real ipykernel gets it."""

from __future__ import annotations

import time
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
import pytest

import cjm_widgets as cjm
from cjm_widgets.notebook.copy import MIME
from tests.sync.kernel import Kernel, running_kernel

SETUP = """
import os, signal, time
import cjm_widgets as cjm
j = cjm.Journey("Buying a bike")
step = j.add_touchpoint("Step 0", id="step")
"""


class Client:
    """Keeps the outputs of cells by the message they belong to, as a front end does."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.outputs: list[dict[str, Any]] = []
        self.states: list[str] = []

    def listen(self, until, seconds: float = 20) -> None:
        """Take what comes until something is true."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "it did not come"
            try:
                message = self.kernel.client.iopub_channel.get_msg(timeout=0.1)
            except Empty:
                continue
            content = message["content"]
            shown = content.get("transient", {}).get("display_id")
            if message["msg_type"] == "display_data":
                self.outputs.append({"data": content["data"], "id": shown})
            elif message["msg_type"] == "update_display_data":
                for output in self.outputs:
                    if output["id"] == shown:
                        output["data"] = content["data"]
            elif message["msg_type"] == "status":
                self.states.append(content["execution_state"])

    @property
    def name(self) -> str:
        """What the first touchpoint is called in the copy."""
        for output in self.outputs:
            if MIME in output["data"]:
                return str(output["data"][MIME]["document"]["touchpoints"][0]["name"])
        return ""

    def save(self, path: Path) -> Path:
        outputs = [nbformat.v4.new_output("display_data", o["data"]) for o in self.outputs]
        cell = nbformat.v4.new_code_cell("j", outputs=outputs)
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
        return path


@pytest.fixture
def client():
    with running_kernel() as kernel:
        kernel.cell(SETUP)
        yield Client(kernel)


def test_n30_it_comes_after_the_editor_and_follows_a_busy_cell(client: Client) -> None:
    """[N30] Editor, then copy; while a cell computes the copy is renewed, and at its end."""
    client.kernel.cell("j")
    client.listen(lambda: client.name == "Step 0")
    kinds = [sorted(o["data"]) for o in client.outputs]
    assert "application/vnd.jupyter.widget-view+json" in kinds[0]
    assert kinds[1] == sorted([MIME, "text/html", "text/plain"])
    assert client.outputs[0]["id"] is None
    busy = client.kernel.start(
        "j.update(step, name='Busy')\n"
        "end = time.monotonic() + 3\n"
        "while time.monotonic() < end: sum(range(1000))\n"
        "j.update(step, name='Done')"
    )
    client.listen(lambda: client.name == "Busy")
    client.kernel.finish(busy)
    client.listen(lambda: client.name == "Done")
    assert len(client.outputs) == 2


def test_n30_a_killed_kernel_loses_nothing(client: Client, tmp_path: Path) -> None:
    """[N30] After SIGKILL what the client has is the map with its last edit."""
    client.kernel.cell("cjm.JourneyEditor(j, name='bike')")
    for n in range(30):
        client.kernel.cell(f"j.update(step, name='Step {n}')")
    kept = client.kernel.ask("j.to_json()")
    client.kernel.start("os.kill(os.getpid(), signal.SIGKILL)")
    client.listen(lambda: client.name == "Step 29")
    maps = cjm.recover(client.save(tmp_path / "x.ipynb"))
    assert maps.names == ["bike"]
    assert maps.journey.to_json() == kept


def test_n30_the_edits_of_a_thread_come_too(client: Client) -> None:
    """[N30] An edit between cells, by a thread of the user's, is copied soon."""
    client.kernel.cell("j")
    client.kernel.cell(
        "import threading\n"
        "threading.Timer(0.5, lambda: j.update(step, name='From a thread')).start()"
    )
    client.listen(lambda: client.name == "From a thread")
