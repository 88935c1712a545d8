"""A change: records added, fields updated from an old to a new value, records removed.

The algebra here knows nothing of rules about the document; `Store` checks those. The same
functions stand in `js/src/core/change.ts`, and `tests/vectors/` is run by both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from .errors import WrongBase
from .records import AnyRecord, Record

FieldUpdates = dict[str, tuple[Any, Any]]


class Change(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True):
    """What one edit does. Every part is keyed by record id.

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

    @property
    def ids(self) -> set[str]:
        """Ids of all records the change touches."""
        return {*self.added, *self.updated, *self.removed}


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
