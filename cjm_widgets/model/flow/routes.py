"""Who takes which path: the paths of a map as one mixture whose weights add up to 1.

The rule, in full:

* A persona takes the paths that name it. What their probabilities leave of 1 goes to the paths
  for everybody (those that name no persona), in their proportions. A persona that no path names
  takes the paths for everybody.
* A path without a probability takes what the others of its kind leave; several of them share it
  equally. Probabilities that cannot be met (more than 1 in all, or less with no path to take the
  rest) are scaled to add up to 1, and that is said.
* Personas count by their `share`; those without one divide the rest equally. What is left then
  are other people, who take the paths for everybody.
* A path without steps leads nowhere and is left out. A map without paths and transitions is one
  path through its touchpoints in their order.

Each weight is so the product of the part of the people and of the probability with which they
take the path: a finite mixture (McLachlan & Peel, *Finite Mixture Models*, 2000, ch. 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..records import Path, Persona
from ..state import State
from .remark import Remark, called, listed

#: Probabilities are often rounded; the checks of a map allow as much.
ROUNDING = 0.005


class Route(NamedTuple):
    """A path as one group of people takes it.

    Attributes
    ----------
    path
        Id of the path, None for the order of the map.
    persona
        Id of the persona, None for people in general.
    steps
        Ids of touchpoints, repeats allowed.
    weight
        The part of all people who are of this group and take this path.
    """

    path: str | None
    persona: str | None
    steps: tuple[str, ...]
    weight: float


class Routes(NamedTuple):
    """All routes of a map, their weights adding up to 1 (unless there is none), and remarks."""

    routes: tuple[Route, ...]
    remarks: tuple[Remark, ...]


def routes_of(state: State, persona: str | None = None) -> Routes:
    """Return who takes which path.

    Parameters
    ----------
    state
        The map.
    persona
        Id of a persona, for her alone; None for everybody.
    """
    remarks: list[Remark] = []
    paths = [path for path in state.in_order("path") if path.steps]
    empty = [path.id for path in state.in_order("path") if not path.steps]
    if empty:
        text = f"Paths without steps are left out: {listed(state, empty)}."
        remarks.append(Remark("path-without-steps", text, tuple(empty)))
    if not paths:
        return Routes(_order_of_map(state, persona, remarks), tuple(remarks))
    groups = _people(state, paths, persona, remarks)
    found: list[Route] = []
    lost: list[str] = []
    for who, share in groups.items():
        taken = _distribution(state, paths, who, remarks)
        if not taken:
            lost.append(called(state, who) if who else "people of no persona")
        found += [Route(p.id, who, p.steps, share * weight) for p, weight in taken.items()]
    if lost:
        text = f"No path is for {', '.join(lost)}: they are not counted."
        remarks.append(Remark("nobody-goes", text))
    total = sum(route.weight for route in found)
    if total <= 0:  # only those with a share of nothing have a path
        found = [route._replace(weight=1 / len(found)) for route in found]
        total = 1.0
    weighed = tuple(route._replace(weight=route.weight / total) for route in found)
    return Routes(weighed, tuple(dict.fromkeys(remarks)))


def _order_of_map(state: State, persona: str | None, remarks: list[Remark]) -> tuple[Route, ...]:
    steps = tuple(record.id for record in state.in_order("touchpoint"))
    if not steps:
        return ()
    remarks.append(Remark(
        "no-paths", "The map has no path: everybody goes through all touchpoints in their order."
    ))  # fmt: skip
    return (Route(None, persona, steps, 1.0),)


def _people(
    state: State, paths: Sequence[Path], persona: str | None, remarks: list[Remark]
) -> dict[str | None, float]:
    """Return the groups of people and their parts of all; None are people of no persona."""
    if persona is not None:
        return {persona: 1.0}
    if not any(path.personas for path in paths):
        return {None: 1.0}
    personas: Sequence[Persona] = state.in_order("persona")
    known: dict[str | None, float] = {p.id: p.share for p in personas if p.share is not None}
    unknown = [p.id for p in personas if p.share is None]
    total = sum(known.values())
    rest = max(0.0, 1 - total)
    if total > 1 + ROUNDING:
        text = f"The shares of the personas add up to {total:.3g}: they are scaled to 1."
        remarks.append(Remark("shares", text, tuple(str(i) for i in known)))
    if unknown:
        each = rest / len(unknown)
        text = f"No share is given for {listed(state, unknown)}: {each:.3g} each."
        remarks.append(Remark("share-missing", text, tuple(unknown)))
        return {p.id: known.get(p.id, each) for p in personas}
    groups = dict(known)
    if rest > ROUNDING and any(not path.personas for path in paths):
        groups[None] = rest
    return groups


def _distribution(
    state: State, paths: Sequence[Path], who: str | None, remarks: list[Remark]
) -> dict[Path, float]:
    """Return with which probability a group of people takes each of its paths."""
    own = [path for path in paths if who is not None and who in path.personas]
    others = [path for path in paths if not path.personas]
    weights = _spread(own)
    left = max(0.0, 1 - sum(weights.values()))
    if others and (left > ROUNDING or not own):
        rest = _scaled(state, _spread(others), remarks)
        weights |= {path: left * weight for path, weight in rest.items()}
        return weights if sum(weights.values()) <= 1 else _scaled(state, weights, remarks)
    return _scaled(state, weights, remarks)


def _spread(paths: Sequence[Path]) -> dict[Path, float]:
    """Return the probabilities of alternatives; those that have none share what is left."""
    known = sum(path.probability for path in paths if path.probability is not None)
    unknown = sum(path.probability is None for path in paths)
    each = max(0.0, 1 - known) / unknown if unknown else 0.0
    return {p: each if p.probability is None else p.probability for p in paths}


def _scaled(
    state: State, weights: dict[Path, float], remarks: list[Remark]
) -> dict[Path, float]:  # fmt: skip
    """Return probabilities that add up to 1, and say so where they did not."""
    if not weights:
        return weights
    total = sum(weights.values())
    ids: Iterable[str] = [path.id for path in weights]
    if abs(total - 1) > ROUNDING:
        text = f"The probabilities of {listed(state, ids)} add up to {total:.3g}: scaled to 1."
        remarks.append(Remark("probabilities", text, tuple(ids)))
    if total <= 0:
        return dict.fromkeys(weights, 1 / len(weights))
    return {path: weight / total for path, weight in weights.items()}
