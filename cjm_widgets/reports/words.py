"""The words of reports, with dates and numbers as they are written in each language."""

from __future__ import annotations

import functools
import json
from datetime import date
from importlib.resources import files
from typing import Any

from ..charts.words import Words
from ..i18n import closest
from ..model.errors import FormatError


class ReportWords(Words):
    """The words of one language: those of reports, then those of charts and of the interface."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        own = json.loads(
            (files(__package__) / "texts" / f"{self.language}.json").read_text("utf-8")
        )
        self._months: list[str] = own.pop("months")
        self._short: str = own.pop("short_date")
        self._texts.update(own)

    def long_date(self, day: date) -> str:
        """Return a day as it is written out: "22 November 2026"."""
        # The first of a month is "1er" in French and "1º" in Italian.
        first = {"fr": "1er", "it": "1º"}.get(self.language, "1")
        number = first if day.day == 1 else str(day.day)
        return f"{number} {self._months[day.month - 1]} {day.year}"

    def date(self, moment: Any) -> str:
        """Return the day of a moment of a table, short; nothing where there is none."""
        if moment is None:
            return ""
        return self._short.format(y=moment.year, m=moment.month, d=moment.day)

    def given(self, value: float | None, unit: str = "", *, signed: bool = False) -> str:
        """Return a number with its unit; nothing where there is none."""
        if value is None:
            return ""
        return f"{self.number(value, signed=signed)} {unit or ''}".strip()

    def pair(self, label: str, value: Any) -> str:
        """Return a value after what it is."""
        return self("pair", label=label, n=value)


def speak(language: Any) -> ReportWords:
    """Return the words of the closest language.

    Raises
    ------
    FormatError
        The language is no text.
    """
    if not isinstance(language, str):
        raise FormatError(
            f"language is a tag such as 'it', not {language!r}", field="language", value=language
        )
    return _words(closest(language))


@functools.cache
def _words(language: str) -> ReportWords:
    return ReportWords(language)
