"""Three-way merge: what two sides made of one map, put together so that neither loses an edit.

The rules are those of concurrent editing (`rebase`), with the first side as what stands and the
second as what comes later. Only one of them is otherwise: between people who see each other a
removal wins over an edit, and the author of the edit is told. Two files have nobody to tell, so
here **what one side removed and the other edited stays**, together with what it hangs on, and
is named as a conflict.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from .change import Change, FieldUpdates
from .diff import agreed, aligned, between, renamed
from .errors import CjmError
from .fields import fields_of
from .ids import new_id
from .notes import comments_for
from .rebase import MERGED, rebase
from .records import Record, type_name
from .state import State, owners_of

Kind = Literal["kept", "text", "value", "id", "refused"]


class Conflict(NamedTuple):
    """Something both sides did to one record, and what became of it.

    Attributes
    ----------
    kind
        ``"kept"``: one side removed what the other edited; it stays.
        ``"text"``: both wrote a text; the later stands, the other is a comment.
        ``"value"``: both set a field; the later value stands.
        ``"id"``: both gave one id to different things; the second has a new id.
        ``"refused"``: an edit that has no place in the merged map; nothing else is lost.
    record, field
        What it is about; `field` is None where it is the whole record.
    message
        The same in words.
    """

    kind: Kind
    record: str
    field: str | None
    message: str


class Merged(NamedTuple):
    """A merged map and what had to be decided."""

    state: State
    conflicts: list[Conflict]


def merge(base: State, first: State, second: State) -> Merged:
    """Return the map with what both sides did to `base`; none of the three is altered.

    Parameters
    ----------
    base
        The last version both sides had in common.
    first, second
        What they made of it. Where both set one field, `second` counts as later. Order keys of
        the result are those of `second` as far as possible.
    """
    base = aligned(second, base)
    first = agreed(aligned(base, first), second)
    work = _Merge(first, second, _meant(between(base, first)), between(base, second))
    return Merged(work.run(), work.conflicts)


class _Merge:
    def __init__(self, first: State, second: State, theirs: Change, ours: Change) -> None:
        self.first = first
        self.second = second
        self.theirs = theirs
        self.meant = _meant(ours)
        self.added: dict[str, Any] = dict(ours.added)
        self.updated: dict[str, FieldUpdates] = dict(ours.updated)
        self.removed: dict[str, Any] = dict(ours.removed)
        self.conflicts: list[Conflict] = []

    def run(self) -> State:
        self._keep_what_first_edited()
        self._bring_back_what_second_edited()
        self._settle_ids()
        self._name_values()
        state = State(self.first.records.values())
        change = Change(added=self.added, updated=self.updated, removed=self.removed)
        try:
            self._make(change, state)
        except CjmError:
            # One edit without a place must not take the others along.
            for part in _parts(change):
                try:
                    self._make(part, state)
                except CjmError as problem:
                    record = next(iter(part.ids))
                    self._conflict("refused", record, None, problem.message)
        return state

    def _make(self, change: Change, state: State) -> None:
        rebased = rebase(change, state)
        state.commit(rebased.change)
        for note in rebased.notes:
            message = (
                f"{note.record}.{note.field} was written by both sides; "
                "the earlier text is now a comment on it"
            )
            self._conflict("text", note.record, note.field, message)
        state.commit(Change(added=comments_for(rebased.notes, state)))

    def _keep_what_first_edited(self) -> None:
        """Leave in place what `second` removed and `first` edited or hung something on."""
        queue = [*self.theirs.added, *self.theirs.updated]
        while queue:
            record_id = queue.pop()
            if record_id in self.removed:
                del self.removed[record_id]
                self._kept(self.first.get(record_id))
            queue += owners_of(self.first.get(record_id)) & self.removed.keys()

    def _bring_back_what_second_edited(self) -> None:
        """Put back what `first` removed and `second` edited or hung something on."""
        gone = self.theirs.removed
        queue = [*self.meant.added, *self.meant.updated]
        while queue:
            record_id = queue.pop()
            record = self.second.get(record_id)
            if record_id in gone and record_id not in self.added:
                self.added[record_id] = record
                self._kept(record)
            queue += [i for i in owners_of(record) if i in gone and i not in self.added]
        # What is left are references that were taken out of records which are gone.
        for record_id in [i for i in self.updated if i in gone]:
            del self.updated[record_id]

    def _settle_ids(self) -> None:
        """Make one record of two with one id, or give the second of two types another id."""
        names: dict[str, str] = {}
        for record_id, record in list(self.added.items()):
            there = self.first.get(record_id)
            if there is None or record_id in self.removed:
                continue
            if type(there) is not type(record):
                names[record_id] = new_id(type_name(record))
                message = (
                    f"both sides added something called {record_id!r}; "
                    f"the {type_name(record)} is now {names[record_id]!r}"
                )
                self._conflict("id", record_id, None, message)
                continue
            del self.added[record_id]
            if fields := _over(there, record):
                self.updated[record_id] = fields
        if names:
            self.added = {
                names.get(i, i): renamed(record, names) for i, record in self.added.items()
            }
            for record_id, fields in self.updated.items():
                target = self.second.get(record_id)
                again = renamed(target, names)
                if again is not target:
                    self.updated[record_id] = {
                        name: (old, getattr(again, name)) for name, (old, _) in fields.items()
                    }

    def _name_values(self) -> None:
        """Note the fields that both sides set to different values."""
        for record_id, fields in self.updated.items():
            known = fields_of(type(self.first.get(record_id)))
            other = self.theirs.updated.get(record_id, {})
            for name, (_, new) in fields.items():
                role = known[name].role
                if name in other and other[name][1] != new and role not in (*MERGED, "text"):
                    message = f"{record_id}.{name} was set by both sides; the later value stands"
                    self._conflict("value", record_id, name, message)

    def _kept(self, record: Record) -> None:
        message = (
            f"{type_name(record)} {record.id!r} was removed by one side and edited, or built on, "
            "by the other; it stays"
        )
        self._conflict("kept", record.id, None, message)

    def _conflict(self, kind: Kind, record: str, field: str | None, message: str) -> None:
        self.conflicts.append(Conflict(kind, record, field, message))


def _meant(change: Change) -> Change:
    """Return a change without what its author did not choose to do to a record.

    That are references taken out of it with what they point at, and its position in its list:
    whether a thing moved past its neighbour or the other way round nobody can tell.
    """
    updated: dict[str, FieldUpdates] = {}
    for record_id, fields in change.updated.items():
        meant = {n: p for n, p in fields.items() if not _follows(p, change.removed)}
        old, new = meant.get("place", (None, None))
        if new is not None and (old.parent, old.level) == (new.parent, new.level):
            del meant["place"]
        if meant:
            updated[record_id] = meant
    return Change(added=change.added, updated=updated, removed=change.removed)


def _follows(pair: tuple[Any, Any], removed: dict[str, Any]) -> bool:
    old, new = pair
    if new is None:
        return isinstance(old, str) and old in removed
    return isinstance(old, tuple) and new == tuple(i for i in old if i not in removed)


def _over(there: Record, record: Record) -> FieldUpdates:
    """Return the update that puts what was added under an id on top of what is there."""
    fields: FieldUpdates = {}
    for name, field in fields_of(type(there)).items():
        new, current = getattr(record, name), getattr(there, name)
        if new not in (current, field.default):
            fields[name] = (field.default, new)
    return fields


def _parts(change: Change) -> list[Change]:
    """Return a change record by record, owners before what hangs on them."""
    parts: list[Change] = []
    waiting = dict(change.added)
    while waiting:
        free = [i for i, r in waiting.items() if owners_of(r).isdisjoint(waiting.keys() - {i})]
        if not free:
            # Comments that answer each other come together or not at all.
            parts.append(Change(added=waiting))
            break
        parts += [Change(added={i: waiting.pop(i)}) for i in free]
    parts += [Change(updated={i: fields}) for i, fields in change.updated.items()]
    parts += [Change(removed={i: record}) for i, record in change.removed.items()]
    return parts
