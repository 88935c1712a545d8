"""The elements of an SVG picture as text. What people wrote only ever is text in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

#: What XML cannot hold: control characters, halves of characters, and two that are none.
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Spaces that would be lost where they do not count.
_SPACES = re.compile(r"^\s|\s\s|[\t\n\r]")
#: A text as `Canvas` writes it, and a line of several (or a piece of one) in a `loose` one.
TEXT = re.compile(r"<text ([^>]*)>(.*?)</text>", re.DOTALL)
LINE = re.compile(r'<tspan x="([^"]*)" y="([^"]*)">(.*?)</tspan>', re.DOTALL)
#: What makes a text as wide as it was measured, whatever the font is that a viewer takes.
_HOLD = ' textLength="{}" lengthAdjust="spacingAndGlyphs"'
_SPECIAL = re.compile(f'[&<>"\r]|{_INVALID.pattern}')
_ESCAPED = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;",
})  # fmt: skip
#: No fonts of emoji: they have digits and spaces too, as wide as pictures, and where a viewer has
#: none of the others it would take those. Emoji themselves it finds without being told.
FAMILY = (
    "'Liberation Sans', Arial, Helvetica, 'Noto Sans', 'Noto Sans CJK SC', 'Noto Sans SC', "
    "'Noto Sans CJK JP', 'Noto Sans JP', 'Noto Sans KR', 'Noto Sans Arabic', 'Noto Sans Hebrew', "
    "'Noto Sans Devanagari', 'Noto Sans Thai', 'Microsoft YaHei', 'Hiragino Sans', sans-serif"
)
_HELD = re.compile(_HOLD.format("[0-9.]+"))

_SIZE = re.compile('^<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')
#: Between pages that are shown under each other.
_BETWEEN = 24


def valid(text: str) -> str:
    """Return text that XML can hold; what it cannot is seen as U+FFFD."""
    return _INVALID.sub("\ufffd", text) if _INVALID.search(text) else text


def escaped(text: str) -> str:
    """Return text as it stands in XML."""
    # Most texts need nothing, and a map has thousands of them.
    return valid(text).translate(_ESCAPED) if _SPECIAL.search(text) else text


def number(value: float) -> str:
    """Return a number as short as it is exact enough."""
    if value == (whole := int(value)):
        return str(whole)
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Canvas:
    """Takes what is drawn, in turn; `parts` is it as text."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def open(self, **attributes: object) -> None:
        """Begin a group."""
        self.parts.append(f"<g{_attributes(attributes)}>")

    def close(self, element: str = "g") -> None:
        """End what was begun last."""
        self.parts.append(f"</{element}>")

    def window(self, x: float, y: float, width: float, height: float) -> None:
        """Begin a window: what is drawn beyond its edges is not seen. Its 0,0 is its corner."""
        self.parts.append(
            f'<svg x="{number(x)}" y="{number(y)}" width="{number(width)}" '
            f'height="{number(height)}">'
        )

    def rect(self, x: float, y: float, width: float, height: float, **attributes: object) -> None:
        """Draw a rectangle."""
        self.parts.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
            f'height="{number(height)}"{_attributes(attributes)}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, **attributes: object) -> None:
        """Draw a straight line."""
        self.parts.append(
            f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
            f"{_attributes(attributes)}/>"
        )

    def path(self, d: str, **attributes: object) -> None:
        """Draw a path."""
        self.parts.append(f'<path d="{d}"{_attributes(attributes)}/>')

    def text(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        leading: float,
        *,
        widths: Sequence[float | None],
        rtl: bool = False,
        **attributes: object,
    ) -> None:
        """Write lines of one text, the first with its ground line at `y`.

        Text that runs from right to left begins at `x` on its right side. Each line is held to its
        width, in px, in whatever font it is drawn; one without a width is as wide as it comes.
        """
        turn = ' direction="rtl"' if rtl else ""
        # Browsers hear of it only at the text itself, others only here or at the root.
        if any(map(_SPACES.search, lines)) or lines[-1][-1:].isspace():
            turn += ' xml:space="preserve"'
        head = f'<text x="{number(x)}" y="{number(y)}"{turn}{_attributes(attributes)}'
        held = ["" if width is None else _HOLD.format(number(width)) for width in widths]
        if len(lines) == 1:
            self.parts.append(f"{head}{held[0]}>{escaped(lines[0])}</text>")
            return
        at = number(x)
        inside = "".join(
            f'<tspan x="{at}" y="{number(y + i * leading)}"{held[i]}>{escaped(line)}</tspan>'
            for i, line in enumerate(lines)
        )
        self.parts.append(f"{head}>{inside}</text>")


def _attributes(attributes: dict[str, object]) -> str:
    return "".join([
        f' {_name(name)}="{number(value) if isinstance(value, float | int) else _word(value)}"'
        for name, value in attributes.items() if value is not None
    ])  # fmt: skip


@cache
def _name(name: str) -> str:
    """Return the name of an attribute; Python has no hyphens in names, and needs some itself."""
    return name.rstrip("_").replace("_", "-")


def _word(value: object) -> str:
    return escaped(str(value))


def loose(page: str) -> str:
    """Return a document whose texts are as wide as their font makes them."""
    return _HELD.sub("", page)


def piece_of_line(x: str, y: str, text: str) -> str:
    """Return a piece of a text at a place of its own, as `LINE` reads it; `text` is escaped."""
    return f'<tspan x="{x}" y="{y}">{text}</tspan>'


def document(
    width: float, height: float, scale: float, title: str, language: str, ground: str,
    parts: Sequence[str],
) -> str:  # fmt: skip
    """Return the picture as a document of its own; `scale` makes all of it smaller."""
    size = f'width="{number(width)}" height="{number(height)}"'
    shown = f'width="{number(width * scale)}" height="{number(height * scale)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {shown} '
        f'viewBox="0 0 {number(width)} {number(height)}" role="graphics-document" '
        f'xml:space="preserve" xml:lang="{escaped(language)}" '
        f'font-family="{FAMILY}" font-size="12">'
        f"<title>{escaped(title)}</title>"
        f'<rect {size} fill="{ground}"/>{"".join(parts)}</svg>'
    )


def size_of(page: str) -> tuple[float, float]:
    """Return width and height of a document in px."""
    width, height = _SIZE.findall(page)[0]
    return float(width), float(height)


def resized(page: str, by: float) -> str:
    """Return the same document so many times as large; what is drawn in it stays."""
    width, height = size_of(page)
    old = f'width="{number(width)}" height="{number(height)}"'
    return page.replace(old, f'width="{number(width * by)}" height="{number(height * by)}"', 1)


def joined(pages: Sequence[str]) -> str:
    """Return pages under each other, as one document to look at."""
    sizes = [size_of(page) for page in pages]
    inside, y = [], 0.0
    for page, (_, height) in zip(pages, sizes, strict=True):
        inside.append(page.replace("<svg ", f'<svg y="{number(y)}" ', 1))
        y += height + _BETWEEN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(max(w for w, _ in sizes))}" '
        f'height="{number(y - _BETWEEN)}">{"".join(inside)}</svg>'
    )
