"""Two maps beside each other: both emotion curves, and what is new, gone, changed, moved."""

from __future__ import annotations

import math
from collections import defaultdict
from statistics import fmean
from typing import Any

import altair as alt
import pandas as pd

from ..compare.plain import cut
from ..compare.rows import KINDS, Row, order_of
from ..model.checks.names import name_of
from ..model.fields import Field, fields_of
from ..model.pooling import best_founded, pooled
from ..model.records import Card, EmotionScale, Experience, Reaction, Stroke, Vote, type_name
from ..model.state import State
from .display import OfflineConcat
from .drawing import (
    LABEL,
    PALETTE,
    cut_names,
    drawable,
    label_expression,
    limit,
    limit_of_names,
    on_scale,
    ticks,
    width_for,
    within,
)
from .words import Words, words_of

#: Marks of what happened; each has a row of its own, too, so that no colour is needed.
_MARKS = {
    "added": "+",
    "removed": "\N{MINUS SIGN}",
    "changed": "~",
    "moved": "\N{LEFT RIGHT ARROW}",
}
_COLORS = {"added": "#1f7a5c", "removed": "#b3261e", "changed": "#3457d5", "moved": "#8a6d00"}
_KINDS = {
    "added": "kind_added", "removed": "kind_removed", "changed": "kind_changed",
    "moved": "kind_moved",
}  # fmt: skip
_TOLD = 5
_ROW = 24
#: Height of a line of text, in pixels.
_LINE = 12


def comparison(
    a: State, b: State, rows: list[Row], labels: tuple[str, str], *,
    title: str = "", width: int | None = None, height: int = 220, language: str | None = None,
) -> alt.VConcatChart:  # fmt: skip
    """Draw the scores of two maps over one row of touchpoints, and below what differs.

    The first map has a dashed line and squares, the second a solid line and circles; several
    personas have lines of their own. Scores are drawn on the scale of the first map. Under each
    touchpoint a sign tells what was added, removed, changed or moved there, in a row of that name;
    the tooltip says what.

    Parameters
    ----------
    a, b
        The maps, in which the same thing has the same id.
    rows
        What differs.
    labels
        What the two maps are called.
    title
        Above the chart.
    width, height
        Of the curves, in pixels; wide enough for the names of the touchpoints when left out.
    language
        Of the labels; that of the first map when left out.

    Returns
    -------
    altair.VConcatChart
        Drawn offline by the notebook's own Vega.
    """
    words = words_of(a, language)
    steps = order_of(a, b, "touchpoint")
    position = {record_id: at for at, record_id in enumerate(steps, 1)}
    names = (drawable(labels[0]), drawable(labels[1]))
    scores = pd.concat(
        [
            _scores(state, name, position, a.journey.emotion_scale, words)
            for state, name in zip((a, b), names, strict=True)
        ],
        ignore_index=True,
    )
    marks = _marks((a, b), rows, position, words)
    size = width or width_for(len(steps))
    called = _names(a, b, steps)
    x = alt.X(
        "position:O", title=None, scale=alt.Scale(domain=list(position.values())),
        axis=alt.Axis(
            labelExpr=label_expression(called), labelAngle=-35,
            labelLimit=limit_of_names(140, called), labelOverlap=False,
            ticks=False, domain=False,
        ),
    )  # fmt: skip
    return OfflineConcat(
        vconcat=[
            _curves(a, scores, x, names, height, words).properties(width=size, height=height),
            _strip(marks, x, words).properties(width=size, height=_ROW * len(KINDS)),
        ],
        spacing=8,
        # Maps and kinds of difference have colours of their own; one legend needs all three.
        resolve=alt.Resolve(scale=dict.fromkeys(("color", "shape", "strokeDash"), "independent")),
    ).properties(
        title=alt.Title(
            drawable(title) or words("comparison"),
            anchor="start",
            subtitle=_elsewhere(rows, position, words),
        )
    )


