"""One process's life with one file: merge what is new in it, save, begin and end.

Order of locks: `_work` (one sync at a time), then the file's, then the store's. Under the store's
lock at most a line is written; encoding, reading and replacing the file happen outside of it.
"""

from __future__ import annotations

import errno
import logging
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import RLock
from time import monotonic, strftime
from typing import NamedTuple

from ..model.diff import aligned, diff
from ..model.document import as_bytes, decode, encode
from ..model.errors import CjmError
from ..model.merge import Conflict, merge
from ..model.records import Record
from ..model.state import State
from ..model.store import Store
from .disk import Disk, Seen
from .journal import Base, digest_of
from .keeper import Busy, Keeper
from .locks import FileLock
from .places import Places
from .recovery import Report
from .status import CLOSED, COPIED, Board, Status, explain, gone, unforeseen, unreadable
from .versions import History

#: Seconds to wait for another process that is just replacing the file.
PATIENCE = 10.0
#: Seconds for which a file that is no map may be one that is not written to its end.
SETTLE = 1.5
#: How often a sync starts again because somebody else was faster.
TRIES = 8
_LOG = logging.getLogger("cjm_widgets")


class Common(NamedTuple):
    """What the file and the map last had in common, with the order keys of the map."""

    state: State
    digest: str | None


class Broken(NamedTuple):
    """A file that is no map any more: why, where our own map is kept, and what is in there."""

    why: str
    name: str
    kept: dict[str, Record]


