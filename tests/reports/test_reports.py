"""Reports: what they say, and that they say the same in every form."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.charts.measures import newest_values
from cjm_widgets.reports import docx as word
from cjm_widgets.reports import html, markdown, pdf
from cjm_widgets.reports.contents import SECTIONS
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
from tests.charts.maps import MAPS
from tests.reports import reading
from tests.strategies import documents, random_document

LANGUAGES = ("en", "it", "pl", "fr")
FORMS = tuple(WRITERS)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing: texts are what is looked at, and they are there sooner."""
    monkeypatch.setattr("cjm_widgets.reports.pictures.can_draw", lambda: False)


@pytest.fixture(scope="module")
def workshop() -> cjm.Journey:
    """Return a map after a workshop: everything of it is in a report."""
    j = MAPS["bike"]()
    j.update(problem="Few rides lead to a sale", scenario="Ana has never ridden in town")
    for session in list(j.vote_sessions):
        j.update(session, open=False)
    j.add_vote_session("For next time", id="next")
    j.add_question("Why do people give up?", answer="Nobody calls back")
    j.add_question("What does it cost?")
    j.add_goal("Ride within a day", metric=list(j.metrics)[1].id)
    j.add_evidence("Interviews", kind="interview", date="2026-04-12", n=12, quote="I gave up")
    j.add_card("ride", "opportunity", "Answer the phone", status="doing", due="2020-01-01",
               owner="Lea", impact=5, effort=1)  # fmt: skip
    j.update("ride", expectation="A ride this week", expectation_met="missed",
             support_needed="One more fitter")  # fmt: skip
    return j


def section(report: Report, key: str) -> list[str]:
    """Give the texts of a section."""
    return list(next(s for s in report.sections if s.key == key).texts())


def pictures(report: Report) -> list[Picture]:
    return [b for s in report.sections for b in s.blocks if isinstance(b, Picture)]


def read(path: Path) -> list[str]:
    """Give the texts of a report in a file, in order."""
    if path.suffix == ".docx":
        return reading.of_docx(path.read_bytes())
    text = path.read_text("utf-8")
    return reading.of_html(text) if path.suffix == ".html" else reading.of_markdown(text)


def in_order(texts: list[str], whole: str) -> list[str]:
    """Give those of the texts that the whole does not hold after the one before."""
    at, lost = 0, []
    whole = reading.plain(whole)
    for text in map(reading.plain, texts):
        found = whole.find(text, at)
        if found < 0:
            lost.append(text)
        else:
            at = found + len(text)
    return lost


@pytest.mark.parametrize("language", LANGUAGES)
def test_u1_every_form_holds_the_same_texts(
    workshop: cjm.Journey, tmp_path: Path, language: str
) -> None:
    """[U1] HTML, Markdown and Word read back as the very texts, in order; PDF as it is read."""
    made = compose(workshop, language=language)
    texts = [text for text in made.texts() if text not in map_captions(made)]
    assert len(texts) > 300
    for suffix in (".html", ".md", ".docx"):
        path = cjm.report(workshop, tmp_path / f"bike{suffix}", language=language)
        assert [t for t in read(path) if t not in map_captions(made, path)] == texts, suffix
    path = cjm.report(workshop, tmp_path / "bike.pdf", language=language)
    assert in_order(texts, reading.of_pdf(path.read_bytes())) == []


def map_captions(made: Report, path: Path | None = None) -> set[str]:
    """The map is in one picture on a page, and on as many sheets as it needs elsewhere."""
    del path
    words = speak(made.language)
    many = {words("map_page", n=n, of=of) for of in range(20) for n in range(20)}
    return {words("map_caption"), *many}


