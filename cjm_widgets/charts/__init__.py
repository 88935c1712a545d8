"""Charts of maps: a `Journey` (or several) in, an Altair chart out. They draw offline."""

from .emotion import emotion_curve
from .what_if import what_if

__all__ = ["emotion_curve", "what_if"]
