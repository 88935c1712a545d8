"""One moment of a map as rules read it: its records in order, and what hangs on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from ..pooling import best_founded, pooled
from ..records import (
    Board,
    Card,
    Channel,
    Comment,
    Edge,
    Evidence,
    Experience,
    Goal,
    JourneyInfo,
    Lane,
    Metric,
    MetricValue,
    Path,
    Person,
    Persona,
    Phase,
    Question,
    Record,
    Resource,
    StickyNote,
    Touchpoint,
    Vote,
    VoteSession,
    WorkshopPart,
)  # fmt: skip
from ..state import State

#: Kinds of cards that say what hurts, and those that say what could be done.
PAINS = frozenset({"pain", "barrier"})
OPPORTUNITIES = frozenset({"opportunity", "solution"})
#: Statuses of cards nobody works on any more.
CLOSED = frozenset({"done", "rejected"})


class Facts:
    """The records of a map at one moment, by the names they have on a journey, in its order.

    Parameters
    ----------
    state
        The document; read here once, so hold its lock meanwhile.
    today
        The day that due dates are measured against.
    """

    def __init__(self, state: State, today: date) -> None:
        self.today = today
        self._records = dict(state.records)
        self.journey: JourneyInfo = state.journey
        self.goals: tuple[Goal, ...] = state.in_order("goal")
        self.questions: tuple[Question, ...] = state.in_order("question")
        self.personas: tuple[Persona, ...] = state.in_order("persona")
        self.people: tuple[Person, ...] = state.in_order("person")
        self.channels: tuple[Channel, ...] = state.in_order("channel")
        self.phases: tuple[Phase, ...] = state.in_order("phase")
        self.touchpoints: tuple[Touchpoint, ...] = state.in_order("touchpoint")
        self.lanes: tuple[Lane, ...] = state.in_order("lane")
        self.experiences: tuple[Experience, ...] = state.in_order("experience")
        self.cards: tuple[Card, ...] = state.in_order("card")
        self.comments: tuple[Comment, ...] = state.in_order("comment")
        self.evidence: tuple[Evidence, ...] = state.in_order("evidence")
        self.metrics: tuple[Metric, ...] = state.in_order("metric")
        self.metric_values: tuple[MetricValue, ...] = state.in_order("metric_value")
        self.resources: tuple[Resource, ...] = state.in_order("resource")
        self.paths: tuple[Path, ...] = state.in_order("path")
        self.edges: tuple[Edge, ...] = state.in_order("edge")
        self.vote_sessions: tuple[VoteSession, ...] = state.in_order("vote_session")
        self.votes: tuple[Vote, ...] = state.in_order("vote")
        self.boards: tuple[Board, ...] = state.in_order("board")
        self.sticky_notes: tuple[StickyNote, ...] = state.in_order("sticky_note")
        self.workshop_parts: tuple[WorkshopPart, ...] = state.in_order("workshop_part")

    def get(self, record_id: str | None) -> Any:
        """Return the record with that id, or None.

        Parameters
        ----------
        record_id
            The id; None gives None.

        Returns
        -------
        Record or None
            The record.
        """
        return None if record_id is None else self._records.get(record_id)

    def where(self, record: Record) -> tuple[str | None, str | None]:
        """Return the ids of the touchpoint and of the phase a record belongs to.

        Parameters
        ----------
        record
            Any record of the map.
        """
        touchpoint = record if isinstance(record, Touchpoint) else self.get(_touchpoint_of(record))
        if isinstance(touchpoint, Touchpoint):
            return touchpoint.id, touchpoint.phase
        if isinstance(record, Phase):
            return None, record.id
        phase = record.phase if isinstance(record, Card) else getattr(record, "target", None)
        return None, phase if isinstance(self.get(phase), Phase) else None

    @cached_property
    def cards_on(self) -> Mapping[str, Sequence[Card]]:
        """The cards that hang on a touchpoint or a phase, by its id."""
        found: defaultdict[str, list[Card]] = defaultdict(list)
        for card in self.cards:
            found[str(card.place.parent)].append(card)
        return dict(found)

    @cached_property
    def touchpoints_in(self) -> Mapping[str | None, Sequence[Touchpoint]]:
        """The touchpoints of a phase, by its id; of None those outside of every phase."""
        found: defaultdict[str | None, list[Touchpoint]] = defaultdict(list)
        for touchpoint in self.touchpoints:
            found[touchpoint.phase].append(touchpoint)
        return dict(found)

    def mean_scores(self, touchpoints: Collection[str]) -> Mapping[tuple[str, str | None], float]:
        """Return mean scores by touchpoint and persona, weighted by the answers (n).

        `touchpoints` are the ids of those to look at. Of several sources the best founded counts.

        Parameters
        ----------
        touchpoints
            Ids of those to look at.
        """
        felt: dict[tuple[str, str | None], list[Experience]] = {}
        for e in self.experiences:
            if e.score is not None and e.touchpoint in touchpoints:
                felt.setdefault((e.touchpoint, e.persona), []).append(e)
        means = {key: pooled(best_founded(found))[0] for key, found in felt.items()}
        return {key: mean for key, mean in means.items() if mean is not None}

    @cached_property
    def felt(self) -> frozenset[str]:
        """Ids of the touchpoints somebody said something about how they felt at."""
        return frozenset(
            e.touchpoint for e in self.experiences if e.score is not None or e.emotion or e.emoji
        )

    @cached_property
    def hurting(self) -> frozenset[str]:
        """Ids of the touchpoints and phases with a pain or a barrier."""
        return frozenset(str(card.place.parent) for card in self.cards if card.kind in PAINS)

    @cached_property
    def answered(self) -> frozenset[str]:
        """Ids of the touchpoints and phases with an opportunity that is not rejected.

        What hangs on a phase is meant for its touchpoints as well, and the other way round.
        """
        own = {
            str(card.place.parent)
            for card in self.cards
            if card.kind in OPPORTUNITIES and card.status != "rejected"
        }
        found = set(own)
        for touchpoint in self.touchpoints:
            if touchpoint.phase is not None:
                if touchpoint.phase in own:
                    found.add(touchpoint.id)
                if touchpoint.id in own:
                    found.add(touchpoint.phase)
        return frozenset(found)

    @cached_property
    def proven(self) -> frozenset[str]:
        """Ids of what rests on more than an assumption: touchpoints, phases, the journey.

        An experience that is not assumed, a card with evidence or of a higher level, a value of a
        metric. A source or a level that this version does not know counts: it is no assumption.
        """
        return frozenset(
            {e.touchpoint for e in self.experiences if e.source != "assumed"}
            | {
                str(card.place.parent)
                for card in self.cards
                if card.evidence or card.evidence_level != "assumption"
            }
            | {value.target for value in self.metric_values}
        )


def _touchpoint_of(record: Record) -> str | None:
    for name in ("touchpoint", "target"):
        found = getattr(record, name, None)
        if isinstance(found, str):
            return found
    return None
