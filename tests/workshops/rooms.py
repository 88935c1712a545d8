"""Workshops to lead in tests, with a clock that stands until it is moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import cjm_widgets as cjm


class Clock:
    """Tells a time of its own."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go(self, minutes: float = 0, **more: float) -> None:
        self.now += timedelta(minutes=minutes, **more)


def workshop(j: cjm.Journey | None = None, **options: Any) -> tuple[cjm.Workshop, Clock]:
    """Return a workshop and its clock."""
    clock = Clock()
    return cjm.Workshop(cjm.Journey("Coffee") if j is None else j, clock=clock, **options), clock


def statuses(w: cjm.Workshop) -> dict[str, str]:
    return {part.kind: part.status for part in w.parts}
