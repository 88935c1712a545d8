"""The five parts of a journey mapping workshop: steps with their minutes, and checklists.

What is said in them is in `texts`, by the ids here. `docs/workshop.md` gives the sources.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class Step(NamedTuple):
    """Something the room does, and for how many minutes."""

    id: str
    minutes: int


class PartPlan(NamedTuple):
    """One part: its steps, and the items of its checklist in the order they come up."""

    kind: str
    steps: tuple[Step, ...]
    items: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """How long it usually takes."""
        return sum(step.minutes for step in self.steps)


_PLAN = (
    PartPlan(
        "setup",
        (
            Step("welcome", 3), Step("ice_breaker", 5), Step("groups", 2), Step("goals", 6),
            Step("stakeholders", 5), Step("questions", 4),
        ),
        ("ice_breaker", "participants", "groups", "goal", "kpi", "stakeholders", "questions"),
    ),
    PartPlan(
        "empathy",
        (Step("persona", 6), Step("empathy_map", 10), Step("scenario", 4)),
        ("persona", "empathy_map", "introduced", "scenario"),
    ),
    PartPlan(
        "mapping",
        (
            Step("phases", 5), Step("silent", 8), Step("order", 10), Step("feelings", 10),
            Step("pains", 7),
        ),
        ("phases", "silent", "touchpoints", "channels", "emotions", "pains_gains"),
    ),
    PartPlan(
        "testing",
        (Step("walk", 8), Step("gaps", 4), Step("vote", 4), Step("answers", 4)),
        ("walked", "gaps", "vote", "answers"),
    ),
    PartPlan(
        "iteration",
        (Step("ideas", 5), Step("impact_effort", 4), Step("owners", 3), Step("closing", 3)),
        ("opportunities", "impact_effort", "owners", "next_version", "closing"),
    ),
)  # fmt: skip

#: The parts by their kind, in the order they are held.
PLAN = MappingProxyType({part.kind: part for part in _PLAN})
#: Items that only people can tell; the others follow from the document.
BY_HAND = frozenset({"ice_breaker", "groups", "introduced", "silent", "gaps", "closing"})
