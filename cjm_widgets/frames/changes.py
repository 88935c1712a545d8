"""The table of changes: the history of a map, one row for each field that was touched."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from ..model.fields import fields_of, types_by_name
from ..model.labels import words
from ..model.records import Record, Vote, VoteSession, type_name
from .columns import Column, Read, Rows, name_of, of_row

if TYPE_CHECKING:
    from ..model.journey import JourneyModel
    from ..model.store import Entry

_ACTIONS = ("added", "updated", "removed")


class ChangeRow(NamedTuple):
    """One field of one record in one change; `field` is None for a record that has none set."""

    entry: Entry
    action: str
    type: str | None
    record_id: str
    record: str | None
    field: str | None
    old: str | None
    new: str | None
    #: It is about a vote of an anonymous round: whose it is, is not told.
    secret: bool = False


def rows(journey: JourneyModel) -> Rows:
    """Return the rows, oldest change first; of a long history the last 10,000 changes."""
    history = list(journey.store.history)
    # A record that is gone is known by what the history holds of it.
    known: dict[str, Record] = {}
    for entry in history:
        known |= {**entry.change.added, **entry.change.removed}
    known |= journey.store.state.records
    return tuple(row for entry in history for row in _rows_of(entry, known))


def _rows_of(entry: Entry, known: dict[str, Record]) -> Iterator[ChangeRow]:
    parts = (
        ("removed", {i: _set(record) for i, record in entry.change.removed.items()}),
        ("added", {i: _set(record) for i, record in entry.change.added.items()}),
    )
    for action, records in parts:
        for record_id, values in records.items():
            for field, value in values.items() or ((None, None),):
                text = _text(value)
                yield _row(
                    entry, action, record_id, known, field,
                    *((text, None) if action == "removed" else (None, text)),
                )  # fmt: skip
    for record_id, fields in entry.change.updated.items():
        for field, (old, new) in fields.items():
            yield _row(entry, "updated", record_id, known, field, _text(old), _text(new))


def _row(
    entry: Entry,
    action: str,
    record_id: str,
    known: dict[str, Record],
    field: str | None,
    old: str | None,
    new: str | None,
) -> ChangeRow:
    record = known.get(record_id)
    kind = None if record is None else type_name(record)
    row = ChangeRow(entry, action, kind, record_id, name_of(record), field, old, new)
    session = known.get(record.session) if isinstance(record, Vote) else None
    if not isinstance(session, VoteSession) or not session.anonymous:
        return row
    row = row._replace(secret=True)
    return row._replace(old=None, new=None) if row.field == "voter" else row


def _unless_secret(name: str) -> Read:
    """Read what tells who made a change, but for a vote of an anonymous round."""
    getter = attrgetter(name)
    return lambda _, rows: [None if row.secret else getter(row) for row in rows]


def _set(record: Record) -> dict[str, Any]:
    """Return the fields of a record that say something."""
    return {
        field.name: value
        for field in fields_of(type(record)).values()
        if field.name != "id" and (value := getattr(record, field.name)) != field.default
    }


def _text(value: Any) -> str | None:
    """Return text as it is and everything else as JSON; None for None."""
    if value is None or isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()


def columns() -> list[Column]:
    """Return the columns."""
    return [
        Column("revision", "position", of_row("entry.revision")),
        Column("time", "moment", of_row("entry.time")),
        Column("change_id", "text", _unless_secret("entry.id")),
        Column("by", "text", _unless_secret("entry.by")),
        Column("author", "text", _unless_secret("entry.author")),
        Column("label", "text", lambda _, rows: [words(row.entry.label) for row in rows]),
        Column("action", "choice", of_row("action"), known=_ACTIONS),
        Column("type", "choice", of_row("type"), known=tuple(types_by_name())),
        Column("record_id", "id", of_row("record_id")),
        Column("record", "text", of_row("record")),
        Column("field", "text", of_row("field")),
        Column("old", "text", of_row("old")),
        Column("new", "text", of_row("new")),
    ]
