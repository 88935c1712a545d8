"""What a merge decides and what it says of that, case by case."""

from __future__ import annotations

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.ids import made_id
from cjm_widgets.model.merge import Conflict, Merged, merge
from cjm_widgets.model.records import type_name
from cjm_widgets.model.state import State

KEPT = "was removed by one side and edited, or built on, by the other; it stays"


class Sides:
    """A map and what two people make of it."""

    def __init__(self, bike: cjm.Journey) -> None:
        self.base = bike.store.state
        self.one, self.two = (cjm.Journey.from_json(bike.to_json()) for _ in range(2))

    def merge(self) -> Merged:
        merged = merge(self.base, self.one.store.state, self.two.store.state)
        again = cjm.Journey.__new__(cjm.Journey)
        again._open(merged.state)
        assert cjm.Journey.from_json(again.to_json()).to_dict() == again.to_dict()
        return merged


@pytest.fixture
def sides(bike: cjm.Journey) -> Sides:
    return Sides(bike)


def ids(state: State, name: str) -> list[str]:
    return [record.id for record in state.in_order(name)]


def test_s74_a_replaced_text_is_told(sides: Sides) -> None:
    """[S74] The conflict names record and field, and says where the other text is."""
    sides.one.update("ad", name="Sees a poster")
    sides.two.update("ad", name="Sees a film")
    assert sides.merge().conflicts == [
        Conflict(
            "text", "ad", "name",
            "ad.name was written by both sides; the earlier text is now a comment on it",
        )
    ]  # fmt: skip


def test_s74_only_values_that_differ_are_told(sides: Sides) -> None:
    """[S74] One value set by both is no conflict, nor are tags, nor a field one side set."""
    sides.one.update("ad", wait=3, duration=1, tags=["a"], moment_of_truth=True)
    sides.two.update("ad", wait=3, duration=2, tags=["b"], status="validated")
    merged = sides.merge()
    assert merged.conflicts == [
        Conflict(
            "value", "ad", "duration",
            "ad.duration was set by both sides; the later value stands",
        )
    ]  # fmt: skip
    ad = merged.state.get("ad")
    assert (ad.wait, ad.duration, ad.status, ad.moment_of_truth) == (3, 2, "validated", True)


@pytest.mark.parametrize("swap", [False, True])
def test_s75_all_that_was_edited_stays(sides: Sides, swap: bool) -> None:
    """[S75] Several edits below what one side removed: each stays with what it hangs on."""
    remover, editor = (sides.two, sides.one) if swap else (sides.one, sides.two)
    remover.remove("before", "buying", "riding")
    editor.update("ad", wait=1)
    editor.update("test", wait=2)
    editor.update("idea", text="Book a ride by phone")
    editor.update(title="Riding", scenario="In town")
    merged = sides.merge()
    assert ids(merged.state, "touchpoint") == ["think", "ad", "test"]
    assert ids(merged.state, "phase") == ["before", "buying"]
    # "pain" hangs on what was edited, and is no conflict of its own.
    assert sorted(ids(merged.state, "card")) == ["idea", "pain"]
    assert (merged.state.journey.title, merged.state.journey.scenario) == ("Riding", "In town")
    assert sorted(merged.conflicts) == sorted(
        Conflict("kept", i, None, f"{type_name(merged.state.get(i))} {i!r} {KEPT}")
        for i in ("ad", "test", "idea", "before", "buying")
    )


@pytest.mark.parametrize("swap", [False, True])
def test_s75_what_was_built_on_stays(sides: Sides, swap: bool) -> None:
    """[S75] Something new keeps what it hangs on from going, though nobody edited that."""
    remover, editor = (sides.two, sides.one) if swap else (sides.one, sides.two)
    remover.remove("buying", "before")
    editor.add_card("test", "pain", "Cold", id="cold")
    merged = sides.merge()
    assert ids(merged.state, "touchpoint") == ["think", "test"]
    assert merged.state.get("cold").touchpoint == "test"
    assert {c.record for c in merged.conflicts} == {"test", "buying"}


