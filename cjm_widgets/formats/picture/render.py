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
from .facts import Chosen, Facts, lane_name
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
    lanes: Iterable[Any] | None = None,
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
        Only these: lanes, or their ids, kinds or titles. What is an id is taken as one alone.
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
    words = _words(state, language)
    chosen = Chosen(_lanes(state, words, lanes), _persona(state, persona))
    folder = _folder(fonts)
    maker = Maker(Facts(state, words, chosen), theme_of(theme), Rulers())
    lines = lines_of(maker.facts)
    sheet, pages = lay_out(maker, lines, direction, page, partial(heading, maker, lines))
    drawn = [draw_page(maker, sheet, one, at, len(pages)) for at, one in enumerate(pages)]
    return Picture(drawn, state.journey.title or words["untitled_map"], folder)


def _words(state: State, language: Any) -> Words:
    if language is not None and not (isinstance(language, str) and is_known(language)):
        raise InvalidDocument(
            f"language is one of {', '.join(LANGUAGES)}, not {shorten(language)}",
            field="language", value=language,
        )  # fmt: skip
    return Words(language or state.journey.language)


def _lanes(state: State, words: Words, lanes: Any) -> frozenset[str] | None:
    """Return the ids of the lanes that are asked for by record, id, kind or title."""
    if lanes is None:
        return None
    if not isinstance(lanes, Iterable) and not hasattr(lanes, "id"):
        raise InvalidDocument(
            f"lanes are ids, kinds or titles of lanes, not {shorten(lanes)}",
            field="lanes", value=lanes,
        )  # fmt: skip
    wanted = [lanes] if isinstance(lanes, str) or hasattr(lanes, "id") else list(lanes)
    there = state.in_order("lane")
    known = {lane.id: {lane.kind, lane_name(lane, words)} for lane in there}
    found: set[str] = set()
    for one in wanted:
        same = _asked_for(one, known)
        if not same:
            kinds = ", ".join(sorted({lane.kind for lane in there}))
            name = getattr(one, "id", one)
            raise UnknownRecord(
                f"there is no lane {shorten(name)}; there are {kinds or 'none'}",
                field="lanes", value=name,
            )  # fmt: skip
        found.update(same)
    return frozenset(found)


def _persona(state: State, persona: Any) -> str | None:
    """Return the id of a persona that is asked for by record, id or name."""
    if persona is None:
        return None
    there = state.in_order("persona")
    same = _asked_for(persona, {record.id: {record.name} for record in there})
    if same:
        return same[0]
    wanted = getattr(persona, "id", persona)
    known = ", ".join(record.name or record.id for record in there)
    raise UnknownRecord(
        f"there is no persona {shorten(wanted)}; there are {known or 'none'}",
        field="persona", value=wanted,
    )  # fmt: skip


def _asked_for(wanted: Any, known: dict[str, set[str]]) -> list[str]:
    """Return the ids of what is meant by a record, an id, or, where it is neither, a name."""
    own = getattr(wanted, "id", None)
    if own is not None:
        return [own] if own in known else []
    if not isinstance(wanted, str):
        return []
    return [wanted] if wanted in known else [i for i, names in known.items() if wanted in names]


def _folder(fonts: Any) -> Path | None:
    if fonts is None:
        return None
    if not isinstance(fonts, str | os.PathLike):
        raise InvalidDocument(
            f"fonts is a folder, not {shorten(fonts)}", field="fonts", value=fonts
        )
    folder = Path(fonts)
    if not folder.is_dir():
        raise FormatError(f"fonts: {folder} is no folder", value=str(folder))
    return folder
