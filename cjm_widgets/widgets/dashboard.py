"""`dashboard`: the editor of a map and live charts of it, linked with each other."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets

from ..charts import emotion_curve, importance_satisfaction, lane_heatmap, pain_gain_balance
from ..journey import Journey
from ..model.errors import InvalidDocument, shorten
from .editor import JourneyEditor
from .live_chart import LiveChart

#: What is shown where nobody says what.
CHARTS = (emotion_curve, pain_gain_balance, lane_heatmap, importance_satisfaction)
#: From this many pixels for each on, charts stand beside each other.
_COLUMN = 440


class Dashboard(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """An editor above charts of its map; made by `dashboard`.

    Attributes
    ----------
    journey : Journey
        The map.
    editor : JourneyEditor
        Its editor.
    charts : tuple of LiveChart
        The charts.
    """

    def __init__(self, editor: JourneyEditor, charts: tuple[LiveChart, ...]) -> None:
        self.editor = editor
        self.charts = charts
        columns = f"repeat(auto-fit, minmax(min(100%, {_COLUMN}px), 1fr))"
        grid = ipywidgets.GridBox(
            charts,
            # Rows as high as what is in them, so that a short chart is not stretched.
            layout={
                "grid_template_columns": columns, "grid_gap": "12px 16px",
                "align_items": "flex-start", "width": "100%", "min_width": "0",
                "margin": "12px 0 0",
            },
        )  # fmt: skip
        super().__init__([editor, grid], layout={"width": "100%", "min_width": "0"})

    @property
    def journey(self) -> Journey:
        """The map that is shown."""
        return self.editor.journey

    def close(self) -> None:
        """Take all of it off the page; the map stays."""
        for part in (*getattr(self, "charts", ()), getattr(self, "editor", None)):
            if part is not None:
                part.close()
        editor = getattr(self, "editor", None)
        # Layouts are widgets, too.
        for box in (*self.children, self):
            if box.comm is not None or box is editor:
                box.layout.close()
            if box is not self:
                box.close()
        super().close()


def dashboard(
    journey: Journey,
    charts: Iterable[Callable[..., Any]] = CHARTS,
    *,
    language: str | None = None,
    theme: str = "auto",
    height: int = 0,
) -> Dashboard:
    """Show a map and charts of it, which follow it and in which the same is selected.

    Where there is room the charts stand beside each other, else below each other.

    Parameters
    ----------
    journey
        The map.
    charts
        Functions from a `Journey` to an Altair chart: some of `cjm_widgets.charts`, or your own.
    language
        Of the editor and of the charts; that of the map when left out.
    theme
        ``"auto"`` (as the notebook), ``"light"`` or ``"dark"``.
    height
        Of the map in pixels; 0 lets it grow with its content.

    Returns
    -------
    Dashboard
        A box of ipywidgets, with ``.editor`` and ``.charts``.

    Raises
    ------
    InvalidDocument
        `journey` is no map, or what is in `charts` cannot be called.
    """
    functions = [charts] if callable(charts) else list(charts)
    given: Any = journey
    if not isinstance(given, Journey) or not all(callable(chart) for chart in functions):
        raise InvalidDocument(
            f"dashboard shows a Journey and functions that draw it, not {shorten(journey)} and "
            f"{shorten(functions)}: cjm.dashboard(j, charts=[cjm.charts.emotion_curve])",
            value=functions,
        )
    options: dict[str, Any] = {} if language is None else {"language": language}
    editor = JourneyEditor(journey, theme=theme, height=height, **options)
    made: list[LiveChart] = []
    try:
        for chart in functions:
            own = options if _takes_language(chart) else {}
            made.append(LiveChart(journey, chart, editor=editor, **own))
    except BaseException:
        parts: tuple[Any, ...] = (*made, editor)
        for part in parts:
            part.close()
        raise
    return Dashboard(editor, tuple(made))


def _takes_language(chart: Callable[..., Any]) -> bool:
    """Tell charts of ours from one's own, which need not know of languages."""
    try:
        return "language" in inspect.signature(chart).parameters
    except (TypeError, ValueError):
        return False
