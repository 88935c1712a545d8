"""Merge of any number of maps: the same whatever their order, at a cost that grows with each.

The maps are put in an order of their own first, that of what they changed; then each is folded
into what the ones before it made, by the rules for two sides (`merge`). Where several put
something at one place of a list, what each put there stays together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from .change import Change, FieldUpdates, fold, with_fields
from .diff import aligned, between
from .limits import USUAL, Limits
from .merge import Conflict, Fold, meant, tell
from .off_scale import off_scale
from .order import keys_between
from .rebase import Note
from .records import Place, Placed, type_name
from .state import State

#: A place in a list between two records of the base: type, parent, how many stand before it.
_Gap = tuple[str, str | None, int]


class MergedMany(NamedTuple):
    """A merged map and what had to be decided.

    Attributes
    ----------
    state
        The merged map.
    conflicts
        One for each record and field, in a stable order.
    changes
        What each of the maps did to the base, in the order they were given.
    """

    state: State
    conflicts: list[Conflict]
    changes: list[Change]


def merge_many(base: State, others: Sequence[State], limits: Limits = USUAL) -> MergedMany:
    """Return the map with what all `others` did to `base`; none of them is altered.

    No comment with a replaced text is longer than `limits` allow.
    """
    sides = [aligned(base, other) for other in others]
    changes = [_sorted(between(base, side)) for side in sides]
    # Equal changes may come in any order: the second one does nothing.
    turns = sorted(
        range(len(sides)), key=lambda at: msgspec.json.encode(changes[at], order="sorted")
    )
    placed, moved = _woven(base, [changes[at] for at in turns])
    state = base.copy()
    done = Change(added={}, updated={}, removed={})
    conflicts = [_twice_moved(record_id) for record_id in moved]
    notes: list[Note] = []
    for at, change in zip(turns, placed, strict=True):
        work = Fold(state, sides[at], done, change)
        work.run()
        for part in work.done:
            fold(meant(part), done.added, done.updated, done.removed)
        conflicts += work.conflicts
        notes += work.notes
    tell(notes, state, limits)
    off = off_scale(state, [(sides[at], changes[at]) for at in turns])
    conflicts += [Conflict("scale", record_id, "score", message) for record_id, message in off]
    # Of three sides two may be at odds with the first over one field.
    once = {(c.kind, c.record, c.field): c for c in reversed(conflicts)}
    ordered = [once[key] for key in sorted(once, key=lambda key: (key[1], key[2] or "", key[0]))]
    return MergedMany(state, ordered, changes)


def _sorted(change: Change) -> Change:
    """Return a change with its parts in an order that does not depend on how it was made."""
    return Change(
        added=dict(sorted(change.added.items())),
        updated={i: dict(sorted(fields.items())) for i, fields in sorted(change.updated.items())},
        removed=dict(sorted(change.removed.items())),
    )


def _woven(base: State, changes: list[Change]) -> tuple[list[Change], list[str]]:
    """Return the changes with order keys that fit each other, and what was moved apart.

    Each change was made on `base`, so two that put something at one place took the same keys.
    """
    lines: dict[_Gap, list[str]] = {}
    gaps = [_gaps(base, change) for change in changes]
    seen: dict[str, _Gap] = {}
    moved: dict[str, None] = {}
    for change, found in zip(changes, gaps, strict=True):
        runs: dict[_Gap, list[tuple[str, str]]] = {}
        for record_id, (gap, order) in found.items():
            runs.setdefault(gap, []).append((order, record_id))
            before = seen.setdefault(record_id, gap)
            if before != gap and before[:2] == gap[:2] and record_id in change.updated:
                moved[record_id] = None
        for gap, run in runs.items():
            lines[gap] = _weave(lines.get(gap, []), [record_id for _, record_id in sorted(run)])
    keys = {gap: _keys_in(base, gap, line) for gap, line in lines.items()}
    places = [{i: keys[gap][i] for i, (gap, _) in found.items()} for found in gaps]
    return list(map(_replaced, changes, places)), list(moved)


def _gaps(base: State, change: Change) -> dict[str, tuple[_Gap, str]]:
    """Return where in the lists of `base` a change puts things, with the key it gave them."""
    found: dict[str, tuple[_Gap, str]] = {}
    lists: dict[tuple[str, str | None], list[str]] = {}
    for record, place in _new_places(base, change):
        name = type_name(record)
        keys = lists.get((name, place.parent))
        if keys is None:
            keys = [key for key, _ in base.siblings(name, place.parent)]
            lists[name, place.parent] = keys
        gap = (name, place.parent, bisect_left(keys, place.order))
        found[record.id] = (gap, place.order)
    return found


def _new_places(base: State, change: Change) -> Iterator[tuple[Any, Place]]:
    for record in change.added.values():
        if isinstance(record, Placed):
            yield record, record.place
    for record_id, fields in change.updated.items():
        if "place" in fields:
            yield base.get(record_id), fields["place"][1]


def _weave(line: list[str], run: list[str]) -> list[str]:
    """Return `line` with `run` in it, in one piece or around what both hold."""
    there = set(line)
    if there.isdisjoint(run):
        return line + run
    head: list[str] = []
    after: dict[str, list[str]] = {}
    into = head
    for record_id in run:
        if record_id in there:
            into = after.setdefault(record_id, [])
        else:
            into.append(record_id)
    first = next(record_id for record_id in run if record_id in there)
    woven: list[str] = []
    for record_id in line:
        if record_id == first:
            woven += head
        woven.append(record_id)
        woven += after.get(record_id, ())
    return woven


def _keys_in(base: State, gap: _Gap, line: list[str]) -> dict[str, str]:
    """Return a key for each record of a line, between its neighbours in the base."""
    name, parent, at = gap
    siblings = base.siblings(name, parent)
    low = siblings[at - 1][0] if at else None
    high = siblings[at][0] if at < len(siblings) else None
    return dict(zip(line, keys_between(low, high, len(line)), strict=True))


def _replaced(change: Change, keys: dict[str, str]) -> Change:
    """Return a change with other order keys."""
    added: dict[str, Any] = dict(change.added)
    updated: dict[str, FieldUpdates] = dict(change.updated)
    for record_id, key in keys.items():
        if record_id in added:
            record = added[record_id]
            added[record_id] = with_fields(record, {"place": _with_key(record.place, key)})
        else:
            old, new = updated[record_id]["place"]
            updated[record_id] = {**updated[record_id], "place": (old, _with_key(new, key))}
    return Change(added=added, updated=updated, removed=change.removed)


def _with_key(place: Place, key: str) -> Place:
    return Place(order=key, parent=place.parent, level=place.level)


def _twice_moved(record: str) -> Conflict:
    message = f"{record} was moved to different places of its list; the later place stands"
    return Conflict("order", record, "place", message)
