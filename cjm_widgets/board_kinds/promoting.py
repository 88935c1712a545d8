"""What becomes of a sticky note: a card on the map, a goal, a question or a metric."""

from __future__ import annotations

from typing import Any

from ..frames.columns import name_of
from ..model.errors import BoardError, closest_hint, shorten
from ..model.fields import fields_of
from ..model.journey import JourneyModel, RecordOrId
from ..model.kinds import MAX_NAME
from ..model.records import Card, Phase, Record, Touchpoint, type_name
from ..model.workshop import Board, StickyNote
from .catalogue import as_key

#: What belongs to the map as a whole. A question may also be a card at a touchpoint.
_APART = ("goal", "metric", "question")


def promote(
    journey: JourneyModel,
    board: Board,
    note: StickyNote,
    kind: str,
    at: RecordOrId | None,
    fields: dict[str, Any],
) -> Any:
    """Put a note on the map and keep the link, in one change; see `Board.promote`."""
    became = None if note.promoted_to is None else journey.get(note.promoted_to)
    if became is not None:
        raise BoardError(
            f"the note {shorten(note.text)} is on the map already, as the "
            f"{getattr(became, 'kind', '') or type_name(became)} {shorten(name_of(became) or '')}; "
            "edit that one, or remove it first",
            record=note.id, field="promoted_to", value=note.promoted_to, code="promoted",
        )  # fmt: skip
    wanted = _known(kind, note)
    apart = wanted in _APART and not (wanted == "question" and at is not None)
    label = f"add.{wanted if apart else 'card'}"
    with journey.transaction(label):
        if not apart:
            place = _place(journey, board, note, wanted, at)
            own: dict[str, Any] = {"color": note.color, "author": note.author}
            if board.persona is not None:
                own["personas"] = (board.persona,)
            made: Record = journey.add_card(place, wanted, **{"text": note.text, **own, **fields})
        else:
            if at is not None:
                raise BoardError(
                    f"a {wanted} belongs to the map as a whole: leave out the touchpoint",
                    record=note.id, field="at", value=at, code="promote-place",
                )  # fmt: skip
            said = {"name": _line(note.text)} if wanted == "metric" else {"text": note.text}
            made = journey.add(wanted, **{**said, **fields})
        journey.update(note, promoted_to=made)
    return made


def _known(kind: Any, note: StickyNote) -> str:
    """Return the kind of thing a note is to become."""
    known = (*fields_of(Card)["kind"].known, "goal", "metric")
    key = as_key(kind) if isinstance(kind, str) else ""
    if key in known:
        return key
    hint = closest_hint(key, known, f"there are {', '.join(known)}")
    raise BoardError(
        f"a note cannot become {shorten(kind)}: {hint}",
        record=note.id, field="kind", value=kind, code="promote-kind",
    )  # fmt: skip


def _place(
    journey: JourneyModel, board: Board, note: StickyNote, kind: str, at: RecordOrId | None
) -> RecordOrId:
    """Return where a card goes: where it was asked for, else where the board looks into."""
    if at is not None:
        return _named(journey, note, at)
    about = None if board.about is None else journey.get(board.about)
    if isinstance(about, Card):
        return str(about.touchpoint or about.phase)
    if isinstance(about, Touchpoint | Phase):
        return about
    names = ", ".join(repr(touchpoint.name) for touchpoint in journey.touchpoints[:10])
    where = f"touchpoints are {names}" if names else "add one with j.add_touchpoint(...)"
    raise BoardError(
        f"say at which touchpoint (or phase) the {kind} belongs, "
        f"board.promote(note, {kind!r}, touchpoint): {where}",
        record=note.id, field="at", value=None, code="promote-place",
    )  # fmt: skip


def _named(journey: JourneyModel, note: StickyNote, at: RecordOrId) -> RecordOrId:
    """Return the touchpoint or phase with this id or, when only one has it, this name."""
    if not isinstance(at, str) or journey.get(at) is not None:
        return at
    there = [*journey.touchpoints, *journey.phases]
    found: list[Touchpoint | Phase] = [record for record in there if record.name == at]
    if len(found) == 1:
        return found[0].id
    problem = "is the name of several" if found else "is neither the id nor the name of one"
    raise BoardError(
        f"{shorten(at)} {problem}: give a touchpoint or a phase of the map",
        record=note.id, field="at", value=at, code="promote-place",
    )  # fmt: skip


def _line(text: str) -> str:
    """Return a text as a name: on one line, and no longer than a name may be."""
    return " ".join(text.split())[:MAX_NAME]
