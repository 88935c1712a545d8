"""Make a change fit the document as it is now: the rules of concurrent editing.

A view sends a change it made on an older document. `rebase` turns it into one that applies to
the current one, or raises when it cannot be meant any more. Rules, in the words of
`tests/SPEC.md`:

* a removal takes along what hangs on the record now, and takes weak references out;
* an edit of a record that is gone is an error the author sees, never silence;
* lists of references, tags and texts and tables of facts merge item by item;
* in a text (and in a fact) the later stands and the one it replaced is returned as a `Note`;
* every other field takes the later value;
* two records never stand at the same order key.

`js/src/core/rebase.ts` holds the same rules; `tests/vectors/` is run by both.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

from .change import Change, FieldUpdates, with_fields
from .errors import InvalidDocument, RemovedRecord
from .fields import Field, fields_of, references_of
from .order import key_between
from .records import Card, Comment, Place, Record, Touchpoint, type_name
from .state import State, owners_of

#: Roles of fields whose items merge; what is no such collection counts as an empty one.
MERGED = ("refs", "set", "texts", "facts", "extra")


class Note(NamedTuple):
    """A text that another edit replaced: it must stay visible somewhere."""

    record: str
    field: str
    text: str


class Rebased(NamedTuple):
    """A change that fits, and the texts it replaced."""

    change: Change
    notes: list[Note]


def rebase(change: Change, state: State) -> Rebased:
    """Return `change` as it applies to `state`.

    Raises
    ------
    RemovedRecord
        A record it edits, or hangs something on, is not there.
    InvalidDocument
        An id is taken, or a reference points at a record of the wrong type.
    """
    work = _Rebase(change, state)
    return Rebased(work.run(), work.notes)


def merge_values(field: Field, old: Any, new: Any, current: Any) -> Any:
    """Return the value of a field after ``old -> new`` meets `current`."""
    if old == current:
        return new
    if field.role in ("refs", "set", "texts"):
        kept = [item for item in current if item in new or item not in old]
        return (*kept, *(item for item in new if item not in old and item not in kept))
    if field.role in ("facts", "extra"):
        merged = {
            key: value
            for key, value in current.items()
            if key in new or key not in old or value != old[key]
        }
        return merged | {k: v for k, v in new.items() if k not in old or old[k] != v}
    return new


def settle_undo(change: Change, state: State) -> tuple[Change, int]:
    """Drop from an inverted change what somebody else has altered since.

    Returns the rest and the number of fields and records left as they are.
    """
    added = _can_return(change, state)
    skipped = len(change.added) - len(added)
    updated: dict[str, FieldUpdates] = {}
    for record_id, fields in change.updated.items():
        record = state.get(record_id)
        kept = {
            name: pair
            for name, pair in fields.items()
            if record is not None and _can_revert(record, name, pair, state, added)
        }
        skipped += len(fields) - len(kept)
        if kept:
            updated[record_id] = kept
    removed: dict[str, Any] = {}
    for record_id, record in change.removed.items():
        if state.get(record_id) is None:
            continue
        worked_on = state.get(record_id) != record or bool(state.referrers(record_id))
        target = record.target if isinstance(record, Comment) else ""
        texts = _replaced_texts(change, target, state)
        if texts and (worked_on or not texts <= updated.get(target, {}).keys()):
            # The only copy of a text that is not back in its field, or a talk that has begun.
            skipped += worked_on
        else:
            removed[record_id] = record
    return Change(added=added, updated=updated, removed=removed), skipped


def _replaced_texts(change: Change, record_id: str, state: State) -> set[str]:
    """Return the fields of a record whose replaced texts a comment of the change may hold."""
    fields = change.updated.get(record_id, {})
    record = state.get(record_id)
    known = fields_of(type(record)) if record is not None else {}
    return {name for name in fields if name in known and known[name].role in ("text", "facts")}


def _can_return(change: Change, state: State) -> dict[str, Any]:
    """Return what was removed and can come back, owners before what hangs on them.

    What has lost its owner stays away, and then what hangs on that. Records that own each other
    (two comments on one another) come back together.
    """
    waiting: dict[str, Any] = {i: r for i, r in change.added.items() if state.get(i) is None}
    while lost := [
        record_id
        for record_id, record in waiting.items()
        if any(o not in waiting and state.get(o) is None for o in owners_of(record))
    ]:
        for record_id in lost:
            del waiting[record_id]
    added: dict[str, Any] = {}
    while waiting:
        free = [i for i, r in waiting.items() if owners_of(r).isdisjoint(waiting)]
        for record_id in free or list(waiting):
            added[record_id] = waiting.pop(record_id)
    return added


def _can_revert(
    record: Record, name: str, pair: tuple[Any, Any], state: State, added: dict[str, Any]
) -> bool:
    """Tell whether nobody altered the field since, and what it hung on before is there."""
    field = fields_of(type(record))[name]
    if field.role in MERGED:
        return True
    owner = pair[1].parent if name == "place" else pair[1] if field.owned else None
    there = owner is None or owner in added or state.get(owner) is not None
    return bool(there and getattr(record, name) == pair[0])


class _Rebase:
    def __init__(self, change: Change, state: State) -> None:
        self.change = change
        self.state = state
        self.notes: list[Note] = []
        self.added: dict[str, Any] = {}
        self.updated: dict[str, dict[str, Any]] = {}
        self.gone: dict[str, Any] = {}
        self.taken: set[tuple[str, str | None, str]] = set()

    def run(self) -> Change:
        self._remove()
        self._update()
        self._clear_weak()
        self._add()
        self._check_updates()
        updated: dict[str, FieldUpdates] = {}
        for record_id, fields in self.updated.items():
            current = self.state.get(record_id)
            pairs = {
                name: (getattr(current, name), new)
                for name, new in fields.items()
                if getattr(current, name) != new
            }
            if pairs:
                updated[record_id] = pairs
        return Change(added=self.added, updated=updated, removed=self.gone)

    def _remove(self) -> None:
        """Collect what goes: the named records and, again and again, what hangs on them."""
        queue = [i for i in self.change.removed if self.state.get(i) is not None]
        while queue:
            record_id = queue.pop()
            if record_id in self.gone:
                continue
            record = self.state.get(record_id)
            if type_name(record) == "journey":
                raise InvalidDocument("the journey itself cannot be removed", record=record_id)
            self.gone[record_id] = record
            for holder_id in self.state.referrers(record_id):
                newer = self.change.updated.get(holder_id, {})
                fields = {name: new for name, (_, new) in newer.items()}
                if record_id in owners_of(self.state.get(holder_id), fields):
                    queue.append(holder_id)

    def _update(self) -> None:
        for record_id, fields in self.change.updated.items():
            record = self.state.get(record_id)
            if record_id in self.gone:
                continue
            if record is None:
                raise _removed(record_id, record_id)
            known = fields_of(type(record))
            merged: dict[str, Any] = {}
            for name, (old, new) in fields.items():
                current = getattr(record, name)
                merged[name] = merge_values(known[name], old, new, current)
                if known[name].role == "text" and current not in (old, new) and current:
                    self.notes.append(Note(record_id, name, current))
                if known[name].role == "facts":
                    self.notes += _replaced_facts(record_id, name, old, new, current)
            self.updated[record_id] = merged

    def _clear_weak(self) -> None:
        """Take the ids that go out of the records that stay."""
        for gone_id in self.gone:
            for holder_id in self.state.referrers(gone_id):
                if holder_id in self.gone:
                    continue
                holder = self.state.get(holder_id)
                fields = self.updated.setdefault(holder_id, {})
                refs = references_of(type(holder))
                for f in refs.single:
                    if fields.get(f.name, getattr(holder, f.name)) == gone_id:
                        fields[f.name] = None
                for f in refs.many:
                    ids = fields.get(f.name, getattr(holder, f.name))
                    if gone_id in ids:
                        fields[f.name] = tuple(i for i in ids if i != gone_id)

    def _add(self) -> None:
        for record_id, record in self.change.added.items():
            there = self.state.get(record_id)
            if there is not None and record_id not in self.gone:
                if there == record:
                    continue
                raise InvalidDocument(
                    f"the id {record_id!r} is taken by a {type_name(there)}; use another one",
                    record=record_id, field="id", value=record_id, code="exists",
                )  # fmt: skip
            if type_name(record) == "journey":
                raise InvalidDocument("a document has exactly one journey", record=record_id)
            self.added[record_id] = record
        for record_id, record in list(self.added.items()):
            self.added[record_id] = with_fields(record, self._checked(record, {}))

    def _check_updates(self) -> None:
        for record_id, fields in self.updated.items():
            fields |= self._checked(self.state.get(record_id), fields)

    def _checked(self, record: Record, fields: dict[str, Any]) -> dict[str, Any]:
        """Return corrected reference and place fields; only those in `fields` if it has any."""
        fixed: dict[str, Any] = {}
        refs = references_of(type(record))

        def value(name: str) -> Any:
            return fields.get(name, getattr(record, name))

        for f in refs.single:
            target = value(f.name)
            if (fields and f.name not in fields) or target is None:
                continue
            if self._find(target) is not None:
                self._expect(record, f.name, target, f.target)
            elif f.owned:
                raise _removed(target, record.id, f.name)
            else:
                fixed[f.name] = None
        for f in refs.many:
            if fields and f.name not in fields:
                continue
            ids = value(f.name)
            kept = tuple(i for i in ids if self._find(i) is not None)
            for target in kept:
                self._expect(record, f.name, target, f.target)
            if len(kept) != len(ids):
                fixed[f.name] = kept
        if refs.placed and (not fields or "place" in fields):
            fixed["place"] = self._place(record, value("place"))
        return fixed

    def _place(self, record: Record, place: Place) -> Place:
        name = type_name(record)
        expected = _parent_type(record, place)
        if place.parent is not None:
            if expected is None:
                raise InvalidDocument(
                    f"a {name} has no parent; leave place.parent out",
                    record=record.id, field="place", value=place.parent,
                )  # fmt: skip
            if self._find(place.parent) is None:
                raise _removed(place.parent, record.id, "place")
            self._expect(record, "place", place.parent, expected)
        elif isinstance(record, Card):
            raise InvalidDocument(
                f"card {record.id!r} hangs on nothing: give it a touchpoint or a phase",
                record=record.id, field="place",
            )  # fmt: skip
        order = self._free_key(name, record.id, place)
        self.taken.add((name, place.parent, order))
        return (
            place
            if order == place.order
            else Place(order=order, parent=place.parent, level=place.level)
        )

    def _free_key(self, name: str, record_id: str, place: Place) -> str:
        """Return the order asked for or, where somebody stands there, the next free one."""
        siblings = self.state.siblings(name, place.parent)
        order = place.order
        while True:
            at = bisect_right(siblings, (order, "\uffff"))
            stands = siblings[at - 1] if at else None
            taken = (name, place.parent, order) in self.taken or (
                stands is not None
                and stands[0] == order
                and stands[1] != record_id
                and stands[1] not in self.gone
                and "place" not in self.updated.get(stands[1], ())
            )
            if not taken:
                return order
            order = key_between(order, siblings[at][0] if at < len(siblings) else None)

    def _find(self, record_id: str) -> Record | None:
        if record_id in self.added:
            found: Record = self.added[record_id]
            return found
        return None if record_id in self.gone else self.state.get(record_id)

    def _expect(self, record: Record, field: str, target: str, wanted: str | None) -> None:
        found = self._find(target)
        if found is not None and wanted not in ("*", type_name(found)):
            raise InvalidDocument(
                f"{record.id}.{field} is {target!r}, which is a {type_name(found)}; "
                f"it must be a {wanted}",
                record=record.id, field=field, value=target,
            )  # fmt: skip


def _replaced_facts(
    record: str, field: str, old: dict[str, str], new: dict[str, str], current: dict[str, str]
) -> list[Note]:
    """Return the facts that somebody else wrote and `new` replaces."""
    return [
        Note(record, f"{field}.{key}", held)
        for key, held in current.items()
        if held and new.get(key, held) != held and old.get(key) not in (held, new[key])
    ]


def _parent_type(record: Record, place: Place) -> str | None:
    """Return the type of record the place of a record must lie in."""
    if isinstance(record, Touchpoint):
        return "phase"
    if isinstance(record, Card):
        return "phase" if place.level else "touchpoint"
    return None


def _removed(missing: str, record: str, field: str | None = None) -> RemovedRecord:
    what = "it" if missing == record else f"what {record!r} hangs on"
    return RemovedRecord(
        f"record {missing!r} is not in the map (any more), so {what} cannot be edited; "
        "undo its removal first",
        record=record, field=field, value=missing,
    )  # fmt: skip