@pytest.mark.parametrize("swap", [False, True])
def test_s75_comments_that_answer_each_other(bike: cjm.Journey, swap: bool) -> None:
    """[S75] One of two comments on each other was edited: both stay."""
    bike.update("remark", parent="answer")
    sides = Sides(bike)
    remover, editor = (sides.two, sides.one) if swap else (sides.one, sides.two)
    remover.remove("remark")
    editor.update("answer", text="The one by the river")
    merged = sides.merge()
    assert {c.record for c in merged.conflicts} == {"remark", "answer"}
    assert merged.state.get("remark").parent == "answer"


def test_s75_taking_something_out_is_an_edit(sides: Sides) -> None:
    """[S75] Who clears a field, or shortens a list, has edited the record."""
    sides.one.remove("gain", "pain")
    sides.two.update("gain", owner=None)
    sides.two.update("pain", personas=[])
    merged = sides.merge()
    assert {c.record for c in merged.conflicts} == {"gain", "pain"}
    assert merged.state.get("gain").owner is None
    assert merged.state.get("pain").personas == ()


def test_s75_what_goes_with_a_removal_is_no_edit(bike: cjm.Journey) -> None:
    """[S75] A field or a list that lost what was removed keeps no record from going."""
    bike.update("pain", personas=["ana", "ben"], owner="olga", tags=["ana"])
    sides = Sides(bike)
    sides.one.remove("gain", "pain")
    sides.two.remove("ana", "olga")
    merged = sides.merge()
    assert merged.conflicts == []
    assert ids(merged.state, "card") == ["idea"]
    assert ids(merged.state, "persona") == ["ben"]


def test_s75_what_stays_keeps_its_references(bike: cjm.Journey) -> None:
    """[S75] Who removes a person takes her out of cards, too; where she stays so do these."""
    bike.update("gain", owner="olga")
    bike.update("pain", owner="olga", personas=["ana", "ben"])
    sides = Sides(bike)
    sides.one.update("olga", role="Sales")
    sides.two.remove("olga")
    sides.two.remove("ben")
    merged = sides.merge()
    assert [c.record for c in merged.conflicts] == ["olga"]
    assert merged.state.get("gain").owner == merged.state.get("pain").owner == "olga"
    assert merged.state.get("pain").personas == ("ana",)


def test_s75_what_was_pointed_elsewhere_stays_so(bike: cjm.Journey) -> None:
    """[S75] What comes back gets no reference again that was given to another record meanwhile."""
    bike.update("gain", owner="olga")
    bike.add_person("Paul", id="paul")
    sides = Sides(bike)
    sides.one.update("gain", owner="paul")
    sides.one.remove("olga")
    sides.two.update("olga", role="Sales")
    merged = sides.merge()
    assert merged.state.get("olga").role == "Sales"
    assert merged.state.get("gain").owner == "paul"
    # What nobody gave to another is hers again.
    assert merged.state.get("shop").owners == ("olga",)


def test_s74_a_replaced_text_is_one_comment_however_often_it_is_merged(sides: Sides) -> None:
    """[S74] Who merges again, with the text of the other side once more, gets no second one."""
    sides.one.update("ad", name="Sees a poster")
    sides.two.update("ad", name="Sees a film")
    first = sides.merge().state
    other = merge(sides.base, first, sides.one.store.state).state
    again = merge(sides.base, other, sides.two.store.state).state
    assert again.get("ad").name == "Sees a film"
    told = [comment.text for comment in again.in_order("comment") if comment.target == "ad"]
    assert len(told) == len(set(told)) == 2


def test_s75_another_position_in_the_list_is_no_edit(sides: Sides) -> None:
    """[S75] What only moved among its neighbours goes; what moved elsewhere stays."""
    sides.one.remove("shop", "test")
    sides.two.move("shop", after="test")
    assert ids(sides.merge().state, "touchpoint") == ["think", "ad"]
    sides.two.move("shop", to="riding")
    merged = sides.merge()
    assert ids(merged.state, "touchpoint") == ["think", "ad", "shop"]
    assert merged.state.get("shop").phase == "riding"
    assert [c.record for c in merged.conflicts] == ["shop"]


