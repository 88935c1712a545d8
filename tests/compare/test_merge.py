"""`merge`: the merged map, its conflicts, and what is decided about them."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.change import invert

COLUMNS = [
    "conflict", "kind", "record_type", "record_id", "record", "field", "base", "merged", "choices",
    "message", "resolved",
]  # fmt: skip


def copies(journey: cjm.Journey, count: int = 2) -> list[cjm.Journey]:
    return [cjm.Journey.from_json(journey.to_json()) for _ in range(count)]


def names(journey: cjm.Journey) -> list[str]:
    return [touchpoint.name for touchpoint in journey.touchpoints]


def test_g20_any_order_of_thirty(bike: cjm.Journey) -> None:
    """[G20] A class gives one map, whoever hands in first; by maps, files and versions alike."""
    others = copies(bike, 6)
    for at, j in enumerate(others):
        j.update("ad", name=f"Ad {at % 4}", wait=at % 3)
        j.add_card("shop", "pain", f"Pain {at}", id=f"p{at}")
        j.add_touchpoint(f"New {at}", phase="buying", after="shop", id=f"n{at}")
    others[2].remove("ad")
    others[3].remove("buying")
    others[4].add_phase("Twice", id="twice")
    others[5].add_touchpoint("Twice", id="twice")
    found = {cjm.merge(bike, *order).journey.to_json() for order in permutations(others[:5])}
    found |= {cjm.merge(bike, *order).journey.to_json() for order in permutations(others[3:])}
    assert len(found) == 2
    assert (
        cjm.merge(bike, *others).journey.to_json()
        == cjm.merge(bike, *others[::-1]).journey.to_json()
    )


def test_g21_with_itself(bike: cjm.Journey) -> None:
    """[G21] Merged with nothing, or with itself, the file is the same to the byte."""
    text = bike.to_json()
    for others in ((), (bike,), (bike, bike), copies(bike, 3)):
        m = cjm.merge(bike, *others)
        assert m.journey.to_json() == text
        assert len(m.conflicts) == 0
        assert m.journey is not bike
    assert bike.to_json() == text


def test_g23_conflicts_are_a_frame(bike: cjm.Journey) -> None:
    """[G23] A row for each record and field, with what all started from and what each wanted."""
    ana, ben = copies(bike)
    ana.update("ad", name="Sees a poster", wait=5)
    ben.update("ad", name="Sees a film", wait=60)
    ana.remove("gain")
    ben.update("gain", severity=3)
    m = cjm.merge(bike, ana, ben)
    frame = m.conflicts
    assert list(frame) == COLUMNS
    assert frame["conflict"].tolist() == [1, 2, 3]
    told = frame.set_index(["record_id", "kind"])
    text = told.loc[("ad", "text")]
    assert (text["field"], text["base"]) == ("name", "Sees the ad")
    assert text["choices"] == {"ours": "Sees a poster", "theirs": "Sees a film"}
    assert text["merged"] in text["choices"].values()
    value = told.loc[("ad", "value")]
    assert (value["field"], value["choices"]) == ("wait", {"ours": "5", "theirs": "60"})
    kept = told.loc[("gain", "kept")]
    assert kept["choices"] == {"ours": "removed", "theirs": "edited"}
    assert m.journey.cards["gain"].severity == 3
    assert not frame["resolved"].any()
    empty = cjm.merge(bike).conflicts
    assert [str(t) for t in empty.dtypes] == [str(t) for t in frame.dtypes]
    # Both texts are on the map.
    texts = {m.journey.touchpoints["ad"].name, *(c.text for c in m.journey.comments)}
    assert sum("Sees a poster" in t or "Sees a film" in t for t in texts) == 2


def test_g23_the_sides_have_names(bike: cjm.Journey) -> None:
    """[G23] Three are numbered, or called as one likes; all who wanted the same are told."""
    others = copies(bike, 3)
    for j, wait in zip(others, (1, 2, 1), strict=True):
        j.update("ad", wait=wait)
    (row,) = cjm.merge(bike, *others).conflicts.itertuples()
    assert row.choices == {"1": "1", "2": "2", "3": "1"}
    (row,) = cjm.merge(bike, *others, names=["Ana", "Ben", "Cleo"]).conflicts.itertuples()
    assert row.choices == {"Ana": "1", "Ben": "2", "Cleo": "1"}
    for bad in (["Ana"], ["Ana", "Ana", "Ben"], "abc"):
        with pytest.raises(cjm.InvalidDocument, match="names"):
            cjm.merge(bike, *others, names=bad)


def test_g23_three_texts_are_side_by_side(bike: cjm.Journey) -> None:
    """[G23] One stands, each other one is a comment, what two wrote only once."""
    others = copies(bike, 4)
    for j, name in zip(others, ("One", "Two", "Three", "One"), strict=True):
        j.update("ad", name=name)
    m = cjm.merge(bike, *others)
    stands = m.journey.touchpoints["ad"].name
    replaced = [c.text for c in m.journey.comments if c.target == "ad"]
    assert sorted(replaced) == sorted(
        f"Replaced text of “name”: {name}" for name in ("One", "Two", "Three") if name != stands
    )
    assert len(m.conflicts) == 1


def test_g24_a_conflict_is_resolved(bike: cjm.Journey) -> None:
    """[G24] For one side, for the base, or for a value of one's own; undo takes it back."""
    ana, ben = copies(bike)
    ana.update("ad", name="Sees a poster", wait=5, owners=[])
    ben.update("ad", name="Sees a film", wait=60)
    m = cjm.merge(bike, ana, ben)
    before = m.journey.to_json()
    number = dict(zip(m.conflicts["field"], m.conflicts["conflict"], strict=True))
    for choice, name in (
        ("ours", "Sees a poster"), ("theirs", "Sees a film"), ("base", "Sees the ad"),
        ("Sees it somewhere", "Sees it somewhere"),
    ):  # fmt: skip
        m.resolve(number["name"], choice)
        assert m.journey.touchpoints["ad"].name == name
        assert [c.resolved for c in m.journey.comments if c.target == "ad"] == [True]
        m.journey.undo()
        assert m.journey.to_json() == before
    change = m.resolve(next(m.conflicts.query("field == 'wait'").itertuples()), value=7)
    assert m.journey.touchpoints["ad"].wait == 7
    assert list(change.updated) == ["ad"]
    assert m.conflicts.set_index("field")["resolved"].to_dict() == {"name": False, "wait": True}
    assert m.conflicts.set_index("field")["merged"]["wait"] == "7"
    assert [d.conflict.field for d in m.unresolved] == ["name"]
    m.journey.apply(invert(change))
    assert m.journey.to_json() == before
    # What was taken back is open again.
    assert len(m.unresolved) == 2


