"""What can be handed in for an exercise, and how its demands see it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from ..model.checks import Facts
from ..model.errors import CjmError
from ..model.journey import JourneyModel


@dataclass(frozen=True)
class Thing:
    """A kind of thing: what it is called, how to tell it, and what demands look at."""

    name: str
    is_one: Callable[[Any], bool]
    seen: Callable[[Any], Any]
    journey: Callable[[Any], JourneyModel | None]


class File:
    """A file as demands see it: whether it is there, its text, and the map in it."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)

    @property
    def suffix(self) -> str:
        """Its last suffix, in lower case: ``".svg"``."""
        return self.path.suffix.lower()

    @cached_property
    def data(self) -> bytes:
        """What is in it, nothing where it is not there."""
        try:
            return self.path.read_bytes()
        except OSError:
            return b""

    @cached_property
    def text(self) -> str:
        """What is in it as text, without a mark of its byte order."""
        return self.data.decode("utf-8-sig", "replace")

    @cached_property
    def facts(self) -> Facts | None:
        """The map in it, None where there is none that can be read."""
        from ..files import load

        try:
            return facts_of(load(self.path))
        except (CjmError, OSError):
            return None


def facts_of(journey: JourneyModel) -> Facts:
    """Return a map as demands see it."""
    with journey.store.lock:
        return Facts(journey.store.state, datetime.now().astimezone().date())


def _is_named(*names: str) -> Callable[[Any], bool]:
    """Return how to tell a class of ours without importing what it needs."""
    return lambda value: any(c.__name__ in names and _is_ours(c) for c in type(value).__mro__)


def _is_ours(found: type) -> bool:
    return found.__module__.partition(".")[0] == __package__.partition(".")[0]


def _itself(value: Any) -> Any:
    return value


def _its_journey(value: Any) -> Any:
    return getattr(value, "journey", None)


MAP = Thing("map", lambda value: isinstance(value, JourneyModel), facts_of, _itself)
FILE = Thing("file", lambda value: isinstance(value, str | os.PathLike), File, lambda _: None)
WHAT_IF = Thing("what-if", _is_named("WhatIf"), _itself, _its_journey)
PICTURE = Thing("picture", _is_named("Picture"), _itself, _its_journey)
CLASS = Thing("class", _is_named("Cohort"), _itself, lambda _: None)
