"""`journey.check()`: the frame, its texts in four languages, and rules of one's own."""

from __future__ import annotations

import json
import random
import re
import string
import warnings
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets import i18n
from cjm_widgets.checks import RULES, SEVERITIES, Facts, Finding, Rule, catalogue, wording
from cjm_widgets.model.fields import fields_of
from cjm_widgets.model.records import COLLECTIONS
from tests.checks.maps import TODAY, right
from tests.strategies import SEEDS, random_document
from tools.rules import PAGE, page

COLUMNS = {
    "rule": "category", "severity": "category", "record": "str", "message": "str",
    "advice": "str", "record_type": "category", "record_name": "str", "touchpoint_id": "str",
    "touchpoint": "category", "phase_id": "str", "phase": "category",
}  # fmt: skip


def crowded(facts: Facts) -> Any:
    return (t for t in facts.touchpoints if len(t.channels) > 0)


CROWDED = Rule(
    "crowded", "error", crowded, message="{type} “{name}” is crowded", why="Why", advice="Leave"
)


@pytest.fixture
def j() -> cjm.Journey:
    document = right()
    document["touchpoints"][1]["owners"] = []
    document["cards"][1]["due"] = "2026-11-01"
    document["experiences"][0]["score"] = 2.5
    return cjm.Journey.from_dict(document)


def check(j: cjm.Journey, **options: Any) -> pd.DataFrame:
    return j.check(today=TODAY, **options)


def test_c3_columns_and_dtypes(j: cjm.Journey) -> None:
    for frame in (check(j), check(cjm.Journey.from_dict(right())), check(j, only=[])):
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == COLUMNS
        assert list(frame.columns) == list(COLUMNS)
        assert isinstance(frame.index, pd.RangeIndex)
        assert list(frame["severity"].cat.categories) == ["hint", "warning", "error"]
        assert list(frame["touchpoint"].cat.categories) == ["Sees the ad", "Buys"]
        assert list(frame["phase"].cat.categories) == ["Before", "During"]
        ordered = ("severity", "rule", "record_type", "touchpoint", "phase")
        assert all(frame[name].cat.ordered for name in ordered)


def test_c3_rows(j: cjm.Journey) -> None:
    frame = check(j)
    columns = ["rule", "severity", "record", "record_type", "record_name"]
    assert [list(row) for row in frame[columns].itertuples(index=False)] == [
        ["score-off-scale", "error", "ex-ad", "experience", "Sees the ad · Ana"],
        ["touchpoint-without-owner", "warning", "buy", "touchpoint", "Buys"],
        ["action-overdue", "warning", "staff", "card", "More staff on Saturdays"],
    ]
    assert frame["touchpoint_id"].tolist() == ["ad", "buy", "buy"]
    assert frame["touchpoint"].tolist() == ["Sees the ad", "Buys", "Buys"]
    assert frame["phase_id"].tolist() == ["before", "during", "during"]
    assert frame["phase"].tolist() == ["Before", "During", "During"]
    assert frame["message"].tolist() == [
        "The score 2.5 for “Sees the ad · Ana” is off the scale from -2 to 2.",
        "Nobody is responsible for the touchpoint “Buys”.",
        "“More staff on Saturdays” was due on 2026-11-01 and is neither done nor rejected.",
    ]
    assert frame["advice"].iloc[1] == "Name the person or the team in charge."
    assert len(frame[frame["severity"] >= "warning"]) == 3
    assert len(frame[frame["severity"] > "warning"]) == 1


def test_c3_what_belongs_nowhere_has_no_place() -> None:
    frame = check(cjm.Journey("New"))
    assert set(frame["record_type"]) == {"journey"}
    assert frame[["touchpoint_id", "touchpoint", "phase_id", "phase"]].isna().all(axis=None)
    document = right()
    document["cards"][0] |= {"phase": "during", "text": ""}
    del document["cards"][0]["touchpoint"]
    row = check(cjm.Journey.from_dict(document), only="empty-name").iloc[0]
    assert (row["phase_id"], row["phase"]) == ("during", "During")
    assert pd.isna(row["touchpoint_id"])
    assert row["record_name"] == ""
    assert row["message"] == "A name or a text is missing: card."


