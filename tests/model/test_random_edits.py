"""After any edits, by anybody, on any thread, the document is whole."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.model.change import invert
from tests.strategies import SEEDS, RandomEdits, random_document
from tests.whole import after, check_whole, replay


@settings(max_examples=60)
@given(SEEDS, st.integers(1, 40))
def test_j12_any_edits(seed: int, count: int) -> None:
    """[J12] Any edits leave a whole map; the history replays; undone, the start is back."""
    j = cjm.Journey.from_dict(random_document(seed))
    start, plain = dict(j.store.state.records), j.to_dict()
    edits = RandomEdits(j, seed)
    done = []
    for _ in range(count):
        revision = j.revision
        done.append(edits.edit())
        if ":" in done[-1]:
            assert j.revision == revision, "a refused edit takes no revision"
    check_whole(j)
    assert replay(start, j) == j.store.state.records
    assert cjm.Journey.from_json(j.to_json()).to_dict() == j.to_dict()
    end = j.to_dict()
    steps = 0
    while True:
        try:
            j.undo()
        except cjm.NothingToUndo:
            break
        steps += 1
    check_whole(j)
    assert j.to_dict() == plain
    assert j.store.state.records == start
    for _ in range(steps):
        j.redo()
    assert j.to_dict() == end


def test_j12_the_random_edits_do_something() -> None:
    """The edits of these tests are of every kind and most of them are accepted."""
    seen: dict[str, int] = {}
    for seed in range(8):
        edits = RandomEdits(cjm.Journey.from_dict(random_document(seed)), seed)
        for _ in range(60):
            name = edits.edit()
            seen[name.split(":")[0] + ("" if ":" not in name else " refused")] = 1
    assert {"add", "update", "move", "remove", "block", "undo", "redo"} <= seen.keys()


@settings(max_examples=30)
@given(SEEDS)
def test_j13_inverting_a_change_needs_no_map(seed: int) -> None:
    """[J13] Every change in a history and then its inverse leave the records as they were."""
    j = cjm.Journey.from_dict(random_document(seed))
    edits = RandomEdits(j, seed)
    for _ in range(15):
        before, revision = dict(j.store.state.records), j.revision
        edits.edit()
        if j.revision == revision:
            continue
        assert after(j.store.state.records, invert(j.history[-1].change)) == before


@pytest.fixture
def busy() -> Any:
    """Switch threads as often as can be."""
    pace = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(pace)


def run(*jobs: Any) -> None:
    """Run jobs on threads of their own and raise what any of them raised."""
    raised: list[BaseException] = []
    gate = threading.Barrier(len(jobs))

    def guarded(job: Any) -> None:
        gate.wait()
        try:
            job()
        except BaseException as problem:
            raised.append(problem)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "deadlock"
    if raised:
        raise raised[0]


@pytest.mark.usefixtures("busy")
def test_j14_eight_threads(bike: cjm.Journey) -> None:
    """[J14] Eight threads edit at once: every accepted edit is one revision, heard in order.

    The history replayed on the start gives the document.
    """
    start = dict(bike.store.state.records)
    heard: list[int] = []
    bike.on_change(lambda e: heard.append(e.revision))
    accepted = [0] * 8

    def work(number: int) -> None:
        random = Random(number)
        mine: list[Any] = []
        for n in range(200):
            try:
                match random.randrange(6):
                    case 0 | 1:
                        mine.append(bike.add_touchpoint(f"{number}.{n}", phase="riding"))
                    case 2:
                        bike.update("ad", name=f"{number}.{n}")
                    case 3 if mine:
                        if not bike.move(mine[-1], before=random.choice(mine[:-1] or ["ad"])):
                            continue  # it stands there already, which is no change
                    case 4 if mine:
                        bike.remove(mine.pop(random.randrange(len(mine))))
                    case _:
                        with bike.transaction():
                            bike.add_card("shop", "pain", f"{number}.{n}", author=str(number))
                            bike.update("shop", tags=[str(number)])
            except cjm.CjmError:
                continue
            accepted[number] += 1

    run(*(lambda n=n: work(n) for n in range(8)))
    assert bike.revision == sum(accepted) == len(bike.history)
    assert sum(accepted) > 1500
    assert heard == list(range(1, bike.revision + 1))
    assert replay(start, bike) == bike.store.state.records
    check_whole(bike)


@pytest.mark.usefixtures("busy")
def test_j14_readers_see_whole_maps(bike: cjm.Journey) -> None:
    """[J14] Who reads while others edit sees the map before or after a change, never between."""
    with bike.transaction():
        for n in range(50):
            bike.add_touchpoint(str(n), phase="riding")
    count = len(bike.touchpoints)
    stop = threading.Event()

    def edit() -> None:
        try:
            for n in range(150):
                bike.update("ad", name=str(n))
                bike.update(title=str(n))
                with bike.transaction():
                    gone = bike.add_touchpoint("x", before="shop")
                    bike.move("test", before="shop")
                    bike.remove(gone)
                    bike.move("test", after="shop")
        finally:
            stop.set()

    def read() -> None:
        while not stop.is_set():
            assert bike.get("ad").id == "ad"
            assert "ad" in bike.touchpoints
            assert bike.info.id == bike.id
            assert len(bike.touchpoints) == count
            assert len(list(bike.touchpoints)) == count
            assert len(bike.to_dict()["touchpoints"]) == count

    run(edit, read, read)
    assert bike.touchpoints["ad"].name == "149"
    check_whole(bike)


READS: dict[str, Any] = {
    "get": lambda j: j.get("ad").name,
    "index": lambda j: j.touchpoints["ad"].name,
    "view.get": lambda j: j.touchpoints.get("ad").name,
    "in": lambda j: "ad" in j.touchpoints,
    "len": lambda j: len(j.touchpoints),
    "iterate": lambda j: [t.name for t in j.touchpoints],
    "slice": lambda j: [t.name for t in j.touchpoints[:2]],
    "info": lambda j: j.info.title,
    "to_dict": lambda j: j.to_dict(),
    "to_frame": lambda j: j.to_frame().to_dict("list").keys(),
    "repr": repr,
}


@pytest.mark.parametrize("name", READS)
def test_j14_reading_in_the_middle_of_a_change(bike: cjm.Journey, name: str) -> None:
    """[J14] A reader that comes while a change is half made sees it whole, then and later."""
    read = READS[name]
    state, seen, readers = bike.store.state, [], []
    link = state._link

    def slow(record: Any) -> None:
        reader = threading.Thread(target=lambda: seen.append(read(bike)))
        reader.start()
        readers.append(reader)
        reader.join(0.05)
        link(record)

    state._link = slow  # type: ignore[method-assign]
    with bike.transaction():
        bike.update("ad", name="New")
        bike.update(title="New")
    for reader in readers:
        reader.join(10)
    assert seen == [read(bike)] * 2
    fresh = cjm.Journey.from_dict(bike.to_dict())
    assert name == "repr" or seen[0] == read(fresh), "nothing half made was kept"


@pytest.mark.parametrize("name", READS)
def test_j14_what_is_taken_back_is_never_seen(bike: cjm.Journey, name: str) -> None:
    """[J14] A reader on another thread never sees what a block does and then takes back."""
    read, before = READS[name], READS[name](bike)
    seen: list[Any] = []
    reader = threading.Thread(target=lambda: seen.append(read(bike)))
    with suppress(RuntimeError), bike.transaction():
        bike.update("ad", name="New")
        bike.update(title="New")
        bike.add_touchpoint("new")
        reader.start()
        reader.join(0.05)
        raise RuntimeError
    reader.join(10)
    assert seen == [before]


@pytest.mark.usefixtures("busy")
def test_j14_views_are_never_stale(bike: cjm.Journey) -> None:
    """[J14] What a reader read in the middle of an edit does not stay for later readers."""
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            list(bike.phases)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for n in range(500):
            phase = bike.add_phase(str(n))
            assert bike.phases.ids[-1] == phase.id
    finally:
        stop.set()
        reader.join()


def test_j14_undo_on_many_threads(bike: cjm.Journey) -> None:
    """[J14] Threads that undo and redo at once end with a whole map."""
    for n in range(100):
        bike.add_phase(str(n))
    undone: list[int] = []

    def undo() -> None:
        for _ in range(20):
            bike.undo()
            undone.append(1)

    run(undo, undo, undo, undo)
    assert len(bike.phases) == 3 + 100 - len(undone)
    check_whole(bike)


def test_j15_history_is_bounded() -> None:
    """[J15] The last 10,000 changes are kept; the map itself forgets nothing."""
    j = cjm.Journey()
    t = j.add_touchpoint("x")
    for n in range(10_050):
        j.update(t, name=str(n))
    assert len(j.history) == 10_000
    assert (j.history[-1].revision, j.revision) == (10_051, 10_051)
    assert j.store.since(51) is not None
    assert j.store.since(50) is None
