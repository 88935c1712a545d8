"""What the charts draw is what the tables say, and as it should be read."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import cjm_widgets as cjm
from tests.charts import maps
from tests.strategies import documents

charts = cjm.charts
PAGE = Path(__file__).parents[2] / "docs" / "charts.md"


def rows(chart: Any, *fields: str) -> list[dict[str, Any]]:
    """Return the rows of a chart that have these fields."""
    spec = chart.to_dict()
    found = [data for data in spec["datasets"].values() if data and set(fields) <= set(data[0])]
    assert found, [set(data[0]) for data in spec["datasets"].values() if data]
    return found[0]


@pytest.fixture
def j() -> cjm.Journey:
    return maps.bike()


def test_l3_the_heat_map_counts_cards(j: cjm.Journey) -> None:
    """[L3] Each cell has the number of cards of the table."""
    drawn = rows(charts.lane_heatmap(j), "strength")
    cards = j.to_frame("cards")
    counts = Counter(zip(cards["lane"], cards["touchpoint"], strict=True))
    assert {(r["lane"], r["touchpoint"]): r["value"] for r in drawn if r["lane"] in
            set(cards["lane"]) and r["value"]} == counts  # fmt: skip
    assert len(drawn) == len(j.lanes) * len(j.touchpoints)
    assert max(r["strength"] for r in drawn) == pytest.approx(0.55)
    severe = rows(charts.lane_heatmap(j, weight="severity"), "strength")
    pains = cards[(cards["kind"] == "pain") & (cards["touchpoint_id"] == "ride")]
    assert {r["value"] for r in severe if (r["lane"], r["touchpoint"]) == (
        "Pains", "Books a test ride")} == {int(pains["severity"].sum())}  # fmt: skip


def test_l3_channels_by_phase(j: cjm.Journey) -> None:
    """[L3] A channel counts the touchpoints of the phase; one without a phase has a column."""
    j.add_touchpoint("Alone", channels=["Shop"], emotion=-2)
    frame = j.to_frame().explode("channels")
    drawn = rows(charts.channel_matrix(j), "strength")
    wanted = Counter(zip(frame["channels"], frame["phase"].astype(object).fillna("no phase"),
                         strict=True))  # fmt: skip
    assert {(r["channel"], r["phase"]): r["value"] for r in drawn if r["value"]} == wanted
    (cell,) = (
        r for r in rows(charts.channel_matrix(j, measure="emotion"), "strength")
        if (r["channel"], r["phase"]) == ("Shop", "no phase")
    )  # fmt: skip
    assert (cell["told"], cell["below"]) == ("−2 −", True)


def test_l3_the_timeline_adds_up(j: cjm.Journey) -> None:
    """[L3] Each touchpoint begins where the one before ends; the last end is the whole time."""
    drawn = rows(charts.timeline(j), "from", "to")
    frame = j.to_frame()
    total = (frame["duration"].sum() + frame["wait"].sum()) / 86_400
    assert max(r["to"] for r in drawn) == pytest.approx(total)
    for one, other in pairwise(drawn):
        assert other["from"] == pytest.approx(one["to"])
    assert [r["touchpoint"] for r in drawn if not r["known"]] == ["First service"]
    assert {r["label"] for r in drawn if r["touchpoint"] == "Books a test ride"} == {
        "2 d wait + 1 h"
    }
    dated = rows(charts.timeline(j, by="dates"), "from", "to")
    assert [r["label"] for r in dated][:1] == ["2026-04-02 – 2026-04-04"]


def test_l3_opportunities_are_all_in_their_cells(j: cjm.Journey) -> None:
    """[L3] Each rated card stands in its cell, the others are counted below the title."""
    chart = charts.opportunity_matrix(j)
    cards = j.to_frame("cards")
    cards = cards[cards["kind"].isin(["opportunity", "solution"])]
    rated = cards.dropna(subset=["impact", "effort"])
    assert sorted((r["text"], r["impact"], r["effort"]) for r in rows(chart, "impact", "text")) == (
        sorted(zip(rated["text"], rated["impact"], rated["effort"], strict=True))
    )
    assert f"not drawn: {len(cards) - len(rated)}" in str(chart.to_dict()["title"]["subtitle"])
    for n in range(9):
        j.add_card("pay", "solution", f"Number {n}", impact=1, effort=1)
    shown = [r for r in rows(charts.opportunity_matrix(j), "impact", "text") if r["impact"] == 1]
    assert len(shown) == 6
    assert any(r.get("label") == "and 3 more" for d in charts.opportunity_matrix(j).to_dict()[
        "datasets"].values() for r in d)  # fmt: skip


def test_l3_importance_and_satisfaction(j: cjm.Journey) -> None:
    """[L3] The score is the pooled one of the best founded source, or that of one persona."""
    by_name = {r["touchpoint"]: r for r in rows(charts.importance_satisfaction(j), "place")}
    frame = j.to_frame().set_index("touchpoint")
    assert {n: r["importance"] for n, r in by_name.items()} == (
        frame["importance_customer"].astype(int).to_dict()
    )
    scores = j.to_frame("scores")
    measured = scores[scores["source"] == "measured"].set_index("touchpoint")["mean"]
    assert {n: r["score"] for n, r in by_name.items()} == measured.to_dict()
    marek = rows(charts.importance_satisfaction(j, persona="Marek"), "place")
    assert {r["assumed"] for r in marek} == {True}


def test_l3_votes_are_added_up(j: cjm.Journey) -> None:
    """[L3] The sum of the weights, most first; who voted is secret where the round is anonymous."""
    frame = j.to_frame("votes")
    wanted = frame.groupby("target")["weight"].sum().to_dict()
    drawn = rows(charts.votes(j), "who")
    assert {r["target"]: r["votes"] for r in drawn} == wanted
    assert {bool(r["who"]) for r in drawn if r["session"] == "Worst pains"} == {False}
    assert {bool(r["who"]) for r in drawn if r["session"] == "Best ideas"} == {True}
    sums = rows(charts.votes(j), "told")
    assert [r["votes"] for r in sums] == sorted(wanted.values(), reverse=True)
    only = rows(charts.votes(j, session="Best ideas"), "who")
    assert {r["session"] for r in only} == {"Best ideas"}


def test_l3_pains_and_gains(j: cjm.Journey) -> None:
    """[L3] Pains and barriers are on the left, gains on the right."""
    j.add_card("ride", "barrier", "Too far")
    j.add_card("ride", "gain", "Kind people")
    drawn = {(r["place"], r["side"]): r for r in rows(charts.pain_gain_balance(j), "side")}
    assert drawn["Books a test ride", "Pains"]["value"] == -3
    assert drawn["Books a test ride", "Gains"]["value"] == 1
    assert [r["net"] for r in rows(charts.pain_gain_balance(j), "net")] == [-2]
    phases = rows(charts.pain_gain_balance(j, by="phase"), "side")
    assert sum(r["value"] for r in phases) == sum(r["value"] for r in drawn.values())


def test_l3_gaps_are_those_of_the_table(j: cjm.Journey) -> None:
    """[L3] The rows are those of the table of gaps; what is as intended can be left out."""
    frame = j.to_frame("gaps")
    uses = frame[frame["gap"] == "use"]
    drawn = rows(charts.gaps(j), "finding")
    assert [r["touchpoint"] for r in drawn][::2] == list(uses["touchpoint"])
    only = rows(charts.gaps(j, only_gaps=True), "finding")
    assert {r["touchpoint"] for r in only} == set(uses[uses["is_gap"]]["touchpoint"])
    assert {r["what"] for r in drawn} == {"yes", "no", "not known"}


def test_l3_moments_of_truth(j: cjm.Journey) -> None:
    """[L3] Stars are the moments of truth; best, worst and last are named."""
    drawn = rows(charts.moments_of_truth(j), "spoken")
    stars = {r["touchpoint"] for r in drawn if r["what"] == "Moment of truth"}
    frame = j.to_frame()
    assert stars == set(frame[frame["moment_of_truth"]]["touchpoint"])
    assert {r["spoken"]: r["touchpoint"] for r in drawn if r["spoken"]} == {
        "Best": "First ride to work", "Worst": "Books a test ride", "End": "First service",
    }  # fmt: skip


def test_l3_metrics_against_targets(j: cjm.Journey) -> None:
    """[L3] The newest value counts, and less is better where the metric says so."""
    drawn = {(r["metric"], r["at"]): r for r in rows(charts.metric_targets(j), "part")}
    assert drawn["CSAT", "Pays and picks up"]["value"] == 4.4
    assert drawn["CSAT", "Pays and picks up"]["what"] == "target reached"
    assert drawn["Days until the ride", "Books a test ride"]["part"] == 2
    assert drawn["Days until the ride", "Books a test ride"]["what"] == "target not reached"
    assert drawn["Conversion", "Books a test ride"]["part"] == pytest.approx(58 / 70)
    metric = next(m for m in j.metrics if m.name == "CSAT")
    j.update(metric, direction="none")
    assert {r["what"] for r in rows(charts.metric_targets(j, metric=metric), "part")} == {
        "no target or direction"
    }


def test_l3_metrics_over_time(j: cjm.Journey) -> None:
    """[L3] Every dated value is a point in its row, in the order of the dates."""
    frame = j.to_frame("metrics").dropna(subset=["value", "date"])
    drawn = rows(charts.metrics_over_time(j), "first", "last")
    assert len(drawn) == len(frame)
    assert sorted(r["value"] for r in drawn) == sorted(frame["value"])
    ride = [r["value"] for r in drawn if r["row"] == "Conversion · Books a test ride"]
    assert ride == [48, 52, 61, 58]
    assert "not drawn: 1" in str(charts.metrics_over_time(j).to_dict()["title"]["subtitle"])


def test_l3_resources(j: cjm.Journey) -> None:
    """[L3] What is short is a cross, with what is there and what is needed."""
    drawn = {(r["resource"], r["place"]): r for r in rows(charts.resources(j), "resource")}
    assert drawn["test bikes", "Books a test ride"]["what"] == "short"
    assert drawn["test bikes", "Books a test ride"]["told"] == "4 / 6"
    assert drawn["test bikes", "First ride to work"]["what"] == "there"
    assert drawn["second fitter on Saturdays", "Books a test ride"]["what"] == "short"


def test_l3_owners(j: cjm.Journey) -> None:
    """[L3] Everybody's things are counted by id; what nobody owns is in the last row."""
    j.update(next(p for p in j.people if p.name == "Lea"), name="Shop operations")
    drawn = rows(charts.owner_load(j), "things")
    assert {r["row"] for r in drawn} == {"Shop operations", "Shop operations (2)", "Nobody"}
    touchpoints = [r for r in drawn if r["what"] == "Touchpoints"]
    assert sum(r["count"] for r in touchpoints) == sum(max(1, len(t.owners)) for t in j.touchpoints)