def test_g24_a_row_of_the_frame_will_do(bike: cjm.Journey) -> None:
    """[G24] A conflict is given as its number or its row, of `iterrows` or `itertuples`."""
    ana, ben = copies(bike)
    ana.update("ad", wait=5)
    ben.update("ad", wait=60)
    for rows in (
        lambda m: m.conflicts.iloc[0],
        lambda m: next(m.conflicts.itertuples()),
        lambda m: m.conflicts["conflict"].iloc[0],
        lambda _: 1,
    ):
        m = cjm.merge(bike, ana, ben)
        m.resolve(rows(m), "ours")
        assert m.journey.touchpoints["ad"].wait == 5


def test_g24_a_side_and_a_value_of_one_name(bike: cjm.Journey) -> None:
    """[G24] A value that is also the name of a side is given as value=."""
    ana, ben = copies(bike)
    ana.update("ad", name="x")
    ben.update("ad", name="theirs")
    m = cjm.merge(bike, ana, ben)
    m.resolve(1, value="ours")
    assert m.journey.touchpoints["ad"].name == "ours"
    m.resolve(1, "theirs")
    assert m.journey.touchpoints["ad"].name == "theirs"


@pytest.mark.parametrize(
    ("choice", "there"), [("ours", False), ("theirs", True), ("keep", True), ("remove", False)]
)
def test_g24_what_was_kept(bike: cjm.Journey, choice: str, there: bool) -> None:
    """[G24] What one removed and the other edited is kept or removed in the end."""
    ana, ben = copies(bike)
    ana.remove("shop")
    ben.update("shop", name="Visits two shops")
    m = cjm.merge(bike, ana, ben)
    (number,) = m.conflicts.loc[m.conflicts["record_id"] == "shop", "conflict"]
    m.resolve(number, choice)
    assert ("shop" in m.journey.touchpoints) == there
    assert m.conflicts["resolved"].sum() == 1


