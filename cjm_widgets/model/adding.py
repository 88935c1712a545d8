"""Adding records: the ``add_*`` methods, and how names and records become references."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from .change import Change
from .errors import InvalidDocument, UnknownRecord, shorten, unknown_field
from .fields import Field, fields_of, types_by_name
from .ids import new_id
from .order import check_key, key_between
from .records import (
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
    Place,
    Placed,
    Question,
    Reaction,
    Record,
    Resource,
    Stroke,
    Touchpoint,
    Vote,
    VoteSession,
    type_name,
)  # fmt: skip
from .scales import lane_kind, lane_title
from .store import Store
from .values import check_fields, check_ids

RecordOrId = Record | str
R = TypeVar("R", bound=Record)
_MADE_WHEN_NEW: tuple[type[Record], ...] = (Channel, Person)


class Adding:
    """What `JourneyModel` can add. Every method returns the record that was added.

    All take the fields of the record as keywords; those of an ordered record also ``after=``
    and ``before=``. References are records, ids or (for channels, owners and personas) names;
    a channel or an owner that is new is added in the same change.
    """

    _store: Store

    def add_phase(self, name: str = "", **fields: Any) -> Phase:
        """Add a phase, at the end unless ``after=`` or ``before=`` say where."""
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
        """
        with self._store.editing():
            added: dict[str, Any] = {}
            values = {"lane": lane, "kind": kind, "text": text, "touchpoint": target, **fields}
            return self._submit(self._build(Card, values, added), added)

    def add_lane(self, kind: str = "custom", title: str | None = None, **fields: Any) -> Lane:
        """Add a lane; its title is the usual one of its kind unless given."""
        if title is None:
            title = lane_title(kind, self._store.state.journey.language)
        return self._add(Lane, {"kind": kind, "title": title, **fields})

    def add_persona(self, name: str | Persona = "", **fields: Any) -> Persona:
        """Add a persona: of a name, or one that was made elsewhere (`Persona.from_survey`)."""
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
        """Add how a persona (None: everybody) felt at a touchpoint."""
        values = {"touchpoint": touchpoint, "persona": persona, "score": score}
        return self._add(Experience, {**values, **fields})

    def add_channel(self, name: str = "", **fields: Any) -> Channel:
        """Add a channel."""
        return self._add(Channel, {"name": name, **fields})

    def add_person(self, name: str = "", **fields: Any) -> Person:
        """Add someone who works on the journey."""
        return self._add(Person, {"name": name, **fields})

    def add_goal(self, text: str = "", **fields: Any) -> Goal:
        """Add a goal."""
        return self._add(Goal, {"text": text, **fields})

    def add_question(self, text: str = "", **fields: Any) -> Question:
        """Add a question the map is to answer."""
        return self._add(Question, {"text": text, **fields})

    def add_comment(self, target: RecordOrId, text: str = "", **fields: Any) -> Comment:
        """Add a comment on a record."""
        return self._add(Comment, {"target": target, "text": text, **fields})

    def add_reaction(self, target: RecordOrId, emoji: str = "", **fields: Any) -> Reaction:
        """Add an emoji to a record."""
        return self._add(Reaction, {"target": target, "emoji": emoji, **fields})

    def add_evidence(self, title: str = "", **fields: Any) -> Evidence:
        """Add a piece of evidence."""
        return self._add(Evidence, {"title": title, **fields})

    def add_metric(self, name: str = "", **fields: Any) -> Metric:
        """Add a metric."""
        return self._add(Metric, {"name": name, **fields})

    def add_metric_value(
        self,
        metric: RecordOrId,
        value: float | None = None,
        target: RecordOrId | None = None,
        **fields: Any,
    ) -> MetricValue:
        """Add a value of a metric, at a touchpoint, a phase or (None) the whole journey."""
        at = self._store.state.journey.id if target is None else target
        return self._add(MetricValue, {"metric": metric, "value": value, "target": at, **fields})

    def add_resource(self, name: str = "", **fields: Any) -> Resource:
        """Add a resource that touchpoints have or need."""
        return self._add(Resource, {"name": name, **fields})

    def add_path(self, name: str = "", steps: Any = (), **fields: Any) -> Path:
        """Add a path: touchpoints in order."""
        return self._add(Path, {"name": name, "steps": steps, **fields})

    def add_edge(self, source: RecordOrId, target: RecordOrId, **fields: Any) -> Edge:
        """Add a transition between two touchpoints."""
        return self._add(Edge, {"source": source, "target": target, **fields})

    def add_vote_session(self, title: str = "", **fields: Any) -> VoteSession:
        """Add a round of votes."""
        return self._add(VoteSession, {"title": title, **fields})

    def add_vote(
        self, session: RecordOrId, target: RecordOrId, voter: str = "", **fields: Any
    ) -> Vote:
        """Add a vote for a record; raises `VoteRefused` against the rules of the round."""
        return self._add(Vote, {"session": session, "target": target, "voter": voter, **fields})

    def add_stroke(self, anchor: RecordOrId, points: Any = (), **fields: Any) -> Stroke:
        """Add a freehand line that moves with a record."""
        return self._add(Stroke, {"anchor": anchor, "points": points, **fields})

    def add(self, record_type: str, **fields: Any) -> Any:
        """Add a record of a type given by name, ``"touchpoint"`` for example."""
        found = types_by_name().get(record_type)
        if found is None or found is JourneyInfo:
            raise unknown_field("a map", record_type, set(types_by_name()) - {"journey"})
        return self._add(found, fields)

    # -- how ------------------------------------------------------------------------------

    def _add(self, record_type: type[R], fields: dict[str, Any]) -> R:
        with self._store.editing():
            added: dict[str, Any] = {}
            return self._submit(self._build(record_type, fields, added), added)

    def _submit(self, record: R, added: dict[str, Any]) -> R:
        label = f"Add {type_name(record)}"
        entry = self._store.submit(Change(added=added), label=label)
        # Rebasing may have given it another place, so the one handed out is the one that is in.
        return cast(R, entry.change.added.get(record.id, record))

    def _build(self, record_type: type[R], fields: dict[str, Any], added: dict[str, Any]) -> R:
        """Make a record of checked fields and put it into `added`."""
        after, before = fields.pop("after", None), fields.pop("before", None)
        record_id = fields.pop("id", None)
        if record_id is None:
            record_id = new_id(type_name(record_type))
        elif not isinstance(record_id, str):
            raise InvalidDocument(
                f"the id {shorten(record_id)} must be text", field="id", value=record_id
            )
        check_ids([record_id])
        place = None
        if issubclass(record_type, Placed):
            parents = ("touchpoint", "phase") if record_type is Card else ("phase",)
            parent = None
            if record_type.parent_field:
                parent = next((p for f in parents if (p := fields.pop(f, None)) is not None), None)
            place = self._place(
                record_type, after=after, before=before, parent=parent, default=None,
                moving=None, added=added,
            )  # fmt: skip
        if record_type is Card and fields.get("lane") is None:
            fields.pop("lane", None)
            kind = fields.get("kind", "note")
            if isinstance(kind, str):
                fields["lane"] = self._lane_for(kind, added)
        values = self._references(record_type, record_id, fields, added)
        values = check_fields(record_type, record_id, values)
        if place is not None:
            values["place"] = place
        for field in fields_of(record_type).values():
            if field.required and field.name not in ("id", *values):
                raise InvalidDocument(
                    f"{type_name(record_type)}.{field.name} is missing: give {field.name}=",
                    record=record_id, field=field.name,
                )  # fmt: skip
        record = record_type(id=record_id, **values)
        added[record_id] = record
        return record

    def _values(
        self, record: Record, fields: dict[str, Any], added: dict[str, Any]
    ) -> dict[str, Any]:
        """Return checked new values for an update of `record`."""
        place = None
        for name in ("phase", "touchpoint"):
            own = record.parent_field is not None and (
                name == record.parent_field or isinstance(record, Card)
            )
            if own and name in fields:
                place = self._place(
                    type(record), after=None, before=None, parent=fields.pop(name),
                    default=None, moving=record.id,
                )  # fmt: skip
        values = self._references(type(record), record.id, fields, added)
        values = check_fields(type(record), record.id, values)
        if "place" in values:
            check_key(values["place"].order, record.id)
        if place is not None:
            values["place"] = place
        return values

    def _references(
        self,
        record_type: type[Record],
        record_id: str,
        fields: dict[str, Any],
        added: dict[str, Any],
    ) -> dict[str, Any]:
        """Return `fields` with records and names in reference fields turned into ids."""
        known = fields_of(record_type)
        result = dict(fields)
        for name, value in fields.items():
            field = known.get(name)
            if field is None or value is None:
                continue
            if field.role == "ref":
                result[name] = self._reference(field, record_id, value, added)
            elif field.role in ("refs", "steps"):
                if isinstance(value, str | Record) or not hasattr(value, "__iter__"):
                    raise InvalidDocument(
                        f"{record_id}.{name} is {shorten(value)}; give a list",
                        record=record_id, field=name, value=value,
                    )  # fmt: skip
                result[name] = tuple(self._reference(field, record_id, v, added) for v in value)
        return result

    def _reference(self, field: Field, record_id: str, value: Any, added: dict[str, Any]) -> str:
        target = getattr(value, "id", value)
        if not isinstance(target, str):
            raise InvalidDocument(
                f"{record_id}.{field.name} is {shorten(value)}; give a record, an id or a name",
                record=record_id, field=field.name, value=value,
            )  # fmt: skip
        there = added.get(target) or self._store.state.get(target)
        if there is not None and (
            isinstance(value, Record) or field.target in ("*", type_name(there))
        ):
            return target
        if not isinstance(value, Record):
            for other in (*self._of_type(field.target), *added.values()):
                if type_name(other) == field.target and getattr(other, "name", None) == target:
                    found: str = other.id
                    return found
            for record_type in _MADE_WHEN_NEW:
                if type_name(record_type) == field.target:
                    return str(self._build(record_type, {"name": target}, added).id)
        if there is not None:
            return target  # of another type, which `rebase` says
        raise UnknownRecord(
            f"{record_id}.{field.name} is {target[:80]!r}, which is neither the id nor the name "
            f"of a {field.target}; add it first",
            record=record_id, field=field.name, value=target,
        )  # fmt: skip

    def _of_type(self, name: str | None) -> tuple[Any, ...]:
        return () if name in (None, "*") else self._store.state.in_order(str(name))

    def _lane_for(self, kind: str, added: dict[str, Any]) -> str:
        wanted = lane_kind(kind)
        for lane in self._store.state.in_order("lane"):
            if lane.kind == wanted:
                return str(lane.id)
        title = lane_title(wanted, self._store.state.journey.language)
        return str(self._build(Lane, {"kind": wanted, "title": title}, added).id)

    def _place(
        self,
        record_type: type[Any],
        *,
        after: RecordOrId | None,
        before: RecordOrId | None,
        parent: RecordOrId | None,
        default: Place | None,
        moving: str | None,
        added: Mapping[str, Any] | None = None,
    ) -> Place:
        """Return the place next to a record, or at the end of its parent's list."""
        if after is not None and before is not None:
            raise InvalidDocument("give after= or before=, not both", field="before")
        name, state = type_name(record_type), self._store.state
        beside = after if after is not None else before
        if beside is not None:
            neighbour = self._record(beside, record_type)
            parent_id, level = neighbour.place.parent, neighbour.place.level
            if parent is not None and self._record(parent).id != parent_id:
                raise InvalidDocument(
                    f"{neighbour.id!r} stands in {parent_id!r}, not where it was asked for; "
                    "leave out one of the two",
                    record=neighbour.id, field="after" if after is not None else "before",
                    value=neighbour.id,
                )  # fmt: skip
        elif parent is not None:
            holder = self._record(parent)
            parent_id = holder.id
            level = "phase" if record_type is Card and isinstance(holder, Phase) else ""
        else:
            parent_id, level = (default.parent, default.level) if default else (None, "")
        if beside is not None and neighbour.id == moving:
            own: Place = neighbour.place
            return own  # next to itself is where it stands
        siblings = [s for s in state.siblings(name, parent_id) if s[1] != moving]
        new = [r.place.order for r in (added or {}).values() if type(r) is record_type]
        if beside is not None:
            at = next(i for i, s in enumerate(siblings) if s[1] == neighbour.id)
            at += after is not None
            left = siblings[at - 1][0] if at else None
            right = siblings[at][0] if at < len(siblings) else None
            return Place(order=key_between(left, right), parent=parent_id, level=level)
        last = max([*new, *(s[0] for s in siblings[-1:])], default=None)
        return Place(order=key_between(last, None), parent=parent_id, level=level)

    def _record(self, record: RecordOrId, wanted: type[Record] = Record) -> Any:
        raise NotImplementedError  # pragma: no cover - `JourneyModel` has it
