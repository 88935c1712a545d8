"""Checks of values that types alone cannot express: dates, choices, nesting, characters."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from math import isfinite
from operator import attrgetter
from typing import Any

import msgspec

from .errors import InvalidDocument, UnknownValueWarning, shorten, unknown_field
from .fields import Field, fields_of, names_in_file
from .kinds import ID_PATTERN
from .records import COLLECTIONS, HEAD, EmotionScale, Place, Record, type_name

#: A name that sets the prototype of an object in JavaScript instead of a key of it.
PROTO = "__proto__"
_ID = re.compile(ID_PATTERN)
_IDS = re.compile(r"[A-Za-z0-9_-]{1,64}(?:\n[A-Za-z0-9_-]{1,64})*")


def check_ids(ids: list[str]) -> None:
    """Raise for the first id that is not 1 to 64 of ``A-Za-z0-9_-``."""
    # One match over all of them: a match each costs more than decoding the file.
    text = "\n".join(ids)
    if _IDS.fullmatch(text) and text.count("\n") == len(ids) - 1 and PROTO not in ids:
        return
    for value in ids:
        if not _ID.fullmatch(value):
            raise InvalidDocument(
                f"the id {shorten(value)} cannot be used: take 1 to 64 letters, digits, _ or -",
                record=value[:64], field="id", value=value,
            )  # fmt: skip


def check_date(record: str, field: str, value: str) -> None:
    """Raise unless `value` is empty, an ISO 8601 date, or a date and time."""
    if not value:
        return
    try:
        date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError as problem:
        raise InvalidDocument(
            f"{record}.{field} is {shorten(value)}: write dates as 2026-11-21 or "
            "2026-11-21T09:30:00",
            record=record, field=field, value=value,
        ) from problem  # fmt: skip


def check_dates(record_type: type[Record], records: Sequence[Record]) -> None:
    """Check every date of many records of one type."""
    for field in fields_of(record_type).values():
        if field.role != "date":
            continue
        get = attrgetter(field.name)
        # Most records have none.
        if any(map(get, records)):
            for record in records:
                check_date(record.id, field.name, get(record))


def warn_unknown(record_type: type[Record], records: Sequence[Record]) -> None:
    """Warn once for each value of a choice that this version does not know."""
    for field in fields_of(record_type).values():
        if field.role != "choice":
            continue
        for value in set(map(attrgetter(field.name), records)).difference(field.known):
            warn_choice(record_type, field, value)


def warn_choice(record_type: type[Record], field: Field, value: str) -> None:
    """Warn that a choice is kept although this version does not know it."""
    warnings.warn(
        f"{type_name(record_type)}.{field.name} is {shorten(value)}, which this version does not "
        f"know (known: {', '.join(field.known)}); it is kept and shown as other",
        UnknownValueWarning,
        stacklevel=2,
    )


def check_fields(
    record_type: type[Record], record: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return `values` as the types of their fields.

    Raises
    ------
    UnknownField
        A name is no field of the record type; the closest one is named.
    InvalidDocument
        A value does not fit its field.
    """
    known = fields_of(record_type)
    result: dict[str, Any] = {}
    for name, value in values.items():
        field = known.get(name)
        if field is None or name == "id":
            raise unknown_field(type_name(record_type), name, set(known) - {"id", "extra"}, value)
        result[name] = check_value(field, record, value)
        if field.role == "extra":
            check_extra(record_type, name, record, result[name])
        if field.role == "choice" and result[name] not in field.known:
            warn_choice(record_type, field, result[name])
    return result


def check_value(field: Field, record: str, value: Any) -> Any:
    """Return `value` as the type of `field`, or raise `InvalidDocument`."""
    value = _plain(field, value)
    try:
        result = msgspec.convert(value, field.type)
    except (msgspec.ValidationError, RecursionError, UnicodeEncodeError) as problem:
        check_characters(record, field.name, value)
        what = str(problem).split(" - at `")[0]
        raise InvalidDocument(
            f"{record}.{field.name} is {shorten(value)}: {what}",
            record=record, field=field.name, value=value,
        ) from problem  # fmt: skip
    if field.role == "date":
        check_date(record, field.name, result)
    elif isinstance(result, EmotionScale):
        check_scale(record, result)
    check_characters(record, field.name, result)
    return result


def _plain(field: Field, value: Any) -> Any:
    """Return what people have at hand as what JSON knows: numbers of numpy, dates, scales."""
    if type(value) in (str, int, float, bool, type(None)):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, date) and field.role == "date":
        return value.isoformat()
    if isinstance(value, EmotionScale | Place) and field.type is type(value):
        return msgspec.to_builtins(value)  # made by hand, so its fields were never checked
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        return value.item()
    return value


def check_scale(record: str, scale: EmotionScale) -> None:
    """Raise unless a scale goes up, in steps, with its neutral point on it."""
    if scale.min < scale.max and scale.min <= scale.neutral <= scale.max and scale.step > 0:
        return
    raise InvalidDocument(
        f"{record}.emotion_scale goes from {scale.min} to {scale.max} in steps of {scale.step} "
        f"with {scale.neutral} as neutral; it must go up, and neutral must lie on it",
        record=record, field="emotion_scale", value=scale,
    )  # fmt: skip


def check_extra(record_type: type[Record], field: str, record: str, extra: Iterable[str]) -> None:
    """Raise where an unknown field is called as a known one: the file has one key for both."""
    taken = {*COLLECTIONS, *HEAD} if field == "file_extra" else names_in_file(record_type)
    for name in extra:
        if name in taken or name == PROTO:
            raise InvalidDocument(
                f"{record}.{field} holds {name!r}, which cannot be kept there: "
                "set the field itself, or take another name",
                record=record, field=field, value=name,
            )  # fmt: skip


def check_characters(record: str, field: str | None, value: Any) -> None:
    """Raise where a value could not be saved.

    A text may hold half of a surrogate pair, a number be NaN, an object none that JSON knows.
    """
    if type(value) in (int, bool, type(None)) or (type(value) is str and value.isascii()):
        return
    if b"null" in as_json(record, field, value):
        check_finite(record, field, value)


def as_json(record: str, field: str | None, value: Any) -> bytes:
    """Return a value as JSON, NaN as null. Raises `InvalidDocument` where that cannot be."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError as problem:
        raise InvalidDocument(
            f"{record}.{field or 'text'} holds half of a surrogate pair, which is no character: "
            "remove it",
            record=record, field=field,
        ) from problem  # fmt: skip
    except (TypeError, RecursionError, ValueError, OverflowError) as problem:
        raise InvalidDocument(
            f"{record}.{field or 'value'} cannot be written as JSON: {problem}",
            record=record, field=field,
        ) from problem  # fmt: skip


def check_finite(record: str, field: str | None, value: Any) -> None:
    """Raise where a number in a value of lists and dicts is NaN or infinite.

    JSON has no such number; it would be written as null without a word.
    """
    waiting: list[tuple[str, Any]] = [(f"{record}.{field}" if field else record, value)]
    while waiting:
        where, now = waiting.pop()
        if isinstance(now, Mapping):
            waiting += [(f"{where}.{shorten(key)}", held) for key, held in now.items()]
        elif isinstance(now, list | tuple):
            waiting += [(f"{where}[{at}]", held) for at, held in enumerate(now)]
        elif isinstance(now, float) and not isfinite(now):
            raise InvalidDocument(
                f"{where} is {now!r}, which is no number in JSON: leave it out or give a number",
                record=record, field=field, value=now,
            )  # fmt: skip
