"""Intervals: Wilson's for one rate, and what is made of several."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.model.flow.intervals import limits, wilson
from cjm_widgets.model.flow.measured import Estimate


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), p. 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)  # fmt: skip
def test_q27_wilson_as_published(count: int, n: int, low: float, high: float) -> None:
    """[Q27] The interval of one proportion is that of the published examples."""
    assert wilson(count / n, n) == pytest.approx((low, high), abs=5e-5)


@given(st.floats(0, 1), st.floats(1, 1e9), st.floats(0.01, 0.999))
def test_q27_wilson_holds_its_value(value: float, n: float, confidence: float) -> None:
    """[Q27] It is within 0 and 1, around the value, and wider for more confidence."""
    low, high = wilson(value, n, confidence)
    assert 0 <= low <= value <= high <= 1
    wide = wilson(value, n, (1 + confidence) / 2)
    assert wide[0] <= low + 1e-12
    assert wide[1] >= high - 1e-12


def funnel(rates: list[float], ns: list[int | None]) -> cjm.Journey:
    """Return a map that is one path with these rates."""
    j = cjm.Journey()
    metric = j.add_metric("Conversion", kind="conversion")
    for at, (rate, n) in enumerate(zip(rates, ns, strict=True)):
        place = j.add_touchpoint(f"T{at}", id=f"t{at}")
        j.add_metric_value(metric, rate, place, n=n)
    return j


def numbers(w: cjm.WhatIf, measure: str = "conversion") -> Any:
    frame = w.to_frame("journey")
    return frame[frame["measure"] == measure].iloc[0]


def test_q27_one_rate_has_wilsons_interval() -> None:
    """[Q27] Of a touchpoint, and of a journey of one uncertain rate; its complement mirrors it."""
    w = cjm.what_if(funnel([0.3, 0.5], [81, None]))
    low, high = wilson(0.3, 81)
    frame = w.to_frame("touchpoint").query("measure == 'conversion'")
    assert frame[["before_low", "before_high"]].iloc[0].tolist() == pytest.approx([low, high])
    assert frame[["before_low", "before_high"]].iloc[1].isna().all()
    whole, lost = numbers(w), numbers(w, "drop_off")
    assert (whole.before_low, whole.before_high) == pytest.approx((low / 2, high / 2))
    assert (lost.before_low, lost.before_high) == pytest.approx((1 - high / 2, 1 - low / 2))
    assert cjm.what_if(funnel([0.3], [81]), confidence=0.5).to_frame()["before_low"].iloc[0] > low


def test_q27_a_difference_of_two_rates_is_newcombes() -> None:
    """[Q27] A rate replaced by another measurement: the hybrid score interval as published."""
    # Newcombe, Statistics in Medicine 17 (1998), p. 873-890, table II, method 10.
    w = cjm.what_if(funnel([48 / 80], [80]), change={"t0": {"conversion": 56 / 70, "n": 70}})
    found = numbers(w)
    assert found.difference == pytest.approx(0.2)
    assert (found.difference_low, found.difference_high) == pytest.approx(
        (0.0524, 0.3339), abs=5e-5
    )


def product(rates: Mapping[str, float]) -> dict[str, float]:
    """Return the conversion of a path, and what it gains without its first step."""
    whole, rest = math.prod(rates.values()), math.prod([*rates.values()][1:])
    return {"before": whole, "difference": rest - whole}


def estimates(seen: list[float], ns: list[int]) -> dict[str, Estimate]:
    return {
        f"t{at}": Estimate(f"t{at}", rate, n)
        for at, (rate, n) in enumerate(zip(seen, ns, strict=True))
    }


def test_q27_a_path_has_the_interval_that_is_simulated() -> None:
    """[Q27] What `what_if` says of a path is what the next test measures."""
    seen, ns = [0.8, 0.5, 0.6], [80, 60, 40]
    _, ends = limits(product, estimates(seen, ns), 0.95)
    found = numbers(cjm.what_if(funnel(seen, list(ns)), remove=["t0"]))
    for side, (low, high) in ends.items():
        assert (found[f"{side}_low"], found[f"{side}_high"]) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("rates", "ns", "at_least"),
    [
        ([0.6, 0.5], [40, 40], 0.93),
        ([0.8, 0.5, 0.6, 0.9], [400, 300, 200, 150], 0.94),
        ([0.8, 0.5, 0.6, 0.9], [80, 60, 40, 30], 0.93),
        # The hard cases the documentation warns of: hardly any loss, few people.
        ([0.98] * 8, [50] * 8, 0.88),
        ([0.7] * 6, [15] * 6, 0.86),
    ],
)
def test_q27_intervals_cover(rates: list[float], ns: list[int], at_least: float) -> None:
    """[Q27] Measured again and again, the intervals hold what is true as often as said."""
    truth = product({f"t{at}": rate for at, rate in enumerate(rates)})
    times, hits = 4000, dict.fromkeys(truth, 0)
    counts = np.random.default_rng(20261122).binomial(ns, rates, size=(times, len(ns)))
    for seen in (counts / ns).tolist():
        found, ends = limits(product, estimates(seen, ns), 0.95)
        for name, true in truth.items():
            low, high = ends.get(name, (found[name], found[name]))
            hits[name] += low - 1e-12 <= true <= high + 1e-12
    assert at_least <= hits["before"] / times <= 0.97
    assert at_least <= hits["difference"] / times <= 0.985
