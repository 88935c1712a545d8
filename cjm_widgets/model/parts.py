"""The text of a file, read part by part: its size, its keys, what lies in unknown fields."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from .errors import InvalidDocument, shorten
from .fields import fields_of, names_in_file
from .guard import IN_FILE, IN_JOURNEY, IN_RECORD, too_large, too_long, walk
from .limits import Limits
from .records import COLLECTIONS, Record

_LONGEST_ID = 64


def as_utf8(data: bytes | str, limits: Limits) -> bytes:
    """Return the text of a file as bytes, without a byte order mark.

    Raises
    ------
    LimitExceeded
        It is too large.
    InvalidDocument
        It holds half a character.
    """
    if isinstance(data, str):
        try:
            data = data.encode()
        except UnicodeEncodeError as problem:
            raise InvalidDocument(
                "the text holds half of a surrogate pair, which is no character: remove it",
                value=shorten(data[problem.start : problem.end]),
            ) from problem
    if len(data) > limits.size:
        raise too_large("the file", len(data), limits)
    return data.removeprefix(b"\xef\xbb\xbf")


#: What a text that is no JSON is answered with, by any reader of it.
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def parse(data: bytes) -> Any:
    """Return the value of a JSON text. Raises `InvalidDocument`."""
    try:
        return msgspec.json.decode(data)
    except _UNREADABLE as problem:
        raise _unreadable(problem) from problem


def _unreadable(problem: Exception) -> InvalidDocument:
    return InvalidDocument(f"the file is not JSON that can be read: {problem}")


class Seat(msgspec.Struct, gc=False):
    """What a record of a list says about where it stands."""

    id: Any = None
    touchpoint: Any = None
    phase: Any = None


class Parts:
    """What stands at the top of a file, each part as text until it is taken.

    Lists of records are read a chunk at a time: as dicts they take far more room than as text,
    or as the records they become.

    Parameters
    ----------
    data
        The text, without a byte order mark.
    limits
        How deep unknown fields may be, and how long texts in them.

    Raises
    ------
    LimitExceeded
        Of an unknown field, also by the methods.
    InvalidDocument
        It is no JSON object, or a key stands twice in one, also by the methods.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        try:
            self._texts = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        except _UNREADABLE:
            whole = parse(data)
            raise InvalidDocument(
                f"a map is a JSON object, not {type(whole).__name__}: save one with Journey.save",
                value=shorten(whole),
            ) from None
        #: How many keys there are, as far as the parts were taken.
        self._keys = len(self._texts)

    def names(self) -> list[str]:
        """Return the names of the parts that were not taken yet."""
        return list(self._texts)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a part."""
        if name not in self._texts:
            return default
        return parse(bytes(self._texts[name]))

    def take(self, name: str, default: Any = None) -> Any:
        """Return a part, which is gone then."""
        if name not in self._texts:
            return default
        return self._read(name, bytes(self._texts.pop(name)))

    def texts(self, name: str) -> list[msgspec.Raw] | None:
        """Return the records of a list as text each; None where it is no list."""
        try:
            return msgspec.json.decode(self._texts[name], type=list[msgspec.Raw])
        except msgspec.ValidationError:
            return None

    def seats(self, name: str) -> list[Seat]:
        """Return which records the records of a list stand in.

        None of them where something in the list is no object: reading it says what.
        """
        try:
            return msgspec.json.decode(self._texts[name], type=list[Seat])
        except msgspec.ValidationError:
            return []
        except _UNREADABLE as problem:
            raise self._refused(problem) from problem

    def read(self, name: str, texts: list[msgspec.Raw]) -> list[Any]:
        """Return some records of a list, as `texts` gave them."""
        items: list[Any] = self._read(name, b"[%s]" % b",".join(texts))
        return items

    def _read(self, name: str, text: bytes) -> Any:
        try:
            value = msgspec.json.decode(text)
        except _UNREADABLE as problem:
            raise self._refused(problem) from problem
        colons = text.count(b'":')
        self._keys += colons
        if colons != self._keys_in(name, value):
            _refuse_twins(text)
        return value

    def _refused(self, problem: Exception) -> InvalidDocument:
        """Return the error about a part; where it is wrong is told by its place in the whole."""
        try:
            msgspec.json.decode(self._data)
        except _UNREADABLE as found:
            problem = found
        return _unreadable(problem)

    def drop(self, name: str) -> None:
        """Let a part go that was read."""
        del self._texts[name]

    def whole(self) -> dict[str, Any]:
        """Return all parts, which are gone then."""
        found = {name: self.take(name) for name in list(self._texts)}
        self.finish()
        return found

    def finish(self) -> None:
        """Raise where a part stands twice; to be called when all were read."""
        for name in list(self._texts):
            self.take(name)
        if self._data.count(b'":') != self._keys:
            _refuse_twins(self._data)

    def put(self, parts: dict[str, Any]) -> Parts:
        """Return other parts, as a migration made them of these."""
        return Parts(msgspec.json.encode(parts), self._limits)

    def _keys_in(self, name: str, part: Any) -> int:
        """Return how many keys a part holds; what no type checks is looked at on the way."""
        if name == "journey" and type(part) is dict:
            return len(part) + sum(
                walk(held, self._limits, around=IN_JOURNEY, record=name, field=key)
                for key, held in part.items()
            )
        record_type = COLLECTIONS.get(name)
        if (
            record_type is None
            or type(part) is not list
            or not all(type(item) is dict for item in part)
        ):
            return walk(part, self._limits, around=IN_FILE, field=name)
        return _keys_of(record_type, part, self._limits)


def _keys_of(record_type: type[Record], items: list[dict[str, Any]], limits: Limits) -> int:
    keys = 0
    # Typed fields are checked by their types; only what can nest is looked at here.
    flat = names_in_file(record_type) - {
        f.name for f in fields_of(record_type).values() if f.role in ("facts", "value")
    }
    for item in items:
        keys += len(item)
        if flat.issuperset(item):
            continue
        label = item.get("id")
        record = label if type(label) is str and len(label) <= _LONGEST_ID else None
        for key, value in item.items():
            if key not in flat:
                if len(key) > limits.text:
                    raise too_long(record or "a record", key, limits, record, None)
                keys += walk(value, limits, around=IN_RECORD, record=record, field=key)
    return keys


def _refuse_twins(data: bytes) -> None:
    """Raise where an object in a text has one key twice.

    Every key is followed by a colon, so as many ``":`` as keys means that no key stands twice.
    Only where this cheap count differs (a space before a colon, ``":`` inside a text) is the
    text read again, slowly.
    """
    try:
        # Whole numbers are of no interest here, and Python refuses very long ones.
        json.loads(data, object_pairs_hook=_no_twins, parse_int=str)
    except RecursionError as problem:
        raise InvalidDocument(f"the file is not JSON that can be read: {problem}") from problem


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise InvalidDocument(
                f"the key {key!r} stands twice in one object; which one counts is not known: "
                "remove one",
                field=key, value=shorten(value),
            )  # fmt: skip
        found[key] = value
    return found
