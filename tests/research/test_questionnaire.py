"""The questionnaire in four languages, and how its columns are known again."""

from __future__ import annotations

from collections import defaultdict

import pytest

import cjm_widgets as cjm
from cjm_widgets.i18n import LANGUAGES
from cjm_widgets.model.fields import fields_of
from cjm_widgets.research.questionnaire import (
    FIELDS,
    QUESTIONS,
    plain_words,
    recognise,
    wordings,
)


def test_r20_the_languages_ask_the_same() -> None:
    """[R20] Each language has every question, in its own words, with as many options."""
    for language in LANGUAGES:
        words, english = wordings(language), wordings("en")
        assert list(words) == list(QUESTIONS)
        for key, said in words.items():
            assert said.text.endswith("?")
            assert len(said.options) == len(english[key].options)
            assert len(set(said.options)) == len(said.options)
            if language == "fr":
                assert said.text.endswith("\u00a0?")
            if language != "en":
                assert said.text != english[key].text
    assert {q.field for q in (*QUESTIONS.values(), *FIELDS.values())} <= set(fields_of(cjm.Persona))


@pytest.mark.parametrize("language", [*LANGUAGES, "it-CH", "fr_CA", "de", ""])
def test_r20_as_a_frame(language: str) -> None:
    """[R20] A row a question, in the language asked for or in English."""
    frame = cjm.questionnaire(language)
    assert frame["question"].tolist() == list(QUESTIONS)
    assert list(frame) == ["question", "text", "label", "kind", "field", "options"]
    words = wordings(language)
    assert frame["text"].tolist() == [said.text for said in words.values()]
    assert frame["options"].map(len).tolist() == [len(said.options) for said in words.values()]
    assert cjm.questionnaire().equals(cjm.questionnaire("en"))


def test_r21_words_belong_to_one_question() -> None:
    """[R21] No two questions are known by the same words, in any language."""
    keys = defaultdict(set)
    for language in LANGUAGES:
        for key, said in wordings(language).items():
            for phrase in (said.text, said.label, *said.also):
                keys[plain_words(phrase)].add(key)
    assert {phrase: found for phrase, found in keys.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_r21_every_question_is_known_again(language: str) -> None:
    """[R21] By key, text and label, in any language, with a number in front, in capitals."""
    for key, said in wordings(language).items():
        for column in (
            key, said.text, said.label, said.text.upper(), f"7. {said.text}",
            f"Q12: {said.text} *", f"  {said.text[:-1].rstrip()}  ", *said.also,
        ):  # fmt: skip
            found = recognise(column)
            assert found is not None, column
            assert found.question.key == key, column
        found = recognise(said.text)
        assert found is not None
        assert found.language == language or said.text in {
            wordings(other)[key].text for other in LANGUAGES if other != language
        }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "key"),
    [
        ("How did you hear of Acme?", None), ("How did you hear of us", "heard_from"),
        ("What comes to mind when you hear 'bike'?", "comes_to_mind"),
        ("How often do you ride?", "frequency"), ("how_often", "frequency"),
        ("What did you buy, and why?", "purchase_reasons"), ("What did you buy?", "purchases"),
        ("Abandoned purchases", "abandoned"), ("Abandoned purchases and why", "abandoned_reasons"),
        ("Why did you not buy it?", "abandoned_reasons"), ("Why didn't you buy?",
        "abandoned_reasons"), ("What could we improve?", "improve"), ("GOALS", "goals"),
        ("Pains", "pains"), ("needs", "needs"), ("Segment", "segment"), ("tagline", "tagline"),
        ("demographics", None), ("Average age of the bike", None), ("", None), ("???", None),
        ("Timestamp", None), ("E-mail", None), ("Perche hai acquistato?", "purchase_reasons"),
        ("Jak czesto?", "frequency"), ("A quelle frequence venez-vous ?", "frequency"),
    ],
)  # fmt: skip
def test_r21_other_questionnaires(column: str, key: str | None) -> None:
    """[R21] The longest words decide; what is not certain is not known."""
    found = recognise(column)
    assert (None if found is None else found.question.key) == key
