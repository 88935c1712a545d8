"""Deliver things in order, one at a time, outside of the document's lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from .alarm import Alarm
from .interrupts import Uninterrupted

Item = TypeVar("Item")


class Mailbox(Generic[Item]):
    """A queue whose items reach `deliver` in the order they were put in.

    `put` is called under the document's lock, so the order is the order of revisions; `drain`
    after the lock is free, so that a slow receiver never blocks an edit. Whoever drains while
    another thread (or an outer frame of the same one) is at it leaves the work to that one.

    Parameters
    ----------
    deliver
        Gets what is queued, as one list.
    pace
        Seconds between deliveries of items that can wait; 0 delivers everything at once.
    can_wait
        Tells which items may be held back that long, so that a burst goes as one.
    lazy
        Hold them back after a pause too, so that what is more urgent is ahead of them.
    interruptible
        Let an interrupt of the main thread stop `deliver`, which takes each item off the list
        before it handles it: what is left on it is delivered next time. Otherwise an interrupt
        waits until all is delivered.
    """

    def __init__(
        self,
        deliver: Callable[[list[Item]], None],
        *,
        pace: float = 0.0,
        can_wait: Callable[[Item], bool] = lambda _: True,
        lazy: bool = False,
        interruptible: bool = False,
    ) -> None:
        self._deliver = deliver
        self._pace = pace
        self._can_wait = can_wait
        self._lazy = lazy
        self.interruptible = interruptible
        self._items: deque[Item] = deque()
        self._lock = Lock()
        self._busy = False
        self._last = 0.0
        self._alarm = Alarm()

    def put(self, item: Item) -> None:
        """Queue an item."""
        with self._lock:
            self._items.append(item)

    def drain(self) -> None:
        """Deliver what is queued, now or, when all of it can wait, at the next beat."""
        left = self._pace if self._lazy else self._last + self._pace - monotonic()
        if self._pace and left > 0:
            with self._lock:
                items = list(self._items)
            if all(map(self._can_wait, items)) and self._alarm.set(left, self._drain_now):
                return
        self._drain_now()

    def _drain_now(self) -> None:
        with Uninterrupted() as guard:
            while batch := self._take():
                try:
                    if self.interruptible:
                        with guard.allowed():
                            self._deliver(batch)
                    else:
                        self._deliver(batch)
                finally:
                    self._give_back(batch if self.interruptible else [])

    def _take(self) -> list[Item]:
        with self._lock:
            if self._busy or not self._items:
                return []
            self._busy = True
            batch = list(self._items)
            self._items.clear()
            return batch

    def _give_back(self, rest: list[Item]) -> None:
        self._last = monotonic()
        with self._lock:
            self._items.extendleft(reversed(rest))
            self._busy = False
