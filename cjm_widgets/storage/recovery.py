"""What a session that died left behind, made into a map again."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from ..model.change import Change
from ..model.diff import diff
from ..model.errors import CjmError, WrongBase
from ..model.labels import words
from ..model.limits import USUAL, Limits
from ..model.rebase import rebase
from ..model.state import State
from ..model.wire import decode_change
from .journal import Journal, Saving


class Report(msgspec.Struct, frozen=True):
    """What was found when a file was opened or read again, and what became of it.

    Attributes
    ----------
    file
        The file the report is about.
    damaged
        Whether something in it could not be read.
    recovered
        How many edits were brought back from it.
    lost
        What could not be brought back, in words, one item each.
    kept_as
        Where the file is now, or where a copy of it is; None when all of it was taken over.
    message
        All of it in words.
    """

    file: Path
    damaged: bool
    recovered: int
    lost: tuple[str, ...]
    kept_as: Path | None
    message: str


class Replayed(NamedTuple):
    """What a journal leads to.

    `common` is the version that the journal and the file that is there now both come from.
    """

    common: State
    mine: State
    lost: list[str]


def replay(
    journal: Journal,
    start: State | None,
    file: State,
    digest: str | None,
    limits: Limits = USUAL,
) -> Replayed:
    """Return the map that a journal leads to.

    Parameters
    ----------
    journal
        The journal; damaged lines are left out.
    start
        What stands for the records the journal builds on when that line is damaged.
    file, digest
        The map in the file as it is now, and the digest of that file.
    limits
        What edits are held to.
    """
    if journal.base is not None:
        digest_before: str | None = journal.base.digest
        mine = State(journal.base.records)
    else:
        digest_before = digest
        mine = State((start or file).records.values())
    saved = {line.revision: line.digest for line in journal.lines if isinstance(line, Saving)}
    edits = journal.edits
    known = {digest_before: _copy(mine)}
    first = min((edit.revision for edit in edits), default=None)
    for revision, name in saved.items():
        if first is None or revision < first:
            known[name] = _copy(mine)
    lost: list[str] = []
    for edit in edits:
        try:
            _make(decode_change(edit.change, mine, limits), mine)
        except CjmError as problem:
            name = words(edit.label) or "an edit"
            lost.append(f"{name} (revision {edit.revision}, by {edit.by}): {problem.message}")
        if edit.base is not None:
            # The change took over that file: what comes from there is in it already.
            known = {edit.base.digest: State(edit.base.records)}
        if edit.revision in saved:
            known[saved[edit.revision]] = _copy(mine)
    return Replayed(_common(known, file, digest), mine, lost)


def _make(change: Change, state: State) -> None:
    try:
        state.commit(change)
    except WrongBase:
        # A line before it is missing; what can be meant without that is made.
        state.commit(rebase(change, state).change)


def _common(known: dict[str | None, State], file: State, digest: str | None) -> State:
    if digest in known:
        return known[digest]
    # Somebody changed the file after this session died, perhaps in the middle of replacing it:
    # whichever of the two it looks more like is where they started.
    return min(known.values(), key=lambda state: len(diff(state, file).ids))


def _copy(state: State) -> State:
    return State(state.records.values())
