"""Many scores as one: which of them count, their mean, their spread, the number of answers."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum, sqrt
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from .fields import fields_of
from .records import Experience

_WORDS = fields_of(Experience)["source"].known
#: Source -> how well founded it is. One of a later version is no assumption, but no more is known.
_FOUNDED = MappingProxyType({word: float(at) for at, word in enumerate(_WORDS)})
_UNKNOWN = 0.5
Felt = TypeVar("Felt", bound=Any)


def best_founded(felt: Iterable[Felt]) -> list[Felt]:
    """Return the scores of the best founded source among those of one persona at one touchpoint.

    Measured comes before reported by people themselves, before observed, before assumed; a score
    of no answers (``n=0``) only counts where there is no other. Sources are never mixed: where one
    number is wanted, it is that of one source.
    """
    felt = list(felt)
    counted = [one for one in felt if one.n != 0] or felt
    best = max((one.source for one in counted), key=_rank, default=None)
    return [one for one in counted if one.source == best]


class OneScore(NamedTuple):
    """What several scores come to, its spread, its answers, its source, and which of them count."""

    value: float
    sd: float | None
    n: int
    source: str
    counted: list[Any]


def one_score(felt: Iterable[Any]) -> OneScore:
    """Return the one score that several (at least one) come to.

    It is the mean of the best founded; scores of no answers (``n=0``) count where there is no
    other, all the same: they have no spread.
    """
    best = best_founded(felt)
    mean, sd, n = pooled(best)
    value = fsum(one.score for one in best) / len(best) if mean is None else mean
    return OneScore(value, sd, n, best[0].source, best)


def _rank(source: str) -> float:
    return _FOUNDED.get(source, _UNKNOWN)


def pooled(felt: Iterable[Any]) -> tuple[float | None, float | None, int]:
    """Return mean, standard deviation and number of all the answers that scores sum up.

    A score counts as its `n` answers, as one where it has none. The standard deviation is that
    of all answers together (divided by n - 1): what lies within the groups and what lies between
    their means, the formula for combining groups of the Cochrane Handbook for Systematic Reviews
    of Interventions, 6.5.2.10. It is None where it cannot be known: for a single answer, and
    where one of several groups of answers does not say its own. Where there are no answers there
    is no mean.
    """
    groups = [(1 if one.n is None else one.n, one.score, one.sd) for one in felt]
    known = [(n, score, sd) for n, score, sd in groups if n and score is not None]
    total = sum(n for n, _, _ in known)
    if not total:
        return None, None, 0
    if len(known) == 1:
        # As it is stated, also where nobody said of how many.
        return known[0][1], known[0][2], total
    mean = fsum(score * (n / total) for n, score, _ in known)
    if any(sd is None if n > 1 else sd for n, _, sd in known):
        return mean, None, total
    inside = fsum((n - 1) * (sd or 0.0) ** 2 for n, _, sd in known)
    between = fsum(n * (score - mean) ** 2 for n, score, _ in known)
    return mean, sqrt((inside + between) / (total - 1)), total
