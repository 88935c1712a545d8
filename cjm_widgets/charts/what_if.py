"""A what-if drawn: every touchpoint before and after."""

from __future__ import annotations

import math
import re
from functools import reduce
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from ..flows.words import told
from ..model.errors import FormatError, InvalidDocument, shorten
from .display import OfflineChart
from .drawing import drawable, label_expression, limit_of_names
from .words import Words, words_of

if TYPE_CHECKING:
    from ..flows.whatif import WhatIf
    from ..model.flow.scenario import Deed

#: What can be drawn, and what it is called.
MEASURES = {
    "reach": "m_reach", "drop_off": "m_drop_off", "conversion": "m_conversion",
    "visits": "m_visits", "time": "m_time", "revenue": "m_revenue", "people": "m_people",
}  # fmt: skip
_SHARES = ("reach", "drop_off", "conversion")
#: Seconds of a unit, and what the axis calls it.
_TIMES = ((86400.0, "unit_days"), (3600.0, "unit_hours"), (60.0, "unit_minutes"))
_UNITS = {
    "d": "in_days", "h": "in_hours", "min": "in_minutes", "s": "in_seconds", "points": "points",
}  # fmt: skip
_AMOUNT = re.compile(r"([+-]?[\d.,]+(?:e[+-]?\d+)?)(?: (d|h|min|s|points)\b)?")
_COLORS = ("#6b7280", "#3457d5")
#: Grey that is read on white, and still on the dark of other themes.
_WORDS = "#767676"
_LONGEST = 70


