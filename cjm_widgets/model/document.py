"""The file form of a map <-> its records: limits, validation, unknown fields kept.

In the file the order of a record is its order in the list, and a touchpoint names its phase.
Live, both are one `Place`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from operator import attrgetter
from typing import Any

import msgspec

from .errors import InvalidDocument, NewerDocument, shorten
from .fields import json_defaults, names_in_file, references_of, repeated
from .guard import check_texts, too_many
from .ids import new_id
from .limits import USUAL, Limits
from .migrations import migrate
from .order import first_keys
from .parts import Parts, Seat, as_utf8
from .records import (
    COLLECTIONS,
    HEAD,
    Card,
    EmotionScale,
    JourneyInfo,
    Place,
    Placed,
    Record,
    type_name,
)  # fmt: skip
from .schema import FORMAT, VERSION
from .state import State
from .values import PROTO, check_dates, check_ids, check_scale, warn_unknown

_AT = re.compile(r"\s*- at `\$(?:\[(\d+)\])?(?:\.(\w+))?.*`$")
#: So many records are converted at a time: what they were read as is let go before the next.
_CHUNK = 2_000


def decode(data: bytes | str, *, allow_newer: bool = False, limits: Limits = USUAL) -> State:
    """Return the records of a map from the text of its file.

    Parameters
    ----------
    data
        JSON as UTF-8 bytes or as text.
    allow_newer
        Read what is understood of a file of a newer version instead of raising.
    limits
        How large it may be.

    Raises
    ------
    NewerDocument
        The file says it is of a later version than this one can write.
    LimitExceeded
        It is too large or too deep, holds too many records or too long a text.
    InvalidDocument
        Anything else: not JSON, not a map, a wrong value, a broken reference. The message
        names record, field and value.
    """
    parts, version = _head(Parts(as_utf8(data, limits), limits), allow_newer=allow_newer)
    records: list[Record] = [_journey(parts, limits)]
    pool: dict[str, str] = {}
    for name, record_type in COLLECTIONS.items():
        if name in parts.names():
            records += _collection(name, record_type, parts, limits, pool, len(records))
    parts.finish()
    check_ids([record.id for record in records])
    state = State(records)
    state.newer = version if version > VERSION else None
    _check_twins(state, records)
    _check_references(state, records)
    return state


def _head(parts: Parts, *, allow_newer: bool) -> tuple[Parts, int]:
    """Return the parts of a file as of this version, and the version it says it is of."""
    if parts.get("format") != FORMAT:
        raise InvalidDocument(
            f'not a customer journey map: "format" is {shorten(parts.get("format"))}, not "cjm"',
            field="format", value=parts.get("format"),
        )  # fmt: skip
    version = parts.get("version")
    if type(version) is not int or version < 0:
        raise InvalidDocument(
            f'"version" is {shorten(version)}; it must be a whole number from 1 to {VERSION}',
            field="version", value=version,
        )  # fmt: skip
    if version > VERSION and not allow_newer:
        raise NewerDocument(
            f"the file is of version {version}, this cjm_widgets writes version {VERSION}: "
            "update the package, or look at it with load(path, read_only=True)",
            field="version", value=version,
        )  # fmt: skip
    if version < VERSION:
        parts = parts.put(migrate(parts.whole(), version, VERSION))
    return parts, version


def _journey(parts: Parts, limits: Limits) -> JourneyInfo:
    item = parts.take("journey", {})
    if not isinstance(item, dict):
        raise InvalidDocument(
            f'"journey" is {shorten(item)}; it must be an object', field="journey", value=item
        )
    item.setdefault("id", new_id("journey"))
    scale = item.get("emotion_scale")
    if isinstance(scale, dict):
        known = frozenset(EmotionScale.__struct_fields__) - {"extra"}
        _keep_unknown(scale, known, "emotion_scale")
    _keep_unknown(item, names_in_file(JourneyInfo), "journey")
    others = [key for key in parts.names() if key not in COLLECTIONS and key not in HEAD]
    if PROTO in others:
        raise InvalidDocument("the file has a field named __proto__; remove it", field=PROTO)
    rest = {key: parts.take(key) for key in others}
    if rest:
        item["file_extra"] = rest
    info: JourneyInfo = _convert("journey", JourneyInfo, [item], limits)[0]
    check_scale(info.id, info.emotion_scale)
    return info


def _keep_unknown(item: dict[str, Any], known: frozenset[str], record: str) -> None:
    extra = {key: item.pop(key) for key in [key for key in item if key not in known]}
    if PROTO in extra:
        raise InvalidDocument(
            f"{shorten(item.get('id', record))} has a field named __proto__; remove it",
            record=record, field=PROTO,
        )  # fmt: skip
    if extra:
        item["extra"] = extra


def _collection(
    name: str,
    record_type: type[Record],
    parts: Parts,
    limits: Limits,
    pool: dict[str, str],
    before: int,
) -> list[Any]:
    """Return the records of one list of the file; `before` are there already."""
    texts = parts.texts(name)
    if texts is None:
        items = parts.take(name)
        if items is None:
            return []
        raise InvalidDocument(
            f'"{name}" is {shorten(items)}; it must be a list', field=name, value=items
        )
    if before + len(texts) > limits.records:
        raise too_many(before + len(texts), limits, "the map has")
    places = _places(record_type, parts, name, len(texts))
    records: list[Any] = []
    for start in range(0, len(texts), _CHUNK):
        items = parts.read(name, texts[start : start + _CHUNK])
        _prepare(name, record_type, items, start, pool)
        for item, place in zip(items, places[start : start + _CHUNK], strict=False):
            item["place"] = place
        records += _convert(name, record_type, items, limits, start)
    parts.drop(name)
    return records


def _prepare(
    name: str, record_type: type[Record], items: list[Any], start: int, pool: dict[str, str]
) -> None:
    """Make dicts of a file ready to become records: unknown fields, parents, equal words."""
    known = names_in_file(record_type)
    parent = record_type.parent_field
    for number, item in enumerate(items, start):
        if type(item) is not dict:
            raise InvalidDocument(
                f"{name}[{number}] is {shorten(item)}; it must be an object with an id",
                record=f"{name}[{number}]", value=item,
            )  # fmt: skip
        if not known.issuperset(item):
            _keep_unknown(item, known, f"{name}[{number}]")
        if parent:
            item.pop(parent, None)
            item.pop("phase", None)
    # What stands in a map many times is held once.
    held = pool.setdefault
    for field in repeated(record_type):
        with suppress(TypeError):  # a list or an object, which is refused later
            for item in items:
                if (word := item.get(field)) is not None:
                    item[field] = held(word, word)


def _places(record_type: type[Record], parts: Parts, name: str, count: int) -> list[Place]:
    """Return the places that records have by the order of their list and their parents."""
    if not issubclass(record_type, Placed):
        return []
    if record_type.parent_field is None:
        return [Place(order=order) for order in first_keys(count)]
    groups: dict[str | None, tuple[str, list[int]]] = {}
    card = record_type is Card
    for number, seat in enumerate(parts.seats(name)):
        parent, level = seat.touchpoint if card else seat.phase, ""
        if type(parent) is not str or (card and seat.phase is not None):
            parent, level = _parent(record_type, seat)
        group = groups.get(parent)
        if group is None:
            groups[parent] = (level, [number])
        elif group[0] == level:
            group[1].append(number)
        else:
            raise InvalidDocument(
                f"{shorten(seat.id)} calls {parent!r} a {level or 'touchpoint'}, another "
                "card calls it the other; it can be only one",
                record=str(seat.id), field=level or "touchpoint", value=parent,
            )  # fmt: skip
    found: list[Any] = [None] * sum(len(numbers) for _, numbers in groups.values())
    for parent, (level, numbers) in groups.items():
        for number, order in zip(numbers, first_keys(len(numbers)), strict=True):
            found[number] = Place(order=order, parent=parent, level=level)
    return found


def _parent(record_type: type[Record], seat: Seat) -> tuple[str | None, str]:
    """Return the id of what a record stands in, and the level of its place."""
    field = str(record_type.parent_field)
    parent, level = getattr(seat, field), ""
    if record_type is Card:
        if parent is None:
            parent, level = seat.phase, "phase"
        elif seat.phase is not None:
            raise InvalidDocument(
                f"card {shorten(seat.id)} names a touchpoint and a phase; keep one",
                record=str(seat.id), field="phase",
            )  # fmt: skip
    if parent is not None and type(parent) is not str:
        raise InvalidDocument(
            f"{shorten(seat.id)}.{field} is {shorten(parent)}; it must be an id",
            record=str(seat.id), field=field, value=parent,
        )  # fmt: skip
    return parent, level


def _convert(
    name: str,
    record_type: type[Record],
    items: list[dict[str, Any]],
    limits: Limits,
    start: int = 0,
) -> list[Any]:
    """Return records from their dicts, the first of which is number `start` of the list."""
    try:
        records = msgspec.convert(items, list[record_type])  # type: ignore[valid-type]
    except msgspec.ValidationError as problem:
        raise _explain(name, items, str(problem), start) from problem
    check_dates(record_type, records)
    check_texts(record_type, records, limits)
    warn_unknown(record_type, records)
    return records


def _explain(name: str, items: list[dict[str, Any]], problem: str, start: int) -> InvalidDocument:
    """Turn msgspec's path into record, field and value."""
    found = _AT.search(problem)
    number = int(found[1]) if found and found[1] else 0
    field = found[2] if found else None
    item = items[number] if number < len(items) else {}
    record = item.get("id")
    label = record if isinstance(record, str) and len(record) <= 64 else f"{name}[{start + number}]"
    value = item.get(field) if field else item
    what = _AT.sub("", problem)
    where = f"{label}.{field}" if field else label
    return InvalidDocument(
        f"{name}: {where} is {shorten(value)}: {what}", record=label, field=field, value=value
    )


