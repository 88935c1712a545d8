"""Hand charts to the notebook so that they draw without a network.

Altair's own default renderer loads Vega from a CDN. JupyterLab, Notebook and VS Code ship a
Vega of their own, which draws the Vega-Lite outputs made here.
"""

from __future__ import annotations

from typing import Any

import altair as alt

#: The newest Vega-Lite output JupyterLab 4 draws (measured on 4.6: Vega-Lite 5.6).
LAB_MIME = "application/vnd.vegalite.v5+json"
LAB_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def mimebundle(chart: Any) -> dict[str, Any]:
    """Return a chart as an output every front end with a Vega of its own can draw."""
    # All rows go along, however many: the data travels to this notebook's own page only.
    with alt.data_transformers.enable("default", max_rows=None):
        spec = chart.to_dict()
    return {
        LAB_MIME: spec | {"$schema": LAB_SCHEMA},
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
