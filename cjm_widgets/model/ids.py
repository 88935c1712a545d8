"""Short random ids that say what they are of: ``tp-3fk9a2qd``."""

from __future__ import annotations

import secrets
from types import MappingProxyType

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_PREFIXES = MappingProxyType({
    "journey": "map", "goal": "go", "question": "qu", "persona": "pe", "person": "pn",
    "channel": "ch", "phase": "ph", "touchpoint": "tp", "experience": "ex", "lane": "ln",
    "card": "cd", "reaction": "re", "comment": "cm", "evidence": "ev", "metric": "me",
    "metric_value": "mv", "resource": "rs", "path": "pa", "edge": "ed", "vote_session": "vs",
    "vote": "vo", "stroke": "st",
})  # fmt: skip


def new_id(type_name: str) -> str:
    """Return a fresh id for a record of a type (41 random bits after the prefix)."""
    tail = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{_PREFIXES.get(type_name, 'id')}-{tail}"
