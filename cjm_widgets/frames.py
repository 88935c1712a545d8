"""A map as dataframes: long, tidy, typed.

========== ============================================================================
table      one row for each
========== ============================================================================
touchpoints touchpoint, in the order of the map, with its phase and purchase stage
phases     phase
experience score of a persona (or of everybody) at a touchpoint
cards      card, with its touchpoint (or phase), phase and lane
personas   persona
========== ============================================================================

Columns are ``<thing>_id`` and ``<thing>`` (its name) side by side, so that neither a join nor
a lookup is needed. ``position`` counts touchpoints from 1. Names of phases, touchpoints, lanes
and personas, and choices, are categoricals ordered as on the map; whole numbers, flags and
scores that may be missing are nullable; lists (channels, owners, tags) hold names.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .model.fields import Field
from .model.state import State
from .tables import Column, columns_of, rows_of, values_of

if TYPE_CHECKING:
    from .model.journey import JourneyModel

_THINGS = {"phase", "touchpoint", "lane", "persona"}


def to_frame(journey: JourneyModel, table: str = "touchpoints") -> pd.DataFrame:
    """Return a table of a map as a dataframe.

    Parameters
    ----------
    journey
        The map.
    table
        ``"touchpoints"``, ``"phases"``, ``"experience"``, ``"cards"`` or ``"personas"``.

    Returns
    -------
    pandas.DataFrame
        One row a record; an empty table has all columns, with the right dtypes.

    Raises
    ------
    FormatError
        There is no such table.
    """
    with journey.store.lock:
        columns = columns_of(table)
        state, rows = journey.store.state, rows_of(journey, table)
        values = values_of(columns, state, rows)
        data = {c.name: _typed(c, values[c.name], state) for c in columns}
    return pd.DataFrame(data, copy=False)


def _typed(column: Column, values: list[Any], state: State) -> Any:
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
        case "choice":
            return _choices(column.field, values)
        case "name" if column.name in _THINGS:
            return _names(column.name, values, state)
        case "list" | "facts":
            plain = [list(v) if isinstance(v, tuple) else v for v in values]
            return pd.Series(plain, dtype=object)
        case _:
            return _texts(values)


def _texts(values: list[Any]) -> Any:
    """Return texts as pandas keeps them; straight through Arrow where that is how."""
    dtype: Any = pd.StringDtype(na_value=np.nan)
    if dtype.storage != "pyarrow":
        return pd.array(values, dtype=dtype)
    import pyarrow as pa  # type: ignore[import-untyped]

    return dtype.__from_arrow__(pa.array(values, pa.large_string()))


def _counts(values: list[Any]) -> pd.arrays.IntegerArray:
    """Return whole numbers, some of them missing; quicker than to let pandas find that out."""
    missing = np.array([value is None for value in values], dtype="bool")
    numbers = np.array([0 if value is None else value for value in values], dtype="int64")
    return pd.arrays.IntegerArray(numbers, missing)


def _names(thing: str, values: list[Any], state: State) -> pd.Categorical:
    """Return names as a categorical ordered as on the map (two of one name are one level)."""
    ordered: list[Any] = [
        getattr(record, "name", None) or getattr(record, "title", "")
        for record in state.in_order(thing)
    ]
    more = sorted(set(values).difference(ordered, [None]))
    return _categorical(list(dict.fromkeys([*ordered, *more])), values)


def _choices(field: Field | None, values: list[Any]) -> pd.Categorical:
    known = field.known if field else ("before", "during", "after", "none")
    levels = [*known, *sorted(set(values).difference(known, [None]))]
    return _categorical(levels, values)


def _categorical(levels: list[str], values: list[Any]) -> pd.Categorical:
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
    # Python reads more of ISO 8601 than pandas (weeks for example), and the document takes it all.
    moments = [datetime.fromisoformat(value) if value else None for value in values]
    zones = {moment.utcoffset() for moment in moments if moment is not None}
    if zones <= {None}:
        return pd.array([m or pd.NaT for m in moments], dtype="datetime64[us]")
    series = pd.Series(moments, dtype=object)
    return pd.to_datetime(series, utc=len(zones) > 1)
