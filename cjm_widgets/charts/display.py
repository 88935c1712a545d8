"""Hand charts to the notebook so that they draw without a network.

Altair's own default renderer loads Vega from a CDN. JupyterLab, Notebook and VS Code ship a
Vega of their own, which draws the Vega-Lite outputs made here.
"""

from __future__ import annotations

from threading import RLock
from typing import Any

import altair as alt

#: The newest Vega-Lite output JupyterLab 4 draws (measured on 4.6: Vega-Lite 5.6).
LAB_MIME = "application/vnd.vegalite.v5+json"
LAB_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


# What enables transformers saves and restores what holds for everybody.
_ENABLING = RLock()


def whole_spec(chart: Any) -> dict[str, Any]:
    """Return a chart as Vega-Lite with all of its rows, however many.

    The data travels to this notebook's own page only. Drawings on several threads are made one
    after the other, so that none takes the setting of another for the user's; what the user's own
    code sets meanwhile stays.
    """
    transformers = alt.data_transformers
    with _ENABLING:
        before = transformers.active, dict(transformers.options)
        ours = "default", {"max_rows": None}
        transformers.enable(ours[0], max_rows=None)
        try:
            spec: dict[str, Any] = chart.to_dict()
        finally:
            if (transformers.active, transformers.options) == ours:
                transformers.enable(before[0], **before[1])
        return spec


def mimebundle(chart: Any) -> dict[str, Any]:
    """Return a chart as an output every front end with a Vega of its own can draw."""
    return {
        LAB_MIME: whole_spec(chart) | {"$schema": LAB_SCHEMA},
        "text/plain": "A chart; to see it open the notebook in JupyterLab, Notebook or VS Code.",
    }


class _Offline:
    """What draws offline where it is the last line of a cell, and so does what is made of it."""

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        return mimebundle(self)

    def __or__(self, other: Any) -> Any:
        beside: list[Any] = [self, other]
        return OfflineRow(hconcat=beside, resolve=_each_its_own())

    def __and__(self, other: Any) -> Any:
        below: list[Any] = [self, other]
        return OfflineConcat(vconcat=below, resolve=_each_its_own())


def _each_its_own() -> alt.Resolve:
    """Let charts beside each other keep their colours, signs and legends, which they share else."""
    channels = ("color", "fill", "stroke", "shape", "strokeDash", "fillOpacity", "size")
    return alt.Resolve(scale=dict.fromkeys(channels, "independent"))


class OfflineChart(_Offline, alt.LayerChart):
    """A layered chart."""


class SaysNothing(OfflineChart):
    """A chart that only says what there is not yet."""


class OfflineConcat(_Offline, alt.VConcatChart):
    """Charts above each other."""


class OfflineRow(_Offline, alt.HConcatChart):
    """Charts beside each other."""
