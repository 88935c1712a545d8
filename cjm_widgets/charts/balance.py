"""Good against bad, meant against real: pains and gains, intended and in use, moments of truth."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from ..frames import to_frame
from ..model.journey import JourneyModel
from .display import OfflineChart
from .drawing import limit, ticks
from .kit import (
    CROSS,
    ROW,
    STAR,
    brief,
    chosen,
    columns_axis,
    felt,
    figure,
    fills,
    found,
    founding,
    ids_of,
    labels,
    listed,
    marks,
    nothing,
    one_map,
    places_of,
    rows_axis,
    step_width,
    texts_of,
    tooltips,
)  # fmt: skip
from .themes import BLUE, GREY, VERMILLION
from .words import speak

#: Kind of card -> on which side it weighs.
_SIDES = {"pain": "pain", "barrier": "pain", "gain": "gain"}


def pain_gain_balance(
    journey: JourneyModel, *, by: str = "touchpoint", weight: str = "cards",
    language: str | None = None,
) -> OfflineChart:  # fmt: skip
    """Draw pains against gains along the journey.

    Pains and barriers go to the left, gains to the right, the diamond is their balance. Look for
    rows that only lean to the left, and for how early the first gain comes.

    .. image:: /charts/pain_gain_balance.png

    Parameters
    ----------
    journey
        The map.
    by
        A row for each ``"touchpoint"``, and one for a whole phase before its touchpoints where
        cards lie over it; or a row for each ``"phase"`` with all that hangs on it.
    weight
        ``"cards"`` counts; ``"severity"`` adds up how grave they are, a card without a severity
        counting 1.
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
        An option is none of these.
    """
    words = speak(one_map("pain_gain_balance", journey), language)
    chosen("by", by, ("touchpoint", "phase"))
    chosen("weight", weight, ("cards", "severity"))
    title = words("pain_gain_balance") + (
        f" ({words('f_severity')})" if weight == "severity" else ""
    )
    weighed = [card for card in texts_of(to_frame(journey, "cards")) if card["kind"] in _SIDES]
    if not weighed:
        return nothing(journey, title, words("no_pains"))
    places = places_of(journey, by, weighed, words)
    cards = {
        (i, side): [card for card in here if _SIDES[card["kind"]] == side]
        for i, (_, here) in places.items() for side in ("pain", "gain")
    }  # fmt: skip
    names = labels(((i, name) for i, (name, _) in places.items()), words)
    sides = {"pain": words("pains"), "gain": words("gains")}
    rows: list[dict[str, Any]] = []
    balance: list[dict[str, Any]] = []
    for here, (place, _) in places.items():
        net = 0
        for side, sign in (("pain", -1), ("gain", 1)):
            value = sum(
                (card["severity"] or 1) if weight == "severity" else 1 for card in cards[here, side]
            )
            net += sign * value
            if value:
                rows.append({
                    "row": names[here], "place": brief(place, 200), "side": sides[side],
                    f"{by}_id": here or None,
                    "value": sign * value, "told": str(value), "left": sign < 0,
                    "texts": listed((card["text"] for card in cards[here, side]), words),
                })  # fmt: skip
        if cards[here, "pain"] and cards[here, "gain"]:
            told = words.number(net, signed=True)
            balance.append({"row": names[here], "net": net, "told": told, f"{by}_id": here or None})
    y = rows_axis("row", list(names.values()))
    most = max(abs(row["value"]) for row in rows)
    x = alt.X("value:Q", title=None, axis=None, scale=alt.Scale(domain=[-most * 1.1, most * 1.1]))
    tips = tooltips(
        place=words(f"r_{by}"), side=words("what"), told=words("number"), texts=words("cards")
    )
    base = alt.Chart(pd.DataFrame(rows)).encode(x=x, y=y, tooltip=tips)
    bars = base.mark_bar(height={"band": 0.6}).encode(
        color=fills({sides["pain"]: VERMILLION, sides["gain"]: BLUE}, "side")
    )
    right = base.transform_filter("!datum.left").mark_text(align="left", dx=5, fontSize=11)
    left = base.transform_filter("datum.left").mark_text(align="right", dx=-5, fontSize=11)
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule().encode(x=alt.X("x:Q", axis=None))
    layers: list[Any] = [bars, zero, left.encode(text="told:N"), right.encode(text="told:N")]
    if balance:
        diamond = alt.Chart(pd.DataFrame(balance)).mark_point(
            shape="diamond", size=70, filled=True, opacity=1, fill="white", stroke="black",
            strokeWidth=1,
        )  # fmt: skip
        tips = tooltips(told=words("balance"))
        layers.append(diamond.encode(x=alt.X("net:Q", axis=None), y=y, tooltip=tips))
    return figure(
        layers, journey, title, [words("balance_note")] if balance else [], width=460,
        height=alt.Step(ROW),
    )  # fmt: skip


def gaps(
    journey: JourneyModel, *, only_gaps: bool = False, language: str | None = None
) -> OfflineChart:
    """Draw which touchpoints are meant to be and which are in use.

    Two signs in each row: whether the touchpoint is intended and whether it is in use (full: yes,
    hollow: no, cross: not known), and in words where the two differ. Look for what is intended and
    missing, and for what grew by itself. Touchpoints of which neither is known are left out.

    .. image:: /charts/gaps.png

    Parameters
    ----------
    journey
        The map.
    only_gaps
        Leave out what is as it was meant to be.
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
    """
    words = speak(one_map("gaps", journey), language)
    title = words("gaps")
    frame = to_frame(journey, "gaps")
    every = texts_of(frame[frame["gap"] == "use"])
    uses = [row for row in every if row["is_gap"] or not only_gaps]
    if not uses:
        return nothing(journey, title, words("no_gaps" if every else "no_use"))
    names = labels(((row["touchpoint_id"], row["touchpoint"]) for row in uses), words)
    signs = {True: words("yes"), False: words("no"), None: words("not_known")}
    findings = {
        "not_in_use": words("intended_not_used"), "not_intended": words("used_not_intended"),
    }  # fmt: skip
    columns = {"intended": words("f_intended"), "in_use": words("f_in_use")}
    rows: list[dict[str, Any]] = [
        {
            "row": names[row["touchpoint_id"]], "column": columns[field],
            "what": signs[None if row[field] is None else bool(row[field])],
            "touchpoint": brief(row["touchpoint"], 200), "phase": brief(row["phase"] or "", 200),
            "finding": findings.get(row["finding"], ""),
            **ids_of(row),
            # Once for both signs of a row.
            "gap": bool(row["is_gap"]) and field == "in_use",
        }
        for row in uses for field in columns
    ]  # fmt: skip
    legend = {
        signs[True]: (BLUE, "circle"), signs[False]: (VERMILLION, "circle"),
        signs[None]: (GREY, CROSS),
    }  # fmt: skip
    present = {row["what"] for row in rows}
    color, shape = marks({k: v for k, v in legend.items() if k in present})
    y = rows_axis("row", list(names.values()))
    x = alt.X(
        "column:N", title=None, scale=alt.Scale(domain=list(columns.values())),
        axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False, labelLimit=limit(120)),
    )  # fmt: skip
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=y,
        tooltip=tooltips(
            touchpoint=words("r_touchpoint"), phase=words("r_phase"), column=words("what"),
            what=words("value"), finding=words("finding"),
        ),
    )  # fmt: skip
    hollow = alt.FieldOneOfPredicate(field="what", oneOf=[signs[False]])
    dots = base.mark_point(size=110, strokeWidth=2, opacity=1).encode(
        x=x, color=color, shape=shape,
        fill=alt.when(hollow).then(alt.value("transparent")).otherwise(
            alt.Fill("what:N", legend=None, scale=color["scale"])
        ),
    )  # fmt: skip
    said = base.transform_filter("datum.gap").mark_text(align="left", dx=10, fontSize=11)
    said = said.encode(x=alt.value(232), text="finding:N")
    lines = base.transform_filter("datum.gap").mark_rule(opacity=0.5).encode(
        x=alt.value(70), x2=alt.value(165)
    )  # fmt: skip
    count = sum(row["is_gap"] for row in uses)
    return figure(
        [lines, dots, said], journey, title, [words("gaps_note", n=count, of=len(every))],
        width=alt.Step(116), height=alt.Step(ROW),
    )  # fmt: skip


def moments_of_truth(
    journey: JourneyModel, *, persona: Any = None, language: str | None = None
) -> OfflineChart:
    """Draw how the moments that decide are felt, among all others.

    A stem for each touchpoint from the neutral score to its mean; moments of truth have a star and
    their name in full colour, others are grey. The best, the worst and the last moment, which
    people remember most, are named. Look for stars below the line, and for a journey that ends
    there. A star on the line itself has no score yet.

    .. image:: /charts/moments_of_truth.png

    Parameters
    ----------
    journey
        The map.
    persona
        Scores of one persona only: the record, its id or its name.
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
        There is no such persona.

    References
    ----------
    J. Carlzon, "Moments of Truth", 1987. D. Kahneman, B. L. Fredrickson, C. A. Schreiber and D. A.
    Redelmeier, "When More Pain Is Preferred to Less: Adding a Better End", Psychological Science
    4 (6), 1993 (people remember the peak and the end).
    """
    words = speak(one_map("moments_of_truth", journey), language)
    scores = felt(journey, found(journey, persona, "persona"))
    steps = texts_of(to_frame(journey))
    title = words("moments_of_truth")
    if not any(step["moment_of_truth"] for step in steps):
        return nothing(journey, title, words("no_moments"))
    names = labels(((step["touchpoint_id"], step["touchpoint"]) for step in steps), words)
    scale = journey.emotion_scale
    known = [step["touchpoint_id"] for step in steps if step["touchpoint_id"] in scores]
    spoken: dict[str, str] = {}
    if len(known) > 2:
        values = [scores[i]["score"] for i in known]
        best, worst = max(values), min(values)
        # One may be several of them; where all are equal none is best or worst.
        marked = [(known[-1], "end")]
        if best > worst:
            marked[:0] = [(known[values.index(worst)], "low"), (known[values.index(best)], "peak")]
        for i, word in marked:
            spoken[i] = " · ".join(filter(None, [spoken.get(i), words(word)]))
    truth, other = words("f_moment_of_truth"), words("other_touchpoints")
    rows: list[dict[str, Any]] = [
        {
            "column": names[i], "touchpoint": brief(step["touchpoint"], 200),
            "phase": brief(step["phase"] or "", 200),
            "score": scores[i]["score"] if i in scores else scale.neutral,
            "neutral": scale.neutral, "what": truth if step["moment_of_truth"] else other,
            "told": words.number(scores[i]["score"]) if i in scores else words("no_score"),
            "source": founding(scores[i], words) if i in scores else "",
            **ids_of(step), "spoken": spoken.get(i, ""), "above": i in scores
            and scores[i]["score"] >= scale.neutral,
        }
        for step in steps for i in [step["touchpoint_id"]]
        if i in scores or step["moment_of_truth"]
    ]  # fmt: skip
    step = step_width(len(steps))
    x = columns_axis("column", list(names.values()), step)
    values = [row["score"] for row in rows]
    low, high = min(scale.min, *values), max(scale.max, *values)
    # For what is written over the best and under the worst.
    room = (high - low) * 0.12
    axis = alt.Axis(values=ticks(scale), format="~g", grid=False)
    y = alt.Y(
        "score:Q", title=words("v_emotion").capitalize(), axis=axis,
        scale=alt.Scale(domain=[low - room, high + room], nice=False, zero=False),
    )  # fmt: skip
    color, shape = marks({truth: (VERMILLION, STAR), other: (GREY, "circle")})
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=x,
        tooltip=tooltips(
            touchpoint=words("r_touchpoint"), phase=words("r_phase"), what=words("what"),
            told=words("f_score"), source=words("f_source"),
        ),
    )  # fmt: skip
    stems = base.mark_rule(strokeWidth=2).encode(y=y, y2="neutral:Q", color=color)
    heads = base.mark_point(filled=True, opacity=1).encode(
        y=y, color=color, shape=shape,
        size=alt.when(alt.FieldEqualPredicate(field="what", equal=truth))
        .then(alt.value(260)).otherwise(alt.value(50)),
    )  # fmt: skip
    over = base.transform_filter("datum.above").mark_text(fontSize=11, dy=-15)
    under = base.transform_filter("!datum.above").mark_text(fontSize=11, dy=17)
    zero = alt.Chart(pd.DataFrame({"y": [scale.neutral]})).mark_rule(strokeDash=[3, 3])
    return figure(
        [
            zero.encode(y=alt.Y("y:Q", axis=axis)), stems, heads,
            over.encode(y=y, text="spoken:N"), under.encode(y=y, text="spoken:N"),
        ],
        journey, title, width=alt.Step(step), height=260,
    )  # fmt: skip
