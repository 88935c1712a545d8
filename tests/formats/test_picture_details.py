"""What a picture says in its corners: numbers, counts, choices, signs, edges of pages."""

from __future__ import annotations

import io
import re
from itertools import product
from pathlib import Path
from typing import Any

import pypdf
import pytest

import cjm_widgets as cjm
from cjm_widgets.formats.picture.facts import plain as written
from cjm_widgets.formats.picture.raster import plain
from tests.formats.drawn import Drawn, cut

DIRECTIONS = ("horizontal", "vertical")
MINUS = "\N{MINUS SIGN}"


def words(journey: cjm.Journey, **options: Any) -> list[str]:
    """Return all texts of a picture that stand there for the first time."""
    return [text for page in cjm.render(journey, **options).pages for text in Drawn(page).words]


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_i5_a_phase_longer_than_a_page_goes_on_on_the_next(direction: Any) -> None:
    """[I5] What a phase is about is cut between lines too, and all of it is there."""
    text = "".join(f"word{at:04} " for at in range(2223))[:20_000]
    j = cjm.Journey("Long")
    j.add_touchpoint("Step", j.add_phase("Phase", description=text))
    drawn = [Drawn(page) for page in cjm.render(j, direction=direction, page="A4").pages]
    assert [line for page in drawn for line in cut(page)] == []
    parts = [w.text for page in drawn for w in page.texts if "phases" in w.inside and not w.again]
    assert len(drawn) > 2
    assert "".join(parts) == f"Phase{text}"


def test_i20_what_stands_in_the_middle_stays_there() -> None:
    """[I20] From right to left too: a converter is told the same place."""
    j = cjm.Journey()
    first, second = j.add_touchpoint("a"), j.add_touchpoint("b")
    j.add_experience(first, None, -1, emotion="شعور سيئ")
    j.add_experience(second, None, 1, emotion="שמח")
    page = cjm.render(j).svg
    told = re.findall(r'<text [^>]*text-anchor="middle"[^>]*>', plain(page))
    assert len(told) == page.count('text-anchor="middle"') == 2
    assert [re.search(r'x="([^"]*)"', text)[1] for text in told] == [  # type: ignore[index]
        re.search(r'x="([^"]*)"', text)[1]  # type: ignore[index]
        for text in re.findall(r'<text [^>]*text-anchor="middle"[^>]*>', page)
    ]
    # Beside such words the sign stays before its number.
    for direction in DIRECTIONS:
        texts = words(j, direction=direction)
        assert f"\u2066{MINUS}1\u2069 شعور سيئ" in texts
        assert "\u2066+1\u2069 שמח" in texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.004, "0.004"), (123456.78, "123456.78"), (999999.6, "999999.6"), (4.2, "4.2"),
        (-0.001, f"{MINUS}0.001"), (-0.0, "0"), (0.1 + 0.2, "0.3"), (-3, f"{MINUS}3"),
        (1234567.5, "1\xa0234\xa0567.5"), (12345678901, "12\xa0345\xa0678\xa0901"),
        (1e300, "1e+300"), (0.00002, "0.00002"),
    ],
)  # fmt: skip
def test_i1_values_of_metrics_are_told_as_they_are(value: float, text: str) -> None:
    """[I1] With ten digits, in the picture as well."""
    assert written(value) == text
    j = cjm.Journey()
    step = j.add_touchpoint("Step")
    j.add_lane("metric")
    j.add_metric_value(j.add_metric("Share", target=value), value, step)
    assert f"Share {text} (→ {text})" in "".join(words(j))


