"""The same limits at every entrance: file, frame, message, API, notebook."""

from __future__ import annotations

import json
import math
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.change import Change
from cjm_widgets.notebook.copy import Snapshot, bundle

SHARED = Path(__file__).parents[3] / "shared" / "data"
MINIMAL: dict[str, Any] = {"format": "cjm", "version": 1, "journey": {"id": "m"}}
LONG = "x" * 20_001
DEEP: Any = json.loads("[" * 900 + "]" * 900)
#: What no entrance takes, by what is wrong with it: fields of a touchpoint.
REFUSED: dict[str, dict[str, Any]] = {
    "long text": {"description": LONG},
    "a megabyte of text": {"description": "x" * 1_000_000},
    "long name": {"name": "x" * 1_001},
    "deep": {"extra": {"meta": DEEP}},
    "nan": {"duration": math.nan},
    "nan of numpy": {"duration": np.float64("nan")},
    "infinity": {"duration": math.inf},
    "nan, unknown": {"extra": {"x": [math.nan]}},
    "infinity, unknown": {"extra": {"x": {"y": -math.inf}}},
    "long text, unknown": {"extra": {"x": [LONG]}},
    "long key, unknown": {"extra": {LONG: 1}},
    "large number, unknown": {"extra": {"x": 2**60}},
    "half a character": {"name": "\ud800"},
    "half a character, unknown": {"extra": {"\udfff": 1}},
    "__proto__": {"extra": {"__proto__": {"polluted": 1}}},
    "a set": {"extra": {"x": object()}},
}


@pytest.fixture
def j() -> cjm.Journey:
    j = cjm.Journey("Bike")
    j.add_touchpoint("Sees the ad", id="t", phase=j.add_phase("Before", id="p"))
    return j


def same_after(j: cjm.Journey, before: str) -> None:
    assert j.to_json() == before
    j.update("t", description="goes on")


def push(j: cjm.Journey, *changes: Any, client: str = "v") -> list[dict[str, Any]]:
    """What the kernel answers to a view that pushes changes."""
    sent: list[dict[str, Any]] = []
    link = j.authority.link(sent.append)
    items = [
        {"id": f"{client}.{n}", "label": "L", "change": change} for n, change in enumerate(changes)
    ]
    message = {"type": "push", "client": client, "epoch": j.store.epoch, "changes": items}
    link.receive(message)
    link.close()
    return [rejection for message in sent for rejection in message["rejected"]]


def fill(j: cjm.Journey, count: int, last: str = "t") -> None:
    for number in range(count):
        j.add_card("t" if number < count - 1 else last, "pain", "x" * 1_000)


@pytest.mark.parametrize("what", REFUSED)
def test_h2_code(j: cjm.Journey, what: str) -> None:
    """[H2, H3, H4] An edit by code is refused as typed, and nothing of it is made."""
    fields = REFUSED[what]
    before = j.to_json()
    with pytest.raises(cjm.InvalidDocument) as caught:
        j.update("t", **fields)
    assert 10 < len(str(caught.value)) < 400
    with pytest.raises(cjm.InvalidDocument):
        j.add_touchpoint(**{"name": "U", **fields})
    if "extra" not in fields:
        # Put together by hand, without a check.
        with pytest.raises(cjm.InvalidDocument):
            j.apply(Change(updated={"t": {name: (None, new) for name, new in fields.items()}}))
    same_after(j, before)


@pytest.mark.parametrize("what", REFUSED)
def test_h2_messages(j: cjm.Journey, what: str) -> None:
    """[H2, H3, H4] A push is refused with its id, and nothing of it is made."""
    fields = REFUSED[what]
    before, revision = j.to_json(), j.revision
    (rejection,) = push(j, {"updated": {"t": {n: [None, v] for n, v in fields.items()}}})
    assert rejection["code"] in ("invalid", "limit")
    assert len(rejection["message"]) < 400
    added = {"type": "touchpoint", "id": "u", "place": {"order": "a5"}, **fields}
    assert len(push(j, {"added": {"u": added}}, client="w")) == 1
    assert j.revision == revision
    same_after(j, before)


