"""Run the vectors both languages share; `js/tests/core/vectors.test.ts` is the other runner."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import rfc8785

from cjm_widgets.model.change import Change, apply, invert, squash
from cjm_widgets.model.digest import canonical, digest, plain_record, record_digest
from cjm_widgets.model.errors import CjmError
from cjm_widgets.model.fields import fields_of
from cjm_widgets.model.order import key_between, keys_between
from cjm_widgets.model.presence import decode_spot, decode_who
from cjm_widgets.model.rebase import merge_values, rebase, settle_undo
from cjm_widgets.model.records import RECORD_TYPES, AnyRecord, EmotionScale, type_name
from cjm_widgets.model.state import State

VECTORS = Path(__file__).parent / "vectors"
FILES = {path.stem: json.loads(path.read_text("utf-8")) for path in VECTORS.glob("*.json")}


def cases(topic: str) -> Any:
    return pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in FILES[topic]])


def record(raw: dict[str, Any]) -> Any:
    return msgspec.convert(raw, AnyRecord)


def records(raw: list[dict[str, Any]]) -> dict[str, Any]:
    return {item["id"]: record(item) for item in raw}


def change(raw: dict[str, Any], state: dict[str, Any]) -> Change:
    """Return a change with its values typed by the records they belong to."""
    added = records(list(raw.get("added", {}).values()))
    removed = records(list(raw.get("removed", {}).values()))
    updated = {}
    for key, fields in raw.get("updated", {}).items():
        owner = state.get(key) or added.get(key) or removed.get(key)
        known = fields_of(type(owner)) if owner is not None else {}
        updated[key] = {
            name: tuple(msgspec.convert(v, known[name].type) if name in known else v for v in pair)
            for name, pair in fields.items()
        }
    return Change(added=added, updated=updated, removed=removed)


def plain(found: Change) -> dict[str, Any]:
    """Return a change in the form of the vectors."""
    parts = {
        "added": {key: plain_record(item) for key, item in found.added.items()},
        "updated": {
            key: {name: [_value(v) for v in pair] for name, pair in fields.items()}
            for key, fields in found.updated.items()
        },
        "removed": {key: plain_record(item) for key, item in found.removed.items()},
    }
    return {name: json.loads(json.dumps(part)) for name, part in parts.items() if part}


def _value(value: Any) -> Any:
    if isinstance(value, EmotionScale):
        return plain_record(record({"type": "journey", "id": "x", "emotion_scale": value})).get(
            "emotion_scale", {}
        )
    return msgspec.to_builtins(value)


def document(found: dict[str, Any]) -> list[Any]:
    plain_records = [json.loads(json.dumps(plain_record(r))) for r in found.values()]
    return sorted(plain_records, key=lambda r: r["id"])


def by_id(raw: list[Any]) -> list[Any]:
    return sorted(raw, key=lambda r: r["id"])


@cases("apply")
def test_apply(case: Any) -> None:
    state = State(records(case["state"]).values())
    given = change(case["change"], state.records)
    if "error" in case:
        with pytest.raises(CjmError) as problem:
            state.commit(given)
        assert problem.value.code == case["error"]
        assert document(state.records) == by_id(case["state"])
        return
    assert document({k: r for k, r in apply(state.records, given).items() if r}) == by_id(
        [r for r in case["result"] if r["id"] in given.ids]
    )
    state.commit(given)
    assert document(state.records) == by_id(case["result"])
    state.commit(invert(given))
    assert document(state.records) == by_id(case["state"])


@cases("invert")
def test_invert(case: Any) -> None:
    given = change(case["change"], {})
    assert plain(invert(given)) == case["inverse"]
    assert invert(invert(given)) == given


@cases("squash")
def test_squash(case: Any) -> None:
    before = State(records(case["state"]).values())
    both = State(before.records.values())
    first = change(case["first"], both.records)
    both.commit(first)
    second = change(case["second"], both.records)
    both.commit(second)
    squashed = squash(first, second)
    assert plain(squashed) == case["squashed"]
    before.commit(squashed)
    assert before.records == both.records


def _rebase(case: Any) -> None:
    state = State(records(case["state"]).values())
    given = change(case["change"], state.records)
    if "error" in case:
        with pytest.raises(CjmError) as problem:
            rebase(given, state)
        assert problem.value.code == case["error"]
        return
    found = rebase(given, state)
    assert plain(found.change) == case["rebased"]
    assert [list(note) for note in found.notes] == case.get("notes", [])
    state.commit(found.change)
    if not found.change.added.keys() & found.change.removed.keys():
        assert not rebase(found.change, state).change, "what is done needs not be done again"


@cases("rebase")
def test_rebase(case: Any) -> None:
    _rebase(case)


@cases("cascade")
def test_cascade(case: Any) -> None:
    _rebase(case)


@cases("merge")
def test_merge(case: Any) -> None:
    field = next(f for t in RECORD_TYPES for f in fields_of(t).values() if f.role == case["role"])
    old, new, current = (
        tuple(value) if isinstance(value, list) else value
        for value in (case["old"], case["new"], case["current"])
    )
    found = merge_values(field, old, new, current)
    assert json.loads(json.dumps(found)) == case["result"]


@cases("undo")
def test_undo(case: Any) -> None:
    state = State(records(case["state"]).values())
    settled, skipped = settle_undo(change(case["change"], state.records), state)
    assert plain(settled) == case["settled"]
    assert list(settled.added) == list(case["settled"].get("added", {})), "owners come first"
    assert skipped == case["skipped"]
    state.commit(rebase(settled, state).change)


@cases("order")
def test_order(case: Any) -> None:
    for before, after, key in case.get("pairs", []):
        assert key_between(before, after) == key
        assert (before or "") < key < (after or "~")
    if "error" in case:
        with pytest.raises(CjmError) as problem:
            key_between(case["before"], case["after"])
        assert problem.value.code == case["error"]
    if "keys" in case:
        assert keys_between(case["before"], case["after"], case["count"]) == case["keys"]


@cases("presence")
def test_presence(case: Any) -> None:
    found = decode_who(case["who"]) if "who" in case else decode_spot(case["spot"])
    assert json.loads(json.dumps(msgspec.structs.asdict(found))) == case["decoded"]


@cases("digest")
def test_digest(case: Any) -> None:
    if "records" in case:
        assert digest(map(record, case["records"])) == case["digest"]
        return
    item = record(case["record"])
    assert canonical(plain_record(item)) == case["canonical"]
    assert record_digest(item) == case["digest"]


@cases("canonical")
def test_canonical(case: Any) -> None:
    value = json.loads(case["text"])
    assert canonical(value) == case["canonical"]
    assert rfc8785.dumps(value) == case["canonical"].encode()


def test_every_case_has_a_runner(request: pytest.FixtureRequest) -> None:
    """[D13] both languages run every case there is."""
    runners = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert FILES.keys() <= runners
    collected = [item for item in request.session.items if item.path == Path(__file__)]
    if len(collected) > 1:
        with_case = [item for item in collected if "case" in getattr(item, "fixturenames", ())]
        assert len(with_case) == sum(map(len, FILES.values()))


def test_every_reference_has_a_case() -> None:
    """[S11] [S13] for each reference of each record type there is a removal among the vectors."""
    covered = {case["name"].split("] ")[1].split(":")[0].split(" ")[0] for case in FILES["cascade"]}
    wanted = {
        f"{type_name(t)}.{field.name}"
        for t in RECORD_TYPES
        for field in fields_of(t).values()
        if field.role in ("ref", "refs", "steps")
    }
    assert wanted | {"touchpoint.place", "card.place"} <= covered