@pytest.mark.parametrize("by", ["kind", "phase", "touchpoint"])
def test_l3_evidence(j: cjm.Journey, by: str) -> None:
    """[L3] The parts of each row add up to all of its cards."""
    drawn = rows(charts.evidence_levels(j, by=by), "share")
    frame = j.to_frame("cards")
    assert sum(r["count"] for r in drawn) == len(frame)
    totals = Counter[str]()
    for row in drawn:
        totals[row["row"]] += row["share"]
        assert row["end"] - row["start"] == pytest.approx(row["share"])
    assert all(total == pytest.approx(1) for total in totals.values())
    if by == "kind":
        assert {(r["row"], r["what"]): r["count"] for r in drawn} == Counter(
            zip(frame["kind"], frame["evidence_level"], strict=True)
        )


def test_l3_paths_flow(j: cjm.Journey) -> None:
    """[L3] A block is as high as the part of all people there; bands are what goes on."""
    steps = j.to_frame("path_steps")
    share = j.to_frame("path_totals").set_index("path_id")["share"]
    people = Counter[tuple[int, str]]()
    for row in steps.itertuples():
        people[row.position, row.touchpoint] += share[row.path_id] * row.reach
    blocks = rows(charts.path_flow(j), "lost")
    assert {(b["step"], b["touchpoint"]): b["people"] for b in blocks} == pytest.approx(
        dict(people)
    )
    for block in blocks:
        assert block["y2"] - block["y"] == pytest.approx(block["people"])
    bands = rows(charts.path_flow(j), "band")
    starts = {b["band"]: b for b in reversed(bands)}
    for step in (1, 2, 3):
        going = sum(b["y2"] - b["y"] for b in starts.values() if int(b["x"]) == step)
        arriving = sum(b["people"] for b in blocks if b["step"] == step + 1)
        assert going == pytest.approx(arriving)
    for b in bands:
        assert b["y2"] > b["y"]
    only = rows(charts.path_flow(j, path="Straight to the shop"), "lost")
    assert only[0]["people"] == pytest.approx(1)
    j.remove(*j.paths)
    assert len(rows(charts.path_flow(j), "lost")) == len(j.touchpoints)