def _curves(
    a: State, scores: pd.DataFrame, x: alt.X, names: tuple[str, str], height: int, words: Words
) -> alt.LayerChart:
    """Return the layers of both curves; what is dashed and square is the first map."""
    scale = a.journey.emotion_scale
    low = min([scale.min, *scores["score"]])
    high = max([scale.max, *scores["score"]])
    top = x.copy()
    top["axis"] = alt.Axis(labels=False, ticks=False, domain=False)
    y = alt.Y(
        "score:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False),
        axis=alt.Axis(values=ticks(scale), format="~g", title=words("f_emotion")),
    )  # fmt: skip
    domain = list(names)
    # Without an outline, which the dashes would tear.
    legend = alt.Legend(
        orient="top",
        title=None,
        symbolSize=90,
        symbolStrokeWidth=0,
        labelLimit=limit(300),
        **cut_names(names),
    )
    color = alt.Color(
        "map:N", legend=legend, scale=alt.Scale(domain=domain, range=[PALETTE[1], PALETTE[0]])
    )
    dash = alt.StrokeDash(
        "map:N", legend=legend, scale=alt.Scale(domain=domain, range=[[5, 4], [1, 0]])
    )
    shape = alt.Shape(
        "map:N", legend=legend, scale=alt.Scale(domain=domain, range=["square", "circle"])
    )
    tooltip = [
        alt.Tooltip(f"{name}:{kind}", title=text)
        for name, kind, text in (
            ("touchpoint", "N", words("r_touchpoint")), ("map", "N", words("which_map")),
            ("persona", "N", words("r_persona")), ("score", "Q", words("f_score")),
            ("told_source", "N", words("f_source")),
        )
    ]  # fmt: skip
    neutral = (
        alt.Chart(pd.DataFrame({"y": [scale.neutral]}))
        .mark_rule(strokeDash=[2, 4], opacity=0.4)
        .encode(y=alt.Y("y:Q", axis=y["axis"]))
    )
    base = alt.Chart(scores).encode(x=top)
    # How far a score went, where both maps have one.
    both = scores.groupby(["position", "who"])["score"].agg(["min", "max", "count"])
    gaps = both[both["count"] > 1].reset_index()
    distance = (
        alt.Chart(gaps)
        .mark_rule(opacity=0.35, strokeWidth=3, color="gray")
        .encode(x=top, y=alt.Y("min:Q", axis=y["axis"]), y2="max:Q")
    )
    line = base.mark_line(interpolate="monotone", strokeWidth=2.5).encode(
        y=y, color=color, strokeDash=dash, detail="who:N"
    )
    points = base.mark_point(size=70, strokeWidth=2, opacity=1, fill="white").encode(
        y=y, color=color, shape=shape, tooltip=tooltip
    )
    layers = [neutral, distance, line, points]
    if len(set(scores["who"])) > 1:
        room = (high - low) * _LINE / height
        text = alt.Chart(_ends(scores, room)).mark_text(align="left", dx=9, fontSize=10)
        layers.append(
            text.encode(x=top, y=alt.Y("at:Q", axis=y["axis"]), text="persona:N", color=color)
        )
    chart: alt.LayerChart = alt.LayerChart(layer=layers)
    return chart


def _ends(scores: pd.DataFrame, room: float) -> pd.DataFrame:
    """Return where each line ends, and the height `at` which its name hides no other one.

    Lines of one persona that end in one point are named once. `room` is the height of a name, in
    steps of the scale.
    """
    ends = scores.sort_values("position").groupby(["map", "who"], as_index=False).last()
    ends = ends.drop_duplicates(["position", "score", "persona"], keep="last")
    ends = ends.sort_values(["position", "score"]).assign(at=0.0)
    for _, group in ends.groupby("position"):
        free = -math.inf
        for index, score in group["score"].items():
            at = max(float(score), free)
            ends.loc[index, "at"] = at
            free = at + room
    return ends.assign(persona=[within(name, LABEL) for name in ends["persona"]])


def _strip(marks: pd.DataFrame, x: alt.X, words: Words) -> alt.LayerChart:
    """Return the rows of signs: one for each kind of difference."""
    kinds = [words(_KINDS[kind]) for kind in KINDS]
    y = alt.Y(
        "kind:N", title=None, sort=kinds, scale=alt.Scale(domain=kinds),
        axis=alt.Axis(ticks=False, domain=False, grid=True, labelPadding=8),
    )  # fmt: skip
    color = alt.Color(
        "kind:N", legend=None,
        scale=alt.Scale(domain=kinds, range=[_COLORS[kind] for kind in KINDS]),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip("touchpoint:N", title=words("r_touchpoint")),
        alt.Tooltip("kind:N", title=words("what")),
        alt.Tooltip("what:N", title=words("differences")),
    ]
    base = alt.Chart(marks).encode(x=x, y=y, tooltip=tooltip)
    # White on a full colour is read on light and dark themes alike, and is larger to point at.
    back = base.mark_point(shape="circle", size=320, filled=True, opacity=1).encode(color=color)
    sign = base.mark_text(fontSize=16, fontWeight="bold", color="white").encode(text="mark:N")
    return alt.LayerChart(layer=[back, sign])


