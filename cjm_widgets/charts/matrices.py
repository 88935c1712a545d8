"""Matrices of the map: what stands where, which channel serves which phase."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import fmean
from typing import Any

import altair as alt
import pandas as pd

from ..frames import to_frame
from ..model.journey import JourneyModel
from .display import OfflineChart
from .kit import (
    ROW,
    brief,
    chosen,
    column_of,
    columns_axis,
    columns_of,
    felt,
    figure,
    founding,
    ids_of,
    labels,
    lane_name,
    listed,
    nothing,
    one_map,
    rows_axis,
    step_width,
    texts_of,
    tooltips,
)  # fmt: skip
from .themes import BLUE, VERMILLION
from .words import Words, speak

#: Of the strongest cell: texts in the ink of the page stay readable on it, light or dark.
_FULL = 0.55
_EMPTY = 0.04
_MINUS = "\N{MINUS SIGN}"


def lane_heatmap(
    journey: JourneyModel, *, weight: str = "cards", language: str | None = None
) -> OfflineChart:
    """Draw how much stands in every lane at every touchpoint.

    Each cell has its number, and is the stronger the larger that is. Look for empty columns, which
    nobody has thought about yet, and for columns full of pains. Cards over a whole phase have a
    column of their own before its touchpoints. In lanes of channels, emotions, metrics and owners
    their records are counted; in a lane of one persona only those of that persona.

    .. image:: /charts/lane_heatmap.png

    Parameters
    ----------
    journey
        The map.
    weight
        ``"cards"`` counts; ``"severity"`` adds up how grave the cards are, one without a
        severity counting 1.
    language
        Of the labels; that of the map when left out.

    Returns
    -------
    OfflineChart
        A layered Altair chart that draws offline.

    Raises
    ------
    InvalidDocument
        What was given is no map.
    FormatError
        There is no such weight.
    """
    words = speak(one_map("lane_heatmap", journey), language)
    chosen("weight", weight, ("cards", "severity"))
    title = words("lane_heatmap") + (f" ({words('f_severity')})" if weight == "severity" else "")
    cards = texts_of(to_frame(journey, "cards"))
    steps, lanes = columns_of(journey, cards, words), texts_of(to_frame(journey, "lanes"))
    if not steps or not lanes:
        return nothing(journey, title, words("no_touchpoints" if not steps else "no_lanes"))
    cells = _cells(journey, cards, lanes, steps, weight)
    if not any(cells.values()):
        return nothing(journey, title, words("no_cards"))
    x_names = labels(((s["touchpoint_id"], s["touchpoint"]) for s in steps), words)
    y_names = labels(((lane["lane_id"], lane_name(lane)) for lane in lanes), words)
    most = max(cells.values())
    rows: list[dict[str, Any]] = [
        {
            "column": x_names[step["touchpoint_id"]], "row": y_names[lane["lane_id"]],
            "touchpoint": brief(step["touchpoint"], 200), "phase": brief(step["phase"] or "", 200),
            "lane": brief(lane_name(lane), 200), "value": value,
            **ids_of(step), "lane_id": lane["lane_id"],
            "strength": _EMPTY + (_FULL - _EMPTY) * value / most, "told": str(value or ""),
        }
        for lane in lanes
        for step in steps
        for value in [cells[lane["lane_id"], step["touchpoint_id"]]]
    ]  # fmt: skip
    tips = tooltips(
        touchpoint=words("r_touchpoint"), phase=words("r_phase"), lane=words("r_lane"),
        value=words("number"),
    )  # fmt: skip
    step = step_width(len(steps), 56)
    return _matrix(rows, journey, title, list(x_names.values()), list(y_names.values()), step, tips)


def _cells(
    journey: JourneyModel, cards: list[Any], lanes: list[Any], steps: list[Any], weight: str
) -> Counter[tuple[str, str]]:
    """Return what every lane holds at every touchpoint, and over phases."""
    cells: Counter[tuple[str, str]] = Counter()
    for card in cards:
        count = (card["severity"] or 1) if weight == "severity" else 1
        cells[card["lane_id"], column_of(card)] += count
    if weight == "severity":
        return cells
    held: dict[str, Counter[str]] = {
        "channel": Counter({s["touchpoint_id"]: len(s["channels"]) for s in steps}),
        "owner": Counter({s["touchpoint_id"]: len(s["owners"]) for s in steps}),
    }
    of_persona = {
        "emotion": to_frame(journey, "experience"),
        "metric": to_frame(journey, "metrics"),
    }
    for lane in lanes:
        counts = held.get(lane["kind"], Counter())
        if lane["kind"] in of_persona:
            frame = of_persona[lane["kind"]]
            if lane["persona_id"] is not None:
                frame = frame[frame["persona_id"] == lane["persona_id"]]
            counts = Counter(str(i) for i in frame["touchpoint_id"].dropna())
        for touchpoint, count in counts.items():
            cells[lane["lane_id"], touchpoint] += count
    return cells


def channel_matrix(
    journey: JourneyModel, *, measure: str = "touchpoints", language: str | None = None
) -> OfflineChart:
    """Draw which channels people use in which phases.

    A row a channel, a column a phase. Look for phases that hang on one channel, and with
    ``"emotion"`` for channels that please in one phase and annoy in another.

    .. image:: /charts/channel_matrix.png

    Parameters
    ----------
    journey
        The map.
    measure
        ``"touchpoints"`` counts those that use the channel; ``"emotion"`` shows their mean score
        and whether it is above or below the neutral one.
    language
        Of the labels; that of the map when left out.

    Returns
    -------
    OfflineChart
        A layered Altair chart that draws offline.

    Raises
    ------
    InvalidDocument
        What was given is no map.
    FormatError
        There is no such measure.
    """
    words = speak(one_map("channel_matrix", journey), language)
    chosen("measure", measure, ("touchpoints", "emotion"))
    title = words("channel_matrix" if measure == "touchpoints" else "channel_emotion")
    steps = to_frame(journey)
    names: dict[str | None, str] = {record.id: record.name for record in journey.channels}
    used: defaultdict[tuple[str, str | None], list[Any]] = defaultdict(list)
    for step in texts_of(steps):
        # By ids: two channels may have one name.
        for channel in dict.fromkeys(journey.touchpoints[step["touchpoint_id"]].channels):
            used[channel, step["phase_id"]].append(step)
    if not used:
        return nothing(journey, title, words("no_channels"))
    phases: dict[str | None, str] = {phase.id: phase.name for phase in journey.phases}
    if any(phase is None for _, phase in used):
        phases[None] = words("no_phase")
    rows_of = {i: name for i, name in names.items() if any(c == i for c, _ in used)}
    x_names = labels(((i or "", name) for i, name in phases.items()), words)
    y_names = labels(((str(i), name) for i, name in rows_of.items()), words)
    feelings = felt(journey)
    neutral = journey.emotion_scale.neutral
    most = max(map(len, used.values()))
    far = max([abs(f["score"] - neutral) for f in feelings.values()] or [0]) or 1
    rows: list[dict[str, Any]] = []
    for channel, name in rows_of.items():
        for phase, phase_name in phases.items():
            here = used.get((str(channel), phase), [])
            scores = [
                feelings[s["touchpoint_id"]]["score"] for s in here
                if s["touchpoint_id"] in feelings
            ]  # fmt: skip
            # As it is shown: what rounding leaves of a difference of nothing has no sign.
            mean = round(fmean(scores), 2) if scores else None
            told = "" if mean is None else words.number(mean)
            sign = "" if mean in (None, round(neutral, 2)) else "+" if mean > neutral else _MINUS
            strong = len(here) / most if measure == "touchpoints" else (
                0 if mean is None else abs(mean - neutral) / far
            )  # fmt: skip
            rows.append({
                "column": x_names[phase or ""], "row": y_names[str(channel)],
                "channel": brief(name, 200), "phase": brief(phase_name, 200),
                "value": len(here), "score": told, "source": _sources(here, feelings, words),
                "touchpoints": listed((s["touchpoint"] for s in here), words),
                "record_ids": [s["touchpoint_id"] for s in here],
                "channel_id": str(channel), "phase_id": phase,
                "strength": _EMPTY + (_FULL - _EMPTY) * strong, "below": sign == _MINUS,
                "told": (str(len(here) or "") if measure == "touchpoints" else f"{told} {sign}"),
            })  # fmt: skip
    tips = tooltips(
        channel=words("r_channel"), phase=words("r_phase"), value=words("n_touchpoints_short"),
        score=words("f_score"), source=words("f_source"), touchpoints=words("touchpoints"),
    )  # fmt: skip
    color: Any = alt.value(BLUE)
    if measure == "emotion":
        color = alt.when("datum.below").then(alt.value(VERMILLION)).otherwise(alt.value(BLUE))
    return _matrix(
        rows, journey, title, list(x_names.values()), list(y_names.values()),
        step_width(len(phases), 96, 40), tips, color,
    )  # fmt: skip


def _sources(steps: list[dict[str, Any]], feelings: dict[str, dict[str, Any]], words: Words) -> str:
    """Return which sources the scores of touchpoints are of, and of how many there are."""
    scores = [feelings[s["touchpoint_id"]] for s in steps if s["touchpoint_id"] in feelings]
    return listed(dict.fromkeys(founding(score, words) for score in scores), words)


def _matrix(
    rows: list[dict[str, Any]], journey: JourneyModel, title: str, columns: list[str],
    names: list[str], step: int, tips: list[alt.Tooltip], color: Any = None,
) -> OfflineChart:  # fmt: skip
    """Draw cells with their texts: as strong as what they hold is much."""
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=columns_axis("column", columns, step), y=rows_axis("row", names)
    )
    cell = base.mark_rect(cornerRadius=3, stroke=BLUE, strokeOpacity=0.15, strokeWidth=1).encode(
        color=color or alt.value(BLUE), fillOpacity=alt.FillOpacity("strength:Q", scale=None),
        tooltip=tips,
    )  # fmt: skip
    text = base.mark_text(fontSize=11).encode(text="told:N", tooltip=tips)
    return figure([cell, text], journey, title, width=alt.Step(step), height=alt.Step(ROW + 6))
