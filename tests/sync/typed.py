"""Changes as they come from the authority, typed by the records they are about."""

from __future__ import annotations

from typing import Any

import msgspec

from cjm_widgets.model.change import Change
from cjm_widgets.model.fields import fields_of, types_by_name
from cjm_widgets.model.state import State


def typed_change(raw: Any, state: State) -> Change | None:
    """Read a change of the authority as it stands; None when it is about no record of ours."""
    updated = {}
    for key, fields in raw.get("updated", {}).items():
        record = state.get(key)
        if record is None:
            return None
        types = fields_of(type(record))
        updated[key] = {
            name: tuple(msgspec.convert(value, types[name].type) for value in pair)
            for name, pair in fields.items()
        }
    return Change(
        added=_records(raw.get("added", {})),
        updated=updated,
        removed=_records(raw.get("removed", {})),
    )


def _records(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: msgspec.convert(r, types_by_name()[r["type"]]) for key, r in raw.items()}
