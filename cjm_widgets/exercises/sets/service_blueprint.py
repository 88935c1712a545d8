"""The exercises on the service blueprint."""

from __future__ import annotations

from collections.abc import Iterable

from ...model.checks import Facts
from ...model.checks.facts import PAINS
from ...model.records import Lane, Resource, Touchpoint
from ..exercise import Demand, Exercise, unless
from .looking import named

LINES = ("interaction", "visibility", "internal_interaction")


def _line(facts: Facts, separator: str) -> int | None:
    """Return the number of the one lane a line is drawn under, None without or with several."""
    found = [at for at, lane in enumerate(facts.lanes) if lane.separator == separator]
    return found[0] if len(found) == 1 else None


def _in_order(facts: Facts, upper: str, lower: str) -> bool:
    first, second = _line(facts, upper), _line(facts, lower)
    return first is not None and second is not None and first < second


def _wrong_sides(facts: Facts) -> Iterable[str]:
    inter, visible = _line(facts, LINES[0]), _line(facts, LINES[1])
    if inter is None or visible is None:
        return [lane.title for lane in facts.lanes if lane.side == "none"] or ("…",)
    front, back = facts.lanes[inter + 1 : visible + 1], facts.lanes[visible + 1 :]
    return [lane.title for lane in front if lane.side != "frontstage"] + [
        lane.title for lane in back if lane.side != "backstage"
    ]


def _with_cards(facts: Facts, lanes: Iterable[Lane]) -> set[str]:
    """Return the ids of touchpoints with a text in one of the lanes."""
    wanted = {lane.id for lane in lanes}
    found = {c.touchpoint for c in facts.cards if c.lane in wanted and c.text.strip()}
    return {touchpoint for touchpoint in found if touchpoint is not None}


def _evidence_lanes(facts: Facts) -> list[Lane]:
    """Return the lanes above what customers do."""
    actions = [at for at, lane in enumerate(facts.lanes) if lane.kind == "action"]
    line = _line(facts, LINES[0])
    below = min([*actions, *([] if line is None else [line]), len(facts.lanes)])
    return [lane for lane in facts.lanes[:below] if lane.kind != "emotion"]


def _side(facts: Facts, side: str) -> list[Lane]:
    return [lane for lane in facts.lanes if lane.side == side]


def _without_cards(facts: Facts, lanes: list[Lane]) -> Iterable[str]:
    there = _with_cards(facts, lanes)
    return named(facts, [t for t in facts.touchpoints if t.id not in there])


def _longest(facts: Facts) -> Touchpoint | None:
    waits = [t for t in facts.touchpoints if t.wait]
    return max(waits, key=lambda t: t.wait or 0, default=None)


def _no_cause(facts: Facts) -> Iterable[str]:
    longest, back = _longest(facts), {lane.id for lane in _side(facts, "backstage")}
    if longest is None:
        return ("…",)
    cards = facts.cards_on.get(longest.id, ())
    if any(c.kind in PAINS and c.lane in back and c.text.strip() for c in cards):
        return ()
    return (longest.name,)


def _needed(facts: Facts) -> list[Resource]:
    longest = _longest(facts)
    return [
        r
        for r in facts.resources
        if r.status == "need" and longest is not None and longest.id in r.touchpoints
    ]


def _no_need(facts: Facts) -> Iterable[str]:
    longest = _longest(facts)
    return () if _needed(facts) else ("…" if longest is None else longest.name,)


EXERCISES = (
    Exercise(
        "service-blueprint-1",
        (
            Demand("interaction", unless(lambda f: _line(f, LINES[0]) is not None)),
            Demand("visibility", unless(lambda f: _in_order(f, LINES[0], LINES[1]))),
            Demand("internal", unless(lambda f: _in_order(f, LINES[1], LINES[2]))),
            Demand("sides", _wrong_sides),
        ),
    ),
    Exercise(
        "service-blueprint-2",
        (Demand("evidence", lambda f: _without_cards(f, _evidence_lanes(f))),),
    ),
    Exercise(
        "service-blueprint-3",
        (
            Demand("front", lambda f: _without_cards(f, _side(f, "frontstage"))),
            Demand("back", lambda f: _without_cards(f, _side(f, "backstage"))),
        ),
    ),
    Exercise(
        "service-blueprint-4",
        (
            Demand("cause", _no_cause),
            Demand("need", _no_need),
            Demand("owner", unless(lambda f: any(r.owner for r in _needed(f)))),
        ),
    ),
)
