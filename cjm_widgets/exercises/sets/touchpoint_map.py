"""The exercises on the touchpoint map; they begin with the template of that name."""

from __future__ import annotations

from collections.abc import Iterable

from ...model.checks import Facts
from ...model.checks.facts import OPPORTUNITIES
from ...model.records import Card, Touchpoint
from ...ready_maps.catalogue import document
from ..exercise import Demand, Exercise, unless
from .looking import named, some

TEMPLATE = "touchpoint-map"
#: Channels that run without the organisation.
NOT_OURS = frozenset({"earned", "partner"})
NEW = 2
MOMENTS = 2
#: Answers, at least, that an observed score is the mean of.
PEOPLE = 5


def _new(facts: Facts) -> list[Touchpoint]:
    """Return the touchpoints that the template does not have."""
    known = {touchpoint["id"] for touchpoint in document(TEMPLATE)["touchpoints"]}
    return [t for t in facts.touchpoints if t.id not in known and t.name.strip()]


def _is_not_ours(facts: Facts, touchpoint: Touchpoint) -> bool:
    return any(facts.get(channel).ownership in NOT_OURS for channel in touchpoint.channels)


def _homeless(facts: Facts) -> Iterable[str]:
    new = [t for t in _new(facts) if t.phase is None or not t.channels]
    return named(facts, new) if _new(facts) else ("…",)


def _unjudged(facts: Facts) -> Iterable[str]:
    found = (t for t in facts.touchpoints if not t.expectation or t.expectation_met == "unknown")
    return named(facts, found)


def _both_ways(facts: Facts) -> bool:
    return {t.expectation_met for t in facts.touchpoints} >= {"exceeded", "missed"}


def _moments(facts: Facts) -> list[Touchpoint]:
    return [t for t in facts.touchpoints if t.moment_of_truth]


def _ideas(facts: Facts, touchpoint: Touchpoint) -> list[Card]:
    cards = facts.cards_on.get(touchpoint.id, ())
    return [c for c in cards if c.kind in OPPORTUNITIES and c.status != "rejected"]


def _without_idea(facts: Facts) -> Iterable[str]:
    found = _moments(facts)
    return [t.name for t in found if not _ideas(facts, t)] if found else ("…",)


def _without_owner(facts: Facts) -> Iterable[str]:
    found = _moments(facts)
    lacking = [t.name for t in found if not any(c.owner for c in _ideas(facts, t))]
    return lacking if found else ("…",)


def _measured(facts: Facts) -> bool:
    moments = {t.id for t in _moments(facts)}
    return any(
        e.touchpoint in moments and e.source != "assumed" and e.score is not None
        and (e.n or 1) >= PEOPLE
        for e in facts.experiences
    )  # fmt: skip


def _sourced(facts: Facts) -> bool:
    known = {e.id for e in facts.evidence if e.title.strip() and e.n}
    return any(c.evidence_level != "assumption" and known & {*c.evidence} for c in facts.cards)


def _unanswered(facts: Facts) -> Iterable[str]:
    found = [q.text for q in facts.questions if not (q.answered and q.answer.strip())]
    return found if facts.questions else ("…",)


EXERCISES = (
    Exercise(
        "touchpoint-map-1",
        (
            Demand("new", lambda facts: some(_new(facts), NEW)),
            Demand("placed", _homeless),
            Demand("not_ours", unless(lambda f: any(_is_not_ours(f, t) for t in _new(f)))),
        ),
    ),
    Exercise(
        "touchpoint-map-2",
        (
            Demand("judged", _unjudged),
            Demand("both", unless(_both_ways)),
        ),
    ),
    Exercise(
        "touchpoint-map-3",
        (
            Demand("two", unless(lambda facts: len(_moments(facts)) == MOMENTS)),
            Demand("idea", _without_idea),
            Demand("owner", _without_owner),
        ),
    ),
    Exercise(
        "touchpoint-map-4",
        (
            Demand("score", unless(_measured)),
            Demand("evidence", unless(lambda f: any(e.title.strip() and e.n for e in f.evidence))),
            Demand("card", unless(_sourced)),
        ),
    ),
    Exercise(
        "touchpoint-map-5",
        (Demand("answered", _unanswered),),
    ),
)