@pytest.mark.parametrize("what", [*REFUSED, "channel"])
def test_h2_dicts(what: str) -> None:
    """[H2, H3, H4, H5] The same in a dict, also where a reference leads nowhere."""
    fields = {"channels": ["nope"]} if what == "channel" else dict(REFUSED[what])
    item = {"id": "t", **fields.pop("extra", {}), **fields}
    with pytest.raises(cjm.InvalidDocument):
        cjm.Journey.from_dict({**MINIMAL, "touchpoints": [item]})
    j = cjm.Journey.from_dict({**MINIMAL, "touchpoints": [item]}, repair=True)
    assert j.report
    assert len(j.touchpoints) == 1


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("description", LONG), ("description", "\ud800"), ("duration", math.inf),
        ("name", "x" * 1_001), ("tags", ["a", "\udfff"]), ("importance_customer", 1e300),
    ],
    ids=repr,
)  # fmt: skip
def test_h2_frames(j: cjm.Journey, column: str, cell: Any) -> None:
    """[H2, H3] A cell is refused by row and column, and nothing of the frame is written."""
    j.add_touchpoint("Rides", id="u")
    before = j.to_json()
    frame = j.to_frame().astype(object)
    column = "touchpoint" if column == "name" else column
    at = frame.index[frame["touchpoint_id"] == "u"][0]
    cells = [cell if i == at else old for i, old in frame[column].items()]
    frame[column] = pd.Series(cells, dtype=object)
    with pytest.raises(cjm.InvalidDocument, match=rf"row {at}, column '{column}'"):
        j.update_from(frame)
    same_after(j, before)
    with pytest.raises(cjm.InvalidDocument, match=f"column '{column}'"):
        cjm.Journey.from_frame(pd.DataFrame({"touchpoint": ["a"], column: [cell]}, dtype=object))


def test_h6_too_many_records(j: cjm.Journey) -> None:
    """[H6] More records than may be are refused before they are looked at, at every entrance."""
    j.limits = cjm.Limits(records=len(j.store.state.records) + 2)
    j.add_persona("Ana")
    before = j.to_json()
    three = pd.DataFrame({"persona": ["a", "b", "c"]})
    j.add_persona("a")
    with pytest.raises(cjm.LimitExceeded, match="records") as caught:
        j.add_persona("b")
    j.undo()
    with pytest.raises(cjm.InvalidDocument, match="records"):
        j.update_from(three, table="personas")
    assert (caught.value.limit, caught.value.code) == ("records", "limit")
    assert j.to_json() == before
    added = {f"c{n}": {"type": "persona", "id": f"c{n}", "place": {"order": f"b0{n}"}}
             for n in range(1, 3)}  # fmt: skip
    assert push(j, {"added": added})[0]["code"] == "limit"
    frame = pd.DataFrame({"persona_id": [None, None], "persona": ["a", "b"]})
    with pytest.raises(cjm.LimitExceeded, match="row 1, column"):
        j.update_from(frame, table="personas")
    with pytest.raises(cjm.LimitExceeded, match="rows"):
        j.update_from(frame, table="personas", limits=cjm.Limits(records=1))
    with pytest.raises(cjm.LimitExceeded, match="rows"):
        cjm.Journey.from_frame(
            pd.DataFrame({"touchpoint": ["a", "b"]}), limits=cjm.Limits(records=1)
        )
    assert j.to_json() == before
    # What takes none in, or brings back what was there, may be done.
    j.remove(j.personas[0])
    j.undo()
    assert j.to_json() == before
    j.update_from(frame, table="personas", limits=cjm.Limits())
    assert len(j.personas) == 3
    assert j.limits.records < 20


def test_h6_a_push_of_300_000_records(j: cjm.Journey) -> None:
    """[H6] Such a push is refused in no time."""
    added = {f"c{n}": {"type": "reaction", "id": f"c{n}", "target": "t"} for n in range(300_000)}
    start = time.process_time()
    (rejection,) = push(j, {"added": added})
    assert rejection["code"] == "limit"
    assert "300,000 records" in rejection["message"]
    assert time.process_time() - start < 2


