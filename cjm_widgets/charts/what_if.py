"""A what-if drawn: every touchpoint before and after."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from ..flows.words import told
from ..model.errors import FormatError, InvalidDocument, shorten
from .display import OfflineChart
from .drawing import drawable, label_expression

if TYPE_CHECKING:
    from ..flows.whatif import WhatIf

#: What can be drawn, and what it is called.
MEASURES = {
    "reach": "People who get there", "drop_off": "People lost there",
    "conversion": "People who go on", "visits": "Visits", "time": "Time", "revenue": "Revenue",
    "people": "Number of people",
}  # fmt: skip
_SHARES = ("reach", "drop_off", "conversion")
_TIMES = ((86400.0, "days"), (3600.0, "hours"), (60.0, "min"))
_BEFORE, _AFTER = "Before", "After"
_COLORS = ("#6b7280", "#3457d5")
#: Grey that is read on white, and still on the dark of other themes.
_WORDS = "#767676"
_LONGEST = 70


def what_if(result: WhatIf, measure: str = "reach", *, width: int = 420) -> alt.LayerChart:
    """Draw before against after, touchpoint by touchpoint, in the order of the map.

    Hollow points are before, filled ones after, each with its interval; the difference stands in
    words at the end of the row. What was removed has only a point before, what was added only one
    after.

    Parameters
    ----------
    result
        What `cjm_widgets.what_if` returned.
    measure
        ``"reach"``, ``"drop_off"``, ``"conversion"``, ``"visits"``, ``"time"``, ``"revenue"`` or
        ``"people"``.
    width
        In pixels, without the names.

    Returns
    -------
    altair.LayerChart
        Drawn offline by the notebook's own Vega.

    Raises
    ------
    InvalidDocument
        What was given is no what-if.
    FormatError
        There is no such measure.
    """
    if not callable(getattr(result, "to_frame", None)) or not hasattr(result, "assumptions"):
        raise InvalidDocument(
            f"what_if draws what cjm.what_if(...) returned, not {shorten(result)}", value=result
        )
    if measure not in MEASURES:
        raise FormatError(
            f"there is no measure {measure!r} to draw; measures are {', '.join(MEASURES)}",
            field="measure", value=measure,
        )  # fmt: skip
    rows, differences, unit = _rows(result, measure)
    title = MEASURES[measure] + (f" ({unit})" if unit else "")
    x = alt.X(
        "value:Q", title=title, scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(format="~%" if measure in _SHARES else ",~f", tickCount=6),
    )  # fmt: skip
    names = zip(rows["position"], rows["touchpoint"], strict=True)
    y = alt.Y(
        "position:O", title=None,
        axis=alt.Axis(
            labelExpr=label_expression(names), labelLimit=220, labelOverlap=False, ticks=False,
            domain=False, labelPadding=9,
        ),
    )  # fmt: skip
    # Drawn apart, so that intervals do not hide each other.
    offset = alt.YOffset("side:N", sort=[_BEFORE, _AFTER])
    legend = alt.Legend(orient="top", symbolOpacity=1)
    color = alt.Color(
        "side:N", title=None, sort=[_BEFORE, _AFTER], legend=legend,
        scale=alt.Scale(domain=[_BEFORE, _AFTER], range=list(_COLORS)),
    )  # fmt: skip
    base = alt.Chart(rows).encode(y=y, yOffset=offset)
    interval = (
        base.transform_filter("isValid(datum.low)")
        .mark_rule(strokeWidth=3, opacity=0.6)
        .encode(x=alt.X("low:Q", title=title), x2="high:Q", color=color)
    )
    points = base.mark_point(size=55, strokeWidth=2, opacity=1).encode(
        x=x, color=color, tooltip=_tooltip(),
        fill=alt.Fill(
            "side:N", title=None, sort=[_BEFORE, _AFTER], legend=legend,
            scale=alt.Scale(domain=[_BEFORE, _AFTER], range=["#ffffff", _COLORS[1]]),
        ),
    )  # fmt: skip
    words = (
        alt.Chart(differences)
        .mark_text(align="left", dx=8, fontSize=11, color=_WORDS)
        .encode(y=y, x=alt.X("end:Q", title=title), text="words:N")
    )
    count = len(set(rows["position"]))
    return OfflineChart(layer=[interval, points, words]).properties(
        width=width,
        height=max(60, count * (30 if count <= 40 else 22)),
        title=alt.Title(_title(result), anchor="start", subtitle=_subtitle(result, rows)),
    )


def _rows(result: WhatIf, measure: str) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """Return a row for each point, a row for each difference, and the unit of the axis."""
    frame = result.to_frame("touchpoint")
    order = {i: at for at, i in enumerate(dict.fromkeys(frame["touchpoint_id"]), 1)}
    frame = frame[frame["measure"] == measure]
    most = max(
        [0.0, *(abs(v) for name in ("before", "after") for v in frame[name].dropna().tolist())]
    )  # fmt: skip
    size, unit = next(
        ((size, unit) for size, unit in _TIMES if most >= 2 * size), (1.0, "s")
    ) if measure == "time" else (1.0, "")  # fmt: skip
    points: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for row in frame.to_dict("records"):
        place = {
            "position": order[row["touchpoint_id"]],
            "touchpoint": drawable(str(row["touchpoint"])),
            "phase": "" if pd.isna(row["phase"]) else drawable(str(row["phase"])),
            "touchpoint_id": row["touchpoint_id"],
        }
        ends = []
        for side, name in ((_BEFORE, "before"), (_AFTER, "after")):
            value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
            if pd.isna(value):
                continue
            sure = pd.isna(low)
            points.append({
                **place, "side": side, "value": value / size,
                "low": None if sure else low / size, "high": None if sure else high / size,
                "words": told(measure, value)
                + ("" if sure else f" ({told(measure, low)} to {told(measure, high)})"),
            })  # fmt: skip
            ends.append((value if sure else high) / size)
        words.append({**place, "end": max(ends), "words": _difference(measure, row)})
    about = ["position", "touchpoint", "touchpoint_id", "phase"]
    columns = [*about, "side", "value", "low", "high", "words"]
    return (
        pd.DataFrame(points, columns=columns),
        pd.DataFrame(words, columns=[*about, "end", "words"]),
        unit,
    )


def _difference(measure: str, row: dict[Any, Any]) -> str:
    if pd.isna(row["before"]):
        return "added"
    if pd.isna(row["after"]):
        return "removed"
    change = row["difference"]
    return told(measure, change, signed=True) if abs(change) > 1e-12 else ""


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (
            ("touchpoint", "Touchpoint"), ("phase", "Phase"), ("side", "When"),
            ("words", "Value and interval"),
        )
    ]  # fmt: skip


def _title(result: WhatIf) -> str:
    text = drawable("; ".join(result.actions) or "nothing is changed")
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f"What if: {text}"


def _subtitle(result: WhatIf, rows: pd.DataFrame) -> str:
    """Return what becomes of the whole, or why there is nothing to see."""
    frame: Any = result.to_frame("journey").set_index("measure")
    if "conversion" in frame.index:
        line = frame.loc["conversion"]
        before, after, change = (float(line[n]) for n in ("before", "after", "difference"))
        if not math.isnan(change):
            return (
                f"Conversion {told('conversion', before)} to {told('conversion', after)} "
                f"({told('conversion', change, signed=True)})"
            )
    if not len(rows):
        return "Nothing to draw: the map has no touchpoints, or nothing of this is known"
    return "No conversion is known: everybody goes on"
