"""`Exercise`: what it demands of what is handed in, as data and small functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .things import MAP, Thing


@dataclass(frozen=True)
class Demand:
    """One thing an exercise asks for.

    Attributes
    ----------
    id
        A short word; its texts stand under it.
    lacks
        Gives the names of what falls short, nothing where all is right. Of something that has no
        name it gives an empty one.
    """

    id: str
    lacks: Callable[..., Iterable[str]]


@dataclass(frozen=True)
class Exercise:
    """An exercise of a notebook.

    Attributes
    ----------
    id
        The notebook and a number: ``"quickstart-1"``.
    demands
        What it asks for, in the order in which it is best done.
    takes
        What is handed in.
    """

    id: str
    demands: tuple[Demand, ...]
    takes: tuple[Thing, ...] = (MAP,)

    @property
    def notebook(self) -> str:
        """The notebook it belongs to."""
        return self.id.rpartition("-")[0]


def unless(holds: Callable[..., bool]) -> Callable[..., Iterable[str]]:
    """Return what something lacks that either holds or does not."""

    def lacks(*given: Any) -> Iterable[str]:
        return () if holds(*given) else ("",)

    return lacks
