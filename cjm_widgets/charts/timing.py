"""Time: how long a journey takes, and how metrics move."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

import altair as alt
import pandas as pd

from ..frames import to_frame
from ..model.checks.days import ends_before, last_day
from ..model.journey import JourneyModel
from .display import OfflineChart
from .drawing import limit
from .kit import (
    CROSS,
    ROW,
    brief,
    chosen,
    figure,
    fills,
    found,
    ids_of,
    labels,
    nothing,
    one_map,
    rows_axis,
    scale_side,
    texts_of,
    tooltips,
    value_name,
)  # fmt: skip
from .themes import BLUE, GREEN, GREY, VIOLET
from .words import Words, speak

#: Seconds of a unit, the longest first, and from how many seconds on it is used.
UNITS = (
    ("weeks", 604_800.0, 8 * 604_800.0), ("days", 86_400.0, 2 * 86_400.0),
    ("hours", 3_600.0, 2 * 3_600.0), ("minutes", 60.0, 2 * 60.0), ("seconds", 1.0, 0.0),
)  # fmt: skip
_STAGES = {"before": BLUE, "during": GREEN, "after": VIOLET, "none": GREY}
_BAND = 46
#: Characters of a date without a time.
_DAY = len("2026-03-01")


def lasting(seconds: float, words: Words) -> str:
    """Return a time in the unit it is best told in: "2 days", "6 min"."""
    for name, size, _ in UNITS:
        # A week or so is told in days, and less than a second in seconds.
        if seconds >= (2 * size if name == "weeks" else size):
            break
    return words(f"in_{name}", n=words.number(round(seconds / size, 1)))


def timeline(
    journey: JourneyModel, *, by: str = "duration", language: str | None = None
) -> OfflineChart:
    """Draw how long each touchpoint takes and how long people wait for it.

    A row a touchpoint, each beginning where the one above it ends: first the wait (pale), then the
    touchpoint itself (full), in the colour of its purchase stage: before, during, after. Look for
    pale bars that are long: time in which nothing happens for the customer. A touchpoint of which
    no time is known is a cross, and takes no time here.

    .. image:: /charts/timeline.png

    Parameters
    ----------
    journey
        The map.
    by
        ``"duration"`` puts durations and waits one after the other; ``"dates"`` draws touchpoints
        from their start to their end on a calendar, the last day included. Days and times are
        those that were written, wherever that was. A touchpoint whose end is before its start is a
        cross; how many have no start, and are not drawn, stands below the title.
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
    words = speak(one_map("timeline", journey), language)
    chosen("by", by, ("duration", "dates"))
    steps = texts_of(to_frame(journey))
    rows = _dated(journey, steps, words) if by == "dates" else _lasting(steps, words)
    if not (rows if by == "dates" else any(row["known"] for row in rows)):
        return nothing(
            journey, words("timeline"), words("no_dates" if by == "dates" else "no_times")
        )
    side = scale_side(len(steps))
    if by == "dates":
        x: Any = alt.X("from:T", title=None, axis=alt.Axis(orient=side))
    else:
        total = max(row["to"] for row in rows)
        unit, size, _ = next(u for u in UNITS if total >= u[2])
        for row in rows:
            row["from"], row["to"] = row["from"] / size, row["to"] / size
        x = alt.X("from:Q", title=words(f"axis_{unit}"), scale=alt.Scale(zero=True, nice=True),
                  axis=alt.Axis(orient=side))  # fmt: skip
    names = list(dict.fromkeys(row["row"] for row in rows))
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=x, y=rows_axis("row", names),
        tooltip=tooltips(
            touchpoint=words("r_touchpoint"), phase=words("r_phase"), kind=words("what"),
            told=words("time"),
        ),
    )  # fmt: skip
    stages = {words(f"stage_{s}") if s != "none" else words("no_stage"): c
              for s, c in _STAGES.items()}  # fmt: skip
    present = {row["stage"] for row in rows}
    color = fills({s: c for s, c in stages.items() if s in present}, "stage")
    # The outline keeps a minute visible beside days.
    bars = (
        base.transform_filter("datum.known")
        .mark_bar(height={"band": 0.6}, strokeWidth=1.5)
        .encode(
            x2="to:T" if by == "dates" else "to:Q", color=color, stroke=color,
            fillOpacity=alt.when("datum.wait").then(alt.value(0.22)).otherwise(alt.value(1)),
        )
    )  # fmt: skip
    text = (
        base.transform_filter("datum.last")
        .mark_text(align="left", dx=7, fontSize=11)
        .encode(x="to:T" if by == "dates" else "to:Q", text="label:N")
    )
    unknown = base.transform_filter("!datum.known").mark_point(
        shape=CROSS, size=45, filled=True, opacity=1, color=GREY
    )
    layers = [bars, unknown, text]
    notes = [words("timeline_note")]
    if by == "dates":
        moments = base.transform_filter("datum.moment")
        layers.insert(1, moments.mark_point(shape="diamond", size=90, filled=True, opacity=1)
                      .encode(color=color))  # fmt: skip
        early, without = sum(not row["known"] for row in rows), len(steps) - len(rows)
        notes = [words(key, n=n) for key, n in (("ends_early", early), ("no_start", without)) if n]
    return figure(layers, journey, words("timeline"), notes, width=560, height=alt.Step(ROW))


