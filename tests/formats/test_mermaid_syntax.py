# ruff: noqa: N802 - the rule that a test checks is part of its name
"""Does `mermaid_syntax` read a journey diagram as Mermaid 11 does?

Rules
-----
M1  Published diagrams read as Mermaid reads them.
M2  Odd texts read, or are refused, as by Mermaid.
M3  What is read around the diagram: front matter, directives, comments, line ends.
M4  Scores follow JavaScript's numbers; what is no number is None, with its text kept.
M5  Entities come in Mermaid's form and can be turned into characters.
M6  An error names line and column of the text as given, what stands there and what to do.
M7  Any text either reads or raises MermaidSyntaxError.
M8  A hostile text of 1 MB takes less than a second.
M9  Results are values: frozen, equal, and errors survive pickling.
"""

import dataclasses
import json
import math
import pickle
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.formats.mermaid_syntax import (
    MermaidJourney,
    MermaidSyntaxError,
    decode_entities,
    parse,
)

DATA = Path(__file__).parent.parent / "data" / "mermaid"
EXPECTED: dict[str, Any] = json.loads(
    (DATA / "expected_mermaid_11.17.2.json").read_text(encoding="utf-8")
)
QUIRKS: list[dict[str, Any]] = json.loads(
    (DATA / "quirks_mermaid_11.17.2.json").read_text(encoding="utf-8")
)


def read(text: str) -> dict[str, Any]:
    """Give a reading in the form of the reference files."""
    try:
        journey = parse(text)
    except MermaidSyntaxError:
        return {"ok": False}
    return {
        "ok": True,
        "title": journey.title,
        "accTitle": journey.acc_title,
        "accDescr": journey.acc_descr,
        "sections": list(journey.sections),
        "tasks": [
            {
                "section": task.section,
                "people": list(task.people),
                "task": task.task,
                "score": "NaN" if task.score is None else task.score,
            }
            for task in journey.tasks
        ],
        "actors": list(journey.actors),
    }


def error_of(text: str) -> MermaidSyntaxError | None:
    try:
        parse(text)
    except MermaidSyntaxError as error:
        return error
    return None


def wanted(case: dict[str, Any]) -> dict[str, Any]:
    return {key: case[key] for key in case if key != "type"} if case["ok"] else {"ok": False}


@pytest.mark.parametrize("name", EXPECTED)
def test_M1_published_diagram(name: str) -> None:
    """[M1] Each published diagram reads as Mermaid 11.17.2 reads it."""
    text = (DATA / name).read_bytes().decode("utf-8")
    assert read(text) == wanted(EXPECTED[name])


def test_M1_every_file_has_a_reading_and_a_source() -> None:
    """[M1] No diagram goes untested, none comes without its source and licence."""
    names = {path.name for path in DATA.glob("*.mmd")}
    sources = (DATA / "SOURCES.csv").read_text(encoding="utf-8").splitlines()[1:]
    licences = (DATA / "LICENSES.md").read_text(encoding="utf-8")
    assert names == set(EXPECTED) == {line.split(",")[0] for line in sources}
    assert all(name in licences for name in names)


