"""Random damage to files: of their bytes, and of the values in them."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Iterator
from random import Random
from typing import Any

__all__ = ["Random", "damaged", "mutated"]

#: What is put in the place of a value.
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**53, 10**30, 1e308, math.nan, math.inf, "", "x", "__proto__",
    "constructor", "\ud800", "\x00", "x" * 30_000, "javascript:alert(1)", "2026-13-45", "#12", [],
    {}, [[]], {"id": "x"}, [None], ["x", 1], {"__proto__": {"a": 1}},
    json.loads("[" * 40 + "]" * 40),
)  # fmt: skip
KEYS = ("id", "phase", "touchpoint", "place", "type", "extra", "__proto__", "name", "constructor")
TOKENS = (
    b"null", b"NaN", b"-Infinity", b"1e999", b"{}", b"[]", b'"', b"\\", b"\\ud800", b"\xff",
    b"\x00", b",", b":", b"}", b"]", b"{", b"[", b"[" * 200, b'{"a":' * 200, b"9" * 5000,
    b"\xef\xbb\xbf", b"<<<<<<< ours\n", b'"id":"x",', b"<script>", b"/*", b"'", b"x" * 2000,
)  # fmt: skip


def mutated(document: dict[str, Any], random: Random) -> dict[str, Any]:
    """A copy of a document with a few of its values replaced, moved, doubled or removed."""
    found = copy.deepcopy(document)
    for _ in range(random.choice((1, 1, 2, 5))):
        spots = list(_spots(found))
        if not spots:
            break
        holder, key = random.choice(spots)
        match random.randrange(6):
            case 0 | 1:
                holder[key] = random.choice(VALUES)
            case 2:
                del holder[key]
            case 3:
                other, at = random.choice(spots)
                if (isinstance(other, list) and at < len(other)) or at in other:
                    holder[key] = copy.deepcopy(other[at])
            case 4:
                if isinstance(holder, list):
                    holder.insert(random.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
                else:
                    holder[random.choice(KEYS)] = holder.pop(key)
            case _:
                if isinstance(holder, dict):
                    holder[random.choice(KEYS)] = random.choice(VALUES)
                else:
                    holder.append(random.choice(VALUES))
    return found


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a document something stands in."""
    waiting = [value]
    while waiting:
        now = waiting.pop()
        for key in list(now) if isinstance(now, dict) else range(len(now)):
            yield now, key
            if isinstance(now[key], dict | list):
                waiting.append(now[key])


def damaged(data: bytes, random: Random) -> bytes:
    """A copy of a file with something wrong in its bytes, or in the values it holds."""
    if data[:1] == b"{" and random.random() < 0.5:
        text = json.dumps(mutated(json.loads(data), random))
        data = text.encode("utf-8", "surrogatepass")
        if random.random() < 0.7:
            return data
    for _ in range(random.choice((1, 1, 2, 4))):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((0, 1, 1, 5, 50, 500)))
        match random.randrange(7):
            case 0:
                data = data[:start] + random.choice(TOKENS) + data[end:]
            case 1:
                data = data[:start] + bytes(random.randbytes(random.randrange(4))) + data[end:]
            case 2:
                data = data[:start] + data[end:]
            case 3:
                data = data[:start] if random.random() < 0.3 else data[:start] + data[start + 1 :]
            case 4:
                data = data[:end] + data[start:]
            case 5:
                data = data[:start] + data[start:end][::-1] + data[end:]
            case _:
                if start < len(data):
                    flipped = data[start] ^ (1 << random.randrange(8))
                    data = data[:start] + bytes([flipped]) + data[start + 1 :]
    return data
