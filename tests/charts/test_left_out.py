"""What charts tell of phases, personas, sources, plans and dates that are easily left out."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

import cjm_widgets as cjm
from tests.charts import maps
from tests.charts.test_values import rows

charts = cjm.charts


@pytest.fixture
def j() -> cjm.Journey:
    """Return a map with cards over phases, in one without touchpoints, and outside of all."""
    j = maps.bike()
    j.add_card(j.phases[1], "pain", "Nobody answers", severity=4)
    j.add_card(j.phases[1], "gain", "All is online", evidence_level="data")
    j.add_card(j.add_phase("Years later"), "barrier", "Far away")
    j.add_card(j.add_touchpoint("Somewhere"), "pain", "Noise")
    return j


def subtitle(chart: Any) -> list[str]:
    found = chart.to_dict()["title"].get("subtitle", [])
    return [found] if isinstance(found, str) else found


@pytest.mark.parametrize("weight", ["cards", "severity"])
@pytest.mark.parametrize("by", ["touchpoint", "phase"])
def test_l21_every_pain_and_gain_is_weighed(j: cjm.Journey, by: str, weight: str) -> None:
    """[L21] Cards over phases, and of touchpoints outside of phases, are in a row of their own."""
    drawn = rows(charts.pain_gain_balance(j, by=by, weight=weight), "side")
    frame = j.to_frame("cards")
    frame = frame[frame["kind"].isin(["pain", "barrier", "gain"])]
    wanted = len(frame) if weight == "cards" else frame["severity"].fillna(1).sum()
    assert sum(abs(r["value"]) for r in drawn) == wanted
    places = list(dict.fromkeys(r["place"] for r in drawn))
    if by == "touchpoint":
        assert places.index("Whole phase: Consideration") + 1 == places.index("Compares models")
        assert places[0] == "Somewhere"
        assert places[-1] == "Whole phase: Years later"
    else:
        assert places[0] == "no phase"
        assert places[-1] == "Years later"


@pytest.mark.parametrize("by", ["kind", "touchpoint", "phase"])
def test_l21_every_card_is_founded(j: cjm.Journey, by: str) -> None:
    """[L21] No card is left out of the parts of evidence, wherever it stands."""
    drawn = rows(charts.evidence_levels(j, by=by), "share")
    assert sum(r["count"] for r in drawn) == len(j.cards)
    names = {r["name"] for r in drawn}
    if by != "kind":
        assert names >= (
            {"Whole phase: Consideration", "Somewhere"} if by == "touchpoint" else {"no phase"}
        )


def test_l21_the_heat_map_has_columns_for_phases(j: cjm.Journey) -> None:
    """[L21] Cards over a phase are in a column before its touchpoints; none are only counted."""
    drawn = rows(charts.lane_heatmap(j), "strength")
    columns = list(dict.fromkeys(r["column"] for r in drawn))
    assert len(columns) == len(j.touchpoints) + 2
    assert columns.index("Whole phase: Consideration") + 1 == columns.index("Compares models")
    held = {lane.id: lane.title for lane in j.lanes}
    wanted = Counter(held[card.lane] for card in j.cards)
    told = Counter[str]()
    for row in drawn:
        told[row["lane"]] += row["value"]
    assert {name: told[name] for name in wanted} == wanted
    alone = cjm.Journey()
    alone.add_card(alone.add_phase("Only"), "pain", "Here")
    assert [r["value"] for r in rows(charts.lane_heatmap(alone), "strength") if r["value"]] == [1]


def test_l21_the_blueprint_has_columns_for_phases(j: cjm.Journey) -> None:
    """[L21] What is written over a phase stands in the blueprint, also in that of one phase."""
    every = {r["card"]: r["column"] for r in rows(charts.service_blueprint(j), "card")}
    assert every["Nobody answers"] == "Whole phase: Consideration"
    assert every["Far away"] == "Whole phase: Years later"
    only = {r["card"] for r in rows(charts.service_blueprint(j, phase="Years later"), "card")}
    assert only == {"Far away"}


def test_l22_a_lane_of_one_persona(j: cjm.Journey) -> None:
    """[L22] It is named after the persona, and holds only what is the persona's."""
    ana, marek = list(j.personas)[:2]
    j.update("emotion", persona=marek)
    j.add_experience("friend", ana, -2, source="measured")
    scores = j.to_frame("scores")
    mine = scores[scores["persona_id"] == marek.id]
    drawn = [r for r in rows(charts.lane_heatmap(j), "strength") if r["lane"] == "Emotion · Marek"]
    frame = j.to_frame("experience")
    counted = frame[frame["persona_id"] == marek.id]["touchpoint"].value_counts()
    assert {r["touchpoint"]: r["value"] for r in drawn if r["value"]} == counted[
        counted > 0
    ].to_dict()
    texts = {
        r["touchpoint"]: r["card"] for r in rows(charts.service_blueprint(j), "card")
        if r["kind"].startswith("Score")
    }  # fmt: skip
    assert set(texts) == set(mine["touchpoint"])
    assert texts["Sees a friend’s bike"] == "0"
    bands = rows(charts.service_blueprint(j), "middle")
    assert "Emotion · Marek" in {band["label"] for band in bands}
    everybody = j.add_lane("metric", "Figures", id="all")
    j.add_lane("metric", "Figures of Ana", id="hers", persona=ana)
    j.add_metric_value(j.metrics[0], 3, "ride", persona=ana, date="2026-05-01")
    told = Counter[str]()
    for row in rows(charts.lane_heatmap(j), "strength"):
        told[row["lane"]] += row["value"]
    assert told["Figures of Ana"] == 1 < told[everybody.title]


