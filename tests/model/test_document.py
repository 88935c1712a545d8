"""The file form of a map: what goes in comes out, and what cannot be read is said."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.model import document, migrations
from cjm_widgets.model.records import COLLECTIONS, type_name
from tests.model.test_records import DESIGN, PLACED
from tests.strategies import NEW_NAMES, UNKNOWN, documents, random_document

MINIMAL: dict[str, Any] = {"format": "cjm", "version": 1, "journey": {"id": "m"}}


def shown(item: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an item of a file without the fields that say what is so anyway."""
    usual = DESIGN[name]
    return {n: v for n, v in item.items() if n == "id" or n not in usual or v != usual[n]}


@settings(max_examples=60)
@given(documents())
def test_d24_round_trip(given_document: dict[str, Any]) -> None:
    """[D24] What is read is written: every record, field and unknown field, by dict and text."""
    before = copy.deepcopy(given_document)
    j = cjm.Journey.from_dict(given_document)
    assert given_document == before, "the caller's dict is his"
    found = j.to_dict()
    for collection, record_type in COLLECTIONS.items():
        name = type_name(record_type)
        want = {item["id"]: shown(item, name) for item in before.get(collection, [])}
        assert {item["id"]: item for item in found.get(collection, [])} == want
    assert found["journey"] == shown(before["journey"], "journey")
    rest = {k: v for k, v in before.items() if k not in COLLECTIONS and k != "journey"}
    assert {k: v for k, v in found.items() if k not in COLLECTIONS and k != "journey"} == rest
    for again in (
        cjm.Journey.from_dict(found),
        cjm.Journey.from_json(j.to_json()),
        cjm.Journey.from_json(j.to_json().encode()),
        cjm.Journey.from_json(b"\xef\xbb\xbf" + j.to_json().encode()),
    ):
        assert again.to_dict() == found
        assert again.to_json() == j.to_json()
        assert (again.revision, again.history) == (0, [])


def test_d24_to_dict_is_a_copy(bike: cjm.Journey) -> None:
    """[D24] Nothing done to the dict of a map reaches the map."""
    bike.update("ana", demographics={"age": "30"})
    j = cjm.Journey.from_dict({**bike.to_dict(), "new": {"a": [1]}})
    before = j.to_json()
    plain = j.to_dict()
    plain["personas"][0]["demographics"]["age"] = "31"
    plain["new"]["a"].append(2)
    plain["touchpoints"].clear()
    plain["paths"][0]["steps"].clear()
    assert j.to_json() == before


@pytest.mark.parametrize("name", sorted(PLACED - {"touchpoint", "card"}))
def test_d25_order_is_list_order(name: str) -> None:
    """[D25] The order of a list in the file is the order of the records."""
    collection = next(c for c, t in COLLECTIONS.items() if type_name(t) == name)
    base = {"comment": {"target": "m"}, "sticky_note": {"board": "b0"}}.get(name, {})
    items = [{"id": record_id, **base} for record_id in ("z", "a", "m1", "b")]
    boards = {"boards": [{"id": "b0"}]} if name == "sticky_note" else {}
    j = cjm.Journey.from_dict({**MINIMAL, **boards, collection: items})
    assert getattr(j, collection).ids == ["z", "a", "m1", "b"]
    assert [item["id"] for item in j.to_dict()[collection]] == ["z", "a", "m1", "b"]


def test_d25_touchpoints_follow_their_phases() -> None:
    """[D25] Touchpoints come phase by phase, those of none first; cards as they hang there."""
    j = cjm.Journey.from_dict({
        **MINIMAL,
        "phases": [{"id": "p2"}, {"id": "p1"}],
        "touchpoints": [
            {"id": "a", "phase": "p1"}, {"id": "b"}, {"id": "c", "phase": "p2"},
            {"id": "d", "phase": "p1"},
        ],
        "lanes": [{"id": "l2"}, {"id": "l1"}],
        "cards": [
            {"id": "k1", "touchpoint": "a", "lane": "l1"},
            {"id": "k2", "phase": "p2", "lane": "l1"},
            {"id": "k3", "touchpoint": "a", "lane": "l2"},
            {"id": "k4", "touchpoint": "c", "lane": "l1"},
            {"id": "k5", "touchpoint": "a", "lane": "l1"},
        ],
    })  # fmt: skip
    assert j.touchpoints.ids == ["b", "c", "a", "d"]
    assert j.cards.ids == ["k2", "k4", "k3", "k1", "k5"]
    assert (j.cards["k2"].phase, j.cards["k2"].touchpoint) == ("p2", None)
    assert (j.cards["k1"].phase, j.cards["k1"].touchpoint) == (None, "a")


