"""Take over the journals of sessions that died, so that no edit they accepted is lost."""

from __future__ import annotations

import logging
import os
import platform
import sys
from contextlib import suppress
from time import strftime

from ..model.diff import diff
from ..model.errors import CjmError
from ..model.merge import merge
from ..model.state import State
from .journal import Edit, Journal, digest_of, read_journal
from .locks import FileLock
from .places import JournalName, journal_name, session_of
from .recovery import Report, replay
from .session import Session, file_bytes

_LOG = logging.getLogger("cjm_widgets")


def adopt(session: Session) -> None:
    """Make the edits in journals nobody writes any more edits of this session's map.

    They are in this session's own journal before the old one is removed. What is damaged is kept
    in the folder ``damaged`` and reported. Raises `OSError` when a file cannot be read or moved;
    what was taken over until then stays, and nothing is lost.
    """
    journals = left_behind(session)
    if not journals:
        return
    with session.locked(), session.alone():
        if not session.take_in():
            return  # the file is broken; the journals can wait until it is put right
        # Once more: another process may have been faster.
        journals = left_behind(session)
        taken = _adopted(session, journals)
        for name, numbers in journals.items():
            life = FileLock(session.places.session_lock(name))
            if not life.acquire():
                continue
            try:
                if numbers and not life.real and not _surely_dead(session, name, numbers):
                    _report_foreign(session, name, numbers)
                    continue
                for number in numbers:
                    _take_over(session, JournalName(name, number), taken)
                _tidy(session, name)
            finally:
                life.release()
            with suppress(OSError):
                session.disk.remove(life.path)


def left_behind(session: Session) -> dict[str, list[int]]:
    """Return the numbers of the journals of other sessions, by session.

    Of a session that died before it had one, or after it removed it, there may be other files.
    """
    found: dict[str, list[int]] = {}
    for file in session.disk.names(session.places.folder):
        name = session_of(file)
        if name is None or name == session.name:
            continue
        numbers = found.setdefault(name, [])
        if (journal := journal_name(file)) is not None:
            numbers.append(journal.number)
    return {name: sorted(numbers) for name, numbers in found.items()}


def _take_over(session: Session, name: JournalName, taken: set[str]) -> None:
    path = session.places.journal(*name)
    if path.name in taken:
        session.disk.remove(path)
        return
    data = session.disk.read(path)
    if data is None:
        return
    journal = read_journal(data, name.session)
    store = session.store
    own = store.state.journey.id
    if journal.head is not None and journal.head.journey != own:
        _keep_other_map(session, name, journal)
        return
    file = session.disk.read(session.places.file)
    mine, _ = store.snapshot()
    replayed = replay(journal, None, mine, digest_of(file), store.limits)
    merged = merge(replayed.common, mine, replayed.mine, store.limits)
    lost = [*replayed.lost]
    with store.editing():
        change = diff(store.state, merged.state)
        ids = [edit.id for edit in journal.edits if edit.by not in ("python", "file")]
        session.keeper.remember([*(journal.head.decided if journal.head else ()), *ids])
        if change:
            session.keeper.attach(adopts=path.name)
            try:
                store.submit(change, by="file", label="Edits recovered from the journal")
            except CjmError as problem:
                lost.append(problem.message)
    session.note(merged.conflicts)
    if change and not session.keeper.safe:
        # Only in memory so far: the old journal is what is left on the disk.
        raise session.keeper.problem or OSError("the journal cannot be written")
    _report(session, name, journal, lost)


def _report(session: Session, name: JournalName, journal: Journal, lost: list[str]) -> None:
    path = session.places.journal(*name)
    kept = None
    if journal.problems or lost:
        session.disk.make_folder(session.places.damaged)
        kept = session.places.damaged / path.name
        session.disk.rename(path, kept)
    else:
        session.disk.remove(path)
    count = len(journal.edits)
    if not (count or kept):
        return
    message = (
        f"{session.places.file.name}: {count} edit(s) that were not in the file yet were brought "
        "back from the journal of a session that ended without saving"
    )
    if kept is not None:
        what = "; ".join((*journal.problems, *lost))
        message += (
            f". The journal is damaged ({what}); what could not be read is not in the map. "
            f"It is kept as {kept}"
        )
        _LOG.warning("%s", message)
    session.reports.append(
        Report(path, bool(kept), count - len(lost), (*journal.problems, *lost), kept, message)
    )


def _keep_other_map(session: Session, name: JournalName, journal: Journal) -> None:
    """Keep the map of a journal that is of another map than the file is now."""
    path = session.places.journal(*name)
    session.disk.make_folder(session.places.damaged)
    kept = session.places.damaged / path.name
    if journal.base is not None:
        state = State(journal.base.records)
        kept = session.places.beside(strftime(f"recovered-%Y%m%d-%H%M%S-{name.session[:4]}"))
        replayed = replay(journal, None, state, journal.base.digest, session.store.limits)
        temporary = session.places.temporary(session.name, "other")
        session.disk.replace(kept, file_bytes(replayed.mine), temporary)
    session.disk.make_folder(session.places.damaged)
    session.disk.rename(path, session.places.damaged / path.name)
    message = (
        f"{session.places.file.name} is another map now than the one a session that ended without "
        f"saving had open; that one, with its {len(journal.edits)} last edit(s), is kept as {kept}"
    )
    _LOG.warning("%s", message)
    count = len(journal.edits)
    session.reports.append(
        Report(path, bool(journal.problems), count, tuple(journal.problems), kept, message)
    )


def _adopted(session: Session, journals: dict[str, list[int]]) -> set[str]:
    """Return the journals whose edits another journal took over before they could be removed."""
    taken: set[str] = set()
    for name, numbers in journals.items():
        for number in numbers:
            data = session.disk.read(session.places.journal(name, number))
            lines = read_journal(data, name).lines if data else []
            taken |= {line.adopts for line in lines if isinstance(line, Edit) and line.adopts}
    return taken


def _tidy(session: Session, name: str) -> None:
    """Remove what a session had begun to write and nobody needs."""
    for file in session.disk.names(session.places.folder):
        if file.startswith(f"{name}-") and file.endswith(".tmp"):
            session.disk.remove(session.places.folder / file)


def _surely_dead(session: Session, name: str, numbers: list[int]) -> bool:
    """Tell by its number whether a process is gone, where there are no locks to ask."""
    data = session.disk.read(session.places.journal(name, numbers[-1]))
    head = read_journal(data, name).head if data else None
    if head is None or head.host != platform.node() or sys.platform == "win32":
        return False
    try:
        os.kill(head.pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _report_foreign(session: Session, name: str, numbers: list[int]) -> None:
    path = session.places.journal(name, numbers[-1])
    if any(report.file == path for report in session.reports):
        return
    message = (
        f"{path} is the journal of a session that may still run on another machine; it was left "
        "alone. When you know that it has ended, open the file on that machine"
    )
    _LOG.warning("%s", message)
    session.reports.append(Report(path, False, 0, (), path, message))
