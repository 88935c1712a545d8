"""A checksum of a record, the same in Python and in TypeScript.

The digest of a document is the sum of those of its records modulo 2**32, so that an edit
changes it in the time the edit itself takes. `js/src/core/digest.ts` is the other side.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

import msgspec

from .records import EmotionScale, Record

if TYPE_CHECKING:
    from collections.abc import Iterable

_MODULUS = 2**32
_FLAT = frozenset({str, int, bool})
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
#: From here on a float may have more digits than it can tell apart, and JavaScript cuts them.
_EXACT = 2**53


def record_digest(record: Record) -> int:
    """Return the CRC-32 of the canonical JSON of a record, from 0 to 2**32 - 1."""
    plain = plain_record(record)
    if all(_flat(value) or name == "place" for name, value in plain.items()):
        # Nothing in it is written otherwise by JavaScript, and this is ten times as fast.
        return crc32(_ENCODER.encode(plain).encode())
    return crc32(canonical(plain).encode())


def digest(records: Iterable[Record]) -> int:
    """Return the digest of a document, from 0 to 2**32 - 1."""
    return sum(map(record_digest, records)) % _MODULUS


def plain_record(record: Record) -> dict[str, Any]:
    """Return a record as JSON values without the fields that equal their default.

    `msgspec.to_builtins` would leave out only what *is* the default object: a text that was
    decoded from JSON is another one.
    """
    plain: dict[str, Any] = msgspec.to_builtins(record)
    usual = _defaults(type(record))
    for name in [name for name, value in plain.items() if name in usual and value == usual[name]]:
        del plain[name]
    if "emotion_scale" in plain:
        scale, usual = plain.pop("emotion_scale"), _defaults(EmotionScale)
        if own := {name: value for name, value in scale.items() if value != usual[name]}:
            plain["emotion_scale"] = own
    return plain


def canonical(value: Any) -> str:
    """Return a JSON value with sorted keys, no spaces, and numbers as JavaScript prints them."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return "{" + ",".join(f"{canonical(k)}:{canonical(value[k])}" for k in _sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        return number(value)
    return json.dumps(value)


def number(value: float) -> str:
    """Return a finite float as JavaScript's ``String(value)`` gives it."""
    if -_EXACT < value < _EXACT and value == int(value):
        return str(int(value))
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    if fraction == "0":
        fraction = ""
    digits = (whole + fraction).lstrip("0")
    # The value is 0.digits times ten to the power of `point`.
    point = int(exponent or 0) - len(fraction) + len(digits)
    digits = digits.rstrip("0")
    sign = "-" if value < 0 else ""
    # The limits at which JavaScript goes over to exponents: ECMA-262, Number::toString.
    if len(digits) <= point <= 21:
        return f"{sign}{digits}{'0' * (point - len(digits))}"
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    power = point - 1
    return f"{sign}{digits[0]}{rest}e{'+' if power > 0 else '-'}{abs(power)}"


@cache
def _defaults(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the defaults of the fields that have one, as JSON values."""
    defaults: dict[str, Any] = {}
    for field in msgspec.structs.fields(struct):
        if field.default_factory is not msgspec.NODEFAULT:
            defaults[field.name] = msgspec.to_builtins(field.default_factory())
        elif field.default is not msgspec.NODEFAULT:
            defaults[field.name] = msgspec.to_builtins(field.default)
    return defaults


def _flat(value: Any) -> bool:
    return type(value) in _FLAT or (
        type(value) is list and all(type(item) is str for item in value)
    )


def _sorted(value: dict[str, Any]) -> list[str]:
    """Return the keys by UTF-16 code units, as JavaScript sorts."""
    if all(map(str.isascii, value)):
        return sorted(value)
    return sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
