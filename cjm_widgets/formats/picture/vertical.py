"""The map from top to bottom: touchpoints as rows, lanes as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .blocks import Beside, Block, Gap, Shape, Stack, Style, Text, flow
from .cells import STAR, Maker
from .curve import band, path
from .emotion import caption_of, ink_of, legend, lines_in, point
from .facts import Group
from .icons import icon
from .scores import PLANNED, TARGET, Line, Scale, Score
from .svg import Canvas
from .table import Cell, Frame, Row

HEAD = 170.0
CURVE = 220.0
_HEAD_PAD = (9, 8, 9, 8)
#: Where in its row a score stands, and the room at both sides of the scale.
_SPOT, _SIDE, _AXIS = 18.0, 16.0, 15.0
_BELOW = 30.0


def width_of(lane: Any, width: float) -> float:
    """Return how wide the column of a lane is: curves need more room than cards."""
    return max(width, CURVE) if lane.kind == "emotion" and not lane.collapsed else width


class Vertical:
    """Makes the rows for some lanes.

    Parameters
    ----------
    maker
        Makes what stands in cells.
    lines
        The emotion curves.
    frame
        The columns, as they are placed on the page.
    lanes
        What they are.
    first
        Whether these are the first lanes of the map.
    """

    def __init__(
        self, maker: Maker, lines: Sequence[Line], frame: Frame, lanes: Sequence[Any], first: int
    ) -> None:
        self.maker = maker
        self.facts = maker.facts
        self.lines = lines
        self.frame = frame
        self.lanes = lanes
        self.first = first
        self.scale = Scale(self.facts.info.emotion_scale)

    def heads(self) -> list[Row]:
        """Return the row of the titles of lanes."""
        cells = []
        for at, lane in enumerate(self.lanes):
            cells.append(Cell(at, 1, self._title(lane, self.frame.widths[at] - 16), _HEAD_PAD))
        title = self.maker.text(self.maker.words["touchpoints"], HEAD - 42, self.maker.lane)
        sign = icon("touchpoint", self.maker.theme.ink2)
        return [Row(cells, title, sign, joined=True, name="lanes", title_pad=(9, 9),
                    known=self.first > 0)]  # fmt: skip

    def again(self) -> list[Row]:
        """Return the same for a page on which these lanes go on."""
        return [replace(row, again=True) for row in self.heads()]

    def body(self) -> list[Row]:
        """Return the rows of phases and touchpoints."""
        rows: list[Row] = []
        stage = "none"
        for group in self.facts.groups:
            banner, *rest = self._phase(group, said=group.stage == stage)
            stage = group.stage
            if not group.collapsed:
                rest += [self._touchpoint(touchpoint, group) for touchpoint in group.touchpoints]
            again = self._again(banner, group)
            rows += [banner, *(replace(row, under=again) for row in rest)]
        return rows

    def overlay(self, placed: Sequence[tuple[Row, float]]) -> list[Curves]:
        """Return the curves over the rows of one page."""
        found = []
        for at, lane in enumerate(self.lanes):
            if lane.kind == "emotion" and not lane.collapsed:
                shown = lines_in(self.lines, lane)
                found.append(Curves(self.maker, shown, self.scale, self.frame, at, placed))
        return found

    def _title(self, lane: Any, room: float) -> Block:
        maker = self.maker
        text = maker.text(self.facts.lane_name(lane), room - 20, maker.lane)
        sign = icon(lane.kind, maker.theme.ink2)
        blocks: list[Block] = [Beside([(0, sign), (20, text)])]
        if lane.separator != "none":
            known = ("interaction", "visibility", "internal_interaction")
            name = maker.words.value(lane.separator) if lane.separator in known else lane.separator
            style = Style(maker.theme.ink2, 10.5, 14, "bold")
            blocks.append(maker.text(name, room, style))
        if lane.kind == "emotion" and not lane.collapsed:
            shown = lines_in(self.lines, lane)
            if entries := legend(maker, shown, self.scale, room):
                blocks.append(flow(entries, room, 14, 2))
            blocks.append(_Axis(maker, self.scale, room))
        return Stack(blocks, 4)

    def _phase(self, group: Group, *, said: bool) -> list[Row]:
        """Return the band of a phase, and the cards that lie over it.

        Its stage is `said` where the phase before has the same.
        """
        maker, theme = self.maker, self.maker.theme
        ground, ink = theme.stage(group.stage)
        blocks: list[Block] = []
        name = self.facts.stage_name(group.stage, 2)
        if name and not said:
            blocks.append(maker.text(name, self.frame.width - 28, Style(ink, 11, 15, "bold")))
        inside = maker.phase(group, self.frame.width - 28)
        blocks.append(inside)
        block: Block = Stack(blocks, 1)
        if self.first:
            texts = [part for part in inside.blocks if isinstance(part, Text)]
            block = texts[0].shortened(2)
        banner = Cell(0, 0, block, (7, 14, 8, 14), ground or theme.ground, "phase")
        rows = [Row(banner=banner, ruled="none", name="phases", keep=True)]
        cells = []
        for at, lane in enumerate(self.lanes):
            if group.phase is None:
                continue
            room = self.frame.widths[at] - 16
            if lane.collapsed:
                # They are counted at the first touchpoint, if it is there.
                alone = group.collapsed or not group.touchpoints
                count = maker.folded(lane, [group.phase], room) if alone else None
                if count is not None:
                    cells.append(Cell(at, 1, count, name="over"))
                continue
            cards: list[Block] = list(maker.cards(lane, group.phase, room))
            if lane.kind == "metric":
                cards = [*maker.measured(group.phase, room), *cards]
            if cards:
                cells.append(Cell(at, 1, Stack(cards, 6), name="over"))
        if cells:
            rows.append(Row(cells, ruled="all"))
        return rows

    def _again(self, banner: Row, group: Group) -> Row:
        """Return the band of a phase that goes on on another page."""
        assert banner.banner is not None  # noqa: S101 - it is one
        name = self.maker.phase(group, self.frame.width - 28).blocks[0]
        assert isinstance(name, Text)  # noqa: S101 - a phase begins with its name
        cell = replace(banner.banner, block=name.shortened(1), padding=(5, 14, 6, 14))
        return replace(banner, banner=cell, again=True, keep=False)

    def _touchpoint(self, touchpoint: Any, group: Group) -> Row:
        maker = self.maker
        cells = []
        for at, lane in enumerate(self.lanes):
            room = self.frame.widths[at] - 16
            if lane.collapsed:
                over = group.phase if touchpoint is group.touchpoints[0] else None
                block: Block | None = maker.folded(lane, (touchpoint, over), room)
            elif lane.kind == "emotion":
                block = self._felt(lane, touchpoint, room)
            else:
                block = maker.cell(lane, touchpoint, room)
            if block is not None:
                cells.append(Cell(at, 1, block))
        title = maker.touchpoint(touchpoint, HEAD - 26)
        if self.first:
            bold = [part for part in title.blocks if isinstance(part, Text)]
            title = Stack([next(t for t in bold if t.style.face == "bold").shortened(2)])
        row = Row(cells, title, None, 44, title_pad=(10, 10), name="touchpoint")
        return replace(row, about=touchpoint.id)

    def _felt(self, lane: Any, touchpoint: Any, room: float) -> Stack | None:
        """Return what is written under the points of a touchpoint."""
        maker, theme = self.maker, self.maker.theme
        shown = lines_in(self.lines, lane)
        blocks: list[Block] = []
        for line in shown:
            score = line.scores.get(touchpoint.id)
            if score is None:
                continue
            front = line is shown[0]
            text, extreme = caption_of(self.scale, line, score, front=front)
            low = score.value < self.scale.neutral
            ink = (theme.negative if low else theme.positive) if extreme else theme.ink2
            style = Style(ink, 11.5, 14, "bold" if extreme else "regular")
            star = Shape(STAR, 11, fill=theme.star, drop=1.5)
            starred = front and touchpoint.moment_of_truth
            if not text and not starred:
                continue
            left = 15.0 if starred else 0.0
            said = maker.text(text, room - left, style, halo=theme.ground).fitted()
            # As near to its point as the column lets it.
            at = _SIDE - 8 + self.scale.share(score.value) * (room + 16 - 2 * _SIDE)
            shift = min(max(0.0, at - (left + said.width) / 2), room - left - said.width)
            sign = [(shift, star)] if starred else []
            blocks.append(Beside([*sign, (shift + left, said)]))
        cards = maker.cards(lane, touchpoint, room)
        there = any(touchpoint.id in {*line.scores, *line.planned} for line in shown)
        if not blocks and not cards and not there:
            return None
        return Stack([Gap(_BELOW - 8 if there else 0), *blocks, *cards], 2)


@dataclass(frozen=True)
class _Axis:
    """The numbers of the scale over the column of curves."""

    maker: Maker
    scale: Scale
    width: float
    height: float = _AXIS

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        return (self, None) if room >= self.height else (None, self)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        # As far as the curves below, which have the padding of the cell as well.
        length = self.width + 16 - 2 * _SIDE
        for mark in self.scale.marks(length, 36):
            at = x - 8 + _SIDE + self.scale.share(mark) * length
            emoji = self.scale.emoji.get(mark, "")
            text = f"{emoji} {self.scale.text(mark)}".strip()
            number = self.maker.text(text, 60, self.maker.small).fitted()
            left = min(max(at - number.width / 2, x - 6), x + self.width + 6 - number.width)
            number.draw(canvas, left, y)


class Curves:
    """The curves along the touchpoints of one page."""

    def __init__(
        self, maker: Maker, lines: Sequence[Line], scale: Scale, frame: Frame, column: int,
        placed: Sequence[tuple[Row, float]],
    ) -> None:  # fmt: skip
        self._maker = maker
        self._lines = lines
        self._scale = scale
        self._column = column
        self._frame = frame
        self._steps = [(row.about, y + _SPOT) for row, y in placed if row.about]
        self._top = self._steps[0][1] - _SPOT if self._steps else 0.0
        last = [y + row.height for row, y in placed if row.about]
        self._bottom = last[-1] if last else 0.0

    def draw(self, canvas: Canvas, x: float) -> None:
        """Draw gridlines, curves and points; the left edge of the table is at `x`."""
        if not self._steps:
            return
        left, width = x + self._frame.xs[self._column], self._frame.widths[self._column]
        theme = self._maker.theme
        canvas.open(class_="emotion")
        for level in self._scale.levels():
            at = left + self._across(level, width)
            dash = None if level == self._scale.neutral else "2 4"
            canvas.line(at, self._top, at, self._bottom, stroke=theme.line, stroke_dasharray=dash)
        for line in [*self._lines[1:], *self._lines[:1]]:
            color = ink_of(theme, line)
            points = self._points(line.scores, left, width)
            planned = self._points(line.planned, left, width)
            if any(score.sd > 0 for _, _, score in points):
                upper = [(y, left + self._across(s.value + s.sd, width)) for _, y, s in points]
                lower = [(y, left + self._across(s.value - s.sd, width)) for _, y, s in points]
                canvas.path(band(upper, lower, turned=True), fill=color, fill_opacity=0.1)
            if planned:
                spots = [(y, at) for at, y, _ in planned]
                canvas.path(path(spots, turned=True), fill="none", stroke=color,
                            stroke_width=1.5, stroke_dasharray=PLANNED)  # fmt: skip
                for at, y, _ in planned:
                    canvas.path(TARGET, transform=f"translate({at:.2f} {y:.2f}) rotate(90)",
                                stroke=color, stroke_width=3)  # fmt: skip
            if len(points) > 1:
                spots = [(y, at) for at, y, _ in points]
                canvas.path(path(spots, turned=True), fill="none", stroke=color, stroke_width=2,
                            stroke_dasharray=line.dash or None)  # fmt: skip
            for at, y, score in points:
                point(canvas, self._maker, line, score, (at, y))
        canvas.close()

    def _across(self, score: float, width: float) -> float:
        return _SIDE + self._scale.share(score) * (width - 2 * _SIDE)

    def _points(self, scores: Any, left: float, width: float) -> list[tuple[float, float, Score]]:
        return [
            (left + self._across(scores[i].value, width), y, scores[i])
            for i, y in self._steps if i in scores
        ]  # fmt: skip
