"""What a merge had to decide: who wanted what, in values and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.change import Change
from ..model.fields import fields_of
from ..model.ids import made_id
from ..model.merge import Conflict
from ..model.records import Place, type_name
from ..model.state import State
from .plain import quoted
from .words import kind_of, label_of, text_of

#: What a side did to a record as a whole.
REMOVED, EDITED = "removed", "edited"
#: A side by its name, what it did, and the map as it has it.
_Side = tuple[str, Change, State]


@dataclass(frozen=True, slots=True)
class Decision:
    """One conflict, with what each side wanted.

    Attributes
    ----------
    conflict
        What it is about and of which kind.
    record
        The record in words, as the merged map or else the base has it.
    base
        The value all started from.
    wishes
        Side -> the value it set; of a whole record, ``"removed"`` or ``"edited"``.
    words
        The same in words.
    base_words
        The value all started from, in words.
    """

    conflict: Conflict
    type: str
    record: str
    base: Any
    base_words: str | None
    wishes: Mapping[str, Any]
    words: Mapping[str, str | None]

    @property
    def whole(self) -> bool:
        """Whether it is about a record as a whole, not about a value."""
        return self.conflict.field is None

    def sentence(self, stands: str | None) -> str:
        """Return what happened, the same whatever the order of the sides.

        Parameters
        ----------
        stands
            The value in the merged map, in words.
        """
        conflict = self.conflict
        if conflict.kind in ("id", "refused", "scale"):
            return conflict.message
        if conflict.kind == "kept":
            return "It was removed by one side and edited, or built on, by another; it stays."
        if conflict.kind == "order":
            return "It was moved to different places of its list."
        field = str(conflict.field).replace("_", " ")
        wished = " and to ".join(sorted({quoted(words) for words in self.words.values()}))
        rest = "; what it replaced is a comment." if conflict.kind == "text" else "."
        return f"The {field} was set to {wished}; {quoted(stands)} stands{rest}"


def decisions(
    base: State, others: Sequence[State], merged: State, changes: Sequence[Change],
    names: Sequence[str], conflicts: Sequence[Conflict],
) -> list[Decision]:  # fmt: skip
    """Return the conflicts of a merge with what each side wanted."""
    states = [merged, base, *others]
    sides: dict[str, list[_Side]] = {}
    for side in zip(names, changes, others, strict=True):
        for record_id in side[1].ids:
            sides.setdefault(record_id, []).append(side)
    return [_decision(base, states, sides, conflict) for conflict in conflicts]


def _decision(
    base: State, states: Sequence[State], sides: Mapping[str, list[_Side]], conflict: Conflict
) -> Decision:
    record_id = conflict.record
    home, own = _home(states, record_id)
    record = home.get(own)
    wishes: dict[str, Any] = {}
    words: dict[str, str | None] = {}
    for name, change, state in sides.get(own if conflict.field is None else record_id, ()):
        if conflict.field is None:
            if own != record_id and type(state.get(own)) is not type(record):
                continue  # the thing that kept the id
            if own in change.removed and own not in change.added:
                wishes[name] = words[name] = REMOVED
            else:
                wishes[name] = words[name] = EDITED
            continue
        found = _wish(change, record_id, conflict.field)
        if found is not None:
            wishes[name] = found[0]
            words[name] = value_words(state, record_id, conflict.field, found[0])
    held = value_of(base.get(record_id), conflict.field)
    return Decision(
        conflict, type_name(record), f"{kind_of(record)} {quoted(label_of(home, own), 60)}",
        held, value_words(base, record_id, conflict.field, held), wishes, words,
    )  # fmt: skip


def _home(states: Sequence[State], record_id: str) -> tuple[State, str]:
    """Return a map that has a record, and what its id is there.

    What gave its id to another thing, and was refused after that, is in no map by its new id.
    """
    for state in states:
        if state.get(record_id) is not None:
            return state, record_id
    return next(
        (state, record.id)
        for state in states
        for record in state.records.values()
        if made_id(type_name(record), record.id) == record_id
    )


def _wish(change: Change, record_id: str, field: str) -> tuple[Any] | None:
    """Return the value a change sets, in a tuple; None when it sets none."""
    name, dot, key = field.partition(".")
    pair = change.updated.get(record_id, {}).get(name)
    if pair is not None:
        old, new = pair
        if not dot:
            return (new,)
        return (new.get(key),) if new.get(key) != old.get(key) else None
    record = change.added.get(record_id)
    if record is None:
        return None
    value = value_of(record, field)
    default = fields_of(type(record))[name].default
    return None if value == (None if dot else default) else (value,)


def value_of(record: Any, field: str | None) -> Any:
    """Return the value of a field, or of ``"field.key"``; None for no record or key."""
    if record is None or field is None:
        return None
    name, dot, key = field.partition(".")
    value = getattr(record, name)
    return value.get(key) if dot else value


def value_words(state: State, record_id: str, field: str | None, value: Any) -> str | None:
    """Return a value of a field in words; a place by what it is in, or by its number there."""
    record = state.get(record_id)
    if value is None or field is None or record is None:
        return None
    name, dot, _ = field.partition(".")
    if isinstance(value, Place):
        if value.parent is not None and value.parent != getattr(record.place, "parent", None):
            return label_of(state, value.parent)
        listed = [i for _, i in state.siblings(type_name(record), record.place.parent)]
        where = label_of(state, value.parent)
        number = f"number {listed.index(record_id) + 1}"
        return f"{number} in {where}" if where else number
    if dot:
        return value if isinstance(value, str) else repr(value)
    return text_of(state, fields_of(type(record))[name], value)
