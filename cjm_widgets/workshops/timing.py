"""The timer of a part: what is in its record, and what has passed since it was started."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from ..model.records import WorkshopPart
from .plan import PLAN

#: Tells what time it is, with its time zone.
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


def stamp(now: datetime) -> str:
    """Return a moment as records have it: ISO 8601, UTC, milliseconds."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def planned(part: WorkshopPart) -> float:
    """Return how long a part is to take, in s; where nobody said, as long as it usually does."""
    if part.duration is not None:
        return part.duration
    usual = PLAN.get(part.kind)
    return usual.minutes * 60.0 if usual else 0.0


def taken(part: WorkshopPart, now: datetime) -> float:
    """Return how long a part has taken until now, in s.

    A start that lies ahead (another machine's clock) counts from now on, and one that is no
    moment not at all.
    """
    if part.status != "running":
        return part.elapsed
    started = _moment(part.started)
    since = (now - started).total_seconds() if started else 0.0
    return part.elapsed + max(0.0, since)


def remaining(part: WorkshopPart, now: datetime) -> float:
    """Return how much of the planned time is left, in s; negative once it is over."""
    return planned(part) - taken(part, now)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
