"""The ready maps as they lie in the package: their names, their documents, their texts.

In a document every text for people is a key, ``"@tp_ad"``; the texts of a language are one flat
object of keys, with ``name`` and ``about`` for the map as a whole.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from ..model.errors import TemplateError, closest_hint, shorten

#: The order in which they are listed: that in which people take them up. Examples follow.
_ORDER = (
    "touchpoint-map", "journey-map", "current-state", "future-state", "day-in-the-life",
    "service-blueprint",
)  # fmt: skip
_SUFFIX = ".cjm.json"
_EXAMPLE = "example-"
_KEY = "@"
_HOME = files(__package__)


@functools.cache
def names() -> tuple[str, ...]:
    """Return the names of all ready maps, in the order in which they are listed."""
    there = {
        file.name.removesuffix(_SUFFIX)
        for file in (_HOME / "maps").iterdir()
        if file.name.endswith(_SUFFIX)
    }
    return (*(name for name in _ORDER if name in there), *sorted(there.difference(_ORDER)))


def kind(name: str) -> str:
    """Return what a ready map is: a ``"template"``, or an ``"example"`` that is filled in."""
    return "example" if name.startswith(_EXAMPLE) else "template"


def known(name: Any) -> str:
    """Return the name of a ready map.

    Raises
    ------
    TemplateError
        There is none of that name; the closest one is named.
    """
    if isinstance(name, str) and name in names():
        return name
    given = str(name).lower().replace("_", "-")
    hint = closest_hint(given, names(), f"there are {', '.join(names())}")
    raise TemplateError(f"there is no template {shorten(name)}: {hint}", field="name", value=name)


@functools.cache
def texts(name: str, language: str) -> Mapping[str, str]:
    """Return the texts of a ready map in a language, by their keys."""
    data = (_HOME / "texts" / language / f"{name}.json").read_bytes()
    return MappingProxyType(json.loads(data))


def document(name: str) -> dict[str, Any]:
    """Return a ready map as it lies in the package, with keys for texts; a new one each time."""
    found: dict[str, Any] = json.loads((_HOME / "maps" / f"{name}{_SUFFIX}").read_bytes())
    return found


def filled(value: Any, texts: Mapping[str, str]) -> Any:
    """Return a document with texts in the place of keys, those of facts (``demographics``) too."""
    if isinstance(value, str):
        return texts[value.removeprefix(_KEY)] if value.startswith(_KEY) else value
    if isinstance(value, list):
        return [filled(item, texts) for item in value]
    if isinstance(value, dict):
        return {filled(key, texts): filled(item, texts) for key, item in value.items()}
    return value
