"""`Journey` as people use it: adding, editing, moving, removing, blocks, undo, listeners."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import numpy as np
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.order import key_between, keys_between
from cjm_widgets.model.records import COLLECTIONS, RECORD_TYPES, type_name
from tests.model.test_records import DESIGN, REQUIRED

KINDS = [type_name(record_type) for record_type in RECORD_TYPES[1:]]
NEEDED: dict[str, dict[str, Any]] = {
    "experience": {"touchpoint": "ad"}, "card": {"target": "ad", "kind": "pain"},
    "comment": {"target": "ad"}, "reaction": {"target": "ad"}, "metric_value": {"metric": "csat"},
    "edge": {"source": "ad", "target": "shop"}, "vote": {"session": "session", "target": "pain"},
    "stroke": {"anchor": "ad"}, "sticky_note": {"board": "board"},
}  # fmt: skip


def undo_all(j: cjm.Journey) -> None:
    while True:
        try:
            j.undo()
        except cjm.NothingToUndo:
            return


# -- a new map ----------------------------------------------------------------------------


def test_j1_a_new_map() -> None:
    """[J1] A new map has a title, the usual lanes in its language, revision 0, nothing to undo."""
    j = cjm.Journey("Rower", map_type="future", language="pl")
    assert (j.title, j.info.map_type, j.revision, j.history) == ("Rower", "future", 0, [])
    assert [lane.kind for lane in j.lanes] == [
        "channel", "action", "emotion", "thought", "pain", "gain", "opportunity",
    ]  # fmt: skip
    assert j.lanes[2].title == "Emocje"
    assert cjm.Journey("x", language="de").lanes[2].title == "Emotion"
    with pytest.raises(cjm.NothingToUndo):
        j.undo()
    assert cjm.Journey().id != cjm.Journey().id


def test_j1_every_field_of_the_journey() -> None:
    """[J1] Every field of the journey can be given, the owner by name."""
    j = cjm.Journey(
        "T", description="d", map_type="future", basis="planned", scenario="s",
        expectations=["e"], problem="p", language="it", status="draft", owner="Ana",
        derived_from="x", emotion_scale="1..5",
    )  # fmt: skip
    assert j.people[0].name == "Ana"
    assert j.info.owner == j.people[0].id
    assert (j.revision, j.history) == (0, [])
    assert j.emotion_scale == cjm.EMOTION_SCALES["1..5"]
    assert cjm.Journey.from_json(j.to_json()).to_dict() == j.to_dict()


@pytest.mark.parametrize("name", cjm.EMOTION_SCALES)
def test_j1_emotion_scales(name: str) -> None:
    """[J1] The presets are scales that go up with their neutral point on them."""
    scale = cjm.Journey(emotion_scale=name).emotion_scale
    assert scale.min <= scale.neutral <= scale.max
    assert cjm.Journey(emotion_scale=name.upper()).emotion_scale == scale


@pytest.mark.parametrize(
    "scale",
    [
        "1..7", "", 5, cjm.EmotionScale(min="low"), cjm.EmotionScale(min=5),
        cjm.EmotionScale(step=0), cjm.EmotionScale(neutral=9), {"mim": 1}, {"min": "low"}, [],
        cjm.EmotionScale(min=float("nan")),
    ],
    ids=repr,
)  # fmt: skip
def test_j1_scales_that_are_none(bike: cjm.Journey, unchanged: Any, scale: Any) -> None:
    """[J1] What is no scale is refused, also where it was built by hand."""
    with pytest.raises(cjm.CjmError):
        cjm.Journey(emotion_scale=scale)
    with unchanged(bike), pytest.raises(cjm.CjmError):
        bike.update(emotion_scale=scale)


# -- adding -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_j2_add(bike: cjm.Journey, kind: str) -> None:
    """[J2] `add_<type>` returns the record that is in the map: one revision, one undo."""
    before = bike.to_dict()
    record = getattr(bike, f"add_{kind}")(**NEEDED.get(kind, {}), id="new")
    assert type_name(record) == kind
    assert bike.get("new") == record
    assert bike.revision == 1
    assert bike.history[0].change.added["new"] == record
    assert "new" in bike.to_json()
    bike.undo()
    assert bike.to_dict() == before


#: Values for fields whose default does not tell what they take.
EXAMPLES: dict[str, Any] = {
    "vote.weight": 0,  # two of these fit into the budget
    "touchpoint": "ad", "persona": "ana", "metric": "csat", "owner": "olga", "lane": "lane",
    "parent": None, "session": "session", "evidence": ["survey"], "channels": ["Instagram"],
    "owners": ["olga"], "personas": ["ana"], "touchpoints": ["ad"], "steps": ["ad", "ad"],
    "edge.source": "shop", "target": "ad", "anchor": "ad", "planned_ref": "ad",
    "experience.source": "observed", "metric.target": 3.5, "goal.target": 3.5,
    "vote.target": "pain", "start": "2026-11-21", "end": "2026-11-21", "date": "2026-11-21",
    "due": "2026-11-21", "color": "#123456", "share": 0.5, "probability": 0.5, "in_use": True,
    "intended": False, "points": [(1, 2)], "board": "board", "about": "pain",
    "promoted_to": "gain", "started": "2026-11-21T09:30:00Z",
}  # fmt: skip


def example(kind: str, field: str) -> Any:
    """Return a value for a field that is not its default, where there is another."""
    for name in (f"{kind}.{field}", field):
        if name in EXAMPLES:
            return EXAMPLES[name]
    match usual := DESIGN[kind][field]:
        case None:
            return 3
        case bool():
            return not usual
        case int():
            return usual + 1
        case list():
            return ["a", "b"]
        case dict():
            return {"a": "b"}
    return usual or "x"


@pytest.mark.parametrize("kind", KINDS)
def test_j2_add_takes_every_field(bike: cjm.Journey, kind: str) -> None:
    """[J2] `add_<type>` and `update` take every field of the record, and no other."""
    values = {field: example(kind, field) for field in DESIGN[kind]}
    call = dict(values)
    if kind == "card":
        call["target"] = "ad"
    added = getattr(bike, f"add_{kind}")(**call)
    again = getattr(bike, f"add_{kind}")(**NEEDED.get(kind, {}))
    bike.update(again, **values)
    for field in DESIGN[kind]:
        assert getattr(bike.get(again), field) == getattr(added, field), field
    if kind != "channel":
        assert bike.get(again).id != added.id
    assert cjm.Journey.from_json(bike.to_json()).to_json() == bike.to_json()
    with pytest.raises(cjm.UnknownField):
        getattr(bike, f"add_{kind}")(**NEEDED.get(kind, {}), nonsense=1)


@pytest.mark.parametrize("kind", KINDS)
def test_j2_add_by_name_of_type(bike: cjm.Journey, unchanged: Any, kind: str) -> None:
    """[J2] `add("type")` adds any type, and says which field it misses."""
    needed = {n: v for n, v in NEEDED.get(kind, {}).items() if n != "target" or kind != "card"}
    if kind == "card":
        needed["touchpoint"] = "ad"
    if kind == "metric_value":
        needed["target"] = "ad"
    assert type_name(bike.add(kind, **needed)) == kind
    for field in [n for n, v in DESIGN[kind].items() if v is REQUIRED and n != "lane"]:
        less = {n: v for n, v in needed.items() if n != field}
        with unchanged(bike), pytest.raises(cjm.InvalidDocument, match=f"{kind}.{field}"):
            bike.add(kind, **less)
    with unchanged(bike), pytest.raises(cjm.UnknownField, match="touchpoint"):
        bike.add("touchpont")
    with pytest.raises(cjm.UnknownField):
        bike.add("journey")


def test_j2_the_example_of_the_design() -> None:
    """[J2] The lines everybody will write first."""
    j = cjm.Journey("Buying a bike", map_type="current", language="en")
    ph = j.add_phase("Awareness", purchase_stage="before")
    tp = j.add_touchpoint("Sees the ad", phase=ph, channels=["Instagram"], emotion=1)
    card = j.add_card(tp, "pain", "Too many models", author="Ana")
    assert (tp.phase, j.channels[tp.channels[0]].name) == (ph.id, "Instagram")
    (felt,) = j.experiences
    assert (felt.touchpoint, felt.persona, felt.score, felt.source) == (tp.id, None, 1, "assumed")
    assert (card.touchpoint, card.author, j.lanes[card.lane].kind) == (tp.id, "Ana", "pain")
    assert j.revision == 3
    j.update(tp, name="Sees the video ad")
    assert j.touchpoints[tp.id].name == "Sees the video ad"


def test_j3_channels_owners_and_personas_by_name(bike: cjm.Journey, unchanged: Any) -> None:
    """[J3] References are records, ids or names; new channels and owners are made, once.

    A persona that does not exist is an error: a typing error would make a ghost.
    """
    t = bike.add_touchpoint("x", channels=["Instagram", "Web"], owners=["Olga", "Tom"])
    assert [bike.channels[i].name for i in t.channels] == ["Instagram", "Web"]
    assert [bike.people[i].name for i in t.owners] == ["Olga", "Tom"]
    assert len(bike.channels) == 2
    assert bike.revision == 1
    u = bike.add_touchpoint("y", channels=[bike.channels[0], t.channels[1]])
    assert u.channels == t.channels
    bike.update(u, channels=["Radio", "Radio"])
    assert [c.name for c in bike.channels] == ["Instagram", "Web", "Radio"]
    assert bike.add_experience(t, "Ana", 1).persona == "ana"
    with unchanged(bike), pytest.raises(cjm.UnknownRecord, match="Carl") as caught:
        bike.add_experience(t, "Carl", 1)
    assert (caught.value.field, caught.value.value) == ("persona", "Carl")
    with unchanged(bike), pytest.raises(cjm.UnknownRecord, match="Carl"):
        bike.add_touchpoint("z", channels=["New"], emotion={"Carl": 1})


def test_j3_a_name_that_is_the_id_of_something_else(bike: cjm.Journey) -> None:
    """[J3] A name stays a name where a record of another type has it as its id."""
    bike.add_touchpoint("Website", id="web")
    t = bike.add_touchpoint("x", channels=["web"])
    assert [bike.channels[i].name for i in t.channels] == ["web"]


def test_j3_emotion_for_each_persona(bike: cjm.Journey) -> None:
    """[J3] `emotion=` takes a score, or one for each persona by name or id."""
    t = bike.add_touchpoint("x", emotion={"Ana": 2, "ben": -1})
    assert {e.persona: e.score for e in bike.experiences if e.touchpoint == t.id} == {
        "ana": 2, "ben": -1,
    }  # fmt: skip
    assert bike.add_touchpoint("y", emotion={"ana": None, "ben": 0}).id
    assert len(bike.experiences) == 2 + 2 + 1
    assert bike.revision == 2


def test_j3_cards_find_their_lane(bike: cjm.Journey) -> None:
    """[J3] A card stands in the first lane of its kind; a lane that is missing is made."""
    assert bike.lanes[bike.add_card("ad", "quote", "!").lane].kind == "thought"
    lanes = len(bike.lanes)
    need = bike.add_card("buying", "need", "Advice")
    assert (bike.lanes[-1].kind, bike.lanes[-1].title, need.lane) == ("need", "Need", need.lane)
    assert len(bike.lanes) == lanes + 1
    assert (need.phase, need.touchpoint) == ("buying", None)
    assert bike.add_card("ad", "pain", "", lane="lane").lane == "lane"
    assert bike.add("card", touchpoint="ad", kind="need").lane == need.lane
    bike.undo()
    bike.undo()
    bike.undo()
    assert len(bike.lanes) == lanes


class Kind(StrEnum):
    WAIT = "wait"


def test_j3_values_as_people_have_them(bike: cjm.Journey) -> None:
    """[J3] Numbers of numpy, dates and enums are taken for what they stand for."""
    score = bike.add_experience("ad", "ana", np.float64(1.5), n=np.int64(3), sd=np.float32(0.5))
    assert (type(score.score), type(score.n), type(score.sd)) == (float, int, float)
    assert type(bike.add_experience("ad", None, np.int64(1)).score) is float
    t = bike.add_touchpoint(
        np.str_("x"), kind=Kind.WAIT, start=date(2026, 11, 21), moment_of_truth=np.bool_(True),
        end=datetime(2026, 11, 21, 9, 30, tzinfo=UTC), tags=("a",),
    )  # fmt: skip
    assert (t.kind, type(t.kind), type(t.name)) == ("wait", str, str)
    assert (t.start, t.end) == ("2026-11-21", "2026-11-21T09:30:00+00:00")
    assert cjm.Journey.from_json(bike.to_json()).to_json() == bike.to_json()


# -- where a record is put ----------------------------------------------------------------


def test_j4_after_and_before(bike: cjm.Journey) -> None:
    """[J4] `after=` and `before=` put a record next to another, in that one's phase."""
    bike.add_touchpoint("x", id="x", after="shop")
    bike.add_touchpoint("y", id="y", before="shop")
    bike.add_phase("p", id="p", after="before")
    assert bike.touchpoints.ids == ["think", "ad", "y", "shop", "x", "test"]
    assert {t.phase for t in bike.touchpoints[2:]} == {"buying"}
    assert bike.phases.ids == ["before", "p", "buying", "riding"]