def test_l3_the_blueprint_has_its_lines(j: cjm.Journey) -> None:
    """[L3] The three lines are drawn where lanes have them, that of visibility also unsaid."""

    def lines(chart: Any) -> list[str]:
        return [
            row["text"] for data in chart.to_dict()["datasets"].values() for row in data
            if set(row) == {"y", "text"}
        ]  # fmt: skip

    assert lines(charts.service_blueprint(j)) == [
        "line of interaction", "line of visibility", "line of internal interaction",
    ]  # fmt: skip
    for lane in j.lanes:
        j.update(lane, separator="none")
    assert lines(charts.service_blueprint(j)) == ["line of visibility"]
    j.update("staff", side="none")
    assert lines(charts.service_blueprint(j)) == []
    cards = {r["card"] for r in rows(charts.service_blueprint(j), "card")}
    assert {c.text for c in j.cards if c.touchpoint == "pay"} <= cards
    part = rows(charts.service_blueprint(j, phase="Purchase"), "touchpoint", "phase")
    assert {r["touchpoint"] for r in part} == {"Pays and picks up"}


def test_l3_what_the_check_finds(j: cjm.Journey) -> None:
    """[L3] A row a rule, with the number of its findings, the gravest first."""
    found = j.check()
    drawn = rows(charts.check_summary(j), "rule")
    assert {r["rule"]: r["count"] for r in drawn} == {
        k: n for k, n in found["rule"].value_counts().items() if n
    }
    order = [r["what"] for r in drawn]
    assert order == sorted(order, key=["Error", "Warning", "Hint"].index)
    hints = rows(charts.check_summary(j, severity="hint"), "rule")
    assert {r["what"] for r in hints} == {"Hint"}


