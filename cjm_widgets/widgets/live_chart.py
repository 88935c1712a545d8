"""`LiveChart`: a chart that redraws while the map is edited, and selects what is clicked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any, ClassVar

import anywidget
import traitlets

from .._bundle import chart_script
from ..charts import emotion_curve
from ..charts.display import mimebundle
from ..charts.words import Words
from ..i18n import closest
from ..journey import Journey
from ..model.alarm import Alarm
from ..model.errors import InvalidDocument, shorten
from ..model.store import Entry
from .answers import Answers
from .drawn import Drawn, configs, difference, drawn
from .editor import JourneyEditor
from .selecting import Pruning, selected
from .sync import Asked

#: Seconds between two drawings while edits keep coming.
PACE = 0.25
#: What the page says itself, beside the chart.
_SAID = (
    "live_chart", "live_drawing", "live_missing", "live_broken", "live_old", "live_help",
    "live_nothing", "live_of", "live_selected",
)  # fmt: skip
_LOG = logging.getLogger("cjm_widgets")
# As text: anywidget watches a file for each widget that was ever made, and so keeps them all.
_ESM = chart_script().read_text("utf-8")


class LiveChart(Pruning, anywidget.AnyWidget):
    """A chart of a map that follows it, and in which records are selected.

    It is drawn by the package's own Vega: nothing is loaded from anywhere. An edit that changes
    only values moves only what shows them; zoom and selection stay. A click on a mark selects the
    record it shows (with Ctrl or Shift several), the arrow keys walk from mark to mark; what is
    selected stands out. That goes for charts of your own, too, whose data has a column
    ``touchpoint_id`` (or ``record_id``, ``phase_id``, ``card_id``, ``metric_id``, ``persona_id``),
    as the tables of `Journey.to_frame` have.

    Parameters
    ----------
    journey
        The map.
    chart
        A function from a `Journey` to an Altair chart, one of `cjm_widgets.charts` or your own.
    editor
        An editor of the same map: what is selected in one of them is selected in the other, and
        the chart has its theme.
    **options
        Handed to `chart` each time.

    Attributes
    ----------
    revision : int
        The revision of the map the chart shows.
    chart : altair.TopLevelMixin
        The chart as last drawn.
    selection : list of str
        Ids of the selected records, as in `JourneyEditor`.
    theme : str
        ``"auto"`` (as the notebook), ``"light"`` or ``"dark"``.
    problem : str
        Why the map could not be drawn as it is now; empty when it was.

    Raises
    ------
    InvalidDocument
        `journey` is no map, `chart` cannot be called, or `editor` shows another map.
    """

    _esm: ClassVar[Any] = _ESM

    revision = traitlets.Int(0)
    problem = traitlets.Unicode("")
    # As in the editor: what one person selects is not told to other pages, what code selects is.
    selection: Any = traitlets.List().tag(sync=True, echo_update=False)
    theme = traitlets.Enum(("auto", "light", "dark"), "auto").tag(sync=True)
    _words: Any = traitlets.Dict().tag(sync=True)
    # The configurations of Vega-Lite by theme: the page goes from one to the other by itself.
    _themes: Any = traitlets.Dict().tag(sync=True)
    # The model of the editor, which the page links with this one.
    _editor = traitlets.Unicode("").tag(sync=True)
    # The page keeps a picture in its model, which is found by its id and saved with the notebook
    # where the state of widgets is. It is never sent to Python.
    _picture = traitlets.Unicode("").tag(sync=True, echo_update=False)
    _own = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self,
        journey: Journey,
        chart: Callable[..., Any] = emotion_curve,
        *,
        editor: JourneyEditor | None = None,
        **options: Any,
    ) -> None:
        given: tuple[Any, Any] = (journey, chart)
        if not isinstance(given[0], Journey) or not callable(given[1]):
            raise InvalidDocument(
                f"LiveChart takes a Journey and a function that draws it, not "
                f"{shorten(journey)} and {shorten(chart)}: "
                "cjm.LiveChart(j, cjm.charts.emotion_curve)",
                value=chart,
            )
        if editor is not None:
            _check_editor(editor, journey)
        self.journey = journey
        self.chart: Any = None
        self._draw_chart = chart
        self._options = options
        self._drawing = Lock()
        # Of what the pages have been told.
        self._telling = Lock()
        self._shown: Drawn | None = None
        self._number = 0
        self._closed = False
        self._alarm = Alarm()
        self._last = 0.0
        self._bridge: Asked | None = None
        self._unlink: list[Callable[[], None]] = []
        revision = journey.revision
        first = self._compute()
        # A page reads it once, when it hears of the chart.
        linked = "" if editor is None else str(editor.model_id or "")
        super().__init__(_words=self._speak(), _themes=configs(), _editor=linked)
        self._own = str(self.model_id or "")
        self._show(first, revision)
        questions = {"chart": lambda _: self._whole()}
        self._bridge = Asked(self, Answers(journey, self._tell, questions).receive)
        self._unsubscribe = journey.on_change(self._follow)
        if editor is not None:
            self._link(editor)
        if journey.revision != self.revision:
            self._draw_soon()  # edited on another thread while it was drawn

    def close(self) -> None:
        """Stop following the map and take the chart off the page."""
        # Python closes what it takes away, also what could not be made.
        if hasattr(self, "_unsubscribe") and not self._closed:
            self._closed = True
            self._unsubscribe()
            self._alarm.cancel()
            for unlink in self._unlink:
                unlink()
            self._unlink.clear()
            if self._bridge is not None:
                self._bridge.close()
            self.layout.close()
        super().close()

    def _speak(self) -> dict[str, str]:
        language = self._options.get("language")
        wanted = language if isinstance(language, str) else self.journey.info.language
        words = Words(closest(wanted))
        return {"language": words.language, **{key: words(key) for key in _SAID}}

    def _tell(self, message: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        if self._bridge is not None and not self._closed:
            self._bridge.tell(message, buffers)

    # -- drawing

    def _follow(self, entry: Entry) -> None:
        self._prune(entry)
        self._draw_soon()

    def _draw_soon(self) -> None:
        """Draw at the next beat: a drag or a loop of edits costs one drawing, not hundreds."""
        if self._closed:
            return
        wait = max(0.0, self._last + PACE - monotonic())
        if not self._alarm.set(wait, self._draw_again):
            self._draw_again()  # no threads here (Python in a browser)

    def _draw_again(self) -> None:
        # One at a time, or a slow drawing of an older state could be shown last.
        with self._drawing:
            revision = self.journey.revision
            # What came while another one was drawn may be in that one already.
            if self._closed or self.revision == revision:
                return
            try:
                made = self._compute()
            except Exception as problem:
                _LOG.exception("the live chart could not be drawn at revision %d", revision)
                self._last = monotonic()
                self._fail(f"{type(problem).__name__}: {problem}")
            else:
                self._show(made, revision)

    def _compute(self) -> Drawn:
        chart = self._draw_chart(self.journey, **self._options)
        made = drawn(chart)
        self.chart = chart
        return made

    def _show(self, made: Drawn, revision: int) -> None:
        with self._telling:
            message = difference(self._shown, made)
            told = bool(message["data"]) or "spec" in message or self.problem != ""
            self._shown = made
            self._last = monotonic()
            self.problem = ""
            if told:
                self._number += 1
                self._tell({"type": "chart", "n": self._number, "error": "", **message})
        words = self._speak()
        if words != self._words:
            self._words = words
        self.revision = revision

    def _fail(self, problem: str) -> None:
        with self._telling:
            self.problem = problem[:2_000]
            self._number += 1
            news = {"n": self._number, "data": {}, "error": self.problem}
            self._tell({"type": "chart", **news})

    def _whole(self) -> dict[str, Any]:
        """Return the chart as it is, for a page that has none."""
        with self._telling:
            shown = self._shown
            assert shown is not None  # noqa: S101 - drawn before anybody could ask
            return {
                "n": self._number, "spec": shown.spec, "data": shown.data, "error": self.problem,
            }  # fmt: skip

    # -- selecting

    @traitlets.validate("selection")
    def _check_selection(self, proposal: Any) -> list[str]:
        given = proposal["value"]
        lenient = "selection" in self._property_lock or given == self._pruned
        return selected(self.journey, given, lenient=lenient)

    def _should_send_property(self, key: str, value: Any) -> bool:
        if key == "selection" and value == self._pruned and self._editor:
            return False  # the editor in the page leaves out what is gone, here too
        return bool(super()._should_send_property(key, value))

    def _link(self, editor: JourneyEditor) -> None:
        """Select and look the same here and there."""
        self.theme = editor.theme
        self.selection = list(editor.selection)

        def to_here(_: Any) -> None:
            _follow_selection(editor, self)

        def to_there(_: Any) -> None:
            _follow_selection(self, editor)

        theme = traitlets.dlink((editor, "theme"), (self, "theme"))
        editor.observe(to_here, "selection")
        self.observe(to_there, "selection")
        self._unlink += [
            theme.unlink,
            lambda: editor.unobserve(to_here, "selection"),
            lambda: self.unobserve(to_there, "selection"),
        ]

    # -- showing

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data:
            # For whoever has no widgets: what a chart in a cell is, drawn by the front end.
            data.update(mimebundle(self.chart))
            name = getattr(self._draw_chart, "__name__", "chart")
            data["text/plain"] = (
                f"A live chart ({name}) of {self.journey.title!r}; to see it, open the notebook in "
                "JupyterLab, Notebook or VS Code and run the cell."
            )
        return bundle

    def __repr__(self) -> str:
        return f"LiveChart({self.journey!r}, {getattr(self._draw_chart, '__name__', 'chart')})"


def _follow_selection(source: Any, target: Any) -> None:
    """Select in one widget what is in the other.

    What a person selects in a page that page tells the other widget itself, and no other page is
    to hear of it; what code selects is told to all.
    """
    ids = list(source.selection)
    if target.selection == ids or target.comm is None:
        return
    if "selection" in source._property_lock or ids == source._pruned:  # noqa: SLF001 - kin
        with target._lock_property(selection=ids):  # noqa: SLF001
            target.selection = ids
    else:
        target.selection = ids


def _check_editor(editor: Any, journey: Journey) -> None:
    if not isinstance(editor, JourneyEditor) or editor.journey is not journey:
        raise InvalidDocument(
            f"a LiveChart is linked with an editor of its own map, not {shorten(editor)}: "
            "editor = cjm.JourneyEditor(j); cjm.LiveChart(j, editor=editor)",
            value=editor,
        )
