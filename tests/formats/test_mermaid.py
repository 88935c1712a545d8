"""Is the map made from a Mermaid journey what the diagram says? (The syntax has its own tests.)"""

from __future__ import annotations

import json
import warnings
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.formats.mermaid import journey_from_text

DATA = Path(__file__).parents[1] / "data" / "mermaid"
EXPECTED: dict[str, Any] = json.loads((DATA / "expected_mermaid_11.17.2.json").read_text("utf-8"))
QUIRKS: list[dict[str, Any]] = json.loads((DATA / "quirks_mermaid_11.17.2.json").read_text("utf-8"))
READ = {name: ((DATA / name).read_text("utf-8"), wanted) for name, wanted in EXPECTED.items()} | {
    case["name"]: (case["text"], case["mermaid"]) for case in QUIRKS
}
GOOD = sorted(name for name, (_, wanted) in READ.items() if wanted["ok"])
BAD = sorted(name for name, (_, wanted) in READ.items() if not wanted["ok"])


def read(name: str) -> cjm.Journey:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cjm.ScoreWarning)
        if name in EXPECTED:
            return cjm.read(DATA / name)
        return journey_from_text(READ[name][0])


def plain(text: str) -> str:
    """Return a text of Mermaid's reading with its entities as characters."""
    coded = text.replace("ﬂ°°", "&#").replace("ﬂ°", "&").replace("¶ß", ";")
    return unescape(coded)


def test_m20_there_are_diagrams() -> None:
    """[M20] The published diagrams are all there."""
    assert len(GOOD) >= 40
    assert len(BAD) >= 5
    assert {path.name for path in DATA.glob("*.mmd")} == {*EXPECTED}


@pytest.mark.parametrize("name", GOOD)
def test_m20_sections_tasks_people_and_scores(name: str) -> None:
    """[M20] Sections are phases, tasks touchpoints, actors personas, scores assumed experiences."""
    wanted, j = READ[name][1], read(name)
    assert j.title == plain(wanted["title"])
    assert j.info.description == plain(wanted["accDescr"])
    assert [p.name for p in j.phases] == [plain(s) for s in wanted["sections"] if s]
    assert [p.name for p in j.personas] == [
        plain(n) for n in dict.fromkeys(p for t in wanted["tasks"] for p in t["people"])
    ]
    assert [t.name for t in j.touchpoints] == [plain(t["task"]) for t in wanted["tasks"]]
    assert [j.phases[t.phase].name if t.phase else "" for t in j.touchpoints] == [
        plain(t["section"]) for t in wanted["tasks"]
    ]
    found: list[list[tuple[str | None, float]]] = [
        [
            (e.persona and j.personas[e.persona].name, e.score)
            for e in j.experiences
            if e.touchpoint == t.id
        ]
        for t in j.touchpoints
    ]
    assert found == [
        []
        if isinstance(t["score"], str)
        else [(person, t["score"]) for person in sorted(
            {plain(p) for p in t["people"]}, key=[p.name for p in j.personas].index,
        )] or [(None, t["score"])]
        for t in wanted["tasks"]
    ]  # fmt: skip
    assert {e.source for e in j.experiences} <= {"assumed"}


@pytest.mark.parametrize("name", GOOD)
def test_m20_the_map_is_one(name: str) -> None:
    """[M20] The map is whole, on the scale 1 to 5, with nothing to undo; it can be saved."""
    j = read(name)
    assert (j.emotion_scale.min, j.emotion_scale.max, j.emotion_scale.neutral) == (1, 5, 3)
    assert (j.revision, j.history) == (0, [])
    assert cjm.Journey.from_json(j.to_json()).to_dict() == j.to_dict()
    assert j.update_from(j.to_frame()) == cjm.Change()


@pytest.mark.parametrize("name", BAD)
def test_m21_diagrams_mermaid_refuses(name: str, tmp_path: Path) -> None:
    """[M21] What Mermaid would not draw is a `FormatError` that names file and line."""
    path = tmp_path / "bad.mmd"
    path.write_bytes(READ[name][0].encode())
    with pytest.raises(cjm.FormatError, match=r"line \d+") as caught:
        cjm.read(path)
    assert str(caught.value).startswith("bad.mmd: ")
    assert caught.value.record == "bad.mmd"


@pytest.mark.parametrize(
    "text", ["", "graph TD\nA-->B", "jorney", "journey\nsection A\n: 3", "\x00"]
)
def test_m21_texts_that_are_none(text: str) -> None:
    """[M21] So is any other text that is no journey diagram."""
    with pytest.raises(cjm.FormatError):
        journey_from_text(text)


@pytest.mark.parametrize(
    ("score", "kept", "says"),
    [
        ("0", 0, "has the score 0, outside 1..5; it is kept"),
        ("6", 6, "has the score 6, outside 1..5; it is kept"),
        ("-1", -1, "outside 1..5"),
        ("5.5", 5.5, "outside 1..5"),
        ("good", None, "has no score ('good' is no number)"),
        ("Infinity", None, "has no score"),
        ("1", 1, None),
        ("5", 5, None),
        ("2.5", 2.5, None),
    ],
)
def test_m22_scores(score: str, kept: float | None, says: str | None) -> None:
    """[M22] A score off the scale is kept, one that is missing makes no experience; both warn."""
    text = f"journey\nsection S\nPay: {score}: Me"
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        j = journey_from_text(text, name="x.mmd")
    assert [e.score for e in j.experiences] == ([] if kept is None else [kept])
    assert [t.name for t in j.touchpoints] == ["Pay"]
    if says is None:
        assert seen == []
        return
    (warning,) = seen
    assert warning.category is cjm.ScoreWarning
    assert str(warning.message).startswith("x.mmd, line 3: 'Pay' ")
    assert says in str(warning.message)


def test_m23_tasks_before_a_section_and_sections_that_stand_twice() -> None:
    """[M23] Tasks before the first section have no phase; one name twice is two phases."""
    j = journey_from_text(
        "journey\nA: 1: Me\nsection S\nB: 2: Me\nsection T\nC: 3: Me\nsection S\nD: 4: You, Me, You"
    )
    assert [p.name for p in j.phases] == ["S", "T", "S"]
    assert [t.phase for t in j.touchpoints] == [None, *j.phases.ids]
    assert [p.name for p in j.personas] == ["Me", "You"]
    assert len([e for e in j.experiences if e.touchpoint == j.touchpoints[-1].id]) == 2


def test_m23_entities_are_characters() -> None:
    """[M23] Entities in names are turned into the characters they stand for."""
    j = journey_from_text("journey\ntitle A #amp; B\nsection #35;1\nSay #quot;hi#quot;: 3: #9829;")
    assert (j.title, j.phases[0].name) == ("A & B", "#1")
    assert (j.touchpoints[0].name, j.personas[0].name) == ('Say "hi"', "♥")


def test_m23_names_that_are_too_long() -> None:
    """[M23] A name the document cannot hold is a typed error, not half a map."""
    with pytest.raises(cjm.CjmError):
        journey_from_text(f"journey\nsection S\n{'x' * 1001}: 3: Me")
