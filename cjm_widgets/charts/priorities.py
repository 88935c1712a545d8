"""What to do first: opportunities, what matters and does not please, votes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from ..frames import to_frame
from ..model.errors import FormatError, shorten
from ..model.fields import fields_of
from ..model.journey import JourneyModel
from ..model.records import Card
from .display import OfflineChart
from .drawing import limit, ticks
from .kit import (
    CROSS,
    ROW,
    brief,
    chosen,
    felt,
    figure,
    fills,
    found,
    founding,
    ids_of,
    labels,
    marks,
    nothing,
    one_map,
    rows_axis,
    texts_of,
    tooltips,
)  # fmt: skip
from .spreading import spread
from .themes import BLUE, COLORS, GREEN, GREY, PINK, VERMILLION, VIOLET
from .words import Words, speak

_RATINGS = (1, 2, 3, 4, 5)
#: Of a cell of the matrix of opportunities, in pixels; as many cards are spelt out at most.
_CELL, _LINE, _SHOWN = 178, 17, 6
_STATUS = {
    "idea": (BLUE, "circle"), "planned": (VIOLET, "diamond"), "doing": (PINK, "triangle-up"),
    "done": (GREEN, "square"), "rejected": (GREY, CROSS),
}  # fmt: skip
_COLUMN = 180


def opportunity_matrix(
    journey: JourneyModel, *, kinds: Iterable[str] = ("opportunity", "solution"),
    language: str | None = None,
) -> OfflineChart:  # fmt: skip
    """Draw opportunities by how much they would change and how much work they would be.

    Impact goes up, effort to the right; every card is named in its cell, with the sign of its
    status. Begin at the upper left: large effect, little work. Cards without both ratings are not
    drawn; how many there are stands below the title.

    .. image:: /charts/opportunity_matrix.png

    Parameters
    ----------
    journey
        The map.
    kinds
        The kinds of cards that are drawn.
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
        `kinds` are no kinds of cards.
    """
    words = speak(one_map("opportunity_matrix", journey), language)
    known = fields_of(Card)["kind"].known
    try:
        picked = [kinds] if isinstance(kinds, str) else list(kinds)
    except TypeError:
        picked = []
    if not picked:
        raise FormatError(
            f"kinds are kinds of cards, not {shorten(kinds)}", field="kinds", value=kinds
        )
    for kind in picked:
        chosen("kinds", kind, known)
    title = words("opportunity_matrix")
    cards = [c for c in texts_of(to_frame(journey, "cards")) if c["kind"] in picked]
    rated = [c for c in cards if c["impact"] is not None and c["effort"] is not None]
    if not rated:
        return nothing(journey, title, words("no_rated" if cards else "no_opportunities"))
    rows, more, most = _post_its(rated, words)
    height = max(52, _LINE * most + 16)
    for row in (*rows, *more):
        row["y"] = (5 - row["impact"]) * height + _LINE * (row["line"] - 0.5) + 6
    # Lines of a cell lie in pixels from the top, with one axis for all cells.
    scale = alt.Scale(domain=[0, 5 * height], reverse=True, nice=False)
    x = alt.X(
        "effort:O", title=f"{words('f_effort')} →",
        scale=alt.Scale(domain=list(_RATINGS), paddingInner=0.02, paddingOuter=0),
        axis=alt.Axis(labelAngle=0, ticks=False, domain=False, grid=False, labelFontWeight="bold"),
    )  # fmt: skip
    y = alt.Y("y:Q", axis=None, scale=scale)
    cells = alt.Chart(pd.DataFrame([
        # The better the deal, the stronger the ground.
        {"effort": e, "y": (5 - i) * height, "y2": (6 - i) * height - 4, "deal": i - e,
         "strength": 0.05 + 0.035 * max(0, i - e + 1), "color": GREEN if i > e else GREY}
        for i in _RATINGS for e in _RATINGS
    ])).mark_rect(cornerRadius=4).encode(
        x=x, y=y, y2="y2:Q", color=alt.Color("color:N", scale=None),
        fillOpacity=alt.FillOpacity("strength:Q", scale=None),
    )  # fmt: skip
    heads = alt.Chart(pd.DataFrame([
        {"y": (5.5 - i) * height - 2, "text": str(i)} for i in _RATINGS
    ])).mark_text(align="right", dx=-8, fontSize=11, fontWeight="bold")  # fmt: skip
    head = alt.Chart(pd.DataFrame([{"text": f"{words('f_impact')} →"}]))
    statuses = {words.choice(s): mark for s, mark in _STATUS.items()
                if any(r["status"] == words.choice(s) for r in rows)}  # fmt: skip
    statuses |= {r["status"]: (GREY, "circle") for r in rows if r["status"] not in statuses}
    color, shape = marks(statuses, "status")
    tips = tooltips(
        text=words("r_card"), touchpoint=words("r_touchpoint"), impact=words("f_impact"),
        effort=words("f_effort"), status=words("f_status"), owner=words("f_owner"),
    )  # fmt: skip
    left = alt.X("effort:O", bandPosition=0)
    base = alt.Chart(pd.DataFrame(rows)).encode(x=left, y=y, tooltip=tips)
    written: dict[str, Any] = {
        "align": "left",
        "dx": 19,
        "fontSize": 11,
        "limit": limit(_CELL - 26),
    }
    layers: list[Any] = [
        cells,
        heads.encode(x=alt.value(0), y=y, text="text:N"),
        head.mark_text(angle=270, align="center", dy=-26, fontSize=11).encode(
            x=alt.value(0), y=alt.value(2.5 * height), text="text:N"
        ),
        base.mark_point(size=48, filled=True, opacity=1, xOffset=10).encode(
            color=color, shape=shape
        ),
        base.mark_text(**written).encode(text="label:N"),
    ]
    if more:
        rest = alt.Chart(pd.DataFrame(more)).mark_text(**written, fontStyle="italic")
        layers.append(rest.encode(x=left, y=y, text="label:N"))
    notes = [words("opportunity_note")]
    if len(cards) > len(rated):
        notes.append(words("unrated", n=len(cards) - len(rated)))
    return figure(
        layers, journey, title, notes, width=alt.Step(_CELL), height=5 * height
    )  # fmt: skip


def _post_its(
    cards: list[dict[str, Any]], words: Words
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Return a line for each card that is spelt out, for the others, and most lines of a cell."""
    count: Counter[tuple[int, int]] = Counter()
    rows: list[dict[str, Any]] = []
    for card in cards:
        cell = card["impact"], card["effort"]
        count[cell] += 1
        if count[cell] <= _SHOWN:
            rows.append({
                "impact": card["impact"], "effort": card["effort"], "line": count[cell],
                "label": brief(card["text"], 30) or words("untitled"),
                "record_id": card["card_id"], **ids_of(card),
                "text": brief(card["text"], 300),
                "touchpoint": brief(card["touchpoint"] or "", 200),
                "status": brief(words.choice(card["status"]), 40),
                "owner": brief(card["owner"] or "", 200),
            })  # fmt: skip
    more = [
        {"impact": i, "effort": e, "line": _SHOWN + 1, "label": words("and_more", n=n - _SHOWN)}
        for (i, e), n in count.items() if n > _SHOWN
    ]  # fmt: skip
    return rows, more, min(max(count.values()), _SHOWN + 1)


