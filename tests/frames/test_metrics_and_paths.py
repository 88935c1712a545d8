"""The tables whose rows share a record: metrics with their values, paths with their steps."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import cjm_widgets as cjm


def steps(j: cjm.Journey, path: str = "main") -> list[str]:
    return list(j.paths[path].steps)


def test_f2_metrics_have_a_row_a_value(bike: cjm.Journey) -> None:
    """[F2] Values stand beside their metric, place and persona; a metric without any has a row."""
    bike.update("csat", unit="%", direction="up", target=5)
    bike.add_metric_value("csat", 3, "buying", id="v2", date="2026-01-01", persona="ana")
    bike.add_metric_value("csat", 2, id="v3", date="2025-01-01")
    bike.add_metric_value("csat", 1, "pain", id="v4", date="2027-01-01")
    bike.add_metric("NPS", id="nps")
    frame = bike.to_frame("metrics")
    assert frame["metric_value_id"].tolist()[:4] == ["value", "v3", "v2", "v4"]
    assert frame["metric"].tolist() == ["CSAT"] * 4 + ["NPS"]
    assert frame["unit"].tolist() == ["%"] * 4 + [""]
    assert frame["owner"].tolist()[:4] == ["Olga"] * 4
    assert frame["value"].tolist()[:4] == [4.2, 2, 3, 1]
    assert frame["at_type"].tolist()[:4] == ["touchpoint", "journey", "phase", "card"]
    assert frame["at"].tolist()[:4] == [
        "Visits the shop", "Buying a bike", "Buying", "Too many models",
    ]  # fmt: skip
    missing = frame.isna()
    assert missing["touchpoint_id"].tolist() == [False, True, True, False, True]
    assert frame["phase"].tolist()[2] == "Buying"
    assert frame["persona"].tolist()[2] == "Ana"
    assert frame["position"].tolist()[3] == 2
    empty = frame.iloc[4]
    assert empty[["metric_value_id", "at_id", "value", "n", "date"]].isna().all()
    assert frame["metric"].cat.categories.tolist() == ["CSAT", "NPS"]


def test_f4_metrics_and_their_values_are_written(bike: cjm.Journey) -> None:
    """[F4] A value, its place and its metric change by their cells, in one change."""
    bike.add_metric_value("csat", 3, "buying", id="v2")
    frame = bike.to_frame("metrics").astype(object)
    frame["unit"], frame["metric"], frame["owner"] = "points", "Happy", "Otto"
    frame["value"] = [None, 1.5]
    frame["touchpoint"] = ["Sees the ad", "Test ride"]
    frame["persona"] = [None, "Ben"]
    bike.update_from(frame)
    assert bike.revision == 2
    metric = bike.metrics["csat"]
    assert (metric.name, metric.unit, bike.people[metric.owner].name) == ("Happy", "points", "Otto")
    first, second = bike.metric_values["value"], bike.metric_values["v2"]
    assert (first.value, first.target, first.persona) == (1.5, "test", "ben")
    assert (second.value, second.target) == (None, "ad")


@pytest.mark.parametrize(
    ("cells", "target"),
    [
        ({"touchpoint": None, "touchpoint_id": None}, "buying"),
        ({"touchpoint": None, "phase": None, "phase_id": None}, "map"),
        ({"touchpoint_id": None, "phase": "Riding"}, "riding"),
        ({"at_id": "pain"}, "pain"), ({"at": "Ana"}, "ana"),
        ({"at_id": "test", "touchpoint": "Sees the ad"}, "test"),
        ({"at_id": None, "at": None, "touchpoint": None, "phase": None}, "map"),
        ({"at_id": None, "at": None}, "map"),
    ],
)  # fmt: skip
def test_f4_where_a_value_was_measured(
    bike: cjm.Journey, cells: dict[str, Any], target: str
) -> None:
    """[F4] A value moves by what it was measured at, its touchpoint, or its phase."""
    frame = bike.to_frame("metrics").astype(object)
    for name, cell in cells.items():
        frame[name] = cell
    bike.update_from(frame)
    want = bike.id if target == "map" else target
    assert bike.metric_values["value"].target == want


def test_f5_metrics_and_values_are_added(bike: cjm.Journey) -> None:
    """[F5] By the name of the metric; a new one is added with what its rows say, once."""
    frame = pd.DataFrame({
        "metric": ["CSAT", "NPS", "NPS", "Churn"], "unit": [None, "points", None, "%"],
        "touchpoint": ["Test ride", "Sees the ad", None, None], "value": [1, 2, 3, None],
        "phase": [None, None, "Riding", None],
    })  # fmt: skip
    bike.update_from(frame, table="metrics")
    assert bike.revision == 1
    assert [(m.name, m.unit) for m in bike.metrics] == [
        ("CSAT", ""), ("NPS", "points"), ("Churn", "%"),
    ]  # fmt: skip
    names = {m.id: m.name for m in bike.metrics}
    added = {(names[v.metric], v.value, v.target) for v in bike.metric_values}
    assert added == {
        ("CSAT", 4.2, "shop"), ("CSAT", 1, "test"), ("NPS", 2, "ad"), ("NPS", 3, "riding"),
    }  # fmt: skip
    # The row of a metric without values takes the first one, and may clear what it said.
    frame = bike.to_frame("metrics").query("metric == 'Churn'").astype(object)
    bike.update_from(frame.assign(value=7, unit=None))
    assert bike.metrics[-1].unit == ""
    assert bike.metric_values[bike.to_frame("metrics")["metric_value_id"].iloc[-1]].value == 7


def test_f5_metrics_and_values_that_are_missing(bike: cjm.Journey) -> None:
    """[F5] Values without a row are removed when asked, metrics with their last row."""
    bike.add_metric_value("csat", 3, id="v2")
    bike.add_metric("NPS", id="nps")
    frame = bike.to_frame("metrics")
    less = frame.query("metric_value_id != 'value'")
    assert bike.update_from(less) == cjm.Change()
    assert set(bike.update_from(less, remove_missing=True).removed) == {"value"}
    bike.undo()
    assert set(bike.update_from(frame[:2], remove_missing=True).removed) == {"nps"}
    bike.undo()
    bike.update_from(frame[:0], remove_missing=True)
    assert (len(bike.metrics), len(bike.metric_values), bike.goals[0].metric) == (0, 0, None)


def test_f5_a_value_moves_to_another_metric(bike: cjm.Journey) -> None:
    """[F5] By the id of that one, old or new; what the row shows of the old one is left alone."""
    bike.update("csat", unit="%")
    bike.add_metric("NPS", id="nps", unit="points")
    frame = bike.to_frame("metrics").astype(object)
    frame.loc[0, "metric_id"] = "nps"
    bike.update_from(frame)
    assert bike.metric_values["value"].metric == "nps"
    assert (bike.metrics["nps"].unit, bike.metrics["csat"].unit) == ("points", "%")
    fresh = pd.DataFrame({"metric_value_id": ["value"], "metric_id": ["own"], "metric": ["Own"]})
    bike.update_from(fresh)
    assert bike.metrics[bike.metric_values["value"].metric].name == "Own"


@pytest.mark.parametrize("edited", [0, 1])
def test_f6_rows_that_say_two_things(bike: cjm.Journey, unchanged: Any, edited: int) -> None:
    """[F6] What a metric or a path says stands alike in all of its rows; the altered is named."""
    bike.add_metric_value("csat", 3, id="v2")
    for table, column, cell in (("metrics", "unit", "%"), ("paths", "condition", "rain")):
        frame = bike.to_frame(table).astype(object)
        frame.loc[edited, column] = cell
        with (
            unchanged(bike),
            pytest.raises(cjm.InvalidDocument, match=f"row {edited}, column '{column}'.*all of"),
        ):
            bike.update_from(frame)


@pytest.mark.parametrize("table", ["metrics", "paths"])
def test_f6_rows_of_nothing(bike: cjm.Journey, unchanged: Any, table: str) -> None:
    """[F6] A row that names no metric or path is refused, and so is an id that is none."""
    thing = table[:-1]
    for row, column in (({thing: None}, thing), ({f"{thing}_id": 3}, f"{thing}_id")):
        with unchanged(bike), pytest.raises(cjm.InvalidDocument) as caught:
            bike.update_from(pd.DataFrame([row]), table=table)
        assert caught.value.field == column


def test_f2_paths_have_a_row_a_step(bike: cjm.Journey) -> None:
    """[F2] Steps are counted from 1, with their touchpoint and phase; a path of none has a row."""
    bike.add_path("Short", id="short", probability=0.2)
    frame = bike.to_frame("paths")
    assert frame["path_id"].tolist() == ["main"] * 4 + ["short"]
    assert frame["position"].tolist()[:4] == [1, 2, 3, 4]
    assert frame["touchpoint_id"].tolist()[:4] == ["ad", "shop", "test", "shop"]
    assert frame["phase"].tolist()[:4] == ["Before", "Buying", "Buying", "Buying"]
    assert frame["personas"].tolist() == [["Ana"]] * 4 + [[]]
    assert frame.iloc[4][["position", "touchpoint_id", "touchpoint", "phase"]].isna().all()


def test_f4_steps_are_written(bike: cjm.Journey) -> None:
    """[F4] By position: another touchpoint by name or id, another order, what the path says."""
    frame = bike.to_frame("paths").astype(object)
    frame.loc[1, "touchpoint"] = "Thinks about it"
    frame.loc[2, "touchpoint_id"] = "ad"
    frame["condition"], frame["path"] = "rain", "Wet"
    bike.update_from(frame)
    assert steps(bike) == ["ad", "think", "ad", "shop"]
    assert (bike.paths["main"].condition, bike.paths["main"].name) == ("rain", "Wet")
    assert bike.revision == 1
    turned = bike.to_frame("paths").assign(position=[4, 3, 2, 1])
    bike.update_from(turned)
    assert steps(bike) == ["shop", "ad", "think", "ad"]
    bike.undo()
    bike.undo()
    assert steps(bike) == ["ad", "shop", "test", "shop"]
    # Only some steps, or only what the path says: the others stay.
    bike.update_from(
        pd.DataFrame({"path_id": ["main"], "position": [2], "touchpoint": ["Test ride"]})
    )
    assert steps(bike) == ["ad", "test", "test", "shop"]
    bike.update_from(pd.DataFrame({"path_id": ["main"], "main": [True]}), remove_missing=True)
    assert (steps(bike), bike.paths["main"].main) == (["ad", "test", "test", "shop"], True)


@pytest.mark.parametrize(
    ("rows", "want"),
    [
        ([{"position": 2.5, "touchpoint": "Sees the ad"}], ["ad", "shop", "ad", "test", "shop"]),
        ([{"touchpoint": "Sees the ad"}], ["ad", "shop", "test", "shop", "ad"]),
        ([{"position": 9, "touchpoint_id": "think"}], ["ad", "shop", "test", "shop", "think"]),
        ([{"position": 1, "touchpoint": "Sees the ad", "touchpoint_id": None}],
         ["ad", "shop", "test", "shop"]),
    ],
)  # fmt: skip
def test_f5_steps_are_added(bike: cjm.Journey, rows: list[Any], want: list[str]) -> None:
    """[F5] Between two, at the end, or where one says what is there already."""
    bike.update_from(pd.DataFrame([{"path": "Main", **row} for row in rows]), table="paths")
    assert steps(bike) == want


def test_f5_paths_are_added_and_removed(bike: cjm.Journey) -> None:
    """[F5] A new name is a new path; missing steps and paths go when asked."""
    frame = pd.DataFrame({
        "path": ["B", "A", "B", "C"],
        "touchpoint": ["Test ride", "Sees the ad", "Sees the ad", None],
        "position": [2, 1, 1, None], "probability": [None, 0.5, 0.25, None],
    })  # fmt: skip
    bike.update_from(frame, table="paths")
    found = [(p.name, p.steps, p.probability) for p in list(bike.paths)[1:]]
    assert found == [("B", ("ad", "test"), 0.25), ("A", ("ad",), 0.5), ("C", (), None)]
    less = bike.to_frame("paths").query("path in ['Main', 'C'] and position.fillna(0) != 2")
    assert bike.update_from(less) == cjm.Change()
    change = bike.update_from(less, remove_missing=True)
    assert (steps(bike), len(change.removed)) == (["ad", "test", "shop"], 2)
    assert bike.revision == 2


def test_f6_a_step_needs_a_touchpoint(bike: cjm.Journey, unchanged: Any) -> None:
    """[F6] A step that was emptied is named; it is taken out by leaving out its row."""
    frame = bike.to_frame("paths").astype(object)
    frame.loc[2, ["touchpoint_id", "touchpoint"]] = None
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match=r"row 2.*remove_missing=True"):
        bike.update_from(frame)


def test_f5_a_value_may_be_of_one_in_a_later_row(bike: cjm.Journey) -> None:
    """[F5] What a new value is about may be new as well, and stand below."""
    rows = pd.DataFrame({
        "metric_id": ["csat", "csat"], "metric_value_id": ["doubt", "late"],
        "at_id": ["late", "ad"], "value": [0.5, 4.0],
    })  # fmt: skip
    bike.update_from(rows, table="metrics")
    assert (bike.metric_values["doubt"].target, bike.metric_values["late"].target) == ("late", "ad")
    assert bike.metric_values["doubt"].value == 0.5
    rows["metric_value_id"], rows["at_id"] = ["more", "last"], ["nowhere", "ad"]
    with pytest.raises(cjm.InvalidDocument, match="row 0, column 'at_id'"):
        bike.update_from(rows, table="metrics")
    assert "more" not in bike.metric_values


def test_f2_values_stand_by_their_moment_whatever_the_zone() -> None:
    """[F2] Later in the text may be earlier in time; a time without a zone is taken as UTC."""
    j = cjm.Journey("Coffee")
    metric = j.add_metric("CSAT")
    for name, date in (
        ("noon", "2026-01-01T12:00:00"),
        ("eleven", "2026-01-01T13:00:00+02:00"),
        ("one", "2026-01-01T08:00:00-05:00"),
        ("never", None),
    ):
        j.add_metric_value(metric, 1, id=name, **({"date": date} if date else {}))
    frame = j.to_frame("metrics")
    assert frame["metric_value_id"].tolist() == ["never", "eleven", "noon", "one"]
