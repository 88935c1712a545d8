"""Three-way merge: what two sides made of one map, put together so that neither loses an edit.

The rules are those of concurrent editing (`rebase`), with the first side as what stands and the
second as what comes later. Only one of them is otherwise: between people who see each other a
removal wins over an edit, and the author of the edit is told. Two files have nobody to tell, so
here **what one side removed and the other edited stays**, together with what it hangs on and
what hangs on it, and is named as a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from .change import Change, FieldUpdates, with_fields
from .diff import agreed, aligned, between, renamed
from .errors import CjmError
from .fields import Field, fields_of, references_of
from .ids import made_id
from .intent import follows, meant, parts_of
from .limits import USUAL, Limits
from .notes import comments_for
from .off_scale import off_scale
from .rebase import MERGED, Note, rebase
from .records import Record, type_name
from .state import State, owners_of

__all__ = ["Conflict", "Fold", "Kind", "Merged", "meant", "merge", "tell"]

Kind = Literal["kept", "text", "value", "order", "id", "refused", "scale"]


#: Stands for the value of a field that a side did not set.
UNSET: Any = object()


class Conflict(NamedTuple):
    """Something both sides did to one record, and what became of it.

    Attributes
    ----------
    kind
        ``"kept"``: one side removed what the other edited; it stays.
        ``"text"``: both wrote a text; the later stands, the other is a comment.
        ``"value"``: both set a field; the later value stands.
        ``"order"``: both moved it in its list, to different places; the later place stands.
        ``"id"``: both gave one id to different things; the second has a new id.
        ``"refused"``: an edit that has no place in the merged map; nothing else is lost.
        ``"scale"``: a score given on another emotion scale than the merged map has; it stands
        as it was given.
    record, field
        What it is about; `field` is None where it is the whole record, and ``"field.key"``
        where it is one of the facts or unknown fields in it.
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


def merge(base: State, first: State, second: State, limits: Limits = USUAL) -> Merged:
    """Return the map with what both sides did to `base`; none of the three is altered.

    Parameters
    ----------
    base
        The last version both sides had in common.
    first, second
        What they made of it. Where both set one field, `second` counts as later. Order keys of
        the result are those of `second` as far as possible.
    limits
        How long the comments with replaced texts may be.
    """
    base = aligned(second, base)
    first = agreed(aligned(base, first), second)
    same = first.journey.emotion_scale == second.journey.emotion_scale
    theirs = first if same else first.copy()
    work = Fold(first, second, meant(between(base, first)), between(base, second))
    work.run()
    tell(work.notes, first, limits)
    off = off_scale(first, [(theirs, work.theirs), (second, work.ours)])
    return Merged(first, [*work.conflicts, *(Conflict("scale", i, "score", m) for i, m in off)])


def tell(notes: Iterable[Note], state: State, limits: Limits = USUAL) -> None:
    """Put each text that was replaced on its record as a comment; once, however often merged."""
    apart = dict.fromkeys(
        note
        for note in notes
        if (record := state.get(note.record)) is not None and _held(record, note.field) != note.text
    )
    found: dict[str, Any] = {}
    comments: dict[str, Any] = comments_for(apart, state, longest=limits.text)
    for comment in comments.values():
        made = made_id("comment", comment.target, comment.text)
        if state.get(made) is None:
            found[made] = with_fields(comment, {"id": made})
    state.commit(Change(added=found))


def _held(record: Record, field: str) -> Any:
    """Return the value of a field, or of one fact (``"field.key"``), as it stands."""
    name, dot, key = field.partition(".")
    value = getattr(record, name)
    return value.get(key) if dot else value


