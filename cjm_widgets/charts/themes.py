"""Themes for charts, and colours that people tell apart whatever their colour vision is.

Importing this registers ``cjm_light``, ``cjm_dark`` and ``cjm_print`` with Altair and enables none
of them: ``altair.theme.enable("cjm_dark")`` does.

The charts themselves use only `COLORS`: each stands out on white and on the dark ground alike (3 to
1 and more, WCAG 1.4.11), so that a chart is readable in any theme, also in none of ours. They are
those of Okabe and Ito ("Color Universal Design", 2008) that do, with a violet and a grey in place
of the light ones; they are told apart without the cones for red, green or blue.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import altair as alt

BLUE, VERMILLION, GREEN = "#0072b2", "#d55e00", "#009e73"
PINK, VIOLET, GREY = "#cc79a7", "#8b46e0", "#6b7280"
#: In the order in which they are given to what has no colour of its own.
COLORS = (BLUE, VERMILLION, GREEN, PINK, VIOLET, GREY)
#: Grounds the colours are seen on.
GROUNDS: Mapping[str, str] = MappingProxyType({
    "cjm_light": "#ffffff", "cjm_dark": "#16181d", "cjm_print": "#ffffff",
})  # fmt: skip
#: Texts, quieter texts, lines: those of the editor; on paper nothing is paler than it must be.
INKS: Mapping[str, tuple[str, str, str]] = MappingProxyType({
    "cjm_light": ("#1f2430", "#5b6270", "#d4d5d0"),
    "cjm_dark": ("#eceef2", "#aeb4c0", "#3a3f4a"),
    "cjm_print": ("#000000", "#333333", "#999999"),
})  # fmt: skip
_RAMPS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "cjm_light": ("#e9f1f7", "#004b76"), "cjm_dark": ("#1d2c38", "#8cc7ee"),
    "cjm_print": ("#f2f2f2", "#1a1a1a"),
})  # fmt: skip
_FONT = 'system-ui, "Noto Sans", "DejaVu Sans", sans-serif'


def config(name: str) -> dict[str, Any]:
    """Return the Vega-Lite configuration of a theme.

    Parameters
    ----------
    name
        ``"cjm_light"``, ``"cjm_dark"`` or ``"cjm_print"``.
    """
    ink, quiet, line = INKS[name]
    low, high = _RAMPS[name]
    ground = GROUNDS[name]
    return {
        "background": ground,
        "font": _FONT,
        "view": {"stroke": None},
        "title": {
            "color": ink, "subtitleColor": quiet, "fontSize": 15, "subtitleFontSize": 12,
            "anchor": "start", "offset": 14, "subtitlePadding": 5,
        },
        "axis": {
            "labelColor": ink, "titleColor": quiet, "gridColor": line, "domainColor": line,
            "tickColor": line, "labelFontSize": 11, "titleFontSize": 11,
            "titleFontWeight": "normal",
        },
        "legend": {"labelColor": ink, "titleColor": quiet, "labelFontSize": 11},
        "header": {"labelColor": ink, "titleColor": quiet},
        "text": {"color": ink},
        "rule": {"color": quiet},
        "range": {
            "category": list(COLORS), "ramp": [low, high], "heatmap": [low, high],
            "ordinal": [low, high], "diverging": [VERMILLION, ground, BLUE],
        },
    }  # fmt: skip


# One function each, as Altair keeps them by name and asks them at every drawing.
@alt.theme.register("cjm_light", enable=False)
def cjm_light() -> alt.theme.ThemeConfig:
    """Dark ink on white: the editor's light colours."""
    return {"config": config("cjm_light")}  # type: ignore[typeddict-item]


@alt.theme.register("cjm_dark", enable=False)
def cjm_dark() -> alt.theme.ThemeConfig:
    """Light ink on the editor's dark ground."""
    return {"config": config("cjm_dark")}  # type: ignore[typeddict-item]


@alt.theme.register("cjm_print", enable=False)
def cjm_print() -> alt.theme.ThemeConfig:
    """Black on white, for paper: lines and quiet texts are darker, ramps are grey."""
    return {"config": config("cjm_print")}  # type: ignore[typeddict-item]
