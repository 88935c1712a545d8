"""The table of paths: one row a step, with what the path says beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.fields import fields_of
from ..model.records import Path
from ..model.state import State
from .columns import Column, Rows, field_columns, of_row, pair_columns, phases_of_touchpoints

if TYPE_CHECKING:
    from ..model.journey import JourneyModel

PATH_FIELDS = ("personas", "condition", "probability", "main")


class StepRow(NamedTuple):
    """A step of a path; `position` and `touchpoint` are None where the path has none."""

    path: Path
    position: int | None
    touchpoint: str | None


def rows(journey: JourneyModel) -> Rows:
    """Return the rows: paths in order, the steps of each one after the other."""
    found: list[StepRow] = []
    for path in journey.store.state.in_order("path"):
        found += [StepRow(path, at, step) for at, step in enumerate(path.steps, 1)] or [
            StepRow(path, None, None)
        ]
    return tuple(found)


def columns() -> list[Column]:
    """Return the columns; those of the path stand alike in all of its rows."""
    fields = fields_of(Path)
    touchpoint = pair_columns("touchpoint", of_row("touchpoint"))
    found = [
        Column("path_id", "id", of_row("path.id"), thing="path"),
        Column(
            "path", "name", of_row("path.name"), fields["name"], "name", thing="path", ordered=True
        ),
        Column("position", "count", of_row("position"), writes="steps"),
        *(replace(column, writes="steps") for column in touchpoint),
        *pair_columns("phase", _phases, follows=("position", "touchpoint_id", "touchpoint")),
    ]
    for name in PATH_FIELDS:
        found += field_columns(fields[name], lambda name: of_row(f"path.{name}"))
    return found


def is_of_path(column: Column) -> bool:
    """Tell whether a column says something of the path, not of the step."""
    return column.writes in ("name", *PATH_FIELDS)


def _phases(state: State, rows: Rows) -> list[Any]:
    phases = phases_of_touchpoints(state)
    return [phases[row.touchpoint] for row in rows]