@pytest.mark.parametrize(
    ("how", "order"),
    [
        ({"after": "test"}, ["think", "ad", "test", "shop"]),
        ({"before": "test"}, ["think", "ad", "shop", "test"]),
        ({"after": "ad"}, ["think", "ad", "shop", "test"]),
        ({"before": "ad"}, ["think", "shop", "ad", "test"]),
        ({"to": "before"}, ["think", "ad", "shop", "test"]),
        ({"to": "riding"}, ["think", "ad", "test", "shop"]),
        ({"after": "think"}, ["think", "shop", "ad", "test"]),
        ({"before": "think"}, ["shop", "think", "ad", "test"]),
        ({"after": "shop"}, ["think", "ad", "shop", "test"]),
        ({"before": "shop"}, ["think", "ad", "shop", "test"]),
        ({}, ["think", "ad", "test", "shop"]),
    ],
    ids=str,
)
def test_j4_move(bike: cjm.Journey, how: dict[str, str], order: list[str]) -> None:
    """[J4] A record moves next to another, to the end of a phase, or to the end of its list."""
    before = bike.to_dict()
    bike.move("shop", **how)
    assert bike.touchpoints.ids == order
    beside = how.get("after", how.get("before"))
    if beside:
        assert bike.touchpoints["shop"].phase == bike.touchpoints[beside].phase
    elif "to" in how:
        assert bike.touchpoints["shop"].phase == how["to"]
    assert bike.touchpoints["shop"].name == "Visits the shop"
    if bike.to_dict() != before:
        bike.undo()
    assert bike.to_dict() == before


