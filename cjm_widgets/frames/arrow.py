"""Tables for polars and pyarrow, made without a detour through pandas.

Both know the same types: texts, 64 bit numbers, lists of texts, categories. Facts are a list of
pairs of key and value (a map, in Arrow's words), so that their type does not depend on which
keys a map happens to hold. Dates with a zone are in UTC.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from .columns import Column
from .output import Named, levels_of, moments_of, ticks_of

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - zones are taken off before it is subtracted
_MICROSECOND = timedelta(microseconds=1)


def maker(backend: str) -> Callable[[tuple[Column, ...], dict[str, list[Any]], Named], Any]:
    """Return what makes a frame of a backend. Raises `ImportError` where it is missing."""
    if backend == "polars":
        import polars as pl

        return partial(_polars, pl)
    import pyarrow as pa  # type: ignore[import-untyped]

    return partial(_pyarrow, pa)


def _polars(
    pl: Any, columns: tuple[Column, ...], values: dict[str, list[Any]], state: Named
) -> Any:
    types: dict[str, Any] = {
        "position": pl.Int64, "count": pl.Int64, "number": pl.Float64, "flag": pl.Boolean,
        "list": pl.List(pl.String),
        "facts": pl.List(pl.Struct({"key": pl.String, "value": pl.String})),
    }  # fmt: skip
    made = []
    for column in columns:
        held = _plain(column, values[column.name])
        if column.kind in ("date", "moment"):
            ticks, zone = _ticks(column, held)
            series = pl.Series(column.name, ticks, pl.Int64).cast(pl.Datetime("us", zone))
        elif _is_category(column):
            dtype = pl.Enum(levels_of(column, held, state))
            series = pl.Series(column.name, held, dtype)
        else:
            series = pl.Series(column.name, held, types.get(column.kind, pl.String))
        made.append(series)
    return pl.DataFrame(made)


def _pyarrow(
    pa: Any, columns: tuple[Column, ...], values: dict[str, list[Any]], state: Named
) -> Any:
    types = {
        "position": pa.int64(), "count": pa.int64(), "number": pa.float64(), "flag": pa.bool_(),
        "list": pa.list_(pa.string()),
        "facts": pa.list_(pa.struct([("key", pa.string()), ("value", pa.string())])),
    }  # fmt: skip
    made = {}
    for column in columns:
        held = _plain(column, values[column.name])
        if column.kind in ("date", "moment"):
            ticks, zone = _ticks(column, held)
            array = pa.array(ticks, pa.int64()).cast(pa.timestamp("us", zone))
        elif _is_category(column):
            levels = levels_of(column, held, state)
            codes = {name: at for at, name in enumerate(levels)}
            indices = pa.array([codes.get(value) for value in held], pa.int32())
            array = pa.DictionaryArray.from_arrays(
                indices, pa.array(levels, pa.string()), ordered=True
            )
        else:
            array = pa.array(held, types.get(column.kind, pa.string()))
        made[column.name] = array
    return pa.table(made)


def _is_category(column: Column) -> bool:
    return column.kind == "choice" or (column.kind == "name" and column.ordered)


def _plain(column: Column, values: list[Any]) -> list[Any]:
    if column.kind == "list":
        return [None if value is None else list(value) for value in values]
    if column.kind == "facts":
        return [[{"key": k, "value": v} for k, v in value.items()] for value in values]
    return values


def _ticks(column: Column, values: list[Any]) -> tuple[list[int | None], str | None]:
    """Return moments as microseconds since 1970, and their zone: UTC, or None for none."""
    if column.kind == "moment":
        return [None if value is None else ticks_of(value) for value in values], "UTC"
    moments = moments_of(values)
    # In whole numbers: in UTC, the last hours of the year 9999 may be those of 10000.
    ticks = [
        None if moment is None
        else (moment.replace(tzinfo=None) - _EPOCH - (moment.utcoffset() or timedelta()))
        // _MICROSECOND
        for moment in moments
    ]  # fmt: skip
    zoned = any(moment is not None and moment.tzinfo is not None for moment in moments)
    return ticks, "UTC" if zoned else None
