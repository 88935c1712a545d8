"""Put labels apart that would lie on each other."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], room: float, low: float, high: float) -> list[float]:
    """Return places at least `room` apart, as near as can be to those wanted, in their order.

    Parameters
    ----------
    wanted
        Where they would stand best, in any order.
    room
        How far apart two are at least.
    low, high
        Where the first and the last may stand; more than fit go over `high`.

    Returns
    -------
    list of float
        A place for each; the sum of squared distances to `wanted` is the least possible where
        all of them fit.

    Notes
    -----
    Without their distances the places only have to rise: isotonic regression by pooling adjacent
    violators (Barlow et al., "Statistical Inference under Order Restrictions", 1972).
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    blocks: list[tuple[float, int]] = []
    for rank, at in enumerate(order):
        mean, size = wanted[at] - rank * room, 1
        while blocks and blocks[-1][0] > mean:
            other, count = blocks.pop()
            mean = (mean * size + other * count) / (size + count)
            size += count
        blocks.append((mean, size))
    most = max(low, high - (len(order) - 1) * room)
    places = [0.0] * len(order)
    rank = 0
    for mean, size in blocks:
        for _ in range(size):
            places[order[rank]] = min(max(mean, low), most) + rank * room
            rank += 1
    return places
