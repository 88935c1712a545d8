"""The picture of the map itself."""

from __future__ import annotations

from typing import Any

from ..formats.html_picture import picture
from ..formats.picture import render
from ..formats.picture.raster import plain
from .facts import Facts
from .model import Block, Picture
from .pictures import size

#: A map of more touchpoints is drawn for a larger page, which is then made smaller.
_FEW = 16


def map_pictures(facts: Facts) -> list[Block]:
    """Return the map as pictures, as many as it needs to be read on pages."""
    state, words = facts.journey.store.state, facts.words
    if not state.of_type("touchpoint") and not state.of_type("phase"):
        return []
    alt = words("map_alt", title=facts.name(facts.journey.title))
    if facts.pictures.for_page:
        # A page has the map as tables: they are read by anybody, and scroll on small screens.
        return [Picture("map", words("map_caption"), alt, "", 0, 0, html=picture(state))]
    pages = _pages(facts)
    return [
        Picture(
            "map" if len(pages) == 1 else f"map_{at}",
            words("map_caption") if len(pages) == 1 else words("map_page", n=at, of=len(pages)),
            alt, svg, *size(svg), paper=plain(svg),
        )
        for at, svg in enumerate(pages, 1)
    ]  # fmt: skip


def _pages(facts: Facts) -> tuple[str, ...]:
    """Return the map as SVG, in pages that are read on A4; a long map in fewer, fuller ones."""
    theme: Any = facts.pictures.theme
    page: Any = "A4" if len(facts.journey.touchpoints) <= _FEW else "A3"
    return render(facts.journey, page=page, language=facts.words.language, theme=theme).pages
