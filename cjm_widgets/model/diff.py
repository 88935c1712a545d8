"""What leads from one map to another, as a change.

In a file the order of a record is its order in the list, live it is a fractional key, and two
readings of one list have different keys as soon as something was put in between. So maps are
compared by the order of their records: whatever stands in the same order keeps its key, and only
what really moved gets a new one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from typing import Any

from .change import Change, FieldUpdates, difference, with_fields
from .fields import references_of
from .order import keys_between
from .records import Card, Place, Record
from .state import Siblings, State


def diff(base: State, other: State) -> Change:
    """Return the change that makes the content of `other` out of `base`.

    It fits `base` as it is; what only has another order key at the same position is no change.
    """
    return between(base, aligned(base, other))


def between(old: State, new: State) -> Change:
    """Return the change from one state to another, order keys taken as they are."""
    added: dict[str, Any] = {}
    updated: dict[str, FieldUpdates] = {}
    removed: dict[str, Any] = {i: r for i, r in old.records.items() if i not in new.records}
    for record_id, record in new.records.items():
        before = old.get(record_id)
        if before is None:
            added[record_id] = record
        elif before is record:
            continue
        elif type(before) is not type(record):
            removed[record_id], added[record_id] = before, record
        elif fields := difference(before, record):
            updated[record_id] = fields
    return Change(added=added, updated=updated, removed=removed)


def aligned(base: State, other: State) -> State:
    """Return `other` with the order keys of `base` wherever the order allows it.

    The journey record takes the id it has in `base`: a document has one, whatever it is called.
    """
    records = list(_as_journey(base, other))
    other = other if len(records) == 0 else State(records)
    places: dict[str, Place] = {}
    for (name, parent), siblings in other.all_siblings():
        _align_list(base, other, name, parent, siblings, places)
    found: list[Record] = []
    for record_id, record in other.records.items():
        place = places.get(record_id)
        if place is not None:
            record = with_fields(record, {"place": place})
        twin = base.get(record_id)
        # The very same object where nothing differs, so that comparing the two is quick.
        found.append(twin if twin == record else record)
    return State(found)


def agreed(state: State, other: State) -> State:
    """Return `state` with the keys of `other` in every list that has one order in both."""
    found = dict(state.records)
    for (name, parent), siblings in state.all_siblings():
        twins = other.siblings(name, parent)
        if twins == siblings or len(twins) != len(siblings):
            continue
        if sorted(_rows(state, name, siblings)) == sorted(_rows(other, name, twins)):
            for key, record_id in twins:
                record = state.get(record_id)
                place = Place(order=key, parent=parent, level=record.place.level)
                found[record_id] = with_fields(record, {"place": place})
    return State(found.values())


def _align_list(
    base: State,
    other: State,
    name: str,
    parent: str | None,
    siblings: Siblings,
    places: dict[str, Place],
) -> None:
    """Put into `places` the records of one list whose key differs from what it is to be."""
    if siblings == base.siblings(name, parent):
        return
    used = [key for key, _ in base.siblings(name, parent)]
    # Sorted, so that new keys do not depend on how the lanes lie among each other in the list.
    for group in sorted(_rows(other, name, siblings)):
        held = [_key_in(base, other.get(record_id)) for record_id in group]
        for record_id, key in zip(group, _keys(held, used), strict=True):
            place = other.get(record_id).place
            if place.order != key:
                places[record_id] = Place(order=key, parent=place.parent, level=place.level)


def _rows(state: State, name: str, siblings: Siblings) -> Iterable[list[str]]:
    """Return the ids of a list; those of cards by lane, since only there their order shows."""
    if name != "card":
        return [[record_id for _, record_id in siblings]]
    lanes: dict[str, list[str]] = {}
    for _, record_id in siblings:
        lanes.setdefault(state.get(record_id).lane, []).append(record_id)
    return lanes.values()


def _key_in(base: State, record: Any) -> str | None:
    """Return the key a record has in the same list of `base`, None when it is not in it."""
    twin = base.get(record.id)
    if type(twin) is not type(record) or (twin.place.parent, twin.place.level) != (
        record.place.parent, record.place.level,
    ):  # fmt: skip
        return None
    if isinstance(record, Card) and twin.lane != record.lane:
        return None
    key: str = twin.place.order
    return key


def _keys(held: list[str | None], used: list[str]) -> Iterator[str]:
    """Give an ascending key for each position, as many of those held as possible.

    `used` is sorted, holds every key of the list, and gets the new ones.
    """
    stay = _longest_ascending(held)
    at = 0
    last: str | None = None
    while at < len(held):
        if at in stay:
            last = held[at]
            yield str(last)
            at += 1
            continue
        end = at
        while end < len(held) and end not in stay:
            end += 1
        after = held[end] if end < len(held) else None
        low, high = _gap(last, after, used)
        for key in keys_between(low, high, end - at):
            insort(used, key)
            last = key
            yield key
        at = end


def _gap(
    before: str | None, after: str | None, used: list[str]
) -> tuple[str | None, str | None]:  # fmt: skip
    """Return two neighbouring used keys between which new ones go, so that none is used twice."""
    if before is not None:
        at = bisect_right(used, before)
        return before, used[at] if at < len(used) else None
    if after is not None:
        at = bisect_left(used, after)
        return used[at - 1] if at else None, after
    return (used[-1] if used else None), None


def _longest_ascending(held: list[str | None]) -> set[int]:
    """Return the positions of the longest run of strictly ascending keys (patience sorting)."""
    tails: list[str] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(held)
    for at, key in enumerate(held):
        if key is None:
            continue
        pile = bisect_left(tails, key)
        before[at] = ends[pile - 1] if pile else -1
        if pile == len(tails):
            tails.append(key)
            ends.append(at)
        else:
            tails[pile], ends[pile] = key, at
    found: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def _as_journey(base: State, other: State) -> Iterator[Record]:
    """Give the records of `other` with its journey called as in `base`; none if it is already."""
    mine, theirs = base.journey.id, other.journey.id
    if mine == theirs:
        return
    for record in other.records.values():
        yield renamed(record, {theirs: mine})


def renamed(record: Any, names: dict[str, str]) -> Any:
    """Return a record in which ids, its own and those it refers to, are replaced by others."""
    fields: dict[str, Any] = {}
    if record.id in names:
        fields["id"] = names[record.id]
    refs = references_of(type(record))
    for f in refs.single:
        if (target := getattr(record, f.name)) in names:
            fields[f.name] = names[target]
    for f in refs.many:
        targets = getattr(record, f.name)
        if not names.keys().isdisjoint(targets):
            fields[f.name] = tuple(names.get(i, i) for i in targets)
    if refs.placed and record.place.parent in names:
        place = record.place
        fields["place"] = Place(order=place.order, parent=names[place.parent], level=place.level)
    return with_fields(record, fields) if fields else record
