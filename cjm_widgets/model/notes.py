"""Texts that a later one replaced, as comments, so that they stay seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .ids import new_id
from .kinds import MAX_TEXT
from .order import key_between
from .rebase import Note
from .records import AnyRecord, Comment, Place
from .state import State


def comments_for(
    notes: Iterable[Note],
    state: State,
    *,
    author: str = "",
    writer: Callable[[Note], str] = lambda _: "",
    longest: int = MAX_TEXT,
) -> dict[str, AnyRecord]:
    """Return a comment for each note, to be added to `state`, where its record is.

    Parameters
    ----------
    notes
        The texts that were replaced.
    state
        The document without the comments.
    author
        The name of who replaced them.
    writer
        Gives the name of who wrote the text of a note, empty when it is not known.
    longest
        None is longer, in characters; what does not fit goes on in a further one.
    """
    siblings = state.siblings("comment", None)
    last = siblings[-1][0] if siblings else None
    found: dict[str, AnyRecord] = {}
    for note in notes:
        name = writer(note)
        head = f"Replaced text of “{note.field}”{f' ({name})' if name else ''}: "
        size = longest - len(head)
        # A text as long as a text may be needs a second comment.
        for start in range(0, len(note.text), size):
            last = key_between(last, None)
            comment = Comment(
                id=new_id("comment"), place=Place(order=last), target=note.record,
                author=author, text=head + note.text[start : start + size],
            )  # fmt: skip
            found[comment.id] = comment
    return found
