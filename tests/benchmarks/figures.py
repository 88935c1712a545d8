"""What is measured, and how: figures, interleaved runs, medians, spread."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Figure:
    """One line of the table; `ok` is None for what is only stated."""

    name: str
    asked: str
    measured: str
    ok: bool | None = None
    notes: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def at_most(name: str, value: float, limit: float, unit: str = "x", **more: Any) -> Figure:
    """A figure that must not be above a limit."""
    gap = "" if unit == "x" else " "
    asked, measured = f"<= {limit:g}{gap}{unit}", f"{value:.3g}{gap}{unit}"
    data = {"value": value, "limit": limit, **more.pop("data", {})}
    return Figure(name, asked, measured, value <= limit, data=data, **more)


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(0, int(rank) - 1)]


def spread(values: Sequence[float]) -> float:
    """Half the distance between the quartiles, as a part of the median: the noise."""
    low, _, high = statistics.quantiles(values, n=4)
    return (high - low) / 2 / statistics.median(values)


def interleaved(rounds: int, **jobs: Callable[[], Any]) -> dict[str, list[float]]:
    """Run the jobs in turn, A B C A B C ..., and give the seconds of processor each run took.

    Of processor, because other work on the machine is no part of the job. The first round warms
    up and does not count. What a job returns is let go before the next one starts; the garbage
    collector works as it does for everybody.
    """
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            gc.collect()
            start = time.process_time()
            result = job()
            seconds = time.process_time() - start
            del result
            if number:
                taken[name].append(seconds)
    return taken


def ms(seconds: float) -> str:
    value = seconds * 1000
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.3g} ms"
