"""The store alone: what it records, returns and tells, and in which order."""

from __future__ import annotations

import math
import threading
import time
from contextlib import suppress
from typing import Any

import pytest

from cjm_widgets.model.change import Change
from cjm_widgets.model.errors import InvalidDocument, NothingToUndo, RemovedRecord
from cjm_widgets.model.mailbox import Mailbox
from cjm_widgets.model.records import JourneyInfo, Persona, Phase, Place
from cjm_widgets.model.state import State
from cjm_widgets.model.store import HISTORY, Entry, Store


@pytest.fixture
def store() -> Store:
    return Store(State([
        JourneyInfo(id="map"), Phase(id="x", name="One", place=Place(order="a0")),
        Persona(id="ana", place=Place(order="a0")),
    ]))  # fmt: skip


def called(store: Store, name: str) -> Change:
    return Change(updated={"x": {"name": (store.state.get("x").name, name)}})


def name_of(store: Store) -> str:
    return str(store.state.get("x").name)


def facts(entry: Entry) -> tuple[Any, ...]:
    return entry.revision, entry.id, entry.by, entry.label, entry.author


def free(store: Store) -> bool:
    """Tell whether another thread gets the lock."""
    got: list[bool] = []

    def take() -> None:
        got.append(store.lock.acquire(timeout=0.2))
        if got[0]:
            store.lock.release()

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()
    return got[0]


def test_j15_a_new_store_is_empty(store: Store) -> None:
    """[J15] It is at revision 0, has no past, nobody follows it; no two have one epoch."""
    assert (store.revision, list(store.history), store.since(0)) == (0, [], [])
    assert (store.read_only, store.followed, store.on_record) == (None, False, [])
    assert len(bytes.fromhex(store.epoch)) == 8
    assert store.epoch != Store(store.state).epoch
    assert store.history.maxlen == store._undo.maxlen == HISTORY == 10_000


def test_s41_an_entry_says_what_was_done(store: Store) -> None:
    """[S41] Revision, id, by whom, how it is called, when; what is not given has a default."""
    began = time.time()
    change = called(store, "Two")
    entry = store.submit(change)
    assert facts(entry) == (1, "python.1", "python", "", "")
    assert entry.change == change
    assert entry.time is not None
    assert began <= entry.time <= time.time()
    entry = store.submit(
        called(store, "Three"), change_id="c.7", by="anna", label="Rename", author="Anna"
    )
    assert facts(entry) == (2, "c.7", "anna", "Rename", "Anna")
    assert facts(store.submit(called(store, "Four"), by="ben")) == (3, "ben.3", "ben", "", "")
    assert [e.revision for e in store.history] == [1, 2, 3]
    assert store.history[1] is entry


def test_s41_what_changes_nothing_is_recorded_only_with_an_id(store: Store) -> None:
    """[S41] A push that changes nothing gets its revision, code gets none; neither is a step."""
    store.submit(called(store, "Two"))
    store.undo()
    quiet = store.submit(called(store, "One"), by="cell", label="Same", author="Me")
    assert facts(quiet) == (2, "", "cell", "Same", "Me")
    assert (quiet.time, quiet.change, store.revision) == (None, Change(), 2)
    told = store.submit(called(store, "One"), change_id="c.1", by="anna")
    assert (facts(told), told.change) == ((3, "c.1", "anna", "", ""), Change())
    assert store.history[-1] is told
    store.redo()
    assert name_of(store) == "Two"
    store.undo()
    with pytest.raises(NothingToUndo):
        store.undo()


def test_j15_since(store: Store) -> None:
    """[J15] What came after a revision, as long as the history reaches back."""
    entries = [store.submit(called(store, name)) for name in ("a", "b", "c")]
    assert store.since(0) == entries
    assert store.since(2) == entries[2:]
    assert store.since(3) == []
    assert store.since(4) is None
    assert store.since(-1) is None
    store.history.popleft()
    assert store.since(1) == entries[1:]
    assert store.since(0) is None


