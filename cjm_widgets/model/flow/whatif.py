"""What a change of a map would bring: the numbers of before and after, and how they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any, NamedTuple

from ..errors import InvalidDocument, shorten
from ..finding import find
from ..journey import JourneyModel
from ..state import State
from .intervals import limits
from .legs import ON_REMOVE, Plan, plan_of
from .measured import SCORES, Estimate, Measured
from .outcome import MEASURES, SHARES, Key, Name, compute
from .remark import Remark, listed
from .routes import routes_of
from .scenario import Scenario, copy_of, scenario_of
from .times import time_remarks


class Number(NamedTuple):
    """A number with its interval; the limits are None where nothing says how uncertain it is."""

    value: float | None
    low: float | None
    high: float | None


class Line(NamedTuple):
    """A number before and after, and the difference."""

    key: Key
    before: Number
    after: Number
    difference: Number


class Comparison(NamedTuple):
    """All that is known of a what-if.

    Attributes
    ----------
    scenario
        The copies of the map.
    lines
        Every number, in the order of the levels and of the map.
    remarks
        What had to be assumed.
    state
        The records of both maps together, for their names and their order.
    """

    scenario: Scenario
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]
    state: State


_REMOVED = {
    "pass_on": "People go straight on past what is removed: its drop-off, time and revenue vanish.",
    "keep_losses": (
        "People go past what is removed, and those it lost are lost at the step before: its time "
        "and revenue vanish, its drop-off stays."
    ),
    "stop": "The path ends where something is removed: whoever came to it is lost.",
}


def comparison_of(
    journey: JourneyModel,
    remove: object,
    add: object,
    change: object,
    *,
    persona: object = None,
    on_remove: str = "pass_on",
    confidence: float = 0.95,
) -> Comparison:
    """Compare a map with what it would be; see `cjm_widgets.what_if`."""
    _check_options(journey, on_remove, confidence)
    # One moment of the map for both sides, whoever edits it meanwhile.
    base = copy_of(journey)
    state = base.store.state
    who = None if persona is None else find(state, persona, "persona", field="persona").id
    scenario = scenario_of(base, remove, add, change)
    ghosts = frozenset[str]() if on_remove == "pass_on" else scenario.removed
    goal = scenario.staged if ghosts else scenario.changed
    sides = (_Side(state, who), _Side(goal.store.state, who, ghosts, on_remove))
    numbers, intervals = _numbers(sides, confidence)
    # Who was removed is in the one, who was added in the other; what was renamed has its new name.
    union = State({**state.records, **scenario.staged.store.state.records}.values())
    lines = tuple(
        Line(key, *(_number(numbers, intervals, side, key) for side in _SIDES))
        for key in _ordered(numbers, union)
    )
    return Comparison(scenario, lines, tuple(_remarks(sides, scenario, on_remove)), union)


_SIDES = ("before", "after", "difference")


def _check_options(journey: object, on_remove: str, confidence: Any) -> None:
    if not isinstance(journey, JourneyModel):
        raise InvalidDocument(
            f"what_if changes a map, not {shorten(journey)}: what_if(j, remove=[touchpoint])",
            value=journey,
        )
    if on_remove not in ON_REMOVE:
        raise InvalidDocument(
            f"on_remove is {shorten(on_remove)}; it is one of {', '.join(ON_REMOVE)}",
            field="on_remove", value=on_remove,
        )  # fmt: skip
    if isinstance(confidence, bool) or not isinstance(confidence, float) or not 0 < confidence < 1:
        raise InvalidDocument(
            f"confidence is {shorten(confidence)}; give a part of 1, such as 0.95",
            field="confidence", value=confidence,
        )  # fmt: skip


class _Side:
    """One of the two maps, with what is computed from it."""

    def __init__(
        self,
        state: State,
        persona: str | None,
        removed: frozenset[str] = frozenset(),
        on_remove: str = "pass_on",
    ) -> None:
        self.state = state
        self.routes = routes_of(state, persona)
        self.measured = Measured(state)
        self.plan: Plan = plan_of(state, self.routes.routes, self.measured, removed, on_remove)
        steps = [leg.touchpoint for way in self.plan.ways for leg in way.legs]
        self.steps = tuple(dict.fromkeys(steps))
        self._persona = persona
        self._scores = {
            kind: {
                step: found.value for step in self.steps
                if (found := self.measured.score(kind, step, persona)) is not None
            }
            for kind in SCORES
        }  # fmt: skip

    def compute(self, rates: Mapping[str, float]) -> dict[Name, float]:
        """Return every number, scores included."""
        journey = self.state.journey.id
        found = compute(self.plan, journey, rates)
        for kind, scores in self._scores.items():
            visits = {step: found["touchpoint", step, "visits"] for step in scores}
            total = sum(visits.values())
            if total > 0:
                mean = sum(scores[step] * n for step, n in visits.items()) / total
                found["journey", journey, kind] = mean
        return found

    def remarks(self) -> Iterable[Remark]:
        """Give what was assumed of this map."""
        yield from self.routes.remarks
        yield from self.plan.remarks
        if self.state.of_type("edge"):
            yield Remark(
                "edges", "Edges are not used: people follow the paths. `flow` has the transitions."
            )
        yield from time_remarks(self.state, self.steps, self.measured, self._persona)
        if not self.plan.has_revenue:
            yield Remark("no-revenue", "No metric of revenue has a value: revenue is not computed.")
        if self.plan.people is None:
            yield Remark("no-volume", "No volume is known at the start: people are not counted.")


def _numbers(
    sides: tuple[_Side, _Side], confidence: float
) -> tuple[dict[tuple[str, Name], float], dict[tuple[str, Name], tuple[float, float]]]:
    """Return the numbers of both sides and their differences, with intervals."""
    before, _ = sides
    estimates: dict[str, Estimate] = {}
    keys: list[dict[str, str]] = []
    for number, side in enumerate(sides):
        names = {}
        for key, estimate in side.plan.estimates.items():
            # The same measurement on both sides moves together; a changed one is another.
            shared = before.plan.estimates.get(key) == estimate
            names[key] = key if shared else f"{number} {key}"
            estimates[names[key]] = estimate
        keys.append(names)

    def both(rates: Mapping[str, float]) -> dict[tuple[str, Name], float]:
        one, two = (
            side.compute({key: rates[name] for key, name in names.items()})
            for side, names in zip(sides, keys, strict=True)
        )
        return {
            **{("before", key): value for key, value in one.items()},
            **{("after", key): value for key, value in two.items()},
            **{("difference", k): two[k] - value for k, value in one.items() if k in two},
        }

    return limits(both, estimates, confidence)


def _number(
    numbers: Mapping[tuple[str, Name], float],
    intervals: Mapping[tuple[str, Name], tuple[float, float]],
    side: str,
    key: Key,
) -> Number:
    value = numbers.get((side, key))
    if value is None:
        return Number(None, None, None)
    if (side, key) in intervals:
        low, high = intervals[side, key]
    elif side == "difference" and any((s, key) in intervals for s in _SIDES):
        low = high = value  # both sides are uncertain, but not whether they differ
    else:
        return Number(value, None, None)
    bottom, top = _bounds(key, side)
    return Number(value, max(bottom, low), min(top, high))


def _bounds(key: Key, side: str) -> tuple[float, float]:
    if key.measure in SHARES:
        return (-1.0 if side == "difference" else 0.0), 1.0
    if side == "difference" or key.measure in ("revenue", *SCORES):
        return -inf, inf
    return 0.0, inf


def _ordered(numbers: Mapping[tuple[str, Name], float], state: State) -> list[Key]:
    """Return the keys of all numbers, by level and as on the map."""
    order = {
        record.id: at
        for name in ("touchpoint", "phase", "path")
        for at, record in enumerate(state.in_order(name))
    }
    levels = list(MEASURES)
    measures = {level: (*names, *SCORES) for level, names in MEASURES.items()}
    return sorted(
        {Key(*name) for _, name in numbers},
        key=lambda key: (
            levels.index(key.level), order.get(key.record, 0), key.record,
            measures[key.level].index(key.measure),
        ),
    )  # fmt: skip


def _remarks(
    sides: tuple[_Side, _Side], scenario: Scenario, on_remove: str
) -> Iterable[Remark]:  # fmt: skip
    if scenario.removed:
        yield Remark("removed", _REMOVED[on_remove], tuple(scenario.removed))
    yield from scenario.remarks
    state = sides[1].state
    exact = [key for side in sides for key, e in side.plan.estimates.items() if e.n is None]
    if exact:
        targets = dict.fromkeys(
            holder.target for side in sides for key in exact for value in key.split("+")
            if (holder := side.state.get(value)) is not None
        )  # fmt: skip
        there = [target for target in targets if state.get(target) is not None]
        text = f"No n is given for the rates of {listed(state, there)}: they are taken as exact."
        yield Remark("n-missing", text, tuple(there))
    if any(way.legs for side in sides for way in side.plan.ways):
        yield Remark(
            "per-start",
            "Shares, visits, time and revenue are those of one person who starts, drop-outs "
            "included.",
        )
    if any(side.plan.has_revenue for side in sides):
        yield Remark("revenue", "Revenue is read as the mean of one person who passes the place.")
    if scenario.actions:
        yield Remark(
            "all-else",
            "All else stays as it is: nobody chooses another path, no other rate changes.",
        )
    before, after = (list(side.remarks()) for side in sides)
    still = {remark.code for remark in after}
    for remark in before:
        was = "" if remark.code in still else "Before the change: "
        yield remark._replace(text=f"{was}{remark.text}")
    for remark in after:
        if not any(r.code == remark.code and {*remark.records} <= {*r.records} for r in before):
            yield remark._replace(text=f"After the change: {remark.text}")
