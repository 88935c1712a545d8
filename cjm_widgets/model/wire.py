"""Changes as they come from a view: plain JSON, checked into typed records and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from .change import Change
from .errors import InvalidDocument, RemovedRecord, shorten, unknown_field
from .fields import fields_of, types_by_name
from .guard import too_large, too_many
from .limits import USUAL, Limits
from .order import check_key
from .rebase import MERGED
from .records import Placed, Record, type_name
from .state import State
from .values import as_json, check_extra, check_fields, check_ids, check_value


def decode_change(raw: Any, state: State, limits: Limits = USUAL) -> Change:
    """Return a change a view sent, typed by what its records are in `state`.

    Raises
    ------
    RemovedRecord
        It updates a record that is not there.
    LimitExceeded
        It is too large, or of too many records.
    InvalidDocument, UnknownField
        Something in it does not fit; nothing is changed.
    """
    if not isinstance(raw, Mapping) or not raw.keys() <= {"added", "updated", "removed"}:
        raise InvalidDocument(
            f"a change has the parts added, updated and removed, this is {shorten(raw)}",
            value=raw,
        )
    size = len(as_json("the change", None, raw))
    if size > limits.size:
        raise too_large("the change", size, limits)
    parts = {name: raw.get(name) or {} for name in ("added", "updated", "removed")}
    for name, part in parts.items():
        if not isinstance(part, Mapping):
            raise InvalidDocument(
                f"{name} is {shorten(part)}; it must be an object keyed by id", field=name
            )
        # Before each of them is looked at, which takes its time.
        if len(part) > limits.records:
            raise too_many(len(part), limits, "the change is about")
    added = {key: _record(key, item) for key, item in parts["added"].items()}
    check_ids(list(added))
    updated = {key: _updates(key, item, state) for key, item in parts["updated"].items()}
    # What is removed is what stands here now, whatever the view last knew of it.
    removed = {key: record for key in parts["removed"] if (record := state.get(key)) is not None}
    return Change(added=added, updated=updated, removed=removed)


def _record(key: str, item: Any) -> Any:
    name = item.get("type") if isinstance(item, Mapping) else None
    record_type = types_by_name().get(name) if isinstance(name, str) else None
    if record_type is None or item.get("id") != key:
        raise InvalidDocument(
            f"{shorten(key)} is {shorten(item)}; a record has a known type and its own id",
            record=shorten(key), value=item,
        )  # fmt: skip
    values = {field: value for field, value in item.items() if field not in ("id", "type")}
    values = check_fields(record_type, key, values)
    try:
        record = record_type(id=key, **values)
    except TypeError as problem:
        raise InvalidDocument(f"{key}: {problem}", record=key) from problem
    if isinstance(record, Placed):
        check_key(record.place.order, key)
    return record


def _updates(key: str, item: Any, state: State) -> dict[str, tuple[Any, Any]]:
    record: Record | None = state.get(key)
    if record is None:
        raise RemovedRecord(
            f"record {shorten(key)} is not in the map (any more), so it cannot be edited; "
            "undo its removal first",
            record=str(key)[:64], value=key,
        )  # fmt: skip
    if not isinstance(item, Mapping):
        raise InvalidDocument(f"{key}: {shorten(item)} is no set of fields", record=key)
    known = fields_of(type(record))
    result = {}
    for name, pair in item.items():
        field = known.get(name)
        if field is None or name == "id":
            raise unknown_field(type_name(record), name, set(known) - {"id", "extra"})
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise InvalidDocument(
                f"{key}.{name} is {shorten(pair)}; give the old and the new value",
                record=key, field=name, value=pair,
            )  # fmt: skip
        new = check_value(field, key, pair[1])
        if name == "place":
            check_key(new.order, key)
        if field.role == "extra":
            check_extra(type(record), name, key, new)
        try:
            old = msgspec.convert(pair[0], field.type)
        except msgspec.ValidationError:
            # It only tells whether somebody else was faster; anything odd means yes.
            old = field.default if field.role in MERGED else pair[0]
        result[name] = (old, new)
    return result


def encode_change(change: Change) -> dict[str, Any]:
    """Return a change as plain JSON values."""
    plain: dict[str, Any] = msgspec.to_builtins(change)
    return plain


def encode_records(state: State) -> list[dict[str, Any]]:
    """Return every record of a document as plain JSON values, the journey first."""
    plain: list[dict[str, Any]] = msgspec.to_builtins(list(state.records.values()))
    return plain