def test_l23_a_day_is_as_wide_as_it_is_long(j: cjm.Journey) -> None:
    """[L23] The last day counts whole; what has a time and no end is a moment, with a sign."""
    j.update("friend", start="2026-04-02", end="2026-04-02")
    j.update("reviews", start="2026-04-05", end="")
    j.update("models", start="2026-04-08T10:00", end="")
    drawn = {r["touchpoint"]: r for r in rows(charts.timeline(j, by="dates"), "moment")}
    for name, day in (("Sees a friend’s bike", "02"), ("Reads reviews", "05")):
        row = drawn[name]
        assert (row["from"][:10], row["to"][:10]) == (f"2026-04-{day}", f"2026-04-0{int(day) + 1}")
        assert row["told"] == f"2026-04-{day}"
        assert not row["moment"]
    assert drawn["Compares models"]["moment"]
    assert drawn["Compares models"]["from"] == drawn["Compares models"]["to"]
    assert "diamond" in str(charts.timeline(j, by="dates").to_dict()["layer"])


def test_l23_an_end_before_its_start_is_said(j: cjm.Journey) -> None:
    """[L23] It is a cross with both days; how many there are stands below the title."""
    j.update("pay", start="2026-04-20", end="2026-04-10")
    j.update("service", start="")
    chart = charts.timeline(j, by="dates")
    row = next(r for r in rows(chart, "moment") if r["touchpoint"] == "Pays and picks up")
    assert row["known"] is False
    assert row["label"] == "2026-04-20, ends before that: 2026-04-10"
    assert subtitle(chart)[1:] == [
        "End before the start, drawn as a cross: 1", "Without a start, not drawn: 2",
    ]  # fmt: skip
    for touchpoint in list(j.touchpoints):
        if touchpoint.id != "pay":
            j.update(touchpoint, start="", end="")
    assert [r["known"] for r in rows(charts.timeline(j, by="dates"), "moment")] == [False]


def test_l23_days_are_those_that_were_written(j: cjm.Journey) -> None:
    """[L23] Whatever the zone: half past eleven in New York is not the next day."""
    j.update("ride", start="2026-04-10T23:30:00-05:00", end="2026-04-14T00:30:00+02:00")
    row = next(r for r in rows(charts.timeline(j, by="dates"), "moment")
               if r["touchpoint"] == "Books a test ride")  # fmt: skip
    assert row["told"] == "2026-04-10 – 2026-04-14"
    assert (row["from"][:16], row["to"][:16]) == ("2026-04-10T23:30", "2026-04-14T00:30")
    j.update(j.metric_values[0], date="2026-01-01T00:15:00+02:00")
    days = {r["day"] for r in rows(charts.metrics_over_time(j), "first", "last")}
    assert "2026-01-01" in days
    assert "2025-12-31" not in days


def test_l24_the_line_of_visibility_needs_no_neighbours(j: cjm.Journey) -> None:
    """[L24] Where no lane has it, it lies above the first backstage lane below the front stage."""

    def line() -> list[float]:
        data = charts.service_blueprint(j).to_dict()["datasets"].values()
        return [r["y"] for d in data for r in d if set(r) == {"y", "text"}]

    for lane in j.lanes:
        j.update(lane, separator="none")
    between = j.add_lane("custom", "Figures", id="figures", after="staff")
    assert [lane.id for lane in j.lanes][-3:] == ["figures", "office", "systems"]
    bands = {b["label"]: b for b in rows(charts.service_blueprint(j), "middle")}
    assert line() == [bands[between.title]["y2"] + 4]
    j.update("figures", separator="visibility")
    assert len(line()) == 1
    j.update("figures", separator="none")
    j.update("staff", side="none")
    assert line() == []


def test_l25_nothing_has_no_sign() -> None:
    """[L25] A mean that is shown as neutral is neither above nor below."""
    j = cjm.Journey(emotion_scale="-2..2")
    phase = j.add_phase("Only")
    for score in (0.1, 0.2, -0.3, 0.000002):
        j.add_touchpoint("A", phase, channels=["Shop"], emotion=score)
    (cell,) = rows(charts.channel_matrix(j, measure="emotion"), "strength")
    assert (cell["told"], cell["below"]) == ("0 ", False)
    j.add_touchpoint("B", phase, channels=["Shop"], emotion=-0.4)
    (cell,) = rows(charts.channel_matrix(j, measure="emotion"), "strength")
    assert (cell["told"], cell["below"]) == ("−0.08 −", True)


