"""Something done a little later, on a thread that stays."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from time import monotonic, sleep

import pytest

from cjm_widgets.model.alarm import Alarm
from tests.stopping import Stop

PATIENCE = 20.0


def wait_until(holds):
    deadline = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < deadline, "it did not happen"
        sleep(0.002)


def test_s80_one_thread_rings_again_and_again():
    """[S80] A thread for each time would have a socket of its own in a kernel."""
    alarm = Alarm()
    rung: list[threading.Thread] = []
    for n in range(50):
        assert alarm.set(0.001, lambda: rung.append(threading.current_thread()))
        wait_until(lambda n=n: len(rung) == n + 1)
    assert len(set(rung)) == 1
    assert rung[0] is not threading.current_thread()


def test_s80_it_rings_once_however_often_it_is_set():
    """[S80] What comes meanwhile goes with what is due."""
    alarm = Alarm()
    rung: list[int] = []
    start = monotonic()
    for n in range(100):
        alarm.set(0.05, lambda n=n: rung.append(n))
    assert alarm.is_set
    wait_until(lambda: rung)
    assert monotonic() - start >= 0.05
    sleep(0.1)
    assert rung == [0]
    assert not alarm.is_set


def test_s80_what_is_cancelled_does_not_ring_and_can_be_set_again():
    """[S80] Also where the thread waits for it already."""
    alarm = Alarm()
    rung: list[str] = []
    alarm.set(0.05, lambda: rung.append("old"))
    sleep(0.01)
    alarm.cancel()
    alarm.set(0.1, lambda: rung.append("new"))
    wait_until(lambda: rung)
    assert rung == ["new"]


def test_s80_a_failure_is_logged_and_the_next_one_rings(caplog: pytest.LogCaptureFixture):
    """[S80] One that fails does not silence the others."""
    alarm = Alarm()

    def fail():
        raise ValueError("broken")

    with caplog.at_level(logging.ERROR, logger="cjm_widgets"):
        alarm.set(0, fail)
        wait_until(lambda: "broken" in caplog.text)
    rung = threading.Event()
    alarm.set(0, rung.set)
    assert rung.wait(PATIENCE)


def test_s80_the_thread_ends_when_nothing_is_to_be_done_and_comes_back():
    """[S80] A widget that nobody edits has none."""
    alarm = Alarm(patience=0.01)
    threads: list[threading.Thread] = []
    for n in range(2):
        alarm.set(0, lambda: threads.append(threading.current_thread()))
        wait_until(lambda n=n: len(threads) == n + 1 and not threads[n].is_alive())
    assert threads[0] is not threads[1]


def test_s80_a_thread_at_rest_holds_nothing_back():
    """[S80] What is closed is freed, though its thread may wait a little longer."""

    class Owner:
        def __init__(self) -> None:
            self.alarm = Alarm()
            self.rung = threading.Event()

        def ring(self) -> None:
            self.rung.set()

    owner = Owner()
    owner.alarm.set(0, owner.ring)
    assert owner.rung.wait(PATIENCE)
    gone = weakref.ref(owner)
    del owner
    wait_until(lambda: gc.collect() >= 0 and gone() is None)


def test_s80_without_threads_it_says_so(monkeypatch: pytest.MonkeyPatch):
    """[S80] Python in a browser has none: whoever asks does it at once."""

    def no_threads(_self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_threads)
    alarm = Alarm()
    assert not alarm.set(0, lambda: None)
    assert not alarm.is_set


def test_s80_interrupts_at_any_moment_lock_nothing():
    """[S80] The stop button in a loop of edits: the next one rings all the same."""
    alarm = Alarm()
    end, pressed = monotonic() + 0.7, 0
    with Stop(1) as stop:
        while monotonic() < end:
            try:
                stop.armed = True
                while monotonic() < end:
                    alarm.set(60, int)
                    alarm.cancel()
                stop.armed = False
            except KeyboardInterrupt:
                pressed += 1
    assert pressed > 10
    alarm.cancel()
    rung = threading.Event()
    assert alarm.set(0, rung.set)
    assert rung.wait(PATIENCE)
