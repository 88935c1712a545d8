"""A report as Markdown, GitHub's flavour, with its pictures in a folder beside it.

Whatever people wrote reads back as they wrote it and is no markup: what could be is escaped with a
backslash, white space that Markdown would drop is written as its number, and what GitHub would
make a link of without any markup (``www.``, ``https://``, an address) is parted by an empty
comment. The only tags are these comments and ``<br>``, as a table has no other line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import singledispatch
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..files import replace_file
from .model import Heading, Item, Items, Paragraph, Picture, Report, Table

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~&$#!^]|=(?==)")
#: At the beginning of a line: a list, a heading by underlining, a number that counts.
_BEGINS = re.compile(r"^(?:[-+=:]|(?P<number>\d+)(?=[.)]))")
#: What becomes something without any markup: ``https://``, ``www.``, an address, ``:smile:``.
_LINKS = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\S)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)"
    r"|(?<=:)(?=[\w+-]+:)",
    re.IGNORECASE,
)
_PART = "<!-- -->"
#: White space that is dropped at an edge, runs of it, and what looks like it to one or the other.
_EDGE = re.compile(r"^\s+|\s+$")
_SPACES = re.compile(r"(?<=\s)\s|[^\S ]")
#: A picture that a report put there: its name, and the beginning of the digest of its contents.
_OURS = re.compile(r"[a-z_0-9]+-[0-9a-f]{10}\.svg")


def write(report: Report, path: Path) -> None:
    """Write a report and its pictures.

    Pictures have names that say what is in them. They are put in place first, then the text that
    shows them, in one step; then those go that only the text before it had. Whatever happens, the
    text that is there shows whole pictures, and nothing of anybody else is touched.
    """
    folder = path.with_name(f"{path.stem}_files")
    made = text(report, folder.name)
    files = {name: svg.encode() for name, svg in _files(report).items()}
    before = _own(folder)
    new = [name for name in files if name not in before]
    was_there = folder.is_dir()
    try:
        if files:
            folder.mkdir(exist_ok=True)
        for name in new:
            replace_file(folder / name, files[name])
        replace_file(path, made.encode())
    except BaseException:
        for name in new:
            (folder / name).unlink(missing_ok=True)
        if files and not was_there:
            _drop(folder)
        raise
    for name in before - files.keys():
        (folder / name).unlink(missing_ok=True)
    if not files:
        _drop(folder)


def _own(folder: Path) -> set[str]:
    """Return the names of the pictures in a folder that a report put there."""
    if not folder.is_dir():
        return set()
    return {file.name for file in folder.iterdir() if _OURS.fullmatch(file.name)}


def _drop(folder: Path) -> None:
    """Remove a folder that is empty."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _files(report: Report) -> dict[str, str]:
    """Return the pictures by the names of their files."""
    pictures = (b for s in report.sections for b in s.blocks if isinstance(b, Picture))
    return {_file(picture): picture.svg for picture in pictures}


def _file(picture: Picture) -> str:
    return f"{picture.name}-{sha256(picture.svg.encode()).hexdigest()[:10]}.svg"


def text(report: Report, folder: str) -> str:
    """Return a report as Markdown.

    Parameters
    ----------
    report
        The report.
    folder
        Where its pictures are, from where it is.
    """
    parts = [f"# {escaped(report.title)}", *map(_paragraph, report.lead)]
    for section in report.sections:
        parts.append(f"## {escaped(section.title)}")
        parts += [
            _picture(block, folder) if isinstance(block, Picture) else _block(block)
            for block in section.blocks
        ]
    return "\n\n".join(parts) + "\n"


def escaped(plain: str) -> str:
    r"""Return a text so that Markdown reads it as it is, on one line of the file.

    Examples
    --------
    >>> print(escaped("1. *not* a list"))
    1\. \*not\* a list
    """
    # A tag that is alone on its line begins a block of HTML.
    return "<br>".join(map(_line, plain.split("\n"))) if plain != "\n" else "&#10;"


def _line(plain: str) -> str:
    escape = _MARKUP.sub(r"\\\g<0>", plain)
    escape = _BEGINS.sub(_begin, escape)
    escape = _LINKS.sub(_PART, escape)
    escape = _EDGE.sub(_numbered, escape)
    return _SPACES.sub(_numbered, escape)


def _begin(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found["number"] else f"\\{found[0]}"


def _numbered(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(space)};" for space in found[0])


@singledispatch
def _block(block: Any) -> str:
    raise TypeError(block)


@_block.register
def _(heading: Heading) -> str:
    return f"### {escaped(heading.text)}"


@_block.register
def _paragraph(paragraph: Paragraph) -> str:
    inside = escaped(paragraph.text)
    return f"> {inside}" if paragraph.tone == "quote" else inside


@_block.register
def _(items: Items) -> str:
    return "\n".join(map(_item, items.items))


def _item(item: Item) -> str:
    if not item.label:
        return f"- {escaped(item.text)}"
    label = escaped(item.label)
    return f"- **{label}** {escaped(item.text)}"


@_block.register
def _(table: Table) -> str:
    line = ["---:" if at in table.numeric else "---" for at in range(len(table.heads))]
    rows = [map(escaped, table.heads), line, *(map(escaped, row) for row in table.rows)]
    return "\n".join([escaped(table.caption), "", *map(_row, rows)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _picture(picture: Picture, folder: str) -> str:
    # What is said of a picture stands in brackets, where more is markup than elsewhere.
    link = f"{quote(folder)}/{_file(picture)}"
    return f"{escaped(picture.caption)}\n\n![{escaped(picture.alt)}]({link})"