def _check_twins(state: State, records: list[Record]) -> None:
    if len(state.records) == len(records):
        return
    counts = Counter(record.id for record in records)
    twin = next(record_id for record_id, count in counts.items() if count > 1)
    raise InvalidDocument(
        f"the id {twin!r} stands twice; every record needs an id of its own",
        record=twin, field="id", value=twin,
    )  # fmt: skip


def _check_references(state: State, records: list[Record]) -> None:
    """Raise for the first reference that points at nothing or at the wrong type."""
    by_type: dict[type[Record], list[Record]] = {}
    for record in records:
        by_type.setdefault(type(record), []).append(record)
    for record_type, group in by_type.items():
        refs = references_of(record_type)
        for f in (*refs.single, *refs.many):
            # Unique targets, compared as sets: most records share few, and this is the hot path
            # of loading.
            held = map(attrgetter(f.name), group)
            targets = set(held if f in refs.single else chain.from_iterable(held)) - {None}
            there = state.records.keys() if f.target == "*" else state.of_type(str(f.target))
            if not targets <= there:
                raise _no_target(state, group, f.name, min(targets - there), str(f.target))
    _check_parents(state)


def _check_parents(state: State) -> None:
    """Raise for the first record that stands in what is not there or of the wrong type."""
    phases, touchpoints = state.of_type("phase"), state.of_type("touchpoint")
    for (name, parent), siblings in state.all_siblings():
        if parent is None and name != "card":
            continue
        first = state.get(siblings[0][1])
        wanted = "phase" if name == "touchpoint" or first.place.level else "touchpoint"
        if parent in (phases if wanted == "phase" else touchpoints):
            continue
        if parent is None:
            raise InvalidDocument(
                f"card {first.id!r} hangs on nothing: give it a touchpoint or a phase",
                record=first.id, field="touchpoint",
            )  # fmt: skip
        raise _bad_reference(first.id, wanted, parent, wanted, state.get(parent))