def test_g24_who_moved_it_where(bike: cjm.Journey) -> None:
    """[G24] A place is one value: the phase one of them chose."""
    ana, ben = copies(bike)
    ana.move("think", to="before")
    ben.move("think", to="riding")
    m = cjm.merge(bike, ana, ben)
    (row,) = m.conflicts.itertuples()
    assert (row.field, row.choices) == (
        "place",
        {"ours": "number 2 in Before", "theirs": "number 1 in Riding"},
    )
    m.resolve(row, "ours")
    assert m.journey.touchpoints["think"].phase == "before"
    m.resolve(row, "theirs")
    assert m.journey.touchpoints["think"].phase == "riding"
    m.resolve(row, value="buying")
    assert m.journey.touchpoints["think"].phase == "buying"


@pytest.mark.parametrize(
    ("conflict", "choices", "message"),
    [
        (0, {"choice": "ours"}, "no conflict 0"),
        (9, {"choice": "ours"}, "no conflict 9; there are 1"),
        ("x", {"choice": "ours"}, "no conflict 'x'"),
        (1, {}, "one of the two"),
        (1, {"choice": "ours", "value": 3}, "one of the two"),
        (1, {"choice": "soon"}, "wait"),
    ],
)
def test_g24_a_choice_that_is_none(
    bike: cjm.Journey, conflict: Any, choices: dict[str, Any], message: str
) -> None:
    """[G24] It is said, and nothing is changed."""
    ana, ben = copies(bike)
    ana.update("ad", wait=5)
    ben.update("ad", wait=60)
    m = cjm.merge(bike, ana, ben)
    before = m.journey.to_json()
    with pytest.raises(cjm.CjmError, match=message):
        m.resolve(conflict, **choices)
    assert m.journey.to_json() == before
    assert m.journey.revision == 0
    assert not m.conflicts["resolved"].any()


def test_g24_a_side_that_said_nothing(bike: cjm.Journey) -> None:
    """[G24] Of three sides one that did not touch the field cannot be right about it."""
    others = copies(bike, 3)
    others[0].update("ad", wait=5)
    others[1].update("ad", wait=60)
    m = cjm.merge(bike, *others)
    with pytest.raises(cjm.InvalidDocument, match="'3' did not touch wait"):
        m.resolve(1, "3")


def test_g25_what_was_put_in_together_stays_together(bike: cjm.Journey) -> None:
    """[G25] Two runs at one place come one after the other, and moves of both count."""
    ana, ben = copies(bike)
    for j, who in ((ana, "a"), (ben, "b")):
        last = "shop"
        for at in range(3):
            last = j.add_touchpoint(f"{who}{at}", phase="buying", after=last).id
    ana.move("ad", to="riding")
    merged = cjm.merge(bike, ana, ben).journey
    new = [name for name in names(merged) if name[0] in "ab" and len(name) == 2]
    assert new in (["a0", "a1", "a2", "b0", "b1", "b2"], ["b0", "b1", "b2", "a0", "a1", "a2"])
    assert names(merged)[-1] == "Sees the ad"
    assert names(merged).index("Visits the shop") < names(merged).index("a0")


def test_g25_one_who_went_on_from_the_other(bike: cjm.Journey) -> None:
    """[G25] Who added to what another had added keeps the order they gave it."""
    (ana,) = copies(bike, 1)
    ana.add_touchpoint("New", phase="buying", after="shop", id="new")
    (ben,) = copies(ana, 1)
    ben.add_touchpoint("Before it", phase="buying", before="new")
    ben.add_touchpoint("After it", phase="buying", after="new")
    for order in ((ana, ben), (ben, ana)):
        m = cjm.merge(bike, *order)
        assert m.journey.to_json() == ben.to_json()
        assert len(m.conflicts) == 0


def test_g25_moved_to_two_places_of_one_list(bike: cjm.Journey) -> None:
    """[G25] One stands, and it is told."""
    for at in range(4):
        bike.add_touchpoint(f"Step {at}", phase="riding", id=f"s{at}")
    ana, ben = copies(bike)
    ana.move("s3", before="s0")
    ben.move("s3", after="s1")
    m = cjm.merge(bike, ana, ben)
    (row,) = m.conflicts.itertuples()
    assert (row.kind, row.record_id) == ("order", "s3")
    assert row.choices == {"ours": "number 1 in Riding", "theirs": "number 3 in Riding"}
    m.resolve(1, "ours")
    assert next(t.id for t in m.journey.touchpoints if t.phase == "riding") == "s3"


