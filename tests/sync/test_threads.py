"""Views push on one thread while a cell edits on another and callbacks do what they like."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from threading import Barrier, Event, Thread, current_thread

import pytest

from cjm_widgets.model.errors import CjmError
from tests.sync.edits import Editor, NoEdit
from tests.sync.replica import Replica
from tests.sync.simulation import same_index, small_map

PATIENCE = 60


@pytest.fixture(autouse=True)
def _switch_often():
    """Let threads take turns a hundred times as often as usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 100)
    yield
    sys.setswitchinterval(usual)


class Page:
    """A view whose messages are taken on a thread of their own, as a subshell does it."""

    def __init__(self, journey, name, *, pace=0.0):
        self.revisions = []
        self.senders = set()
        self.inbox = []
        self.link = journey.authority.link(self._sent, pace=pace)
        self.replica = Replica(name, self._send)
        self.editor = Editor(name, Random(name))
        self.outbox = []

    def _sent(self, message):
        self.senders.add(current_thread().name)
        if message["type"] == "changed" and message["changes"]:
            self.revisions.append((message["revision"], len(message["changes"])))
        self.inbox.append(json.dumps(message))

    def _send(self, message):
        self.outbox.append(json.dumps(message))

    def turn(self, *, edit=True):
        """Take what has come, make an edit, send; all on the thread of this page."""
        while self.inbox:
            self.replica.receive(json.loads(self.inbox.pop(0)))
        if edit and self.replica.ready:
            with suppress(NoEdit):
                self.replica.edit(self.editor.change(self.replica.state))
        while self.outbox:
            self.link.receive(json.loads(self.outbox.pop(0)))

    def settle(self):
        while self.inbox or self.replica.waiting:
            self.turn(edit=False)

    def check(self, journey):
        """Every change was told once, in the order of revisions, with no gap."""
        last = self.revisions[0][0] - self.revisions[0][1]
        for revision, count in self.revisions:
            assert revision == last + count
            last = revision
        assert last == journey.revision
        assert self.replica.state.records == journey.store.state.records
        assert self.replica.strays == 0
        assert self.replica.loads == 1, "it had to ask for the document again"
        told = [*self.replica.acknowledged, *(r["id"] for r in self.replica.rejected)]
        assert sorted(told) == sorted(self.replica.made)


def run(*jobs):
    """Run jobs on a thread each, from one moment on; fail rather than hang."""
    start = Barrier(len(jobs))

    def begin(job):
        start.wait(PATIENCE)
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        for future in [pool.submit(begin, job) for job in jobs]:
            future.result(timeout=PATIENCE)


@pytest.mark.parametrize("pace", [0.0, 0.002])
def test_s41_s54_threads_that_edit_at_once_end_with_one_document(pace):
    journey = small_map()
    pages = [Page(journey, name, pace=pace) for name in ("a", "b", "c")]
    writer = Editor("python", Random(7))
    seen = []
    journey.on_change(seen.append)

    def write():
        for _ in range(400):
            # What it is about to edit may be gone by then.
            with suppress(NoEdit, CjmError):
                writer.write(journey)

    def edit(page):
        page.replica.hello()
        for _ in range(250):
            page.turn()

    run(write, *(lambda page=page: edit(page) for page in pages))
    wait_for_beat(pages, journey)
    for page in pages:
        page.settle()
    wait_for_beat(pages, journey)
    for page in pages:
        page.settle()
        page.check(journey)
        assert len(page.senders) > 1, "only one thread ever sent; the test shows nothing"
    assert [entry.revision for entry in seen] == list(range(1, journey.revision + 1))
    assert [entry.id for entry in seen] == [entry.id for entry in journey.history]
    same_index(journey.store.state)


def wait_for_beat(pages, journey):
    """Wait until what was held back for a beat is out."""
    for _ in range(PATIENCE * 100):
        if all(page.revisions and page.revisions[-1][0] == journey.revision for page in pages):
            return
        Event().wait(0.01)
    raise AssertionError("a beat never came")


class Callbacks:
    """What users do in callbacks."""

    def __init__(self, journey):
        self.journey = journey
        self.read = 0
        for callback in (self.fail, self.edit, self.edit_together, self.look):
            journey.on_change(callback)

    def fail(self, _entry):
        raise RuntimeError("a mistake of the user")

    def edit(self, entry):
        if entry.by != "python" and entry.change.updated:
            self.journey.update(title=f"after {entry.id}")

    def edit_together(self, entry):
        if entry.by != "python" and entry.revision % 5 == 0:
            with self.journey.transaction("together"):
                self.journey.update(scenario=f"s {entry.revision}")
                self.journey.update(title=f"t {entry.revision}")

    def look(self, entry):
        self.read += bool(self.journey.to_dict()) and entry.revision <= self.journey.revision


