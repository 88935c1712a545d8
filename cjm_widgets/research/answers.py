"""Answers to open and closed questions, counted by the people who gave them."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Hashable, Iterator
from functools import lru_cache
from statistics import median_low
from typing import Any

from ..model.finding import folded
from .measurements import text_of

#: What tools write where nobody answered. "None" and "nothing" are answers.
_NOTHING = frozenset({"n/a", "#n/a", "n.a.", "na", "nan", "null", "<na>", "nat"})
_ENDS = " .!?…;,:"


class Answer:
    """An answer in all its spellings, and who gave it."""

    def __init__(self) -> None:
        self.spellings: Counter[str] = Counter()
        self.people: dict[Hashable, None] = {}

    def add(self, text: str, person: Hashable) -> None:
        """Take note that somebody gave it."""
        self.spellings[text] += 1
        self.people[person] = None

    @property
    def text(self) -> str:
        """The spelling most people used, the first of several."""
        return max(self.spellings, key=self.spellings.__getitem__)

    @property
    def n(self) -> int:
        """How many people gave it; who said it twice counts once."""
        return len(self.people)


class Tally:
    """The answers to one question, or of one field of a persona."""

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}

    def add(self, text: str, person: Hashable) -> None:
        """Count an answer."""
        self._answers.setdefault(normal(text), Answer()).add(text, person)

    def merge(self, other: Tally) -> None:
        """Count the answers of another tally too; the same people are not counted twice."""
        for key, answer in other._answers.items():
            mine = self._answers.setdefault(key, Answer())
            mine.spellings.update(answer.spellings)
            mine.people.update(answer.people)

    def ranked(self) -> list[Answer]:
        """Return the answers, those of most people first; the earlier first where equal."""
        return sorted(self._answers.values(), key=lambda answer: -answer.n)

    @property
    def people(self) -> set[Hashable]:
        """Who answered."""
        return {person for answer in self._answers.values() for person in answer.people}


@lru_cache(maxsize=10_000)
def normal(text: str) -> str:
    """Return an answer so that case, width, blanks and a full stop make no difference."""
    short = folded(text)
    return short.rstrip(_ENDS) or short


def is_blank(text: str) -> bool:
    """Tell whether a text is no answer: nothing, only signs such as ``-``, or ``n/a``."""
    return folded(text) in _NOTHING or all(c in string.punctuation or c.isspace() for c in text)


def pieces(cell: Any, separator: str | None) -> Iterator[str]:
    """Give the answers in a cell: of a list each item, of a text each part, none twice."""
    texts = cell if isinstance(cell, list) else [cell]
    seen = set()
    for item in texts:
        if item is None:
            continue
        text = text_of(item)
        for part in text.split(separator) if separator else (text,):
            answer = part.strip()
            if not is_blank(answer) and normal(answer) not in seen:
                seen.add(normal(answer))
                yield answer


def typical(tally: Tally, kind: str) -> Answer | None:
    """Return the answer that stands for all: of numbers the lower median, else the most frequent.

    Both are answers that were given; only numbers to choose from (an age, a frequency) are
    quantities.
    """
    ranked = tally.ranked()
    if kind != "choice" or not ranked:
        return next(iter(ranked), None)
    try:
        by_number = {float(answer.text.replace(",", ".")): answer for answer in ranked}
    except ValueError:
        return ranked[0]
    return by_number[median_low(number for number, a in by_number.items() for _ in range(a.n))]
