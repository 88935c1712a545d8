"""What there is to do with: metrics against targets, resources, owners, findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import altair as alt
import pandas as pd

from ..checks import check
from ..frames import to_frame
from ..model.journey import JourneyModel
from .display import OfflineChart
from .drawing import limit
from .kit import (
    CROSS,
    ROW,
    brief,
    chosen,
    columns_axis,
    figure,
    fills,
    found,
    ids_of,
    labels,
    listed,
    marks,
    nothing,
    one_map,
    rows_axis,
    scale_side,
    step_width,
    texts_of,
    tooltips,
    value_name,
)  # fmt: skip
from .measures import newest_values, reached
from .themes import BLUE, GREEN, GREY, PINK, VERMILLION, VIOLET
from .words import speak

#: Bars end here, in parts of the target; what is more is told in words.
_LEAST, _MOST = 0.0, 2.0
_DONE = ("done", "rejected")
_GRAVE = ("error", "warning", "hint")


def metric_targets(
    journey: JourneyModel, *, metric: Any = None, language: str | None = None
) -> OfflineChart:
    """Draw the newest value of every metric at every place against its target.

    The bar is the value as a part of the target, the rule is the target itself, so that metrics of
    any unit stand in one picture; the words give the figures. Which way is better is the metric's
    own: where less is better, bars should end before the rule. Look for crosses. Bars end at twice
    the target; a metric without a target above zero has figures only.

    .. image:: /charts/metric_targets.png

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
    words = speak(one_map("metric_targets", journey), language)
    only = found(journey, metric, "metric")
    newest = newest_values(journey, only)
    title = words("metric_targets")
    if not newest:
        return nothing(journey, title, words("no_values"))
    names = labels(
        (("/".join(map(str, key)), value_name(row)) for key, row in newest.items()), words, 44
    )  # fmt: skip
    rows: list[dict[str, Any]] = []
    for key, row in newest.items():
        value, target = row["value"], row["target"]
        unit = brief(row["unit"] or "", 12)
        part = None if target is None or target <= 0 else value / target
        verdict = reached(value, target, row["direction"])
        told = words.number(value) if target is None else words(
            "of_target", value=words.number(value), target=words.number(target)
        )  # fmt: skip
        rows.append({
            "row": names["/".join(map(str, key))], "metric": brief(row["metric"], 200),
            "at": brief(row["at"] or "", 200), "persona": brief(row["persona"] or "", 200),
            "value": value, "target": target, "unit": unit, "told": f"{told} {unit}".strip(),
            "part": min(max(part or 0.0, _LEAST), _MOST), "what": words(verdict),
            "day": "" if row["date"] is None else f"{pd.Timestamp(row['date']):%Y-%m-%d}",
            "n": row["n"], **ids_of(row, "touchpoint_id", "phase_id", "metric_id", "persona_id"),
        })  # fmt: skip
    signs = {
        words("reached"): (GREEN, "circle"), words("not_reached"): (VERMILLION, CROSS),
        words("no_verdict"): (GREY, "diamond"),
    }  # fmt: skip
    present = {row["what"] for row in rows}
    color, shape = marks({k: v for k, v in signs.items() if k in present})
    y = rows_axis("row", list(dict.fromkeys(names.values())))
    axis = alt.Axis(format="~%", values=[0, 0.5, 1, 1.5, 2], grid=False, title=words("of_targets"),
                    orient=scale_side(len(rows)))  # fmt: skip
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=y,
        tooltip=tooltips(
            metric=words("r_metric"), at=words("where"), persona=words("r_persona"),
            told=words("value"), what=words("target"), day=words("date"), n=words("f_n"),
        ),
    )  # fmt: skip
    x = alt.X("part:Q", axis=axis, scale=alt.Scale(domain=[_LEAST, _MOST]))
    bars = base.mark_bar(height={"band": 0.55}, fillOpacity=0.75).encode(x=x, color=color)
    goal = alt.Chart(pd.DataFrame({"x": [1]})).mark_rule(strokeWidth=2).encode(
        x=alt.X("x:Q", axis=axis)
    )  # fmt: skip
    points = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=alt.value(474), color=color, shape=shape
    )
    text = base.mark_text(align="left", dx=12, fontSize=11).encode(x=alt.value(474), text="told:N")
    return figure([bars, goal, points, text], journey, title, width=460, height=alt.Step(ROW))


