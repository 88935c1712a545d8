"""PNG and PDF from SVG, made by what is not installed with the package by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from html import unescape
from io import BytesIO
from itertools import groupby
from pathlib import Path

from ..converting import converted
from ..extras import needed
from .emoji import as_images
from .measure import Ruler, clusters, face
from .svg import LINE, TEXT, escaped, loose, number, piece_of_line, resized, size_of

#: A CSS pixel is a 96th of an inch, a unit of a PDF a 72nd.
_POINTS = 72 / 96
#: What viewers of PDF take at most as a side, in its units.
_LONGEST = 14_400
#: Pixels of the image of an emoji for one of its own.
_EMOJI_SCALE = 2
_ATTRIBUTE = re.compile(r'([a-z:-]+)="([^"]*)"')
_FACES = {"bold": "bold", "italic": "italic"}
#: Around text from right to left: begin such a stretch, end it.
_RTL = ("\u2067", "\u2069")
Line = tuple[float, str, str]


def png_of(page: str, scale: float, fonts: Path | None) -> bytes:
    """Return a page as PNG."""
    made: bytes
    (made,) = converted("svg_to_png", [plain(page)], "image", "a PNG", fonts=fonts, scale=scale)
    return made


def pdf_of(pages: Sequence[str], title: str, fonts: Path | None) -> bytes:
    """Return pages as one PDF."""
    pypdf = needed("pypdf", "image", "a PDF")
    paint = partial(
        converted, "svg_to_png", extra="image", what="a PDF", fonts=fonts, scale=_EMOJI_SCALE
    )
    drawn = as_images([plain(page) for page in pages], paint)
    sized = [resized(page, min(_POINTS, _LONGEST / max(size_of(page)))) for page in drawn]
    writer = pypdf.PdfWriter()
    for made in converted("svg_to_pdf", sized, "image", "a PDF", fonts=fonts):
        writer.append(BytesIO(made), import_outline=False)
    writer.add_metadata({"/Title": title.encode("utf-16", "replace").decode("utf-16")})
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def plain(page: str) -> str:
    """Return a page for a converter that knows less of text than a browser does.

    It takes no `direction`, and where a font lacks one character it sets the whole line in one
    that has it: so each stretch of other characters becomes a piece at a place of its own. It
    brings the font that texts were measured in, so they need not be held to their widths.
    """
    return TEXT.sub(_text, loose(page))


def _text(found: re.Match[str]) -> str:
    if found[0].isascii():
        return found[0]
    attributes = dict(_ATTRIBUTE.findall(found[1]))
    name = next((_FACES[v] for v in attributes.values() if v in _FACES), "regular")
    known = face(name)
    lines = LINE.findall(found[2]) or [(attributes["x"], attributes["y"], found[2])]
    if attributes.pop("direction", None) == "rtl":
        inside = "".join(piece_of_line(x, y, f"{_RTL[0]}{text}{_RTL[1]}") for x, y, text in lines)
        # What is in the middle stays there; the rest begins on its right side.
        return _element({"text-anchor": "end"} | attributes, inside)
    whole = unescape(found[2])
    if all(char in known for char in whole) or _turns(whole):
        return found[0]
    ruler = Ruler(float(attributes.get("font-size", 12)), name)
    middle = attributes.pop("text-anchor", None) == "middle"
    inside = "".join(
        piece_of_line(number(at), y, escaped(piece))
        for x, y, text in lines
        for at, piece in _pieces(float(x), unescape(text), ruler, known, middle=middle)
    )
    return _element(attributes, inside)


def _pieces(
    x: float, text: str, ruler: Ruler, known: dict[str, float], *, middle: bool
) -> Iterator[tuple[float, str]]:
    """Give the stretches of a line that are, and are not, of characters that the font has."""
    parts = ["".join(group) for _, group in groupby(
        clusters(text), lambda cluster: all(char in known for char in cluster)
    )]  # fmt: skip
    at = x - ruler(text.strip()) / 2 if middle else x
    for part in parts:
        yield at, part
        at += ruler(part)


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _element(attributes: dict[str, str], inside: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<text{written}>{inside}</text>"
