"""What is said of everything that was mended, and how single values are mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite
from typing import Any

import msgspec

from .errors import InvalidDocument
from .fields import Field
from .kinds import MAX_SAFE_INTEGER
from .limits import Limits
from .values import check_value

_HALF = re.compile("[\ud800-\udfff]")
_GONE = object()


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing that was wrong with a file, and what was done about it.

    Attributes
    ----------
    record
        Id of the record it is about, else where it stood: ``"touchpoints[3]"``, ``"the file"``.
    field
        The field, empty when it is about the whole record.
    value
        What stood there, in full.
    problem
        What was wrong with it.
    done
        What was done about it.
    """

    record: str
    field: str
    value: Any
    problem: str
    done: str


class Mender:
    """Mends values one by one and keeps an account of it.

    Parameters
    ----------
    limits
        How deep a value may be, and how long a text.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.mends: list[Mend] = []
        #: What has no place in the map any more; kept in the file.
        self.unplaced: list[dict[str, Any]] = []

    def note(self, record: str, field: str, value: Any, problem: str, done: str) -> None:
        """Say what was done."""
        self.mends.append(Mend(record, field, value, problem, done))

    def set_aside(self, record: str, field: str, value: Any, problem: str) -> None:
        """Take a value out of its field; it is kept as unplaced."""
        self.note(record, field, value, problem, "taken out of its field, kept as unplaced")
        self.unplaced.append({"record": record, "field": field, "value": value})

    def known(self, record: str, field: Field, value: Any) -> Any:
        """Return `value` as its field can hold it, `GONE` where it cannot hold any of it."""
        problem = self._problem(record, field, value)
        if problem is None:
            return value
        better, done = self._closest(record, field, value)
        if better is not _GONE and self._problem(record, field, better) is None:
            self.note(record, field.name, value, problem, done)
            return better
        self.set_aside(record, field.name, value, problem)
        return GONE

    def unknown(self, record: str, field: str, value: Any, around: int) -> Any:
        """Return the value of an unknown field as a file can hold it, else `GONE`."""
        kind = type(value)
        if kind is dict or kind is list:
            if around >= self.limits.depth:
                problem = f"nests more than {self.limits.depth} levels deep"
                # As text: what is very deep cannot even be printed.
                text = msgspec.json.encode(value, enc_hook=repr).decode()
                self.note(record, field, text, problem, "taken out; as JSON it stands here only")
                return GONE
            if kind is list:
                found = [
                    self.unknown(record, f"{field}[{at}]", held, around + 1)
                    for at, held in enumerate(value)
                ]
                # A list keeps its length: what stands where may be what it means.
                return [None if held is GONE else held for held in found]
            return self._table(record, field, value, around)
        if kind is str:
            return self._text(record, field, value, self.limits.text)
        if kind is int and not -MAX_SAFE_INTEGER <= value <= MAX_SAFE_INTEGER:
            self.note(record, field, value, "a browser would round it", "kept as text")
            return _digits(value)
        if kind is float and not isfinite(value):
            self.note(record, field, value, "is no number in JSON", "left out")
            return GONE
        return value

    def _table(self, record: str, field: str, value: dict[str, Any], around: int) -> dict[str, Any]:
        found = {}
        for key, held in value.items():
            where = f"{field}.{key}"
            name = self._text(record, where, key, self.limits.text)
            kept = self.unknown(record, where, held, around + 1)
            if kept is not GONE and name not in found:
                found[name] = kept
            elif kept is not GONE:
                self.note(record, where, held, "two names are one now", "taken out")
        return found

    def _text(self, record: str, field: str, value: str, longest: int) -> str:
        whole = without_halves(value)
        if whole != value:
            self.note(record, field, value, "holds half a character", "replaced by U+FFFD")
        if len(whole) > longest:
            problem = f"has {len(whole):,} characters, at most {longest:,} are taken"
            self.note(record, field, value, problem, "cut; all of it stands here")
        return whole[:longest]

    def _problem(self, record: str, field: Field, value: Any) -> str | None:
        """Return what is wrong with the value of a known field."""
        try:
            result = check_value(field, record, value)
        except InvalidDocument as problem:
            return problem.message
        texts = result.values() if isinstance(result, dict) else result
        texts = (texts,) if isinstance(texts, str) else texts
        if field.longest > self.limits.text and any(len(t) > self.limits.text for t in texts):
            return f"has more than {self.limits.text:,} characters"
        return None

    def _closest(self, record: str, field: Field, value: Any) -> tuple[Any, str]:
        """Return what comes closest to `value` for a field, and what was done to get there."""
        limit = min(field.longest, self.limits.text)
        if field.role in ("refs", "steps", "set", "texts"):
            return self._items(record, field, value, limit), "read without what does not fit"
        if field.role == "facts" and type(value) is dict:
            return self._facts(value, limit), "read without what does not fit"
        if field.longest:
            text = _as_text(value)
            if text is not _GONE:
                return text[:limit], "read as text, without half characters, as far as it fits"
        if field.role in ("number", "flag") and type(value) is str:
            try:
                number = msgspec.convert(without_halves(value).strip(), field.type, strict=False)
            except msgspec.ValidationError:
                return _GONE, ""
            return number, f"read as {number!r}"
        return _GONE, ""

    def _items(self, record: str, field: Field, value: Any, limit: int) -> Any:
        del record
        items = [value] if isinstance(value, str | int) else value
        if type(items) is not list:
            return _GONE
        texts = [_as_text(item) for item in items]
        most = 10_000 if field.role in ("refs", "steps") else 1_000
        return [text[:limit] if limit else text for text in texts if text is not _GONE][:most]

    def _facts(self, value: dict[str, Any], limit: int) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, held in value.items():
            text = _as_text(held)
            name = without_halves(key)
            if text is not _GONE and len(name) <= 200 and len(found) < 1_000:
                found[name] = text[:limit]
        return found


GONE = _GONE


def _as_text(value: Any) -> Any:
    if type(value) is str:
        return without_halves(value)
    if type(value) is bool or type(value) not in (int, float):
        return _GONE
    return _digits(value) if type(value) is int else repr(value)


def _digits(value: int) -> str:
    # Python does not write out a number of thousands of digits; hexadecimal it does.
    return str(value) if abs(value) < 10**4_000 else hex(value)


def without_halves(text: str) -> str:
    """Return a text with U+FFFD for every half of a surrogate pair."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)
