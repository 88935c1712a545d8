"""Names in cells, and the records they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..model.errors import InvalidDocument, shorten
from ..model.fields import types_by_name
from ..model.records import Channel, Person, Persona, Phase, type_name
from ..model.scales import LANES
from .cells import items_of
from .columns import name_of

if TYPE_CHECKING:
    from ..model.journey import JourneyModel

#: What is added when its name is new.
_MADE_WHEN_NEW = tuple(type_name(t) for t in (Phase, Persona, Channel, Person))


class Names:
    """Finds records by name while a frame is written; quick for any number of rows.

    Where two have one name, the first on the map is meant, unless the cell held the other.
    """

    def __init__(self, journey: JourneyModel) -> None:
        self._journey = journey
        self._ids: dict[str, dict[str, list[str]]] = {}

    def known(self, thing: str, name: str) -> list[str]:
        """Return the ids of the records of that name, in order."""
        return self._of(thing).get(name, [])

    def add(self, record: Any) -> None:
        """Take note of a record that was added."""
        name = name_of(record)
        for thing in (type_name(record), "*"):
            # What was not asked for yet is read off the map when it is.
            if thing in self._ids and name is not None:
                self._ids[thing].setdefault(name, []).append(record.id)

    def rename(self, before: Any, after: Any) -> None:
        """Take note of a record that may be called otherwise now."""
        old, new = name_of(before), name_of(after)
        if old == new:
            return
        for thing in (type_name(after), "*"):
            names = self._ids.get(thing)
            if names is not None:
                names[str(old)].remove(after.id)
                names.setdefault(str(new), []).append(after.id)

    def one_or_none(self, thing: str, name: Any) -> str | None:
        """Return the id of the record of that name, None where the cell is empty."""
        if name is None or (name == "" and not self.known(thing, "")):
            return None
        return self.one(thing, str(name))

    def one(self, thing: str, name: str) -> str:
        """Return the id of the record of that name; phases, personas ... are added when new."""
        known = self.known(thing, name)
        if thing == "*" and len(known) > 1:
            raise InvalidDocument(
                f"{len(known)} records are called {name[:80]!r}; give the id of the one", value=name
            )
        if known:
            return known[0]
        if thing in _MADE_WHEN_NEW:
            return self._make(thing, name=name)
        if thing == "lane" and name in LANES:
            lanes = (lane.id for lane in self._journey.lanes if lane.kind == name)
            return next(lanes, None) or self._made(self._journey.add_lane(name))
        what = "record" if thing == "*" else thing
        raise InvalidDocument(f"there is no {what} named {name[:80]!r}; add it first", value=name)

    def many(self, thing: str, value: Any, held: Iterable[str] = ()) -> list[str]:
        """Return the ids for a list of names (or ids); those that were held are preferred."""
        held, found = list(held), []
        items = items_of(value)
        if not isinstance(items, list):
            raise InvalidDocument(f"{shorten(value)} is no list of names", value=value)
        for item in items:
            if not isinstance(item, str):
                raise InvalidDocument(f"{shorten(item)} is no name of a {thing}", value=item)
            known = self.known(thing, item)
            if not known and self._is(thing, item):
                known = [item]
            free = [i for i in known if i not in found]
            mine = [i for i in free if i in held]
            found.append((mine or free or known or [self.one(thing, item)])[0])
        return found

    def check(self, thing: str, record_id: Any) -> str:
        """Return an id of a record of that type. Raises `InvalidDocument` where it is none."""
        if isinstance(record_id, str) and self._is(thing, record_id):
            return record_id
        what = "record" if thing == "*" else thing
        raise InvalidDocument(
            f"{str(record_id)[:80]!r} is not the id of a {what}; take one that is, or give its "
            "name in the column beside",
            value=record_id,
        )

    def _is(self, thing: str, record_id: str) -> bool:
        found = self._journey.store.state.get(record_id)
        return found is not None and thing in ("*", type_name(found))

    def _make(self, thing: str, **fields: Any) -> str:
        return self._made(self._journey.add(thing, **fields))

    def _made(self, record: Any) -> str:
        self.add(record)
        return str(record.id)

    def _of(self, thing: str) -> dict[str, list[str]]:
        found = self._ids.get(thing)
        if found is None:
            found = self._ids[thing] = {}
            types = types_by_name() if thing == "*" else (thing,)
            for record in (r for t in types for r in self._journey.store.state.in_order(t)):
                name = name_of(record)
                if name is not None:
                    found.setdefault(name, []).append(record.id)
        return found
