"""The document as people use it: views, update, move, remove, undo, listeners."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import msgspec

from .authority import Authority
from .change import Change
from .document import as_bytes, encode
from .errors import InvalidDocument, RemovedRecord, UnknownRecord, shorten
from .guard import check_change
from .ids import new_id
from .limits import USUAL, Limits, checked
from .listing import Listing
from .order import first_keys
from .path_editing import PathEditing
from .reading import Reading
from .records import (
    Card,
    EmotionScale,
    JourneyInfo,
    Lane,
    Place,
    Placed,
    Record,
    type_name,
)  # fmt: skip
from .scales import LANES, emotion_scale, lane_title
from .state import State
from .store import Entry, Store
from .values import check_fields
from .wire import decode_change, encode_change

RecordOrId = Record | str
#: Stands for the journey where no record is given; None would be a `get` that found nothing.
_ITSELF: Any = ...


class JourneyModel(Reading, Listing, PathEditing):
    """A customer journey map.

    Parameters
    ----------
    title
        What the map is called.
    **fields
        Other fields of the journey: ``map_type``, ``basis``, ``scenario``, ``language``,
        ``emotion_scale`` (a preset such as ``"1..5"``, or an `EmotionScale`) ...

    Raises
    ------
    UnknownField
        A keyword is no field of the journey; the closest one is named.
    InvalidDocument
        A value does not fit its field.
    """

    def __init__(self, title: str = "", **fields: Any) -> None:
        info = JourneyInfo(id=new_id("journey"))
        if "emotion_scale" in fields:
            fields["emotion_scale"] = emotion_scale(fields["emotion_scale"])
        owner = fields.pop("owner", None)
        values = check_fields(JourneyInfo, info.id, {"title": title, **fields})
        info = msgspec.structs.replace(info, **values)
        check_change(Change(added={info.id: info}), State(), USUAL)
        lanes = [
            Lane(
                id=new_id("lane"), kind=kind, title=lane_title(kind, info.language),
                place=Place(order=order),
            )
            for kind, order in zip(LANES, first_keys(len(LANES)), strict=True)
        ]  # fmt: skip
        self._open(State([info, *lanes]))
        if owner is not None:
            self.update(owner=owner)
            # The owner belongs to how the map starts: nothing to undo, revision 0.
            self._open(self._store.state)

    def _open(self, state: State, limits: Limits = USUAL, size: int = 0) -> None:
        self._store = Store(state, limits, size)
        self._authority = Authority(self._store)

    def become(self, other: JourneyModel) -> bool:
        """Be the same document as `other` from now on; what this one held is let go.

        False, and nothing happens, when somebody listens to this one already: an editor, a chart,
        a callback would go on hearing of a document that nobody edits any more.

        Parameters
        ----------
        other
            The journey to become.

        Returns
        -------
        bool
            Whether it was done.
        """
        with self._store.lock:
            if self._store.followed:
                return False
            self._store, self._authority = other.store, other.authority
        return True

    # -- the document as a whole ---------------------------------------------------------

    @property
    def info(self) -> JourneyInfo:
        """The fields of the journey itself, as a record."""
        with self._store.lock:
            return self._store.state.journey

    @property
    def id(self) -> str:
        """Id of the document; it stays the same through files and sessions."""
        return self.info.id

    @property
    def title(self) -> str:
        """What the map is called."""
        return self.info.title

    @property
    def emotion_scale(self) -> EmotionScale:
        """The scale scores are given on."""
        return self.info.emotion_scale

    @property
    def revision(self) -> int:
        """How many changes were made since the document was opened here."""
        return self._store.revision

    @property
    def limits(self) -> Limits:
        """What every edit is held to, by code, dataframes and editors; it can be set.

        A map has those it was read with.
        """
        return self._store.limits

    @limits.setter
    def limits(self, limits: Limits | None) -> None:
        self._store.limits = checked(limits)

    @property
    def store(self) -> Store:
        """The machine room: lock, history, epoch. For the sync of widgets and for tests."""
        return self._store

    @property
    def authority(self) -> Authority:
        """What decides on changes that views push. For the sync of widgets and for tests."""
        return self._authority

    @property
    def history(self) -> list[Entry]:
        """The last 10,000 changes, oldest first."""
        with self._store.lock:
            return list(self._store.history)

    def get(self, record: RecordOrId, default: Any = None) -> Any:
        """Return a record of any type by its id (or the newest state of a record).

        Parameters
        ----------
        record
            The id, or the record in any state.
        default
            What to return where it is not there.

        Returns
        -------
        Record
            The record as it is now, or `default`.
        """
        with self._store.lock:
            found = self._store.state.get(_id(record))
        return default if found is None else found

    # -- editing -------------------------------------------------------------------------

    def update(self, record: RecordOrId = _ITSELF, /, **fields: Any) -> Change:
        """Set fields of a record, or of the journey itself when no record is given.

        References are given as records, ids or names; ``phase=`` (of a touchpoint) and
        ``touchpoint=`` (of a card) move it to the end there.

        Parameters
        ----------
        record
            The record or its id; the journey itself when left out.
        **fields
            The new values.

        Returns
        -------
        Change
            What was changed.

        Raises
        ------
        UnknownRecord
            The record is not in the map (any more).
        UnknownField, InvalidDocument
            A field or a value does not fit; nothing is changed.
        """
        with self._store.editing():
            current = self.info if record is _ITSELF else self._record(record)
            added: dict[str, Any] = {}
            if "emotion_scale" in fields:
                fields["emotion_scale"] = emotion_scale(fields["emotion_scale"])
            values = self._values(current, fields, added)
            updated = {name: (getattr(current, name), new) for name, new in values.items()}
            label = f"Edit {type_name(current)}"
            change = Change(added=added, updated={current.id: updated})
            return self._store.submit(change, label=label).change

    def move(
        self,
        record: RecordOrId,
        *,
        after: RecordOrId | None = None,
        before: RecordOrId | None = None,
        to: RecordOrId | None = None,
        lane: RecordOrId | None = None,
    ) -> Change:
        """Move a record in its list, or to another parent.

        Parameters
        ----------
        record
            What to move.
        after, before
            The record it is to stand next to (it takes over that one's parent).
        to
            The phase (of a touchpoint), the touchpoint or phase (of a card) to move to the
            end of. With none of these it moves to the end of its list.
        lane
            The lane a card moves to.

        Returns
        -------
        Change
            What was changed.

        Raises
        ------
        UnknownRecord
            There is no such record.
        InvalidDocument
            It has no place of its own, or cannot stand there; nothing is changed.
        """
        with self._store.editing():
            current = self._record(record)
            if not isinstance(current, Placed):
                raise InvalidDocument(
                    f"a {type_name(current)} has no place of its own to move from",
                    record=current.id,
                )
            place = self._place(
                type(current), after=after, before=before, parent=to,
                default=current.place, moving=current.id,
            )  # fmt: skip
            fields: dict[str, Any] = {"place": (current.place, place)}
            if lane is not None:
                fields["lane"] = (getattr(current, "lane", None), self._record(lane, Lane).id)
                if not isinstance(current, Card):
                    raise InvalidDocument("only a card has a lane", record=current.id)
            change = Change(updated={current.id: fields})
            return self._store.submit(change, label=f"Move {type_name(current)}").change

    def remove(self, *records: RecordOrId) -> Change:
        """Remove records and, in the same change, what hangs on them.

        A phase takes its touchpoints, a touchpoint its cards and scores, a lane its cards, a
        persona its scores; `undo` brings all of it back.

        Parameters
        ----------
        *records
            Records or ids.

        Returns
        -------
        Change
            What was removed.

        Raises
        ------
        UnknownRecord
            One of them is not there; none is removed.
        """
        with self._store.editing():
            gone = {found.id: found for found in map(self._record, records)}
            names = sorted({type_name(record) for record in gone.values()})
            label = f"Remove {', '.join(names)}"
            return self._store.submit(Change(removed=gone), label=label).change

    def apply(self, change: Change, label: str = "") -> Change:
        """Apply a change made elsewhere, rebased to the document as it is now.

        Votes in it were decided on where it was made, as those of a file.

        Parameters
        ----------
        change
            The change: one of another map, of `cjm_widgets.diff` or put together by hand.
        label
            What it is called in the history.

        Returns
        -------
        Change
            What was done.

        Raises
        ------
        RemovedRecord
            It updates a record that is not there.
        InvalidDocument, UnknownField
            Something in it does not fit; nothing is changed.
        """
        with self._store.editing(), self._store.importing():
            # It may have been put together by hand, so none of it was ever checked.
            try:
                plain = encode_change(change)
            except TypeError as problem:
                raise InvalidDocument(
                    f"the change cannot be written as JSON: {problem}"
                ) from problem
            change = decode_change(plain, self._store.state, self.limits)
            return self._store.submit(change, label=label).change

    def transaction(self, label: str = "") -> AbstractContextManager[Callable[[], Change]]:
        """Make the edits of a ``with`` block one change: one revision, one undo, all or none.

        A block inside another is part of its change; when it raises, only its own edits go.
        ``with j.transaction("Tidy up") as done`` makes ``done()`` the change so far.

        Parameters
        ----------
        label
            What the change is called in the history.

        Returns
        -------
        context manager
            Entered, it gives a function that returns the change so far.
        """
        return self._store.transaction(label)

    def undo(self) -> Change:
        """Take back the last change by anyone.

        Returns
        -------
        Change
            What was done.

        Raises
        ------
        NothingToUndo
            There is nothing to take back.
        """
        return self._store.undo().change

    def redo(self) -> Change:
        """Do again what the last `undo` took back.

        Returns
        -------
        Change
            What was done.

        Raises
        ------
        NothingToUndo
            Nothing was taken back, or something else was done since.
        """
        return self._store.redo().change

    def on_change(self, callback: Callable[[Entry], None]) -> Callable[[], None]:
        """Call `callback` with an `Entry` after every change; returns how to stop that.

        Its `by` is the client that made the change (``"python"`` for code), its `author` the name
        of the person there, as far as it is known.

        Parameters
        ----------
        callback
            What to call; what it raises is logged and stops nothing.

        Returns
        -------
        function
            Call it to hear no more.
        """
        return self._store.listen(callback)

    # -- files ---------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Return the file form of the map as plain dicts and lists.

        Returns
        -------
        dict
            What a file holds: ``format``, ``version``, ``journey`` and a list for each type.
        """
        with self._store.lock:
            return encode(self._store.state)

    def to_json(self) -> str:
        """Return the map as the text of a ``.cjm.json`` file (two-space JSON)."""
        return as_bytes(self.to_dict()).decode()

    def __repr__(self) -> str:
        return (
            f"<Journey {shorten(self.title)}: {len(self.phases)} phases, "
            f"{len(self.touchpoints)} touchpoints, {len(self.personas)} personas, "
            f"{len(self.cards)} cards; revision {self.revision}>"
        )

    # -- records -------------------------------------------------------------------------

    def _record(self, record: RecordOrId, wanted: type[Record] = Record) -> Any:
        """Return the current state of a record given by itself or by its id."""
        record_id = _id(record)
        found = self._store.state.get(record_id)
        if found is None:
            known = isinstance(record, Record)
            error = RemovedRecord if known else UnknownRecord
            raise error(
                f"there is no record {record_id!r} in the map"
                + (" any more: it was removed; undo() may bring it back" if known else
                   "; take an id from j.touchpoints.ids or another view"),
                record=record_id,
            )  # fmt: skip
        if not isinstance(found, wanted):
            raise InvalidDocument(
                f"{record_id!r} is a {type_name(found)}, not a {type_name(wanted)}",
                record=record_id, value=record_id,
            )  # fmt: skip
        return found


def _id(record: object) -> str:
    found = getattr(record, "id", record)
    if not isinstance(found, str):
        raise UnknownRecord(
            f"{shorten(record)} is no record: give a record of the map or its id", value=record
        )
    return found
