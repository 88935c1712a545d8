"""What the exercises say, in each language."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib.resources import files

import msgspec

from ..checks.wording import short
from ..i18n import closest

#: So many names of what falls short are told.
_TOLD = 3


class Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a demand asks for, as a state of things, and a hint on how to get there."""

    asks: str
    hint: str

    def next(self, names: Iterable[str], quoted: str) -> str:
        """Return the hint; ``{names}`` in it are the first names of what falls short."""
        return self.hint.replace("{names}", listed(names, quoted))


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one exercise says: what it is called, and its demands by their ids."""

    title: str
    demands: dict[str, Ask]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words around the demands; `quoted` is how a name is put into quotes."""

    passed: str
    open: str
    next: str
    quoted: str


def listed(names: Iterable[str], quoted: str) -> str:
    """Return names in quotes; of many the first few."""
    known = [quoted.format(short(name) or "…") for name in names]
    return ", ".join(known[:_TOLD]) + (" …" if len(known) > _TOLD else "")


def words(language: str) -> Words:
    """Return the words around the demands, in the closest language."""
    return msgspec.json.decode(_read(closest(language), "words"), type=Words)


def texts(language: str, notebook: str, exercise: str) -> Texts:
    """Return what an exercise says, in the closest language."""
    return of_notebook(closest(language), notebook)[exercise]


@functools.cache
def of_notebook(language: str, notebook: str) -> dict[str, Texts]:
    """Return what all exercises of a notebook say, by their ids."""
    return msgspec.json.decode(_read(language, notebook), type=dict[str, Texts])


def _read(language: str, name: str) -> bytes:
    return (files(__package__) / "texts" / language / f"{name}.json").read_bytes()
