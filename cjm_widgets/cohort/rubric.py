"""What the checks find in each map, counted: the rules that apply, and how many are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from ..model.checks import SEVERITIES, Facts, Rule, choose, run
from ..model.checks.facts import OPPORTUNITIES, PAINS
from .reading import Student


class Marks(NamedTuple):
    """What the checks say about one map.

    `found` counts findings by rule, None for a rule that does not apply to the map.
    """

    found: Mapping[str, int | None]
    severities: Counter[str]

    @property
    def applied(self) -> int:
        """How many rules apply."""
        return sum(n is not None for n in self.found.values())

    @property
    def kept(self) -> int:
        """How many of them find nothing."""
        return sum(n == 0 for n in self.found.values())


def chosen(rules: Iterable[str | Rule] | None) -> list[Rule]:
    """Return the rules that are given by ids or as rules, all of the catalogue for None.

    Raises
    ------
    RuleError
        One of them is no rule.
    """
    if rules is None:
        return choose()
    given = [rules] if isinstance(rules, str | Rule) else list(rules)
    own = [rule for rule in given if not isinstance(rule, str)]
    wanted = choose(extra=own)
    ids = [rule if isinstance(rule, str) else rule.id for rule in given]
    found = {rule.id for rule in choose(ids, extra=own)}
    return [rule for rule in wanted if rule.id in found]


def marks(students: Sequence[Student], rules: Sequence[Rule], today: date) -> list[Marks]:
    """Return what the rules find in each map."""
    found = []
    for student in students:
        facts = Facts(student.state, today)
        applied = {rule.id for rule in rules if _APPLIES.get(rule.id, _always)(facts)}
        count: Counter[str] = Counter()
        severities: Counter[str] = Counter(dict.fromkeys(SEVERITIES, 0))
        for rule, _, _ in run(facts, [rule for rule in rules if rule.id in applied]):
            count[rule.id] += 1
            severities[rule.severity] += 1
        by_rule = {r.id: count[r.id] if r.id in applied else None for r in rules}
        found.append(Marks(by_rule, severities))
    return found


def _always(_: Facts) -> bool:
    return True


def _cards(kinds: frozenset[str]) -> Callable[[Facts], Any]:
    return lambda facts: any(card.kind in kinds for card in facts.cards)


def _steps(test: Callable[[Any], Any]) -> Callable[[Facts], Any]:
    return lambda facts: any(map(test, facts.touchpoints))


def _scored(facts: Facts) -> bool:
    return any(felt.score is not None for felt in facts.experiences)


#: What must be on a map for a rule to say something about it; the others always apply.
_APPLIES: Mapping[str, Callable[[Facts], Any]] = MappingProxyType({
    "only-assumptions": lambda f: (f.experiences or f.cards) and f.journey.map_type != "future",
    "blueprint-without-backstage": lambda f: f.journey.map_type == "service_blueprint",
    **dict.fromkeys(("goal-without-metric",), lambda f: f.goals),
    "question-unanswered": lambda f: f.questions,
    "stakeholder-not-invited": lambda f: any(p.kind == "stakeholder" for p in f.people),
    **dict.fromkeys(("persona-unused", "persona-empty", "persona-shares"), lambda f: f.personas),
    "phase-without-touchpoint": lambda f: f.phases,
    **dict.fromkeys(
        ("touchpoint-without-phase", "touchpoint-without-channel", "touchpoint-without-owner"),
        lambda f: f.touchpoints,
    ),
    "touchpoint-without-evidence": lambda f: f.touchpoints and f.journey.map_type != "future",
    "status-without-evidence": _steps(lambda t: t.status in ("researched", "validated")),
    **dict.fromkeys(
        ("in-use-not-intended", "intended-not-used"),
        _steps(lambda t: t.in_use is not None and t.intended is not None),
    ),
    "end-before-start": _steps(lambda t: t.start and t.end),
    "support-without-resource": _steps(lambda t: t.support_needed.strip()),
    **dict.fromkeys(("score-off-scale", "low-emotion-without-opportunity"), _scored),
    "score-without-n": lambda f: any(
        e.source in ("measured", "self_reported") and e.score is not None for e in f.experiences
    ),
    "moment-of-truth-without-experience": _steps(lambda t: t.moment_of_truth),
    "missed-expectation-without-pain": _steps(lambda t: t.expectation_met == "missed"),
    "expectation-not-judged": _steps(lambda t: t.expectation.strip()),
    "pain-without-opportunity": _cards(PAINS),
    **dict.fromkeys(
        ("opportunity-without-owner", "opportunity-not-rated"), _cards(OPPORTUNITIES)
    ),
    "action-overdue": lambda f: any(card.due for card in f.cards),
    "card-without-source": lambda f: any(
        card.evidence_level in ("data", "validated") for card in f.cards
    ),
    "lane-without-cards": lambda f: f.touchpoints and f.lanes,
    **dict.fromkeys(
        ("metric-without-owner", "metric-without-target", "metric-never-measured"),
        lambda f: f.metrics,
    ),
    "resource-needed-without-owner": lambda f: any(r.status == "need" for r in f.resources),
    "votes-over-budget": lambda f: f.votes,
    **dict.fromkeys(
        ("path-step-unknown", "path-without-steps", "path-probabilities", "touchpoint-off-path"),
        lambda f: f.paths,
    ),
    "branch-probabilities": lambda f: f.edges,
})  # fmt: skip