def test_d26_stable_text(bike: cjm.Journey, tmp_path: Path) -> None:
    """[D26] A file is two-space JSON with its keys in one order; saving twice is the same bytes."""
    first, second = tmp_path / "a.cjm.json", tmp_path / "b.cjm.json"
    bike.save(first)
    cjm.load(first).save(second)
    assert first.read_bytes() == second.read_bytes()
    text = first.read_text("utf-8")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    keys = list(json.loads(text))
    assert keys == ["format", "version", "journey", *(c for c in COLLECTIONS if c in keys)]
    for items in bike.to_dict().values():
        for item in items if isinstance(items, list) else []:
            assert next(iter(item)) == "id"


def test_d26_text_does_not_depend_on_the_order_of_edits() -> None:
    """[D26] Two maps that came to the same records by other ways are saved as the same bytes."""
    start = cjm.Journey.from_dict({**MINIMAL, "touchpoints": [{"id": "a"}, {"id": "b"}]})
    one, two = (cjm.Journey.from_dict(start.to_dict()) for _ in range(2))
    one.add_edge("a", "b", id="e1")
    one.add_edge("b", "a", id="e2")
    two.add_edge("b", "a", id="e2")
    two.add_edge("a", "b", id="e1")
    assert one.to_json() == two.to_json()


@pytest.mark.parametrize("name", DESIGN)
def test_d27_defaults_are_left_out(name: str) -> None:
    """[D27] A field at its default is not in the file, also where a file or an edit wrote it."""
    fields = {n: v for n, v in DESIGN[name].items() if isinstance(v, str | int | list | dict)}
    if name == "journey":
        fields["emotion_scale"] = {"min": -2, "max": 2, "neutral": 0, "step": 1, "labels": {}}
        assert cjm.Journey.from_dict({**MINIMAL, "journey": {"id": "m", **fields}}).to_dict() == (
            MINIMAL
        )
        return
    collection = next(c for c, t in COLLECTIONS.items() if type_name(t) == name)
    needed = {
        "experience": {"touchpoint": "t"}, "card": {"lane": "l", "touchpoint": "t"},
        "reaction": {"target": "m"}, "comment": {"target": "m"}, "vote": {"session": "s"},
        "metric_value": {"metric": "k", "target": "m"}, "edge": {"source": "t", "target": "t"},
        "stroke": {"anchor": "m"}, "sticky_note": {"board": "b"},
    }.get(name, {})  # fmt: skip
    if name == "vote":
        needed = {"session": "s", "target": "m"}
    base = {
        "touchpoints": [{"id": "t"}], "lanes": [{"id": "l"}], "metrics": [{"id": "k"}],
        "vote_sessions": [{"id": "s"}], "boards": [{"id": "b"}],
    }  # fmt: skip
    items = [*base.get(collection, []), {"id": "x", **fields, **needed}]
    j = cjm.Journey.from_dict({**MINIMAL, **base, collection: items})
    plain = {"id": "x", **needed}
    assert next(i for i in j.to_dict()[collection] if i["id"] == "x") == plain
    for field, usual in fields.items():
        if isinstance(usual, str) and field not in (
            "start",
            "end",
            "date",
            "due",
            "color",
            "started",
        ):
            # A text that is equal but another object, as those that come from a view are.
            j.update("x", **{field: usual or "other"})
            j.update("x", **{field: "".join(list(usual))})
    assert next(i for i in j.to_dict()[collection] if i["id"] == "x") == plain


