"""Comparing and merging maps, against the time that was promised."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import cjm_widgets as cjm
from cjm_widgets import Journey
from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, at_most, median, ms, spread, timed

LARGE = 10_000
CLASS, SIZE = 30, 200
RUNS = 5


def diff() -> Iterator[Figure]:
    """Two maps of 10,000 touchpoints: edited, with other ids, and with other ids and names."""
    base = maps.document(LARGE)
    edited = Journey.from_dict(base)
    random = Random(1)
    with edited.transaction():
        for _ in range(200):
            edited.update(f"tp-{random.randrange(LARGE)}", name=f"Name {random.random()}")
            edited.update(f"ex-{random.randrange(LARGE)}", score=float(random.randrange(-2, 3)))
            edited.move(f"tp-{random.randrange(LARGE)}", after=f"tp-{random.randrange(LARGE)}")
        edited.remove(*(f"tp-{at}" for at in range(0, LARGE, 500)))
    pairs = {
        "200 edits of three kinds": (Journey.from_dict(base), edited, 1.0),
        "other ids throughout": (Journey.from_dict(base), Journey.from_dict(_renamed(base)), None),
        "other ids, 5 % of the names changed": (
            Journey.from_dict(base), Journey.from_dict(_renamed(base, every=20)), None,
        ),
    }  # fmt: skip
    for name, (one, other, limit) in pairs.items():
        taken, found = _runs(lambda a=one, b=other: _read(cjm.diff(a, b)))
        seconds = median(taken)
        notes = f"frame and text included: {found:,} rows; spread {spread(taken):.0%}"
        label = f"diff of two maps of {LARGE:,} touchpoints, {name}"
        if limit is None:
            yield Figure(label, "-", ms(seconds), notes=notes)
        else:
            yield at_most(label, seconds, limit, "s", notes=notes)


def _read(found: cjm.Diff) -> int:
    str(found)
    return len(found.to_frame())


def _renamed(base: dict[str, Any], every: int = 0) -> dict[str, Any]:
    """Give the same map as somebody else would have made it: every id is another one."""
    other: dict[str, Any] = {**base}
    keys = ("id", "phase", "touchpoint", "lane", "persona")
    for name, items in base.items():
        if isinstance(items, list):
            other[name] = [
                item
                | {key: f"x-{item[key]}" for key in keys if key in item}
                | ({"channels": [f"x-{i}" for i in item["channels"]]} if "channels" in item else {})
                for item in items
            ]
    for at, touchpoint in enumerate(other["touchpoints"]):
        if every and at % every == 0:
            touchpoint["name"] = f"Looks at offer number {at + 1}"
    return other


def merge() -> Iterator[Figure]:
    """What a class of 30 made of one map of 200 touchpoints; 10 and 20 to see how it grows."""
    base = maps.document(SIZE)
    origin = Journey.from_dict(base)
    students = [_student(base, number) for number in range(CLASS)]
    counts = (10, 20, CLASS)
    taken: dict[int, list[float]] = {count: [] for count in counts}
    conflicts = {}
    for number in range(RUNS + 1):
        for count in counts:
            seconds, merged = timed(lambda n=count: cjm.merge(origin, *students[:n]))
            conflicts[count] = len(merged.conflicts)
            if number:
                taken[count].append(seconds)
    table = "; ".join(f"{n} maps {ms(median(taken[n]))}, {conflicts[n]} conflicts" for n in counts)
    yield at_most(
        f"merge of {CLASS} maps of {SIZE} touchpoints",
        median(taken[CLASS]),
        1.0,
        "s",
        notes=f"{table}; spread {spread(taken[CLASS]):.0%}",
        data={"seconds": {str(n): median(taken[n]) for n in counts}},
    )
    each = {n: median(taken[n]) / n for n in counts}
    yield at_most(
        f"merge, time for one of {CLASS} maps : for one of 10",
        each[CLASS] / each[10],
        1.3,
        notes=", ".join(f"{n}: {ms(each[n])} each" for n in counts),
    )


def _student(base: dict[str, Any], number: int) -> Journey:
    """Give the map after about 70 edits of every kind, on top of each other as in a class."""
    j = Journey.from_dict(base)
    random = Random(number)

    def anyone(prefix: str) -> str:
        return f"{prefix}-{random.randrange(SIZE)}"

    with j.transaction():
        for at in range(20):
            j.update(anyone("tp"), name=f"Name {number} {at}")
            j.update(anyone("ex"), score=float(random.randrange(-2, 3)))
            j.add_card(anyone("tp"), "pain", f"Pain {number} {at}")
        for at in range(5):
            j.add_touchpoint(f"New {number} {at}", phase=f"ph-{random.randrange(SIZE // 10)}")
            j.move(anyone("tp"), after=anyone("tp"))
        j.remove(anyone("tp"))
    return j


def _runs(job: Any) -> tuple[list[float], int]:
    taken, found = [], 0
    for number in range(RUNS + 1):
        seconds, found = timed(job)
        if number:
            taken.append(seconds)
    return taken, found