def test_j4_move_cards(bike: cjm.Journey) -> None:
    """[J4] A card moves to another touchpoint, a phase or a lane, and keeps the rest."""
    bike.move("pain", to="shop")
    assert bike.cards["pain"].touchpoint == "shop"
    bike.move("pain", to="riding")
    assert (bike.cards["pain"].phase, bike.cards["pain"].touchpoint) == ("riding", None)
    bike.move("pain", to="ad", lane="lane")
    assert (bike.cards["pain"].touchpoint, bike.cards["pain"].lane) == ("ad", "lane")
    bike.update("pain", touchpoint="test")
    assert bike.cards["pain"].touchpoint == "test"
    bike.update("ad", phase=None)
    assert bike.touchpoints["ad"].phase is None


@pytest.mark.parametrize(
    ("move", "error"),
    [
        (lambda j: j.move("shop", after="before"), cjm.InvalidDocument),
        (lambda j: j.move("shop", after="nope"), cjm.UnknownRecord),
        (lambda j: j.move("shop", after="ad", before="test"), cjm.InvalidDocument),
        (lambda j: j.move("shop", to="ad"), cjm.InvalidDocument),
        (lambda j: j.move("shop", to="nope"), cjm.UnknownRecord),
        (lambda j: j.move("shop", lane="lane"), cjm.InvalidDocument),
        (lambda j: j.move("before", to="buying"), cjm.InvalidDocument),
        (lambda j: j.move("pain", to="ana"), cjm.InvalidDocument),
        (lambda j: j.move("pain", lane="ad"), cjm.InvalidDocument),
        (lambda j: j.move("edge"), cjm.InvalidDocument),
        (lambda j: j.move(j.info), cjm.InvalidDocument),
        (lambda j: j.move("nope"), cjm.UnknownRecord),
        (lambda j: j.add_phase("x", after="ad"), cjm.InvalidDocument),
        (lambda j: j.add_phase("x", after="before", before="riding"), cjm.InvalidDocument),
        (lambda j: j.add_touchpoint("x", phase="ana"), cjm.InvalidDocument),
        (lambda j: j.update("pain", touchpoint=None), cjm.InvalidDocument),
    ],
)
def test_j4_places_that_are_none(
    bike: cjm.Journey, unchanged: Any, move: Callable[[cjm.Journey], Any], error: type[Exception]
) -> None:
    """[J4] A place that is none is refused and nothing changes."""
    with unchanged(bike), pytest.raises(error):
        move(bike)


