"""Writes down every edit of a map, before anybody is told that it was accepted."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..model.diff import between
from ..model.state import State
from ..model.store import Entry, Store
from .disk import Disk
from .journal import Base, Edit, JournalWriter, Saving, head_of
from .places import Places

#: How many ids of changes of views are remembered through a restart.
REMEMBERED = 500


class Busy(OSError):
    """Somebody else is faster; to be tried again."""

    def __init__(self, what: str) -> None:
        super().__init__(errno.EBUSY, what)


class Keeper:
    """The journal of one session, made anew whenever the file was replaced.

    Parameters
    ----------
    store, places, disk, session
        Whose edits, where to, and the name of the session.
    nudge
        Called after each edit, under the store's lock.
    """

    def __init__(
        self,
        store: Store,
        places: Places,
        disk: Disk,
        session: str,
        nudge: Callable[[], None],
    ) -> None:
        self._store = store
        self._places = places
        self._disk = disk
        self._session = session
        self._nudge = nudge
        self._journal: JournalWriter | None = None
        self._number = 0
        self._stale: list[Path] = []
        self._attached: dict[str, Any] = {}
        self._pid = os.getpid()
        #: Ids of changes that earlier sessions accepted from views.
        self.remembered: list[str] = []
        #: The last revision that is written down.
        self.revision = store.revision
        #: What keeps edits from being written down, None when nothing does.
        self.problem: OSError | None = None
        store.on_record.append(self._record)

    @property
    def safe(self) -> bool:
        """Whether every edit is written down."""
        return self._journal is not None and self.revision == self._store.revision

    @property
    def sound(self) -> bool:
        """Whether the journal is where it is looked for after a crash, with every edit in it."""
        return self.problem is None and self._journal is not None and self._journal.there

    def remember(self, ids: list[str]) -> None:
        """Carry the ids of changes that an earlier session accepted into the next journals."""
        self.remembered = [*self.remembered, *ids][-REMEMBERED:]

    def attach(self, *, base: Base | None = None, adopts: str = "") -> None:
        """Write this along with the next edit."""
        self._attached = {"base": base, "adopts": adopts}

    def mark(self, digest: str, revision: int) -> None:
        """Write down that the map of that revision is about to be the file with that digest."""
        with self._store.lock:
            self._write_down()
            if self.problem is not None:
                raise self.problem
            if self._journal is not None:
                self._journal.write(Saving(self._journal.count, digest, revision))

    def renew(self, common: State, digest: str | None, state: State, revision: int) -> None:
        """Begin a new journal and drop the old one.

        Parameters
        ----------
        common, digest
            What is in the file.
        state, revision
            The map at that revision; what it has more than `common` is the first edit.
        """
        head = head_of(self._session, state.journey.id, self._decided())
        self._number += 1
        path = self._places.journal(self._session, self._number)
        journal = JournalWriter(
            self._disk, path, self._places.temporary(self._session, "journal"), head,
            common.records.values(), digest,
        )  # fmt: skip
        try:
            if more := between(common, state):
                journal.write(Edit(2, revision, "", "file", "Earlier edits", more))
            with self._store.lock:
                entries = self._store.since(revision)
                if entries is None:
                    raise Busy("the map is edited faster than it can be written")
                for entry in entries:
                    journal.write(_line(journal, entry))
                journal.publish()
                old, self._journal = self._journal, journal
                self.revision = self._store.revision
                self.problem = None
                self._attached = {}
        except OSError:
            journal.close()
            with suppress(OSError):
                self._disk.remove(path)
            raise
        if old is not None:
            old.close()
            self._stale.append(old.path)
        self._clear()

    def stop(self) -> None:
        """Write nothing more; the journal stays."""
        if self._record in self._store.on_record:
            self._store.on_record.remove(self._record)
        if self._journal is not None:
            self._journal.close()

    def drop(self) -> None:
        """Remove the journal: all that is in it is in the file."""
        if self._journal is not None:
            self._stale.append(self._journal.path)
        self._clear()

    def _clear(self) -> None:
        """Remove the journals that are over; one that resists is tried again next time."""
        while self._stale:
            self._disk.remove(self._stale[0])
            del self._stale[0]

    def flush(self) -> None:
        """Wait until the journal is on the disk."""
        if self._journal is not None:
            self._journal.flush()

    def _record(self, _: Entry) -> None:
        if os.getpid() != self._pid:
            return  # a copy of the process, which shares the journal but not the lock
        self._write_down()
        self._nudge()

    def _write_down(self) -> None:
        """Write what is not in the journal yet. Under the store's lock."""
        entries = self._store.since(self.revision)
        if self._journal is None or entries is None:
            return
        try:
            for entry in entries:
                self._journal.write(_line(self._journal, entry, **self._attached))
                self._attached = {}
                self.revision = entry.revision
        except OSError as problem:
            self.problem = problem
        else:
            self.problem = None

    def _decided(self) -> list[str]:
        entries = self._store.since(max(0, self._store.revision - REMEMBERED)) or []
        ids = [entry.id for entry in entries if entry.by not in ("python", "file")]
        return [*self.remembered, *ids][-REMEMBERED:]


def _line(journal: JournalWriter, entry: Entry, **more: Any) -> Edit:
    return Edit(
        journal.count, entry.revision, entry.id, entry.by, entry.label, entry.change,
        time.time(), **more,
    )  # fmt: skip
