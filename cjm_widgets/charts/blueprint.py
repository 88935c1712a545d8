"""The service blueprint: what people do, what they see, and what happens behind it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import altair as alt
import pandas as pd

from ..frames import to_frame
from ..model.journey import JourneyModel
from .display import OfflineChart
from .drawing import WIDEST, limit
from .kit import (
    brief,
    column_of,
    columns_of,
    felt,
    figure,
    fills,
    found,
    founding,
    ids_of,
    labels,
    lane_name,
    lines_of,
    nothing,
    one_map,
    texts_of,
    tooltips,
)  # fmt: skip
from .themes import BLUE, GREEN, GREY, PINK, VERMILLION, VIOLET
from .words import Words, speak

#: Pixels of a line of text, and around those of a lane.
_LINE, _PAD = 15, 14
#: Pixels of the names of touchpoints.
_HEAD = 38
#: Lines of one card, and of all cards in a cell.
_OF_CARD, _OF_CELL = 2, 6
_SEPARATORS = {
    "interaction": ([1, 0], BLUE), "visibility": ([8, 4], VERMILLION),
    "internal_interaction": ([2, 3], PINK),
}  # fmt: skip
_SIDES = {"frontstage": GREEN, "backstage": VIOLET, "none": GREY}


def service_blueprint(
    journey: JourneyModel, *, phase: Any = None, language: str | None = None
) -> OfflineChart:
    """Draw lanes over touchpoints, with the three lines of a service blueprint.

    The cards are written out in their cells. The line of interaction runs below what customers do,
    the line of visibility below what they see, the line of internal interaction below what staff
    does for staff; each is drawn under the lane that says so (``separator``). Where no lane has a
    line of visibility it is drawn above the first backstage lane below the front stage, whatever
    lanes stand between. Cards over a whole phase have a column of their own before its touchpoints;
    in a lane of one persona are the scores of that persona. Look for what customers do without
    anybody answering below, and for backstage work that nobody in front has asked for.

    .. image:: /charts/service_blueprint.png

    Parameters
    ----------
    journey
        The map.
    phase
        One phase only: the record, its id or its name. A large map is read phase by phase.
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
    UnknownRecord
        There is no such phase.

    References
    ----------
    M. J. Bitner, A. L. Ostrom and F. N. Morgan, "Service Blueprinting: A Practical Technique for
    Service Innovation", California Management Review 50 (3), 2008.
    """
    words = speak(one_map("service_blueprint", journey), language)
    only = found(journey, phase, "phase")
    cards = texts_of(to_frame(journey, "cards"))
    steps = [s for s in columns_of(journey, cards, words) if only in (None, s["phase_id"])]
    lanes = texts_of(to_frame(journey, "lanes"))
    title = words("service_blueprint")
    if not steps or not lanes:
        return nothing(journey, title, words("no_touchpoints" if not steps else "no_lanes"))
    step = min(max(88, min(170, 1400 // len(steps))), max(4, WIDEST // len(steps)))
    wide = max(6, int(step / 6.6))
    texts, tall = _cells(journey, cards, steps, lanes, wide, words)
    bands, edges, top = _bands(lanes, tall, words)
    names = labels(((s["touchpoint_id"], s["touchpoint"]) for s in steps), words)
    scale = alt.Scale(domain=[-_HEAD, top], reverse=True, nice=False)
    x = alt.X(
        "column:N", axis=None, bandPosition=0,
        scale=alt.Scale(domain=list(names.values()), type="band", padding=0),
    )  # fmt: skip
    y = alt.Y("y:Q", axis=None, scale=scale)
    end = step * len(steps)
    told = [words.choice(side) for side in _SIDES if side != "none"]
    color = fills({words.choice(side): ink for side, ink in _SIDES.items()}, "side")
    color["legend"]["values"] = told
    if not any(band["side"] in told for band in bands):
        color["legend"] = None
    ground = alt.Chart(pd.DataFrame(bands)).encode(y=y, x=alt.value(0))
    rects = ground.mark_rect(fillOpacity=0.12, cornerRadius=4).encode(
        y2="y2:Q", x2=alt.value(end), color=color
    )
    heads = ground.mark_text(align="right", dx=-12, limit=limit(170), fontWeight="bold").encode(
        y=alt.Y("middle:Q", axis=None, scale=scale), text="label:N",
        tooltip=tooltips(lane=words("r_lane"), side=words("f_side")),
    )  # fmt: skip
    top_lines = [
        {"column": names[s["touchpoint_id"]], "text": line, "y": _LINE * (at + 0.5) - _HEAD,
         "touchpoint": brief(s["touchpoint"], 200), "phase": brief(s["phase"] or "", 200),
         **ids_of(s)}
        for s in steps
        for at, line in enumerate(lines_of(s["touchpoint"], wide - 1, 2) or [words("untitled")])
    ]  # fmt: skip
    columns = alt.Chart(pd.DataFrame(top_lines)).mark_text(
        align="left", dx=5, fontSize=11, fontWeight="bold", limit=limit(step - 8, "text")
    ).encode(
        x=x, y=y, text="text:N",
        tooltip=tooltips(touchpoint=words("r_touchpoint"), phase=words("r_phase")),
    )  # fmt: skip
    layers: list[Any] = [rects, heads, columns]
    if texts:
        for cell in texts:
            cell["column"] = names[cell["touchpoint_id"]]
            cell["y"] = edges[cell["lane_id"]] + _PAD / 2 + _LINE * (cell["line"] + 0.5)
        layers.append(
            alt.Chart(pd.DataFrame(texts))
            .mark_text(align="left", fontSize=11, dx=5, limit=limit(step - 6, "text"))
            .encode(
                x=x, y=y, text="text:N",
                tooltip=tooltips(card=words("r_card"), kind=words("f_kind"),
                                 touchpoint=words("r_touchpoint")),
            )
        )  # fmt: skip
    lines = _lines(lanes, bands, words)
    for line in lines:
        dash, ink = _SEPARATORS[line["kind"]]
        data = pd.DataFrame([{"y": line["y"], "text": line["text"]}])
        rule = alt.Chart(data).encode(y=y)
        layers += [
            rule.mark_rule(strokeWidth=2, strokeDash=dash, color=ink).encode(
                x=alt.value(-180), x2=alt.value(end)
            ),
            rule.mark_text(align="left", dx=8, fontSize=11, fontStyle="italic").encode(
                x=alt.value(end), text="text:N"
            ),
        ]
    notes = [] if lines else [words("no_separators")]
    return figure(layers, journey, title, notes, width=alt.Step(step), height=top + _HEAD)


def _cells(
    journey: JourneyModel, cards: list[dict[str, Any]], steps: list[dict[str, Any]],
    lanes: list[dict[str, Any]], wide: int, words: Words,
) -> tuple[list[dict[str, Any]], dict[str, int]]:  # fmt: skip
    """Return the lines of all cells, and how many the largest cell of each lane has."""
    held: defaultdict[tuple[str, str], list[tuple[str, str, str | None]]] = defaultdict(list)
    for card in cards:
        if card["text"]:
            kind = words.choice(card["kind"])
            held[card["lane_id"], column_of(card)].append((card["text"], kind, card["card_id"]))
    scores = {lane["persona_id"]: felt(journey, lane["persona_id"]) for lane in lanes
              if lane["kind"] == "emotion"}  # fmt: skip
    for step in steps:
        for lane in lanes:
            field = {"channel": "channels", "owner": "owners"}.get(lane["kind"])
            for name in step[field] if field else ():
                held[lane["lane_id"], step["touchpoint_id"]].append((name, "", None))
            known = scores.get(lane["persona_id"], {}) if lane["kind"] == "emotion" else {}
            if step["touchpoint_id"] in known:
                score = known[step["touchpoint_id"]]
                told = words.number(round(score["score"], 2))
                kind = f"{words('f_score')} · {founding(score, words)}"
                held[lane["lane_id"], step["touchpoint_id"]].append((told, kind, None))
    texts: list[dict[str, Any]] = []
    tall: defaultdict[str, int] = defaultdict(int)
    for step in steps:
        for lane in lanes:
            key = lane["lane_id"], step["touchpoint_id"]
            made = [
                (f"{'' if at else '• '}{line}", text, kind, card)
                for text, kind, card in held[key]
                for at, line in enumerate(lines_of(text, wide - 2, _OF_CARD))
            ]
            if len(made) > _OF_CELL:
                rest = [text for _, text, *_ in made[_OF_CELL - 1 :]]
                more = len(dict.fromkeys(rest))
                made = [
                    *made[: _OF_CELL - 1],
                    (words("and_more", n=more), " · ".join(dict.fromkeys(rest)), "", None),
                ]
            texts += [
                {
                    "lane_id": key[0], "touchpoint_id": key[1], "line": at, "text": line,
                    "card": brief(text, 300), "kind": kind, "record_id": card,
                    "touchpoint": brief(step["touchpoint"], 200),
                }
                for at, (line, text, kind, card) in enumerate(made)
            ]  # fmt: skip
            tall[key[0]] = max(tall[key[0]], len(made))
    return texts, tall


def _bands(
    lanes: list[dict[str, Any]], tall: dict[str, int], words: Words
) -> tuple[list[dict[str, Any]], dict[str, float], float]:
    """Return where each lane lies, in pixels from the top; lanes of nothing are low."""
    names = labels(((lane["lane_id"], lane_name(lane)) for lane in lanes), words)
    bands, edges, at = [], {}, 0.0
    for lane in lanes:
        high = _PAD + _LINE * max(1, tall[lane["lane_id"]])
        side = lane["side"] if lane["side"] in _SIDES else "none"
        edges[lane["lane_id"]] = at
        bands.append({
            "y": at, "y2": at + high, "middle": at + high / 2, "lane": brief(lane_name(lane), 200),
            "lane_id": lane["lane_id"],
            "label": names[lane["lane_id"]], "side": words.choice(side),
        })  # fmt: skip
        at += high + 8
    return bands, edges, at - 8


def _lines(
    lanes: list[dict[str, Any]], bands: list[dict[str, Any]], words: Words
) -> list[dict[str, Any]]:
    """Return the lines between lanes, that of visibility also where it only follows."""
    drawn = [
        (lane["separator"], band["y2"] + 4)
        for lane, band in zip(lanes, bands, strict=True) if lane["separator"] in _SEPARATORS
    ]  # fmt: skip
    if not any(kind == "visibility" for kind, _ in drawn):
        sides = [lane["side"] for lane in lanes]
        for at, side in enumerate(sides):
            if side == "backstage" and "frontstage" in sides[:at]:
                drawn.append(("visibility", bands[at - 1]["y2"] + 4))
                break
    return [{"kind": kind, "y": y, "text": words.choice(kind)} for kind, y in drawn]
