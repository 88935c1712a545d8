"""The tables of a map as CSV files, for spreadsheets and for people without Python.

What people typed must stay text: a spreadsheet takes a cell that begins with ``=``, ``+``, ``-``
or ``@`` (or with a tab or a line break before it) for a formula and computes it, which is how a
map from a stranger could run something on the machine of whoever opens its table. Such a text gets
an apostrophe in front, which spreadsheets take for "this is text"; read by a program it is one
character more. Numbers are never touched, so that a score of -2 stays one.

The files are UTF-8 with a byte order mark, without which Excel misreads every accent, and have
commas and CRLF as RFC 4180 says. Several values of one cell (channels, tags) are separated by
``"; "``, which `Journey.update_from` reads back.
"""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from ..frames import to_frame
from ..frames.tables import tables

if TYPE_CHECKING:
    import pandas as pd

    from ..model.journey import JourneyModel

_FORMULA = ("=", "+", "-", "@")
_BREAKS = ("\t", "\r", "\n")


def csv_table(journey: JourneyModel, table: str) -> bytes:
    """Return a table of a map as a CSV file.

    Parameters
    ----------
    journey
        The map.
    table
        As in ``journey.to_frame(table)``.

    Raises
    ------
    FormatError
        There is no such table.
    """
    return _csv(to_frame(journey, table))


def csv_archive(journey: JourneyModel) -> bytes:
    """Return the tables of a map as a ZIP file with a CSV file for each.

    They are those that hold the map, as far as they have rows; what only follows from them (gaps,
    transitions, the history) is left out.
    """
    names = [table.name for table in tables().values() if not table.read_only]
    with journey.store.lock:
        # All of one moment; writing them takes longer, and holds up nobody.
        frames = {name: to_frame(journey, name) for name in names}
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, frame in frames.items():
            # There is always one file in it, so that it opens.
            if len(frame) > 0 or name == "touchpoints":
                archive.writestr(f"{name}.csv", _csv(frame))
    return data.getvalue()


def _csv(frame: pd.DataFrame) -> bytes:
    plain = frame.copy(deep=False)
    for name, column in frame.items():
        if column.dtype.kind not in "biufMm":
            plain[name] = [_cell(value) for value in column.astype(object)]
    return plain.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _cell(value: Any) -> Any:
    """Return a value as it stands in its cell; texts so that they stay texts."""
    if isinstance(value, dict):
        value = [f"{key}: {item}" for key, item in value.items()]
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    return as_text(value) if isinstance(value, str) else value


def as_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe where one would.

    Examples
    --------
    >>> as_text("=1+1"), as_text("-2 °C"), as_text("fine")
    ("'=1+1", "'-2 °C", 'fine')
    """
    # Some take the wide signs of East Asian keyboards for the same.
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if first in _FORMULA or text.startswith(_BREAKS) else text
