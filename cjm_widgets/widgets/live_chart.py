"""`LiveChart`: a chart that redraws while the map is edited."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any

import ipywidgets
import traitlets

from ..charts import emotion_curve
from ..charts.display import mimebundle
from ..journey import Journey
from ..model.alarm import Alarm
from ..model.errors import InvalidDocument, shorten

#: Seconds between two drawings while edits keep coming.
PACE = 0.25
_LOG = logging.getLogger("cjm_widgets")


class LiveChart(ipywidgets.Output):  # type: ignore[misc]  # ipywidgets ships no types
    """A chart of a map that follows it.

    The chart is handed to the front end as a Vega-Lite output, which JupyterLab, Notebook and
    VS Code draw with the Vega they ship: nothing is loaded from anywhere.

    Parameters
    ----------
    journey
        The map.
    chart
        A function from a `Journey` to an Altair chart, one of `cjm_widgets.charts` or your own.
    **options
        Handed to `chart` each time.

    Attributes
    ----------
    revision : int
        The revision of the map the chart shows.
    chart : altair.TopLevelMixin
        The chart as last drawn.

    Raises
    ------
    InvalidDocument
        `journey` is no map or `chart` cannot be called.
    """

    revision = traitlets.Int(0)

    def __init__(
        self, journey: Journey, chart: Callable[..., Any] = emotion_curve, **options: Any
    ) -> None:
        given: tuple[Any, Any] = (journey, chart)
        if not isinstance(given[0], Journey) or not callable(given[1]):
            raise InvalidDocument(
                f"LiveChart takes a Journey and a function that draws it, not "
                f"{shorten(journey)} and {shorten(chart)}: "
                "cjm.LiveChart(j, cjm.charts.emotion_curve)",
                value=chart,
            )
        super().__init__()
        self.journey = journey
        self.chart: Any = None
        self._draw_chart = chart
        self._options = options
        self._drawing = Lock()
        self._closed = False
        self._alarm = Alarm()
        self._last = 0.0
        self._draw()
        self._unsubscribe = journey.on_change(lambda _: self._draw_soon())
        if journey.revision != self.revision:
            self._draw_soon()  # edited on another thread while it was drawn

    def close(self) -> None:
        """Stop following the map and take the chart off the page."""
        if hasattr(self, "_unsubscribe"):
            self._unsubscribe()
            self._closed = True
            self._alarm.cancel()
        super().close()

    def _draw_soon(self) -> None:
        """Draw at the next beat: a drag or a loop of edits costs one drawing, not hundreds."""
        if self._closed:
            return
        wait = max(0.0, self._last + PACE - monotonic())
        if not self._alarm.set(wait, self._draw_again):
            self._draw_again()  # no threads here (Python in a browser)

    def _draw_again(self) -> None:
        try:
            # One at a time, or a slow drawing of an older state could be shown last.
            with self._drawing:
                # What came while another one was drawn may be in that one already.
                if not self._closed and self.revision != self.journey.revision:
                    self._draw()
        except Exception:
            _LOG.exception(
                "the live chart could not be drawn at revision %d", self.journey.revision
            )

    def _draw(self) -> None:
        revision = self.journey.revision
        self.chart = self._draw_chart(self.journey, **self._options)
        self._last = monotonic()
        self.outputs = (
            {"output_type": "display_data", "data": mimebundle(self.chart), "metadata": {}},
        )
        self.revision = revision
