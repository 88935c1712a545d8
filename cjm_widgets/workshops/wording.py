"""What is said in a workshop, in each language: for the teacher, and on the checklist."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import msgspec

from ..checks.wording import short
from ..i18n import LANGUAGES, closest
from ..model.checks.names import name_of
from ..model.records import Record, WorkshopPart

#: What has to be there before an item can be done.
_FIRST = MappingProxyType({
    "channels": "touchpoints", "emotions": "touchpoints", "walked": "touchpoints",
    "answers": "questions", "impact_effort": "opportunities",
})  # fmt: skip
#: So many names stand in a sentence about what is missing.
_NAMES = 5


class PartTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a part is called, what it is for, and what the teacher looks out for."""

    title: str
    aim: str
    watch: list[str]


class StepTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the teacher says at a step, and does."""

    title: str
    say: str
    do: str


class ItemTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item of a checklist, and what to do while it is not done."""

    text: str
    missing: str


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of one language, by the ids of `plan`."""

    parts: dict[str, PartTexts]
    steps: dict[str, StepTexts]
    items: dict[str, ItemTexts]
    next: dict[str, str]
    untitled: str
    and_more: str

    def title(self, part: WorkshopPart) -> str:
        """Return what a part is called: in this language, unless somebody named it."""
        own = self.parts.get(part.kind)
        if own is None or (part.title and part.title not in _usual(part.kind)):
            return part.title or part.kind
        return own.title

    def missing(self, item: str, values: Mapping[str, Any]) -> str:
        """Return what an item still needs, from what its teller found."""
        if values.get("names") == []:
            return self.missing(_FIRST[item], {"n": 0})
        filled = {
            key: self._names(value) if key == "names" else value for key, value in values.items()
        }
        return self.items[item].missing.format_map(filled)

    def _names(self, records: Sequence[Record]) -> str:
        names = [short(name_of(record)) or self.untitled for record in records]
        told = ", ".join(names[:_NAMES])
        if len(names) <= _NAMES:
            return told
        return self.and_more.format(names=told, n=len(names) - _NAMES)


@functools.cache
def _read(language: str) -> Wording:
    data = (files(__package__) / "texts" / f"{language}.json").read_bytes()
    return msgspec.json.decode(data, type=Wording)


@functools.cache
def _usual(kind: str) -> frozenset[str]:
    """Return what parts of a kind are called in all languages."""
    return frozenset(_read(language).parts[kind].title for language in LANGUAGES)


def wording(language: str) -> Wording:
    """Return the texts of the closest language; English if none is."""
    return _read(closest(language))
