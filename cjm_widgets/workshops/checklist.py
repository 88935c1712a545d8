"""The checklist of a workshop as it stands: what is done, who tells, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..model.records import WorkshopPart
from ..model.state import State
from .plan import BY_HAND, PLAN
from .telling import TELLERS, Told
from .wording import Wording


class Item(NamedTuple):
    """One item of the checklist of a part.

    `how` is ``"document"`` where the map tells, ``"hand"`` where people do. `missing` says what to
    do, and is empty once the item is done.
    """

    part: WorkshopPart
    id: str
    text: str
    done: bool
    how: str
    missing: str


class NextStep(NamedTuple):
    """What to do next.

    Attributes
    ----------
    action
        ``"item"`` (of the checklist), ``"begin"``, ``"resume"``, ``"onward"`` (finish this part,
        start the one after it), ``"finish"`` (the last one), ``"over"``, or ``"none"`` where there
        are no parts.
    text
        In words.
    part
        The part it is about; for ``"onward"`` the one to finish.
    item
        The id of the item, ``""`` for none.
    after
        For ``"onward"``, the part to start.
    """

    action: str
    text: str
    part: WorkshopPart | None = None
    item: str = ""
    after: WorkshopPart | None = None

    def __str__(self) -> str:
        return self.text


def checklist(state: State, words: Wording, today: date) -> list[Item]:
    """Return the items of all parts, in order; hold the lock of the document meanwhile."""
    return list(_items(Told(state, today), words))


def _items(told: Told, words: Wording) -> Iterator[Item]:
    for part in told.workshop_parts:
        plan = PLAN.get(part.kind)
        for item in plan.items if plan else ():
            text = words.items[item].text
            if item in BY_HAND:
                done = item in part.ticked
                yield Item(part, item, text, done, "hand", "" if done else words.missing(item, {}))
            else:
                left = TELLERS[item](told)
                missing = "" if left is None else words.missing(item, left)
                yield Item(part, item, text, left is None, "document", missing)


def current(parts: tuple[WorkshopPart, ...]) -> WorkshopPart | None:
    """Return the part the room is at.

    The one that runs (of several, the one started last), else the first one that is paused, else
    the first one that is not done; None once all are.
    """
    running = [part for part in parts if part.status == "running"]
    if running:
        return max(running, key=lambda part: part.started)
    left = [part for part in parts if part.status != "done"]
    return next((part for part in left if part.status == "paused"), left[0] if left else None)


def next_step(items: list[Item], parts: tuple[WorkshopPart, ...], words: Wording) -> NextStep:
    """Return what to do next.

    A part is begun before its checklist is gone through, and left when that is done.
    """
    if not parts:
        return NextStep("none", words.next["none"])
    part = current(parts)
    if part is None:
        return NextStep("over", words.next["over"])
    title = words.title(part)
    if part.status != "running":
        action = "resume" if part.status == "paused" else "begin"
        return NextStep(action, words.next[action].format(part=title), part)
    for item in items:
        if item.part.id == part.id and not item.done:
            text = item.text if item.how == "hand" else item.missing
            return NextStep("item", text, part, item.id)
    at = parts.index(part)
    # What was left for later comes at the end.
    later = [other for other in (*parts[at + 1 :], *parts[:at]) if other.status != "done"]
    if not later:
        return NextStep("finish", words.next["finish"].format(part=title), part)
    onward = words.next["onward"].format(part=title, next=words.title(later[0]))
    return NextStep("onward", onward, part, after=later[0])
