"""The tables to look at: gaps and changes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import cjm_widgets as cjm


def gaps(j: cjm.Journey, kind: str, *columns: str) -> list[tuple[Any, ...]]:
    frame = j.to_frame("gaps")
    frame = frame[frame["gap"] == kind].astype(object)
    frame = frame.where(frame.notna(), None)
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_f15_use_against_intention(bike: cjm.Journey) -> None:
    """[F15] What is in use and was not intended is a gap, and the other way round."""
    for step, in_use, intended in (
        ("think", True, True), ("ad", True, False), ("shop", False, True), ("test", None, True),
    ):  # fmt: skip
        bike.update(step, in_use=in_use, intended=intended)
    assert gaps(bike, "use", "touchpoint_id", "finding", "is_gap", "position", "phase") == [
        ("think", "as_intended", False, 1, None), ("ad", "not_intended", True, 2, "Before"),
        ("shop", "not_in_use", True, 3, "Buying"), ("test", "unknown", False, 4, "Buying"),
    ]  # fmt: skip


def test_f15_expectation_against_experience(bike: cjm.Journey) -> None:
    """[F15] One row a persona, with its mean score; below neutral is a gap, so is missed."""
    bike.update("ad", expectation="Quick", expectation_met="met")
    bike.update("shop", expectation_met="exceeded")
    bike.update("test", expectation_met="missed")
    bike.add_experience("ad", "ana", -1, n=3)
    bike.add_experience("ad", "ben", None)
    columns = ("touchpoint_id", "finding", "is_gap", "persona", "score", "n", "expectation")
    assert gaps(bike, "expectation", *columns) == [
        ("ad", "met", True, "Ana", -0.5, 4, "Quick"),
        ("shop", "exceeded", True, None, -1.0, 12, ""),
        ("test", "missed", True, None, None, None, ""),
    ]  # fmt: skip
    bike.add_experience("ad", "ben", 2, n=0)
    assert gaps(bike, "expectation", "persona", "score", "n")[1] == ("Ben", None, None)


def test_f15_resources_there_and_needed(bike: cjm.Journey) -> None:
    """[F15] Amounts of one name, kind and unit are compared where they are needed."""
    add = bike.add_resource
    add("Staff", status="need", amount=3, unit="h", touchpoints=["test", "ad"], id="n1")
    add("Staff", amount=2, unit="h", touchpoints=["test"])
    add("Staff", amount=1, unit="h")
    add("Van", status="need", touchpoints=["test"], id="n2")
    add("Desk", status="need", id="n3")
    add("Desk")
    add("Tool", status="need", amount=2, id="n4")
    add("Tool")
    columns = ("resource_id", "touchpoint_id", "finding", "is_gap", "have", "need", "unit")
    assert gaps(bike, "resource", *columns) == [
        ("bikes", "test", "covered", False, None, None, ""),
        (bike.resources[3].id, None, "covered", False, 1, None, "h"),
        ("n1", "ad", "short", True, 1, 3, "h"),
        ("n1", "test", "covered", False, 3, 3, "h"),
        ("n2", "test", "short", True, None, None, ""),
        ("n3", None, "covered", False, None, None, ""),
        ("n4", None, "unknown", False, None, 2, ""),
    ]  # fmt: skip


def test_f16_changes(bike: cjm.Journey) -> None:
    """[F16] The history has a row for each field: who, when, what it was and what it became."""
    before = datetime.now(UTC)
    with bike.transaction("Tidy up"):
        bike.update("ad", name="Sees the video", duration=5)
        bike.remove("gain")
    bike.add_phase("Selling", id="selling")
    bike.undo()
    frame = bike.to_frame("changes")
    assert frame["revision"].tolist() == sorted(frame["revision"])
    assert frame["time"].between(before, datetime.now(UTC)).all()
    first = frame.query("revision == 1").astype(object)
    first = first.where(first.notna(), None)
    assert set(first["label"]) == {"Tidy up"}
    assert set(first["by"]) == {"python"}
    edits = first.query("action == 'updated'")
    assert edits[["type", "record_id", "record", "field", "old", "new"]].values.tolist() == [
        ["touchpoint", "ad", "Sees the video", "name", "Sees the ad", "Sees the video"],
        ["touchpoint", "ad", "Sees the video", "duration", None, "5.0"],
    ]  # fmt: skip
    gone = first.query("action == 'removed'").set_index("field")
    assert gone.loc["text", ["record", "old", "new"]].tolist() == [
        "Friendly people", "Friendly people", None,
    ]  # fmt: skip
    added = frame.query("revision == 2").set_index("field")
    assert added.loc["name", ["action", "record", "new"]].tolist() == [
        "added",
        "Selling",
        "Selling",
    ]
    assert frame.query("revision == 3")["label"].unique().tolist() == ["Undo: Add phase"]


def test_f16_a_record_that_says_nothing(bike: cjm.Journey) -> None:
    """[F16] A record with no field set has one row as well, without a field."""
    bike.apply(cjm.Change(added={"x": bike.get("ex-ana").__class__(id="x", touchpoint="ad")}))
    assert bike.to_frame("changes")["field"].tolist() == ["touchpoint"]
