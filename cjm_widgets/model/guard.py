"""What no type can check: depth, texts, names and numbers in unknown fields; the growth of a map.

A file is looked at while it is read (`walk`, `check_texts`); every edit, from code, a dataframe
or a view, passes `check_change` before it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from math import isfinite
from operator import attrgetter
from typing import Any

import msgspec

from .change import Change
from .errors import InvalidDocument, LimitExceeded, shorten
from .fields import Field, fields_of
from .kinds import MAX_SAFE_INTEGER
from .limits import Limits
from .records import EmotionScale, JourneyInfo, Record
from .state import State

#: How many objects and lists lie around what is in a record, in the journey, on top of the file.
IN_RECORD, IN_JOURNEY, IN_FILE = 3, 2, 1


def walk(
    value: Any, limits: Limits, *, around: int, record: str | None = None, field: str | None = None
) -> int:
    """Check a JSON value nobody knows the type of; return how many keys it holds in all.

    Parameters
    ----------
    value
        The value.
    limits
        How deep it may be, and how long its texts.
    around
        How many lists and objects it lies in.
    record, field
        Where it lies, for messages.

    Raises
    ------
    LimitExceeded
        It is too deep, or a text in it too long.
    InvalidDocument
        A key is no text; a whole number is beyond 2**53, which a browser would
        round; a number is NaN or infinite.
    """
    where = f"{record}.{field}" if record and field else record or field or "the file"
    keys = 0
    level: list[Any] = [value]
    while level:
        deeper: list[Any] = []
        for held in level:
            kind = type(held)
            if kind is dict or kind is list or kind is tuple:
                if around >= limits.depth:
                    raise LimitExceeded(
                        f"{where} nests more than {limits.depth} levels deep; flatten it",
                        limit="depth", at_most=limits.depth, record=record, field=field,
                    )  # fmt: skip
                if kind is not dict:
                    deeper += held
                    continue
                keys += len(held)
                _check_keys(held, where, limits, record, field)
                deeper += held.values()
            elif kind is str:
                if len(held) > limits.text:
                    raise too_long(where, held, limits, record, field)
            elif kind is int and not -MAX_SAFE_INTEGER <= held <= MAX_SAFE_INTEGER:
                raise InvalidDocument(
                    f"{where}: {shorten(held)} is too large a whole number: a browser would "
                    "round it",
                    record=record, field=field, value=held,
                )  # fmt: skip
            elif kind is float and not isfinite(held):
                raise InvalidDocument(
                    f"{where}: {held!r} is no number in JSON; leave it out",
                    record=record, field=field, value=held,
                )  # fmt: skip
        level = deeper
        around += 1
    return keys


def _check_keys(
    held: dict[Any, Any], where: str, limits: Limits, record: str | None, field: str | None
) -> None:
    for key in held:
        if type(key) is not str:
            raise InvalidDocument(
                f"{where} has a key {shorten(key)}; keys are texts",
                record=record, field=field, value=key,
            )  # fmt: skip
        if len(key) > limits.text:
            raise too_long(where, key, limits, record, field)


def too_long(
    where: str, text: str, limits: Limits, record: str | None, field: str | None
) -> LimitExceeded:
    """Return the error about a text that has too many characters."""
    return LimitExceeded(
        f"{where} is {shorten(text)}: it has {len(text):,} characters, at most {limits.text:,} are "
        "taken; shorten it",
        limit="text", at_most=limits.text, record=record, field=field, value=text,
    )  # fmt: skip


def check_texts(record_type: type[Record], records: Sequence[Record], limits: Limits) -> None:
    """Raise for the first text of records of one type that is longer than `limits` allow."""
    for field in _texts_of(record_type, limits):
        get = attrgetter(field.name)
        held: Iterable[Any] = map(get, records)
        if field.role in ("texts", "set"):
            held = chain.from_iterable(held)
        elif field.role == "facts":
            held = chain.from_iterable(table.values() for table in held if table)
        if max(map(len, held), default=0) > limits.text:
            raise next(
                found
                for record in records
                if (found := _too_long_in(record.id, field, get(record), limits)) is not None
            )


def _texts_of(record_type: type[Record], limits: Limits) -> list[Field]:
    """Return the fields whose texts their type alone does not keep short enough."""
    return [f for f in fields_of(record_type).values() if f.longest > limits.text]


def _too_long_in(record: str, field: Field, value: Any, limits: Limits) -> LimitExceeded | None:
    """Return the error about the first text of a field that is too long, None where none is."""
    texts = (value,) if isinstance(value, str) else value
    texts = texts.values() if isinstance(texts, dict) else texts
    for text in texts or ():
        if len(text) > limits.text:
            return too_long(f"{record}.{field.name}", text, limits, record, field.name)
    return None


def check_change(change: Change, state: State, limits: Limits) -> None:
    """Raise unless a change keeps to the limits of the map it is about to be made in.

    Raises
    ------
    LimitExceeded
        The map would have too many records, a text is too long, an unknown field too deep.
    InvalidDocument
        A name or a number in an unknown field cannot be kept; see `walk`.
    """
    more = len(change.added) - len(change.removed)
    if more > 0 and len(state.records) + more > limits.records:
        raise too_many(len(state.records) + more, limits)
    for record in change.added.values():
        for field in fields_of(type(record)).values():
            if field.checked:
                _check_value(record, field, getattr(record, field.name), limits)
    for record_id, fields in change.updated.items():
        there = state.records[record_id]
        known = fields_of(type(there))
        for name, (_, new) in fields.items():
            if known[name].checked:
                _check_value(there, known[name], new, limits)


def too_large(name: str, size: int, limits: Limits) -> LimitExceeded:
    """Return the error about a file that has too many bytes."""
    return LimitExceeded(
        f"{name} has {size:,} bytes; at most {limits.size:,} are read",
        limit="size", at_most=limits.size, value=size,
    )  # fmt: skip


def too_many(count: int, limits: Limits, what: str = "the map would have") -> LimitExceeded:
    """Return the error about a map with too many records."""
    return LimitExceeded(
        f"{what} {count:,} records; at most {limits.records:,} are taken",
        limit="records", at_most=limits.records, value=count,
    )  # fmt: skip


def _check_value(record: Record, field: Field, value: Any, limits: Limits) -> None:
    if not value:
        return
    if field.role == "extra":
        around = IN_JOURNEY if isinstance(record, JourneyInfo) else IN_RECORD
        if field.name == "file_extra":
            around = IN_FILE
        # In a file they lie beside the known fields: the table that holds them is no level.
        walk(value, limits, around=around - 1, record=record.id, field=field.name)
    elif isinstance(value, EmotionScale):
        scale = msgspec.to_builtins(value)
        walk(scale, limits, around=IN_JOURNEY - 1, record=record.id, field=field.name)
    elif field.longest > limits.text:
        found = _too_long_in(record.id, field, value, limits)
        if found is not None:
            raise found


def growth(change: Change) -> int:
    """Return by how many bytes a change makes the file of a map longer, about."""
    size = 0
    if change.added:
        size += _size(change.added)
    if change.removed:
        size -= _size(change.removed)
    for fields in change.updated.values():
        old, new = zip(*fields.values(), strict=True)
        size += len(msgspec.json.encode(new)) - len(msgspec.json.encode(old))
    return size


def _size(value: Any) -> int:
    # Two-space JSON, as a file is.
    return len(msgspec.json.format(msgspec.json.encode(value), indent=2))
