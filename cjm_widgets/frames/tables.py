"""The tables of a map: what each has a row for, its columns, and whether it can be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..model.errors import FormatError, InvalidDocument
from ..model.fields import Field, fields_of
from ..model.records import (
    Board,
    Card,
    Channel,
    Comment,
    Edge,
    Evidence,
    Experience,
    Goal,
    Lane,
    Person,
    Persona,
    Phase,
    Question,
    Reaction,
    Record,
    Resource,
    StickyNote,
    Touchpoint,
    Vote,
    VoteSession,
    WorkshopPart,
    type_name,
)  # fmt: skip
from ..model.state import State
from . import changes, gaps, metrics, paths, scores, vote_results
from .columns import (
    Column,
    Read,
    Rows,
    field_columns,
    of_row,
    pair_columns,
    phases_of_touchpoints,
    place_columns,
    position_column,
)  # fmt: skip
from .movement import MOVEMENT
from .places import phase_of, through, touchpoint_of

if TYPE_CHECKING:
    from ..model.journey import JourneyModel

_SKIPPED = ("id", "place", "extra")
_NAMED_BY = ("name", "title", "text")
#: Their text is what they have to say, not what they are called.
_TEXT_ONLY = (Card, Comment)
_TOUCHPOINT = ("touchpoint_id", "touchpoint")


@dataclass(frozen=True)
class Table:
    """One table of a map.

    Attributes
    ----------
    name
        As in ``to_frame(name)``.
    about
        What it has a row for.
    own_id
        The column with the ids of its rows.
    columns
        In order.
    rows
        Gives the rows of a map, in order.
    record_type
        The type of its rows, None where a row is no record.
    read_only
        Why it cannot be written, ``""`` where it can.
    """

    name: str
    about: str
    own_id: str
    columns: tuple[Column, ...]
    rows: Callable[[JourneyModel], Rows]
    record_type: type[Record] | None = None
    read_only: str = ""


def _record_table(name: str, about: str, record_type: type[Record], *shape: Column) -> Table:
    """Return the table with one row for each record of a type."""
    thing = type_name(record_type)
    columns = list(shape) or _columns(record_type)

    def rows(journey: JourneyModel) -> Rows:
        return journey.store.state.in_order(thing)

    return Table(name, about, f"{thing}_id", tuple(columns), rows, record_type)


def _columns(record_type: type[Record]) -> list[Column]:
    """Return the columns of a record type: its id, its name, then its other fields."""
    fields = fields_of(record_type)
    columns = _own(record_type, fields)
    if record_type in (Touchpoint, Phase, Persona):
        columns.insert(0, Column("position", "position", _positions))
    if record_type is Touchpoint:
        phase = pair_columns("phase", of_row("place.parent"))
        columns += [replace(column, writes="phase") for column in phase]
        columns.append(Column("purchase_stage", "choice", _stages, known=_STAGES, follows=_PHASE))
    if record_type is Card:
        touchpoint = pair_columns("touchpoint", of_row("touchpoint"))
        phase = pair_columns("phase", _phase_of_cards, follows=_TOUCHPOINT)
        columns += [replace(column, writes=column.thing) for column in (*touchpoint, *phase)]
    shown = [column.field for column in columns]
    for field in fields.values():
        if field.name in _SKIPPED or field in shown:
            continue
        columns += field_columns(field)
        columns = _with_places(record_type, field, columns)
    if record_type is Vote:
        columns = [replace(c, read=_voters) if c.name == "voter" else c for c in columns]
    return columns


def _own(record_type: type[Record], fields: Mapping[str, Field]) -> list[Column]:
    thing = type_name(record_type)
    columns = [Column(f"{thing}_id", "id", of_row("id"), thing=thing)]
    named_by = next((n for n in _NAMED_BY if n in fields), None)
    if named_by is not None and record_type not in _TEXT_ONLY:
        kind = "text" if named_by == "text" else "name"
        own = Column(thing, kind, of_row(named_by), fields[named_by], named_by, thing=thing)
        columns.append(replace(own, ordered=kind == "name"))
    return columns


def _with_places(record_type: type[Record], field: Field, columns: list[Column]) -> list[Column]:
    """Add what is known of where on the map a reference leads."""
    if record_type is Experience and field.name == "touchpoint":
        ids = of_row("touchpoint")
        position = position_column("position", ids, kind="position", follows=_TOUCHPOINT)
        phase = pair_columns("phase", _phase_of(ids), follows=_TOUCHPOINT)
        return [position, *columns, *phase]
    if record_type is Edge and field.role == "ref":
        follows = (f"{field.name}_id", field.name)
        ids = of_row(field.name)
        return [
            *columns,
            position_column(f"{field.name}_position", ids, kind="position", follows=follows),
            *pair_columns(f"{field.name}_phase", _phase_of(ids), thing="phase", follows=follows),
        ]
    if field.role == "ref" and field.target == "*":
        targets = of_row(field.name)
        follows = (f"{field.name}_id", field.name)
        return [
            *columns,
            *place_columns(
                through(touchpoint_of, targets), through(phase_of, targets), follows=follows
            ),
        ]
    return columns


def _voters(state: State, rows: Rows) -> list[Any]:
    """Return who voted; of an anonymous round nobody, so that a table can be shown to all."""
    return ["" if state.get(row.session).anonymous else row.voter for row in rows]


def _positions(_: State, rows: Rows) -> list[Any]:
    return list(range(1, len(rows) + 1))


def _stages(state: State, rows: Rows) -> list[Any]:
    return [
        None if row.place.parent is None else state.get(row.place.parent).purchase_stage
        for row in rows
    ]


def _phase_of(touchpoints: Read) -> Read:
    def read(state: State, rows: Rows) -> list[Any]:
        phases = phases_of_touchpoints(state)
        return [phases[i] for i in touchpoints(state, rows)]

    return read


def _phase_of_cards(state: State, rows: Rows) -> list[Any]:
    phases = phases_of_touchpoints(state)
    places = map(attrgetter("place"), rows)
    return [place.parent if place.level else phases[place.parent] for place in places]


_STAGES = fields_of(Phase)["purchase_stage"].known
_PHASE = ("phase_id", "phase")


def _derived_table(
    name: str, about: str, own_id: str, module: Any, why: str = ""
) -> Table:  # fmt: skip
    return Table(name, about, own_id, tuple(module.columns()), module.rows, read_only=why)


@cache
def _tables() -> Mapping[str, Table]:
    record = _record_table
    tables = (
        record("touchpoints", "touchpoint, in the order of the map", Touchpoint),
        record("phases", "phase", Phase),
        record("experience", "score of a persona (or of everybody) at a touchpoint", Experience),
        record("cards", "card on a touchpoint or a phase", Card),
        _derived_table(
            "metrics", "value of a metric; a metric without values has one row",
            "metric_value_id", metrics,
        ),
        _derived_table(
            "paths", "step of a path; a path without steps has one row", "path_id", paths
        ),
        record(
            "edges", "transition from a touchpoint to another that was stated (`transitions` has "
            "those that follow from paths as well)", Edge,
        ),
        record("votes", "vote of one voter for one thing", Vote),
        record("vote_sessions", "round of votes", VoteSession),
        record("resources", "resource that touchpoints have or need", Resource),
        record("personas", "persona", Persona),
        record("goals", "goal", Goal),
        record("questions", "question the map is to answer", Question),
        record("people", "person who works on the journey", Person),
        record("channels", "channel", Channel),
        record("lanes", "lane, from top to bottom", Lane),
        record("evidence", "piece of evidence", Evidence),
        record("comments", "comment, in the order they were made", Comment),
        record("reactions", "emoji somebody put on something", Reaction),
        record("boards", "board", Board),
        record("sticky_notes", "sticky note on a board", StickyNote),
        record("workshop_parts", "part of the workshop", WorkshopPart),
        _derived_table(
            "scores", "touchpoint, persona and source with scores", "mean", scores,
            "it sums up the table experience; change it there",
        ),
        _derived_table(
            "transitions", "way from a touchpoint to another, into the map or out of it",
            "derived", MOVEMENT["transitions"],
            "it follows from paths and edges; add an edge to say otherwise",
        ),
        _derived_table(
            "path_steps", "step of a path, with who is still there and how long it takes",
            "elapsed", MOVEMENT["path_steps"],
            "it follows from paths, touchpoints and metrics; change it there",
        ),
        _derived_table(
            "path_totals", "path, and one for all paths together", "expected_duration",
            MOVEMENT["path_totals"],
            "it follows from paths, touchpoints and metrics; change it there",
        ),
        _derived_table(
            "visits", "touchpoint that transitions lead to or from", "visits", MOVEMENT["visits"],
            "it follows from paths, edges and touchpoints; change it there",
        ),
        _derived_table(
            "vote_results", "thing that got votes in a round", "voters", vote_results,
            "it sums up the table votes; change it there",
        ),
        _derived_table(
            "gaps", "comparison of what is with what should be", "finding", gaps,
            "it compares what stands in touchpoints, experience and resources; change it there",
        ),
        _derived_table(
            "changes", "field that a change of the history touched", "change_id", changes,
            "it shows the history, which is only added to; use undo() or edit the map",
        ),
    )  # fmt: skip
    return MappingProxyType({table.name: table for table in tables})


def tables() -> Mapping[str, Table]:
    """Return the tables by name, in the order they are documented."""
    return _tables()


def table_of(name: str) -> Table:
    """Return a table by its name. Raises `FormatError` for a name that is none."""
    found = _tables().get(name)
    if found is None:
        raise FormatError(
            f"there is no table {name!r}; tables are {', '.join(_tables())}",
            field="table", value=name,
        )  # fmt: skip
    return found


#: Which table is asked first whether a frame is its own: those with few ids of other things last.
_INFERENCE = (
    "changes", "gaps", "vote_results", "transitions", "path_steps", "path_totals", "visits",
    "experience", "cards", "metrics", "paths", "edges", "votes", "comments",
    "reactions", "resources", "goals", "questions", "vote_sessions", "evidence", "lanes",
    "sticky_notes", "boards", "workshop_parts",
    "people", "channels", "touchpoints", "phases", "personas", "scores",
)  # fmt: skip


def infer(names: Iterable[str]) -> Table:
    """Return the table a frame with these columns is of.

    Raises
    ------
    InvalidDocument
        No column says it: none holds the ids of the rows of a table.
    """
    names = set(names)
    fitting = [
        table for name in _INFERENCE if (table := _tables()[name]).own_id in names
    ]  # fmt: skip
    for table in fitting:
        if names <= {column.name for column in table.columns}:
            return table
    if fitting:
        return fitting[0]
    raise InvalidDocument(
        "the frame has no id column, so its table is not known; say table='touchpoints' "
        f"(or one of {', '.join(_tables())})",
        field="table",
    )