def test_c3_a_long_name_is_whole_in_its_column(j: cjm.Journey) -> None:
    j.update("buy", name="Waits\n" * 150)
    row = check(j, only=["touchpoint-without-owner"]).iloc[0]
    assert row["record_name"] == "Waits\n" * 150
    assert "\n" not in row["message"]
    assert "Waits Waits" in row["message"]
    assert "…”" in row["message"]
    assert len(row["message"]) < 120


def test_c3_a_finding_follows_an_edit(j: cjm.Journey) -> None:
    revision = j.revision
    assert "touchpoint-without-owner" in set(check(j)["rule"])
    assert j.revision == revision
    j.update("buy", owners=["Olga"])
    assert "touchpoint-without-owner" not in set(check(j)["rule"])
    j.undo()
    assert "touchpoint-without-owner" in set(check(j)["rule"])


def test_c3_due_dates_are_measured_against_today(j: cjm.Journey) -> None:
    """[C3] Without a day it is that of the clock."""
    j.update("staff", due="2000-01-01")
    assert "action-overdue" in set(j.check()["rule"])
    j.update("staff", due="9999-W52")
    assert "action-overdue" not in set(j.check()["rule"])


def test_c4_rules_are_left_out_and_chosen(j: cjm.Journey) -> None:
    every = check(j)
    assert list(every["rule"].cat.categories) == sorted(
        RULES, key=lambda r: (SEVERITIES.index(RULES[r].severity), list(RULES).index(r))
    )
    less = check(j, skip=["action-overdue", "score-off-scale"])
    assert less["rule"].tolist() == ["touchpoint-without-owner"]
    assert "action-overdue" not in less["rule"].cat.categories
    one = check(j, only=["action-overdue", "no-goal"], skip="no-goal")
    assert one["rule"].tolist() == ["action-overdue"]
    assert list(one["rule"].cat.categories) == ["action-overdue"]
    assert check(j, only=[]).empty


def test_c4_rules_are_added_and_replaced(j: cjm.Journey) -> None:
    frame = check(j, extra=[CROWDED], only=["crowded"])
    assert frame["message"].tolist() == [
        "touchpoint “Sees the ad” is crowded", "touchpoint “Buys” is crowded",
    ]  # fmt: skip
    assert frame["advice"].tolist() == ["Leave", "Leave"]
    assert frame["severity"].tolist() == ["error", "error"]
    grave = replace(RULES["touchpoint-without-owner"], severity="error", advice="Ask Olga.")
    row = check(j, extra=[grave], only=[grave.id]).iloc[0]
    assert (row["severity"], row["advice"]) == ("error", "Ask Olga.")
    assert row["message"] == "Nobody is responsible for the touchpoint “Buys”."
    assert "crowded" not in set(check(j)["rule"].cat.categories), "nothing is kept"

    def counted(facts: Facts) -> Any:
        return [Finding(facts.get("buy"), {"n": 1.5, "who": "a {name}"})]

    own = Rule("counted", "hint", counted, message="{name}: {n} of {who}")
    messages = check(j, extra=[own], only=["counted"], language="pl")["message"]
    assert messages.tolist() == ["Buys: 1,5 of a {name}"], "what people wrote is only text"


def test_c4_a_record_without_a_name(j: cjm.Journey) -> None:
    rule = Rule("edges", "hint", lambda facts: facts.edges, message="{type} {name}")
    frame = check(j, extra=[rule], only=["edges"], language="fr")
    assert frame["message"].tolist() == ["edge sans titre"] * 2
    assert frame["record_name"].tolist() == ["", ""]


