"""The map as a table: columns of a frame, rows of cells, and how both are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from .blocks import Block, Shape, Text
from .svg import Canvas
from .theme import Theme

Padding = tuple[float, float, float, float]
_LANE: Padding = (8, 8, 10, 8)


@dataclass(frozen=True)
class Frame:
    """Columns of a page beside the column of titles; `edges` are those a phase begins with."""

    head: float
    widths: Sequence[float]
    edges: frozenset[int] = frozenset()
    hatched: frozenset[int] = frozenset()
    #: Columns with a line of visibility (or the like) on their right side.
    split: frozenset[int] = frozenset()

    @cached_property
    def xs(self) -> list[float]:
        """Left edges, and the right edge of the last."""
        found = [self.head]
        for width in self.widths:
            found.append(found[-1] + width)
        return found

    @property
    def width(self) -> float:
        """Of the whole table."""
        return self.xs[-1]

    def span(self, first: int, count: int) -> float:
        """Return how wide some columns are together."""
        return self.xs[first + count] - self.xs[first]


class Plot(Protocol):
    """A drawing over all columns of a row."""

    @property
    def height(self) -> float:
        """How high it is."""

    def draw(self, canvas: Canvas, frame: Frame, x: float, y: float) -> None:
        """Draw it, the left edge of the table at `x`."""


@dataclass(frozen=True)
class Cell:
    """A block over some columns, on a ground that is as high as its row."""

    first: int
    span: int
    block: Block | None
    padding: Padding = _LANE
    fill: str | None = None
    name: str = "cell"

    @property
    def height(self) -> float:
        """Of what is in it, and around."""
        top, _, bottom, _ = self.padding
        return self.block.height + top + bottom if self.block else 0


@dataclass(frozen=True)
class Row:
    """A row of the table. `joined`, it belongs to the one above: no line is between them."""

    cells: Sequence[Cell] = ()
    title: Block | None = None
    icon: Shape | None = None
    least: float = 0
    joined: bool = False
    plot: Plot | None = None
    separator: Text | None = None
    #: Lines between its columns: none, those of phases, all.
    ruled: str = "all"
    #: Over the whole width, the column of titles too.
    banner: Cell | None = None
    name: str = "lane"
    #: Room above and below the title.
    title_pad: tuple[float, float] = (11, 9)
    #: Whether all of it, or its title alone, stood on a page before.
    again: bool = False
    known: bool = False
    #: It stands on one page with the row below.
    keep: bool = False
    #: What it belongs to, in short, for a page that begins with it.
    under: Row | None = None
    #: The touchpoint it is about, of a vertical map.
    about: str = ""

    @cached_property
    def height(self) -> float:
        """Of the highest thing in it."""
        title = self.title.height + sum(self.title_pad) if self.title else 0
        heights = [self.least, title, *(cell.height for cell in self.cells)]
        if self.plot:
            heights.append(self.plot.height)
        if self.banner:
            heights.append(self.banner.height)
        return max(heights) + self._below

    @property
    def _below(self) -> float:
        return self.separator.height + 4 if self.separator else 0

    def split(self, room: float) -> tuple[Row | None, Row | None]:
        """Return what fits into `room` px, and the rest."""
        if self.height <= room:
            return self, None
        if self.plot:
            return None, self
        cells: list[Cell] = []
        rest: list[Cell] = []
        moved = False
        for cell in self.cells:
            first, second = _cut(cell, room)
            moved = moved or first is not None
            cells.append(replace(cell, block=first))
            rest.append(replace(cell, block=second))
        title = again = None
        if self.title:
            above, below = self.title_pad
            title, again = self.title.split(room - above - below)
            moved = moved or title is not None
            if again is None and isinstance(self.title, Text):
                again = self.title.shortened(2)
        banner, going_on = self.banner, self.banner
        if self.banner:
            first, second = _cut(self.banner, room)
            moved = moved or first is not None
            banner = replace(self.banner, block=first)
            going_on = replace(self.banner, block=second)
        if not moved:
            return None, self
        return (
            replace(self, cells=cells, title=title, separator=None, least=0, banner=banner),
            replace(self, cells=rest, title=again, least=0, about="", banner=going_on),
        )

    def ground(self, canvas: Canvas, frame: Frame, x: float, y: float, theme: Theme) -> None:
        """Draw what its texts stand on, with its upper left corner there."""
        if self.banner:
            canvas.rect(x, y, frame.width, self.height, fill=self.banner.fill)
        for cell in self.cells:
            if cell.fill:
                left, width = x + frame.xs[cell.first], frame.span(cell.first, cell.span)
                canvas.rect(left, y, width, self.height, fill=cell.fill)
        self._rule(canvas, frame, x, y, theme)
        if not self.joined:
            canvas.line(x, y, x + frame.width, y, stroke=theme.line)

    def draw(self, canvas: Canvas, frame: Frame, x: float, y: float, theme: Theme) -> None:
        """Draw what stands on it."""
        canvas.open(class_=self.name, data_again="" if self.again else None)
        self._entitle(canvas, x + 14, y + self.title_pad[0])
        for cell in (*self.cells, *([self.banner] if self.banner else ())):
            if cell.block:
                top, _, _, pad = cell.padding
                left = x + (frame.xs[cell.first] if cell is not self.banner else 0) + pad
                cell.block.draw(canvas, left, y + top)
        if self.plot:
            self.plot.draw(canvas, frame, x, y)
        if self.separator:
            self._separate(canvas, frame, x, y + self.height, theme)
        canvas.close()

    def _entitle(self, canvas: Canvas, x: float, y: float) -> None:
        if self.title is None:
            return
        canvas.open(class_="title", data_again="" if self.known else None)
        if self.icon:
            self.icon.draw(canvas, x, y + 0.5)
            x += 20
        self.title.draw(canvas, x, y)
        canvas.close()

    def _rule(self, canvas: Canvas, frame: Frame, x: float, y: float, theme: Theme) -> None:
        bottom = y + self.height
        if self.ruled == "all":
            for at in frame.hatched:
                canvas.rect(x + frame.xs[at], y, frame.widths[at], self.height, fill=theme.line,
                            fill_opacity=0.35)  # fmt: skip
            canvas.line(x + frame.head, y, x + frame.head, bottom, stroke=theme.line)
        dotted = []
        for at in range(1, len(frame.widths)):
            left = x + frame.xs[at]
            if at in frame.edges:
                if self.ruled != "none":
                    canvas.line(left, y, left, bottom, stroke=theme.line)
            elif self.ruled == "all" and at - 1 not in frame.split:
                dotted.append(f"M{left:g},{y:g}V{bottom:g}")
        for at in frame.split if self.ruled == "all" else ():
            right = x + frame.xs[at + 1]
            canvas.line(right, y, right, bottom, stroke=theme.ink3, stroke_width=2,
                        stroke_dasharray="6 4")  # fmt: skip
        if dotted:
            canvas.path("".join(dotted), stroke=theme.line, stroke_dasharray="1 2", fill="none")

    def _separate(self, canvas: Canvas, frame: Frame, x: float, y: float, theme: Theme) -> None:
        text = self.separator
        assert text is not None  # noqa: S101 - only called then
        left, top = x + frame.head + 8, y - text.height - 1
        canvas.rect(left, top, text.width + 12, text.height, rx=3, fill=theme.ground)
        replace(text, again=self.known).draw(canvas, left + 6, top)
        canvas.line(x, y, x + frame.width, y, stroke=theme.ink3, stroke_width=2,
                    stroke_dasharray="6 4")  # fmt: skip


def _cut(cell: Cell, room: float) -> tuple[Block | None, Block | None]:
    if cell.block is None:
        return None, None
    top, _, bottom, _ = cell.padding
    return cell.block.split(room - top - bottom)
