"""Rounds of votes as a workshop names them: by record, id or title, and what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..model.errors import InvalidDocument, UnknownRecord, closest_hint, shorten
from ..model.fields import fields_of, types_by_name
from ..model.finding import find
from ..model.journey import JourneyModel
from ..model.records import Card, VoteSession

#: What nobody votes for.
_NEVER = ("journey", "vote", "vote_session")


def votable(kinds: str | Iterable[str]) -> tuple[str, ...]:
    """Return kinds of things if they can be voted for.

    Raises
    ------
    InvalidDocument
        One of them is neither a type of record nor a kind of card.
    """
    listed: Any = [kinds] if isinstance(kinds, str) else list(kinds)
    known = [*(t for t in types_by_name() if t not in _NEVER), *fields_of(Card)["kind"].known]
    for kind in listed:
        if kind not in known:
            hint = closest_hint(kind, known, f"there are: {', '.join(known)}")
            raise InvalidDocument(
                f"{shorten(kind)} is nothing to vote for: {hint}",
                field="target_kinds", value=kind,
            )  # fmt: skip
    return tuple(dict.fromkeys(listed))


def the_round(journey: JourneyModel, session: VoteSession | str | None) -> VoteSession:
    """Return the round that is meant, by itself, its id or its title; None: the open one.

    Raises
    ------
    UnknownRecord
        There is no such round, none that is open, or several are.
    InvalidDocument
        It is another record, or several rounds have the title.
    """
    if session is not None:
        state = journey.store.state
        found: VoteSession = find(state, session, "vote_session", field="session")
        return found
    rounds = [s for s in journey.vote_sessions if s.open]
    if len(rounds) == 1:
        return rounds[0]
    told = ", ".join(f"{s.title!r} ({s.id})" for s in rounds)
    raise UnknownRecord(
        f"several rounds are open; say which one: {told}" if rounds else
        "no round of votes is open; open one with open_vote('Which problem first?')",
        field="session", value=None,
    )  # fmt: skip
