"""Curves of the map's picture, and the bands between two of them, as paths of SVG."""

from __future__ import annotations

from collections.abc import Sequence

from ..monotone import Point, pieces
from .svg import number


def path(points: Sequence[Point], *, turned: bool = False) -> str:
    """Return the curve as the `d` of a path; `turned`, it goes along y instead of x."""
    if not points:
        return ""
    rest = "".join(f"C{' '.join(_at(p, turned) for p in piece)}" for piece in pieces(points))
    return f"M{_at(points[0], turned)}{rest}"


def band(upper: Sequence[Point], lower: Sequence[Point], *, turned: bool = False) -> str:
    """Return the area between an upper and a lower curve over the same places."""
    if not upper:
        return ""
    # Backwards the slopes are those of the mirrored curve, so it is drawn mirrored and turned.
    mirrored = [(-x, y) for x, y in reversed(lower)]
    back = "".join(
        f"C{' '.join(_at((-x, y), turned) for x, y in piece)}" for piece in pieces(mirrored)
    )
    return f"{path(upper, turned=turned)}L{_at(lower[-1], turned)}{back}Z"


def _at(point: Point, turned: bool) -> str:
    x, y = reversed(point) if turned else point
    return f"{number(x)},{number(y)}"
