"""Which record of one map is which of the other: by id, as told, or by the best match of names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from ..model import records as r
from ..model.checks.names import name_of
from ..model.errors import InvalidDocument, UnknownRecord, shorten
from ..model.records import Record, type_name
from ..model.state import State
from .assignment import best_pairs
from .similar import normal, similarity, worth_comparing

How = Literal["id", "given", "name"]

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
        r.Experience: lambda e: ((e.touchpoint, e.persona), (normal(e.respondent),)),
        r.MetricValue: lambda v: ((v.metric, v.target, v.persona), (v.date,)),
        r.Edge: lambda e: ((e.source, e.target), (normal(e.label),)),
        r.Vote: lambda v: ((v.session, v.target), (normal(v.voter),)),
        r.Reaction: lambda x: ((x.target,), (x.emoji, normal(x.author))),
        r.Stroke: lambda s: ((s.anchor,), s.points),
    }
)
#: Types by name: whatever a later one belongs to, or is told apart by, comes before it.
_NAMED = (
    r.Persona, r.Person, r.Channel, r.Metric, r.VoteSession, r.Evidence, r.Goal, r.Question,
    r.Resource, r.Path, r.Lane, r.Card, r.Comment,
)  # fmt: skip


_NOTHING: Mapping[tuple[str, str], float] = MappingProxyType({})


class Match(NamedTuple):
    """Two records that are the same thing: by which way they were found, how certain (0 to 1)."""

    a: str
    b: str
    how: How
    certainty: float


def match(
    a: State, b: State, given: Mapping[Any, Any] | None = None, *, fixed: Iterable[Match] = ()
) -> list[Match]:
    """Return which records of `b` are which of `a`, each at most once.

    Parameters
    ----------
    a, b
        The maps.
    given
        What the user says: record (or id, or name) in `a` to the one in `b`, or to None where it
        is none of those in `b`.
    fixed
        Pairs that are known before.

    Raises
    ------
    UnknownRecord
        There is no such record.
    InvalidDocument
        A name means several records, the two are of different types, or one is given twice.
    """
    work = _Matching(a, b)
    for pair in fixed:
        work.pair(pair.a, pair.b, pair.how, pair.certainty)
    work.give(given or {})
    work.by_id()
    work.by_name()
    return work.found


class _Matching:
    def __init__(self, a: State, b: State) -> None:
        self.a, self.b = a, b
        self.found: list[Match] = []
        self.of_b: dict[str | None, str] = {}
        self.done_a: set[str] = set()
        self.done_b: set[str] = set()

    def pair(self, a: str, b: str, how: How, certainty: float) -> None:
        self.found.append(Match(a, b, how, certainty))
        self.of_b[b] = a
        self.done_a.add(a)
        self.done_b.add(b)

    def give(self, given: Mapping[Any, Any]) -> None:
        """Take what the user says."""
        for mine, theirs in given.items():
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
        if mine not in self.done_a and theirs not in self.done_b:
            self.pair(mine, theirs, "id", 1.0)
        records = self.b.records
        for record_id, record in self.a.records.items():
            other = records.get(record_id)
            if (
                other is not None
                and type(other) is type(record)
                and record_id not in self.done_a
                and record_id not in self.done_b
            ):
                self.pair(record_id, record_id, "id", 1.0)

    def by_name(self) -> None:
        """Pair what is left by names and by what belongs together."""
        phases, touchpoints = self.left(r.Phase), self.left(r.Touchpoint)
        self.same_names(*phases)
        self.same_names(*touchpoints)
        # A phase is known by what happens in it, too.
        self.alike(*self.left(r.Phase), shared=self.shared_touchpoints())
        self.alike(*self.left(r.Touchpoint))
        for named in _NAMED:
            self.same_names(*self.left(named))
            self.alike(*self.left(named))
        for relation, key in _RELATIONS.items():
            self.related(*self.left(relation), key)

    def left(self, record_type: type[Record]) -> tuple[list[Any], list[Any]]:
        """Return the records of a type that have no match yet, in the order of the maps."""
        name = type_name(record_type)
        if len(self.a.of_type(name)) == 0 or len(self.b.of_type(name)) == 0:
            return [], []
        first = [x for x in self.a.in_order(name) if x.id not in self.done_a]
        second = [x for x in self.b.in_order(name) if x.id not in self.done_b] if first else []
        return first, second

    def same_names(self, ones: list[Any], others: list[Any]) -> None:
        """Pair what is called the same: first in the same place, then anywhere; in order."""
        for placed in (True, False):
            groups: defaultdict[Any, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
            for side, records in enumerate((ones, others)):
                done = (self.done_a, self.done_b)[side]
                for record in records:
                    name = _name(record)
                    if record.id not in done and (name or placed):
                        place = self.place(record, side) if placed else None
                        groups[name, place][side].append(record)
            for (name, _), (here, there) in groups.items():
                alone = len(here) == len(there) == 1
                certainty = _SAME_NAME[alone, placed] if name else LEAST
                for one, other in zip(here, there, strict=False):
                    self.pair(one.id, other.id, "name", certainty)

    def alike(
        self, ones: list[Any], others: list[Any], shared: Mapping[tuple[str, str], float] = _NOTHING
    ) -> None:
        """Pair what has similar names, so that the whole is as similar as possible.

        `shared` tells of pairs how much of what is in them is the same, from 0 to 1.
        """
        if not ones or not others:
            return
        first, second = list(map(_name, ones)), list(map(_name, others))
        at_a = {record.id: at for at, record in enumerate(ones)}
        at_b = {record.id: at for at, record in enumerate(others)}
        pairs = dict.fromkeys(worth_comparing(first, second))
        pairs |= dict.fromkeys((at_a[a], at_b[b]) for a, b in shared if a in at_a and b in at_b)
        scores: dict[tuple[int, int], float] = {}
        for i, j in pairs:
            one, other = ones[i], others[j]
            name = similarity(first[i], second[j]) if first[i] and second[j] else 0.0
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

    def place(self, record: Any, side: int) -> Any:
        """Return where a record belongs, in ids of the first map."""
        ids: tuple[Any, ...]
        match record:
            case r.Touchpoint():
                ids = (record.place.parent,)
            case r.Card():
                ids = (record.place.parent, record.lane)
            case r.Comment():
                ids = (record.target,)
            case r.Lane():
                return record.kind
            case r.Resource():
                return record.status
            case _:
                return None
        return ids if side == 0 else tuple(self.of_b.get(i, i and f" {i}") for i in ids)

    def shared_touchpoints(self) -> Mapping[tuple[str, str], float]:
        """Return of pairs of phases the share of touchpoints that both have."""
        both: Counter[tuple[str, str]] = Counter()
        for mine, theirs, _, _ in self.found:
            one, other = self.a.get(mine), self.b.get(theirs)
            if isinstance(one, r.Touchpoint) and one.phase and other.phase:
                both[one.phase, other.phase] += 1
        return {
            (one, other): count
            / (
                len(self.a.siblings("touchpoint", one))
                + len(self.b.siblings("touchpoint", other))
                - count
            )
            for (one, other), count in both.items()
        }

    def related(self, ones: list[Any], others: list[Any], key: _Key) -> None:
        """Pair what belongs to the same records, in order."""
        waiting: defaultdict[Any, list[Any]] = defaultdict(list)
        for other in others:
            ids, values = key(other)
            if all(i is None or i in self.of_b for i in ids):
                waiting[tuple(map(self.of_b.get, ids)), values].append(other)
        for one in ones:
            candidates = waiting.get(key(one))
            if candidates:
                certainty = 1.0 if len(candidates) == 1 else 0.8
                self.pair(one.id, candidates.pop(0).id, "name", certainty)


def _name(record: Record) -> str:
    return normal(name_of(record))


def _find(state: State, given: Any, where: str, wanted: type[Record] | None = None) -> Any:
    """Return the record that is given as itself, by its id or by its name."""
    key = getattr(given, "id", given)
    found = state.get(key) if isinstance(key, str) else None
    if found is None and isinstance(key, str):
        name = normal(key)
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
