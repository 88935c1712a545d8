"""Several maps: what differs between two, and what many people agree about."""

from __future__ import annotations

from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from ..cohort.aligning import Column, align
from ..cohort.cohort import Cohort
from ..compare import diff
from ..model.errors import InvalidDocument, shorten
from ..model.journey import JourneyModel
from ..model.records import EmotionScale
from .display import OfflineChart
from .drawing import limit, on_scale
from .kit import (
    ROW,
    brief,
    chosen,
    felt,
    figure,
    founding,
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

    .. image:: /charts/difference.png

    Parameters
    ----------
    a, b
        The maps: today and tomorrow, planned and actual, before and after a workshop.
    language
        Of the labels; that of the first map when left out.
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
    FormatError
        The language is no text.
    """
    one_map("difference", b)
    speak(one_map("difference", a), language)
    return diff(a, b, **options).chart(language=language)


def agreement(
    *journeys: JourneyModel | Cohort, order: str = "map", language: str | None = None
) -> OfflineChart:
    """Draw which touchpoints many maps have in common, and how differently they feel there.

    A row a touchpoint, a column a map: a sign where the map has the touchpoint, with its mean score
    (on the scale of the first map, or of the class), above, at or below neutral; at the end how
    many maps have it.
    Look for rows of one map only, which the others forgot, and for rows of mixed signs: there the
    people who made the maps do not see the same.

    Touchpoints are the same as in `cjm_widgets.collect`: by id, or by the best match of names.

    .. image:: /charts/agreement.png

    Parameters
    ----------
    *journeys
        Two maps or more, or what `cjm_widgets.collect` gave, with what was corrected there.
    order
        ``"map"``: rows in the order of the class, that of the most typical map first; ``"share"``:
        what most maps have comes first.
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
    several = _several(journeys)
    first = several.maps[0] if several.maps else JourneyModel()
    words = speak(first, language)
    chosen("order", order, ("map", "share"))
    title = words("agreement")
    if len(several.maps) < 2:
        return nothing(first, title, words("one_map"))
    columns = list(several.columns)
    if not columns:
        return nothing(first, title, words("no_touchpoints"))
    if order == "share":
        columns.sort(key=lambda column: -len(column.members))
    names = labels(((column.id, column.name) for column in columns), words)
    maps = labels(((str(at), name) for at, name in enumerate(several.names)), words, 24)
    cells = _scored(several, names, maps, words)
    y = rows_axis("row", list(names.values()))
    step = step_width(len(maps), 70, 30)
    x = alt.X(
        "column:N", title=None, scale=alt.Scale(domain=list(maps.values())),
        axis=alt.Axis(
            orient="top", labelAngle=-35, labelLimit=limit(150), ticks=False, domain=False,
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
            source=words("f_source"), called=words("called"),
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
        {"row": names[c.id], "told": words("n_of", n=len(c.members), of=len(maps))} for c in columns
    ]
    end = step * len(maps)
    layers.append(
        alt.Chart(pd.DataFrame(ends)).mark_text(align="left", dx=10, fontSize=11)
        .encode(y=y, x=alt.value(end), text="told:N")
    )  # fmt: skip
    shared = sum(len(column.members) == len(maps) for column in columns)
    note = words("agreement_note", n=shared, of=len(columns))
    return figure(layers, first, title, [note], width=alt.Step(step), height=alt.Step(ROW))


class _Several(NamedTuple):
    """The maps that are drawn, what to call them, what they have in common, and the scale."""

    maps: tuple[JourneyModel, ...]
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    scale: EmotionScale


def _several(given: tuple[Any, ...]) -> _Several:
    if len(given) == 1 and isinstance(given[0], Cohort):
        cohort = given[0]
        maps = tuple(student.journey for student in cohort.students)
        return _Several(maps, tuple(cohort.names), cohort.alignment.columns, cohort.scale)
    if not given:
        raise InvalidDocument("agreement draws maps: agreement(a, b, c), or agreement(cohort)")
    for journey in given:
        if not isinstance(journey, JourneyModel):
            raise InvalidDocument(
                f"agreement draws maps, not {shorten(journey)}: agreement(a, b, c), or "
                "agreement(cohort)",
                value=journey,
            )
    names = tuple(journey.title for journey in given)
    columns = align([journey.store.state for journey in given]).columns
    return _Several(given, names, columns, given[0].emotion_scale)


def _scored(
    several: _Several, names: dict[str, str], maps: dict[str, str], words: Words
) -> list[dict[str, Any]]:
    """Return a cell for each map that has a touchpoint, its score on the scale of all."""
    scale = several.scale
    scores = [felt(journey) for journey in several.maps]
    drawn = [on_scale(journey.emotion_scale, scale) for journey in several.maps]
    cells: list[dict[str, Any]] = []
    for column in several.columns:
        # A live chart follows the first map.
        mine = {member.map: member.touchpoint for member in column.members}
        for member in column.members:
            at, touchpoint = member.map, member.touchpoint
            score = scores[at].get(touchpoint)
            value = None if score is None else round(drawn[at](score["score"]), 6)
            what = (
                "no_score" if value is None else "neutral" if value == scale.neutral
                else "above" if value > scale.neutral else "below"
            )  # fmt: skip
            told = "" if value is None else words.number(round(value, 2))
            cells.append({
                "row": names[column.id], "column": maps[str(at)], "score": value,
                "what": words(what), "told": told or words("no_score"), "short": told,
                "touchpoint": brief(column.name, 200),
                "called": brief(several.maps[at].touchpoints[touchpoint].name, 200),
                "map": brief(several.names[at], 200),
                "source": "" if score is None else founding(score, words),
                "touchpoint_id": mine.get(0),
            })  # fmt: skip
    return cells
