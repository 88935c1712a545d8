"""The table of scores: mean, spread and number of answers, each source for itself."""

from __future__ import annotations

from statistics import fmean, stdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjm_widgets as cjm


def scores(j: cjm.Journey, *columns: str) -> list[tuple[Any, ...]]:
    frame = j.to_frame("scores").astype(object)
    frame = frame.where(frame.notna(), None)
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_r3_sources_are_kept_apart(bike: cjm.Journey) -> None:
    """[R3] A row a touchpoint, persona and source, in the order of the map."""
    add = bike.add_experience
    add("ad", "ana", -1, source="measured", n=3, sd=1)
    add("ad", "ana", 2, source="self_reported", respondent="R1")
    add("ad", "ana", 1, source="self_reported", respondent="R2")
    add("ad", "ana", 0, source="self_reported", respondent="R1")
    add("ad", None, 0.5, source="observed")
    add("ad", "ben", None, source="observed")
    add("think", "ben", -2)
    columns = ("position", "persona", "source", "mean", "n", "records", "respondents")
    assert scores(bike, *columns) == [
        (1, "Ben", "assumed", -2, 1, 1, 0), (2, "Ana", "assumed", 1, 1, 1, 0),
        (2, "Ana", "self_reported", 1, 3, 3, 2), (2, "Ana", "measured", -1, 3, 1, 0),
        (2, None, "observed", 0.5, 1, 1, 0), (3, None, "measured", -1, 12, 1, 0),
    ]  # fmt: skip
    assert scores(bike, "sd", "min", "max")[1:4] == [
        (None, 1, 1), (1.0, 0, 2), (1, -1, -1),
    ]  # fmt: skip


def test_r3_groups_are_combined() -> None:
    """[R3] The published example of the formula: three groups, mean 12.2222, SD 4.5028."""
    j = cjm.Journey("x", emotion_scale=cjm.EmotionScale(min=0, max=20, neutral=10))
    step = j.add_touchpoint("a")
    for n, mean, sd in ((10, 11.8, 2.4), (20, 15.3, 3.2), (15, 8.4, 4.1)):
        j.add_experience(step, None, mean, n=n, sd=sd, source="measured")
    [(mean, sd, n)] = scores(j, "mean", "sd", "n")
    assert (round(mean, 4), round(sd, 4), n) == (12.2222, 4.5028, 45)


@given(st.lists(st.lists(st.integers(-2, 2), min_size=1, max_size=6), min_size=1, max_size=6))
def test_r3_pooled_is_what_all_answers_give(groups: list[list[int]]) -> None:
    """[R3] Answers summed up in groups give the mean and spread of all of them together."""
    j = cjm.Journey()
    step = j.add_touchpoint("a")
    with j.transaction():
        for answers in groups:
            if len(answers) == 1:
                j.add_experience(step, None, answers[0], source="measured")
            else:
                j.add_experience(
                    step, None, fmean(answers), n=len(answers), sd=stdev(answers),
                    source="measured",
                )  # fmt: skip
    answers = [answer for group in groups for answer in group]
    [(mean, sd, n)] = scores(j, "mean", "sd", "n")
    assert n == len(answers)
    assert mean == pytest.approx(fmean(answers))
    assert sd == (None if n == 1 else pytest.approx(stdev(answers), abs=1e-7))


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        # (score, n, sd) of each -> (mean, sd, n)
        ([(1, None, 0.5)], (1, 0.5, 1)),
        ([(1, 4, None)], (1, None, 4)),
        ([(1, 4, None), (0, None, None)], (0.8, None, 5)),
        ([(1, None, 0.5), (0, None, None)], (0.5, None, 2)),
        ([(1, 0, 1.0)], (None, None, 0)),
        ([(1, 0, None), (2, 3, 0.5)], (2, 0.5, 3)),
    ],
)
def test_r3_what_is_not_known_is_missing(
    groups: list[tuple[Any, ...]], expected: tuple[Any, ...]
) -> None:
    """[R3] A spread that cannot be known is missing, never guessed; no answers have no mean."""
    j = cjm.Journey()
    step = j.add_touchpoint("a")
    for score, n, sd in groups:
        j.add_experience(step, None, score, n=n, sd=sd, source="measured")
    assert scores(j, "mean", "sd", "n") == [expected]
