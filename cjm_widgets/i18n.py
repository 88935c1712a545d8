"""The texts of the interface, in each of its languages."""

from __future__ import annotations

import functools
import json
from typing import Any

from ._bundle import packaged
from .model.errors import CjmError, shorten

LANGUAGES = ("en", "it", "pl", "fr")


def closest(language: str) -> str:
    """Return the language of the interface for a tag such as ``"it-CH"``; English if none is."""
    return _base(language) if is_known(language) else "en"


def is_known(language: str) -> bool:
    """Tell whether there are texts for a tag such as ``"it-CH"``."""
    return _base(language) in LANGUAGES


def spoken(language: Any, what: str, error: type[CjmError]) -> str:
    """Return the language of the texts for a tag such as ``"it-CH"``.

    Raises
    ------
    CjmError
        There are no texts in it; it is an `error`, which says so of `what`.
    """
    if isinstance(language, str) and is_known(language):
        return _base(language)
    raise error(
        f"language is {shorten(language)}: {what} are in {', '.join(LANGUAGES)}",
        field="language", value=language,
    )  # fmt: skip


def _base(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


@functools.cache
def _read(language: str) -> str:
    return packaged(f"i18n/{language}.json").read_text("utf-8")


def texts(language: str) -> dict[str, str]:
    """Return the texts of the closest language by their keys."""
    found: dict[str, str] = json.loads(_read(closest(language)))
    return found


def messages(language: str) -> dict[str, object]:
    """Return what a widget is sent to speak a language: nothing for English, which it knows."""
    own = closest(language)
    return {} if own == "en" else {"language": own, "texts": texts(own)}
