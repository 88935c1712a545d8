"""An edited table written back into the map, as one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.change import Change
from ..model.errors import InvalidDocument, unknown_field
from ..model.limits import Limits, checked
from .reading import read_frame, rows_in
from .tables import infer, table_of
from .writing import RecordWriter
from .writing_metrics import MetricWriter
from .writing_paths import PathWriter

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

    from ..model.journey import JourneyModel


def update_from(
    journey: JourneyModel,
    frame: IntoDataFrame,
    *,
    table: str | None = None,
    remove_missing: bool = False,
    limits: Limits | None = None,
) -> Change:
    """Write an edited table back into the map, as one change.

    Parameters
    ----------
    journey
        The map.
    frame
        A table of `to_frame`, edited: rows are matched by their id column (steps of a path by
        path and position); rows without an id (or with a new one) are added, at the end of
        their list. Columns may be left out; the order of rows is not read. A thing may be named
        by its id or by its name; where both were altered, the id counts. What a metric or a
        path says stands in all of its rows, and is to be altered in all of them.
    table
        Which table it is; told from its columns when left out.
    remove_missing
        Remove the records whose ids the frame does not hold.
    limits
        How many rows, and how long texts, are taken this once; else what ``journey.limits`` says.

    Returns
    -------
    Change
        What was changed, empty when the frame says what the map says.

    Raises
    ------
    LimitExceeded
        The frame has too many rows, or the map would have too many records or bytes.
    InvalidDocument
        A cell does not fit, or was changed although it only shows something that stands
        elsewhere. The message names row and column; nothing is changed. Or the table as a whole
        is only to look at.
    UnknownField
        A column is none of the table's; the closest one is named.
    FormatError
        There is no such table.
    """
    allowed = journey.limits if limits is None else checked(limits)
    data, count = read_frame(frame, allowed)
    found = infer(data) if table is None else table_of(table)
    if found.read_only:
        raise InvalidDocument(
            f"the table {found.name} cannot be written: {found.read_only}",
            field="table", value=found.name, code="read-only",
        )  # fmt: skip
    columns = {column.name: column for column in found.columns}
    for name in data:
        if name not in columns:
            raise unknown_field(f"the table {found.name}", name, columns)
    rows = rows_in(data, count)
    store = journey.store
    with store.editing(), store.within(allowed), store.importing():
        with journey.transaction(f"Update {found.name} from a dataframe") as done:
            match found.name:
                case "metrics":
                    MetricWriter(journey, found).write(rows, remove_missing=remove_missing)
                case "paths":
                    PathWriter(journey, found).write(rows, remove_missing=remove_missing)
                case _:
                    RecordWriter(journey, found).write(rows, remove_missing=remove_missing)
        return done()
