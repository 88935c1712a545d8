"""The votes of many maps as one count, in which nobody has more than the round gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from msgspec.structs import replace

from ..model.checks.names import name_of
from ..model.finding import folded
from ..model.ids import made_id
from ..model.records import Card, Comment, Reaction, Touchpoint, Vote, VoteSession, type_name
from .aligning import Alignment
from .reading import Student
from .same import Group, groups_of

#: What a class map says of a secret round: a field that this version of the format does not know.
COUNTED = "counted"


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


class Kept(NamedTuple):
    """A vote that counts: the number of its map, what it is there, and as it counts.

    `target` is the thing it is for, by the number of a map and the id there. `secret`: nobody may
    learn which map it is from.
    """

    map: int
    vote: Vote
    counted: Vote
    target: tuple[int, str]
    secret: bool


class _Given(NamedTuple):
    map: int
    vote: Vote
    weight: int
    voter: str
    target: Target
    #: The class map it was counted in, whose voters are numbers; "" for a map of one's own.
    counted_in: str = ""

    @property
    def who(self) -> str:
        """Who gave it. Without a name that is somebody else each time, save for the very same."""
        name = folded(self.voter) or f"\0{self.vote.id}"
        return f"{self.counted_in}\0{name}" if self.counted_in else name


def rounds(students: Sequence[Student]) -> list[Group]:
    """Return the rounds of all maps: the same by id, or by title."""
    return groups_of([student.state for student in students], VoteSession)


def is_secret(students: Sequence[Student], group: Group) -> bool:
    """Tell whether a round is anonymous: it is where one of the maps says so."""
    return any(students[at].state.get(session).anonymous for at, session in group.members)


def count(
    students: Sequence[Student], alignment: Alignment, *, include_open: bool
) -> Iterator[Count]:
    """Give what was voted for, round by round, the most votes first.

    What somebody gave one thing in one file counts together; who votes for it in two files votes
    once, with the greater weight; who gives more than the round has for each, is counted up to
    that, the greatest weights first. The budget is what most of the maps say. A vote without a
    name is that of somebody else each time.
    """
    targets = Targets(students, alignment)
    for group in rounds(students):
        sessions, given = _given(students, group, targets, include_open=include_open)
        kept, over = _within(given, _budget(sessions))
        secret = is_secret(students, group)
        by_target: defaultdict[Target, list[_Given]] = defaultdict(list)
        for vote in kept:
            by_target[vote.target].append(vote)
        maps: defaultdict[Target, set[int]] = defaultdict(set)
        for vote in given:
            maps[vote.target].add(vote.map)
        rows = [
            Count(
                sessions[0], secret, target, sum(vote.weight for vote in votes),
                () if secret else tuple(sorted({v.voter for v in votes if v.voter})),
                len({v.voter for v in votes if v.voter}) + sum(not v.voter for v in votes),
                len(maps[target]), over[target],
            )
            # What only got votes beyond a budget is told as well.
            for target in dict.fromkeys((*by_target, *over))
            for votes in [by_target[target]]
        ]  # fmt: skip
        yield from sorted(rows, key=lambda r: (-r.votes, r.target.name, r.target.id))


def kept_votes(students: Sequence[Student], alignment: Alignment) -> Iterator[Kept]:
    """Give the votes that count, open rounds included, with the weight that is in the budget.

    In an anonymous round voters have numbers for names. They follow from what was voted for and
    from nothing else, so that no list of names leads back to who it was; the ids of the votes
    follow from the numbers, and nothing else is in these votes.
    """
    targets = Targets(students, alignment)
    for group in rounds(students):
        sessions, given = _given(students, group, targets, include_open=True)
        kept, _ = _within(given, _budget(sessions))
        if not is_secret(students, group):
            for vote in sorted(kept, key=lambda v: (v.map, v.vote.id)):
                counted = replace(vote.vote, weight=vote.weight)
                yield Kept(vote.map, vote.vote, counted, (vote.map, vote.vote.target), False)
            continue
        for number, votes in enumerate(_unnamed(kept), 1):
            for vote in votes:
                made = Vote(
                    id=made_id("vote", group.id, str(number), vote.target.type, vote.target.id),
                    session=vote.vote.session, target=vote.vote.target,
                    voter=str(number) if vote.voter else "", weight=vote.weight,
                )  # fmt: skip
                # Which of the same cards it was would tell the map as well.
                yield Kept(vote.map, vote.vote, made, targets.first(vote.target), True)


def counted(
    students: Sequence[Student], alignment: Alignment, group: Group, session: str
) -> dict[str, list[str]]:
    """Return whose votes the class map counts in a secret round, which is `session` there.

    Nobody is named: it holds digests, by the id of the round that goes into them, in which another
    collecting finds again who is counted already. What they voted for is not among it.
    """
    sessions, given = _given(students, group, Targets(students, alignment), include_open=True)
    found = _already(sessions)
    found[session] |= {_digest(session, one.who) for one in given}
    return {round_id: sorted(digests) for round_id, digests in sorted(found.items())}


def _already(sessions: Iterable[VoteSession]) -> defaultdict[str, set[str]]:
    """Return the digests of those whose votes class maps among the maps have."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for session in sessions:
        told = session.extra.get(COUNTED)
        # It comes from a file: what is no such thing is nothing.
        for round_id, digests in told.items() if isinstance(told, dict) else ():
            if isinstance(digests, list):
                found[round_id] |= {digest for digest in digests if isinstance(digest, str)}
    return found


