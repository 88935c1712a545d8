"""How well founded a map is: evidence behind cards."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import altair as alt
import pandas as pd

from ..frames import to_frame
from ..model.fields import fields_of
from ..model.journey import JourneyModel
from ..model.records import Card
from .display import OfflineChart
from .kit import (
    ROW,
    brief,
    chosen,
    figure,
    fills,
    labels,
    nothing,
    one_map,
    places_of,
    rows_axis,
    scale_side,
    texts_of,
    tooltips,
)  # fmt: skip
from .themes import BLUE, GREEN, GREY, VIOLET
from .words import speak

_LEVELS = {"assumption": GREY, "anecdote": VIOLET, "data": BLUE, "validated": GREEN}


def evidence_levels(
    journey: JourneyModel, *, by: str = "kind", language: str | None = None
) -> OfflineChart:
    """Draw how well founded the cards are.

    Each row is all cards of a kind (a phase, a touchpoint): which part is assumption, anecdote,
    data, validated; how many cards there are stands at the end. Look for grey rows: there the map
    is guessed, and research would help most.

    .. image:: /charts/evidence_levels.png

    Parameters
    ----------
    journey
        The map.
    by
        ``"kind"`` of card, ``"phase"``, or ``"touchpoint"`` with a row for a whole phase before its
        touchpoints where cards lie over it.
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
        `by` is none of these.
    """
    words = speak(one_map("evidence_levels", journey), language)
    chosen("by", by, ("kind", "phase", "touchpoint"))
    title = words("evidence_levels")
    cards = texts_of(to_frame(journey, "cards"))
    if not cards:
        return nothing(journey, title, words("no_cards"))
    held: dict[str, list[Any]]
    if by == "kind":
        kinds = fields_of(Card)["kind"].known
        found = {card["kind"] for card in cards}
        here = sorted(found, key=lambda k: (k not in kinds, [*kinds, k].index(k)))
        named = [(kind, words.choice(kind)) for kind in here]
        held = {kind: [card for card in cards if card["kind"] == kind] for kind in here}
    else:
        places = places_of(journey, by, cards, words)
        named = [(i, name) for i, (name, here) in places.items() if here]
        held = {i: here for i, (_, here) in places.items()}
    ids: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for place, here in held.items():
        for card in here:
            ids[place, card["evidence_level"]].append(card["card_id"])
    count = Counter({key: len(found) for key, found in ids.items()})
    names = labels(named, words)
    levels = [*_LEVELS, *sorted({level for _, level in count} - set(_LEVELS))]
    colors = {level: _LEVELS.get(level, GREY) for level in levels}
    rows: list[dict[str, Any]] = []
    totals: list[dict[str, Any]] = []
    for place, name in named:
        total = sum(count[place, level] for level in levels)
        start = 0.0
        for level in levels:
            if not count[place, level]:
                continue
            share = count[place, level] / total
            rows.append({
                "row": names[place], "name": brief(name, 200), "what": words.choice(level),
                "count": count[place, level], "share": share, "start": start, "end": start + share,
                "told": f"{round(100 * share)} %", "middle": start + share / 2,
                "record_ids": ids[place, level],
                "inside": share >= 0.09, "dark": colors[level] in (BLUE, VIOLET),
            })  # fmt: skip
            start += share
        totals.append({"row": names[place], "told": f"n = {total}"})
    y = rows_axis("row", list(names.values()))
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=y,
        tooltip=tooltips(
            name=words("what"), what=words("f_evidence_level"), count=words("cards"),
            told=words("share"),
        ),
    )  # fmt: skip
    axis = alt.Axis(format="~%", grid=False, tickCount=5, title=None, orient=scale_side(len(named)))
    color = fills({words.choice(lv): colors[lv] for lv in levels
                   if any(n == lv for _, n in count)})  # fmt: skip
    bars = base.mark_bar(height={"band": 0.7}, stroke="white", strokeWidth=1).encode(
        x=alt.X("start:Q", axis=axis, scale=alt.Scale(domain=[0, 1])), x2="end:Q", color=color
    )
    text = base.transform_filter("datum.inside").mark_text(
        fontSize=10, fontWeight="bold"
    ).encode(
        # Each is read on its colour: 4 to 1 and more.
        color=alt.when("datum.dark").then(alt.value("white")).otherwise(alt.value("black")),
        x=alt.X("middle:Q", axis=axis), text="told:N")  # fmt: skip
    ends = alt.Chart(pd.DataFrame(totals)).mark_text(align="left", dx=8, fontSize=11)
    return figure(
        [bars, text, ends.encode(y=y, x=alt.datum(1, axis=axis), text="told:N")], journey, title,
        [words("evidence_note")], width=440, height=alt.Step(ROW),
    )  # fmt: skip
