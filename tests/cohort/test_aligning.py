"""Which touchpoints of many maps are the same, and what the teacher says about it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from tests.cohort.maps import copy_of, rows, template, three
from tests.strategies import SEEDS, edited, random_document

pytestmark = pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
CLASSES = st.lists(SEEDS, min_size=1, max_size=5)
WORDS = ("Pays", "Waits", "at the desk", "for the bus", "Calls", "a friend", "again")


def named(seed: int) -> cjm.Journey:
    """Return a map whose touchpoints have names and ids that come again in others."""
    random = Random(seed)
    j = cjm.Journey(f"Map {seed % 3}")
    phases = [j.add_phase(name) for name in random.sample(("Before", "During", "After"), 2)]
    for _ in range(random.randrange(6)):
        name = " ".join(random.sample(WORDS, random.randrange(1, 4)))
        step_id = f"tp-{random.randrange(8)}"
        if j.get(step_id) is None:
            j.add_touchpoint(name, id=step_id, phase=random.choice((None, *phases)), emotion=1)
        j.add_touchpoint(name.upper(), phase=random.choice(phases))
    return j


def class_of(seeds: list[int]) -> list[cjm.Journey]:
    """Return random maps: of any content, edited copies of one, and such of similar names."""
    made = []
    for at, seed in enumerate(seeds):
        match seed % 3:
            case 0:
                made.append(cjm.Journey.from_dict(random_document(seed)))
            case 1:
                base = cjm.Journey.from_dict(random_document(seeds[0])).store.state
                made.append(cjm.compare.sources.journey_of(edited(base, seed, 6), cjm.Limits()))
            case _:
                made.append(named(seed + at))
    return made


def columns(cohort: cjm.Cohort) -> list[Any]:
    """Return what is in the columns, and why, by content."""
    return [
        (column.id, column.name, sorted(
            (cohort.students[m.map].state.journey.title, cohort.students[m.map].name, m.touchpoint,
             m.by, m.certainty) for m in column.members
        ))
        for column in cohort.alignment.columns
    ]  # fmt: skip


@settings(max_examples=60)
@given(CLASSES)
def test_x7_every_touchpoint_is_in_one_column(seeds: list[int]) -> None:
    """[X7] In exactly one; no column has two of one map, also after corrections."""
    maps = class_of(seeds)
    cohort = cjm.collect(maps)
    check_columns(cohort)
    random = Random(seeds[0])
    for _ in range(4):
        places = list(cohort.alignment.places)
        if not places:
            break
        at, step = random.choice(places)
        to = random.choice([None, *(c.id for c in cohort.alignment.columns)])
        name = cohort.names[at]
        cohort = cohort.split(name, step) if to is None else cohort.match(name, step, to)
        check_columns(cohort)
        member = next(m for c in cohort.alignment.columns for m in c.members
                      if (m.map, m.touchpoint) == (at, step))  # fmt: skip
        assert (member.by, member.certainty) == ("teacher", 1.0)
    assert len(cohort.matches) == sum(len(j.touchpoints) for j in maps)


def check_columns(cohort: cjm.Cohort) -> None:
    members = [(m.map, m.touchpoint) for c in cohort.alignment.columns for m in c.members]
    there = [(at, step.id) for at, student in enumerate(cohort.students)
             for step in student.state.in_order("touchpoint")]  # fmt: skip
    assert sorted(members) == sorted(there)
    for column in cohort.alignment.columns:
        assert len({m.map for m in column.members}) == len(column.members) > 0
        assert all(0.6 <= m.certainty <= 1 for m in column.members)
    ids = [column.id for column in cohort.alignment.columns]
    assert len(set(ids)) == len(ids)


@settings(max_examples=60)
@given(CLASSES, SEEDS)
def test_x5_the_order_of_the_maps_does_not_count(seeds: list[int], shuffle: int) -> None:
    """[X5] [X24] Every frame is the same, and so is the map of the class, to the byte."""
    maps = class_of(seeds)
    other = [copy_of(j) if shuffle % 2 else j for j in maps]
    Random(shuffle).shuffle(other)
    one, two = cjm.collect(maps), cjm.collect(other)
    assert columns(one) == columns(two)
    for name in ("agreement", "emotion", "votes", "missing", "rubric"):
        assert getattr(one, name)().equals(getattr(two, name)())
    assert one.maps.equals(two.maps)
    assert one.matches.equals(two.matches)
    assert repr(one) == repr(two)
    assert one.merge().journey.to_json() == two.merge().journey.to_json()


@settings(max_examples=30)
@given(CLASSES)
def test_x7_maps_of_one_template_are_aligned_by_id(seeds: list[int]) -> None:
    """[X7] [X8] Whatever was renamed and moved, what has one id is one, with certainty."""
    base = cjm.Journey.from_dict(random_document(seeds[0])).store.state
    states = [edited(base, seed, 8) for seed in seeds]
    cohort = cjm.collect([cjm.compare.sources.journey_of(s, cjm.Limits()) for s in states])
    for step in base.in_order("touchpoint"):
        found = {
            cohort.alignment.places[at, step.id]
            for at, student in enumerate(cohort.students)
            if step.id in student.state.of_type("touchpoint")
        }
        assert len(found) <= 1


def test_x8_by_id_then_by_name() -> None:
    """[X8] A renamed touchpoint keeps its column; what several added becomes one of theirs."""
    cohort = cjm.collect(three())
    found = rows(cohort.matches, "map", "touchpoint", "class_touchpoint", "by", "certainty", "maps")
    assert ("Ben", "Goes to the shop", "Visits the shop", "id", 1.0, 3) in found
    added = [row for row in found if row[1].startswith("Wait")]
    assert {row[2] for row in added} == {"Waits at the desk"}
    assert sorted(row[3] for row in added) == ["id", "name"]
    (certainty,) = [row[4] for row in added if row[3] == "name"]
    assert 0.6 <= certainty < 1
    assert found[0][4] == min(row[4] for row in found)
    assert ("Cleo", "Rides home", "Rides home", "id", 1.0, 1) in found


def test_x8_names_are_transitive_and_cross_phases() -> None:
    """[X8] Five who share no id: words in another order, another case, another phase."""
    maps = []
    for name, phase in (
        ("Asks the shop assistant", "In the shop"), ("asks the shop ASSISTANT", "In the shop"),
        ("The shop assistant asks", "In the shop"), ("Asks a shop assistant", "Elsewhere"),
        ("Rides home", "In the shop"),
    ):  # fmt: skip
        j = cjm.Journey(name)
        j.add_touchpoint(name, phase=j.add_phase(phase))
        j.add_touchpoint("Pays", phase=j.phases[0])
        maps.append(j)
    cohort = cjm.collect(maps)
    assert {("Pays", 5), ("Rides home", 1)} < set(rows(cohort.agreement(), "touchpoint", "maps"))
    assert sorted(cohort.agreement()["maps"]) == [1, 4, 5]


def test_x8_an_id_that_two_maps_share_counts_before_a_name() -> None:
    """[X8] A match by name gives way where a later map has both of them."""
    one, two, both = cjm.Journey("1"), cjm.Journey("2"), cjm.Journey("3")
    one.add_touchpoint("Waits", id="a")
    two.add_touchpoint("Waits", id="b")
    # So much have these two in common that they are taken first.
    for name in ("Sees", "Asks", "Pays"):
        one.add_touchpoint(name)
        two.add_touchpoint(name)
    both.add_touchpoint("Waits", id="a")
    both.add_touchpoint("Waits", id="b")
    cohort = cjm.collect([one, two, both])
    waits = cohort.matches.query("touchpoint == 'Waits'")
    assert set(rows(waits, "touchpoint_id", "class_touchpoint_id", "by", "maps")) == {
        ("a", "a", "id", 2), ("b", "b", "id", 2),
    }  # fmt: skip


def test_x5_what_maps_are_called_does_not_count() -> None:
    """[X5] Nor do their names, on which their order depends."""
    one, two = cjm.Journey("1"), cjm.Journey("2")
    one.add_touchpoint("Waits for the bus", id="b")
    two.add_touchpoint("Waits for a bus", id="a")
    for maps in ({"A": one, "B": two}, {"A": two, "B": one}):
        frame = cjm.collect(maps).agreement()
        assert rows(frame, "touchpoint_id", "touchpoint", "maps") == [("a", "Waits for a bus", 2)]


def test_x9_the_teacher_corrects() -> None:
    """[X9] By names, ids and authors, in a new class; what was there before makes room."""
    cohort = cjm.collect(three())
    moved = cohort.match("ana", "Waits at the desk", "Pays")
    found = dict(
        rows(moved.matches[moved.matches["map"] == "Ana"], "touchpoint", "class_touchpoint")
    )
    assert found["Waits at the desk"] == "Pays"
    assert found["Pays"] == "Pays"
    pays = moved.agreement().query("touchpoint == 'Pays'")
    assert rows(pays, "maps") == [(3,), (1,)]
    assert len(cohort.agreement()) == len(moved.agreement()) - 1
    assert set(moved.matches.query("map == 'Ana' and by == 'teacher'")["touchpoint_id"]) == {
        "wait-a", "pay",
    }  # fmt: skip
    split = cohort.split("Ben", "wait-b")
    assert rows(split.agreement().query("touchpoint.str.startswith('Wait')"), "maps") == [
        (1,),
        (1,),
    ]
    back = split.match("Ben", "Waiting at the desk", "Waits at the desk")
    assert rows(back.agreement(), "touchpoint", "maps") == rows(
        cohort.agreement(), "touchpoint", "maps"
    )
    said: dict[str, Any] = {"Ben": {"Waiting at the desk": None}}
    for matches in (said, [("Ben", "wait-b", None)]):
        told = cjm.collect(three(), matches=matches)
        assert rows(told.agreement(), "maps") == rows(split.agreement(), "maps")
    sure = cohort.match("Ben", "wait-b", "wait-b")
    assert rows(sure.matches.query("touchpoint_id == 'wait-b'"), "by") == [("teacher",)]


@pytest.mark.parametrize(
    ("error", "words", "matches"),
    [
        (cjm.UnknownRecord, "did you mean 'Cleo'", [("Kleo", "pay", None)]),
        (cjm.UnknownRecord, "there is no touchpoint 'Paid'", {"Ana": {"Paid": None}}),
        (cjm.UnknownRecord, "did you mean 'Pays'", {"Ana": {"ad": "Payss"}}),
        (cjm.InvalidDocument, "say of which map", [("Ana", "pay")]),
        (cjm.InvalidDocument, "say of which map", {"Ana": "pay"}),
        (cjm.InvalidDocument, "say of which map", 7),
        (cjm.UnknownRecord, "no map 7", [(7, "pay", None)]),
    ],
)
def test_x9_what_is_not_there_is_a_typed_error(error: Any, words: str, matches: Any) -> None:
    """[X9] The closest name is told."""
    with pytest.raises(error, match=words):
        cjm.collect(three(), matches=matches)


def test_x9_what_means_several_is_a_typed_error() -> None:
    """[X9] Two touchpoints of one name, two maps of one author."""
    one, two = template(), template()
    one.add_touchpoint("Pays", phase="before")
    cohort = cjm.collect({"A": one, "B": two})
    with pytest.raises(cjm.InvalidDocument, match="2 records are called"):
        cohort.split("A", "Pays")
    with pytest.raises(cjm.InvalidDocument, match="2 touchpoints of the class"):
        cohort.match("B", "ad", "Pays")
    for j in (one, two):
        j.update(owner=j.add_person("Ana"))
    with pytest.raises(cjm.InvalidDocument, match="2 maps may be meant by 'Ana'"):
        cjm.collect({"A": one, "B": two}).without("Ana")


def test_x10_columns_are_as_most_maps_have_them() -> None:
    """[X10] Name, phase and place; what is new comes after what comes before it on its map."""
    maps = {name: copy_of(template()) for name in "ABCDE"}
    for name in "ABC":
        maps[name].update("ad", name="Sees the film")
        maps[name].move("ad", to="buying")
        maps[name].add_touchpoint("Reads reviews", phase="before")
        maps[name].move(maps[name].touchpoints[0], after="compare")
    frame = cjm.collect(maps).agreement()
    assert rows(frame, "position", "touchpoint", "phase", "maps") == [
        (1, "Compares models", "Before", 5), (2, "Reads reviews", "Before", 3),
        (3, "Visits the shop", "Buying", 5), (4, "Pays", "Buying", 5),
        (5, "Sees the film", "Buying", 5),
    ]  # fmt: skip
