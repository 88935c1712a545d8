"""Whether a map is in its file at this moment, for people and for whoever shows it to them."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from typing import Literal, NamedTuple

State = Literal["saved", "saving", "failed", "read-only", "closed"]
_LOG = logging.getLogger("cjm_widgets")


class Status(NamedTuple):
    """One word, and where something is wrong what it is and what to do about it."""

    state: State
    problem: str = ""


CLOSED = Status("closed", "The file was closed; edits are not saved to it any more.")
COPIED = Status(
    "failed",
    "This process is a copy of the one that has the file open; what is edited here is not saved. "
    "Save to another place with journey.save(...).",
)


class Board:
    """Tells listeners about a status, each one once."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Status], None]] = []
        self._told: Status | None = None

    def listen(self, listener: Callable[[Status], None]) -> Callable[[], None]:
        """Call `listener` with every later status; returns how to stop that."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def tell(self, status: Status) -> None:
        """Tell everybody, unless they know."""
        if status == self._told:
            return
        self._told = status
        for listener in list(self._listeners):
            try:
                listener(status)
            except Exception:
                _LOG.exception("a listener to the state of a file failed")


def explain(problem: OSError, name: str, *, safe: bool) -> Status:
    """Return what a failure to write the file `name` means for people.

    Parameters
    ----------
    problem
        What the operating system said.
    name
        Of the file.
    safe
        Whether the edits are at least in the journal.
    """
    what = problem.strerror or str(problem)
    kept = "in its journal" if safe else "in memory only"
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Status(
            "read-only",
            f"{name} cannot be written ({what}). Your edits are kept {kept}: make the file and "
            "its folder writable, or save to another place with journey.save(...).",
        )
    known = {errno.ENOSPC: "make room on the disk", errno.ENOENT: "bring its folder back"}
    advice = known.get(problem.errno or 0, "check the file and its folder")
    return Status(
        "failed",
        f"{name} was not saved ({what}). Your edits are kept {kept}: "
        f"{advice}; saving is tried again. Or save to another place with journey.save(...).",
    )


def unforeseen(problem: Exception, name: str) -> Status:
    """Return what an error that is none of the file `name` means for people."""
    return Status(
        "failed",
        f"{name} was not saved ({type(problem).__name__}: {problem}); save to another place with "
        "journey.save(...).",
    )


def gone(name: str) -> Status:
    """Return what it means that somebody took the file `name` away."""
    return Status(
        "failed",
        f"{name} is gone. It is written again with the next edit or by journey.file.save().",
    )


def unreadable(name: str, why: str, kept: str) -> Status:
    """Return what it means that the file `name` is no map any more; our own is in `kept`."""
    return Status(
        "failed",
        f"{name} was changed outside and cannot be read as a map ({why}). It was left as it is; "
        f"your map, with all edits, is in {kept}. Put the file right, or put that one in its "
        "place.",
    )