class Fold:
    """Puts what one side did into a map which holds what others did; it alters that map.

    Parameters
    ----------
    first
        The map with what the others did.
    second
        The map as this side has it, its order keys like those of `first`.
    theirs
        What the others chose to do, as against the common base (see `meant`).
    ours
        What this side did, as against the common base.

    Attributes
    ----------
    conflicts
        What had to be decided.
    notes
        Texts that were replaced: `tell` makes comments of them.
    done
        The changes that were made.
    """

    def __init__(self, first: State, second: State, theirs: Change, ours: Change) -> None:
        self.first = first
        self.second = second
        self.theirs = theirs
        self.ours = ours
        self.meant = meant(ours)
        self.added: dict[str, Any] = dict(ours.added)
        self.updated: dict[str, FieldUpdates] = dict(ours.updated)
        self.removed: dict[str, Any] = dict(ours.removed)
        self.conflicts: list[Conflict] = []
        self.notes: list[Note] = []
        self.done: list[Change] = []

    def run(self) -> None:
        """Make the edits of this side; what does not fit is named as a conflict."""
        self._keep_what_first_edited()
        self._bring_back_what_second_edited()
        self._settle_ids()
        self._name_values()
        change = Change(added=self.added, updated=self.updated, removed=self.removed)
        try:
            self._make(change)
        except CjmError:
            # One edit without a place must not take the others along.
            for part in parts_of(change):
                try:
                    self._make(part)
                except CjmError as problem:
                    record = next(iter(part.ids))
                    self._conflict("refused", record, None, problem.message)

    def _make(self, change: Change) -> None:
        rebased = rebase(change, self.first)
        self.first.commit(rebased.change)
        self.done.append(rebased.change)
        self.notes += rebased.notes
        for note in rebased.notes:
            message = (
                f"{note.record}.{note.field} was written by both sides; "
                "the earlier text is now a comment on it"
            )
            self._conflict("text", note.record, note.field, message)

    def _keep_what_first_edited(self) -> None:
        """Leave in place what `second` removed and `first` edited or hung something on."""
        if not self.removed:
            return
        # From what was removed, not from all that the others did: of many sides that is little.
        queue = [i for i in self.removed if self._built_on(i)]
        while queue:
            record_id = queue.pop()
            if record_id in self.removed:
                del self.removed[record_id]
                self._kept(self.first.get(record_id))
                queue += sorted(owners_of(self.first.get(record_id)) & self.removed.keys())
        edited = [i for i in self.theirs.updated if i in self.ours.removed]
        for record_id in _below(edited, self.first, self.removed, self._not_removed):
            del self.removed[record_id]
        if kept := self.ours.removed.keys() - self.removed.keys():
            self._keep_references(kept)

    def _built_on(self, record_id: str) -> bool:
        """Whether `first` edited a record, or something that cannot live without it."""
        return self._by_first(record_id) or any(
            self._by_first(holder) and record_id in owners_of(self.first.get(holder))
            for holder in self.first.referrers(record_id)
        )

    def _by_first(self, record_id: str) -> bool:
        return record_id in self.theirs.added or record_id in self.theirs.updated

    def _keep_references(self, kept: set[str]) -> None:
        """Do not take references to what stays out of other records."""
        for record_id, fields in list(self.updated.items()):
            again: FieldUpdates = {}
            for name, (old, new) in fields.items():
                if not follows((old, new), self.ours.removed):
                    again[name] = (old, new)
                elif isinstance(old, tuple):
                    stay = tuple(i for i in old if i in new or i in kept)
                    again[name] = (old, stay)
                elif old not in kept:
                    again[name] = (old, new)
            again = {name: pair for name, pair in again.items() if pair[0] != pair[1]}
            if again:
                self.updated[record_id] = again
            else:
                del self.updated[record_id]

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
            # Sorted, as wherever a result could depend on the order of a set.
            queue += sorted(i for i in owners_of(record) if i in gone and i not in self.added)
        edited = [i for i in self.meant.updated if i in gone]
        for record_id in _below(edited, self.second, gone, self._there_or_added):
            self.added.setdefault(record_id, self.second.get(record_id))
        # What is left are references that were taken out of records which are gone.
        for record_id in [i for i in self.updated if i in gone]:
            del self.updated[record_id]
        for record_id in [i for i in self.added if i in gone]:
            self._restore_references(record_id)

    def _restore_references(self, back: str) -> None:
        """Put references to what came back into the records that `first` took them out of."""
        for holder_id in sorted(self.second.referrers(back)):
            holder, there = self.second.get(holder_id), self.first.get(holder_id)
            if there is None or type(there) is not type(holder):
                continue
            refs = references_of(type(holder))
            fields = dict(self.updated.get(holder_id, {}))
            for f in refs.single:
                if getattr(holder, f.name) == back and getattr(there, f.name) is None:
                    fields[f.name] = (None, back)
            for f in refs.many:
                if back in getattr(holder, f.name) and back not in getattr(there, f.name):
                    old, new = fields.get(f.name, (getattr(holder, f.name),) * 2)
                    # As if this side had just put it in.
                    fields[f.name] = (tuple(i for i in old if i != back), new)
            if fields:
                self.updated[holder_id] = fields

    def _settle_ids(self) -> None:
        """Make one record of two with one id, or give the second of two types another id."""
        names: dict[str, str] = {}
        for record_id, record in list(self.added.items()):
            there = self.first.get(record_id)
            if there is None or record_id in self.removed:
                continue
            if type(there) is not type(record):
                names[record_id] = made_id(type_name(record), record_id)
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
            record = self.first.records[record_id]  # what is gone was sorted out before
            known = fields_of(type(record))
            for name, (old, new) in fields.items():
                held = self._set_by_first(record, known[name])
                for what in _both_set(known[name], old, new, held):
                    message = f"{record_id}.{what} was set by both sides; the later value stands"
                    self._conflict("value", record_id, what, message)

    def _set_by_first(self, record: Record, field: Field) -> Any:
        """Return what the first side set a field to; `UNSET` when it did not."""
        if record.id in self.theirs.added:
            held = getattr(record, field.name)
            # Where each put a thing that both added is a matter of order.
            return UNSET if field.name == "place" or held == field.default else held
        return self.theirs.updated.get(record.id, {}).get(field.name, (None, UNSET))[1]

    def _not_removed(self, record_id: str) -> bool:
        return record_id not in self.removed

    def _there_or_added(self, record_id: str) -> bool:
        return record_id in self.added or self.first.get(record_id) is not None

    def _kept(self, record: Record) -> None:
        message = (
            f"{type_name(record)} {record.id!r} was removed by one side and edited, or built on, "
            "by the other; it stays"
        )
        self._conflict("kept", record.id, None, message)

    def _conflict(self, kind: Kind, record: str, field: str | None, message: str) -> None:
        self.conflicts.append(Conflict(kind, record, field, message))


