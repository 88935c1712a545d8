"""Dataframes that come in, of pandas, polars or pyarrow, and errors that name their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from ..model.errors import CjmError, InvalidDocument, LimitExceeded, shorten
from ..model.limits import Limits
from .cells import plain, same
from .columns import Column

#: The cells of a row by column.
Row = dict[str, Any]
_NONE: Mapping[str, str] = MappingProxyType({})


def read_frame(frame: Any, limits: Limits) -> tuple[dict[str, list[Any]], int]:
    """Return the columns of a dataframe of any library as lists, and the number of its rows."""
    import narwhals as nw
    from narwhals.exceptions import DuplicateError

    try:
        table = nw.from_native(frame, eager_only=True)
    except TypeError as problem:
        raise InvalidDocument(
            f"{shorten(frame)} is no dataframe; give one of pandas, polars or pyarrow",
            value=frame,
        ) from problem
    except DuplicateError as problem:
        raise InvalidDocument(
            f"two columns of the frame have one name; rename one of them ({problem})", value=frame
        ) from problem
    if len(table) > limits.records:
        raise LimitExceeded(
            f"the frame has {len(table):,} rows; at most {limits.records:,} are read",
            limit="records", at_most=limits.records, value=len(table),
        )  # fmt: skip
    # By position: names of columns may be numbers or, in pandas, tuples.
    return {str(column.name): column.to_list() for column in table.iter_columns()}, len(table)


def rows_in(data: Mapping[str, list[Any]], count: int) -> list[Row]:
    """Return the rows of a frame as plain Python values."""
    return [
        {name: plain(values[number]) for name, values in data.items()} for number in range(count)
    ]


def changed_in(row: Row, current: Row, columns: Mapping[str, Column]) -> Row:
    """Return the cells of a row that do not say what the map says."""
    return {
        name: value for name, value in row.items() if not same(columns[name], current[name], value)
    }


def cell_error(
    number: int, column: str, value: Any, what: str, record: str | None = None
) -> InvalidDocument:
    """Return the error about one cell."""
    return InvalidDocument(
        f"row {number}, column {column!r}: {what}", record=record, field=column, value=value
    )


def only_shows(number: int, column: str, value: Any) -> InvalidDocument:
    """Return the error about a cell that was changed although it only shows something."""
    what = "this column only shows what stands elsewhere and cannot be written; change it there"
    return cell_error(number, column, value, what)


@contextmanager
def naming(
    number: int, column: str, value: Any, columns: Mapping[str, str] = _NONE
) -> Iterator[None]:
    """Say in an error which row and column it is about.

    `columns` tells the column of a field, where several were written at once.
    """
    try:
        yield
    except CjmError as problem:
        found = columns.get(problem.field or "")
        error = cell_error(
            number,
            found or column,
            value if found is None else problem.value,
            problem.message,
            problem.record,
        )
        if isinstance(problem, LimitExceeded):
            problem.message, problem.field, problem.value = error.message, error.field, error.value
            raise
        raise error from problem
