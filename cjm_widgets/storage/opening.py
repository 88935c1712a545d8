"""Open a map's file, list its older versions, go back to one."""

from __future__ import annotations

import atexit
import os
import warnings
import weakref
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from ..files import read_bytes
from ..journey import Journey
from ..model.diff import diff
from ..model.document import as_bytes, encode
from ..model.errors import (
    DamagedFile,
    FormatError,
    InvalidDocument,
    LimitExceeded,
    NewerDocument,
)  # fmt: skip
from ..model.limits import USUAL, Limits, checked
from ..model.state import State
from .adoption import adopt, left_behind
from .disk import Disk
from .journal import digest_of, read_journal
from .opened import Caretaker, OpenFile
from .places import Places
from .recovery import Report, replay
from .session import Session
from .versions import Version, list_versions

PathLike = str | os.PathLike[str]


class Reading(NamedTuple):
    """How a file is read."""

    limits: Limits
    repair: bool = False


_STRICT = Reading(USUAL)


def open(
    path: PathLike, *, repair: bool = False, limits: Limits | None = None, **fields: Any
) -> Journey:
    """Return the map in a ``.cjm.json`` file, and keep the file up to date from now on.

    Every edit is written to a journal beside the file before anybody is told that it was
    accepted, and the file is replaced, in one step, a moment later. What another program or
    process changes in the file comes into the map within a second, merged with what is edited
    here. Opening a file again gives the same object as long as somebody uses it.

    Parameters
    ----------
    path
        The file; a new map when there is none.
    repair
        Mend a file that is damaged, record by record, and go on with that. What was there before
        is kept beside it; `Journey.report` tells what was done, ``journey.file.reports`` where
        the damaged file is.
    limits
        How large the file may be; the map keeps them, also for what comes into the file later.
    **fields
        Of a new map: ``title`` (the name of the file when left out), ``language`` ...

    Raises
    ------
    FileNotFoundError
        The folder does not exist.
    FormatError
        The name does not end in ``.json``.
    LimitExceeded
        The file is too large or too deep, or holds too many records or too long a text.
    InvalidDocument
        The file is no map; it was left as it is.

    Warns
    -----
    DamagedFile
        The file was mended: says where it is kept as it was. Or a session that ended without
        saving left a journal that is damaged: says what was brought back and where it is kept.

    Notes
    -----
    A file of a newer version opens read-only and is never written. `Journey.file` tells whether
    the map is saved, and has `save` and `close`.
    """
    reading = Reading(checked(limits), repair=repair)
    return _registry().open(Places(_checked(path)), fields, reading)


def versions(path: PathLike) -> list[Version]:
    """Return the older versions of a file that `open` keeps, the newest first.

    One is kept every two minutes of editing, when the file is opened and before a version is
    restored. With age they are thinned out: all of the last hour, then one an hour for a day, one
    a day for a month, one a week; at most 60 and 100 MB.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    list of Version
        Each has ``time``, ``revision``, ``label`` and ``size``, and ``load`` gives its map.

    Raises
    ------
    FormatError
        The name does not end in ``.json``.
    """
    return list_versions(Places(_checked(path)))


def restore(path: PathLike, version: Version, *, limits: Limits | None = None) -> Journey:
    """Make an older version the content of a file again and return the open map.

    It is a change like any other: ``journey.undo()`` takes it back, and what was there before
    is kept as a version. A file that cannot be read as a map is kept in the folder of the
    journal, and replaced.

    Parameters
    ----------
    path
        The file.
    version
        One of `versions`.
    limits
        How large both may be, where the file is not open yet; see `open`.

    Raises
    ------
    FileNotFoundError
        The version was thinned out meanwhile.
    InvalidDocument
        The version was altered.
    LimitExceeded
        The file or the version is too large; both stay as they are.
    """
    return _registry().restore(Places(_checked(path)), version, Reading(checked(limits)))


def _checked(path: PathLike) -> Path:
    path = Path(path)
    if path.suffix.lower() != ".json":
        raise FormatError(
            f"{path.name}: only .cjm.json files can be kept up to date; read another format with "
            "cjm.read and open a new .cjm.json file",
            record=path.name, value=path.suffix,
        )  # fmt: skip
    return path


