"""What all records have in common; `records` has the types, and all that is here as well."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import Struct

from . import kinds as k


class Place(
    Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False, repr_omit_defaults=True
):
    """Where an ordered record stands: under `parent`, sorted by the fractional key `order`.

    One atomic value, so that two people moving one record end with one of the two moves.
    `level` is ``"phase"`` for a card that hangs on a phase instead of a touchpoint.
    """

    order: str
    parent: str | None = None
    level: str = ""


class EmotionScale(Struct, frozen=True, kw_only=True, omit_defaults=True, repr_omit_defaults=True):
    """The scale scores are given on: from `min` to `max`, `neutral` in between."""

    min: k.Number = -2.0
    max: k.Number = 2.0
    neutral: k.Number = 0.0
    step: k.Number = 1.0
    labels: dict[str, k.Name] = {}
    emoji: dict[str, k.Emoji] = {}
    extra: k.Extra = {}


class Record(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="type",
    gc=False,
    repr_omit_defaults=True,
):
    """What every record has: an id that is unique in the whole document."""

    collection: ClassVar[str] = ""
    parent_field: ClassVar[str | None] = None

    id: k.Id
    extra: k.Extra = {}

    def __hash__(self) -> int:
        # Not of all fields, some of which are dicts: equal records have equal ids.
        return hash(self.id)


class Placed(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A record with a place of its own in an ordered list."""

    place: Place


def type_name(record: Record | type[Record]) -> str:
    """Return the type tag of a record, ``"touchpoint"`` for example."""
    tag: Any = record.__struct_config__.tag
    return str(tag)
