"""Intervals: of one proportion, and of what is computed from several.

One proportion has the score interval of Wilson ("Probable inference, the law of succession, and
statistical inference", JASA 22, 1927), recommended by Brown, Cai & DasGupta ("Interval estimation
for a binomial proportion", Statistical Science 16, 2001).

What depends on several independent proportions has the interval that recovers their variances from
their own limits (MOVER: Zou & Donner, "Construction of confidence limits about effect measures",
Statistics in Medicine 27, 2008; for the difference of two proportions it is Newcombe's hybrid
score interval, Statistics in Medicine 17, 1998): each proportion is moved alone to its lower and to
its upper Wilson limit, and the changes of the result to one side are added up in squares. It keeps
the skewness of the parts, is Wilson's own interval where there is only one, needs no random
numbers, and what is compared moves together, so that a difference is that of paired results.

Simulated, 95 % intervals of the conversion over 2 to 8 steps measured with n of 30 to 400 cover in
93 to 95 % where people are lost at every step. They fall to 88 % for eight steps of hardly any loss
(98 % go on) measured with n = 50 each, and to 87 % for six steps with n = 15 each: there they are
somewhat short, mostly at the upper end.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from math import sqrt
from statistics import NormalDist
from typing import TypeVar

from .measured import Estimate

_NOISE = 1e-12
K = TypeVar("K", bound=Hashable)
#: A number by what it is the number of.
Numbers = dict[K, float]


def wilson(value: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return the score interval of a proportion.

    Parameters
    ----------
    value
        The proportion that was seen, 0 to 1.
    n
        Of how many.
    confidence
        Of the interval, between 0 and 1.
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    shrink = 1 + z * z / n
    middle = (value + z * z / (2 * n)) / shrink
    half = z / shrink * sqrt(value * (1 - value) / n + z * z / (4 * n * n))
    # At the ends the limit is the value itself, which rounding must not miss.
    low = 0.0 if value == 0 else max(0.0, min(value, middle - half))
    high = 1.0 if value == 1 else min(1.0, max(value, middle + half))
    return low, high


def limits(
    compute: Callable[[Mapping[str, float]], Numbers[K]],
    estimates: Mapping[str, Estimate],
    confidence: float,
) -> tuple[Numbers[K], dict[K, tuple[float, float]]]:
    """Return numbers that are computed from rates, and the intervals of those that are uncertain.

    Parameters
    ----------
    compute
        Gives the numbers for rates by key; called twice for each rate with an `n`.
    estimates
        The rates.
    confidence
        Of the intervals.
    """
    rates = {key: estimate.value for key, estimate in estimates.items()}
    found = compute(rates)
    below: dict[K, float] = {}
    above: dict[K, float] = {}
    for key, estimate in estimates.items():
        if estimate.n is None:
            continue
        ends = wilson(estimate.value, estimate.n, confidence)
        lower, upper = (compute(rates | {key: end}) for end in ends)
        for name, number in found.items():
            one, two = lower.get(name, number) - number, upper.get(name, number) - number
            if one == two == 0:
                continue
            down, up = min(0.0, one, two), max(0.0, one, two)
            # A ratio whose rate cancels out moves by its rounding only.
            if max(-down, up) > _NOISE * max(1.0, abs(number)):
                below[name] = below.get(name, 0.0) + down * down
                above[name] = above.get(name, 0.0) + up * up
    return found, {
        name: (found[name] - sqrt(below[name]), found[name] + sqrt(above[name])) for name in below
    }
