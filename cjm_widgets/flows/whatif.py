"""`what_if`: what a change of a map would bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

from ..frames.output import frame_of
from ..model.errors import FormatError
from ..model.flow.outcome import MEASURES
from ..model.flow.whatif import Comparison, comparison_of
from .lines import columns_of, told_lines

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd
    import polars as pl
    import pyarrow as pa  # type: ignore[import-untyped]

    from ..model.journey import JourneyModel
    from ..model.records import Record

Level = Literal["journey", "path", "paths", "phase", "phases", "touchpoint", "touchpoints"]
OnRemove = Literal["pass_on", "keep_losses", "stop"]


class WhatIf:
    """A map compared with what it would be; made by `what_if`.

    Attributes
    ----------
    journey : Journey
        The changed copy, with a history of its own. The map it was made from stays as it is.
    assumptions : list of str
        What was taken for granted and what is missing, sentence by sentence.
    actions : list of str
        What was changed.
    deeds : tuple of Deed
        The same, taken apart: `verb`, `record_type`, `name`, `where`, `fields`.
    confidence : float
        Of the intervals.
    """

    def __init__(self, comparison: Comparison, title: str, confidence: float) -> None:
        self._comparison = comparison
        self._title = title
        self.confidence = confidence
        self.journey: Any = comparison.scenario.changed
        self.deeds = comparison.scenario.deeds
        self.actions = list(comparison.scenario.actions)
        self.assumptions = [remark.text for remark in comparison.remarks]

    @property
    def before(self) -> pd.DataFrame:
        """The numbers of the map as it is: one row a number, with `value`, `low` and `high`."""
        return self._side("before")

    @property
    def after(self) -> pd.DataFrame:
        """The numbers of the map as it would be: `value`, `low` and `high`."""
        return self._side("after")

    @property
    def difference(self) -> pd.DataFrame:
        """After less before: `value`, `low` and `high`."""
        return self._side("difference")

    @overload
    def to_frame(
        self, level: Level | None = ..., *, backend: Literal["pandas"] = ...
    ) -> pd.DataFrame: ...  # fmt: skip
    @overload
    def to_frame(
        self, level: Level | None = ..., *, backend: Literal["polars"]
    ) -> pl.DataFrame: ...  # fmt: skip
    @overload
    def to_frame(self, level: Level | None = ..., *, backend: Literal["pyarrow"]) -> pa.Table: ...
    def to_frame(self, level: Level | None = None, *, backend: Any = "pandas") -> Any:
        """Return before, after and difference of every number, each with its interval.

        Parameters
        ----------
        level
            ``"journey"``, ``"path"``, ``"phase"`` or ``"touchpoint"`` (or ``"paths"`` ..., as the
            tables are called); None is all of them.
        backend
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            One row a number: `level`, ids and names of what it is of, `measure`, then `before`,
            `after` and `difference`, each with `_low` and `_high`.

            ============ ==========================================================================
            share        part of all people who take the path
            reach        part of the people who start that get there at least once
            visits       expected visits of one person who starts
            conversion   part that goes on: after a touchpoint, out of a phase, from the start to
                         the end of a path or of the journey
            drop_off     part of the people who start that is lost there (of a path: of those who
                         start on it)
            time         expected seconds of one person who starts, drop-outs included; missing
                         where the time of a touchpoint is unknown
            known_time   the same of the touchpoints whose time is known
            revenue      expected revenue of one person who starts
            people       expected number that gets there; of a path or the journey: to the end
            csat nps ces mean over all visits
            ============ ==========================================================================

            A number is missing where it is unknown, or where there is no such touchpoint on that
            side; a limit where nothing says how uncertain the number is.

        Raises
        ------
        FormatError
            There is no such level or backend, or the library of the backend is not installed.
        """
        wanted = level if level is None else str(level).removesuffix("s")
        if wanted is not None and wanted not in MEASURES:
            raise FormatError(
                f"there is no level {level!r}; levels are {', '.join(MEASURES)}",
                field="level", value=level,
            )  # fmt: skip
        lines = tuple(
            line for line in self._comparison.lines if wanted in (None, line.key.level)
        )  # fmt: skip
        columns = tuple(columns_of(wanted))
        return frame_of(columns, lines, self._comparison.state, backend)

    def chart(
        self, measure: str = "reach", *, width: int = 420, language: str | None = None
    ) -> alt.LayerChart:
        """Draw before against after, touchpoint by touchpoint; see `cjm_widgets.charts.what_if`.

        Parameters
        ----------
        measure
            ``"reach"``, ``"drop_off"``, ``"conversion"``, ``"visits"``, ``"time"``, ``"revenue"``
            or ``"people"``.
        width
            Of the chart, in pixels.
        language
            Of what the chart says; that of the map when left out.
        """
        from ..charts import what_if as draw

        return draw(self, measure, width=width, language=language)

    def __repr__(self) -> str:
        return f"<WhatIf of {self._title!r}: {'; '.join(self.actions) or 'nothing changed'}>"

    def __str__(self) -> str:
        return "\n".join([
            f"What if, in {self._title}: {'; '.join(self.actions) or 'nothing is changed'}?",
            *(f"  {line}" for line in told_lines(self._comparison, self.confidence)),
            "Assumptions",
            *(f"  - {text}" for text in self.assumptions),
        ])  # fmt: skip

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": str(self)}

    def _side(self, side: str) -> pd.DataFrame:
        frame = self.to_frame()
        names = {side: "value", f"{side}_low": "low", f"{side}_high": "high"}
        others = {
            f"{other}{end}"
            for other in ("before", "after", "difference") for end in ("", "_low", "_high")
        }  # fmt: skip
        kept = [name for name in frame if name in names or name not in others]
        return frame[kept].rename(columns=names)


def what_if(
    journey: JourneyModel,
    remove: Record | str | Iterable[Record | str] = (),
    add: Mapping[str, Any] | Iterable[Mapping[str, Any]] = (),
    change: Mapping[Any, Mapping[str, Any]] | Iterable[tuple[Any, Mapping[str, Any]]] | None = None,
    *,
    persona: Record | str | None = None,
    on_remove: OnRemove = "pass_on",
    confidence: float = 0.95,
) -> WhatIf:
    """Return what would become of conversion, drop-off, time and revenue if a map were changed.

    Parameters
    ----------
    journey
        The map; it is never changed.
    remove
        Touchpoints to take out, phases (with their touchpoints) or paths: records, ids or names.
    add
        Touchpoints to put in. Each is a dict with its `name`, its place (`after` or `before` a
        touchpoint, else the end of a `phase`), the fields of a touchpoint (`duration`, `wait` ...)
        and its numbers (see below). It goes into the paths at every visit to its neighbour, or
        after the last step of its phase; `paths` limits that to some.
    change
        What is to be otherwise: touchpoints, phases, paths, personas or the journey, each with a
        dict of fields and numbers: ``{pay: {"duration": 60, "conversion": 0.8, "n": 120}}``.
    persona
        Whose journey it is; None is everybody.
    on_remove
        What becomes of the people who would have come to a removed touchpoint. ``"pass_on"``: they
        go straight on to the next step, and what was lost there is lost no more.
        ``"keep_losses"``: they go on, but those who dropped out there drop out at the step before.
        ``"stop"``: their path ends there, and all that came after is lost.
    confidence
        Of the intervals, between 0 and 1.

    Returns
    -------
    WhatIf
        Frames of before, after and difference, a chart, the changed copy, and the assumptions,
        which `print` shows.

    Raises
    ------
    UnknownRecord, UnknownField
        Something is not on the map, or no field; the closest one is named.
    InvalidDocument
        A value does not fit its field, or a name is that of several records.

    Notes
    -----
    The numbers a place may be given are `conversion`, `retention`, `churn` or `drop_off` (the part
    of the people who come there, 0 to 1, with the `n` it is of), `revenue` (of one person who
    passes), `volume` (people), `csat`, `nps` and `ces`. They stand in the metrics of the map, read
    by the rules of `cjm_widgets.model.flow.measured`: a touchpoint's own rate counts, a phase's
    where its touchpoints have none, the journey's where nothing else has one. A rate that is given
    without an `n` is taken as exact.

    Rates are multiplied along each path, and paths are weighted as in `flow`. The interval of one
    rate is Wilson's (1927); what depends on several has its interval from theirs by the method of
    variance estimates recovery (Zou & Donner 2008; Newcombe 1998), which needs no random numbers
    and compares before and after as a pair: see `cjm_widgets.model.flow.intervals`, also for how
    well it covers. Only the uncertainty of rates is in it: that of times, revenues and of the
    probabilities of paths is not known to a map.

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> j = cjm.Journey("Buying a bike")
    >>> shop, form, pay = (j.add_touchpoint(name) for name in ("Shop", "Form", "Pay"))
    >>> rate = j.add_metric("Conversion", kind="conversion", unit="%")
    >>> for place, value in ((shop, 50), (form, 60), (pay, 90)):
    ...     _ = j.add_metric_value(rate, value, place, n=200)
    >>> w = cjm.what_if(j, remove=[form])
    >>> total = w.to_frame("journey").set_index("measure").loc["conversion"]
    >>> print(round(total["before"], 3), round(total["after"], 3))
    0.27 0.45
    """
    comparison = comparison_of(
        journey, remove, add, change, persona=persona, on_remove=on_remove, confidence=confidence
    )
    return WhatIf(comparison, journey.title or "the map", confidence)
