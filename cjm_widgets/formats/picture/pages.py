"""Pages: how large they are, which columns and rows come onto which, what each repeats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ...model.errors import InvalidDocument, shorten
from .blocks import Block, Stack, Style, Text
from .cells import Maker
from .facts import Column
from .horizontal import FOLDED, Horizontal
from .horizontal import HEAD as HORIZONTAL_HEAD
from .scores import Line
from .svg import Canvas, document
from .table import Frame, Row
from .vertical import HEAD as VERTICAL_HEAD
from .vertical import Vertical, width_of

#: In CSS pixels, a 96th of an inch: the longer side, the shorter side, the margin.
PAGES = MappingProxyType({
    "A4": (1122.52, 793.70, 34.0), "A3": (1587.40, 1122.52, 38.0), "16:9": (1280.0, 720.0, 30.0),
})  # fmt: skip
_MARGIN = 24.0
#: At the last of them 12 px are 7 pt on paper, as small as is read well.
_SCALES = (1.0, 0.9, 0.79)
#: How wide columns are: of a picture of its own, and on a page, which they fill.
_LEAST, _MOST = 150.0, 240.0
_PAGE_LEAST, _PAGE_MOST = 126.0, 340.0
_NARROWEST, _WIDEST = 760.0, 960.0
#: A header that takes more of a page than that goes on on the next one.
_HEADER = 0.55
_BELOW_HEADER = 16.0
_RUNNING = 26.0
#: So much of the next row is enough to be kept with.
_KEPT = 240.0
Section = Horizontal | Vertical


@dataclass
class Page:
    """What is on a page, and where."""

    blocks: list[tuple[Block, float, float]] = field(default_factory=list)
    rows: list[tuple[Row, float]] = field(default_factory=list)
    section: Section | None = None
    bottom: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """The room of every page; `height` is None where there is as much as it takes."""

    width: float
    height: float | None
    margin: float
    #: How much smaller all of it is drawn, so that more goes onto a page.
    scale: float = 1

    @property
    def room(self) -> float:
        """Of a page from margin to margin."""
        return self.width - 2 * self.margin

    @property
    def end(self) -> float:
        """Where a page ends."""
        return float("inf") if self.height is None else self.height - self.margin


def size_of(page: Any, direction: str) -> tuple[float, float, float] | None:
    """Return width, height and margin of a page; None is one as large as it takes."""
    if page is None:
        return None
    found = PAGES.get(page) if isinstance(page, str) else None
    if found is None:
        raise InvalidDocument(
            f"page is {', '.join(PAGES)} or None, not {shorten(page)}", field="page", value=page
        )
    longer, shorter, margin = found
    upright = direction == "vertical" and page != "16:9"
    return (shorter, longer, margin) if upright else (longer, shorter, margin)


def lay_out(
    maker: Maker, lines: Sequence[Line], direction: str, page: Any,
    header: Callable[[float], Stack],
) -> tuple[Sheet, list[Page]]:  # fmt: skip
    """Return the pages of a map and what is on them.

    On pages all may be a little smaller, where that saves some.
    """
    size = size_of(page, direction)
    if size is None:
        return _lay_out(maker, lines, direction, None, 1, header)
    found = [_lay_out(maker, lines, direction, size, scale, header) for scale in _SCALES]
    return min(found, key=lambda one: len(one[1]))


def _lay_out(
    maker: Maker, lines: Sequence[Line], direction: str,
    paper: tuple[float, float, float] | None, scale: float, header: Callable[[float], Stack],
) -> tuple[Sheet, list[Page]]:  # fmt: skip
    size = paper and (paper[0] / scale, paper[1] / scale, paper[2] / scale)
    make = _vertical if direction == "vertical" else _horizontal
    room = None if size is None else size[0] - 2 * size[2]
    sections, width = make(maker, lines, room)
    if size is None:
        sheet = Sheet(max(width, _NARROWEST) + 2 * _MARGIN, None, _MARGIN)
    else:
        sheet = Sheet(*size, scale)
    pages = _headed(header(sheet.room - (60 if size else 0)), sheet)
    if not maker.facts.columns:
        last = pages[-1]
        words = maker.words
        empty = maker.text(words["empty_title"], sheet.room, Style(maker.theme.ink2, 14, 20))
        last.blocks.append((empty, sheet.margin, last.bottom + 24))
        last.bottom += 24 + empty.height + 12
        return sheet, pages
    for at, section in enumerate(sections):
        if at:
            pages.append(Page(bottom=sheet.margin + _RUNNING))
        _fill(pages, section, sheet)
    return sheet, pages


def _headed(header: Stack, sheet: Sheet) -> list[Page]:
    """Return the first page, or pages, with the header of the map."""
    pages = [Page(bottom=sheet.margin)]
    rest: Block | None = header
    while rest is not None:
        page = pages[-1]
        room = sheet.end - page.bottom
        limit = room if rest.height > room else room * _HEADER
        first: Block | None
        if rest.height <= limit or sheet.height is None:
            first, rest, full = rest, None, False
        elif rest.height <= room:
            # It fits, and leaves too little for the map.
            first, rest, full = rest, None, True
        else:
            (first, rest), full = rest.split(room), True
        if first is not None:
            page.blocks.append((first, sheet.margin, page.bottom))
            page.bottom += first.height + _BELOW_HEADER
        if full:
            pages.append(Page(bottom=sheet.margin + _RUNNING))
    return pages


def _fill(pages: list[Page], section: Section, sheet: Sheet) -> None:
    """Put the rows of some columns on the last page, and on as many more as they take."""
    pages[-1].section = section
    waiting = [*section.heads(), *section.body()]
    repeated = 0
    while waiting:
        page, row = pages[-1], waiting[0]
        room = sheet.end - page.bottom
        fresh = len(page.rows) <= repeated
        wanted = row.height
        if row.keep and not fresh and len(waiting) > 1:
            wanted += min(waiting[1].height, _KEPT)
        first, rest = (row, None) if wanted <= room else (None, row)
        if first is None and (fresh or row.height > _body(section, sheet)):
            # Too tall for any page: as much of it as there is room for.
            first, rest = row.split(room)
            if first is None and fresh:
                first, rest = row, None
        if first is not None:
            page.rows.append((first, page.bottom))
            page.bottom += first.height
            if rest is None:
                waiting.pop(0)
                continue
            waiting[0] = rest
        if rest is not None:
            pages.append(Page(bottom=sheet.margin + _RUNNING, section=section))
            heads = section.again()
            if waiting[0].under:
                heads.append(waiting[0].under)
            if sum(head.height for head in heads) > 0.4 * (sheet.end - sheet.margin):
                heads = []
            for head in heads:
                pages[-1].rows.append((head, pages[-1].bottom))
                pages[-1].bottom += head.height
            repeated = len(heads)


def _body(section: Section, sheet: Sheet) -> float:
    """Return the room for lanes on a page that repeats its heads."""
    heads = sum(head.height for head in section.again())
    return sheet.end - sheet.margin - _RUNNING - heads


def _horizontal(
    maker: Maker, lines: Sequence[Line], room: float | None
) -> tuple[list[Section], float]:
    columns = maker.facts.columns
    wide = sum(1 for column in columns if not column.group.collapsed)
    if room is None:
        fitting = (_WIDEST - HORIZONTAL_HEAD) / max(1, wide)
        width = min(_MOST, max(_LEAST, fitting))
        chunks = [(0, len(columns))]
    else:
        width = _PAGE_LEAST
        chunks = _chunks([_wide(c, width) for c in columns], room - HORIZONTAL_HEAD)
    sections: list[Section] = []
    most = 0.0
    for first, count in chunks:
        part = columns[first : first + count]
        width_here = width
        if room is not None:
            folded = sum(FOLDED for column in part if column.group.collapsed)
            open_ = sum(1 for column in part if not column.group.collapsed)
            width_here = min(_PAGE_MOST, (room - HORIZONTAL_HEAD - folded) / max(1, open_))
            width_here = max(width_here, 60.0)
        frame = Frame(
            HORIZONTAL_HEAD, [_wide(column, width_here) for column in part],
            frozenset(i for i, c in enumerate(part) if c.group.start == first + i),
            frozenset(i for i, c in enumerate(part) if c.group.collapsed),
        )  # fmt: skip
        sections.append(Horizontal(maker, lines, frame, first))
        most = max(most, frame.width)
    return sections, most


def _wide(column: Column, width: float) -> float:
    return FOLDED if column.group.collapsed else width


def _vertical(
    maker: Maker, lines: Sequence[Line], room: float | None
) -> tuple[list[Section], float]:
    lanes = maker.facts.lanes
    if room is None:
        fitting = (_WIDEST - VERTICAL_HEAD) / max(1, len(lanes))
        width = min(_MOST, max(_LEAST, fitting))
        chunks = [(0, len(lanes))]
    else:
        width = _PAGE_LEAST
        chunks = _chunks([width_of(lane, width) for lane in lanes], room - VERTICAL_HEAD)
    sections: list[Section] = []
    most = 0.0
    for first, count in chunks or [(0, 0)]:
        part = lanes[first : first + count]
        widths = [width_of(lane, width) for lane in part]
        if room is not None and widths:
            more = (room - VERTICAL_HEAD - sum(widths)) / len(widths)
            widths = [min(_PAGE_MOST, wide + more) for wide in widths]
        divided = frozenset(i for i, lane in enumerate(part) if lane.separator != "none")
        frame = Frame(VERTICAL_HEAD, widths, split=divided)
        sections.append(Vertical(maker, lines, frame, part, first))
        most = max(most, frame.width)
    return sections, most


def _chunks(widths: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Return (first, how many) of what comes onto each page, as evenly as can be."""
    if not widths:
        return []
    found: list[list[int]] = [[0, 0]]
    used = 0.0
    for at, width in enumerate(widths):
        if used + width > room and found[-1][1]:
            found.append([at, 0])
            used = 0.0
        found[-1][1] += 1
        used += width
    count, total = len(found), len(widths)
    # No page with a single column left over, where all are as wide.
    even = [(i * total // count, (i + 1) * total // count) for i in range(count)]
    if all(sum(widths[a:b]) <= room for a, b in even):
        return [(a, b - a) for a, b in even]
    return [(first, many) for first, many in found]


def draw_page(maker: Maker, sheet: Sheet, page: Page, at: int, count: int) -> str:
    """Return a page as SVG."""
    theme, info = maker.theme, maker.facts.info
    canvas = Canvas()
    canvas.open(class_="page")
    title = info.title or maker.words["untitled_map"]
    if count > 1:
        style = Style(theme.ink3, 11, 15)
        number = maker.text(f"{at + 1} / {count}", 60, style).fitted()
        right = sheet.width - sheet.margin
        number = Text(number.lines, style, number.room, number.ruler, again=True)
        number.draw(canvas, right - number.width, sheet.margin)
        if at:
            again = maker.text(title, sheet.room - 80, Style(theme.ink2, 11, 15, "bold"))
            again.shortened(1).draw(canvas, sheet.margin, sheet.margin)
    for block, x, y in page.blocks:
        block.draw(canvas, x, y)
    section = page.section
    if section is not None and page.rows:
        _draw_table(canvas, maker, section, page, sheet.margin)
    canvas.close()
    height = sheet.height if sheet.height is not None else page.bottom + sheet.margin
    name = maker.words["title_of"].replace("{title}", title)
    if count > 1:
        name = f"{name} ({at + 1} / {count})"
    return document(
        sheet.width, height, sheet.scale, name, info.language, theme.ground, canvas.parts
    )


def _draw_table(canvas: Canvas, maker: Maker, section: Section, page: Page, x: float) -> None:
    theme, frame = maker.theme, section.frame
    for row, y in page.rows:
        row.ground(canvas, frame, x, y, theme)
    if isinstance(section, Vertical):
        for curves in section.overlay(page.rows):
            curves.draw(canvas, x)
    for row, y in page.rows:
        row.draw(canvas, frame, x, y, theme)
    top, bottom = page.rows[0][1], page.rows[-1][1] + page.rows[-1][0].height
    canvas.rect(x, top, frame.width, bottom - top, fill="none", stroke=theme.line2, rx=3)
