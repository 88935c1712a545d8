"""Rules about phases, touchpoints and how people feel there."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Experience, Phase, Touchpoint
from .days import ends_before
from .facts import Facts
from .rule import Finding, Rule

_RESEARCHED = frozenset({"researched", "validated"})
_ANSWERS = frozenset({"measured", "self_reported"})


def phase_without_touchpoint(facts: Facts) -> Iterable[Phase]:
    """Find phases in which nothing happens."""
    return (phase for phase in facts.phases if phase.id not in facts.touchpoints_in)


def touchpoint_without_phase(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints outside of every phase."""
    return facts.touchpoints_in.get(None, ())


def touchpoint_without_channel(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints of which nobody says where they happen."""
    return (t for t in facts.touchpoints if not t.channels)


def touchpoint_without_owner(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints nobody answers for."""
    return (t for t in facts.touchpoints if not t.owners)


def touchpoint_without_evidence(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints that rest on assumptions; what claims research is the next rule's."""
    if facts.journey.map_type == "future":
        return ()
    proven = facts.proven
    return (t for t in facts.touchpoints if t.id not in proven and t.status not in _RESEARCHED)


def status_without_evidence(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints marked as researched or validated that have nothing to show for it."""
    proven = facts.proven
    return (t for t in facts.touchpoints if t.id not in proven and t.status in _RESEARCHED)


def in_use_not_intended(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints customers use although nobody wanted them to."""
    return (t for t in facts.touchpoints if t.in_use is True and t.intended is False)


def intended_not_used(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints that were meant to be used and are not."""
    return (t for t in facts.touchpoints if t.intended is True and t.in_use is False)


def end_before_start(facts: Facts) -> Iterable[Finding]:
    """Find touchpoints that end before they start."""
    return (
        Finding(t, {"start": t.start, "end": t.end})
        for t in facts.touchpoints
        if t.start and t.end and ends_before(t.end, t.start)
    )


def support_without_resource(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints that need support, with no resource for it, to have or to get."""
    supported = {touchpoint for r in facts.resources for touchpoint in r.touchpoints}
    return (t for t in facts.touchpoints if t.support_needed.strip() and t.id not in supported)


def score_off_scale(facts: Facts) -> Iterable[Finding]:
    """Find scores that the emotion scale of the map does not have."""
    scale = facts.journey.emotion_scale
    low, high = scale.min, scale.max
    return (
        Finding(e, {"score": e.score, "min": low, "max": high})
        for e in facts.experiences
        if e.score is not None and not low <= e.score <= high
    )


def score_without_n(facts: Facts) -> Iterable[Experience]:
    """Find scores of a survey without the number of answers; one respondent is one answer."""
    return (
        e
        for e in facts.experiences
        if e.source in _ANSWERS and e.score is not None and e.n is None and not e.respondent
    )


def low_emotion_without_opportunity(facts: Facts) -> Iterable[Finding]:
    """Find touchpoints with a low point that nothing is to be done about.

    Low is the lower half of the way from neutral down to the end of the scale, for the mean of
    any persona: -1 on -2..2, 2 on 1..5.
    """
    scale = facts.journey.emotion_scale
    limit = scale.min / 2 + scale.neutral / 2
    # Where no score is low no mean is.
    low = {e.touchpoint for e in facts.experiences if e.score is not None and e.score <= limit}
    low -= facts.answered
    lowest: dict[str, float] = {}
    for (touchpoint, _), mean in facts.mean_scores(low).items():
        lowest[touchpoint] = min(mean, lowest.get(touchpoint, mean))
    return (
        Finding(t, {"score": lowest[t.id]})
        for t in facts.touchpoints
        if t.id in lowest and lowest[t.id] <= limit
    )


def moment_of_truth_without_experience(facts: Facts) -> Iterable[Touchpoint]:
    """Find moments of truth of which nobody knows how they feel."""
    return (t for t in facts.touchpoints if t.moment_of_truth and t.id not in facts.felt)


def missed_expectation_without_pain(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints that miss an expectation and do not say what hurts."""
    hurting = facts.hurting
    return (t for t in facts.touchpoints if t.expectation_met == "missed" and t.id not in hurting)


def expectation_not_judged(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints with an expectation of which nobody says whether it is met."""
    return (
        t for t in facts.touchpoints if t.expectation.strip() and t.expectation_met == "unknown"
    )


RULES = (
    Rule("phase-without-touchpoint", "warning", phase_without_touchpoint),
    Rule("touchpoint-without-phase", "warning", touchpoint_without_phase),
    Rule("touchpoint-without-channel", "warning", touchpoint_without_channel),
    Rule("touchpoint-without-owner", "warning", touchpoint_without_owner),
    Rule("touchpoint-without-evidence", "hint", touchpoint_without_evidence),
    Rule("status-without-evidence", "warning", status_without_evidence),
    Rule("in-use-not-intended", "warning", in_use_not_intended),
    Rule("intended-not-used", "warning", intended_not_used),
    Rule("end-before-start", "error", end_before_start),
    Rule("support-without-resource", "warning", support_without_resource),
    Rule("score-off-scale", "error", score_off_scale),
    Rule("score-without-n", "hint", score_without_n),
    Rule("low-emotion-without-opportunity", "warning", low_emotion_without_opportunity),
    Rule("moment-of-truth-without-experience", "warning", moment_of_truth_without_experience),
    Rule("missed-expectation-without-pain", "warning", missed_expectation_without_pain),
    Rule("expectation-not-judged", "hint", expectation_not_judged),
)
