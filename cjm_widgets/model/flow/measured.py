"""What the metrics of a map say of a touchpoint, a phase or the journey.

How a value is read:

* ``conversion`` and ``retention`` are the part that goes on, ``churn`` the part that does not;
  where a place has several of them, they count in this order. A unit of ``%`` is divided by 100;
  so is a metric without that unit one of whose values is above 1, and that is said.
* ``revenue`` is the mean of one person who passes the place, ``volume`` a number of people,
  ``time`` is converted to seconds by its unit, ``csat``, ``nps`` and ``ces`` are means.
* The newest value counts; several of one day are pooled, weighted by their `n`.
* A persona is read by her own values, else by those of everybody. For people in general, values
  of everybody count, else those of all personas, pooled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from ..records import Metric, MetricValue
from ..state import State
from .remark import Remark, called, listed

RATES = ("conversion", "retention", "churn")
SCORES = ("csat", "nps", "ces")
_PERCENT = ("%", "percent", "per cent", "pct")
_SECONDS = {
    "ms": 0.001, "": 1.0, "s": 1.0, "sec": 1.0, "second": 1.0, "seconds": 1.0, "min": 60.0,
    "minute": 60.0, "minutes": 60.0, "h": 3600.0, "hour": 3600.0, "hours": 3600.0,
    "d": 86400.0, "day": 86400.0, "days": 86400.0, "week": 604800.0, "weeks": 604800.0,
}  # fmt: skip


class Estimate(NamedTuple):
    """A number off the metrics.

    Attributes
    ----------
    key
        Tells apart what was measured: the ids of the values it comes from.
    value
        The number; of a rate the part that goes on, 0 to 1.
    n
        How many people it is of, None where nobody said: then it counts as exact.
    """

    key: str
    value: float
    n: float | None


class Measured:
    """Reads the metrics of a map, and takes note of what it had to assume (`remarks`)."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.remarks: dict[Remark, None] = {}
        self._metrics: defaultdict[str, list[Metric]] = defaultdict(list)
        for metric in state.in_order("metric"):
            self._metrics[metric.kind].append(metric)
        self._values: defaultdict[tuple[str, str], list[MetricValue]] = defaultdict(list)
        above: defaultdict[str, bool] = defaultdict(bool)
        for value in state.in_order("metric_value"):
            if value.value is not None:
                self._values[value.metric, value.target].append(value)
                above[value.metric] |= value.value > 1
        self._percent = {
            m.id: _is_percent(m) or above[m.id] for kind in RATES for m in self._metrics[kind]
        }
        self._known: dict[tuple[str, str, str | None], Estimate | None] = {}

    def rate(self, target: str, persona: str | None) -> Estimate | None:
        """Return the part of the people that goes on after a place, None where it is unknown."""
        found = [e for kind in RATES if (e := self._read(kind, target, persona)) is not None]
        if len(found) > 1:
            kinds = [k for k in RATES if self._read(k, target, persona) is not None]
            self._say(
                "several-rates",
                f"{called(self._state, target)} has {' and '.join(kinds)}: {kinds[0]} counts.",
                target,
            )
        return found[0] if found else None

    def revenue(self, target: str, persona: str | None) -> Estimate | None:
        """Return the mean revenue of one person who passes a place."""
        return self._read("revenue", target, persona)

    def volume(self, target: str, persona: str | None) -> Estimate | None:
        """Return how many people come to a place."""
        return self._read("volume", target, persona)

    def time(self, target: str, persona: str | None) -> Estimate | None:
        """Return the time spent at a place, in seconds."""
        return self._read("time", target, persona)

    def score(self, kind: str, target: str, persona: str | None) -> Estimate | None:
        """Return the mean ``csat``, ``nps`` or ``ces`` of a place."""
        return self._read(kind, target, persona)

    def has(self, *kinds: str) -> bool:
        """Tell whether any metric of these kinds has a value."""
        ids = {metric.id for kind in kinds for metric in self._metrics[kind]}
        return any(metric in ids for metric, _ in self._values)

    def targets(self, *kinds: str) -> list[str]:
        """Return the ids of what metrics of these kinds were measured at."""
        ids = {metric.id for kind in kinds for metric in self._metrics[kind]}
        return list(dict.fromkeys(target for metric, target in self._values if metric in ids))

    def is_percent(self, metric: Metric) -> bool:
        """Tell whether the values of a rate are in percent."""
        return self._percent.get(metric.id, _is_percent(metric))

    def _say(self, code: str, text: str, *records: str) -> None:
        self.remarks[Remark(code, text, records)] = None

    def _read(self, kind: str, target: str, persona: str | None) -> Estimate | None:
        key = (kind, target, persona)
        if key not in self._known:
            self._known[key] = self._estimate(kind, target, persona)
        return self._known[key]

    def _estimate(self, kind: str, target: str, persona: str | None) -> Estimate | None:
        there = [m for m in self._metrics[kind] if self._values.get((m.id, target))]
        for metric in there:
            values = _for(self._values[metric.id, target], persona)
            found = _pooled(values) if values else None
            if found is None:
                continue
            if len(there) > 1:
                self._say(
                    "several-metrics",
                    f"{called(self._state, target)} has several metrics of {kind} "
                    f"({listed(self._state, [m.id for m in there])}): the first counts.",
                    target, *(m.id for m in there),
                )  # fmt: skip
            return self._as_unit(kind, metric, target, found)
        return None

    def _as_unit(
        self, kind: str, metric: Metric, target: str, found: Estimate
    ) -> Estimate | None:  # fmt: skip
        """Return an estimate in the unit of its kind, None where it cannot be one."""
        if kind == "time":
            seconds = _SECONDS.get(metric.unit.strip().casefold())
            if seconds is None or found.value < 0:
                what = (
                    f"its unit {metric.unit!r} is none of time" if found.value >= 0 else "below 0"
                )
                self._skip(metric, target, found, what)
                return None
            return found._replace(value=found.value * seconds)
        if kind not in RATES:
            return found
        value = found.value
        if self._percent[metric.id]:
            value /= 100
            if not _is_percent(metric):
                self._say(
                    "percent",
                    f"The values of {called(self._state, metric.id)} are read as percent.",
                    metric.id,
                )  # fmt: skip
        if not 0 <= value <= 1:
            self._skip(metric, target, found, "a rate is from 0 to 1, or to 100 %")
            return None
        return found._replace(value=1 - value if kind == "churn" else value)

    def _skip(self, metric: Metric, target: str, found: Estimate, why: str) -> None:
        self._say(
            "unusable",
            f"{called(self._state, metric.id)} at {called(self._state, target)} is "
            f"{found.value:g} and is left out: {why}.",
            metric.id, target,
        )  # fmt: skip