@pytest.mark.parametrize("case", QUIRKS, ids=lambda case: case["name"])
def test_M2_quirk(case: dict[str, Any]) -> None:
    """[M2] Each odd text gives what Mermaid 11.17.2 gives, or is refused with it."""
    assert read(case["text"]) == wanted(case["mermaid"])


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("---\n---\njourney\n A: 5", None),
        ("---\n\n---\njourney\n A: 5", ["A"]),
        ("---\n\n---\nx: 1\n---\njourney\n B: 5", ["B"]),
        ("  ---\n  a: 1\n  ---\njourney\n A: 5", ["A"]),
        ("  ---\n  a: 1\n---\njourney\n A: 5", None),
        ("\n---\na: 1\n---\njourney\n A: 5", None),
        ("\ufeffjourney\n A: 5", ["A"]),
        ("%%\njourney\n A: 5", None),
        ("%% c\njourney\n A: 5", ["A"]),
        ("# c\njourney\n A: 5", None),
        ("journey\n A: 5\n%%\n B: 5", ["A", "B"]),
        ("journey\n %%{wrap}%%A: 5\n A%%{ a: {} }%%B: 5", ["A", "AB"]),
        ("journey\n A: 5\n%%{ open: {B: 5\n C: 5", ["A"]),
        ("journey\rA: 5\r\nB: 5", ["A", "B"]),
        ("journey\n A\u2028B: 5", ["A\u2028B"]),
        ('journey\n <a href="x">A</a>: 5', ["<a href='x'>A</a>"]),
        ("journey\n C4Container: 5", None),
        ("journey\n A: 5 %% C4Container\n", ["A"]),
        ("journey\n style: #1;", ["style"]),
        ("journey\n journey A: 5", None),
        ("journeys\n A: 5", None),
        ("journey\n accTitle:\n", None),
        ("journey\n accDescr {x\n A: 5", None),
        ("journey\n accDescr {}\n A: 5", ["A"]),
        ("journey\n title\n A: 5", []),
        ("journey\n :%% c\n A: 5", ["A"]),
        ("journey\n \u017fection S\n", None),
    ],
)
def test_M3_around_the_diagram(text: str, tasks: list[str] | None) -> None:
    """[M3] What Mermaid cleans away or stumbles over (each checked with Mermaid 11.17.2)."""
    if tasks is None:
        with pytest.raises(MermaidSyntaxError):
            parse(text)
    else:
        assert [task.task for task in parse(text).tasks] == tasks


def test_M3_front_matter_is_kept_unread() -> None:
    """[M3] The front matter is handed back without its indent; its title is not the title."""
    journey = parse("  ---\n  title:\n    x: 1\n  ---\n\n journey\n")
    assert journey == MermaidJourney(frontmatter="title:\n  x: 1")


def test_M3_descriptions() -> None:
    """[M3] A description in braces may have several lines; each loses its indent."""
    journey = parse("journey\n accDescr {\n  one\n\n   two\n }\n ACCTITLE : x : y\n A: 5")
    assert (journey.acc_descr, journey.acc_title) == ("one\ntwo", "x : y")
    assert len(journey.tasks) == 1


def test_M3_actors_sort_by_utf16() -> None:
    """[M3] Actors come once each, in the order of JavaScript's sort."""
    assert parse("journey\n A: 5: \uffff, \U0001f600, b, B, b").actors == (
        *"Bb",
        "\U0001f600",
        "\uffff",
    )


@pytest.mark.parametrize(
    ("raw", "score"),
    [
        ("5", 5),
        ("-0", 0),
        ("+3", 3),
        (".5", 0.5),
        ("5.", 5),
        ("1e2", 100),
        ("0x1F", 31),
        ("0b11", 3),
        ("0O17", 15),
        ("00012", 12),
        ("\ufeff 5\u2003", 5),
        ("9007199254740993", 9007199254740992),
        ("1e400", math.inf),
        ("0x" + "f" * 400, math.inf),
        ("-Infinity", -math.inf),
        ("", 0),
        *((raw, None) for raw in ("5 5", "1_0", "1n", "0x", "-0x1", "1e", ".", "nan", "inf")),
        *((raw, None) for raw in ("infinity", "٣", "⭐", "\x1c5", "5/5")),
    ],
)
def test_M4_scores(raw: str, score: float | None) -> None:
    """[M4] A score is what JavaScript's Number makes of it."""
    (task,) = parse(f"journey\n A: {raw}: Me").tasks
    assert task.score == score
    assert task.raw_score == raw.strip("\ufeff \u2003")
    assert not isinstance(task.score, float) or not task.score.is_integer()


