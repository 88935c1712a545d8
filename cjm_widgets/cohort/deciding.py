"""One value of many: what most maps say, and what the others say instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from ..model.fields import Field, fields_of
from ..model.ids import made_id
from ..model.records import Comment, Persona, Phase, Place, Record, Touchpoint, type_name

#: Fields that hold the items of all maps.
_UNITED = ("refs", "set", "texts")
_LEFT = ("id", "place", "emotion_scale")
#: What other texts are told of in comments; of the rest the frame tells.
_TOLD = (Touchpoint, Phase, Persona)
_NAMED = 3


class Decision(NamedTuple):
    """A field of a thing of the class: what stands, and what other maps say."""

    type: str
    id: str
    record: str
    field: str
    text: bool
    stands: str
    maps: int
    others: tuple[tuple[str, tuple[str, ...]], ...]


def decided(
    record_type: type[Record],
    records: Sequence[tuple[int, Any]],
    names: Sequence[str],
    label: Callable[[str], str],
    called: str | None = None,
) -> tuple[dict[str, Any], list[Decision]]:
    """Return the fields of a thing that several maps have, and what had to be decided.

    Parameters
    ----------
    record_type
        What it is.
    records
        What the maps say, by their numbers.
    names
        What the maps are called.
    label
        Gives the name of what a reference is to.
    called
        What it is called in the class, where as many maps call it otherwise.
    """
    values: dict[str, Any] = {}
    decisions = []
    for field in fields_of(record_type).values():
        if field.name in _LEFT:
            continue
        said = [(at, getattr(record, field.name)) for at, record in records]
        if field.role in _UNITED:
            values[field.name] = tuple(dict.fromkeys(x for _, many in said for x in many))
            continue
        if field.role in ("facts", "extra"):
            values[field.name] = _facts([facts for _, facts in said])
            continue
        # That a map says nothing is no vote against what others say; a flag says something.
        if field.role != "flag" or field.default is None:
            said = [(at, value) for at, value in said if value != field.default]
        if not said:
            continue
        votes = _votes(said, called if field.name == "name" else None)
        values[field.name] = votes[0][0]
        if len(votes) > 1:
            others = tuple(
                (_words(field, value, label), tuple(names[at] for at in maps))
                for value, maps in votes[1:]
            )
            decisions.append(Decision(
                type_name(records[0][1]), records[0][1].id, label(records[0][1].id), field.name,
                field.role == "text", _words(field, votes[0][0], label), len(votes[0][1]), others,
            ))  # fmt: skip
    return values, decisions


def _votes(said: list[tuple[int, Any]], first: Any) -> list[tuple[Any, list[int]]]:
    """Return the values with the maps that have them, what most have first; of those `first`."""
    found: dict[bytes, tuple[Any, list[int]]] = {}
    for at, value in said:
        key = msgspec.json.encode(value, order="sorted")
        found.setdefault(key, (value, []))[1].append(at)
    return [
        found[key]
        for key in sorted(found, key=lambda k: (-len(found[k][1]), found[k][0] != first, k))
    ]


def _facts(several: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the facts of all; of two with one key the first stands."""
    united: dict[str, Any] = {}
    for facts in several:
        united = {**facts, **united}
    return united


def _words(field: Field, value: Any, label: Callable[[str], str]) -> str:
    if field.role == "ref":
        return label(value)
    if field.role == "steps":
        return " > ".join(map(label, value))
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def comments_on(decision: Decision, longest: int) -> Iterator[Comment]:
    """Give comments, of so many characters at most, that keep what other maps say."""
    if not decision.text or decision.type not in [type_name(told) for told in _TOLD]:
        return
    for other, who in decision.others:
        more = f" and {len(who) - _NAMED} more" if len(who) > _NAMED else ""
        yield Comment(
            id=made_id("comment", "class", decision.id, decision.field, other),
            target=decision.id, author=who[0], place=Place(order="a0"),
            text=f"{decision.field} ({', '.join(who[:_NAMED])}{more}): {other}"[:longest],
        )  # fmt: skip
