"""Damaged files: refused with a typed error or, when asked, mended with an account of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from tests.model.hostile_documents import DOCUMENTS
from tests.model.mutations import Random, mutated
from tests.strategies import random_document

pytestmark = pytest.mark.filterwarnings("ignore::cjm_widgets.UnknownValueWarning")
MINIMAL: dict[str, Any] = {"format": "cjm", "version": 1, "journey": {"id": "m"}}


def leaves(value: Any) -> Iterator[Any]:
    """Every text and number in a JSON value, keys left out."""
    if isinstance(value, dict):
        for held in value.values():
            yield from leaves(held)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from leaves(held)
    elif value is not None and type(value) is not bool:
        yield value


def mended(data: Any) -> cjm.Journey:
    """A mended map, which opens again as strictly as any."""
    read = cjm.Journey.from_dict if isinstance(data, dict) else cjm.Journey.from_json
    j = read(data, repair=True)
    assert cjm.Journey.from_json(j.to_json()).to_dict() == j.to_dict()
    return j


@pytest.mark.parametrize("name", DOCUMENTS)
def test_h1_hostile_documents(name: str) -> None:
    """[H1, H11] Each hostile document gets its verdict, in less than two seconds a reading."""
    verdict, _, data = DOCUMENTS[name]
    start = time.process_time()
    if verdict == "accept":
        j = cjm.Journey.from_json(data, repair=True)
        assert j.report == ()
        text = j.to_json()
        assert cjm.Journey.from_json(text).to_json() == text
    else:
        with pytest.raises(cjm.NewerDocument if verdict == "newer" else cjm.InvalidDocument) as got:
            cjm.Journey.from_json(data)
        assert 10 < len(str(got.value)) < 400
        if verdict == "mended":
            j = mended(data)
            assert j.report
        else:
            with pytest.raises(cjm.InvalidDocument):
                cjm.Journey.from_json(data, repair=True)
    # Up to four readings and five writings, and the mending.
    assert time.process_time() - start < 12


def test_h10_references_that_lead_nowhere() -> None:
    """[H10] What can live without a reference loses it, what cannot is kept as unplaced."""
    data = {
        **MINIMAL,
        "channels": [{"id": "web", "name": "Web"}],
        "phases": [{"id": "p"}],
        "lanes": [{"id": "pains", "kind": "pain"}],
        "touchpoints": [
            {"id": "a", "phase": "gone", "channels": ["web", "gone"]},
            {"id": "b", "phase": "p", "planned_ref": "gone"},
        ],
        "experiences": [{"id": "e", "touchpoint": "gone", "score": 1.0}],
        "cards": [
            {"id": "c1", "touchpoint": "a", "lane": "gone", "kind": "pain", "text": "x"},
            {"id": "c2", "touchpoint": "gone", "lane": "pains", "text": "y"},
        ],
        "comments": [{"id": "n1", "target": "c2", "text": "z"}, {"id": "n2", "target": "n1"}],
    }
    before = json.dumps(data)
    j = mended(data)
    assert json.dumps(data) == before
    assert [(t.id, t.phase, t.channels) for t in j.touchpoints] == [
        ("a", None, ("web",)), ("b", "p", ()),
    ]  # fmt: skip
    assert j.touchpoints["b"].planned_ref is None
    assert j.cards.ids == ["c1"]
    assert j.cards["c1"].lane == "pains"
    assert (len(j.experiences), len(j.comments)) == (0, 0)
    unplaced = j.to_dict()["unplaced"]
    assert {entry["record"]["id"] for entry in unplaced if "collection" in entry} == {
        "e", "c2", "n1", "n2",
    }  # fmt: skip
    assert {"record": "a", "field": "phase", "value": "gone"} in unplaced
    assert {"record": "a", "field": "channels", "value": ["gone"]} in unplaced


def test_h10_ids_that_cannot_be_used() -> None:
    """[H10] A record with a bad or taken id gets a new one, and what refers to it follows."""
    j = mended({
        **MINIMAL,
        "phases": [{"id": "first phase"}, {"id": 2}],
        "touchpoints": [{"id": "t", "phase": "first phase"}, {"id": "t", "phase": 2, "name": "T"}],
    })  # fmt: skip
    first, second = j.phases
    assert second.id == "2"
    assert [t.phase for t in j.touchpoints] == [first.id, "2"]
    assert j.touchpoints[0].id == "t"
    assert j.touchpoints[1].name == "T"


def test_h10_values_that_do_not_fit() -> None:
    """[H10] A value is read as what it was meant to be, or taken out of its field and kept."""
    j = mended({
        **MINIMAL,
        "touchpoints": [{
            "id": "t", "name": 7, "duration": "90", "importance_customer": 9, "start": "soon",
            "tags": ["a", None, 5], "moment_of_truth": "true", "description": "x" * 30_000,
        }],
        "personas": [{"id": "p", "color": "red", "demographics": {"age": 40, "home": {"x": 1}}}],
    })  # fmt: skip
    t, p = j.touchpoints[0], j.personas[0]
    assert (t.name, t.duration, t.moment_of_truth, t.tags) == ("7", 90.0, True, ("a", "5"))
    assert (t.importance_customer, t.start, len(t.description)) == (None, "", 20_000)
    assert (p.color, p.demographics) == ("", {"age": "40"})
    report = {(mend.record, mend.field): mend for mend in j.report}
    assert report["t", "description"].value == "x" * 30_000
    assert report["p", "demographics"].value == {"age": 40, "home": {"x": 1}}
    assert {"record": "t", "field": "start", "value": "soon"} in j.to_dict()["unplaced"]


def test_h10_a_list_that_stands_twice() -> None:
    """[H10] Both are read; of any other key that stands twice the last one counts."""
    j = mended(
        '{"format": "cjm", "version": 1, "journey": {"id": "m", "title": "A", "title": "B"},'
        ' "phases": [{"id": "p"}], "phases": [{"id": "q"}]}'
    )
    assert j.phases.ids == ["p", "q"]
    assert j.title == "B"
    assert {(mend.record, mend.field, mend.value) for mend in j.report} >= {
        ("the file", "phases", None), ("m", "title", "A"),
    }  # fmt: skip


def test_h10_one_record_that_nests_too_deep() -> None:
    """[H10] It costs no other its place, and stands in the report."""
    deep = '{"id": "q", "x": ' + "[" * 100_000
    j = mended(json.dumps({**MINIMAL, "phases": [{"id": "p"}]})[:-2] + f", {deep}")
    assert j.phases.ids == ["p"]
    assert any(deep in str(mend.value) for mend in j.report)


def test_h10_heads_and_scales() -> None:
    """[H10] What is no journey, and what a scale cannot hold, is told."""
    j = mended({**MINIMAL, "version": 0, "journey": [1]})
    assert [(mend.field, mend.value) for mend in j.report] == [("journey", [1])]
    assert j.to_dict()["version"] == 1
    scale = {"min": 1, "max": 5, "neutral": 3, "own": 7, "x": float("inf"), "__proto__": {"y": 1}}
    j = mended({**MINIMAL, "journey": {"id": "m", "emotion_scale": scale}})
    assert (j.emotion_scale.max, j.emotion_scale.extra) == (5, {"own": 7})
    assert [(mend.field, mend.value) for mend in j.report] == [
        ("emotion_scale.x", float("inf")), ("emotion_scale.__proto__", {"y": 1}),
    ]  # fmt: skip


def test_h10_fields_of_the_file_that_are_no_lists() -> None:
    """[H10] What no map can hold beside its lists is set aside, not lost."""
    j = mended({**MINIMAL, "x_note": {"a": 1}, "__proto__": {"y": 1}})
    assert j.to_dict()["x_note"] == {"a": 1}
    assert "__proto__" not in j.to_dict()
    assert [(mend.field, mend.value) for mend in j.report] == [("__proto__", {"y": 1})]


def test_h10_a_file_that_does_not_say_what_it_is() -> None:
    """[H10] It is read as a map where it looks like one; an id no map can use is a new one."""
    data = {
        "version": 1,
        "journey": {"id": "my map"},
        "comments": [{"id": "c", "target": "my map"}],
    }
    j = mended(data)
    assert j.comments[0].target == j.id != "my map"
    assert {(mend.field, mend.value) for mend in j.report} >= {("format", None), ("id", "my map")}
    with pytest.raises(cjm.InvalidDocument, match="not a customer journey map"):
        cjm.Journey.from_dict({"version": 1, "journey": {"id": "m"}}, repair=True)


def test_h10_values_that_nothing_can_hold() -> None:
    """[H10] They are told, and the fields are left out."""
    step = {"id": "t", "own": float("nan"), "tags": {"a": 1}}
    j = mended({**MINIMAL, "touchpoints": [step]})
    assert (j.touchpoints["t"].extra, j.touchpoints["t"].tags) == ({}, ())
    assert {mend.field for mend in j.report} == {"own", "tags"}
    assert {"a": 1} in [mend.value for mend in j.report]


def test_h10_bytes_in_two_encodings() -> None:
    """[H10] Where part of the text is UTF-8 the rest is replaced; the bytes stand in the report."""
    text = json.dumps({**MINIMAL, "phases": [{"id": "p", "name": "é@"}]}, ensure_ascii=False)
    j = mended(text.encode().replace(b"@", b"\xe9"))
    assert j.phases[0].name == "é\ufffd"
    assert j.report[0].value == [b"\xe9"]


def test_h10_a_record_outside_of_all_lists() -> None:
    """[H10] In a broken file nobody knows of which type it is: it stands in the report."""
    j = mended('{"format": "cjm", {"id": "lost"}, "phases": [{"id": "p"}]')
    assert j.phases.ids == ["p"]
    assert any('{"id": "lost"}' in str(mend.value) for mend in j.report)


def test_h10_names_that_become_one() -> None:
    """[H10] Of two unknown fields whose names are one without half characters both are told."""
    j = mended({**MINIMAL, "own": dict(zip(("a\ud800", "a\ud801"), (1, 2), strict=True))})
    assert j.to_dict()["own"] == {"a\ufffd": 1}
    assert 2 in [mend.value for mend in j.report]


def test_h10_a_reference_that_is_no_list() -> None:
    """[H10] One id, or one that got another name, is read as it is meant; nothing is unplaced."""
    j = mended({
        **MINIMAL,
        "channels": [{"id": "web"}, {"id": "a b"}],
        "touchpoints": [{"id": "t", "channels": "web"}, {"id": "u", "channels": ["a b"]}],
    })  # fmt: skip
    assert j.touchpoints["t"].channels == ("web",)
    assert j.touchpoints["u"].channels == (j.channels[1].id,)
    assert "unplaced" not in j.to_dict()


def test_h10_what_goes_is_told_once() -> None:
    """[H10] Also where several things it stands on are not there, or go as well."""
    j = mended({
        **MINIMAL,
        "comments": [
            {"id": "one", "target": "gone", "parent": "two"}, {"id": "two", "target": "gone"},
            {"id": "on-two", "target": "two"},
        ],
    })  # fmt: skip
    assert len(j.comments) == 0
    unplaced = [entry["record"]["id"] for entry in j.to_dict()["unplaced"]]
    assert sorted(unplaced) == ["on-two", "one", "two"]
    assert sorted(mend.record for mend in j.report) == ["on-two", "one", "two"]


def test_h10_a_file_cut_off() -> None:
    """[H10] Of a file that ends too early every whole record is there, and the rest is told."""
    whole = cjm.Journey.from_dict(random_document(3)).to_json()
    cut = whole[: len(whole) * 2 // 3]
    j = mended(cut)
    told = "".join(str(mend.value) for mend in j.report)
    ids = {record["id"] for items in json.loads(whole).values() if isinstance(items, list)
           for record in items if isinstance(record, dict) and "id" in record}  # fmt: skip
    there = {record.id for record in j.store.state.records.values()}
    assert len(there) > 5
    for record_id in ids - there:
        # Not there: it was cut off, or is in the report.
        assert f'"{record_id}"' not in cut or record_id in told or record_id in j.to_json()


def test_h12_the_report_is_a_table() -> None:
    """[H12] A mended map tells each step; the account becomes a dataframe as it is."""
    j = mended({**MINIMAL, "touchpoints": [{"id": "t", "duration": "long", "phase": "gone"}]})
    frame = pd.DataFrame(j.report)
    assert list(frame.columns) == ["record", "field", "value", "problem", "done"]
    assert list(zip(frame["record"], frame["field"], frame["value"], strict=True)) == [
        ("t", "duration", "long"), ("t", "phase", "gone"),
    ]  # fmt: skip
    assert cjm.Journey.from_json(j.to_json()).report == ()
    assert cjm.Journey().report == ()


def test_h11_a_dict_that_is_no_json() -> None:
    """[H11] Keys that no file could hold are refused, also when it is to be mended."""
    with pytest.raises(cjm.InvalidDocument, match="cannot be written as JSON"):
        cjm.Journey.from_dict({**MINIMAL, "x": {(1, 2): 3}}, repair=True)


@pytest.mark.parametrize("data", [None, 7, [], "x", {}, {"format": "cjm", "x": slice(1)}], ids=repr)
def test_h11_what_is_no_map(data: Any) -> None:
    """[H11] What is no map is refused, also when it is to be mended; else it is mended."""
    if isinstance(data, dict) and data:
        assert "slice" in mended(data).report[0].problem
        return
    with pytest.raises(cjm.InvalidDocument):
        cjm.Journey.from_dict(data, repair=True)


def test_h11_a_deep_map_with_a_high_limit() -> None:
    """[H11] However high the limits are set, the error is a typed one."""
    limits = cjm.Limits(depth=10_000)
    data = {**MINIMAL, "x": json.loads("[" * 900 + "]" * 900), "phases": [{"id": "a b"}]}
    with suppress(cjm.InvalidDocument):
        cjm.Journey.from_dict(data, repair=True, limits=limits)
    assert mended(data).report[1].value == "[" * 869 + "]" * 869


def test_h12_a_mended_map_can_be_mended_again() -> None:
    """[H12] What is unplaced stays so, also when more is added to it."""
    first = mended({**MINIMAL, "touchpoints": [{"id": "t", "duration": "long"}]})
    data = first.to_dict()
    data["touchpoints"][0]["wait"] = "longer"
    second = mended(data)
    assert [entry["value"] for entry in second.to_dict()["unplaced"]] == ["long", "longer"]


def test_h12_a_field_that_is_called_so() -> None:
    """[H12] An unknown field of that name is not lost."""
    broken = {**MINIMAL, "unplaced": {"my": "own"}, "touchpoints": [{"id": "t", "wait": "long"}]}
    own, wait = mended(broken).to_dict()["unplaced"]
    assert (own["value"], wait["value"]) == ({"my": "own"}, "long")


def test_h12_what_is_unplaced_does_not_make_a_file_too_large() -> None:
    """[H12] Where the file has no room for it, it stands in the report only."""
    broken = {**MINIMAL, "touchpoints": [{"id": "t", "duration": "long"}]}
    size = len(json.dumps(broken, separators=(",", ":")))
    j = cjm.Journey.from_dict(broken, repair=True, limits=cjm.Limits(size=size))
    assert j.touchpoints.ids == ["t"]
    assert "unplaced" not in j.to_dict()
    assert [mend.value for mend in j.report] == ["long"]


def test_h12_files(tmp_path: Path) -> None:
    """[H12] `load` and `read` mend and leave the file; `open` keeps it as it was."""
    path = tmp_path / "bike.cjm.json"
    broken = json.dumps({**MINIMAL, "touchpoints": [{"id": "t", "duration": "long"}]})
    path.write_text(broken)
    for read in (cjm.load, cjm.read, cjm.Journey.load):
        with pytest.raises(cjm.InvalidDocument):
            read(path)
        assert read(path, repair=True).touchpoints.ids == ["t"]
        assert path.read_text() == broken
    with pytest.raises(cjm.InvalidDocument, match="repair=True"):
        cjm.open(path)
    with pytest.warns(cjm.DamagedFile, match="mended"):
        j = cjm.open(path, repair=True)
    assert j.report[0].value == "long"
    (report,) = j.file.reports
    assert report.kept_as.read_text() == broken
    j.update("t", name="Go on")
    assert j.file.close()
    again = cjm.load(path)
    assert again.touchpoints["t"].name == "Go on"
    assert again.to_dict()["unplaced"][0]["value"] == "long"


@settings(max_examples=60)
@given(st.integers(0, 400), st.integers(0, 10**9))
def test_h10_nothing_is_lost(seed: int, mutation: int) -> None:
    """[H10] Whatever was altered in a file: each value of it is in the map or in the report."""
    data = mutated(random_document(seed), Random(mutation))
    try:
        whole = json.loads(json.dumps(data))
    except (ValueError, RecursionError):
        return
    try:
        j = cjm.Journey.from_dict(whole, repair=True)
    except cjm.InvalidDocument:
        return
    kept = {repr(leaf) for leaf in leaves(j.to_dict())}
    kept |= {repr(leaf) for mend in j.report for leaf in leaves(mend.value)}
    numbers = {leaf for text in kept for leaf in _number(text)}
    for leaf in leaves({**whole, "version": None}):
        # A whole number of thirty digits is the next float in a field of floats.
        assert repr(leaf) in kept or numbers.intersection(_number(repr(leaf))) or _usual(leaf), leaf


def _number(text: str) -> list[float]:
    try:
        return [float(text)]
    except ValueError:
        return []


def _usual(leaf: Any) -> bool:
    """A value that says what is said anyway, by the default of its field."""
    return leaf in ("", 0, 1, 3, 2.0, -2.0, "en") or (isinstance(leaf, str) and leaf.islower())