def test_s76_what_pointed_at_the_second_follows_its_new_id(sides: Sides) -> None:
    """[S76] Fields that named the second thing of one id name it by its new one."""
    sides.one.add_phase("Other", id="twice")
    sides.one.add_persona("Cleo", id="cleo", tagline="rides")
    sides.two.add_touchpoint("Other", phase="riding", id="twice")
    sides.two.add_persona("Cleo", id="cleo")
    sides.two.add_comment("twice", "so", id="on-it")
    sides.two.update("main", name="Whole", steps=["ad", "twice"])
    sides.two.update("test", planned_ref="twice", wait=4)
    merged = sides.merge()
    state = merged.state
    (conflict,) = merged.conflicts
    new = state.get("on-it").target
    assert conflict == Conflict(
        "id", "twice", None,
        f"both sides added something called 'twice'; the touchpoint is now {new!r}",
    )  # fmt: skip
    assert new.startswith("tp-")
    assert state.get("cleo").tagline == "rides"
    assert (state.get("twice").name, type_name(state.get("twice"))) == ("Other", "phase")
    assert (state.get(new).name, state.get(new).phase) == ("Other", "riding")
    assert (state.get("main").name, state.get("main").steps) == ("Whole", ("ad", new))
    assert (state.get("test").planned_ref, state.get("test").wait) == (new, 4)


def test_s76_one_thing_added_by_both(sides: Sides) -> None:
    """[S76] Fields the second left empty are those of the first; it stands where the second has it.

    What is added beside it is added all the same.
    """
    sides.one.add_phase("Paying", id="new", description="by card", after="before")
    sides.two.add_phase("Payment", id="new", color="#112233")
    sides.two.add_touchpoint("Pays", phase="new", id="pays")
    sides.one.add_phase("Same", id="same")
    sides.two.add_phase("Same", id="same")
    merged = sides.merge()
    new = merged.state.get("new")
    assert (new.name, new.description, new.color) == ("Payment", "by card", "#112233")
    assert ids(merged.state, "phase") == ["before", "buying", "riding", "new", "same"]
    assert merged.state.get("pays").phase == "new"
    assert [c.kind for c in merged.conflicts] == ["text"]


def test_s76_an_id_that_became_another_thing(sides: Sides) -> None:
    """[S76] One side made another thing of an id, the other edited it: both are there."""
    sides.one.remove("ben")
    sides.one.add_channel("Ben's shop", id="ben")
    sides.two.update("ben", quote="Nice")
    merged = sides.merge()
    assert merged.state.get("ben").name == "Ben's shop"
    (persona,) = [p for p in merged.state.in_order("persona") if p.id != "ana"]
    assert (persona.name, persona.quote) == ("Ben", "Nice")
    assert {c.kind for c in merged.conflicts} == {"kept", "id"}


def test_s79_an_edit_without_a_place_takes_no_other_along(sides: Sides) -> None:
    """[S79] What cannot be made is told, with the reason; all the rest of that side is made."""
    sides.one.remove("ben")
    sides.one.add_channel("Ben's shop", id="ben")
    two = sides.two
    two.add_phase("Paying", id="paying")
    two.add_touchpoint("Pays", phase="paying", id="pays")
    two.add_card("pays", "pain", "Slow", id="slow")
    two.add_card("pays", "gain", "Quick", id="bens", personas=["ben"])
    first = two.add_comment("pays", "Why?", id="why")
    two.add_comment("pays", "So", id="so", parent=first)
    two.update(first, parent="so")
    # Last among what is new, and yet it must be there before all the others.
    two.update("paying", color="#112233")
    two.update("lane", persona="ben", title="For Ben")
    two.update("ad", wait=7)
    two.update("shop", wait=8)
    two.remove("survey", "goal")
    merged = sides.merge()
    what = "is 'ben', which is a channel; it must be a persona"
    assert merged.conflicts == [
        Conflict("refused", "bens", None, f"bens.personas {what}"),
        Conflict("refused", "lane", None, f"lane.persona {what}"),
    ]
    state = merged.state
    assert (state.get("slow").touchpoint, state.get("pays").phase) == ("pays", "paying")
    assert (state.get("why").parent, state.get("so").parent) == ("so", "why")
    assert (state.get("ad").wait, state.get("shop").wait) == (7, 8)
    assert state.get("survey") is state.get("goal") is None
    assert state.get("lane").persona == "ana"
    assert state.get("ben").name == "Ben's shop"


