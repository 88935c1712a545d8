"""The usual questionnaire for a persona, in each language, and how its columns are known again."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

import msgspec

from ..i18n import LANGUAGES, closest
from ..model.finding import folded

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = re.compile(r"^(?:q|question|domanda|pytanie)? ?\d+ ")


class Question(NamedTuple):
    """A question: the field of a persona its answers go to, and the kind of answers.

    `kind` is ``choice`` (one of some), ``several`` (of some), ``open`` (in people's own words).
    """

    key: str
    field: str
    kind: str


QUESTIONS: Mapping[str, Question] = MappingProxyType({
    key: Question(key, field, kind)
    for key, field, kind in (
        ("heard_from", "channels", "several"),
        ("comes_to_mind", "psychographics", "open"),
        ("usage", "jobs", "open"),
        ("frequency", "psychographics", "choice"),
        ("goals", "goals", "open"),
        ("purchases", "psychographics", "several"),
        ("purchase_reasons", "needs", "open"),
        ("abandoned", "psychographics", "several"),
        ("abandoned_reasons", "pains", "open"),
        ("improve", "pains", "open"),
        ("simplify", "needs", "open"),
        ("age", "demographics", "choice"),
        ("occupation", "demographics", "choice"),
        ("place", "demographics", "choice"),
        ("comment", "quote", "open"),
    )
})  # fmt: skip

#: Fields of a persona a column may be called by, or said to hold.
FIELDS: Mapping[str, Question] = MappingProxyType({
    field: Question(field, field, kind)
    for field, kind in (
        ("needs", "open"), ("pains", "open"), ("jobs", "open"), ("channels", "several"),
        ("tagline", "open"), ("quote", "open"), ("segment", "choice"), ("demographics", "choice"),
        ("psychographics", "choice"),
    )
})  # fmt: skip


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a question is called in one language.

    `label` is its name in short, `also` are words by which it is known in other questionnaires,
    `options` the answers of a choice.
    """

    text: str
    label: str
    also: tuple[str, ...]
    options: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    questions: dict[str, Wording]


@functools.cache
def _read(language: str) -> Mapping[str, Wording]:
    data = (files(__package__) / "texts" / f"{language}.json").read_bytes()
    return MappingProxyType(msgspec.json.decode(data, type=_File).questions)


def wordings(language: str) -> Mapping[str, Wording]:
    """Return the questions in the closest language, by their keys; English if none is."""
    return _read(closest(language))


def questionnaire(language: str = "en") -> pd.DataFrame:
    """Return the questionnaire a persona is made from.

    Ask these questions, in any survey tool, and `Persona.from_survey` reads the answers: it knows
    the columns by their keys and by the texts of the questions, in any of the languages.

    Parameters
    ----------
    language
        ``"en"``, ``"it"``, ``"pl"`` or ``"fr"`` (or a tag such as ``"it-CH"``); English for any
        other.

    Returns
    -------
    pandas.DataFrame
        A row for each question: ``question`` (its key), ``text`` to ask, ``label`` (its name in
        short), ``kind`` (``choice``: one answer; ``several``; ``open``: in people's own words),
        ``field`` (of the persona its answers go to) and ``options`` (a list; empty where people
        write freely).
    """
    import pandas as pd

    from ..frames.output import categorical, text_column

    words = wordings(language)
    asked = list(QUESTIONS.values())
    return pd.DataFrame({
        "question": categorical(list(QUESTIONS), list(QUESTIONS)),
        "text": text_column([words[q.key].text for q in asked]),
        "label": text_column([words[q.key].label for q in asked]),
        "kind": categorical(["choice", "several", "open"], [q.kind for q in asked]),
        "field": text_column([q.field for q in asked]),
        "options": pd.Series([list(words[q.key].options) for q in asked], dtype=object),
    })  # fmt: skip


class Known(NamedTuple):
    """A question that a column was known as, by what, and in which language (if in one)."""

    question: Question
    by: str
    language: str | None = None


def recognise(column: str) -> Known | None:
    """Return the question a column holds the answers to; None where that is not certain.

    A column is called by the key of a question or by a field of a persona; or it has the words
    of a question in it, in any language. Of several the one with the longest words is meant; a
    single word must be the whole name.
    """
    said = plain_words(column)
    key = said.replace(" ", "_")
    for known in (QUESTIONS, FIELDS):
        # A column "demographics" does not say which.
        if key in known and key not in ("demographics", "psychographics"):
            return Known(known[key], "key")
    found = [
        (len(phrase), phrase, key, language)
        for phrase, key, language in _phrases()
        if said == phrase or (" " in phrase and f" {phrase} " in f" {said} ")
    ]
    if not found:
        return None
    longest = max(length for length, *_ in found)
    best = [match for match in found if match[0] == longest]
    if len({key for _, _, key, _ in best}) > 1:
        return None
    _, phrase, key, language = best[0]
    return Known(QUESTIONS[key], "text" if phrase == said else "words", language)


def plain_words(text: str) -> str:
    """Return the words of a text: without case, signs, accents and a number in front."""
    bare = "".join(c for c in normalize("NFKD", folded(text)) if not combining(c))
    # The one letter of these languages that is not a letter and an accent.
    words = re.sub(r"[\W_]+", " ", bare.replace("ł", "l")).strip()
    return _NUMBER.sub("", words) if " " in words else words


@functools.cache
def _phrases() -> tuple[tuple[str, str, str], ...]:
    """Return all words that questions are known by: phrase, key, language."""

    def all_of(language: str) -> Iterable[tuple[str, str, str]]:
        for key, words in wordings(language).items():
            for phrase in dict.fromkeys(map(plain_words, (words.text, words.label, *words.also))):
                yield phrase, key, language

    return tuple(row for language in LANGUAGES for row in all_of(language))
