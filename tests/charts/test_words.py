"""The words of the charts, and how labels and numbers are made."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets import charts
from cjm_widgets.charts.kit import LABEL, brief, labels
from cjm_widgets.charts.spreading import spread
from cjm_widgets.charts.words import Words, _own
from cjm_widgets.i18n import LANGUAGES

HOME = Path(charts.__file__).parent
#: What a live chart says beside its picture is said by the widget.
SAYING = [*HOME.glob("*.py"), HOME.parent / "widgets" / "live_chart.py"]
SOURCES = [path.read_text("utf-8") for path in SAYING]


def test_l9_every_language_has_every_text() -> None:
    """[L9] The languages have the same texts with the same placeholders, and none is unused."""
    english = _own("en")
    for language in LANGUAGES:
        texts = _own(language)
        assert texts.keys() == english.keys()
        for key, text in texts.items():
            assert text.strip() == text != ""
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[key])), key
    code = "\n".join(SOURCES)
    prefixes = ("in_", "axis_", "s_", "v_", "num_", "do_")
    unused = [
        k for k in english if not k.startswith(prefixes) and not re.search(f"[\"']{k}[\"']", code)
    ]  # fmt: skip
    assert unused == []


def test_l9_every_word_is_there() -> None:
    """[L9] Whatever a chart says stands in the catalogues."""
    words = Words("pl")
    used = {key for code in SOURCES for key in re.findall(r'words\("(\w+)"[,)]', code)}
    assert len(used) > 80
    for key in used:
        assert words._texts[key]


@pytest.mark.parametrize(
    ("language", "value", "told"),
    [("en", 1234.5, "1,234.5"), ("it", 1234.5, "1\N{NO-BREAK SPACE}234,5"), ("fr", -2, "−2"),
     ("en", 0.004, "0.004"), ("pl", -0.00123, "−0,0012"),
     ("en", 0.126, "0.13"), ("en", 100, "100")],
)  # fmt: skip
def test_l9_numbers_are_written_as_in_the_language(language: str, value: float, told: str) -> None:
    assert Words(language).number(value) == told
    assert Words("en").number(3, signed=True) == "+3"
    assert Words("en").number(0, signed=True) == "0"


@given(st.lists(st.text(max_size=60), max_size=30))
def test_l8_labels_are_told_apart(names: list[str]) -> None:
    """[L8] Whatever things are called, each has a label of its own, on one line, not too long."""
    made = labels(((str(at), name) for at, name in enumerate(names)), Words("en"))
    assert list(made) == [str(at) for at in range(len(names))]
    assert len(set(made.values())) == len(names)
    for label in made.values():
        assert label.strip()
        assert len(label) <= LABEL + 5
        assert "\n" not in label
    assert brief("short") == "short"
    assert brief("a" * 50) == "a" * (LABEL - 1) + "…"


@given(
    st.lists(st.floats(-2, 2), min_size=1, max_size=40),
    st.floats(0.01, 0.4),
)
def test_l8_places_are_apart(wanted: list[float], room: float) -> None:
    """[L8] Labels are at least so far apart, in their order, and inside where all of them fit."""
    places = spread(wanted, room, -2, 2)
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    sorted_places = [places[at] for at in order]
    for one, other in pairwise(sorted_places):
        assert other - one >= room - 1e-9
    assert min(places) >= -2 - 1e-9
    if (len(wanted) - 1) * room <= 4:
        assert max(places) <= 2 + 1e-9
    apart = [sorted(wanted)[at + 1] - sorted(wanted)[at] for at in range(len(wanted) - 1)]
    if all(gap >= room for gap in apart):
        assert places == pytest.approx(wanted)
