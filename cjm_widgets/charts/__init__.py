"""Charts of maps: a `Journey` (or several) in, an Altair chart out. They draw offline."""

from .emotion import emotion_curve

__all__ = ["emotion_curve"]