def _lasting(steps: list[dict[str, Any]], words: Words) -> list[dict[str, Any]]:
    """Return the wait and the duration of each touchpoint, one after the other."""
    names = labels(((s["touchpoint_id"], s["touchpoint"]) for s in steps), words)
    rows, now = [], 0.0
    for step in steps:
        about = _about(step, names, words)
        parts = [(True, step["wait"]), (False, step["duration"])]
        known = [(wait, seconds) for wait, seconds in parts if seconds is not None]
        told = " + ".join(
            words("waits", time=lasting(s, words)) if wait else lasting(s, words)
            for wait, s in known if s or not wait
        )  # fmt: skip
        for wait, seconds in known:
            rows.append({
                **about, "from": now, "to": now + seconds, "known": True, "wait": wait,
                "kind": words("v_wait" if wait else "f_duration"), "told": lasting(seconds, words),
                "last": (wait, seconds) == known[-1], "label": told,
            })  # fmt: skip
            now += seconds
        if not known:
            rows.append({
                **about, "from": now, "to": now, "known": False, "wait": False, "kind": "",
                "told": words("not_known"), "last": True, "label": "",
            })  # fmt: skip
    return rows


def _dated(
    journey: JourneyModel, steps: list[dict[str, Any]], words: Words
) -> list[dict[str, Any]]:
    """Return from when to when each touchpoint with a start takes place."""
    names = labels(((s["touchpoint_id"], s["touchpoint"]) for s in steps), words)
    rows: list[dict[str, Any]] = []
    for step in steps:
        if step["start"] is None:
            continue
        record = journey.touchpoints[step["touchpoint_id"]]
        start, last = written(record.start), record.end or record.start
        end = max(start, written(last))
        known = not ends_before(last, record.start)
        days = [f"{moment:%Y-%m-%d}" for moment in (start, written(last))]
        told = " \N{EN DASH} ".join(dict.fromkeys(days))
        if not known:
            told = words("ends_before", start=days[0], end=days[1])
        elif len(last) <= _DAY:
            end = _midnight_after(last)
        rows.append({
            **_about(step, names, words), "from": start, "to": end, "known": known, "wait": False,
            "kind": "", "told": told, "last": True, "label": told, "moment": known and start == end,
        })  # fmt: skip
    return rows


def written(text: str) -> pd.Timestamp:
    """Return a moment as it was written, in whatever zone that is: days are those of the place."""
    return pd.Timestamp(datetime.fromisoformat(text).replace(tzinfo=None))


def _midnight_after(day: str) -> pd.Timestamp:
    """Return when a day (or week) is over: it takes place on its last day, too."""
    last = last_day(day)
    return pd.Timestamp(last if last == date.max else last + timedelta(days=1))


def _about(step: dict[str, Any], names: dict[str, str], words: Words) -> dict[str, Any]:
    stage = step["purchase_stage"] if step["purchase_stage"] in _STAGES else "none"
    return {
        **ids_of(step),
        "row": names[step["touchpoint_id"]], "touchpoint": brief(step["touchpoint"], 200),
        "phase": brief(step["phase"] or "", 200),
        "stage": words("no_stage") if stage == "none" else words(f"stage_{stage}"),
    }  # fmt: skip


