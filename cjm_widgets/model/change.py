"""A change: records added, fields updated from an old to a new value, records removed.

The algebra here knows nothing of rules about the document; `Store` checks those. The same
functions stand in `js/src/core/change.ts`, and `tests/vectors/` is run by both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from .errors import WrongBase
from .records import AnyRecord, Record, type_name

FieldUpdates = dict[str, tuple[Any, Any]]
#: So many types, records that were updated, and fields of each are named where one is shown.
_NAMED = 3


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one edit does. Every part is keyed by record id.

    Its ``repr`` is one short line, however many records it touches.

    Attributes
    ----------
    added, removed
        Whole records, so that a change can be inverted without the document.
    updated
        ``{id: {field: (old, new)}}``.
    """

    added: dict[str, AnyRecord] = {}
    updated: dict[str, FieldUpdates] = {}
    removed: dict[str, AnyRecord] = {}

    def __bool__(self) -> bool:
        return bool(self.added or self.updated or self.removed)

    def __repr__(self) -> str:
        parts = [
            f"added {_counted(self.added)}" if self.added else "",
            f"updated {_edited(self.updated)}" if self.updated else "",
            f"removed {_counted(self.removed)}" if self.removed else "",
        ]
        return f"<Change: {'; '.join(part for part in parts if part) or 'nothing'}>"

    @property
    def ids(self) -> set[str]:
        """Ids of all records the change touches."""
        return {*self.added, *self.updated, *self.removed}


def _counted(records: Mapping[str, Record]) -> str:
    """Return how many records of which types: ``2 touchpoints, 1 card``."""
    types = Counter[type[Record]](map(type, records.values())).most_common()
    said = [f"{n} {of.collection if n > 1 else type_name(of)}" for of, n in types[:_NAMED]]
    more = sum(n for _, n in types[_NAMED:])
    return ", ".join([*said, f"{more} more"] if more else said).replace("_", " ")


def _edited(updated: Mapping[str, FieldUpdates]) -> str:
    """Return which fields of which records; of many records only how many they are."""
    if len(updated) > _NAMED:
        return f"{len(updated)} records"
    return ", ".join(
        f"{record} ({', '.join([*fields][:_NAMED])}{', …' if len(fields) > _NAMED else ''})"
        for record, fields in updated.items()
    )


def invert(change: Change) -> Change:
    """Return the change that takes `change` back. Needs no document."""
    return Change(
        added=dict(change.removed),
        updated={
            record_id: {name: (new, old) for name, (old, new) in fields.items()}
            for record_id, fields in change.updated.items()
        },
        removed=dict(change.added),
    )


def with_fields(record: Record, fields: Mapping[str, Any]) -> Any:
    """Return a copy of `record` with some fields replaced."""
    return msgspec.structs.replace(record, **fields)


def squash(*changes: Change) -> Change:
    """Return one change that does what `changes` do one after the other."""
    added: dict[str, Any] = {}
    updated: dict[str, FieldUpdates] = {}
    removed: dict[str, Any] = {}
    for change in changes:
        fold(change, added, updated, removed)
    return Change(added=added, updated=updated, removed=removed)


def fold(
    change: Change,
    added: dict[str, Any],
    updated: dict[str, FieldUpdates],
    removed: dict[str, Any],
) -> None:
    """Put `change` on top of the three parts of what was done before it, in place."""
    for record_id, record in change.removed.items():
        if record_id in added:
            del added[record_id]
            continue
        # What is removed must be the record as it was before all of the changes.
        before = {name: old for name, (old, _) in updated.pop(record_id, {}).items()}
        removed[record_id] = with_fields(record, before)
    for record_id, fields in change.updated.items():
        if record_id in added:
            added[record_id] = with_fields(
                added[record_id], {name: new for name, (_, new) in fields.items()}
            )
            continue
        mine = updated.get(record_id, {})
        merged = {**mine, **{n: (mine.get(n, (old,))[0], new) for n, (old, new) in fields.items()}}
        updated[record_id] = {name: pair for name, pair in merged.items() if pair[0] != pair[1]}
        if not updated[record_id]:
            del updated[record_id]
    for record_id, record in change.added.items():
        gone = removed.pop(record_id, None)
        if gone is None:
            added[record_id] = record
        elif type(gone) is not type(record):
            # One id, two types: no update says that, so it stays a removal and an addition.
            removed[record_id], added[record_id] = gone, record
        elif fields := difference(gone, record):
            updated[record_id] = fields


def difference(old: Record, new: Record) -> FieldUpdates:
    """Return the fields in which two records of one type differ, as ``{field: (old, new)}``."""
    return {
        name: (a, b)
        for name in old.__struct_fields__
        if (a := getattr(old, name)) != (b := getattr(new, name))
    }


def apply(records: Mapping[str, Record], change: Change) -> dict[str, Record | None]:
    """Return what the touched records become (None: gone); `records` stays as it is.

    Raises
    ------
    WrongBase
        A record to add is there, one to update or remove is not, or an old value differs.
    """
    result: dict[str, Record | None] = {}
    for record_id, record in change.removed.items():
        if records.get(record_id) != record:
            raise WrongBase(
                f"record {record_id!r} is not as it was when it was to be removed; rebase first",
                record=record_id,
            )
        result[record_id] = None
    for record_id, record in change.added.items():
        if records.get(record_id) is not None and record_id not in change.removed:
            raise WrongBase(
                f"record {record_id!r} is there already; use another id", record=record_id
            )
        result[record_id] = record
    for record_id, fields in change.updated.items():
        current = result.get(record_id, records.get(record_id))
        if current is None:
            raise WrongBase(f"record {record_id!r} is not there", record=record_id)
        for name, (old, _) in fields.items():
            if getattr(current, name) != old:
                raise WrongBase(
                    f"{record_id}.{name} is {getattr(current, name)!r}, not {old!r}; rebase first",
                    record=record_id, field=name, value=old,
                )  # fmt: skip
        result[record_id] = with_fields(current, {name: new for name, (_, new) in fields.items()})
    return result
