"""The map itself as a picture: SVG with text as text, PNG and PDF."""

from .picture import Picture
from .render import render

__all__ = ["Picture", "render"]
