"""What-if: a map compared with what it would be."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings

import cjm_widgets as cjm
from tests.flow.maps import random_map, shop
from tests.strategies import SEEDS, documents

SIDES = ("before", "after", "difference")


def value(w: cjm.WhatIf, measure: str, side: str = "after", record: str | None = None) -> float:
    """Return a number of the journey, or of a record."""
    frame = w.to_frame()
    here = frame["level"] == "journey"
    if record is not None:
        ids = frame[["path_id", "phase_id", "touchpoint_id"]]
        # A touchpoint's row names its phase as well.
        last = ids.bfill(axis=1)["path_id"].where(
            frame["level"] != "touchpoint", ids["touchpoint_id"]
        )
        here = last == record
    (found,) = frame[here & (frame["measure"] == measure)][side]
    return float(found)


def told(w: cjm.WhatIf, words: str) -> bool:
    return any(words in text for text in w.assumptions)


def test_q20_the_numbers_of_a_map() -> None:
    """[Q20] Conversion, drop-off, time and revenue at every level, from the metrics."""
    w = cjm.what_if(shop())
    assert value(w, "conversion") == pytest.approx(0.75 * 0.0756 + 0.25 * 0.108)
    assert value(w, "conversion", record="main") == pytest.approx(0.2 * 0.6 * 0.7 * 0.9)
    assert value(w, "share", record="main") == 0.75
    assert value(w, "reach", record="pay") == pytest.approx(0.75 * 0.084 + 0.25 * 0.12)
    assert value(w, "drop_off", record="store") == pytest.approx(0.2 * 0.4)
    assert value(w, "conversion", record="buying") == pytest.approx(0.6 * (0.75 * 0.7 + 0.25))
    assert value(w, "reach", record="ride") == pytest.approx(0.75 * 0.12)
    assert value(w, "time", record="store") == pytest.approx(0.2 * 2400)
    assert value(w, "revenue") == pytest.approx(800 * value(w, "conversion"))
    lost = w.to_frame("touchpoint").query("measure == 'drop_off'")["after"].sum()
    assert lost == pytest.approx(value(w, "drop_off"))


@settings(max_examples=60)
@given(SEEDS)
def test_q20_nothing_changes_nothing(seed: int) -> None:
    """[Q20] Without a change, after is before to the last digit, and every difference 0."""
    j = random_map(seed)
    before = j.to_json()
    w = cjm.what_if(j)
    frame = w.to_frame()
    for end in ("", "_low", "_high"):
        pd.testing.assert_series_equal(
            frame[f"before{end}"], frame[f"after{end}"], check_names=False, check_exact=True
        )
    for column in ("difference", "difference_low", "difference_high"):
        assert set(frame[column].dropna()) <= {0}
    assert (w.journey.to_json(), w.actions) == (before, [])
    assert (j.to_json(), j.revision) == (before, 0 if j.revision == 0 else j.revision)


@settings(max_examples=30)
@given(SEEDS)
def test_q20_numbers_stay_in_their_bounds(seed: int) -> None:
    """[Q20] Shares are from 0 to 1, every limit is on its side, difference is after less before."""
    j = random_map(seed)
    gone = j.touchpoints[seed % len(j.touchpoints)]
    for how in ("pass_on", "keep_losses", "stop"):
        frame = cjm.what_if(j, remove=[gone], on_remove=how).to_frame()  # type: ignore[arg-type]
        shares = frame[frame["measure"].isin(["reach", "conversion", "drop_off", "share"])]
        for side in ("before", "after"):
            for end in ("", "_low", "_high"):
                assert shares[side + end].dropna().between(-1e-9, 1 + 1e-9).all()
        for side in SIDES:
            known = frame.dropna(subset=[side, f"{side}_low"])
            assert (known[f"{side}_low"] <= known[side] + 1e-9).all()
            assert (known[f"{side}_high"] >= known[side] - 1e-9).all()
        both = frame.dropna(subset=["before", "after"])
        assert (both["after"] - both["before"]).tolist() == pytest.approx(
            both["difference"].tolist()
        )


@settings(max_examples=15)
@given(documents())
def test_q20_any_map(document: dict[str, Any]) -> None:
    """[Q20] Any map can be asked, also with fields of later versions; it stays as it is."""
    j = cjm.Journey.from_dict(document)
    before = j.to_json()
    for touchpoint in list(j.touchpoints)[:2]:
        w = cjm.what_if(j, remove=touchpoint)
        assert touchpoint.id not in w.journey.touchpoints
        assert str(w)
    assert (j.to_json(), j.revision, j.history) == (before, 0, [])


@settings(max_examples=40)
@given(SEEDS)
def test_q21_the_copy_says_the_same(seed: int) -> None:
    """[Q21] The numbers of the changed copy, asked by itself, are those of after."""
    j = random_map(seed)
    places = j.touchpoints.ids
    w = cjm.what_if(
        j, remove=[places[seed % len(places)]],
        add=[{"name": "New", "phase": j.phases.ids[0] if j.phases else None, "conversion": 0.5}],
        change={places[-1]: {"churn": 0.25, "n": 50, "duration": 7}} if len(places) > 1 and
        places[-1] != places[seed % len(places)] else {},
    )  # fmt: skip
    again = cjm.what_if(w.journey)
    key = ["level", "path_id", "phase_id", "touchpoint_id", "measure"]
    names = ["after", "after_low", "after_high"]
    one = w.to_frame().dropna(subset=["after"])[[*key, *names]].reset_index(drop=True)
    two = again.to_frame().dropna(subset=["after"])[[*key, *names]].reset_index(drop=True)
    pd.testing.assert_frame_equal(one, two, check_categorical=False)
    assert type(w.journey) is cjm.Journey
    assert cjm.Journey.from_json(w.journey.to_json()).to_dict() == w.journey.to_dict()


def test_q21_the_copy_has_a_life_of_its_own(unchanged: Any) -> None:
    """[Q21] It can be edited and saved; the map it comes from hears of nothing."""
    j = shop()
    heard: list[Any] = []
    j.on_change(heard.append)
    with unchanged(j):
        w = cjm.what_if(
            j, remove=["Ride"], change={"pay": {"name": "Pays"}, "main": {"main": False}}
        )
        w.journey.add_touchpoint("More")
    assert heard == []
    assert w.journey.touchpoints["pay"].name == "Pays"
    assert w.journey.paths["main"].steps == ("ad", "store", "pay")
    assert w.journey.paths["main"].main is False
    assert w.journey.id == j.id


@pytest.mark.parametrize(
    ("how", "main", "fast", "revenue"),
    [
        ("pass_on", 0.2 * 0.6 * 0.9, 0.2 * 0.6 * 0.9, 800),
        ("keep_losses", 0.2 * 0.6 * 0.7 * 0.9, 0.2 * 0.6 * 0.9, 800),
        ("stop", 0, 0.2 * 0.6 * 0.9, 800),
    ],
)
def test_q22_what_becomes_of_the_people(how: Any, main: float, fast: float, revenue: float) -> None:
    """[Q22] They pass on, or are lost at the step before, or their path ends; it is said."""
    j = shop()
    w = cjm.what_if(j, remove=["ride"], on_remove=how)
    assert value(w, "conversion", record="main") == pytest.approx(main)
    assert value(w, "conversion", record="fast") == pytest.approx(fast)
    assert value(w, "conversion") == pytest.approx(0.75 * main + 0.25 * fast)
    assert value(w, "revenue") == pytest.approx(revenue * value(w, "conversion"))
    kept = 0.6 if how == "pass_on" else 0.6 * (0.25 + 0.75 * (0.7 if how == "keep_losses" else 0))
    assert value(w, "conversion", record="store") == pytest.approx(kept)
    assert value(w, "time", record="main") == pytest.approx(60 + 480 + 300 * main / 0.9)
    assert math.isnan(value(w, "reach", record="ride"))
    assert told(w, {"pass_on": "straight on", "keep_losses": "at the step before",
                    "stop": "path ends"}[how])  # fmt: skip


def test_q22_the_first_step_removed() -> None:
    """[Q22] Where there is no step before, what was lost is lost before the first one."""
    for how, share in (("pass_on", 1.0), ("keep_losses", 0.2), ("stop", 0.0)):
        w = cjm.what_if(shop(), remove=["ad"], on_remove=how)  # type: ignore[arg-type]
        assert value(w, "reach", record="store") == pytest.approx(share)
        assert value(w, "conversion", record="main") == pytest.approx(share * 0.6 * 0.7 * 0.9)


def test_q22_phases_and_paths_are_removed() -> None:
    """[Q22] A phase with its touchpoints; of the paths that stay the probabilities are scaled."""
    w = cjm.what_if(shop(), remove=[shop().phases["buying"]])
    assert value(w, "conversion") == pytest.approx(0.2 * 0.9)
    assert w.journey.phases.ids == ["before", "after"]
    w = cjm.what_if(shop(), remove="fast")
    assert value(w, "conversion") == pytest.approx(0.0756)
    assert told(w, "add up to 0.75: scaled to 1")
    assert math.isnan(value(w, "share", record="fast"))
    assert cjm.what_if(shop(), remove=["Buying", "ride"]).journey.touchpoints.ids == ["ad", "pay"]


def test_q23_what_is_added_takes_its_place() -> None:
    """[Q23] Next to its neighbour at every visit, at the end of its phase, or on some paths."""
    j = shop()
    j.insert_step("main", "store")
    call = {"name": "Call", "id": "call", "conversion": 0.5, "n": 20, "duration": 60}

    def steps(**place: Any) -> tuple[tuple[str, ...], ...]:
        return tuple(p.steps for p in cjm.what_if(j, add=[{**call, **place}]).journey.paths)

    main, fast = ("ad", "store", "ride", "pay", "store"), ("ad", "store", "pay")
    assert steps(after="Store") == (
        ("ad", "store", "call", "ride", "pay", "store", "call"), ("ad", "store", "call", "pay"),
    )  # fmt: skip
    assert steps(before=j.touchpoints["ride"]) == (
        ("ad", "store", "call", "ride", "pay", "store"), fast,
    )  # fmt: skip
    assert steps(phase="after", paths=["Fast"]) == (main, ("ad", "store", "pay", "call"))
    assert steps(phase="Before") == (("ad", "call", *main[1:]), ("ad", "call", *fast[1:]))
    assert steps(paths="fast") == (main, ("call", *fast))
    assert steps() == (main, fast)
    w = cjm.what_if(j, add={**call, "after": "store"})
    assert value(w, "conversion", record="call") == 0.5
    assert value(w, "visits", record="call") > 0
    assert math.isnan(value(w, "visits", "before", "call"))
    assert w.journey.touchpoints["call"].phase == "buying"
    assert told(cjm.what_if(j, add=[call]), "Call is on no path")


def test_q23_without_paths_the_map_is_the_path() -> None:
    """[Q23] What is added counts where it stands; two may be added one after the other."""
    j = shop()
    j.remove("main", "fast")
    w = cjm.what_if(
        j, add=[{"name": "One", "after": "ad", "conversion": 0.5},
                {"name": "Two", "after": "One", "conversion": 0.5, "emotion": 1}],
    )  # fmt: skip
    assert value(w, "conversion") == pytest.approx(0.25 * 0.0756)
    assert [t.name for t in w.journey.touchpoints] == ["Ad", "One", "Two", "Store", "Ride", "Pay"]
    assert told(w, "The map has no path")


def test_q24_numbers_go_into_the_metrics() -> None:
    """[Q24] In the unit of the metric that is there; what was measured before is gone there."""
    j = shop()
    j.add_metric("Churn", kind="churn", unit="%", id="churn")
    j.add_metric_value("churn", 5, "ride", id="stays")
    pay = j.touchpoints["pay"]
    w = cjm.what_if(
        j, change={
            pay: {"drop_off": 0.2, "n": 40, "duration": 60, "csat": 4.5}, "ride": {"churn": 0.4},
        },
    )  # fmt: skip
    values = {v.target: v for v in w.journey.metric_values if v.metric == "rate"}
    assert (values["pay"].value, values["pay"].n) == (80, 40)
    assert "ride" not in values
    churn = next(v for v in w.journey.metric_values if v.metric == "churn")
    assert (churn.value, churn.n, churn.target) == (40, None, "ride")
    assert value(w, "conversion", record="ride") == pytest.approx(0.6)
    assert w.journey.touchpoints["pay"].duration == 60
    assert [m.kind for m in w.journey.metrics] == ["conversion", "revenue", "churn", "csat"]
    assert value(w, "csat") == 4.5
    assert value(w, "time", record="pay") == pytest.approx(60 * value(w, "reach", record="pay"))
    assert told(w, "No n is given for the rates of Ride")


def test_q24_other_things_change() -> None:
    """[Q24] Phases, paths, personas and the journey; also as pairs."""
    j = shop()
    ana = j.add_persona("Ana", share=0.5, id="ana")
    j.add_persona("Ben", share=0.5)
    j.update("fast", personas=[ana])
    w = cjm.what_if(j, change=[
        (ana, {"share": 0.25}), ("fast", {"probability": 0.5}), ("Buying", {"name": "Choosing"}),
        (j.id, {"title": "Other", "volume": 1000}), ("ad", {"phase": "buying"}),
    ])  # fmt: skip
    assert value(w, "share", record="fast") == pytest.approx(0.25 * 0.5)
    assert value(w, "people", record="store") == pytest.approx(200)
    assert (w.journey.title, w.journey.phases["buying"].name) == ("Other", "Choosing")
    assert w.journey.touchpoints["ad"].phase == "buying"
    assert told(w, "Before the change: No volume is known")


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"remove": ["Rid"]}, cjm.UnknownRecord, "did you mean 'Ride' (id 'ride')?"),
        ({"remove": [3]}, cjm.InvalidDocument, "no touchpoint or phase or path"),
        ({"remove": 3}, cjm.InvalidDocument, "give a list"),
        ({"remove": ["rate"]}, cjm.InvalidDocument, "is a metric, not a touchpoint"),
        ({"add": [{"naem": "Call"}]}, cjm.UnknownField, "did you mean 'name'?"),
        ({"add": [{"name": "Call", "duraton": 3}]}, cjm.UnknownField, "'duration'"),
        ({"add": ["Call"]}, cjm.InvalidDocument, "each touchpoint is a dict"),
        ({"add": [{"after": "ad"}]}, cjm.InvalidDocument, "needs a name"),
        ({"add": [{"name": "Call", "after": "Adv"}]}, cjm.UnknownRecord, "'Ad'"),
        ({"add": [{"name": "Call", "after": "ad", "before": "pay"}]}, cjm.InvalidDocument, "both"),
        ({"add": [{"name": "Call", "paths": ["Man"]}]}, cjm.UnknownRecord, "'Main'"),
        ({"change": {"Pai": {}}}, cjm.UnknownRecord, "'Pay'"),
        ({"change": {"pay": {"conversoin": 0.5}}}, cjm.UnknownField, "'conversion'"),
        ({"change": {"pay": {"conversion": 60}}}, cjm.InvalidDocument, "0.6 for 60 %"),
        ({"change": {"pay": {"conversion": "many"}}}, cjm.InvalidDocument, "give a number"),
        ({"change": {"pay": {"conversion": float("nan")}}}, cjm.InvalidDocument, "from 0 to 1"),
        (
            {"change": {"pay": {"conversion": 0.5, "churn": 0.5}}},
            cjm.InvalidDocument,
            "one of them",
        ),
        ({"change": {"pay": {"n": 5}}}, cjm.InvalidDocument, "give conversion="),
        ({"change": {"pay": {"conversion": 0.5, "n": 0}}}, cjm.InvalidDocument, "n of Pay"),
        ({"change": {"pay": {"conversion": 0.5, "n": 2.5}}}, cjm.InvalidDocument, "n of Pay"),
        ({"change": {"pay": {"duration": -1}}}, cjm.InvalidDocument, "duration"),
        ({"change": {"main": {"conversion": 0.5}}}, cjm.UnknownField, "Main has no field"),
        ({"change": {"pay": 0.5}}, cjm.InvalidDocument, "takes a dict"),
        ({"change": 5}, cjm.InvalidDocument, "change= is 5"),
        ({"persona": "Ana"}, cjm.UnknownRecord, "no persona 'Ana'"),
        ({"on_remove": "vanish"}, cjm.InvalidDocument, "pass_on, keep_losses, stop"),
        ({"confidence": 95}, cjm.InvalidDocument, "0.95"),
    ],
)
def test_q25_wrong_arguments(
    unchanged: Any, given: Any, error: type[cjm.CjmError], words: str
) -> None:
    """[Q25] Typed errors that name what is wrong and what is closest; nothing changes."""
    j = shop()
    with unchanged(j), pytest.raises(error) as caught:
        cjm.what_if(j, **given)
    assert words in str(caught.value)


def test_q25_no_map() -> None:
    """[Q25] What is no map is refused as well."""
    with pytest.raises(cjm.InvalidDocument, match="what_if changes a map"):
        cjm.what_if({"title": "x"})  # type: ignore[arg-type]


def measured(kind: str = "conversion", unit: str = "", **fields: Any) -> cjm.Journey:
    """Return a map of one touchpoint, ``t``, with an empty metric, ``m``."""
    j = cjm.Journey()
    j.add_phase("P", id="p")
    j.add_touchpoint("T", phase="p", id="t")
    j.add_persona("Ana", id="ana")
    j.add_metric("M", kind=kind, unit=unit, id="m", **fields)
    return j


@pytest.mark.parametrize(
    ("kind", "unit", "given", "want", "words"),
    [
        ("conversion", "", [{"value": 0.4}], 0.4, ""),
        ("conversion", "%", [{"value": 0.4}], 0.004, ""),
        ("retention", "Percent ", [{"value": 40}], 0.4, ""),
        ("churn", "", [{"value": 0.4}], 0.6, ""),
        ("conversion", "", [{"value": 40}], 0.4, "read as percent"),
        ("conversion", "%", [{"value": 400}], None, "is left out: a rate is from 0 to 1"),
        ("conversion", "", [{"value": -0.5}], None, "is left out"),
        ("conversion", "", [
            {"value": 0.4, "date": "2026-01-02"}, {"value": 0.9, "date": "2026-01-01"},
            {"value": 0.1},
        ], 0.4, ""),
        ("conversion", "", [{"value": 0.4, "n": 10}, {"value": 0.7, "n": 20}], 0.6, ""),
        ("conversion", "", [{"value": 0.4, "n": 10}, {"value": 0.6}], 0.5, "No n is given"),
        ("conversion", "", [{"value": 0.4, "persona": "ana"}, {"value": 0.9}], 0.9, ""),
        ("conversion", "", [{"value": 0.4, "persona": "ana"}], 0.4, ""),
        ("conversion", "", [{"value": None}], None, "No conversion, retention or churn"),
    ],
)  # fmt: skip
def test_q26_how_a_rate_is_read(
    kind: str, unit: str, given: list[Any], want: float | None, words: str
) -> None:
    """[Q26] By kind, unit, date, persona and n; what cannot be one is left out and said."""
    j = measured(kind, unit)
    for fields in given:
        j.add_metric_value("m", target="t", **fields)
    w = cjm.what_if(j)
    assert told(w, words) or not words
    if want is None:
        assert "conversion" not in w.to_frame()["measure"].tolist()
    else:
        assert value(w, "conversion") == pytest.approx(want)


def test_q26_a_persona_by_her_own_values() -> None:
    """[Q26] Else by those of everybody; those of others are not hers."""
    j = measured()
    j.add_persona("Ben", id="ben")
    j.add_metric_value("m", 0.4, "t", persona="ana")
    assert value(cjm.what_if(j, persona="Ana"), "conversion") == 0.4
    assert told(cjm.what_if(j, persona="Ben"), "No conversion, retention or churn is known")
    j.add_metric_value("m", 0.9, "t")
    assert value(cjm.what_if(j, persona="ben"), "conversion") == 0.9
    assert value(cjm.what_if(j, persona="ana"), "conversion") == 0.4
    assert value(cjm.what_if(j), "conversion") == 0.9


def test_q26_rates_of_phases_and_of_the_journey() -> None:
    """[Q26] A phase's counts where its touchpoints have none, the journey's where nothing has."""
    j = measured()
    j.add_touchpoint("U", phase="p", id="u")
    j.add_metric_value("m", 0.25, j.id)
    assert value(cjm.what_if(j), "conversion") == 0.25
    assert told(cjm.what_if(j), "Only the journey as a whole")
    j.add_metric_value("m", 0.5, "p")
    w = cjm.what_if(j)
    assert (value(w, "conversion"), value(w, "conversion", record="p")) == (0.5, 0.5)
    assert (value(w, "reach", record="u"), value(w, "conversion", record="u")) == (1, 0.5)
    assert told(w, "rates of phases count at their last step: P")
    assert told(w, "conversion of the journey as a whole (0.25) is not used")
    assert value(cjm.what_if(j, remove=["u"]), "conversion") == 0.5
    assert value(cjm.what_if(j, remove=["p"], on_remove="keep_losses"), "conversion") == 0.5
    j.add_metric_value("m", 0.8, "t")
    w = cjm.what_if(j)
    assert value(w, "conversion") == 0.8
    assert told(w, "No conversion is known of U: everybody goes on")


def test_q26_several_metrics_say_which_counts() -> None:
    """[Q26] Conversion before retention before churn, the first metric of a kind."""
    j = measured("churn")
    j.add_metric_value("m", 0.5, "t")
    j.add_metric("C1", kind="conversion", id="c1")
    j.add_metric("C2", kind="conversion", id="c2")
    j.add_metric_value("c2", 0.9, "t")
    assert value(cjm.what_if(j), "conversion") == 0.9
    assert told(cjm.what_if(j), "T has conversion and churn: conversion counts.")
    j.add_metric_value("c1", 0.7, "t")
    assert value(cjm.what_if(j), "conversion") == 0.7
    assert told(cjm.what_if(j), "several metrics of conversion (C1, C2): the first counts")


def test_q26_revenue_people_and_times_of_every_level() -> None:
    """[Q26] Revenue of those who pass, a time metric in its unit, people from the volume."""
    j = measured()
    j.add_touchpoint("U", id="u", phase="p")
    j.add_metric_value("m", 0.5, "t")
    for kind, target, number, unit in (
        ("revenue", "t", 10, ""), ("revenue", "p", 20, ""), ("revenue", j.id, 40, ""),
        ("volume", "t", 1000, ""), ("time", "t", 2, "min"), ("time", "p", 9, "min"),
        ("time", "u", 9, "clicks"),
    ):  # fmt: skip
        metric = j.add_metric(kind, kind=kind, unit=unit)
        j.add_metric_value(metric, number, target)
    w = cjm.what_if(j)
    # The first metric of a kind with a value at the place counts, so each place has its own.
    assert value(w, "revenue") == 0.5 * (10 + 20 + 40)
    assert (value(w, "people", record="u"), value(w, "people")) == (500, 500)
    assert value(w, "time", record="t") == 120
    assert told(w, "Times measured at P are not used")
    assert told(w, "'clicks' is none of time")
    assert told(w, "No duration is known of U")
    assert (value(w, "known_time"), "time" in w.to_frame("journey")["measure"].tolist()) == (
        120,
        False,
    )


def test_q28_everything_assumed_is_said() -> None:
    """[Q28] In `assumptions`, in the text, and in the notebook; missing metrics are listed."""
    j = shop()
    j.remove("rate-store", "revenue-pay")
    w = cjm.what_if(j, remove=["ride"], add=[{"name": "Call", "after": "store"}])
    for words in (
        "straight on", "Call is on Main, Fast", "No conversion is known of Store",
        "No metric of revenue has a value", "No volume is known", "No duration is known of Call",
        "All else stays as it is", "drop-outs included",
    ):  # fmt: skip
        assert told(w, words), words
    assert all(f"- {text}" in str(w) for text in w.assumptions)
    assert w._repr_mimebundle_() == {"text/plain": str(w)}
    assert str(w).startswith("What if, in Buying a bike: remove Ride; add Call after Store?")
    assert repr(w) == "<WhatIf of 'Buying a bike': remove Ride; add Call after Store>"
    assert "Conversion" in str(w)
    assert "95 % intervals" in str(w)


def test_q28_edges_are_not_used() -> None:
    """[Q28] What-if follows the paths, and says so where edges state something else."""
    j = shop()
    plain = cjm.what_if(j, remove="ride").to_frame()
    j.add_edge("store", "ad", probability=0.5)
    w = cjm.what_if(j, remove="ride")
    pd.testing.assert_frame_equal(w.to_frame(), plain)
    assert told(w, "Edges are not used: people follow the paths")


def test_q28_an_empty_map_has_an_answer() -> None:
    """[Q28] It says that nothing can be computed, and why."""
    w = cjm.what_if(cjm.Journey())
    assert "nothing can be computed" in str(w)
    assert len(w.to_frame()) == 0
    assert told(w, "No conversion, retention or churn is known")


def test_q29_frames() -> None:
    """[Q29] Of all levels or one, ids and names side by side, in the order of the map."""
    j = shop()
    w = cjm.what_if(j, remove=["ride"], add=[{"name": "Call", "after": "store", "id": "call"}])
    frame = w.to_frame()
    assert list(frame) == [
        "level", "path_id", "path", "phase_id", "phase", "touchpoint_id", "touchpoint", "measure",
        "before", "before_low", "before_high", "after", "after_low", "after_high", "difference",
        "difference_low", "difference_high",
    ]  # fmt: skip
    touchpoints = w.to_frame("touchpoint")
    assert list(touchpoints)[:5] == ["phase_id", "phase", "touchpoint_id", "touchpoint", "measure"]
    assert list(dict.fromkeys(touchpoints["touchpoint"])) == ["Ad", "Store", "Call", "Ride", "Pay"]
    assert list(w.to_frame("path"))[:3] == ["path_id", "path", "measure"]
    assert sum(
        len(w.to_frame(level)) for level in ("journey", "path", "phase", "touchpoint")
    ) == len(frame)
    pd.testing.assert_frame_equal(w.to_frame("touchpoints"), touchpoints)
    empty = cjm.what_if(cjm.Journey()).to_frame()
    assert frame.dtypes.map(str).to_dict() == empty.dtypes.map(str).to_dict()
    assert w.to_frame("phase", backend="polars").columns == list(w.to_frame("phase"))
    assert w.to_frame(backend="pyarrow").num_rows == len(frame)
    for side in SIDES:
        one = getattr(w, side)
        assert list(one)[-3:] == ["value", "low", "high"]
        pd.testing.assert_series_equal(one["low"], frame[f"{side}_low"], check_names=False)
    with pytest.raises(cjm.FormatError, match="journey, path, phase, touchpoint"):
        w.to_frame("step")  # type: ignore[call-overload]
    with pytest.raises(cjm.FormatError, match="pandas, polars, pyarrow"):
        w.to_frame(backend="dask")  # type: ignore[call-overload]


def test_q26_a_rate_of_nobody_does_not_count() -> None:
    """[Q26] Beside a rate that was measured; the interval is that of the measured one."""
    j = cjm.Journey("One step")
    step = j.add_touchpoint("Pays", phase=j.add_phase("Buying"))
    rate = j.add_metric("Conversion", kind="conversion", unit="%")
    j.add_metric_value(rate, 90, step, n=100)
    alone = cjm.what_if(j).to_frame("journey")
    j.add_metric_value(rate, 10, step, n=0)
    assert cjm.what_if(j).to_frame("journey").equals(alone)


def test_q26_a_rate_of_n_0_is_one_without_n() -> None:
    """[Q26] Alone it is what there is to go by, and said to be taken as exact."""
    j = measured("conversion", "")
    j.add_metric_value("m", 0.4, "t", n=0)
    w = cjm.what_if(j)
    assert value(w, "conversion") == pytest.approx(0.4)
    assert told(w, "No n is given")
