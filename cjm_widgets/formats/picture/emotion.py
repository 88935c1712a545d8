"""The emotion lane of a horizontal map: curves over the columns, and what is written at points."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from ..monotone import Point
from .blocks import Beside, Block, Shape, Stack, Style, Text, flow
from .cells import STAR, Maker
from .curve import band, path
from .facts import numeral
from .scores import PLANNED, TARGET, Line, Scale, Score
from .svg import Canvas
from .table import Cell, Frame, Row

#: As high as usual, at least and at most: it is never cut, so it has to go onto any page.
_HEIGHT, _LEAST, _MOST = 160.0, 100.0, 320.0
#: Room above the highest and below the lowest score, and a line of a caption more.
_PAD, _MORE = 26.0, 14.0
#: Numbers beside the lane stand at least so far apart.
_APART = 28.0
_AXIS = 62.0
#: Half of what a point takes.
_POINT = 8.0
#: So many scores beyond those of a page decide how the curve leaves it.
_BEYOND = 2
_LINES = 2


@dataclass(frozen=True)
class Caption:
    """What is written at a point: above or below it."""

    text: Text
    x: float
    y: float
    star: Shape | None = None


class Curves:
    """The curves over the columns of a page."""

    def __init__(
        self, maker: Maker, lines: Sequence[Line], scale: Scale, frame: Frame, first: int,
        height: float,
    ) -> None:  # fmt: skip
        self._maker = maker
        self._theme = maker.theme
        self._lines = lines
        self._scale = scale
        self._frame = frame
        self._first = first
        self._lane = height
        #: What found no room at its point, by column of the page.
        self.left_over: dict[int, list[Block]] = {}
        self._pad = _PAD
        self._captions = self._place()

    @property
    def height(self) -> float:
        """As high as the lane is set, or as usual; more where captions take it."""
        return self._lane + 2 * (self._pad - _PAD)

    @property
    def marks(self) -> list[float]:
        """The scores that are written beside the curves."""
        return self._scale.marks(self.height - 2 * self._pad, _APART)

    def _y(self, score: float) -> float:
        room = self.height - 2 * self._pad
        return self._pad + (1 - self._scale.share(score)) * room

    def _x(self, column: int) -> float:
        """Return the middle of a column of the map, from the left edge of the first one shown."""
        xs, at = self._frame.xs, column - self._first
        if at < 0:
            return (at + 0.5) * self._frame.widths[0]
        if at >= len(self._frame.widths):
            return xs[-1] - xs[0] + (at - len(self._frame.widths) + 0.5) * self._frame.widths[-1]
        return xs[at] - xs[0] + self._frame.widths[at] / 2

    def _points(self, line: Line, *, planned: bool = False) -> list[tuple[float, Score]]:
        scores = line.planned if planned else line.scores
        scored = [
            (at, scores[column.touchpoint.id])
            for at, column in enumerate(self._maker.facts.columns)
            if column.touchpoint is not None and column.touchpoint.id in scores
        ]
        end = self._first + len(self._frame.widths)
        # The curve goes on to the nearest scores of other pages, however far away they are.
        first = max(0, sum(at < self._first for at, _ in scored) - _BEYOND)
        last = sum(at < end for at, _ in scored) + _BEYOND
        return [(self._x(at), score) for at, score in scored[first:last]]

    def _place(self) -> list[Caption]:
        """Decide where captions stand: in their own column, over no other and no point."""
        wanted = self._wanted()
        if any(len(text.lines) > 1 for _, _, text, _ in wanted):
            self._pad = _PAD + _MORE
        placed: list[Caption] = []
        taken: dict[int, list[tuple[float, float]]] = {}
        columns = self._maker.facts.columns
        for at in range(len(self._frame.widths)):
            touchpoint = columns[self._first + at].touchpoint
            if touchpoint is not None:
                ys = [self._y(s.value) for s in self._at(touchpoint)]
                taken[at] = [(y - _POINT, y + _POINT) for y in ys]
        for at, score, text, star in wanted:
            y = self._y(score.value)
            above, below = y - _POINT - 1 - text.height, y + _POINT + 1
            sides = (below, above) if score.value < self._scale.neutral else (above, below)
            for top in sides:
                bottom = top + text.height
                free = all(bottom <= a or top >= b for a, b in taken[at])
                if free and top >= 1 and bottom <= self.height - 1:
                    taken[at].append((top, bottom))
                    placed.append(Caption(text, self._x(self._first + at), top, star))
                    break
            else:
                self._defer(at, text, star)
        return placed

    def _defer(self, at: int, text: Text, star: Shape | None) -> None:
        whole = "".join(text.lines)
        again = self._maker.text(whole, self._frame.widths[at] - 16 - (15 if star else 0),
                                 text.style)  # fmt: skip
        block: Block = Beside([(0, star), (15, again)]) if star else again
        self.left_over.setdefault(at, []).append(block)

    def _at(self, touchpoint: Any) -> list[Score]:
        return [line.scores[touchpoint.id] for line in self._lines if touchpoint.id in line.scores]

    def _wanted(self) -> list[tuple[int, Score, Text, Shape | None]]:
        """Return what is to be written, by column, as the editor does: the first line in full."""
        maker, theme = self._maker, self._theme
        found: list[tuple[int, Score, Text, Shape | None]] = []
        for at, width in enumerate(self._frame.widths):
            touchpoint = maker.facts.columns[self._first + at].touchpoint
            if touchpoint is None:
                continue
            for line in self._lines:
                score = line.scores.get(touchpoint.id)
                if score is None:
                    continue
                front = line is self._lines[0]
                text, extreme = caption_of(self._scale, line, score, front=front)
                star = front and touchpoint.moment_of_truth
                if not text and not star:
                    continue
                low = score.value < self._scale.neutral
                ink = (theme.negative if low else theme.positive) if extreme else theme.ink2
                style = Style(ink, 11.5, 14, "bold" if extreme else "regular")
                room = width - 12 - (30 if star else 0)
                said = maker.text(text, room, style, middle=True, halo=theme.ground)
                sign = Shape(STAR, 11, fill=theme.star) if star else None
                if len(said.lines) > _LINES:
                    self._defer(at, said, sign)
                else:
                    found.append((at, score, said, sign))
        return found

    def draw(self, canvas: Canvas, frame: Frame, x: float, y: float) -> None:
        """Draw gridlines, numbers, curves, points and captions."""
        left, width = x + frame.head, frame.width - frame.head
        canvas.open(class_="axis", data_again="" if self._first else None)
        self._axis(canvas, left, y)
        canvas.close()
        canvas.window(left, y, width, self.height)
        for level in self._scale.levels():
            neutral = level == self._scale.neutral
            canvas.line(0, self._y(level), width, self._y(level), stroke=self._theme.line,
                        stroke_dasharray=None if neutral else "2 4")  # fmt: skip
        drawn = [*self._lines[1:], *self._lines[:1]]
        for line in drawn:
            self._curve(canvas, line, width)
        for line in drawn:
            self._marks(canvas, line, width)
        for caption in self._captions:
            if caption.star:
                shift = caption.text.width / 2 + 15 if caption.text.width else 5.5
                caption.star.draw(canvas, caption.x - shift, caption.y + 1.5)
            if "".join(caption.text.lines):
                text = caption.text
                text.draw(canvas, caption.x - text.room / 2, caption.y)
        canvas.close("svg")

    def _curve(self, canvas: Canvas, line: Line, width: float) -> None:
        color = ink_of(self._theme, line)
        points = self._points(line)
        if any(score.sd > 0 for _, score in points):
            upper = [(x, self._y(s.value + s.sd)) for x, s in points]
            lower = [(x, self._y(s.value - s.sd)) for x, s in points]
            canvas.path(band(upper, lower), fill=color, fill_opacity=0.1)
        planned = self._points(line, planned=True)
        if planned:
            canvas.path(path(self._spots(planned)), fill="none", stroke=color, stroke_width=1.5,
                        stroke_dasharray=PLANNED)  # fmt: skip
            for x, score in planned:
                if 0 <= x <= width:
                    canvas.path(TARGET, transform=f"translate({x:.2f} {self._y(score.value):.2f})",
                                stroke=color, stroke_width=3)  # fmt: skip
        if len(points) > 1:
            canvas.path(path(self._spots(points)), fill="none", stroke=color,
                        stroke_width=2.5 if line is self._lines[0] else 2,
                        stroke_dasharray=line.dash or None, stroke_linecap="round")  # fmt: skip

    def _spots(self, points: Sequence[tuple[float, Score]]) -> list[Point]:
        return [(x, self._y(score.value)) for x, score in points]

    def _marks(self, canvas: Canvas, line: Line, width: float) -> None:
        for x, score in self._points(line):
            if 0 <= x <= width:
                point(canvas, self._maker, line, score, (x, self._y(score.value)))

    def _axis(self, canvas: Canvas, left: float, y: float) -> None:
        maker, scale = self._maker, self._scale
        for mark in self.marks:
            number = maker.text(axis_text(scale, mark), _AXIS, maker.small).fitted()
            at = y + self._y(mark) - 7
            number.draw(canvas, left - 8 - number.width, at)
            label = scale.labels.get(mark)
            if label and fits_axis(maker, label):
                style = Style(maker.theme.ink3, 10.5, 12)
                word = maker.text(label, _AXIS * 2, style).fitted()
                word.draw(canvas, left - 8 - word.width, at + 13)


def axis_text(scale: Scale, mark: float) -> str:
    """Return the emoji and the number of a score."""
    return f"{scale.emoji.get(mark, '')} {scale.text(mark)}".strip()


def fits_axis(maker: Maker, label: str) -> bool:
    """Tell whether the word for a score has room beside the curves."""
    style = Style(maker.theme.ink3, 10.5, 12)
    return len(maker.text(label, 104, style).lines) == 1


def ink_of(theme: Any, line: Line) -> str:
    """Return the colour of a line; everyone's has one of the theme."""
    return str(theme.persona(line.color) if line.color[0] == "#" else getattr(theme, line.color))


