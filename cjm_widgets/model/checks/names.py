"""Rules about names: people, charts and code find things by them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from ..records import Record, Resource, Touchpoint, type_name
from .facts import Facts
from .rule import Rule


def name_of(record: Record) -> str:
    """Return what a record is called: its name, title or text; empty for what has none."""
    for attribute in ("name", "title", "text"):
        found = getattr(record, attribute, None)
        if isinstance(found, str):
            return found
    return ""


def empty_name(facts: Facts) -> Iterable[Record]:
    """Find what has no name or says nothing."""
    named = chain(
        (facts.journey,), facts.goals, facts.questions, facts.personas, facts.people,
        facts.channels, facts.phases, facts.touchpoints, facts.lanes, facts.cards, facts.metrics,
        facts.resources, facts.paths,
    )  # fmt: skip
    return (record for record in named if not name_of(record).strip())


def duplicate_name(facts: Facts) -> Iterable[Record]:
    """Find the second and later records of one type with one name, whatever its case.

    Touchpoints may come again in another phase, and a resource may be had and needed.
    """
    seen: set[tuple[str, str, str | None]] = set()
    for record in chain(
        facts.personas, facts.people, facts.channels, facts.phases, facts.touchpoints,
        facts.lanes, facts.metrics, facts.resources, facts.paths,
    ):  # fmt: skip
        name = " ".join(name_of(record).split()).casefold()
        key = (type_name(record), name, _apart(record))
        if name and key in seen:
            yield record
        seen.add(key)


def _apart(record: Record) -> str | None:
    """Return what keeps two records of one name apart."""
    if isinstance(record, Touchpoint):
        return record.phase
    return record.status if isinstance(record, Resource) else None


RULES = (
    Rule("duplicate-name", "warning", duplicate_name),
    Rule("empty-name", "warning", empty_name),
)
