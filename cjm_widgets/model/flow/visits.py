"""How often people come to each touchpoint, in a map with loops.

The transitions are an absorbing Markov chain whose absorbing state is outside of the map. With
`Q` the probabilities among touchpoints and `s` where people start, the expected visits are
``v = s (I - Q)^-1``: `s` times the fundamental matrix (Kemeny & Snell, *Finite Markov Chains*,
1960, theorem 3.2.4), and the expected time is the visits times the time of a visit.

The system is solved by state reduction: touchpoints are taken out one by one, and whoever would
have come to one goes where it leads on. That is Gaussian elimination without a subtraction, the
algorithm of Grassmann, Taksar & Heyman ("Regenerative analysis and steady state distributions
for Markov chains", Operations Research 33, 1985): results keep their relative precision however
small the probability of leaving is, and there is no near-singular matrix to fear. Only what is
connected is touched, the least connected first, so that a long map costs little.

A set of touchpoints that nobody leaves any more is found by the same steps: what is left of it at
last leads nowhere. Its visits are infinite, which is the answer, not an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from math import inf
from typing import NamedTuple

from .transitions import Transition


class Visits(NamedTuple):
    """How often people come by.

    Attributes
    ----------
    visits
        Expected visits of one person who starts, by touchpoint; infinite where nobody leaves.
    ends
        Part of the people whose last touchpoint it is. They add up to 1, unless some never
        leave.
    endless
        Ids of the touchpoints that people come to and never leave for good.
    """

    visits: dict[str, float]
    ends: dict[str, float]
    endless: tuple[str, ...]


def visits_of(transitions: Iterable[Transition]) -> Visits:
    """Return the expected visits of every touchpoint in a chain of transitions."""
    starts: defaultdict[str, float] = defaultdict(float)
    leaves: dict[str, float] = {}
    ways: dict[str, dict[str, float]] = {}
    for one in transitions:
        for place in (one.source, one.target):
            if place is not None:
                ways.setdefault(place, {})
        if one.probability <= 0:
            continue
        if one.source is None:
            starts[str(one.target)] += one.probability
        elif one.target is None:
            leaves[one.source] = one.probability
        else:
            ways[one.source][one.target] = one.probability
    visits = _solve(ways, starts, leaves)
    return Visits(
        visits,
        {place: visits[place] * leaves[place] if place in leaves else 0.0 for place in ways},
        tuple(place for place in ways if visits[place] == inf),
    )


def _solve(
    ways: dict[str, dict[str, float]], starts: dict[str, float], leaves: dict[str, float]
) -> dict[str, float]:
    """Return the visits: reduce the chain place by place, then put the places back."""
    out = {place: dict(targets) for place, targets in ways.items()}
    into: dict[str, set[str]] = {place: set() for place in ways}
    for place, targets in out.items():
        for target in targets:
            into[target].add(place)
    start = {place: starts.get(place, 0.0) for place in ways}
    gone = {place: leaves.get(place, 0.0) for place in ways}
    taken: list[tuple[str, float, float, dict[str, float]]] = []
    queue = [(len(into[place]) * len(out[place]), at, place) for at, place in enumerate(out)]
    heapify(queue)
    while queue:
        cost, at, place = heappop(queue)
        now = len(into[place]) * len(out[place])
        if now > cost:
            heappush(queue, (now, at, place))
            continue
        onward = out.pop(place)
        onward.pop(place, None)
        into[place].discard(place)
        leaving = gone[place] + sum(onward.values())
        sources = {source: out[source].pop(place) for source in into.pop(place)}
        taken.append((place, start[place], leaving, sources))
        for target in onward:
            into[target].discard(place)
        for source, there in sources.items():
            if leaving == 0:
                gone[source] += there  # who goes there never comes back
                continue
            gone[source] += there * (gone[place] / leaving)
            for target, on in onward.items():
                out[source][target] = out[source].get(target, 0.0) + there * (on / leaving)
                into[target].add(source)
        if leaving > 0:
            for target, on in onward.items():
                start[target] += start[place] * (on / leaving)
    visits: dict[str, float] = {}
    for place, first, leaving, sources in reversed(taken):
        # Not from where nobody comes by: infinity times 0 is no number.
        came = (visits[source] * p for source, p in sources.items() if visits[source])
        arriving = first + sum(came)
        visits[place] = arriving / leaving if leaving else (inf if arriving else 0.0)
    return visits
