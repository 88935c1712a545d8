"""Which column of a table of measurements holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ..model.errors import InvalidDocument, shorten, unknown_field
from ..model.fields import fields_of
from ..model.records import Experience, Metric, Persona, Record, Touchpoint

#: Meaning -> the names of columns that hold it unless others are given. Of several that are
#: there the first with something in it counts, row by row.
DEFAULTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "touchpoint": ("touchpoint_id", "touchpoint", "touchpoint_name", "touch_point", "step"),
    "persona": ("persona_id", "persona", "persona_name"),
    "respondent": ("respondent", "respondent_id", "participant", "participant_id"),
    "score": ("score", "rating"),
    "emotion": ("emotion",),
    "emoji": ("emoji",),
    "note": ("note", "comment"),
    "source": ("source",),
    "n": ("n",),
    "sd": ("sd", "std"),
    "metric": ("metric_id", "metric"),
    "value": ("value",),
    "unit": ("unit",),
    "kind": ("kind", "metric_kind"),
    "date": ("date",),
})  # fmt: skip
SOURCES = fields_of(Experience)["source"].known
#: Meanings that make a row the score of somebody.
FELT = ("score", "emotion", "emoji", "note")
_OF_SCORES = ("source", "sd", "respondent")
_OF_VALUES = ("metric", "value", "unit", "kind", "date")
_RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {"touchpoint": Touchpoint, "persona": Persona, "metric": Metric}
)


class Headers:
    """The columns of each meaning, and what holds for all rows alike.

    Attributes
    ----------
    columns
        Meaning -> columns, in the order they are asked.
    fixed
        Meaning -> a record's id, or a source, for all rows.
    unused
        Columns without a meaning.
    """

    def __init__(self, names: Mapping[str, Any], given: Mapping[str, Any]) -> None:
        self.columns: dict[str, tuple[str, ...]] = {}
        self.fixed: dict[str, str] = {}
        for meaning, said in given.items():
            if meaning not in DEFAULTS:
                raise unknown_field("a table of measurements", meaning, DEFAULTS, said)
            if said is not None:
                self._take(names, meaning, said)
        taken = {column for columns in self.columns.values() for column in columns}
        for meaning, usual in DEFAULTS.items():
            if meaning not in self.columns and meaning not in self.fixed:
                free = [name for name in names if name not in taken]
                found = [c for name in usual if (c := _one(free, name)) is not None]
                if found:
                    self.columns[meaning] = tuple(found)
        self._check(names)
        # What belongs to nothing that is measured here is not read, and that is said.
        felt, valued = any(map(self.has, FELT)), self.has("metric") and self.has("value")
        for meaning in (*(() if felt else _OF_SCORES), *(() if valued else _OF_VALUES)):
            if given.get(meaning) is not None:
                raise InvalidDocument(
                    f"{meaning}= says nothing without " + ("metric= and value=" if felt else
                    "score="), field=meaning, value=given[meaning],
                )  # fmt: skip
            self.columns.pop(meaning, None)
        used = {column for columns in self.columns.values() for column in columns}
        self.unused = tuple(name for name in names if name not in used)

    def has(self, meaning: str) -> bool:
        """Tell whether there is something of that meaning."""
        return meaning in self.columns or meaning in self.fixed

    def _take(self, names: Mapping[str, Any], meaning: str, said: Any) -> None:
        if isinstance(said, str) and said in names:
            self.columns[meaning] = (said,)
        elif isinstance(said, Record):
            wanted = _RECORDS.get(meaning)
            if wanted is None or not isinstance(said, wanted):
                raise InvalidDocument(
                    f"{meaning}={said.id!r} is a record of another type; give a column's name",
                    record=said.id, field=meaning, value=said.id,
                )  # fmt: skip
            self.fixed[meaning] = said.id
        elif meaning == "source" and said in SOURCES:
            self.fixed[meaning] = said
        elif isinstance(said, str):
            raise unknown_field("the frame", said, names, said)
        else:
            raise InvalidDocument(
                f"{meaning}={shorten(said)} is no column: give the name of one",
                field=meaning, value=said,
            )  # fmt: skip

    def _check(self, names: Mapping[str, Any]) -> None:
        if not self.has("touchpoint"):
            raise unknown_field("the frame", "touchpoint", names)
        measured = any(map(self.has, FELT))
        if self.has("value") and not self.has("metric") and not measured:
            raise unknown_field("the frame", "metric", names)
        if not measured and not (self.has("value") and self.has("metric")):
            raise InvalidDocument(
                "the frame has neither scores nor values: give score='column', or "
                f"metric='column' and value='column'; its columns are {shorten(list(names), 300)}",
                field="score",
            )


def _one(names: list[str], wanted: str) -> str | None:
    """Return the column of that name, whatever its case and signs between words."""
    if wanted in names:
        return wanted
    found = [name for name in names if re.sub(r"\W+", "_", name.strip()).casefold() == wanted]
    if len(found) > 1:
        raise InvalidDocument(
            f"the columns {', '.join(map(repr, found))} could all be {wanted!r}: say which one is",
            field=wanted,
        )
    return found[0] if found else None
