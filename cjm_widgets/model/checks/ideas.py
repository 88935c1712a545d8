"""Rules about cards and lanes: pains, opportunities, actions and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Card, Lane
from .days import last_day
from .facts import CLOSED, OPPORTUNITIES, PAINS, Facts
from .rule import Finding, Rule

_CLAIMS = frozenset({"data", "validated"})
#: Kinds of lanes the editor fills from other records than cards.
_DERIVED = frozenset({"channel", "emotion", "metric", "owner"})


def pain_without_opportunity(facts: Facts) -> Iterable[Card]:
    """Find pains and barriers with no opportunity at the same touchpoint or phase."""
    answered = facts.answered
    return (c for c in facts.cards if c.kind in PAINS and c.place.parent not in answered)


def opportunity_without_owner(facts: Facts) -> Iterable[Card]:
    """Find open opportunities and solutions nobody answers for."""
    return (card for card in _open_opportunities(facts) if card.owner is None)


def opportunity_not_rated(facts: Facts) -> Iterable[Card]:
    """Find open opportunities and solutions without impact or effort."""
    return (c for c in _open_opportunities(facts) if c.impact is None or c.effort is None)


def action_overdue(facts: Facts) -> Iterable[Finding]:
    """Find cards whose day has passed and that are neither done nor rejected."""
    return (
        Finding(card, {"due": card.due})
        for card in facts.cards
        if card.due and card.status not in CLOSED and last_day(card.due) < facts.today
    )


def card_without_source(facts: Facts) -> Iterable[Card]:
    """Find cards that claim data and name no evidence."""
    return (c for c in facts.cards if c.evidence_level in _CLAIMS and not c.evidence)


def lane_without_cards(facts: Facts) -> Iterable[Lane]:
    """Find lanes nobody wrote into, once there is something to write about."""
    if not facts.touchpoints:
        return ()
    used = {card.lane for card in facts.cards}
    return (lane for lane in facts.lanes if lane.kind not in _DERIVED and lane.id not in used)


def _open_opportunities(facts: Facts) -> Iterable[Card]:
    return (c for c in facts.cards if c.kind in OPPORTUNITIES and c.status not in CLOSED)


RULES = (
    Rule("pain-without-opportunity", "warning", pain_without_opportunity),
    Rule("opportunity-without-owner", "warning", opportunity_without_owner),
    Rule("opportunity-not-rated", "hint", opportunity_not_rated),
    Rule("action-overdue", "warning", action_overdue),
    Rule("card-without-source", "warning", card_without_source),
    Rule("lane-without-cards", "hint", lane_without_cards),
)
