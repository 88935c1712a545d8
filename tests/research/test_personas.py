"""A persona from the answers to a questionnaire."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.research.answers import is_blank, normal
from cjm_widgets.research.questionnaire import QUESTIONS, wordings
from tests.strategies import TEXTS

ANSWERS: dict[str, list[Any]] = {
    "ID": ["a", "b", "c", "d", "d", "e"],
    "How did you hear about us?": ["Instagram; Friends", "friends", "instagram;", "Shop", "", None],
    "What comes to mind when you think of us?": ["Green", "Fast", "fast.", "-", "n/a", " "],
    "How often do you use it?": ["Daily", "weekly", "Daily", "Daily", "daily", None],
    "Goals": ["Get to work", "get to  work ", "Save money", "Fun", None, None],
    "Why did you not buy it?": ["Too expensive", "too expensive!", "Slow delivery", "", "", ""],
    "What should we improve?": ["Delivery", "Too expensive", "The site is slow; the app too", "",
                                "", ""],
    "How could we make it simpler for you?": ["Fewer steps", None, None, None, None, None],
    "Age": ["23", "31", "45", "38", "38", None],
    "Anything else?": ["I ride to work every day", "", "Love it", "", "Love it", ""],
    "Timestamp": ["t"] * 6,
}  # fmt: skip


def counts(p: cjm.SurveyPersona, question: str) -> dict[str, int]:
    found = p.answers[p.answers["question"] == question]
    return dict(zip(found["answer"], found["n"], strict=True))


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_r22_a_persona_of_answers(make: Any) -> None:
    """[R22] Each question goes to its field, the most frequent answers first."""
    p = cjm.Persona.from_survey(make(ANSWERS), name="Commuter", avatar="🚲", share=0.4)
    assert isinstance(p, cjm.Persona)
    assert (p.name, p.avatar, p.share, p.n) == ("Commuter", "🚲", 0.4, 4)
    assert p.goals == ("Get to work", "Save money", "Fun")
    assert p.pains == (
        "Too expensive", "Slow delivery", "Delivery", "The site is slow", "the app too",
    )  # fmt: skip
    assert p.needs == ("Fewer steps",)
    assert p.channels == ("Instagram", "Friends", "Shop")
    assert p.jobs == ()
    assert p.psychographics == {"Comes to mind": "Fast", "How often": "Daily"}
    assert p.demographics == {"Age": "31"}
    assert p.tagline == "Get to work"
    assert p.quote == "I ride to work every day"
    assert p.unused == ("Timestamp",)


def test_r22_evidence_is_a_frame() -> None:
    """[R22] Every answer with how many gave it, of whom, and whether the persona shows it."""
    p = cjm.Persona.from_survey(pd.DataFrame(ANSWERS))
    assert counts(p, "heard_from") == {"Instagram": 2, "Friends": 2, "Shop": 1}
    assert counts(p, "frequency") == {"Daily": 3, "weekly": 1}
    row = p.answers[p.answers["answer"] == "Fast"].iloc[0]
    assert (row["n"], row["share"], row["used"]) == (2, 2 / 3, True)
    assert row["respondents"] == ["b", "c"]
    assert not p.answers["used"][p.answers["answer"] == "Green"].item()
    asked = p.questions.set_index("question")
    assert asked.loc["abandoned_reasons", ["n", "blank", "share"]].tolist() == [3, 1, 0.75]
    assert asked["known_by"].to_dict() == {
        "heard_from": "text", "comes_to_mind": "text", "frequency": "text", "goals": "key",
        "abandoned_reasons": "words", "improve": "text", "simplify": "text", "age": "key",
        "comment": "text",
    }  # fmt: skip
    quotes = p.quotes[p.quotes["question"] == "improve"]
    said = quotes[["row", "respondent", "quote"]].itertuples(index=False, name=None)
    assert list(said) == [
        (0, "a", "Delivery"), (1, "b", "Too expensive"), (2, "c", "The site is slow; the app too"),
    ]  # fmt: skip
    text = str(p)
    assert text.startswith("Persona: 4 respondents")
    assert "To improve (pains): 'Delivery' (1), 'Too expensive' (1)" in text
    assert "not read: 'Timestamp'" in text
    assert repr(p) == text


@pytest.mark.parametrize("language", ["en", "it", "pl", "fr"])
def test_r22_in_any_language(language: str) -> None:
    """[R22] The questions in any language give the same persona, its labels in that language."""
    words = wordings(language)
    frame = pd.DataFrame({said.text: [f"{key} 1", f"{key} 1"] for key, said in words.items()})
    p = cjm.Persona.from_survey(frame)
    assert set(p.questions["question"]) == set(QUESTIONS)
    assert p.psychographics == {words[k].label: f"{k} 1" for k in (
        "comes_to_mind", "frequency", "purchases", "abandoned")}  # fmt: skip
    assert p.demographics == {words[k].label: f"{k} 1" for k in ("age", "occupation", "place")}
    assert p.needs == ("purchase_reasons 1", "simplify 1")
    other = cjm.Persona.from_survey(frame, language="en")
    assert "How often" in other.psychographics


@settings(max_examples=80)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from((None, "a", "b", "c")),
            st.sampled_from((*TEXTS, "Price", "price!", "Price; Time", 5, 5.0, None, True)),
            st.sampled_from((*TEXTS, "Price", " PRICE ", "time;", None)),
        ),
        max_size=12,
    )
)
def test_r23_nothing_is_invented(rows: list[tuple[Any, ...]]) -> None:
    """[R23] Every text is an answer; n is the number of people who gave it, by hand."""
    frame = pd.DataFrame(rows, columns=["respondent", "pains", "improve"], dtype=object)
    p = cjm.Persona.from_survey(frame, top=None)
    people: dict[str, dict[str, set[Any]]] = {
        "pains": defaultdict(set),
        "improve": defaultdict(set),
    }
    spelt: set[str] = set()
    for number, row in enumerate(rows):
        for question, cell in zip(("pains", "improve"), row[1:], strict=True):
            text = "" if cell is None else "5" if cell in (5, 5.0) else str(cell)
            for part in text.strip().split(";"):
                if not is_blank(part.strip()):
                    spelt.add(part.strip())
                    people[question][normal(part.strip())].add(row[0] or number)
    assert set(p.pains) <= spelt
    assert {normal(t) for t in p.pains} == {*people["pains"], *people["improve"]}
    for question, found in people.items():
        assert {normal(a): n for a, n in counts(p, question).items()} == {
            key: len(who) for key, who in found.items()
        }
    assert p.n == len(set().union(*(w for found in people.values() for w in found.values())))
    assert p.answers["used"].all()
    j = cjm.Journey()
    j.add_persona(p)
    assert cjm.Journey.from_json(j.to_json()).personas[0].pains == p.pains


def test_r23_blank_cells_are_no_answers() -> None:
    """[R23] Nothing, signs only and n/a are no answers; "none" and an emoji are."""
    cells = [
        "",
        " ",
        None,
        float("nan"),
        pd.NA,
        pd.NaT,
        "-",
        "...",
        "n/a",
        "N/A",
        "#N/A",
        ";",
        " ; -",
    ]
    frame = pd.DataFrame({"pains": [*cells, "None", "😡", "no"]}, dtype=object)
    p = cjm.Persona.from_survey(frame)
    assert p.pains == ("None", "😡", "no")
    assert (p.n, len(p.questions), p.questions["blank"].item()) == (3, 1, 0)
    empty = cjm.Persona.from_survey(frame.head(5))
    assert (empty.n, empty.pains, empty.quote, len(empty.answers)) == (0, (), "", 0)
    assert empty.questions["share"].item() == 0
    assert "0 respondents" in str(empty)


def test_r23_several_answers_in_a_cell() -> None:
    """[R23] Parted at semicolons, or none, or given as a list; who says it twice counts once."""
    frame = pl.DataFrame({"channels": [["Shop", "Web"], ["shop", "SHOP", None], []]})
    p = cjm.Persona.from_survey(frame)
    assert p.channels == ("Shop", "Web")
    assert counts(p, "channels") == {"Shop": 2, "Web": 1}
    both = pd.DataFrame({"goals": ["a b; c d; a b;"], "comment": ["one; two three four"]})
    p = cjm.Persona.from_survey(both)
    assert (p.goals, p.quote) == (("a b", "c d"), "one; two three four")
    assert cjm.Persona.from_survey(both, separator=None).goals == ("a b; c d; a b;",)
    assert cjm.Persona.from_survey(both.replace({";": "|"}, regex=True), separator="|").goals == (
        "a b", "c d",
    )  # fmt: skip


def test_r23_numbers() -> None:
    """[R23] Of numbers the lower median stands for all, which is an answer; codes are counted."""
    frame = pd.DataFrame({
        "age": [20, 30.0, 41, 99, None], "frequency": ["1", "5", "5", "2,5", ""],
        "goals": [1, 2, 2, 3.5, None], "purchases": [101, 101, 7, 7, 7],
    })  # fmt: skip
    p = cjm.Persona.from_survey(frame)
    assert p.demographics == {"Age": "30"}
    assert p.psychographics == {"How often": "2,5", "Purchases": "7"}
    assert p.goals == ("2", "1", "3.5")


def test_r24_the_quote() -> None:
    """[R24] What most people said in their own words, then the longest; comments come first."""
    said = {
        "improve": [
            "one two three four",
            "One  two three four.",
            "the longest answer of all of these",
        ]
    }
    assert cjm.Persona.from_survey(pd.DataFrame(said)).quote == "one two three four"
    said["comment"] = ["ok", "x " * 200, "short but a comment"]
    p = cjm.Persona.from_survey(pd.DataFrame(said))
    assert p.quote == "short but a comment"
    assert len(p.quotes) == 6
    assert p.quotes["respondent"].isna().all()
    assert cjm.Persona.from_survey(pd.DataFrame({"improve": ["price", "price"]})).quote == ""


@pytest.mark.parametrize("text", [t for t in TEXTS if not is_blank(t.strip())])
def test_r25_hostile_texts_are_texts(text: str) -> None:
    """[R25] Whatever an answer holds, it is kept to the character, on the map and in its file."""
    frame = pd.DataFrame({"goals": [text], "pains": [text], "comment": [text], "segment": [text]})
    p = cjm.Persona.from_survey(frame, separator=None)
    assert p.goals == p.pains == (text.strip(),)
    assert (p.name, p.segment, p.tagline) == (text.strip(),) * 3
    j = cjm.Journey()
    j.add_persona(p)
    assert cjm.Journey.from_json(j.to_json()).personas[0].goals == (text.strip(),)
    assert str(p)


def test_r25_what_is_too_long_stays_in_the_frames() -> None:
    """[R25] A field takes what it can hold; the rest is among the answers, and said not used."""
    long = "x" * 20_001
    frame = pd.DataFrame({"goals": [long, "y" * 1_001], "channels": ["z" * 1_001, "w"],
                          "how often": [long, long]})  # fmt: skip
    p = cjm.Persona.from_survey(frame)
    assert p.goals == ("y" * 1_001,)
    assert (p.channels, p.tagline, p.psychographics) == (("w",), "", {})
    assert sorted(p.answers["used"]) == [False, False, False, True, True]


def test_r26_columns_by_hand() -> None:
    """[R26] Columns are given in either direction, left out, and facts called as their column."""
    frame = pd.DataFrame({"Q1": ["a", "b"], "Q2": ["c", "c"], "Bike": ["MTB", None],
                          "goals": ["x", "y"], "Who": ["p", "p"]})  # fmt: skip
    given = {"Q1": "pains", "Q2": "goals", "Bike": "demographics", "goals": None}
    p = cjm.Persona.from_survey(frame, questions=given, respondent="Who")
    assert (p.pains, p.goals, p.demographics, p.n) == (("a", "b"), ("c",), {"Bike": "MTB"}, 1)
    assert p.unused == ("goals",)
    p = cjm.Persona.from_survey(frame, questions={"improve": "Q1"})
    assert (p.pains, p.goals) == (("a", "b"), ("x", "y"))
    two = pd.DataFrame(
        {"improve": ["slow"], "What should we improve?": ["Slow"], "pains": ["SLOW"]}
    )
    p = cjm.Persona.from_survey(two, top=1)
    assert p.pains == ("slow",)
    assert counts(p, "improve") == {"slow": 1}


@pytest.mark.parametrize(
    ("keywords", "error", "match"),
    [
        ({"questions": {"Q9": "goals"}}, cjm.UnknownField, "'Q9': did you mean 'Q1'"),
        ({"questions": {"Q1": "goal"}}, cjm.UnknownField, "did you mean 'goals'"),
        ({"respondent": "wo"}, cjm.UnknownField, "did you mean 'who'"),
        ({"colour": "#ff0000"}, cjm.UnknownField, "did you mean 'color'"),
        ({"share": 40}, cjm.InvalidDocument, "share is 40"),
    ],
)
def test_r26_what_is_none_is_named(
    keywords: dict[str, Any], error: type[Exception], match: str
) -> None:
    """[R26] A column, question or field that is none is named with the closest."""
    frame = pd.DataFrame({"Q1": ["a"], "who": ["b"], "goals": ["c"]})
    with pytest.raises(error, match=match):
        cjm.Persona.from_survey(frame, **keywords)


def test_r26_frames_without_answers() -> None:
    """[R26] No known column, no frame and half of a character are typed errors."""
    with pytest.raises(cjm.InvalidDocument, match=r"no column.*'Q1'.*heard_from"):
        cjm.Persona.from_survey(pd.DataFrame({"Q1": ["a"]}))
    with pytest.raises(cjm.InvalidDocument, match="no dataframe"):
        cjm.Persona.from_survey([{"goals": "a"}])
    frame = pd.DataFrame({"goals": ["a", "\ud800"]}, dtype=object)
    with pytest.raises(cjm.InvalidDocument, match="row 1, column 'goals': this holds half"):
        cjm.Persona.from_survey(frame)


def test_r27_on_a_map(bike: cjm.Journey) -> None:
    """[R27] It is added as it is, with channels that are new, in one change; references take it."""
    p = cjm.Persona.from_survey(pd.DataFrame(ANSWERS), name="Commuter")
    record = bike.add_persona(p, color="#00aa00")
    assert type(record) is cjm.Persona
    assert (record.id, record.name, record.color) == (p.id, "Commuter", "#00aa00")
    assert [bike.channels[c].name for c in record.channels] == ["Instagram", "Friends", "Shop"]
    assert len(bike.channels) == 3
    assert bike.revision == 1
    assert [x.name for x in bike.personas] == ["Ana", "Ben", "Commuter"]
    assert bike.add_experience("ad", p, 1).persona == p.id
    with pytest.raises(cjm.InvalidDocument, match=p.id):
        bike.add_persona(p)
    other = cjm.Journey()
    p.add_to(other, title="Survey 2026", date="2026-05-01")
    [evidence] = other.evidence
    assert (evidence.title, evidence.kind, evidence.n, evidence.date) == (
        "Survey 2026", "survey", 4, "2026-05-01",
    )  # fmt: skip
    assert evidence.quote == p.quote
    assert other.revision == 1
    other.undo()
    assert (len(other.personas), len(other.channels), len(other.evidence)) == (0, 0, 0)


def test_r27_a_persona_of_another_map(bike: cjm.Journey, unchanged: Any) -> None:
    """[R27] One of another map is copied; its channels must be on this one, or be given."""
    other = cjm.Journey()
    zoe = other.add_persona("Zoe", goals=["Ride"], channels=["Web"])
    with unchanged(bike), pytest.raises(cjm.UnknownRecord, match=zoe.channels[0]):
        bike.add_persona(zoe)
    copied = bike.add_persona(zoe, channels=["Web"], tagline="Fast")
    assert (copied.name, copied.goals, copied.tagline) == ("Zoe", ("Ride",), "Fast")
    assert copied.id == zoe.id
    assert bike.channels[copied.channels[0]].name == "Web"
    twin = cjm.Journey.from_json(bike.to_json())
    yan = twin.add_persona("Yan", channels=["Instagram"])
    assert bike.add_persona(yan).channels == yan.channels == bike.touchpoints["ad"].channels