def test_h6_size(j: cjm.Journey, tmp_path: Path) -> None:
    """[H6] A map grows to what is read again and not beyond; so does what comes in a message."""
    j.limits = cjm.Limits(size=30_000)
    with pytest.raises(cjm.LimitExceeded, match="bytes") as caught:
        fill(j, 100)
    assert caught.value.limit == "size"
    assert 20 < len(j.cards) < 30
    again = cjm.load(j.save(tmp_path / "bike.cjm.json"), limits=j.limits)
    assert again.limits == j.limits
    # Room is made again, also by what is rolled back and undone.
    j.remove(*j.cards)
    with pytest.raises(cjm.UnknownRecord), j.transaction():
        fill(j, 15, "gone")
    fill(j, 15)
    cards = {f"c{n}": {"type": "card", "id": f"c{n}", "text": "x" * 19_000} for n in range(3)}
    assert push(j, {"added": cards})[0]["code"] == "limit"
    with pytest.raises(cjm.LimitExceeded, match="30,001 bytes"):
        cjm.Journey.from_json(" " * 30_001, limits=j.limits)


def test_h7_limits_are_set_for_a_call(tmp_path: Path) -> None:
    """[H7] Every function that reads takes limits, and the map keeps them."""
    wide = cjm.Limits(text=30_000, depth=50)
    data = {**MINIMAL, "touchpoints": [{"id": "t", "description": LONG, "x": [[[[[[1]]]]]]}]}
    deep = {**MINIMAL, "x": json.loads("[" * 40 + "]" * 40)}
    path = tmp_path / "bike.cjm.json"
    path.write_text(json.dumps(data))
    readers = {
        "from_dict": lambda **limits: cjm.Journey.from_dict(data, **limits),
        "from_json": lambda **limits: cjm.Journey.from_json(json.dumps(data), **limits),
        "load": lambda **limits: cjm.load(path, **limits),
        "read": lambda **limits: cjm.read(path, **limits),
        "open": lambda **limits: cjm.open(path, **limits),
    }
    for name, read in readers.items():
        with pytest.raises(cjm.LimitExceeded, match=r"limits=cjm\.Limits\(text=\.\.\.\)"):
            read()
        j = read(limits=wide)
        assert j.limits == wide, name
        assert j.touchpoints["t"].description == LONG
        # Edits of every kind are held to them.
        j.update("t", description=LONG + "y")
        assert not push(j, {"updated": {"t": {"description": [LONG + "y", LONG + "z"]}}})
        frame = j.to_frame()
        frame.loc[0, "description"] = LONG + "u"
        j.update_from(frame)
        assert cjm.Journey.from_json(j.to_json(), limits=wide).to_dict() == j.to_dict()
        with pytest.raises(cjm.LimitExceeded):
            cjm.Journey.from_json(j.to_json())
        if name == "open":
            assert j.file.close()
    with pytest.raises(cjm.LimitExceeded, match="32 levels"):
        cjm.Journey.from_dict(deep)
    assert cjm.Journey.from_dict(deep, limits=wide).to_dict()["x"] == deep["x"]
    frame = pd.DataFrame({"touchpoint": ["a"], "description": [LONG]})
    assert cjm.Journey.from_frame(frame, limits=wide).touchpoints[0].description == LONG


def test_h7_notebooks(tmp_path: Path, j: cjm.Journey) -> None:
    """[H7] `recover` takes limits as well."""
    j.update("t", description="x" * 5_000)
    output = {"output_type": "display_data", "data": bundle(Snapshot.of(j)), "metadata": {}}
    cell = {"cell_type": "code", "source": "j", "outputs": [output]}
    path = tmp_path / "bike.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "cells": [cell]}))
    assert cjm.recover(path).journey.to_dict() == j.to_dict()
    with pytest.raises(cjm.NothingToRecover, match="Limits"):
        cjm.recover(path, limits=cjm.Limits(text=1_000))
    with pytest.raises(cjm.LimitExceeded, match="bytes"):
        cjm.recover(path, limits=cjm.Limits(size=100))


