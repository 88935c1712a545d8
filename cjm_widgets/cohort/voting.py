"""The votes of many maps as one count, in which nobody has more than the round gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from ..model.checks.names import name_of
from ..model.finding import folded
from ..model.ids import made_id
from ..model.records import Card, Touchpoint, Vote, VoteSession, type_name
from .aligning import Alignment
from .reading import Student
from .same import Group, groups_of


class Target(NamedTuple):
    """What is voted for: a thing of the class, or of one map."""

    type: str
    id: str
    name: str
    column: int | None


class Count(NamedTuple):
    """What something got in a round.

    `voters` are those who gave their name; in an anonymous round there are none here.
    """

    session: VoteSession
    anonymous: bool
    target: Target
    votes: int
    voters: tuple[str, ...]
    people: int
    maps: int
    over: int


class _Given(NamedTuple):
    map: int
    vote: Vote
    weight: int
    voter: str
    target: Target


def rounds(students: Sequence[Student]) -> list[Group]:
    """Return the rounds of all maps: the same by id, or by title."""
    return groups_of([student.state for student in students], VoteSession)


def count(
    students: Sequence[Student], alignment: Alignment, *, include_open: bool
) -> Iterator[Count]:
    """Give what was voted for, round by round, the most votes first.

    Somebody who votes for one thing in two files votes once, with the greater weight; who gives
    more than the round has for each, is counted up to that, the greatest weights first. The budget
    is what most of the maps say. A vote without a name is that of somebody else each time.
    """
    targets = _Targets(students, alignment)
    for group in rounds(students):
        sessions, kept, over = _counted(students, group, targets, include_open=include_open)
        secret = any(session.anonymous for session in sessions)
        by_target: defaultdict[Target, list[_Given]] = defaultdict(list)
        for vote in kept:
            by_target[vote.target].append(vote)
        rows = [
            Count(
                sessions[0], secret, target, sum(vote.weight for vote in votes),
                () if secret else tuple(sorted({v.voter for v in votes if v.voter})),
                len({v.voter for v in votes if v.voter}) + sum(not v.voter for v in votes),
                len({vote.map for vote in votes}), over[target],
            )
            # What only got votes beyond a budget is told as well.
            for target in dict.fromkeys((*by_target, *over))
            for votes in [by_target[target]]
        ]  # fmt: skip
        yield from sorted(rows, key=lambda r: (-r.votes, r.target.name, r.target.id))


def kept_votes(
    students: Sequence[Student], alignment: Alignment
) -> Iterator[tuple[int, Vote, Vote]]:
    """Give the votes that count, open rounds included: map, vote, and the vote as it counts.

    That is with the weight that is within the budget.

    In an anonymous round voters have numbers for names, in an order that tells nothing, and their
    votes ids that are in none of the maps.
    """
    targets = _Targets(students, alignment)
    for group in rounds(students):
        sessions, kept, _ = _counted(students, group, targets, include_open=True)
        secret = any(session.anonymous for session in sessions)
        voters = {folded(vote.voter) for vote in kept} - {""}
        mixed = sorted(voters, key=lambda voter: made_id("vote", group.id, voter))
        numbers = {voter: str(number) for number, voter in enumerate(mixed, 1)}
        for vote in sorted(kept, key=lambda v: (v.map, v.vote.id)):
            made = replace(vote.vote, weight=vote.weight)
            if secret:
                number = numbers.get(folded(vote.voter), "")
                made = replace(
                    made, voter=number,
                    id=made_id("vote", group.id, number or vote.vote.id, vote.target.id),
                )  # fmt: skip
            yield vote.map, vote.vote, made


def _counted(
    students: Sequence[Student], group: Group, targets: _Targets, *, include_open: bool
) -> tuple[list[VoteSession], list[_Given], Counter[Target]]:
    """Return what the maps say of a round, the votes that count, and what was over the budget."""
    sessions = [(at, students[at].state.get(session)) for at, session in group.members]
    budgets = Counter(session.votes_per_person for _, session in sessions)
    budget = min(budgets, key=lambda n: (-budgets[n], n))
    counted = {at: session for at, session in sessions if include_open or not session.open}
    given = list(_given(students, counted, targets))
    return [session for _, session in sessions], *_within(given, budget)


def _given(
    students: Sequence[Student], sessions: dict[int, Any], targets: _Targets
) -> Iterator[_Given]:
    for at, session in sessions.items():
        for vote in students[at].state.in_order("vote"):
            if vote.session == session.id and vote.weight > 0:
                voter = " ".join(vote.voter.split())
                yield _Given(at, vote, vote.weight, voter, targets.of(at, vote.target))


def _within(given: list[_Given], budget: int) -> tuple[list[_Given], Counter[Target]]:
    """Return the votes that count, and how many of each target were over the budget."""
    best: dict[tuple[str, Target], _Given] = {}
    found: defaultdict[str, list[_Given]] = defaultdict(list)
    over: Counter[Target] = Counter()
    for vote in given:
        # Without a name each is somebody else's, unless it is the very same vote in another file.
        key = (folded(vote.voter) or f"\0{vote.vote.id}", vote.target)
        if key not in best or vote.weight > best[key].weight:
            best[key] = vote
    for (voter, _), vote in best.items():
        found[voter].append(vote)
    kept = []
    for votes in found.values():
        left = budget
        for vote in sorted(votes, key=lambda v: (-v.weight, v.target.name, v.target.id)):
            weight = min(vote.weight, left)
            left -= weight
            if weight < vote.weight:
                over[vote.target] += vote.weight - weight
            if weight:
                kept.append(vote._replace(weight=weight))
    return kept, over


class _Targets:
    """What the targets of votes are in the class."""

    def __init__(self, students: Sequence[Student], alignment: Alignment) -> None:
        self._students = students
        self._alignment = alignment
        self._phases = {member: phase for phase in alignment.phases for member in phase.members}
        self._cards: dict[tuple[Any, ...], Target] = {}

    def of(self, at: int, record_id: str) -> Target:
        """Return what a record of a map is in the class."""
        record = self._students[at].state.get(record_id)
        name = " ".join(name_of(record).split())
        if isinstance(record, Touchpoint):
            number = self._alignment.places[at, record_id]
            column = self._alignment.columns[number]
            return Target("touchpoint", column.id, column.name, number)
        if isinstance(record, Card):
            return self._card(at, record, name)
        phase = self._phases.get((at, record_id))
        if phase is not None:
            return Target("phase", phase.id, phase.name, None)
        # Anything else is known by its id: goals, ideas, personas of a template.
        return Target(type_name(record), record_id, name, None)

    def _card(self, at: int, card: Card, text: str) -> Target:
        """Return a card: the same by its id and text, or by kind, text and touchpoint."""
        column = self._alignment.places.get((at, card.touchpoint or ""))
        where = self._phases.get((at, card.phase or ""))
        place = f"c{column}" if column is not None else f"p{where.id if where else ''}"
        key = (place, card.kind, folded(text))
        found = self._cards.get(key)
        if found is None:
            found = self._cards[key] = Target("card", card.id, text, column)
        return found
