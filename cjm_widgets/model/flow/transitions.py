"""The transitions of a map: those that follow from its paths, and those that are stated.

*Derived.* The probability of going from `a` to `b` is the expected number of times the paths do
so over the expected number of times they are at `a`, each path counted with its weight (`routes`).
This is the first-order Markov chain nearest to the mixture of paths, the maximum-likelihood one
(Anderson & Goodman, "Statistical inference about Markov chains", Ann. Math. Stat. 28, 1957). The
last step of a path leaves the map, so what leads out of a touchpoint adds up to 1.

*Stated.* An edge record overrides what is derived, for everybody:

* Its probability stands (several records of one transition are added up; more than 1 in all from
  one touchpoint is scaled to 1). The other ways the paths take out of that touchpoint share what
  is left in their proportions; where there are none, the rest leaves the map.
* Without a probability it alters none. Out of a touchpoint that no path goes through, such edges
  share what is left: by their `count` where all have one, else equally. Elsewhere an edge that
  no path takes and that has no probability counts as 0, and that is said.
* Its label and condition stand, and its kind where that is other than the default ``next``.

*Kinds.* ``loop`` leads to itself; ``return`` leads back to a touchpoint that every path which
takes it has been at already (or, where no path takes it, to one that stands before on the map).
Of the ways forward out of a touchpoint one is ``next``: that of the main path, else the most
probable, else the first on the map; the others are ``branch``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ..records import Edge
from ..state import State
from .remark import Remark, called, listed
from .routes import ROUNDING, Route

#: How a way out of a touchpoint is called that leaves the map.
OUT = None
#: From where (None is outside) -> to where (None is outside) -> probability.
Ways = dict[str | None, dict[str | None, float]]


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from a touchpoint to another.

    Attributes
    ----------
    source, target
        Ids of touchpoints; None is outside: where people come from, or go when they leave.
    kind
        ``start`` and ``end`` (to and from outside), ``next``, ``branch``, ``loop``, ``return``.
    probability
        Part of those at `source` who go to `target` next, with the stated edges heeded.
    derived
        The same as the paths alone say; None where none of them takes it.
    edges
        Ids of the edge records that state it.
    paths
        Ids of the paths that take it.
    label, condition
        As stated; else a branch has the conditions of its paths.
    count
        How often it was seen, where that is stated.
    """

    source: str | None
    target: str | None
    kind: str
    probability: float
    derived: float | None
    edges: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    label: str = ""
    condition: str = ""
    count: int | None = None


class Transitions(NamedTuple):
    """The transitions of a map, those into it first, then in the order of the map."""

    transitions: tuple[Transition, ...]
    remarks: tuple[Remark, ...]


def transitions_of(
    state: State, routes: Sequence[Route], start: str | None = None
) -> Transitions:  # fmt: skip
    """Return the transitions of a map.

    Parameters
    ----------
    state
        The map.
    routes
        Who takes which path, as `routes_of` gives it. Where they are only the order of the map
        and there are edge records, the edges alone count.
    start
        Id of the touchpoint everybody starts at; None is where the paths start (without paths:
        the touchpoints that no edge leads to).
    """
    edges: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in state.in_order("edge"):
        edges[edge.source, edge.target].append(edge)
    if edges:
        routes = [route for route in routes if route.path is not None]
    remarks: list[Remark] = []
    derived, takers = _derived(routes)
    ways = {source: dict(found) for source, found in derived.items() if source is not None}
    stated: dict[str, dict[str, list[Edge]]] = defaultdict(dict)
    for (source, target), group in edges.items():
        stated[source][target] = group
    for source, groups in stated.items():
        ways[source] = _overridden(state, source, groups, derived.get(source, {}), remarks)
    starts = _starts(state, derived, edges, start, remarks)
    # Where nothing leads on, people leave the map.
    for place in (*(target for _, target in edges), *starts):
        ways.setdefault(place, {OUT: 1.0})
    come_from_outside = derived.get(OUT, {})
    rows = [
        Transition(OUT, place, "start", p, come_from_outside.get(place), (), takers[OUT, place])
        for place, p in starts.items()
    ]
    kinds = _Kinds(state, routes, edges, ways)
    order: dict[str | None, int] = {r.id: i for i, r in enumerate(state.in_order("touchpoint"))}
    order[OUT] = len(order)
    for source in sorted(ways, key=order.__getitem__):
        before = derived.get(source, {})
        for to in sorted(ways[source], key=order.__getitem__):
            probability, by = ways[source][to], takers[source, to]
            if to is OUT:
                if probability > 0 or to in before:
                    rows.append(Transition(source, to, "end", probability, before.get(to), (), by))
                continue
            group, kind = edges.get((source, to), []), kinds.kind(source, to)
            counts = [edge.count for edge in group if edge.count is not None]
            conditions = _joined(edge.condition for edge in group)
            if kind == "branch" and not conditions:
                conditions = _joined(state.get(path).condition for path in by)
            rows.append(Transition(
                source, to, kind, probability, before.get(to), tuple(edge.id for edge in group),
                by, _joined(edge.label for edge in group), conditions,
                sum(counts) if counts else None,
            ))  # fmt: skip
    return Transitions(tuple(rows), tuple(remarks))