def test_j15_a_snapshot_stays_as_it_is(store: Store) -> None:
    """[J15] The document and its revision of one moment, to be read while others edit."""
    store.submit(called(store, "Two"))
    store.state.newer = 7
    state, revision = store.snapshot()
    store.submit(called(store, "Three"))
    assert (state.get("x").name, revision, state.newer) == ("Two", 1, 7)
    assert name_of(store) == "Three"
    assert state.in_order("phase") == (state.get("x"),)


def test_d31_a_store_to_look_at(store: Store) -> None:
    """[D31] Every edit raises what it was given; a step that is refused is not lost."""
    store.submit(called(store, "Two"))
    store.read_only = InvalidDocument("only to look at", code="read-only")
    for edit in (lambda: store.submit(called(store, "Three")), store.undo):
        with pytest.raises(InvalidDocument, match="only to look at"):
            edit()
    assert (name_of(store), store.revision) == ("Two", 1)
    store.read_only = None
    store.undo()
    assert name_of(store) == "One"
    store.read_only = InvalidDocument("only to look at")
    with pytest.raises(InvalidDocument, match="only to look at"):
        store.redo()
    store.read_only = None
    store.redo()
    assert name_of(store) == "Two"
    assert free(store)


def test_j8_inside_a_block_an_entry_is_not_recorded(store: Store) -> None:
    """[J8] It says what was done at the revision before; the block is recorded at its end."""
    store.submit(called(store, "Two"))
    with store.transaction("Both") as done:
        assert done() == Change()
        inside = store.submit(
            called(store, "Three"), change_id="c", by="anna", label="Edit", author="Anna"
        )
        assert facts(inside) == (1, "c", "anna", "Edit", "Anna")
        assert inside.time is None
        assert inside.change == Change(updated={"x": {"name": ("Two", "Three")}})
        store.submit(Change(updated={"x": {"color": ("", "#000000")}}))
        assert store.revision == len(store.history) == 1
        whole = Change(updated={"x": {"name": ("Two", "Three"), "color": ("", "#000000")}})
        assert done() == whole
    assert facts(store.history[-1]) == (2, "python.2", "python", "Both", "")
    assert store.history[-1].change == done() == whole
    assert store.history[-1].time is not None
    assert store.undo().label == "Undo: Both"
    assert name_of(store) == "Two"


def test_j8_a_block_without_a_label(store: Store) -> None:
    """[J8] It is called nothing; what comes to nothing is not recorded and forgets no redo."""
    with store.transaction():
        store.submit(called(store, "Two"))
    assert store.history[-1].label == ""
    store.undo()
    with store.transaction():
        store.submit(called(store, "Three"))
        store.submit(called(store, "One"))
    assert store.revision == 2
    store.redo()
    assert name_of(store) == "Two"
    store.undo()
    with store.transaction():
        store.submit(called(store, "Three"))
    with pytest.raises(NothingToUndo):
        store.redo()


def test_j8_blocks_in_blocks(store: Store) -> None:
    """[J8] An inner block tells of its own edits, and takes back only those when it fails."""
    with store.transaction("Outer") as whole:
        store.submit(called(store, "Two"))
        with store.transaction("Inner") as inner:
            store.submit(called(store, "Three"))
            assert inner() == Change(updated={"x": {"name": ("Two", "Three")}})
        with suppress(KeyError), store.transaction() as failed:
            store.submit(called(store, "Four"))
            store.submit(Change(updated={"x": {"color": ("", "#000000")}}))
            raise KeyError
        assert failed() == Change()
        assert whole() == Change(updated={"x": {"name": ("One", "Three")}})
        with pytest.raises(NothingToUndo):
            store.undo()
        assert not free(store)
    assert [facts(e) for e in store.history] == [(1, "python.1", "python", "Outer", "")]
    assert store.history[0].change == Change(updated={"x": {"name": ("One", "Three")}})
    assert free(store)
    store.submit(called(store, "Five"))
    assert store.revision == 2


