"""Fractional order keys: where a record stands in its list, without renumbering the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from fractional_indexing import (
    FIError,
    generate_key_between,
    generate_n_keys_between,
    validate_order_key,
)

from .errors import InvalidDocument

_KEY = re.compile(r"^[A-Za-z][0-9A-Za-z]{0,499}$")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def key_between(before: str | None, after: str | None) -> str:
    """Return a key that sorts after `before` and before `after` (None: open end)."""
    try:
        return str(generate_key_between(before, after))
    except (FIError, IndexError, ValueError) as problem:
        raise _no_key(before, after) from problem


def keys_between(before: str | None, after: str | None, count: int) -> list[str]:
    """Return `count` ascending keys between two keys."""
    try:
        return [str(key) for key in generate_n_keys_between(before, after, count)]
    except (FIError, IndexError, ValueError) as problem:
        raise _no_key(before, after) from problem


@lru_cache(maxsize=256)
def first_keys(count: int) -> Sequence[str]:
    """Return the keys of a fresh list of `count` records (the result depends on nothing else)."""
    return tuple(keys_between(None, None, count))


def check_key(key: str, record: str) -> None:
    """Raise `InvalidDocument` unless `key` is a well-formed fractional key."""
    try:
        if not _KEY.match(key):
            raise FIError(key)
        validate_order_key(key, _DIGITS)
    except (FIError, IndexError) as problem:
        raise InvalidDocument(
            f"{record}.place.order is {key[:80]!r}, which is no order key: "
            "leave it to `move`, or take a key between two neighbours",
            record=record, field="place", value=key,
        ) from problem  # fmt: skip


def _no_key(before: str | None, after: str | None) -> InvalidDocument:
    return InvalidDocument(
        f"there is no order key between {before!r} and {after!r}", field="place", value=before
    )