@pytest.mark.parametrize("swap", [False, True])
def test_g26_what_stays_keeps_what_points_at_it(bike: cjm.Journey, swap: bool) -> None:
    """[G26] What one removed and another edited keeps what hangs on it and what points at it."""
    ana, ben = copies(bike)
    ana.remove("ana")
    ana.update("main", name="The main path")
    ben.update("ana", tagline="Rides to work")
    j = cjm.merge(bike, *((ben, ana) if swap else (ana, ben))).journey
    assert j.personas["ana"].tagline == "Rides to work"
    assert j.cards["pain"].personas == ("ana",)
    assert j.paths["main"].personas == ("ana",)
    assert j.lanes["lane"].persona == "ana"
    assert j.experiences["ex-ana"].persona == "ana"
    assert j.paths["main"].name == "The main path"


@pytest.mark.parametrize("swap", [False, True])
def test_g26_an_edited_touchpoint_keeps_its_cards(bike: cjm.Journey, swap: bool) -> None:
    """[G26] Its cards, scores and comments stay as well; what stands beside it goes."""
    ana, ben = copies(bike)
    ana.remove("buying", "gain")
    ben.update("shop", wait=5)
    j = cjm.merge(bike, *((ben, ana) if swap else (ana, ben))).journey
    assert j.touchpoints["shop"].phase == "buying"
    assert {"ex-all", "remark", "answer", "value", "edge"} <= set(j.store.state.records)
    assert "test" not in j.touchpoints


def test_g27_fields_of_what_both_added(bike: cjm.Journey) -> None:
    """[G27] Where both added one thing, what they disagree about is told."""
    ana, ben = copies(bike)
    ana.add_touchpoint("Pays", id="pay", wait=5, tags=["a"], description="x")
    ben.add_touchpoint("Pays", id="pay", wait=60, tags=["b"], kind="event")
    m = cjm.merge(bike, ana, ben)
    (row,) = m.conflicts.itertuples()
    assert (row.record_id, row.field, row.choices) == ("pay", "wait", {"ours": "5", "theirs": "60"})
    pay = m.journey.touchpoints["pay"]
    assert (set(pay.tags), pay.description, pay.kind) == ({"a", "b"}, "x", "event")


def test_g27_fields_of_later_versions(bike: cjm.Journey) -> None:
    """[G27] Unknown fields merge key by key; two values of one key are told."""
    sides = []
    for value in (1, 2):
        data = bike.to_dict()
        data["touchpoints"][1] |= {"x_both": value, f"x_{value}": True}
        sides.append(cjm.Journey.from_dict(data))
    m = cjm.merge(bike, *sides)
    (row,) = m.conflicts.itertuples()
    assert (row.field, row.choices) == ("extra.x_both", {"ours": "1", "theirs": "2"})
    extra = m.journey.touchpoints[row.record_id].extra
    assert extra["x_1"] is extra["x_2"] is True
    m.resolve(1, "ours")
    assert m.journey.touchpoints[row.record_id].extra["x_both"] == 1


def test_g27_facts_of_a_persona(bike: cjm.Journey) -> None:
    """[G27] Facts merge one by one; of two for one name the other is a comment."""
    ana, ben = copies(bike)
    ana.update("ana", demographics={"age": "30", "city": "Turin"})
    ben.update("ana", demographics={"age": "40", "job": "Nurse"})
    m = cjm.merge(bike, ana, ben)
    facts = m.journey.personas["ana"].demographics
    assert {"city", "job", "age"} == facts.keys()
    (row,) = m.conflicts.itertuples()
    assert (row.kind, row.field) == ("text", "demographics.age")
    m.resolve(1, "ours")
    assert m.journey.personas["ana"].demographics == {"age": "30", "city": "Turin", "job": "Nurse"}
    assert [c.resolved for c in m.journey.comments if c.target == "ana"] == [True]


