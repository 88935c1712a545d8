"""A small map on which every rule has something to look at and nothing to find."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

TODAY = date(2026, 11, 21)

_RIGHT: dict[str, Any] = {
    "format": "cjm",
    "version": 1,
    "journey": {"id": "map", "title": "Buying a bike", "problem": "Many leave without a bike"},
    "goals": [{"id": "sell", "text": "Sell more bikes", "metric": "rate", "target": 0.1}],
    "questions": [{"id": "why", "text": "Why do they leave?", "answer": "No help"}],
    "personas": [
        {"id": "ana", "name": "Ana", "goals": ["A bike for work"], "share": 0.67},
        {"id": "ben", "name": "Ben", "needs": ["A child seat"], "share": 0.33},
    ],
    "people": [{"id": "olga", "name": "Olga", "invited": True}],
    "channels": [{"id": "street", "name": "Street"}, {"id": "shop", "name": "Shop"}],
    "phases": [{"id": "before", "name": "Before"}, {"id": "during", "name": "During"}],
    "touchpoints": [
        {
            "id": "ad", "phase": "before", "name": "Sees the ad", "channels": ["street"],
            "owners": ["olga"], "in_use": True, "intended": True, "status": "researched",
            "start": "2026-11-21", "end": "2026-11-21T09:30:00",
        },
        {
            "id": "buy", "phase": "during", "name": "Buys", "channels": ["shop"],
            "owners": ["olga"], "moment_of_truth": True, "support_needed": "A mechanic",
            "expectation": "Advice", "expectation_met": "missed",
        },
    ],
    "experiences": [
        {
            "id": "ex-ad", "touchpoint": "ad", "persona": "ana", "score": 2, "source": "measured",
            "n": 40,
        },
        {"id": "ex-buy", "touchpoint": "buy", "persona": "ben", "score": -2},
    ],
    "lanes": [
        {"id": "pains", "kind": "pain", "title": "Pains"},
        {"id": "ideas", "kind": "opportunity", "title": "Opportunities"},
        {"id": "curve", "kind": "emotion", "title": "Emotion"},
    ],
    "cards": [
        {
            "id": "queue", "touchpoint": "buy", "lane": "pains", "kind": "pain", "text": "A queue",
            "evidence_level": "data", "evidence": ["survey"],
        },
        {
            "id": "staff", "touchpoint": "buy", "lane": "ideas", "kind": "opportunity",
            "text": "More staff on Saturdays", "owner": "olga", "impact": 4, "effort": 2,
            "due": "2026-11-21",
        },
    ],
    "evidence": [{"id": "survey", "title": "Survey"}],
    "metrics": [{"id": "rate", "name": "Conversion", "owner": "olga"}],
    "metric_values": [{"id": "v1", "metric": "rate", "target": "map", "value": 0.05}],
    "resources": [
        {
            "id": "mechanic", "name": "A mechanic", "status": "need", "owner": "olga",
            "touchpoints": ["buy"],
        },
    ],
    "paths": [
        {
            "id": "quick", "name": "Quick", "personas": ["ana"], "steps": ["ad", "buy"],
            "probability": 0.7,
        },
        {
            "id": "slow", "name": "Slow", "personas": ["ana"], "steps": ["ad", "ad", "buy"],
            "probability": 0.3,
        },
        {"id": "family", "name": "With children", "personas": ["ben"], "steps": ["ad", "buy"]},
    ],
    "edges": [
        {"id": "on", "source": "ad", "target": "buy", "probability": 0.6},
        {"id": "again", "source": "ad", "target": "ad", "probability": 0.1},
    ],
    "vote_sessions": [{"id": "round", "title": "Which first?", "votes_per_person": 2}],
    "votes": [{"id": "vote", "session": "round", "target": "staff", "voter": "Olga", "weight": 2}],
}  # fmt: skip


def right() -> dict[str, Any]:
    """Give the map in the form of its file, to be broken."""
    return copy.deepcopy(_RIGHT)


def by_id(document: dict[str, Any], record_id: str) -> dict[str, Any]:
    """Give one record of a document."""
    for items in document.values():
        for item in items if isinstance(items, list) else [items]:
            if isinstance(item, dict) and item["id"] == record_id:
                return item
    raise KeyError(record_id)