def test_j4_many_moves_to_one_place() -> None:
    """[J4] Putting things between the same two neighbours goes on for ever."""
    j = cjm.Journey.from_dict({"format": "cjm", "version": 1})
    first, last = j.add_phase("first"), j.add_phase("last")
    for n in range(300):
        j.add_phase(str(n), after=first)
    for _ in range(300):
        j.move(last, before=j.phases[1])
    assert [p.name for p in j.phases] == ["first", "last", *map(str, reversed(range(300)))]
    assert cjm.Journey.from_json(j.to_json()).phases.ids == j.phases.ids


# -- editing ------------------------------------------------------------------------------


def test_j5_update_returns_the_change(bike: cjm.Journey) -> None:
    """[J5] `update` returns what was changed, from which value to which."""
    change = bike.update("ad", name="Ad", duration=60)
    assert change.updated == {"ad": {"name": ("Sees the ad", "Ad"), "duration": (None, 60.0)}}
    assert bike.update("ad", name="Ad").updated == {}
    assert bike.update(title="Bikes").updated == {bike.id: {"title": ("Buying a bike", "Bikes")}}
    assert bike.title == "Bikes"


def test_j5_records_are_values(bike: cjm.Journey) -> None:
    """[J5] A record in hand stays as it was; editing through it edits what is there now."""
    old = bike.touchpoints["ad"]
    bike.update(old, name="A")
    bike.update(old, description="B")
    assert (old.name, bike.get(old).name, bike.get(old).description) == ("Sees the ad", "A", "B")
    with pytest.raises(AttributeError):
        old.name = "x"  # type: ignore[misc]


def test_j5_the_callers_values_are_his(bike: cjm.Journey) -> None:
    """[J5] A list or dict that was handed over can be altered without altering the map."""
    facts, tags = {"age": "30"}, ["a"]
    bike.update("ana", demographics=facts)
    bike.update("ad", tags=tags)
    before = bike.to_json()
    facts["age"] = "31"
    tags.append("b")
    assert bike.to_json() == before


