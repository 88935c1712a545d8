"""Which map, and which touchpoint of the class, somebody means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from ..model.errors import InvalidDocument, UnknownRecord, closest_hint, shorten
from ..model.finding import folded
from .aligning import Alignment, Column
from .correcting import Seat
from .reading import Student

_TOLD = 5


def number_of(students: Sequence[Student], name: Any) -> int:
    """Return the number of the map that is called so, or is by that author.

    Raises
    ------
    UnknownRecord
        There is none; the closest name is told.
    InvalidDocument
        Several may be meant.
    """
    names = [student.name for student in students]
    if isinstance(name, str):
        if name in names:
            return names.index(name)
        for known in (names, [student.author for student in students]):
            found = [at for at, one in enumerate(known) if folded(one) == folded(name)]
            if len(found) == 1:
                return found[0]
            if found:
                meant = ", ".join(names[at] for at in found[:_TOLD])
                raise InvalidDocument(
                    f"{len(found)} maps may be meant by {shorten(name)}: {meant}",
                    field="map", value=name,
                )  # fmt: skip
    close = get_close_matches(str(name), names, n=1, cutoff=0.4)
    hint = f"did you mean {close[0]!r}?" if close else "cohort.names lists them"
    raise UnknownRecord(
        f"there is no map {shorten(name)} in the class; {hint}", field="map", value=name
    )


def column_meant(alignment: Alignment, given: Any, called: Callable[[Seat], str]) -> Column:
    """Return the touchpoint of the class that is meant: by id, name, or id or name in a map.

    Raises
    ------
    UnknownRecord
        There is none; the closest name is told.
    InvalidDocument
        Several may be meant.
    """
    columns = alignment.columns
    key = str(getattr(given, "id", given))
    for column in columns:
        if column.id == key:
            return column
    by_id = [column for column in columns if any(m.touchpoint == key for m in column.members)]
    name = folded(key)
    own = by_id or [column for column in columns if folded(column.name) == name]
    found = own or [
        column
        for column in columns
        if any(folded(called((m.map, m.touchpoint))) == name for m in column.members)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(column.id for column in found[:_TOLD])
        raise InvalidDocument(
            f"{len(found)} touchpoints of the class may be meant by {shorten(key)}; give the id of "
            f"one: {ids}",
            field="to", value=given,
        )  # fmt: skip
    hint = closest_hint(key, [c.name for c in columns], "cohort.agreement() lists them")
    raise UnknownRecord(
        f"there is no touchpoint {shorten(key)} in the class; {hint}", field="to", value=given
    )
