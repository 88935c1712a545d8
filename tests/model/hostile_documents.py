"""Hostile documents as raw bytes, each with the verdict it must get.

``accept``: opens and comes back the same. ``refuse``: a typed error. ``mended``: a typed error,
and a map that opens, with a report, under ``repair=True``. ``newer``: an error that says so.
"""

from __future__ import annotations

from typing import NamedTuple

START = '"format":"cjm","version":1,"journey":{"id":"m"}'


class Hostile(NamedTuple):
    verdict: str
    why: str
    data: bytes


def _documents() -> dict[str, Hostile]:
    found: dict[str, Hostile] = {}

    def case(name: str, data: str | bytes, verdict: str, why: str) -> None:
        raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        found[name] = Hostile(verdict, why, raw)

    def base(touchpoints: str = "", rest: str = "") -> str:
        lists = '"phases":[{"id":"p1","name":"P"}],"lanes":[{"id":"l1","title":"L"}]'
        return f'{{{START},{lists},"touchpoints":[{touchpoints}]{rest}}}'

    def tp(name: str = "t1", extra: str = "") -> str:
        return f'{{"id":"{name}","phase":"p1","name":"T"{extra}}}'

    def vote(weight: str) -> str:
        votes = f'"votes":[{{"id":"v","session":"s","target":"t1","weight":{weight}}}]'
        return base(tp(), f',"vote_sessions":[{{"id":"s"}}],{votes}')

    def score(value: str) -> str:
        return base(tp(), f',"experiences":[{{"id":"e","touchpoint":"t1","score":{value}}}]')

    def note(text: str) -> str:
        return base(tp(extra=f',"description":"{text}"'))

    def card(fields: str) -> str:
        return base(tp(), f',"cards":[{{"id":"c1","lane":"l1",{fields}}}]')

    case("ok_minimal", base(), "accept", "control")
    case("ok_item", base(tp()), "accept", "control")
    case("nan", score("NaN"), "mended", "NaN is not JSON; Python's own reader takes it")
    case("inf", score("Infinity"), "mended", "Infinity")
    case("neg_inf", score("-Infinity"), "mended", "-Infinity")
    case("overflow_float", score("1e400"), "mended", "1e400 is infinite in Python and JavaScript")
    case("huge_int", vote("9" * 400), "mended", "beyond 2**53 JavaScript loses digits")
    case(
        "int_53",
        vote("9007199254740993"),
        "mended",
        "2**53+1 differs between Python and JavaScript",
    )
    case("int_5000_digits", vote("1" * 5000), "mended", "Python reads at most 4,300 digits")
    case("neg_zero", score("-0.0"), "accept", "-0.0")
    case("float_votes", vote("1.5"), "mended", "wrong type")
    case("bool_votes", vote("true"), "mended", "a bool is an int in Python")
    case("str_votes", vote('"3"'), "mended", "wrong type")
    case(
        "lone_hi_surrogate",
        note(r"a\ud800b"),
        "mended",
        "Python keeps it, and then cannot encode it",
    )
    case("lone_lo_surrogate", note(r"\udfff"), "mended", "lone surrogate")
    case("nul_char", note(r"a\u0000b"), "accept", "NUL breaks XML")
    case("control_chars", note(r"\u0001\u0008\u000b\u001f"), "accept", "illegal in XML 1.0")
    case("noncharacter", note(r"\ufffe\uffff"), "accept", "illegal in XML 1.0")
    case("dup_key", base('{"id":"t1","id":"t2","phase":"p1","name":"T"}'), "mended", "key twice")
    case("dup_id", base(tp() + "," + tp()), "mended", "id twice")
    case(
        "dup_id_other",
        base(tp() + "," + tp(extra=',"kind":"wait"')),
        "mended",
        "id twice, not the same",
    )
    case("dup_id_across_types", base(tp("p1")), "mended", "id of a touchpoint is that of a phase")
    case(
        "proto_key", base(tp(extra=',"__proto__":{"polluted":1}')), "mended", "prototype pollution"
    )
    case(
        "proto_deep",
        base(tp(extra=',"x":{"__proto__":{"polluted":1}}')),
        "accept",
        "one's own key, no prototype",
    )
    case(
        "proto_fact",
        base(rest=',"personas":[{"id":"a","demographics":{"__proto__":"x"}}]'),
        "accept",
        "the same as a fact",
    )
    case(
        "ctor_key",
        base(tp(extra=',"constructor":{"prototype":{"polluted":1}}')),
        "accept",
        "kept as any unknown field",
    )
    case("proto_id", base(tp("__proto__")), "mended", "an id is the key of a table")
    case("ctor_id", base(tp("constructor")), "accept", "an id may be any word")
    case("empty_id", base(tp("")), "mended", "empty id")
    case("id_1MB", base(tp("x" * 1_000_000)), "mended", "oversize id")
    case("dangling_phase", base('{"id":"t1","phase":"nope"}'), "mended", "dangling reference")
    case(
        "dangling_lane",
        base(tp(), ',"cards":[{"id":"c","touchpoint":"t1","lane":"nope","kind":"pain"}]'),
        "mended",
        "dangling reference",
    )
    case(
        "dangling_target",
        base(tp(), ',"comments":[{"id":"c","target":"nope","text":"x"}]'),
        "mended",
        "what it is about is gone",
    )
    case("null_title", base('{"id":"t1","phase":"p1","name":null}'), "mended", "null")
    case(
        "obj_title",
        base('{"id":"t1","phase":"p1","name":{"toString":1}}'),
        "mended",
        "object where text is expected",
    )
    case(
        "arr_items_obj",
        f'{{{START},"phases":{{}},"lanes":{{}},"touchpoints":{{}}}}',
        "mended",
        "object where a list is expected",
    )
    case("keyed_items", f'{{{START},"phases":{{"p1":{{"name":"P"}}}}}}', "mended", "records by id")
    for name, text in {
        "top_array": "[]",
        "top_null": "null",
        "top_str": '"x"',
        "empty": "",
    }.items():
        case(name, text, "refuse", "no object at the top")
    case("bom", "\ufeff" + base(), "accept", "byte order mark")
    case("utf16", base(tp()).encode("utf-16"), "mended", "UTF-16")
    case("latin1", note("\u00e9").encode("latin-1"), "mended", "no UTF-8")
    case("overlong", b'{"format":"cjm","version":1,"x":"\xc0\xaf"}', "mended", "overlong UTF-8")
    case("truncated", base(tp())[:-7], "mended", "truncated file")
    case("trailing", base() + "x", "mended", "trailing garbage")
    case("two_docs", base() + base(), "mended", "two documents")
    case("comment", "/*x*/" + base(), "mended", "comment")
    case(
        "conflict",
        base(
            tp("t1")
            + ",\n<<<<<<< ours\n"
            + tp("t2")
            + ",\n=======\n"
            + tp("t3")
            + ",\n>>>>>>> theirs\n"
            + tp("t4")
        ),
        "mended",
        "conflict of git",
    )
    case("single_quotes", "{'format':'cjm'}", "refuse", "Python's repr")
    case("future_version", '{"format":"cjm","version":9999,"phases":[]}', "newer", "newer file")
    case("neg_version", '{"format":"cjm","version":-1}', "mended", "bad version")
    case("str_version", '{"format":"cjm","version":"1"}', "mended", "bad version")
    case(
        "unknown_field",
        base(tp(extra=',"x_future":{"a":[1,2]}')),
        "accept",
        "unknown fields come back",
    )
    case(
        "depth_200",
        base(tp(extra=',"meta":' + "[" * 200 + "]" * 200)),
        "mended",
        "deeper than is read",
    )
    case("depth_100k", "[" * 100_000 + "]" * 100_000, "refuse", "deeper than the stack")
    case(
        "depth_100k_inside",
        base(tp(), ',"meta":' + "[" * 100_000 + "]" * 100_000),
        "mended",
        "deeper than the stack, in a map",
    )
    case("depth_obj_50k", '{"a":' * 50_000 + "1" + "}" * 50_000, "refuse", "deeper than the stack")
    case(
        "wide_100k",
        base(",".join(tp(f"t{n}") for n in range(100_000))),
        "accept",
        "100,000 records are fewer than may be",
    )
    case(
        "wide_200k",
        base(
            rest=',"reactions":['
            + ",".join(f'{{"id":"r{n}","target":"m"}}' for n in range(200_001))
            + "]"
        ),
        "refuse",
        "more records than may be",
    )
    case("str_8MB", note("A" * 8_000_000), "mended", "8 MB of text")
    case(
        "file_60MB",
        b'{"format":"cjm","version":1,"x":[' + b'"AAAAAAA",' * 6_000_000 + b"1]}",
        "refuse",
        "60 MB",
    )
    case("zalgo", note("a" + "\u0301" * 5000), "accept", "combining marks")
    case("bidi", note("\u202e\u2066abc"), "accept", "right-to-left override")
    case(
        "date_text", base(tp(extra=',"start":"0000-00-00T99:99:99Z"')), "mended", "impossible date"
    )
    case(
        "date_far",
        base(tp(extra=',"start":"+275761-01-01T00:00:00Z"')),
        "mended",
        "beyond what JavaScript counts",
    )
    case(
        "colour_css",
        base(rest=',"personas":[{"id":"a","color":"red;background:url(http://127.0.0.1/x)"}]'),
        "mended",
        "CSS by way of a colour",
    )
    case("colour_expression", card('"touchpoint":"t1","color":"#12345g"'), "mended", "no colour")
    case(
        "class_inject",
        base(tp(extra=r',"kind":"a\" onmouseover=\"window.__cjm_pwned=1"')),
        "accept",
        "a choice is only text",
    )
    case(
        "url_script",
        card(r'"touchpoint":"t1","url":"javascript:window.__cjm_pwned=1"'),
        "accept",
        "an address is only text, never a link",
    )
    case(
        "card_on_two", card('"touchpoint":"t1","phase":"p1"'), "mended", "a card hangs on one thing"
    )
    case("card_on_nothing", card('"text":"x"'), "mended", "a card hangs on something")
    return found


DOCUMENTS = _documents()
