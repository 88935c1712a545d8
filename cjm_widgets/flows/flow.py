"""`flow`: how people, or one persona, move through a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from ..frames.movement import MOVEMENT
from ..frames.output import frame_of
from ..model.errors import FormatError, InvalidDocument, shorten
from ..model.finding import find
from ..model.flow.movement import Movement
from ..model.journey import JourneyModel
from ..model.state import State
from .words import duration, share

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa  # type: ignore[import-untyped]

    from ..model.records import Record

Table = Literal["path_steps", "path_totals", "transitions", "visits"]


class Flow:
    """How people move through a map, as it was when it was asked; made by `flow`.

    Attributes
    ----------
    assumptions : list of str
        What was taken for granted, sentence by sentence.
    expected_duration : float or None
        Seconds of the average path, each weighted with its probability, repeats counted; None
        where the time of a step is unknown.
    known_duration : float
        The same of the steps whose time is known.
    expected_time : float or None
        Seconds of one person from start to end over the transitions, loops counted, drop-outs
        only where they were asked for; infinite where some never leave, None where the time of a
        touchpoint is unknown.
    endless : list of str
        Ids of the touchpoints that people come to and never leave.
    """

    def __init__(self, movement: Movement, title: str) -> None:
        self._movement = movement
        self._title = title
        totals = movement.path_totals()
        self.expected_duration = totals[-1].duration if totals else None
        self.known_duration = totals[-1].known_duration if totals else 0.0
        self.expected_time = movement.expected_time().time
        self.endless = list(movement.visits.endless)
        self.assumptions = [remark.text for remark in movement.remarks()]

    @overload
    def to_frame(
        self, table: Table = ..., *, backend: Literal["pandas"] = ...
    ) -> pd.DataFrame: ...  # fmt: skip
    @overload
    def to_frame(self, table: Table = ..., *, backend: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def to_frame(self, table: Table = ..., *, backend: Literal["pyarrow"]) -> pa.Table: ...
    def to_frame(self, table: Table = "path_totals", *, backend: Any = "pandas") -> Any:
        """Return a table, with the columns it has in `Journey.to_frame`.

        Parameters
        ----------
        table
            ``"path_totals"`` (a row a path), ``"path_steps"`` (a row a step), ``"transitions"`` or
            ``"visits"`` (a row a touchpoint). ``docs/tables.md`` describes every column.
        backend
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            The table.

        Raises
        ------
        FormatError
            There is no such table or backend, or the library of the backend is not installed.
        """
        found = MOVEMENT.get(table)
        if found is None:
            raise FormatError(
                f"there is no table {table!r}; tables are {', '.join(MOVEMENT)}",
                field="table", value=table,
            )  # fmt: skip
        rows = found.of(self._movement)
        return frame_of(tuple(found.columns()), rows, self._movement.state, backend)

    def __repr__(self) -> str:
        return f"<Flow of {self._title!r}: {len(self._movement.path_totals()[:-1])} paths>"

    def __str__(self) -> str:
        state = self._movement.state
        lines = [f"How people move through {self._title}"]
        for total in self._movement.path_totals():
            name = "all paths" if total.scope == "all" else "in the order of the map"
            if total.path is not None:
                name = state.get(total.path).name or total.path
            time = "time unknown" if total.duration is None else duration(total.duration)
            ends = "" if total.conversion is None else f", {share(total.conversion)} reach the end"
            lines.append(f"  {name}: {share(total.share)} of the people, {time}{ends}")
        if self.assumptions:
            lines += ["Assumptions", *(f"  - {text}" for text in self.assumptions)]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": str(self)}


def flow(
    journey: JourneyModel,
    persona: Record | str | None = None,
    *,
    start: Record | str | None = None,
    drop_off: bool = False,
) -> Flow:
    """Return how people move through a map: paths, reach, durations, transitions, visits.

    Parameters
    ----------
    journey
        The map; it is not changed, and what is edited later does not show.
    persona
        Whose ways these are (a record, an id or a name): the paths that name the persona, and
        those for everybody as far as its own leave room. None is all people, each persona with
        its share.
    start
        The touchpoint where the transitions start; None is where the paths do.
    drop_off
        Whether the visits heed that people drop out, by the rates of touchpoints. Otherwise they
        are those of people who never drop out, other than in `what_if`, which always counts
        drop-outs; where the map has such rates, `Flow.assumptions` says so.

    Returns
    -------
    Flow

    Raises
    ------
    UnknownRecord
        The persona or the touchpoint is not on the map; the closest one is named.
    InvalidDocument
        What was given is no map, or a record of another type.

    Notes
    -----
    The weights of the paths are those of a mixture: see `cjm_widgets.model.flow.routes`.
    Transitions that follow from paths are the first-order Markov chain nearest to that mixture
    (Anderson & Goodman 1957), edge records override them: `cjm_widgets.model.flow.transitions`.
    Visits are those of the absorbing Markov chain (Kemeny & Snell 1960), solved without a
    subtraction (Grassmann, Taksar & Heyman 1985): `cjm_widgets.model.flow.visits`. Where people
    cannot leave, the visits are infinite, and `Flow.endless` names the touchpoints.

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> j = cjm.Journey("Buying a bike")
    >>> ad = j.add_touchpoint("Sees the ad", duration=60)
    >>> shop = j.add_touchpoint("Visits the shop", duration=1800)
    >>> main = j.add_path("Main", [ad, shop, shop], probability=0.5)
    >>> other = j.add_path("In town", [shop], probability=0.5)
    >>> cjm.flow(j).expected_duration
    2730.0
    """
    if not isinstance(journey, JourneyModel):
        raise InvalidDocument(
            f"flow is of a map, not of {shorten(journey)}: flow(j)", value=journey
        )
    with journey.store.lock:
        state = State(journey.store.state.records.values())
    who = None if persona is None else find(state, persona, "persona", field="persona").id
    first = None if start is None else find(state, start, "touchpoint", field="start").id
    title = journey.title or "the map"
    return Flow(Movement(state, who, first, drop_off=drop_off), title)
