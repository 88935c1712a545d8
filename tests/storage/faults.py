"""A disk that dies, or is full, at a chosen operation; and sessions without threads to use it."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cjm_widgets as cjm
from cjm_widgets.storage.disk import Disk
from cjm_widgets.storage.opened import Caretaker
from cjm_widgets.storage.opening import open_file
from cjm_widgets.storage.places import Places
from cjm_widgets.storage.session import Session


class Killed(BaseException):
    """The process is gone: nothing catches it, and nothing is written any more."""


class FaultyDisk(Disk):
    """Counts its operations and fails from one of them on, or in the middle of writing.

    Parameters
    ----------
    at
        The number of the operation that fails; None for never.
    fail
        What happens there.
    half
        Write the first half before failing in a write.
    once
        Only that one operation fails.
    """

    def __init__(
        self,
        at: int | None,
        fail: Callable[[], None],
        *,
        half: bool = False,
        once: bool = False,
    ) -> None:
        self.at = at
        self.fail = fail
        self.half = half
        self.once = once
        self.count = 0
        self.steps: list[str] = []

    def step(self, what: str) -> None:
        at, self.count = self.count, self.count + 1
        self.steps.append(what)
        if self.at is not None and (at == self.at or (at > self.at and not self.once)):
            self.fail()

    def write(self, handle: int, data: bytes) -> None:
        if self.half and self.at == self.count:
            os.write(handle, data[: len(data) // 2])
        super().write(handle, data)


def die() -> None:
    raise Killed


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def denied() -> None:
    raise OSError(errno.EACCES, os.strerror(errno.EACCES))


def start(path: Path, disk: Disk | None = None, **fields: str) -> tuple[cjm.Journey, Session]:
    """Open a file with no thread looking after it."""
    journey, session = open_file(Places(path), disk or Disk(), fields, Caretaker())
    assert session is not None
    return journey, session


def vanish(session: Session) -> None:
    """Let go what the operating system takes back when a process dies."""
    session._life.release()
    session._lock.release()
    keeper = getattr(session, "keeper", None)
    if keeper is not None and keeper._journal is not None:
        keeper._journal.close()
    session.closed = True


@contextmanager
def dying(disk: Disk, sessions: list[Session]) -> Iterator[None]:
    """Run until killed, and be dead then. `sessions` gets what was opened."""
    real = Session.__init__

    def remember(self: Session, *args: object) -> None:
        real(self, *args)  # type: ignore[arg-type]
        if self.disk is disk:
            sessions.append(self)

    Session.__init__ = remember  # type: ignore[method-assign]
    try:
        yield
    except Killed:
        pass
    finally:
        Session.__init__ = real  # type: ignore[method-assign]
        for session in sessions:
            vanish(session)