def importance_satisfaction(
    journey: JourneyModel, *, importance: str = "customer", persona: Any = None,
    language: str | None = None,
) -> OfflineChart:  # fmt: skip
    """Draw touchpoints by how much they matter and how they are felt.

    Importance goes to the right, the mean score up; the rule is the neutral score. Look at the
    lower right: what matters and does not please is to be mended first; upper right is to be kept.
    Hollow points are scores that were only assumed.

    .. image:: /charts/importance_satisfaction.png

    Parameters
    ----------
    journey
        The map.
    importance
        ``"customer"`` or ``"business"``: to whom.
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
    FormatError
        `importance` is none of these.
    UnknownRecord
        There is no such persona.

    References
    ----------
    J. A. Martilla and J. C. James, "Importance-Performance Analysis", Journal of Marketing 41 (1),
    1977.
    """
    words = speak(one_map("importance_satisfaction", journey), language)
    chosen("importance", importance, ("customer", "business"))
    scores = felt(journey, found(journey, persona, "persona"))
    field = f"importance_{importance}"
    steps = [
        step for step in texts_of(to_frame(journey))
        if step[field] is not None and step["touchpoint_id"] in scores
    ]  # fmt: skip
    title = words("importance_satisfaction")
    if not steps:
        return nothing(journey, title, words("no_importance"))
    scale = journey.emotion_scale
    values = [scores[step["touchpoint_id"]]["score"] for step in steps]
    low, high = min(scale.min, *values), max(scale.max, *values)
    by: defaultdict[int, list[int]] = defaultdict(list)
    for at, step in enumerate(steps):
        by[step[field]].append(at)
    height = max(320, 16 * max(map(len, by.values())))
    room = (high - low) * 15 / height
    places = [0.0] * len(steps)
    for group in by.values():
        for at, place in zip(group, spread([values[at] for at in group], room, low, high),
                             strict=True):  # fmt: skip
            places[at] = place
    rows: list[dict[str, Any]] = [
        {
            "importance": step[field], "score": value, "place": place,
            "label": brief(step["touchpoint"], 28) or words("untitled"),
            "touchpoint": brief(step["touchpoint"], 200), "phase": brief(step["phase"] or "", 200),
            "told": words.number(round(value, 2)), "n": scores[step["touchpoint_id"]]["n"],
            "source": founding(scores[step["touchpoint_id"]], words),
            "assumed": scores[step["touchpoint_id"]]["source"] == "assumed",
            **ids_of(step),
        }
        for step, value, place in zip(steps, values, places, strict=True)
    ]  # fmt: skip
    pad = (high - low) * 0.05
    x = alt.X(
        "importance:O", title=f"{words('f_' + field)} →",
        scale=alt.Scale(domain=list(_RATINGS), paddingInner=0.03, paddingOuter=0),
        axis=alt.Axis(labelAngle=0, ticks=False, domain=False, grid=False, labelFontWeight="bold"),
    )  # fmt: skip
    y = alt.Y(
        "score:Q", title=words("v_emotion").capitalize(),
        scale=alt.Scale(domain=[low - pad, high + pad], nice=False, zero=False),
        axis=alt.Axis(values=ticks(scale), format="~g", grid=False),
    )  # fmt: skip
    grounds = alt.Chart(pd.DataFrame([
        {"importance": i, "low": low - pad, "high": scale.neutral if i > 3 else high + pad,
         "ground": VERMILLION if i > 3 else GREY, "strength": 0.12 if i > 3 else 0.06}
        for i in _RATINGS
    ] + [
        {"importance": i, "low": scale.neutral, "high": high + pad, "ground": GREY,
         "strength": 0.06} for i in (4, 5)
    ])).mark_rect().encode(
        x=x, y=alt.Y("low:Q", axis=y["axis"]), y2="high:Q",
        color=alt.Color("ground:N", scale=None),
        fillOpacity=alt.FillOpacity("strength:Q", scale=None),
    )  # fmt: skip
    neutral = alt.Chart(pd.DataFrame({"y": [scale.neutral]})).mark_rule(
        strokeDash=[3, 3], opacity=0.45
    ).encode(
        y=alt.Y("y:Q", axis=y["axis"])
    )  # fmt: skip
    left = alt.X("importance:O", bandPosition=0)
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=left,
        tooltip=tooltips(
            touchpoint=words("r_touchpoint"), phase=words("r_phase"),
            importance=words(f"f_{field}"), told=words("f_score"), n=words("f_n"),
            source=words("f_source"),
        ),
    )  # fmt: skip
    leader = base.mark_rule(opacity=0.5, xOffset=14, x2Offset=24).encode(
        y=alt.Y("score:Q", axis=y["axis"]), y2="place:Q", x2=alt.X2("importance:O", bandPosition=0)
    )
    points = base.mark_point(size=55, strokeWidth=2, opacity=1, xOffset=13, color=BLUE).encode(
        y=y, fillOpacity=alt.when("datum.assumed").then(alt.value(0)).otherwise(alt.value(1)),
        fill=alt.value(BLUE),
    )  # fmt: skip
    names = base.mark_text(align="left", dx=27, fontSize=11, limit=limit(_COLUMN - 30)).encode(
        y=alt.Y("place:Q", axis=y["axis"]), text="label:N"
    )
    return figure(
        [grounds, neutral, leader, points, names], journey, title, [words("importance_note")],
        width=alt.Step(_COLUMN), height=height,
    )  # fmt: skip


