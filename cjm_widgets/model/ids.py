"""Short random ids that say what they are of: ``tp-3fk9a2qd``."""

from __future__ import annotations

import secrets
from hashlib import blake2b
from types import MappingProxyType

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_PREFIXES = MappingProxyType({
    "journey": "map", "goal": "go", "question": "qu", "persona": "pe", "person": "pn",
    "channel": "ch", "phase": "ph", "touchpoint": "tp", "experience": "ex", "lane": "ln",
    "card": "cd", "reaction": "re", "comment": "cm", "evidence": "ev", "metric": "me",
    "metric_value": "mv", "resource": "rs", "path": "pa", "edge": "ed", "vote_session": "vs",
    "vote": "vo", "stroke": "st", "board": "bo", "sticky_note": "sn", "workshop_part": "wp",
})  # fmt: skip


def new_id(type_name: str) -> str:
    """Return a fresh id for a record of a type (41 random bits after the prefix)."""
    tail = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{_PREFIXES.get(type_name, 'id')}-{tail}"


def made_id(type_name: str, *parts: str) -> str:
    """Return the id of a record that follows from other content: the same for the same parts.

    Whoever merges the same maps, in whatever order, gives it the same id.
    """
    digest = blake2b("\0".join((type_name, *parts)).encode(), digest_size=8).digest()
    number = int.from_bytes(digest)
    tail = ""
    for _ in range(12):
        number, at = divmod(number, len(_ALPHABET))
        tail += _ALPHABET[at]
    return f"{_PREFIXES.get(type_name, 'id')}-{tail}"
