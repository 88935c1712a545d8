"""Cells of dataframes as values of the document, and when the two say the same."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import Any

from ..model.fields import Field
from .columns import Column, is_whole


def plain(value: Any) -> Any:
    """Return a cell as a plain Python value; None for every way of saying "missing"."""
    if value is None or isinstance(value, str | bool):
        return value
    if hasattr(value, "to_pydatetime"):
        value = None if value != value else value.to_pydatetime()  # noqa: PLR0124 - NaT
    elif hasattr(value, "tolist"):
        value = value.tolist()
    if type(value).__name__ in ("NAType", "NaTType") or (
        isinstance(value, float) and math.isnan(value)
    ):
        return None
    if isinstance(value, dict):
        # A struct column holds every key of every row.
        return {str(k): v for k, v in value.items() if v is not None}
    if isinstance(value, tuple):
        return list(value)
    return value


def same(column: Column, current: Any, value: Any) -> bool:
    """Tell whether a cell of a frame says what the document says."""
    match column.kind:
        case "date":
            return bool(_moment(current) == _moment(value))
        case "list":
            return bool(items_of(current) == items_of(value))
        case "facts":
            return bool((current or {}) == _facts(value))
        case "number" | "count" | "position":
            if isinstance(current, int | float) and isinstance(value, int | float):
                return float(current) == float(value)
            return current is None and value is None
        case "text" | "name":
            return bool((current or "") == ("" if value is None else str(value)))
    return bool(current == value)


def to_value(field: Field, value: Any) -> Any:
    """Return a plain cell as a value of a field; the document checks it."""
    if field.role in ("refs", "steps", "set", "texts"):
        return items_of(value)
    if value is None:
        return field.default
    if field.role == "facts":
        return _facts(value)
    if field.role == "date":
        return _iso(value)
    if field.role == "number":
        return _number(field, value)
    if field.role in ("text", "word") and not isinstance(value, str):
        return str(value)
    return value


def _number(field: Field, value: Any) -> Any:
    """Return numbers as their field wants them: 3.0 is fine for a count, and so is text."""
    if isinstance(value, str):
        try:
            value = float(value.strip().replace(",", "."))
        except ValueError:
            return value
    if is_whole(field) and isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _facts(value: Any) -> Any:
    """Return facts as a dict, also those of a list of pairs of key and value."""
    if value is None:
        return {}
    if not isinstance(value, list):
        return value
    pairs = [(i.get("key"), i.get("value")) if isinstance(i, dict) else i for i in value]
    are_pairs = all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in pairs)
    return dict(pairs) if are_pairs else value


def items_of(value: Any) -> Any:
    """Return the items of a cell: those of a list, or of a text with commas or semicolons.

    What is neither comes back as it is; the document refuses it.
    """
    if value is None:
        return []
    if isinstance(value, str):
        return [item for part in value.replace(";", ",").split(",") if (item := part.strip())]
    return list(value) if isinstance(value, tuple | set | frozenset) else value


def _iso(value: Any) -> Any:
    if isinstance(value, datetime):
        bare = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if bare and value.tzinfo is None else value.isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _moment(value: Any) -> Any:
    """Return dates and times so that two ways of writing one moment are equal."""
    if not value:
        return None
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return value
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a date has no zone
    if not isinstance(value, datetime):
        return value
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value
