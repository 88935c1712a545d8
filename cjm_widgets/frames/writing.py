"""Rows written back where each is one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.records import Record, type_name
from .cells import to_value
from .columns import Column, values_of
from .names import Names
from .reading import Row, cell_error, changed_in, naming, only_shows
from .tables import Table

if TYPE_CHECKING:
    from ..model.journey import JourneyModel


class Cell(NamedTuple):
    """A value for one keyword of `update`, and the cell it comes from."""

    column: str
    given: Any
    value: Any


def rows_now(journey: JourneyModel, table: Table) -> list[tuple[Any, Row]]:
    """Return the rows of a table as the map has them, each with its cells."""
    rows = table.rows(journey)
    values = values_of(table.columns, journey.store.state, rows)
    return [
        (row, {name: column[at] for name, column in values.items()}) for at, row in enumerate(rows)
    ]


def refuse_twins(rows: Iterable[Row], column: str) -> None:
    """Raise where an id stands in two rows, or is none."""
    seen: set[str] = set()
    for number, row in enumerate(rows):
        record_id = row.get(column)
        if record_id is None:
            continue
        if not isinstance(record_id, str):
            raise cell_error(number, column, record_id, f"{record_id!r} is no id; an id is text")
        if record_id in seen:
            what = f"{record_id!r} stands in two rows"
            raise cell_error(number, column, record_id, what, record_id)
        seen.add(record_id)


class Writer:
    """What the writers of all tables share: cells become values, values are written."""

    def __init__(self, journey: JourneyModel, table: Table) -> None:
        self.journey = journey
        self.table = table
        self.columns = {column.name: column for column in table.columns}
        self.names = Names(journey)

    def values(self, number: int, cells: Row, record: Record | None = None) -> dict[str, Cell]:
        """Return the value of every keyword that cells were given for.

        Of an id and the name beside it the id counts, unless it was taken away and a name put
        in its place.
        """
        found: dict[str, Cell] = {}
        for name, value in cells.items():
            column = self.columns[name]
            if not column.writes:
                if not any(other in cells for other in column.follows):
                    raise only_shows(number, name, value)
                continue
            if column.of and cells.get(column.of) is not None:
                continue
            if column.kind == "id" and value is None and cells.get(name.removesuffix("_id")):
                continue
            with naming(number, name, value):
                found[column.writes] = Cell(name, value, self._value(column, value, record))
        return found

    def _value(self, column: Column, value: Any, record: Record | None) -> Any:
        if column.kind == "id":
            return None if value is None else self.names.check(column.thing, value)
        if column.of:
            return self.names.one_or_none(column.thing, value)
        assert column.field is not None  # noqa: S101 - what is written is a field or a reference
        if column.thing and column.kind == "list":
            held = () if record is None else getattr(record, column.field.name)
            return self.names.many(column.thing, value, held)
        return to_value(column.field, value)

    def add(
        self, number: int, thing: str, own: str, record_id: str | None, values: Mapping[str, Cell]
    ) -> Any:
        """Add a record of the values of one row."""
        keywords = {keyword: cell.value for keyword, cell in values.items()}
        if record_id is not None:
            keywords["id"] = record_id
        at = {keyword: cell.column for keyword, cell in values.items()} | {"id": own}
        with naming(number, own, record_id, at):
            record = self.journey.add(thing, **keywords)
        self.names.add(record)
        return record

    def update(self, number: int, record_id: str, values: Mapping[str, Cell]) -> None:
        """Write values of one record, each under the name of its cell."""
        for keyword, cell in values.items():
            before = self.journey.get(record_id)
            with naming(number, cell.column, cell.given):
                self.journey.update(record_id, **{keyword: cell.value})
            self.names.rename(before, self.journey.get(record_id))


class RecordWriter(Writer):
    """Writes the rows of one table into a map."""

    def write(self, rows: list[Row], *, remove_missing: bool) -> None:
        """Write all rows: what is missing is removed, what is new added, the rest updated."""
        own = self.table.own_id
        refuse_twins(rows, own)
        # As it was when the frame was read: what is removed takes references to it along.
        current = {now[own]: (record, now) for record, now in rows_now(self.journey, self.table)}
        if remove_missing:
            given = {row.get(own) for row in rows}
            self.journey.remove(*(i for i in current if i not in given))
            # What went along although it has a row is new, or an error: never just gone.
            current = {i: row for i, row in current.items() if self.journey.get(i) is not None}
        waiting = [
            (number, *self._add(number, row))
            for number, row in enumerate(rows)
            if row.get(own) not in current
        ]
        for number, record_id, cells in waiting:
            self.update(number, record_id, self.values(number, cells))
        for number, row in enumerate(rows):
            if row.get(own) in current:
                record, now = current[row[own]]
                cells = changed_in(row, now, self.columns)
                if self.table.name == "cards":
                    cells = _place_of_card(number, cells, {**now, **row}, record.touchpoint)
                if "voter" in cells and self.journey.get(record.session).anonymous:
                    raise cell_error(
                        number, "voter", cells["voter"],
                        "the round is anonymous, so its tables do not show who voted and do not "
                        "change it; use update() on the vote",
                    )  # fmt: skip
                self.update(number, record.id, self.values(number, cells, record))

    def _add(self, number: int, row: Row) -> tuple[str, Row]:
        """Add the record of a row; return its id and the cells that are to wait.

        Rows that point at rows of the same table wait until all are there.
        """
        assert self.table.record_type is not None  # noqa: S101 - other tables have other writers
        thing, own = type_name(self.table.record_type), self.table.own_id
        given: Row = {}
        waiting: Row = {}
        for name, value in row.items():
            column = self.columns[name]
            # What only shows something else is read off the map anyway.
            if value is not None and column.writes:
                among = column.thing in (thing, "*") and (column.kind == "id" or column.of)
                (waiting if among else given)[name] = value
        if self.table.name == "cards":
            given = _place_of_card(number, given, row, None)
        values = self.values(number, given)
        if any((c := self.columns[name]).thing == "*" and c.writes == "target" for name in waiting):
            # It cannot be without one until the record it waits for is there.
            values["target"] = Cell(own, None, self.journey.id)
        return self.add(number, thing, own, row.get(own), values).id, waiting


def _place_of_card(number: int, cells: Row, row: Row, touchpoint: str | None) -> Row:
    """Let a card hang on a touchpoint or, where that is taken away, on the phase beside it."""
    at = [name for name in ("touchpoint_id", "touchpoint") if name in cells]
    phases = [name for name in ("phase_id", "phase") if name in cells]
    if any(cells[name] for name in at):
        return {name: value for name, value in cells.items() if name not in phases}
    if not at:
        if phases and touchpoint is not None:
            raise only_shows(number, phases[0], cells[phases[0]])
        return cells
    if row.get("phase_id") is None and not row.get("phase"):
        raise cell_error(number, at[0], None, "a card hangs on a touchpoint or on a phase")
    rest = {name: value for name, value in cells.items() if name not in at}
    return rest if phases else {**rest, "phase_id": row["phase_id"]}
