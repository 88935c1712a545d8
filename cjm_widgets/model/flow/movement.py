"""How people move through a map: the rows of its tables of paths, transitions and visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import NamedTuple

from ..state import State
from .legs import Way, plan_of
from .measured import Measured
from .outcome import shares, steps_of
from .remark import Remark, listed
from .routes import Routes, routes_of
from .times import StepTime, time_of, time_remarks
from .transitions import Transition, Transitions, transitions_of
from .visits import Visits, visits_of


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path.

    Attributes
    ----------
    path
        Id of the path, None for the order of the map.
    position
        Number of the step, counted from 1.
    touchpoint
        Where it is.
    reach
        Expected part of the people on the path who get there: the product of the rates of the
        steps before.
    conversion
        Part of those who get there and go on; None where no rate is known (then all do).
    drop_off
        Part of the people on the path who are lost there.
    duration, wait
        Seconds of one visit; None is unknown.
    elapsed
        Seconds from the start of the path to the end of this step; None from the first step on
        whose time is unknown.
    """

    path: str | None
    position: int
    touchpoint: str
    reach: float
    conversion: float | None
    drop_off: float
    duration: float | None
    wait: float | None
    elapsed: float | None


@dataclass(frozen=True, slots=True)
class PathTotal:
    """What a path comes to, or all paths together (each with its weight).

    Attributes
    ----------
    scope
        ``path`` or ``all``.
    path
        Id of the path; None for all, and for the order of the map.
    share
        Part of all people who take it.
    steps
        How many steps it has; expected number for all.
    conversion
        Expected part of those who start that reach its end; None where no rate is known.
    duration
        Seconds of the whole path, repeats counted; None where the time of a step is unknown.
    known_duration
        The same of the steps whose time is known.
    expected_duration
        Seconds the average person who starts spends, those who drop out included; None as for
        `duration`.
    unknown
        Ids of the touchpoints whose time is unknown.
    """

    scope: str
    path: str | None
    share: float
    steps: float
    conversion: float | None
    duration: float | None
    known_duration: float
    expected_duration: float | None
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """How often people come to a touchpoint, and how long they are there in all.

    Attributes
    ----------
    touchpoint
        Where.
    visits
        Expected number of visits of one person who starts; infinite where nobody leaves.
    ends
        Part of the people for whom it is the last.
    time
        Seconds of one visit, None where it is unknown.
    expected_time
        Seconds of all visits.
    """

    touchpoint: str
    visits: float
    ends: float
    time: float | None
    expected_time: float | None


class Total(NamedTuple):
    """An expected time in seconds; `time` is None where part of it is unknown."""

    time: float | None
    known: float