@pytest.mark.parametrize("values", [{"size": 0}, {"depth": -1}, {"records": 1.5}, {"text": 999}])
def test_h7_limits_that_are_none(values: dict[str, Any]) -> None:
    """[H7] A limit is a whole number that leaves room for a map."""
    with pytest.raises(cjm.InvalidDocument, match=next(iter(values))):
        cjm.Limits(**values)
    with pytest.raises(cjm.InvalidDocument, match=r"cjm\.Limits"):
        cjm.Journey.from_dict(MINIMAL, limits={"text": 5_000})  # type: ignore[arg-type]


def test_h7_what_is_loaded_can_be_set_again() -> None:
    """[H7] The depth of an unknown field is counted alike in a file and in an edit."""

    def nested(levels: int) -> Any:
        return json.loads("[" * levels + "]" * levels)

    data = {**MINIMAL, "phases": [{"id": "p", "x": nested(29)}], "y": nested(31)}
    data["journey"] = {"id": "m", "z": nested(30)}
    j = cjm.Journey.from_dict(data)
    j.update("p", extra={})
    j.update(extra={}, file_extra={})
    j.update("p", extra={"x": nested(29)})
    j.update(extra={"z": nested(30)}, file_extra={"y": nested(31)})
    assert j.to_dict() == data
    for change in ({"extra": {"z": nested(31)}}, {"file_extra": {"y": nested(32)}}):
        with pytest.raises(cjm.LimitExceeded):
            j.update(**change)
    with pytest.raises(cjm.LimitExceeded):
        j.update("p", extra={"x": nested(30)})


def test_h8_messages_that_are_none(j: cjm.Journey) -> None:
    """[H8] A message of any shape, depth and size is answered or refused as typed, in no time."""
    before = j.to_json()
    link = j.authority.link(lambda _: None)
    odd = [None, 7, "x" * 10**6, DEEP, math.nan, [], {}, {"__proto__": 1}, "\ud800"]
    messages: list[Any] = [*odd, {"type": "push"}, {"type": "hello", "client": DEEP}]
    for number, value in enumerate(odd):
        # An id is decided once, so each has its own.
        base = {"type": "push", "client": "v", "epoch": j.store.epoch}
        messages += [
            {**base, "changes": value},
            {**base, "changes": [value]},
            {**base, "changes": [{"id": value, "change": {}}]},
            {**base, "changes": [{"id": f"a{number}", "label": value, "change": value}]},
            {**base, "changes": [{"id": f"b{number}", "change": {"updated": value}}]},
            {**base, "changes": [{"id": f"c{number}", "change": {"updated": {"t": value}}}]},
            {**base, "changes": [{"id": f"d{number}", "change": {"added": {"t2": value}}}]},
            {**base, "changes": [{"id": f"e{number}", "change": {"removed": {"x": value}}}]},
            {**base, "changes": [{"id": f"f{number}", "change": {"added": {"__proto__": value}}}]},
            {"type": "hello", "client": "v", "have": value, "pending": value},
            {"type": "hello", "client": "v", "have": {"epoch": value, "revision": value}},
            {"type": value, "client": value},
        ]  # fmt: skip
    start = time.process_time()
    for message in messages:
        with suppress(cjm.CjmError):
            link.receive(message)
    assert time.process_time() - start < 2
    same_after(j, before)


@pytest.mark.parametrize("word", ["constructor", "toString", "hasOwnProperty", "prototype"])
def test_h9_words_of_the_program(word: str) -> None:
    """[H9] Ids and keys may be words of a program; they are only keys of tables."""
    j = cjm.Journey()
    j.add_phase("P", id=word, extra={word: {"prototype": {"polluted": 1}}})
    j.add_touchpoint("T", phase=word, id=f"{word}-2")
    assert not push(j, {"updated": {word: {"name": ["P", "Q"]}}})
    assert j.phases[word].name == "Q"
    assert cjm.Journey.from_json(j.to_json()).to_dict() == j.to_dict()