REFUSED = {
    "unknown field": (lambda j: j.update("ad", nam="x"), cjm.UnknownField, None, "nam"),
    "unknown field of the map": (lambda _: cjm.Journey(titel="x"), cjm.UnknownField, None, "titel"),
    "unknown field, adding": (lambda j: j.add_phase("x", colour="x"), cjm.UnknownField, None,
                              "colour"),
    "id": (lambda j: j.update("ad", id="x"), cjm.UnknownField, None, "id"),
    "text": (lambda j: j.update("ad", name=5), cjm.InvalidDocument, "ad", "name"),
    "None": (lambda j: j.update("ad", name=None), cjm.InvalidDocument, "ad", "name"),
    "long": (lambda j: j.update("ad", name="x" * 1001), cjm.InvalidDocument, "ad", "name"),
    "half a character": (lambda j: j.update("ad", name="\ud800"), cjm.InvalidDocument, "ad",
                         "name"),
    "number": (lambda j: j.update("ad", duration="x"), cjm.InvalidDocument, "ad", "duration"),
    "negative": (lambda j: j.update("ad", duration=-1), cjm.InvalidDocument, "ad", "duration"),
    "not a number": (lambda j: j.add_experience("ad", None, float("nan")), cjm.InvalidDocument,
                     ..., "score"),
    "infinite": (lambda j: j.update("ex-ana", score=float("inf")), cjm.InvalidDocument,
                 "ex-ana", "score"),
    "rating": (lambda j: j.update("ad", importance_customer=6), cjm.InvalidDocument, "ad",
               "importance_customer"),
    "flag": (lambda j: j.update("ad", moment_of_truth=1), cjm.InvalidDocument, "ad",
             "moment_of_truth"),
    "date": (lambda j: j.update("ad", start="soon"), cjm.InvalidDocument, "ad", "start"),
    "colour": (lambda j: j.update("ana", color="red"), cjm.InvalidDocument, "ana", "color"),
    "list of texts": (lambda j: j.update("ad", tags=[1]), cjm.InvalidDocument, "ad", "tags"),
    "text for a list": (lambda j: j.update("ad", channels="Web"), cjm.InvalidDocument, "ad",
                        "channels"),
    "list in a reference": (lambda j: j.update("ex-ana", persona=["ana"]), cjm.InvalidDocument,
                            "ex-ana", "persona"),
    "wrong type of record": (lambda j: j.update("ex-ana", persona="ad"), cjm.InvalidDocument,
                             "ex-ana", "persona"),
    "no such record": (lambda j: j.update("ex-ana", persona="nope"), cjm.UnknownRecord, "ex-ana",
                       "persona"),
    "nothing to own it": (lambda j: j.update("ex-ana", touchpoint=None), cjm.InvalidDocument,
                          "ex-ana", "touchpoint"),
    "id taken": (lambda j: j.add_phase("x", id="ad"), cjm.InvalidDocument, "ad", "id"),
    "id with a space": (lambda j: j.add_phase("x", id="a b"), cjm.InvalidDocument, "a b", "id"),
    "id with a line end": (lambda j: j.add_phase("x", id="a\nb"), cjm.InvalidDocument, "a\nb",
                           "id"),
    "id a number": (lambda j: j.add_phase("x", id=5), cjm.InvalidDocument, None, "id"),
    "update nothing": (lambda j: j.update(None, description="x"), cjm.UnknownRecord, None, None),
    "update what is not there": (lambda j: j.update("nope", name="x"), cjm.UnknownRecord, "nope",
                                 None),
    "remove what is not there": (lambda j: j.remove("ad", "nope"), cjm.UnknownRecord, "nope", None),
    "remove the map": (lambda j: j.remove(j.info), cjm.InvalidDocument, ..., None),
    "remove a number": (lambda j: j.remove(3), cjm.UnknownRecord, None, None),
    "kind a number": (lambda j: j.add_card("ad", 5, "x"), cjm.InvalidDocument, ..., "kind"),
    "order key": (lambda j: j.update("ad", place=cjm.model.records.Place(order="")),
                  cjm.InvalidDocument, "ad", "place"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_j6_refused(bike: cjm.Journey, unchanged: Any, name: str) -> None:
    """[J6] A bad edit raises a typed error that names record and field; nothing changes."""
    edit, error, record, field = REFUSED[name]
    heard: list[Any] = []
    bike.on_change(heard.append)
    with unchanged(bike), pytest.raises(error) as caught:
        edit(bike)
    assert type(caught.value) in (error, cjm.RemovedRecord)
    assert record is ... or caught.value.record == record
    assert caught.value.field == field
    assert field is None or field in str(caught.value)
    assert len(str(caught.value)) < 400
    assert heard == []


def test_j6_a_card_on_nothing(bike: cjm.Journey, unchanged: Any) -> None:
    """[J6] A card needs something to hang on, and the error says so."""
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match="touchpoint or a phase"):
        bike.add_card(None, "pain", "x")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("edit", "hint"),
    [
        (lambda j: j.update("ad", nmae="x"), "did you mean 'name'"),
        (lambda j: j.add_touchpoint("x", chanels=[]), "did you mean 'channels'"),
        (lambda j: j.add_card("ad", "pain", "", authr="x"), "did you mean 'author'"),
        (lambda _: cjm.Journey("x", map_typ="x"), "did you mean 'map_type'"),
        (lambda j: j.update(titel="x"), "did you mean 'title'"),
        (lambda j: j.add("fase"), "did you mean 'phase'"),
        (lambda j: cjm.JourneyEditor(j, hight=3), "did you mean 'height'"),
        (lambda j: j.update("ad", zzzzzz=1), "fields are: "),
    ],
)
def test_j6_the_closest_word(bike: cjm.Journey, edit: Callable[[Any], Any], hint: str) -> None:
    """[J6] An unknown keyword is a `TypeError` that names the closest one."""
    with pytest.raises(cjm.UnknownField, match=hint) as caught:
        edit(bike)
    assert isinstance(caught.value, TypeError)


