"""Tables whose rows share a record: what they say of it stands in all of them."""

from __future__ import annotations

from collections.abc import Mapping

from .cells import same
from .columns import Column
from .reading import Row, cell_error


def agreed(
    said: Mapping[int, Row], columns: Mapping[str, Column], called: str, now: Row | None
) -> Row:
    """Return what rows say together of the record that they share.

    Parameters
    ----------
    said
        The cells of each row that say something of it, by the number of the row.
    columns
        The columns by name.
    called
        What the record is called in an error.
    now
        What the map says of it, None where it is new.

    Raises
    ------
    InvalidDocument
        Two rows say two things; the one that was altered is named, by row and column.
    """
    found: dict[str, dict[int, object]] = {}
    for number, cells in said.items():
        for name, value in cells.items():
            found.setdefault(name, {})[number] = value
    return {name: _one(name, values, columns[name], called, now) for name, values in found.items()}


def _one(
    name: str, values: dict[int, object], column: Column, called: str, now: Row | None
) -> object:
    first, value = next(iter(values.items()))
    other = next((n for n, v in values.items() if not same(column, value, v)), None)
    if other is None:
        return value
    altered, stays = other, first
    if now is not None and not same(column, now[name], value):
        altered, stays = first, other
    raise cell_error(
        altered, name, values[altered],
        f"this is {str(values[altered])[:80]!r} for {called}, and {str(values[stays])[:80]!r} in "
        f"row {stays}; alter it in all of its rows",
    )  # fmt: skip


def without_none(cells: Row) -> Row:
    """Return the cells of a new row that say something."""
    return {name: value for name, value in cells.items() if value is not None}
