"""Routes made ready to be followed: every step with its rates, its time and its revenue.

Where rates come in along a path:

* The rate of a touchpoint holds at every visit to it.
* The rate of a phase holds where none of its touchpoints on the path has one of its own: at the
  last step of each stretch of the path in the phase.
* The rate of the journey holds where there is no other at all: at the end of every path.
* Where no rate is known everybody goes on, and that is said.

Revenue of a touchpoint comes from everybody who passes it, of a phase from everybody who passes a
stretch in it, of the journey from everybody who reaches the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ..state import State
from .measured import Estimate, Measured
from .remark import Remark, listed
from .routes import Route
from .times import time_of

#: What becomes of the people who would have come to a removed touchpoint.
ON_REMOVE = ("pass_on", "keep_losses", "stop")


class Leg(NamedTuple):
    """One step of a route.

    Attributes
    ----------
    touchpoint, phase
        Where it is.
    opens, closes
        Whether a stretch in its phase begins, and ends, with it.
    gates
        Keys of the rates that people pass with.
    stops
        Whether nobody goes on.
    time
        Seconds of one visit, None where it is unknown.
    revenue
        Of one person who passes.
    """

    touchpoint: str
    phase: str | None
    opens: bool
    closes: bool
    gates: tuple[str, ...]
    stops: bool
    time: float | None
    revenue: float


class Way(NamedTuple):
    """A route with its legs. `gates` and `stops` are those before the first of them."""

    route: Route
    legs: tuple[Leg, ...]
    gates: tuple[str, ...]
    stops: bool


class Plan(NamedTuple):
    """All that a calculation needs, read off a map once."""

    ways: tuple[Way, ...]
    estimates: Mapping[str, Estimate]
    remarks: tuple[Remark, ...]
    has_revenue: bool
    people: float | None


def plan_of(
    state: State,
    routes: Sequence[Route],
    measured: Measured,
    removed: frozenset[str] = frozenset(),
    on_remove: str = "pass_on",
) -> Plan:
    """Return the routes of a map with the rates, times and revenues of their steps.

    Parameters
    ----------
    state
        The map.
    routes
        Who takes which path.
    measured
        What the metrics say.
    removed
        Ids of touchpoints that are not there any more although the routes have them.
    on_remove
        What becomes of their people: ``"keep_losses"`` or ``"stop"``. (Those who pass on take the
        routes of a map without the touchpoints.)
    """
    maker = _Maker(state, measured, routes, removed, on_remove)
    ways = tuple(maker.way(route) for route in routes)
    return Plan(
        ways,
        maker.estimates,
        (*maker.remarks(), *measured.remarks),
        measured.has("revenue"),
        _people(state, routes, measured),
    )


class _Maker:
    """Makes routes ready, and takes note of what is missing."""

    def __init__(
        self,
        state: State,
        measured: Measured,
        routes: Sequence[Route],
        removed: frozenset[str],
        on_remove: str,
    ) -> None:
        self._state = state
        self._measured = measured
        self._removed = removed
        self._on_remove = on_remove
        self.estimates: dict[str, Estimate] = {}
        self._rated: set[str] = set()
        self._without_rate: dict[str, None] = {}
        self._by_phase: dict[str, None] = {}
        places = {step for route in routes for step in route.steps}
        phases = {state.get(step).phase for step in places} - {None}
        self._local = any(
            measured.rate(place, route.persona) is not None
            for route in routes
            for place in (*route.steps, *(phases & {state.get(s).phase for s in route.steps}))
        )
        self._whole = False
        self._unused: float | None = None

    def way(self, route: Route) -> Way:
        """Return a route with its legs."""
        legs: list[Leg] = []
        before: list[str] = []
        stops = False
        for phase, group in groupby(route.steps, key=lambda step: self._state.get(step).phase):
            for leg in self._stretch(phase, list(group), route.persona):
                if leg.touchpoint not in self._removed:
                    legs.append(leg)
                # What was lost at a removed touchpoint is lost at the step before it.
                elif legs:
                    last = legs[-1]
                    legs[-1] = last._replace(
                        gates=last.gates + leg.gates, stops=last.stops or leg.stops
                    )
                else:
                    before += leg.gates
                    stops = stops or leg.stops
        if legs:
            legs[-1] = self._ending(legs[-1], route.persona)
        return Way(route, tuple(_bounded(legs)), tuple(before), stops)

    def _stretch(
        self, phase: str | None, steps: list[str], persona: str | None
    ) -> Iterable[Leg]:  # fmt: skip
        """Give the legs of a stretch of a path in one phase."""
        measured = self._measured
        rates = [measured.rate(step, persona) for step in steps]
        of_phase = None if phase is None or any(rates) else measured.rate(phase, persona)
        if of_phase is not None:
            self._by_phase[str(phase)] = None
            rates[-1] = of_phase
        kept = [at for at, step in enumerate(steps) if step not in self._removed]
        for at, (step, rate) in enumerate(zip(steps, rates, strict=True)):
            gone = step in self._removed
            if rate is not None:
                self.estimates[rate.key] = rate
                self._rated.add(step)
            elif of_phase is None and not gone:
                self._without_rate[step] = None
            revenue = self._revenue(step, persona)
            if phase is not None and kept and at == kept[-1]:
                revenue += self._revenue(phase, persona)
            yield Leg(
                step, phase, opens=False, closes=False,
                gates=() if rate is None else (rate.key,),
                stops=gone and self._on_remove == "stop",
                time=time_of(self._state.get(step), measured, persona).total,
                revenue=revenue,
            )  # fmt: skip

    def _revenue(self, place: str, persona: str | None) -> float:
        found = self._measured.revenue(place, persona)
        return 0.0 if found is None else found.value

    def _ending(self, leg: Leg, persona: str | None) -> Leg:
        """Return the last leg with what holds for the journey as a whole."""
        journey = self._state.journey.id
        rate = self._measured.rate(journey, persona)
        if rate is not None and self._local:
            self._unused = rate.value
        elif rate is not None:
            self.estimates[rate.key] = rate
            self._whole = True
            leg = leg._replace(gates=(*leg.gates, rate.key))
        return leg._replace(revenue=leg.revenue + self._revenue(journey, persona))

    def remarks(self) -> Iterable[Remark]:
        """Give what was assumed of rates."""
        state = self._state
        if self._whole:
            yield Remark(
                "rate-of-journey",
                "Only the journey as a whole has a conversion: it counts at the end of every path.",
            )
        if self._unused is not None:
            text = (
                f"The conversion of the journey as a whole ({self._unused:.3g}) is not used: it "
                "follows from the steps."
            )
            yield Remark("rate-of-journey", text, (state.journey.id,))
        if self._by_phase:
            text = f"The rates of phases count at their last step: {listed(state, self._by_phase)}."
            yield Remark("rate-of-phase", text, tuple(self._by_phase))
        missing = [step for step in self._without_rate if step not in self._rated]
        if not self.estimates:
            yield Remark(
                "no-rates",
                "No conversion, retention or churn is known: everybody goes on to the end.",
            )
        elif missing and not self._whole:
            text = f"No conversion is known of {listed(state, missing)}: everybody goes on."
            yield Remark("rate-missing", text, tuple(missing))


def _bounded(legs: Sequence[Leg]) -> Iterable[Leg]:
    """Give the legs with the beginnings and ends of their stretches marked."""
    phases: list[object] = [object(), *(leg.phase for leg in legs), object()]
    for at, leg in enumerate(legs, 1):
        yield leg._replace(opens=phases[at - 1] != leg.phase, closes=phases[at + 1] != leg.phase)


def _people(state: State, routes: Sequence[Route], measured: Measured) -> float | None:
    """Return how many people start: the volume of the journey, or of all first touchpoints."""
    persona = routes[0].persona if len({route.persona for route in routes}) == 1 else None
    whole = measured.volume(state.journey.id, persona)
    if whole is not None:
        return whole.value
    first = list(dict.fromkeys(route.steps[0] for route in routes))
    find: Callable[[str], Estimate | None] = lambda step: measured.volume(step, persona)  # noqa: E731
    volumes = [found.value for step in first if (found := find(step)) is not None]
    return sum(volumes) if first and len(volumes) == len(first) else None
