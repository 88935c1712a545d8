"""A damaged file, mended record by record into one that opens.

Nothing is dropped: a record or a value without a place in the map is kept in the field
``unplaced`` of the file, and every step is told with what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from .errors import InvalidDocument, shorten
from .fields import fields_of, names_in_file
from .guard import IN_FILE, IN_JOURNEY, IN_RECORD, too_many
from .ids import new_id
from .kinds import ID_PATTERN
from .limits import Limits
from .links import Item, Known, Links
from .mending import GONE, Mend, Mender
from .migrations import migrate
from .parts import as_utf8
from .records import COLLECTIONS, HEAD, JourneyInfo, Record, type_name
from .salvage import salvage
from .schema import FORMAT, VERSION

_ID = re.compile(ID_PATTERN)
_FILE = "the file"
#: The field of the file that keeps what has no place in the map.
UNPLACED = "unplaced"


def repaired(given: bytes | str | dict[str, Any], limits: Limits) -> tuple[bytes, tuple[Mend, ...]]:
    """Return the text of a file that opens, made of one that may not, and what was done.

    Parameters
    ----------
    given
        The text of the file, or what is in it; it is not touched.
    limits
        How large it may be. What is deeper or longer is cut, but a file that is too large, or of
        too many records, is refused.

    Raises
    ------
    LimitExceeded
        It has too many bytes or records.
    InvalidDocument
        It is no map: there is nothing to mend.
    """
    mender = Mender(limits)
    if isinstance(given, dict):
        raw = _plain(given, mender)
    elif isinstance(given, str):
        as_utf8(given.encode("utf-8", "surrogatepass").decode("utf-8", "replace"), limits)
        raw = salvage(given, mender)
    else:
        raw = salvage(as_utf8(given, limits), mender)
    try:
        raw = Repair(raw, mender, limits).run()
    except RecursionError as problem:
        raise InvalidDocument(
            f"the file nests too deep to be mended with a depth of {limits.depth:,}: lower it",
            field="depth", value=limits.depth,
        ) from problem  # fmt: skip
    text = msgspec.json.encode(raw | _unplaced(raw, mender, limits))
    if len(text) > limits.size:
        # All of it is in the report.
        text = msgspec.json.encode(raw)
    return text, tuple(mender.mends)


def _plain(given: dict[str, Any], mender: Mender) -> dict[str, Any]:
    """Return a copy of dicts and lists; what JSON does not know is written as text."""

    def as_text(value: Any) -> str:
        mender.note(_FILE, "", value, f"JSON has no {type(value).__name__}", "kept as text")
        return repr(value)

    try:
        return dict(msgspec.to_builtins(given, str_keys=True, enc_hook=as_text))
    except (TypeError, ValueError, RecursionError) as problem:
        raise InvalidDocument(f"the map cannot be written as JSON: {problem}") from problem


def _unplaced(raw: dict[str, Any], mender: Mender, limits: Limits) -> dict[str, Any]:
    """Return the field of what is unplaced as a file can hold it; the report has it whole."""
    if not mender.unplaced:
        return {}
    kept = Mender(limits).unknown(_FILE, UNPLACED, mender.unplaced, IN_FILE)
    before = raw.get(UNPLACED, [])
    if not isinstance(before, list):
        before = [{"record": _FILE, "field": UNPLACED, "value": before}]
    return {UNPLACED: [*before, *(kept if isinstance(kept, list) else [])]}


class Repair:
    """The mending of one file, in place, by `run`."""

    def __init__(self, raw: dict[str, Any], mender: Mender, limits: Limits) -> None:
        self._raw = raw
        self._mender = mender
        self._limits = limits
        self._lists: dict[str, list[Item]] = {}
        #: Every record by its id, with the type it is of.
        self._there: dict[str, Known] = {}
        #: What an id that cannot be used is called now.
        self._renamed: dict[Any, str] = {}

    def run(self) -> dict[str, Any]:
        """Mend the head, the records, and what they refer to; returns what the file is now."""
        self._head()
        self._journey()
        for name in COLLECTIONS:
            self._lists[name] = self._items(name)
        if (count := 1 + sum(map(len, self._lists.values()))) > self._limits.records:
            raise too_many(count, self._limits, "the map has")
        for name, record_type in COLLECTIONS.items():
            self._lists[name] = list(self._with_ids(name, record_type))
        for name, record_type in COLLECTIONS.items():
            for item in self._lists[name]:
                self._fields(record_type, item, item["id"], IN_RECORD)
        language = str(self._raw["journey"].get("language", "en"))
        Links(self._lists, self._there, self._renamed, self._mender, language).run()
        for name, items in self._lists.items():
            self._raw.pop(name, None)
            if items:
                self._raw[name] = items
        self._others()
        return self._raw

    # -- the head ------------------------------------------------------------------------

    def _head(self) -> None:
        raw, note = self._raw, self._mender.note
        if raw.get("format") != FORMAT:
            looks_so = any(isinstance(raw.get(name), list | dict) for name in COLLECTIONS)
            if "format" in raw or not looks_so:
                raise InvalidDocument(
                    f'not a customer journey map: "format" is {shorten(raw.get("format"))}, '
                    'not "cjm"',
                    field="format", value=raw.get("format"),
                )  # fmt: skip
            note(_FILE, "format", None, "does not say what it is", 'read as "cjm"')
            raw["format"] = FORMAT
        version = raw.get("version")
        if type(version) is not int or version < 0:
            note(_FILE, "version", version, "is no version", f"read as version {VERSION}")
            raw["version"] = version = VERSION
        if version < VERSION:
            self._raw = migrate(raw, version, VERSION)

    def _journey(self) -> None:
        item = self._raw.get("journey", {})
        if not isinstance(item, dict):
            self._mender.set_aside(_FILE, "journey", item, "is no object")
            item = {}
        self._raw["journey"] = item
        given = item.get("id")
        if not _is_id(given):
            item["id"] = new_id("journey")
            if given is not None:
                self._mender.note(item["id"], "id", given, "cannot be used as an id", "a new id")
                self._rename(given, item["id"])
        self._there[item["id"]] = ("journey", item)
        self._fields(JourneyInfo, item, item["id"], IN_JOURNEY)

    def _others(self) -> None:
        """Mend the fields of the file that are no lists of records."""
        for name in [n for n in self._raw if n not in COLLECTIONS and n not in HEAD]:
            held = self._mender.unknown(_FILE, name, self._raw[name], IN_FILE)
            if name == "__proto__":
                self._mender.set_aside(_FILE, name, held, "browsers take it for something else")
            if held is GONE or name == "__proto__":
                del self._raw[name]
            else:
                self._raw[name] = held

    # -- records -------------------------------------------------------------------------

    def _items(self, name: str) -> list[Item]:
        """Return the records of a list, whatever it is."""
        held = self._raw.get(name)
        if isinstance(held, dict):
            self._mender.note(_FILE, name, None, "is an object, not a list", "read as a list")
            held = [
                {"id": key, **item} if isinstance(item, dict) and "id" not in item else item
                for key, item in held.items()
            ]
        if held is None:
            return []
        if not isinstance(held, list):
            self._mender.set_aside(_FILE, name, held, "is no list")
            return []
        found = []
        for at, item in enumerate(held):
            if isinstance(item, dict):
                found.append(item)
            else:
                self._mender.set_aside(f"{name}[{at}]", "", item, "is no record")
        return found

    def _with_ids(self, name: str, record_type: type[Record]) -> Iterator[Item]:
        """Yield the records of a list, each with an id of its own."""
        note = self._mender.note
        for at, item in enumerate(self._lists[name]):
            given: Any = item.get("id")
            known = _is_id(given)
            if known and given not in self._there:
                record_id = given
            elif known and self._there[given] == (type_name(record_type), item):
                note(given, "", item, "stands twice, the same", "one of the two is left out")
                continue
            else:
                record_id = self._free_id(given, record_type)
                problem = "the id stands twice" if known else "cannot be used as an id"
                note(record_id, "id", given, problem, f"{name}[{at}] has this new id")
                if not known:
                    self._rename(given, record_id)
            item["id"] = record_id
            self._there[record_id] = (type_name(record_type), item)
            yield item

    def _free_id(self, given: Any, record_type: type[Record]) -> str:
        """Return an id close to what was given: a number as text, else a new one."""
        text: str = str(given) if type(given) is int and abs(given) < 10**18 else ""
        while not _is_id(text) or text in self._there:
            text = new_id(type_name(record_type))
        return text

    def _rename(self, given: Any, record_id: str) -> None:
        if type(given) in (str, int):
            self._renamed.setdefault(given, record_id)

    def _fields(self, record_type: type[Record], item: Item, record: str, around: int) -> None:
        """Mend the fields of a record, those that point elsewhere as to their form only."""
        fields, names = fields_of(record_type), names_in_file(record_type)
        scale = item.get("emotion_scale") if record_type is JourneyInfo else None
        if isinstance(scale, dict):
            self._scale(scale, record)
        for name in list(item):
            if name == "id":
                continue
            if name == "__proto__":
                value = item.pop(name)
                self._mender.set_aside(record, name, value, "browsers take it for something else")
            elif name not in names:
                value = self._mender.unknown(record, name, item.pop(name), around)
                name = self._mender.unknown(record, name, name, around)[: self._limits.text]
                if value is not GONE:
                    item[name] = value
            elif name in fields and fields[name].role not in ("ref", "refs", "steps"):
                value = self._mender.known(record, fields[name], item.pop(name))
                if value is not GONE:
                    item[name] = value

    def _scale(self, scale: Item, record: str) -> None:
        """Mend the unknown fields of a scale; the scale itself is good or is not."""
        known = ("min", "max", "neutral", "step", "labels", "emoji")
        for name in [name for name in scale if name not in known]:
            where = f"emotion_scale.{name}"
            value = self._mender.unknown(record, where, scale.pop(name), IN_JOURNEY + 1)
            if name == "__proto__":
                self._mender.set_aside(record, where, value, "browsers take it for something else")
            elif value is not GONE:
                scale[name] = value


def _is_id(value: Any) -> bool:
    return type(value) is str and _ID.fullmatch(value) is not None
