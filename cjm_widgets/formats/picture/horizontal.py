"""The map from left to right: touchpoints as columns, lanes as rows, as the editor shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .blocks import Block, Stack, Style, Text
from .cells import Maker
from .emotion import emotion_rows
from .icons import icon
from .scores import Line
from .table import Cell, Frame, Row

HEAD = 132.0
#: Of the column that a collapsed phase takes.
FOLDED = 92.0
_PHASE = (6, 12, 8, 12)
_STAGE = (5, 12, 2, 12)
_TOUCHPOINT = (10, 10, 12, 10)
_OVER = (8, 8, 0, 8)
_SLIM = (4, 8, 4, 8)


class Horizontal:
    """Makes the rows of some columns.

    Parameters
    ----------
    maker
        Makes what stands in cells.
    lines
        The emotion curves.
    frame
        The columns, as they are placed on the page.
    first
        Which column of the map is the first of them.
    """

    def __init__(self, maker: Maker, lines: Sequence[Line], frame: Frame, first: int) -> None:
        self.maker = maker
        self.facts = maker.facts
        self.lines = lines
        self.frame = frame
        self.first = first
        self.count = len(frame.widths)
        self.columns = self.facts.columns[first : first + self.count]

    def heads(self) -> list[Row]:
        """Return the rows of stages, phases and touchpoints."""
        return [*self._stages(), self._phases(), self._touchpoints()]

    def again(self) -> list[Row]:
        """Return the same rows short, for a page on which these columns go on."""
        found = []
        for row in self.heads():
            cells = [replace(cell, block=_short(cell.block)) for cell in row.cells]
            found.append(replace(row, cells=cells, again=True, least=0))
        return found

    def body(self) -> list[Row]:
        """Return the rows of the lanes."""
        rows: list[Row] = []
        for lane in self.facts.lanes:
            rows += self._lane(lane)
        return [replace(row, known=True) for row in rows] if self.first else rows

    def _shown(self, start: int, count: int) -> tuple[int, int]:
        """Return where columns of the map are in this frame, and how many of them."""
        first = max(start, self.first) - self.first
        last = min(start + count, self.first + self.count) - self.first
        return first, last - first

    def _stages(self) -> list[Row]:
        facts, theme = self.facts, self.maker.theme
        if all(stage == "none" for stage, _, _ in facts.stages):
            return []
        cells = []
        for stage, start, count in facts.stages:
            first, span = self._shown(start, count)
            if span < 1:
                continue
            ground, ink = theme.stage(stage)
            name = facts.stage_name(stage, span)
            room = self.frame.span(first, span) - 24
            text = self.maker.text(name, room, Style(ink, 11, 15, "bold")) if name else None
            if text and start < self.first:
                text = replace(text, again=True)
            cells.append(Cell(first, span, text, _STAGE, ground, "stage"))
        return [Row(cells, joined=True, ruled="none", name="stages")]

    def _phases(self) -> Row:
        cells = []
        for group in self.facts.groups:
            first, span = self._shown(group.start, group.count)
            if span < 1:
                continue
            ground, _ = self.maker.theme.stage(group.stage)
            block: Block = self.maker.phase(group, self.frame.span(first, span) - 24)
            if group.start < self.first:
                block = _short(block) or block
            cells.append(Cell(first, span, block, _PHASE, ground, "phase"))
        return Row(cells, joined=True, ruled="edges", name="phases")

    def _touchpoints(self) -> Row:
        cells = []
        for at, column in enumerate(self.columns):
            if column.touchpoint is not None:
                block = self.maker.touchpoint(column.touchpoint, self.frame.widths[at] - 20)
                cells.append(Cell(at, 1, block, _TOUCHPOINT, name="touchpoint"))
        title = self.maker.text(self.maker.words["touchpoints"], HEAD - 40, self.maker.lane)
        sign = icon("touchpoint", self.maker.theme.ink2)
        return Row(cells, title, sign, 56, name="touchpoints", known=self.first > 0)

    def _lane(self, lane: Any) -> list[Row]:
        maker = self.maker
        title = maker.text(self.facts.lane_name(lane), HEAD - 40, maker.lane)
        sign = icon(lane.kind, maker.theme.ink2)
        separator = self._separator(lane)
        if lane.collapsed:
            cells = self._folded(lane)
            return [Row(cells, title, sign, title_pad=(5, 5), separator=separator)]
        rows: list[Row] = []
        if lane.kind == "emotion":
            rows = emotion_rows(maker, self.lines, lane, self.frame, self.first, title, sign)
            if bands := self._bands(lane):
                rows.append(Row(bands, joined=True, ruled="all"))
            cards = self._cells(lambda t, room: maker.cell(lane, t, room))
            if any(cell.block for cell in cards):
                rows.append(Row(cards, joined=True))
        else:
            bands = self._bands(lane)
            cells = self._cells(lambda t, room: maker.cell(lane, t, room))
            rows = [Row(bands, title, sign)] if bands else []
            least = max(44.0, min(lane.height or 0, 600)) if not bands else 10
            rows.append(Row(
                cells, None if bands else title, None if bands else sign, least,
                joined=bool(bands),
            ))  # fmt: skip
        if separator:
            rows[-1] = replace(rows[-1], separator=separator)
        return rows

    def _cells(self, make: Any) -> list[Cell]:
        cells = []
        for at, column in enumerate(self.columns):
            if column.touchpoint is None:
                continue
            block = make(column.touchpoint, self.frame.widths[at] - 16)
            if block is not None:
                cells.append(Cell(at, 1, block))
        return cells

    def _folded(self, lane: Any) -> list[Cell]:
        """Return how many cards there are; those over a phase count in its first column."""
        cells = []
        for at, column in enumerate(self.columns):
            starts = column.group.start == self.first + at
            holders = (column.touchpoint, column.group.phase if starts else None)
            block = self.maker.folded(lane, holders, self.frame.widths[at] - 16)
            if block is not None:
                cells.append(Cell(at, 1, block, _SLIM))
        return cells

    def _bands(self, lane: Any) -> list[Cell]:
        """Return the cards over whole phases; they stand where their phase begins."""
        cells = []
        for group in self.facts.groups:
            first, span = self._shown(group.start, group.count)
            if group.phase is None or span < 1 or group.start < self.first:
                continue
            cards = self.maker.cards(lane, group.phase, self.frame.span(first, span) - 16)
            if lane.kind == "metric":
                room = self.frame.span(first, span) - 16
                cards = [*self.maker.measured(group.phase, room), *cards]
            if cards:
                cells.append(Cell(first, span, Stack(cards, 6), _OVER, name="over"))
        return cells

    def _separator(self, lane: Any) -> Text | None:
        if lane.separator == "none":
            return None
        known = ("interaction", "visibility", "internal_interaction")
        words = self.maker.words
        name = words.value(lane.separator) if lane.separator in known else lane.separator
        style = Style(self.maker.theme.ink2, 10.5, 14, "bold")
        return self.maker.text(name, self.frame.width - HEAD - 40, style).fitted()


def _short(block: Block | None) -> Block | None:
    """Return the first text of a block in two lines: enough to know it again."""
    if isinstance(block, Text):
        return block.shortened(2)
    if isinstance(block, Stack):
        texts = [part for part in block.blocks if isinstance(part, Text)]
        bold = [text for text in texts if text.style.face == "bold"] or texts
        return bold[0].shortened(2) if bold else None
    return block
