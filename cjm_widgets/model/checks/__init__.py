"""What is missing or contradicts itself in a map: rules, and how they are run.

A rule is a small pure function over `Facts`, one moment of a map. Severities mean: ``error`` - the
map contradicts itself, figures made from it are wrong; ``warning`` - something the analysis needs
is missing; ``hint`` - it would make the map better. What rules say to people stands outside of the
model, in one catalogue a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ..errors import RuleError, closest_hint, shorten
from ..records import Record
from . import ideas, measures, names, paths, purpose, steps
from .facts import Facts
from .rule import SEVERITIES, Finding, Rule

__all__ = ["RULES", "SEVERITIES", "Facts", "Finding", "Rule", "choose", "run"]

#: The rules of the catalogue by their ids, in its order.
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for part in (purpose, steps, ideas, measures, paths, names)
        for rule in part.RULES
    }
)
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def choose(
    only: Iterable[str] | None = None,
    skip: Iterable[str] = (),
    extra: Iterable[Rule] = (),
) -> list[Rule]:
    """Return the rules to run: those of the catalogue and `extra`, in this order.

    Parameters
    ----------
    only
        Ids of the rules to run; None is all.
    skip
        Ids of rules to leave out.
    extra
        Rules of one's own. One with the id of a rule of the catalogue takes its place.

    Raises
    ------
    RuleError
        There is no rule with an id, or what is given as a rule is none.
    """
    rules = dict(RULES)
    for rule in extra:
        if not isinstance(rule, Rule):
            raise RuleError(f"{shorten(rule)} is no rule: give a Rule", field="extra", value=rule)
        rules[rule.id] = rule
    wanted = set(rules) if only is None else _ids("only", only, rules)
    wanted -= _ids("skip", skip, rules)
    return [rule for rule in rules.values() if rule.id in wanted]


def _ids(field: str, given: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    ids = {given} if isinstance(given, str) else set(given)
    for rule_id in ids:
        if rule_id not in rules:
            hint = closest_hint(rule_id, rules, "checks.catalogue() lists them")
            raise RuleError(
                f"{field}: there is no rule {shorten(rule_id)}; {hint}", field=field, value=rule_id
            )
    return ids


def run(facts: Facts, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Record, Mapping[str, Any]]]:
    """Give what the rules find, rule by rule: the rule, the record, values for the message.

    Raises
    ------
    RuleError
        A rule failed, or gave what is no record of the map.
    """
    for rule in rules:
        try:
            found = list(rule.find(facts))
        except Exception as problem:
            raise RuleError(
                f"the rule {rule.id!r} failed: {type(problem).__name__}: {problem}",
                field="find", value=rule.id,
            ) from problem  # fmt: skip
        for item in found:
            record: Any = item
            values = _NOTHING
            if isinstance(item, Finding):
                record, values = item.record, item.values
            if not isinstance(record, Record) or facts.get(record.id) is not record:
                raise RuleError(
                    f"the rule {rule.id!r} gave {shorten(record)}, which is no record of the map: "
                    "give records as the facts hold them, or a Finding with one",
                    field="find", value=record,
                )  # fmt: skip
            yield rule, record, values
