"""A map as dataframes: long, tidy, typed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, overload

import numpy as np
import pandas as pd

from ..model.errors import FormatError
from ..model.state import State
from .columns import Column, Rows, name_of, values_of
from .tables import table_of

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa  # type: ignore[import-untyped]

    from ..model.journey import JourneyModel

Backend = Literal["pandas", "polars", "pyarrow"]


class Named(Protocol):
    """What knows the things of a type in their order: one map, or a class of them."""

    def in_order(self, name: str) -> tuple[Any, ...]:
        """Return the things of a type."""


@overload
def to_frame(
    journey: JourneyModel, table: str = ..., *, backend: Literal["pandas"] = ...
) -> pd.DataFrame: ...
@overload
def to_frame(
    journey: JourneyModel, table: str = ..., *, backend: Literal["polars"]
) -> pl.DataFrame: ...
@overload
def to_frame(
    journey: JourneyModel, table: str = ..., *, backend: Literal["pyarrow"]
) -> pa.Table: ...
def to_frame(
    journey: JourneyModel, table: str = "touchpoints", *, backend: Backend = "pandas"
) -> Any:
    """Return a table of a map as a dataframe.

    Parameters
    ----------
    journey
        The map.
    table
        ``"touchpoints"``, ``"phases"``, ``"experience"``, ``"cards"``, ``"metrics"`` (one row a
        value), ``"paths"`` (one row a step), ``"edges"``, ``"votes"``, ``"vote_sessions"``,
        ``"resources"``, ``"personas"``, ``"goals"``, ``"questions"``, ``"people"``,
        ``"channels"``, ``"lanes"``, ``"evidence"``, ``"comments"``, ``"reactions"``; to look at
        only: ``"scores"`` (mean, spread and number of answers by touchpoint, persona and source),
        ``"vote_results"`` (what was voted for), ``"gaps"`` (what is against what should be),
        ``"changes"`` (the history), and how people move: ``"transitions"``, ``"path_steps"``,
        ``"path_totals"``, ``"visits"``.
        ``docs/tables.md`` describes every column.
    backend
        The kind of frame: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

    Returns
    -------
    pandas.DataFrame, polars.DataFrame or pyarrow.Table
        An empty table has all columns, with the right dtypes.

    Raises
    ------
    FormatError
        There is no such table or backend, or the library of the backend is not installed.
    """
    with journey.store.lock:
        found = table_of(table)
        return frame_of(found.columns, found.rows(journey), journey.store.state, backend)


def frame_of(columns: tuple[Column, ...], rows: Rows, state: State, backend: Any) -> Any:
    """Return rows as a dataframe with these columns; names are those of `state`.

    Raises
    ------
    FormatError
        There is no such backend, or its library is not installed.
    """
    # A backend that is none is told before the work is done.
    _maker(backend)
    return typed_frame(columns, values_of(columns, state, rows), state, backend)


def typed_frame(
    columns: tuple[Column, ...], values: dict[str, list[Any]], named: Named, backend: Any
) -> Any:
    """Return values by column as a dataframe; `named` has the order of names that are ordered.

    Raises
    ------
    FormatError
        There is no such backend, or its library is not installed.
    """
    return _maker(backend)(columns, values, named)


def _maker(backend: Any) -> Any:
    if backend == "pandas":
        return _pandas
    if backend not in ("polars", "pyarrow"):
        raise FormatError(
            f"there is no backend {backend!r}; backends are pandas, polars, pyarrow",
            field="backend", value=backend,
        )  # fmt: skip
    from . import arrow

    try:
        return arrow.maker(backend)
    except ImportError as problem:
        raise FormatError(
            f"{backend} is not installed: pip install 'cjm-widgets[events]', or take another "
            "backend",
            field="backend", value=backend,
        ) from problem  # fmt: skip


def _pandas(
    columns: tuple[Column, ...], values: dict[str, list[Any]], state: Named
) -> pd.DataFrame:
    data = {c.name: _typed(c, values[c.name], state) for c in columns}
    return pd.DataFrame(data, copy=False)


def _typed(column: Column, values: list[Any], state: Named) -> Any:
    """Return the values of a column with the dtype of its kind."""
    match column.kind:
        case "position":
            return pd.array(values, dtype="int64")
        case "count":
            return _counts(values)
        case "number":
            return (
                pd.array(values, dtype="float64" if None not in values else "Float64").astype(
                    "float64"
                )
                if values
                else pd.array([], dtype="float64")
            )
        case "flag":
            return pd.array(values, dtype="boolean" if None in values or not values else "bool")
        case "date":
            return _dates(values)
        case "moment":
            ticks = [np.datetime64("NaT", "us") if v is None else ticks_of(v) for v in values]
            return pd.Series(np.array(ticks, dtype="datetime64[us]")).dt.tz_localize("UTC")
        case "choice":
            return categorical(levels_of(column, values, state), values)
        case "name" if column.ordered:
            return categorical(levels_of(column, values, state), values)
        case "list" | "facts":
            plain = [list(v) if isinstance(v, tuple) else v for v in values]
            return pd.Series(plain, dtype=object)
        case _:
            return text_column(values)


def levels_of(column: Column, values: list[Any], state: Named) -> list[str]:
    """Return the categories of a column in order: known words, or names as on the map.

    Two things of one name are one category; what is not known of yet comes last.
    """
    known: list[Any] = list(column.known)
    if column.kind == "name":
        known = [name_of(record) for record in state.in_order(column.thing)]
    more = sorted(set(values).difference(known, [None]))
    return list(dict.fromkeys([*known, *more]))


def moments_of(values: list[Any]) -> list[datetime | None]:
    """Return ISO texts as moments.

    Python reads more of ISO 8601 than dataframes do (weeks for example), and the document takes
    it all.
    """
    return [datetime.fromisoformat(value) if value else None for value in values]


def ticks_of(moment: float) -> int:
    """Return seconds since 1970 as whole microseconds."""
    return round(moment * 1e6)


def text_column(values: list[Any]) -> Any:
    """Return texts as pandas keeps them; straight through Arrow where that is how."""
    dtype: Any = pd.StringDtype(na_value=np.nan)
    if dtype.storage != "pyarrow":
        return pd.array(values, dtype=dtype)
    import pyarrow as pa

    return dtype.__from_arrow__(pa.array(values, pa.large_string()))


def _counts(values: list[Any]) -> pd.arrays.IntegerArray:
    """Return whole numbers, some of them missing; quicker than to let pandas find that out."""
    missing = np.array([value is None for value in values], dtype="bool")
    numbers = np.array([0 if value is None else value for value in values], dtype="int64")
    return pd.arrays.IntegerArray(numbers, missing)


def categorical(levels: list[str], values: list[Any]) -> pd.Categorical:
    """Return values as an ordered categorical; None is missing, any other must be a level."""
    codes: dict[Any, int] = {name: at for at, name in enumerate(levels)} | {None: -1}
    return pd.Categorical.from_codes(
        np.fromiter(map(codes.__getitem__, values), "int64", len(values)),
        categories=pd.Index(levels, dtype="str"),
        ordered=True,
    )


def _dates(values: list[Any]) -> Any:
    """Return ISO texts as datetimes; where zones are mixed, all as UTC."""
    if not any(values):
        return pd.array(np.full(len(values), "NaT", dtype="datetime64[us]"))
    moments = moments_of(values)
    zones = {moment.utcoffset() for moment in moments if moment is not None}
    if zones <= {None}:
        return pd.array([m or pd.NaT for m in moments], dtype="datetime64[us]")
    series = pd.Series(moments, dtype=object)
    return pd.to_datetime(series, utc=len(zones) > 1)