def _no_target(
    state: State, group: Iterable[Record], field: str, target: str, wanted: str
) -> InvalidDocument:
    """Return the error for the first of a group that points at what is none of its targets."""
    holder = next(
        r for r in group if (v := getattr(r, field)) == target or (type(v) is tuple and target in v)
    )
    return _bad_reference(holder.id, field, target, wanted, state.get(target))


def _bad_reference(
    record: str, field: str, target: str, wanted: str, found: Record | None
) -> InvalidDocument:
    what = "there is no such record" if found is None else f"that is a {type_name(found)}"
    kind = "record" if wanted == "*" else wanted
    return InvalidDocument(
        f"{record}.{field} is {target[:80]!r}, but {what}; name the id of a {kind}",
        record=record, field=field, value=target,
    )  # fmt: skip


def encode(state: State) -> dict[str, Any]:
    """Return the file form of a map: stable order of keys and records."""
    info = state.journey
    head = _file_item(info)
    # What a newer version wrote is still its own: as version 1 it would be migrated once more.
    version = state.newer or VERSION
    document: dict[str, Any] = {"format": FORMAT, "version": version, "journey": head}
    for name, record_type in COLLECTIONS.items():
        records = state.in_order(type_name(record_type))
        if records:
            document[name] = [_file_item(record) for record in records]
    rest: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(info.file_extra))
    return document | rest


def as_bytes(document: dict[str, Any]) -> bytes:
    """Return the file form of a map as the bytes of its file (two-space JSON)."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _file_item(record: Record) -> dict[str, Any]:
    item: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    del item["type"]
    extra = item.pop("extra", {})
    item.pop("file_extra", None)
    place = item.pop("place", None)
    # `omit_defaults` leaves out only what *is* the default: a text read from JSON is another.
    usual = json_defaults(type(record))
    for name in [name for name, value in item.items() if name in usual and value == usual[name]]:
        del item[name]
    result: dict[str, Any] = {"id": item.pop("id")}
    if place and place.get("parent") is not None:
        result["phase" if place.get("level") else str(record.parent_field)] = place["parent"]
    if "emotion_scale" in item:
        scale = item["emotion_scale"]
        more = scale.pop("extra", {})
        usual = json_defaults(EmotionScale)
        item["emotion_scale"] = {n: v for n, v in scale.items() if v != usual[n]} | more
        if not item["emotion_scale"]:
            del item["emotion_scale"]
    result.update(item)
    result.update(extra)
    return result


__all__ = ["as_bytes", "decode", "encode"]
