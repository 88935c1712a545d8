"""The JSON Schema of the file, and the TypeScript types, both generated from the record types.

``python -m cjm_widgets.model.schema`` writes both to where the repository keeps them; a test
fails when they are stale.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from .fields import Field, fields_of, types_by_name
from .records import COLLECTIONS, RECORD_TYPES, Record, type_name

FORMAT = "cjm"
VERSION = 1
_PREFIX = "#/$defs/"
_INNER = ("place", "extra", "file_extra", "type")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a ``.cjm.json`` file.

    Unknown fields are allowed everywhere: they are kept. ``x-type``, ``x-role`` and ``x-ref``
    tell what plain JSON Schema cannot: which record a field points at and how it is merged.
    """
    _, components = msgspec.json.schema_components(RECORD_TYPES, ref_template=_PREFIX + "{name}")
    components.pop("Place", None)
    for record_type in RECORD_TYPES:
        components[record_type.__name__] = _file_form(record_type, components[record_type.__name__])
    components["EmotionScale"]["properties"].pop("extra")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Customer journey map",
        "description": "A customer journey map as cjm_widgets saves it.",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"type": "integer", "minimum": 1},
            "journey": {"$ref": _PREFIX + "JourneyInfo"},
            **{
                name: {"type": "array", "items": {"$ref": _PREFIX + t.__name__}}
                for name, t in COLLECTIONS.items()
            },
        },
        "required": ["format", "version"],
        "$defs": components,
    }


def _file_form(record_type: type[Record], schema: dict[str, Any]) -> dict[str, Any]:
    """Turn the schema of a live record into the one of its file form: list order, no place."""
    fields = fields_of(record_type)
    properties = {"id": schema["properties"]["id"]}
    if "place" in fields and record_type.parent_field:
        properties[record_type.parent_field] = {"type": "string", "x-role": "parent"}
    if record_type.__name__ == "Card":
        properties["phase"] = {"type": "string", "x-role": "parent"}
    for name, prop in schema["properties"].items():
        if name in _INNER or name == "id":
            continue
        # The default of an array comes as a tuple; JSON knows lists only.
        clean = json.loads(json.dumps(prop))
        properties[name] = clean | {"x-role": fields[name].role}
        if fields[name].owned:
            properties[name]["x-owned"] = True
        if fields[name].target:
            properties[name]["x-ref"] = fields[name].target
    return {
        "title": schema["title"],
        "description": (record_type.__doc__ or "").split("\n\n")[0].replace("\n", " "),
        "type": "object",
        "x-type": type_name(record_type),
        "x-placed": "place" in fields,
        "properties": properties,
        "required": [n for n in schema["required"] if n not in _INNER],
    }


def typescript(schema: dict[str, Any]) -> str:
    """Return the TypeScript module generated from the JSON Schema: types and field table."""
    lines = [
        "// Generated from the JSON Schema by `python -m cjm_widgets.model.schema`. Do not edit.",
        "",
        'import { readTable, type TypeInfo } from "./table";',
        "",
        "/** Where an ordered record stands: one atomic value. */",
        "export interface Place {",
        "  order: string;",
        "  parent?: string | null;",
        '  level?: "" | "phase";',
        "}",
        "",
    ]
    definitions = schema["$defs"]
    records = {n: d for n, d in definitions.items() if "x-type" in d}
    for name, definition in definitions.items():
        lines += _interface(name, definition)
    lines += ["/** Every record by the name of its type. */", "export interface RecordTypes {"]
    lines += [f"  {d['x-type']}: {n};" for n, d in records.items()]
    lines += ["}", "", "export type TypeName = keyof RecordTypes;"]
    lines += ["export type AnyRecord = RecordTypes[TypeName];", ""]
    lines += [
        "/** The fields of every type, one line a type; `readTable` says how they are written. */",
        "export const TYPES: Readonly<Record<TypeName, TypeInfo>> = readTable(`",
    ]
    lines += [_table_line(tag, record_type) for tag, record_type in types_by_name().items()]
    lines += ["`);", ""]
    return "\n".join(lines)


def _table_line(tag: str, record_type: type[Record]) -> str:
    """Return ``*type collection field field ...``; the star says that records have a place.

    A field is ``name/role=default>target!|choice|choice``; what its role implies is left out,
    since the table travels in every widget.
    """
    fields = fields_of(record_type)
    mark = "*" if "place" in fields else ""
    parts = [f"{mark}{tag} {record_type.collection}"]
    parts += [_table_field(f) for f in fields.values() if f.name not in ("id", "place", "extra")]
    return " ".join(parts)


def _table_field(field: Field) -> str:
    text = f"{field.name}/{field.role}"
    default = json.dumps(msgspec.to_builtins(field.default))
    if default != "null" and (field.role == "value" or default not in ('""', "[]", "{}")):
        text += f"={default}"
    if field.target:
        text += f">{field.target}" + ("!" if field.owned else "")
    return text + "".join(f"|{word}" for word in field.known)


def _interface(name: str, definition: dict[str, Any]) -> list[str]:
    lines = [f"/** {definition.get('description', name)} */", f"export interface {name} {{"]
    if "x-type" in definition:
        lines.append(f'  type: "{definition["x-type"]}";')
    if definition.get("x-placed"):
        lines.append("  place: Place;")
    required = definition.get("required", [])
    for prop_name, prop in definition["properties"].items():
        if prop.get("x-role") == "parent":
            continue
        mark = "" if prop_name in required else "?"
        lines.append(f"  {prop_name}{mark}: {_ts_type(prop)};")
    lines += ["  extra?: Record<string, unknown>;", "}", ""]
    return lines


def _ts_type(prop: dict[str, Any]) -> str:
    if "$ref" in prop:
        return str(prop["$ref"]).removeprefix(_PREFIX)
    if "anyOf" in prop:
        return " | ".join(_ts_type(option) for option in prop["anyOf"])
    if prop.get("examples"):
        return " | ".join(f'"{word}"' for word in prop["examples"]) + " | (string & {})"
    kind = prop.get("type")
    if kind == "array":
        if "prefixItems" in prop:
            return "[" + ", ".join(_ts_type(p) for p in prop["prefixItems"]) + "]"
        item = _ts_type(prop.get("items", {}))
        return f"{item}[]" if item.isidentifier() else f"({item})[]"
    if kind == "object":
        return f"Record<string, {_ts_type(prop.get('additionalProperties') or {})}>"
    simple = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}
    return simple.get(str(kind), "null" if kind == "null" else "unknown")


def targets(root: Path) -> dict[Path, str]:
    """Return what each generated file of the repository must hold."""
    schema = json_schema()
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return {
        root / "cjm_widgets" / "model" / "cjm.schema.json": text,
        root / "js" / "src" / "core" / "schema.gen.ts": typescript(schema),
    }


def main() -> None:
    """Write the generated files of the repository."""
    for path, text in targets(Path(__file__).parents[2]).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