def metrics_over_time(
    journey: JourneyModel, *, metric: Any = None, language: str | None = None
) -> OfflineChart:
    """Draw how metrics move from date to date.

    A row for each metric, place and persona, with the first and the last value in figures and the
    target as a dashed line; rows of one metric have one scale, so that their height can be
    compared. Look for lines that turn, and for those that go away from the dashes. Values without
    a date are not drawn; how many there are stands below the title.

    .. image:: /charts/metrics_over_time.png

    Parameters
    ----------
    journey
        The map.
    metric
        One metric only: the record, its id or its name.
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
        There is no such metric.
    """
    words = speak(one_map("metrics_over_time", journey), language)
    only = found(journey, metric, "metric")
    values = [
        row for row in texts_of(to_frame(journey, "metrics"))
        if row["value"] is not None and only in (None, row["metric_id"])
    ]  # fmt: skip
    dated = [row for row in values if row["date"] is not None]
    title = words("metrics_over_time")
    if not dated:
        return nothing(journey, title, words("no_dated_values"))
    for row in dated:
        row["day"] = written(journey.metric_values[row["metric_value_id"]].date)
    points, targets = _lines(dated, words)
    names = list(dict.fromkeys(row["row"] for row in points))
    # One quantitative axis for all rows, so that the lines have room of their own in each.
    order = {name: at for at, name in enumerate(names)}
    for row in (*points, *targets):
        row["y"] = order[row["row"]] + 0.78 - 0.56 * row.pop("height")
    y = alt.Y(
        "y:Q", title=None, scale=alt.Scale(domain=[0, len(names)], reverse=True, nice=False),
        axis=None,
    )  # fmt: skip
    tips = tooltips(
        metric=words("r_metric"), at=words("where"), persona=words("r_persona"),
        day=words("date"), told=words("value"), n=words("f_n"),
    )  # fmt: skip
    axis = alt.Axis(grid=False, labelOverlap=True, tickCount=6, orient=scale_side(len(names)))
    x = alt.X("date:T", title=None, axis=axis)
    base = alt.Chart(pd.DataFrame(points)).encode(x=x, y=y)
    line = base.mark_line(strokeWidth=2, color=BLUE).encode(detail="row:N")
    dots = base.mark_point(size=40, filled=True, opacity=1, color=BLUE).encode(tooltip=tips)
    left = pd.DataFrame([{"row": name, "y": at + 0.5} for name, at in order.items()])
    heads = (
        alt.Chart(left).mark_text(align="right", dx=-76, limit=limit(260, "row"))
        .encode(y=y, x=alt.value(0), text="row:N")
    )  # fmt: skip
    first = (
        base.transform_filter("datum.first")
        .mark_text(fontSize=11, align="right", dx=-9, limit=limit(66, "told")).encode(text="told:N")
    )  # fmt: skip
    last = (
        base.transform_filter("datum.last")
        .mark_text(fontSize=11, align="left", dx=9, fontWeight="bold").encode(text="told:N")
    )  # fmt: skip
    layers: list[Any] = [line, dots, heads, first, last]
    if targets:
        goal = (
            alt.Chart(pd.DataFrame(targets)).mark_rule(strokeDash=[4, 4], strokeWidth=1.2)
            .encode(y=y, color=alt.value(GREY), tooltip=tooltips(told=words("target")))
        )  # fmt: skip
        layers.insert(0, goal)
    rest = len(values) - len(dated)
    notes = [words("undated", n=rest)] if rest else []
    return figure(layers, journey, title, notes, width=520, height=max(70, _BAND * len(names)))


def _lines(
    dated: list[dict[str, Any]], words: Words
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the values of each row by date, and its target; `height` is from 0 to 1."""
    series: defaultdict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    ends: defaultdict[str, list[float]] = defaultdict(list)
    for row in dated:
        series[row["metric_id"], row["at_id"], row["persona_id"]].append(row)
        ends[row["metric_id"]] += [v for v in (row["value"], row["target"]) if v is not None]
    order = {i: at for at, i in enumerate(dict.fromkeys(row["metric_id"] for row in dated))}
    keys = sorted(series, key=lambda key: order[key[0]])
    names = labels(
        (("/".join(map(str, key)), value_name(series[key][0])) for key in keys), words, 44
    )
    points: list[dict[str, Any]] = []
    targets: list[dict[str, Any]] = []
    for key in keys:
        rows = sorted(series[key], key=lambda row: pd.Timestamp(row["date"]).timestamp())
        low, high = min(ends[key[0]]), max(ends[key[0]])
        size = (high / 2 - low / 2) * 2 or 1.0
        for at, row in enumerate(rows):
            told = f"{words.number(row['value'])} {brief(row['unit'] or '', 12)}".strip()
            day = row["day"]
            points.append({
                "row": names["/".join(map(str, key))], "metric": brief(row["metric"], 200),
                "at": brief(row["at"] or "", 200), "persona": brief(row["persona"] or "", 200),
                "date": day, "day": f"{day:%Y-%m-%d}", "value": row["value"], "told": told,
                **ids_of(row, "touchpoint_id", "phase_id", "metric_id", "persona_id"),
                "n": row["n"], "height": 0.5 if low == high else (row["value"] - low) / size,
                "first": at == 0 and len(rows) > 1, "last": at == len(rows) - 1,
            })  # fmt: skip
        if rows[0]["target"] is not None:
            height = 0.5 if low == high else (rows[0]["target"] - low) / size
            told = words.number(rows[0]["target"])
            targets.append({"row": points[-1]["row"], "told": told, "height": height})
    return points, targets
