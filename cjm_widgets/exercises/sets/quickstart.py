"""The exercises of the quick start."""

from __future__ import annotations

from collections.abc import Iterable

from ...model.checks import Facts
from ..exercise import Demand, Exercise, unless
from ..things import FILE, File
from .looking import ideas, low_points, lowest, named, pains, scores, some

STAGES = ("before", "during", "after")


def _stages(facts: Facts) -> bool:
    return {phase.purchase_stage for phase in facts.phases}.issuperset(STAGES)


def _empty_phases(facts: Facts) -> Iterable[str]:
    return (phase.name for phase in facts.phases if not facts.touchpoints_in.get(phase.id))


def _unfelt(facts: Facts) -> Iterable[str]:
    means = scores(facts)
    return named(facts, [t for t in facts.touchpoints if t.id not in means])


def _high(facts: Facts) -> bool:
    return any(mean > facts.journey.emotion_scale.neutral for mean in scores(facts).values())


def _lowest_pains(facts: Facts) -> bool:
    return any(pains(facts, t) for t in lowest(facts))


def _lowest_ideas(facts: Facts) -> bool:
    return any(pains(facts, t) and ideas(facts, t) for t in lowest(facts))


def _unrated(facts: Facts) -> Iterable[str]:
    return named(facts, [t for t in facts.touchpoints if t.importance_customer is None])


def _differ(facts: Facts) -> bool:
    return len({t.importance_customer for t in facts.touchpoints} - {None}) > 1


def _holds_map(file: File) -> bool:
    return file.facts is not None and len(file.facts.touchpoints) >= len(STAGES)


EXERCISES = (
    Exercise(
        "quickstart-1",
        (
            Demand("stages", unless(_stages)),
            Demand("filled", _empty_phases),
        ),
    ),
    Exercise(
        "quickstart-2",
        (
            Demand("three", lambda facts: some(facts.touchpoints, len(STAGES))),
            Demand("felt", _unfelt),
            Demand("high", unless(_high)),
            Demand("low", lambda facts: some(low_points(facts))),
        ),
    ),
    Exercise(
        "quickstart-3",
        (
            Demand("pain", unless(_lowest_pains)),
            Demand("idea", unless(_lowest_ideas)),
        ),
    ),
    Exercise(
        "quickstart-4",
        (
            Demand("rated", _unrated),
            Demand("differ", unless(_differ)),
        ),
    ),
    Exercise(
        "quickstart-5",
        (
            Demand("there", unless(lambda file: bool(file.data))),
            Demand("map", unless(_holds_map)),
        ),
        (FILE,),
    ),
)
