"""What holds of every map at every time, whatever was done to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import cjm_widgets as cjm
from cjm_widgets.model.change import Change, apply
from cjm_widgets.model.fields import fields_of
from cjm_widgets.model.records import COLLECTIONS, JourneyInfo, Placed, type_name
from cjm_widgets.model.state import State

Records = dict[str, Any]


def check_whole(journey: cjm.Journey) -> None:
    """Check references, places, order keys and indexes of a map."""
    state = journey.store.state
    records = state.records
    assert [i for i, r in records.items() if type(r) is JourneyInfo] == [journey.id]
    for record_id, record in records.items():
        assert record.id == record_id
        _check_references(record, records)
        if isinstance(record, Placed) and record.place.parent is not None:
            assert record.place.parent in records
    keys = [(type(r), r.place.parent, r.place.order) for r in records.values()
            if isinstance(r, Placed)]  # fmt: skip
    assert len(set(keys)) == len(keys), "two records at one order key"
    _check_indexes(state)


def _check_references(record: Any, records: Mapping[str, Any]) -> None:
    for field in fields_of(type(record)).values():
        value = getattr(record, field.name)
        targets = () if value is None else (value,) if field.role == "ref" else value
        if field.role in ("ref", "refs", "steps"):
            for target in targets:
                assert target in records, (record.id, field.name)
                assert field.target in ("*", type_name(records[target])), (record.id, field)


def _check_indexes(state: State) -> None:
    fresh = State(state.records.values())
    for name in ("journey", *map(type_name, COLLECTIONS.values())):
        assert set(state.of_type(name)) == set(fresh.of_type(name))
        assert state.in_order(name) == fresh.in_order(name)
    assert dict(state.all_siblings()) == dict(fresh.all_siblings())
    for record_id in state.records:
        assert state.referrers(record_id) == fresh.referrers(record_id)


def after(records: Mapping[str, Any], change: Change) -> Records:
    """Return what a change makes of records; `records` stays as it is."""
    result = dict(records)
    for record_id, record in apply(records, change).items():
        if record is None:
            del result[record_id]
        else:
            result[record_id] = record
    return result


def replay(start: Mapping[str, Any], journey: cjm.Journey) -> Records:
    """Return the records the history makes of the start."""
    records = dict(start)
    for at, entry in enumerate(journey.history, 1):
        assert entry.revision == at
        records = after(records, entry.change)
    return records