def test_s56_callbacks_that_raise_edit_or_read_stop_nobody(caplog):
    journey = small_map()
    pages = [Page(journey, name) for name in ("a", "b")]
    callbacks = Callbacks(journey)

    def edit(page):
        page.replica.hello()
        for _ in range(100):
            page.turn()

    def write():
        for n in range(100):
            journey.update(title=f"cell {n}")

    run(write, *(lambda page=page: edit(page) for page in pages))
    for page in (*pages, *pages):
        page.settle()
    for page in pages:
        page.check(journey)
    labels = [entry.label for entry in journey.history]
    assert "together" in labels
    assert callbacks.read == journey.revision
    assert caplog.text.count("a mistake of the user") >= journey.revision


def test_s60_d4_reading_while_others_edit_shows_whole_documents():
    journey = small_map()
    page, stop = Page(journey, "a"), Event()

    def edit():
        page.replica.hello()
        for _ in range(400):
            page.turn()
        stop.set()

    def read():
        while not stop.is_set():
            assert journey.info.id == "map-0"
            steps = list(journey.touchpoints)
            assert len({s.id for s in steps}) == len(steps)
            again = type(journey).from_dict(journey.to_dict())
            assert again.to_dict()["journey"]["id"] == "map-0"
            assert len(journey.to_frame("cards").columns) > 3

    run(edit, read, read)
    page.settle()
    page.check(journey)
    same_index(journey.store.state)
    fresh = type(journey.store.state)(journey.store.state.records.values())
    for name in ("touchpoint", "card", "experience"):
        assert journey.store.state.in_order(name) == fresh.in_order(name)


@pytest.mark.parametrize("callback_first", [True, False])
def test_s40_s56_a_slow_callback_keeps_no_view_from_its_answer(callback_first):
    """The answer is out before the callback begins, whichever was there first."""
    journey = small_map()
    began, go_on, order = Event(), Event(), []

    def slow(entry):
        order.append(f"callback {entry.id}")
        began.set()
        assert go_on.wait(PATIENCE)

    if callback_first:
        journey.on_change(slow)
    link = journey.authority.link(lambda m: order.extend(f"ack {c['id']}" for c in m["changes"]))
    if not callback_first:
        journey.on_change(slow)

    def push(n):
        change = {"updated": {"tp-0": {"name": ["", f"n{n}"]}}}
        link.receive({
            "type": "push", "client": "v", "epoch": journey.store.epoch,
            "changes": [{"id": f"v.{n}", "label": "", "change": change}],
        })  # fmt: skip

    first = Thread(target=push, args=(1,), daemon=True)
    first.start()
    assert began.wait(PATIENCE)
    assert order == ["ack v.1", "callback v.1"]
    # While the callback is at it on that thread, edits and pushes on others go on.
    second = Thread(target=push, args=(2,), daemon=True)
    second.start()
    second.join(PATIENCE)
    assert not second.is_alive()
    journey.update("tp-0", name="cell")
    assert order == ["ack v.1", "callback v.1", "ack v.2", "ack python.3"]
    go_on.set()
    first.join(PATIENCE)
    assert order[4:] == ["callback v.2", "callback python.3"]


def test_s55_a_push_waits_for_the_end_of_a_transaction_on_another_thread():
    journey = small_map()
    sent, inside, pushed = [], Event(), Event()
    link = journey.authority.link(sent.append)

    def push():
        inside.wait(PATIENCE)
        pushed.set()
        change = {"updated": {"tp-0": {"name": ["Step 0", "view"]}}}
        link.receive({
            "type": "push", "client": "v", "epoch": journey.store.epoch,
            "changes": [{"id": "v.1", "label": "", "change": change}],
        })  # fmt: skip

    thread = Thread(target=push, daemon=True)
    thread.start()
    with journey.transaction("cell"):
        journey.update("tp-0", name="cell")
        inside.set()
        assert pushed.wait(PATIENCE)
        journey.update("tp-1", name="cell")
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert [entry.label for entry in journey.history] == ["cell", ""]
    assert journey.get("tp-0").name == "view"
    assert [c.text for c in journey.comments] == ["Replaced text of “name”: cell"]


def test_s41_links_come_and_go_while_others_edit():
    journey = small_map()
    stop = Event()

    def write():
        for n in range(500):
            journey.update(title=f"n{n}")
        stop.set()

    def come_and_go():
        while not stop.is_set():
            got, welcomed = [], Event()

            def take(message, got=got, welcomed=welcomed):
                got.append(message)
                if message["type"] == "welcome":
                    welcomed.set()

            link = journey.authority.link(take)
            link.receive({"type": "hello", "client": "v", "have": None, "pending": []})
            # Another thread may be at sending; then the welcome goes after what that one has.
            assert welcomed.wait(PATIENCE)
            link.close()
            revisions = [m["revision"] for m in list(got)]
            assert revisions == sorted(revisions)
            assert [m["type"] for m in list(got)].count("welcome") == 1

    run(write, come_and_go, come_and_go)
