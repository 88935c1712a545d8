"""The references of a damaged file, mended once all of its records have their ids."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from .errors import shorten
from .fields import Field, references_of, types_by_name
from .ids import new_id
from .mending import Mender
from .records import Card, Placed, Record, Touchpoint
from .scales import lane_kind, lane_title

Item = dict[str, Any]
#: A record as it stands in a file, with the name of its type.
Known = tuple[str, Item]


class Links:
    """The mending of what records refer to, by `run`.

    Parameters
    ----------
    lists
        The records of the file by the name of their list.
    there
        All of them by id.
    renamed
        What an id that cannot be used is called now.
    mender
        Keeps account.
    language
        In which a lane that is missing gets its title.
    """

    def __init__(
        self,
        lists: dict[str, list[Item]],
        there: dict[str, Known],
        renamed: dict[Any, str],
        mender: Mender,
        language: str,
    ) -> None:
        self._lists = lists
        self._there = there
        self._renamed = renamed
        self._mender = mender
        self._language = language
        #: Which records are to be looked at again when one goes.
        self._holders: defaultdict[str, set[str]] = defaultdict(set)

    def run(self) -> None:
        """Mend them all; who cannot live without what is not there is kept as unplaced."""
        # A lane may be added on the way; it refers to nothing.
        gone = [record_id for record_id in list(self._there) if not self._mend(record_id)]
        # Each goes once, and is told once, however many of those it stands on go, too.
        told = set(gone)
        while gone:
            record_id = gone.pop()
            del self._there[record_id]
            for holder in sorted(self._holders.pop(record_id, ())):
                if holder not in told and not self._mend(holder):
                    told.add(holder)
                    gone.append(holder)
        for name, items in self._lists.items():
            self._lists[name] = [item for item in items if item["id"] in self._there]

    def _mend(self, record_id: str) -> bool:
        """Mend the references of a record; False when it cannot stay."""
        name, item = self._there[record_id]
        record_type = types_by_name()[name]
        refs = references_of(record_type)
        for field in refs.many:
            if field.name in item:
                self._many(record_id, item, field)
        missing = None
        for field in refs.single:
            if not self._single(record_id, item, field):
                missing = field.name
        if missing is None and issubclass(record_type, Placed):
            missing = self._parent(record_type, record_id, item)
        if missing is None:
            return True
        problem = f"{missing} is {shorten(item.get(missing))}, which is not there"
        whole = {"collection": record_type.collection, "record": dict(item)}
        self._mender.note(record_id, missing, dict(item), problem, "kept as unplaced")
        self._mender.unplaced.append(whole)
        return False

    def _single(self, record_id: str, item: Item, field: Field) -> bool:
        given = item.get(field.name)
        if given is None and not field.required:
            item.pop(field.name, None)
            return True
        target = self._find(given, field.target)
        if target is None and field.name == "lane" and field.required:
            target = self._lane(item)
            self._mender.note(record_id, "lane", given, "is not there", f"put into lane {target}")
        if target is not None:
            item[field.name] = target
            self._holders[target].add(record_id)
            return True
        if field.owned:
            return False
        self._mender.set_aside(record_id, field.name, item.pop(field.name), "is not there")
        return True

    def _many(self, record_id: str, item: Item, field: Field) -> None:
        given = item[field.name]
        listed = given if isinstance(given, list) else [given]
        found = [self._find(one, field.target) for one in listed]
        kept = [one for one in found if one is not None][:10_000]
        for target in kept:
            self._holders[target].add(record_id)
        if kept == given:
            return
        item[field.name] = kept
        done = "read without what is not there"
        self._mender.note(record_id, field.name, given, "does not name what is there", done)
        lost = [one for one, target in zip(listed, found, strict=True) if target is None]
        if lost:
            entry = {"record": record_id, "field": field.name, "value": lost}
            self._mender.unplaced.append(entry)

    def _parent(self, record_type: type[Record], record_id: str, item: Item) -> str | None:
        """Give a touchpoint or a card the parent it can have; returns the field that lacks one."""
        if record_type is Touchpoint:
            given = item.get("phase")
            target = self._find(given, "phase")
            if target is None:
                item.pop("phase", None)
                if given is not None:
                    self._mender.set_aside(record_id, "phase", given, "is not there")
            else:
                item["phase"] = target
                self._holders[target].add(record_id)
        elif record_type is Card:
            return self._hang(record_id, item)
        return None

    def _hang(self, record_id: str, item: Item) -> str | None:
        given = {name: item[name] for name in ("touchpoint", "phase") if item.get(name) is not None}
        for value in given.values():
            for name in ("touchpoint", "phase"):
                target = self._find(value, name)
                if target is None:
                    continue
                if given != {name: target}:
                    done = f"hung on the {name} {target}"
                    self._mender.note(record_id, name, given, "does not hang on one thing", done)
                item.pop("touchpoint", None)
                item.pop("phase", None)
                item[name] = target
                self._holders[target].add(record_id)
                return None
        return "touchpoint"

    def _lane(self, item: Item) -> str:
        """Return a lane for a card whose own is not there, made new where there is none."""
        kind = item.get("kind")
        wanted = lane_kind(kind) if isinstance(kind, str) else "note"
        for lane in self._lists["lanes"]:
            if lane.get("kind") == wanted and lane["id"] in self._there:
                return str(lane["id"])
        lane = {"id": new_id("lane"), "kind": wanted, "title": lane_title(wanted, self._language)}
        self._lists["lanes"].append(lane)
        self._there[lane["id"]] = ("lane", lane)
        self._mender.note(lane["id"], "", None, "no lane for such cards", "added a lane")
        return str(lane["id"])

    def _find(self, given: Any, wanted: str | None) -> str | None:
        """Return the id of a record of the wanted type that `given` names."""
        if type(given) not in (str, int):
            return None
        target = self._renamed.get(given, given)
        found = self._there.get(target) if type(target) is str else None
        if found is None or wanted not in ("*", found[0]):
            return None
        return str(target)