def test_g23_one_id_for_two_things(bike: cjm.Journey) -> None:
    """[G23] Both are there; it can be marked as seen."""
    ana, ben = copies(bike)
    ana.add_phase("Other", id="twice")
    ben.add_touchpoint("Other", id="twice")
    m = cjm.merge(bike, ana, ben)
    (row,) = m.conflicts.itertuples()
    assert row.kind == "id"
    assert "Other" in names(m.journey)
    assert "Other" in [p.name for p in m.journey.phases]
    with pytest.raises(cjm.InvalidDocument, match="choose one of 'keep'"):
        m.resolve(1, "ours")
    assert not m.resolve(1, "keep")
    assert m.unresolved == []


def test_g28_conflicts_become_comments(bike: cjm.Journey) -> None:
    """[G28] What was not resolved is put on the map, once, the same whatever the order."""
    ana, ben = copies(bike)
    ana.update("ad", wait=5, name="A")
    ben.update("ad", wait=60, name="B")
    ana.remove("gain")
    ben.update("gain", severity=3)
    texts = set()
    for order in ((ana, ben), (ben, ana)):
        m = cjm.merge(bike, *order)
        m.note_conflicts()
        m.note_conflicts()
        texts.add(m.journey.to_json())
        assert cjm.Journey.from_json(m.journey.to_json())
    assert len(texts) == 1
    said = {c.target: c.text for c in m.journey.comments if c.author == "merge"}
    assert said.keys() == {"ad", "gain"}
    assert said["ad"].startswith('Merged: The wait was set to "5" and to "60"; ')
    assert "removed by one side" in said["gain"]


def test_g28_the_text_of_a_merge(bike: cjm.Journey) -> None:
    """[G28] A summary line and the conflicts, at most 72 columns wide."""
    ana, ben = copies(bike)
    ana.update("ad", name="A\x1b[31m" + "very " * 40)
    ben.update("ad", name="B")
    m = cjm.merge(bike, ana, ben)
    lines = str(m).split("\n")
    assert lines[0] == "Buying a bike: 2 merged, 1 conflict"
    assert max(map(len, lines)) <= 72
    assert "\x1b" not in str(m)
    assert "    theirs: B" in lines
    m.resolve(1, "theirs")
    assert str(m) == "Buying a bike: 2 merged, no conflicts"


def test_g10_files_are_merged(bike: cjm.Journey, tmp_path: Path) -> None:
    """[G10] Paths do as well; what is no map, or of a newer version, is a typed error."""
    base, ana = tmp_path / "base.cjm.json", tmp_path / "ana.cjm.json"
    bike.save(base)
    bike.add_phase("New")
    bike.save(ana)
    assert [p.name for p in cjm.merge(base, str(ana)).journey.phases][-1] == "New"
    newer = bike.to_dict() | {"version": 99}
    later = cjm.Journey.from_json(
        cjm.Journey.from_dict(bike.to_dict()).to_json().replace('"version": 1', '"version": 99'),
        read_only=True,
    )
    assert newer["version"] == later.to_dict()["version"]
    with pytest.raises(cjm.NewerDocument, match="version 99"):
        cjm.merge(bike, later)
    with pytest.raises(cjm.InvalidDocument, match="no map"):
        cjm.merge(bike, 7)  # type: ignore[arg-type]


def test_g24_wider_limits_are_kept() -> None:
    """[G24] What was read with wider limits merges, and is resolved, with those."""
    limits = cjm.Limits(text=100_000)
    base = cjm.Journey("Long")
    base.limits = limits
    step = base.add_touchpoint("Reads", description="x")
    ana, ben = (cjm.Journey.from_json(base.to_json(), limits=limits) for _ in range(2))
    ana.update(step.id, description="a" * 50_000)
    ben.update(step.id, description="b" * 60_000)
    m = cjm.merge(base, ana, ben)
    assert m.journey.limits == limits
    assert len(m.journey.comments) == 1
    for side, text in (("ours", "a" * 50_000), ("theirs", "b" * 60_000)):
        m.resolve(1, side)
        assert m.journey.touchpoints[0].description == text


