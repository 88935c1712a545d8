"""`render`: a map as a picture."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ...i18n import LANGUAGES, is_known
from ...model.errors import FormatError, InvalidDocument, UnknownRecord, shorten
from ...model.state import State
from .blocks import Rulers
from .cells import Maker
from .facts import Chosen, Facts
from .heading import heading
from .pages import draw_page, lay_out
from .picture import Picture
from .scores import lines_of
from .theme import theme_of
from .words import Words

if TYPE_CHECKING:
    from ...model.journey import JourneyModel

_DIRECTIONS = ("horizontal", "vertical")


def render(
    journey: JourneyModel,
    *,
    direction: Literal["horizontal", "vertical"] = "horizontal",
    page: Literal["A4", "A3", "16:9"] | None = None,
    language: str | None = None,
    theme: Literal["light", "dark", "print"] = "light",
    lanes: Iterable[str] | None = None,
    persona: Any = None,
    fonts: str | os.PathLike[str] | None = None,
) -> Picture:
    """Return the map as a picture: ``cjm.render(j)``, ``cjm.render(j, page="A4").save("j.pdf")``.

    Parameters
    ----------
    journey
        The map.
    direction
        ``"horizontal"``: touchpoints as columns; ``"vertical"``: as rows.
    page
        ``"A4"``, ``"A3"`` or ``"16:9"``: as many pages as it takes. One picture as large as it
        needs when left out.
    language
        Of the words that are not of the map: ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; the map's
        own when left out.
    theme
        ``"light"``, ``"dark"`` or ``"print"``: black on white, with stronger lines.
    lanes
        Only these: ids, kinds or titles of lanes.
    persona
        Only what is about this one (a record, its id or name) or about everyone.
    fonts
        A folder with fonts for a PNG or a PDF: of scripts, or emoji, that this machine has none
        for.

    Returns
    -------
    Picture
        Shown in a notebook; ``.svg``, ``.png()``, ``.pdf()`` and ``.save(path)`` give files.

    Raises
    ------
    InvalidDocument
        An option is none of these.
    UnknownRecord
        There is no such lane or persona.
    """
    if direction not in _DIRECTIONS:
        raise InvalidDocument(
            f"direction is {' or '.join(_DIRECTIONS)}, not {shorten(direction)}",
            field="direction", value=direction,
        )  # fmt: skip
    state = journey.store.snapshot()[0]
    return _render(
        state, direction, page, language, theme, _lanes(state, lanes), _persona(state, persona),
        _folder(fonts),
    )  # fmt: skip


def _render(
    state: State, direction: str, page: Any, language: Any, theme: str,
    lanes: frozenset[str] | None, persona: str | None, fonts: Path | None,
) -> Picture:  # fmt: skip
    if language is not None and not (isinstance(language, str) and is_known(language)):
        raise InvalidDocument(
            f"language is one of {', '.join(LANGUAGES)}, not {shorten(language)}",
            field="language", value=language,
        )  # fmt: skip
    words = Words(language or state.journey.language)
    facts = Facts(state, words, Chosen(lanes, persona))
    maker = Maker(facts, theme_of(theme), Rulers())
    lines = lines_of(facts)
    sheet, pages = lay_out(maker, lines, direction, page, partial(heading, maker, lines))
    drawn = [draw_page(maker, sheet, one, at, len(pages)) for at, one in enumerate(pages)]
    return Picture(drawn, state.journey.title or words["untitled_map"], fonts)


def _lanes(state: State, lanes: Iterable[str] | None) -> frozenset[str] | None:
    """Return the ids of the lanes that are asked for by id, kind or title."""
    if lanes is None:
        return None
    wanted = [lanes] if isinstance(lanes, str) else list(lanes)
    found: set[str] = set()
    for name in wanted:
        name = getattr(name, "id", name)
        same = [lane.id for lane in state.in_order("lane")
                if name in (lane.id, lane.kind, lane.title)]  # fmt: skip
        if not same:
            known = ", ".join(sorted({lane.kind for lane in state.in_order("lane")}))
            raise UnknownRecord(
                f"there is no lane {shorten(name)}; there are {known or 'none'}",
                field="lanes", value=name,
            )  # fmt: skip
        found.update(same)
    return frozenset(found)


def _persona(state: State, persona: Any) -> str | None:
    """Return the id of a persona that is asked for by record, id or name."""
    if persona is None:
        return None
    wanted = getattr(persona, "id", persona)
    for record in state.in_order("persona"):
        if wanted in (record.id, record.name):
            return str(record.id)
    known = ", ".join(record.name or record.id for record in state.in_order("persona"))
    raise UnknownRecord(
        f"there is no persona {shorten(wanted)}; there are {known or 'none'}",
        field="persona", value=wanted,
    )  # fmt: skip


def _folder(fonts: str | os.PathLike[str] | None) -> Path | None:
    if fonts is None:
        return None
    folder = Path(fonts)
    if not folder.is_dir():
        raise FormatError(f"fonts: {folder} is no folder", value=str(folder))
    return folder
