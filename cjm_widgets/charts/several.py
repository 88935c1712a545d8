"""Several maps: what differs between two, and what many people agree about."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from ..compare import diff
from ..compare.matching import match
from ..model.errors import InvalidDocument, shorten
from ..model.finding import folded
from ..model.journey import JourneyModel
from .display import OfflineChart
from .drawing import on_scale
from .kit import (
    ROW,
    brief,
    chosen,
    felt,
    figure,
    labels,
    nothing,
    one_map,
    rows_axis,
    step_width,
    tooltips,
)  # fmt: skip
from .themes import BLUE, GREY, VERMILLION
from .words import Words, speak


def difference(
    a: JourneyModel, b: JourneyModel, *, language: str | None = None, **options: Any
) -> alt.VConcatChart:
    """Draw two maps over one row of touchpoints, and what differs between them.

    Both emotion curves lie over each other; a sign under each touchpoint tells what was added,
    removed, changed or moved there. Look for where the curves part, and whether anything below
    explains it. The same as ``cjm.diff(a, b).chart()``.

    Parameters
    ----------
    a, b
        The maps: today and tomorrow, planned and actual, before and after a workshop.
    language
        Of the labels; so far they are English.
    **options
        Those of `cjm_widgets.diff`: ``matches=``, ``personas=``.

    Returns
    -------
    altair.VConcatChart
        Two Altair charts above each other that draw offline.

    Raises
    ------
    InvalidDocument
        What was given are no maps.
    UnknownRecord
        `matches` or `personas` name what is not there.
    """
    one_map("difference", b)
    speak(one_map("difference", a), language)
    return diff(a, b, **options).chart()


def agreement(
    *journeys: JourneyModel, order: str = "map", language: str | None = None
) -> OfflineChart:
    """Draw which touchpoints many maps have in common, and how differently they feel there.

    A row a touchpoint, a column a map: a sign where the map has the touchpoint, with its mean score
    (on the scale of the first map), above, at or below neutral; at the end how many maps have it.
    Look for rows of one map only, which the others forgot, and for rows of mixed signs: there the
    people who made the maps do not see the same.

    Touchpoints are the same by id, or by the names that `cjm_widgets.diff` takes for the same as
    those of the first map, or by the same name.

    Parameters
    ----------
    *journeys
        Two maps or more, those of a class or a workshop.
    order
        ``"map"``: rows in the order of the first map, what only others have at the end;
        ``"share"``: what most maps have comes first.
    language
        Of the labels; that of the first map when left out.

    Returns
    -------
    OfflineChart
        A layered Altair chart that draws offline.

    Raises
    ------
    InvalidDocument
        What was given are no maps.
    FormatError
        `order` is none of these.
    """
    if not journeys:
        raise InvalidDocument("agreement draws maps: agreement(a, b, c)")
    for journey in journeys:
        if not isinstance(journey, JourneyModel):
            raise InvalidDocument(
                f"agreement draws maps, not {shorten(journey)}: agreement(a, b, c)", value=journey
            )
    first = journeys[0]
    words = speak(first, language)
    chosen("order", order, ("map", "share"))
    title = words("agreement")
    if len(journeys) == 1:
        return nothing(first, title, words("one_map"))
    rows_of = _same(journeys)
    if not rows_of:
        return nothing(first, title, words("no_touchpoints"))
    keys = list(rows_of)
    if order == "share":
        keys.sort(key=lambda key: -len(rows_of[key]))
    names = labels(((key, _name(journeys, rows_of[key])) for key in keys), words)
    maps = labels(((str(at), j.title) for at, j in enumerate(journeys)), words, 24)
    cells = _scored(journeys, rows_of, names, maps, words)
    y = rows_axis("row", [names[key] for key in keys])
    step = step_width(len(journeys), 70, 30)
    x = alt.X(
        "column:N", title=None, scale=alt.Scale(domain=list(maps.values())),
        axis=alt.Axis(
            orient="top", labelAngle=-35, labelLimit=150, ticks=False, domain=False,
            labelOverlap=False,
        ),
    )  # fmt: skip
    signs = {
        words("above"): (BLUE, "triangle-up"), words("neutral"): (GREY, "circle"),
        words("below"): (VERMILLION, "triangle-down"), words("no_score"): (GREY, "stroke"),
    }  # fmt: skip
    present = {cell["what"] for cell in cells}
    signs = {word: sign for word, sign in signs.items() if word in present}
    legend = alt.Legend(orient="bottom", title=None, symbolOpacity=1, columns=4)
    color = alt.Color("what:N", legend=legend, scale=alt.Scale(
        domain=list(signs), range=[c for c, _ in signs.values()]))  # fmt: skip
    shape = alt.Shape("what:N", legend=legend, scale=alt.Scale(
        domain=list(signs), range=[s for _, s in signs.values()]))  # fmt: skip
    base = alt.Chart(pd.DataFrame(cells)).encode(
        x=x, y=y,
        tooltip=tooltips(
            touchpoint=words("r_touchpoint"), map=words("which_map"), told=words("f_score"),
            called=words("called"),
        ),
    )  # fmt: skip
    ground = base.mark_rect(fillOpacity=0.14, cornerRadius=3).encode(color=color)
    points = base.mark_point(
        filled=True, size=75, opacity=1, xOffset=-11 if step >= 56 else 0
    ).encode(color=color, shape=shape)
    layers: list[Any] = [ground, points]
    if step >= 56:
        layers.append(base.mark_text(fontSize=11, align="left", dx=-3).encode(text="short:N"))
    ends: list[dict[str, Any]] = [
        {"row": names[key], "told": words("n_of", n=len(rows_of[key]), of=len(journeys))}
        for key in keys
    ]
    end = step * len(journeys)
    layers.append(
        alt.Chart(pd.DataFrame(ends)).mark_text(align="left", dx=10, fontSize=11)
        .encode(y=y, x=alt.value(end), text="told:N")
    )  # fmt: skip
    shared = sum(len(found) == len(journeys) for found in rows_of.values())
    note = words("agreement_note", n=shared, of=len(rows_of))
    return figure(layers, first, title, [note], width=alt.Step(step), height=alt.Step(ROW))


def _same(journeys: tuple[JourneyModel, ...]) -> dict[str, dict[int, str]]:
    """Return touchpoint -> map -> its id there; what the first map lacks is matched by name."""
    rows: dict[str, dict[int, str]] = {}
    by_name: dict[str, str] = {}
    for step in journeys[0].touchpoints:
        rows[step.id] = {0: step.id}
        by_name.setdefault(folded(step.name), step.id)
    for at, journey in enumerate(journeys[1:], 1):
        matching = match(journeys[0].store.state, journey.store.state)
        first = {step.id: matching.in_a(step.id) for step in journey.touchpoints}
        for step_id, key in first.items():
            if key is not None:
                rows[key][at] = step_id
        # Names come after, or a namesake would take the place of what is known to be the same.
        for step in journey.touchpoints:
            if first[step.id] is not None:
                continue
            key = by_name.get(folded(step.name))
            if key is None or at in rows[key]:
                # A dot cannot be in an id: this touchpoint is nobody else's.
                key = f"{at}.{step.id}"
                by_name.setdefault(folded(step.name), key)
            rows.setdefault(key, {})[at] = step.id
    return rows


def _name(journeys: tuple[JourneyModel, ...], held: dict[int, str]) -> str:
    at = min(held)
    return str(journeys[at].touchpoints[held[at]].name)


def _scored(
    journeys: tuple[JourneyModel, ...], rows_of: dict[str, dict[int, str]], names: dict[str, str],
    maps: dict[str, str], words: Words,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return a cell for each map that has a touchpoint, its score on the scale of the first map."""
    scale = journeys[0].emotion_scale
    scores = [felt(journey) for journey in journeys]
    drawn = [on_scale(journey.emotion_scale, scale) for journey in journeys]
    cells: list[dict[str, Any]] = []
    for key, held in rows_of.items():
        for at, touchpoint in held.items():
            score = scores[at].get(touchpoint)
            value = None if score is None else round(drawn[at](score["score"]), 6)
            what = (
                "no_score" if value is None else "neutral" if value == scale.neutral
                else "above" if value > scale.neutral else "below"
            )  # fmt: skip
            told = "" if value is None else words.number(round(value, 2))
            cells.append({
                "row": names[key], "column": maps[str(at)], "score": value, "what": words(what),
                "told": told or words("no_score"), "short": told,
                "touchpoint": brief(_name(journeys, held), 200),
                "called": brief(journeys[at].touchpoints[touchpoint].name, 200),
                "touchpoint_id": held.get(0),
                "map": brief(journeys[at].title, 200),
            })  # fmt: skip
    return cells
