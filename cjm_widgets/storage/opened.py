"""`OpenFile`: the file of a map as people see it, and the thread that looks after it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Literal

from ..model.merge import Conflict
from .adoption import adopt
from .recovery import Report
from .session import Session
from .status import State, Status
from .versions import Version, list_versions

#: Seconds after an edit at which the file is replaced; a large map waits longer, see `_pause`.
PAUSE = 0.3
#: Seconds between two looks at a file nobody edits here.
LOOK = 1.0
#: At most this long between two attempts to save, in seconds.
PATIENCE = 60.0
#: Looks between two searches for journals of processes that died.
SEARCH = 5
_LOG = logging.getLogger("cjm_widgets")


class OpenFile:
    """Where a map lives; `Journey.file` of a map that came from `cjm_widgets.open`.

    Attributes
    ----------
    path
        The file.
    status
        ``"saved"``: the file holds the map. ``"saving"``: it will in a moment, and every edit is
        in its journal. ``"failed"``, ``"read-only"``: it cannot be written; `problem` says why,
        what became of the edits, and what to do. ``"closed"``: after `close`.
    problem
        What is wrong in words; empty when nothing is.
    reports
        What was found damaged, or brought back, since it was opened; see `Report`.
    conflicts
        What merging with changes made outside had to decide; see `Conflict`.
    """

    def __init__(self, path: Path, session: Session | None, why: str = "") -> None:
        self.path = path
        self._session = session
        self._fixed = Status("read-only", why)

    @property
    def status(self) -> State:
        """Whether the file holds the map now."""
        return self._status.state

    @property
    def problem(self) -> str:
        """What is wrong and what to do about it; empty when nothing is wrong."""
        return self._status.problem

    @property
    def reports(self) -> tuple[Report, ...]:
        """What was found damaged, or brought back, since the file was opened."""
        return tuple(self._session.reports) if self._session else ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What merging with changes made outside had to decide."""
        return tuple(self._session.conflicts) if self._session else ()

    @property
    def versions(self) -> list[Version]:
        """Older versions of the file, the newest first; see `cjm_widgets.versions`."""
        return list_versions(self._session.places) if self._session else []

    @property
    def closed(self) -> bool:
        """Whether edits are not saved any more."""
        return self._session is not None and self._session.closed

    def save(self) -> bool:
        """Save now, merging what is new in the file; True when it holds the map.

        Inside a transaction it is saved at the end of that one. A failure is no exception:
        `status` and `problem` say what is wrong.
        """
        session = self._session
        if session is None:
            return False
        with session.store.lock:
            if session.store.postpone(self._save_later):
                return False
        return session.sync(again=True)

    def _save_later(self) -> None:
        self.save()

    def close(self) -> bool:
        """Save and let the file go; True when it holds the map.

        Where it could not be written the edits stay in its journal, and are back when it is
        opened again.
        """
        session = self._session
        return session is not None and session.finish()

    def on_change(self, callback: Callable[[Status], None]) -> Callable[[], None]:
        """Call `callback` with each new `Status`, on any thread; returns how to stop that."""
        return self._session.board.listen(callback) if self._session else lambda: None

    def keep_version(self, label: str) -> None:
        """Keep the map as it is as a version; see `cjm_widgets.versions`."""
        if self._session is not None:
            data, revision = self._session.content()
            self._session.remember(data, revision, label)

    @property
    def _status(self) -> Status:
        return self._session.status if self._session else self._fixed

    def __repr__(self) -> str:
        return f"<OpenFile {self.path.name}: {self.problem or self.status}>"


class Caretaker:
    """The thread that saves soon after an edit and looks at the file now and then.

    It ends by itself when the session is closed, or by `end`, which may be called from anywhere
    (also while garbage is collected) and saves first.
    """

    def __init__(self) -> None:
        # The one queue of the standard library whose `put` may interrupt itself.
        self._words: SimpleQueue[Literal["edited", "end"]] = SimpleQueue()
        self._nudged = False

    def nudge(self) -> None:
        """Say that there was an edit."""
        if not self._nudged:
            self._nudged = True
            self._words.put("edited")

    def end(self) -> None:
        """Save, close and stop, soon and on the thread."""
        self._words.put("end")

    def start(self, session: Session) -> None:
        """Begin. Where there are no threads (Python in a browser) `save` does the work."""
        thread = Thread(target=self._run, args=(session,), name="cjm-file", daemon=True)
        with suppress(RuntimeError):
            thread.start()

    def _run(self, session: Session) -> None:
        took = wait = 0.0
        looks = 0
        while not session.closed:
            word = self._next(max(LOOK, wait))
            if word == "edited" and not wait:
                word = self._quiet(took)
            if word == "end":
                session.finish()
                return
            self._nudged = False
            looks += 1
            started = monotonic()
            try:
                if looks % SEARCH == 0:
                    adopt(session)
                if not session.calm:
                    session.sync()
                    took = monotonic() - started
            except Exception:
                _LOG.exception("looking after %s failed", session.places.file.name)
            failed = session.status.state in ("failed", "read-only")
            wait = min(PATIENCE, max(LOOK, 2 * wait)) if failed else 0.0

    def _next(self, seconds: float) -> str:
        try:
            return self._words.get(timeout=seconds)
        except Empty:
            return ""

    def _quiet(self, took: float) -> str:
        """Let more edits come, so that a burst is saved once; a large map takes a longer rest."""
        ends = monotonic() + max(PAUSE, min(10.0, 4 * took))
        while (left := ends - monotonic()) > 0:
            if self._next(left) == "end":
                return "end"
        return "edited"
