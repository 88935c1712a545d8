"""What differs, as text that can be read: a summary, then by phase and touchpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..model.fields import fields_of
from ..model.records import Experience, JourneyInfo, Record
from ..model.state import State
from .matching import Match
from .plain import WIDTH, clean, cut, quoted, width, wrapped
from .rows import KINDS, Row
from .words import kind_of, label_of

#: Roles of fields whose values are words of the format.
_PLAIN = ("number", "flag", "choice", "date", "color")


def summary(title: str, rows: Iterable[Row]) -> str:
    """Return one line of at most 72 columns: the title, and how many records changed how."""
    counts = {kind: len({row.record.id for row in group}) for kind, group in _by_kind(rows)}
    told = ", ".join(f"{counts[kind]:,} {kind}" for kind in KINDS if counts.get(kind))
    tail = f": {told or 'no differences'}"
    return cut(clean(title) or "Untitled", WIDTH - width(tail)) + tail


def lines(title: str, rows: list[Row], a: State, b: State) -> Iterator[str]:
    """Give the lines of the whole text."""
    yield summary(title, rows)

    def name(record_id: str) -> str:
        return quoted(label_of(b if b.get(record_id) else a, record_id))

    for phase, in_phase in groupby(rows, key=lambda row: row.phase):
        group = list(in_phase)
        loose = phase is None and any(row.touchpoint is None for row in group)
        yield ""
        if loose or phase is None:
            yield "Map" if loose else "Outside of phases"
        else:
            yield from wrapped(f"Phase {name(phase)}", hanging=4)
        for touchpoint, at_touchpoint in groupby(group, key=lambda row: row.touchpoint):
            indent = 2
            rest = list(at_touchpoint)
            if touchpoint is not None:
                indent = 4
                yield from wrapped(name(touchpoint), indent=2, hanging=4)
            for _, of_record in groupby(rest, key=lambda row: (row.record.id, row.kind)):
                yield from _record(list(of_record), indent)


def matched(matches: Iterable[Match], a: State, b: State) -> Iterator[str]:
    """Give the lines that say what was taken for the same although its id differs."""
    equal = 0
    told: list[str] = []
    for match in matches:
        if match.how == "name" and match.certainty == 1:
            equal += 1
            continue
        one, other = label_of(a, match.a), label_of(b, match.b)
        how = "as told" if match.how == "given" else f"{match.certainty:.0%} certain"
        record = kind_of(a.get(match.a))
        told += wrapped(f"{record} {quoted(one, 60)} is {quoted(other, 60)} ({how})", indent=2)
    if told or equal:
        yield ""
        yield "Taken for the same, although their ids differ"
        yield from told
        if equal:
            yield f"  {equal:,} by the same name, or by what they belong to"


def _by_kind(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    yield from found.items()


def _record(rows: list[Row], indent: int) -> Iterator[str]:
    """Give the lines of one record and kind."""
    first = rows[0]
    what = _what(first)
    if first.kind in ("added", "removed"):
        details = [
            f"{_words(row.field)} {_value(row.record, row.field, row.new)}"
            for row in rows
            if row.kind == "added" and row.field and row.field not in _told(first)
        ]
        more = f": {', '.join(details)}" if details else ""
        yield from wrapped(f"{first.kind} {what or kind_of(first.record)}{more}", indent)
        return
    for row in rows:
        old, new = (_value(row.record, row.field, value) for value in (row.old, row.new))
        about = f"{what}: {_words(row.field)}" if what else f"{_words(row.field)}:"
        yield from wrapped(f"{row.kind} {about} {old} -> {new}", indent)


def _what(row: Row) -> str:
    """Return what to call the record of a row; nothing where it stands above already."""
    record = row.record
    if record.id in (row.phase, row.touchpoint) or isinstance(record, JourneyInfo):
        return ""
    if isinstance(record, Experience):
        return f"experience of {quoted(row.short)}"
    return f"{kind_of(record)} {quoted(row.label)}"


def _told(row: Row) -> tuple[str, ...]:
    """Return the fields of an added record that the line says without naming them."""
    if isinstance(row.record, Experience):
        return ("touchpoint", "persona")
    return ("name", "title", "text", "lane", "kind")


def _value(record: Record, field: str | None, text: str | None) -> str:
    """Return a value as it stands in a line; numbers and choices need no quotation marks."""
    known = fields_of(type(record)).get(str(field))
    plain = field == "position" or (known is not None and known.role in _PLAIN)
    return clean(text) if plain and text else quoted(text)


def _words(field: str | None) -> str:
    return str(field).replace("_", " ")
