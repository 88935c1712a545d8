"""Building records: of checked fields, with names and records turned into references and places."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from .change import Change
from .errors import InvalidDocument, UnknownRecord, shorten
from .fields import Field, fields_of
from .ids import new_id
from .order import check_key, key_between
from .records import Card, Channel, Lane, Person, Phase, Place, Placed, Record, type_name
from .scales import lane_kind, lane_title
from .store import Store
from .values import check_fields, check_ids

RecordOrId = Record | str
R = TypeVar("R", bound=Record)
_MADE_WHEN_NEW: tuple[type[Record], ...] = (Channel, Person)


class Building:
    """How `JourneyModel` makes records of what people give it."""

    _store: Store

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

    @abstractmethod
    def _record(self, record: RecordOrId, wanted: type[Record] = Record) -> Any:
        """Return the record that is meant; `JourneyModel` knows how."""
