"""A map as one of its personas goes through it, so that two of them can be compared."""

from __future__ import annotations

from typing import Any

from ..model.change import Change
from ..model.errors import InvalidDocument, UnknownRecord, shorten
from ..model.finding import folded
from ..model.rebase import rebase
from ..model.records import Card, Lane, Path, Persona
from ..model.state import State


def persona_of(state: State, given: Any) -> Persona:
    """Return the persona that is given as itself, by id or by name.

    Raises
    ------
    UnknownRecord
        There is none; the message names those there are.
    """
    key = getattr(given, "id", given)
    personas: tuple[Persona, ...] = state.in_order("persona")
    for persona in personas:
        if persona.id == key:
            return persona
    for persona in personas:
        if isinstance(key, str) and folded(persona.name) == folded(key):
            return persona
    raise UnknownRecord(
        f"there is no persona {shorten(key)}; there are "
        f"{', '.join(repr(p.name) for p in personas) or 'none'}",
        record=str(key), field="personas", value=given,
    )  # fmt: skip


def only(state: State, persona: Persona) -> State:
    """Return what of a map is about one persona: nothing of another persona alone."""
    gone: dict[str, Any] = {}
    for name in ("persona", "card", "path", "lane"):
        for record in state.in_order(name):
            if not _concerns(record, persona.id):
                gone[record.id] = record
    seen = state.copy()
    seen.commit(rebase(Change(removed=gone), seen).change)
    return seen


def _concerns(record: Any, persona: str) -> bool:
    if isinstance(record, Persona):
        return record.id == persona
    if isinstance(record, Lane):
        return record.persona in (None, persona)
    if isinstance(record, Card | Path):
        return not record.personas or persona in record.personas
    return True


def two(personas: Any) -> tuple[Any, Any]:
    """Return the two personas that are to be compared.

    Raises
    ------
    InvalidDocument
        They are not two.
    """
    if isinstance(personas, str) or not hasattr(personas, "__len__") or len(personas) != 2:
        raise InvalidDocument(
            f"personas is {shorten(personas)}; give two, by record, id or name: "
            'personas=("Ana", "Ben")',
            field="personas", value=personas,
        )  # fmt: skip
    first, second = personas
    return first, second
