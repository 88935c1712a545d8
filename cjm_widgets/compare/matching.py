"""Which record of one map is which of the other: by id, as told, or by the best match of names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct

from ..model import records as r
from ..model.checks.names import name_of
from ..model.errors import InvalidDocument, UnknownRecord, shorten
from ..model.fields import types_by_name
from ..model.finding import folded
from ..model.records import Record, type_name
from ..model.state import State
from .assignment import best_pairs
from .similar import similarity, worth_comparing

How = Literal["given", "name"]

#: A pair that is less certain than this is none.
LEAST = 0.6
#: How certain a pair of one name is: alone of its name or not, in the same place or not.
_SAME_NAME = MappingProxyType({
    (True, True): 1.0, (True, False): 0.9, (False, True): 0.8, (False, False): 0.7,
})  # fmt: skip
#: At most this certain when the names differ.
_MOST = 0.95
#: What is matched by what it belongs to, once that is matched; what a name cannot tell.
_Key = Callable[[Any], tuple[tuple[str | None, ...], tuple[Any, ...]]]
_RELATIONS: Mapping[type[Record], _Key] = MappingProxyType(
    {
        r.Experience: lambda e: ((e.touchpoint, e.persona), (folded(e.respondent),)),
        r.MetricValue: lambda v: ((v.metric, v.target, v.persona), (v.date,)),
        r.Edge: lambda e: ((e.source, e.target), (folded(e.label),)),
        r.Vote: lambda v: ((v.session, v.target), (folded(v.voter),)),
        r.Reaction: lambda x: ((x.target,), (x.emoji, folded(x.author))),
        r.Stroke: lambda s: ((s.anchor,), s.points),
    }
)
#: Where a thing is: of two as similar the one in the same place is meant.
_PLACES: Mapping[type[Record], Callable[[Any], tuple[str | None, ...]]] = MappingProxyType(
    {
        r.Touchpoint: lambda t: (t.place.parent,),
        r.Card: lambda c: (c.place.parent, c.lane),
        r.Comment: lambda c: (c.target,),
        r.StickyNote: lambda n: (n.board, n.cell),
    }
)
#: What things of one name are told apart by, where that is no place.
_SORTS: Mapping[type[Record], str] = MappingProxyType({
    r.Lane: "kind", r.Resource: "status", r.Board: "kind", r.WorkshopPart: "kind",
})  # fmt: skip
#: Types by name: whatever a later one belongs to, or is told apart by, comes before it.
_NAMED = (
    r.Persona, r.Person, r.Channel, r.Metric, r.VoteSession, r.Evidence, r.Goal, r.Question,
    r.Resource, r.Path, r.Lane, r.Card, r.Board, r.StickyNote, r.WorkshopPart, r.Comment,
)  # fmt: skip


_NOTHING: Mapping[tuple[str, str], float] = MappingProxyType({})


#: What the user says about matches: pairs, or a dict of ids and names.
Given = Mapping[str, Any] | Iterable[tuple[Any, Any]]
#: Ids in the first and in the second map; None: it has no match there.
Chosen = tuple[str | None, str | None]


class Match(Struct, frozen=True, gc=False):
    """Two records that are the same thing though their ids differ, or were said to be.

    Attributes
    ----------
    a, b
        Their ids.
    how
        ``"given"`` by the user, or by ``"name"`` and what they belong to.
    certainty
        From 0 to 1.
    """

    a: str
    b: str
    how: How
    certainty: float


def match(a: State, b: State, given: Given = (), *, fixed: Iterable[Match] = ()) -> Matching:
    """Find out which records of `b` are which of `a`, each at most once.

    Parameters
    ----------
    a, b
        The maps.
    given
        What the user says: the record (or id, or name) in `a` and the one in `b`, or None where
        it is none of those in `b`.
    fixed
        Pairs that are known before.

    Raises
    ------
    UnknownRecord
        There is no such record.
    InvalidDocument
        A name means several records, the two are of different types, or one is given twice.
    """
    work = Matching(a, b)
    for pair in fixed:
        work.pair(pair.a, pair.b, pair.how, pair.certainty)
    work.give(given)
    work.by_id()
    work.by_name()
    return work


def chosen(a: State, b: State, given: Given) -> tuple[Chosen, ...]:
    """Return what the user says by ids, for maps that are edited while it holds.

    Raises
    ------
    UnknownRecord, InvalidDocument
        As of `match`.
    """
    work = Matching(a, b)
    work.give(given)
    pairs: list[Chosen] = [(pair.a, pair.b) for pair in work.found]
    pairs += [(alone, None) for alone in sorted(work.done_a - {pair.a for pair in work.found})]
    pairs += [(None, alone) for alone in sorted(work.done_b - work.of_b.keys())]
    return tuple(pairs)


def still(a: State, b: State, pairs: Iterable[Chosen]) -> list[Chosen]:
    """Return those of `chosen` whose records are (still, or again) there."""
    found: list[Chosen] = []
    for mine, theirs in pairs:
        one, other = a.get(mine or ""), b.get(theirs or "")
        if (mine and one is None) or (theirs and other is None):
            continue
        # Of a record that was removed the id may be that of another one by now.
        if one is None or other is None or type(one) is type(other):
            found.append((mine, theirs))
    return found


class Matching:
    """Which record of one map is which of the other.

    `similar` may be given by who has looked at many of the names before.

    Attributes
    ----------
    same
        Ids of what has one id, and one type, in both.
    found
        All other pairs.
    """

    def __init__(
        self, a: State, b: State, similar: Callable[[str, str], float] = similarity
    ) -> None:
        self.a, self.b = a, b
        self.similar = similar
        self.same: set[str] = set()
        self.found: list[Match] = []
        self.of_b: dict[str, str] = {}
        #: What needs no match any more.
        self.done_a: set[str] = set()
        self.done_b: set[str] = set()

    def pair(self, a: str, b: str, how: How, certainty: float) -> None:
        """Take note of a pair."""
        self.found.append(Match(a, b, how, certainty))
        self.of_b[b] = a
        self.done_a.add(a)
        self.done_b.add(b)

    def in_a(self, record_id: str | None) -> str | None:
        """Return the id in the first map of what has this one in the second; None for none."""
        if record_id in self.same:
            return record_id
        return None if record_id is None else self.of_b.get(record_id)

    def give(self, given: Given) -> None:
        """Take what the user says."""
        for mine, theirs in _pairs(given):
            if mine is None:
                self.done_b.add(_find(self.b, theirs, "the second map").id)
                continue
            one = _find(self.a, mine, "the first map")
            if theirs is None:
                self.done_a.add(one.id)
                continue
            other = _find(self.b, theirs, "the second map", type(one))
            if one.id in self.done_a or other.id in self.done_b:
                raise InvalidDocument(
                    f"matches names {shorten(mine)} or {shorten(theirs)} twice; give each once",
                    record=one.id, field="matches", value=theirs,
                )  # fmt: skip
            self.pair(one.id, other.id, "given", 1.0)

    def by_id(self) -> None:
        """Pair what has one id and type in both, and the two journeys."""
        mine, theirs = self.a.journey.id, self.b.journey.id
        if mine != theirs and mine not in self.done_a and theirs not in self.done_b:
            self.found.append(Match(mine, theirs, "name", 1.0))
            self.of_b[theirs] = mine
        for name in types_by_name():
            self.same |= self.a.of_type(name) & self.b.of_type(name)
        self.same -= self.done_a
        self.same -= self.done_b
        self.done_a |= self.same
        self.done_b |= self.same

    def by_name(self) -> None:
        """Pair what is left by names and by what belongs together."""
        self.steps_by_name()
        for named in _NAMED:
            self.same_names(named)
            self.alike(named)
        for relation, key in _RELATIONS.items():
            self.related(relation, key)

    def steps_by_name(self) -> None:
        """Pair the phases and touchpoints that are left by their names."""
        self.same_names(r.Phase)
        self.same_names(r.Touchpoint)
        # A phase is known by what happens in it, too.
        self.alike(r.Phase, self.shared_touchpoints())
        self.alike(r.Touchpoint)

    def left(self, record_type: type[Record]) -> tuple[list[Any], list[Any]]:
        """Return the records of a type that have no match yet, in the order of the maps."""
        name = type_name(record_type)
        if not (self.a.of_type(name) - self.done_a and self.b.of_type(name) - self.done_b):
            return [], []
        return (
            [record for record in self.a.in_order(name) if record.id not in self.done_a],
            [record for record in self.b.in_order(name) if record.id not in self.done_b],
        )

    def same_names(self, record_type: type[Record]) -> None:
        """Pair what is called the same: first in the same place, then anywhere; in order."""
        ones, others = self.left(record_type)
        here, there = ([(_name(x), x) for x in records] for records in (ones, others))
        for placed in (True, False):
            groups: dict[tuple[str, str], list[str]] = {}
            for name, record in there:
                if (name or placed) and record.id not in self.done_b:
                    place = self.place(record, 1) if placed else ""
                    groups.setdefault((name, place), []).append(record.id)
            candidates: dict[tuple[str, str], list[str]] = {}
            for name, record in here:
                key = (name, self.place(record, 0) if placed else "")
                if key in groups and record.id not in self.done_a:
                    candidates.setdefault(key, []).append(record.id)
            for key, mine in candidates.items():
                theirs = groups[key]
                alone = len(mine) == len(theirs) == 1
                certainty = _SAME_NAME[alone, placed] if key[0] else LEAST
                for one, other in zip(mine, theirs, strict=False):
                    self.pair(one, other, "name", certainty)

    def alike(
        self, record_type: type[Record], shared: Mapping[tuple[str, str], float] = _NOTHING
    ) -> None:
        """Pair what has similar names, so that the whole is as similar as possible.

        `shared` tells of pairs how much of what is in them is the same, from 0 to 1.
        """
        ones, others = self.left(record_type)
        if not ones:
            return
        first, second = list(map(_name, ones)), list(map(_name, others))
        at_a = {record.id: at for at, record in enumerate(ones)}
        at_b = {record.id: at for at, record in enumerate(others)}
        pairs = dict.fromkeys(worth_comparing(first, second))
        pairs |= dict.fromkeys((at_a[a], at_b[b]) for a, b in shared if a in at_a and b in at_b)
        scores: dict[tuple[int, int], float] = {}
        for i, j in pairs:
            one, other = ones[i], others[j]
            name = self.similar(first[i], second[j]) if first[i] and second[j] else 0.0
            if shared and (one.id, other.id) in shared:
                part = shared[one.id, other.id]
                value = max(0.7 * name + 0.3 * part, _MOST * part)
            elif name > 0.5:
                value = 0.8 * name + 0.2 * (self.place(one, 0) == self.place(other, 1))
            else:
                continue
            if value >= LEAST:
                # Of two that are as good the nearer one: less than what is rounded away.
                scores[i, j] = value - 0.004 * abs(i / len(ones) - j / len(others))
        for i, j in best_pairs(scores):
            certainty = min(max(round(scores[i, j], 2), LEAST), _MOST)
            self.pair(ones[i].id, others[j].id, "name", certainty)

    def place(self, record: Any, side: int) -> str:
        """Return where a record belongs, in ids of the first map; empty for what is anywhere.

        What is in no place has its sort instead.
        """
        where = _PLACES.get(type(record))
        if where is None:
            sort = _SORTS.get(type(record))
            return "" if sort is None else str(getattr(record, sort))
        ids: tuple[str | None, ...] = where(record)
        if side == 1:
            # What is in nothing that both maps have is in no place of the other.
            ids = tuple(i and (self.in_a(i) or f"-{i}") for i in ids)
        return " ".join([i or "" for i in ids])

    def shared_touchpoints(self) -> Mapping[tuple[str, str], float]:
        """Return of pairs of phases the share of touchpoints that both have."""
        phases, _ = self.left(r.Phase)
        there = {mine: theirs for theirs, mine in self.of_b.items()} if phases else {}
        both: Counter[tuple[str, str]] = Counter()
        for phase in phases:
            for _, mine in self.a.siblings("touchpoint", phase.id):
                other = self.b.get(mine if mine in self.same else there.get(mine, ""))
                if other is not None and other.phase:
                    both[phase.id, other.phase] += 1
        return {
            (one, other): count
            / (
                len(self.a.siblings("touchpoint", one))
                + len(self.b.siblings("touchpoint", other))
                - count
            )
            for (one, other), count in both.items()
        }

    def related(self, record_type: type[Record], key: _Key) -> None:
        """Pair what belongs to the same records, in order."""
        ones, others = self.left(record_type)
        waiting: defaultdict[Any, list[Any]] = defaultdict(list)
        for other in others:
            ids, values = key(other)
            found = tuple(map(self.in_a, ids))
            # What belongs to something new is new.
            if None not in [here for i, here in zip(ids, found, strict=True) if i is not None]:
                waiting[found, values].append(other)
        for one in ones:
            candidates = waiting.get(key(one))
            if candidates:
                certainty = 1.0 if len(candidates) == 1 else 0.8
                self.pair(one.id, candidates.pop(0).id, "name", certainty)


def _pairs(given: Any) -> Iterator[tuple[Any, Any]]:
    """Return what is given pair by pair."""
    pairs = given.items() if isinstance(given, Mapping) else given
    if isinstance(pairs, str) or not isinstance(pairs, Iterable):
        pairs = [given]
    for pair in pairs:
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise InvalidDocument(
                f"matches are pairs, not {shorten(pair)}: "
                'matches={"Visits the shop": "Goes shopping"}, or [(one, other), ...]',
                field="matches", value=given,
            )  # fmt: skip
        yield pair[0], pair[1]


def _name(record: Record) -> str:
    return folded(name_of(record))


def _find(state: State, given: Any, where: str, wanted: type[Record] | None = None) -> Any:
    """Return the record that is given as itself, by its id or by its name."""
    key = getattr(given, "id", given)
    found = state.get(key) if isinstance(key, str) else None
    if found is None and isinstance(key, str):
        name = folded(key)
        types = r.RECORD_TYPES if wanted is None else (wanted,)
        named = [x for t in types for x in state.in_order(type_name(t)) if _name(x) == name]
        if len(named) > 1:
            raise InvalidDocument(
                f"{len(named)} records of {where} are called {shorten(key)}; give the id of one",
                field="matches", value=given,
            )  # fmt: skip
        found = named[0] if named else None
    if found is None:
        raise UnknownRecord(
            f"there is no record {shorten(key)} in {where}; matches= takes records, ids or names",
            record=str(key), field="matches", value=given,
        )  # fmt: skip
    if wanted is not None and type(found) is not wanted:
        raise InvalidDocument(
            f"{found.id!r} is a {type_name(found)}, not a {type_name(wanted)}; only two records "
            "of one type match",
            record=found.id, field="matches", value=given,
        )  # fmt: skip
    return found
