"""`Journey`: the document, with what leads from it to widgets, dataframes and files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, overload

from .model.journey import JourneyModel

if TYPE_CHECKING:
    import os

    import pandas as pd
    import polars as pl
    import pyarrow as pa  # type: ignore[import-untyped]
    from narwhals.typing import IntoDataFrame

    from .model.change import Change
    from .model.checks import Rule
    from .model.limits import Limits
    from .model.records import EmotionScale
    from .research import Measurements
    from .storage.opened import OpenFile
    from .widgets.editor import JourneyEditor


class Journey(JourneyModel):
    """A customer journey map: phases, touchpoints and what people think and feel at them.

    As the last line of a cell it shows the editor; what is edited there is in this object at
    once, and the other way round.

    Parameters
    ----------
    title
        What the map is called.
    **fields
        Other fields of the journey: ``map_type``, ``basis``, ``scenario``, ``language``,
        ``emotion_scale`` (a preset such as ``"1..5"``, or an `EmotionScale`) ...

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> j = cjm.Journey("Buying a bike")
    >>> awareness = j.add_phase("Awareness", purchase_stage="before")
    >>> ad = j.add_touchpoint("Sees the ad", phase=awareness, channels=["Instagram"], emotion=1)
    >>> j.add_card(ad, "pain", "Too many models").text
    'Too many models'
    """

    #: Where it lives, when it comes from `cjm_widgets.open`: whether it is saved, `save`, `close`.
    file: OpenFile | None = None
    _editor: JourneyEditor | None = None

    def become(self, other: JourneyModel) -> bool:
        """Be the same document as `other`, unless this one is kept in a file.

        Parameters
        ----------
        other
            The journey to become.

        Returns
        -------
        bool
            Whether it was done.
        """
        return self.file is None and super().become(other)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the map to a ``.cjm.json`` file, replacing it in one step.

        Parameters
        ----------
        path
            Where to; let the name end in ``.cjm.json``.

        Returns
        -------
        Path
            The file that was written.

        Raises
        ------
        OSError
            It could not be written; an older file stays as it was.
        """
        from .files import save

        return save(self, path)

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        *,
        read_only: bool = False,
        repair: bool = False,
        limits: Limits | None = None,
    ) -> Self:
        """Read a ``.cjm.json`` file; see `cjm_widgets.load`.

        Parameters
        ----------
        path
            The file.
        read_only
            Read a file of a newer version, too; what it cannot say in this one is left aside.
        repair
            Mend a damaged file record by record instead of refusing it; `report` says how.
        limits
            How large it may be.

        Raises
        ------
        InvalidDocument, NewerDocument, LimitExceeded
            It is no map that can be read; see `cjm_widgets.load`.
        """
        from .files import read_bytes

        data = read_bytes(path, limits)
        return cls.from_json(data, read_only=read_only, repair=repair, limits=limits)

    @overload
    def to_frame(self, table: str = ..., *, backend: Literal["pandas"] = ...) -> pd.DataFrame: ...
    @overload
    def to_frame(self, table: str = ..., *, backend: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def to_frame(self, table: str = ..., *, backend: Literal["pyarrow"]) -> pa.Table: ...
    def to_frame(self, table: str = "touchpoints", *, backend: Any = "pandas") -> Any:
        """Return a table of the map as a dataframe; see `cjm_widgets.frames.to_frame`.

        Parameters
        ----------
        table
            Which: ``"touchpoints"``, ``"experience"``, ``"cards"``, ``"metrics"`` ..., as
            `docs/tables.md` lists them with their columns.
        backend : {"pandas", "polars", "pyarrow"}
            What kind of dataframe to make.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            A row for each record, with the columns and types of the table, also when it is empty.

        Raises
        ------
        FormatError
            There is no such table; the error names the closest.
        MissingExtra
            polars or pyarrow is not installed.
        """
        from .frames import to_frame

        return to_frame(self, table, backend=backend)

    def update_from(
        self,
        frame: IntoDataFrame,
        *,
        table: str | None = None,
        remove_missing: bool = False,
        limits: Limits | None = None,
    ) -> Change:
        """Write an edited table back; see `cjm_widgets.frames.update_from`.

        Parameters
        ----------
        frame
            An edited table: rows are matched by their id, rows without one are added.
        table
            Which table it is, where its columns do not tell.
        remove_missing
            Remove the records that have no row.
        limits
            How large it may be; those of the map when left out.

        Returns
        -------
        Change
            What was changed, all of it one undo; empty where nothing differs.

        Raises
        ------
        InvalidDocument, UnknownField, UnknownRecord
            A cell or a column does not fit; the error names row and column, and nothing is changed.
        """
        from .frames import update_from

        return update_from(self, frame, table=table, remove_missing=remove_missing, limits=limits)

    @classmethod
    def from_frame(
        cls,
        frame: IntoDataFrame,
        columns: Mapping[str, str] | None = None,
        *,
        title: str = "",
        limits: Limits | None = None,
        **fields: Any,
    ) -> Self:
        """Return a new map from a table; see `cjm_widgets.frames.fill_from_frame`.

        Parameters
        ----------
        frame
            A row for each touchpoint, or for each card or score of one.
        columns
            ``{"column of the frame": "meaning"}`` for columns with other names than those of the
            tables.
        title
            What the map is called.
        limits
            How large it may be.
        **fields
            Other fields of the journey, as `Journey` takes them.

        Raises
        ------
        InvalidDocument, UnknownField
            A cell or a column does not fit; the error names row and column.
        """
        from .frames import fill_from_frame

        journey = cls(title, **fields)
        journey.limits = limits
        fill_from_frame(journey, frame, columns or {})
        return journey

    def add_measurements(
        self,
        frame: IntoDataFrame,
        *,
        scale: EmotionScale | str | None = None,
        repeat: bool = False,
        new_personas: bool = False,
        **columns: Any,
    ) -> Measurements:
        """Put rows of a survey, or values of metrics, on the touchpoints they are about.

        ``j.add_measurements(frame, touchpoint="step", score="stars", scale="1..5")``; rows that
        are on the map already are not added again. All of it is one change.

        Parameters
        ----------
        frame
            A row for each answer or value; a dataframe of pandas, polars or pyarrow.
        scale
            The emotion scale of the survey, when it is not that of the map.
        repeat, new_personas
            Add rows that are on the map already; add personas that are not.
        **columns
            ``meaning="column"``: see `cjm_widgets.research.add_measurements`.

        Returns
        -------
        Measurements
            What matched and what did not, as frames and as text.
        """
        from .research import add_measurements

        return add_measurements(
            self, frame, scale=scale, repeat=repeat, new_personas=new_personas, **columns
        )

    def convert_scale(
        self, scale: EmotionScale | str, *, method: Literal["anchored", "linear"] = "anchored"
    ) -> Change:
        """Put the map on another emotion scale, and every score with it, in one change.

        ``j.update(emotion_scale=...)`` sets the scale and leaves the scores as they are.

        Parameters
        ----------
        scale
            An `EmotionScale`, or the name of a preset: ``"0..100"``. Where it brings no words
            (or emoji) for its scores, those of the old scale are taken over.
        method
            ``"anchored"`` keeps the lowest, the neutral and the highest point what they are,
            ``"linear"`` draws one line from end to end; see `cjm_widgets.model.rescaling`, which
            gives the sources. They differ where neutral does not lie at the same part of both
            scales, as for ``"nps"``. Standard deviations are converted too; nothing is rounded to
            steps, so that the way back gives equal scores.

        Returns
        -------
        Change
            What was changed.

        Raises
        ------
        InvalidDocument
            There is no such preset or method, or the scale is none; nothing is changed.

        Warns
        -----
        ScoreWarning
            Scores lay off the old scale; they go on along the same line, off the new one.
        """
        from .model.rescaling import convert_scale

        return convert_scale(self, scale, method=method)

    def check(
        self,
        *,
        language: str | None = None,
        only: Iterable[str] | None = None,
        skip: Iterable[str] = (),
        extra: Iterable[Rule] = (),
        today: date | None = None,
    ) -> pd.DataFrame:
        """Return what is missing in the map, and advice; see `cjm_widgets.checks.check`.

        Parameters
        ----------
        language
            ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; that of the map when left out.
        only
            Ids of the rules to run.
        skip
            Ids of the rules to leave out.
        extra
            Rules of one's own; one with the id of another takes its place.
        today
            The day from which something is overdue.

        Returns
        -------
        pandas.DataFrame
            A row for each finding: rule, severity, record, message, advice; the gravest first.

        Raises
        ------
        RuleError
            There is no such rule, or one failed.
        """
        from .checks import check

        return check(self, language=language, only=only, skip=skip, extra=extra, today=today)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return self._shown()._repr_mimebundle_(**kwargs)

    def _ipython_display_(self) -> None:
        self._shown()._ipython_display_()

    def _shown(self) -> JourneyEditor:
        from .widgets.editor import JourneyEditor

        # One editor for every time the map is shown: its views share one channel to Python.
        if self._editor is None or self._editor.comm is None:
            self._editor = JourneyEditor(self)
        return self._editor
