"""The static picture of a map."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import cjm_widgets as cjm
from cjm_widgets.formats.html_picture import COLUMNS, picture

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</td></table><b>x", "&lt;b&gt;",
    "' onclick='x",
    "$x^2$ and \\(y\\)", "<!-- x", "]]>", "\u202eabc", "javascript:alert(1)", "\x00\x07",
    "{{ x }}", "<style>*{display:none}</style>", "x" * 900,
]  # fmt: skip
SHARED = Path(__file__).parents[3] / "shared" / "data"
VOID = {"img", "col", "br"}


class Tree(HTMLParser):
    """Elements, attributes and text, as a browser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(data)

    def handle_data(self, data):
        self.text.append(data)

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


def named(text: str) -> cjm.Journey:
    """Return a map that has a text wherever people can write one."""
    j = cjm.Journey(text, scenario=text, map_type=text[:60] or "other")
    j.add_goal(text)
    ana = j.add_persona(text, tagline=text)
    phase = j.add_phase(text, description=text, purchase_stage=text[:60] or "none")
    step = j.add_touchpoint(
        text, phase=phase, description=text, channels=["c" + text[:900]], moment_of_truth=True
    )
    j.add_experience(step, ana, 1)
    j.add_lane("custom", text, id="own", separator=text[:60] or "none")
    j.add_lane("metric", text)
    j.add_metric_value(j.add_metric(text, unit=text[:100]), 3, step)
    j.add_card(step, "note", text, lane="own", author=text, status=text[:60] or "idea")
    j.add_card(phase, "pain", text)
    return j


def html(j: cjm.Journey) -> str:
    return picture(j.store.state)


def test_n1_everything_on_the_map_is_text(bike: cjm.Journey) -> None:
    """[N1] Title, phases, touchpoints, channels, scores and cards are there, under headers."""
    tree = Tree(html(bike))
    text = " ".join(" ".join(tree.text).split())
    for part in (
        "Buying a bike", "Current state", "Ana", "Before", "Buying", "Riding", "Before purchase",
        "Sees the ad", "Visits the shop", "Test ride", "Thinks about it", "no phase", "Instagram",
        "Too many models", "Friendly people", "Book a ride online", "Sell more", "+1", "−1",
        "n = 12", "assumed", "Everyone",
    ):  # fmt: skip
        assert part in text, part
    heads = [attrs for tag, attrs in tree.elements if tag == "th"]
    assert {attrs["scope"] for attrs in heads} == {"row", "colgroup"}
    (image,) = [attrs for tag, attrs in tree.elements if tag == "img"]
    assert image["alt"] == "Emotion"


def test_n1_columns_add_up(bike: cjm.Journey) -> None:
    """[N1] Every row has as many columns as there are touchpoints and empty phases."""
    rows = re.findall(r"<tr.*?</tr>", html(bike))
    columns = len(bike.touchpoints) + 1 + 1  # an empty phase, and the titles
    for row in rows:
        cells = re.findall(r"<t[dh]([^>]*)>", row)
        width = sum(int((re.search(r'colspan="(\d+)"', c) or [0, 1])[1]) for c in cells)
        # The scores stand under the curve, whose title spans both rows.
        assert width in (columns, columns - 1), row


def test_n1_several_answers_are_one_score() -> None:
    """[N1] The mean of several respondents, with how many they are, in a solid point."""
    j = cjm.Journey("x")
    step = j.add_touchpoint("a")
    for n, score in enumerate((2, 1, 0)):
        j.add_experience(step, None, score, respondent=str(n), source="measured")
    text = "".join(Tree(html(j)).text)
    assert "+1" in text
    assert "n = 3" in text
    assert "●" in text
    assert "○" not in text


def test_n1_the_curve_is_an_image(bike: cjm.Journey) -> None:
    """[N1] The curve is well-formed SVG; every score is a point, an assumed one is hollow."""
    (source,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html(bike))
    points = ET.fromstring(b64decode(source)).findall(".//{*}circle")  # noqa: S314
    assert len(points) == 2
    assert sorted(p.get("fill") == "#fff" for p in points) == [False, True]


def test_n1_an_empty_map_says_so() -> None:
    """[N1] A map without touchpoints has no table."""
    tree = Tree(html(cjm.Journey("")))
    assert "table" not in tree.tags
    assert "Nothing on this map yet" in "".join(tree.text)


@pytest.mark.filterwarnings("ignore::cjm_widgets.UnknownValueWarning")
@pytest.mark.parametrize("text", HOSTILE)
def test_n2_hostile_text_is_text(text: str) -> None:
    """[N2] The elements are those of a harmless map, and the text comes out as it went in."""
    harmless, hostile = Tree(html(named("harmless"))), Tree(html(named(text)))
    assert hostile.tags == harmless.tags
    for (tag, a), (_, b) in zip(harmless.elements, hostile.elements, strict=True):
        assert a.keys() == b.keys()
        if tag != "img":
            assert a == b
    assert sum(text in part for part in hostile.text) >= 10


def test_n2_every_hostile_text(hostile_texts: list[str]) -> None:
    """[N2] So for every text of the lists of hostile ones, all on one map."""
    j = cjm.Journey("x")
    step = j.add_touchpoint("a")
    with j.transaction():
        for text in hostile_texts:
            j.add_card(step, "pain", text)
    tree = Tree(html(j))
    assert set(tree.tags) <= {
        "bdi", "div", "span", "strong", "table", "colgroup", "col", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert "".join(tree.text).count(hostile_texts[-1]) >= 1


def test_n3_only_what_sanitizers_let_through(bike: cjm.Journey) -> None:
    """[N3] Plain elements and attributes; no value of a style that is dropped as unknown."""
    allowed = {"style", "dir", "scope", "colspan", "rowspan", "src", "alt", "lang", "class"}
    for tag, attrs in Tree(html(bike)).elements:
        assert tag not in {"script", "style", "svg", "iframe", "link", "object", "form", "a"}
        assert set(attrs) <= allowed, (tag, attrs)
        style = attrs.get("style") or ""
        assert not re.search(r"var\(|url\(|light-dark|color-mix|@|position|expression", style)
        assert (attrs.get("src") or "data:image/").startswith("data:image/")


def test_n4_a_long_map_is_cut() -> None:
    """[N4] Nineteen touchpoints make three tables, each with all lanes."""
    j = cjm.Journey("Long")
    phase = j.add_phase("One")
    for n in range(19):
        j.add_touchpoint(f"Step {n}", phase=phase, emotion=1)
    tables = re.findall(r"<table.*?</table>", html(j))
    assert [len(re.findall("<col>", t)) for t in tables] == [6, 6, 7]
    assert max(len(re.findall("<col>", t)) for t in tables) <= COLUMNS
    assert all("Pains" in t and "One" in t and "<img" in t for t in tables)


@pytest.fixture(scope="module")
def hostile_texts() -> list[str]:
    path = SHARED / "text" / "hostile_text.jsonl"
    if not path.is_file():
        pytest.skip(f"{path.name} is not there: put it next to the repository")
    lines = path.read_text("utf-8").splitlines()
    return [t for t in (json.loads(line)["text"] for line in lines) if 0 < len(t) <= 20_000]
