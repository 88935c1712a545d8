"""What the record types say about their fields, read from the annotations once.

Everything generic (references, merging, validation, schema) asks here instead of knowing
record types by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from .kinds import OWNED
from .records import RECORD_TYPES, Card, EmotionScale, Record, type_name


class Field(msgspec.Struct, frozen=True):
    """One field: its role decides how it is merged, what it refers to and how it is shown.

    `longest` is how many characters a text in it may have for its type, 0 where it has none;
    `checked` tells whether its values are to be looked at beyond what its type says.
    """

    name: str
    type: Any
    default: Any
    required: bool
    role: str
    target: str | None = None
    owned: bool = False
    known: tuple[str, ...] = ()
    longest: int = 0
    checked: bool = False


def _unwrap(hint: Any) -> tuple[Any, dict[str, Any]]:
    """Return the bare type and the merged metadata of an annotation, looking through None."""
    meta: dict[str, Any] = {}
    if get_origin(hint) is Annotated:
        bare, *notes = get_args(hint)
        for note in notes:
            if isinstance(note, msgspec.Meta) and note.extra:
                meta |= note.extra
        return bare, meta
    if get_origin(hint) in (Union, UnionType):
        inner = [arg for arg in get_args(hint) if arg is not NoneType]
        return _unwrap(inner[0]) if len(inner) == 1 else (hint, meta)
    return hint, meta


def _role(bare: Any, meta: dict[str, Any]) -> str:
    if "role" in meta:
        return str(meta["role"])
    return {bool: "flag", int: "number", float: "number"}.get(bare, "value")


def _read_fields(record_type: type[Record]) -> dict[str, Field]:
    hints = get_type_hints(record_type, include_extras=True)
    found = {}
    for info in msgspec.structs.fields(record_type):
        bare, meta = _unwrap(hints[info.name])
        required = info.required
        if info.default_factory is not msgspec.NODEFAULT:
            default = info.default_factory()
        else:
            default = None if info.default is msgspec.NODEFAULT else info.default
        role = "place" if info.name == "place" else _role(bare, meta)
        found[info.name] = Field(
            name=info.name, type=hints[info.name], default=default, required=required, role=role,
            target=meta.get("target"), owned=meta.get("on_remove") == OWNED,
            known=meta.get("known", ()), longest=meta.get("longest", 0),
            checked="longest" in meta or role == "extra" or bare is EmotionScale,
        )  # fmt: skip
    return found


def _read_names(record_type: type[Record]) -> frozenset[str]:
    names = set(_FIELDS[record_type]) - {"place", "extra", "file_extra"}
    if record_type.parent_field:
        names.add(record_type.parent_field)
    if record_type is Card:
        names.add("phase")
    return frozenset(names)


class References(msgspec.Struct, frozen=True):
    """The reference fields of a record type."""

    single: tuple[Field, ...]
    many: tuple[Field, ...]
    placed: bool


def _read_references(record_type: type[Record]) -> References:
    fields = _FIELDS[record_type].values()
    return References(
        single=tuple(f for f in fields if f.role == "ref"),
        many=tuple(f for f in fields if f.role in ("refs", "steps")),
        placed=any(f.role == "place" for f in fields),
    )


_FIELDS = MappingProxyType({t: _read_fields(t) for t in RECORD_TYPES})
_REFERENCES = MappingProxyType({t: _read_references(t) for t in RECORD_TYPES})
_NAMES = MappingProxyType({t: _read_names(t) for t in RECORD_TYPES})
_BY_NAME = MappingProxyType({type_name(t): t for t in RECORD_TYPES})


def fields_of(record_type: type[Record]) -> dict[str, Field]:
    """Return the fields of a record type by name, in the order they are declared."""
    return _FIELDS[record_type]


def names_in_file(record_type: type[Record]) -> frozenset[str]:
    """Return the keys a record of a type has in a file; every other key is an unknown field."""
    return _NAMES[record_type]


@cache
def json_defaults(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the defaults of the fields that have one, as JSON values."""
    defaults: dict[str, Any] = {}
    for field in msgspec.structs.fields(struct):
        if field.default_factory is not msgspec.NODEFAULT:
            defaults[field.name] = field.default_factory()
        elif field.default is not msgspec.NODEFAULT:
            defaults[field.name] = field.default
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(defaults))
    return plain


def references_of(record_type: type[Record]) -> References:
    """Return which fields of a record type hold ids of other records."""
    return _REFERENCES[record_type]


@cache
def repeated(record_type: type[Record]) -> tuple[str, ...]:
    """Return the fields of a record type whose texts stand in a map again and again."""
    bound = {f.target for fields in _FIELDS.values() for f in fields.values() if f.target}
    names = [
        f.name for f in _FIELDS[record_type].values()
        if f.role in ("choice", "ref") or f.name in ("author", "voter")
    ]  # fmt: skip
    return ("id", *names) if type_name(record_type) in bound | {"phase"} else tuple(names)


def types_by_name() -> Mapping[str, type[Record]]:
    """Return the record types by their tag."""
    return _BY_NAME


def referred_ids(record: Record) -> set[str]:
    """Return the ids a record points at, owners and weak references alike."""
    refs = references_of(type(record))
    ids = {getattr(record, f.name) for f in refs.single}
    for f in refs.many:
        ids.update(getattr(record, f.name))
    if refs.placed:
        ids.add(record.place.parent)  # type: ignore[attr-defined]
    ids.discard(None)
    return ids
