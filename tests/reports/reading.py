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


_OWN = pypdf.generic.NameObject("/Own")


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
    return "".join(re.sub(r"\d+ / \d+$", "", _text_of(page)) for page in pages)


def _text_of(page: pypdf.PageObject) -> str:
    """Give the text of a page as viewers copy it: what a span says it is, is what it is.

    A sign that stands for several texts (a letter alone, and with marks over it) has one of them
    in its font and the others as the `ActualText` of spans, which pypdf leaves aside: each such
    span is shown here in a font of its own that says it.
    """
    content = page.get_contents()
    if content is None or b"ActualText" not in content.get_data():
        return page.extract_text()
    fonts = page["/Resources"].get_object()["/Font"].get_object()
    kept, said, inside, size, waiting = [], [], 0, 10, False
    for operands, operator in content.operations:
        if operator == b"Tf":
            size = operands[1]
        if operator in (b"BDC", b"BMC"):
            told = operands[1].get("/ActualText") if operator == b"BDC" else None
            if inside or told is not None:
                inside += 1
            if told is not None:
                said.append(str(told))
                waiting = True
        elif operator == b"EMC":
            inside = max(0, inside - 1)
        elif inside and operator in (b"Tj", b"TJ"):
            if waiting:
                before = next(o for o, at in reversed(kept) if at == b"Tf")
                code = pypdf.generic.ByteStringObject(len(said).to_bytes(2))
                kept += [([_OWN, size], b"Tf"), ([code], b"Tj"), (before, b"Tf")]
                waiting = False
            continue
        elif operator in (b"Tj", b"TJ"):
            operands = [_bytes_of(operand) for operand in operands]
        kept.append((operands, operator))
    fonts[_OWN] = _font(said)
    content.operations = kept
    page[pypdf.generic.NameObject("/Contents")] = content
    return page.extract_text()


def _bytes_of(operand: Any) -> Any:
    """Give what is shown as its bytes: they are codes of a font, and no text to be encoded."""
    if isinstance(operand, list):
        return pypdf.generic.ArrayObject([_bytes_of(part) for part in operand])
    if isinstance(operand, pypdf.generic.TextStringObject):
        return pypdf.generic.ByteStringObject(operand.original_bytes)
    return operand


def _font(said: list[str]) -> pypdf.generic.DictionaryObject:
    """Give a font whose characters, from 1 on, are these texts."""
    name = pypdf.generic.NameObject
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for code, text in enumerate(said, 1)
    ]
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    stream = pypdf.generic.StreamObject()
    stream.set_data(
        b"begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + "".join(
            f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n" for part in parts
        ).encode()
        + b"endcmap\n"
    )
    return pypdf.generic.DictionaryObject({
        name("/Type"): name("/Font"), name("/Subtype"): name("/Type0"),
        name("/BaseFont"): name("/Own"), name("/Encoding"): name("/Identity-H"),
        name("/ToUnicode"): stream,
        name("/DescendantFonts"): pypdf.generic.ArrayObject([pypdf.generic.DictionaryObject({
            name("/Type"): name("/Font"), name("/Subtype"): name("/CIDFontType2"),
            name("/BaseFont"): name("/Own"), name("/DW"): pypdf.generic.NumberObject(500),
        })]),
    })  # fmt: skip


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
