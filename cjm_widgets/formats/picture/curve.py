"""Curves that never rise above or fall below what they join, as in the editor's `curve.ts`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .svg import number

Point = tuple[float, float]
#: Control, control, end.
_Piece = tuple[Point, Point, Point]


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


def _pieces(points: Sequence[Point]) -> list[_Piece]:
    slopes = _slopes(points)
    pieces = []
    for (a, b), s, e in zip(pairwise(points), slopes, slopes[1:], strict=False):
        third = (b[0] - a[0]) / 3
        pieces.append(((a[0] + third, a[1] + third * s), (b[0] - third, b[1] - third * e), b))
    return pieces


def path(points: Sequence[Point], *, turned: bool = False) -> str:
    """Return the curve as the `d` of a path; `turned`, it goes along y instead of x."""
    if not points:
        return ""
    rest = "".join(f"C{' '.join(_at(p, turned) for p in piece)}" for piece in _pieces(points))
    return f"M{_at(points[0], turned)}{rest}"


def band(upper: Sequence[Point], lower: Sequence[Point], *, turned: bool = False) -> str:
    """Return the area between an upper and a lower curve over the same places."""
    if not upper:
        return ""
    # Backwards the slopes are those of the mirrored curve, so it is drawn mirrored and turned.
    mirrored = [(-x, y) for x, y in reversed(lower)]
    back = "".join(
        f"C{' '.join(_at((-x, y), turned) for x, y in piece)}" for piece in _pieces(mirrored)
    )
    return f"{path(upper, turned=turned)}L{_at(lower[-1], turned)}{back}Z"


def _at(point: Point, turned: bool) -> str:
    x, y = reversed(point) if turned else point
    return f"{number(x)},{number(y)}"