def test_l26_what_nobody_owns_is_as_the_docstring_says(j: cjm.Journey) -> None:
    """[L26] Of cards nobody owns only opportunities and solutions count; several owners each."""
    drawn = rows(charts.owner_load(j), "things")
    nobody = {r["what"]: r["count"] for r in drawn if r["row"] == "Nobody"}
    open_cards = [c for c in j.cards if c.status not in ("done", "rejected") and not c.owner]
    ideas = [c for c in open_cards if c.kind in ("opportunity", "solution")]
    assert nobody["Open cards"] == len(ideas) < len(open_cards)
    assert nobody["Touchpoints"] == sum(not t.owners for t in j.touchpoints)
    text = " ".join((charts.owner_load.__doc__ or "").split())
    assert "of cards only opportunities and solutions count" in text
    assert "what several own counts for each of them" in text


def test_l27_scores_say_of_how_many_sources_and_personas_they_are() -> None:
    """[L27] The best founded source counts over all personas, and the tooltip says that it does."""
    j = cjm.Journey("Two")
    step = j.add_touchpoint("Pays", phase=j.add_phase("Buying"), channels=["Shop"],
                            importance_customer=4, moment_of_truth=True)  # fmt: skip
    ana, ben, cleo = (j.add_persona(name) for name in ("Ana", "Ben", "Cleo"))
    j.add_experience(step, ana, 2, source="measured", n=9)
    told = "measured"
    other = j.add_touchpoint("Leaves", emotion=1)

    def sources() -> list[str]:
        found = [
            next(r["source"] for r in rows(chart, *fields) if r.get("touchpoint") == "Pays")
            for chart, *fields in (
                (charts.importance_satisfaction(j), "place"),
                (charts.moments_of_truth(j), "spoken"),
                (charts.agreement(j, cjm.Journey.from_json(j.to_json())), "column", "score"),
            )
        ]
        found.append(rows(charts.channel_matrix(j, measure="emotion"), "strength")[0]["source"])
        found.append(next(
            r["kind"].removeprefix("Score · ") for r in rows(charts.service_blueprint(j), "card")
            if r["kind"].startswith("Score") and r["touchpoint"] == "Pays"
        ))  # fmt: skip
        return found

    j.add_lane("emotion", "Emotion", id="felt")
    assert set(sources()) == {told}
    j.add_experience(step, ben, -2)
    j.add_experience(step, cleo, -2, source="observed")
    assert set(sources()) == {"measured · sources: 1 of 3 · personas: 1 of 3"}
    assert other.name == "Leaves"


def planned_map() -> cjm.Journey:
    j = cjm.Journey("Buying", derived_from="Plan of May")
    phase = j.add_phase("Buying")
    ana = j.add_persona("Ana")
    j.add_touchpoint("Books (plan)", phase, id="plan")
    j.add_experience("plan", ana, 2)
    j.add_experience("plan", ana, 1.5, source="observed")
    j.add_touchpoint("Books", phase, id="books", planned_ref="plan")
    j.add_experience("books", ana, -1, source="measured", n=8)
    j.add_touchpoint("Rides", phase, id="rides", planned_ref="plan")
    return j


def test_l28_planned_against_actual_of_one_map() -> None:
    """[L28] The scores of planned touchpoints are a dashed line over those that stand for them."""
    j = planned_map()
    chart = charts.emotion_curve(j)
    drawn = rows(chart, "planned", "score")
    # The best founded source of the plan counts; also where nothing is known of the actual one.
    assert [(r["position"], r["touchpoint"], r["score"], r["line"]) for r in drawn] == [
        (2, "Books", 1.5, "Ana"), (3, "Rides", 1.5, "Ana"),
    ]  # fmt: skip
    assert {r["planned"] for r in drawn} == {"Books (plan)"}
    marks = [layer["mark"] for layer in chart.to_dict()["layer"]]
    assert [m["type"] for m in marks] == ["rule", "line", "tick", "area", "line", "point"]
    assert marks[1]["strokeDash"] == [4, 4]
    assert subtitle(chart) == ["Dashed: planned (Plan of May)"]
    both = charts.emotion_curve(j, maps.changed(j)).to_dict()["datasets"].values()
    assert not any("planned" in row for data in both for row in data)


def test_l28_a_plan_has_nothing_to_be_held_against() -> None:
    """[L28] No line on the map of a plan, of what is its own plan, and without scores."""
    for change in (
        lambda j: j.update(basis="planned"),
        lambda j: [j.update(i, planned_ref=i) for i in ("books", "rides")],
        lambda j: j.remove(*[e for e in j.experiences if e.touchpoint == "plan"]),
        lambda j: j.remove("plan"),
    ):
        j = planned_map()
        change(j)
        spec = charts.emotion_curve(j).to_dict()
        assert [layer["mark"]["type"] for layer in spec["layer"]] == [
            "rule", "area", "line", "point",
        ]  # fmt: skip
        assert "subtitle" not in spec["title"]
