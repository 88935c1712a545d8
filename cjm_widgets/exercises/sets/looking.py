"""What demands of several exercises look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...i18n import LANGUAGES
from ...model.checks import Facts
from ...model.checks.facts import OPPORTUNITIES, PAINS
from ...model.records import Card, Touchpoint
from ..things import File


def scores(facts: Facts) -> dict[str, float]:
    """Return the mean score of each touchpoint over its personas, where there is one."""
    felt: dict[str, list[float]] = {}
    for (touchpoint, _), mean in facts.mean_scores([t.id for t in facts.touchpoints]).items():
        felt.setdefault(touchpoint, []).append(mean)
    return {touchpoint: sum(means) / len(means) for touchpoint, means in felt.items()}


def low_points(facts: Facts) -> list[Touchpoint]:
    """Return the touchpoints below neutral, the lowest first."""
    means, neutral = scores(facts), facts.journey.emotion_scale.neutral
    low = [t for t in facts.touchpoints if means.get(t.id, neutral) < neutral]
    return sorted(low, key=lambda t: means[t.id])


def lowest(facts: Facts) -> list[Touchpoint]:
    """Return the lowest point below neutral; several where they are equally low."""
    means, low = scores(facts), low_points(facts)
    return [t for t in low if means[t.id] == means[low[0].id]]


def cards(facts: Facts, touchpoint: Touchpoint, kinds: Iterable[str]) -> list[Card]:
    """Return the cards with a text, of some kinds, on a touchpoint."""
    on = facts.cards_on.get(touchpoint.id, ())
    return [card for card in on if card.kind in kinds and card.text.strip()]


def ideas(facts: Facts, touchpoint: Touchpoint) -> list[Card]:
    """Return what could be done at a touchpoint and was not rejected."""
    return [c for c in cards(facts, touchpoint, OPPORTUNITIES) if c.status != "rejected"]


def pains(facts: Facts, touchpoint: Touchpoint) -> list[Card]:
    """Return what hurts at a touchpoint."""
    return cards(facts, touchpoint, PAINS)


def named(facts: Facts, touchpoints: Iterable[Touchpoint]) -> list[str]:
    """Return the names of touchpoints that fall short; a map without any falls short, too."""
    return [t.name for t in touchpoints] if facts.touchpoints else ["…"]


def some(found: Sequence[object], least: int = 1) -> Iterable[str]:
    """Return what is lacking where at least so many are wanted."""
    return () if len(found) >= least else ("",)


def sections(file: File) -> list[str]:
    """Return the titles of the sections of a Markdown report."""
    return [line[3:].strip() for line in file.text.splitlines() if line.startswith("## ")]


def tells(file: File, section: str) -> bool:
    """Tell whether a Markdown report has a section, in any language."""
    from ...reports.words import speak

    there = sections(file)
    return any(speak(language)(f"title_{section}") in there for language in LANGUAGES)
