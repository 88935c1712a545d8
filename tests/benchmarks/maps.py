"""The maps that are measured: six records a touchpoint, as full as a worked-out map is."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from cjm_widgets import Journey

PHASE = 10
CHANNELS = ("Street", "Website", "Shop", "Phone", "App", "E-mail", "Chat")
LANES = ("channel", "emotion", "thought", "pain", "gain", "opportunity")
CARDS = LANES[2:]
TEXTS = {
    "thought": "I wonder whether this is the right one for me",
    "pain": "Reviews contradict each other",
    "gain": "A real person answers within minutes",
    "opportunity": "One size guide for all brands",
}


def document(touchpoints: int, lanes: tuple[str, ...] = LANES) -> dict[str, Any]:
    """Give the file form of a map; every lane has something under every touchpoint."""
    numbers = range(touchpoints)
    return {
        "format": "cjm",
        "version": 1,
        "journey": {"id": "map", "title": f"{touchpoints} touchpoints"},
        "personas": [{"id": "pe-ana", "name": "Ana", "color": "#3457d5"}],
        "channels": [{"id": f"ch-{i}", "name": name} for i, name in enumerate(CHANNELS)],
        "phases": [
            {"id": f"ph-{i}", "name": f"Phase {i + 1}", "purchase_stage": "before"}
            for i in range(-(-touchpoints // PHASE))
        ],
        "touchpoints": [
            {
                "id": f"tp-{i}",
                "phase": f"ph-{i // PHASE}",
                "name": f"Compares what is on offer {i + 1}",
                "description": "Looks at prices and reviews of three shops, in no hurry.",
                "channels": [f"ch-{i % 7}", f"ch-{(i + 2) % 7}"],
                "importance_customer": i % 5 + 1,
                "status": "assumed",
            }
            for i in numbers
        ],
        "experiences": [
            {
                "id": f"ex-{i}",
                "touchpoint": f"tp-{i}",
                "persona": "pe-ana",
                "score": float((i * 7) % 5 - 2),
                "source": "measured",
                "n": 41,
                "sd": 0.5,
            }
            for i in numbers
        ],
        "lanes": [{"id": f"ln-{kind}", "kind": kind, "title": kind.title()} for kind in lanes],
        "cards": [
            {
                "id": f"cd-{i}-{kind}",
                "touchpoint": f"tp-{i}",
                "lane": f"ln-{kind}",
                "kind": kind,
                "text": f"{TEXTS[kind]} ({i + 1})",
                "author": "Ana",
            }
            for i in numbers
            for kind in CARDS
            if kind in lanes
        ],
    }


def neglected(touchpoints: int) -> dict[str, Any]:
    """Give a map of the same size on which nearly every rule about single records finds all."""
    made = document(touchpoints)
    for i, touchpoint in enumerate(made["touchpoints"]):
        touchpoint |= {
            "name": "" if i % 2 else "Pays", "channels": [], "start": "2026-11-21",
            "end": "2026-11-20", "in_use": True, "intended": i % 2 == 0, "moment_of_truth": True,
            "expectation": "Quick", "support_needed": "A mechanic",
        }  # fmt: skip
        touchpoint.pop("phase")
    for experience in made["experiences"]:
        experience["score"] = -9
        del experience["n"]
    for card in made["cards"]:
        card |= {"evidence_level": "data", "due": "2026-01-01"}
        if card["kind"] == "opportunity":
            card["status"] = "rejected"
    return made


@cache
def text(touchpoints: int, lanes: tuple[str, ...] = LANES) -> bytes:
    """Give a map as the bytes of its file."""
    return json.dumps(document(touchpoints, lanes), indent=2).encode()


def journey(touchpoints: int) -> Journey:
    return Journey.from_dict(document(touchpoints))


def wire(touchpoints: int, lanes: tuple[str, ...] = LANES) -> str:
    """Give the records of a map as a view gets them, as JSON."""
    from cjm_widgets.model.document import decode
    from cjm_widgets.model.wire import encode_records

    return json.dumps(encode_records(decode(text(touchpoints, lanes))))


def mermaid(touchpoints: int) -> str:
    """Give the same journey as a Mermaid diagram."""
    lines = ["journey", f"    title {touchpoints} touchpoints"]
    for i in range(touchpoints):
        if i % 50 == 0:
            lines.append(f"    section Phase {i // 50 + 1}")
        lines.append(f"      Compares what is on offer {i + 1}: {(i * 7) % 5 + 1}: Ana")
    return "\n".join(lines)