def what_if(
    result: WhatIf, measure: str = "reach", *, width: int = 420, language: str | None = None
) -> alt.LayerChart:
    """Draw before against after, touchpoint by touchpoint, in the order of the map.

    Hollow points are before, filled ones after, each with its interval; the difference stands in
    words at the end of the row. What was removed has only a point before, what was added only one
    after.

    .. image:: /charts/what_if.png

    Parameters
    ----------
    result
        What `cjm_widgets.what_if` returned.
    measure
        ``"reach"``, ``"drop_off"``, ``"conversion"``, ``"visits"``, ``"time"``, ``"revenue"`` or
        ``"people"``.
    width
        In pixels, without the names.
    language
        Of the labels; that of the map when left out.

    Returns
    -------
    altair.LayerChart
        Drawn offline by the notebook's own Vega.

    Raises
    ------
    InvalidDocument
        What was given is no what-if.
    FormatError
        There is no such measure, or the language is no text.
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
    words = words_of(result.journey.store.state, language)
    rows, differences, unit = _rows(result, measure, words)
    title = words(MEASURES[measure]) + (f" ({unit})" if unit else "")
    sides = [words("before"), words("after")]
    x = alt.X(
        "value:Q", title=title, scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(format="~%" if measure in _SHARES else ",~f", tickCount=6),
    )  # fmt: skip
    names = list(zip(rows["position"], rows["touchpoint"], strict=True))
    y = alt.Y(
        "position:O", title=None,
        axis=alt.Axis(
            labelExpr=label_expression(names), labelLimit=limit_of_names(220, names),
            labelOverlap=False, ticks=False, domain=False, labelPadding=9,
        ),
    )  # fmt: skip
    # Drawn apart, so that intervals do not hide each other.
    offset = alt.YOffset("side:N", sort=sides)
    legend = alt.Legend(orient="top", symbolOpacity=1)
    color = alt.Color(
        "side:N", title=None, sort=sides, legend=legend,
        scale=alt.Scale(domain=sides, range=list(_COLORS)),
    )  # fmt: skip
    base = alt.Chart(rows).encode(y=y, yOffset=offset)
    interval = (
        base.transform_filter("isValid(datum.low)")
        .mark_rule(strokeWidth=3, opacity=0.6)
        .encode(x=alt.X("low:Q", title=title), x2="high:Q", color=color)
    )
    points = base.mark_point(size=55, strokeWidth=2, opacity=1).encode(
        x=x, color=color, tooltip=_tooltip(words),
        fill=alt.Fill(
            "side:N", title=None, sort=sides, legend=legend,
            scale=alt.Scale(domain=sides, range=["#ffffff", _COLORS[1]]),
        ),
    )  # fmt: skip
    said = (
        alt.Chart(differences)
        .mark_text(align="left", dx=8, fontSize=11, color=_WORDS)
        .encode(y=y, x=alt.X("end:Q", title=title), text="words:N")
    )
    count = len(set(rows["position"]))
    return OfflineChart(layer=[interval, points, said]).properties(
        width=width,
        height=max(60, count * (30 if count <= 40 else 22)),
        title=alt.Title(
            _title(result, words), anchor="start", subtitle=_subtitle(result, rows, words)
        ),
    )


def _rows(result: WhatIf, measure: str, words: Words) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """Return a row for each point, a row for each difference, and the unit of the axis."""
    frame = result.to_frame("touchpoint")
    order = {i: at for at, i in enumerate(dict.fromkeys(frame["touchpoint_id"]), 1)}
    frame = frame[frame["measure"] == measure]
    most = max(
        [0.0, *(abs(v) for name in ("before", "after") for v in frame[name].dropna().tolist())]
    )  # fmt: skip
    size, unit = next(
        ((size, words(unit)) for size, unit in _TIMES if most >= 2 * size), (1.0, "s")
    ) if measure == "time" else (1.0, "")  # fmt: skip
    points: list[dict[str, Any]] = []
    differences: list[dict[str, Any]] = []
    for row in frame.to_dict("records"):
        place = {
            "position": order[row["touchpoint_id"]],
            "touchpoint": drawable(str(row["touchpoint"])),
            "phase": "" if pd.isna(row["phase"]) else drawable(str(row["phase"])),
            "touchpoint_id": row["touchpoint_id"],
        }
        ends = []
        for name in ("before", "after"):
            value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
            if pd.isna(value):
                continue
            sure = pd.isna(low)
            points.append({
                **place, "side": words(name), "value": value / size,
                "low": None if sure else low / size, "high": None if sure else high / size,
                "words": _told(words, measure, value) if sure else words(
                    "interval", value=_told(words, measure, value),
                    low=_told(words, measure, low), high=_told(words, measure, high),
                ),
            })  # fmt: skip
            ends.append((value if sure else high) / size)
        differences.append({
            **place, "end": max(ends), "words": _difference(measure, row, words),
        })  # fmt: skip
    about = ["position", "touchpoint", "touchpoint_id", "phase"]
    columns = [*about, "side", "value", "low", "high", "words"]
    return (
        pd.DataFrame(points, columns=columns),
        pd.DataFrame(differences, columns=[*about, "end", "words"]),
        unit,
    )


def _difference(measure: str, row: dict[Any, Any], words: Words) -> str:
    if pd.isna(row["before"]):
        return words("kind_added")
    if pd.isna(row["after"]):
        return words("kind_removed")
    change = row["difference"]
    return _told(words, measure, change, signed=True) if abs(change) > 1e-12 else ""


def _told(words: Words, measure: str, value: float, *, signed: bool = False) -> str:
    """Return a number of a measure as text, as it is written in the language."""

    def amount(found: re.Match[str]) -> str:
        number, unit = found[1], found[2]
        if words.language != "en":
            number = number.translate(str.maketrans(",.-", "\N{NO-BREAK SPACE},\N{MINUS SIGN}"))
        return words(_UNITS[unit], n=number) if unit else number

    return _AMOUNT.sub(amount, told(measure, value, signed=signed))


def _tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (
            ("touchpoint", words("r_touchpoint")), ("phase", words("r_phase")),
            ("side", words("when")), ("words", words("value_interval")),
        )
    ]  # fmt: skip


def _title(result: WhatIf, words: Words) -> str:
    deeds = [_deed(deed, words) for deed in result.deeds] or [words("nothing_changed")]
    text = drawable(reduce(lambda one, other: words("do_both", one=one, other=other), deeds))
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return words("what_if", what=text)


def _deed(deed: Deed, words: Words) -> str:
    """Return what was done as people say it: in English as `WhatIf` itself does."""
    if words.language == "en":
        return deed.text
    what = words.quoted(deed.name)
    if deed.record_type != "touchpoint":
        what = f"{words.thing(deed.record_type)} {what}"
    how = ", ".join(f"{words.field(field)} {value}" for field, value in deed.fields)
    return words(
        f"do_{deed.verb}", what=what, where=words.quoted(deed.where),
        how=how or words("nothing"),
    )  # fmt: skip


def _subtitle(result: WhatIf, rows: pd.DataFrame, words: Words) -> str:
    """Return what becomes of the whole, or why there is nothing to see."""
    frame: Any = result.to_frame("journey").set_index("measure")
    if "conversion" in frame.index:
        line = frame.loc["conversion"]
        before, after, change = (float(line[n]) for n in ("before", "after", "difference"))
        if not math.isnan(change):
            return words(
                "conversion_becomes", before=_told(words, "conversion", before),
                after=_told(words, "conversion", after),
                change=_told(words, "conversion", change, signed=True),
            )  # fmt: skip
    return words("no_conversion" if len(rows) else "nothing_known")
