"""Dataframes as maps: write an edited table back, or start a map from any table.

Frames may be of pandas, polars or pyarrow; Narwhals reads them.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .cells import plain, same, to_value
from .model.change import Change
from .model.errors import CjmError, CjmWarning, InvalidDocument, shorten, unknown_field
from .model.fields import fields_of
from .model.records import Card, Experience, Phase, Record, Touchpoint, type_name
from .model.scales import LANES
from .tables import TABLES, Column, columns_of, id_column, record_type_of, rows_of

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

    from .model.journey import JourneyModel

Row = dict[str, Any]
#: Columns that hold cards in a table handed to `from_frame`: the kind of card is the name.
CARD_KINDS = tuple(
    kind for kind in fields_of(Card)["kind"].known if kind not in ("question", "note")
)
_INFERENCE = ("experience", "cards", "touchpoints", "phases", "personas")


def update_from(
    journey: JourneyModel,
    frame: IntoDataFrame,
    *,
    table: str | None = None,
    remove_missing: bool = False,
) -> Change:
    """Write an edited table back into the map, as one change.

    Parameters
    ----------
    journey
        The map.
    frame
        A table of `to_frame`, edited: rows are matched by their id column; rows without an id
        (or with a new one) are added. Columns may be left out; the order of rows is not read.
    table
        Which table it is; found from the id column when left out.
    remove_missing
        Remove the records whose ids the frame does not hold.

    Returns
    -------
    Change
        What was changed, empty when the frame says what the map says.

    Raises
    ------
    InvalidDocument
        A cell does not fit, or was changed although it only shows something that stands
        elsewhere. The message names row and column; nothing is changed.
    UnknownField
        A column is none of the table's; the closest one is named.
    """
    data, count = _read(frame)
    table = table or _infer(data)
    record_type = record_type_of(table)
    columns = {column.name: column for column in columns_of(table)}
    for name in data:
        if name not in columns:
            raise unknown_field(f"the table {table}", name, columns)
    own_id = id_column(record_type)
    with journey.store.editing():
        with journey.transaction(f"Update {table} from a dataframe") as done:
            current = _current(journey, table, columns)
            ids = [plain(value) for value in data.get(own_id, [None] * count)]
            if remove_missing:
                gone = [record_id for record_id in current if record_id not in set(ids)]
                journey.remove(*gone)
            seen: set[str] = set()
            for number, record_id in enumerate(ids):
                row = {name: values[number] for name, values in data.items() if name != own_id}
                if record_id in seen:
                    raise InvalidDocument(
                        f"row {number}, column {own_id!r}: {record_id!r} stands in two rows",
                        record=record_id, field=own_id, value=record_id,
                    )  # fmt: skip
                if record_id is not None:
                    seen.add(record_id)
                if record_id in current:
                    _update_row(journey, number, record_id, row, current[record_id], columns)
                else:
                    _add_row(journey, number, record_type, record_id, row, columns)
        return done()


def fill_from_frame(
    journey: JourneyModel, frame: IntoDataFrame, columns: Mapping[str, str]
) -> None:
    """Fill a map from any table: one row a touchpoint, or one a touchpoint and persona.

    Parameters
    ----------
    journey
        The map to fill.
    frame
        The table. Rows with the same phase and touchpoint become one touchpoint.
    columns
        ``{column of the frame: meaning}`` (the other way round is understood too). Meanings
        are ``touchpoint`` (needed), ``phase``, ``purchase_stage``, ``persona``, ``score``,
        ``emotion``, ``source``, ``respondent``, every other field of a touchpoint
        (``channels``, ``description``, ``duration`` ...) and every kind of card (``pain``,
        ``gain``, ``thought`` ...). Columns that are called so already need no mention.

    Raises
    ------
    UnknownField
        A meaning, or a column of the mapping, does not exist; the closest one is named.
    InvalidDocument
        A cell does not fit; the message names row and column.

    Warns
    -----
    CjmWarning
        Columns of the frame have no meaning and are left out.
    """
    data, count = _read(frame)
    meanings = _meanings(data, columns)
    unused = [name for name in data if name not in meanings]
    if unused:
        warnings.warn(
            f"columns without a meaning are left out: {', '.join(map(repr, unused))}; "
            "name them in columns={...}",
            CjmWarning, stacklevel=3,
        )  # fmt: skip
    phases: dict[str, Any] = {}
    steps: dict[tuple[Any, Any], Any] = {}
    with journey.transaction("Read a dataframe"):
        for number in range(count):
            row = {meaning: (name, plain(data[name][number])) for name, meaning in meanings.items()}
            touchpoint = _touchpoint(journey, number, row, phases, steps)
            _experience(journey, number, row, touchpoint)
            for kind in CARD_KINDS:
                for text in _texts(row.get(kind)):
                    with _naming(number, row[kind][0], text):
                        journey.add_card(touchpoint, kind, text)


def _touchpoint(
    journey: JourneyModel,
    number: int,
    row: dict[str, tuple[str, Any]],
    phases: dict[str, Any],
    steps: dict[tuple[Any, Any], Any],
) -> Any:
    name, phase_name = row["touchpoint"][1], row.get("phase", ("", None))[1]
    if name is None:
        raise InvalidDocument(
            f"row {number}, column {row['touchpoint'][0]!r}: a touchpoint needs a name",
            field=row["touchpoint"][0],
        )
    if phase_name is not None and phase_name not in phases:
        phases[phase_name] = journey.add_phase(str(phase_name))
    phase = phases.get(phase_name)
    stage = row.get("purchase_stage")
    if phase is not None and stage is not None and stage[1] is not None:
        with _naming(number, *stage):
            journey.update(phase, purchase_stage=stage[1])
    key = (phase_name, name)
    if key not in steps:
        steps[key] = journey.add_touchpoint(str(name), phase=phase)
        for meaning, (column, value) in row.items():
            field = fields_of(Touchpoint).get(meaning)
            if field is not None and meaning != "name" and value is not None:
                with _naming(number, column, value):
                    journey.update(steps[key], **{meaning: to_value(field, value)})
    return steps[key]


def _experience(
    journey: JourneyModel, number: int, row: dict[str, tuple[str, Any]], touchpoint: Any
) -> None:
    values = {}
    for meaning in ("score", "emotion", "source", "respondent", "n", "sd", "note", "emoji"):
        column, value = row.get(meaning, ("", None))
        if value is not None:
            with _naming(number, column, value):
                values[meaning] = to_value(fields_of(Experience)[meaning], value)
    if not values:
        return
    column, persona = row.get("persona", ("", None))
    if persona is not None:
        with _naming(number, column, persona):
            known = next((p for p in journey.personas if p.name == str(persona)), None)
            persona = known or journey.add_persona(str(persona))
    with _naming(number, row.get("score", ("score", None))[0], values.get("score")):
        journey.add_experience(touchpoint, persona, **values)


def _texts(cell: tuple[str, Any] | None) -> list[str]:
    """Return the card texts of a cell: a list, or one a line."""
    if cell is None or cell[1] is None:
        return []
    value = cell[1]
    items = value if isinstance(value, list | tuple) else str(value).splitlines()
    return [text for item in items if (text := str(item).strip())]


def _meanings(data: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Return column of the frame -> meaning."""
    known = {
        "touchpoint", "phase", "purchase_stage", "persona", *CARD_KINDS,
        *(set(fields_of(Touchpoint)) - {"id", "place", "extra", "name"}),
        *(set(fields_of(Experience)) - {"id", "extra", "touchpoint"}),
    }  # fmt: skip
    if not all(name in data for name in columns) and known.issuperset(columns):
        # Given as meaning -> column.
        columns = {column: meaning for meaning, column in columns.items()}
    for column, meaning in columns.items():
        if column not in data:
            raise unknown_field("the frame", column, data)
        if meaning not in known:
            raise unknown_field("a frame of a journey", meaning, known)
    found = {name: name for name in data if name in known and name not in columns.values()}
    found |= columns
    if "touchpoint" not in found.values():
        raise (
            unknown_field("the frame", "touchpoint", data)
            if data
            else InvalidDocument("the frame has no columns")
        )
    return found