def test_l3_many_maps_agree(j: cjm.Journey) -> None:
    """[L3] A cell for each map that has a touchpoint, by id or by name; scores on one scale."""
    other = maps.changed(j)
    again = cjm.Journey.from_json(j.to_json())
    again.convert_scale("0..100")
    strange = cjm.Journey("By somebody else")
    strange.add_touchpoint("books a TEST ride", emotion=-1)
    strange.add_touchpoint("Something new", emotion=1)
    drawn = rows(charts.agreement(j, other, again, strange), "column", "score")
    count = Counter(r["touchpoint"] for r in drawn)
    assert count["Books a test ride"] == 4
    assert count["Something new"] == 2
    assert count["Compares models"] == 2
    first = {r["touchpoint"]: r["score"] for r in drawn if r["column"] == "Buying a city bike"}
    third = {r["touchpoint"]: r["score"] for r in drawn if r["column"] == "Buying a city bike (2)"}
    assert third == pytest.approx(first)
    shares = rows(charts.agreement(j, other, again, strange, order="share"), "told", "row")
    ends = [r["told"] for r in shares] if len(shares[0]) == 2 else []
    assert ends == sorted(ends, reverse=True)
    with pytest.raises(cjm.InvalidDocument):
        charts.agreement()


@settings(max_examples=15)
@given(documents())
def test_l1_any_document_is_drawn(document: dict[str, Any]) -> None:
    """[L1] Every chart of any document is made, and is valid."""
    journey = cjm.Journey.from_dict(document)
    for name in charts.__all__:
        if name not in ("what_if", "difference"):
            getattr(charts, name)(journey).to_dict(validate=True)


def test_l10_the_page_lists_every_chart(j: cjm.Journey) -> None:
    """[L10] Every call and every cell of the page runs, and no chart is missing."""
    text = PAGE.read_text("utf-8")
    calls = re.findall(r"\| `(cjm\.charts\..+)` \|", text)
    assert {re.findall(r"charts\.(\w+)", call)[0] for call in calls} == set(charts.__all__)
    j.add_persona("Somebody")
    names = {"cjm": cjm, "j": j, "other": maps.changed(j)}
    for call in calls:
        assert eval(call, names).to_dict()["title"]["text"]  # noqa: S307
    for cell in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(cell, names)  # noqa: S102
