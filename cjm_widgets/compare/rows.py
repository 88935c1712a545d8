"""What differs between two maps, one row for each record and field, in the order of the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from ..frames.places import phase_of, touchpoint_of
from ..model.change import Change
from ..model.fields import fields_of, types_by_name
from ..model.records import Card, Place, Record, type_name
from ..model.state import State
from .words import label_of, short_label_of, text_of

Kind = Literal["added", "removed", "changed", "moved"]
KINDS: tuple[Kind, ...] = ("added", "removed", "changed", "moved")
_HIDDEN = ("id", "place")


class Row(NamedTuple):
    """One field of one record; `field` is None for a record that says nothing.

    `label` is what the record is called, `short` the same beside the touchpoint it belongs to.
    """

    kind: Kind
    record: Record
    label: str
    short: str
    field: str | None
    old: str | None
    new: str | None
    phase: str | None
    touchpoint: str | None


def order_of(a: State, b: State, name: str) -> list[str]:
    """Return the ids of a type in both maps: in the order of `b`, what is gone where it was."""
    there = [record.id for record in b.in_order(name)]
    known = set(there)
    after: defaultdict[str | None, list[str]] = defaultdict(list)
    before: str | None = None
    for record in a.in_order(name):
        if record.id in known:
            before = record.id
        else:
            after[before].append(record.id)
    return [*after[None], *(i for here in there for i in (here, *after.get(here, ())))]


class Rows:
    """Makes the rows of a change from `a` to `b`, in which the same thing has the same id."""

    def __init__(self, a: State, b: State, change: Change) -> None:
        self._a, self._b, self._change = a, b, change
        self._positions: dict[tuple[bool, str, Any], dict[str, int]] = {}

    def all(self) -> list[Row]:
        """Return them by phase, touchpoint, type and place."""
        rows = [
            *self._whole("added", self._change.added, self._b),
            *self._whole("removed", self._change.removed, self._a),
            *self._updated(),
        ]
        phases = {i: at for at, i in enumerate(order_of(self._a, self._b, "phase"))}
        steps = {i: at for at, i in enumerate(order_of(self._a, self._b, "touchpoint"))}
        types = {name: at for at, name in enumerate(types_by_name())}

        def key(row: Row) -> tuple[Any, ...]:
            record: Any = row.record
            place = getattr(record, "place", None)
            return (
                phases.get(row.phase or "", -1),
                steps.get(row.touchpoint or "", -1),
                types[type_name(record)],
                place.order if place else "",
                record.id,
                KINDS.index(row.kind),
            )

        return sorted(rows, key=key)

    def _whole(self, kind: Kind, records: dict[str, Any], state: State) -> Iterator[Row]:
        for record in records.values():
            values: list[tuple[str | None, str | None]] = [
                (field.name, text_of(state, field, value))
                for field in fields_of(type(record)).values()
                if field.name not in _HIDDEN
                and (value := getattr(record, field.name)) != field.default
            ]
            for name, text in values or [(None, None)]:
                old, new = (None, text) if kind == "added" else (text, None)
                yield self._row(kind, record, state, name, old, new)

    def _updated(self) -> Iterator[Row]:
        for record_id, fields in self._change.updated.items():
            record = self._b.get(record_id)
            known = fields_of(type(record))
            for name, (old, new) in fields.items():
                if name == "place":
                    yield self._moved(record, old, new)
                    continue
                kind: Kind = "moved" if name == "lane" and isinstance(record, Card) else "changed"
                yield self._row(
                    kind, record, self._b, name,
                    text_of(self._a, known[name], old), text_of(self._b, known[name], new),
                )  # fmt: skip

    def _moved(self, record: Any, old: Place, new: Place) -> Row:
        if old.parent != new.parent:
            field = "phase" if not isinstance(record, Card) or new.level else "touchpoint"
            return self._row(
                "moved", record, self._b, field,
                label_of(self._a, old.parent), label_of(self._b, new.parent),
            )  # fmt: skip
        before = self._position(self._a.get(record.id), old=True)
        after = self._position(record, old=False)
        return self._row("moved", record, self._b, "position", str(before), str(after))

    def _position(self, record: Any, *, old: bool) -> int:
        """Return the number of a record in its list or cell; of a touchpoint, on the whole map."""
        state = self._a if old else self._b
        name = type_name(record)
        cell = (record.place.parent, record.lane) if isinstance(record, Card) else None
        found = self._positions.get((old, name, cell))
        if found is None:
            if cell is None:
                listed = [x.id for x in state.in_order(name)]
            else:
                there = [i for _, i in state.siblings(name, record.place.parent)]
                listed = [i for i in there if state.get(i).lane == record.lane]
            found = self._positions[old, name, cell] = {i: at for at, i in enumerate(listed, 1)}
        return found[record.id]

    def _row(
        self, kind: Kind, record: Record, state: State,
        field: str | None, old: str | None, new: str | None,
    ) -> Row:  # fmt: skip
        return Row(
            kind, record, label_of(state, record.id) or "", short_label_of(state, record.id) or "",
            field, old, new,
            phase_of(state, record.id), touchpoint_of(state, record.id),
        )  # fmt: skip
