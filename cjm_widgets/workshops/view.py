"""What a view is told of a workshop: the guide, once for a language, and how it stands.

Neither brings pandas, and how it stands is small: it is asked for after every change.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..model.journey import JourneyModel
from .checklist import checklist, next_step
from .plan import BY_HAND, PLAN
from .wording import wording


def guide(language: str) -> dict[str, Any]:
    """Return what is said at each kind of part, in the order they are held."""
    words = wording(language)
    return {
        "parts": [
            {
                "kind": plan.kind,
                "title": words.parts[plan.kind].title,
                "minutes": plan.minutes,
                "aim": words.parts[plan.kind].aim,
                "watch": words.parts[plan.kind].watch,
                "steps": [
                    {
                        "minutes": step.minutes,
                        "title": words.steps[step.id].title,
                        "say": words.steps[step.id].say,
                        "do": words.steps[step.id].do,
                    }
                    for step in plan.steps
                ],
                "items": [
                    {"id": item, "text": words.items[item].text, "hand": item in BY_HAND}
                    for item in plan.items
                ],
            }
            for plan in PLAN.values()
        ],
    }


def standing(journey: JourneyModel, language: str, now: datetime) -> dict[str, Any]:
    """Return how the workshop stands.

    ``now`` is the kernel's time in ms since 1970, so that a page whose clock is another one can
    tell by how much; ``titles`` are what the parts are called, ``missing`` what each part lacks by
    item, and ``next`` what to do next.
    """
    words = wording(language)
    with journey.store.lock:
        parts = tuple(journey.workshop_parts)
        items = checklist(journey.store.state, words, now.date())
    missing: dict[str, dict[str, str]] = {part.id: {} for part in parts}
    for item in items:
        if not item.done:
            missing[item.part.id][item.id] = item.missing
    step = next_step(items, parts, words)
    return {
        "now": round(now.timestamp() * 1000),
        "titles": {part.id: words.title(part) for part in parts},
        "missing": missing,
        "next": {
            "action": step.action,
            "text": step.text,
            "part": step.part.id if step.part else "",
            "item": step.item,
            "after": step.after.id if step.after else "",
        },
    }
