"""The exercises of a workshop, for those who take part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ...model.checks.facts import OPPORTUNITIES, PAINS, Facts
from ...model.records import Card
from ...model.workshop import Board, StickyNote
from ..exercise import Demand, Exercise, unless
from .looking import named, some

EMPATHY = ("says", "thinks", "does", "feels")
NOTES = 6
PUT_ON_MAP = 2
#: How many times "why" is asked at least; five is a name, not a law.
WHYS = 4


def _notes(facts: Facts, board: Board) -> list[StickyNote]:
    return [n for n in facts.sticky_notes if n.board == board.id and n.text.strip()]


def _empathy(facts: Facts) -> list[StickyNote]:
    """Return the notes of the empathy map that has the most."""
    boards = [_notes(facts, board) for board in facts.boards if board.kind == "empathy_map"]
    return max(boards, key=len, default=[])


def _empty_cells(facts: Facts) -> Iterable[str]:
    filled = {note.cell for note in _empathy(facts)}
    return [cell for cell in EMPATHY if cell not in filled]


def _unsigned(facts: Facts) -> Iterable[str]:
    notes = _empathy(facts)
    return [note.text for note in notes if not note.author.strip()] if notes else ("…",)


def _on_map(facts: Facts) -> list[Card]:
    """Return the cards that notes of any board became."""
    found = (facts.get(note.promoted_to) for note in facts.sticky_notes)
    return [record for record in found if isinstance(record, Card)]


def _walked(facts: Facts) -> set[str]:
    return {
        e.touchpoint
        for e in facts.experiences
        if e.respondent.strip() and e.source != "assumed" and e.score is not None
    }


def _not_walked(facts: Facts) -> Iterable[str]:
    there = _walked(facts)
    return named(facts, [t for t in facts.touchpoints if t.id not in there])


def _told_why(facts: Facts) -> Iterable[str]:
    return some([e for e in facts.experiences if e.respondent.strip() and e.note.strip()], 2)


def _why_boards(facts: Facts) -> list[Board]:
    """Return the boards of 5 Whys about a pain."""
    about = ((board, facts.get(board.about)) for board in facts.boards)
    return [
        board
        for board, pain in about
        if board.kind == "five_whys" and isinstance(pain, Card) and pain.kind in PAINS
    ]


def _deep(facts: Facts) -> bool:
    boards = _why_boards(facts)
    return any(len({n.cell for n in _notes(facts, board)}) >= WHYS for board in boards)


def _answered(facts: Facts) -> bool:
    notes = [note for board in _why_boards(facts) for note in _notes(facts, board)]
    found = (facts.get(note.promoted_to) for note in notes)
    return any(isinstance(card, Card) and card.kind in OPPORTUNITIES for card in found)


def _spent(facts: Facts) -> bool:
    """Tell whether somebody gave all votes of a round."""
    given = Counter[tuple[str, str]]()
    for vote in facts.votes:
        given[vote.session, vote.voter] += vote.weight
    return any(
        given[session.id, voter] >= session.votes_per_person
        for session in facts.vote_sessions
        for of, voter in given
        if of == session.id and voter.strip()
    )


def _spread(facts: Facts) -> bool:
    targets: dict[tuple[str, str], set[str]] = {}
    for vote in facts.votes:
        targets.setdefault((vote.session, vote.voter), set()).add(vote.target)
    return any(len(found) > 1 for found in targets.values())


EXERCISES = (
    Exercise(
        "participant-1",
        (
            Demand("notes", lambda facts: some(_empathy(facts), NOTES)),
            Demand("cells", _empty_cells),
            Demand("signed", _unsigned),
        ),
    ),
    Exercise(
        "participant-2",
        (
            Demand("two", lambda facts: some(_on_map(facts), PUT_ON_MAP)),
            Demand("pain", unless(lambda f: any(c.kind in PAINS for c in _on_map(f)))),
        ),
    ),
    Exercise(
        "participant-3",
        (
            Demand("walked", _not_walked),
            Demand("why", _told_why),
        ),
    ),
    Exercise(
        "participant-4",
        (
            Demand("about", lambda facts: some(_why_boards(facts))),
            Demand("deep", unless(_deep)),
            Demand("answer", unless(_answered)),
        ),
    ),
    Exercise(
        "participant-5",
        (
            Demand("spent", unless(_spent)),
            Demand("spread", unless(_spread)),
        ),
    ),
)
