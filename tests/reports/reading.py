"""Reads reports back: the texts of each form in order, as people see them."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import docx
import lxml.html
import mistune
import pypdf

#: Elements of a page that hold one text each.
_ONE = ("h1", "h2", "h3", "p", "blockquote", "caption", "th", "td", "figcaption")
#: More than GitHub knows: what none of them makes markup of, GitHub does not either.
_PLUGINS = [
    "table", "strikethrough", "url", "task_lists", "math", "footnotes", "def_list", "superscript",
    "subscript", "mark", "insert", "abbr",
]  # fmt: skip
#: What a report in Markdown is made of, when it is read as HTML.
MADE_OF = frozenset({
    "div", "h1", "h2", "h3", "p", "ul", "li", "strong", "blockquote", "table", "thead", "tbody",
    "tr", "th", "td", "img", "br",
})  # fmt: skip


def of_html(page: str) -> list[str]:
    """Give the texts of a page, but those of its list of contents and of the map."""
    root = lxml.html.document_fromstring(page)
    for part in [*root.findall(".//nav"), *root.find_class("map")]:
        part.getparent().remove(part)
    return _texts(root.find(".//body"))


def _texts(root: Any) -> list[str]:
    found = []
    for element in root.iter():
        if element.tag in _ONE:
            found.append(element.text_content())
        elif element.tag == "li":
            label = element.find("strong")
            if label is not None:
                found.append(label.text_content())
                found.append(element.text_content().removeprefix(f"{label.text_content()} "))
            else:
                found.append(element.text_content())
    return found


def page_of_markdown(text: str) -> Any:
    """Give Markdown as the page that it is read as."""
    made = mistune.create_markdown(escape=False, plugins=_PLUGINS)(text)
    return lxml.html.fromstring(f"<div>{made}</div>")


def of_markdown(text: str) -> list[str]:
    """Give the texts of a Markdown file."""
    root = page_of_markdown(text)
    for line in root.findall(".//br"):
        line.tail = "\n" + (line.tail or "")
    # A quote is a paragraph inside; a paragraph of a picture has no text.
    for quote in root.findall(".//blockquote"):
        quote.text = quote.text_content().removeprefix("\n").removesuffix("\n")
        for inside in list(quote):
            quote.remove(inside)
    for image in root.findall(".//img"):
        image.getparent().getparent().remove(image.getparent())
    return _texts(root)


def of_docx(data: bytes) -> list[str]:
    """Give the texts of a Word document."""
    document = docx.Document(io.BytesIO(data))
    found = []
    for part in document.iter_inner_content():
        if isinstance(part, docx.table.Table):
            found += [cell.text for row in part.rows for cell in row.cells]
        elif part.style.name == "List Bullet":
            found += [part.runs[0].text, *([part.runs[2].text] if len(part.runs) > 1 else [])]
        elif part.runs and not part._p.xpath(".//w:drawing"):
            found.append(part.text)
    return found


def of_pdf(data: bytes) -> str:
    """Give the text of a PDF, page by page, without the numbers at their feet."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "".join(re.sub(r"\d+ / \d+$", "", page.extract_text()) for page in pages)


def plain(text: str) -> str:
    """Give what the text of a PDF can be compared by.

    Where lines and columns were broken cannot be told from a PDF, so white space is left out, and
    so are characters that only steer how others are set, but for spaces without a width: they
    would be copied into words. Compatible characters are one.
    """
    text = unicodedata.normalize("NFKC", text)
    return "".join(
        c for c in text
        if c == "\u200b" or (not c.isspace() and unicodedata.category(c) != "Cf")
    )  # fmt: skip


def hostile() -> Path:
    """Give where the hostile texts are."""
    return Path(__file__).parents[3] / "shared" / "data" / "text" / "hostile_text.jsonl"
