"""`Board`: one board of named cells with sticky notes, on a map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets

from ..board_kinds import cells_of, kind_named, kind_of
from ..board_kinds.catalogue import Cell, Kind, cell_named
from ..board_kinds.promoting import promote
from ..board_kinds.tables import note_rows, notes_frame
from ..i18n import LANGUAGES, closest
from ..journey import Journey
from ..model.errors import BoardError, InvalidDocument, UnknownRecord, shorten, unknown_field
from ..model.fields import types_by_name
from ..model.ids import made_id
from ..model.journey import RecordOrId
from ..model.records import Persona, Record, type_name
from ..model.workshop import Board as BoardRecord
from ..model.workshop import StickyNote
from .editor import OPTIONS, JourneyEditor
from .persona_card import find_persona

_OPTIONS = (*OPTIONS, "name", "replace")


class Board(JourneyEditor):
    """A board of named cells with sticky notes: empathy map, 5 Whys, HEART ...

    It is part of a map, and what is written on it is in the map at once. Running the cell again
    shows the board that is there: one of the same kind, title, persona and `about`.

    Parameters
    ----------
    kind
        ``"empathy-map"``, ``"five-whys"``, ``"heart"`` ... (`cjm_widgets.boards` lists them), or
        a board of the map: ``j.boards[0]``.
    journey
        The map the board is part of; a new one when left out. The board of a new map is begun
        anew when the cell is run again, unless it has a ``name=``.
    persona
        Whom it is about: a persona of the map, its id or its name. A new map gets the persona.
    about
        What it looks into, a record of the map or its id. 5 Whys look into a card: a pain.
    title
        What it is called; its kind, in the language of the map, when left out.
    **options
        As of `JourneyEditor`: ``language``, ``theme``, ``height``, ``read_only``, ``name`` ...

    Attributes
    ----------
    board : cjm_widgets.model.workshop.Board or None
        The board as it is now; None once it was removed from the map (undo brings it back).

    Raises
    ------
    BoardError
        There is no such kind, or what it is to be about does not suit it.
    UnknownRecord
        The board, the persona or what it is about is not on the map.
    UnknownField
        A keyword is no option; the closest one is named.

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> j = cjm.Journey("Buying a bike")
    >>> ad = j.add_touchpoint("Sees the ad")
    >>> board = cjm.Board("empathy-map", journey=j)
    >>> note = board.add("thinks", "There are too many models", author="Ana")
    >>> board.promote(note, "pain", ad).text
    'There are too many models'
    """

    # What the view shows instead of the whole map.
    _solo: Any = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        kind: str | BoardRecord = "empathy-map",
        journey: Journey | None = None,
        *,
        persona: Persona | str | None = None,
        about: Record | str | None = None,
        title: str | None = None,
        **options: Any,
    ) -> None:
        for option, value in options.items():
            if option not in _OPTIONS:
                known = (*_OPTIONS, "journey", "persona", "about", "title")
                raise unknown_field("Board", option, known, value)
        if not isinstance(journey, Journey | None):
            raise InvalidDocument(
                f"Board is part of a Journey, not of {shorten(journey)}: "
                'Board("empathy-map", journey=j)',
                value=journey,
            )
        if isinstance(kind, BoardRecord):
            given = {"persona": persona, "about": about, "title": title}
            for field, value in given.items():
                if value is not None:
                    raise InvalidDocument(
                        f"the board is there, it is only shown: leave out {field}=, or change it "
                        f"with j.update(board, {field}=...)",
                        record=kind.id, field=field, value=value,
                    )  # fmt: skip
            show = _showing(kind)
        else:
            show = _having(kind_named(kind), persona, about, title)
        if journey is None:
            journey = Journey(title or "", language=closest(options.get("language", "en")))
            if isinstance(persona, str):
                journey.add_persona(persona)
            show(journey)
            # The board belongs to how the map starts: nothing to undo, revision 0.
            journey = Journey.from_dict(journey.to_dict())
        # Before the rest, so that a board that cannot be leaves no editor behind.
        show(journey)
        super().__init__(journey, **options)
        # Under its name there may be another map than the one that was given.
        self._solo = {"part": "board", "record": show(self.journey).id}

    @property
    def board(self) -> BoardRecord | None:
        """The board as it is now."""
        found: BoardRecord | None = self.journey.boards.get(self._solo["record"])
        return found

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of the board in order, in the language of the view."""
        with self.journey.store.lock:
            return cells_of(self._there(), self._notes(), self.language)

    @property
    def notes(self) -> list[StickyNote]:
        """The notes of the board, cell by cell."""
        with self.journey.store.lock:
            return [row.note for row in self._rows()]

    def add(self, cell: str, text: str = "", **fields: Any) -> StickyNote:
        """Add a note to a cell.

        Parameters
        ----------
        cell
            Its key or its title: ``"says"``, ``"happiness_goals"``.
        text
            What the note says.
        **fields
            Other fields of the note: ``author=``, ``color="#ffd966"``; ``after=`` and ``before=``
            a note.

        Returns
        -------
        StickyNote
            The note that was added.

        Raises
        ------
        BoardError
            There is no such cell; the closest one is named.
        """
        with self.journey.store.editing():
            key = cell_named(cell, self.cells, self._there().id).key
            return self.journey.add_sticky_note(self._there(), key, text, **fields)

    def move(
        self,
        note: StickyNote | str,
        cell: str | None = None,
        *,
        after: StickyNote | str | None = None,
        before: StickyNote | str | None = None,
    ) -> StickyNote:
        """Move a note to another cell, next to a note there or to its end, in one change.

        Parameters
        ----------
        note
            The note, or its id.
        cell
            The key or the title of the cell; the one it is in, or that of the note it is to stand
            next to, when left out.
        after, before
            The note it is to stand next to.

        Returns
        -------
        StickyNote
            The note as it is now.

        Raises
        ------
        BoardError
            There is no such cell; the closest one is named.
        """
        with self.journey.store.editing():
            moved = self._note(note)
            beside = next((self._note(n) for n in (after, before) if n is not None), None)
            if cell is not None:
                key = cell_named(cell, self.cells, self._there().id).key
            else:
                key = moved.cell if beside is None else beside.cell
            if beside is None:
                others = [n for n in self.notes if n.cell == key and n.id != moved.id]
                after = others[-1] if others else None
            with self.journey.transaction("move.sticky_note"):
                if key != moved.cell:
                    self.journey.update(moved, cell=key)
                if after is not None or before is not None:
                    self.journey.move(moved, after=after, before=before)
            return self._note(moved)

    def promote(
        self,
        note: StickyNote | str,
        kind: str | None = None,
        touchpoint: RecordOrId | None = None,
        **fields: Any,
    ) -> Any:
        """Put a note on the map, in one change; the note keeps the link in `promoted_to`.

        A card keeps the text, the author and the colour of the note and, when the board has one,
        its persona. Removing it takes the link away, and the note can be promoted again.

        Parameters
        ----------
        note
            The note, or its id.
        kind
            What it becomes: a kind of card (``"pain"``, ``"opportunity"`` ...), or ``"goal"``,
            ``"question"``, ``"metric"`` of the map as a whole. Left out, what the notes of its
            cell usually become.
        touchpoint
            The touchpoint or the phase of the card: a record, its id or its name; that of what
            the board is about when left out.
        **fields
            Other fields of what is added: ``severity=4``.

        Returns
        -------
        Card, Goal, Question or Metric
            What was added.

        Raises
        ------
        BoardError
            The note is on the map already (`code` is ``"promoted"``), there is no such kind
            (``"promote-kind"``), or it is not clear where it belongs (``"promote-place"``).
        """
        with self.journey.store.editing():
            found = self._note(note)
            if kind is None:
                kind = cell_named(found.cell, self.cells, self._there().id).becomes
            return promote(self.journey, self._there(), found, kind, touchpoint, fields)

    def note_of(self, record: RecordOrId) -> StickyNote | None:
        """Return the note of this board that became a record of the map.

        Parameters
        ----------
        record
            A card, goal, question or metric, or its id.

        Returns
        -------
        StickyNote or None
            None when no note of this board became it.
        """
        wanted = getattr(record, "id", record)
        return next((note for note in self.notes if note.promoted_to == wanted), None)

    def to_frame(self, *, backend: Any = "pandas") -> Any:
        """Return the notes as a dataframe, a row each, cell by cell.

        Parameters
        ----------
        backend
            The kind of frame: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            Columns ``board_id``, ``board``, ``cell`` (its key), ``cell_title``, ``position`` (in
            the cell, from 1), ``sticky_note_id``, ``text``, ``author``, ``color``, then what
            became of the note: ``promoted_to_type``, ``promoted_to_id``, ``promoted_to`` and its
            ``touchpoint_id``, ``touchpoint``, ``phase_id``, ``phase``.

        Raises
        ------
        FormatError
            There is no such backend, or its library is not installed.
        """
        with self.journey.store.lock:
            return notes_frame(self._rows(), self.cells, self.journey.store.state, backend)

    def _there(self) -> BoardRecord:
        """Return the board as it is now; an error that says so when it was removed."""
        found: BoardRecord = self.journey.boards[self._solo["record"]]
        return found

    def _notes(self) -> list[StickyNote]:
        own = self._solo["record"]
        return [note for note in self.journey.sticky_notes if note.board == own]

    def _rows(self) -> Any:
        return note_rows(self._there(), self.cells, self._notes())

    def _note(self, note: StickyNote | str) -> StickyNote:
        found = self.journey.sticky_notes[getattr(note, "id", note)]
        if found.board != self._solo["record"]:
            raise BoardError(
                f"the note {shorten(found.text)} is on another board: "
                "show that one with Board(j.boards[note.board], journey=j)",
                record=found.id, field="board", value=found.board,
            )  # fmt: skip
        return found

    def __repr__(self) -> str:
        board = self.board
        shown = None if board is None else f"{board.title!r}, {len(self.notes)} notes"
        return f"Board({self.journey!r}, {shown})"


