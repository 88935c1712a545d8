"""What the teacher says about which touchpoints are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from ..model.errors import InvalidDocument, shorten
from ..model.ids import made_id
from .aligning import Alignment, Column, Member

#: ``{"Ana": {"Pay at desk": "Pay"}}``, or ``[("Ana", "Pay at desk", "Pay"), ...]``; None: alone.
Given = Mapping[Any, Mapping[Any, Any]] | Iterable[tuple[Any, Any, Any]]
#: A touchpoint of a map: number of the map, id of the touchpoint.
Seat = tuple[int, str]


def given_matches(given: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Give what is said one by one: map, touchpoint, the touchpoint of the class or None.

    Raises
    ------
    InvalidDocument
        It has another form.
    """
    triples: Any = given
    if isinstance(given, Mapping):
        triples = [
            (name, *pair) if isinstance(said, Mapping) else (name, said)
            for name, said in given.items()
            for pair in (said.items() if isinstance(said, Mapping) else [()])
        ]
    if isinstance(triples, str) or not isinstance(triples, Iterable):
        triples = [given]
    for triple in triples:
        if not isinstance(triple, tuple | list) or len(triple) != 3:
            raise InvalidDocument(
                f"matches say of which map, which touchpoint and what it is in the class, not "
                f'{shorten(triple)}: matches={{"Ana": {{"Pay at desk": "Pay"}}}}',
                field="matches", value=given,
            )  # fmt: skip
        yield triple[0], triple[1], triple[2]


def moved(
    alignment: Alignment, member: Seat, to: str | None, name: Callable[[Seat], str]
) -> Alignment:
    """Return an alignment in which a touchpoint is in another column, None: in one of its own.

    What the same map has in that column gets a column of its own, right after it.

    Parameters
    ----------
    alignment
        The alignment so far.
    member
        Map and touchpoint.
    to
        Id of the column.
    name
        Gives what a touchpoint is called, for a column of its own.
    """
    at = alignment.places[member]
    columns = list(alignment.columns)
    source = columns[at]
    if source.id == to:
        told = tuple(_told(m) if (m.map, m.touchpoint) == member else m for m in source.members)
        columns[at] = replace(source, members=told)
        return replace(alignment, columns=tuple(columns))
    left = tuple(m for m in source.members if (m.map, m.touchpoint) != member)
    ids = {column.id for column in columns}
    new = _told(Member(*member))
    made: list[Column] = []
    for column in columns:
        if column is source:
            if left:
                made.append(replace(source, members=left))
            if to is None:
                free = {*ids} - (set() if left else {source.id})
                made.append(Column(_id(member, free), name(member), source.phase, (new,)))
            continue
        if column.id != to:
            made.append(column)
            continue
        ousted = [m for m in column.members if m.map == member[0]]
        stay = [m for m in column.members if m.map != member[0]]
        made.append(replace(column, members=tuple(sorted([*stay, new], key=lambda m: m.map))))
        for m in ousted:
            seat = (m.map, m.touchpoint)
            made.append(Column(_id(seat, ids), name(seat), column.phase, (_told(m),)))
    return replace(alignment, columns=tuple(made))


def _told(member: Member) -> Member:
    return Member(member.map, member.touchpoint, "teacher", 1.0)


def _id(member: Seat, taken: set[str]) -> str:
    """Return an id for a column: that of its touchpoint where no other column has it."""
    found = member[1]
    number = 0
    while found in taken:
        number += 1
        found = made_id("touchpoint", "column", member[1], str(number))
    return found
