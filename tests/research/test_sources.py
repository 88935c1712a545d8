"""Scores of several sources are never averaged with each other."""

from __future__ import annotations

from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.charts import emotion_curve
from cjm_widgets.formats.emotion_picture import lines_of
from cjm_widgets.model.pooling import best_founded

#: Scores (score, source, n) and which of them count.
MIXED: tuple[tuple[tuple[tuple[float, str, int | None], ...], list[float]], ...] = (
    (((-2, "assumed", None), (1, "self_reported", None)), [1]),
    (((2, "measured", 4), (1, "self_reported", None), (0, "observed", None)), [2]),
    (((2, "measured", 0), (1, "observed", None), (0, "observed", 3)), [1, 0]),
    (((2, "measured", 0), (1, "measured", 0)), [2, 1]),
    (((-2, "assumed", None), (1, "of later", None)), [1]),
    ((), []),
)


@pytest.fixture(name="mixed", params=MIXED[:3])
def _mixed(request: pytest.FixtureRequest) -> tuple[cjm.Journey, float]:
    """Return a map with scores of several sources at one touchpoint, and the mean that counts."""
    j = cjm.Journey()
    step = j.add_touchpoint("Sees the ad", id="ad", expectation="Quick")
    scores, counted = request.param
    for score, source, n in scores:
        j.add_experience(step, None, score, source=source, n=n)
    return j, 0.25 if len(counted) == 2 else counted[0]


@pytest.mark.filterwarnings("ignore::cjm_widgets.UnknownValueWarning")
@pytest.mark.parametrize(("scores", "counted"), MIXED)
def test_r4_the_best_founded_source(scores: Any, counted: list[float]) -> None:
    """[R4] Measured before reported, observed, assumed; no answers count for nothing."""
    j = cjm.Journey()
    step = j.add_touchpoint("x")
    found = [j.add_experience(step, None, s, source=source, n=n) for s, source, n in scores]
    assert [one.score for one in best_founded(found)] == counted


def test_r4_curve_picture_and_gaps_agree(mixed: tuple[cjm.Journey, float]) -> None:
    """[R4] One number, wherever it is shown; on the curve the other sources stand beside it."""
    j, mean = mixed
    [gap] = j.to_frame("gaps")["score"]
    [line] = lines_of(j.store.state, "Everyone")
    assert gap == line.scores["ad"].value == mean
    data = emotion_curve(j).to_dict()["datasets"]
    rows = [row for found in data.values() for row in found if "founded" in row]
    assert [row["score"] for row in rows if row["founded"]] == [mean]
    assert [row["source"] for row in rows] == sorted(
        {e.source for e in j.experiences}, key=[row["source"] for row in rows].index
    )
    assert len(rows) == len({e.source for e in j.experiences})
    assert [row["assumed"] for row in rows] == [row["source"] == "assumed" for row in rows]


def test_r4_checks_look_at_the_best_founded(bike: cjm.Journey) -> None:
    """[R4] A low point that was only assumed is none where people said otherwise."""
    rule = "low-emotion-without-opportunity"
    bike.add_experience("think", "ana", -2)
    assert bike.check(only=[rule])["record"].tolist().count("think") == 1
    bike.add_experience("think", "ana", 1, source="self_reported", respondent="R1")
    assert "think" not in bike.check(only=[rule])["record"].tolist()
