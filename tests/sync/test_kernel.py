"""Two views and a running cell edit one map through a real ipykernel."""

from __future__ import annotations

import time
from random import Random

import msgspec
import pytest

from cjm_widgets.model.records import AnyRecord
from cjm_widgets.model.store import HISTORY
from tests.sync.edits import Editor, NoEdit
from tests.sync.kernel import View, running_kernel, wait_until
from tests.sync.replica import Replica

SETUP = """
import time
from IPython.display import display
from tests.sync.simulation import small_map
from cjm_widgets.model.wire import encode_records
from cjm_widgets.widgets.editor import JourneyEditor

j = small_map()
start = len(j.store.state.records)
editor = JourneyEditor(j)
"""

#: Writes, and ends only when every view has had its edits decided too.
WRITER = """
for n in range({edits}):
    if n % 20 == 0:
        j.add_card("tp-keep", "pain", f"code {{n}}")
    else:
        j.update("tp-keep", name=f"code {{n}}")
    time.sleep(0.002)
deadline = time.monotonic() + {patience}
while not (views_done := j.revision >= {revision}) and time.monotonic() < deadline:
    time.sleep(0.01)
display({{"text/plain": f"cell ends at {{j.revision}}"}}, raw=True)
"""


@pytest.fixture(scope="module")
def process():
    with running_kernel() as kernel:
        yield kernel


@pytest.fixture
def kernel(process):
    process.cell(SETUP)
    process.cell("keep = j.add_touchpoint('Keep', id='tp-keep')")
    return process


def editing(name: str):
    """Return edits that nobody refuses: they take nothing away, so each is in the log."""
    editor = Editor(name, Random(name))

    def edit(replica: Replica) -> bool:
        try:
            change = editor.change(replica.state)
        except NoEdit:
            return False
        # A budget may be used up meanwhile.
        votes = change.added | change.updated
        if change.removed or any(i.startswith("vo") for i in votes):
            return False
        return replica.edit(change)

    return edit


def check(kernel, views, python):
    revision = kernel.ask("j.revision")
    wait_until(lambda: all(v.settled(kernel.ask("j.revision")) for v in views), "all is settled")
    assert kernel.ask("j.revision") == revision
    ids = kernel.ask("[e.id for e in j.history]")
    # The log is bounded; the number of a change is not.
    assert len(ids) == len(set(ids)) == min(revision, HISTORY)
    records = msgspec.convert(kernel.ask("encode_records(j.store.state)"), list[AnyRecord])
    for view in views:
        replica = view.replica
        assert replica.state.records == {record.id: record for record in records}
        assert replica.rejected == []
        assert replica.strays == 0
        assert replica.acknowledged == list(replica.made)
        assert set(replica.made) <= set(ids)
        assert len(replica.made) == view.edits
    # What has left it first are edits of Python, which began.
    assert sum(i.startswith("python.") for i in ids) == python - (revision - len(ids))
    assert revision == python + sum(view.edits for view in views)
    assert kernel.ask("editor.revision") == revision
    wait_until(lambda: all(v.traits["revision"] == revision for v in views), "the trait is told")


def test_s54_s58_views_are_answered_while_a_cell_runs(kernel):
    comm = kernel.ask("editor.model_id")
    views = [
        View(kernel, comm, name, subshell=True, edit=editing(name), edits=600)
        for name in ("left", "right")
    ]
    revision = kernel.ask("j.revision") + 2_000
    cell = kernel.start(WRITER.format(edits=800, revision=revision, patience=40))
    for view in views:
        view.start()
    kernel.finish(cell)
    assert kernel.ask("views_done"), "the views were not served while the cell ran"
    check(kernel, views, python=801)
    for view in views:
        # Before the cell was over, all were acknowledged; and not in one lump at its end.
        mark = view.events.index(("mark", f"cell ends at {revision}"))
        acks = [count for kind, count in view.events[:mark] if kind == "ack"]
        assert acks[-1] > 500
        assert len(acks) > 20
        view.close()


