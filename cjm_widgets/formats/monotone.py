"""Curves that never rise above or fall below what they join, as in the editor's `curve.ts`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]
#: Control, control, end.
Piece = tuple[Point, Point, Point]


def _slopes(points: Sequence[Point]) -> list[float]:
    """Slopes of a monotone cubic, after Fritsch and Butland; points go along the first number."""
    secants = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    slopes = []
    for at in range(len(points)):
        before = secants[at - 1] if at else None
        after = secants[at] if at < len(secants) else None
        if before is None or after is None:
            slopes.append(after or before or 0.0)
        elif before * after <= 0:
            slopes.append(0.0)
        else:
            h0, h1 = points[at][0] - points[at - 1][0], points[at + 1][0] - points[at][0]
            slopes.append(3 * (h0 + h1) / ((2 * h1 + h0) / before + (h1 + 2 * h0) / after))
    return slopes


def pieces(points: Sequence[Point]) -> list[Piece]:
    """Return the cubic pieces that join points from the first to the last."""
    slopes = _slopes(points)
    pieces = []
    for (a, b), s, e in zip(pairwise(points), slopes, slopes[1:], strict=False):
        third = (b[0] - a[0]) / 3
        pieces.append(((a[0] + third, a[1] + third * s), (b[0] - third, b[1] - third * e), b))
    return pieces
