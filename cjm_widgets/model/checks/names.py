"""Rules about names: people, charts and code find things by them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from types import MappingProxyType

from ..finding import folded
from ..records import RECORD_TYPES, Record
from .facts import Facts
from .rule import Rule


def _attribute(record_type: type[Record]) -> str | None:
    names = record_type.__struct_fields__
    return next((name for name in ("name", "title", "text") if name in names), None)


_CALLED = MappingProxyType({t: _attribute(t) for t in RECORD_TYPES})


def name_of(record: Record) -> str:
    """Return what a record is called: its name, title or text; empty for what has none."""
    attribute = _CALLED[type(record)]
    return "" if attribute is None else str(getattr(record, attribute))


def empty_name(facts: Facts) -> Iterable[Record]:
    """Find what has no name or says nothing."""
    groups: tuple[Sequence[Record], ...] = (
        (facts.journey,), facts.goals, facts.questions, facts.personas, facts.people,
        facts.channels, facts.phases, facts.touchpoints, facts.lanes, facts.cards, facts.metrics,
        facts.resources, facts.paths,
    )  # fmt: skip
    for group in groups:
        for record, name in zip(group, _names(group), strict=True):
            if not name.strip():
                yield record


def duplicate_name(facts: Facts) -> Iterable[Record]:
    """Find the second and later records of one type with one name, whatever its case.

    Touchpoints may come again in another phase, and a resource may be had and needed.
    """
    groups: tuple[Sequence[Record], ...] = (
        facts.personas, facts.people, facts.channels, facts.phases,
        *facts.touchpoints_in.values(), facts.lanes, facts.metrics,
        *([r for r in facts.resources if r.status == status] for status in _statuses(facts)),
        facts.paths,
    )  # fmt: skip
    for group in groups:
        seen: set[str] = set()
        for record, name in zip(group, _names(group), strict=True):
            key = folded(name)
            if key and key in seen:
                yield record
            seen.add(key)


def _statuses(facts: Facts) -> Iterable[str]:
    return dict.fromkeys(resource.status for resource in facts.resources)


def _names(group: Sequence[Record]) -> Iterable[str]:
    """Return the names of records of one type."""
    attribute = _CALLED[type(group[0])] if group else None
    return [] if attribute is None else map(attrgetter(attribute), group)


RULES = (
    Rule("duplicate-name", "warning", duplicate_name),
    Rule("empty-name", "warning", empty_name),
)
