"""A whole map as lines of text, one thing or field a line, so that ``git diff`` reads well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.change import Change
from ..model.records import Card, Experience, JourneyInfo
from ..model.state import State
from .plain import clean
from .rows import Row, Rows
from .words import kind_of, label_of


def outline(state: State) -> Iterator[str]:
    """Give the lines: the journey, what belongs to no phase, then phase by phase.

    Every field that says something is there, whole; ids and order keys are not.
    """
    info = state.journey
    nothing = State([JourneyInfo(id=info.id)])
    yield f"Customer journey map: {clean(info.title) or 'untitled'}"
    heading: tuple[str | None, str | None] = (None, None)
    last = info.id
    everything: dict[str, Any] = dict(state.records)
    rows = Rows(nothing, state, Change(added=everything)).all()
    # The journey first, whatever else stands outside of the phases.
    for row in sorted(rows, key=lambda row: row.record.id != info.id):
        if (row.phase, row.touchpoint) != heading:
            yield from _heading(state, heading, row)
            heading = (row.phase, row.touchpoint)
        depth = 1 + (row.phase is not None) + (row.touchpoint is not None)
        if row.record.id != last:
            last = row.record.id
            if last not in heading:
                yield f"{'  ' * (depth - 1)}{kind_of(row.record)}: {clean(row.short)}"
        own = last in heading or last == info.id
        if _told(row):
            continue
        if row.field is not None:
            yield from _field(row.field, row.new or "", "  " * (depth - own + (last == info.id)))


def _told(row: Row) -> bool:
    """Tell whether the line that names the record says what is in this row."""
    if row.field in ("name", "title", "text"):
        return clean(row.new or "") == clean(row.label)
    if isinstance(row.record, Experience):
        return row.field in ("touchpoint", "persona", "respondent")
    return isinstance(row.record, Card) and row.field == "kind"


def _heading(state: State, before: tuple[str | None, str | None], row: Row) -> Iterator[str]:
    phase, touchpoint = row.phase, row.touchpoint
    if phase != before[0]:
        yield ""
        if phase is not None:
            yield f"phase: {clean(label_of(state, phase) or '')}"
    if touchpoint is not None:
        yield f"{'  ' if phase else ''}touchpoint: {clean(label_of(state, touchpoint) or '')}"


def _field(name: str, text: str, indent: str) -> Iterator[str]:
    """Give the line of a field; of a text with several lines, each on its own."""
    parts = text.splitlines() or [""]
    if len(parts) == 1:
        yield f"{indent}{name}: {clean(parts[0])}"
        return
    yield f"{indent}{name}:"
    for part in parts:
        yield f"{indent}  {clean(part)}".rstrip()
