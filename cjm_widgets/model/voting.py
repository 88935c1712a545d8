"""The rules of a round of votes, looked at under the lock before a change is made.

Views add their votes at once and are told later, so only here is it known what a voter has given
in all: two pages that vote at the same moment are decided on one after the other.

A voter is a name that somebody gave, however it is spelt. Nothing proves that it is theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from .change import Change
from .errors import VoteRefused
from .finding import folded
from .records import Card, Record, Vote, VoteSession, type_name
from .state import State

R = TypeVar("R", bound=Record)

#: What decides whether a vote may be given; everything else of it may be edited freely.
_DECISIVE = ("session", "target", "voter", "weight")


def settle_votes(
    change: Change,
    state: State,
    *,
    by_view: bool = False,
    was_removed: Callable[[Vote], bool] = lambda _: False,
) -> Change:
    """Return a rebased change as its votes may be made.

    Votes that come back together with what they were given to (somebody takes a removal back) are
    no new votes; those that the voter has no budget for any more stay away.

    Parameters
    ----------
    change
        The change; nearly always it holds no vote and is returned as it is.
    state
        The document it is about to be made in.
    by_view
        Whether a view made it: what code adds may be votes on paper, of unknown voters.
    was_removed
        Tells whether this very vote went when what it was given to, or its round, was removed last.

    Raises
    ------
    VoteRefused
        The round is closed, the voter has not that many votes left, gave no name, or has a vote
        for this already; or the record is none that is voted on.
    """
    removed = [r for r in change.removed.values() if isinstance(r, Vote)]
    given = {i: r for i, r in change.added.items() if isinstance(r, Vote)}
    for record_id, fields in change.updated.items():
        vote = state.get(record_id)
        if isinstance(vote, Vote) and not fields.keys().isdisjoint(_DECISIVE):
            given[record_id] = _changed(vote, change)
            # Taking one from a record for another frees it there first.
            removed.append(vote)
    if not removed and not given:
        return change
    _check_open(change, state, removed)
    dropped: set[str] = set()
    for vote in given.values():
        session = _session(change, state, vote)
        # It went with what it was given to, or with its round.
        with_it = vote.target in change.added or vote.session in change.added
        back = vote.id in change.added and with_it and was_removed(vote)
        if not back:
            _check_vote(change, state, vote, session, by_view)
        used = sum(other.weight for other in _votes(change, state, vote) if other.id not in dropped)
        if used <= session.votes_per_person or not folded(vote.voter) or vote.weight == 0:
            continue
        if back:
            dropped.add(vote.id)
        elif used > _used_before(state, vote):
            # A budget made smaller leaves what was given, and lets it be taken back bit by bit.
            raise VoteRefused(
                f"{vote.voter!r} would give {used} votes in {session.title or session.id!r}, which "
                f"has {session.votes_per_person} for each; take another one back first",
                code="vote-budget", record=vote.id, field="weight", value=vote.weight,
            )  # fmt: skip
    if not dropped:
        return change
    added = {i: record for i, record in change.added.items() if i not in dropped}
    return Change(added=added, updated=change.updated, removed=change.removed)


def _check_open(change: Change, state: State, removed: Iterable[Vote]) -> None:
    """Raise where a vote is taken out of a closed round but for what it was given to."""
    for vote in removed:
        if vote.session in change.removed or vote.target in change.removed:
            continue
        session = _session(change, state, vote)
        if not session.open:
            raise _closed(session, vote)


def _check_vote(
    change: Change, state: State, vote: Vote, session: VoteSession, by_view: bool
) -> None:
    if not session.open:
        raise _closed(session, vote)
    if by_view and not vote.voter.strip():
        raise VoteRefused(
            "a vote needs the name of who gives it: say your name first",
            code="vote-name", record=vote.id, field="voter", value=vote.voter,
        )  # fmt: skip
    target: Any = change.added.get(vote.target) or state.get(vote.target)
    kinds = {type_name(target), *([target.kind] if isinstance(target, Card) else ())}
    if session.target_kinds and kinds.isdisjoint(session.target_kinds):
        raise VoteRefused(
            f"{vote.target!r} is a {' or '.join(sorted(kinds))}; {session.title or session.id!r} "
            f"is about: {', '.join(session.target_kinds)}",
            code="vote-kind", record=vote.id, field="target", value=vote.target,
        )  # fmt: skip
    if by_view and sum(v.target == vote.target for v in _votes(change, state, vote)) > 1:
        raise VoteRefused(
            f"{vote.voter!r} has a vote for {vote.target!r} already; update its weight",
            code="vote-twice", record=vote.id, field="target", value=vote.target,
        )  # fmt: skip


def _session(change: Change, state: State, vote: Vote) -> VoteSession:
    """Return the session of a vote as the change leaves it."""
    session: Any = change.added.get(vote.session) or state.get(vote.session)
    found: VoteSession = _changed(session, change)
    return found


def _votes(change: Change, state: State, vote: Vote) -> list[Vote]:
    """Return all votes of a voter in a session as the change leaves them."""
    found = []
    for record_id in {*state.referrers(vote.session), *change.added, *change.updated}:
        record = change.added.get(record_id) or state.get(record_id)
        if not isinstance(record, Vote) or record_id in change.removed:
            continue
        if _same(record := _changed(record, change), vote):
            found.append(record)
    return found


def _changed(record: R, change: Change) -> R:
    fields = change.updated.get(record.id, {})
    return msgspec.structs.replace(record, **{name: new for name, (_, new) in fields.items()})


def _used_before(state: State, vote: Vote) -> int:
    return sum(other.weight for other in _votes(Change(), state, vote))


def _same(one: Vote, other: Vote) -> bool:
    # Another spelling of a name is no other voter.
    return one.session == other.session and (
        one.voter == other.voter or folded(one.voter) == folded(other.voter)
    )


def _closed(session: VoteSession, vote: Vote) -> VoteRefused:
    return VoteRefused(
        f"{session.title or session.id!r} is closed, and its votes stay as they are; open it again "
        "to vote",
        code="vote-closed", record=vote.id, field="session", value=session.id,
    )  # fmt: skip
