"""What a workshop leaves beside the map: boards with sticky notes, its parts and their timers."""

from __future__ import annotations

from typing import ClassVar

from . import kinds as k
from .record import Placed


class Board(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="board"):
    """A board of named cells; its `kind` says which: an empathy map, 5 Whys, HEART ...

    `about` is what it looks into: the pain that 5 Whys begin with, for example.
    """

    collection: ClassVar[str] = "boards"

    kind: k.BoardKind = "empathy_map"
    title: k.Name = ""
    persona: k.PersonaHint | None = None
    about: k.AnyHint | None = None


class StickyNote(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="sticky_note"):
    """A note in a cell of a board; `promoted_to` is what became of it on the map."""

    collection: ClassVar[str] = "sticky_notes"

    board: k.BoardRef
    cell: k.Word = ""
    text: k.Text = ""
    color: k.Color = ""
    author: k.Name = ""
    promoted_to: k.AnyHint | None = None


class WorkshopPart(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="workshop_part"):
    """One part of a workshop and its timer.

    While it is running, the time it has taken is `elapsed` and what has passed since `started`.
    `ticked` holds the items of its checklist that nobody but people can tell.
    """

    collection: ClassVar[str] = "workshop_parts"

    kind: k.WorkshopPartKind = "setup"
    title: k.Name = ""
    duration: k.Seconds | None = None
    status: k.TimerStatus = "todo"
    started: k.Date = ""
    elapsed: k.Seconds = 0.0
    ticked: k.Tags = ()
    notes: k.Text = ""