def caption_of(scale: Scale, line: Line, score: Score, *, front: bool) -> tuple[str, bool]:
    """Return what is written at a point, and whether it is an end of the line in front."""
    end = line.end(score)
    if front and end is not None:
        label = scale.labels.get(score.value, "") if line.alone(score) else ""
        said = score.words or label
        words = f"{numeral(scale.text(score.value), said)} {said}".strip()
        return f"{words} {score.emoji}".strip(), True
    return " ".join(filter(None, (score.emoji, score.words if front else ""))), False


def point(canvas: Canvas, maker: Maker, line: Line, score: Score, at: Point) -> None:
    """Draw a point: hollow where it is assumed."""
    theme = maker.theme
    color = ink_of(theme, line)
    move = f"translate({at[0]:.2f} {at[1]:.2f})"
    if score.assumed:
        canvas.path(line.marker, transform=move, fill=theme.ground, stroke=color, stroke_width=2)
    else:
        canvas.path(line.marker, transform=move, fill=color, stroke=theme.ground,
                    stroke_width=1.5, paint_order="stroke")  # fmt: skip


def lines_in(lines: Sequence[Line], lane: Any) -> list[Line]:
    """Return the lines of a lane, which may be one persona's."""
    return [line for line in lines if lane.persona in (None, line.persona)]