def test_c4_a_rule_may_edit_nothing_but_may_read_the_map(j: cjm.Journey) -> None:
    """[C4] A rule sees the map as it was when the check began; the map is not locked meanwhile."""

    def edits(facts: Facts) -> Any:
        j.update("ad", name="Renamed")
        return facts.touchpoints

    rule = Rule("edits", "hint", edits, message="{name}")
    assert check(j, extra=[rule], only=["edits"])["message"].tolist() == ["Sees the ad", "Buys"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"skip": ["no-gaol"]}, "skip: there is no rule 'no-gaol'; did you mean 'no-goal'"),
        ({"only": "zzz"}, r"only: there is no rule 'zzz'; checks.catalogue\(\) lists them"),
        ({"extra": [crowded]}, "is no rule"),
        ({"extra": [Rule("mute", "hint", crowded)]}, "'mute' has no message"),
        ({"extra": [Rule("x", "hint", crowded, message="{n}")]}, "cannot be filled from name"),
        ({"extra": [Rule("x", "hint", crowded, message="{name.x}")]}, "cannot be filled"),
        ({"extra": [Rule("x", "hint", crowded, message="{")]}, "cannot be filled"),
        ({"extra": [Rule("x", "hint", lambda _: 1 / 0, message="m")]}, "'x' failed: ZeroDivision"),
        ({"extra": [Rule("x", "hint", lambda _: ["ad"], message="m")]}, "gave 'ad', which is no"),
        ({"extra": [Rule("x", "hint", lambda _: None, message="m")]}, "'x' failed: TypeError"),
    ],
)
def test_c4_a_rule_that_does_not_go(j: cjm.Journey, options: Any, message: str) -> None:
    before = j.to_dict()
    with pytest.raises(cjm.RuleError, match=message) as caught:
        check(j, **options)
    assert caught.value.field
    assert caught.value.value is not None
    assert j.to_dict() == before


def test_c4_a_record_of_another_map_is_refused(j: cjm.Journey) -> None:
    other = cjm.Journey.from_dict(right())
    rule = Rule("other", "hint", lambda _: other.touchpoints, message="m")
    with pytest.raises(cjm.RuleError, match="no record of the map"):
        check(j, extra=[rule])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"id": " "}, "needs an id"),
        ({"severity": "fatal"}, "must be one of error, warning, hint"),
        ({"find": "no"}, "needs a function"),
    ],
)
def test_c4_a_rule_that_is_none(fields: Any, message: str) -> None:
    with pytest.raises(cjm.RuleError, match=message):
        Rule(**({"id": "x", "severity": "hint", "find": crowded} | fields))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_c5_every_language_has_every_text(language: str) -> None:
    english, words = wording.wording("en"), wording.wording(language)
    assert list(words.rules) == list(RULES)
    assert words.types.keys() == english.types.keys()
    for rule, text in words.rules.items():
        assert placeholders(text.message) == placeholders(english.rules[rule].message), rule
        for sentence in (text.message, text.why, text.advice):
            assert sentence == sentence.strip()
            assert sentence.endswith((".", "…")), sentence
            assert sentence[0].isupper() or sentence[0] in "“„«{", sentence
            assert "  " not in sentence
        assert not placeholders(text.why + text.advice)


@pytest.mark.parametrize(
    ("language", "quotes", "forbidden"),
    [
        ("en", "“”", r"['\"«»„]"),
        ("it", "“”", r"['\"«»„]|\b(perchè|poichè|finchè|nè)\b|\b(E|e)'"),
        ("pl", "„”", r"['\"«»“’]"),
        ("fr", "«»", r"['\"“”„]|[^\u00a0][:;?!»]|«[^\u00a0]"),
    ],
)
def test_c5_each_language_has_its_own_signs(language: str, quotes: str, forbidden: str) -> None:
    words = wording.wording(language)
    for text in words.rules.values():
        for sentence in (text.message, text.why, text.advice):
            assert not re.search(forbidden, re.sub(r"\{\w+\}", "x", sentence)), sentence
            assert sentence.count(quotes[0]) == sentence.count(quotes[1])
        # A name stands in quotes, but for one that is in brackets beside a number.
        if "{name}" in text.message:
            assert re.search(rf"{quotes[0]}\s?\{{name\}}\s?{quotes[1]}", text.message)


def test_c5_the_texts_are_in_the_language_asked_for() -> None:
    """[C5] The words of the field, not those of a dictionary."""
    said = {language: catalogue(language)["message"].str.cat() for language in i18n.LANGUAGES}
    assert "touchpoint" in said["it"]
    assert "punkt styku" in said["pl"].lower()
    assert "persony" in said["pl"]
    assert "point de contact" in said["fr"]
    assert len(set(said.values())) == 4
    same = [
        rule for rule in RULES
        if len({wording.wording(code).rules[rule].message for code in i18n.LANGUAGES}) < 4
    ]  # fmt: skip
    assert same == []


