"""What somebody meant by a change, as far as the change tells."""

from __future__ import annotations

from typing import Any

from .change import Change, FieldUpdates
from .state import owners_of


def meant(change: Change) -> Change:
    """Return a change without what its author did not choose to do to a record.

    That are references taken out of it with what they point at, and its position in its list:
    whether a thing moved past its neighbour or the other way round nobody can tell.
    """
    updated: dict[str, FieldUpdates] = {}
    for record_id, fields in change.updated.items():
        chosen = {n: p for n, p in fields.items() if not follows(p, change.removed)}
        old, new = chosen.get("place", (None, None))
        if new is not None and (old.parent, old.level) == (new.parent, new.level):
            del chosen["place"]
        if chosen:
            updated[record_id] = chosen
    return Change(added=change.added, updated=updated, removed=change.removed)


def follows(pair: tuple[Any, Any], removed: dict[str, Any]) -> bool:
    """Tell whether an update only takes out references to what is removed with it."""
    old, new = pair
    if new is None:
        return isinstance(old, str) and old in removed
    return isinstance(old, tuple) and new == tuple(i for i in old if i not in removed)


def parts_of(change: Change) -> list[Change]:
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