def _derived(
    routes: Sequence[Route],
) -> tuple[Ways, dict[tuple[str | None, str | None], tuple[str, ...]]]:
    """Return the probabilities that follow from the paths, and which paths take what."""
    times: dict[str | None, dict[str | None, float]] = defaultdict(lambda: defaultdict(float))
    takers: dict[tuple[str | None, str | None], dict[str, None]] = defaultdict(dict)
    for route in routes:
        places = [OUT, *route.steps, OUT]
        for source, target in pairwise(places):
            times[source][target] += route.weight
            if route.path is not None:
                takers[source, target][route.path] = None
    ways: Ways = {}
    for source, targets in times.items():
        total = sum(targets.values())
        # Where only paths of probability 0 go: as if they were equally probable.
        ways[source] = {
            target: weight / total if total > 0 else 1 / len(targets)
            for target, weight in targets.items()
        }
    return ways, defaultdict(tuple, {way: tuple(paths) for way, paths in takers.items()})


def _overridden(
    state: State,
    source: str,
    edges: Mapping[str, Sequence[Edge]],
    derived: Mapping[str | None, float],
    remarks: list[Remark],
) -> dict[str | None, float]:
    """Return the ways out of a touchpoint with its stated edges heeded."""
    stated: dict[str | None, float] = {}
    unsaid: list[str] = []
    for target, group in edges.items():
        known = [edge.probability for edge in group if edge.probability is not None]
        if known:
            stated[target] = sum(known)
        elif target not in derived:
            unsaid.append(target)
    total = sum(stated.values())
    if total > 1:
        if total > 1 + ROUNDING:
            text = (
                f"The transitions from {called(state, source)} add up to {total:.3g}: scaled to 1."
            )
            remarks.append(Remark("transitions", text, (source,)))
        stated = {target: p / total for target, p in stated.items()}
    left = max(0.0, 1 - total)
    others = {target: p for target, p in derived.items() if target not in stated}
    if derived:
        if unsaid:
            text = (
                f"No path goes from {called(state, source)} to {listed(state, unsaid)}, and no "
                "probability is stated: taken as 0."
            )
            remarks.append(Remark("transition-without-probability", text, (source, *unsaid)))
        share = sum(others.values())
        rest: dict[str | None, float] = dict.fromkeys(unsaid, 0.0)
        if share > 0:
            rest |= {target: left * p / share for target, p in others.items()}
        else:
            rest |= dict.fromkeys(others, 0.0) | {OUT: left}
        return stated | rest
    if unsaid:
        return stated | _shared(state, source, {t: edges[t] for t in unsaid}, left, remarks)
    return stated | {OUT: left}


def _shared(
    state: State,
    source: str,
    edges: Mapping[str, Sequence[Edge]],
    left: float,
    remarks: list[Remark],
) -> dict[str | None, float]:
    """Share what is left among edges without a probability: by their counts, else equally."""
    counts = [[e.count for e in group if e.count is not None] for group in edges.values()]
    total = sum(map(sum, counts))
    if all(counts) and total > 0:
        return {t: left * sum(n) / total for t, n in zip(edges, counts, strict=True)}
    if len(edges) > 1:
        text = (
            f"No probability is stated from {called(state, source)} to {listed(state, edges)}: "
            "they are taken as equal."
        )
        remarks.append(Remark("transitions-equal", text, (source, *edges)))
    return dict.fromkeys(edges, left / len(edges))


def _starts(
    state: State,
    derived: Ways,
    edges: Mapping[tuple[str, str], object],
    start: str | None,
    remarks: list[Remark],
) -> dict[str, float]:
    """Return where people come in."""
    if start is not None:
        return {start: 1.0}
    if OUT in derived:
        return {str(target): p for target, p in derived[OUT].items()}
    reached = {target for source, target in edges if source != target}
    there = {touchpoint for edge in edges for touchpoint in edge}
    order = [record.id for record in state.in_order("touchpoint") if record.id in there]
    first = [touchpoint for touchpoint in order if touchpoint not in reached] or order[:1]
    if first:
        text = f"No path says where people start: taken as {listed(state, first)}."
        remarks.append(Remark("start", text, tuple(first)))
    return {touchpoint: 1 / len(first) for touchpoint in first}


class _Kinds:
    """Tells of what kind a transition is."""

    def __init__(
        self,
        state: State,
        routes: Sequence[Route],
        edges: Mapping[tuple[str, str], Sequence[Edge]],
        ways: Mapping[str, Mapping[str | None, float]],
    ) -> None:
        self._edges = edges
        self._order = {r.id: i for i, r in enumerate(state.in_order("touchpoint"))}
        self._forward: set[tuple[str, str]] = set()
        self._taken: set[tuple[str, str]] = set()
        main: set[tuple[str, str]] = set()
        for route in {route.path: route for route in routes}.values():
            been: set[str] = set()
            is_main = route.path is not None and state.get(route.path).main
            for source, target in pairwise(route.steps):
                been.add(source)
                self._taken.add((source, target))
                if target not in been:
                    self._forward.add((source, target))
                if is_main:
                    main.add((source, target))
        self._next: dict[str, str] = {}
        for source, targets in ways.items():
            forward = [
                ((source, to) not in main, -p, self._order[to], to)
                for to, p in targets.items()
                if to is not None and self._leads_on(source, to)
            ]
            if forward:
                self._next[source] = min(forward)[-1]

    def kind(self, source: str, target: str) -> str:
        """Return the kind of a transition between touchpoints."""
        for edge in self._edges.get((source, target), ()):
            if edge.kind != "next":
                return edge.kind
        if source == target:
            return "loop"
        if not self._leads_on(source, target):
            return "return"
        return "next" if self._next.get(source) == target else "branch"

    def _leads_on(self, source: str, target: str) -> bool:
        if source == target:
            return False
        if (source, target) in self._taken:
            return (source, target) in self._forward
        return self._order[target] > self._order[source]


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
