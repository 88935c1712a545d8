"""Where on the map a record of any type belongs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..model.records import Card, Edge, Experience, Phase, Touchpoint
from ..model.state import State
from .columns import Read, Rows


def through(find: Callable[[State, str], str | None], ids: Read) -> Read:
    """Read where the records with these ids belong; None for None."""

    def read(state: State, rows: Rows) -> list[Any]:
        return [None if i is None else find(state, i) for i in ids(state, rows)]

    return read


def touchpoint_of(state: State, record_id: str) -> str | None:
    """Return the touchpoint a record is or stands at, None for what stands at none."""
    found = _anchor(state, record_id)
    if isinstance(found, Touchpoint):
        return found.id
    return found.touchpoint if isinstance(found, Card | Experience) else None


def phase_of(state: State, record_id: str) -> str | None:
    """Return the phase a record is or stands in, None for what stands in none."""
    found = _anchor(state, record_id)
    if isinstance(found, Phase):
        return found.id
    if isinstance(found, Card) and found.phase is not None:
        return found.phase
    touchpoint = touchpoint_of(state, record_id)
    phase: str | None = None if touchpoint is None else state.get(touchpoint).phase
    return phase


def _anchor(state: State, record_id: str) -> Any:
    """Follow what points at something (a comment on a vote for a card) to what it points at."""
    seen: set[str] = set()
    found: Any = state.get(record_id)
    while found.id not in seen and not isinstance(found, Card | Experience | Phase | Touchpoint):
        seen.add(found.id)
        target = getattr(found, "target", None)
        if isinstance(found, Edge) or not isinstance(target, str):
            break
        found = state.get(target)
    return found