def test_s73_neither_side_is_altered(sides: Sides) -> None:
    """[S73] The three maps are as they were."""
    sides.one.update("ad", name="Sees a poster")
    sides.two.remove("buying")
    sides.two.update("ad", name="Sees a film")
    states = (sides.base, sides.one.store.state, sides.two.store.state)
    before = [dict(state.records) for state in states]
    sides.merge()
    assert [dict(state.records) for state in states] == before


def test_s79_what_is_new_is_made_one_by_one(sides: Sides) -> None:
    """[S79] What hangs on something new comes after it; only what cannot be made is left."""
    sides.one.remove("ben")
    sides.one.add_channel("Ben's shop", id="ben")
    sides.two.add_touchpoint("Pays", phase="riding", id="pays")
    sides.two.add_card("pays", "pain", "Slow", id="slow")
    sides.two.update("pays", wait=3)
    sides.two.update("lane", persona="ben")
    merged = sides.merge()
    assert [(c.kind, c.record) for c in merged.conflicts] == [("refused", "lane")]
    assert merged.state.get("slow").touchpoint == "pays"
    assert merged.state.get("pays").wait == 3


def test_s76_what_hangs_on_another_thing_by_now_follows_its_own(sides: Sides) -> None:
    """[S76] A score of a persona whose id the other side gave away brings the persona back."""
    sides.one.remove("ben")
    sides.one.add_channel("Ben's shop", id="ben")
    sides.two.add_experience("ad", "ben", 1, id="bens")
    merged = sides.merge()
    persona = merged.state.get(merged.state.get("bens").persona)
    assert (persona.name, type_name(persona)) == ("Ben", "persona")
    assert {(c.kind, c.record) for c in merged.conflicts} == {("kept", "ben"), ("id", "ben")}


def test_s74_unknown_fields_are_told_one_by_one(bike: cjm.Journey) -> None:
    """[S74] One that both set to different values is told; one that a side left alone is not."""

    def with_fields(**fields: object) -> cjm.Journey:
        data = bike.to_dict()
        (ad,) = (step for step in data["touchpoints"] if step["id"] == "ad")
        ad |= fields
        return cjm.Journey.from_dict(data)

    sides = Sides(with_fields(rank=1, seats=10, rain=False))
    sides.one = with_fields(rank=2, seats=10, rain=True, sun=1)
    sides.two = with_fields(rank=3, seats=11, rain=True, wind=2)
    merged = sides.merge()
    assert merged.conflicts == [
        Conflict(
            "value", "ad", "extra.rank",
            "ad.extra.rank was set by both sides; the later value stands",
        )
    ]  # fmt: skip
    held = merged.state.get("ad").extra
    assert held == {"rank": 3, "seats": 11, "rain": True, "sun": 1, "wind": 2}


@pytest.mark.parametrize("converted", ["one", "two"])
def test_s74_scores_on_another_scale_are_told(converted: str) -> None:
    """[S74] Whichever side converted the scale; the scores it converted are none."""
    base = cjm.Journey("Felt", emotion_scale="1..5")
    step, ana = base.add_touchpoint("Waits"), base.add_persona("Ana", id="ana")
    base.add_experience(step, ana, score=5, id="old")
    sides = Sides(base)
    other = "two" if converted == "one" else "one"
    getattr(sides, converted).convert_scale("-2..2")
    late = getattr(sides, other).add_experience(step.id, score=2, id="late")
    getattr(sides, other).update("ana", name="Anna")
    merged = sides.merge()
    assert merged.conflicts == [
        Conflict(
            "scale", late.id, "score",
            "The score 2 was given on the scale 1 to 5; the merged map has -2 to 2.",
        )
    ]  # fmt: skip
    assert [merged.state.get(i).score for i in ("old", "late")] == [2, 2]


def test_s74_what_is_told_has_an_id_of_its_own(sides: Sides) -> None:
    """[S74] One and the same for everybody who merges, so that it is told once."""
    sides.one.update("ad", name="Sees a poster")
    sides.two.update("ad", name="Sees a film")
    before = ids(sides.base, "comment")
    (told,) = (c for c in sides.merge().state.in_order("comment") if c.id not in before)
    assert told.target == "ad"
    assert "Sees a poster" in told.text
    assert told.id == made_id("comment", "ad", told.text)
    # With the comment there already, nothing is said again.
    again = merge(sides.base, sides.merge().state, sides.two.store.state)
    assert ids(again.state, "comment") == [*before, told.id]