@contextmanager
def _naming(number: int, column: str, value: Any) -> Iterator[None]:
    """Say in an error which row and column it is about."""
    try:
        yield
    except CjmError as problem:
        raise InvalidDocument(
            f"row {number}, column {column!r}: {problem.message}",
            record=problem.record, field=column, value=value,
        ) from problem  # fmt: skip


def _read(frame: Any) -> tuple[dict[str, list[Any]], int]:
    import narwhals as nw

    try:
        table = nw.from_native(frame, eager_only=True)
    except TypeError as problem:
        raise InvalidDocument(
            f"{shorten(frame)} is no dataframe; give one of pandas, polars or pyarrow",
            value=frame,
        ) from problem
    return {str(name): table[name].to_list() for name in table.columns}, len(table)


def _infer(data: Mapping[str, Any]) -> str:
    for table in _INFERENCE:
        if id_column(TABLES[table]) in data:
            return table
    raise InvalidDocument(
        "the frame has no id column, so its table is not known; say table='touchpoints' "
        f"(or one of {', '.join(TABLES)})",
        field="table",
    )


def _current(journey: JourneyModel, table: str, columns: dict[str, Column]) -> dict[str, Row]:
    rows = rows_of(journey, table)
    state = journey.store.state
    values = {name: column.read(state, rows) for name, column in columns.items()}
    return {
        record.id: {name: values[name][at] for name in columns} for at, record in enumerate(rows)
    }


