"""Records and values in words, for frames, texts and charts."""

from __future__ import annotations

from typing import Any

import msgspec

from ..model.checks.names import name_of
from ..model.fields import Field
from ..model.records import (
    Card,
    Edge,
    Experience,
    MetricValue,
    Reaction,
    Record,
    Stroke,
    Vote,
    type_name,
)
from ..model.state import State

_SEPARATORS = {"refs": ", ", "set": ", ", "steps": " > ", "texts": "; "}


def label_of(state: State, record_id: str | None) -> str | None:
    """Return what a record is called: its name, or what it is about; None for None."""
    if record_id is None:
        return None
    record: Any = state.get(record_id)
    match record:
        case None:
            return record_id
        case Experience():
            return f"{label_of(state, record.touchpoint)}, {short_label_of(state, record_id)}"
        case Edge():
            return f"{label_of(state, record.source)} > {label_of(state, record.target)}"
        case MetricValue():
            return f"{label_of(state, record.metric)}, {_target(state, record.target)}"
        case Reaction():
            return f"{record.emoji or 'reaction'} on {_target(state, record.target)}"
        case Vote():
            return f"{record.voter or 'somebody'} for {_target(state, record.target)}"
        case Stroke():
            return f"line at {_target(state, record.anchor)}"
    return name_of(record) or f"unnamed {kind_of(record)}"


def short_label_of(state: State, record_id: str) -> str | None:
    """Return what a record is called beside the touchpoint it belongs to: a score, by persona."""
    record = state.get(record_id)
    if isinstance(record, Experience):
        return record.respondent or label_of(state, record.persona) or "everyone"
    return label_of(state, record_id)


def _target(state: State, record_id: str) -> str | None:
    """Return what a record that is pointed at is called; no further than one step."""
    found: Any = state.get(record_id)
    if isinstance(found, MetricValue | Reaction | Vote | Stroke):
        return kind_of(found)
    return label_of(state, record_id)


def kind_of(record: Record) -> str:
    """Return what sort of thing a record is, as people say it: a card by its kind."""
    if isinstance(record, Card):
        return record.kind
    return type_name(record).replace("_", " ")


def text_of(state: State, field: Field, value: Any) -> str | None:
    """Return a value in words, references by their names; None for None.

    Parameters
    ----------
    state
        The map the value is of.
    field, value
        The field and what it holds.
    """
    if value is None or isinstance(value, str):
        return label_of(state, value) if field.role == "ref" else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    if field.role in ("refs", "steps"):
        value = [str(label_of(state, item)) for item in value]
    if field.role in _SEPARATORS:
        return _SEPARATORS[field.role].join(value)
    if field.role == "facts":
        return "; ".join(f"{key}: {fact}" for key, fact in value.items())
    if field.name == "points":
        return f"{len(value)} points"
    return msgspec.json.encode(value).decode()