def resources(journey: JourneyModel, *, language: str | None = None) -> OfflineChart:
    """Draw which resources there are and which are needed, and where.

    A row a resource, a column a touchpoint that has or needs it, or the whole map: a full sign
    where it is there, a cross where it is short, with the amounts (there / needed) where somebody
    gave them. Look for crosses, and for rows full of them: what is short everywhere.

    .. image:: /charts/resources.png

    Parameters
    ----------
    journey
        The map.
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
    words = speak(one_map("resources", journey), language)
    frame = to_frame(journey, "gaps")
    covers = texts_of(frame[frame["gap"] == "resource"])
    title = words("resources")
    if not covers:
        return nothing(journey, title, words("no_resources"))
    steps = texts_of(to_frame(journey))
    places = [("", words("whole_map"))] if any(r["touchpoint_id"] is None for r in covers) else []
    here = {row["touchpoint_id"] for row in covers}
    places += [(s["touchpoint_id"], s["touchpoint"]) for s in steps if s["touchpoint_id"] in here]
    x_names = labels(places, words)
    # What is there and what is needed are two records of one name, kind and unit.
    kinds = {r.id: (r.name, r.kind, r.unit) for r in journey.resources}
    things = dict.fromkeys(kinds[row["resource_id"]] for row in covers)
    y_names = dict(zip(
        things, labels(((str(at), t[0]) for at, t in enumerate(things)), words).values(),
        strict=True,
    ))  # fmt: skip
    findings = {
        "covered": (words("there"), BLUE, "circle"), "short": (words("short"), VERMILLION, CROSS),
        "unknown": (words("amount_unknown"), GREY, "diamond"),
    }  # fmt: skip
    rows: list[dict[str, Any]] = []
    for row in covers:
        thing = kinds[row["resource_id"]]
        # What is short and has no amount is not there at all.
        there = 0 if row["have"] is None and row["finding"] == "short" else row["have"]
        amounts = ["?" if n is None else words.number(n) for n in (there, row["need"])]
        told = "" if amounts == ["?", "?"] else " / ".join(amounts)
        if told and row["need"] is None:
            told = amounts[0]
        rows.append({
            "row": y_names[thing], "column": x_names[row["touchpoint_id"] or ""],
            "resource": brief(thing[0], 200), "kind": words.choice(thing[1]),
            "place": brief(row["touchpoint"] or words("whole_map"), 200),
            "what": findings[row["finding"]][0], "told": told, "unit": brief(thing[2], 40),
            **ids_of(row, "touchpoint_id", "phase_id", "resource_id"),
        })  # fmt: skip
    present = {row["what"] for row in rows}
    color, shape = marks({w: (c, s) for w, c, s in findings.values() if w in present})
    step = step_width(len(x_names), 84, 46)
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=columns_axis("column", list(x_names.values()), step),
        y=rows_axis("row", list(y_names.values())),
        tooltip=tooltips(
            resource=words("r_resource"), kind=words("f_kind"), place=words("where"),
            what=words("what"), told=words("amounts"), unit=words("unit"),
        ),
    )  # fmt: skip
    points = base.mark_point(filled=True, size=130, opacity=1, yOffset=-6).encode(
        color=color, shape=shape
    )
    text = base.mark_text(fontSize=10, dy=11).encode(text="told:N")
    return figure([points, text], journey, title, width=alt.Step(step), height=alt.Step(ROW + 16))


def owner_load(journey: JourneyModel, *, language: str | None = None) -> OfflineChart:
    """Draw how much hangs on whom.

    A row a person, as long as the number of touchpoints, open cards (neither done nor rejected),
    metrics and resources they own, the most burdened first; what several own counts for each of
    them. In the last row is what nobody owns, where of cards only opportunities and solutions
    count: others need no owner. Look for the one person on whom half of the map hangs, and for the
    last row.

    .. image:: /charts/owner_load.png

    Parameters
    ----------
    journey
        The map.
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
    words = speak(one_map("owner_load", journey), language)
    title = words("owner_load")
    owned: defaultdict[tuple[str | None, str], list[tuple[str, str]]] = defaultdict(list)
    for step in journey.touchpoints:
        for person in dict.fromkeys(step.owners) or (None,):
            owned[person, "touchpoints"].append((step.id, step.name))
    for card in journey.cards:
        if card.status not in _DONE and (card.owner or card.kind in ("opportunity", "solution")):
            owned[card.owner, "cards"].append((card.id, card.text))
    for metric in journey.metrics:
        owned[metric.owner, "metrics"].append((metric.id, metric.name))
    for resource in journey.resources:
        owned[resource.owner, "resources"].append((resource.id, resource.name))
    total: Counter[str | None] = Counter()
    for (person, _), things in owned.items():
        total[person] += len(things)
    if not any(person is not None for person in total):
        return nothing(journey, title, words("no_owners"))
    people = [p for p in journey.people if total[p.id] or p.kind == "owner"]
    people.sort(key=lambda p: -total[p.id])
    named: list[tuple[str, str]] = [(p.id, p.name) for p in people]
    if total[None]:
        named.append(("", words("nobody")))
    names = labels(named, words)
    sorts = {
        "touchpoints": (words("touchpoints"), BLUE), "cards": (words("open_cards"), VIOLET),
        "metrics": (words("metrics"), GREEN), "resources": (words("f_resources"), PINK),
    }  # fmt: skip
    rows: list[dict[str, Any]] = [
        {
            "row": names[i], "person": brief(name, 200), "what": sorts[sort][0],
            "order": at, "count": len(owned[i or None, sort]),
            "things": listed((text for _, text in owned[i or None, sort]), words, 5),
            "record_ids": [thing for thing, _ in owned[i or None, sort]], "person_id": i or None,
        }
        for i, name in named for at, sort in enumerate(sorts) if owned[i or None, sort]
    ]  # fmt: skip
    y = rows_axis("row", list(names.values()))
    present = {row["what"] for row in rows}
    bars = alt.Chart(pd.DataFrame(rows)).mark_bar(height={"band": 0.65}).encode(
        x=alt.X("count:Q", title=None, axis=None, stack=True), y=y, order="order:Q",
        color=fills({word: color for word, color in sorts.values() if word in present}),
        tooltip=tooltips(
            person=words("r_person"), what=words("what"), count=words("number"),
            things=words("which"),
        ),
    )  # fmt: skip
    sums = pd.DataFrame([{"row": names[i], "count": total[i or None]} for i, _ in named])
    text = alt.Chart(sums).mark_text(align="left", dx=6, fontSize=11)
    return figure(
        [bars, text.encode(x=alt.X("count:Q", axis=None), y=y, text="count:N")], journey, title,
        width=420, height=alt.Step(ROW),
    )  # fmt: skip