def test_i1_a_fine_scale_has_numbers() -> None:
    """[I1] Scores are rounded, but not so far that all are the same."""
    j = cjm.Journey()
    j.add_touchpoint("a")
    j.add_touchpoint("b")
    j.update(emotion_scale={"min": 0, "max": 0.01, "neutral": 0.005, "step": 0.001})
    j.add_experience(j.touchpoints[0], None, 0.00333333)
    for direction in DIRECTIONS:
        assert {"0", "0.005", "0.01"} <= set(words(j, direction=direction))
    j.update(emotion_scale={"min": -2, "max": 2, "neutral": 0, "step": 1})
    j.add_experience(j.touchpoints[1], None, -0.001)
    assert "0" in words(j)
    assert f"{MINUS}0" not in words(j)


def test_i1_whose_and_when_several_values_are() -> None:
    """[I1] Several values of one metric at one place are told apart; of the journey too."""
    j = cjm.Journey()
    step = j.add_touchpoint("Step")
    j.add_persona("Ana", id="ana")
    j.add_lane("metric")
    csat, nps = j.add_metric("CSAT", unit="%"), j.add_metric("NPS")
    j.add_metric_value(csat, 80, step, persona="ana", date="2026-05-01")
    j.add_metric_value(csat, 70, step, date="2026-06-01")
    j.add_metric_value(nps, 31, step, persona="ana", date="2026-05-01")
    j.add_metric_value(nps, 7)
    for direction in DIRECTIONS:
        (page,) = cjm.render(j, direction=direction).pages
        told = "".join(Drawn(page).words)
        assert "CSAT 80 % · Ana · 2026-05-01" in told
        assert "CSAT 70 % · Everyone · 2026-06-01" in told
        assert "NPS 31" in Drawn(page).words
        assert Drawn(page).words.count("NPS 7") == 1


def test_i8_an_exact_id_is_meant_first() -> None:
    """[I8] A record or an id is that one; else a name, kind or title, the one that is seen."""
    j = cjm.Journey(language="it")
    j.add_touchpoint("Step")
    j.add_persona("ben", id="ana")
    j.add_persona("Ben Two", id="ben")
    for persona in ("ben", j.personas["ben"], "Ben Two"):
        texts = words(j, persona=persona)
        assert "Ben Two" in texts
        assert "ben" not in texts
    for lane in list(j.lanes):
        j.remove(lane)
    j.add_lane("pain", "First", id="pain")
    j.add_lane("pain", "Second", id="pain2")
    j.add_lane("gain", "", id="gain2")
    for lanes in (["pain"], "pain", [j.lanes[0]], j.lanes[0], ["First"]):
        texts = words(j, lanes=lanes)
        assert "First" in texts
        assert "Second" not in texts
    assert {"First", "Second"} <= set(words(j, lanes=["First", "Second"]))
    j.update("pain", kind="gain")
    j.add_lane("gain", "Third", id="gain3")
    assert "Third" in words(j, lanes=["gain"])
    (shown,) = [text for text in words(j, lanes=["gain2"]) if text in ("Vantaggi", "Benefici")]
    assert shown in words(j, lanes=[shown])
    for none in ("", 3, None):
        with pytest.raises(cjm.UnknownRecord):
            cjm.render(j, lanes=[none])


def test_i8_scores_of_everyone_are_about_each_persona() -> None:
    """[I8] `persona` leaves them in."""
    j = cjm.Journey()
    first, second = j.add_touchpoint("a"), j.add_touchpoint("b")
    ana = j.add_persona("Ana")
    j.add_experience(first, None, 2, emotion="all glad")
    j.add_experience(second, ana, 1, emotion="Ana glad")
    j.add_experience(second, j.add_persona("Ben"), -1)
    for direction in DIRECTIONS:
        told = words(j, direction=direction, persona=ana)
        assert "Everyone" in told
        assert "Ben" not in told


