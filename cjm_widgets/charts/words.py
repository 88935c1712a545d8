"""The words of the charts, in the languages of the interface."""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from math import floor, log10
from typing import Any

from ..compare.plain import clean, cut
from ..i18n import closest, texts
from ..model.errors import FormatError
from ..model.journey import JourneyModel
from ..model.state import State


class Words:
    """The words of one language: those of the charts, then those of the interface.

    Parameters
    ----------
    language
        A tag such as ``"it"`` or ``"it-CH"``; English where there are no texts in it.
    """

    def __init__(self, language: str) -> None:
        self.language = closest(language)
        self._texts = {**texts(self.language), **_own(self.language)}

    def __call__(self, key: str, **values: Any) -> str:
        """Return a text, its placeholders filled."""
        text = self._texts[key]
        return text.format(**values) if values else text

    def choice(self, word: str) -> str:
        """Return a choice of a field as people call it; a word that is not known as it stands."""
        return self._texts.get(f"v_{word}", word)

    def thing(self, record_type: str) -> str:
        """Return a type of record within a sentence: "touchpoint"."""
        return _small(self._texts.get(f"r_{record_type}", record_type.replace("_", " ")))

    def field(self, name: str, record_type: str = "") -> str:
        """Return a field within a sentence; one that is not known as it stands."""
        keys = (f"f_{name}@{record_type}", f"f_{name}", f"r_{name}", f"num_{name}")
        found = next((self._texts[key] for key in keys if key in self._texts), None)
        return name.replace("_", " ") if found is None else _small(found)

    def quoted(self, text: str | None, most: int = 40) -> str:
        """Return a text in the quotation marks of the language, cut; a word for nothing."""
        return self("nothing") if text is None else self("quoted", text=cut(clean(text), most))

    def number(self, value: float, *, signed: bool = False) -> str:
        """Return a number as it is written in the language: two decimals or digits at most."""
        # A rate of errors of 0.004 is not 0.
        size = abs(value)
        decimals = min(15, 1 - floor(log10(size))) if 0 < size < 0.1 else 2
        text = f"{value:{'+' if signed else ''},.{decimals}f}"
        text = text.rstrip("0").rstrip(".").replace("-", "\N{MINUS SIGN}")
        # A no-break space groups the digits of all but English.
        if self.language != "en":
            text = text.translate(str.maketrans(",.", "\N{NO-BREAK SPACE},"))
        return "0" if text in ("+0", "\N{MINUS SIGN}0") else text


def speak(journey: JourneyModel, language: str | None) -> Words:
    """Return the words for a map: in a language, or in that of the map.

    Raises
    ------
    FormatError
        The language is no text.
    """
    return words_of(journey.store.state, language)


def words_of(state: State, language: str | None) -> Words:
    """Return the words for the content of a map: in a language, or in that of the map."""
    if language is not None and not isinstance(language, str):
        raise FormatError(
            f"language is a tag such as 'it', not {language!r}", field="language", value=language
        )
    return _words(closest(state.journey.language if language is None else language))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


@functools.cache
def _words(language: str) -> Words:
    return Words(language)


@functools.cache
def _own(language: str) -> dict[str, str]:
    data = (files(__package__) / "texts" / f"{language}.json").read_text("utf-8")
    found: dict[str, str] = json.loads(data)
    return found
