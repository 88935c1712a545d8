"""All that can be read of the text of a damaged file.

Where the whole is no JSON each record is read for itself, and what lies between those that can be
read is kept as it is.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

from .errors import InvalidDocument
from .mending import Mender
from .records import COLLECTIONS

_NAMES = "|".join(("journey", *COLLECTIONS))
#: Where reading can go on: the key of a list (or of the journey), or the start of a record.
_ANCHOR = re.compile(rf'"(?P<name>{_NAMES})"\s*:\s*(?=[\[{{])|\{{\s*(?="id"\s*:)')
_ESCAPED = re.compile("[\udc80-\udcff]+")
_HEAD = re.compile(r'\{?\s*"format"\s*:\s*"cjm"\s*,\s*"version"\s*:\s*(\d{1,6})\s*,?')
#: So many times the length of the text is read in vain before the rest is left alone.
_PATIENCE = 20
#: Python refuses to read a number of more digits.
_DIGITS = 4_000
_FILE = "the file"


def salvage(data: bytes | str, mender: Mender) -> dict[str, Any]:
    """Return what can be read of the text of a file; `mender` hears of what cannot.

    Raises
    ------
    InvalidDocument
        Nothing in it looks like a map.
    """
    text = data if isinstance(data, str) else _text(data, mender)
    text = text.removeprefix("\ufeff")
    twins: list[tuple[dict[str, Any], str, Any]] = []
    decoder = _decoder(twins, mender)
    try:
        found = decoder.decode(text)
    except (json.JSONDecodeError, RecursionError) as problem:
        twins.clear()
        reader = _Reader(text, decoder, twins)
        reader.read()
        if not any(reader.found.get(name) for name in ("journey", *COLLECTIONS)):
            raise InvalidDocument(
                f"the file is not JSON, and no record of a map can be read in it: {problem}"
            ) from problem
        found = {"format": "cjm", **reader.found}
        mender.note(_FILE, "", None, f"is not JSON: {problem}", "read record by record")
        for rest in reader.left:
            mender.note(_FILE, "", rest, "cannot be read", "left out; it stands here only")
    if not isinstance(found, dict):
        raise InvalidDocument(f"a map is a JSON object, not {type(found).__name__}")
    for owner, key, value in twins:
        if owner is found and isinstance(value, list) and isinstance(owner[key], list):
            owner[key] = value + owner[key]
            mender.note(_FILE, key, None, "the list stands twice", "both are read")
            continue
        name = owner.get("id")
        record = name if isinstance(name, str) else _FILE
        mender.note(record, key, value, "the key stands twice in one object",
                    "the last one counts; this is the other")  # fmt: skip
    return found


def _text(data: bytes, mender: Mender) -> str:
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            mender.note(_FILE, "", name, "is no UTF-8 but UTF-16", "read as that")
            return data.decode(name, "replace")
    text = data.decode("utf-8", "surrogateescape")
    bad = list(_ESCAPED.finditer(text))
    if not bad:
        return text
    broken = [run[0].encode("utf-8", "surrogateescape") for run in bad]
    if _ESCAPED.sub("", text).isascii():
        # Nothing in it is UTF-8, so it is the text of a program that writes one byte a character.
        mender.note(_FILE, "", broken, "is no UTF-8", "read as Windows-1252")
        return _ESCAPED.sub(lambda run: _western(run[0]), text)
    mender.note(_FILE, "", broken, "bytes that are no UTF-8", "replaced by U+FFFD")
    return _ESCAPED.sub("\ufffd", text)


def _western(run: str) -> str:
    return run.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _decoder(twins: list[tuple[dict[str, Any], str, Any]], mender: Mender) -> json.JSONDecoder:
    """Return a decoder that takes what Python takes beyond JSON, and keeps twin keys."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in items:
            if key in found:
                twins.append((found, key, found[key]))
            found[key] = value
        return found

    def whole(digits: str) -> int | str:
        if len(digits) < _DIGITS:
            return int(digits)
        mender.note(_FILE, "", digits, "is too long a number", "kept as text")
        return digits

    return json.JSONDecoder(object_pairs_hook=pairs, parse_int=whole, strict=False)


class _Reader:
    """Reads a text record by record, from anchor to anchor."""

    def __init__(self, text: str, decoder: json.JSONDecoder, twins: list[Any]) -> None:
        self._text = text
        self._decoder = decoder
        self._twins = twins
        self._patience = _PATIENCE * len(text) + 1_000_000
        self.found: dict[str, Any] = {}
        self.left: list[str] = []

    def read(self) -> None:
        """Fill `found`, and `left` with what cannot be read."""
        text = self._text
        at = read_to = 0
        if head := _HEAD.match(text):
            self.found["version"] = int(head[1])
            at = read_to = head.end()
        name = ""
        while self._patience > 0 and (anchor := _ANCHOR.search(text, at)) is not None:
            start, at = anchor.start(), anchor.end()
            if anchor["name"]:
                name = anchor["name"]
                if name != "journey":
                    self.found.setdefault(name, [])
                    self._leave(read_to, start)
                    read_to = at
                    continue
            elif not name:
                continue
            read = self._read(at if anchor["name"] else start)
            if read is None:
                # It is broken somewhere, and so told of with what lies around it.
                name = "" if name == "journey" else name
                continue
            self._leave(read_to, start)
            value, at = read
            read_to = at
            if anchor["name"]:
                self.found["journey"] = value
                name = ""
            else:
                self.found[name].append(value)
        self._leave(read_to, len(text))

    def _read(self, start: int) -> tuple[Any, int] | None:
        known = len(self._twins)
        try:
            return self._decoder.raw_decode(self._text, start)
        except json.JSONDecodeError as problem:
            self._patience -= problem.pos + problem.pos - start
        except RecursionError:
            self._patience -= start
        del self._twins[known:]
        return None

    def _leave(self, start: int, end: int) -> None:
        rest = self._text[start:end].strip(" \t\r\n,[]{}")
        if rest:
            self.left.append(self._text[start:end].strip())