def test_j6_errors_are_what_python_people_catch() -> None:
    """[J6] Typed errors are also the built-in ones people know."""
    assert issubclass(cjm.InvalidDocument, ValueError)
    assert issubclass(cjm.UnknownRecord, KeyError)
    assert issubclass(cjm.FormatError, ValueError)
    assert issubclass(cjm.UnknownField, TypeError)
    assert str(cjm.UnknownRecord("no quotes around it")) == "no quotes around it"


def test_j6_a_removed_record_says_so(bike: cjm.Journey) -> None:
    """[J6] Editing a record that was removed says that it was."""
    old = bike.touchpoints["ad"]
    bike.remove(old)
    for edit in (
        lambda: bike.update(old, name="x"), lambda: bike.move(old), lambda: bike.remove(old),
        lambda: bike.add_card(old, "pain", "x"),
    ):  # fmt: skip
        with pytest.raises(cjm.RemovedRecord, match="removed"):
            edit()


# -- views --------------------------------------------------------------------------------


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_j7_views(bike: cjm.Journey, collection: str) -> None:
    """[J7] A view is the ordered, live, read-only list of one type of record."""
    view = getattr(bike, collection)
    record = view[0]
    assert view[record.id] is view[record] is view.get(record.id) is view.get(record) is record
    assert (
        list(view) == [view[i] for i in view.ids] == view[:] == [view[n] for n in range(len(view))]
    )
    assert (record in view, record.id in view, "nope" in view, None in view) == (1, 1, 0, 0)
    assert view[-1] == view[len(view) - 1]
    assert list(reversed(view)) == view[::-1]
    assert (view.get("nope"), view.get("nope", 3)) == (None, 3)
    assert view.get(bike.id) is None, "of another type"
    with pytest.raises(cjm.UnknownRecord, match="nope"):
        view["nope"]
    with pytest.raises(IndexError):
        view[len(view)]
    with pytest.raises((AttributeError, TypeError)):
        view[0] = record
    with pytest.raises(AttributeError):
        setattr(bike, collection, [])
    assert repr(view).startswith(f"<{len(view)} {collection}: ")
    count, record = len(view), view[-1]
    bike.remove(record)
    assert len(view) == count - 1
    assert record not in view


def test_j7_iterating_while_editing(bike: cjm.Journey) -> None:
    """[J7] An iteration shows the map as it was when it began."""
    for touchpoint in bike.touchpoints:
        bike.add_card(touchpoint, "note", touchpoint.name)
        bike.remove(touchpoint)
    assert len(bike.touchpoints) == 0


def test_j7_repr_says_what_it_is(bike: cjm.Journey) -> None:
    """[J7] The representation of a map says what is in it."""
    assert repr(bike) == (
        "<Journey 'Buying a bike': 3 phases, 4 touchpoints, 2 personas, 3 cards; revision 0>"
    )


# -- blocks, undo -------------------------------------------------------------------------


def test_j8_a_block_is_one_change(bike: cjm.Journey) -> None:
    """[J8] A `with` block is one change: one revision, one call, one undo, with its label."""
    before, heard = bike.to_dict(), []
    bike.on_change(heard.append)
    with bike.transaction("Tidy up") as done:
        assert not done()
        t = bike.add_touchpoint("x", phase="riding", channels=["Web"])
        bike.update(t, name="y")
        bike.remove("shop")
        assert bike.touchpoints[t.id].name == "y", "seen inside at once"
        assert (bike.revision, heard) == (0, [])
        assert set(done().added) == {t.id, *t.channels}
    assert bike.revision == 1
    assert [(e.label, e.revision, e.by) for e in heard] == [("Tidy up", 1, "python")]
    assert heard[0].change.added[t.id].name == "y"
    after = bike.to_dict()
    bike.undo()
    assert bike.to_dict() == before
    bike.redo()
    assert bike.to_dict() == after


def test_j8_a_block_that_raises_leaves_no_trace(bike: cjm.Journey, unchanged: Any) -> None:
    """[J8] When a block raises, all of it goes, whatever was raised, and the error comes out."""
    heard: list[Any] = []
    bike.on_change(heard.append)

    def block(error: type[BaseException]) -> None:
        with bike.transaction():
            bike.update(bike.add_touchpoint("x", channels=["Web"]), name="y")
            bike.remove("buying")
            bike.update(title="y")
            with bike.transaction():
                bike.add_phase("z")
            raise error("no")

    for error in (RuntimeError, KeyboardInterrupt, cjm.InvalidDocument):
        with unchanged(bike), pytest.raises(error):
            block(error)
    assert heard == []
    bike.add_phase("still works")
    assert bike.revision == 1


