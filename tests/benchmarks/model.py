"""Python without a browser: one change, loading, dataframes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from cjm_widgets import Journey
from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, Worker, at_most, interleaved, median, ms, spread, timed

SMALL, LARGE = 100, 10_000
EDITS = 400


def apply() -> Iterator[Figure]:
    """One change costs the same on a large map as on a small one."""
    journeys = {n: maps.journey(n) for n in (SMALL, LARGE)}
    first = {n: _timed(lambda j=j: j.update("tp-50", name="first")) for n, j in journeys.items()}
    taken: dict[str, dict[int, list[float]]] = {}
    for number in range(EDITS):
        for n, j in journeys.items():
            for kind, job in _edits(j, n, number):
                taken.setdefault(kind, {}).setdefault(n, []).append(_timed(job))
    ratios = {}
    for kind, at in taken.items():
        small, large = (median(at[n][20:]) for n in (SMALL, LARGE))
        ratios[kind] = large / small
        yield at_most(
            f"{kind} in Python, 10,000 : 100 touchpoints",
            large / small,
            1.5,
            notes=f"{ms(small)} -> {ms(large)}; spread {spread(at[SMALL][20:]):.0%}",
        )
    yield Figure(
        "first change after loading",
        "-",
        f"{ms(first[LARGE])}",
        notes=f"builds the index of references, once; {ms(first[SMALL])} at 100",
    )


def _edits(j: Journey, size: int, number: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Give the kinds of one change; the map has the same size after them."""
    at = f"tp-{(number * 37) % size}"
    beside = f"tp-{(number * 37 + 5) % size}"
    kept = {}

    def add() -> None:
        kept["it"] = j.add_touchpoint("New", phase="ph-3")

    yield "update", lambda: j.update(at, name=f"Name {number}")
    yield "move", lambda: j.move(at, after=beside)
    yield "add", add
    yield "remove", lambda: j.remove(kept["it"])


def _timed(job: Callable[[], Any]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def load() -> Iterator[Figure]:
    """Loading with every check, against parsing alone."""
    data = maps.text(LARGE)
    runs = interleaved(11, loads=lambda: json.loads(data), load=lambda: Journey.from_json(data))
    floor, ours = median(runs["loads"]), median(runs["load"])
    records = len(Journey.from_json(data).store.state.records)
    yield at_most(
        f"load {LARGE:,} touchpoints, {records:,} records : json.loads",
        ours / floor,
        4,
        notes=f"{ms(ours)} : {ms(floor)} for {len(data) / 1e6:.1f} MB; "
        f"spread {spread(runs['loads']):.0%}",
    )


def frames() -> Iterator[Figure]:
    """Dataframes, against pandas on dicts that are ready.

    Each side has a process of its own: with both in one the collector would walk the records and
    the dicts together, at the cost of whoever sets it off.
    """
    for table in ("touchpoints", "experience", "cards"):
        with Worker(_to_frame, table) as ours, Worker(_from_dicts, table) as theirs:
            taken = [(ours.run(), theirs.run()) for _ in range(10)][1:]
        mine, floor = (list(times) for times in zip(*taken, strict=True))
        yield at_most(
            f'to_frame("{table}") : pandas.DataFrame(dicts)',
            median(mine) / median(floor),
            2.5,
            notes=f"{ms(median(mine))} : {ms(median(floor))} for {LARGE:,} touchpoints; "
            f"spread {spread(floor):.0%}",
        )


def check() -> Iterator[Figure]:
    """All rules over a worked-out map; stated: over one on which they find all they can."""
    size = 1_000
    name = f"check of {size:,} touchpoints x 6 lanes"
    taken, notes = _check(maps.document(size))
    yield at_most(name, taken * 1000, 50, "ms", notes=notes)
    taken, notes = _check(maps.neglected(size))
    yield Figure(f"{name}, all neglected", "-", ms(taken), notes=notes)


def _check(made: dict[str, Any]) -> tuple[float, str]:
    """Give the seconds of processor a check takes right after an edit, and what it found."""
    j = Journey.from_dict(made)
    frame = j.check()  # reads the texts
    taken = []
    for _ in range(21):
        j.update(title=f"Revision {j.revision}")  # nothing is left of the call before
        taken.append(timed(j.check)[0])
    rules = frame["rule"].nunique()
    return median(taken), f"{len(frame):,} findings of {rules} rules; spread {spread(taken):.0%}"


def _to_frame(table: str) -> Callable[[], Any]:
    j = maps.journey(LARGE)

    def job() -> tuple[float, pd.DataFrame]:
        j.update("tp-1", name=f"Name {j.revision}")  # nothing is left of the call before
        return timed(lambda: j.to_frame(table))

    return job


def _from_dicts(table: str) -> Callable[[], Any]:
    rows = _rows(maps.journey(LARGE).to_frame(table))
    return lambda: timed(lambda: pd.DataFrame(rows))


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The same columns and values as plain dicts, missing values as None."""
    columns = [
        [None if not isinstance(v, list | dict) and pd.isna(v) else v for v in frame[c].tolist()]
        for c in frame
    ]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]
