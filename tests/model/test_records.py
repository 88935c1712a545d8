"""The record types are those of the design: each with its fields, defaults and choices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings

import cjm_widgets as cjm
from cjm_widgets.model import schema
from cjm_widgets.model.fields import fields_of
from cjm_widgets.model.records import COLLECTIONS, RECORD_TYPES, type_name
from tests.strategies import documents, random_document

ROOT = Path(__file__).parents[2]
REQUIRED = object()

#: Type -> field -> default, written down from the design and not read off the code.
DESIGN: dict[str, dict[str, Any]] = {
    "journey": {
        "title": "", "description": "", "map_type": "current", "basis": "mixed", "scenario": "",
        "expectations": [], "problem": "", "language": "en", "status": "", "owner": None,
        "derived_from": "", "emotion_scale": {},
    },
    "goal": {"text": "", "kind": "other", "metric": None, "target": None},
    "question": {"text": "", "answer": "", "answered": False, "evidence": []},
    "persona": {
        "name": "", "kind": "", "tagline": "", "quote": "", "color": "", "avatar": "",
        "demographics": {}, "psychographics": {}, "goals": [], "needs": [], "pains": [],
        "jobs": [], "channels": [], "segment": "", "share": None,
    },
    "person": {
        "name": "", "role": "", "team": "", "email": "", "kind": "stakeholder",
        "influence": None, "invited": False,
    },
    "channel": {"name": "", "kind": "", "ownership": "unknown", "icon": ""},
    "phase": {
        "name": "", "purchase_stage": "none", "description": "", "color": "", "collapsed": False,
    },
    "touchpoint": {
        "name": "", "description": "", "kind": "action", "initiator": "", "receiver": "",
        "channels": [], "in_use": None, "intended": None, "compliance": "unknown",
        "planned_ref": None, "start": "", "end": "", "duration": None, "wait": None,
        "owners": [], "importance_customer": None, "importance_business": None,
        "moment_of_truth": False, "expectation": "", "expectation_met": "unknown",
        "support_needed": "", "status": "todo", "tags": [],
    },
    "experience": {
        "touchpoint": REQUIRED, "persona": None, "respondent": "", "score": None, "emotion": "",
        "emoji": "", "note": "", "source": "assumed", "n": None, "sd": None,
    },
    "lane": {
        "kind": "custom", "title": "", "side": "none", "persona": None, "height": None,
        "description": "", "collapsed": False, "separator": "none",
    },
    "card": {
        "lane": REQUIRED, "kind": "note", "text": "", "color": "", "author": "",
        "severity": None, "evidence_level": "assumption", "evidence": [], "impact": None,
        "effort": None, "status": "idea", "owner": None, "due": "", "url": "", "personas": [],
        "tags": [],
    },
    "reaction": {"target": REQUIRED, "emoji": "", "author": ""},
    "comment": {
        "target": REQUIRED, "text": "", "author": "", "resolved": False, "parent": None,
    },
    "evidence": {
        "kind": "", "title": "", "url": "", "query": "", "date": "", "n": None, "quote": "",
    },
    "metric": {
        "name": "", "kind": "custom", "unit": "", "direction": "none", "target": None,
        "owner": None, "source": "",
    },
    "metric_value": {
        "metric": REQUIRED, "target": REQUIRED, "persona": None, "date": "", "value": None,
        "n": None,
    },
    "resource": {
        "name": "", "kind": "other", "status": "have", "amount": None, "unit": "",
        "touchpoints": [], "owner": None,
    },
    "path": {
        "name": "", "personas": [], "steps": [], "condition": "", "probability": None,
        "main": False,
    },
    "edge": {
        "source": REQUIRED, "target": REQUIRED, "label": "", "condition": "",
        "probability": None, "count": None, "kind": "next",
    },
    "vote_session": {
        "title": "", "target_kinds": [], "votes_per_person": 3, "anonymous": False, "open": True,
    },
    "vote": {"session": REQUIRED, "target": REQUIRED, "voter": "", "weight": 1},
    "stroke": {"anchor": REQUIRED, "color": "", "width": 2, "points": []},
    "board": {"kind": "empathy_map", "title": "", "persona": None, "about": None},
    "sticky_note": {
        "board": REQUIRED, "cell": "", "text": "", "color": "", "author": "", "promoted_to": None,
    },
    "workshop_part": {
        "kind": "setup", "title": "", "duration": None, "status": "todo", "started": "",
        "elapsed": 0, "ticked": [], "notes": "",
    },
}  # fmt: skip
#: What stands in an ordered list, and so has a place.
PLACED = {
    "goal", "question", "persona", "person", "channel", "phase", "touchpoint", "lane", "card",
    "comment", "evidence", "metric", "resource", "path", "vote_session", "board",
    "sticky_note", "workshop_part",
}  # fmt: skip
CHOICES = {
    "journey.map_type": "current future day_in_the_life service_blueprint touchpoint_map other",
    "journey.basis": "planned actual mixed",
    "goal.kind": "engage efficiency conversion retention other",
    "person.kind": "stakeholder owner facilitator participant",
    "channel.ownership": "owned paid earned partner unknown",
    "phase.purchase_stage": "before during after none",
    "touchpoint.kind": "action communication decision wait event",
    "touchpoint.compliance": "compliant deviating missing added failed unknown",
    "touchpoint.expectation_met": "exceeded met missed unknown",
    "touchpoint.status": "todo assumed researched validated",
    "experience.source": "assumed observed self_reported measured",
    "lane.side": "frontstage backstage none",
    "lane.separator": "none interaction visibility internal_interaction",
    "card.kind": "thought quote feeling action need pain gain barrier opportunity solution "
    "insight question note",
    "card.evidence_level": "assumption anecdote data validated",
    "card.status": "idea planned doing done rejected",
    "metric.kind": "csat nps ces conversion retention churn revenue time volume custom",
    "resource.kind": "people budget tool data skill other",
    "resource.status": "have need",
    "edge.kind": "next branch loop return",
    "board.kind": "empathy_map persona five_whys four_ls start_stop_continue heart kaizen "
    "feature_planning workflow",
    "workshop_part.kind": "setup empathy mapping testing iteration",
    "workshop_part.status": "todo running paused done",
}
OWNED = {
    "experience.touchpoint", "experience.persona", "card.lane", "reaction.target",
    "comment.target", "comment.parent", "metric_value.metric", "metric_value.target",
    "metric_value.persona", "edge.source", "edge.target", "vote.session", "vote.target",
    "stroke.anchor", "sticky_note.board",
}  # fmt: skip
TYPES = {type_name(record_type): record_type for record_type in RECORD_TYPES}


def test_d20_every_type_of_the_design_is_there() -> None:
    """[D20] There are exactly the record types of the design."""
    assert TYPES.keys() == DESIGN.keys()


@pytest.mark.parametrize("name", DESIGN)
def test_d20_fields_and_defaults(name: str) -> None:
    """[D20] A record type has exactly the fields of the design, with their defaults."""
    found = {
        field.name: REQUIRED if field.required else msgspec.to_builtins(field.default)
        for field in fields_of(TYPES[name]).values()
        if field.name not in ("id", "place", "extra", "file_extra")
    }
    found = {n: list(v) if isinstance(v, tuple) else v for n, v in found.items()}
    assert found == DESIGN[name]


@pytest.mark.parametrize("name", DESIGN)
def test_d20_what_is_ordered_has_a_place(name: str) -> None:
    """[D20] What stands in a list has a place; nothing else has."""
    assert ("place" in fields_of(TYPES[name])) == (name in PLACED)


def test_d20_choices() -> None:
    """[D20] The choices offer the words of the design."""
    found = {
        f"{name}.{field.name}": " ".join(field.known)
        for name, record_type in TYPES.items()
        for field in fields_of(record_type).values()
        if field.known and f"{name}.{field.name}" in CHOICES
    }
    assert found == CHOICES


def test_d20_what_a_record_cannot_live_without() -> None:
    """[D20] Exactly these references take their holder along; all others are weak."""
    assert {
        f"{name}.{field.name}"
        for name, record_type in TYPES.items()
        for field in fields_of(record_type).values()
        if field.owned
    } == OWNED


@pytest.mark.parametrize("name", DESIGN)
def test_d21_docstrings(name: str) -> None:
    """[D21] Every record type says in its docstring what it is."""
    doc = TYPES[name].__dict__["__doc__"]
    assert doc
    assert len(doc.split()) >= 4


@pytest.mark.parametrize("name", DESIGN)
def test_d22_records_are_frozen(name: str) -> None:
    """[D22] No field of a record can be set."""
    record_type = TYPES[name]
    values = {f: "x" for f, v in DESIGN[name].items() if v is REQUIRED}
    if name in PLACED:
        values["place"] = "x"
    record = record_type(id="x", **values)
    for field in record.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(record, field, getattr(record, field))


@pytest.mark.parametrize("path", schema.targets(ROOT), ids=lambda path: path.name)
def test_d23_generated_files_are_fresh(path: Path) -> None:
    """[D23] The JSON Schema and the TypeScript types say what the records say.

    If this fails: ``python -m cjm_widgets.model.schema``.
    """
    assert path.read_text("utf-8") == schema.targets(ROOT)[path]


def test_d23_the_generated_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[D23] The command writes what is said to be fresh, folders included."""
    monkeypatch.setattr(schema, "__file__", str(tmp_path / "cjm_widgets" / "model" / "schema.py"))
    schema.main()
    written = {path.relative_to(tmp_path): path.read_text("utf-8")
               for path in tmp_path.rglob("*") if path.is_file()}  # fmt: skip
    assert written == {p.relative_to(ROOT): text for p, text in schema.targets(ROOT).items()}


