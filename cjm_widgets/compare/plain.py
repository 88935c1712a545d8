"""Plain text for terminals and commit messages: wrapped by width, without control characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import combining, east_asian_width

#: Columns of a line, as git likes a commit message.
WIDTH = 72
#: So much of a long text is shown; the frame has the whole.
SHOWN = 160
#: Control characters, and those that turn the direction of what follows.
_UNSAFE = re.compile("[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


def clean(text: str) -> str:
    """Return a text on one line, in which nothing can move the cursor or turn the direction."""
    return _UNSAFE.sub("\ufffd", " ".join(text.split()))


def printable(text: str) -> str:
    """Return a text whose lines stay as they are, without what `clean` takes out of one."""
    return "\n".join(_UNSAFE.sub("\ufffd", line) for line in text.split("\n"))


def quoted(text: str | None, most: int = SHOWN) -> str:
    """Return a text in quotation marks, cut where it is long; a word for nothing."""
    if text is None:
        return "nothing"
    text = clean(text)
    return f'"{cut(text, most)}"'


def cut(text: str, columns: int) -> str:
    """Return a text of at most so many columns, with three dots where it was cut."""
    if width(text) <= columns:
        return text
    return f"{text[: _fitting(text, columns - 3)].rstrip()}..."


def width(text: str) -> int:
    """Return how many columns a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(c) or c in "\u200d\ufe0f" else 2 if east_asian_width(c) in "WF" else 1
        for c in text
    )


def _fitting(text: str, columns: int) -> int:
    """Return how many characters of a text fit into so many columns, in one look at each."""
    for at, character in enumerate(text):
        columns -= width(character)
        if columns < 0:
            return at
    return len(text)


def wrapped(text: str, indent: int = 0, hanging: int = 2) -> Iterator[str]:
    """Give the lines of a text, each at most `WIDTH` columns; later ones further to the right."""
    start = " " * indent
    line = start
    empty = True
    for word in _pieces(text.split(), WIDTH - indent - hanging):
        glue = "" if empty else " "
        if not empty and width(line) + 1 + width(word) > WIDTH:
            yield line
            line, glue = start + " " * hanging, ""
        line += glue + word
        empty = False
    yield line


def _pieces(words: Iterable[str], most: int) -> Iterator[str]:
    """Give the words, those that do not fit on a line of their own in parts."""
    for word in words:
        while width(word) > most:
            at = max(_fitting(word, most), 1)
            yield word[:at]
            word = word[at:]
        yield word
