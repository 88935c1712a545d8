"""How the text of a picture is measured and broken, and the curves and colours it shares."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.formats.picture.curve import band, path
from cjm_widgets.formats.picture.measure import Ruler, clusters
from cjm_widgets.formats.picture.theme import THEMES, mixed
from cjm_widgets.formats.picture.wrap import is_rtl, wrap
from tests.sync.node import node

TOKENS = Path(__file__).parents[2] / "js" / "src" / "styles" / "tokens.css"
RULER = Ruler(12, "regular")
MIXED = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("ab -\n  日本。「」🙂\u200d\ufe0f🇮🇹👍🏽e\u0301שم"),
    ),
    max_size=60,
)


@given(text=MIXED, width=st.floats(20, 200))
def test_i21_i22_lines_are_the_text(text: str, width: float) -> None:
    """[I21][I22] Nothing is lost, doubled, or broken inside of a cluster; lines fit."""
    lines = wrap(text, width, RULER)
    assert "".join(lines) == text
    ends, at = set(), 0
    for cluster in clusters(text):
        at += len(cluster)
        ends.add(at)
    at = 0
    for line in lines:
        at += len(line)
        assert at in ends or not text
        whole = line.rstrip("\n\r\x0b\x0c\x85\u2028\u2029")
        seen = whole[:-1] if whole[-1:].isspace() else whole
        assert RULER(seen) <= width + 0.01 or len(list(clusters(seen.strip()))) <= 1, line


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("e\u0301a", 2), ("👩‍🔧", 1), ("👨‍👩‍👧‍👦👍🏽", 2), ("🇮🇹🇵🇱", 2), ("1️⃣2️⃣", 2), ("\r\n", 1),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 1), ("한글", 2),
        ("\u1112\u1161\u11ab", 1), ("", 0), ("❤️", 1), ("กำ", 1),
    ],
)  # fmt: skip
def test_i22_clusters(text: str, count: int) -> None:
    """[I22] What is read as one character is one."""
    found = list(clusters(text))
    assert "".join(found) == text
    assert len(found) == count


def test_i22_chinese_and_japanese_break_between_characters() -> None:
    """[I22] But not before a closing sign, nor after an opening one."""
    text = "「はい」と、言いました。" * 4
    lines = wrap(text, 12 * 5.5, RULER)
    assert len(lines) > 5
    for line in lines:
        assert line[0] not in "」、。"
        assert line[-1] != "「"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two", ["one two"]),
        ("  two  spaces", ["  two  spaces"]),
        ("a\nb", ["a\n", "b"]),
        ("a\r\n\r\nb", ["a\r\n", "\r\n", "b"]),
        ("well-known things", ["well-known ", "things"]),
        ("x" * 30, ["x" * 13, "x" * 13, "xxxx"]),
    ],
)
def test_i21_examples(text: str, lines: list[str]) -> None:
    """[I21] Spaces are kept, words are kept together while there is room."""
    assert wrap(text, 80, RULER) == lines


def test_i21_widths_are_those_of_the_font() -> None:
    """[I21] In units of the font's em; bold and italic have their own."""
    assert Ruler(2048, "regular")("Ag") == 1366 + 1139
    assert Ruler(2048, "bold")("Ag") == 1479 + 1251
    assert Ruler(10, "regular")("日本") == 20
    assert Ruler(10, "regular")("e\u0301") == Ruler(10, "regular")("e")
    assert Ruler(10, "regular")("👩‍🔧") == Ruler(10, "regular")("👍🏽") == pytest.approx(13.7)


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("مرحبا abc", True), ("abc مرحبا", False), ("123 שלום", True), ("", False), ("日本", False)],
)
def test_i23_the_first_letter_decides(text: str, rtl: object) -> None:
    """[I23] As `dir="auto"` does."""
    assert is_rtl(text) is rtl


CURVES = """
import { band, path } from "./src/core/curve.ts";
const cases = JSON.parse(process.argv[1]);
const at = (points) => points.map(([x, y]) => ({ x, y }));
console.log(JSON.stringify(cases.map(([a, b]) => [path(at(a)), band(at(a), at(b))])));
"""


def test_i24_curves_are_those_of_the_editor() -> None:
    """[I24] The same paths, to a hundredth of a px."""
    program = node()
    if program is None:
        pytest.skip("needs Node")
    cases = [
        ([[0, 5]], [[0, 7]]),
        ([[0, 0], [10, 5], [20, 5], [35, -3], [36, 8]],
         [[0, 3], [10, 9], [20, 9], [35, 2], [36, 9]]),
    ]  # fmt: skip
    run = subprocess.run(
        [program, "--experimental-strip-types", "--input-type=module", "-e", CURVES,
         json.dumps(cases)],
        cwd=TOKENS.parents[2], capture_output=True, text=True, check=True,
    )  # fmt: skip
    for (upper, lower), (curve, area) in zip(cases, json.loads(run.stdout), strict=True):
        pairs = [(path(upper), curve), (band(upper, lower), area)]
        for ours, theirs in pairs:
            assert numbers(ours) == pytest.approx(numbers(theirs), abs=0.011)
            assert re.sub(r"[-0-9.]+", "#", ours) == re.sub(r"[-0-9.]+", "#", theirs)


def numbers(d: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?[0-9.]+", d)]


def test_i25_colours_are_those_of_the_editor() -> None:
    """[I25] As its tokens say them."""
    pairs = re.findall(r"--cjm-([a-z0-9-]+):[^;]*?light-dark\((#\w+), (#\w+)\)", TOKENS.read_text())
    tokens = {name: tuple(map(long, colors)) for name, *colors in pairs}
    for at, theme in enumerate((THEMES["light"], THEMES["dark"])):
        told = {
            "bg": theme.ground, "ink": theme.ink, "ink2": theme.ink2, "ink3": theme.ink3,
            "line": theme.line, "line2": theme.line2, "accent": theme.accent,
            "accent-soft": theme.accent_soft, "pos": theme.positive, "neg": theme.negative,
            "after": theme.star,
        }  # fmt: skip
        for stage, (ground, ink) in theme.stages.items():
            told |= {stage: ink, f"{stage}-bg": ground}
        for kind, (ground, ink) in theme.cards.items():
            told |= {kind: ground, f"{kind}-ink": ink}
        assert told == {name: tokens[name][at] for name in told}


def long(color: str) -> str:
    return color if len(color) == 7 else "#" + "".join(2 * digit for digit in color[1:])


def test_i25_mixing_is_that_of_css() -> None:
    """[I25] The ends are the colours themselves; half of blue and white as Chromium gives it."""
    assert mixed("#3457d5", "#ffffff", 1) == "#3457d5"
    assert mixed("#3457d5", "#ffffff", 0) == "#ffffff"
