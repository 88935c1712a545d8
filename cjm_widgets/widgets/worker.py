"""Work that must not hold up an edit: done one piece after the other, on one thread."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from threading import Lock, Thread

Job = Callable[[], None]
_LOG = logging.getLogger("cjm_widgets")


class Worker:
    """Does jobs in the order they came, on a thread that is there only as long as there are any.

    Where there are no threads (Python in a browser) a job is done at once.

    Parameters
    ----------
    at_most
        So many jobs may wait.
    """

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._waiting: deque[Job] = deque()
        self._lock = Lock()
        self._busy = False

    def take(self, job: Job) -> bool:
        """Do a job as soon as those before it are done; False where too many wait already."""
        with self._lock:
            if len(self._waiting) >= self._at_most:
                return False
            self._waiting.append(job)
            if self._busy:
                return True
            self._busy = True
        try:
            Thread(target=self._run, daemon=True).start()
        except RuntimeError:
            self._run()
        return True

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception:
                _LOG.exception("a question of a view could not be answered")
            except BaseException:
                # An interrupt, where there are no threads: the next job starts anew.
                self._busy = False
                raise

    def _next(self) -> Job | None:
        with self._lock:
            if not self._waiting:
                # Under the lock, or a job that comes now would wait for nobody.
                self._busy = False
                return None
            return self._waiting.popleft()
