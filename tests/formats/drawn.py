"""A picture read back: its texts, where they stand, and what they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from cjm_widgets.formats.picture.blocks import Rulers, Style

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "g", "rect", "line", "path", "text", "tspan", "title"}
_ENDS = " \t\n\r\x0b\x0c\x85\u2028\u2029"


@dataclass(frozen=True)
class Line:
    """One line of a text, in px of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: Line) -> bool:
        """Whether they stand on each other by more than a hair."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


@dataclass(frozen=True)
class Written:
    """A text; `again` is one that stood on a page before, `inside` the classes around it."""

    text: str
    again: bool
    inside: tuple[str, ...]
    box: tuple[float, float, float, float] | None
    lines: list[Line] = field(default_factory=list)


class Drawn:
    """A page of a picture, in px of its drawing."""

    def __init__(self, svg: str) -> None:
        self.root = ET.fromstring(svg)  # noqa: S314 - made a moment ago
        *_, self.width, self.height = map(float, self.root.get("viewBox", "").split())
        self._rulers = Rulers()
        self.texts = list(self._read(self.root, 0, 0, False, (), None))

    @property
    def elements(self) -> Iterator[ET.Element]:
        return self.root.iter()

    @property
    def words(self) -> list[str]:
        """All texts that stand here for the first time."""
        return [written.text for written in self.texts if not written.again]

    def _read(self, element, x, y, again, inside, box) -> Iterator[Written]:
        tag = element.tag.removeprefix(SVG)
        assert tag in DRAWN, tag
        again = again or element.get("data-again") is not None
        if tag == "text":
            yield self._text(element, x, y, again, inside, box)
            return
        if tag == "svg" and element is not self.root:
            x, y = x + float(element.get("x", 0)), y + float(element.get("y", 0))
        name = element.get("class")
        if name:
            inside = (*inside, name)
        if name in ("card", "chip", "pill", "badge", "persona", "mark"):
            rect = element[0]
            left, top = x + float(rect.get("x")), y + float(rect.get("y"))
            box = (left, top, left + float(rect.get("width")), top + float(rect.get("height")))
        for child in element:
            yield from self._read(child, x, y, again, inside, box)

    def _text(self, element, x, y, again, inside, box) -> Written:
        size = float(element.get("font-size", 12))
        name = {"bold": "bold"}.get(element.get("font-weight", ""), "regular")
        if element.get("font-style") == "italic":
            name = "italic"
        ruler = self._rulers.of(Style("", size, 0, name))
        parts = list(element) or [element]
        lines = []
        for part in parts:
            text = part.text or ""
            wide = ruler(text.rstrip(_ENDS)) if text.strip(_ENDS) else 0
            left = x + float(part.get("x"))
            if element.get("text-anchor") == "middle":
                left -= wide / 2
            elif element.get("direction") == "rtl":
                left -= wide
            ground = y + float(part.get("y"))
            lines.append(Line(text, left, ground - 0.75 * size, left + wide, ground + 0.2 * size))
        return Written("".join(part.text or "" for part in parts), again, inside, box, lines)


def cut(page: Drawn) -> list[str]:
    """Return the lines that stand beyond the page or the card they are on."""
    found = []
    for written in page.texts:
        left, top, right, bottom = written.box or (0, 0, page.width, page.height)
        found += [
            line.text for line in written.lines
            if line.left < left - 0.5 or line.right > right + 0.5
            or line.top < top - 0.5 or line.bottom > bottom + 0.5
        ]  # fmt: skip
    return found


def overlapping(page: Drawn) -> list[tuple[str, str]]:
    """Return the pairs of lines that stand on each other."""
    lines = sorted(
        (line for written in page.texts for line in written.lines if line.right > line.left),
        key=lambda line: line.top,
    )
    found = []
    for at, line in enumerate(lines):
        for other in lines[at + 1 :]:
            if other.top >= line.bottom:
                break
            if line.over(other):
                found.append((line.text, other.text))
    return found