SCHEMA = json.loads((ROOT / "cjm_widgets" / "model" / "cjm.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_d23_schema_is_one() -> None:
    """[D23] The JSON Schema is valid itself and closes no object: unknown fields are kept."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert '"additionalProperties": false' not in json.dumps(SCHEMA)


@settings(max_examples=50)
@given(documents())
def test_d23_every_map_is_valid(document: dict[str, Any]) -> None:
    """[D23] Whatever `to_dict` gives is valid against the JSON Schema."""
    VALIDATOR.validate(cjm.Journey.from_dict(document).to_dict())


@pytest.mark.parametrize(
    "broken",
    [
        {"format": "other", "version": 1},
        {"format": "cjm"},
        {"format": "cjm", "version": 1, "phases": {}},
        {"format": "cjm", "version": 1, "phases": [{"name": "no id"}]},
        {"format": "cjm", "version": 1, "phases": [{"id": "no spaces"}]},
        {"format": "cjm", "version": 1, "phases": [{"id": "p", "color": "red"}]},
        {"format": "cjm", "version": 1, "phases": [{"id": "p", "name": 3}]},
        {"format": "cjm", "version": 1, "phases": [{"id": "p", "name": "x" * 1001}]},
        {"format": "cjm", "version": 1, "edges": [{"id": "e", "source": "a"}]},
        {"format": "cjm", "version": 1, "cards": [{"id": "c", "touchpoint": "t"}]},
    ],
    ids=json.dumps,
)
def test_d23_schema_refuses_what_the_reader_refuses(broken: dict[str, Any]) -> None:
    """[D23] What is no map for the reader is none for the schema."""
    assert not VALIDATOR.is_valid(broken)
    with pytest.raises(cjm.InvalidDocument):
        cjm.Journey.from_dict(broken)


def test_d23_the_random_maps_are_rich() -> None:
    """The maps of these tests hold every type of record and every field of it."""
    seen: dict[str, set[str]] = {name: set() for name in TYPES}
    for seed in range(80):
        document = random_document(seed)
        seen["journey"] |= document["journey"].keys()
        for collection, record_type in COLLECTIONS.items():
            for item in document.get(collection, []):
                seen[type_name(record_type)] |= item.keys()
    for name, fields in DESIGN.items():
        assert fields.keys() <= seen[name], name