def _update_row(
    journey: JourneyModel,
    number: int,
    record_id: str,
    row: Row,
    current: Row,
    columns: dict[str, Column],
) -> None:
    changed = {
        name: value
        for name, cell in row.items()
        if not same(columns[name], current[name], value := plain(cell))
    }
    for name, value in _fields(journey, number, changed, columns, type(journey.get(record_id))):
        with _naming(number, name[0], value):
            journey.update(record_id, **{name[1]: value})


def _add_row(
    journey: JourneyModel,
    number: int,
    record_type: type[Record],
    record_id: str | None,
    row: Row,
    columns: dict[str, Column],
) -> None:
    given = {name: value for name, cell in row.items() if (value := plain(cell)) is not None}
    # What only shows something else is read off the map anyway.
    shown = {name for name, column in columns.items() if _target(column, record_type) is None}
    given = {name: value for name, value in given.items() if name not in shown}
    values = {
        name[1]: value for name, value in _fields(journey, number, given, columns, record_type)
    }
    if record_id is not None:
        values["id"] = record_id
    with _naming(number, id_column(record_type), record_id):
        journey.add(type_name(record_type), **values)


def _fields(
    journey: JourneyModel,
    number: int,
    cells: Row,
    columns: dict[str, Column],
    record_type: type[Record],
) -> list[tuple[tuple[str, str], Any]]:
    """Return ``((column, keyword of update), value)`` for the cells of a row."""
    found: dict[str, tuple[tuple[str, str], Any]] = {}
    for name, value in cells.items():
        column = columns[name]
        target = _target(column, record_type)
        if target is None:
            if _follows(name, cells, record_type):
                continue
            raise InvalidDocument(
                f"row {number}, column {name!r}: this column only shows what stands elsewhere "
                "and cannot be written; change it there",
                field=name, value=value,
            )  # fmt: skip
        # An id that was changed beats the name beside it.
        if target in found and not name.endswith("_id"):
            continue
        with _naming(number, name, value):
            if column.field is not None:
                value = to_value(column.field, value)
            elif value is not None and not name.endswith("_id"):
                value = _by_name(journey, name, str(value))
        found[target] = ((name, target), value)
    return list(found.values())


def _follows(name: str, cells: Row, record_type: type[Record]) -> bool:
    """Tell whether a derived cell changed along with what it is derived from."""
    link = "phase" if record_type is Touchpoint else "touchpoint"
    own = name == "position" and record_type is not Experience
    return not own and (link in cells or f"{link}_id" in cells)


def _target(column: Column, record_type: type[Record]) -> str | None:
    """Return the keyword of `update` a column is written through, None for a derived one."""
    if column.field is not None:
        return column.field.name
    thing = column.name.removesuffix("_id")
    fields = fields_of(record_type)
    if thing in fields and column.kind in ("id", "name") and fields[thing].role == "ref":
        return thing
    if thing == "phase" and record_type is Touchpoint:
        return "phase"
    if thing == "touchpoint" and record_type is Card:
        return "touchpoint"
    return None


def _by_name(journey: JourneyModel, thing: str, name: str) -> str:
    """Return the id of the record of that name; a phase or persona that is new is added."""
    for record in journey.store.state.in_order(thing):
        if name in (getattr(record, "name", None), getattr(record, "title", None)):
            return str(record.id)
    if thing == type_name(Phase):
        return journey.add_phase(name).id
    if thing == "persona":
        return journey.add_persona(name).id
    if thing == "lane" and name in LANES:
        return journey.add_lane(name).id
    raise InvalidDocument(f"there is no {thing} named {name[:80]!r}; add it first", value=name)
