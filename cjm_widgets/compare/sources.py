"""What can be compared and merged: maps, versions of a file, and files."""

from __future__ import annotations

import os
import warnings
from typing import Any, NamedTuple

from ..journey import Journey
from ..model.errors import DamagedFile, InvalidDocument, shorten
from ..model.journey import JourneyModel
from ..model.limits import Limits
from ..model.state import State
from ..storage.versions import Version

#: What `diff` and `merge` take for a map.
MapLike = JourneyModel | Version | str | os.PathLike[str]


class Source(NamedTuple):
    """A map as it was at one moment, and what to call it."""

    state: State
    title: str
    detail: str
    limits: Limits


def source(given: Any, *, repair: bool = False, limits: Limits | None = None) -> Source:
    """Return the map that is given as itself, as a version of a file, or as a path.

    Parameters
    ----------
    given
        The map.
    repair
        Mend a file record by record instead of raising; what was done is warned about.
    limits
        How large a file, or a version of one, may be. A journey has limits of its own.

    Raises
    ------
    InvalidDocument
        It is none of these, or the file is no map.
    FormatError
        The suffix of the file is none that is read.
    FileNotFoundError
        There is no such file.
    """
    if isinstance(given, JourneyModel):
        return _named(given, given.info.map_type)
    if isinstance(given, Version):
        return _named(given.load(limits=limits), f"{given.time:%Y-%m-%d %H:%M:%S} UTC")
    if isinstance(given, str | os.PathLike):
        from ..files import read

        name = os.path.basename(given)  # noqa: PTH119 - may be bytes-free text
        journey = read(given, repair=repair, limits=limits)
        if journey.report:
            steps = len(journey.report)
            warnings.warn(
                f"{name} is damaged: it was mended in {steps} {'step' if steps == 1 else 'steps'}, "
                "which cjm.read(path, repair=True).report lists",
                DamagedFile, stacklevel=3,
            )  # fmt: skip
        return _named(journey, name)
    raise InvalidDocument(
        f"{shorten(given)} is no map: give a Journey, an item of cjm.versions(path), or a path",
        value=given,
    )


def journey_of(state: State, limits: Limits) -> Journey:
    """Return a map with these records, in no file and with no history."""
    journey = Journey.__new__(Journey)
    journey._open(state, limits)  # noqa: SLF001 - an alternative constructor
    return journey


def labels(a: Source, b: Source) -> tuple[str, str]:
    """Return what to call two maps so that they are told apart."""
    titles = a.title or "Untitled", b.title or "Untitled"
    if titles[0] != titles[1]:
        return titles
    if a.detail != b.detail:
        return f"{titles[0]} ({a.detail})", f"{titles[1]} ({b.detail})"
    return f"{titles[0]} (1)", f"{titles[1]} (2)"


def _named(journey: JourneyModel, detail: str) -> Source:
    with journey.store.lock:
        return Source(journey.store.state.copy(), journey.title, detail, journey.limits)
