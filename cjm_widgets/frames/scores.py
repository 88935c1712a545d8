"""The table of scores: touchpoint x persona x source, with mean, spread and number of answers.

What was assumed, observed, reported by people themselves and measured are four rows: they are
never averaged with each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..model.fields import fields_of
from ..model.pooling import pooled
from ..model.records import Experience
from .columns import Column, of_row, pair_columns, phases_of_touchpoints, place_columns

if TYPE_CHECKING:
    from ..model.journey import JourneyModel

_SOURCES = fields_of(Experience)["source"].known


class Score(NamedTuple):
    """What a persona (None: everybody) felt at a touchpoint, by one source."""

    touchpoint: str
    phase: str | None
    persona: str | None
    source: str
    mean: float | None
    sd: float | None
    n: int
    min: float
    max: float
    records: int
    respondents: int


def rows(journey: JourneyModel) -> tuple[Score, ...]:
    """Return the rows in the order of the map: touchpoints, then personas, then sources."""
    state = journey.store.state
    groups: dict[tuple[str, str | None, str], list[Experience]] = {}
    for felt in state.in_order("experience"):
        if felt.score is not None:
            groups.setdefault((felt.touchpoint, felt.persona, felt.source), []).append(felt)
    steps = {step.id: at for at, step in enumerate(state.in_order("touchpoint"))}
    personas: dict[str | None, int] = {p.id: at for at, p in enumerate(state.in_order("persona"))}
    personas[None] = len(personas)
    sources = {word: at for at, word in enumerate(_SOURCES)}
    phases = phases_of_touchpoints(state)

    def place(key: tuple[str, str | None, str]) -> tuple[int, int, int, str]:
        touchpoint, persona, source = key
        return steps[touchpoint], personas[persona], sources.get(source, len(sources)), source

    return tuple(
        _score(phases[key[0]], key, groups[key]) for key in sorted(groups, key=place)
    )  # fmt: skip


def _score(
    phase: str | None, key: tuple[str, str | None, str], felt: list[Experience]
) -> Score:  # fmt: skip
    touchpoint, persona, source = key
    scores = [one.score for one in felt if one.score is not None]
    mean, sd, n = pooled(felt)
    respondents = {one.respondent for one in felt if one.respondent}
    return Score(
        touchpoint, phase, persona, source, mean, sd, n, min(scores), max(scores), len(felt),
        len(respondents),
    )  # fmt: skip


def columns() -> list[Column]:
    """Return the columns."""
    return [
        *place_columns(of_row("touchpoint"), of_row("phase")),
        *pair_columns("persona", of_row("persona")),
        Column("source", "choice", of_row("source"), known=_SOURCES),
        Column("mean", "number", of_row("mean")),
        Column("sd", "number", of_row("sd")),
        Column("n", "count", of_row("n")),
        Column("min", "number", of_row("min")),
        Column("max", "number", of_row("max")),
        Column("records", "count", of_row("records")),
        Column("respondents", "count", of_row("respondents")),
    ]