class Movement:
    """How people move through a map.

    Parameters
    ----------
    state
        The map.
    persona
        Id of the persona whose ways these are, None for everybody.
    start
        Id of the touchpoint where the transitions start, None for where the paths do.
    drop_off
        Whether the visits heed that people drop out, by the rates of touchpoints.
    """

    def __init__(
        self,
        state: State,
        persona: str | None = None,
        start: str | None = None,
        *,
        drop_off: bool = False,
    ) -> None:
        self.state = state
        self._persona = persona
        self._start = start
        self._drop_off = drop_off
        self._measured = Measured(state)

    @cached_property
    def routes(self) -> Routes:
        """Who takes which path."""
        return routes_of(self.state, self._persona)

    @cached_property
    def transitions(self) -> Transitions:
        """The transitions, derived and stated."""
        return transitions_of(self.state, self.routes.routes, self._start)

    @cached_property
    def visits(self) -> Visits:
        """The expected visits over the transitions."""
        return visits_of(
            self._thinned() if self._drop_off else self.transitions.transitions
        )  # fmt: skip

    @cached_property
    def _ways(self) -> dict[str | None, list[Way]]:
        plan = plan_of(self.state, self.routes.routes, self._measured)
        self._rates = {key: estimate.value for key, estimate in plan.estimates.items()}
        self._plan_remarks = plan.remarks
        found: defaultdict[str | None, list[Way]] = defaultdict(list)
        for way in plan.ways:
            found[way.route.path].append(way)
        order = {record.id: at for at, record in enumerate(self.state.in_order("path"))}
        return {path: found[path] for path in sorted(found, key=lambda path: order.get(path, -1))}

    def path_steps(self) -> Iterable[PathStep]:
        """Give the steps of every path."""
        for path, ways in self._ways.items():
            elapsed: float | None = 0.0
            gated = [any(way.legs[at].gates for way in ways) for at in range(len(ways[0].legs))]
            for at, step in enumerate(steps_of(ways, self._rates)):
                time = self._time(step.touchpoint, ways)
                elapsed = (
                    None if elapsed is None or time.total is None else elapsed + time.total
                )  # fmt: skip
                rated = gated[at] and step.reach > 0
                yield PathStep(
                    path, at + 1, step.touchpoint, step.reach,
                    step.passed / step.reach if rated else None, step.reach - step.passed,
                    time.duration, time.wait, elapsed,
                )  # fmt: skip

    def path_totals(self) -> list[PathTotal]:
        """Return what every path comes to, and all of them together."""
        found = [self._total(path, ways) for path, ways in self._ways.items()]
        if not found:
            return []
        taken = [one for one in found if one.share > 0]
        rated = any(one.conversion is not None for one in taken)
        whole = PathTotal(
            "all", None, sum(one.share for one in found), _mean(taken, "steps") or 0.0,
            sum(one.share * (1.0 if one.conversion is None else one.conversion) for one in taken)
            if rated else None,
            _mean(taken, "duration"), _mean(taken, "known_duration") or 0.0,
            _mean(taken, "expected_duration"),
            tuple(dict.fromkeys(step for one in taken for step in one.unknown)),
        )  # fmt: skip
        return [*found, whole]

    def visit_rows(self) -> Iterable[Visit]:
        """Give the visits of every touchpoint that a transition leads to or from."""
        found = self.visits
        for record in self.state.in_order("touchpoint"):
            if record.id not in found.visits:
                continue
            visits = found.visits[record.id]
            time = time_of(record, self._measured, self._persona).total
            spent = 0.0 if visits == 0 or time == 0 else None if time is None else visits * time
            yield Visit(record.id, visits, found.ends[record.id], time, spent)

    def expected_time(self) -> Total:
        """Return the time of one person from start to end, over the transitions."""
        rows = list(self.visit_rows())
        known = [row.expected_time for row in rows if row.expected_time is not None]
        return Total(sum(known) if rows and len(known) == len(rows) else None, sum(known))

    def remarks(self) -> tuple[Remark, ...]:
        """Return what was assumed."""
        steps = [leg.touchpoint for ways in self._ways.values() for way in ways for leg in way.legs]
        places = dict.fromkeys([*steps, *self.visits.visits])
        endless = self.visits.endless
        found = [
            *self.routes.remarks, *self._plan_remarks, *self.transitions.remarks,
            *time_remarks(self.state, places, self._measured, self._persona),
        ]  # fmt: skip
        if not self._drop_off and any(rate < 1 for rate in self._rates.values()):
            text = (
                "Visits, and the time over them, are those of people who never drop out; what_if "
                "counts drop-outs, and flow(j, drop_off=True) those at touchpoints."
            )
            found.append(Remark("visits-without-drop-outs", text))
        if endless:
            text = (
                f"Who comes to {listed(self.state, endless)} never leaves: the visits are "
                "infinite. Give a way out, or a probability below 1."
            )
            found.append(Remark("endless", text, endless))
        return tuple(dict.fromkeys(found))

    def _total(self, path: str | None, ways: list[Way]) -> PathTotal:
        steps = steps_of(ways, self._rates)
        times = [self._time(step.touchpoint, ways).total for step in steps]
        unknown = tuple(dict.fromkeys(
            step.touchpoint for step, time in zip(steps, times, strict=True) if time is None
        ))  # fmt: skip
        known = sum(time for time in times if time is not None)
        spent = sum(step.reach * (time or 0.0) for step, time in zip(steps, times, strict=True))
        rated = any(leg.gates for way in ways for leg in way.legs)
        return PathTotal(
            "path", path, sum(way.route.weight for way in ways), len(steps),
            steps[-1].passed if rated else None, None if unknown else known, known,
            None if unknown else spent, unknown,
        )  # fmt: skip

    def _time(self, touchpoint: str, ways: list[Way]) -> StepTime:
        """Return the time of a step, over all people on the path."""
        record = self.state.get(touchpoint)
        times = [time_of(record, self._measured, way.route.persona) for way in ways]
        weights = shares([way.route.weight for way in ways])
        parts = [time.duration for time in times]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return StepTime(None, record.wait)
        return StepTime(sum(w * p for w, p in zip(weights, known, strict=True)), record.wait)

    def _thinned(self) -> Iterable[Transition]:
        """Give the transitions with those who drop out leaving the map."""
        rates: Mapping[str | None, float] = {
            record.id: rate.value
            for record in self.state.in_order("touchpoint")
            if (rate := self._measured.rate(record.id, self._persona)) is not None
        }
        ended = set()
        for one in self.transitions.transitions:
            goes_on = rates.get(one.source, 1.0)
            leaves = 0.0
            if one.kind == "end":
                ended.add(one.source)
                leaves = 1 - goes_on
            yield replace(one, probability=goes_on * one.probability + leaves)
        for source in dict.fromkeys(one.source for one in self.transitions.transitions):
            if source is not None and source not in ended:
                yield Transition(source, None, "end", 1 - rates.get(source, 1.0), None)


def _mean(totals: list[PathTotal], field: str) -> float | None:
    """Return the mean of a field over paths, weighted by their shares; None where one is."""
    values: list[float | None] = [getattr(total, field) for total in totals]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    weights = [total.share for total in totals]
    return sum(w * v for w, v in zip(weights, known, strict=True)) / (sum(weights) or inf)