def test_g31_a_merged_map_opens_with_the_limits_of_what_it_was_merged_from() -> None:
    """[G31] Comments with replaced texts are no longer than the limits of the maps allow."""
    limits = cjm.Limits(text=1_000)
    base = cjm.Journey("Short")
    base.limits = limits
    step = base.add_touchpoint("Reads", description="x")
    ana, ben = (cjm.Journey.from_json(base.to_json(), limits=limits) for _ in range(2))
    ana.update(step.id, description="a" * 990)
    ben.update(step.id, description="b" * 990)
    m = cjm.merge(base, ana, ben)
    again = cjm.Journey.from_json(m.journey.to_json(), limits=limits)
    kept = "".join(comment.text for comment in again.comments) + again.touchpoints[0].description
    assert (kept.count("a" * 900), kept.count("b" * 900)) == (1, 1)


def test_g22_scores_given_on_another_scale_are_named() -> None:
    """[G22] One changes the scale with all scores, another gives a score on the old one."""
    base = cjm.Journey("Felt", emotion_scale="1..5")
    step = base.add_touchpoint("Waits")
    ana, ben = base.add_persona("Ana"), base.add_persona("Ben")
    base.add_experience(step, ana, score=5)
    ours, theirs = copies(base)
    ours.convert_scale("-2..2")
    late = theirs.add_experience(step.id, ben.id, score=2)
    for order in ((ours, theirs), (theirs, ours)):
        m = cjm.merge(base, *order, names=["a", "b"])
        (row,) = m.conflicts.itertuples()
        assert (row.kind, row.record_id, row.field) == ("scale", late.id, "score")
        assert row.message == (
            "The score 2 was given on the scale 1 to 5; the merged map has -2 to 2."
        )
        m.resolve(row, value=-1)
        assert m.unresolved == []
        assert m.journey.get(late.id).score == -1
    assert cjm.merge(base, ours, ours).conflicts.empty
    # What is no score given on the old scale is not named: a note, another record, no score.
    theirs.update(base.experiences[0].id, note="in the rain")
    theirs.add_experience(step.id, ben.id, emotion="joy")
    theirs.add_touchpoint("Leaves")
    assert cjm.merge(base, ours, theirs).conflicts["record_id"].tolist() == [late.id]
    theirs.convert_scale("-2..2")
    assert cjm.merge(base, ours, theirs).conflicts.empty


def test_g22_what_lost_its_id_and_then_was_refused_is_named(bike: cjm.Journey) -> None:
    """[G22] Two gave one id to two things, and the second has no place: it is told by its name."""
    ours, theirs = copies(bike)
    ours.remove("ben")
    ours.add_channel("Ben's shop", id="ben")
    ours.add_phase("Twice", id="twice")
    theirs.add_card("ad", "pain", "Slow for Ben", id="twice", personas=["ben"])
    for order in ((ours, theirs), (theirs, ours)):
        names = ["ours", "theirs"] if order[0] is ours else ["theirs", "ours"]
        m = cjm.merge(bike, *order, names=names)
        lost = [row for row in m.conflicts.itertuples() if row.kind == "refused"]
        for row in lost:
            assert row.choices == {"theirs": "edited"}
            assert "Slow for Ben" in row.record
            assert "'ben', which is a channel" in row.message
            assert m.journey.get(row.record_id) is None
            assert m.resolve(row, "keep") is not None
        assert "Slow for Ben" in str(cjm.merge(bike, *order, names=names))
    assert len(lost) == 1


def test_g22_a_score_that_only_got_a_note_was_not_given_anew() -> None:
    """[G22] Not even where it is the same on both scales."""
    base = cjm.Journey("Felt", emotion_scale="1..5")
    felt = base.add_experience(base.add_touchpoint("Waits"), None, score=1)
    ours, theirs = copies(base)
    ours.convert_scale("1..10")
    theirs.update(felt, note="in the rain")
    m = cjm.merge(base, ours, theirs)
    assert m.conflicts.empty
    assert m.journey.get(felt.id).note == "in the rain"


def test_g24_a_side_that_is_called_base(bike: cjm.Journey) -> None:
    """[G24] A side is chosen by its name, also by the one of what all started from."""
    ours, theirs = copies(bike)
    ours.update("ad", wait=5)
    theirs.update("ad", wait=60)
    m = cjm.merge(bike, ours, theirs, names=["base", "other"])
    m.resolve(1, "base")
    assert m.journey.get("ad").wait == 5
    with pytest.raises(cjm.UnknownRecord):
        m.resolve(float("inf"), "other")
