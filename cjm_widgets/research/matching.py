"""Which record of a map a cell of somebody else's table means."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from ..model.finding import folded

#: How alike (0 to 1) a name must be to be named as the closest.
_ALIKE = 0.5
_LONGEST = 200
#: So many comparisons of names are made for one table; a name after that has no closest one.
_COMPARISONS = 30_000


class Match(NamedTuple):
    """What was found: the `id` of one record, or None and why.

    `how` is ``id``, ``name``, ``similar name``, ``given`` (for all rows), ``new``; where there is
    none ``missing`` (nothing was said), ``unknown``, ``several``.
    """

    id: str | None
    how: str
    reason: str = ""
    closest: str | None = None


class Matcher:
    """Finds records of one type: by exact id, exact name, then by name but for case and blanks."""

    def __init__(self, thing: str, records: Iterable[Any]) -> None:
        self._thing = thing
        self._names: dict[str, str] = {record.id: record.name for record in records}
        self._exact: dict[str, list[str]] = {}
        self._folded: dict[str, list[str]] = {}
        for record_id, name in self._names.items():
            self._exact.setdefault(name, []).append(record_id)
            self._folded.setdefault(folded(name), []).append(record_id)
        self._closest: dict[str, str | None] = {}

    def name(self, record_id: str) -> str:
        """Return the name of a record that was found."""
        return self._names[record_id]

    def find(self, texts: Iterable[str]) -> Match:
        """Return the record the first of `texts` leads to; where none does, why the first not."""
        misses = []
        for text in texts:
            found = self._find(text)
            if found.id is not None:
                return found
            misses.append(found)
        return misses[0] if misses else Match(None, "missing", f"no {self._thing}")

    def _find(self, text: str) -> Match:
        if text in self._names:
            return Match(text, "id")
        for how, known in (
            ("name", self._exact.get(text)),
            ("similar name", self._folded.get(folded(text))),
        ):
            if known is not None and len(known) == 1:
                return Match(known[0], how)
            if known:
                reason = f"{len(known)} {self._thing}s have this name: give the id of one"
                return Match(None, "several", reason, ", ".join(known))
        return Match(None, "unknown", f"no such {self._thing}", self._nearest(text))

    def _nearest(self, text: str) -> str | None:
        text = folded(text[:_LONGEST])
        if text not in self._closest:
            if len(self._closest) * len(self._folded) > _COMPARISONS:
                return None
            near = get_close_matches(text, self._folded, n=1, cutoff=_ALIKE)
            self._closest[text] = self._names[self._folded[near[0]][0]] if near else None
        return self._closest[text]
