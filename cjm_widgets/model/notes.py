"""Texts that a later one replaced, as comments, so that they stay seen."""

from __future__ import annotations

from collections.abc import Iterable

from .ids import new_id
from .kinds import MAX_TEXT
from .order import key_between
from .rebase import Note
from .records import AnyRecord, Comment, Place
from .state import State


def comments_for(
    notes: Iterable[Note], state: State, longest: int = MAX_TEXT
) -> dict[str, AnyRecord]:
    """Return a comment for each note whose record is in `state`, to be added to it.

    None is longer than `longest` characters; what does not fit goes on in a further one.
    """
    siblings = state.siblings("comment", None)
    last = siblings[-1][0] if siblings else None
    found: dict[str, AnyRecord] = {}
    for note in notes:
        if state.get(note.record) is None:
            continue
        head = f"Replaced text of “{note.field}”: "
        size = longest - len(head)
        # A text as long as a text may be needs a second comment.
        for start in range(0, len(note.text), size):
            last = key_between(last, None)
            comment = Comment(
                id=new_id("comment"), place=Place(order=last), target=note.record,
                text=head + note.text[start : start + size],
            )  # fmt: skip
            found[comment.id] = comment
    return found