class Session:
    """Keeps the file of one map, from `begin` to `finish`.

    Parameters
    ----------
    places, disk
        The file, and how to get at it.
    nudge
        Called after each edit; must be quick.
    """

    def __init__(self, places: Places, disk: Disk, nudge: Callable[[], None]) -> None:
        self.places = places
        self.disk = disk
        self.name = secrets.token_hex(8)
        self.board = Board()
        self.history = History(places, disk)
        self.reports: list[Report] = []
        self.conflicts: list[Conflict] = []
        self.closed = False
        self.store: Store
        self.keeper: Keeper
        self._common: Common
        self._nudge = nudge
        self._work = RLock()
        self._busy = False
        self._pid = os.getpid()
        self._lock = FileLock(places.lock)
        self._held = 0
        self._life = FileLock(places.session_lock(self.name))
        self._saved = 0
        #: The file as it was when last dealt with: cheap marks, and the digest that counts.
        self._seen: Seen | None = None
        self._digest: str | None = None
        self._gone = False
        self._broken: Broken | None = None
        self._doubted = ("", 0.0)
        self._problem: Status | None = None

    @property
    def status(self) -> Status:
        """Whether the map is in its file now."""
        if self.closed:
            return CLOSED
        if os.getpid() != self._pid:
            return COPIED
        if self._problem is not None:
            return self._problem
        if self.keeper.problem is not None:
            return self._explain(self.keeper.problem)
        return Status("saved" if self._saved == self.store.revision else "saving")

    # -- beginning and end -------------------------------------------------------------------

    def prepare(self) -> None:
        """Make the folder beside the file and, in it, the sign that this session lives."""
        self.disk.make_folder(self.places.folder)
        ignore = self.places.folder / ".gitignore"
        if self.disk.seen(ignore) is None:
            self.disk.create(ignore, b"# Journals and older versions of a map.\n*\n")
        if self.disk.seen(self._life.path) is None:
            self._life.release()
            self._life.acquire()

    def begin(self, store: Store, digest: str | None, seen: Seen | None) -> None:
        """Follow the map in `store`, just read from the file with that digest (None: new)."""
        self.store = store
        self.keeper = Keeper(store, self.places, self.disk, self.name, self._nudge)
        self._common = Common(store.snapshot()[0], digest)
        self._digest, self._seen = digest, seen
        # A new map has nothing in common with its file yet, so it counts as edited.
        self._saved = store.revision if digest is not None else -1

    def secure(self) -> None:
        """Begin a journal where there is none, or where it cannot be written. Raises `OSError`."""
        if not self.keeper.sound:
            self.prepare()
            self.keeper.renew(*self._common, *self.store.snapshot())

    def abandon(self) -> None:
        """End a session that has not begun."""
        self._life.release()
        with suppress(OSError):
            self.disk.remove(self._life.path)
        self.closed = True

    def fail(self, problem: OSError) -> None:
        """Hold that something could not be written, until a sync succeeds."""
        if not isinstance(problem, Busy):
            self._problem = self._explain(problem)

    def finish(self) -> bool:
        """Save what there is to save and stop; False when edits stay in the journal."""
        if os.getpid() != self._pid:
            return True
        with self._work:
            if self.closed:
                return True
            done = self._finish()
        self.board.tell(self.status)
        return done

    def _finish(self) -> bool:
        self.sync()
        with self.store.lock:
            done = self._saved == self.store.revision and self._broken is None
            self.keeper.stop()
            self.closed = True
        with suppress(OSError):
            if done:
                self.keeper.drop()
            self._life.release()
            if done:
                self.disk.remove(self._life.path)
        self._life.release()
        return done

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the file's lock, also again within itself. Raises `Busy` or `OSError`."""
        with self._work:
            if self._held == 0 and not self._lock.acquire(PATIENCE):
                raise Busy("another program is saving the file")
            self._held += 1
            try:
                yield
            finally:
                self._held -= 1
                if self._held == 0:
                    self._lock.release()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody sync meanwhile, not even a callback of the user on this very thread."""
        with self._work:
            before, self._busy = self._busy, True
            try:
                yield
            finally:
                self._busy = before

    # -- the file ----------------------------------------------------------------------------

    @property
    def calm(self) -> bool:
        """Whether there is nothing to do, as far as can be told without reading a file."""
        return (
            self._problem is None
            and self._saved == self.store.revision
            and self.keeper.sound
            and self.disk.seen(self.places.file) == self._seen
        )

    def sync(self, *, again: bool = False) -> bool:
        """Merge what is new in the file, then save; True when file and map are equal.

        Never raises because of a file: what is wrong is in `status`.

        Parameters
        ----------
        again
            Write a file that was deleted although nothing was edited since.
        """
        with self._work:
            if self._busy or self.closed or os.getpid() != self._pid:
                # A callback of the user in the middle of it, or somebody who comes too late.
                return False
            done = False
            try:
                with self.alone():
                    self._sync(again)
                done = True
            except OSError as problem:
                self.fail(problem)
                with suppress(OSError):
                    self.secure()
                    self.keeper.flush()
            except Exception as problem:
                _LOG.exception("a map could not be saved")
                self._problem = unforeseen(problem, self.places.file.name)
            status = self.status
        self.board.tell(status)
        return done and status.state == "saved"

    def _sync(self, again: bool) -> None:
        for _ in range(TRIES):
            if not self.take_in():
                return
            state, revision = self.store.snapshot()
            if state.records == self._common.state.records:
                if self._digest is not None:
                    self._settle(state, revision)
                    return
                if self._gone and not again:
                    self._saved = revision
                    self._problem = gone(self.places.file.name)
                    return
            data = file_bytes(state)
            if self._replace(data, state, revision):
                return
        raise Busy("other programs keep changing the file")

    def _settle(self, state: State, revision: int) -> None:
        """Note that file and map are equal."""
        if not self.keeper.sound:
            self.prepare()
            self.keeper.renew(*self._common, state, revision)
        self._saved = revision
        self._problem = None

    def _replace(self, data: bytes, state: State, revision: int) -> bool:
        """Put the map into the file; False when somebody else changed it just now."""
        self.secure()
        with self.locked():
            if digest_of(self.disk.read(self.places.file)) != self._digest:
                return False
            if not self.disk.writable(self.places.file):
                raise PermissionError(errno.EACCES, "the file is write-protected")
            digest = str(digest_of(data))
            if self.keeper.safe:
                self.keeper.mark(digest, revision)
            temporary = self.places.temporary(self.name, "file")
            self.disk.replace(self.places.file, data, temporary)
            self._seen = self.disk.seen(self.places.file)
            self._digest = digest
            self._common = Common(state, digest)
        self._saved = revision
        self._gone = False
        self.keeper.renew(*self._common, state, revision)
        self._problem = None
        self.remember(data, revision)
        return True

    def remember(self, data: bytes, revision: int, label: str = "") -> None:
        """Keep `data` as a version if it is time for one, or has a `label` of its own."""
        try:
            if label or self.history.due():
                self.history.keep(data, revision, label or "edited")
        except OSError as problem:
            # The map is safe; only its past is not.
            _LOG.warning("no version of %s was kept: %s", self.places.file.name, problem)

    def content(self) -> tuple[bytes, int]:
        """Return what the file is to hold now, and of which revision that is."""
        state, revision = self.store.snapshot()
        return file_bytes(state), revision

    def take_in(self) -> bool:
        """Merge the file into the map if it is new; False when it cannot be read as a map."""
        seen = self.disk.seen(self.places.file)
        data = self.disk.read(self.places.file)
        digest = digest_of(data)
        if digest == self._digest:
            self._seen = seen
            return self._broken is None or self._keep_beside(self._broken)
        if data is None:
            self._digest, self._seen, self._gone = None, seen, True
            return True
        try:
            theirs = decode(data, limits=self.store.limits)
        except CjmError as problem:
            self._doubt(str(digest))
            self._digest, self._seen = digest, seen
            name = self._broken.name if self._broken else strftime("rescued-%Y%m%d-%H%M%S")
            kept = self._broken.kept if self._broken else {}
            return self._keep_beside(Broken(problem.message, name, kept))
        self._merge(theirs, str(digest), data)
        self._digest, self._seen = digest, seen
        self._broken, self._gone = None, False
        return True

    def _doubt(self, digest: str) -> None:
        """Raise `Busy` as long as a file may be half written by a program that does it in place."""
        if digest != self._doubted[0]:
            self._doubted = (digest, monotonic())
        if self._broken is None and monotonic() - self._doubted[1] < SETTLE:
            raise Busy("the file is just being written by another program")

    def _merge(self, theirs: State, digest: str, data: bytes) -> None:
        """Make what somebody else wrote into the file a change of this map."""
        for attempt in range(TRIES):
            mine, revision = self.store.snapshot()
            merged = merge(self._common.state, theirs, mine, self.store.limits)
            change = diff(mine, merged.state)
            common = aligned(mine, theirs)
            with self.store.editing():
                if self.store.revision != revision and attempt < TRIES - 1:
                    continue
                base = Base(0, digest, list(common.records.values()))  # type: ignore[arg-type]
                if change:
                    self.keeper.attach(base=base)
                    self.store.submit(change, by="file", label="Changed in the file")
            break
        self._common = Common(common, digest)
        self.note(merged.conflicts)
        if merged.conflicts:
            self.remember(data, revision, "outside")

    def note(self, conflicts: list[Conflict]) -> None:
        """Keep what a merge had to decide, for people to look at."""
        self.conflicts += conflicts
        for conflict in conflicts:
            _LOG.warning("%s: %s", self.places.file.name, conflict.message)

    def _keep_beside(self, broken: Broken) -> bool:
        """Keep our own map next to a file that is none any more, which is left alone."""
        self._broken = broken
        path = self.places.beside(broken.name)
        state, revision = self.store.snapshot()
        self._problem = unreadable(self.places.file.name, broken.why, path.name)
        if state.records != broken.kept:
            data = file_bytes(state)
            self.disk.replace(path, data, self.places.temporary(self.name, "rescue"))
            if not broken.kept:
                message = self._problem.problem
                self.reports.append(Report(self.places.file, True, 0, (), path, message))
                _LOG.warning("%s", message)
            self._broken = broken._replace(kept=state.records)
        self._saved = revision
        return False

    def _explain(self, problem: OSError) -> Status:
        return explain(problem, self.places.file.name, safe=self.keeper.safe)


def file_bytes(state: State) -> bytes:
    """Return a map as the bytes of its file."""
    return as_bytes(encode(state))
