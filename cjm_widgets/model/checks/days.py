"""Dates of the document against each other and against today."""

from __future__ import annotations

import re
from datetime import date, datetime

_WEEK = re.compile(r"\d{4}-?W\d{2}")


def last_day(text: str) -> date:
    """Return the last day of an ISO 8601 date, date and time, or week."""
    day = datetime.fromisoformat(text).date()
    if _WEEK.fullmatch(text):
        # A week without a day is read as its Monday, and is over on Sunday.
        return date.fromordinal(min(day.toordinal() + 6, date.max.toordinal()))
    return day


def ends_before(end: str, start: str) -> bool:
    """Tell whether `end` is before `start`: to the day when one of them has no time.

    Where one has a time zone and the other does not, both are read as local time.
    """
    if min(len(end), len(start)) <= len("2026-11-21"):
        return last_day(end) < datetime.fromisoformat(start).date()
    first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
    if (first.tzinfo is None) != (last.tzinfo is None):
        first, last = first.replace(tzinfo=None), last.replace(tzinfo=None)
    return last < first