@settings(max_examples=25)
@given(documents())
def test_u2_any_map_has_a_report_in_every_form(document: dict[str, Any]) -> None:
    """[U2] Whatever is on it; with the same texts in each form."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cjm_widgets.reports.pictures.can_draw", lambda: False)
        patch.setattr("cjm_widgets.reports.contents.can_draw", lambda: False)
        made = compose(cjm.Journey.from_dict(document), for_page=True)
    texts = list(made.texts())
    assert reading.of_html(html.page(made)) == texts
    without_map = [t for t in texts if t != speak(made.language)("map_caption")]
    drawn = Report(
        made.title, made.lead,
        tuple(Section(s.key, s.title, tuple(b for b in s.blocks if not isinstance(b, Picture)))
              for s in made.sections),
        made.language, made.contents,
    )  # fmt: skip
    assert reading.of_markdown(markdown.text(drawn, "x_files")) == without_map
    assert reading.of_docx(word.document(drawn)) == without_map
    assert pdf.document(drawn).startswith(b"%PDF-")


@pytest.mark.filterwarnings("ignore:.* no font here has")
@pytest.mark.parametrize("seed", range(4))
def test_u2_any_map_has_a_report_with_all_pictures(seed: int, tmp_path: Path) -> None:
    """[U2] With charts and the map of whatever is on it."""
    j = cjm.Journey.from_dict(random_document(seed))
    for suffix in WRITERS:
        assert cjm.report(j, tmp_path / f"x{suffix}", progress=False).stat().st_size > 1_000


ANYTHING = st.text(st.characters(blacklist_categories=("Cs",)), max_size=60)


@settings(max_examples=200)
@given(st.lists(ANYTHING, min_size=6, max_size=6))
@example(["", "", "\n", "", "", ""])
@example(["\n", "\n", "\n\n", "\n", "\n", "\n"])
def test_u3_any_text_is_read_back_from_any_place(texts: list[str]) -> None:
    """[U3] As a paragraph, quote, point, label, head and cell; nothing of it becomes markup."""
    a, b, c, d, e, f = (visible(text) or "-" for text in texts)
    made = Report("T", (), (Section("x", "X", (
        Heading(" ".join(a.split()) or "-"), Paragraph(a), Paragraph(b, "quote"),
        Items((Item(c), Item(d, e))), Table("C", (f, "y"), ((a, b), (c, d)), (1, 1)),
    )),), "en", "Contents")  # fmt: skip
    texts = list(made.texts())
    assert reading.of_html(html.page(made)) == texts
    page = markdown.text(made, "x_files")
    assert reading.of_markdown(page) == texts
    tags = {el.tag for el in reading.page_of_markdown(page).iter() if isinstance(el.tag, str)}
    assert tags <= reading.MADE_OF - {"img"}


def test_u3_any_text_goes_into_word_and_pdf() -> None:
    """[U3] What XML cannot hold has a sign there, and everywhere else, too."""
    control = visible("".join(map(chr, range(0xA0))) + "\ufffe\uffff\u2028")
    assert "␀" in control
    assert "␛" in control
    made = Report("T", (), (Section("x", "X", (Paragraph(control),)),), "en", "Contents")
    assert reading.of_docx(word.document(made))[2] == control
    assert pdf.document(made).startswith(b"%PDF-")


def test_u4_hostile_texts_are_texts_in_every_form() -> None:
    """[U4] All are read back as they were; of a PDF those that the fonts here have."""
    path = reading.hostile()
    if not path.exists():
        pytest.skip("no hostile texts here")
    texts = [visible(json.loads(line)["text"]) for line in path.read_text("utf-8").splitlines()]
    marks = [f"qq{n:05}qq" for n in range(len(texts) + 1)]
    blocks = [Paragraph(t) for pair in zip(marks, texts, strict=False) for t in pair]
    rows = tuple((mark, text) for mark, text in zip(marks, texts, strict=False))
    table = Table("C", ("a", "b"), rows, (1, 5))
    whole_section = Section("x", "X", (*blocks, Paragraph(marks[-1]), table))
    made = Report(texts[0], (), (whole_section,), "en", "Contents")
    told = list(made.texts())
    assert reading.of_html(html.page(made)) == told
    page = markdown.text(made, "x_files")
    assert reading.of_markdown(page) == told
    tags = {el.tag for el in reading.page_of_markdown(page).iter() if isinstance(el.tag, str)}
    assert tags <= reading.MADE_OF - {"img"}
    assert reading.of_docx(word.document(made)) == told
    whole = reading.of_pdf(pdf.document(Report("T", (), (Section("x", "X", (
        *blocks, Paragraph(marks[-1]))),), "en", "Contents")))  # fmt: skip
    whole = reading.plain(whole)
    equal = lost = 0
    for mark, text, after in zip(marks, texts, marks[1:], strict=False):
        read_back = whole[whole.index(mark) + len(mark) : whole.index(after)]
        if "\x00" in read_back or "\ufffd" in read_back:
            lost += 1
        else:
            equal += read_back == reading.plain(text)
    # What is not equal is written from right to left or has many marks on one letter: the order
    # of these is not in a PDF.
    assert equal > len(texts) * 0.93
    assert len(texts) - equal - lost <= 15


def test_u5_nothing_to_say_is_said_in_one_line(undrawn: None) -> None:
    """[U5] Empty sections are left out and named at the end; one that was asked for says so."""
    del undrawn
    j = cjm.Journey.from_dict({"format": "cjm", "version": 1, "journey": {"id": "x"}})
    made = compose(j)
    words = speak("en")
    assert [s.key for s in made.sections] == ["findings"]
    last = section(made, "findings")[-1]
    assert last.startswith("Nothing on the map yet: Situation, Personas, Goals and metrics, ")
    only = compose(j, sections=["votes", "goals"])
    assert [(s.key, *s.texts()) for s in only.sections] == [
        ("goals", words("title_goals"), words("nothing_yet")),
        ("votes", words("title_votes"), words("nothing_yet")),
    ]


def test_u6_numbers_are_those_of_the_tables(workshop: cjm.Journey, undrawn: None) -> None:
    """[U6] Goals with the newest values, whether they are met; metrics everywhere."""
    del undrawn
    told = section(compose(workshop), "goals")
    days = next(r for r in newest_values(workshop).values() if r["metric"].startswith("Days"))
    assert (days["value"], days["target"]) == (2, 1)
    at = told.index("Ride within a day")
    assert told[at + 1 : at + 5] == ["Days until the ride", "1 days", "2 days", "not reached"]
    assert ["Conversion", "Pays and picks up", "80 %", "70 %", "", "160", "reached"] in [
        told[n : n + 7] for n in range(len(told))
    ]
    findings = workshop.check()
    counts = findings["severity"].value_counts()
    assert f"Warnings: {counts['warning']}" in section(compose(workshop), "findings")


@pytest.mark.parametrize(
    ("direction", "value", "target", "verdict"),
    [
        ("up", 5, 4, "reached"), ("up", 3, 4, "not reached"), ("down", 3, 4, "reached"),
        ("none", 3, 4, "cannot be told: no target or direction"), ("up", None, 4, "not measured"),
    ],
)  # fmt: skip
def test_u6_a_goal_is_met_when_its_metric_reaches_the_target(
    direction: str, value: float | None, target: float, verdict: str, undrawn: None
) -> None:
    """[U6] The target of the goal before that of the metric; the whole map before its parts."""
    del undrawn
    j = cjm.Journey("x")
    step = j.add_touchpoint("Step")
    metric = j.add_metric("M", direction=direction, target=1000)
    if value is not None:
        j.add_metric_value(metric, -1000 if direction == "up" else 5000, step)
        j.add_metric_value(metric, value, j.id)
    j.add_goal("G", metric=metric, target=target)
    assert verdict in section(compose(j, sections=["goals"]), "goals")


def test_u6_a_goal_may_be_met_in_part(undrawn: None) -> None:
    """[U6] Measured at several places, reached at some."""
    del undrawn
    j = cjm.Journey("x")
    metric = j.add_metric("M", direction="up", target=4)
    for value in (3, 5):
        j.add_metric_value(metric, value, j.add_touchpoint(f"Step {value}"))
    j.add_goal("G", metric=metric)
    told = section(compose(j, sections=["goals"]), "goals")
    assert told[told.index("G") + 1 :][:4] == ["M", "4", "3 · 5", "partly reached"]


def test_u7_a_secret_round_stays_secret(tmp_path: Path) -> None:
    """[U7] No form says who voted in it; an open round has no result."""
    j = cjm.Journey("x")
    ideas = [j.add_card(j.add_touchpoint("Step"), "opportunity", f"Idea {n}") for n in range(3)]
    for title, anonymous, voter in (("Secret", True, "Whisper"), ("Plain", False, "Speaker"),
                                    ("Open", False, "Early")):  # fmt: skip
        session = j.add_vote_session(title, anonymous=anonymous)
        j.add_vote(session, ideas[0], voter, weight=2)
        j.add_vote(session, ideas[1], f"{voter} too")
        j.update(session, open=title == "Open")
    told = section(compose(j), "votes")
    assert told[:3] == ["Votes", "Secret", "Result of the round: Secret"]
    assert told[told.index("Idea 0") + 2] == "2"
    assert "Speaker" in told
    assert told[-2:] == [speak("en")("votes_open"), "Open"]
    assert "Early" not in "".join(told)
    for suffix in FORMS:
        path = cjm.report(j, tmp_path / f"x{suffix}")
        said = reading.of_pdf(path.read_bytes()) if suffix == ".pdf" else "".join(read(path))
        assert "Speaker" in said
        assert "Whisper" not in said
    assert all("Whisper" not in p.svg + (p.dark or "") for p in pictures(compose(j, for_page=True)))


def test_u8_actions_say_who_does_what_by_when(workshop: cjm.Journey, undrawn: None) -> None:
    """[U8] What is planned or being done, due soonest first; what is late says so."""
    del undrawn
    told = section(compose(workshop), "actions")
    assert told[told.index("Answer the phone") :][:5] == [
        "Answer the phone", "Books a test ride", "Lea", "2020-01-01 (overdue)", "doing",
    ]  # fmt: skip
    steps = section(compose(workshop), "next")
    assert steps[steps.index("Actions overdue") + 1] == "1"
    assert steps[steps.index("Opening questions without an answer") + 1] == "1"
    assert ["Books a test ride", "One more fitter"] in [steps[n : n + 2] for n in range(len(steps))]
    best = section(compose(workshop), "opportunities")
    assert best[best.index("Status") + 1] == "Answer the phone"


def test_u8_what_is_due_today_is_not_late(undrawn: None) -> None:
    """[U8] Only what was due yesterday is."""
    del undrawn
    j = cjm.Journey("x")
    step = j.add_touchpoint("Step")
    for days in (0, 1):
        due = (date.today() - timedelta(days)).isoformat()  # noqa: DTZ011 - the day here
        j.add_card(step, "solution", f"Due {days}", status="planned", due=due)
    told = section(compose(j), "actions")
    assert [("overdue" in told[told.index(f"Due {n}") + 3]) for n in (0, 1)] == [False, True]


def test_u9_charts_that_say_something_are_there(workshop: cjm.Journey) -> None:
    """[U9] And no others; each has a caption and a text for those who do not see it."""
    drawn = pictures(compose(workshop, for_page=True))
    names = {picture.name for picture in drawn}
    assert {"map", "emotion_curve", "gaps", "metric_targets", "opportunity_matrix", "votes",
            "votes_2", "moments_of_truth", "evidence_levels", "timeline"} <= names  # fmt: skip
    assert len(names) == len(drawn)
    assert all(picture.caption and picture.alt for picture in drawn)
    assert all(picture.dark for picture in drawn if picture.name != "map")
    assert all(p.dark is None for p in pictures(compose(workshop, theme="print")))
    assert {p.name for p in pictures(compose(cjm.Journey("x")))} == set()


def test_u9_what_nobody_could_read_is_not_drawn() -> None:
    """[U9] On a page; it says so instead."""
    j = cjm.Journey("x")
    for n in range(81):
        j.add_touchpoint(f"Step {n}", emotion=1)
    told = section(compose(j, sections=["feelings"]), "feelings")
    assert (
        told[1]
        == "Emotion curve: not drawn, as nobody could read it on a page with 81 touchpoints."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_u10_all_of_it_is_in_the_language(
    workshop: cjm.Journey, undrawn: None, language: str
) -> None:
    """[U10] Every language has every text; dates and numbers are written as in it."""
    del undrawn
    english, own = speak("en")._texts, speak(language)._texts
    assert set(english) == set(own)
    made = compose(workshop, language=language)
    dates = {"en": "2020-01-01", "it": "01/01/2020", "pl": "01.01.2020", "fr": "01/01/2020"}
    assert dates[language] in "".join(section(made, "actions"))
    number = "3.3 points" if language == "en" else "3,3 points"
    assert number in section(made, "goals")
    if language != "en":
        # Words that are no names of people's own.
        shared = set(own.values()) & set(english.values())
        titles = {s.title for s in made.sections}
        assert not (titles - {"Personas", "Situation", "Votes", "Persony"}) & shared


def test_u10_dates_are_written_out() -> None:
    """[U10] The first of a month has its own form in Italian and French."""
    day, first = date(2026, 11, 22), date(2026, 5, 1)
    assert [speak(i).long_date(day) for i in LANGUAGES] == [
        "22 November 2026", "22 novembre 2026", "22 listopada 2026", "22 novembre 2026",
    ]  # fmt: skip
    assert [speak(i).long_date(first) for i in LANGUAGES] == [
        "1 May 2026", "1º maggio 2026", "1 maja 2026", "1er mai 2026",
    ]  # fmt: skip


def test_u11_a_page_runs_and_loads_nothing(workshop: cjm.Journey, tmp_path: Path) -> None:
    """[U11] No script, a policy that allows none, pictures in the page itself."""
    root = lxml.html.parse(cjm.report(workshop, tmp_path / "bike.html")).getroot()
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    allowed = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    assert policy == [f"{allowed}; base-uri 'none'; form-action 'none'"]
    assert not root.xpath("//script | //iframe | //object | //embed | //link | //form | //base")
    sources = root.xpath("//@src | //@srcset")
    assert sources
    assert all(source.startswith("data:image/svg+xml") for source in sources)
    assert all(link.startswith("#") for link in root.xpath("//@href"))
    assert not [a for el in root.iter() for a in el.attrib if a.startswith("on")]
    assert root.get("lang") == "en"
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_u12_word_has_headings_heads_and_texts_of_pictures(
    workshop: cjm.Journey, tmp_path: Path
) -> None:
    """[U12] As its own functions know them: contents, heads on every page, languages."""
    path = cjm.report(workshop, tmp_path / "bike.docx", language="it", title="Prova")
    made = docx.Document(io.BytesIO(path.read_bytes()))
    assert (made.core_properties.title, made.core_properties.language) == ("Prova", "it")
    titles = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert titles == [s.title for s in compose(workshop, language="it").sections]
    assert made.tables
    for table in made.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        assert not table.rows[1]._tr.xpath("./w:trPr/w:tblHeader")
    shown = made.element.xpath("//wp:docPr/@descr")
    assert len(shown) == len(made.inline_shapes) >= 10
    assert all(shown)
    room = made.sections[0].page_width - made.sections[0].left_margin * 2
    assert all(shape.width <= made.sections[0].page_height for shape in made.inline_shapes)
    assert all(sum(c.width or 0 for c in t.columns) <= room * 1.01 for t in made.tables)


def test_u13_pdf_is_tagged_and_has_an_outline(workshop: cjm.Journey, tmp_path: Path) -> None:
    """[U13] With a title, a language, and a number at the foot of every page."""
    path = cjm.report(workshop, tmp_path / "bike.pdf", language="pl", title="Rower")
    made = pypdf.PdfReader(path)
    root: Any = made.trailer["/Root"]
    assert (made.metadata.title if made.metadata else None) == "Rower"
    assert root["/Lang"] == "pl"
    assert root["/MarkInfo"]["/Marked"]
    titles = [entry.title for entry in made.outline if not isinstance(entry, list)]
    assert titles == [s.title for s in compose(workshop, language="pl").sections]
    for at, page in enumerate(made.pages, 1):
        assert page.extract_text().endswith(f"{at} / {len(made.pages)}")
        assert not page.get("/Annots")
    assert set(SECTIONS) >= {s.key for s in compose(workshop).sections}
