"""What a picture is put together from: blocks that know their size and can be cut between lines.

A block is made for a width; its height follows. `split` gives the part that fits into some room
and the rest, so that what is too tall for a page goes on on the next one.
"""

# ruff: noqa: D102 - what the methods do is said once, in Block

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from .measure import Ruler
from .svg import Canvas, valid
from .wrap import is_rtl, wrap

#: From the middle of a line to the ground line of its letters, in em.
_MIDDLE = 0.3465
Parts = tuple["Block | None", "Block | None"]


class Block(Protocol):
    """Something of a size."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...

    def split(self, room: float) -> Parts:
        """Return what fits into `room` px, and the rest; None where there is none."""

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its upper left corner there."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks; `face` is regular, bold or italic."""

    fill: str
    size: float = 12
    leading: float = 16
    face: str = "regular"


class Rulers:
    """The rulers of one picture, by size and face."""

    def __init__(self) -> None:
        self._rulers: dict[tuple[float, str], Ruler] = {}

    def of(self, style: Style) -> Ruler:
        """Return the ruler of a style."""
        key = (style.size, style.face)
        if key not in self._rulers:
            self._rulers[key] = Ruler(*key)
        return self._rulers[key]


@dataclass(frozen=True)
class Text:
    """A text in lines. `room` is the width it has; `middle` centres it there."""

    lines: Sequence[str]
    style: Style
    room: float
    ruler: Ruler
    rtl: bool = False
    middle: bool = False
    halo: str | None = None
    again: bool = False

    @classmethod
    def of(cls, text: str, room: float, style: Style, rulers: Rulers, *, middle: bool = False,
           halo: str | None = None) -> Text:  # fmt: skip
        """Return a text wrapped into a width."""
        ruler = rulers.of(style)
        text = valid(text)
        return cls(wrap(text, room, ruler), style, room, ruler, is_rtl(text), middle, halo)

    @cached_property
    def width(self) -> float:
        """Of the longest line."""
        return min(self.room, max(map(self.ruler, self.lines)))

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    def fitted(self) -> Text:
        """Return the same text with no more room than it takes."""
        return replace(self, room=self.width)

    def shortened(self, lines: int) -> Text:
        """Return it with so many lines at most, to be read again where it stood in full before."""
        if len(self.lines) <= lines:
            return replace(self, again=True)
        last = self.lines[lines - 1].rstrip()
        while last and self.ruler(last + "…") > self.room:
            last = last[:-1]
        return replace(self, lines=[*self.lines[: lines - 1], last + "…"], again=True)

    def split(self, room: float) -> Parts:
        count = int(room // self.style.leading)
        if count >= len(self.lines):
            return self, None
        if count < 1:
            return None, self
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.style
        shift = self.room / 2 if self.middle else self.room if self.rtl else 0
        canvas.text(
            x + shift, y + style.leading / 2 + style.size * _MIDDLE, self.lines, style.leading,
            widths=[self.ruler.sure(line) for line in self.lines], rtl=self.rtl, fill=style.fill,
            font_size=None if style.size == 12 else style.size,
            font_weight="bold" if style.face == "bold" else None,
            font_style="italic" if style.face == "italic" else None,
            text_anchor="middle" if self.middle else None,
            stroke=self.halo, stroke_width=3 if self.halo else None,
            stroke_linejoin="round" if self.halo else None,
            paint_order="stroke" if self.halo else None,
            data_again="" if self.again else None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """A small drawing on a raster of `raster` px, its 0,0 at its middle if `centred`."""

    d: str
    size: float
    stroke: str | None = None
    fill: str | None = "none"
    raster: float = 16
    thickness: float = 1.5
    centred: bool = False
    wide: float | None = None
    dash: str | None = None
    below: str | None = None
    drop: float = 0

    @property
    def width(self) -> float:
        return self.wide or self.size

    @property
    def height(self) -> float:
        return self.size + self.drop

    def split(self, room: float) -> Parts:
        return (self, None) if room >= self.height else (None, self)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it, over a line (`below`) where there is one."""
        y += self.drop
        if self.below is not None:
            middle = y + self.size / 2
            canvas.line(x, middle, x + self.width, middle, stroke=self.stroke or self.fill,
                        stroke_width=2, stroke_dasharray=self.below or None)  # fmt: skip
        scale = self.size / self.raster
        if self.centred:
            x, y = x + self.width / 2, y + self.size / 2
        move = f"translate({x:.2f} {y:.2f})"
        canvas.path(
            self.d, transform=move if scale == 1 else f"{move} scale({scale:.4g})",
            fill=self.fill, stroke=self.stroke,
            stroke_width=self.thickness if self.stroke else None,
            stroke_linecap="round" if self.stroke and not self.centred else None,
            stroke_linejoin="round" if self.stroke else None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """Nothing, so high."""

    height: float
    width: float = 0

    def split(self, room: float) -> Parts:
        return (self, None) if room >= self.height else (None, None)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Leave it empty."""


@dataclass(frozen=True)
class Stack:
    """Blocks under each other."""

    blocks: Sequence[Block]
    gap: float = 0

    @cached_property
    def width(self) -> float:
        return max((block.width for block in self.blocks), default=0)

    @cached_property
    def height(self) -> float:
        gaps = self.gap * max(0, len(self.blocks) - 1)
        return sum(block.height for block in self.blocks) + gaps

    def split(self, room: float) -> Parts:
        if self.height <= room:
            return self, None
        used = 0.0
        for at, block in enumerate(self.blocks):
            if used + block.height <= room:
                used += block.height + self.gap
                continue
            first, rest = block.split(room - used)
            before = [*self.blocks[:at], *([first] if first else ())]
            after = [*([rest] if rest else ()), *self.blocks[at + 1 :]]
            return (
                replace(self, blocks=before) if before else None,
                replace(self, blocks=after) if after else None,
            )
        return self, None

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        for block in self.blocks:
            block.draw(canvas, x, y)
            y += block.height + self.gap


@dataclass(frozen=True)
class Beside:
    """Blocks beside each other, each at its x; cut only where there is room for some of each."""

    items: Sequence[tuple[float, Block]]

    @cached_property
    def width(self) -> float:
        return max((x + block.width for x, block in self.items), default=0)

    @cached_property
    def height(self) -> float:
        return max((block.height for _, block in self.items), default=0)

    def split(self, room: float) -> Parts:
        if self.height <= room:
            return self, None
        parts = [(x, *block.split(room)) for x, block in self.items]
        first = [(x, block) for x, block, _ in parts if block]
        rest = [(x, block) for x, _, block in parts if block]
        if len(first) < len(parts):
            return None, self
        return Beside(first), (Beside(rest) if rest else None)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        for shift, block in self.items:
            block.draw(canvas, x + shift, y)


def flow(blocks: Iterable[Block], room: float, gap: float, below: float) -> Stack:
    """Return blocks set like words: beside each other, and on a new line where the room ends."""
    rows: list[list[tuple[float, Block]]] = []
    x = 0.0
    for block in blocks:
        if rows and x + block.width <= room:
            rows[-1].append((x, block))
        else:
            rows.append([(0.0, block)])
            x = 0.0
        x += block.width + gap
    return Stack([Beside(row) for row in rows], below)


@dataclass(frozen=True)
class Box:
    """A block on a ground of its own: a card, a chip. Cut, it is two boxes."""

    inside: Block
    #: Left out at the top, right, bottom, left.
    padding: tuple[float, float, float, float]
    name: str
    fill: str | None = None
    stroke: str | None = None
    radius: float = 6
    dash: str | None = None
    #: As wide as that, whatever is inside.
    wide: float | None = None

    @property
    def width(self) -> float:
        _, right, _, left = self.padding
        return self.wide or self.inside.width + left + right

    @property
    def height(self) -> float:
        top, _, bottom, _ = self.padding
        return self.inside.height + top + bottom

    def split(self, room: float) -> Parts:
        if self.height <= room:
            return self, None
        top, _, bottom, _ = self.padding
        first, rest = self.inside.split(room - top - bottom)
        return (
            replace(self, inside=first) if first else None,
            replace(self, inside=rest) if rest else None,
        )

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        top, _, _, left = self.padding
        canvas.open(class_=self.name)
        inset = 0.5 if self.stroke else 0
        canvas.rect(
            x + inset, y + inset, self.width - 2 * inset, self.height - 2 * inset,
            rx=min(self.radius, self.height / 2), fill=self.fill or "none", stroke=self.stroke,
            stroke_dasharray=self.dash,
        )  # fmt: skip
        self.inside.draw(canvas, x + left, y + top)
        canvas.close()


@dataclass(frozen=True)
class Named:
    """A block in a group of its own, by which it is found again."""

    inside: Block
    name: str

    @property
    def width(self) -> float:
        return self.inside.width

    @property
    def height(self) -> float:
        return self.inside.height

    def split(self, room: float) -> Parts:
        first, rest = self.inside.split(room)
        return (
            replace(self, inside=first) if first else None,
            replace(self, inside=rest) if rest else None,
        )

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.open(class_=self.name)
        self.inside.draw(canvas, x, y)
        canvas.close()
