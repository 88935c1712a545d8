"""Comparing and merging maps: what leads from one to another, and three of them into one."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.model.change import Change, apply, difference
from cjm_widgets.model.diff import aligned, between, diff
from cjm_widgets.model.document import decode, encode
from cjm_widgets.model.fields import fields_of
from cjm_widgets.model.merge import meant, merge
from cjm_widgets.model.rebase import MERGED
from cjm_widgets.model.records import Comment, Placed
from cjm_widgets.model.state import State, owners_of
from tests.strategies import SEEDS, edited, random_document

COUNTS = st.integers(min_value=0, max_value=12)


def reread(state: State) -> State:
    """Return what is left of a map after it was a file: all but the order keys."""
    return decode(cjm.Journey.from_dict(encode(state)).to_json())


def start_of(seed: int) -> State:
    return cjm.Journey.from_dict(random_document(seed)).store.state


@pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
@given(seed=SEEDS, other=SEEDS, edits=COUNTS)
def test_s70_a_difference_leads_from_one_map_to_the_other(
    seed: int, other: int, edits: int
) -> None:
    """[S70] The change between two maps makes one of the other, also after it was a file."""
    base = start_of(seed)
    there = reread(edited(base, other, edits))
    change = diff(base, there)
    result = State(base.records.values())
    result.commit(change)
    assert encode(result) == encode(there)
    assert not diff(result, there)
    assert not diff(base, reread(base))


@pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
@given(seed=SEEDS, other=SEEDS)
def test_s71_only_what_moved_gets_a_new_place(seed: int, other: int) -> None:
    """[S71] Of a list in which one thing moved only that one has another place."""
    base = start_of(seed)
    random = Random(other)
    lists = [key for key, siblings in base.all_siblings() if len(siblings) > 1]
    if not lists:
        return
    name, parent = random.choice(lists)
    journey = cjm.Journey.__new__(cjm.Journey)
    journey._open(State(base.records.values()))
    moved = random.choice(base.siblings(name, parent))[1]
    journey.move(moved)
    change = diff(base, reread(journey.store.state))
    # One thing moved past its neighbour, or the neighbour past it: nobody can tell.
    assert len(change.updated) <= 1
    assert change.added.keys() | change.removed.keys() == set()


@pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
@given(seed=SEEDS, other=SEEDS, edits=COUNTS)
def test_s72_a_side_that_did_nothing_changes_nothing(seed: int, other: int, edits: int) -> None:
    """[S72] Merged with a side that did nothing, or the same, a map is as the other side has it."""
    base = start_of(seed)
    side = edited(base, other, edits)
    file = reread(side)
    for first, second in ((base, side), (file, base), (file, side), (reread(base), side)):
        merged = merge(base, first, second)
        assert encode(merged.state) == encode(side)
        assert merged.conflicts == []


@pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
@settings(max_examples=150)
@given(seed=SEEDS, one=SEEDS, two=SEEDS, edits=COUNTS, more=COUNTS)
def test_s73_no_edit_of_either_side_is_lost(
    seed: int, one: int, two: int, edits: int, more: int
) -> None:
    """[S73] What either side added or edited is in the merged map, which is a sound map."""
    base = start_of(seed)
    first, second = edited(base, one, edits), edited(base, two, more)
    merged = merge(base, reread(first), second)
    result = merged.state
    assert reread(result)
    assert not diff(result, reread(result))
    named = {(c.record, c.field) for c in merged.conflicts}
    told = {record for record, _ in named}
    ours, theirs = (
        meant(between(aligned(side, base), side)) for side in (second, aligned(second, first))
    )
    for mine, others in ((ours, theirs), (theirs, ours)):
        for record_id in (*mine.added, *mine.updated):
            assert result.get(record_id) is not None or record_id in told, record_id
            if record_id in others.added or record_id in told:
                continue
            record = result.get(record_id)
            for name, (_, new) in mine.updated.get(record_id, {}).items():
                _check_field(record, name, new, others)
        # What one side removed and the other left alone is gone.
        for record_id in mine.removed:
            if record_id not in told:
                found = result.get(record_id)
                # With what was edited stays what hangs on it.
                assert found is None or _hangs_on(found, told, result)


def _hangs_on(record: Any, told: set[str], state: State) -> bool:
    owners, seen = owners_of(record), set()
    while owners - seen:
        seen |= owners
        owners = {i for owner in owners for i in owners_of(state.get(owner))}
    return bool(seen & told)


def _check_field(record: Any, name: str, new: Any, others: Change) -> None:
    field = fields_of(type(record))[name]
    both = name in others.updated.get(record.id, {})
    if field.role in MERGED or field.role in ("ref", "steps", "place") or both:
        return
    assert getattr(record, name) == new


def merged_of(three: tuple[State, cjm.Journey, cjm.Journey]) -> Any:
    start, first, second = three
    return merge(start, first.store.state, second.store.state)


@pytest.fixture
def three(bike: cjm.Journey) -> tuple[State, cjm.Journey, cjm.Journey]:
    text = bike.to_json()
    first, second = cjm.Journey.from_json(text), cjm.Journey.from_json(text)
    return bike.store.state, first, second


def test_s74_two_texts(three: tuple[State, cjm.Journey, cjm.Journey]) -> None:
    """[S74] Of two texts the later stands and the other is a comment; it is named."""
    _, first, second = three
    first.update("ad", name="Sees a poster")
    second.update("ad", name="Sees a film")
    merged = merged_of(three)
    assert merged.state.get("ad").name == "Sees a film"
    texts = [merged.state.get(i).text for i in merged.state.of_type("comment")]
    assert "Replaced text of “name”: Sees a poster" in texts
    assert [(c.kind, c.record, c.field) for c in merged.conflicts] == [("text", "ad", "name")]


def test_s74_two_values_and_two_sets(three: tuple[State, cjm.Journey, cjm.Journey]) -> None:
    """[S74] Of two values the later stands, and is named; tags of both are there."""
    _, first, second = three
    first.update("ad", wait=3, tags=["a"])
    second.update("ad", wait=5, tags=["b"])
    merged = merged_of(three)
    assert merged.state.get("ad").wait == 5
    assert set(merged.state.get("ad").tags) == {"a", "b"}
    assert [(c.kind, c.record, c.field) for c in merged.conflicts] == [("value", "ad", "wait")]


@pytest.mark.parametrize("swap", [False, True])
def test_s75_what_one_removed_and_the_other_edited_stays(
    three: tuple[State, cjm.Journey, cjm.Journey], swap: bool
) -> None:
    """[S75] An edit wins over a removal, together with what the record hangs on; the rest goes."""
    start, first, second = three
    remover, editor = (second, first) if swap else (first, second)
    remover.remove("buying")
    editor.update("shop", name="Visits two shops")
    editor.add_card("shop", "pain", "Closed", id="closed")
    merged = merge(start, first.store.state, second.store.state)
    state = merged.state
    assert state.get("shop").name == "Visits two shops"
    assert state.get("shop").place.parent == "buying"
    assert state.get("closed").text == "Closed"
    assert state.get("test") is None
    assert {c.record for c in merged.conflicts if c.kind == "kept"} == {"shop", "buying"}
    assert reread(state)


def test_s75_taking_a_reference_out_is_no_edit(
    three: tuple[State, cjm.Journey, cjm.Journey],
) -> None:
    """[S75] That a card lost a persona who was removed does not keep the card from going."""
    _, first, second = three
    first.remove("ana")
    second.remove("pain")
    merged = merged_of(three)
    assert merged.state.get("pain") is None
    assert merged.state.get("ana") is None
    assert merged.conflicts == []


def test_s76_one_id_for_two_things(three: tuple[State, cjm.Journey, cjm.Journey]) -> None:
    """[S76] One id, added twice: of one type they become one, of two types both stay."""
    start, first, second = three
    first.add_phase("Paying", id="new", description="by card")
    second.add_phase("Payment", id="new")
    state = merge(start, first.store.state, second.store.state).state
    assert (state.get("new").name, state.get("new").description) == ("Payment", "by card")
    first.add_phase("Other", id="twice")
    second.add_touchpoint("Other", id="twice", phase="new")
    second.add_card("twice", "pain", "hurts", id="hurts")
    merged = merge(start, first.store.state, second.store.state)
    (conflict,) = [c for c in merged.conflicts if c.kind == "id"]
    assert conflict.record == "twice"
    assert merged.state.get("twice").name == "Other"
    moved = merged.state.get("hurts").place.parent
    assert merged.state.get(moved).name == "Other"
    assert moved != "twice"
    assert reread(merged.state)


def test_s71_a_card_in_another_lane_gets_its_place_there(bike: cjm.Journey) -> None:
    """[S71] What changed its lane, or became another thing, is where the other map has it."""
    other = cjm.Journey.from_json(bike.to_json())
    other.add_card("ad", "gain", "Nice", id="nice")
    other.update("pain", lane=other.cards["nice"].lane)
    other.remove("ben")
    other.add_channel("Ben's shop", id="ben")
    change = diff(bike.store.state, other.store.state)
    assert set(change.updated["pain"]) >= {"lane"}
    assert (change.removed.keys(), change.added.keys()) == ({"ben"}, {"ben", "nice"})
    result = State(bike.store.state.records.values())
    result.commit(change)
    assert encode(result) == other.to_dict()


def test_s77_another_journey_id_is_the_same_journey(bike: cjm.Journey) -> None:
    """[S77] A map whose journey is called otherwise is compared as one with the same name."""
    other = bike.to_dict()
    old, other["journey"]["id"] = other["journey"]["id"], "renamed"
    other["comments"].append({"id": "on-all", "target": "renamed", "text": "whole"})
    change = diff(bike.store.state, cjm.Journey.from_dict(other).store.state)
    assert set(change.added) == {"on-all"}
    assert change.added["on-all"].target == old
    assert change.updated.keys() | change.removed.keys() == set()


def test_s78_comparing_costs_little_where_nothing_moved() -> None:
    """[S78] Records that are equal come back as the very same objects."""
    base = start_of(3)
    again = aligned(base, reread(base))
    assert all(again.get(i) is record for i, record in base.records.items())
    assert apply(base.records, between(base, again)) == {}


def test_s71_new_keys_collide_with_none(bike: cjm.Journey) -> None:
    """[S71] Cards of several lanes share a list: a new one takes no key that another has."""
    for n in range(4):
        bike.add_card("ad", ("pain", "gain")[n % 2], str(n), id=f"c{n}")
    base = bike.store.state
    other = cjm.Journey.from_json(bike.to_json())
    other.add_card("ad", "pain", "first", id="first", before="pain")
    other.move("c2", before="c0")
    result = State(base.records.values())
    result.commit(diff(base, other.store.state))
    for record_type in {type(r) for r in result.records.values() if isinstance(r, Placed)}:
        keys = [
            (r.place.parent, r.place.order)
            for r in result.records.values() if type(r) is record_type
        ]  # fmt: skip
        assert len(set(keys)) == len(keys)
    assert encode(result) == encode(other.store.state)
    assert Comment not in {type(r) for r in diff(base, result).added.values()}
    assert difference(base.get("ad"), result.get("ad")) == {}
