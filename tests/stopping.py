"""Somebody who presses the stop button again and again."""

from __future__ import annotations

import _thread
import signal
from random import Random
from threading import Event, Thread
from time import sleep
from types import FrameType
from typing import Any, Self


class Stop:
    """Interrupts the main thread every so often: a `KeyboardInterrupt`, once for each time that
    `armed` is set. A second one would hit the test where it deals with the first.
    """

    def __init__(self, seed: int) -> None:
        self.armed = False
        self._random = Random(seed)
        self._over = Event()
        self._thread = Thread(target=self._press, daemon=True)
        self._before: Any = None

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._interrupt)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.armed = False
        self._over.set()
        self._thread.join()
        signal.signal(signal.SIGINT, self._before)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self.armed:
            self.armed = False
            raise KeyboardInterrupt

    def _press(self) -> None:
        while not self._over.is_set():
            sleep(self._random.random() * 0.002)
            if self.armed:
                _thread.interrupt_main()
