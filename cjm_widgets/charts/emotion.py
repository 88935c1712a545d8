"""The emotion curve: how people feel from touchpoint to touchpoint."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean
from typing import Any

import altair as alt
import pandas as pd

from ..frames import to_frame
from ..model.errors import InvalidDocument, shorten
from ..model.journey import JourneyModel
from ..model.pooling import best_founded, pooled
from ..model.records import EmotionScale
from .display import OfflineChart
from .drawing import (
    PALETTE,
    cut_names,
    drawable,
    label_expression,
    limit,
    limit_of_names,
    on_scale,
    ticks,
    width_for,
)
from .kit import brief
from .words import Words, speak

#: Of the lines of each map where several are compared.
_DASHES = ([1, 0], [7, 4], [2, 3], [10, 3, 2, 3])
#: Of what was planned.
_PLANNED = [4, 4]
_CARDS_SHOWN = 3


def emotion_curve(
    *journeys: JourneyModel, width: int | None = None, height: int = 240,
    language: str | None = None,
)  -> alt.LayerChart:  # fmt: skip
    """Draw the scores of every persona along the journey.

    One line a persona (several respondents of one persona at one touchpoint count as their
    mean, weighted with `n`), a band of one standard deviation where it is known, hollow points
    where a score is only assumed. The tooltip shows the cards of the touchpoint.

    Sources are never averaged: the line goes through the best founded one (measured, then reported
    by people themselves, observed, assumed), the others are smaller points beside it.

    Where touchpoints of one map say which planned touchpoint they stand for (``planned_ref``), what
    was planned is a dashed line with bars, planned against actual.

    .. image:: /charts/emotion_curve.png

    Parameters
    ----------
    *journeys
        One map, or several to compare: then the lines are named by map and persona, each map
        has dashes of its own, and scores are drawn on the scale of the first one.
    width
        In pixels; enough for the names of the touchpoints when left out.
    height
        In pixels.
    language
        Of the labels; that of the first map when left out.

    Returns
    -------
    altair.LayerChart
        Drawn offline by the notebook's own Vega.

    Raises
    ------
    InvalidDocument
        What was given is no map.
    FormatError
        The language is no text.
    """
    for given in journeys or (None,):
        if not isinstance(given, JourneyModel):
            raise InvalidDocument(
                f"emotion_curve draws maps, not {shorten(given)}: emotion_curve(j), or "
                "emotion_curve(a, b) to compare",
                value=given,
            )
    words = speak(journeys[0], language)
    prefixes = _prefixes(journeys, words)
    data = pd.concat(
        [
            _rows(journey, prefix, journeys[0].emotion_scale, words)
            for journey, prefix in zip(journeys, prefixes, strict=True)
        ],
        ignore_index=True,
    )
    several = len(journeys) > 1
    planned = data.iloc[:0] if several else _planned(journeys[0], data)
    colors = _colors(journeys, prefixes, words)
    scale = journeys[0].emotion_scale
    low = min([scale.min, *data["low"].dropna(), *data["score"].dropna()])
    high = max([scale.max, *data["high"].dropna(), *data["score"].dropna()])
    lines = list(dict.fromkeys(data["line"]))
    every = pd.concat([data, planned]) if len(planned) else data
    names = list(zip(every["position"], every["touchpoint"], strict=True))
    x = alt.X(
        "position:O",
        title=None,
        # Said here, so that a live chart need not look through all rows after each edit.
        scale=alt.Scale(domain=sorted(set(data["position"])) or alt.Undefined),
        axis=alt.Axis(
            labelExpr=label_expression(names), labelLimit=limit_of_names(140, names),
            labelAngle=-35, labelOverlap=False, ticks=False, domain=False,
        ),
    )  # fmt: skip
    axis = alt.Axis(values=ticks(scale), format="~g", title=words("f_emotion"))
    y = alt.Y("score:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=False, zero=False))
    legend = alt.Legend(orient="top", symbolOpacity=1, labelLimit=limit(160), **cut_names(lines))
    if several:
        # A persona has one colour in all maps: they are told apart by the dashes of their lines.
        legend = alt.Legend(
            orient="top", symbolOpacity=1, labelLimit=limit(300), symbolType="stroke",
            symbolSize=400, columns=3, **cut_names(lines),
        )  # fmt: skip
    color = alt.Color(
        "line:N", title=None, sort=lines,
        scale=alt.Scale(domain=lines, range=[colors.get(n, PALETTE[0]) for n in lines]),
        legend=legend if len(lines) > 1 else None,
    )  # fmt: skip
    tooltip = [
        alt.Tooltip(f"{name}:{kind}", title=title)
        for name, kind, title in (
            ("touchpoint", "N", words("r_touchpoint")), ("phase", "N", words("r_phase")),
            ("line", "N", words("r_persona")), ("score", "Q", words("f_score")),
            ("emotion", "N", words("f_emotion")), ("told_source", "N", words("f_source")),
            ("n", "Q", "n"), ("cards", "N", words("cards")),
        )
    ]  # fmt: skip
    base = alt.Chart(data).encode(x=x)
    band = (
        base.transform_filter("datum.founded && isValid(datum.low)")
        .mark_area(opacity=0.15, interpolate="monotone")
        .encode(alt.Y("low:Q", axis=axis), alt.Y2("high:Q"), color=color)
    )
    neutral = (
        alt.Chart(pd.DataFrame({"y": [scale.neutral]}))
        .mark_rule(strokeDash=[3, 3], opacity=0.4)
        .encode(y=alt.Y("y:Q", axis=axis))
    )
    line = (
        base.transform_filter("datum.founded")
        .mark_line(interpolate="monotone", strokeWidth=2.5)
        .encode(y=y, color=color)
    )
    if several:
        line = line.encode(strokeDash=_dashes(lines, prefixes, legend))
    points = base.mark_point(strokeWidth=2, opacity=1).encode(
        y=y, color=color, tooltip=tooltip,
        size=alt.condition("datum.founded", alt.value(70), alt.value(30)),
        fill=alt.condition("datum.assumed", alt.value("white"), color),
    )  # fmt: skip
    layers = [neutral, band, line, points]
    note = "" if len(data) else words("no_scores")
    if len(planned):
        base = alt.Chart(planned).encode(x=x, y=y, color=color)
        dashed = base.mark_line(interpolate="monotone", strokeDash=_PLANNED, strokeWidth=2)
        bars = base.mark_tick(orient="horizontal", size=14, thickness=3, opacity=1)
        tooltip = [
            *tooltip[:4],
            alt.Tooltip("planned:N", title=words("f_planned_ref")), tooltip[5],
        ]  # fmt: skip
        layers[1:1] = [dashed, bars.encode(tooltip=tooltip)]
        source = brief(journeys[0].store.state.journey.derived_from)
        note = words("planned_note") + (f" ({source})" if source else "")
    chart = OfflineChart(layer=layers)
    name = drawable(f" {words('and')} ".join(dict.fromkeys(j.title for j in journeys if j.title)))
    return chart.properties(
        width=width or width_for(len(set(every["position"]))),
        height=height,
        title=alt.Title(
            name or words("emotion_curve"),
            anchor="start",
            subtitle=note or alt.Undefined,
        ),
    )


def _prefixes(journeys: tuple[JourneyModel, ...], words: Words) -> list[str]:
    """Return what the lines of each map begin with; maps of one title are numbered."""
    if len(journeys) == 1:
        return [""]
    titles = [journey.title or words("untitled") for journey in journeys]
    seen = [titles[: at + 1].count(title) for at, title in enumerate(titles)]
    return [
        f"{title} ({number}): " if titles.count(title) > 1 else f"{title}: "
        for title, number in zip(titles, seen, strict=True)
    ]


def _dashes(lines: list[str], prefixes: list[str], legend: alt.Legend) -> alt.StrokeDash:
    """Return the dashes of the lines: those of one map are alike."""
    starts = [drawable(prefix) for prefix in prefixes]
    owners = [max((s for s in starts if line.startswith(s)), key=len) for line in lines]
    return alt.StrokeDash(
        "line:N", title=None, sort=lines, legend=legend if len(lines) > 1 else None,
        scale=alt.Scale(
            domain=lines, range=[_DASHES[starts.index(s) % len(_DASHES)] for s in owners]
        ),
    )  # fmt: skip


def _rows(journey: JourneyModel, prefix: str, scale: EmotionScale, words: Words) -> pd.DataFrame:
    """Return one row for each touchpoint, line and source: mean score, spread, n and the cards.

    Scores are those on `scale`, whatever the scale of the map is.
    """
    drawn = on_scale(journey.emotion_scale, scale)
    frame = to_frame(journey, "experience").dropna(subset=["score"]).astype(object)
    cards = _cards(journey, words)
    everyone = words("everyone")
    found: dict[tuple[int, str], list[Any]] = defaultdict(list)
    rows_in: list[Any] = list(frame.where(frame.notna(), None).itertuples(index=False))
    for row in rows_in:
        found[row.position, everyone if row.persona is None else row.persona].append(row)
    rows: list[dict[str, Any]] = []
    for (position, persona), felt in sorted(found.items(), key=lambda item: item[0][0]):
        best = best_founded(felt)
        sources = dict.fromkeys([best[0].source, *(row.source for row in felt)])
        for source in sources:
            group = [row for row in felt if row.source == source]
            founded = source == best[0].source
            mean, spread, n = pooled(best if founded else group)
            if mean is None:
                # A score of no answers is still drawn.
                mean = fmean(row.score for row in group)
            feelings = dict.fromkeys(row.emotion for row in group if row.emotion)
            rows.append({
                "position": position,
                "touchpoint": drawable(group[0].touchpoint),
                "touchpoint_id": group[0].touchpoint_id,
                "phase_id": group[0].phase_id,
                "persona_id": group[0].persona_id,
                "phase": drawable(group[0].phase or ""),
                "line": drawable(prefix + persona),
                "score": round(drawn(mean), 6),
                "low": None if spread is None else drawn(mean - spread),
                "high": None if spread is None else drawn(mean + spread),
                "emotion": drawable(", ".join(feelings)),
                "source": source,
                "told_source": words.choice(source),
                "assumed": source == "assumed",
                "founded": founded,
                "n": n if n > 1 or group[0].n is not None else None,
                "cards": drawable(cards.get(group[0].touchpoint_id, "")),
            })  # fmt: skip
    columns = [
        "position", "touchpoint", "touchpoint_id", "phase_id", "persona_id", "phase", "line",
        "score", "low", "high", "emotion", "source", "told_source", "assumed", "founded", "n",
        "cards",
    ]  # fmt: skip
    # A column of None alone beside one of numbers would put NaN, which is no JSON, in a chart.
    numbers = dict.fromkeys(("low", "high", "n"), float)
    return pd.DataFrame(rows, columns=columns).astype(numbers)


def _planned(journey: JourneyModel, data: pd.DataFrame) -> pd.DataFrame:
    """Return the best founded scores of planned touchpoints, where those stand that realise them.

    On the map of a plan there is nothing to be held against it.
    """
    frame = to_frame(journey)
    data = data[["position", "touchpoint", "phase", "line", "score", "told_source", "founded"]]
    if journey.store.state.journey.basis == "planned":
        return data.iloc[:0]
    position = dict(zip(frame["touchpoint_id"], frame["position"], strict=True))
    founded = data[data["founded"].astype(bool)]
    made = [
        founded[founded["position"] == position[step.planned_ref]].assign(
            position=position[step.id], touchpoint=drawable(step.name),
            phase=drawable(journey.phases[step.phase].name if step.phase else ""),
            planned=drawable(journey.touchpoints[step.planned_ref].name),
        )
        for step in journey.touchpoints
        if step.planned_ref and step.planned_ref in position and step.planned_ref != step.id
    ]  # fmt: skip
    return pd.concat([data.iloc[:0], *made], ignore_index=True) if made else data.iloc[:0]


def _cards(journey: JourneyModel, words: Words) -> dict[str, str]:
    """Return the cards of each touchpoint as one text, the first few spelt out."""
    texts: dict[str, list[str]] = defaultdict(list)
    for card in journey.cards:
        if card.touchpoint is not None and card.text:
            texts[card.touchpoint].append(f"{words.choice(card.kind)}: {card.text}")
    return {
        touchpoint: " · ".join(found[:_CARDS_SHOWN])
        + (
            f" · {words('and_more', n=len(found) - _CARDS_SHOWN)}"
            if len(found) > _CARDS_SHOWN
            else ""
        )
        for touchpoint, found in texts.items()
    }


def _colors(
    journeys: tuple[JourneyModel, ...], prefixes: list[str], words: Words
) -> dict[str, str]:
    """Return the colour of every line: the persona's own, else the next of the palette."""
    colors: dict[str, str] = {}
    for journey, prefix in zip(journeys, prefixes, strict=True):
        names = [(p.name, p.color) for p in journey.personas]
        for name, own in [*names, (words("everyone"), "")]:
            colors[drawable(prefix + name)] = own or PALETTE[len(colors) % len(PALETTE)]
    return colors
