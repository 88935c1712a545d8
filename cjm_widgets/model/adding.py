"""Adding records: the ``add_*`` methods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .building import Building, RecordOrId
from .errors import unknown_field
from .fields import fields_of, types_by_name
from .records import (
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
    Reaction,
    Resource,
    StickyNote,
    Stroke,
    Touchpoint,
    Vote,
    VoteSession,
    WorkshopPart,
)  # fmt: skip
from .scales import lane_title


class Adding(Building):
    """What `JourneyModel` can add. Every method returns the record that was added.

    All take the fields of the record as keywords; those of an ordered record also ``after=``
    and ``before=``. References are records, ids or (for channels, owners and personas) names;
    a channel or an owner that is new is added in the same change.

    Raises
    ------
    UnknownField, InvalidDocument
        A field or a value does not fit; nothing is added.
    UnknownRecord
        It refers to what is not on the map.
    """

    def add_phase(self, name: str = "", **fields: Any) -> Phase:
        """Add a phase, at the end unless ``after=`` or ``before=`` say where.

        Parameters
        ----------
        name
            What it is called.
        **fields
            Other fields of `Phase`; ``after=`` or ``before=`` another phase.
        """
        return self._add(Phase, {"name": name, **fields})

    def add_touchpoint(
        self,
        name: str = "",
        phase: RecordOrId | None = None,
        *,
        emotion: float | Mapping[str, float] | None = None,
        **fields: Any,
    ) -> Touchpoint:
        """Add a touchpoint.

        Parameters
        ----------
        name
            What happens there.
        phase
            The phase it belongs to; with ``after=`` or ``before=`` it is that one's.
        emotion
            A score on the emotion scale for everybody, or one for each persona (by name or
            id); each is added as an assumed `Experience`.
        **fields
            Other fields; ``channels=["Instagram"]`` adds the channels that are new.
        """
        scores = emotion if isinstance(emotion, Mapping) else {None: emotion}
        with self._store.editing():
            added: dict[str, Any] = {}
            touchpoint = self._build(Touchpoint, {"name": name, "phase": phase, **fields}, added)
            for persona, score in scores.items():
                if score is not None:
                    experience = {"touchpoint": touchpoint.id, "persona": persona, "score": score}
                    self._build(Experience, experience, added)
            return self._submit(touchpoint, added)

    def add_card(
        self,
        target: RecordOrId,
        kind: str,
        text: str = "",
        *,
        lane: RecordOrId | None = None,
        **fields: Any,
    ) -> Card:
        """Add a card to a touchpoint (or to a phase).

        Parameters
        ----------
        target
            The touchpoint or the phase it hangs on.
        kind
            ``"pain"``, ``"gain"``, ``"thought"``, ``"opportunity"`` ...
        text
            What it says.
        lane
            The lane it stands in; else the first one made for its kind, added when missing.
        **fields
            Other fields of `Card`: ``author``, ``severity``, ``impact``, ``effort``
            ...; ``after=`` or ``before=`` another card.
        """
        with self._store.editing():
            added: dict[str, Any] = {}
            values = {"lane": lane, "kind": kind, "text": text, "touchpoint": target, **fields}
            return self._submit(self._build(Card, values, added), added)

    def add_lane(self, kind: str = "custom", title: str | None = None, **fields: Any) -> Lane:
        """Add a lane; its title is the usual one of its kind unless given.

        Parameters
        ----------
        kind
            What stands in it: ``"pain"``, ``"channel"`` ..., or ``"custom"``.
        title
            Its title.
        **fields
            Other fields of `Lane`; ``after=`` or ``before=`` another lane.
        """
        if title is None:
            title = lane_title(kind, self._store.state.journey.language)
        return self._add(Lane, {"kind": kind, "title": title, **fields})

    def add_persona(self, name: str | Persona = "", **fields: Any) -> Persona:
        """Add a persona: of a name, or one that was made elsewhere (`Persona.from_survey`).

        Parameters
        ----------
        name
            The name, or a whole persona.
        **fields
            Other fields of `Persona`.
        """
        if isinstance(name, Persona):
            if type(name) is Persona and "channels" not in fields:
                # They are ids: one of another map must not become the name of a new channel.
                for channel in name.channels:
                    self._record(channel, Channel)
            made = {f: getattr(name, f) for f in fields_of(Persona) if f != "place"}
            return self._add(Persona, {**made, **fields})
        return self._add(Persona, {"name": name, **fields})

    def add_experience(
        self,
        touchpoint: RecordOrId,
        persona: RecordOrId | None = None,
        score: float | None = None,
        **fields: Any,
    ) -> Experience:
        """Add how a persona (None: everybody) felt at a touchpoint.

        Parameters
        ----------
        touchpoint
            The touchpoint.
        persona
            The persona; a record, an id or a name.
        score
            How it felt, on the emotion scale of the map.
        **fields
            Other fields of `Experience`: ``source``, ``n``, ``emotion``, ``note`` ...
        """
        values = {"touchpoint": touchpoint, "persona": persona, "score": score}
        return self._add(Experience, {**values, **fields})

    def add_channel(self, name: str = "", **fields: Any) -> Channel:
        """Add a channel.

        Parameters
        ----------
        name
            What it is called.
        **fields
            Other fields of `Channel`.
        """
        return self._add(Channel, {"name": name, **fields})

    def add_person(self, name: str = "", **fields: Any) -> Person:
        """Add someone who works on the journey.

        Parameters
        ----------
        name
            What the person is called.
        **fields
            Other fields of `Person`.
        """
        return self._add(Person, {"name": name, **fields})

    def add_goal(self, text: str = "", **fields: Any) -> Goal:
        """Add a goal.

        Parameters
        ----------
        text
            The goal, in words.
        **fields
            Other fields of `Goal`: ``kind``, ``metric``, ``target`` ...
        """
        return self._add(Goal, {"text": text, **fields})

    def add_question(self, text: str = "", **fields: Any) -> Question:
        """Add a question the map is to answer.

        Parameters
        ----------
        text
            The question.
        **fields
            Other fields of `Question`: ``answer``, ``evidence`` ...
        """
        return self._add(Question, {"text": text, **fields})

    def add_comment(self, target: RecordOrId, text: str = "", **fields: Any) -> Comment:
        """Add a comment on a record.

        Parameters
        ----------
        target
            What it is about.
        text
            What it says.
        **fields
            Other fields of `Comment`: ``author``; ``parent`` for an answer to another comment.
        """
        return self._add(Comment, {"target": target, "text": text, **fields})

    def add_reaction(self, target: RecordOrId, emoji: str = "", **fields: Any) -> Reaction:
        """Add an emoji to a record.

        Parameters
        ----------
        target
            What it is about.
        emoji
            One emoji.
        **fields
            Other fields of `Reaction`: ``author``.
        """
        return self._add(Reaction, {"target": target, "emoji": emoji, **fields})

    def add_evidence(self, title: str = "", **fields: Any) -> Evidence:
        """Add a piece of evidence.

        Parameters
        ----------
        title
            What it is called.
        **fields
            Other fields of `Evidence`: ``url``, ``n``, ``quote`` ...
        """
        return self._add(Evidence, {"title": title, **fields})

    def add_metric(self, name: str = "", **fields: Any) -> Metric:
        """Add a metric.

        Parameters
        ----------
        name
            What it is called.
        **fields
            Other fields of `Metric`: ``kind``, ``unit``, ``direction``, ``target`` ...
        """
        return self._add(Metric, {"name": name, **fields})

    def add_metric_value(
        self,
        metric: RecordOrId,
        value: float | None = None,
        target: RecordOrId | None = None,
        **fields: Any,
    ) -> MetricValue:
        """Add a value of a metric, at a touchpoint, a phase or (None) the whole journey.

        Parameters
        ----------
        metric
            The metric; a record, an id or a name.
        value
            What was measured, in the unit of the metric.
        target
            Where it was measured.
        **fields
            Other fields of `MetricValue`: ``date``, ``n``, ``persona``.
        """
        at = self._store.state.journey.id if target is None else target
        return self._add(MetricValue, {"metric": metric, "value": value, "target": at, **fields})

    def add_resource(self, name: str = "", **fields: Any) -> Resource:
        """Add a resource that touchpoints have or need.

        Parameters
        ----------
        name
            What it is called.
        **fields
            Other fields of `Resource`: ``status`` (``"have"`` or ``"need"``), ``amount``,
            ``touchpoints`` ...
        """
        return self._add(Resource, {"name": name, **fields})

    def add_path(self, name: str = "", steps: Any = (), **fields: Any) -> Path:
        """Add a path: touchpoints in order.

        Parameters
        ----------
        name
            What it is called.
        steps
            Touchpoints in the order they are passed; one may come more than once.
        **fields
            Other fields of `Path`: ``personas``, ``condition``, ``probability`` ...
        """
        return self._add(Path, {"name": name, "steps": steps, **fields})

    def add_edge(self, source: RecordOrId, target: RecordOrId, **fields: Any) -> Edge:
        """Add a transition between two touchpoints.

        Parameters
        ----------
        source
            The touchpoint it leads from.
        target
            The touchpoint it leads to.
        **fields
            Other fields of `Edge`: ``label``, ``condition``, ``probability``, ``count``.
        """
        return self._add(Edge, {"source": source, "target": target, **fields})

    def add_vote_session(self, title: str = "", **fields: Any) -> VoteSession:
        """Add a round of votes.

        Parameters
        ----------
        title
            What it is called.
        **fields
            Other fields of `VoteSession`: ``votes_per_person``, ``anonymous``, ``target_kinds``
            ...
        """
        return self._add(VoteSession, {"title": title, **fields})

    def add_vote(
        self, session: RecordOrId, target: RecordOrId, voter: str = "", **fields: Any
    ) -> Vote:
        """Add a vote for a record.

        Parameters
        ----------
        session
            The round.
        target
            What the vote is for.
        voter
            Who votes: a name, or any text that tells people apart.
        **fields
            Other fields of `Vote`: ``weight``, how many votes it counts.

        Raises
        ------
        VoteRefused
            It is against the rules of the round: closed, over the budget, not a kind to vote for.
        """
        return self._add(Vote, {"session": session, "target": target, "voter": voter, **fields})

    def add_stroke(self, anchor: RecordOrId, points: Any = (), **fields: Any) -> Stroke:
        """Add a freehand line that moves with a record.

        Parameters
        ----------
        anchor
            The record it moves with.
        points
            Pairs of x and y, in pixels from the upper left corner of the anchor.
        **fields
            Other fields of `Stroke`: ``color``, ``width``.
        """
        return self._add(Stroke, {"anchor": anchor, "points": points, **fields})

    def add_board(self, kind: str = "empathy_map", title: str = "", **fields: Any) -> Board:
        """Add a board of named cells.

        Parameters
        ----------
        kind
            Which: ``"empathy_map"``, ``"five_whys"``, ``"four_ls"`` ...
        title
            What it is called; empty for the usual title of its kind.
        **fields
            Other fields of `Board`: ``persona``, and ``about``, the record it looks into.
        """
        return self._add(Board, {"kind": kind, "title": title, **fields})

    def add_sticky_note(
        self, board: RecordOrId, cell: str = "", text: str = "", **fields: Any
    ) -> StickyNote:
        """Add a sticky note to a cell of a board.

        Parameters
        ----------
        board
            The board.
        cell
            Name of the cell.
        text
            What it says.
        **fields
            Other fields of `StickyNote`: ``author``, ``color``.
        """
        return self._add(StickyNote, {"board": board, "cell": cell, "text": text, **fields})

    def add_workshop_part(
        self, kind: str = "setup", title: str = "", **fields: Any
    ) -> WorkshopPart:
        """Add a part of a workshop.

        Parameters
        ----------
        kind
            Which: ``"setup"``, ``"empathy"``, ``"mapping"``, ``"testing"`` or ``"iteration"``.
        title
            What it is called; empty for the usual title.
        **fields
            Other fields of `WorkshopPart`: ``duration``, how long it is planned for, in seconds ...
        """
        return self._add(WorkshopPart, {"kind": kind, "title": title, **fields})

    def add(self, record_type: str, **fields: Any) -> Any:
        """Add a record of a type given by name, ``"touchpoint"`` for example.

        Parameters
        ----------
        record_type
            Name of the type.
        **fields
            Its fields, as the ``add_*`` method of the type takes them.

        Returns
        -------
        Record
            The record that was added.
        """
        found = types_by_name().get(record_type)
        if found is None or found is JourneyInfo:
            raise unknown_field("a map", record_type, set(types_by_name()) - {"journey"})
        return self._add(found, fields)
