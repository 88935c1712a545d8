"""The exercises on surveys, metrics and decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import fmean
from typing import Any

from ...model.checks import Facts
from ...model.checks.facts import OPPORTUNITIES
from ...model.records import Card, Metric
from ..exercise import Demand, Exercise, unless
from ..things import WHAT_IF
from .looking import ideas, low_points, named, some

#: The touchpoint whose name the first form misspelt, and how many people the survey asked.
ASKED_AT, ASKED = "technician visit", 40
SURPRISE = "surprise"
#: How far, on the scale from -2 to 2, an answer is from what was assumed before it surprises.
WRONG = 0.5
IMPORTANT = 4
GAIN = 0.03
BELIEVABLE = 0.95


def _all_answered(facts: Facts) -> bool:
    asked = {t.id for t in facts.touchpoints if t.name.strip().lower() == ASKED_AT}
    people = {e.respondent for e in facts.experiences if e.touchpoint in asked and e.respondent}
    return len(people) >= ASKED


def _counted_twice(facts: Facts) -> Iterable[str]:
    said = Counter((e.touchpoint, e.respondent) for e in facts.experiences if e.respondent)
    twice = {touchpoint for (touchpoint, _), times in said.items() if times > 1}
    return named(facts, [t for t in facts.touchpoints if t.id in twice])


def _mean(facts: Facts, touchpoint: str, *, assumed: bool) -> float | None:
    found = [
        e.score
        for e in facts.experiences
        if e.touchpoint == touchpoint and e.score is not None and (e.source == "assumed") == assumed
    ]
    return fmean(found) if found else None


def _not_surprising(facts: Facts) -> Iterable[str]:
    scale = facts.journey.emotion_scale
    far = WRONG * (scale.max - scale.min) / 4
    for touchpoint in facts.touchpoints:
        if SURPRISE not in touchpoint.tags:
            continue
        thought = _mean(facts, touchpoint.id, assumed=True)
        told = _mean(facts, touchpoint.id, assumed=False)
        if thought is None or told is None or abs(told - thought) < far:
            yield touchpoint.name


def _surprises(facts: Facts) -> Iterable[str]:
    return some([t for t in facts.touchpoints if SURPRISE in t.tags], 2)


def _metrics(without: str, nothing: Any) -> Any:
    """Return what gives the names of metrics with nothing in a field."""

    def lacks(facts: Facts) -> Iterable[str]:
        found: Iterable[Metric] = facts.metrics
        return (m.name for m in found if getattr(m, without) == nothing)

    return lacks


def _without_idea(facts: Facts) -> Iterable[str]:
    low = (t for t in low_points(facts) if (t.importance_customer or 0) >= IMPORTANT)
    return named(facts, [t for t in low if not ideas(facts, t)])


def _opportunities(facts: Facts) -> list[Card]:
    return [c for c in facts.cards if c.kind in OPPORTUNITIES and c.status != "rejected"]


def _unrated(facts: Facts) -> Iterable[str]:
    found = _opportunities(facts)
    return (c.text for c in found if None in (c.impact, c.effort)) if found else ("…",)


def _unowned(facts: Facts) -> Iterable[str]:
    found = _opportunities(facts)
    return (c.text for c in found if c.owner is None) if found else ("…",)


def _conversion(what_if: Any) -> Any:
    rows = what_if.to_frame("journey")
    return rows[rows["measure"] == "conversion"].iloc[0]


def _changed(what_if: Any) -> dict[str, str]:
    """Return the touchpoints that were added, removed or changed: name by name."""
    return {deed.name: deed.verb for deed in what_if.deeds}


def _perfect(what_if: Any) -> Iterable[str]:
    rows = what_if.to_frame("touchpoint")
    rates = rows[rows["measure"] == "conversion"]
    better = rates[(rates["difference"].fillna(0) > 0) & (rates["after"] > BELIEVABLE)]
    return [str(name) for name in better["touchpoint"]]


EXERCISES = (
    Exercise(
        "analyst-1",
        (Demand("all", unless(_all_answered)), Demand("once", _counted_twice)),
    ),
    Exercise(
        "analyst-2",
        (Demand("tagged", _surprises), Demand("right", _not_surprising)),
    ),
    Exercise(
        "analyst-3",
        (
            Demand("metrics", lambda facts: some(facts.metrics)),
            Demand("direction", _metrics("direction", "none")),
            Demand("target", _metrics("target", None)),
            Demand("owner", _metrics("owner", None)),
        ),
    ),
    Exercise(
        "analyst-4",
        (
            Demand("ideas", _without_idea),
            Demand("rated", _unrated),
            Demand("owned", _unowned),
        ),
    ),
    Exercise(
        "analyst-5",
        (
            Demand("gain", unless(lambda w: _conversion(w)["difference"] >= GAIN)),
            Demand("sure", unless(lambda w: _conversion(w)["difference_low"] > 0)),
            Demand("few", unless(lambda w: 1 <= len(_changed(w)) <= 2)),
            Demand("believable", _perfect),
        ),
        (WHAT_IF,),
    ),
)