def check_summary(
    journey: JourneyModel, *, severity: str | None = None, language: str | None = None
) -> OfflineChart:
    """Draw what a check of the map finds, by rule.

    A row a rule, as long as it is broken often, errors first, then warnings and hints, each with a
    sign of its own. Look at errors (they make figures wrong), then at the longest bar: one habit
    to change. The tooltip says what to do; ``journey.check()`` lists every finding.

    .. image:: /charts/check_summary.png

    Parameters
    ----------
    journey
        The map.
    severity
        Findings of one severity only: ``"error"``, ``"warning"`` or ``"hint"``.
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
        There is no such severity.
    """
    words = speak(one_map("check_summary", journey), language)
    title = words("check_summary")
    if severity is not None:
        chosen("severity", severity, ("error", "warning", "hint"))
    rules: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in texts_of(check(journey, language=words.language)):
        if severity in (None, row["severity"]):
            rules[row["rule"]].append(row)
    if not rules:
        return nothing(journey, title, words("no_findings"))
    order = sorted(rules, key=lambda r: (_GRAVE.index(rules[r][0]["severity"]), -len(rules[r])))
    names = labels(((rule, rules[rule][0]["advice"] or rule) for rule in order), words, 62)
    rows: list[dict[str, Any]] = [
        {
            "row": names[rule], "rule": rule, "what": words(f"s_{rules[rule][0]['severity']}"),
            "count": len(rules[rule]), "advice": brief(rules[rule][0]["advice"], 300),
            "found": listed((row["message"] for row in rules[rule]), words),
            "record_ids": list(dict.fromkeys(
                row["record"] for row in rules[rule] if row["record"] != journey.id
            ))[:_MARKED],
        }
        for rule in order
    ]  # fmt: skip
    signs = {
        words("s_error"): (VERMILLION, CROSS), words("s_warning"): (VIOLET, "triangle-up"),
        words("s_hint"): (BLUE, "circle"),
    }  # fmt: skip
    present = {row["what"] for row in rows}
    color, shape = marks({k: v for k, v in signs.items() if k in present})
    y = rows_axis("row", list(names.values()))
    y["axis"]["labelLimit"] = limit(400)
    # Between the texts and the bars the signs have a column of their own.
    y["axis"]["labelPadding"] = 22
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=y,
        tooltip=tooltips(
            rule=words("rule"), what=words("f_severity"), count=words("number"),
            found=words("finding"), advice=words("advice"),
        ),
    )  # fmt: skip
    x = alt.X("count:Q", title=None, axis=None, scale=alt.Scale(zero=True))
    bars = base.mark_bar(height={"band": 0.5}, fillOpacity=0.75).encode(x=x, color=color)
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=alt.value(-11), color=color, shape=shape
    )
    text = base.mark_text(align="left", dx=10, fontSize=11).encode(x=x, text="count:N")
    return figure([bars, points, text], journey, title, width=320, height=alt.Step(ROW))


#: So many records of one rule are selected by a click at most.
_MARKED = 100
