"""The exercises on what was planned and what is; they look at both maps."""

from __future__ import annotations

from collections.abc import Iterable

from ...model.checks import Facts
from ...model.finding import folded
from ...model.records import Touchpoint
from ..exercise import Demand, Exercise
from ..things import MAP
from .looking import ideas, named, pains, scores, some

#: What it takes, on the scale from -2 to 2, to count as worse than planned.
WORSE = 1.0


def _names_of(facts: Facts) -> set[str]:
    return {folded(t.name) for t in facts.touchpoints}


def _twin(planned: Facts, touchpoint: Touchpoint) -> Touchpoint | None:
    """Return the same touchpoint in the plan: of one id, else of one name."""
    found = planned.get(touchpoint.id)
    if isinstance(found, Touchpoint):
        return found
    same = (t for t in planned.touchpoints if folded(t.name) == folded(touchpoint.name))
    return next(same, None)


def _happened(actual: Facts) -> set[str]:
    return {e.touchpoint for e in actual.experiences if e.score is not None and e.n != 0}


def _wrong_intended(planned: Facts, actual: Facts) -> Iterable[str]:
    return named(
        actual, [t for t in actual.touchpoints if t.intended is not (_twin(planned, t) is not None)]
    )


def _wrong_use(_: Facts, actual: Facts) -> Iterable[str]:
    there = _happened(actual)
    return named(actual, [t for t in actual.touchpoints if t.in_use is not (t.id in there)])


def _unjudged(_: Facts, actual: Facts) -> Iterable[str]:
    return named(actual, [t for t in actual.touchpoints if t.compliance == "unknown"])


def _wrong_added(planned: Facts, actual: Facts) -> Iterable[str]:
    return named(
        actual,
        [
            t
            for t in actual.touchpoints
            if (t.compliance == "added") is not (_twin(planned, t) is None)
        ],
    )


def _wrong_missing(planned: Facts, actual: Facts) -> Iterable[str]:
    there = _happened(actual)
    return named(
        actual,
        [
            t
            for t in actual.touchpoints
            if _twin(planned, t) and (t.compliance == "missing") is (t.id in there)
        ],
    )


def _differs(planned: Facts, actual: Facts, touchpoint: Touchpoint) -> bool:
    twin = _twin(planned, touchpoint)
    if twin is None:
        return True
    mine, theirs = (
        {folded(f.get(c).name) for c in t.channels if f.get(c)}
        for f, t in ((actual, touchpoint), (planned, twin))
    )
    return folded(twin.name) != folded(touchpoint.name) or mine != theirs


def _wrong_compliant(planned: Facts, actual: Facts) -> Iterable[str]:
    compliant = [t for t in actual.touchpoints if t.compliance == "compliant"]
    return named(actual, [t for t in compliant if _differs(planned, actual, t)])


def _worse(planned: Facts, actual: Facts) -> list[Touchpoint]:
    """Return the touchpoints with an expectation that are a point or more below the plan."""
    hoped, felt = scores(planned), scores(actual)
    scale = actual.journey.emotion_scale
    far = WORSE * (scale.max - scale.min) / 4
    found = []
    for touchpoint in actual.touchpoints:
        twin = _twin(planned, touchpoint)
        if not touchpoint.expectation or twin is None:
            continue
        was, plan = felt.get(touchpoint.id), hoped.get(twin.id)
        # A point is a point, whatever is left over by adding up.
        if was is not None and plan is not None and was <= plan - far + 1e-9:
            found.append(touchpoint)
    return found


def _unjudged_expectations(_: Facts, actual: Facts) -> Iterable[str]:
    there = _happened(actual)
    return named(
        actual,
        [
            t
            for t in actual.touchpoints
            if t.expectation and t.id in there and t.expectation_met == "unknown"
        ],
    )


def _wrong_met(planned: Facts, actual: Facts) -> Iterable[str]:
    return named(actual, [t for t in _worse(planned, actual) if t.expectation_met != "missed"])


def _painless(planned: Facts, actual: Facts) -> Iterable[str]:
    missed = {t.id for t in actual.touchpoints if t.expectation_met == "missed"}
    missed |= {t.id for t in _worse(planned, actual)}
    return named(actual, [t for t in actual.touchpoints if t.id in missed and not pains(actual, t)])


def _deviations(actual: Facts) -> list[Touchpoint]:
    return [t for t in actual.touchpoints if t.compliance not in ("compliant", "unknown")]


def _taken_over(planned: Facts, actual: Facts, touchpoint: Touchpoint) -> bool:
    """Tell whether the plan says by now what happens at a touchpoint that deviated."""
    if touchpoint.compliance == "missing":
        return _twin(planned, touchpoint) is None
    if touchpoint.compliance == "added":
        return _twin(planned, touchpoint) is not None
    if touchpoint.compliance == "deviating":
        return not _differs(planned, actual, touchpoint)
    return False


def _mended(_: Facts, actual: Facts) -> Iterable[str]:
    return some([t for t in _deviations(actual) if ideas(actual, t)])


def _replanned(planned: Facts, actual: Facts) -> Iterable[str]:
    return some([t for t in _deviations(actual) if _taken_over(planned, actual, t)])


def _undecided(planned: Facts, actual: Facts) -> Iterable[str]:
    left = (
        t
        for t in actual.touchpoints
        if t.compliance == "unknown" or (t in _deviations(actual) and not ideas(actual, t))
    )
    return named(actual, [t for t in left if not _taken_over(planned, actual, t)])


BOTH = (MAP, MAP)
EXERCISES = (
    Exercise(
        "planned-actual-1",
        (Demand("intended", _wrong_intended), Demand("in_use", _wrong_use)),
        BOTH,
    ),
    Exercise(
        "planned-actual-2",
        (
            Demand("judged", _unjudged),
            Demand("added", _wrong_added),
            Demand("missing", _wrong_missing),
            Demand("deviating", _wrong_compliant),
        ),
        BOTH,
    ),
    Exercise(
        "planned-actual-3",
        (
            Demand("judged", _unjudged_expectations),
            Demand("missed", _wrong_met),
            Demand("pain", _painless),
        ),
        BOTH,
    ),
    Exercise(
        "planned-actual-4",
        (
            Demand("service", _mended),
            Demand("plan", _replanned),
            Demand("decided", _undecided),
        ),
        BOTH,
    ),
)