def _showing(record: BoardRecord) -> Callable[[Journey], BoardRecord]:
    """Return what finds a board that is there."""

    def show(journey: Journey) -> BoardRecord:
        found: BoardRecord = journey.boards[record.id]
        return found

    return show


def _having(
    kind: Kind,
    persona: Persona | str | None,
    about: Record | str | None,
    title: str | None,
) -> Callable[[Journey], BoardRecord]:
    """Return what finds the board that is meant, and adds it to a map that has none."""

    def show(journey: Journey) -> BoardRecord:
        with journey.store.editing():
            whom = None if persona is None else find_persona(journey, persona).id
            what = None if about is None else _subject(journey, kind, about).id
            # It is found by its id when somebody has renamed it.
            record_id = made_id("board", kind.key, title or "", whom or "", what or "")
            there = journey.boards.get(record_id)
            for board in journey.boards if there is None else ():
                same = (board.kind, board.persona, board.about) == (kind.key, whom, what)
                if same and _called(board, title):
                    there = board
                    break
            if there is not None:
                found: BoardRecord = there
                return found
            called = title or kind_of(kind.key, journey.info.language).title
            return journey.add_board(kind.key, called, persona=whom, about=what, id=record_id)

    return show


def _called(board: BoardRecord, title: str | None) -> bool:
    """Tell whether a board has this title; one that was given none has that of its kind."""
    if title is not None:
        return board.title == title
    return board.title in ("", *(kind_of(board.kind, tag).title for tag in LANGUAGES))


def _subject(journey: Journey, kind: Kind, about: Record | str) -> Record:
    """Return what a board is about.

    Raises
    ------
    BoardError
        Such a board looks into another type of record.
    """
    found = journey.get(about)
    if found is None:
        raise UnknownRecord(
            f"there is no record {shorten(getattr(about, 'id', about))} on this map for the board "
            "to be about; give a record of it, or its id",
            record=journey.id, field="about", value=about,
        )  # fmt: skip
    if kind.needs and not isinstance(found, types_by_name()[kind.needs]):
        raise BoardError(
            f"{kind.title} looks into a {kind.needs}, a pain for example, not into a "
            f"{type_name(found)}: about=j.cards[0]",
            record=found.id, field="about", value=about, code="board-about",
        )  # fmt: skip
    record: Record = found
    return record