def test_j8_a_block_within_a_block(bike: cjm.Journey) -> None:
    """[J8] An inner block is part of the outer one; when it raises, only its own edits go."""
    with bike.transaction("outer"):
        bike.add_phase("a")
        with bike.transaction("inner"):
            bike.add_phase("b")
        with suppress(RuntimeError), bike.transaction("inner"):
            bike.add_phase("c")
            raise RuntimeError
        bike.add_phase("d")
    assert [p.name for p in bike.phases][3:] == ["a", "b", "d"]
    assert [p.name for p in bike.history[0].change.added.values()] == ["a", "b", "d"]
    assert bike.revision == 1
    bike.undo()
    assert len(bike.phases) == 3


def test_j8_a_refused_edit_can_be_caught_in_a_block(bike: cjm.Journey) -> None:
    """[J8] A refused edit inside a block leaves the rest of the block alone."""
    with bike.transaction():
        bike.add_phase("a")
        with pytest.raises(cjm.InvalidDocument):
            bike.update("ad", name=5)
        bike.add_phase("b")
    assert [p.name for p in bike.phases][3:] == ["a", "b"]


def test_j8_an_empty_block_is_nothing(bike: cjm.Journey, unchanged: Any) -> None:
    """[J8] A block without edits, or whose edits come to nothing, is no change."""
    with unchanged(bike), bike.transaction():
        pass
    with unchanged(bike), bike.transaction():
        bike.remove(bike.add_phase("x"))
        bike.update("ad", name="x")
        bike.update("ad", name="Sees the ad")


def test_j8_no_undo_in_a_block(bike: cjm.Journey) -> None:
    """[J8] Undo and redo inside a block are refused; the block goes on."""
    bike.add_phase("a")
    with bike.transaction():
        bike.add_phase("b")
        with pytest.raises(cjm.NothingToUndo, match="transaction"):
            bike.undo()
        with pytest.raises(cjm.NothingToUndo, match="transaction"):
            bike.redo()
    assert [p.name for p in bike.phases][3:] == ["a", "b"]


def test_j9_undo_and_redo(bike: cjm.Journey) -> None:
    """[J9] Undo goes back change by change to the start, redo forward to the end."""
    states = [bike.to_dict()]
    for edit in (
        lambda: bike.update("ad", name="x"), lambda: bike.remove("buying"),
        lambda: bike.move("ad", to="riding"), lambda: bike.add_card("ad", "need", "y"),
        lambda: bike.update(emotion_scale="1..5", title="z"),
    ):  # fmt: skip
        edit()
        states.append(bike.to_dict())
    for state in reversed(states[:-1]):
        bike.undo()
        assert bike.to_dict() == state
    with pytest.raises(cjm.NothingToUndo):
        bike.undo()
    for state in states[1:]:
        bike.redo()
        assert bike.to_dict() == state
    with pytest.raises(cjm.NothingToUndo):
        bike.redo()
    assert bike.revision == 15, "undo and redo are changes, too"
    assert [e.label for e in bike.history[5:7]] == ["Undo: Edit journey", "Undo: Add card"]


def test_j9_a_new_edit_forgets_the_redo(bike: cjm.Journey) -> None:
    """[J9] After a new edit there is nothing to redo; one that changes nothing forgets nothing."""
    bike.update("ad", name="x")
    bike.undo()
    bike.update("ad", name="Sees the ad")
    bike.redo()
    assert bike.touchpoints["ad"].name == "x"
    bike.undo()
    bike.add_phase("x")
    with pytest.raises(cjm.NothingToUndo):
        bike.redo()


def test_j9_undo_skips_what_changed_nothing(bike: cjm.Journey) -> None:
    """[J9] Undo takes back the last change that changed something."""
    bike.update("ad", name="x")
    bike.update("ad", name="x")
    bike.undo()
    assert bike.touchpoints["ad"].name == "Sees the ad"


# -- listeners ----------------------------------------------------------------------------


def test_j10_on_change(bike: cjm.Journey) -> None:
    """[J10] A callback hears every change once, in order, after it was made; until it stops."""
    heard: list[tuple[int, str, bool]] = []
    stop = bike.on_change(lambda e: heard.append((e.revision, e.label, "new" in bike.phases)))
    bike.add_phase("x", id="new")
    bike.update("ad", name="y")
    bike.undo()
    stop()
    stop()
    bike.redo()
    assert heard == [
        (1, "Add phase", True), (2, "Edit touchpoint", True), (3, "Undo: Edit touchpoint", True),
    ]  # fmt: skip


def test_j10_a_callback_that_raises(bike: cjm.Journey, caplog: pytest.LogCaptureFixture) -> None:
    """[J10] What a callback raises is logged; the edit stands and the others hear of it."""
    heard: list[int] = []

    def fail(_: Any) -> None:
        raise RuntimeError("broken callback")

    bike.on_change(fail)
    bike.on_change(lambda e: heard.append(e.revision))
    with caplog.at_level(logging.ERROR, "cjm_widgets"):
        bike.add_phase("x")
        bike.add_phase("y")
    assert heard == [1, 2]
    assert len(caplog.records) == 2
    assert "broken callback" in caplog.text