def test_j9_steps_have_labels(store: Store) -> None:
    """[J9] Each is called after what it takes back, however often it goes back and forth."""
    store.submit(called(store, "Two"), label="Rename", by="anna")
    assert facts(store.undo()) == (2, "python.2", "python", "Undo: Rename", "")
    assert facts(store.redo()) == (3, "python.3", "python", "Redo: Rename", "")
    assert facts(store.undo()) == (4, "python.4", "python", "Undo: Rename", "")
    assert store.redo().label == "Redo: Rename"
    store.submit(called(store, "Three"))
    assert store.undo().label == "Undo"
    assert store.history[-1].change == Change(updated={"x": {"name": ("Three", "Two")}})


def test_j9_what_cannot_be_undone_says_why(store: Store) -> None:
    """[J9] There is nothing to undo, or to redo, or a block is open."""
    with pytest.raises(NothingToUndo, match=r"^there is nothing to undo$"):
        store.undo()
    with pytest.raises(NothingToUndo, match=r"^there is nothing to redo$"):
        store.redo()
    store.submit(called(store, "Two"))
    with (
        store.transaction(),
        pytest.raises(NothingToUndo, match=r"^a transaction is open; leave its with block first$"),
    ):
        store.undo()
    store.undo()
    assert name_of(store) == "One"


