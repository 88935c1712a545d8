"""The columns of a table: what a column shows of its rows and what it is written through."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter
from typing import Any

from ..model.fields import Field, types_by_name
from ..model.state import State

Rows = tuple[Any, ...]
Read = Callable[[State, Rows], list[Any]]
#: Gives the reader of a field by its name: off the row itself, or off a part of the row.
Reader = Callable[[str], Read]

_KINDS = {
    "text": "text", "word": "text", "color": "text", "choice": "choice", "flag": "flag",
    "date": "date", "texts": "list", "set": "list", "facts": "facts",
}  # fmt: skip
#: References whose names are a categorical in the order of the map; other names are text.
_ORDERED = ("touchpoint", "lane", "persona", "metric", "vote_session")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        As in the dataframe.
    kind
        ``text choice number count flag date moment list facts name id position``: decides the
        dtype. A ``moment`` is in seconds since 1970.
    read
        Gives the values of the column for the rows of the table.
    field
        The field of the record it is, None for what is derived or stands elsewhere.
    writes
        The keyword of `update` it is written through, ``""`` for what is only shown.
    of
        The column of ids whose names it holds: what was read there need not be read again.
    thing
        The type of record that an id or a name is of, ``"*"`` for any.
    ordered
        Names become a categorical in the order of the map.
    known
        The words of a choice.
    follows
        The columns that a column which is only shown may change along with.
    """

    name: str
    kind: str
    read: Read
    field: Field | None = None
    writes: str = ""
    of: str = ""
    thing: str = ""
    ordered: bool = False
    known: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


def of_row(name: str) -> Read:
    """Read an attribute of every row."""
    getter = attrgetter(name)
    return lambda _, rows: list(map(getter, rows))


def of_part(part: str) -> Reader:
    """Return the reader of fields of a part of the row, which may be None."""
    get_part = attrgetter(part)

    def reader(name: str) -> Read:
        getter = attrgetter(name)
        return lambda _, rows: [
            None if (held := get_part(row)) is None else getter(held) for row in rows
        ]

    return reader


def field_columns(field: Field, reader: Reader = of_row) -> list[Column]:
    """Return the columns of a field of a record: one, or an id with its name."""
    read = reader(field.name)
    if field.role == "ref":
        ordered = field.target in _ORDERED and field.name != "planned_ref"
        pair = pair_columns(field.name, read, thing=str(field.target), ordered=ordered)
        pair = [replace(column, writes=field.name) for column in pair]
        pair[0] = replace(pair[0], field=field)
        return [type_column(field.name, read), *pair] if field.target == "*" else pair
    if field.role in ("refs", "steps"):
        return [
            Column(
                field.name, "list", _name_lists(read), field, field.name, thing=str(field.target)
            )
        ]
    kind = _KINDS.get(field.role, "text")
    if field.role == "number":
        kind = "count" if is_whole(field) else "number"
    return [Column(field.name, kind, read, field, field.name, known=field.known)]


def is_whole(field: Field) -> bool:
    """Tell whether a field holds whole numbers."""
    return "int" in str(field.type).split("Meta")[0]


def pair_columns(
    name: str, ids: Read, *, thing: str = "", ordered: bool = True, follows: Iterable[str] = ()
) -> list[Column]:
    """Return the columns of a thing: its id and, beside it, its name."""
    thing = thing or name
    return [
        Column(f"{name}_id", "id", ids, thing=thing, follows=tuple(follows)),
        Column(
            name, "name", lambda state, rows: names_of(state, ids(state, rows)), of=f"{name}_id",
            thing=thing, ordered=ordered, follows=tuple(follows),
        ),
    ]  # fmt: skip


def type_column(name: str, ids: Read) -> Column:
    """Return the column that says of what type a thing is which may be any."""

    def read(state: State, rows: Rows) -> list[Any]:
        return [
            None if i is None else str(state.get(i).__struct_config__.tag)
            for i in ids(state, rows)
        ]  # fmt: skip

    follows = (f"{name}_id", name)
    return Column(f"{name}_type", "choice", read, known=tuple(types_by_name()), follows=follows)


def place_columns(touchpoints: Read, phases: Read, *, follows: Iterable[str] = ()) -> list[Column]:
    """Return where on the map a row belongs: position, touchpoint and phase."""
    return [
        position_column("position", touchpoints, follows=follows),
        *pair_columns("touchpoint", touchpoints, follows=follows),
        *pair_columns("phase", phases, follows=follows),
    ]


def position_column(
    name: str, touchpoints: Read, *, kind: str = "count", follows: Iterable[str] = ()
) -> Column:
    """Return the column that counts the touchpoints of the map from 1."""

    def read(state: State, rows: Rows) -> list[Any]:
        steps: dict[Any, int | None] = {
            record.id: at for at, record in enumerate(state.in_order("touchpoint"), 1)
        }
        steps[None] = None
        return [steps[i] for i in touchpoints(state, rows)]

    return Column(name, kind, read, follows=tuple(follows))


def values_of(columns: Iterable[Column], state: State, rows: Rows) -> dict[str, list[Any]]:
    """Return the values of columns by their names."""
    values: dict[str, list[Any]] = {}
    for column in columns:
        ids = values.get(column.of)
        values[column.name] = column.read(state, rows) if ids is None else names_of(state, ids)
    return values


def names_of(state: State, ids: list[str | None]) -> list[str | None]:
    """Return the names (titles, texts) of records, None for None."""
    names = {i: None if i is None else name_of(state.get(i)) for i in set(ids)}
    return [names[i] for i in ids]


def name_of(record: Any) -> str | None:
    """Return what a record is called: its name, title or text; None where it has none."""
    for attribute in ("name", "title", "text"):
        found = getattr(record, attribute, None)
        if found is not None:
            return str(found)
    return None


def phases_of_touchpoints(state: State) -> dict[str | None, str | None]:
    """Return the phase of every touchpoint, and None for None."""
    phases = {record.id: record.place.parent for record in state.in_order("touchpoint")}
    return {**phases, None: None}


def _name_lists(ids: Read) -> Read:
    def read(state: State, rows: Rows) -> list[Any]:
        held = ids(state, rows)
        names = {i: name_of(state.get(i)) for i in set(chain.from_iterable(filter(None, held)))}
        return [[names[i] for i in many] if many else [] for many in held]

    return read
