"""Text broken into lines that fit a width; put together again they are the text, to the space."""

from __future__ import annotations

import re
import unicodedata

from .measure import Ruler, clusters, is_wide

_HARD = re.compile("(?<=\n)|(?<=\r)(?!\n)|(?<=[\x0b\x0c\x85\u2028\u2029])")
#: A word and the one space after it, a part of a word up to its hyphen, or a further space.
_SPACE = " \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
_TOKEN = re.compile(
    f"\\w[^{_SPACE}]*?[-\u2010\u2012-\u2014](?=\\w)|[^{_SPACE}]+[{_SPACE}]?|[{_SPACE}]"
)
_SPACES = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_ENDS = _BREAKS + _SPACES
#: From here on there are scripts without spaces between words.
_EAST = "\u2e80"
#: What no line of Chinese or Japanese begins with, and what none ends with.
_CLOSING = (
    "\u3001\u3002\uff0c\uff0e\u30fb\uff1a\uff1b\uff1f\uff01\uff09\uff3d\uff5d\u300d\u300f"
    "\u3011\u3009\u300b\u3015\u3017\u3019\u301b\u30fc\u3005\u3041\u3043\u3045\u3047\u3049"
    "\u3063\u3083\u3085\u3087\u308e\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7"
    "\u30ee\u2026\u2025"
)
_OPENING = "\uff08\uff3b\uff5b\u300c\u300e\u3010\u3008\u300a\u3014\u3016\u3018\u301a"
_RTL = ("R", "AL")


def wrap(text: str, width: float, ruler: Ruler) -> list[str]:
    """Return the lines of a text; what joins them again is nothing.

    A word is broken only where it has no room on a line of its own, and never inside of what is
    read as one character. The space at the end of a line may stand over the edge.
    """
    if ruler(text) <= width and not _HARD.search(text, 0, max(0, len(text) - 1)):
        return [text]
    lines: list[str] = []
    for paragraph in _HARD.split(text):
        if paragraph:
            lines += _paragraph(paragraph, width, ruler)
    return lines or [""]


def _paragraph(text: str, width: float, ruler: Ruler) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for token in _tokens(text):
        # The space after a word may stand over the edge; further ones take room like letters.
        seen = ruler(token.rstrip(_ENDS)) or (0.0 if token[0] in _BREAKS else ruler(token))
        if used + seen > width and line:
            lines.append("".join(line))
            line, used = [], 0.0
        if seen > width:
            *full, last = _pieces(token, width, ruler)
            lines += full
            line, used = [last], ruler(last)
            continue
        line.append(token)
        used += ruler(token)
    lines.append("".join(line))
    return lines


def _tokens(text: str) -> list[str]:
    """Return what a line may be broken between."""
    found = _TOKEN.findall(text)
    if max(text) < _EAST:
        return found
    tokens: list[str] = []
    for token in found:
        if max(token) < _EAST:
            tokens.append(token)
            continue
        # A new token is a place to break at: beside each wide character but for brackets.
        tokens.append("")
        for cluster in clusters(token):
            before = tokens[-1][-1:]
            loose = before and (is_wide(cluster[0]) or is_wide(before))
            bound = cluster[0] in _CLOSING or cluster[0] in _ENDS or before in _OPENING
            if loose and not bound:
                tokens.append(cluster)
            else:
                tokens[-1] += cluster
    return tokens


def _pieces(word: str, width: float, ruler: Ruler) -> list[str]:
    """Return a word that is too long for a line in parts that are not."""
    pieces: list[str] = []
    piece: list[str] = []
    used = 0.0
    for cluster in clusters(word):
        wide = 0.0 if cluster in _ENDS else ruler(cluster)
        if piece and used + wide > width:
            pieces.append("".join(piece))
            piece, used = [], 0.0
        piece.append(cluster)
        used += wide
    pieces.append("".join(piece))
    return pieces


def is_rtl(text: str) -> bool:
    """Tell whether a text runs from right to left: its first letter decides, as `dir="auto"`."""
    if text.isascii() or max(text) < "\u0590":
        return False
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RTL:
            return True
        if kind == "L":
            return False
    return False
