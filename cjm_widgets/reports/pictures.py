"""The pictures of a report: charts, drawn offline."""

from __future__ import annotations

import re
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

import altair as alt

from .. import charts
from ..charts.display import SaysNothing
from ..formats.converting import converted
from ..model.errors import FormatError
from ..model.journey import JourneyModel
from .model import Block, Paragraph, Picture, one_line
from .words import ReportWords

#: On a page a chart is read up to this size, in pixels of the screen.
WIDEST, HIGHEST = 2_000, 1_400
#: With more touchpoints than this, what has a column or a row for each is not read on a page.
MANY = 80
_BY_TOUCHPOINT = frozenset({
    "emotion_curve", "gaps", "importance_satisfaction", "moments_of_truth", "path_flow", "timeline",
})  # fmt: skip
#: What d3 calls the ways to write numbers and dates; its own is English.
_LOCALES = MappingProxyType({"it": "it-IT", "pl": "pl-PL", "fr": "fr-FR"})
_BOX = re.compile(r'<svg[^>]* viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')


def can_draw() -> bool:
    """Tell whether what draws charts is installed."""
    return find_spec("vl_convert") is not None


class Pictures:
    """Draws charts for a report.

    Parameters
    ----------
    theme
        ``"light"``, ``"dark"`` or ``"print"``.
    for_page
        They are for a page of HTML. With the light theme it follows the system of its reader, so
        each chart is drawn for dark ground, too.
    """

    def __init__(self, theme: str, *, for_page: bool) -> None:
        self.theme = theme
        self.for_page = for_page
        self._both = for_page and theme == "light"
        self._drawn: set[str] = set()

    def chart(
        self, journey: JourneyModel, name: str, words: ReportWords, **options: Any
    ) -> list[Block]:
        """Return a chart; nothing where it would say nothing, or where nothing can be drawn."""
        if not can_draw():
            return []
        if name in _BY_TOUCHPOINT and (n := len(journey.touchpoints)) > MANY:
            return [Paragraph(words("too_many", chart=words(name), n=n), "quiet")]
        chart = getattr(charts, name)(journey, language=words.language, **options)
        if isinstance(chart, SaysNothing):
            return []
        title, notes = _said(chart, journey) if name != "emotion_curve" else (words(name), [])
        svg = _svg(chart, self.theme, words.language)
        width, height = size(svg)
        if width > WIDEST or height > HIGHEST:
            return [Paragraph(words("too_large", chart=one_line(title)), "quiet")]
        dark = _svg(chart, "dark", words.language) if self._both else None
        return [Picture(
            self._name(name), one_line(". ".join([title, *notes])),
            words("chart_alt", chart=one_line(title)), svg, width, height, dark,
        )]  # fmt: skip

    def _name(self, name: str) -> str:
        """Return the name of a picture, which no other one of the report has."""
        free, count = name, 1
        while free in self._drawn:
            count += 1
            free = f"{name}_{count}"
        self._drawn.add(free)
        return free


def _said(chart: Any, journey: JourneyModel) -> tuple[str, list[str]]:
    """Return the title of a chart and how it is read; of which map it is, everybody knows here."""
    under = chart.title.subtitle
    notes = [] if under is alt.Undefined else [str(line) for line in under]
    return str(chart.title.text), notes[1:] if journey.title.strip() else notes


def _svg(chart: Any, theme: str, language: str) -> str:
    """Return a chart as SVG; nothing is fetched for it."""
    with (
        alt.theme.enable(f"cjm_{theme}"),
        alt.data_transformers.enable("default", max_rows=None),
    ):
        spec = chart.to_dict()
    # The caption says it, where it can be searched and heard.
    del spec["title"]
    names: Any = _LOCALES.get(language)
    (made,) = converted("vegalite_to_svg", [spec], "report", "a chart", allowed_base_urls=[],
                        format_locale=names, time_format_locale=names)  # fmt: skip
    return str(made)


def size(svg: str) -> tuple[float, float]:
    """Return width and height of an SVG of ours, in pixels."""
    found = _BOX.search(svg[:2_000])
    if found is None:
        raise FormatError("a picture does not say how large it is")
    return float(found[1]), float(found[2])
