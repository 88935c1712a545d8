"""How much many maps agree: about a feeling, and about sets of things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import log2
from typing import NamedTuple

from ..model.finding import folded
from ..model.pooling import one_score, pooled
from ..model.records import EmotionScale
from ..model.rescaling import Rescaling
from ..model.state import State


class One(NamedTuple):
    """What one map says, as an answer that counts once."""

    score: float
    n: int | None = None
    sd: float | None = None


def scores_on(state: State, scale: EmotionScale) -> dict[str, float]:
    """Return how a map says each touchpoint feels, on a scale: of the best founded source."""
    groups: defaultdict[str, list[object]] = defaultdict(list)
    for felt in state.in_order("experience"):
        if felt.score is not None:
            groups[felt.touchpoint].append(felt)
    own = state.journey.emotion_scale
    move = None if own == scale else Rescaling(own, scale)
    found = {}
    for touchpoint, felt in groups.items():
        score = one_score(felt).value
        found[touchpoint] = score if move is None else move.score(score)
    return found


def channels_of(state: State) -> dict[str, frozenset[str]]:
    """Return the channels of each touchpoint of a map, by their names."""
    names = {channel.id: folded(channel.name) for channel in state.in_order("channel")}
    return {
        step.id: frozenset(names[channel] for channel in step.channels)
        for step in state.in_order("touchpoint")
    }


def kinds_of(state: State) -> dict[str, frozenset[str]]:
    """Return the kinds of cards on each touchpoint of a map that has any."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for card in state.in_order("card"):
        if card.touchpoint is not None:
            found[card.touchpoint].add(card.kind)
    return {touchpoint: frozenset(kinds) for touchpoint, kinds in found.items()}


def mean_and_spread(scores: Iterable[float]) -> tuple[float | None, float | None, int]:
    """Return mean, standard deviation (of a sample: divided by n - 1) and n of scores."""
    return pooled([One(score) for score in scores])


def consensus(scores: Sequence[float], scale: EmotionScale) -> float | None:
    """Return how much scores agree, from 0 to 1; None for fewer than two.

    1 is all the same, 0 is half of them at either end of the scale. It is the consensus of
    Tastle, W. J. & Wierman, M. J. (2007), "Consensus and dissention: A measure of ordinal
    dispersion", International Journal of Approximate Reasoning 45(3), 531-545::

        1 + mean of log2(1 - |score - mean| / width of the scale)

    Unlike van der Eijk's A (2001) it needs no categories, so that means of several personas count
    as they are. A score off the scale counts as its end.
    """
    if len(scores) < 2:
        return None
    held = [min(max(score, scale.min), scale.max) for score in scores]
    mean, width = sum(held) / len(held), scale.max - scale.min
    parts = [log2(1 - min(abs(score - mean) / width, 1 - 1e-12)) for score in held]
    return min(max(1 + sum(parts) / len(parts), 0.0), 1.0)


def overlap(sets: Iterable[frozenset[str]]) -> float | None:
    """Return how much sets have in common, from 0 to 1; None for fewer than two.

    It is the mean of Jaccard's index (Jaccard, P. (1912), "The distribution of the flora in the
    alpine zone", New Phytologist 11(2), 37-50) over all pairs of them: what both have, as a part
    of what either has. Empty sets say nothing and do not count.
    """
    counts = Counter(one for one in sets if one)
    n = counts.total()
    if n < 2:
        return None
    total = float(sum(many * (many - 1) // 2 for many in counts.values()))
    for (one, many), (other, more) in combinations(counts.items(), 2):
        total += many * more * len(one & other) / len(one | other)
    return total / (n * (n - 1) // 2)
