"""The copy of a map as a client of a real ipykernel gets it."""

from __future__ import annotations

from pathlib import Path

import pytest

import cjm_widgets as cjm
from cjm_widgets.notebook.copy import MIME
from tests.notebook.front_end import FrontEnd
from tests.sync.kernel import running_kernel

SETUP = """
import os, signal, time
import cjm_widgets as cjm
j = cjm.Journey("Buying a bike")
step = j.add_touchpoint("Step 0", id="step")
"""


@pytest.fixture
def client():
    with running_kernel() as kernel:
        kernel.cell(SETUP)
        yield FrontEnd(kernel)


def test_n30_it_comes_after_the_editor_and_follows_a_busy_cell(client: FrontEnd) -> None:
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


def test_n30_a_killed_kernel_loses_nothing(client: FrontEnd, tmp_path: Path) -> None:
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


def test_n9_views_hear_of_the_copy_after_the_client_has_it(client: FrontEnd) -> None:
    """[N9] Whenever the revision of a copy is told, the outputs have that copy already."""
    client.kernel.cell("editor = cjm.JourneyEditor(j)\neditor")
    comm = client.kernel.ask("editor.model_id")
    client.kernel.start(
        "for n in range(40):\n    j.update(step, name=f'Step {n}')\n    time.sleep(0.05)"
    )
    heard = []

    def last() -> bool:
        told = client.traits.get(comm, {}).get("_copied")
        if told is not None and heard[-1:] != [told]:
            heard.append(told)
            assert client.copy is not None
            assert client.copy["revision"] == told
        return client.name == "Step 39" and client.copy["revision"] == told

    client.listen(last)
    assert len(heard) >= 3


def test_n30_the_edits_of_a_thread_come_too(client: FrontEnd) -> None:
    """[N30] An edit between cells, by a thread of the user's, is copied soon."""
    client.kernel.cell("j")
    client.kernel.cell(
        "import threading\n"
        "threading.Timer(0.5, lambda: j.update(step, name='From a thread')).start()"
    )
    client.listen(lambda: client.name == "From a thread")
