"""The picture of a map, from records in memory to SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cjm_widgets import Journey, render
from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, at_most, median, ms, spread, timed

TOUCHPOINTS, ROUNDS = 200, 9
#: Every kind of lane that the editor makes by itself, and those that only a picture fills.
LANES = (*maps.LANES, "action", "metric", "owner")


def figures() -> Iterator[Figure]:
    """In seconds of processor: what else runs on the machine is no part of the job."""
    j = _filled()
    first = _seconds(lambda: render(j))
    taken = [_seconds(lambda: render(j)) for _ in range(ROUNDS)]
    value = median(taken) * 1000
    yield at_most(
        f"SVG of {TOUCHPOINTS} touchpoints, {len(LANES)} lanes filled", value, 500, "ms",
        notes=f"first {ms(first)}; spread {spread(taken):.0%}; {len(render(j).svg):,} characters",
    )  # fmt: skip
    paged = median([_seconds(lambda: render(j, page="A4")) for _ in range(3)])
    pages = len(render(j, page="A4").pages)
    yield Figure(f"the same on {pages} pages of A4", "-", ms(paged), notes="laid out in 3 sizes")


def _filled() -> Journey:
    document = maps.document(TOUCHPOINTS)
    document["people"] = [{"id": "pn-lea", "name": "Lea"}]
    document["metrics"] = [{"id": "mt-csat", "name": "CSAT", "unit": "%", "target": 80}]
    document["lanes"] += [
        {"id": f"ln-{kind}", "kind": kind, "title": kind.title()} for kind in LANES[-3:]
    ]
    document["metric_values"] = []
    for at, touchpoint in enumerate(document["touchpoints"]):
        touchpoint["owners"] = ["pn-lea"]
        document["metric_values"].append(
            {"id": f"mv-{at}", "metric": "mt-csat", "target": touchpoint["id"], "value": at % 100}
        )
        document["cards"].append({
            "id": f"cd-{at}-action", "touchpoint": touchpoint["id"], "lane": "ln-action",
            "kind": "action", "text": f"Asks for a price and a day to come by ({at + 1})",
        })  # fmt: skip
    return Journey.from_dict(document)


def _seconds(job: Callable[[], object]) -> float:
    return timed(job)[0]
