"""The exercises of a workshop, for those who lead it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ...model.checks.facts import OPPORTUNITIES, Facts
from ...model.finding import folded
from ...model.records import Card
from ..exercise import Demand, Exercise, unless
from ..things import CLASS, FILE
from .looking import sections, some, tells

MINUTES, TESTING = 90, 15
PEOPLE = 6
#: Students whose maps lie in the folder of the notebook, the damaged one among them.
STUDENTS = 7
#: One moment of the class, called otherwise by two students.
SAME = ("queues for coffee", "stands in line at the kiosk")
TO_DO = 3


def _seconds(facts: Facts, kind: str | None = None) -> float:
    parts = (p for p in facts.workshop_parts if kind in (None, p.kind))
    return sum(part.duration or 0 for part in parts)


def _fits(facts: Facts) -> bool:
    return 0 < _seconds(facts) <= 60 * MINUTES


def _round(facts: Facts) -> bool:
    return any(
        session.open and session.votes_per_person > 0 and "opportunity" in session.target_kinds
        for session in facts.vote_sessions
    )


def _one_column(cohort: Any) -> bool:
    """Tell whether the two names of one moment stand in one column of the class."""
    columns: dict[str, set[str]] = {}
    for row in cohort.matches.itertuples():
        columns.setdefault(str(row.class_touchpoint_id), set()).add(folded(str(row.touchpoint)))
    return any(names.issuperset(SAME) for names in columns.values())


def _nothing_else_pooled(cohort: Any) -> Iterable[str]:
    """Give the names of other touchpoints that stand in the column of the queue."""
    columns: dict[str, list[str]] = {}
    for row in cohort.matches.itertuples():
        columns.setdefault(str(row.class_touchpoint_id), []).append(str(row.touchpoint))
    for names in columns.values():
        inside = [name for name in names if folded(name) not in SAME]
        if len(inside) < len(names):
            yield from inside


def _ranked(facts: Facts) -> list[tuple[Card, int]]:
    """Return the opportunities with votes, the most first."""
    votes = Counter[str]()
    for vote in facts.votes:
        votes[vote.target] += vote.weight
    cards = ((facts.get(target), n) for target, n in votes.most_common())
    return [(c, n) for c, n in cards if isinstance(c, Card) and c.kind in OPPORTUNITIES]


def _first(facts: Facts) -> list[Card]:
    """Return the opportunities with the most votes; more than three where votes are equal."""
    ranked = _ranked(facts)
    if not ranked:
        return []
    least = ranked[min(TO_DO, len(ranked)) - 1][1]
    return [card for card, n in ranked if n >= least]


def _not_planned(facts: Facts) -> Iterable[str]:
    found = _first(facts)
    return [c.text for c in found if c.status not in ("planned", "doing")] if found else ("…",)


def _not_owned(facts: Facts) -> Iterable[str]:
    found = _first(facts)
    return [c.text for c in found if not (c.owner and c.due)] if found else ("…",)


EXERCISES = (
    Exercise(
        "teacher-1",
        (
            Demand("fits", unless(_fits)),
            Demand("testing", unless(lambda f: _seconds(f, "testing") >= 60 * TESTING)),
            Demand("people", lambda facts: some(
                [p for p in facts.people if p.kind == "participant" and p.name.strip()], PEOPLE
            )),
            Demand("round", unless(_round)),
        ),
    ),
    Exercise(
        "teacher-2",
        (
            Demand("all", unless(lambda cohort: len(cohort) >= STUDENTS)),
            Demand("same", unless(_one_column)),
            Demand("else", _nothing_else_pooled),
        ),
        (CLASS,),
    ),
    Exercise(
        "teacher-3",
        (Demand("planned", _not_planned), Demand("owned", _not_owned)),
    ),
    Exercise(
        "teacher-4",
        (
            Demand("there", unless(lambda file: bool(sections(file)))),
            Demand("votes", unless(lambda file: tells(file, "votes"))),
            Demand("opportunities", unless(lambda file: tells(file, "opportunities"))),
            Demand("next", unless(lambda file: tells(file, "next"))),
        ),
        (FILE,),
    ),
)  # fmt: skip
