"""The chart of a what-if: what it encodes, and that Vega draws it offline."""

from __future__ import annotations

from typing import Any

import altair as alt
import pytest
import vl_convert
from hypothesis import given, settings

import cjm_widgets as cjm
from cjm_widgets.charts.display import LAB_MIME
from cjm_widgets.charts.what_if import MEASURES
from cjm_widgets.charts.words import Words
from cjm_widgets.flows.words import duration, told
from tests.flow.maps import random_map, shop
from tests.strategies import SEEDS

HOSTILE = ('it\'s "quoted"', "back\\slash", "two\nlines", "</script><b>", "", "مرحبا", "\u0000")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where anything opens a connection."""

    def refuse(*_: Any) -> None:
        raise AssertionError("a chart opened a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)


def changed(j: cjm.Journey) -> cjm.WhatIf:
    call = {"name": "Call", "after": j.touchpoints[0], "conversion": 0.5}
    return cjm.what_if(j, remove=[j.touchpoints[-1]], add=[call])


def rows(chart: Any) -> list[dict[str, Any]]:
    """Return the data of the points."""
    datasets = chart.to_dict()["datasets"].values()
    return next(list(data) for data in datasets if not data or "side" in data[0])


def draw(chart: Any) -> str:
    """Return the chart as Vega draws it from what a notebook gets."""
    spec = chart._repr_mimebundle_()[LAB_MIME]
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version="5.8")
    return svg


def test_q30_before_and_after_of_every_touchpoint() -> None:
    """[Q30] Hollow before, filled after, each with its interval; the order is that of the map."""
    w = changed(shop())
    chart = w.chart()
    assert isinstance(chart, alt.LayerChart)
    points = rows(chart)
    assert [(p["touchpoint"], p["side"]) for p in points] == [
        ("Ad", "Before"), ("Ad", "After"), ("Call", "After"), ("Store", "Before"),
        ("Store", "After"), ("Ride", "Before"), ("Ride", "After"), ("Pay", "Before"),
    ]  # fmt: skip
    store = points[3]
    assert store["value"] == pytest.approx(0.2)
    assert store["low"] < 0.2 < store["high"]
    assert points[0]["low"] is None
    spec = chart.to_dict()
    marks = {layer["mark"]["type"]: layer for layer in spec["layer"]}
    assert marks["point"]["encoding"]["fill"]["scale"]["range"][0] == "#ffffff"
    assert {"rule", "point", "text"} == set(marks)
    assert spec["title"]["text"] == "What if: remove Pay; add Call after Ad"
    assert "Conversion 8.4 % to" in spec["title"]["subtitle"]
    texts = next(list(d) for d in spec["datasets"].values() if "end" in d[0])
    assert [t["words"] for t in texts] == ["", "added", "-10.0 points", "-4.5 points", "removed"]
    assert "Video" not in draw(chart)
    assert "Call" in draw(chart)


@pytest.mark.parametrize("measure", MEASURES)
def test_q30_every_measure_is_drawn(measure: str) -> None:
    """[Q30] Also where nothing of it is known, and for an empty map, with a word of why."""
    j = shop()
    j.add_metric_value(j.add_metric("Volume", kind="volume"), 5000)
    chart = changed(j).chart(measure, width=300)
    assert Words("en")(MEASURES[measure]) in draw(chart)
    empty = cjm.what_if(cjm.Journey()).chart(measure)
    assert rows(empty) == []
    assert "Nothing to draw" in draw(empty)


def test_q30_what_cannot_be_drawn() -> None:
    """[Q30] A measure that is none is named with those that are; so is what is no what-if."""
    with pytest.raises(cjm.FormatError, match="reach, drop_off"):
        cjm.what_if(shop()).chart("joy")
    with pytest.raises(cjm.InvalidDocument, match="what_if draws"):
        cjm.charts.what_if(shop())  # type: ignore[arg-type]


def test_q30_hostile_names() -> None:
    """[Q30] Names are only ever text, whatever they hold; two of one name stay two."""
    j = shop()
    for name in HOSTILE:
        j.add_touchpoint(name, phase="buying")
    j.add_touchpoint("Ad", phase="buying")
    j.remove("main", "fast")
    svg = draw(changed(j).chart())
    assert "<b>" not in svg
    assert "</script>" not in svg
    assert len({p["position"] for p in rows(changed(j).chart())}) == len(j.touchpoints) + 1


@settings(max_examples=15)
@given(SEEDS)
def test_q30_any_map_is_drawn(seed: int) -> None:
    """[Q30] By the Vega-Lite that JupyterLab has."""
    w = changed(random_map(seed))
    for measure in ("reach", "time", "people"):
        assert draw(w.chart(measure)).startswith("<svg")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (59.6, "1 min"), (3600, "1 h"), (4800, "1 h 20 min"), (3605, "1 h"),
     (90000, "1 d 1 h"), (-90, "-1 min 30 s"), (float("inf"), "inf s"), (0.25, "0.25 s")],
)  # fmt: skip
def test_q28_durations_read_well(seconds: float, text: str) -> None:
    """[Q28] Durations have one or two units, differences a sign."""
    assert duration(seconds) == text
    assert told("time", abs(seconds) + 60, signed=True).startswith("+")


@pytest.mark.parametrize(
    ("measure", "value", "text", "signed"),
    [("reach", 0.0002, "0.02 %", "+0.02 points"), ("reach", -0.0004, "-0.04 %", "-0.04 points"),
     ("conversion", 0.25, "25.0 %", "+25.0 points"), ("conversion", -1e-15, "0.0 %", "0.0 points"),
     ("revenue", -0.0004, "-0.0004", "-0.0004"), ("revenue", 1234.5, "1,234", "+1,234"),
     ("people", -0.3, "-0.3", "-0.3"), ("people", 0.0, "0", "0"),
     ("visits", float("inf"), "inf", "+inf")],
)  # fmt: skip
def test_q28_what_is_not_zero_is_not_told_as_zero(
    measure: str, value: float, text: str, signed: str
) -> None:
    """[Q28] Small numbers keep a digit that says something, and zero has no sign."""
    assert told(measure, value) == text
    assert told(measure, value, signed=True) == signed