def _below(
    edited: Iterable[str], state: State, gone: Mapping[str, Any], there: Callable[[str], bool]
) -> list[str]:
    """Return what hangs on records that stay because they were edited, and went with them.

    An edited touchpoint is worth little without its cards; what only holds up something that
    was edited comes back bare. Of what has another owner, too, that must be `there`.
    """
    waiting = list(edited)
    found = dict.fromkeys(waiting)
    below: dict[str, None] = {}
    while waiting:
        owner = waiting.pop()
        for record_id in sorted(state.referrers(owner)):
            if record_id not in gone or record_id in found or record_id in below:
                continue
            owners = owners_of(state.get(record_id))
            if owner in owners and all(i in found or i in below or there(i) for i in owners):
                below[record_id] = None
                # What waited for this one is looked at again.
                waiting += [record_id, *owners & (found.keys() | below.keys())]
    return list(below)


def _both_set(field: Field, old: Any, new: Any, held: Any) -> Iterable[str]:
    """Give the names of what both sides set to different values: the field, or keys in it."""
    if held is UNSET or held == new:
        return
    if field.role == "extra":
        for key, value in new.items():
            if key in held and held[key] != value and old.get(key) not in (held[key], value):
                yield f"{field.name}.{key}"
    elif field.role not in (*MERGED, "text"):
        yield field.name


def _over(there: Record, record: Record) -> FieldUpdates:
    """Return the update that puts what was added under an id on top of what is there."""
    fields: FieldUpdates = {}
    for name, field in fields_of(type(there)).items():
        new, current = getattr(record, name), getattr(there, name)
        if new not in (current, field.default):
            fields[name] = (field.default, new)
    return fields