@pytest.mark.parametrize("value", UNKNOWN, ids=repr)
@pytest.mark.parametrize("name", NEW_NAMES, ids=repr)
def test_d28_unknown_fields_survive(name: str, value: Any) -> None:
    """[D28] An unknown field comes back as it was: in a record, the journey, the scale, on top.

    Whatever it is called: `place` and `extra` are words of the program, not of the file.
    """
    plain = {
        "format": "cjm", "version": 1,
        "journey": {"id": "m", "emotion_scale": {"min": -3.0, name: value}, name: value},
        "phases": [{"id": "p", "name": "P", name: value}],
        "strokes": [{"id": "s", "anchor": "p", name: value}],
        name: value,
    }  # fmt: skip
    j = cjm.Journey.from_dict(plain)
    assert j.to_dict() == plain
    j.update("p", name="Q")
    j.update(title="T")
    plain["phases"][0]["name"] = "Q"
    plain["journey"]["title"] = "T"
    assert cjm.Journey.from_json(j.to_json()).to_dict() == plain


def test_d28_an_unknown_collection_survives() -> None:
    """[D28] A collection of a later version comes back as it was."""
    plain = {**MINIMAL, "robots": [{"id": "r", "name": "R2"}]}
    assert cjm.Journey.from_dict(plain).to_dict() == plain


@pytest.mark.parametrize("key", ["id", "name", "phase", "tags", "__proto__"])
def test_d28_an_unknown_field_cannot_hide_a_known_one(
    bike: cjm.Journey, unchanged: Any, key: str
) -> None:
    """[D28] `extra` takes no key that the file needs for a field of its own."""
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match=key):
        bike.update("ad", extra={key: "x"})
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match="cards"):
        bike.update(file_extra={"cards": []})


@pytest.mark.filterwarnings("ignore::cjm_widgets.UnknownValueWarning")
def test_d29_unknown_choices_are_kept() -> None:
    """[D29] A choice this version does not know is kept, warned about, and written back."""
    plain = {**MINIMAL, "touchpoints": [{"id": "t", "kind": "teleport"}]}
    with pytest.warns(cjm.UnknownValueWarning, match="teleport"):
        j = cjm.Journey.from_dict(plain)
    assert j.touchpoints["t"].kind == "teleport"
    assert j.to_dict() == plain
    with pytest.warns(cjm.UnknownValueWarning, match="touchpoint.status is 'later'"):
        j.update("t", status="later")


def test_d30_version_0_opens() -> None:
    """[D30] A file of version 0 opens, and is saved as one of this version."""
    old = {"format": "cjm", "version": 0, "journey": {"id": "m", "name": "Old"}}
    j = cjm.Journey.from_dict(old)
    assert j.to_dict() == {**MINIMAL, "journey": {"id": "m", "title": "Old"}}
    assert old["journey"] == {"id": "m", "name": "Old"}


@pytest.mark.parametrize("journey", [{"id": "m"}, {"id": "m", "name": "Old", "title": "New"}])
def test_d30_a_title_of_version_0_stays(journey: dict[str, Any]) -> None:
    """[D30] Only a name that has no title beside it becomes the title."""
    j = cjm.Journey.from_dict({"format": "cjm", "version": 0, "journey": journey})
    assert j.to_dict() == {**MINIMAL, "journey": journey}


def test_d35_one_parent_cannot_be_two_things() -> None:
    """[D35] Cards that call one id a touchpoint and a phase are refused, whichever comes first."""
    lanes = {"lanes": [{"id": "l"}], "touchpoints": [{"id": "t"}]}
    as_touchpoint = {"id": "c1", "lane": "l", "touchpoint": "t"}
    as_phase = {"id": "c2", "lane": "l", "phase": "t"}
    for cards, second, level in (
        ([as_touchpoint, as_phase], "c2", "phase"), ([as_phase, as_touchpoint], "c1", "touchpoint"),
    ):  # fmt: skip
        with pytest.raises(cjm.InvalidDocument, match=f"calls 't' a {level}") as caught:
            cjm.Journey.from_dict({**MINIMAL, **lanes, "cards": cards})
        assert (caught.value.record, caught.value.field, caught.value.value) == (
            second, level, "t",
        )  # fmt: skip


