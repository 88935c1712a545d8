"""Boards as dataframes: the kinds there are, and the notes on one board."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ..frames.columns import Column, Rows, of_part, of_row, pair_columns, type_column
from ..frames.output import frame_of
from ..frames.places import phase_of, through, touchpoint_of
from ..i18n import spoken
from ..model.errors import BoardError
from ..model.workshop import Board, StickyNote
from .catalogue import Cell, kinds

if TYPE_CHECKING:
    import pandas as pd

    from ..model.state import State


def boards(language: str = "en") -> pd.DataFrame:
    """Return the kinds of boards there are, a row each.

    Parameters
    ----------
    language
        Of titles and descriptions: ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``.

    Returns
    -------
    pandas.DataFrame
        Columns ``kind`` (what `Board` takes), ``title``, ``about`` (what it is for) and ``cells``
        (what `Board.add` takes, a list).

    Raises
    ------
    BoardError
        There are no texts in that language.
    """
    import pandas as pd

    there = kinds(spoken(language, "boards", BoardError)).values()
    return pd.DataFrame({
        "kind": [kind.name for kind in there],
        "title": [kind.title for kind in there],
        "about": [kind.about for kind in there],
        "cells": [[cell.key for cell in kind.cells] for kind in there],
    })  # fmt: skip


class NoteRow(NamedTuple):
    """A note, the cell it is in and which of the notes there it is, from 1."""

    board: Board
    note: StickyNote
    cell: Cell
    place: int


def note_rows(board: Board, cells: Iterable[Cell], notes: Iterable[StickyNote]) -> list[NoteRow]:
    """Return the notes of a board cell by cell, in the order they stand in."""
    of_cell: dict[str, list[StickyNote]] = {}
    for note in notes:
        of_cell.setdefault(note.cell, []).append(note)
    return [
        NoteRow(board, note, cell, place)
        for cell in cells
        for place, note in enumerate(of_cell.get(cell.key, ()), 1)
    ]


def notes_frame(rows: Rows, cells: Iterable[Cell], state: State, backend: Any) -> Any:
    """Return rows of notes as a dataframe; cells are categories in the order of the board.

    Raises
    ------
    FormatError
        There is no such backend, or its library is not installed.
    """
    cells = tuple(cells)
    became = of_part("note")("promoted_to")
    columns = (
        *pair_columns("board", of_row("board.id"), ordered=False),
        Column("cell", "choice", of_row("cell.key"), known=tuple(c.key for c in cells)),
        Column("cell_title", "text", of_row("cell.title")),
        Column("position", "position", of_row("place")),
        Column("sticky_note_id", "id", of_row("note.id"), thing="sticky_note"),
        Column("text", "text", of_row("note.text")),
        Column("author", "text", of_row("note.author")),
        Column("color", "text", of_row("note.color")),
        type_column("promoted_to", became),
        *pair_columns("promoted_to", became, thing="*", ordered=False),
        *pair_columns("touchpoint", through(touchpoint_of, became)),
        *pair_columns("phase", through(phase_of, became)),
    )
    return frame_of(columns, rows, state, backend)
