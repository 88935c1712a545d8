"""The emotion curve as a small picture, for HTML that may hold no script and no SVG of its own.

An ``<img>`` with the SVG in its address passes the sanitizers of JupyterLab and of code hosts,
which take an ``<svg>`` element out. It is stretched to the width of the table it stands in:
places along the journey are percentages, so that points stay round.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..model.pooling import one_score
from ..model.records import EmotionScale
from ..model.state import State
from .monotone import Point, pieces

#: Height of the picture in CSS pixels.
HEIGHT = 96
_EDGE = 12
_EVERYONE = "#3457d5"
#: As the editor gives them to personas without a colour (`js/src/core/commands/personas.ts`).
PERSONA_COLORS = (
    "#3457d5", "#b3541e", "#1f7a5c", "#8a3a8f", "#9c6500", "#b42d55", "#0f7490", "#5b6270",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """What one persona felt at one touchpoint, over all respondents; hollow when `assumed`."""

    persona: str | None
    value: float
    assumed: bool
    n: int


@dataclass(frozen=True, slots=True)
class Line:
    """The scores of one persona (None: of everyone) by touchpoint, and how to draw them."""

    persona: str | None
    name: str
    color: str
    scores: dict[str, Score]


def lines_of(state: State, everyone: str) -> list[Line]:
    """Return a line for each persona with scores, in their order; `everyone` comes last."""
    groups: dict[str | None, dict[str, list[Any]]] = {}
    for experience in state.in_order("experience"):
        if experience.score is not None:
            steps = groups.setdefault(experience.persona, {})
            steps.setdefault(experience.touchpoint, []).append(experience)
    lines = [
        Line(p.id, p.name, soft(p.color or PERSONA_COLORS[at % len(PERSONA_COLORS)]),
             _scores(p.id, groups[p.id]))
        for at, p in enumerate(state.in_order("persona")) if p.id in groups
    ]  # fmt: skip
    if None in groups:
        lines.append(Line(None, everyone, soft(_EVERYONE), _scores(None, groups[None])))
    return lines


def _scores(persona: str | None, steps: dict[str, list[Any]]) -> dict[str, Score]:
    return {touchpoint: _score(persona, group) for touchpoint, group in steps.items()}


def _score(persona: str | None, felt: list[Any]) -> Score:
    """Return what is drawn of several scores: those of the best founded source, as their mean."""
    one = one_score(felt)
    return Score(persona, one.value, one.source == "assumed", one.n)


def soft(color: str) -> str:
    """Return a colour a fifth lighter: readable as a line on white and on black alike."""
    parts = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * 0.8 + 51):02x}" for part in parts)


def curve_image(lines: Sequence[Line], columns: Sequence[str], scale: EmotionScale) -> str:
    """Return the ``src`` of the picture: one line a persona over equally wide columns.

    Parameters
    ----------
    lines
        What to draw.
    columns
        Ids of the touchpoints, from left to right.
    scale
        The emotion scale; scores outside of it are drawn at its edge.
    """
    x = {touchpoint: (at + 0.5) * 100 / len(columns) for at, touchpoint in enumerate(columns)}
    span = max(scale.max - scale.min, 1e-9)

    def y(score: float) -> float:
        share = (min(scale.max, max(scale.min, score)) - scale.min) / span
        return round(HEIGHT - _EDGE - share * (HEIGHT - 2 * _EDGE), 2)

    grid = "".join(
        f'<line x1="0" x2="100%" y1="{y(at)}" y2="{y(at)}" stroke="#808080" '
        f'stroke-opacity=".45" {dash}/>'
        for at, dash in ((scale.max, _DASHED), (scale.neutral, ""), (scale.min, _DASHED))
    )
    curves = points = ""
    for line in lines:
        there = [(x[i], y(line.scores[i].value), line.scores[i]) for i in columns
                 if i in line.scores]  # fmt: skip
        path = _monotone([(px, py) for px, py, _ in there])
        curves += (
            f'<path d="{path}" fill="none" stroke="{line.color}" stroke-width="2" '
            'vector-effect="non-scaling-stroke"/>'
        )
        for px, py, score in there:
            fill = "#fff" if score.assumed else line.color
            points += (
                f'<circle cx="{px:.2f}%" cy="{py}" r="4" fill="{fill}" '
                f'stroke="{line.color}" stroke-width="2"/>'
            )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{HEIGHT}">{grid}'
        f'<svg width="100%" height="{HEIGHT}" viewBox="0 0 100 {HEIGHT}" '
        f'preserveAspectRatio="none">{curves}</svg>{points}</svg>'
    )
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


_DASHED = 'stroke-dasharray="2 4"'


def _monotone(points: Sequence[Point]) -> str:
    """Return the path of a curve that never leaves the range between two of its points."""
    if not points:
        return ""
    path = "M{:.2f},{:.2f}".format(*points[0])
    for piece in pieces(points):
        path += "C" + " ".join(f"{x:.2f},{y:.2f}" for x, y in piece)
    return path
