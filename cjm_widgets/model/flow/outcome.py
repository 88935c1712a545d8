"""What comes of a plan: shares, rates, times and revenues, at every level of the map.

Along a route the part of the people that is still there is the product of the rates passed so
far; every number is then a sum over the routes, each with its weight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .legs import Plan, Way

#: What is measured at each level, in the order of the tables.
MEASURES: Mapping[str, tuple[str, ...]] = {
    "journey": ("conversion", "drop_off", "time", "known_time", "revenue", "people"),
    "path": ("share", "conversion", "drop_off", "time", "known_time", "revenue", "people"),
    "phase": ("reach", "conversion", "drop_off", "time", "known_time", "revenue", "people"),
    "touchpoint": ("reach", "visits", "conversion", "drop_off", "time", "revenue", "people"),
}
#: Measures that cannot be below 0, nor above 1.
SHARES = ("reach", "conversion", "drop_off", "share")
#: The path that stands for the order of the map.
IN_ORDER = ""


class Key(NamedTuple):
    """What a number is of: a measure at a record of a level."""

    level: str
    record: str
    measure: str


#: The same as a plain tuple, of which a calculation makes thousands.
Name = tuple[str, str, str]


class Step(NamedTuple):
    """One step of a path: the part of the path's people who get there, and who pass it."""

    touchpoint: str
    reach: float
    passed: float


class _Place:
    """What is summed up at a touchpoint, a phase, a path or the journey."""

    __slots__ = ("came", "dropped", "passed", "rated", "reach", "revenue", "time", "timed", "vague")

    def __init__(self) -> None:
        self.reach = self.came = self.passed = self.dropped = self.time = self.revenue = 0.0
        self.rated = self.vague = self.timed = False


def starting(way: Way, rates: Mapping[str, float]) -> float:
    """Return the part of the people who come to the first leg."""
    alive = 0.0 if way.stops else 1.0
    for gate in way.gates:
        alive *= rates[gate]
    return alive


def followed(way: Way, rates: Mapping[str, float]) -> list[tuple[float, float]]:
    """Return for each leg the part of the people who come there, and who pass it."""
    alive = starting(way, rates)
    parts = []
    for leg in way.legs:
        came = alive
        for gate in leg.gates:
            alive *= rates[gate]
        if leg.stops:
            alive = 0.0
        parts.append((came, alive))
    return parts


def steps_of(ways: Sequence[Way], rates: Mapping[str, float]) -> list[Step]:
    """Return the steps of one path, over all people who take it (`ways` are of that path)."""
    weights = shares([way.route.weight for way in ways])
    parts = [followed(way, rates) for way in ways]
    return [
        Step(
            leg.touchpoint,
            sum(w * part[at][0] for w, part in zip(weights, parts, strict=True)),
            sum(w * part[at][1] for w, part in zip(weights, parts, strict=True)),
        )
        for at, leg in enumerate(ways[0].legs)
    ]


def shares(weights: Sequence[float]) -> list[float]:
    """Return weights that add up to 1; equal ones where all are 0."""
    total = sum(weights)
    return [w / total if total > 0 else 1 / len(weights) for w in weights]


def compute(plan: Plan, journey: str, rates: Mapping[str, float]) -> dict[Name, float]:
    """Return every number that is known.

    Parameters
    ----------
    plan
        The routes of a map with what is known of their steps.
    journey
        Id of the journey.
    rates
        The part that passes, by the key of the rate.
    """
    by_path: defaultdict[str, list[Way]] = defaultdict(list)
    for way in plan.ways:
        by_path[way.route.path or IN_ORDER].append(way)
    touchpoints: defaultdict[str, _Place] = defaultdict(_Place)
    phases: defaultdict[str, _Place] = defaultdict(_Place)
    whole, found = _Place(), {}
    for path, ways in by_path.items():
        share = sum(way.route.weight for way in ways)
        on_path = _Place()
        for way, part in zip(ways, shares([w.route.weight for w in ways]), strict=True):
            _follow(way, rates, way.route.weight, part, touchpoints, phases, on_path)
        whole.passed += share * on_path.passed
        whole.revenue += share * on_path.revenue
        whole.time += share * on_path.time
        whole.vague |= on_path.vague and share > 0
        whole.timed |= on_path.timed and share > 0
        whole.rated |= on_path.rated
        if path != IN_ORDER:
            found["path", path, "share"] = share
            _ends(found, "path", path, on_path, plan, share)
    if plan.ways:
        _ends(found, "journey", journey, whole, plan, 1.0)
    for level, places in (("touchpoint", touchpoints), ("phase", phases)):
        for record, place in places.items():
            _here(found, level, record, place, plan)
    return found


def _follow(
    way: Way,
    rates: Mapping[str, float],
    weight: float,
    part: float,
    touchpoints: dict[str, _Place],
    phases: dict[str, _Place],
    on_path: _Place,
) -> None:
    """Add up what comes of a route: `weight` of all people, `part` of those on its path."""
    been: set[str] = set()
    parts = followed(way, rates)
    for leg, (came, alive) in zip(way.legs, parts, strict=True):
        places = [touchpoints[leg.touchpoint]]
        if leg.phase is not None:
            places.append(phases[leg.phase])
        for place in places:
            place.dropped += weight * (came - alive)
            place.revenue += weight * alive * leg.revenue
            place.rated |= bool(leg.gates) or leg.stops
        for place in (*places, on_path):
            if leg.time is None:
                place.vague = True
            else:
                place.timed = True
                place.time += (part if place is on_path else weight) * came * leg.time
        on_path.revenue += part * alive * leg.revenue
        on_path.rated |= bool(leg.gates) or leg.stops
        here, there = places[0], places[-1]
        here.came += weight * came
        here.passed += weight * alive
        if leg.touchpoint not in been:
            here.reach += weight * came
        if leg.phase is not None:
            if leg.opens:
                there.came += weight * came
                if leg.phase not in been:
                    there.reach += weight * came
            if leg.closes:
                there.passed += weight * alive
            been.add(leg.phase)
        been.add(leg.touchpoint)
    on_path.rated |= bool(way.gates) or way.stops
    on_path.passed += part * (parts[-1][1] if parts else starting(way, rates))


def _ends(
    found: dict[Name, float], level: str, record: str, place: _Place, plan: Plan, share: float
) -> None:
    """Put down what is known of a path, or of the journey, from its start to its end."""
    if place.rated:
        found[level, record, "conversion"] = place.passed
        found[level, record, "drop_off"] = 1 - place.passed
    if plan.people is not None:
        found[level, record, "people"] = plan.people * share * place.passed
    _costs(found, level, record, place, plan)


def _here(found: dict[Name, float], level: str, record: str, place: _Place, plan: Plan) -> None:
    """Put down what is known of a touchpoint or a phase."""
    found[level, record, "reach"] = place.reach
    if level == "touchpoint":
        found[level, record, "visits"] = place.came
    if place.rated:
        found[level, record, "drop_off"] = place.dropped
        if place.came > 0:
            found[level, record, "conversion"] = place.passed / place.came
    if plan.people is not None:
        found[level, record, "people"] = plan.people * place.reach
    _costs(found, level, record, place, plan)


def _costs(found: dict[Name, float], level: str, record: str, place: _Place, plan: Plan) -> None:
    if not place.vague and place.timed:
        found[level, record, "time"] = place.time
    if place.timed and "known_time" in MEASURES[level]:
        found[level, record, "known_time"] = place.time
    if plan.has_revenue:
        found[level, record, "revenue"] = place.revenue
