"""Tell whether two maps say the same, whatever ids they were given."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

from ..model.document import encode
from ..model.records import COLLECTIONS, Placed, type_name
from ..model.state import State


def fingerprint(state: State) -> str:
    """Return a short text that is the same for what the same code builds twice.

    Ids are new each time, so they are replaced by where the record stands in its list; records
    without a list of their own are sorted by what they say.
    """
    document = encode(state)
    names = {document["journey"]["id"]: "journey"}
    for collection, record_type in COLLECTIONS.items():
        placed = issubclass(record_type, Placed)
        for at, item in enumerate(document.get(collection, ())):
            names[item["id"]] = f"{collection} {at}" if placed else collection

    def renamed(value: Any) -> Any:
        if isinstance(value, str):
            return names.get(value, value)
        if isinstance(value, list):
            return [renamed(item) for item in value]
        if isinstance(value, dict):
            return {key: renamed(item) for key, item in value.items()}
        return value

    parts = []
    for key, value in document.items():
        whole = renamed(value)
        if key in COLLECTIONS and not issubclass(COLLECTIONS[key], Placed):
            whole = sorted(msgspec.json.encode(item, order="sorted").decode() for item in whole)
        parts.append([key, whole])
    return sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()[:16]


def is_empty(state: State) -> bool:
    """Tell whether a map holds nothing but its title and the lanes it came with."""
    return all(type_name(r) in ("journey", "lane", "person") for r in state.records.values())