def _scores(
    state: State, name: str, position: dict[str, int], scale: EmotionScale, words: Words
) -> pd.DataFrame:
    """Return the mean score of every persona at every touchpoint of a map, weighted with `n`.

    Scores are those on `scale`, whatever the scale of the map is.
    """
    drawn = on_scale(state.journey.emotion_scale, scale)
    found: defaultdict[tuple[str, str | None], list[Any]] = defaultdict(list)
    for record in state.in_order("experience"):
        if record.score is not None:
            found[record.touchpoint, record.persona].append(record)
    # As in the emotion curve: sources are never averaged, the best founded one counts.
    best = {key: best_founded(group) for key, group in found.items()}
    rows = [
        {
            "position": position[touchpoint],
            "touchpoint": drawable(state.get(touchpoint).name),
            "touchpoint_id": touchpoint,
            "persona_id": persona,
            "map": name,
            "who": persona or "",
            "persona": drawable(state.get(persona).name) if persona else words("everyone"),
            "score": round(drawn(_mean(group)), 6),
            "source": group[0].source,
            "told_source": words.choice(group[0].source),
        }
        for (touchpoint, persona), group in best.items()
    ]
    columns = [
        "position", "touchpoint", "touchpoint_id", "persona_id", "map", "who", "persona", "score",
        "source", "told_source",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _mean(felt: list[Any]) -> float:
    """Return the mean of scores; one of no answers is drawn as it stands."""
    mean, _, _ = pooled(felt)
    return fmean(one.score for one in felt) if mean is None else mean


def _marks(
    states: tuple[State, State], rows: list[Row], position: dict[str, int], words: Words
) -> pd.DataFrame:
    """Return one row for each touchpoint and kind of difference, with what it is in words."""
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    names: dict[str, str] = {}
    for row in rows:
        if row.touchpoint in position and row.touchpoint is not None:
            found[row.touchpoint, row.kind][_in_words(states, row, words)] = None
            if row.record.id == row.touchpoint:
                names[row.touchpoint] = row.label
    made = [
        {
            "position": position[touchpoint],
            "touchpoint": drawable(names.get(touchpoint, "")),
            "touchpoint_id": touchpoint,
            "kind": words(_KINDS[kind]),
            "mark": _MARKS[kind],
            "what": drawable(
                " · ".join([*told][:_TOLD])
                + (f" · {words('and_more', n=len(told) - _TOLD)}" if len(told) > _TOLD else "")
            ),
        }
        for (touchpoint, kind), told in found.items()
    ]
    return pd.DataFrame(
        made, columns=["position", "touchpoint", "touchpoint_id", "kind", "mark", "what"]
    )


def _in_words(states: tuple[State, State], row: Row, words: Words) -> str:
    record: Any = row.record
    kind = words.choice(record.kind) if isinstance(record, Card) else words.thing(type_name(record))
    thing = f"{kind} {words.quoted(_label(states, row, words))}"
    if row.kind in ("added", "removed"):
        return thing
    field = fields_of(type(record)).get(row.field or "")
    old, new = (words.quoted(_value(field, text, words)) for text in (row.old, row.new))
    return f"{thing}: {words.field(row.field or '', type_name(record))} {old} → {new}"


def _label(states: tuple[State, State], row: Row, words: Words) -> str:
    """Return what a record is called; what has no name of its own is called in the language."""
    record: Any = row.record
    if isinstance(record, Experience):
        after = states[1]
        where: Any = after.get(record.touchpoint) or states[0].get(record.touchpoint)
        who: Any = after.get(record.persona or "") or states[0].get(record.persona or "")
        return f"{where.name}, {record.respondent or (who and who.name) or words('everyone')}"
    if isinstance(record, Reaction):
        return record.emoji
    if isinstance(record, Vote):
        return record.voter
    if isinstance(record, Stroke):
        return ""
    return row.label if name_of(record) else words("untitled")


def _value(field: Field | None, text: str | None, words: Words) -> str | None:
    """Return a value as people say it: a choice and a flag in the language."""
    if field is None or text is None:
        return text
    if field.role == "flag":
        return words(text) if text in ("yes", "no") else text
    return words.choice(text) if text in field.known else text


def _elsewhere(rows: list[Row], position: dict[str, int], words: Words) -> Any:
    """Return what is said under the title of the differences that no touchpoint has."""
    count = len({row.record.id for row in rows if row.touchpoint not in position})
    if not rows:
        return words("no_differences")
    return words("differences_elsewhere", n=count) if count else alt.Undefined


def _names(a: State, b: State, steps: list[str]) -> list[tuple[int, str]]:
    """Return the positions with the names of their touchpoints."""
    return [(at, cut(drawable((b.get(i) or a.get(i)).name), 60)) for at, i in enumerate(steps, 1)]
