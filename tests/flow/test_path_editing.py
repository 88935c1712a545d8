"""Editing paths by their steps."""

from __future__ import annotations

from typing import Any

import pytest

import cjm_widgets as cjm


def steps(j: cjm.Journey, path: str = "main") -> list[str]:
    return list(j.paths[path].steps)


@pytest.mark.parametrize(
    ("place", "want"),
    [
        ({}, ["ad", "shop", "test", "shop", "think"]),
        ({"at": 1}, ["think", "ad", "shop", "test", "shop"]),
        ({"at": 5}, ["ad", "shop", "test", "shop", "think"]),
        ({"after": "ad"}, ["ad", "think", "shop", "test", "shop"]),
        ({"after": "Test ride"}, ["ad", "shop", "test", "think", "shop"]),
        ({"before": "test"}, ["ad", "shop", "think", "test", "shop"]),
        ({"after": 4}, ["ad", "shop", "test", "shop", "think"]),
        ({"before": 4}, ["ad", "shop", "test", "think", "shop"]),
    ],
)
def test_q1_a_step_is_inserted(bike: cjm.Journey, place: Any, want: list[str]) -> None:
    """[Q1] By its number, or next to a step given by number, id or name; one change."""
    before = bike.to_json()
    change = bike.insert_step("Main", bike.touchpoints["think"], **place)
    assert steps(bike) == want
    assert list(change.updated) == ["main"]
    assert bike.revision == 1
    bike.undo()
    assert bike.to_json() == before


def test_q1_a_step_may_be_repeated_and_removed(bike: cjm.Journey) -> None:
    """[Q1] A touchpoint may be passed again; a step goes by its number or its touchpoint."""
    bike.insert_step("main", "ad")
    assert steps(bike) == ["ad", "shop", "test", "shop", "ad"]
    bike.remove_step("main", 1)
    bike.remove_step(bike.paths["main"], "Test ride")
    assert steps(bike) == ["shop", "shop", "ad"]
    assert "test" in bike.touchpoints
    assert bike.revision == 3


@pytest.mark.parametrize(
    ("edit", "error", "words"),
    [
        (lambda j: j.insert_step("main", "think", after="shop"), cjm.InvalidDocument, "steps 2, 4"),
        (lambda j: j.insert_step("main", "think", after="think"), cjm.InvalidDocument, "not pass"),
        (lambda j: j.insert_step("main", "think", at=0), cjm.InvalidDocument, "at=5 puts it last"),
        (lambda j: j.insert_step("main", "think", at=7), cjm.InvalidDocument, "steps 1 to 4"),
        (lambda j: j.insert_step("main", "think", at=True), cjm.InvalidDocument, "at is True"),
        (lambda j: j.insert_step("main", "think", at=1, after=1), cjm.InvalidDocument, "not both"),
        (lambda j: j.insert_step("main", "Test rid"), cjm.UnknownRecord, "mean 'Test ride'"),
        (lambda j: j.insert_step("Man", "test"), cjm.UnknownRecord, "did you mean 'Main'"),
        (lambda j: j.insert_step("ad", "test"), cjm.InvalidDocument, "touchpoint, not a path"),
        (lambda j: j.insert_step("main", 3), cjm.InvalidDocument, "no touchpoint"),
        (lambda j: j.remove_step("main", 5), cjm.InvalidDocument, "steps 1 to 4"),
        (lambda j: j.remove_step("main", "shop"), cjm.InvalidDocument, "give the number"),
        (lambda j: j.remove_step("main", "think"), cjm.InvalidDocument, "does not pass"),
        (lambda j: j.branch_path("main", 3, rejoin=2), cjm.InvalidDocument, "before the path"),
        (lambda j: j.branch_path("main", 3, rejoin="ad"), cjm.InvalidDocument, "after step 3"),
        (lambda j: j.branch_path("main", 1, probability=2), cjm.InvalidDocument, "probability"),
        (lambda j: j.branch_path("main", 1, steps=["nope"]), cjm.UnknownRecord, "nope"),
        (lambda j: j.branch_path("main", 1, conditon="x"), cjm.UnknownField, "'condition'"),
    ],
)
def test_q1_what_is_no_step(
    bike: cjm.Journey, unchanged: Any, edit: Any, error: type[cjm.CjmError], words: str
) -> None:
    """[Q1] What is no step, or one of several, is named with what to do; nothing changes."""
    with unchanged(bike), pytest.raises(error) as caught:
        edit(bike)
    assert words in str(caught.value)


def test_q1_a_path_of_another_map(bike: cjm.Journey, unchanged: Any) -> None:
    """[Q1] A record that is gone, or of another map, is said to be."""
    gone = bike.touchpoints["think"]
    bike.remove(gone)
    with unchanged(bike), pytest.raises(cjm.RemovedRecord, match="not in this map"):
        bike.insert_step("main", gone)


def test_q1_a_name_of_two(bike: cjm.Journey, unchanged: Any) -> None:
    """[Q1] Where two have one name their ids are asked for."""
    bike.add_touchpoint("Test ride", id="again")
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match=r"(test, again|again, test)"):
        bike.insert_step("main", "Test ride")


def test_q2_a_branch(bike: cjm.Journey) -> None:
    """[Q2] It shares the steps up to a point, goes its own way and meets the path again."""
    bike.update("main", probability=0.9)
    path = bike.branch_path(
        "Main", "test", "Thinks", ["think", "ad"], rejoin="shop", probability=0.2,
        condition="unsure",
    )  # fmt: skip
    assert path.steps == ("ad", "shop", "test", "think", "ad", "shop")
    assert (path.personas, path.condition, path.main) == (("ana",), "unsure", False)
    assert bike.paths["main"].probability == 0.7
    assert bike.paths.ids == ["main", path.id]
    assert bike.revision == 2
    bike.undo()
    assert (bike.paths.ids, bike.paths["main"].probability) == (["main"], 0.9)


def test_q2_where_a_branch_takes_its_probability(bike: cjm.Journey, unchanged: Any) -> None:
    """[Q2] Only from a path of the same personas that states one, and never more than it has."""
    short = bike.branch_path("main", 1, "Short", probability=0.4)
    assert bike.paths["main"].probability is None
    assert short.steps == ("ad",)
    bike.update("main", probability=0.6)
    bike.branch_path("main", 2, "Ben's", personas=["ben"], probability=1)
    bike.branch_path("main", 2, "Unknown")
    assert bike.paths["main"].probability == 0.6
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match="cannot take 0"):
        bike.branch_path("main", 2, probability=0.7)
