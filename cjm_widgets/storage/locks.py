"""Locks between processes: the operating system's own, which end with the process."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Literal

Held = Literal["yes", "no", "unknown"]
_WAIT = 0.01


class FileLock:
    """A lock on a file of its own, which holds nothing and is never replaced.

    Where the file system knows no locks (some network file systems) `acquire` succeeds all the
    same and `real` is False.

    Parameters
    ----------
    path
        The file; made when it is missing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.real = True
        self._handle: int | None = None

    def acquire(self, seconds: float = 0.0) -> bool:
        """Take the lock; False when another process has it and keeps it for `seconds`.

        Raises
        ------
        OSError
            The file cannot be made.
        """
        ends = monotonic() + seconds
        while not self._try():
            if monotonic() >= ends:
                return False
            sleep(_WAIT)
        return True

    def release(self) -> None:
        """Let the lock go; one that is not held is fine."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)  # which also ends the lock

    def _try(self) -> bool:
        if self._handle is not None:
            return False
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        held = _lock(handle)
        if held == "no":
            os.close(handle)
            return False
        self.real = held == "yes"
        self._handle = handle
        return True


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> Held:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return "no"
        except OSError:
            return "unknown"
        return "yes"

else:
    import fcntl

    def _lock(handle: int) -> Held:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return "no"
        except OSError:
            return "unknown"
        return "yes"