def _digest(session: str, who: str) -> str:
    return made_id("voter", session, who)


def _unnamed(kept: list[_Given]) -> list[list[_Given]]:
    """Return the votes of each voter, sorted by what they are for; those with a name first."""
    found: defaultdict[str, list[_Given]] = defaultdict(list)
    for vote in kept:
        found[vote.who].append(vote)

    def said(votes: list[_Given]) -> list[tuple[str, str, int]]:
        return [(vote.target.type, vote.target.id, vote.weight) for vote in votes]

    each = [sorted(votes, key=lambda v: (v.target.type, v.target.id)) for votes in found.values()]
    return sorted(each, key=lambda votes: (not votes[0].voter, said(votes)))


def _budget(sessions: list[VoteSession]) -> int:
    """Return what most of the maps say that a person may give."""
    budgets = Counter(session.votes_per_person for session in sessions)
    return min(budgets, key=lambda n: (-budgets[n], n))


def _given(
    students: Sequence[Student], group: Group, targets: Targets, *, include_open: bool
) -> tuple[list[VoteSession], list[_Given]]:
    """Return what the maps say of a round, and what each person gave each thing in each map."""
    sessions = [(at, students[at].state.get(session)) for at, session in group.members]
    already = _already(session for _, session in sessions)
    found: dict[tuple[int, str, Target], _Given] = {}
    for at, session in sessions:
        if session.open and not include_open:
            continue
        own = students[at].journey.id if COUNTED in session.extra else ""
        for vote in students[at].state.in_order("vote"):
            if vote.session != session.id or vote.weight <= 0:
                continue
            voter = " ".join(vote.voter.split())
            one = _Given(at, vote, vote.weight, voter, targets.of(at, vote.target), own)
            if not own and any(_digest(s, one.who) in digests for s, digests in already.items()):
                continue
            key = (at, one.who, one.target)
            # Two votes for one thing, or for two cards that say the same, are two votes.
            more = found[key].weight if key in found else 0
            found[key] = found.get(key, one)._replace(weight=one.weight + more)
    return [session for _, session in sessions], list(found.values())


def _within(given: list[_Given], budget: int) -> tuple[list[_Given], Counter[Target]]:
    """Return the votes that count, and how many of each target were over the budget."""
    best: dict[tuple[str, Target], _Given] = {}
    found: defaultdict[str, list[_Given]] = defaultdict(list)
    over: Counter[Target] = Counter()
    for vote in given:
        key = (vote.who, vote.target)
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


class Secrets:
    """What is said about votes of secret rounds, which would tell whose they are."""

    def __init__(self, students: Sequence[Student]) -> None:
        self._students = students
        self._rounds = {
            member: group
            for group in rounds(students) if is_secret(students, group)
            for member in group.members
        }  # fmt: skip

    def about(self, at: int, record: Any) -> Group | None:
        """Return the secret round that a comment or a reaction of a map is about a vote of."""
        if not self._rounds or not isinstance(record, Comment | Reaction):
            return None
        state = self._students[at].state
        seen: set[str] = set()
        found: Any = record
        while isinstance(found, Comment | Reaction) and found.id not in seen:
            seen.add(found.id)
            found = state.get(found.target)
        return self._rounds.get((at, found.session)) if isinstance(found, Vote) else None

    def hides(self, at: int, record: Any) -> bool:
        """Tell whether nobody may learn whose a record is."""
        return self.about(at, record) is not None


class Targets:
    """What the targets of votes are in the class, and which maps have them."""

    def __init__(self, students: Sequence[Student], alignment: Alignment) -> None:
        self._students = students
        self._alignment = alignment
        self._phases = {member: phase for phase in alignment.phases for member in phase.members}
        self._cards: dict[tuple[Any, ...], Target] = {}

    @cached_property
    def _seats(self) -> defaultdict[Target, dict[int, str]]:
        """Where each target is: number of the map, id there; in the order of the maps."""
        found: defaultdict[Target, dict[int, str]] = defaultdict(dict)
        for at, student in enumerate(self._students):
            for record_id in sorted(student.state.records):
                found[self.of(at, record_id)].setdefault(at, record_id)
        return found

    def first(self, target: Target) -> tuple[int, str]:
        """Return the number of the first map that has a target, and its id there."""
        return next(iter(self._seats[target].items()))

    def maps(self, target: Target) -> int:
        """Return how many maps have a target."""
        return len(self._seats[target])

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
