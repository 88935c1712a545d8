"""What became of the rows of a table of measurements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, Self

import pandas as pd

from ..frames.output import text_column
from ..model.change import Change
from ..model.errors import shorten
from ..model.records import Metric, Persona

_SHOWN = 5
_ACTIONS = ("added", "already there")
_WORDS = MappingProxyType({"experience": "score", "metric_value": "value"})


class Put(NamedTuple):
    """A record a row stands in the map as."""

    row: int
    touchpoint_id: str
    touchpoint: str
    matched_by: str
    record_type: str
    record_id: str
    action: str


class Miss(NamedTuple):
    """A row, or the part of one, that has no place on the map."""

    row: int
    touchpoint: str | None
    reason: str
    cell: str | None
    closest: str | None


@dataclass(frozen=True, eq=False, repr=False)
class Measurements:
    """What `Journey.add_measurements` added, and what it could not.

    Attributes
    ----------
    matched : pandas.DataFrame
        A row for each record: ``row`` of the frame (from 0, as for ``.iloc``),
        ``touchpoint_id``, ``touchpoint``, ``matched_by`` (id, name, similar name, or given for
        all rows), ``record_type``, ``record_id`` and ``action`` (added, already there).
    unmatched : pandas.DataFrame
        A row for each row without a place: ``row``, ``touchpoint`` as it was written, ``reason``,
        the ``cell`` that was looked for and the ``closest`` name on the map (or, where several
        have that name, their ids).
    change : Change
        What was changed; one `undo` takes it back.
    rows : int
        How many rows the frame had.
    columns : Mapping
        Column of the frame -> what it was read as.
    unused : tuple
        Columns that were not read.
    """

    matched: pd.DataFrame
    unmatched: pd.DataFrame
    change: Change
    rows: int
    columns: Mapping[str, str]
    unused: tuple[str, ...]

    @classmethod
    def of(
        cls,
        change: Change,
        rows: int,
        put: Sequence[Put],
        missed: Sequence[Miss],
        columns: Mapping[str, str],
        unused: tuple[str, ...],
    ) -> Self:
        """Return the report on rows that were put on the map, and on those that were not.

        Parameters
        ----------
        change
            What was changed.
        rows
            How many rows the frame had.
        put
            What was done with each row that matched.
        missed
            Why each of the others did not.
        columns
            Column of the frame -> what it was read as.
        unused
            Columns that were not read.
        """
        return cls(_frame(Put, put), _frame(Miss, missed), change, rows, columns, unused)

    def __str__(self) -> str:
        return "\n".join([*self._counted(), *self._read(), *self._missed()])

    __repr__ = __str__

    def _counted(self) -> list[str]:
        matched, missed = self.matched["row"].nunique(), self.unmatched["row"].nunique()
        counts = Counter(zip(self.matched["record_type"], self.matched["action"], strict=True))
        said = [
            f"{counts[kind, action]} {word if counts[kind, action] == 1 else f'{word}s'} {action}"
            for kind, word in _WORDS.items()
            for action in _ACTIONS
            if counts[kind, action]
        ]
        for record_type, word in ((Metric, "metrics"), (Persona, "personas")):
            names = [r.name for r in self.change.added.values() if isinstance(r, record_type)]
            if names:
                said.append(f"new {word}: {_some(names)}")
        return [
            f"{self.rows} rows: {matched} matched, {missed} unmatched",
            *(["  " + ", ".join(said)] if said else []),
        ]

    def _read(self) -> list[str]:
        read = [f"{shorten(column)} as {meaning}" for column, meaning in self.columns.items()]
        lines = [f"read: {', '.join(read)}"] if read else []
        return [*lines, f"not read: {_some(list(self.unused))}"] if self.unused else lines

    def _missed(self) -> list[str]:
        lines = []
        for miss in self.unmatched.head(_SHOWN).to_dict("records"):
            cell = f" {shorten(miss['cell'])}" if isinstance(miss["cell"], str) else ""
            near = f"; closest: {shorten(c)}" if isinstance(c := miss["closest"], str) else ""
            lines.append(f"  row {miss['row']}: {miss['reason']}{cell}{near}")
        if len(self.unmatched) > _SHOWN:
            lines.append(f"  and {len(self.unmatched) - _SHOWN} more in .unmatched")
        return ["unmatched:", *lines] if lines else []


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(map(shorten, names[:_SHOWN])) + more


def _frame(kind: type[Put | Miss], rows: Sequence[Put | Miss]) -> pd.DataFrame:
    columns = {
        name: [getattr(row, name) for row in rows] for name in kind._fields
    }  # fmt: skip
    return pd.DataFrame({
        name: pd.array(values, dtype="int64") if name == "row" else text_column(values)
        for name, values in columns.items()
    })  # fmt: skip
