"""The table of what was voted for: round x target, with votes, voters, rank and share.

Rounds stand in their order, in each the most votes first. Who voted is told only where the round
is not anonymous.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..model.finding import folded
from ..model.records import Vote, VoteSession
from .columns import Column, name_of, of_row, pair_columns, place_columns, type_column
from .places import phase_of, through, touchpoint_of

if TYPE_CHECKING:
    from ..model.journey import JourneyModel
    from ..model.state import State


class Result(NamedTuple):
    """What something got in a round."""

    vote_session: str
    target: str
    votes: int
    voters: int
    rank: int
    share: float
    open: bool
    anonymous: bool
    who: tuple[str, ...]


def rows(journey: JourneyModel) -> tuple[Result, ...]:
    """Return the rows: rounds in order, in each the most votes first."""
    state = journey.store.state
    given: defaultdict[str, list[Vote]] = defaultdict(list)
    for vote in state.in_order("vote"):
        if vote.weight > 0:
            given[vote.session].append(vote)
    return tuple(
        row for session in state.in_order("vote_session")
        for row in _round(state, session, given[session.id])
    )  # fmt: skip


def _round(state: State, session: VoteSession, given: list[Vote]) -> Iterator[Result]:
    total = sum(vote.weight for vote in given)
    found: defaultdict[str, list[Vote]] = defaultdict(list)
    for vote in given:
        found[vote.target].append(vote)
    sums = {target: sum(vote.weight for vote in votes) for target, votes in found.items()}
    for target in sorted(sums, key=lambda t: (-sums[t], name_of(state.get(t)) or "", t)):
        # Two spellings are one voter, and a vote without a name is that of somebody else.
        names = {folded(vote.voter): vote.voter.strip() for vote in found[target]}
        nameless = sum(not folded(vote.voter) for vote in found[target])
        names.pop("", None)
        yield Result(
            session.id, target, sums[target], len(names) + nameless,
            1 + sum(other > sums[target] for other in sums.values()), sums[target] / total,
            session.open, session.anonymous,
            () if session.anonymous else tuple(sorted(names.values())),
        )  # fmt: skip


def columns() -> list[Column]:
    """Return the columns."""
    target = of_row("target")
    return [
        *pair_columns("vote_session", of_row("vote_session")),
        type_column("target", target),
        *pair_columns("target", target, thing="*", ordered=False),
        *place_columns(through(touchpoint_of, target), through(phase_of, target)),
        Column("votes", "count", of_row("votes")),
        Column("voters", "count", of_row("voters")),
        Column("rank", "count", of_row("rank")),
        Column("share", "number", of_row("share")),
        Column("open", "flag", of_row("open")),
        Column("anonymous", "flag", of_row("anonymous")),
        Column("who", "list", of_row("who")),
    ]
