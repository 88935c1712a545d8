"""Maps the tests of paths and what-if share."""

from __future__ import annotations

from random import Random

import cjm_widgets as cjm


def shop() -> cjm.Journey:
    """Return a map of two paths with rates, durations and revenue; ids are the names in short."""
    j = cjm.Journey("Buying a bike")
    for name in ("before", "buying", "after"):
        j.add_phase(name.title(), id=name)
    for name, phase, duration, wait in (
        ("ad", "before", 60, 0), ("store", "buying", 1800, 600), ("ride", "buying", 3600, 0),
        ("pay", "after", 300, 0),
    ):  # fmt: skip
        j.add_touchpoint(name.title(), phase=phase, id=name, duration=duration, wait=wait)
    j.add_metric("Conversion", kind="conversion", unit="%", id="rate")
    for name, value, n in (("ad", 20, 500), ("store", 60, 100), ("ride", 70, 50), ("pay", 90, 80)):
        j.add_metric_value("rate", value, name, n=n, id=f"rate-{name}")
    j.add_metric("Revenue", kind="revenue", unit="EUR", id="revenue")
    j.add_metric_value("revenue", 800, "pay", id="revenue-pay")
    steps = ["ad", "store", "ride", "pay"]
    j.add_path("Main", steps, id="main", main=True, probability=0.75)
    j.add_path("Fast", ["ad", "store", "pay"], id="fast", probability=0.25, condition="in a hurry")
    return j


def random_map(seed: int) -> cjm.Journey:
    """Return a random map with paths, edges, personas, times and metrics, some of them missing."""
    random = Random(seed)
    j = cjm.Journey("Random")

    def maybe(value: float) -> float | None:
        return value if random.random() < 0.7 else None

    phases = [j.add_phase(f"P{at}") for at in range(random.randrange(3))]
    touchpoints = [
        j.add_touchpoint(
            f"T{at}", phase=random.choice([*phases, None]), duration=maybe(random.randrange(500)),
            wait=maybe(random.randrange(50)),
        )
        for at in range(random.randrange(1, 7))
    ]  # fmt: skip
    personas = [
        j.add_persona(f"U{at}", share=maybe(random.choice((0.2, 0.5, 0.9))))
        for at in range(random.randrange(3))
    ]
    for at in range(random.randrange(5)):
        j.add_path(
            f"W{at}", random.choices(touchpoints, k=random.randrange(6)),
            personas=random.sample(personas, random.randrange(len(personas) + 1)),
            probability=maybe(random.choice((0, 0.1, 0.5, 1))), main=random.random() < 0.3,
        )  # fmt: skip
    for _ in range(random.choice((0, 0, 3))):
        j.add_edge(
            random.choice(touchpoints), random.choice(touchpoints),
            probability=maybe(random.choice((0, 0.3, 0.6, 1))),
            count=None if random.random() < 0.7 else random.randrange(9),
        )  # fmt: skip
    for kind in ("conversion", "churn", "revenue", "csat", "volume", "time"):
        if random.random() < 0.6:
            metric = j.add_metric(kind, kind=kind, unit=random.choice(("", "%")))
            for target in random.choices([*touchpoints, *phases, j.info], k=random.randrange(7)):
                j.add_metric_value(
                    metric, random.choice((0, 0.25, 0.5, 1, 40)), target,
                    n=None if random.random() < 0.4 else random.randrange(90),
                    persona=random.choice([None, *personas]),
                )  # fmt: skip
    return j