def test_j8_what_waits_for_the_end_of_a_block(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """[J8] Jobs wait for the outermost end, run in turn and with the lock free; one may fail."""
    ran: list[str] = []
    store.listen(lambda entry: ran.append(f"heard {entry.revision}"))
    assert not store.postpone(lambda: ran.append("never"))

    def fail() -> None:
        ran.append("fail")
        raise ValueError

    with store.transaction():
        with store.transaction():
            assert store.postpone(lambda: ran.append(f"free {free(store)}"))
            assert store.postpone(fail)
            assert store.postpone(lambda: store.submit(called(store, "After")) and None)
        store.submit(called(store, "Two"))
        assert ran == []
    assert ran == ["free True", "fail", "heard 1", "heard 2"]
    assert [e.getMessage() for e in caplog.records] == [
        "what waited for the end of a transaction failed"
    ]
    assert caplog.records[0].exc_info is not None
    with suppress(KeyError), store.transaction():
        store.postpone(lambda: ran.append("also then"))
        raise KeyError
    assert ran[-1] == "also then"
    assert "never" not in ran


def test_s56_views_hear_before_callbacks(store: Store) -> None:
    """[S56] Channels first, then callbacks in the order they came, each entry once."""
    heard: list[str] = []
    quiet: Mailbox[Entry] = Mailbox(lambda batch: heard.append(f"file {len(batch)}"))
    store.attach(quiet)
    store.listen(lambda entry: heard.append(f"one {entry.revision}"))
    stop = store.listen(lambda entry: heard.append(f"two {entry.revision}"))
    view: Mailbox[Entry] = Mailbox(lambda batch: heard.append(f"view {len(batch)}"))
    leave = store.attach(view, first=True)
    assert store.followed
    with store.editing():
        store.submit(called(store, "Two"))
        store.submit(called(store, "Three"))
        assert heard == []
    assert heard == ["view 2", "file 2", "one 1", "one 2", "two 1", "two 2"]
    heard.clear()
    for end in (stop, leave, stop, leave):
        end()
    store.submit(called(store, "Four"))
    assert heard == ["file 1", "one 3"]


def test_j10_nobody_follows_any_more(store: Store) -> None:
    """[J10] Once the last has stopped nobody follows."""
    stop = store.listen(lambda _: None)
    assert store.followed
    stop()
    assert not store.followed


def test_j10_a_callback_that_fails_is_logged(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """[J10] With the revision and the reason; it hears the next entry, and so do the others."""
    heard: list[int] = []

    def fail(entry: Entry) -> None:
        heard.append(-entry.revision)
        raise ValueError

    store.listen(fail)
    store.listen(lambda entry: heard.append(entry.revision))
    with store.editing():
        store.submit(called(store, "Two"))
        store.submit(called(store, "Three"))
    assert heard == [-1, -2, 1, 2]
    assert [e.getMessage() for e in caplog.records] == [
        f"a callback of on_change failed at revision {n}" for n in (1, 2)
    ]
    assert all(e.exc_info is not None and e.name == "cjm_widgets" for e in caplog.records)


def test_j10_callbacks_run_with_the_lock_free(store: Store) -> None:
    """[J10] Callbacks may wait for other threads that edit; what keeps count may not."""
    seen: list[bool] = []
    store.listen(lambda _: seen.append(free(store)))
    store.on_record.append(lambda entry: seen.append(free(store) or entry.revision != 1))
    store.submit(called(store, "Two"))
    assert seen == [False, True]


def test_s1_a_refused_edit_leaves_the_lock_free(store: Store) -> None:
    """[S1] What was submitted before in the same hold is told."""
    heard: list[int] = []
    store.listen(lambda entry: heard.append(entry.revision))
    with suppress(RemovedRecord), store.editing():
        store.submit(called(store, "Two"))
        store.submit(Change(updated={"gone": {"name": ("", "x")}}))
    assert heard == [1]
    assert free(store)


def test_s19_a_replaced_text_is_in_the_same_step(store: Store) -> None:
    """[S19] Change and comment are one entry, in a block too; the comment names both people."""
    store.submit(called(store, "Two"), author="Anna")
    store.submit(Change(updated={"ana": {"tagline": ("", "x")}}), author="Ben")
    late = Change(updated={"x": {"name": ("One", "Three")}})
    entry = store.submit(late, author="Cleo")
    (comment,) = entry.change.added.values()
    assert (comment.author, comment.target) == ("Cleo", "x")
    assert comment.text == "Replaced text of “name” (Anna): Two"
    assert store.state.get(comment.id) == comment
    store.undo()
    assert (name_of(store), store.state.get(comment.id)) == ("Two", None)
    with store.transaction() as done:
        store.submit(late)
        (comment,) = done().added.values()
    assert (comment.author, comment.text) == ("", "Replaced text of “name”: Two")
    assert store.history[-1].change.added == {comment.id: comment}


def test_s19_who_wrote_a_text(store: Store) -> None:
    """[S19] Whoever set that field last, or added the record; facts are those of their field."""

    def replaced(record: str, field: str, old: Any, new: Any) -> str:
        change = Change(updated={record: {field: (old, new)}})
        (comment,) = store.submit(change, author="Late").change.added.values()
        return str(comment.text)

    assert replaced("x", "name", "?", "b") == "Replaced text of “name”: One"
    new = Phase(id="y", name="New", place=Place(order="a1"))
    store.submit(Change(added={"y": new}), author="Dora")
    store.submit(Change(updated={"y": {"color": ("", "#000000")}}), author="Eve")
    assert replaced("y", "name", "?", "b") == "Replaced text of “name” (Dora): New"
    town = {"town": "Rome"}
    store.submit(Change(updated={"ana": {"demographics": ({}, town)}}), author="Fay")
    store.submit(Change(updated={"ana": {"name": ("", "Ana")}}), author="Eve")
    assert replaced("ana", "demographics", {}, {"town": "Bari"}) == (
        "Replaced text of “demographics.town” (Fay): Rome"
    )


@pytest.mark.parametrize(
    ("held", "match"), [(math.inf, "no number in JSON"), ({1: 2}, "keys are texts")], ids=repr
)
def test_h3_a_change_made_past_all_checks_of_its_fields(
    store: Store, held: Any, match: str
) -> None:
    """[H3] What no file could hold is refused here at the latest."""
    before = store.state.get("x")
    with pytest.raises(InvalidDocument, match=match) as caught:
        store.submit(Change(updated={"x": {"extra": ({}, {"own": held})}}), label="Edit")
    assert (caught.value.record, caught.value.field) == ("x", "extra")
    assert (store.state.get("x"), store.revision) == (before, 0)
