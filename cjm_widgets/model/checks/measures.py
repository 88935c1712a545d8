"""Rules about metrics, resources and votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..finding import folded
from ..records import Metric, Resource
from .facts import Facts
from .rule import Finding, Rule


def metric_without_owner(facts: Facts) -> Iterable[Metric]:
    """Find metrics nobody answers for."""
    return (metric for metric in facts.metrics if metric.owner is None)


def metric_without_target(facts: Facts) -> Iterable[Metric]:
    """Find metrics with no target, of their own or of a goal."""
    aimed = {goal.metric for goal in facts.goals if goal.target is not None}
    return (m for m in facts.metrics if m.target is None and m.id not in aimed)


def metric_never_measured(facts: Facts) -> Iterable[Metric]:
    """Find metrics without a value."""
    measured = {value.metric for value in facts.metric_values if value.value is not None}
    return (metric for metric in facts.metrics if metric.id not in measured)


def resource_needed_without_owner(facts: Facts) -> Iterable[Resource]:
    """Find resources that are needed and that nobody gets."""
    return (r for r in facts.resources if r.status == "need" and r.owner is None)


def votes_over_budget(facts: Facts) -> Iterable[Finding]:
    """Find vote sessions in which somebody gave more votes than there are for each.

    Nobody is named: votes may be anonymous, and those without a voter cannot be counted.
    """
    given: Counter[tuple[str, str]] = Counter()
    for vote in facts.votes:
        if name := folded(vote.voter):
            given[vote.session, name] += vote.weight
    most: dict[str, int] = {}
    for (session_id, _), n in given.items():
        most[session_id] = max(n, most.get(session_id, 0))
    return (
        Finding(session, {"n": most[session.id], "budget": session.votes_per_person})
        for session in facts.vote_sessions
        if most.get(session.id, 0) > session.votes_per_person
    )


RULES = (
    Rule("metric-without-owner", "warning", metric_without_owner),
    Rule("metric-without-target", "warning", metric_without_target),
    Rule("metric-never-measured", "warning", metric_never_measured),
    Rule("resource-needed-without-owner", "warning", resource_needed_without_owner),
    Rule("votes-over-budget", "error", votes_over_budget),
)
