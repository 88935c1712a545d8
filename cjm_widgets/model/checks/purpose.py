"""Rules about what the map is for and whom it is about."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Goal, JourneyInfo, Person, Persona, Question
from .facts import Facts
from .rule import Finding, Rule

#: Shares are often rounded.
ROUNDING = 0.005


def no_touchpoint(facts: Facts) -> Iterable[JourneyInfo]:
    """Find a map without a touchpoint."""
    return [] if facts.touchpoints else [facts.journey]


def no_persona(facts: Facts) -> Iterable[JourneyInfo]:
    """Find a map without a persona."""
    return [] if facts.personas else [facts.journey]


def no_goal(facts: Facts) -> Iterable[JourneyInfo]:
    """Find a map without a goal."""
    return [] if facts.goals else [facts.journey]


def no_scope(facts: Facts) -> Iterable[JourneyInfo]:
    """Find a map that states neither a problem nor a scenario."""
    info = facts.journey
    return [] if info.problem.strip() or info.scenario.strip() else [info]


def only_assumptions(facts: Facts) -> Iterable[JourneyInfo]:
    """Find a map that says a lot and rests on nothing; a map of the future cannot."""
    says = facts.experiences or facts.cards
    future = facts.journey.map_type == "future"
    return [facts.journey] if says and not facts.proven and not future else []


def blueprint_without_backstage(facts: Facts) -> Iterable[JourneyInfo]:
    """Find a service blueprint without a backstage lane or without the line of visibility."""
    if facts.journey.map_type != "service_blueprint":
        return []
    backstage = any(lane.side == "backstage" for lane in facts.lanes)
    visibility = any(lane.separator == "visibility" for lane in facts.lanes)
    return [] if backstage and visibility else [facts.journey]


def goal_without_metric(facts: Facts) -> Iterable[Goal]:
    """Find goals nothing measures."""
    return (goal for goal in facts.goals if goal.metric is None)


def question_unanswered(facts: Facts) -> Iterable[Question]:
    """Find questions that are neither answered nor marked as such."""
    return (q for q in facts.questions if not q.answered and not q.answer.strip())


def stakeholder_not_invited(facts: Facts) -> Iterable[Person]:
    """Find stakeholders nobody invited."""
    return (p for p in facts.people if p.kind == "stakeholder" and not p.invited)


def persona_unused(facts: Facts) -> Iterable[Persona]:
    """Find personas without a score, a path or a measured value."""
    used = {e.persona for e in facts.experiences} | {v.persona for v in facts.metric_values}
    used.update(persona for path in facts.paths for persona in path.personas)
    return (persona for persona in facts.personas if persona.id not in used)


def persona_empty(facts: Facts) -> Iterable[Persona]:
    """Find personas without a goal, a need, a pain or a job."""
    return (p for p in facts.personas if not (p.goals or p.needs or p.pains or p.jobs))


def persona_shares(facts: Facts) -> Iterable[Finding]:
    """Find personas who are together more than all customers."""
    total = sum(persona.share or 0 for persona in facts.personas)
    return [Finding(facts.journey, {"sum": total})] if total > 1 + ROUNDING else []


RULES = (
    Rule("no-touchpoint", "warning", no_touchpoint),
    Rule("no-persona", "warning", no_persona),
    Rule("no-goal", "warning", no_goal),
    Rule("no-scope", "hint", no_scope),
    Rule("only-assumptions", "warning", only_assumptions),
    Rule("blueprint-without-backstage", "warning", blueprint_without_backstage),
    Rule("goal-without-metric", "warning", goal_without_metric),
    Rule("question-unanswered", "warning", question_unanswered),
    Rule("stakeholder-not-invited", "hint", stakeholder_not_invited),
    Rule("persona-unused", "warning", persona_unused),
    Rule("persona-empty", "hint", persona_empty),
    Rule("persona-shares", "error", persona_shares),
)