class Registry:
    """The maps this process has open, by file."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._journeys: weakref.WeakValueDictionary[str, Journey] = weakref.WeakValueDictionary()
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()

    def open(self, places: Places, fields: dict[str, Any], reading: Reading = _STRICT) -> Journey:
        """Return the map of a file, the same one as long as it is open."""
        key = os.path.normcase(places.file)
        with self._lock:
            journey = self._journeys.get(key)
            if journey is None or journey.file is None or journey.file.closed:
                caretaker = Caretaker()
                journey, session = open_file(places, Disk(), fields, caretaker, reading)
                if session is not None:
                    self._sessions.add(session)
                    caretaker.start(session)
                    weakref.finalize(journey, caretaker.end).atexit = False
                self._journeys[key] = journey
                fresh = journey.file.reports if journey.file else ()
            else:
                fresh = ()
        for report in fresh:
            if report.kept_as is not None:
                warnings.warn(report.message, DamagedFile, stacklevel=3)
        return journey

    def restore(self, places: Places, version: Version, reading: Reading = _STRICT) -> Journey:
        """Make a version the content of a file."""
        data = version.read()
        with self._lock:
            try:
                journey = self.open(places, {}, reading)
            except (NewerDocument, LimitExceeded):
                # Nothing is wrong with it.
                raise
            except InvalidDocument:
                # What could not be opened afterwards takes no place.
                Journey.from_json(data, limits=reading.limits)
                _replace_broken(places, Disk(), data)
                return self.open(places, {}, reading)
            file = journey.file
            if file is not None:
                file.save()
                file.keep_version("restored")
            limits = journey.limits
            then = Journey.from_json(data, limits=limits).store.state
            with journey.store.editing():
                change = diff(journey.store.state, then)
                journey.apply(change, label=f"Restore the version of {version.time:%Y-%m-%d %H:%M}")
            if file is not None:
                file.save()
        return journey

    def close(self) -> None:
        """Save and close all of them, when Python ends."""
        for session in list(self._sessions):
            session.finish()


def _mend(session: Session, journey: Journey) -> bytes:
    """Put what a damaged file was mended to in its place; returns what is in it now."""
    data = as_bytes(journey.to_dict())
    kept = _replace_broken(session.places, session.disk, data)
    name, count = session.places.file.name, len(journey.report)
    message = (
        f"{name} was damaged and is mended: {count} thing(s) were put right, which journey.report "
        f"lists. As it was it is kept as {kept}"
    )
    done = tuple(f"{mend.record}.{mend.field}: {mend.problem}" for mend in journey.report)
    session.reports.append(Report(session.places.file, True, 0, done, kept, message))
    return data


def _replace_broken(places: Places, disk: Disk, data: bytes) -> Path:
    """Put `data` in the place of a file that is no map; return where that one is kept."""
    broken = disk.read(places.file) or b""
    disk.make_folder(places.folder)
    disk.make_folder(places.damaged)
    kept = places.damaged / f"{str(digest_of(broken))[:12]}-{places.file.name}"
    disk.create(kept, broken, flush=True)
    disk.replace(places.file, data, places.folder / "restore.tmp")
    return kept


@cache
def _registry() -> Registry:
    registry = Registry()
    atexit.register(registry.close)
    return registry


def open_file(
    places: Places,
    disk: Disk,
    fields: dict[str, Any],
    caretaker: Caretaker,
    reading: Reading = _STRICT,
) -> tuple[Journey, Session | None]:
    """Open a file by a session of its own, which `caretaker` is not looking after yet."""
    if not places.file.parent.is_dir():
        raise FileNotFoundError(
            f"there is no folder {places.file.parent}; make it, or open a file somewhere else"
        )
    session = Session(places, disk, caretaker.nudge)
    try:
        try:
            session.prepare()
        except OSError as problem:
            # Nothing can be written here, but it may be read.
            return _start(session, fields, problem, reading)
        with session.locked():
            return _start(session, fields, None, reading)
    except BaseException:
        session.abandon()
        raise


def _start(
    session: Session, fields: dict[str, Any], trouble: OSError | None, reading: Reading
) -> tuple[Journey, Session | None]:
    places, disk = session.places, session.disk
    limits = reading.limits
    seen = disk.seen(places.file)
    data = None if seen is None else read_bytes(places.file, limits)
    try:
        if data is None:
            journey = _new(session, fields, limits)
        else:
            # Where nothing can be written the damaged file could not be kept either.
            repair = reading.repair and trouble is None
            journey = Journey.from_json(data, limits=limits, repair=repair)
            if journey.report:
                data = _mend(session, journey)
                seen = disk.seen(places.file)
    except NewerDocument as problem:
        journey = Journey.from_json(data or b"", read_only=True, limits=limits)
        journey.file = OpenFile(places.file, None, problem.message)
        session.abandon()
        return journey, None
    except InvalidDocument as problem:
        raise _with_hint(problem, session) from problem
    session.begin(journey.store, digest_of(data), seen)
    journey.file = OpenFile(places.file, session)
    try:
        if trouble is not None:
            raise trouble
        session.secure()
        if data is not None:
            session.remember(data, journey.revision, "opened")
        adopt(session)
        # A view that did not hear of an accepted edit sends it again: it is in the map already.
        journey.authority.remember(session.keeper.remembered)
    except OSError as problem:
        session.fail(problem)
    if data is None:
        session.sync()
    return journey, session


def _new(session: Session, fields: dict[str, Any], limits: Limits) -> Journey:
    """Return a new map, or the one whose file went away before its last edits were in it."""
    for name, numbers in left_behind(session).items():
        data = session.disk.read(session.places.journal(name, numbers[-1])) if numbers else None
        journal = read_journal(data, name) if data else None
        if journal is not None and journal.base is not None:
            start = State(journal.base.records)
            mine = replay(journal, None, start, None, limits).mine
            return Journey.from_dict(encode(mine), limits=limits)
    name = session.places.file.name.removesuffix(".json").removesuffix(".cjm")
    journey = Journey(**{"title": name, **fields})
    journey.limits = limits
    return journey


def _with_hint(problem: InvalidDocument, session: Session) -> InvalidDocument:
    """Say with what is wrong with a file where older versions of it are."""
    path = session.places.file
    if isinstance(problem, LimitExceeded):
        problem.message = f"{path.name}: {problem.message}"
        return problem
    hint = "; cjm.open(path, repair=True) mends what it can and keeps the file as it was"
    if list_versions(session.places):
        hint += f"; older versions of it: cjm.versions({str(path)!r})"
    if any(left_behind(session).values()):
        hint += "; edits that are not in it yet are kept, and are back once it can be opened"
    return InvalidDocument(
        f"{path.name}: {problem.message}{hint}",
        record=problem.record, field=problem.field, value=problem.value, code=problem.code,
    )  # fmt: skip