def test_M5_entities() -> None:
    """[M5] Mermaid's placeholder for an entity, and the character it stands for."""
    journey = parse("journey\n title a #35;1 #amp; #nope; #bad one\n A#58; b: 5: C#59;D")
    assert journey.title == "a ﬂ°°35¶ß1 ﬂ°amp¶ß ﬂ°nope¶ß "
    assert decode_entities(journey.title) == "a #1 & &nope; "
    assert decode_entities(journey.tasks[0].task) == "A: b"
    assert decode_entities(journey.actors[0]) == "C;D"


@pytest.mark.parametrize(
    ("text", "line", "column", "found", "hint"),
    [
        ("", 1, 1, "the end of the text", 'the word "journey"'),
        ("JOURNEY\n", 1, 1, '"JOURNEY"', "small letters"),
        ("```mermaid\njourney\n```", 1, 1, '"```mermaid"', "code fence"),
        ("---\na: 1\njourney", 1, 1, '"---"', "front matter"),
        ("journey\n\n  Just words\n A: 5", 3, 3, '"Just words"', "name: score"),
        ("journey\n A:\n", 2, 2, '"A:"', "name: score"),
        ("journey\r\n section A: B\r\n", 2, 11, '": B"', "#58;"),
        ("journey\n Item #2: 5", 2, 2, '"Item #2: 5"', "#35;"),
        ("journey\n A; b: 5", 2, 2, '"A; b: 5"', "#59;"),
        ("journey\n A #35;: 5; B: 3", 2, 11, '"; B: 3"', "#59;"),
        ("---\na: 1\n---\n\n%% c\njourney\n%% d\n\n B\n", 9, 2, '"B"', "name: score"),
        ("%%{init: {\n}}%%\njourney\n%%{wrap}%% B\n", 4, 12, '"B"', "name: score"),
        ("journey\n journey home: 5", 2, 2, '"journey home: 5"', "again"),
        ("journey\n accDescr { x\n", 2, 2, '"accDescr { x"', 'with "}"'),
        ("journey\n accTitle: \n", 2, 2, '"accTitle:"', "after the colon"),
        ("journey\n A: 5\n Our C4Component: 3", 3, 6, '"C4Component: 3"', "C4 diagram"),
    ],
)
def test_M6_errors_tell_where_and_what_to_do(
    text: str, line: int, column: int, found: str, hint: str
) -> None:
    """[M6] The message leads to the place and says how to mend it."""
    with pytest.raises(MermaidSyntaxError) as caught:
        parse(text)
    error = caught.value
    assert (error.line, error.column, error.found) == (line, column, found)
    assert hint in error.hint
    assert str(error) == f"line {line}, column {column}: cannot read {found}: {error.hint}"


def test_M6_tasks_know_their_line() -> None:
    """[M6] A task tells on which line of the text as given it stands."""
    text = "---\na: 1\n---\r\n%% c\njourney\n\n A: 5\n%%{wrap\n}%% B#35;: 5\n\n%% d\n\n C: 5"
    assert [task.line for task in parse(text).tasks] == [7, 9, 13]


WORDS = st.sampled_from(
    [
        *("journey", "\n", " ", ":", "title ", "section ", "accTitle:", "accDescr {", "}", "%%"),
        *("%%{", "}%%", "---\n", "#", "#35;", ";", "A", "5", ",", "<a ", '="', ">", "\r"),
        *("\u2028", "\ufeff", "style", "C4Container", "0x", "1e9", "\ud83d", "\U0001f600"),
    ]
)
TEXTS = st.text() | st.lists(WORDS | st.characters(), max_size=30).map("".join)


