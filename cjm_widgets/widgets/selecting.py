"""What is selected, as widgets take it: records or their ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import traitlets

from ..journey import Journey
from ..model.errors import UnknownRecord, shorten
from ..model.store import Entry


class Pruning:
    """A widget that takes out of its selection what is removed from the map."""

    selection: Any
    #: The selection without what was removed, while it becomes that.
    _pruned: list[str] | None = None

    def _prune(self, entry: Entry) -> None:
        if not entry.change.removed.keys().isdisjoint(self.selection):
            self._pruned = [i for i in self.selection if i not in entry.change.removed]
            try:
                self.selection = self._pruned
            finally:
                self._pruned = None


def selected(journey: Journey, given: Iterable[Any], *, lenient: bool) -> list[str]:
    """Return the ids of what is to be selected, each once.

    Parameters
    ----------
    journey
        The map.
    given
        Records or ids.
    lenient
        Take ids that are not on the map: a view selects what it has just added before its edit
        arrives.

    Raises
    ------
    UnknownRecord
        There is no such record.
    TraitError
        It is neither a record nor an id.
    """
    ids: list[Any] = [getattr(item, "id", item) for item in given]
    if not all(isinstance(item, str) for item in ids):
        raise traitlets.TraitError(f"selection takes records or ids, not {shorten(ids)}")
    ids = list(dict.fromkeys(ids))
    for record_id in ids:
        if not lenient and journey.get(record_id) is None:
            raise UnknownRecord(
                f"there is no record {record_id[:80]!r} to select; "
                "take an id from j.touchpoints.ids or another view",
                record=record_id, field="selection", value=record_id,
            )  # fmt: skip
    return ids
