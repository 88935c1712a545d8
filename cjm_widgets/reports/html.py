"""A report as one HTML page: no script, nothing to load, for screens and for paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import singledispatch
from html import escape

from ..formats.html_picture import PLAIN
from .model import Block, Heading, Item, Items, Paragraph, Picture, Report, Section, Table
from .page_style import STYLE

#: What a stranger's map says can do nothing, whatever slips through: pictures in the page itself
#: and its own style are all there is.
_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)
#: A word up to this long stays in one piece whatever signs are in it.
_SHORT = 10
_SCHEMES = {"light": "light dark", "dark": "dark", "print": "light"}


def page(report: Report) -> str:
    """Return a report as a whole HTML document."""
    lead = "".join(map(_paragraph, report.lead))
    inside = "".join(map(_section, report.sections))
    style = f":root{{color-scheme:{_SCHEMES[report.theme]}}}{STYLE}"
    return (
        f'<!doctype html>\n<html lang="{report.language}" class="{PLAIN}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_text(report.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<header>\n<h1 dir="auto">{_text(report.title)}</h1>\n{lead}</header>\n'
        f"{_contents(report)}<main>\n{inside}</main>\n</body>\n</html>\n"
    )


def _contents(report: Report) -> str:
    links = "".join(
        f'<li><a href="#{section.key}">{_text(section.title)}</a></li>\n'
        for section in report.sections
    )
    return (
        f'<nav aria-labelledby="contents">\n<h2 id="contents">{_text(report.contents)}</h2>\n'
        f"<ol>\n{links}</ol>\n</nav>\n"
    )


def _section(section: Section) -> str:
    inside = "".join(map(_block, section.blocks))
    key = section.key
    return (
        f'<section aria-labelledby="{key}">\n<h2 id="{key}">{_text(section.title)}</h2>\n'
        f"{inside}</section>\n"
    )


@singledispatch
def _block(block: Block) -> str:
    raise TypeError(block)


@_block.register
def _(heading: Heading) -> str:
    return f'<h3 dir="auto">{_text(heading.text)}</h3>\n'


@_block.register
def _paragraph(paragraph: Paragraph) -> str:
    text = _text(paragraph.text)
    if paragraph.tone == "quote":
        return f'<blockquote dir="auto">{text}</blockquote>\n'
    quiet = ' class="quiet"' if paragraph.tone == "quiet" else ""
    return f'<p dir="auto"{quiet}>{text}</p>\n'


@_block.register
def _(items: Items) -> str:
    return f"<ul>\n{_lines(map(_item, items.items))}</ul>\n"


def _item(item: Item) -> str:
    # Each has a direction of its own: <bdi> is dir="auto" by itself.
    label = f"<strong><bdi>{_text(item.label)}</bdi></strong> " if item.label else ""
    return f"<li>{label}<bdi>{_text(item.text)}</bdi></li>"


@_block.register
def _(table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{_kind(table, at)}>{_text(head)}</th>'
        for at, head in enumerate(table.heads)
    )
    rows = _lines(
        "<tr>" + "".join(
            f'<td dir="auto"{_kind(table, at, cell)}>{_text(cell)}</td>'
            for at, cell in enumerate(row)
        ) + "</tr>"
        for row in table.rows
    )  # fmt: skip
    whole = sum(table.widths)
    columns = "".join(f'<col style="width:{100 * w / whole:.1f}%">' for w in table.widths)
    # What is wider than a small screen is scrolled to, by keys as well.
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{_text(table.caption)}">'
        f'<table><caption dir="auto">{_text(table.caption)}</caption>'
        f"<colgroup>{columns}</colgroup>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>"
        "</table></div>\n"
    )


def _kind(table: Table, at: int, cell: str = " ") -> str:
    if at in table.numeric:
        return ' class="number"'
    # A date is not broken at its hyphens.
    return ' class="short"' if len(cell) <= _SHORT and not any(map(str.isspace, cell)) else ""


@_block.register
def _(picture: Picture) -> str:
    caption = f'<figcaption dir="auto">{_text(picture.caption)}</figcaption>'
    if picture.html is not None:
        inside = (
            f'<div class="map scroll" role="group" tabindex="0" aria-label="{_text(picture.alt)}">'
            f"{picture.html}</div>"
        )
        return f"<figure>{caption}{inside}</figure>\n"
    size = f'width="{picture.width:.0f}" height="{picture.height:.0f}"'
    image = f'<img src="{_data(picture.svg)}" alt="{_text(picture.alt)}" {size}>'
    if picture.dark is not None:
        # On paper it is the light one whatever the system of the reader is.
        image = (
            '<picture><source media="screen and (prefers-color-scheme: dark)" '
            f'srcset="{_data(picture.dark)}">{image}</picture>'
        )
    inside = (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{_text(picture.caption)}">'
        f"{image}</div>"
    )
    return f"<figure>{caption}{inside}</figure>\n"


def _data(svg: str) -> str:
    """Return a picture as a link to itself: as an image no part of it can do anything."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)


def _text(text: str) -> str:
    return escape(text, quote=True)
