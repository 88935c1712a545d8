"""Which things of many maps are the same, where exact names are enough: channels, lanes, rounds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..model.checks.names import name_of
from ..model.finding import folded
from ..model.records import Lane, Record, Resource, type_name
from ..model.state import State


class Group(NamedTuple):
    """One thing of the class: ``(map, id)`` of each map that has it, by the numbers of the maps."""

    id: str
    members: tuple[tuple[int, str], ...]


def groups_of(states: Sequence[State], record_type: type[Record]) -> list[Group]:
    """Return the things of a type: the same by id, or else by name; in the order of the maps.

    Lanes are known by their kind, those of one's own by their title. No two things of one map are
    the same.
    """
    name = type_name(record_type)
    by_id: defaultdict[str, list[int]] = defaultdict(list)
    keys: dict[str, tuple[str, int]] = {}
    for at, state in enumerate(states):
        seen: Counter[str] = Counter()
        for record in state.in_order(name):
            key = _key(record)
            by_id[record.id].append(at)
            # The second of a name is the second in the other maps as well.
            keys.setdefault(record.id, (key or f"\0{record.id}", seen[key]))
            seen[key] += 1
    joined: dict[tuple[str, int], list[str]] = {}
    maps: defaultdict[str, set[int]] = defaultdict(set)
    lead: dict[str, str] = {}
    for record_id, held in by_id.items():
        for other in joined.setdefault(keys[record_id], []):
            if maps[other].isdisjoint(held):
                lead[record_id] = other
                break
        else:
            joined[keys[record_id]].append(record_id)
            lead[record_id] = record_id
        maps[lead[record_id]].update(held)
    members: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for record_id, held in by_id.items():
        members[lead[record_id]] += [(at, record_id) for at in held]
    return [Group(record_id, tuple(sorted(found))) for record_id, found in members.items()]


def _key(record: Any) -> str:
    if isinstance(record, Lane) and record.kind != "custom":
        return f"\1{record.kind}"
    key = folded(name_of(record))
    return f"{key}\1{record.status}" if key and isinstance(record, Resource) else key
