"""Words that a dictionary does not have, and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from tests.language.catalogues import words
from tools import dictionaries

LISTS = Path(__file__).with_name("words")
#: Italian articles and the like that lose their end before a vowel; a dictionary has them not.
ELIDED = frozenset({"all", "c", "com", "cos", "d", "dall", "dell", "dov", "gliel", "l", "mezz",
                    "nell", "qualcos", "quell", "quest", "sull", "tutt", "un"})  # fmt: skip


@cache
def reviewed(language: str) -> tuple[str, ...]:
    """Return the words that are right though no dictionary has them, as they stand in the list."""
    return tuple((LISTS / f"{language}.txt").read_text("utf-8").split("\n")[:-1])


def phrases(language: str) -> list[str]:
    """Return what is right as a whole, such as "lead generation", where its words are not."""
    return [listed for listed in reviewed(language) if " " in listed or "-" in listed]


def pieces(text: str, language: str) -> list[str]:
    """Return the words of a text as its dictionary has them."""
    for phrase in phrases(language):
        text = re.sub(re.escape(phrase), " ", text, flags=re.IGNORECASE)
    found = []
    for word in (part for whole in words(text) for part in whole.split("-")):
        head, apostrophe, rest = word.partition("'")
        if language == "it" and apostrophe and head.casefold() in ELIDED:
            word = rest
        elif language == "en" and rest == "s":
            word = head
        found.append(word)
    return [word for word in found if len(word) > 1]


def misspelt(texts: Iterable[tuple[str, str]], language: str) -> list[str]:
    """Return a line for each word that nobody knows: the word, and the first place it stands at.

    Parameters
    ----------
    texts
        Pairs of a place and a text.
    language
        Of the texts.
    """
    names = dictionaries.find() or {}
    where: defaultdict[str, list[str]] = defaultdict(list)
    for place, text in texts:
        for word in pieces(text, language):
            where[word].append(f"{place}: {text[:80]!r}")
    known = {word.casefold() for word in reviewed(language)}
    wrong = dictionaries.unknown(sorted(where), names[language])
    wrong = {word for word in wrong if word.casefold() not in known}
    english = (
        set() if language == "en" else wrong - dictionaries.unknown(sorted(wrong), names["en"])
    )
    return [
        f"{word!r}{', which is English,' if word in english else ''} in {_place(word, where)}"
        for word in sorted(wrong)
    ]


def _place(wrong: str, where: Mapping[str, list[str]]) -> str:
    if wrong in where:
        return where[wrong][0]
    # hunspell may tell of a part of a word with an apostrophe.
    return next(places[0] for word, places in where.items() if wrong in word)