def votes(
    journey: JourneyModel, *, session: Any = None, language: str | None = None
) -> OfflineChart:
    """Draw what people voted for, the most votes first.

    A row for everything that got a vote, its length the sum of the votes, coloured by round where
    there are several. Look for the gap after which votes get few. Who voted is only told, in the
    tooltip, where the round is not anonymous.

    .. image:: /charts/votes.png

    Parameters
    ----------
    journey
        The map.
    session
        One round only: the record, its id or its title.
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
        There is no such round.
    """
    words = speak(one_map("votes", journey), language)
    only = found(journey, session, "vote_session")
    secret = {s.id for s in journey.vote_sessions if s.anonymous}
    given: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for vote in texts_of(to_frame(journey, "votes")):
        if only in (None, vote["session_id"]) and (vote["weight"] or 0) > 0:
            given[vote["target_id"], vote["session_id"]].append(vote)
    title = words("votes_title")
    if not given:
        return nothing(journey, title, words("no_votes"))
    total: Counter[str] = Counter()
    for (target, _), votes_here in given.items():
        total[target] += sum(vote["weight"] for vote in votes_here)
    told = {target: here[0]["target"] or "" for (target, _), here in given.items()}
    ranked = sorted(total, key=lambda target: (-total[target], told[target]))
    names = labels(((target, told[target]) for target in ranked), words)
    sessions = list(dict.fromkeys(session for _, session in given))
    titles = labels(((s, journey.vote_sessions[s].title) for s in sessions), words)
    rows: list[dict[str, Any]] = [
        {
            "row": names[target], "target": brief(told[target], 300), "session": titles[s],
            "votes": sum(vote["weight"] for vote in given[target, s]),
            "touchpoint": brief(given[target, s][0]["touchpoint"] or "", 200),
            "record_id": target, **ids_of(given[target, s][0]),
            "who": "" if s in secret else ", ".join(
                dict.fromkeys(brief(vote["voter"] or "", 60) for vote in given[target, s])
            )[:400],
        }
        for target in ranked for s in sessions if (target, s) in given
    ]  # fmt: skip
    x = alt.X("votes:Q", title=None, axis=None, stack=True)
    color: Any = alt.value(BLUE)
    if len(sessions) > 1:
        color = fills({titles[s]: COLORS[at % len(COLORS)] for at, s in enumerate(sessions)},
                      "session")  # fmt: skip
    bars = alt.Chart(pd.DataFrame(rows)).mark_bar(height={"band": 0.65}).encode(
        x=x, y=rows_axis("row", list(names.values())), color=color,
        tooltip=tooltips(
            target=words("what"), touchpoint=words("r_touchpoint"), session=words("r_vote_session"),
            votes=words("votes"), who=words("who"),
        ),
    )  # fmt: skip
    sums = pd.DataFrame(
        [{"row": names[t], "votes": n, "told": str(n)} for t in ranked for n in [total[t]]]
    )
    text = alt.Chart(sums).mark_text(align="left", dx=6, fontSize=11).encode(
        x=alt.X("votes:Q", axis=None), y=rows_axis("row", list(names.values())), text="told:N"
    )  # fmt: skip
    return figure([bars, text], journey, title, width=420, height=alt.Step(ROW))
