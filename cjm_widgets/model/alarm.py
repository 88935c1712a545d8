"""Call something back a little later, again and again, on one thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic

from .interrupts import Uninterrupted

_LOG = logging.getLogger("cjm_widgets")


class Alarm:
    """Rings a while after it was set, on a thread that stays for the next time.

    A `threading.Timer` starts a thread each time: in a kernel whoever starts one waits for the
    interpreter, and each that sends anything has a socket of its own there for ten seconds.

    Parameters
    ----------
    patience
        Seconds without anything to do after which the thread ends.
    """

    def __init__(self, patience: float = 5.0) -> None:
        self._patience = patience
        self._changed = Condition()
        self._thread: Thread | None = None
        # Whose it is is held only while it is set: what was closed must not wait for the thread.
        self._due: tuple[float, Callable[[], None]] | None = None

    @property
    def is_set(self) -> bool:
        """Whether it is set."""
        return self._due is not None

    def set(self, seconds: float, ring: Callable[[], None]) -> bool:
        """Call `ring` in so many seconds; nothing new while it is set.

        False, and not set, where no thread can be started.
        """
        # An interrupt on the way in or out would leave the condition locked for ever.
        with Uninterrupted(), self._changed:
            # None is alive in a process that was forked off.
            if self._thread is None or not self._thread.is_alive():
                thread = Thread(target=self._watch, name="cjm_widgets alarm", daemon=True)
                try:
                    thread.start()
                except RuntimeError:
                    # No threads here (Python in a browser), or no more of them.
                    return False
                self._thread = thread
                self._due = None
            if self._due is None:
                self._due = (monotonic() + seconds, ring)
                self._changed.notify()
        return True

    def cancel(self) -> None:
        """Ring no more, until it is set again."""
        with Uninterrupted(), self._changed:
            self._due = None

    def _watch(self) -> None:
        while ring := self._wait():
            try:
                ring()
            except Exception:
                _LOG.exception("what was to be done later failed")
            # Not held until the next time.
            del ring

    def _wait(self) -> Callable[[], None] | None:
        """Wait until it is time, and tell for what; None when the thread is no longer needed."""
        with self._changed:
            while True:
                if self._due is None:
                    if not self._changed.wait(self._patience) and self._due is None:
                        self._thread = None
                        return None
                elif (left := self._due[0] - monotonic()) > 0:
                    self._changed.wait(left)
                else:
                    _, ring = self._due
                    self._due = None
                    return ring
