"""Reports of maps that nobody here wrote: odd values, long words, many of everything."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

import cjm_widgets as cjm
from cjm_widgets.reports import docx as word
from cjm_widgets.reports import pdf
from cjm_widgets.reports.making import WRITERS, compose
from cjm_widgets.reports.model import (
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Report,
    Section,
    Table,
    visible,
)
from cjm_widgets.reports.words import speak
from tests.reports import reading


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no charts: texts are what is looked at, and they are there sooner."""
    monkeypatch.setattr("cjm_widgets.reports.pictures.can_draw", lambda: False)


def told(journey: cjm.Journey, *sections: str) -> list[str]:
    """Give the texts of some sections."""
    return [text for s in compose(journey, sections=sections).sections for text in s.texts()]


ODD = "a\x0bb\x1b"


@pytest.mark.filterwarnings("ignore:.* no font here has")
def test_u3_values_of_a_later_version_are_texts_of_people(tmp_path: Path) -> None:
    """[U3] Words that no version knows are shown by their signs, and every form can hold them."""
    j = cjm.Journey("Bike", description="Town")
    j.add_card(j.add_touchpoint("Pay"), "pain", "Slow")
    document: dict[str, Any] = j.to_dict()
    document["journey"].update(map_type=ODD, basis=ODD)
    document["cards"][0]["evidence_level"] = ODD
    with pytest.warns(cjm.UnknownValueWarning):
        odd = cjm.Journey.from_dict(document)
    texts = told(odd, "situation", "evidence")
    assert texts.count(visible(ODD)) == 2
    assert f"{visible(ODD)}: 1" in texts
    for suffix in WRITERS:
        cjm.report(odd, tmp_path / f"odd{suffix}", sections=["situation", "evidence"])


def test_u3_blocks_hold_what_every_form_can_hold() -> None:
    """[U3] Wherever a text stands, and whoever puts it there; pictures stay as they are."""
    made = Report(ODD, (Paragraph(ODD),), (Section("x", ODD, (
        Heading(ODD), Paragraph(ODD), Items((Item(ODD, ODD),)),
        Table(ODD, (ODD,), ((ODD,),), (1,)), Picture("x", ODD, ODD, ODD, 1, 1),
    )),), "en", "Contents")  # fmt: skip
    texts = list(made.texts())
    assert texts == [visible(ODD)] * 11
    picture = made.sections[0].blocks[-1]
    assert isinstance(picture, Picture)
    assert (picture.alt, picture.svg) == (visible(ODD), ODD)


def test_u12_word_asks_for_its_pages_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """[U12] Each time it looks through all of the document: many blocks would take for ever."""
    asked = 0
    found: Any = docx.document.Document.sections.fget  # type: ignore[attr-defined]

    def sections(self: Any) -> Any:
        nonlocal asked
        asked += 1
        return found(self)

    monkeypatch.setattr(docx.document.Document, "sections", property(sections))
    blocks = [Heading("x"), Paragraph("y"), Items((Item("z"),))] * 20
    made = Report("T", (), (Section("x", "X", tuple(blocks)),), "en", "Contents")
    data = word.document(made)
    assert asked < 5
    monkeypatch.undo()
    assert reading.of_docx(data) == list(made.texts())


def test_u6_scores_of_no_answers_are_told_alike() -> None:
    """[U6] What the summary calls the lowest point is in the table of scores, with its n."""
    j = cjm.Journey("x")
    low, high = j.add_touchpoint("Low"), j.add_touchpoint("High")
    j.add_experience(low, score=-2, source="measured", n=0)
    j.add_experience(high, score=1, source="measured", n=5)
    words = speak("en")
    texts = told(j, "summary", "feelings")
    assert texts[texts.index(words("lowest_point")) + 1] == "Low (−2)"
    rows = texts[texts.index(words("scores_table")) :]
    assert rows[rows.index("Low") + 1] == "−2 (n = 0, measured)"
    assert rows[rows.index("High") + 1] == "+1 (n = 5, measured)"


LONG = "https://example.org/a/very/long/path/to/a/survey.html?answer=yes&again=" + "x" * 90
WIDEST = "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 2


def set_up(*blocks: Any, title: str = "T") -> Report:
    """Give a report of one section."""
    return Report(title, (), (Section("x", "X", blocks),), "en", "Contents")


def test_u13_words_are_copied_from_a_pdf_as_they_were_written() -> None:
    """[U13] Links and long words are broken without a sign; no short word gets one, either."""
    words = "the mixed hatch 1 / 1 has ffi"
    table = Table(WIDEST, (WIDEST, "Responsible"), ((LONG, LONG), (words, WIDEST)), (9, 1))
    made = set_up(
        Heading(WIDEST), Heading(words), Paragraph(LONG), Paragraph(f"{words} {LONG} {words}"),
        Paragraph(WIDEST, "quote"), Paragraph(LONG, "quiet"),
        Items((Item(LONG, WIDEST), Item(words, words))), table, title=WIDEST,
    )  # fmt: skip
    whole = reading.of_pdf(pdf.document(made))
    assert "\u200b" not in whole
    assert words in whole
    at, joined = 0, "".join(whole.split())
    for text in made.texts():
        at = joined.index("".join(text.split()), at)


@pytest.mark.parametrize("text", [LONG, WIDEST, "والمستشفيات" * 14, "a-" * 90, "ж" * 150])
def test_u13_nothing_sticks_out_of_its_room(text: str) -> None:
    """[U13] Wherever a word stands that is wider than its line or its cell."""
    made = set_up(
        Heading(text), Paragraph(text), Paragraph(f"before {text}", "quote"),
        Items((Item(text, text),)), Table(text, (text, "b", text), ((text,) * 3,), (1, 5, 1)),
        title=text,
    )  # fmt: skip
    pages = pypdf.PdfReader(io.BytesIO(pdf.document(made))).pages
    edge = float(pages[0].mediabox.width) - 51 + 1
    for page in pages:
        assert rightmost(page) < edge


def rightmost(page: pypdf.PageObject) -> float:
    """Give where the last letter of a page begins, in points."""
    found: list[float] = []

    def visit(text: str, cm: Any, tm: Any, *_: Any) -> None:
        if text.strip():
            found.append(tm[4] * cm[0] + cm[4])

    page.extract_text(visitor_text=visit)
    return max(found)
