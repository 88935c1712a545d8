"""What the document tells about the checklist: each item is done, or misses something.

A teller returns None where its item is done, else the values its text of what is missing takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from ..model.checks.facts import OPPORTUNITIES, PAINS, Facts
from ..model.checks.names import name_of
from ..model.records import Card, Record, Touchpoint

#: How many it takes of each.
PARTICIPANTS, STAKEHOLDERS, PHASES, TOUCHPOINTS = 2, 2, 3, 5
#: What is said, thought, done and felt: an empathy map has these cells at least.
_CELLS = 4
_Missing = Mapping[str, Any] | None


class Told(Facts):
    """What the tellers look at: the facts of a map, as a workshop counts them."""

    @property
    def steps(self) -> list[Touchpoint]:
        """The touchpoints that have a name."""
        return [step for step in self.touchpoints if step.name.strip()]

    @property
    def opportunities(self) -> list[Card]:
        """Opportunities and solutions nobody has rejected."""
        return [c for c in self.cards if c.kind in OPPORTUNITIES and c.status != "rejected"]


def _participants(told: Told) -> _Missing:
    return _enough(_named(p for p in told.people if p.kind == "participant"), PARTICIPANTS)


def _goal(told: Told) -> _Missing:
    return _some(_named(told.goals))


def _kpi(told: Told) -> _Missing:
    return _some([goal for goal in told.goals if goal.metric is not None])


def _stakeholders(told: Told) -> _Missing:
    found = _named(p for p in told.people if p.kind in ("stakeholder", "owner"))
    return _enough(found, STAKEHOLDERS)


def _questions(told: Told) -> _Missing:
    return _some(_named(told.questions))


def _persona(told: Told) -> _Missing:
    return _some([p for p in _named(told.personas) if _said(p.needs) or _said(p.pains)])


def _empathy_map(told: Told) -> _Missing:
    if any(p.quote.strip() for p in told.personas):
        return None
    for board in told.boards:
        if board.kind == "empathy_map":
            filled = {n.cell for n in told.sticky_notes if n.board == board.id and n.text.strip()}
            if len(filled) >= _CELLS:
                return None
    return {}


def _scenario(told: Told) -> _Missing:
    return _some([text for text in (told.journey.scenario, told.journey.problem) if text.strip()])


def _phases(told: Told) -> _Missing:
    return _enough(_named(told.phases), PHASES)


def _touchpoints(told: Told) -> _Missing:
    return _enough(told.steps, TOUCHPOINTS)


def _channels(told: Told) -> _Missing:
    return _each(told, [step for step in told.touchpoints if not step.channels])


def _emotions(told: Told) -> _Missing:
    scored = {e.touchpoint for e in told.experiences if e.score is not None}
    return _each(told, [step for step in told.touchpoints if step.id not in scored])


def _pains_gains(told: Told) -> _Missing:
    pains = sum(card.kind in PAINS and bool(card.text.strip()) for card in told.cards)
    gains = sum(card.kind == "gain" and bool(card.text.strip()) for card in told.cards)
    return None if pains and gains else {"pains": pains, "gains": gains}


def _walked(told: Told) -> _Missing:
    if any(path.main and len(path.steps) > 1 for path in told.paths):
        return None
    seen = {e.touchpoint for e in told.experiences if e.score is not None and _founded(e.source)}
    return _each(told, [step for step in told.touchpoints if step.id not in seen])


def _vote(told: Told) -> _Missing:
    given = {vote.session for vote in told.votes if vote.weight > 0}
    return _some([s for s in told.vote_sessions if not s.open and s.id in given])


def _answers(told: Told) -> _Missing:
    asked = _named(told.questions)
    waiting = [q for q in asked if not (q.answered or q.answer.strip())]
    return None if asked and not waiting else {"names": waiting}


def _opportunities(told: Told) -> _Missing:
    return _some(_named(told.opportunities))


def _impact_effort(told: Told) -> _Missing:
    left = [c for c in told.opportunities if c.impact is None or c.effort is None]
    return None if told.opportunities and not left else {"names": left}


def _owners(told: Told) -> _Missing:
    return _some([c for c in told.opportunities if c.owner is not None and c.due])


def _next_version(told: Told) -> _Missing:
    noted = [
        part for part in told.workshop_parts if part.kind == "iteration" and part.notes.strip()
    ]
    return None if told.journey.derived_from or noted else {}


def _named(records: Iterable[Any]) -> list[Any]:
    return [record for record in records if name_of(record).strip()]


def _said(texts: Iterable[str]) -> bool:
    return any(text.strip() for text in texts)


def _founded(source: str) -> bool:
    # A source that this version does not know is no assumption.
    return source != "assumed"


def _some(found: list[Any]) -> _Missing:
    return None if found else {}


def _enough(found: list[Any], wanted: int) -> _Missing:
    return None if len(found) >= wanted else {"n": len(found)}


def _each(told: Told, left: list[Record] | list[Touchpoint]) -> _Missing:
    """Tell what is left of all touchpoints; a map without any has not begun."""
    return None if told.touchpoints and not left else {"names": left}


#: What tells whether an item is done; those of `BY_HAND` are not here.
TELLERS: Mapping[str, Callable[[Told], _Missing]] = MappingProxyType({
    "participants": _participants,
    "goal": _goal,
    "kpi": _kpi,
    "stakeholders": _stakeholders,
    "questions": _questions,
    "persona": _persona,
    "empathy_map": _empathy_map,
    "scenario": _scenario,
    "phases": _phases,
    "touchpoints": _touchpoints,
    "channels": _channels,
    "emotions": _emotions,
    "pains_gains": _pains_gains,
    "walked": _walked,
    "vote": _vote,
    "answers": _answers,
    "opportunities": _opportunities,
    "impact_effort": _impact_effort,
    "owners": _owners,
    "next_version": _next_version,
})  # fmt: skip
