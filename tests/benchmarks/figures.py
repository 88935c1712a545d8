"""What is measured, and how: figures, interleaved runs, medians, spread."""

from __future__ import annotations

import gc
import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self


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
            seconds, result = timed(job)
            del result
            if number:
                taken[name].append(seconds)
    return taken


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    """Run a job; give the seconds of processor it took, and its result to be let go later."""
    gc.collect()
    start = time.process_time()
    result = job()
    return time.process_time() - start, result


class Worker:
    """A process of its own that makes a job from `make(*args)` and runs it when asked to."""

    def __init__(self, make: Callable[..., Callable[[], tuple[float, Any]]], *args: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_work, args=(other, make, args), daemon=True)

    def __enter__(self) -> Self:
        self._process.start()
        return self

    def run(self) -> float:
        """Run the job once; give the seconds it took."""
        self._pipe.send(True)
        seconds: float = self._pipe.recv()
        return seconds

    def __exit__(self, *_: object) -> None:
        self._pipe.send(False)
        self._process.join(30)


def _work(pipe: Any, make: Callable[..., Any], args: tuple[Any, ...]) -> None:
    job = make(*args)
    while pipe.recv():
        seconds, _ = job()
        del _
        pipe.send(seconds)


def ms(seconds: float) -> str:
    value = seconds * 1000
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.3g} ms"