@pytest.mark.parametrize(("direction", "page"), list(product(DIRECTIONS, (None, "A4"))))
def test_i1_cards_of_folded_lanes_are_counted(direction: Any, page: Any) -> None:
    """[I1] Those over a phase count in its first column, and where it has no touchpoint."""
    j = cjm.Journey()
    lane = j.add_lane("pain", collapsed=True)
    for lane_ in [other for other in j.lanes if other.id != lane.id]:
        j.remove(lane_)
    full, empty, closed = (j.add_phase(name) for name in ("Full", "Empty", "Closed"))
    first = j.add_touchpoint("a", full)
    j.add_touchpoint("b", full)
    j.add_touchpoint("c", closed)
    j.update(closed, collapsed=True)
    j.add_card(first, "pain", "x", lane=lane)
    for phase, n in ((full, 2), (empty, 4), (closed, 5)):
        for _ in range(n):
            j.add_card(phase, "pain", "x", lane=lane)
    counts = [text for text in words(j, direction=direction, page=page) if "card" in text]
    assert counts == ["3 cards", "4 cards", "5 cards"]


def test_i1_only_signs_that_are_there_are_explained() -> None:
    """[I1] Not those of folded lanes, lanes left out, personas without one, closed phases."""
    told = "from answers or observation"
    j = cjm.Journey()
    open_, closed = j.add_phase("Open"), j.add_phase("Closed")
    seen, hidden = j.add_touchpoint("a", open_), j.add_touchpoint("b", closed)
    j.add_experience(seen, None, 1)
    j.add_experience(hidden, None, 1, source="measured")
    assert {told, "assumed"} <= set(words(j))
    j.update(closed, collapsed=True)
    assert told not in words(j)
    assert "assumed" in words(j)
    assert "assumed" not in words(j, lanes=["pain"])
    emotion = next(lane for lane in j.lanes if lane.kind == "emotion")
    j.update(emotion, persona=j.add_persona("Ana"))
    assert "assumed" not in words(j)
    j.update(emotion, persona=None, collapsed=True)
    assert "assumed" not in words(j)


def test_i4_a_curve_goes_on_however_far_away_the_next_score_is() -> None:
    """[I4] Pages between two scores have the line between them."""
    j = cjm.Journey()
    for at in range(12):
        j.add_touchpoint(f"Step {at}", emotion=2 if at in (0, 11) else None)
    pages = cjm.render(j, page="A4").pages
    assert len(pages) > 1
    for page in pages:
        assert (
            len(re.findall(r'<path d="M[^"]*C[^"]*" fill="none"[^>]*stroke-width="2.5"', page)) == 1
        )


def test_i11_a_pdf_is_not_larger_than_can_be_opened() -> None:
    """[I11] Viewers take no side of more than 14,400 units: all of it is drawn smaller then."""
    j = cjm.Journey("Wide")
    for at in range(200):
        j.add_touchpoint(f"Step {at}")
    picture = cjm.render(j, lanes=["emotion"])
    drawn = Drawn(picture.svg)
    assert drawn.width * 0.75 > 14_400
    (page,) = pypdf.PdfReader(io.BytesIO(picture.pdf())).pages
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    assert wide == pytest.approx(14_400, abs=1)
    assert wide <= 14_400
    assert high / wide == pytest.approx(drawn.height / drawn.width, rel=0.01)
    assert "Step 199" in page.extract_text()


def test_i12_nothing_is_written_where_one_page_cannot_be(tmp_path: Path) -> None:
    """[I12] A folder that has the name of a page is found before the first is written."""
    j = cjm.Journey("Long")
    for at in range(30):
        j.add_touchpoint(f"Step {at}")
    (tmp_path / "m-2.svg").mkdir()
    with pytest.raises(cjm.FormatError, match=r"m-2\.svg is a folder"):
        cjm.render(j, page="A4").save(tmp_path / "m.svg")
    assert [path.name for path in tmp_path.iterdir()] == ["m-2.svg"]


def test_i17_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """[I17] Has no fonts there, and gets pictures all the same."""

    def home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", home)
    assert cjm.render(cjm.Journey("plain")).missing == ()
    assert cjm.render(cjm.Journey("one \U000e5000")).missing == ("\U000e5000",)
