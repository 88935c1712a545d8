"""The line icons of lanes, on a raster of 16 px: those of the editor (`js/src/ui/icons.tsx`)."""

from __future__ import annotations

from types import MappingProxyType

from .blocks import Shape

_PATHS = MappingProxyType({
    "touchpoint": "M8 2v12M3 6h10",
    "emotion": "M2 10c2-6 4-6 6 0s4 4 6-4",
    "thought": "M3 12l2-3a5 5 0 1 1 8-1 5 5 0 0 1-7 4z",
    "quote": "M6.5 5H3v4h3.5zm0 0v4c0 1.5-1 2.5-2.5 3M13 5H9.5v4H13zm0 0v4c0 1.5-1 2.5-2.5 3",
    "feeling": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM6 6.5v.5m4-.5v.5M5.5 10q2.5 2 5 0",
    "pain": "M8 2l6 11H2zM8 6v4m0 1.5v.3",
    "barrier": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM4 4l8 8",
    "gain": "M3 8l4 4 6-8",
    "opportunity": "M8 2a4 4 0 0 1 2 7v2H6V9a4 4 0 0 1 2-7zM6 14h4",
    "solution": "M8 2l1.7 4.3L14 8l-4.3 1.7L8 14l-1.7-4.3L2 8l4.3-1.7z",
    "action": "M3 8h9M8.5 4.5L12 8l-3.5 3.5",
    "channel": "M3 4h10v7H8l-3 2.5V11H3z",
    "need": "M8 13.5C3 10 2 7.5 2.5 5.5S6 3 8 5.5C10 3 13 3.5 13.5 5.5S13 10 8 13.5z",
    "question": "M5.5 6A2.5 2.5 0 1 1 8 8.5V10m0 2.5v.3",
    "insight": (
        "M2 8s2.5-4 6-4 6 4 6 4-2.5 4-6 4-6-4-6-4zm6-1.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z"
    ),
    "note": "M3 3h10v6l-4 4H3zm10 6H9v4",
    "metric": "M3 13V8m5 5V3m5 10v-3",
    "owner": "M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zm-5 5.5c.5-3 2.5-4 5-4s4.5 1 5 4",
    "custom": "M3 4h10M3 8h10M3 12h6",
})  # fmt: skip


def icon(kind: str, ink: str) -> Shape:
    """Return the icon of a kind of lane; of one that is not known the plain one."""
    return Shape(_PATHS.get(kind, _PATHS["custom"]), 14, stroke=ink)