def test_h9_proto_is_no_id(j: cjm.Journey) -> None:
    """[H9] `__proto__` is no id, at no entrance."""
    before = j.to_json()
    with pytest.raises(cjm.InvalidDocument):
        j.add_phase("P", id="__proto__")
    record = {"type": "phase", "id": "__proto__", "place": {"order": "a9"}}
    assert push(j, {"added": {"__proto__": record}})[0]["code"] == "invalid"
    (rejection,) = push(j, {"updated": {"__proto__": {"name": ["", "x"]}}}, client="w")
    assert rejection["code"] == "removed"
    frame = pd.DataFrame({"phase_id": ["__proto__"], "phase": ["P"]})
    with pytest.raises(cjm.InvalidDocument):
        j.update_from(frame, table="phases")
    same_after(j, before)


@pytest.mark.parametrize(
    "color", ["red", "#12345", "#1234567", "url(x)", "#aabbcc;x:y", "expression(alert(1))", "\n"]
)
def test_h9_colours(j: cjm.Journey, color: str) -> None:
    """[H9] A colour is `#rrggbb` or empty, at every entrance."""
    with pytest.raises(cjm.InvalidDocument):
        j.add_persona("A", color=color)
    with pytest.raises(cjm.InvalidDocument):
        cjm.Journey.from_dict({**MINIMAL, "personas": [{"id": "a", "color": color}]})
    assert push(j, {"updated": {"p": {"color": ["", color]}}})[0]["code"] == "invalid"
    frame = j.to_frame("phases").astype(object)
    frame.loc[0, "color"] = color
    if color.strip():
        with pytest.raises(cjm.InvalidDocument):
            j.update_from(frame, table="phases")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://example.org", "data:text/html,x"])
def test_h16_addresses(j: cjm.Journey, url: str) -> None:
    """[H16] An address is kept as it is; nothing that is made of a map links to it."""
    j.add_card("t", "pain", "x", url=url)
    j.add_evidence(url, url=url)
    assert cjm.Journey.from_json(j.to_json()).cards[0].url == url
    html = bundle(Snapshot.of(j))["text/html"].lower()
    for attribute in ("href", "src", "action", "onclick"):
        assert f"{attribute}=" not in html


def test_h14_every_hostile_text() -> None:
    """[H14] Every hostile text goes through code, JSON, frames and messages as it is."""
    path = SHARED / "text" / "hostile_text.jsonl"
    if not path.is_file():
        pytest.skip(f"{path.name} is not there: put it next to the repository")
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    texts = [text for text in texts if text.encode("utf-8", "replace").decode() == text]
    assert len(texts) > 1_500
    j = cjm.Journey()
    t = j.add_touchpoint("t")
    with j.transaction():
        ids = [j.add_card(t, "note", "-").id for _ in texts]
    # In by a frame ...
    frame = j.to_frame("cards")
    frame["text"] = pd.Series([texts[ids.index(i)] for i in frame["card_id"]], dtype="str")
    j.update_from(frame, table="cards")
    told = {card.id: card.text for card in j.cards}
    wanted = dict(zip(ids, texts, strict=True))
    odd = {i for i in ids if told[i] != wanted[i]}
    assert {wanted[i] for i in odd} <= {""}, [wanted[i] for i in odd][:5]
    # ... out by one, in by messages, out by JSON.
    out = j.to_frame("cards")
    assert dict(zip(out["card_id"], out["text"].fillna(""), strict=True)) == told
    changes = [{"updated": {i: {"text": [told[i], f"{told[i]}!"]}}} for i in ids]
    for start in range(0, len(changes), 500):
        assert push(j, *changes[start : start + 500], client=f"v{start}") == []
    again = cjm.Journey.from_json(j.to_json())
    assert {card.id: card.text for card in again.cards} == {i: f"{x}!" for i, x in told.items()}