def test_j10_a_callback_that_edits(bike: cjm.Journey) -> None:
    """[J10] A callback may edit: everybody still hears every change once and in order."""
    first: list[int] = []
    last: list[int] = []

    def follow(entry: Any) -> None:
        first.append(entry.revision)
        if entry.revision < 5:
            bike.add_card("ad", "note", str(entry.revision))
        assert bike.revision == 5

    bike.on_change(follow)
    bike.on_change(lambda e: last.append(e.revision))
    bike.add_phase("x")
    assert first == last == [1, 2, 3, 4, 5]


def test_j10_a_callback_that_stops_itself(bike: cjm.Journey) -> None:
    """[J10] A callback may stop itself or others while it is called."""
    heard: list[str] = []

    def once(_: Any) -> None:
        heard.append("once")
        stop()
        bike.add_phase("y")

    stop = bike.on_change(once)
    bike.on_change(lambda _: heard.append("always"))
    bike.add_phase("x")
    assert heard == ["once", "always", "always"]


def test_j10_told_although_the_block_raised(bike: cjm.Journey) -> None:
    """[J10] What was changed before something else raised is told all the same."""
    heard: list[int] = []
    bike.on_change(lambda e: heard.append(e.revision))
    with suppress(RuntimeError), bike.store.editing():
        bike.add_phase("x")
        raise RuntimeError
    assert (heard, bike.revision) == ([1], 1)


def test_j10_apply_a_change_of_another_map(bike: cjm.Journey) -> None:
    """[J10] The changes one map tells can be applied to a copy, which then is equal."""
    copy = cjm.Journey.from_dict(bike.to_dict())
    bike.on_change(lambda e: copy.apply(e.change, e.label))
    bike.remove("buying")
    bike.add_touchpoint("x", channels=["Web"], emotion=1)
    bike.undo()
    assert copy.to_dict() == bike.to_dict()
    assert copy.history[0].label == "Remove phase"


def test_j10_what_changes_nothing_is_no_news(bike: cjm.Journey, unchanged: Any) -> None:
    """[J10] An edit that says what the map says already takes no revision and tells nobody."""
    heard: list[int] = []
    bike.on_change(lambda e: heard.append(e.revision))
    with unchanged(bike):
        assert not bike.update("ad", name=bike.touchpoints["ad"].name)
    assert heard == []


def test_j4_two_places_at_once(bike: cjm.Journey, unchanged: Any) -> None:
    """[J4] A place beside one record and inside of another is refused, not guessed."""
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match="leave out one of the two"):
        bike.move("ad", after="shop", to="riding")


def test_j3_a_removed_record_is_no_reference(bike: cjm.Journey, unchanged: Any) -> None:
    """[J3] A record that was removed is not found again by its name, nor made anew."""
    web = bike.add_channel("Web")
    bike.remove(web)
    bike.add_channel("Web")
    with unchanged(bike), pytest.raises(cjm.UnknownRecord) as caught:
        bike.update("ad", channels=[web])
    assert (caught.value.record, caught.value.field, caught.value.value) == (
        "ad", "channels", web.id,
    )  # fmt: skip


def test_j5_unknown_fields_can_be_set(bike: cjm.Journey) -> None:
    """[J5] Fields this version does not know are kept under names that are free."""
    bike.update("ad", extra={"mood": "blue", "deep": {"name": 1}})
    assert bike.to_dict()["touchpoints"][1]["mood"] == "blue"
    bike.update(file_extra={"robots": []})
    assert bike.to_dict()["robots"] == []
    for fields in ({"extra": {"mood": 1, "name": 2}}, {"extra": {"__proto__": 1}}):
        with pytest.raises(cjm.InvalidDocument, match="cannot be kept there"):
            bike.update("ad", **fields)
    with pytest.raises(cjm.InvalidDocument, match="file_extra holds 'phases'"):
        bike.update(file_extra={"robots": [], "phases": []})


def test_n23_becoming_another_map(bike: cjm.Journey) -> None:
    """[N23] A map nobody listens to becomes another one, for good; one that is heard does not."""
    j, other = cjm.Journey("Empty"), cjm.Journey("Third")
    assert j.become(bike)
    bike.update(title="Bikes")
    assert (j.title, j.revision, j.store, j.authority) == (
        "Bikes", bike.revision, bike.store, bike.authority,
    )  # fmt: skip
    stop = other.on_change(lambda _: None)
    assert not other.become(bike)
    assert other.title == "Third"
    stop()
    assert other.become(bike)


@pytest.mark.parametrize(("before", "after"), [("a1", "a0"), ("a0", "a0"), ("", None)])
def test_d5_keys_that_cannot_be(before: str, after: str | None) -> None:
    """[D5] Between neighbours that are none there is no key, nor are there several."""
    for make in (lambda: key_between(before, after), lambda: keys_between(before, after, 2)):
        with pytest.raises(cjm.InvalidDocument, match="there is no order key between") as caught:
            make()
        assert (caught.value.field, caught.value.value) == ("place", before)
