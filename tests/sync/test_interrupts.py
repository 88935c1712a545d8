"""Interrupts, as of the stop button, in the middle of edits, answers and callbacks."""

from __future__ import annotations

import signal
from threading import Thread
from time import monotonic

import pytest

from cjm_widgets.model.interrupts import Block, Uninterrupted
from cjm_widgets.model.store import HISTORY
from tests.stopping import Stop
from tests.sync.simulation import small_map


@pytest.fixture(autouse=True)
def stoppable():
    """As in a running cell: pytest has this too, but other tests may have set it otherwise."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def push(journey, link, n):
    link.receive({
        "type": "push", "client": "v", "epoch": journey.store.epoch,
        "changes": [
            {"id": f"v.{n}", "label": "", "change": {"updated": {"tp-0": {"name": ["", f"n{n}"]}}}}
        ],
    })  # fmt: skip


def both(journey, n):
    with journey.transaction("both"):
        journey.update("tp-1", name=f"t{n}")
        journey.update("tp-2", name=f"t{n}")


def test_k12_interrupts_at_any_moment_leave_everything_whole():
    """An edit is made or not; who hears of it hears of it once and in order; nothing is stuck."""
    journey = small_map()
    journey.update("tp-1", name="t0")
    journey.update("tp-2", name="t0")
    sent, heard, hits, n = [], [], 0, 0
    link = journey.authority.link(sent.append)
    journey.on_change(lambda entry: heard.append(entry.revision))
    end = monotonic() + 4
    with Stop(1) as stop:
        # As many as the history surely keeps, to be compared with, however quick the machine is.
        while n < HISTORY - 100 and (monotonic() < end or hits <= 100):
            try:
                stop.armed = True
                for _ in range(30):
                    n += 1
                    both(journey, n) if n % 3 == 0 else push(journey, link, n)
                stop.armed = False
            except KeyboardInterrupt:
                hits += 1
            assert journey.get("tp-1").name == journey.get("tp-2").name
            assert not journey.store.lock._is_owned()
    assert hits > 100
    free = Thread(target=journey.update, args=("tp-3",), kwargs={"name": "end"}, daemon=True)
    free.start()
    free.join(10)
    assert not free.is_alive()
    told = [c["id"] for message in sent for c in message["changes"]]
    assert told == [entry.id for entry in journey.history][2:]
    assert len(set(told)) == len(told)
    # The callback is the user's code: an interrupt may stop it before it has noted what it heard.
    assert heard == sorted(set(heard))
    assert len(set(range(3, journey.revision + 1)) - set(heard)) <= hits


def test_k12_an_interrupted_callback_stops_no_other_and_hears_the_next():
    journey = small_map()
    order = []

    def slow(entry):
        order.append(f"slow {entry.revision}")
        if entry.revision == 1:
            raise KeyboardInterrupt

    journey.on_change(slow)
    journey.on_change(lambda entry: order.append(f"other {entry.revision}"))
    with pytest.raises(KeyboardInterrupt):
        journey.update("tp-0", name="A")
    assert journey.get("tp-0").name == "A"
    journey.update("tp-0", name="B")
    assert order == ["slow 1", "other 1", "slow 2", "other 2"]


def test_k12_an_interrupted_block_is_undone():
    journey = small_map()

    def work():
        with journey.transaction("Long"):
            journey.update("tp-0", name="A")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert journey.get("tp-0").name == "Step 0"
    assert journey.revision == 0


def test_k12_what_is_held_back_comes_at_the_end_once():
    done = []

    def work():
        with Uninterrupted():
            with Uninterrupted():
                signal.raise_signal(signal.SIGINT)
                signal.raise_signal(signal.SIGINT)
                done.append("inner")
            done.append("outer")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["inner", "outer"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("handler", [signal.SIG_IGN, signal.SIG_DFL])
def test_k12_who_handles_interrupts_otherwise_is_left_alone(handler):
    signal.signal(signal.SIGINT, handler)
    with Uninterrupted():
        assert signal.getsignal(signal.SIGINT) is handler


def test_k12_where_no_signal_comes_an_edit_is_made_all_the_same(monkeypatch):
    """In an interpreter that is not the main one no handler can be set."""
    journey = small_map()

    def refuse(*_):
        raise ValueError

    with monkeypatch.context() as patched:
        patched.setattr(signal, "signal", refuse)
        journey.update("tp-0", name="A")
    assert journey.get("tp-0").name == "A"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_k12_a_handler_that_was_set_meanwhile_stays():
    pressed = []
    try:
        with Uninterrupted():
            signal.signal(signal.SIGINT, lambda *_: pressed.append(1))
        signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    assert pressed == [1]


def test_k12_inside_a_block_an_interrupt_comes_at_once():
    journey = small_map()
    reached = []

    def work():
        with journey.transaction("Long"):
            journey.update("tp-0", name="A")
            signal.raise_signal(signal.SIGINT)
            reached.append("after")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert reached == []
    assert journey.get("tp-0").name == "Step 0"
    assert not journey.store.lock._is_owned()


def test_k12_a_block_that_does_not_begin_does_not_end():
    ended = []
    block = Block(lambda: 1 / 0, ended.append)
    with pytest.raises(ZeroDivisionError):
        block.__enter__()
    assert ended == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_k12_interrupted_while_it_begins_a_block_is_ended_as_one_that_failed():
    ended, reached = [], []

    def work():
        with Block(lambda: signal.raise_signal(signal.SIGINT), ended.append):
            reached.append("inside")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert (ended, reached) == ([True], [])
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