@given(TEXTS, st.booleans())
def test_M7_any_text_reads_or_is_refused(text: str, start: bool) -> None:
    """[M7] Nothing but MermaidSyntaxError comes out, and it points into the text."""
    text = "journey\n" + text if start else text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if error := error_of(text):
        assert 1 <= error.line <= len(lines)
        assert 1 <= error.column <= len(lines[error.line - 1]) + 1
        return
    for task in parse(text).tasks:
        assert 1 <= task.line <= len(lines)
        decode_entities(task.task)


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[B-HK-RU-Z][b-z ]{0,9}", fullmatch=True),
            st.integers(-9, 9),
            st.lists(st.from_regex(r"[A-Z][a-z]{0,5}", fullmatch=True), max_size=3),
        )
    )
)
def test_M7_plain_tasks_come_back(tasks: list[tuple[str, int, list[str]]]) -> None:
    """[M7] A plain diagram gives back what was written, for any plain words."""
    lines = [f"  {name}: {score}: {', '.join(people)}" for name, score, people in tasks]
    journey = parse("\n".join(["journey", " section S", *lines]))
    assert [(task.task, task.score) for task in journey.tasks] == [
        (name, score) for name, score, _ in tasks
    ]
    assert [list(task.people) for task in journey.tasks] == [people or [""] for *_, people in tasks]
    assert [task.line for task in journey.tasks] == list(range(3, len(tasks) + 3))


MEGA = 1_000_000
HOSTILE = {
    "one name": "journey\n" + "a" * MEGA,
    "line ends": "journey\n" + "\n" * MEGA,
    "blank lines": "journey\n" + " \n" * (MEGA // 2) + "x",
    "percent": "journey\nx" + "%" * MEGA,
    "open directives": "journey\n" + "%%{" * (MEGA // 3),
    "directive of braces": "journey %%{a " + "}" * MEGA,
    "directives": "journey\n" + "%%{a}%%" * (MEGA // 7),
    "open tags": "journey\n" + "<a" * (MEGA // 2),
    "open quotes": "journey\n<a " + '="' * (MEGA // 2) + ">",
    "colons": "journey\n" + ":" * MEGA,
    "style": "journey\nstyle" + ":a#" * (MEGA // 3) + ";",
    "hashes": "journey\n" + "#a" * (MEGA // 2),
    "entities": "journey\ntitle " + "#1;" * (MEGA // 3),
    "front matter of blank lines": "---" + "\n" * MEGA,
    "fences": "---\n" + "\n---" * (MEGA // 4) + "x",
    "wide fences": " " * (MEGA // 2) + "---\n" + " " * (MEGA // 2),
    "digits": "journey\n A: " + "1" * MEGA + "x: Me",
    "hex digits": "journey\n A: 0x" + "f" * MEGA,
    "commas": "journey\n A: 5:" + "," * MEGA,
    "keyword and blanks": "journey\naccTitle" + " " * MEGA,
    "description": "journey\naccDescr{" + "\n" * MEGA + "}",
    "empty comments": "journey" + "\n%%" * (MEGA // 3),
    "comments": "journey" + "\n%%c" * (MEGA // 4),
    "C4": "journey\n" + "%%" * (MEGA // 2) + "C4Container",
    "carriage returns": "\r" * MEGA,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_M8_hostile_megabyte(name: str) -> None:
    """[M8] A megabyte made to be slow takes less than a second of this process."""
    start = time.process_time()
    error = error_of(HOSTILE[name])
    assert time.process_time() - start < 1
    assert len(str(error)) < 300


def test_M9_results_are_values() -> None:
    """[M9] A result is frozen, hashable and equal to the result of the same text."""
    text = (DATA / "23_mermaid-js_go-shopping.mmd").read_text(encoding="utf-8")
    journey = parse(text)
    assert journey == parse(text)
    assert hash(journey) == hash(parse(text))
    assert pickle.loads(pickle.dumps(journey)) == journey  # noqa: S301
    with pytest.raises(dataclasses.FrozenInstanceError):
        journey.title = "x"  # type: ignore[misc]


def test_M9_errors_survive_pickling() -> None:
    """[M9] An error is a ValueError, and crosses a process boundary whole."""
    with pytest.raises(ValueError, match="line 1, column 1") as caught:
        parse("graph TD")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert isinstance(again, MermaidSyntaxError)
    assert str(again) == str(caught.value)
