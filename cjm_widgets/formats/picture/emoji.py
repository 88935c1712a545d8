"""Emoji of a page as images, for a PDF: it can take no part of a font that is all pictures."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from html import unescape

from .measure import Ruler, clusters, is_emoji
from .svg import LINE, TEXT, escaped, number, piece_of_line

#: Side of the image of one emoji, the size it is set in there, and its ground line.
_SIDE, _SIZE, _GROUND = 64, 48, 50
_FONT_SIZE = re.compile(r'font-size="([^"]*)"')

Paint = Callable[[list[str]], list[bytes]]


def as_images(pages: Sequence[str], paint: Paint) -> list[str]:
    """Return pages whose emoji are images.

    Parameters
    ----------
    pages
        SVG of which stretches that its font has not stand in pieces of their own.
    paint
        Makes PNGs of SVGs, all in one go.
    """
    wanted = list(dict.fromkeys(
        emoji for page in pages for found in TEXT.finditer(page)
        for _, _, said in LINE.findall(found[2]) for emoji in _emoji_in(said)
    ))  # fmt: skip
    if not wanted:
        return list(pages)
    painted = paint([_alone(emoji) for emoji in wanted])
    made = {emoji: b64encode(png).decode() for emoji, png in zip(wanted, painted, strict=True)}
    return [TEXT.sub(lambda found: _text(found, made), page) for page in pages]


def _text(found: re.Match[str], made: Mapping[str, str]) -> str:
    if not _emoji_in(found[2]):
        return found[0]
    size = float((_FONT_SIZE.search(found[1]) or ("", "12"))[1])
    ruler = Ruler(size, "regular")
    images: list[str] = []

    def piece(part: re.Match[str]) -> str:
        x, y = float(part[1]), float(part[2])
        kept = []
        at = x
        for cluster in clusters(unescape(part[3])):
            width = ruler(cluster)
            if is_emoji(cluster):
                images.append(_placed(made[cluster], at + width / 2, y, size))
            else:
                kept.append(piece_of_line(number(at), part[2], escaped(cluster)))
            at += width
        return "".join(kept)

    inside = LINE.sub(lambda p: piece(p) if _emoji_in(p[3]) else p[0], found[2])
    return f"<text {found[1]}>{inside}</text>{''.join(images)}"


def _emoji_in(escaped_text: str) -> list[str]:
    if escaped_text.isascii():
        return []
    return [cluster for cluster in clusters(unescape(escaped_text)) if is_emoji(cluster)]


def _placed(png: str, middle: float, ground: float, size: float) -> str:
    by = size / _SIZE
    side = number(_SIDE * by)
    return (
        f'<image x="{number(middle - _SIDE / 2 * by)}" y="{number(ground - _GROUND * by)}" '
        f'width="{side}" height="{side}" href="data:image/png;base64,{png}"/>'
    )


def _alone(emoji: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SIDE}" height="{_SIDE}">'
        f'<text x="{_SIDE / 2}" y="{_GROUND}" font-size="{_SIZE}" text-anchor="middle" '
        f'font-family="sans-serif">{escaped(emoji)}</text></svg>'
    )
