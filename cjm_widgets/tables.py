"""The tables of a map: which columns each has, and what a column shows of a record.

`frames` reads them into dataframes, `frames_in` writes dataframes back through them. For every
thing there is its id and, beside it, its name: ``touchpoint_id`` and ``touchpoint``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from .model.errors import FormatError
from .model.fields import Field, fields_of
from .model.records import Card, Experience, Persona, Phase, Record, Touchpoint, type_name
from .model.state import State

if TYPE_CHECKING:
    from .model.journey import JourneyModel

#: The tables by name, the record type of their rows and the column that holds the row's id.
TABLES: dict[str, type[Record]] = {
    "touchpoints": Touchpoint,
    "phases": Phase,
    "experience": Experience,
    "cards": Card,
    "personas": Persona,
}
_SKIPPED = ("id", "place", "extra")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        As in the dataframe.
    kind
        ``text choice number count flag date list facts name id position``: decides the dtype.
    read
        Gives the values of the column for the rows of the table.
    field
        The field of the record it is, None for what is derived or stands elsewhere.
    of
        The column of ids whose names it holds: what was read there need not be read again.
    """

    name: str
    kind: str
    read: Callable[[State, tuple[Any, ...]], list[Any]]
    field: Field | None = None
    of: str = ""


def record_type_of(table: str) -> type[Record]:
    """Return the record type of a table. Raises `FormatError` for a name that is none."""
    found = TABLES.get(table)
    if found is None:
        raise FormatError(
            f"there is no table {table!r}; tables are {', '.join(TABLES)}",
            field="table", value=table,
        )  # fmt: skip
    return found


def id_column(record_type: type[Record]) -> str:
    """Return the name of the column with the ids of a table's own rows."""
    return f"{type_name(record_type)}_id"


def columns_of(table: str) -> list[Column]:
    """Return the columns of a table, in order."""
    record_type = record_type_of(table)
    thing = type_name(record_type)
    columns = [Column(id_column(record_type), "id", _get("id"))]
    fields = fields_of(record_type)
    if "name" in fields:
        columns.append(Column(thing, "name", _get("name"), fields["name"]))
    if record_type in (Touchpoint, Phase, Persona):
        columns.insert(0, Column("position", "position", _positions))
    if record_type is Touchpoint:
        columns += _named("phase", _phase_of_touchpoints)
        columns.append(Column("purchase_stage", "choice", _stages))
    if record_type is Card:
        columns += _named("touchpoint", _touchpoint_of_cards)
        columns += _named("phase", _phase_of_cards)
    for field in fields.values():
        if field.name in _SKIPPED or (field.name == "name" and "name" in fields):
            continue
        columns += _column(field)
        if record_type is Experience and field.name == "touchpoint":
            columns.insert(0, Column("position", "position", _touchpoint_positions))
            columns += _named("phase", _phase_of_experiences)
    return columns


def values_of(columns: list[Column], state: State, rows: tuple[Any, ...]) -> dict[str, list[Any]]:
    """Return the values of columns by their names."""
    values: dict[str, list[Any]] = {}
    for column in columns:
        ids = values.get(column.of)
        values[column.name] = column.read(state, rows) if ids is None else names_of(state, ids)
    return values


def rows_of(journey: JourneyModel, table: str) -> tuple[Any, ...]:
    """Return the records that are the rows of a table, in order."""
    return journey.store.state.in_order(type_name(record_type_of(table)))


def names_of(state: State, ids: list[str | None]) -> list[str | None]:
    """Return the names (titles, texts) of records, None for None."""
    names = {i: None if i is None else _name(state.get(i)) for i in set(ids)}
    return [names[i] for i in ids]


def _name(record: Any) -> str | None:
    for attribute in ("name", "title", "text"):
        found = getattr(record, attribute, None)
        if found is not None:
            return str(found)
    return None


def _get(name: str) -> Callable[[State, tuple[Any, ...]], list[Any]]:
    getter = attrgetter(name)
    return lambda _, rows: list(map(getter, rows))


def _column(field: Field) -> list[Column]:
    kinds = {
        "text": "text", "word": "text", "color": "text", "choice": "choice", "flag": "flag",
        "date": "date", "texts": "list", "set": "list", "facts": "facts",
    }  # fmt: skip
    if field.role == "ref":
        thing = field.name
        ids = _get(field.name)
        return [
            Column(f"{thing}_id", "id", ids, field),
            Column(thing, "name", lambda s, rows: names_of(s, ids(s, rows)), of=f"{thing}_id"),
        ]
    if field.role in ("refs", "steps"):
        return [Column(field.name, "list", _name_lists(field.name), field)]
    if field.role == "number":
        whole = "int" in str(field.type).split("Meta")[0]
        return [Column(field.name, "count" if whole else "number", _get(field.name), field)]
    return [Column(field.name, kinds.get(field.role, "text"), _get(field.name), field)]


def _name_lists(name: str) -> Callable[[State, tuple[Any, ...]], list[Any]]:
    getter = attrgetter(name)

    def read(state: State, rows: tuple[Any, ...]) -> list[Any]:
        held = list(map(getter, rows))
        names = {i: _name(state.get(i)) for i in set(chain.from_iterable(held))}
        return [[names[i] for i in ids] if ids else [] for ids in held]

    return read


def _named(thing: str, ids: Callable[[State, tuple[Any, ...]], list[Any]]) -> list[Column]:
    return [
        Column(f"{thing}_id", "id", ids),
        Column(thing, "name", lambda s, rows: names_of(s, ids(s, rows)), of=f"{thing}_id"),
    ]


def _positions(_: State, rows: tuple[Any, ...]) -> list[Any]:
    return list(range(1, len(rows) + 1))


def _touchpoint_positions(state: State, rows: tuple[Any, ...]) -> list[Any]:
    steps = {record.id: at for at, record in enumerate(state.in_order("touchpoint"), 1)}
    return [steps[row.touchpoint] for row in rows]


def _phase_of_touchpoints(_: State, rows: tuple[Any, ...]) -> list[Any]:
    return [row.place.parent for row in rows]


def _phase_of_experiences(state: State, rows: tuple[Any, ...]) -> list[Any]:
    phases = _phases(state)
    return [phases[row.touchpoint] for row in rows]


def _touchpoint_of_cards(_: State, rows: tuple[Any, ...]) -> list[Any]:
    places = map(attrgetter("place"), rows)
    return [None if place.level else place.parent for place in places]


def _phase_of_cards(state: State, rows: tuple[Any, ...]) -> list[Any]:
    phases = _phases(state)
    places = map(attrgetter("place"), rows)
    return [place.parent if place.level else phases[place.parent] for place in places]


def _phases(state: State) -> dict[str | None, str | None]:
    """Return the phase of every touchpoint."""
    return {record.id: record.place.parent for record in state.in_order("touchpoint")}


def _stages(state: State, rows: tuple[Any, ...]) -> list[Any]:
    return [
        None if row.place.parent is None else state.get(row.place.parent).purchase_stage
        for row in rows
    ]