def test_d35_the_id_that_stands_twice_is_named() -> None:
    """[D35] The first of several ids that stand twice, in one list or in two."""
    twins = {"phases": [{"id": "a"}, {"id": "b"}], "touchpoints": [{"id": "b"}, {"id": "a"}]}
    with pytest.raises(cjm.InvalidDocument, match="the id 'a' stands twice") as caught:
        cjm.Journey.from_dict({**MINIMAL, **twins})
    assert (caught.value.record, caught.value.field, caught.value.value) == ("a", "id", "a")


def test_d34_a_list_that_is_null_is_empty() -> None:
    """[D34] As some programs write it; any other thing in the place of a list is refused."""
    assert cjm.Journey.from_dict({**MINIMAL, "phases": None}).to_dict() == MINIMAL
    with pytest.raises(cjm.InvalidDocument, match="must be a list"):
        cjm.Journey.from_dict({**MINIMAL, "phases": {}})


def test_d35_a_parent_that_is_no_id() -> None:
    """[D35] It is named with the record and the field."""
    card = {"id": "c", "lane": "l", "touchpoint": 5}
    with pytest.raises(cjm.InvalidDocument, match="must be an id") as caught:
        cjm.Journey.from_dict({**MINIMAL, "lanes": [{"id": "l"}], "cards": [card]})
    assert (caught.value.record, caught.value.field, caught.value.value) == ("c", "touchpoint", 5)


def test_d35_a_number_too_long_to_be_written_out(bike: cjm.Journey) -> None:
    """[D35] Python itself refuses to print it; the error names record and field all the same."""
    with pytest.raises(cjm.InvalidDocument, match=r"ad\.duration is <int>") as caught:
        bike.update("ad", duration=10**5_000)
    assert (caught.value.record, caught.value.field) == ("ad", "duration")


@pytest.mark.parametrize("field", [b"id", b"touchpoint", b"name"])
def test_d34_bytes_that_are_no_text(field: bytes) -> None:
    """[D34] Wherever in a list they are, they are refused in a short message."""
    text = b'{"format": "cjm", "version": 1, "cards": [{"%s": "\xff"}]}' % field
    with pytest.raises(cjm.InvalidDocument, match="not JSON that can be read") as caught:
        cjm.Journey.from_json(text)
    assert len(str(caught.value)) < 200


def test_d34_a_field_that_nests_to_any_depth() -> None:
    """[D34] Typed fields, too, at the depth where one reader of JSON gives up before another."""
    for depth in range(700, 1_010):
        name = "[" * depth + "]" * depth
        # The colon in the text makes the reader look for keys that stand twice.
        step = f'{{"id": "a", "description": "\\":", "name": {name}}}'
        with pytest.raises(cjm.InvalidDocument):
            cjm.Journey.from_json(f'{{"format": "cjm", "version": 1, "touchpoints": [{step}]}}')


@pytest.mark.parametrize("steps", [["t", "gone"], ["gone", "t", "zz"], ["p", "t"]])
def test_d35_the_reference_that_leads_nowhere_is_named(steps: list[str]) -> None:
    """[D35] Among those that lead somewhere; of several always the same."""
    paths = [{"id": "whole", "steps": ["t"]}, {"id": "main", "steps": steps}]
    records = {"touchpoints": [{"id": "t"}], "phases": [{"id": "p"}], "paths": paths}
    with pytest.raises(cjm.InvalidDocument) as caught:
        cjm.Journey.from_dict({**MINIMAL, **records})
    assert (caught.value.record, caught.value.field) == ("main", "steps")
    assert caught.value.value == min(i for i in steps if i != "t")


def test_d30_there_is_a_step_for_every_version() -> None:
    """[D30] Every version before this one has its step."""
    assert sorted(migrations.STEPS) == list(range(document.VERSION))


