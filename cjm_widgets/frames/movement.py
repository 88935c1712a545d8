"""The tables of how people move: transitions, steps and totals of paths, visits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..model.fields import fields_of
from ..model.flow.movement import Movement
from ..model.records import Edge
from .columns import Column, Rows, names_of, of_row, pair_columns, phases_of_touchpoints
from .columns import position_column as _position

if TYPE_CHECKING:
    from ..model.journey import JourneyModel
    from ..model.state import State

_KINDS = ("start", *fields_of(Edge)["kind"].known, "end")


@dataclass(frozen=True)
class MovementTable:
    """A table of `Movement`: its columns, and the rows for whatever people it is of."""

    columns: Callable[[], list[Column]]
    of: Callable[[Movement], Rows]

    def rows(self, journey: JourneyModel) -> Rows:
        """Return the rows for everybody."""
        return self.of(Movement(journey.store.state))


def _names(attribute: str) -> Callable[[State, Rows], list[list[str | None]]]:
    """Read the names of the ids an attribute holds."""
    ids = of_row(attribute)
    return lambda state, rows: [names_of(state, list(held)) for held in ids(state, rows)]


def _phase_of(attribute: str) -> Callable[[State, Rows], list[str | None]]:
    ids = of_row(attribute)

    def read(state: State, rows: Rows) -> list[str | None]:
        phases = phases_of_touchpoints(state)
        return [phases[i] for i in ids(state, rows)]

    return read


def _touchpoint(name: str, attribute: str) -> list[Column]:
    """Return the columns of a touchpoint, of its place on the map and of its phase."""
    prefix = "" if name == "touchpoint" else f"{name}_"
    return [
        *pair_columns(name, of_row(attribute), thing="touchpoint"),
        *pair_columns(f"{prefix}phase", _phase_of(attribute), thing="phase"),
    ]


def _transitions() -> list[Column]:
    def place(name: str) -> list[Column]:
        columns = _touchpoint(name, name)
        return [*columns[:2], _position(f"{name}_position", of_row(name)), *columns[2:]]

    return [
        *place("source"),
        *place("target"),
        Column("kind", "choice", of_row("kind"), known=_KINDS),
        Column("probability", "number", of_row("probability")),
        Column("derived", "number", of_row("derived")),
        Column("edges", "list", lambda _, rows: [list(row.edges) for row in rows]),
        Column("paths", "list", _names("paths")),
        Column("label", "text", of_row("label")),
        Column("condition", "text", of_row("condition")),
        Column("count", "count", of_row("count")),
    ]


def _steps() -> list[Column]:
    return [
        *pair_columns("path", of_row("path")),
        Column("position", "position", of_row("position")),
        *_touchpoint("touchpoint", "touchpoint"),
        *(
            Column(name, "number", of_row(name))
            for name in ("reach", "conversion", "drop_off", "duration", "wait", "elapsed")
        ),
    ]


def _totals() -> list[Column]:
    return [
        Column("scope", "choice", of_row("scope"), known=("path", "all")),
        *pair_columns("path", of_row("path")),
        *(
            Column(name, "number", of_row(name))
            for name in (
                "share", "steps", "conversion", "duration", "known_duration", "expected_duration",
            )
        ),
        Column("unknown", "list", _names("unknown")),
    ]  # fmt: skip


def _visits() -> list[Column]:
    return [
        _position("position", of_row("touchpoint"), kind="position"),
        *_touchpoint("touchpoint", "touchpoint"),
        *(
            Column(name, "number", of_row(name))
            for name in ("visits", "ends", "time", "expected_time")
        ),
    ]


#: The tables by name.
MOVEMENT: Mapping[str, MovementTable] = MappingProxyType({
    "transitions": MovementTable(_transitions, lambda found: found.transitions.transitions),
    "path_steps": MovementTable(_steps, lambda found: tuple(found.path_steps())),
    "path_totals": MovementTable(_totals, lambda found: tuple(found.path_totals())),
    "visits": MovementTable(_visits, lambda found: tuple(found.visit_rows())),
})  # fmt: skip
