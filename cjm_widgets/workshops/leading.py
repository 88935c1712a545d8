"""Leading a workshop from Python: its parts, their timers, checklist, participants and votes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from ..model.errors import InvalidDocument, UnknownRecord, shorten
from ..model.finding import folded
from ..model.records import Person, VoteSession, WorkshopPart
from .checklist import Item, NextStep, checklist, current, next_step
from .plan import BY_HAND, PLAN
from .timing import Clock, planned, remaining, stamp, taken
from .voting import the_round, votable
from .wording import Wording, wording

if TYPE_CHECKING:
    import pandas as pd

    from ..journey import Journey

PartOrId = WorkshopPart | str
SessionOrId = VoteSession | str


class Leading:
    """What a `Workshop` does in Python. All of it is in the document, and `undo` takes it back."""

    #: Tells the time; tests give one of their own.
    clock: Clock
    language: Any

    @property
    @abstractmethod
    def journey(self) -> Journey:
        """The map."""

    # -- parts and their timers ------------------------------------------------------------

    @property
    def parts(self) -> tuple[WorkshopPart, ...]:
        """The parts of the workshop as they are now, in order."""
        return tuple(self.journey.workshop_parts)

    @property
    def part(self) -> WorkshopPart | None:
        """The part that runs, else is paused, else comes next; None once all are done."""
        return current(self.parts)

    def start(self, part: PartOrId | None = None) -> WorkshopPart:
        """Start the timer of a part, or go on with it.

        Only one runs at a time: another one that runs is paused, not finished, since nobody has
        said that it is done.

        Parameters
        ----------
        part
            The record, its id, its kind (``"mapping"``) or its title; where the room is when left
            out.

        Returns
        -------
        WorkshopPart
            The part as it is now.

        Raises
        ------
        UnknownRecord
            There is no such part, or none that is not done.
        """
        with self.journey.transaction("Start the timer"):
            found = self._find(part)
            if found.status != "running":
                self._pause(self._running())
                now = stamp(self.clock())
                self.journey.update(found, status="running", started=now)
        return self._as_it_is(found)

    def pause(self) -> WorkshopPart | None:
        """Stop the timer that runs, and keep what has passed; gives its part, None if none ran."""
        with self.journey.transaction("Pause the timer"):
            running = self._running()
            self._pause(running)
        return self._as_it_is(running[0]) if running else None

    def finish(self, part: PartOrId | None = None) -> WorkshopPart:
        """Say that a part (where the room is when left out) is done; its timer stops.

        Parameters
        ----------
        part
            The record, its id, its kind or its title; where the room is when left out.

        Raises
        ------
        UnknownRecord
            There is no such part, or none that is not done.
        """
        with self.journey.transaction("Finish the part"):
            found = self._find(part)
            spent = taken(found, self._now())
            self.journey.update(found, status="done", elapsed=spent, started="")
        return self._as_it_is(found)

    def extend(self, minutes: float = 5, part: PartOrId | None = None) -> WorkshopPart:
        """Plan more minutes for a part (where the room is when left out); fewer if negative.

        Parameters
        ----------
        minutes
            How many.
        part
            The record, its id, its kind or its title; where the room is when left out.

        Raises
        ------
        UnknownRecord
            There is no such part, or none that is not done.
        InvalidDocument
            `minutes` is no number.
        """
        given: Any = minutes
        if isinstance(given, bool) or not isinstance(given, int | float) or not isfinite(given):
            raise InvalidDocument(
                f"minutes are a number, not {shorten(minutes)}: extend(5)",
                field="duration", value=minutes,
            )  # fmt: skip
        with self.journey.transaction("Extend the part"):
            found = self._find(part)
            self.journey.update(found, duration=max(0.0, planned(found) + 60.0 * minutes))
        return self._as_it_is(found)

    def remaining(self, part: PartOrId | None = None) -> float:
        """Return how much of the planned time of a part is left, in seconds.

        Negative once it is over. It goes on while no kernel runs, as the clock in the room does.

        Parameters
        ----------
        part
            The record, its id, its kind or its title; where the room is when left out.
        """
        return remaining(self._find(part), self._now())

    def agenda(self, language: str | None = None) -> pd.DataFrame:
        """Return the agenda.

        Parameters
        ----------
        language
            ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; that of the widget when left out.

        Returns
        -------
        pandas.DataFrame
            A row a part: ``part_id``, ``part`` (what it is called), ``kind``, ``status``, and in
            seconds ``planned``, ``taken`` and ``remaining`` (negative once it is over).
        """
        from . import tables

        return tables.agenda(self.parts, self._words(language), self._now())

    def guide(self, language: str | None = None) -> pd.DataFrame:
        """Return what the teacher says and does.

        Parameters
        ----------
        language
            ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; that of the widget when left out.

        Returns
        -------
        pandas.DataFrame
            A row a step: ``part_id``, ``part``, ``step``, ``minutes``, ``say`` and ``do``.
        """
        from . import tables

        return tables.guide(self.parts, self._words(language))

    # -- the checklist -----------------------------------------------------------------------

    def tick(self, item: str, part: PartOrId | None = None, *, done: bool = True) -> WorkshopPart:
        """Tick an item that people tell, or with ``done=False`` take the tick away.

        Parameters
        ----------
        item
            Its id, as in `checklist`: ``"ice_breaker"``.
        part
            The part, where several have the item; else the first one that has it.
        done
            Whether it is.

        Raises
        ------
        InvalidDocument
            There is no such item, or the document tells whether it is done.
        UnknownRecord
            There is no such part, or none that has the item.
        """
        given: Any = item
        if given not in BY_HAND:
            raise self._not_ticked(given)
        with self.journey.transaction("Tick the checklist" if done else "Untick the checklist"):
            having = [p for p in self.parts if p.kind in PLAN and item in PLAN[p.kind].items]
            found = self._find(part) if part is not None else having[0] if having else None
            if found is None or found not in having:
                raise UnknownRecord(
                    f"no part of this workshop has the item {item!r}"
                    if found is None else f"{found.id!r} ({found.kind}) has no item {item!r}",
                    record=found.id if found else None, field="ticked", value=item,
                )  # fmt: skip
            left = tuple(other for other in found.ticked if other != item)
            self.journey.update(found, ticked=(*left, item) if done else left)
        return self._as_it_is(found)

    def checklist(self, language: str | None = None) -> pd.DataFrame:
        """Return the checklist.

        Parameters
        ----------
        language
            ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; that of the widget when left out.

        Returns
        -------
        pandas.DataFrame
            A row an item: ``part_id``, ``part``, ``item`` (its id), ``text``, ``done``, ``how``
            (``"document"`` where the map tells, ``"hand"`` where it is ticked) and ``missing``,
            what to do; empty once it is done.
        """
        from . import tables

        words = self._words(language)
        return tables.checklist(self._items(words), self.parts, words)

    def next_step(self, language: str | None = None) -> NextStep:
        """Return what to do next: the item of the checklist, or the part to begin or to leave.

        ``print(w.next_step())`` says it in words; nothing is changed.

        Parameters
        ----------
        language
            ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; that of the widget when left out.
        """
        words = self._words(language)
        with self.journey.store.lock:
            return next_step(self._items(words), self.parts, words)

    # -- people and votes -------------------------------------------------------------------

    @property
    def participants(self) -> tuple[Person, ...]:
        """Who takes part, in the order they were entered."""
        return tuple(p for p in self.journey.people if p.kind == "participant")

    def add_participants(self, names: str | Iterable[str]) -> tuple[Person, ...]:
        """Enter who takes part, in one change.

        Parameters
        ----------
        names
            Names, or one text with a name a line. Who is there already (whatever the case of the
            letters) is not entered twice, and empty names are left out.

        Returns
        -------
        tuple of Person
            Those that are new.

        Raises
        ------
        InvalidDocument
            One of them is no text; nobody is entered.
        """
        listed: Any = names.splitlines() if isinstance(names, str) else list(names)
        for name in listed:
            if not isinstance(name, str):
                raise InvalidDocument(
                    f"a name is a text, not {shorten(name)}: add_participants(['Ana', 'Ben'])",
                    field="name", value=name,
                )  # fmt: skip
        with self.journey.transaction("Add participants"):
            there = {folded(person.name) for person in self.participants}
            new = []
            for name in (" ".join(name.split()) for name in listed):
                if name and folded(name) not in there:
                    there.add(folded(name))
                    new.append(self.journey.add_person(name, kind="participant"))
        return tuple(new)

    def open_vote(
        self,
        title: str = "",
        kinds: str | Iterable[str] = (),
        votes_per_person: int = 3,
        *,
        anonymous: bool = False,
    ) -> VoteSession:
        """Open a round of votes.

        Parameters
        ----------
        title
            What it is about: "Which problem first?".
        kinds
            What can be voted for: types of records (``"touchpoint"``) and kinds of cards
            (``"pain"``); everything when left out.
        votes_per_person
            How many each has.
        anonymous
            Whether voters are not to be shown; `docs/workshop.md` says what that means.

        Raises
        ------
        InvalidDocument
            A kind is none, or the budget is no whole number from 1 on.
        """
        budget: Any = votes_per_person
        if isinstance(budget, bool) or not isinstance(budget, int) or budget < 1:
            raise InvalidDocument(
                f"each has a whole number of votes, from 1 on, not {shorten(budget)}",
                field="votes_per_person", value=budget,
            )  # fmt: skip
        return self.journey.add_vote_session(
            title, target_kinds=votable(kinds), votes_per_person=budget, anonymous=anonymous
        )

    def close_vote(self, session: SessionOrId | None = None) -> VoteSession:
        """Close a round (the only open one when left out): its votes stay as they are.

        Parameters
        ----------
        session
            The round, its id or its title; the one that is open when left out.

        Raises
        ------
        UnknownRecord
            There is no such round, or it is not said which of several.
        """
        with self.journey.transaction("Close voting"):
            found = the_round(self.journey, session)
            self.journey.update(found, open=False)
        return self.journey.vote_sessions[found.id]

    def results(self, session: SessionOrId | None = None) -> pd.DataFrame:
        """Return what was voted for, the most first: the table ``vote_results`` of the map.

        Parameters
        ----------
        session
            One round only: the record, its id or its title.

        Raises
        ------
        UnknownRecord
            There is no such round.
        """
        found = self.journey.to_frame("vote_results")
        if session is None:
            return found
        only = the_round(self.journey, session).id
        return found[found["vote_session_id"] == only].reset_index(drop=True)

    # -- inside ---------------------------------------------------------------------------

    def _set_up(self, minutes: Mapping[str, float]) -> None:
        """Add the parts, unless there are some or the map cannot be changed."""
        words = wording(self.journey.info.language)
        with self.journey.store.editing():
            if self.parts or self.journey.store.read_only is not None:
                return
            with self.journey.transaction("Set up the workshop"):
                for kind, planned_for in minutes.items():
                    title = words.parts[kind].title
                    self.journey.add_workshop_part(kind, title, duration=60.0 * planned_for)

    def _now(self) -> datetime:
        return self.clock()

    def _words(self, language: str | None) -> Wording:
        return wording(self.language if language is None else language)

    def _items(self, words: Wording) -> list[Item]:
        with self.journey.store.lock:
            return checklist(self.journey.store.state, words, self._now().date())

    def _running(self) -> list[WorkshopPart]:
        return [part for part in self.parts if part.status == "running"]

    def _pause(self, running: Iterable[WorkshopPart]) -> None:
        for part in running:
            spent = taken(part, self._now())
            self.journey.update(part, status="paused", elapsed=spent, started="")

    def _as_it_is(self, part: WorkshopPart) -> WorkshopPart:
        return self.journey.workshop_parts[part.id]

    def _find(self, part: PartOrId | None) -> WorkshopPart:
        parts = self.parts
        if part is None:
            found = current(parts)
            if found is None:
                raise UnknownRecord(
                    "all parts are done; say which one: start('testing')" if parts else
                    "this map has no parts of a workshop; make them with cjm.Workshop(j)",
                    field="part", value=None,
                )  # fmt: skip
            return found
        key: Any = getattr(part, "id", part)
        words = self._words(None)
        for named in (
            lambda p: p.id == key, lambda p: p.kind == key,
            lambda p: key in (p.title, words.title(p)),
        ):  # fmt: skip
            for one in parts:
                if named(one):
                    return one
        raise UnknownRecord(
            f"there is no part {shorten(key)} in this workshop; there are "
            f"{', '.join(repr(p.kind) for p in parts) or 'none'}",
            field="part", value=key,
        )  # fmt: skip

    def _not_ticked(self, item: Any) -> InvalidDocument:
        known = any(item in plan.items for plan in PLAN.values())
        if not known:
            return InvalidDocument(
                f"there is no item {shorten(item)}; these are ticked by hand: "
                f"{', '.join(sorted(BY_HAND))}",
                field="ticked", value=item,
            )  # fmt: skip
        words = self._words(None)
        missing = next((i.missing for i in self._items(words) if i.id == item), "")
        return InvalidDocument(
            f"whether {item!r} is done follows from the map, it is not ticked"
            + (f": {missing}" if missing else "; it is done"),
            field="ticked", value=item,
        )  # fmt: skip


def minutes_of(parts: Iterable[str] | Mapping[str, float] | None) -> dict[str, float]:
    """Return the minutes of each part that is to be held.

    Raises
    ------
    InvalidDocument
        One is no part, or no number of minutes.
    """
    if parts is None:
        return {kind: plan.minutes for kind, plan in PLAN.items()}
    given: Any = {parts: None} if isinstance(parts, str) else parts
    wanted = dict(given) if isinstance(given, Mapping) else dict.fromkeys(given)
    minutes: dict[str, float] = {}
    for kind, time in wanted.items():
        if kind not in PLAN:
            raise InvalidDocument(
                f"there is no part {shorten(kind)}; there are {', '.join(PLAN)}",
                field="parts", value=kind,
            )  # fmt: skip
        if time is None:
            time = PLAN[kind].minutes
        if isinstance(time, bool) or not isinstance(time, int | float) or not 0 < time < 1e6:
            raise InvalidDocument(
                f"the part {kind!r} takes minutes, not {shorten(time)}: parts={{{kind!r}: 20}}",
                field="parts", value=time,
            )  # fmt: skip
        minutes[kind] = time
    return minutes