@pytest.mark.parametrize("version", [0, 1, 2, 3])
def test_d30_each_step_runs_once_in_turn(version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """[D30] A file goes through every step from its version on, one after the other."""

    def step(number: int) -> migrations.Step:
        def run(data: dict[str, Any]) -> dict[str, Any]:
            assert data["version"] == number
            return data | {"ran": [*data.get("ran", []), number]}

        return run

    steps = MappingProxyType({number: step(number) for number in range(3)})
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(document, "VERSION", 3)
    j = cjm.Journey.from_dict({**MINIMAL, "version": version})
    assert j.to_dict().get("ran", []) == list(range(version, 3))
    assert j.to_dict()["version"] == 3


NEWER = {
    **MINIMAL, "version": 2, "phases": [{"id": "p", "mood": "blue"}], "robots": [{"id": "r"}],
}  # fmt: skip


def test_d31_newer_is_an_error_that_says_so(tmp_path: Path) -> None:
    """[D31] A file of a newer version raises `NewerDocument`, which says how to look at it."""
    path = tmp_path / "new.cjm.json"
    path.write_text(json.dumps(NEWER), "utf-8")
    for read in (
        lambda: cjm.load(path), lambda: cjm.Journey.from_dict(NEWER),
        lambda: cjm.Journey.from_json(json.dumps(NEWER)),
    ):  # fmt: skip
        with pytest.raises(cjm.NewerDocument, match=r"version 2.*read_only=True") as caught:
            read()
        assert (caught.value.field, caught.value.value) == ("version", 2)
        assert isinstance(caught.value, cjm.InvalidDocument)


def test_d31_newer_opens_read_only(tmp_path: Path, unchanged: Any) -> None:
    """[D31] Read-only it opens, keeps all it does not know and its version, and takes no edit."""
    path = tmp_path / "new.cjm.json"
    path.write_text(json.dumps(NEWER), "utf-8")
    j = cjm.load(path, read_only=True)
    assert j.phases.ids == ["p"]
    assert j.to_dict() == NEWER, "as version 1 it would be migrated once more"
    heard: list[Any] = []
    j.on_change(heard.append)
    for edit in (
        lambda: j.add_phase("x"), lambda: j.update("p", name="x"), lambda: j.remove("p"),
        lambda: j.move("p"), lambda: j.update(title="x"), lambda: j.apply(cjm.Change()),
    ):  # fmt: skip
        with unchanged(j), pytest.raises(cjm.NewerDocument, match="read-only"):
            edit()
    with unchanged(j), pytest.raises(cjm.NewerDocument), j.transaction():
        j.add_phase("x")
    assert heard == []
    assert path.read_text("utf-8") == json.dumps(NEWER)


def test_d31_any_file_opens_read_only(bike: cjm.Journey) -> None:
    """[D31] A file of this version can be opened read-only as well."""
    j = cjm.Journey.from_json(bike.to_json(), read_only=True)
    assert j.to_json() == bike.to_json()
    with pytest.raises(cjm.CjmError, match="read-only"):
        j.remove("ad")


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=50))
def test_d32_any_text_survives(text: str) -> None:
    """[D32] Any text that is Unicode comes back byte for byte, in names, tags, facts and notes."""
    j = cjm.Journey(text, scenario=text)
    j.add_touchpoint(text, id="t", tags=[text], description=text)
    j.add_persona(text, id="p", demographics={text: text}, goals=[text])
    j.add_card("t", "note", text, id="c")
    again = cjm.Journey.from_json(j.to_json())
    assert again.to_dict() == j.to_dict()
    assert (again.title, again.info.scenario) == (text, text)
    assert again.touchpoints["t"].tags == (text,)
    assert again.personas["p"].demographics == {text: text}
    assert again.cards["c"].text == text


@pytest.mark.parametrize("seed", range(20))
def test_d33_loading_is_repeatable(seed: int) -> None:
    """[D33] Two readings of one file are one document: same records, same keys, same order."""
    plain = random_document(seed)
    one, two = cjm.Journey.from_dict(plain), cjm.Journey.from_dict(plain)
    assert one.store.state.records == two.store.state.records