def test_c5_a_message_is_in_the_language_of_the_map(j: cjm.Journey) -> None:
    j.update(language="fr-CA")
    assert check(j)["message"].tolist()[:2] == [
        "Le score 2,5 de «\u00a0Sees the ad · Ana\u00a0» sort de l’échelle de -2 à 2.",
        "Personne n’est responsable du point de contact «\u00a0Buys\u00a0».",
    ]
    polish = check(j, language="pl")["message"].iloc[1]
    assert polish == "Nikt nie odpowiada za punkt styku „Buys”."
    assert check(j, language="de")["message"].iloc[1].startswith("Nobody")
    j.update("buy", name="")
    nameless = check(j, only=["empty-name"], language="it")["message"].iloc[0]
    assert nameless == "Manca il nome o il testo: touchpoint."
    nameless = check(j, only=["touchpoint-without-owner"], language="it")["message"].iloc[0]
    assert nameless == "Nessuno è responsabile del touchpoint “senza titolo”."


def test_c5_every_type_with_a_name_is_called_by_its_word() -> None:
    """[C5] Whatever `empty-name` and `duplicate-name` find has a word of its own."""
    document = right()
    for collection in document.values():
        for item in collection if isinstance(collection, list) else []:
            for name in ("name", "title", "text"):
                item.pop(name, None)
    del document["journey"]["title"]
    frame = check(cjm.Journey.from_dict(document), only=["empty-name"])
    kinds = {str(kind) for kind in frame["record_type"]}
    for language in i18n.LANGUAGES:
        assert kinds <= wording.wording(language).types.keys()


def test_c5_the_texts_stay_in_python() -> None:
    """[C5] They are no part of what travels with a widget."""
    for language in i18n.LANGUAGES:
        sent = json.dumps(i18n.texts(language), ensure_ascii=False)
        for text in wording.wording(language).rules.values():
            assert text.why not in sent


@given(SEEDS, st.sampled_from(i18n.LANGUAGES))
def test_c6_any_map_is_checked(seed: int, language: str) -> None:
    """[C6] Whatever is in it, choices of later versions among it; and it stays as it is."""
    document = random_document(seed)
    dice = random.Random(seed)
    for name, record_type in COLLECTIONS.items():
        choices = [f.name for f in fields_of(record_type).values() if f.role == "choice"]
        for item in document.get(name, []):
            for choice in choices:
                if dice.random() < 0.3:
                    item[choice] = dice.choice(("later", "", "Pain"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cjm.CjmWarning)
        j = cjm.Journey.from_dict(document)
    before = j.to_dict()
    frame = check(j, language=language)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == COLUMNS
    assert not frame.duplicated(["rule", "record"]).any()
    assert frame["record"].map(lambda i: j.get(i) is not None).all()
    assert not frame[["rule", "severity", "record", "message", "advice"]].isna().any(axis=None)
    assert not frame["message"].str.contains(r"\{|\}").any()
    assert j.to_dict() == before


def test_c7_the_catalogue_is_what_runs() -> None:
    for language in i18n.LANGUAGES:
        frame = catalogue(language)
        assert frame["rule"].tolist() == list(RULES)
        assert frame["severity"].tolist() == [rule.severity for rule in RULES.values()]
        assert list(frame.columns) == ["rule", "severity", "message", "why", "advice"]
        assert (frame[["message", "why", "advice"]].map(len) > 10).all(axis=None)


def test_c7_the_page_is_up_to_date() -> None:
    """[C7] If this fails: ``python tools/rules.py``."""
    assert PAGE.read_text("utf-8") == page()


def test_c7_nothing_of_the_catalogue_can_be_changed() -> None:
    with pytest.raises(TypeError):
        RULES["own"] = CROWDED  # type: ignore[index]
    with pytest.raises(AttributeError):
        RULES["no-goal"].severity = "error"  # type: ignore[misc]