def legend(
    maker: Maker, lines: Sequence[Line], scale: Scale, room: float, beside: Collection[float] = ()
) -> list[Block]:
    """Return which line is whose, where there are several, and what the scores are called.

    Of the scores `beside` the curves those are left out whose word has room there.
    """
    theme = maker.theme
    style = Style(theme.ink2, 11.5, 16)
    entries: list[tuple[Shape | None, str]] = []
    planned = any(line.planned for line in lines)
    if len(lines) > 1 or planned:
        for line in lines:
            color = ink_of(theme, line)
            sign = Shape(line.marker, 16, fill=color, centred=True, wide=30, below=line.dash)
            entries.append((sign, line.name))
    if planned:
        name = maker.words.value("planned")
        origin = maker.facts.info.derived_from
        sign = Shape(TARGET, 16, stroke=theme.ink2, centred=True, wide=30, thickness=3,
                     below=PLANNED)  # fmt: skip
        entries.append((sign, f"{name} ({origin})" if origin else name))
    for mark, label in scale.labels.items():
        if label and (mark not in beside or not fits_axis(maker, label)):
            entries.append((None, f"{numeral(scale.text(mark), label)} = {label}"))
    found: list[Block] = []
    for shape, name in entries:
        left = 36.0 if shape else 0.0
        text = maker.text(name, room - left, style).fitted()
        found.append(Beside([*([(0.0, shape)] if shape else []), (left, text)]))
    return found


def emotion_rows(
    maker: Maker, lines: Sequence[Line], lane: Any, frame: Frame, first: int, title: Text,
    sign: Shape,
) -> list[Row]:  # fmt: skip
    """Return the rows of an emotion lane: legend, curves, what found no room at its point."""
    scale = Scale(maker.facts.info.emotion_scale)
    shown = lines_in(lines, lane)
    curves = Curves(maker, shown, scale, frame, first,
                    min(_MOST, max(_LEAST, lane.height or _HEIGHT)))  # fmt: skip
    entries = legend(maker, shown, scale, frame.width - frame.head - 28, curves.marks)
    rows: list[Row] = []
    above = (11.0, 0.0)
    if entries:
        block = flow(entries, frame.width - frame.head - 28, 20, 2)
        cell = Cell(0, len(frame.widths), block, (8, 14, 0, 14), name="legend")
        rows.append(
            Row([cell], title, sign, title_pad=above, ruled="edges", again=first > 0, keep=True)
        )
    elif len(title.lines) > 1 or title.width > 62 or scale.labels or scale.emoji:
        # The numbers of the axis stand where a long title would.
        rows.append(Row([], title, sign, title_pad=above, keep=True))
    plotted = Row([], None if rows else title, None if rows else sign, joined=bool(rows),
                  plot=curves, name="emotion")  # fmt: skip
    rows.append(plotted)
    if curves.left_over:
        cells = [Cell(at, 1, Stack(blocks, 4)) for at, blocks in curves.left_over.items()]
        rows.append(Row(cells, joined=True))
    return rows
