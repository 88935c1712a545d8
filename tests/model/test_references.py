"""No reference ever dangles: what goes takes its own along and leaves the others."""

from __future__ import annotations

from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.fields import fields_of
from cjm_widgets.model.records import COLLECTIONS, RECORD_TYPES, Placed, type_name
from tests.model.test_records import OWNED

ALL = {type_name(record_type): record_type for record_type in RECORD_TYPES}
REFERENCES = [
    (name, field)
    for name, record_type in ALL.items()
    for field in fields_of(record_type).values()
    if field.role in ("ref", "refs", "steps")
]


def snapshot(j: cjm.Journey) -> dict[str, Any]:
    return {i: r for c in COLLECTIONS for i, r in ((r.id, r) for r in getattr(j, c))}


def holder(j: cjm.Journey, name: str, field: Any) -> tuple[str, str]:
    """Give a record of a type that refers through a field, and the record it refers to."""
    target = {
        "touchpoint": "test", "persona": "ben", "channel": None, "person": "olga",
        "metric": "csat", "evidence": "survey", "lane": "lane", "comment": "remark",
        "vote_session": "session", "board": "board", "*": "riding",
    }[str(field.target)] or j.channels[0].id  # fmt: skip
    value = target if field.role == "ref" else [target]
    if name == "journey":
        j.update(**{field.name: value})
        return j.id, target
    new: dict[str, dict[str, Any]] = {
        "experience": {"touchpoint": "think"}, "card": {"touchpoint": "think", "kind": "pain"},
        "comment": {"target": "think"}, "reaction": {"target": "think"},
        "metric_value": {"metric": j.add_metric("m").id, "target": "think"},
        "edge": {"source": "think", "target": "think"},
        "vote": {"session": j.add_vote_session("s").id, "target": "think"},
        "stroke": {"anchor": "think"}, "sticky_note": {"board": "board"},
    }  # fmt: skip
    record = j.add(name, **{**new.get(name, {}), field.name: value})
    return record.id, target


@pytest.mark.parametrize(
    ("name", "field"), REFERENCES, ids=[f"{name}.{field.name}" for name, field in REFERENCES]
)
def test_j11_removing_what_is_referred_to(bike: cjm.Journey, name: str, field: Any) -> None:
    """[J11] Removing a record takes along what it owns and clears every other reference to it.

    It is one change, and undo brings all of it back exactly.
    """
    holder_id, target = holder(bike, name, field)
    held = bike.get(holder_id)
    before, revision = bike.to_dict(), bike.revision
    change = bike.remove(target)
    assert bike.revision == revision + 1
    if f"{name}.{field.name}" in OWNED:
        assert bike.get(holder_id) is None
        assert holder_id in change.removed
    elif field.role == "ref":
        assert getattr(bike.get(holder_id), field.name) is None
        assert change.updated[holder_id] == {field.name: (target, None)}
    else:
        assert getattr(bike.get(holder_id), field.name) == ()
        assert change.updated[holder_id] == {field.name: ((target,), ())}
    assert cjm.Journey.from_json(bike.to_json()).to_dict() == bike.to_dict(), "nothing dangles"
    bike.undo()
    assert bike.to_dict() == before
    assert bike.get(holder_id) == held
    bike.redo()
    assert bike.get(target) is None


@pytest.mark.parametrize(
    ("removed", "gone"),
    [
        ("before", {"before", "ad", "ex-ana", "pain", "thumb", "vote", "edge", "stroke"}),
        ("buying", {"buying", "shop", "test", "idea", "ex-all", "gain", "remark", "answer",
                    "value", "edge"}),
        ("shop", {"shop", "ex-all", "gain", "remark", "answer", "value", "edge"}),
        ("pain", {"pain", "thumb", "vote"}),
        ("ana", {"ana", "ex-ana"}),
        ("remark", {"remark", "answer"}),
        ("csat", {"csat", "value"}),
        ("session", {"session", "vote"}),
        ("survey", {"survey"}),
        ("olga", {"olga"}),
        ("lane", {"lane"}),
    ],
)  # fmt: skip
def test_j11_what_goes_along(bike: cjm.Journey, removed: str, gone: set[str]) -> None:
    """[J11] A phase takes its touchpoints, those their cards, scores, comments, edges ..."""
    before = snapshot(bike)
    change = bike.remove(removed)
    assert set(change.removed) == gone
    assert before.keys() - snapshot(bike).keys() == gone
    assert set(change.updated).isdisjoint(gone)
    bike.undo()
    assert snapshot(bike) == before


def test_j11_a_lane_takes_its_cards(bike: cjm.Journey) -> None:
    """[J11] Removing a lane removes the cards in it, wherever they hang."""
    lane = bike.cards["idea"].lane
    assert set(bike.remove(lane).removed) == {lane, "idea"}


def test_j11_paths_forget_the_step(bike: cjm.Journey) -> None:
    """[J11] A path loses every visit to a touchpoint that is removed, and keeps the rest."""
    bike.remove("shop")
    assert bike.paths["main"].steps == ("ad", "test")
    assert bike.touchpoints["test"].planned_ref is None
    bike.undo()
    assert bike.paths["main"].steps == ("ad", "shop", "test", "shop")
    assert bike.touchpoints["test"].planned_ref == "shop"


def test_j11_several_at_once(bike: cjm.Journey) -> None:
    """[J11] Several records go in one change, also when one hangs on another."""
    before = bike.to_dict()
    change = bike.remove("ad", bike.phases["before"], "pain", "ana", "ana")
    assert {"ad", "before", "pain", "ana", "ex-ana"} <= set(change.removed)
    assert bike.revision == 1
    bike.undo()
    assert bike.to_dict() == before


def test_j11_what_was_moved_away_stays(bike: cjm.Journey) -> None:
    """[J11] What was moved to another place before its old one went stays."""
    with bike.transaction():
        bike.move("shop", to="before")
        bike.remove("buying")
    assert bike.touchpoints["shop"].phase == "before"
    assert "test" not in bike.touchpoints


def test_j11_records_that_own_each_other(bike: cjm.Journey) -> None:
    """[J11] Two comments on one another, and a vote for itself, go and come back together."""
    one, two = bike.add_comment("ad", "1"), bike.add_comment("ad", "2")
    bike.update(one, target=two)
    bike.update(two, target=one)
    vote = bike.add_vote("session", "ad")
    bike.update(vote, target=vote)
    before = bike.to_dict()
    assert set(bike.remove(one, vote).removed) == {one.id, two.id, vote.id}
    bike.undo()
    assert bike.to_dict() == before


@pytest.mark.parametrize("name", ALL)
def test_j11_nothing_refers_to_nothing(name: str) -> None:
    """[J11] Every reference names the type it points at, and that type exists."""
    for field in fields_of(ALL[name]).values():
        if field.role in ("ref", "refs", "steps"):
            assert field.target == "*" or field.target in ALL
    assert issubclass(ALL[name], Placed) == ("place" in fields_of(ALL[name]))