def test_s54_s58_without_a_subshell_views_are_answered_after_the_cell(kernel):
    comm = kernel.ask("editor.model_id")
    view = View(kernel, comm, "left", subshell=False, edit=editing("left"), edits=50)
    view.start()
    wait_until(lambda: view.replica.ready, "the view has the map")
    wait_until(lambda: view.settled(kernel.ask("j.revision")), "its edits are in")
    revision = kernel.ask("j.revision")
    cell = kernel.start(WRITER.format(edits=50, revision=revision + 51, patience=2))
    wait_until(lambda: view.replica.revision > revision, "the cell writes")
    view.edits += 30
    kernel.finish(cell)
    assert not kernel.ask("views_done")
    check(kernel, [view], python=51)
    mark = view.events.index(("mark", f"cell ends at {revision + 50}"))
    assert [count for kind, count in view.events[:mark] if kind == "ack"][-1] == 50
    assert view.events[-1] == ("ack", 80)
    view.close()


def test_s54_s57_a_loop_of_edits_makes_few_messages(kernel):
    """A Jupyter server cuts off at 1,000 messages a second."""
    comm = kernel.ask("editor.model_id")
    views = [View(kernel, comm, name, subshell=True) for name in ("left", "right")]
    for view in views:
        view.start()
    wait_until(lambda: all(view.replica.ready for view in views), "the views have the map")
    before = [(view.messages, view.all_messages) for view in views]
    kernel.cell("for n in range(2_000):\n    j.update('tp-keep', name=f'code {n}')")
    check(kernel, views, python=2_001)
    for view, (messages, everything) in zip(views, before, strict=True):
        assert view.replica.loads == 1, "nothing was missed"
        assert view.messages - messages <= 200
        assert view.all_messages - everything <= 400, "the traits are paced too"
        view.close()


#: A callback that fails, one that is slow, and cells that are stopped in the middle of it all.
CALLBACKS = """
import time

def fails(entry):
    raise RuntimeError("a mistake of the user")

def slow(entry):
    if entry.by == "python":
        time.sleep(0.002)

j.on_change(fails)
j.on_change(slow)
"""
ENDLESS = """
n = 0
while True:
    n += 1
    with j.transaction("both"):
        j.update("tp-keep", name=f"code {n}")
        j.update("tp-0", name=f"code {n}")
"""


def stop(process, cell):
    """Press stop until the cell is over: it may be waiting behind messages of views.

    A second press may land in the kernel's own code for the reply, and then there is none; that
    the kernel is idle again is said in any case.
    """
    while True:
        process.interrupt()
        if process.over(cell, timeout=0.5):
            return


@pytest.mark.parametrize("subshell", [True, False])
def test_k12_s56_cells_stopped_at_random_and_callbacks_that_fail(process, subshell):
    """The stop button lands in edits, callbacks and comm handlers; no edit of a view is lost."""
    process.cell(SETUP)
    process.cell("keep = j.add_touchpoint('Keep', id='tp-keep')")
    process.cell(CALLBACKS)
    comm = process.ask("editor.model_id")
    view = View(process, comm, "left", subshell=subshell, edit=editing("left"), edits=400)
    view.start()
    random = Random(7)
    for _ in range(25):
        cell = process.start(ENDLESS)
        time.sleep(0.05 + random.random() * 0.1)
        stop(process, cell)
        # And while nothing but messages of views are handled.
        time.sleep(random.random() * 0.05)
        process.interrupt()
    while not process.over(process.start(""), timeout=5):
        """The last press may come late, and land in this."""
    settled = ("all is settled", view)
    wait_until(lambda: view.settled(process.ask("j.revision")), settled, timeout=90)
    replica = view.replica
    records = msgspec.convert(process.ask("encode_records(j.store.state)"), list[AnyRecord])
    assert replica.state.records == {record.id: record for record in records}
    assert replica.acknowledged == list(replica.made)
    assert len(replica.made) == 400
    ids = process.ask("[e.id for e in j.history]")
    assert len(ids) == len(set(ids))
    assert process.ask("j.get('tp-keep').name == j.get('tp-0').name or n")
    view.close()
