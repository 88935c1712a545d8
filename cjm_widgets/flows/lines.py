"""The lines of a comparison as rows of a frame, and as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..frames.columns import Column, Rows, of_row, pair_columns, phases_of_touchpoints
from ..model.flow.measured import SCORES
from ..model.flow.outcome import MEASURES
from ..model.flow.whatif import Comparison, Line
from ..model.state import State
from .words import told

_SIDES = ("before", "after", "difference")
_ALL = (*dict.fromkeys(name for names in MEASURES.values() for name in names), *SCORES)
_LABELS = {
    "conversion": "Conversion", "drop_off": "Drop-off", "time": "Time",
    "known_time": "Known time", "revenue": "Revenue", "people": "People", "csat": "CSAT",
    "nps": "NPS", "ces": "CES",
}  # fmt: skip


def columns_of(level: str | None) -> Iterator[Column]:
    """Give the columns of a frame of lines, of one level or of all."""
    if level is None:
        yield Column("level", "choice", of_row("key.level"), known=tuple(MEASURES))
    for name in ("path", "phase", "touchpoint"):
        if level in (None, name) or (name == "phase" and level == "touchpoint"):
            yield from pair_columns(name, _records(name))
    yield Column("measure", "choice", of_row("key.measure"), known=_ALL)
    for side in _SIDES:
        for field, name in (("value", side), ("low", f"{side}_low"), ("high", f"{side}_high")):
            yield Column(name, "number", of_row(f"{side}.{field}"))


def _records(name: str) -> Any:
    """Read the record of a level; the phase of a touchpoint as well."""

    def read(state: State, rows: Rows) -> list[str | None]:
        phases = phases_of_touchpoints(state)
        return [
            line.key.record if line.key.level == name
            else phases[line.key.record] if name == "phase" and line.key.level == "touchpoint"
            else None
            for line in rows
        ]  # fmt: skip

    return read


def told_lines(comparison: Comparison, confidence: float) -> Iterator[str]:
    """Give the numbers of the journey as text, one a line."""
    lines = [line for line in comparison.lines if line.key.level == "journey"]
    known = [line for line in lines if line.key.measure != "known_time" or _is_partial(lines)]
    if not known:
        yield "nothing can be computed: the map has no metrics and no durations"
        return
    cells = [[_LABELS[line.key.measure], *_told(line)] for line in known]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for label, *numbers in cells:
        before, after, difference = (
            text.rjust(width) for text, width in zip(numbers, widths[1:], strict=True)
        )
        yield f"{label.ljust(widths[0])}  {before}  ->  {after}   {difference}".rstrip()
    if any(line.difference.low is not None for line in known):
        yield f"(in brackets: {confidence * 100:.4g} % intervals)"


def _is_partial(lines: Iterable[Line]) -> bool:
    """Tell whether the time is not known on both sides."""
    return not any(
        line.key.measure == "time" and None not in (line.before.value, line.after.value)
        for line in lines
    )


def _told(line: Line) -> list[str]:
    texts = []
    for side in _SIDES:
        number, signed = getattr(line, side), side == "difference"
        if number.value is None:
            texts.append("" if signed else "unknown")
            continue
        text = told(line.key.measure, number.value, signed=signed)
        if number.low is not None:
            low, high = (
                told(line.key.measure, end, signed=signed) for end in (number.low, number.high)
            )
            # The number before the bracket has the unit.
            low, high = (end.removesuffix(" %").removesuffix(" points") for end in (low, high))
            text = f"{text} ({low} to {high})"
        texts.append(text)
    return texts
