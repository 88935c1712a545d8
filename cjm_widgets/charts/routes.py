"""How people flow from step to step along the paths."""

from __future__ import annotations

from collections import defaultdict
from math import cos, fsum, pi
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from ..frames import to_frame
from ..model.journey import JourneyModel
from .display import OfflineChart
from .drawing import WIDEST, limit
from .kit import (
    brief,
    figure,
    fills,
    found,
    ids_of,
    labels,
    lines_of,
    nothing,
    one_map,
    texts_of,
    tooltips,
)  # fmt: skip
from .themes import COLORS, GREY
from .words import Words, speak

#: Points of a band from one step to the next, and the width of a step's block in steps.
_POINTS, _BLOCK = 13, 0.07
#: Room between two blocks, as a part of all people.
_GAP = 0.13


class _Visit(NamedTuple):
    """One path at one of its steps: which touchpoint, and which part of all people is there."""

    path: str
    step: int
    touchpoint: str
    people: float
    lost: float


def path_flow(
    journey: JourneyModel, *, path: Any = None, language: str | None = None
) -> OfflineChart:
    """Draw how people go from step to step, one band a path.

    Steps run from left to right; a block is a touchpoint, as high as the part of the people who get
    there, a band is what goes on to the next step, in the colour of its path. A touchpoint that
    paths pass at several steps has a block at each. Look for blocks whose bands are thinner than
    they are: there people are lost. What is not known is taken as nobody being lost, and paths
    without a probability share what is left evenly. A map without paths is one path in its order.

    .. image:: /charts/path_flow.png

    Parameters
    ----------
    journey
        The map.
    path
        One path only: the record, its id or its name.
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
        There is no such path.
    """
    words = speak(one_map("path_flow", journey), language)
    only = found(journey, path, "path")
    title = words("path_flow")
    visits = _visits(journey, only)
    if not visits:
        return nothing(journey, title, words("no_paths"))
    names = labels(((p.id, p.name) for p in journey.paths), words) or {"": words("map_order")}
    names.setdefault("", words("map_order"))
    used = list(dict.fromkeys(visit.path for visit in visits))
    colors = {
        names[p]: COLORS[at] if at < len(COLORS) - 1 else GREY for at, p in enumerate(used)
    }  # fmt: skip
    blocks, bands = _layout(journey, visits, names, words)
    steps = max(visit.step for visit in visits)
    step = min(150 if steps <= 8 else 104 if steps <= 16 else 80, max(4, WIDEST // steps))
    rows = max(sum(b["step"] == s for b in blocks) for s in {b["step"] for b in blocks})
    height = max(220, min(720, 120 * rows))
    top = max(block["y2"] for block in blocks)
    y_scale = alt.Scale(domain=[top, 0], nice=False, zero=False)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[1, steps + 1], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=y_scale)
    color = fills(colors, "path")
    if len(used) == 1:
        color = alt.Color("path:N", legend=None, scale=color["scale"])
    layers: list[Any] = []
    if bands:
        layers.append(
            alt.Chart(pd.DataFrame(bands)).mark_area(opacity=0.38).encode(
                x=x, y=y, y2="y2:Q", color=color, detail="band:N",
                tooltip=tooltips(
                    path=words("r_path"), source=words("from"), target=words("to"),
                    told=words("people"),
                ),
            )
        )  # fmt: skip
    base = alt.Chart(pd.DataFrame(blocks)).encode(
        tooltip=tooltips(
            touchpoint=words("r_touchpoint"), phase=words("r_phase"), step=words("step"),
            told=words("people"), lost=words("lost"), paths=words("paths"),
        )
    )  # fmt: skip
    layers.append(
        base.mark_rect(color=GREY, opacity=1).encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
    )  # fmt: skip
    # Two lines of a name stand over its block, the lower one first.
    named = []
    for block in blocks:
        written = lines_of(block["touchpoint"], max(5, int(step / 6.8)), 2) or [words("untitled")]
        named += [{"x": block["x"], "y": block["y"], "line": at, "text": text,
                   **ids_of(block)}
                  for at, text in enumerate(reversed(written))]  # fmt: skip
    over = alt.Chart(pd.DataFrame(named)).encode(x=x, y=y, text="text:N")
    layers += [
        over.transform_filter(f"datum.line == {line}").mark_text(
            align="left",
            baseline="bottom",
            dy=-3 - 13 * line,
            fontSize=11,
            limit=limit(step, "text"),
        )
        for line in (0, 1)
    ]
    part = alt.Chart(pd.DataFrame(blocks)).mark_text(
        align="left", baseline="middle", dx=step * _BLOCK + 5, fontSize=11, fontWeight="bold"
    )
    layers.append(part.encode(x=x, y=alt.Y("middle:Q", axis=None, scale=y_scale), text="told:N"))
    notes = [words("path_note")]
    if not len(journey.paths):
        notes = [words("order_note")]
    return figure(layers, journey, title, notes, width=step * steps, height=height)


def _visits(journey: JourneyModel, only: str | None) -> list[_Visit]:
    """Return who is where, of the paths that are drawn."""
    totals = texts_of(to_frame(journey, "path_totals"))
    share = {row["path_id"] or "": row["share"] for row in totals if row["scope"] == "path"}
    visits = []
    for row in texts_of(to_frame(journey, "path_steps")):
        path = row["path_id"] or ""
        if row["touchpoint_id"] is None or only not in (None, path):
            continue
        part = share.get(path) if only is None and path else 1.0
        people = (1.0 if part is None else part) * (1.0 if row["reach"] is None else row["reach"])
        lost = (row["drop_off"] or 0.0) * (1.0 if part is None else part)
        visits.append(_Visit(path, row["position"], row["touchpoint_id"], people, lost))
    return visits


def _layout(
    journey: JourneyModel, visits: list[_Visit], names: dict[str, str], words: Words
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return where blocks and bands lie: x in steps, y in parts of all people, downwards."""
    order = {step.id: at for at, step in enumerate(journey.touchpoints)}
    phases = {phase.id: phase.name for phase in journey.phases}
    cells: defaultdict[tuple[int, str], list[_Visit]] = defaultdict(list)
    for visit in visits:
        cells[visit.step, visit.touchpoint].append(visit)
    following = {(visit.path, visit.step): visit.touchpoint for visit in visits}
    tops: dict[tuple[str, int], float] = {}
    down: defaultdict[int, float] = defaultdict(lambda: _GAP)
    blocks = []
    for (step, touchpoint), here in sorted(cells.items(), key=lambda c: (c[0][0], order[c[0][1]])):
        start = down[step]
        at = start
        # By where they go next, so that bands cross as little as can be.
        here.sort(key=lambda v: order.get(following.get((v.path, v.step + 1), ""), -1))
        for visit in here:
            tops[visit.path, step] = at
            at += visit.people
        people = fsum(visit.people for visit in here)
        # A hair at least, so that nobody is seen, too.
        down[step] = max(at, start + 0.01) + _GAP
        record: Any = journey.touchpoints[touchpoint]
        blocks.append({
            "touchpoint_id": touchpoint, "phase_id": record.phase,
            "x": step, "x2": step + _BLOCK, "y": start, "y2": max(at, start + 0.01),
            "middle": start + people / 2, "step": step, "touchpoint": brief(record.name, 200),
            "phase": brief(phases.get(record.phase, ""), 200), "people": people,
            "told": _part(people, words), "lost": _part(sum(v.lost for v in here), words),
            "paths": " · ".join(dict.fromkeys(names[v.path] for v in here))[:400],
        })  # fmt: skip
    bands = []
    after = {(visit.path, visit.step): visit for visit in visits}
    for at, visit in enumerate(visits):
        then = after.get((visit.path, visit.step + 1))
        if then is None or not then.people:
            continue
        y0, y1 = tops[visit.path, visit.step], tops[visit.path, then.step]
        for point in range(_POINTS):
            t = point / (_POINTS - 1)
            y = y0 + (y1 - y0) * (1 - cos(pi * t)) / 2
            bands.append({
                "band": at, "x": visit.step + _BLOCK + t * (1 - _BLOCK), "y": y,
                "y2": y + then.people, "path": names[visit.path],
                "source": brief(journey.touchpoints[visit.touchpoint].name, 200),
                "target": brief(journey.touchpoints[then.touchpoint].name, 200),
                "told": _part(then.people, words),
            })  # fmt: skip
    return blocks, bands


def _part(people: float, words: Words) -> str:
    return f"{words.number(round(100 * people, 1 if people < 0.1 else 0))} %"
