"""Tables whose rows share a record: what they say of it stands in all of them."""

from __future__ import annotations

from collections.abc import Mapping

from .cells import same
from .columns import Column
from .reading import Row, cell_error


def agreed(said: Mapping[int, Row], columns: Mapping[str, Column], called: str) -> Row:
    """Return what rows say together of the record that they share.

    Parameters
    ----------
    said
        The cells of each row that say something of it, by the number of the row.
    columns
        The columns by name.
    called
        What the record is called in an error.

    Raises
    ------
    InvalidDocument
        Two rows say two things; row and column are named.
    """
    found: dict[str, tuple[int, object]] = {}
    for number, cells in said.items():
        for name, value in cells.items():
            first, other = found.setdefault(name, (number, value))
            if first != number and not same(columns[name], other, value):
                raise cell_error(
                    number, name, value,
                    f"this is {str(value)[:80]!r} for {called}, and {str(other)[:80]!r} in row "
                    f"{first}; alter it in all rows alike",
                )  # fmt: skip
    return {name: value for name, (_, value) in found.items()}


def without_none(cells: Row) -> Row:
    """Return the cells of a new row that say something."""
    return {name: value for name, value in cells.items() if value is not None}
