"""What the records of the maps are called in the map of the class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..model.checks.names import name_of
from ..model.diff import renamed
from ..model.ids import made_id
from ..model.records import type_name
from ..model.state import State
from .same import Group


class Renaming:
    """Ids of the class map for the records of each map."""

    def __init__(self, states: Sequence[State]) -> None:
        self._states = states
        self._names: list[dict[str, str]] = [{} for _ in states]
        self._taken: set[str] = set()
        self._labels: dict[str, str] = {}

    def journey(self, record_id: str) -> None:
        """Call the journeys of all maps by one id."""
        self._taken.add(record_id)
        self._labels[record_id] = "the map"
        for names, state in zip(self._names, self._states, strict=True):
            names[state.journey.id] = record_id

    def unite(self, groups: Iterable[Group]) -> None:
        """Give each group an id, which the records in it have from now on."""
        for group in groups:
            record = self._states[group.members[0][0]].get(group.members[0][1])
            made = self.new(group.id, type_name(record))
            self._labels[made] = name_of(record)
            for at, record_id in group.members:
                self._names[at][record_id] = made

    def new(self, wanted: str, kind: str) -> str:
        """Return an id that nothing else has: the wanted one where it is free."""
        made, number = wanted, 0
        while made in self._taken:
            number += 1
            made = made_id(kind, "class", wanted, str(number))
        self._taken.add(made)
        return made

    def give(self, at: int, record_id: str, made: str) -> None:
        """Say what a record of a map is called."""
        self._names[at][record_id] = made

    def of(self, at: int, record_id: str) -> str:
        """Return what a record of a map is called in the class."""
        return self._names[at][record_id]

    def renamed(self, at: int, record: Any) -> Any:
        """Return a record of a map with the ids of the class."""
        return renamed(record, self._names[at])

    def label(self, record_id: str) -> str:
        """Return the name of a thing of the class."""
        return self._labels.get(record_id, record_id)
