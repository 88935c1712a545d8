"""Scores on another emotion scale."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.model.rescaling import METHODS, Rescaling
from tests.strategies import SEEDS, random_document

SCALES = st.sampled_from(list(cjm.EMOTION_SCALES))


def scores(j: cjm.Journey) -> dict[str, Any]:
    return {e.id: (e.score, e.sd) for e in j.experiences}


@pytest.mark.parametrize(
    ("old", "new", "method", "pairs"),
    [
        ("-2..2", "0..100", "anchored", {-2: 0, -1: 25, 0: 50, 1: 75, 2: 100, 0.1: 52.5}),
        ("1..5", "1..10", "linear", {1: 1, 2: 3.25, 3: 5.5, 4: 7.75, 5: 10}),
        ("-2..2", "nps", "anchored", {-2: 0, -1: 3.5, 0: 7, 1: 8.5, 2: 10}),
        ("-2..2", "nps", "linear", {-2: 0, -1: 2.5, 0: 5, 1: 7.5, 2: 10}),
        ("nps", "-2..2", "anchored", {0: -2, 7: 0, 8.5: 1, 10: 2}),
    ],
)
def test_r1_points_of_one_scale_on_another(
    old: str, new: str, method: Any, pairs: dict[float, float]
) -> None:
    """[R1] By hand: ends become ends; anchored, neutral becomes neutral."""
    way = Rescaling(old, new, method)
    assert {score: way.score(score) for score in pairs} == pairs


@given(
    old=SCALES, new=SCALES, method=st.sampled_from(METHODS),
    part=st.integers(0, 10**6), beyond=st.sampled_from((0, -1.5, 1.5)),
)  # fmt: skip
def test_r1_there_and_back_gives_equal_scores(
    old: str, new: str, method: Any, part: int, beyond: float
) -> None:
    """[R1] A decimal score of any scale comes back from any other as it was, on it or off it."""
    there, back = Rescaling(old, new, method), Rescaling(new, old, method)
    scale = there.old
    score = round(scale.min + (part / 10**6 + beyond) * (scale.max - scale.min), 4)
    assert back.score(there.score(score)) == score
    assert back.spread(there.spread(0.25, score), there.score(score)) == pytest.approx(0.25)
    assert there.covers(score) == back.covers(there.score(score))
    assert Rescaling(old, old, method).score(score) == score


@given(old=SCALES, new=SCALES, method=st.sampled_from(METHODS), data=st.data())
def test_r1_order_and_neutral_are_kept(old: str, new: str, method: Any, data: Any) -> None:
    """[R1] A higher score stays higher; anchored, what is above neutral stays above."""
    way = Rescaling(old, new, method)
    number = st.floats(way.old.min - 5, way.old.max + 5)
    a, b = data.draw(number), data.draw(number)
    if b - a > 1e-6:
        assert way.score(a) < way.score(b)
    if method == "anchored" and abs(a - way.old.neutral) > 1e-6:
        assert (a > way.old.neutral) == (way.score(a) > way.new.neutral)


def test_r1_one_line_where_neutral_is_an_end() -> None:
    """[R1] A scale that begins at neutral has nothing to anchor: no score is lost in one point."""
    up = cjm.EmotionScale(min=0, max=10, neutral=0)
    assert [Rescaling("-2..2", up).score(s) for s in (-2, -1, 0, 2)] == [0, 2.5, 5, 10]
    assert [Rescaling(up, "-2..2").score(s) for s in (0, 5, 10)] == [-2, 0, 2]


def test_r1_a_spread_follows_the_line_of_its_mean() -> None:
    """[R1] A standard deviation is stretched as the scale is where its mean lies."""
    way = Rescaling("-2..2", "nps")
    assert way.spread(1, -1) == 3.5
    assert way.spread(1, 1) == 1.5
    assert way.spread(1, 0) == 1.5
    assert way.spread(1) == 2.5


def test_r2_a_map_on_another_scale(bike: cjm.Journey) -> None:
    """[R2] Scale, scores and spreads in one change, which one undo takes back exactly."""
    before, text = scores(bike), bike.to_json()
    change = bike.convert_scale("0..100")
    assert bike.revision == 1
    assert set(change.updated) == {bike.id, "ex-ana", "ex-all"}
    assert bike.emotion_scale == cjm.EMOTION_SCALES["0..100"]
    assert scores(bike) == {"ex-ana": (75, None), "ex-all": (25, 12.5)}
    bike.convert_scale("-2..2")
    assert scores(bike) == before
    assert bike.to_json() == text
    bike.undo()
    bike.undo()
    assert bike.to_json() == text
    assert not bike.convert_scale(bike.emotion_scale)


@given(seed=SEEDS, name=SCALES, method=st.sampled_from(METHODS))
@pytest.mark.filterwarnings("ignore::cjm_widgets.ScoreWarning")
def test_r2_any_map_comes_back(seed: int, name: str, method: Any) -> None:
    """[R2] Whatever a map holds, only its scale and scores change, and they come back."""
    j = cjm.Journey.from_dict(random_document(seed))
    before, scale = j.to_dict(), j.emotion_scale
    change = j.convert_scale(name, method=method)
    assert not change.added
    assert not change.removed
    assert {f for fields in change.updated.values() for f in fields} <= {
        "emotion_scale", "score", "sd",
    }  # fmt: skip
    converted = {e.id: e for e in j.experiences}
    j.convert_scale(scale, method=method)
    for felt, old in zip(j.experiences, before.get("experiences", []), strict=True):
        if felt.score is not None:
            assert math.isclose(felt.score, old["score"], abs_tol=1e-12)
            assert converted[felt.id].score is not None
        assert felt.sd == old.get("sd")
    while j.revision and len(j.history) < 4:
        try:
            j.undo()
        except cjm.NothingToUndo:
            break
    assert j.to_dict() == before


def test_r2_words_go_along() -> None:
    """[R2] Words and emoji stay with their scores, unless the new scale brings its own."""
    words = {"-2": "awful", "0.5": "fine", "2": "great", "x": "y"}
    scale = cjm.EmotionScale(labels=words, emoji={"2": "😀"})
    j = cjm.Journey("x", emotion_scale=scale)
    j.convert_scale("0..100")
    assert j.emotion_scale.labels == {"0": "awful", "62.5": "fine", "100": "great", "x": "y"}
    assert j.emotion_scale.emoji == {"100": "😀"}
    j.convert_scale("-2..2")
    assert j.emotion_scale == scale
    own = cjm.EmotionScale(min=1, max=5, neutral=3, labels={"5": "yes"}, emoji={"5": "👍"})
    j.convert_scale(own)
    assert j.emotion_scale == own


def test_r2_scores_off_the_scale_are_said(bike: cjm.Journey) -> None:
    """[R2] A score beyond the scale goes on along the line, is named, and comes back."""
    bike.update("ex-ana", score=3)
    with pytest.warns(cjm.ScoreWarning, match=r"1 scores lay off.*3 -> 125 at 'Sees the ad'"):
        bike.convert_scale("0..100")
    assert bike.experiences["ex-ana"].score == 125
    with pytest.warns(cjm.ScoreWarning, match="125 -> 3"):
        bike.convert_scale("-2..2")
    assert bike.experiences["ex-ana"].score == 3


def test_r2_a_score_beyond_all_numbers(bike: cjm.Journey, unchanged: Any) -> None:
    """[R2] One that no number is large enough for on the new scale is refused, too."""
    bike.update("ex-ana", score=1e300)
    bike = cjm.Journey.from_json(bike.to_json())
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match=r"ex-ana.*inf"):
        bike.convert_scale(cjm.EmotionScale(min=-1e300, max=1e300, neutral=0), method="linear")


@pytest.mark.parametrize(
    ("scale", "method", "match"),
    [
        ("0..99", "anchored", "no emotion scale '0..99'"), (None, "anchored", "emotion_scale is"),
        (cjm.EmotionScale(min=1, max=1), "anchored", "must go up"),
        (cjm.EmotionScale(min=0, max=1e300, neutral=1), "anchored", "score is"),
        ("nps", "exact", "no method 'exact'"), ({"top": 3}, "linear", "no field 'top'"),
    ],
)  # fmt: skip
def test_r2_what_is_no_scale_changes_nothing(
    bike: cjm.Journey, unchanged: Any, scale: Any, method: Any, match: str
) -> None:
    """[R2] A scale or a method that is none, or a score beyond all numbers, is refused."""
    bike.update("ex-ana", score=9)
    bike = cjm.Journey.from_json(bike.to_json())
    with unchanged(bike), pytest.raises(cjm.CjmError, match=match):
        bike.convert_scale(scale, method=method)
