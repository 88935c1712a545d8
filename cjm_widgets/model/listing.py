"""The lists of a journey: one read-only, ordered view for each type of record."""

from __future__ import annotations

from typing import Any

from .records import (
    Board,
    Card,
    Channel,
    Comment,
    Edge,
    Evidence,
    Experience,
    Goal,
    Lane,
    Metric,
    MetricValue,
    Path,
    Person,
    Persona,
    Phase,
    Question,
    Reaction,
    Resource,
    StickyNote,
    Stroke,
    Touchpoint,
    Vote,
    VoteSession,
    WorkshopPart,
)  # fmt: skip
from .store import Store
from .views import Records


class Listing:
    """What `JourneyModel` shows of its records."""

    _store: Store

    def _view(self, record_type: type[Any]) -> Records[Any]:
        return Records(self._store, record_type)

    @property
    def goals(self) -> Records[Goal]:
        """Goals, in order."""
        return self._view(Goal)

    @property
    def questions(self) -> Records[Question]:
        """Questions, in order."""
        return self._view(Question)

    @property
    def personas(self) -> Records[Persona]:
        """Personas, in order."""
        return self._view(Persona)

    @property
    def people(self) -> Records[Person]:
        """People who work on the journey, in order."""
        return self._view(Person)

    @property
    def channels(self) -> Records[Channel]:
        """Channels, in order."""
        return self._view(Channel)

    @property
    def phases(self) -> Records[Phase]:
        """Phases, in the order of the map."""
        return self._view(Phase)

    @property
    def touchpoints(self) -> Records[Touchpoint]:
        """Touchpoints, in the order of the map: phase after phase."""
        return self._view(Touchpoint)

    @property
    def experiences(self) -> Records[Experience]:
        """Scores and emotions, by touchpoint and persona."""
        return self._view(Experience)

    @property
    def lanes(self) -> Records[Lane]:
        """Lanes, from top to bottom."""
        return self._view(Lane)

    @property
    def cards(self) -> Records[Card]:
        """Cards, by touchpoint and lane."""
        return self._view(Card)

    @property
    def reactions(self) -> Records[Reaction]:
        """Emoji reactions."""
        return self._view(Reaction)

    @property
    def comments(self) -> Records[Comment]:
        """Comments, in the order they were made."""
        return self._view(Comment)

    @property
    def evidence(self) -> Records[Evidence]:
        """Evidence, in order."""
        return self._view(Evidence)

    @property
    def metrics(self) -> Records[Metric]:
        """Metrics, in order."""
        return self._view(Metric)

    @property
    def metric_values(self) -> Records[MetricValue]:
        """Measured values of the metrics."""
        return self._view(MetricValue)

    @property
    def resources(self) -> Records[Resource]:
        """Resources, in order."""
        return self._view(Resource)

    @property
    def paths(self) -> Records[Path]:
        """Paths through the map, in order."""
        return self._view(Path)

    @property
    def edges(self) -> Records[Edge]:
        """Transitions between touchpoints."""
        return self._view(Edge)

    @property
    def vote_sessions(self) -> Records[VoteSession]:
        """Rounds of votes, in order."""
        return self._view(VoteSession)

    @property
    def votes(self) -> Records[Vote]:
        """Votes of all rounds."""
        return self._view(Vote)

    @property
    def strokes(self) -> Records[Stroke]:
        """Freehand lines."""
        return self._view(Stroke)

    @property
    def boards(self) -> Records[Board]:
        """Boards, in order."""
        return self._view(Board)

    @property
    def sticky_notes(self) -> Records[StickyNote]:
        """Sticky notes of all boards."""
        return self._view(StickyNote)

    @property
    def workshop_parts(self) -> Records[WorkshopPart]:
        """Parts of the workshop, in order."""
        return self._view(WorkshopPart)
