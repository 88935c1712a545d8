"""The picture of a map beside the live editor, both in Chromium."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.formats.picture.measure import face
from cjm_widgets.formats.picture.svg import FAMILY
from tests.browser.lab import shoot
from tests.browser.maps import BIKE
from tests.browser.plain import plain_page
from tests.formats.drawn import Drawn
from tests.formats.test_picture import HARD, full

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.browser.lab import Lab

TEXTS = Path(__file__).parents[3] / "shared" / "data" / "text" / "hostile_text.jsonl"
LANGUAGES = ("en", "it", "pl", "fr")
DIRECTIONS = ("horizontal", "vertical")

#: What is seen in the editor, in the order in which one reads it.
SEEN = """() => {
  const root = document.querySelector(".cjm");
  const all = (node, selector) => [...node.querySelectorAll(selector)];
  const said = (node) => node.textContent.replace(/\\s+/g, " ").trim();
  const texts = (node, selector) => all(node, selector).map(said).filter(Boolean);
  const marks = (node) => all(node, ".cjm-marks > *").map((one) => {
    const copy = one.cloneNode(true);
    for (const hidden of copy.querySelectorAll(".cjm-hidden")) hidden.remove();
    return said(copy);
  });
  const card = (node) => [
    ...texts(node, ":scope > .cjm-inline"), ...texts(node, ":scope > .cjm-by > span"),
    ...marks(node),
  ];
  const upper = (text) => text[0].toUpperCase() + text.slice(1);
  const header = root.querySelector(".cjm-header");
  const map = root.querySelector(".cjm-map");
  const found = [
    ...texts(header, ".cjm-title"), ...texts(header, ".cjm-badge").map(upper),
    ...all(header, ".cjm-persona").flatMap((one) => texts(one, ".cjm-strong, .cjm-tagline")),
    ...texts(header, ".cjm-goal"),
    ...texts(map, ".cjm-stage-band").map(upper),
    ...all(map, ".cjm-phase").flatMap((one) =>
      [...texts(one, ".cjm-phase-name, .cjm-phase-text"), ...marks(one)]),
    ...texts(map, ".cjm-touchpoints .cjm-rowname"),
    ...all(map, ".cjm-touchpoint").flatMap((one) =>
      [...texts(one, ".cjm-moment, .cjm-name, .cjm-sub > span"), ...marks(one)]),
  ];
  for (const lane of all(map, ".cjm-lane")) {
    found.push(...texts(lane, ".cjm-rowname"), ...texts(lane, ".cjm-legend span"));
    found.push(...all(lane, ".cjm-axis > span").flatMap((one) => {
      const label = said(one.querySelector("small"));
      const number = said(one).slice(0, said(one).length - label.length).trim();
      return label ? [number, label] : [number];
    }));
    found.push(...all(lane, ".cjm-over .cjm-card").flatMap(card));
    for (const cell of all(lane, ".cjm-cell")) {
      found.push(...texts(cell, ".cjm-extreme, .cjm-feeling"));
      found.push(...all(cell, ".cjm-channel").map(said), ...all(cell, ".cjm-card").flatMap(card));
      found.push(...texts(cell, ":scope > .cjm-count"));
    }
    found.push(...texts(lane, ".cjm-separator"));
  }
  return found;
}"""
#: Every line of text with its box, and the box of what it stands on.
BOXES = """() => {
  const page = document.documentElement;
  const { width, height } = page.viewBox.baseVal;
  const scale = page.getBoundingClientRect().width / width;
  const box = (node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return [left, top, right, bottom].map((at) => at / scale);
  };
  const around = (node) => {
    const found = node.closest("g.card, g.chip, g.pill, g.badge, g.persona, g.mark");
    return found ? box(found.querySelector("rect")) : [0, 0, width, height];
  };
  return [...document.querySelectorAll("text")].flatMap((text) => {
    const lines = text.querySelectorAll("tspan");
    return [...(lines.length ? lines : [text])].map((line) => ({
      text: line.textContent, box: box(line), around: around(text),
      length: line.getComputedTextLength(),
    }));
  });
}"""


@pytest.fixture
def bike() -> cjm.Journey:
    names: dict[str, Any] = {}
    exec(BIKE, names)  # noqa: S102 - the tests' own map
    j: cjm.Journey = names["j"]
    names["editor"].close()
    return j


@pytest.fixture
def page(context: BrowserContext) -> Any:
    page = context.new_page()
    page.problems = []
    page.on("dialog", lambda dialog: (page.problems.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    yield page
    assert page.problems == []
    page.close()


def open_svg(page: Page, folder: Path, svg: str) -> None:
    """Open a picture as a browser opens a file."""
    path = folder / "picture.svg"
    path.write_text(svg, "utf-8")
    page.goto(path.as_uri())


def rich(j: cjm.Journey) -> cjm.Journey:
    """Add what the map of the study has not: cards over phases, marks, words, more lines."""
    use = j.phases[-1]
    j.add_card(use, "gain", "A month without the bus", author="Ana")
    card = next(card for card in j.cards if card.text == "Phone rings out")
    session = j.add_vote_session("Pains", target_kinds=["pain"])
    j.add_vote(session, card, "Ben", weight=2)
    j.add_comment(card, "Since May")
    j.add_comment(use, "Ask again in a month")
    survey = j.add_evidence("Survey", n=41)
    j.update(card, evidence=[survey], status="doing")
    for felt in j.experiences:
        if felt.score == 1 and felt.persona == "ana":
            j.update(felt, emotion="curious")
    j.update("gain", separator="visibility")
    return j


@pytest.mark.parametrize("language", LANGUAGES)
def test_b220_the_texts_are_those_of_the_editor(
    context: BrowserContext, bike: cjm.Journey, language: str
) -> None:
    """[B220] The same, in the same order; the picture says in words what its signs mean."""
    j = rich(bike)
    with plain_page(context, j, language=language, height=1500, read_only=True) as plain:
        plain.page.set_viewport_size({"width": 1900, "height": 1600})
        plain.root.locator(".cjm-touchpoint").last.wait_for()
        plain.quiet()
        seen = plain.page.evaluate(SEEN)
    (drawn,) = (Drawn(svg) for svg in cjm.render(j, language=language).pages)
    signs = {written.text for written in drawn.texts if "sign" in written.inside}
    told = [
        " ".join(written.text.split()) for written in drawn.texts
        if "sign" not in written.inside and "label" not in written.inside
    ]  # fmt: skip
    assert told == seen
    assert len(seen) > 90
    assert len(signs) == 4


@pytest.mark.parametrize(("language", "direction"), [*product(LANGUAGES, DIRECTIONS)])
def test_b221_nothing_is_cut(
    page: Page, bike: cjm.Journey, language: str, direction: Any, tmp_path: Path
) -> None:
    """[B221] Every text is within its card and its page, as wide as it was measured."""
    for paper in (None, "A4"):
        for svg in cjm.render(rich(bike), language=language, direction=direction, page=paper).pages:
            open_svg(page, tmp_path, svg)
            as_measured(page, svg)


@pytest.mark.parametrize("family", ["serif", "monospace"])
def test_b221_nothing_is_cut_in_another_font(
    page: Page, bike: cjm.Journey, family: str, tmp_path: Path
) -> None:
    """[B221] A viewer without the fonts of the picture takes others, much wider ones too."""
    svg = cjm.render(rich(bike)).svg
    assert svg.count(FAMILY) == 1
    open_svg(page, tmp_path, svg.replace(FAMILY, family))
    shoot(page, f"picture-{family}")
    as_measured(page, svg)


def as_measured(page: Page, svg: str) -> None:
    """Check that every text is within what it stands on, and as wide as it was measured."""
    known = face("regular")
    measured = [line for written in Drawn(svg).texts for line in written.lines]
    found = page.evaluate(BOXES)
    assert [one["text"] for one in found] == [line.text for line in measured]
    for one, line in zip(found, measured, strict=True):
        inside(one)
        if all(char in known for char in line.text) and line.text.strip() == line.text:
            width = line.right - line.left
            assert one["length"] == pytest.approx(width, rel=0.02, abs=0.5), line.text


def inside(one: dict[str, Any]) -> None:
    if not one["text"].strip():
        # Nothing is drawn of it.
        return
    left, top, right, bottom = one["box"]
    most_left, most_top, most_right, most_bottom = one["around"]
    # A space at the end of a line is wide, and seen by nobody.
    over = 4 if one["text"].endswith((" ", "\n")) else 1
    assert left >= most_left - over, one
    assert right <= most_right + over, one
    assert top >= most_top - 1, one
    assert bottom <= most_bottom + 1, one


def test_b222_hard_texts_are_not_cut(page: Page, tmp_path: Path) -> None:
    """[B222] Long words, other scripts, marks over marks: what the font has is not cut."""
    j = full(*(text for text in HARD if "﷽" not in text and "Z͑" not in text))
    picture = cjm.render(j)
    svg = picture.svg
    open_svg(page, tmp_path, svg)
    shoot(page, "picture-hard")
    known = face("regular")
    lines = [line for written in Drawn(svg).texts for line in written.lines]
    seen = 0
    for one, line in zip(page.evaluate(BOXES), lines, strict=True):
        text = line.text
        if not set(picture.missing).isdisjoint(text):
            # No font here has it: what stands for it is as wide as it likes to be.
            continue
        inside(one)
        seen += 1
        if "  " in text.rstrip() and all(char in known for char in text):
            # Each of its spaces is as wide as a space, those at its end as well.
            ends = 4 * (len(text) - len(text.rstrip()))
            width = line.right - line.left
            assert width * 0.98 - 0.5 <= one["length"] <= width * 1.02 + ends, text
    assert seen > len(lines) / 2
    gaps = page.evaluate("""() => [...document.querySelectorAll("g.card > text[direction=rtl]")]
      .map((text) => text.parentNode.querySelector("rect").getBoundingClientRect().right
        - text.getBoundingClientRect().right)""")
    assert gaps
    # They begin at the right, where the padding ends.
    assert all(4 <= gap <= 16 for gap in gaps), gaps


def test_b223_hostile_texts_do_nothing(page: Page, tmp_path: Path) -> None:
    """[B223] They run nothing and ask for nothing, as a file, as an image and within a page."""
    texts = [json.loads(line)["text"] for line in TEXTS.read_text("utf-8").splitlines()]
    texts = [text for text in texts if text and text.isprintable() and text.strip() == text]
    j = cjm.Journey("Hostile")
    with j.transaction("Fill"):
        for start in range(0, len(texts), 40):
            step = j.add_touchpoint(texts[start][:900])
            for text in texts[start : start + 40]:
                j.add_card(step, "pain", text)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    svg = cjm.render(j).svg
    open_svg(page, tmp_path, svg)
    path = (tmp_path / "picture.svg").as_uri()
    read = page.evaluate("[...document.querySelectorAll('g.card > text')].map(t => t.textContent)")
    assert read == texts
    assert asked == [path]
    html = tmp_path / "page.html"
    html.write_text(f'<meta charset="utf-8"><img src="picture.svg">{svg}', "utf-8")
    page.goto(html.as_uri())
    read = page.evaluate("[...document.querySelectorAll('g.card > text')].map(t => t.textContent)")
    assert read == texts
    assert asked == [path, html.as_uri(), path]


def test_b224_the_editor_hands_out_pictures(
    context: BrowserContext, bike: cjm.Journey, tmp_path: Path
) -> None:
    """[B224] From the menu of exports, as files; what is not installed is said in words."""
    with plain_page(context, bike) as plain:
        for item, suffix, begins in (
            ("Picture (SVG)", "svg", b"<svg"), ("Picture (PNG)", "png", b"\x89PNG"),
            ("Picture on A4 pages (PDF)", "pdf", b"%PDF"),
        ):  # fmt: skip
            plain.root.locator(".cjm-export").click()
            with plain.page.expect_download() as download:
                plain.page.get_by_role("menuitem", name=item).click()
            assert download.value.suggested_filename == f"Buying-a-city-bike.{suffix}"
            path = tmp_path / f"map.{suffix}"
            download.value.save_as(path)
            assert path.read_bytes().startswith(begins)
        assert plain.requests == []
        assert plain.errors == []


def test_b225_a_notebook_shows_it(lab: Lab) -> None:
    """[B225] As the last line of a cell, on pages or as one, in JupyterLab."""
    notebook = lab.open([BIKE, "cjm.render(j)", 'cjm.render(j, direction="vertical", page="A4")'])
    for cell in range(3):
        notebook.run_cell(cell)
    for cell in (1, 2):
        image = notebook.output(cell).locator("img, svg").first
        image.wait_for()
        box = image.bounding_box()
        assert box is not None
        assert box["height"] > 300
    shoot(notebook.output(1), "picture-notebook")