def _is_percent(metric: Metric) -> bool:
    return metric.unit.strip().casefold() in _PERCENT


def _for(values: Iterable[MetricValue], persona: str | None) -> list[MetricValue]:
    """Return the newest values for a persona, or for people in general."""
    by_persona: defaultdict[str | None, list[MetricValue]] = defaultdict(list)
    for value in values:
        by_persona[value.persona].append(value)
    for who in (persona, None):
        if who in by_persona:
            return _newest(by_persona[who])
    if persona is None:
        return [value for group in by_persona.values() for value in _newest(group)]
    return []


def _newest(values: list[MetricValue]) -> list[MetricValue]:
    last = max(map(moment_of, values))
    return [value for value in values if moment_of(value) == last]


def moment_of(value: MetricValue) -> datetime:
    """Return when a value was measured, in UTC where it names no zone.

    One without a date comes before all others.
    """
    if not value.date:
        return datetime.min.replace(tzinfo=UTC)
    moment = datetime.fromisoformat(value.date)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _pooled(values: list[MetricValue]) -> Estimate:
    """Return several values as one: weighted by their n, or equally where one has none.

    One of nobody (``n=0``) only counts where there is no other, as with scores.
    """
    values = [value for value in values if value.n != 0] or values
    key = "+".join(sorted(value.id for value in values))
    counts = [value.n for value in values]
    known = [n for n in counts if n]
    if len(known) == len(values):
        total = sum(known)
        mean = sum((v.value or 0.0) * n for v, n in zip(values, known, strict=True)) / total
        return Estimate(key, mean, float(total))
    mean = sum(value.value or 0.0 for value in values) / len(values)
    return Estimate(key, mean, None)
