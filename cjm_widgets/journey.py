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
        """Be the same document as `other`, unless this one is kept in a file."""
        return self.file is None and super().become(other)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the map to a ``.cjm.json`` file, replacing it in one step; see `save`."""
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
        """Read a ``.cjm.json`` file; see `load`."""
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
        """Return a table of the map as a dataframe; see `cjm_widgets.frames.to_frame`."""
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
        """Write an edited table back; see `cjm_widgets.frames.update_from`."""
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
        """Return a new map from a table; see `cjm_widgets.frames.fill_from_frame`."""
        from .frames import fill_from_frame

        journey = cls(title, **fields)
        journey.limits = limits
        fill_from_frame(journey, frame, columns or {})
        return journey

    def check(
        self,
        *,
        language: str | None = None,
        only: Iterable[str] | None = None,
        skip: Iterable[str] = (),
        extra: Iterable[Rule] = (),
        today: date | None = None,
    ) -> pd.DataFrame:
        """Return what is missing in the map, and advice; see `cjm_widgets.checks.check`."""
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
