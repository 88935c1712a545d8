"""What a report is made of, whatever form it gets: sections of plain texts, tables and pictures.

It is made once and written by small writers, so that all forms hold the same texts in the same
order (`Report.texts`). All of it is plain text: nothing in it is markup in any of the forms, and
what is given here may be anything that people wrote (`visible`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal

#: What XML cannot hold: most control characters, halves of surrogate pairs, two non-characters.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029")
_PICTURES_OF_CONTROLS = 0x2400
_DELETE = 0x7F
#: Fields that hold no text of people: pictures of ours, and a page of it.
_MARKUP = frozenset({"svg", "dark", "paper", "html"})


def visible(text: str) -> str:
    """Return a text that every form can hold, with a sign for each character that none shows.

    Control characters become their pictures (``␀``, ``␛``), other characters that are none ``�``;
    all kinds of line breaks become one.
    """
    return _NO_XML.sub(_sign, _BREAKS.sub("\n", text))


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(_PICTURES_OF_CONTROLS + code)
    return "\N{SYMBOL FOR DELETE}" if code == _DELETE else "\ufffd"


def one_line(text: str) -> str:
    """Return a text as a heading: on one line."""
    return " ".join(visible(text).split())


class _Seen:
    """Holds texts that every form can hold, whoever wrote them."""

    def __post_init__(self) -> None:
        """Give a sign to each character that no form shows."""
        # Each of them is a dataclass.
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if field.name not in _MARKUP and isinstance(value, str | tuple):
                object.__setattr__(self, field.name, _seen(value))


def _seen(value: Any) -> Any:
    """Return a text, or texts within tuples, as `visible` ones; anything else as it is."""
    if isinstance(value, str):
        return visible(value)
    return tuple(map(_seen, value)) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class Heading(_Seen):
    """A heading within a section."""

    text: str

    def texts(self) -> Iterator[str]:
        """Give what people read, in order."""
        yield self.text


@dataclass(frozen=True)
class Paragraph(_Seen):
    """A text by itself; a quiet one is an aside, a quote what somebody said."""

    text: str
    tone: Literal["plain", "quiet", "quote"] = "plain"

    def texts(self) -> Iterator[str]:
        """Give what people read, in order."""
        yield self.text


@dataclass(frozen=True)
class Item(_Seen):
    """One point of a list, with a label before it where there is one."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Items:
    """A list of points."""

    items: tuple[Item, ...]

    def texts(self) -> Iterator[str]:
        """Give what people read, in order."""
        for item in self.items:
            if item.label:
                yield item.label
            yield item.text


@dataclass(frozen=True)
class Table(_Seen):
    """A table with a caption and a row of heads.

    `widths` say how wide columns are to each other; cells of `numeric` columns are numbers.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: frozenset[int] = frozenset()

    def texts(self) -> Iterator[str]:
        """Give what people read, in order."""
        yield self.caption
        yield from self.heads
        for row in self.rows:
            yield from row


@dataclass(frozen=True)
class Picture(_Seen):
    """A picture: an SVG on light ground and, for pages that follow the reader, one on dark."""

    name: str
    caption: str
    alt: str
    svg: str
    width: float
    height: float
    dark: str | None = None
    #: The same for what makes paper of it and knows less of text than a browser does.
    paper: str | None = None
    #: Plain HTML that says the same, for pages; it is trusted.
    html: str | None = None

    @property
    def wide(self) -> bool:
        """Whether it is read better on a page turned by 90°."""
        return self.width > 1_100 and self.width > 1.2 * self.height

    def texts(self) -> Iterator[str]:
        """Give what people read, in order; what stands in the picture itself is not counted."""
        yield self.caption


Block = Heading | Paragraph | Items | Table | Picture


@dataclass(frozen=True)
class Section(_Seen):
    """A part of the report with a heading of its own."""

    key: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def wide(self) -> bool:
        """Whether it begins on a page turned by 90°, so that its heading stands there, too."""
        return any(isinstance(block, Picture) and block.wide for block in self.blocks[:1])

    def texts(self) -> Iterator[str]:
        """Give what people read, in order."""
        yield self.title
        for block in self.blocks:
            yield from block.texts()


@dataclass(frozen=True)
class Report(_Seen):
    """A whole report.

    Attributes
    ----------
    title
        What it is called.
    lead
        Whose map it is, of which day.
    sections
        In order.
    language
        Of the texts that are not people's own.
    contents
        What the list of sections is called.
    """

    title: str
    lead: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    language: str
    contents: str
    theme: str = "light"

    def texts(self) -> Iterator[str]:
        """Give what people read, in order, but for what stands in pictures."""
        yield self.title
        for paragraph in self.lead:
            yield paragraph.text
        for section in self.sections:
            yield from section.texts()
