"""A report as a Word document: real headings, heads of tables on every page, texts of pictures."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import singledispatch
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from ..formats.converting import converted
from .model import Heading, Items, Paragraph, Picture, Report, Table

_A4 = Mm(210), Mm(297)
_MARGIN, _NARROW = Mm(18), Mm(10)
#: A pixel of the screen.
_PIXEL = Emu(9525)
#: So many pixels of a picture for one of the screen.
_SCALE = 2
_FONT = "Calibri"
_INK, _QUIET, _LINE, _TINT = RGBColor(31, 36, 48), RGBColor(86, 93, 107), "D4D5D0", "F3F3EF"
_CORE = 255


class _Sheets:
    """A document being written, and the section of it that pages belong to now.

    python-docx looks for the last section all through the document each time it is asked.
    """

    def __init__(self) -> None:
        self.document: Any = Document()
        self.page: Any = self.document.sections[0]

    @property
    def room(self) -> tuple[int, int]:
        """Width and height between the margins."""
        page = self.page
        return (page.page_width - page.left_margin - page.right_margin,
                page.page_height - page.top_margin - page.bottom_margin)  # fmt: skip

    def turn(self, *, wide: bool) -> None:
        """Go on on a page that lies, or on one that stands again."""
        if (self.page.orientation == WD_ORIENT.LANDSCAPE) == wide:
            return
        page = self.page = self.document.add_section()
        page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = reversed(_A4) if wide else _A4
        margin = _NARROW if wide else _MARGIN
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = margin


def document(report: Report) -> bytes:
    """Return a report as the bytes of a ``.docx`` file."""
    sheets = _Sheets()
    made = sheets.document
    _set_up(made, report)
    _text(made.add_paragraph(style="Title"), report.title)
    for paragraph in report.lead:
        _add(paragraph, sheets)
    for section in report.sections:
        sheets.turn(wide=section.wide)
        _text(made.add_heading(level=1), section.title)
        for block in section.blocks:
            sheets.turn(wide=isinstance(block, Picture) and block.wide)
            _add(block, sheets)
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def _set_up(made: Any, report: Report) -> None:
    """Set paper, letters and language, and what the file says of itself."""
    page = made.sections[0]
    page.page_width, page.page_height = _A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    _number_pages(page)
    styles = made.styles
    styles["Normal"].font.name = _FONT
    styles["Normal"].font.size = Pt(10.5)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size, before in (("Title", 24, 0), ("Heading 1", 16, 20), ("Heading 2", 12, 12),
                               ("Caption", 9, 8)):  # fmt: skip
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.keep_with_next = True
        # The theme's own font for headings would be taken instead.
        fonts = style.element.rPr.find(qn("w:rFonts"))
        for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{which}"), None)
    styles["Caption"].font.color.rgb, styles["Caption"].font.bold = _QUIET, False
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), report.language)
    core = made.core_properties
    # The file format allows so many characters there.
    core.title, core.language = report.title[:_CORE], report.language
    core.author = core.comments = ""
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _number_pages(page: Any) -> None:
    """Put the number of the page at its foot."""
    paragraph = page.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)  # noqa: SLF001 - python-docx has no fields


def _text(paragraph: Any, text: str, **look: bool) -> None:
    """Add a text to a paragraph; line breaks and tabs are those of Word."""
    run = paragraph.add_run(text)
    for name, value in look.items():
        setattr(run, name, value)


@singledispatch
def _add(block: Any, sheets: _Sheets) -> None:
    raise TypeError(block, sheets)


@_add.register
def _(heading: Heading, sheets: _Sheets) -> None:
    _text(sheets.document.add_heading(level=2), heading.text)


@_add.register
def _(paragraph: Paragraph, sheets: _Sheets) -> None:
    style = "Quote" if paragraph.tone == "quote" else None
    added = sheets.document.add_paragraph(style=style)
    _text(added, paragraph.text)
    if paragraph.tone == "quiet":
        added.runs[0].font.color.rgb = _QUIET
        added.runs[0].font.size = Pt(9.5)


@_add.register
def _(items: Items, sheets: _Sheets) -> None:
    for item in items.items:
        added = sheets.document.add_paragraph(style="List Bullet")
        added.paragraph_format.space_after = Pt(3)
        if item.label:
            _text(added, item.label, bold=True)
            _text(added, " ")
        _text(added, item.text)


@_add.register
def _(table: Table, sheets: _Sheets) -> None:
    made = sheets.document
    _text(made.add_paragraph(style="Caption"), table.caption)
    added = made.add_table(rows=0, cols=len(table.heads), style="Table Grid")
    added.autofit = False
    room, _ = sheets.room
    widths = [int(room * width / sum(table.widths)) for width in table.widths]
    for at, texts in enumerate((table.heads, *table.rows)):
        row = added.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no such setting
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[column]
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            _text(paragraph, text, bold=at == 0)
            paragraph.runs[0].font.size = Pt(9)
            if column in table.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if at == 0:
                _shade(cell)
    _line(added)
    made.add_paragraph().paragraph_format.space_after = Pt(4)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _TINT)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no shading


def _line(table: Any) -> None:
    """Draw thin lines between rows, and none between columns."""
    borders = OxmlElement("w:tblBorders")
    for name in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{name}")
        shown = name in ("top", "bottom", "insideH")
        border.set(qn("w:val"), "single" if shown else "nil")
        if shown:
            border.set(qn("w:sz"), "4")
            border.set(qn("w:color"), _LINE)
        borders.append(border)
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no borders
    # Word takes the parts of a table in their order only.
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


@_add.register
def _(picture: Picture, sheets: _Sheets) -> None:
    made = sheets.document
    _text(made.add_paragraph(style="Caption"), picture.caption)
    most_wide, most_high = sheets.room
    # Room for the caption, and for a heading.
    most_high -= Mm(26)
    width, height = picture.width * _PIXEL, picture.height * _PIXEL
    scale = min(1, most_wide / width, most_high / height)
    (drawn,) = converted("svg_to_png", [picture.paper or picture.svg], "report",
                         "a Word document", scale=_SCALE)  # fmt: skip
    image = BytesIO(drawn)
    shape = made.add_picture(image, int(width * scale), int(height * scale))
    properties = shape._inline.docPr  # noqa: SLF001 - python-docx has no alternative texts
    properties.set("descr", picture.alt)
    properties.set("name", picture.name)
