"""The table of gaps: what is, against what should be.

Three comparisons, told apart by `gap`: whether a touchpoint is in use against whether it was
intended, what was expected against how it was, and the resources there are against those that
are needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.fields import fields_of
from ..model.pooling import best_founded, pooled
from ..model.records import Experience, Resource, Touchpoint
from ..model.state import State
from .columns import Column, of_row, pair_columns, phases_of_touchpoints, place_columns

if TYPE_CHECKING:
    from ..model.journey import JourneyModel

_KINDS = ("use", "expectation", "resource")
_FINDINGS = (
    "as_intended", "not_in_use", "not_intended", "exceeded", "met", "missed", "covered", "short",
    "unknown",
)  # fmt: skip


class Gap(NamedTuple):
    """One comparison. What does not belong to its kind is None."""

    gap: str
    finding: str
    is_gap: bool
    touchpoint: str | None = None
    phase: str | None = None
    persona: str | None = None
    resource: str | None = None
    in_use: bool | None = None
    intended: bool | None = None
    expectation: str | None = None
    expectation_met: str | None = None
    score: float | None = None
    n: int | None = None
    have: float | None = None
    need: float | None = None
    unit: str | None = None


def rows(journey: JourneyModel) -> tuple[Gap, ...]:
    """Return all comparisons, in the order of the map; what nobody filled in is left out."""
    state = journey.store.state
    return (*_uses(state), *_expectations(state), *_resources(state))


def _uses(state: State) -> Iterator[Gap]:
    for step in state.in_order("touchpoint"):
        if step.in_use is None and step.intended is None:
            continue
        finding = "unknown"
        if None not in (step.in_use, step.intended):
            finding = (
                "as_intended" if step.in_use == step.intended
                else "not_intended" if step.in_use
                else "not_in_use"
            )  # fmt: skip
        yield Gap(
            "use", finding, finding in ("not_intended", "not_in_use"), step.id, step.phase,
            in_use=step.in_use, intended=step.intended,
        )  # fmt: skip


def _expectations(state: State) -> Iterator[Gap]:
    """Give a row for each persona that was somewhere where something was expected."""
    neutral = state.journey.emotion_scale.neutral
    scores: defaultdict[str, dict[str | None, list[Experience]]] = defaultdict(dict)
    for felt in state.in_order("experience"):
        if felt.score is not None:
            scores[felt.touchpoint].setdefault(felt.persona, []).append(felt)
    for step in state.in_order("touchpoint"):
        if not step.expectation and step.expectation_met == "unknown":
            continue
        for persona, felt in scores.get(step.id, {None: []}).items():
            score, _, n = pooled(best_founded(felt))
            below = score is not None and score < neutral
            yield Gap(
                "expectation", _finding(step), step.expectation_met == "missed" or below,
                step.id, step.phase, persona, expectation=step.expectation,
                expectation_met=step.expectation_met, score=score, n=n or None,
            )  # fmt: skip


def _finding(step: Touchpoint) -> str:
    known = step.expectation_met in ("exceeded", "met", "missed")
    return step.expectation_met if known else "unknown"


class _Stock:
    """What is there and what is needed of one resource at one place."""

    def __init__(self) -> None:
        self.have: list[Resource] = []
        self.need: list[Resource] = []


def _resources(state: State) -> Iterator[Gap]:
    """Give a row for each resource (same name, kind and unit) at each touchpoint.

    What names no touchpoint is there for, or needed by, the map as a whole; what is there for
    all of it covers a need anywhere.
    """
    stocks: dict[tuple[str, str, str], dict[str | None, _Stock]] = {}
    for resource in state.in_order("resource"):
        key = (resource.name, resource.kind, resource.unit)
        for place in dict.fromkeys(resource.touchpoints or (None,)):
            stock = stocks.setdefault(key, {}).setdefault(place, _Stock())
            (stock.need if resource.status == "need" else stock.have).append(resource)
    phases = phases_of_touchpoints(state)
    order = {step.id: at for at, step in enumerate(state.in_order("touchpoint"))}
    for (_, _, unit), places in stocks.items():
        everywhere = places[None].have if None in places else []
        for place in sorted(places, key=lambda place: order.get(place, -1)):
            stock = places[place]
            have = [*stock.have, *(everywhere if place is not None and stock.need else ())]
            finding = _cover(have, stock.need)
            yield Gap(
                "resource", finding, finding == "short", place, phases[place],
                resource=(stock.need or stock.have)[0].id, have=_amount(have),
                need=_amount(stock.need), unit=unit,
            )  # fmt: skip


def _cover(have: list[Resource], need: list[Resource]) -> str:
    if not need:
        return "covered"
    if not have:
        return "short"
    there, wanted = _amount(have), _amount(need)
    if there is None or wanted is None:
        return "unknown" if wanted is not None else "covered"
    return "covered" if there >= wanted else "short"


def _amount(resources: list[Resource]) -> float | None:
    """Return how much there is in all; None where nobody said how much."""
    amounts = [r.amount for r in resources if r.amount is not None]
    return sum(amounts) if amounts else None


def columns() -> list[Column]:
    """Return the columns."""

    def known(name: str) -> Any:
        return fields_of(Touchpoint)[name].known

    return [
        Column("gap", "choice", of_row("gap"), known=_KINDS),
        Column("finding", "choice", of_row("finding"), known=_FINDINGS),
        Column("is_gap", "flag", of_row("is_gap")),
        *place_columns(of_row("touchpoint"), of_row("phase")),
        *pair_columns("persona", of_row("persona")),
        *pair_columns("resource", of_row("resource"), ordered=False),
        Column("in_use", "flag", of_row("in_use")),
        Column("intended", "flag", of_row("intended")),
        Column("expectation", "text", of_row("expectation")),
        Column(
            "expectation_met", "choice", of_row("expectation_met"), known=known("expectation_met")
        ),
        Column("score", "number", of_row("score")),
        Column("n", "count", of_row("n")),
        Column("have", "number", of_row("have")),
        Column("need", "number", of_row("need")),
        Column("unit", "text", of_row("unit")),
    ]
