# ruff: noqa: E501, F541 - one case a line
"""Files made to break the reader: each opens or is refused with a typed error, quickly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from tests.strategies import random_document

SHARED = Path(__file__).parents[3] / "shared" / "data"
SUITE = SHARED / "json" / "JSONTestSuite" / "test_parsing"
HEAD = '"format":"cjm","version":1,"journey":{"id":"m"}'


def tp(fields: str = "", record_id: str = "t1") -> str:
    return f'{{"id":"{record_id}","phase":"p1","name":"T"{fields}}}'


def doc(touchpoints: str = "", rest: str = "") -> str:
    return f'{{{HEAD},"phases":[{{"id":"p1","name":"P"}}],"touchpoints":[{touchpoints}]{rest}}}'


def vote(weight: str) -> str:
    return doc(
        tp(),
        f',"vote_sessions":[{{"id":"s"}}],"votes":[{{"id":"v","session":"s","target":"t1",'
        f'"weight":{weight}}}]',
    )


def score(value: str) -> str:
    return doc(tp(), f',"experiences":[{{"id":"e","touchpoint":"t1","score":{value}}}]')


ACCEPTED: dict[str, str | bytes] = {
    "minimal": f"{{{HEAD}}}",
    "no journey": '{"format":"cjm","version":1}',
    "one touchpoint": doc(tp()),
    "minus zero": score("-0.0"),
    "exponent": score("1e-400"),
    "nul": doc(tp(r',"description":"a\u0000b"')),
    "control characters": doc(tp(r',"description":"\u0001\u0008\u000b\u001f"')),
    "noncharacters": doc(tp(r',"description":"\ufffe\uffff"')),
    "escaped pair": doc(tp(r',"description":"\ud83d\ude00"')),
    "bidi": doc(tp(',"description":"\u202e\u2066abc"')),
    "combining marks": doc(tp(',"description":"a' + "\u0301" * 5000 + '"')),
    "byte order mark": b"\xef\xbb\xbf" + doc().encode(),
    "unknown field": doc(tp(',"x_future":{"a":[1,2]}')),
    "constructor as key": doc(tp(',"constructor":{"prototype":{"polluted":1}}')),
    "constructor as id": doc(tp(record_id="constructor")),
    "same key, other objects": doc(tp(',"x":{"name":1}') + "," + tp(record_id="t2")),
    "colons in texts": doc(tp(r',"description":"a\":b\": {\"x\":1}"')),
    "spaces before colons": f'{{ "format" : "cjm" , "version" : 1, "x" : {{"a" :1}} }}',
    "32 levels": doc(tp(',"meta":' + "[" * 29 + "]" * 29)),
    "largest exact number": vote(str(2**53 - 1)),
}
REFUSED: dict[str, str | bytes] = {
    "empty": "", "space": "  ", "nothing but a mark": b"\xef\xbb\xbf",
    "list": "[]", "null": "null", "text": '"x"', "number": "7", "true": "true",
    "no format": '{"version":1}', "other format": '{"format":"excalidraw","version":1}',
    "no version": '{"format":"cjm"}', "version -1": '{"format":"cjm","version":-1}',
    "version text": '{"format":"cjm","version":"1"}', "version 1.5": '{"format":"cjm","version":1.5}',
    "version true": '{"format":"cjm","version":true}',
    "version null": '{"format":"cjm","version":null}',
    "newer": '{"format":"cjm","version":9999}',
    "journey a list": '{"format":"cjm","version":1,"journey":[]}',
    "journey null": '{"format":"cjm","version":1,"journey":null}',
    "objects for lists": f'{{{HEAD},"phases":{{}},"touchpoints":{{}}}}',
    "null for a list's item": doc("null"), "text for a record": doc('"t1"'),
    "NaN": score("NaN"), "Infinity": score("Infinity"), "-Infinity": score("-Infinity"),
    "overflow": score("1e400"), "too large": score("1e301"), "score text": score('"3"'),
    "score true": score("true"), "score list": score("[1]"),
    "weight 1.5": vote("1.5"), "weight true": vote("true"), "weight text": vote('"3"'),
    "weight -1": vote("-1"), "400 digits": vote("9" * 400), "2**53 + 1": vote(str(2**53 + 1)),
    "5000 digits": vote("1" * 5000), "2**53 unknown": doc(tp(f',"x":[{{"y":{2**53}}}]')),
    "digits unknown": doc(tp(',"x":' + "1" * 5000)),
    "lone high surrogate": doc(tp(r',"description":"a\ud800b"')),
    "lone low surrogate": doc(tp(r',"description":"\udfff"')),
    "lone surrogate unknown": doc(tp(r',"x":["\udfff"]')),
    "lone surrogate, not escaped": doc(tp(',"description":"\ud800"')),
    "key twice": doc('{"id":"t1","id":"t2","phase":"p1"}'),
    "collection twice": doc(rest=',"phases":[]'),
    "key twice, unknown": doc(tp(',"x":{"a":1,"a":2}')),
    "key twice, facts": doc(rest=',"personas":[{"id":"a","demographics":{"x":"1","x":"2"}}]'),
    "key twice, escaped": doc(r'{"id":"t1","\u0069d":"t2","phase":"p1"}'),
    "id twice": doc(tp() + "," + tp()), "id of another type": doc(tp(record_id="p1")),
    "id of the journey": doc(tp(record_id="m")),
    "__proto__ as key": doc(tp(',"__proto__":{"polluted":1}')),
    "__proto__ on top": doc(rest=',"__proto__":{"polluted":1}'),
    "__proto__ as id": doc(tp(record_id="__proto__")),
    "empty id": doc(tp(record_id="")), "id of a megabyte": doc(tp(record_id="x" * 1_000_000)),
    "id with a space": doc(tp(record_id="a b")), "id with a line end": doc(tp(record_id=r"a\nb")),
    "id ending in a line end": doc(tp(record_id=r"a\n")), "id of 65": doc(tp(record_id="x" * 65)),
    "id number": doc('{"id":5}'), "id null": doc('{"id":null}'), "no id": doc("{}"),
    "no such phase": doc('{"id":"t1","phase":"nope"}'),
    "phase of another type": doc(tp() + ',{"id":"t2","phase":"t1"}'),
    "phase a list": doc('{"id":"t1","phase":["p1"]}'), "phase a number": doc('{"id":"t","phase":1}'),
    "own phase": doc('{"id":"t1","phase":"t1"}'),
    "no such channel": doc(tp(',"channels":["nope"]')),
    "channel of another type": doc(tp(',"channels":["p1"]')),
    "channels a text": doc(tp(',"channels":"p1"')),
    "no such lane": doc(tp(), ',"cards":[{"id":"c","touchpoint":"t1","lane":"nope"}]'),
    "card on nothing": doc(tp(), ',"lanes":[{"id":"l"}],"cards":[{"id":"c","lane":"l"}]'),
    "card on two": doc(
        tp(), ',"lanes":[{"id":"l"}],"cards":[{"id":"c","lane":"l","phase":"p1","touchpoint":"t1"}]'
    ),
    "card on a lane": doc(
        tp(), ',"lanes":[{"id":"l"}],"cards":[{"id":"c","lane":"l","touchpoint":"l"}]'
    ),
    "phase as touchpoint": doc(
        tp(), ',"lanes":[{"id":"l"}],"cards":[{"id":"c","lane":"l","touchpoint":"p1"}]'
    ),
    "target unhashable": doc(rest=',"reactions":[{"id":"r","target":{"a":1}}]'),
    "no such target": doc(rest=',"reactions":[{"id":"r","target":"nope"}]'),
    "no such owner": f'{{"format":"cjm","version":1,"journey":{{"id":"m","owner":"nope"}}}}',
    "null name": doc('{"id":"t1","name":null}'), "object name": doc('{"id":"t1","name":{"a":1}}'),
    "long name": doc('{"id":"t1","name":"' + "x" * 1001 + '"}'),
    "8 MB": doc(tp(',"description":"' + "A" * 8_000_000 + '"')),
    "scale upside down": '{"format":"cjm","version":1,"journey":{"emotion_scale":{"min":3}}}',
    "scale a text": '{"format":"cjm","version":1,"journey":{"emotion_scale":"1..5"}}',
    "impossible date": doc(tp(',"start":"0000-00-00T99:99:99Z"')),
    "far date": doc(tp(',"start":"+275761-01-01T00:00:00Z"')),
    "text for a date": doc(tp(',"start":"yesterday"')),
    "30 February": doc(tp(',"start":"2026-02-30"')),
    "style as colour": doc(rest=',"personas":[{"id":"a","color":"red;background:url(x)"}]'),
    "colour and a line end": doc(rest=r',"personas":[{"id":"a","color":"#aabbcc\n"}]'),
    "long kind": doc(tp(',"kind":"' + "x" * 65 + '"')),
    "attribute as language": '{"format":"cjm","version":1,"journey":{"language":"en\\" on=\\""}}',
    "points of three": doc(rest=',"strokes":[{"id":"s","anchor":"p1","points":[[1,2,3]]}]'),
    "33 levels": doc(tp(',"meta":' + "[" * 30 + "]" * 30)),
    "33 levels on top": doc(rest=',"meta":' + '{"a":' * 32 + "1" + "}" * 32),
    "100,000 levels": "[" * 100_000 + "]" * 100_000, "50,000 objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "100,000 levels inside": doc(rest=',"meta":' + "[" * 100_000 + "]" * 100_000),
    "UTF-16": doc().encode("utf-16"), "UTF-32": doc().encode("utf-32"),
    "Latin-1": doc(tp(',"description":"é"')).encode("latin-1"),
    "overlong": b'{"format":"cjm","version":1,"x":"\xc0\xaf"}',
    "truncated": doc(tp())[:-7], "half a character": doc(tp(',"description":"é')).encode()[:-1],
    "more after it": doc() + "x", "two documents": doc() + doc(), "comment": "/*x*/" + doc(),
    "Python": "{'format':'cjm'}", "trailing comma": doc()[:-1] + ",}",
    "plus sign": score("+1"), "leading zero": score("01"), "hexadecimal": score("0x1"),
    "BOM inside": doc()[:1] + "\ufeff" + doc()[1:],
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_d34_odd_but_fine(name: str) -> None:
    """[D34] What is odd but has one meaning opens, and comes back the same."""
    j = cjm.Journey.from_json(ACCEPTED[name])
    assert cjm.Journey.from_json(j.to_json()).to_json() == j.to_json()


@pytest.mark.parametrize("name", REFUSED)
def test_d34_refused(name: str) -> None:
    """[D34] What has no meaning, or two, is refused as `InvalidDocument`, in a short message."""
    with pytest.raises(cjm.InvalidDocument) as caught:
        cjm.Journey.from_json(REFUSED[name])
    assert 10 < len(str(caught.value)) < 400
    assert "msgspec" not in str(caught.value)


@pytest.mark.filterwarnings("ignore::cjm_widgets.UnknownValueWarning")
def test_d34_an_attribute_as_kind_is_only_text() -> None:
    """[D34] A choice may be any text of up to 64 characters."""
    j = cjm.Journey.from_json(doc(tp(r',"kind":"a\" onmouseover=\"x=1"')))
    assert j.touchpoints["t1"].kind == 'a" onmouseover="x=1'


def test_d34_too_many_records() -> None:
    """[D34] More than 200,000 records are refused, as many open."""
    head = {"format": "cjm", "version": 1, "journey": {"id": "m"}}
    reactions = [{"id": f"r{n}", "target": "m"} for n in range(200_000)]
    with pytest.raises(cjm.InvalidDocument, match="200,001 records"):
        cjm.Journey.from_dict({**head, "reactions": reactions})
    assert len(cjm.Journey.from_dict({**head, "reactions": reactions[1:]}).reactions) == 199_999


@pytest.mark.parametrize(
    ("broken", "record", "field", "value"),
    [
        (doc(tp(',"duration":"long"')), "t1", "duration", "long"),
        (doc(tp(',"tags":[1]')), "t1", "tags", [1]),
        (doc(tp(',"importance_customer":6')), "t1", "importance_customer", 6),
        (doc(tp(',"channels":["nope"]')), "t1", "channels", "nope"),
        (doc('{"id":"t1","phase":"nope"}'), "t1", "phase", "nope"),
        (doc(tp(',"start":"yesterday"')), "t1", "start", "yesterday"),
        (doc(tp() + "," + tp()), "t1", "id", "t1"),
        (doc(tp(record_id="a b")), "a b", "id", "a b"),
        (doc("{}"), "touchpoints[0]", None, {}),
        (doc("7"), "touchpoints[0]", None, 7),
        ('{"format":"cjm","version":1,"phases":7}', None, "phases", 7),
        ('{"format":"x","version":1}', None, "format", "x"),
        ('{"format":"cjm","version":"1"}', None, "version", "1"),
    ],
)
def test_d35_errors_name_record_field_and_value(
    broken: str, record: str | None, field: str | None, value: Any
) -> None:
    """[D35] The error names record, field and value, in its message and as attributes."""
    with pytest.raises(cjm.InvalidDocument) as caught:
        cjm.Journey.from_json(broken)
    assert (caught.value.record, caught.value.field) == (record, field)
    if field is not None:
        assert caught.value.value == value
    for part in (record, field):
        assert part is None or part in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        None, [], "x", 7, {}, {1: 2}, {"format": "cjm", "version": 1, "phases": slice(1)},
        {"format": "cjm", "version": 1, "x": {object}}, {"format": {"cjm"}},
        {"format": "cjm", "version": 1, "x": "\ud800"}, {"format": "cjm", "version": 1, "\ud800": 1},
        {"format": "cjm", "version": 1, "x": 2**60}, {"format": "cjm", "version": 1, "x": 2**70},
        {"format": "cjm", "version": 1, "phases": [None]},
    ],
    ids=repr,
)  # fmt: skip
def test_d36_from_dict_refuses(data: Any) -> None:
    """[D36] `from_dict` refuses what no file could hold, with the same error."""
    with pytest.raises(cjm.InvalidDocument):
        cjm.Journey.from_dict(data)


def test_d36_a_dict_within_itself() -> None:
    """[D36] A dict that holds itself is refused, not followed for ever."""
    data: dict[str, Any] = {"format": "cjm", "version": 1}
    data["x"] = data
    with pytest.raises(cjm.InvalidDocument):
        cjm.Journey.from_dict(data)


def test_d37_published_json_tests() -> None:
    """[D37] JSONTestSuite: every file, alone and inside a map, opens or is refused as typed.

    What is no JSON is refused wherever it stands; what is JSON comes back equal or is refused.
    """
    files = sorted(SUITE.glob("*.json"))
    if not files:
        pytest.skip(f"JSONTestSuite is not at {SUITE.name}/: put it next to the repository")
    outcome = {}
    for path in files:
        data = path.read_bytes()
        with pytest.raises(cjm.InvalidDocument):
            cjm.Journey.from_json(data)
        inside = b'{"format":"cjm","version":1,"journey":{"id":"m"},"x":' + data + b"}"
        try:
            j = cjm.Journey.from_json(inside)
        except cjm.InvalidDocument:
            outcome[path.name] = False
        else:
            outcome[path.name] = True
            assert j.to_dict()["x"] == json.loads(data), path.name
            assert cjm.Journey.from_json(j.to_json()).to_dict() == j.to_dict()
        # Mended it is a map, whatever became of the field.
        j = cjm.Journey.from_json(inside, repair=True)
        assert bool(j.report) != outcome[path.name], path.name
        assert cjm.Journey.from_json(j.to_json()).to_dict() == j.to_dict()
    accepted = {name for name, ok in outcome.items() if ok}
    assert not [name for name in accepted if name.startswith("n_")]
    refused = {name for name in outcome if name.startswith("y_")} - accepted
    # Two meanings, or one that a browser rounds.
    assert refused <= {
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
        "y_number_double_close_to_zero.json",
    }  # fmt: skip
    assert len(outcome) > 300


def test_d38_hostile_texts() -> None:
    """[D38] Every hostile text survives as name and text; half a character is refused."""
    path = SHARED / "text" / "hostile_text.jsonl"
    if not path.is_file():
        pytest.skip(f"{path.name} is not there: put it next to the repository")
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    j = cjm.Journey()
    t = j.add_touchpoint("t")
    kept: dict[str, str] = {}
    refused = 0
    with j.transaction():
        for text in texts:
            try:
                text.encode()
            except UnicodeEncodeError:
                refused += 1
                with pytest.raises(cjm.InvalidDocument, match="surrogate"):
                    j.add_card(t, "note", text)
                continue
            kept[j.add_card(t, "note", text).id] = text
            if len(text) <= 1000:
                kept[j.add_phase(text).id] = text
    again = cjm.Journey.from_json(j.to_json())
    assert {i: getattr(again.get(i), "text", None) or again.get(i).name
            for i in kept if kept[i]} == {i: text for i, text in kept.items() if text}  # fmt: skip
    assert len(kept) > len(texts) - refused > 1000


@pytest.mark.filterwarnings("ignore::cjm_widgets.UnknownValueWarning")
@settings(max_examples=150)
@given(st.integers(0, 300), st.data())
def test_d39_damaged_files(seed: int, data: st.DataObject) -> None:
    """[D39] A file with any bytes cut out, put in or altered opens or is refused as typed."""
    whole = cjm.Journey.from_dict(random_document(seed)).to_json().encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 30)))
    new = data.draw(
        st.one_of(st.binary(max_size=4), st.sampled_from([b"null", b"{}", b"[]", b"-1", b'"x"']))
    )
    try:
        j = cjm.Journey.from_json(whole[:start] + new + whole[end:])
    except cjm.CjmError:
        return
    assert cjm.Journey.from_json(j.to_json()).to_dict() == j.to_dict()
