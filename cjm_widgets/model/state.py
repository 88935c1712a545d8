"""The records of one document, indexed by type, by place and by who refers to whom.

The indexes keep every edit as cheap at 10,000 touchpoints as at 10.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, KeysView, Mapping
from operator import attrgetter
from typing import Any

from .change import Change, apply
from .fields import references_of, referred_ids, types_by_name
from .records import JourneyInfo, Placed, Record, type_name

Siblings = list[tuple[str, str]]


class State:
    """Records by id. `commit` is the only way to alter them, and it is all or none."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.records: dict[str, Record] = {}
        #: Version of the file when it is a newer one, opened to look at; else None.
        self.newer: int | None = None
        self._by_type: dict[str, dict[str, None]] = {}
        self._siblings: dict[tuple[str, str | None], Siblings] = {}
        self._holders: dict[str | None, set[str]] | None = None
        self._ordered: dict[str, tuple[Any, ...]] = {}
        self._load(records)

    def get(self, record_id: str) -> Any:
        """Return the record with that id, or None."""
        return self.records.get(record_id)

    def copy(self) -> State:
        """Return the same document, to be read or altered by itself; cheaper than to index it."""
        made = State()
        made.records = dict(self.records)
        made.newer = self.newer
        made._by_type = {name: dict(ids) for name, ids in self._by_type.items()}
        made._siblings = {key: list(siblings) for key, siblings in self._siblings.items()}
        made._ordered = dict(self._ordered)
        return made

    def of_type(self, name: str) -> KeysView[str]:
        """Return the ids of all records of a type, in no particular order."""
        return self._by_type.get(name, {}).keys()

    def siblings(self, name: str, parent: str | None) -> Siblings:
        """Return ``(order, id)`` of the placed records of a type under a parent, sorted."""
        return self._siblings.get((name, parent), [])

    def all_siblings(self) -> Iterable[tuple[tuple[str, str | None], Siblings]]:
        """Return every ordered list with the type and the parent it belongs to."""
        return self._siblings.items()

    @property
    def journey(self) -> JourneyInfo:
        """The one record that stands for the map as a whole."""
        (record_id,) = self._by_type["journey"]
        info: JourneyInfo = self.records[record_id]  # type: ignore[assignment]
        return info

    def in_order(self, name: str) -> tuple[Any, ...]:
        """Return the records of a type as they follow each other on the map and in the file.

        What has no place of its own is sorted by what it belongs to, then by id, so that a
        file does not depend on the order of editing.
        """
        found = self._ordered.get(name)
        if found is None:
            found = self._ordered[name] = tuple(self._sorted(name))
        return found

    def _sorted(self, name: str) -> list[Any]:
        if name == "touchpoint":
            return [
                self.records[i]
                for parent in (None, *(i for _, i in self.siblings("phase", None)))
                for _, i in self.siblings("touchpoint", parent)
            ]
        if name == "card":
            return self._cards()
        if name == "experience":
            return sorted(self._all(name), key=self._experience_key())
        if (name, None) in self._siblings:
            return [self.records[i] for _, i in self.siblings(name, None)]
        return sorted(self._all(name), key=attrgetter("id"))

    def _all(self, name: str) -> list[Any]:
        return [self.records[i] for i in self.of_type(name)]

    def _cards(self) -> list[Any]:
        lanes = {i: at for at, (_, i) in enumerate(self.siblings("lane", None))}
        found: list[Any] = []
        parents = [
            *(i for _, i in self.siblings("phase", None)),
            *(record.id for record in self.in_order("touchpoint")),
        ]
        for parent in parents:
            siblings = self._siblings.get(("card", parent))
            if siblings is not None:
                cards: list[Any] = [self.records[i] for _, i in siblings]
                cards.sort(key=lambda card: lanes[card.lane])
                found += cards
        return found

    def _experience_key(self) -> Callable[[Any], tuple[int, int, str]]:
        steps = {record.id: at for at, record in enumerate(self.in_order("touchpoint"))}
        personas = {i: at for at, (_, i) in enumerate(self.siblings("persona", None))}
        return lambda e: (steps[e.touchpoint], personas.get(e.persona, -1), e.id)

    def referrers(self, record_id: str) -> set[str]:
        """Return the ids of the records that point at a record."""
        return self._referrers.get(record_id, set())

    def commit(self, change: Change) -> None:
        """Apply `change`; raises `WrongBase` and alters nothing when it does not fit."""
        result = apply(self.records, change)
        self._ordered.clear()
        for record_id, record in result.items():
            old = self.records.get(record_id)
            if old is not None:
                self._unlink(old)
                del self.records[record_id]
            if record is not None:
                self.records[record_id] = record
                self._link(record)

    def _load(self, records: Iterable[Record]) -> None:
        """Fill the indexes type by type: a large map has few types and many records."""
        groups: dict[type[Record], list[Record]] = {}
        for record in records:
            groups.setdefault(type(record), []).append(record)
        for record_type, group in groups.items():
            name = type_name(record_type)
            self.records.update((record.id, record) for record in group)
            self._by_type[name] = dict.fromkeys([record.id for record in group])
            if issubclass(record_type, Placed):
                self._place_all(name, group)

    def _place_all(self, name: str, group: list[Any]) -> None:
        lists: dict[str | None, Siblings] = {}
        for record in group:
            place = record.place
            item = (place.order, record.id)
            siblings = lists.get(place.parent)
            if siblings is None:
                lists[place.parent] = [item]
            else:
                siblings.append(item)
        for parent, siblings in lists.items():
            siblings.sort()
            self._siblings[name, parent] = siblings

    @property
    def _referrers(self) -> dict[str | None, set[str]]:
        """Who points at whom; built at the first edit, since only edits need it."""
        if self._holders is None:
            holders: defaultdict[str | None, set[str]] = defaultdict(set)
            for name, ids in self._by_type.items():
                refs = references_of(types_by_name()[name])
                group: list[Any] = [self.records[i] for i in ids]
                for get in [attrgetter(f.name) for f in refs.single]:
                    for record in group:
                        holders[get(record)].add(record.id)
                for get in [attrgetter(f.name) for f in refs.many]:
                    for record in group:
                        for target in get(record):
                            holders[target].add(record.id)
                if refs.placed:
                    for record in group:
                        holders[record.place.parent].add(record.id)
            holders.pop(None, None)
            self._holders = dict(holders)
        return self._holders

    def _link(self, record: Record) -> None:
        name = type_name(record)
        self._by_type.setdefault(name, {})[record.id] = None
        if isinstance(record, Placed):
            siblings = self._siblings.setdefault((name, record.place.parent), [])
            insort(siblings, (record.place.order, record.id))
        for target in referred_ids(record):
            self._referrers.setdefault(target, set()).add(record.id)

    def _unlink(self, record: Record) -> None:
        name = type_name(record)
        # Built, where it is not yet, while the record still counts.
        referrers = self._referrers
        self._by_type[name].pop(record.id, None)
        if isinstance(record, Placed):
            key = (name, record.place.parent)
            siblings = self._siblings[key]
            del siblings[bisect_left(siblings, (record.place.order, record.id))]
            if not siblings:
                del self._siblings[key]
        for target in referred_ids(record):
            holders = referrers[target]
            holders.discard(record.id)
            if not holders:
                del referrers[target]


def owners_of(record: Record, fields: Mapping[str, Any] | None = None) -> set[str]:
    """Return the ids a record cannot live without, `fields` replaced by newer values."""
    fields = fields or {}
    refs = references_of(type(record))
    owners = {fields.get(f.name, getattr(record, f.name)) for f in refs.single if f.owned}
    if refs.placed:
        owners.add(fields.get("place", record.place).parent)  # type: ignore[attr-defined]
    owners.discard(None)
    return owners
