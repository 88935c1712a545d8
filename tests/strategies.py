"""Random maps, in the form of their file, and random edits of a map.

Both come from a seed, so that Hypothesis finds one and a named test keeps it. The maps hold
every type of record, most fields, unknown fields at every level and texts that break things.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.model.fields import Field, fields_of
from cjm_widgets.model.records import COLLECTIONS, Card, JourneyInfo, Placed, Touchpoint, type_name
from cjm_widgets.model.state import State

SEEDS = st.integers(min_value=0, max_value=2**32 - 1)
TEXTS = (
    "", "Sees the ad", "Größe", "👩‍🔧 repair", "a\nb\tc", 'say "hi"\\', "</script>", "مرحبا", "0",
    "null", "\u0000", "e\u0301", "\u202eabc", "=1+1", "x" * 200, ", ; ,", " edge ", "__proto__",
)  # fmt: skip
DATES = (
    "", "2026-11-21", "2026-11-21T09:30:00", "2026-11-21T09:30:00+02:00", "2026-W48",
    "0001-01-01", "9999-12-31", "2026-11-21T09:30:00.123456Z",
)  # fmt: skip
UNKNOWN = (
    None, True, 0, -1.5, "later", [], [1, {"a": [None]}], {}, {"b": {"c": "d"}}, 2**53 - 1,
)  # fmt: skip
#: Names of later versions, among them those this one uses inside.
NEW_NAMES = ("x_new", "place", "type", "extra", "file_extra", "collection", "ключ", "")
_IN_COMMENTS = {"parent"}


def documents() -> st.SearchStrategy[dict[str, Any]]:
    """Return random maps in the form of their file."""
    return SEEDS.map(random_document)


def random_document(seed: int) -> dict[str, Any]:
    """Return a random map; every reference in it resolves."""
    random = Random(seed)
    ids: dict[str, list[str]] = {
        type_name(record_type): [
            f"{name}-{n}{random.choice('abc_-')}" for n in range(random.choice((0, 1, 2, 4)))
        ]
        for name, record_type in COLLECTIONS.items()
    }
    ids["*"] = ["map-1", *(i for group in ids.values() for i in group)]
    document: dict[str, Any] = {"format": "cjm", "version": 1}
    document["journey"] = _item(random, JourneyInfo, "map-1", ids)
    document["journey"]["emotion_scale"] = random.choice((
        {}, {"min": 1, "max": 5, "neutral": 3}, {"labels": {"-2": "awful"}, "x_new": [1]},
    ))  # fmt: skip
    for name, record_type in COLLECTIONS.items():
        made: list[str] = []
        items = []
        for record_id in ids[type_name(record_type)]:
            # A comment answers an earlier one, so that no two answer each other.
            here = ids | {"comment": made}
            item = _item(random, record_type, record_id, here)
            if item is not None:
                items.append(item)
                made.append(record_id)
        if items:
            document[name] = items
    _drop_dangling(document)
    for name in NEW_NAMES:
        if random.random() < 0.2:
            document[name] = random.choice(UNKNOWN)
    return document


def _item(random: Random, record_type: Any, record_id: str, ids: dict[str, list[str]]) -> Any:
    item: dict[str, Any] = {"id": record_id}
    if record_type is Touchpoint and ids["phase"] and random.random() < 0.7:
        item["phase"] = random.choice(ids["phase"])
    if record_type is Card:
        field = random.choice(("phase", "touchpoint"))
        if not ids[field]:
            return None
        item[field] = random.choice(ids[field])
    for field in fields_of(record_type).values():
        if field.name in ("id", "place", "extra", "file_extra", "emotion_scale"):
            continue
        if field.required or random.random() < 0.5:
            value = random_value(random, field, ids)
            if value is None and field.required:
                return None
            if value is not None:
                item[field.name] = value
    taken = {*fields_of(record_type), "phase", "touchpoint"} - {"place", "extra", "file_extra"}
    for name in NEW_NAMES:
        if name not in taken and random.random() < 0.1:
            item[name] = random.choice(UNKNOWN)
    return item


def random_value(random: Random, field: Field, ids: dict[str, list[str]]) -> Any:  # noqa: C901, PLR0912
    """Return a random value of a field in the form of a file; None where there is none."""
    some = [random.choice(TEXTS) for _ in range(random.randrange(3))]
    whole = "int" in str(field.type).split("Meta")[0]
    match field.role:
        case "text":
            return random.choice(TEXTS)
        case "word":
            return "en" if field.name == "language" else random.choice(TEXTS)[:32]
        case "color":
            return random.choice(("", "#00ff7f", "#ABCDEF"))
        case "date":
            return random.choice(DATES)
        case "choice":
            return random.choice(field.known)
        case "flag":
            return random.choice((True, False))
        case "number" if whole:
            return random.randrange(1, 6)
        case "number":
            return random.choice((0.0, 1.0, 0.25))
        case "texts" | "set":
            return [text[:100] for text in some]
        case "facts":
            return {text[:100]: random.choice(TEXTS) for text in some}
        case "refs" | "steps":
            known = ids[field.target or ""]
            many = [random.choice(known) for _ in range(random.randrange(4)) if known]
            return many if field.role == "steps" else list(dict.fromkeys(many))
        case "ref":
            known = ids[field.target or ""]
            return random.choice(known) if known else None
    if field.name == "points":
        return [[random.random(), 2.0]]
    raise AssertionError(field)


def _drop_dangling(document: dict[str, Any]) -> None:
    """Leave out records that point at one that could not be made, again and again."""
    while True:
        there = {"map-1", *(i["id"] for name in COLLECTIONS for i in document.get(name, []))}
        lost = False
        for name, record_type in {**COLLECTIONS, "journey": JourneyInfo}.items():
            if name not in document:
                continue
            items = [document["journey"]] if name == "journey" else document[name]
            kept = [item for item in items if _complete(item, record_type, there)]
            lost = lost or len(kept) != len(items)
            if name != "journey":
                document[name] = kept
        if not lost:
            return


def _complete(item: dict[str, Any], record_type: Any, there: set[str]) -> bool:
    for field in fields_of(record_type).values():
        if field.role == "ref" and item.get(field.name) not in (None, *there):
            if field.required:
                return False
            del item[field.name]
        if field.role in ("refs", "steps") and field.name in item:
            item[field.name] = [i for i in item[field.name] if i in there]
    return True


class RandomEdits:
    """Makes random edits of a map through its API; what does not go is refused, as typed."""

    def __init__(self, journey: cjm.Journey, seed: int) -> None:
        self.journey = journey
        self.random = Random(seed)

    def edit(self) -> str:
        """Make one edit and return what it was; one that is refused changes nothing."""
        actions: dict[str, tuple[int, Callable[[], Any]]] = {
            "add": (6, self.add), "update": (5, self.update), "move": (4, self.move),
            "remove": (1, self.remove), "block": (1, self.block), "undo": (1, self.journey.undo),
            "redo": (1, self.journey.redo),
        }  # fmt: skip
        names = list(actions)
        name = self.random.choices(names, [actions[n][0] for n in names])[0]
        try:
            actions[name][1]()
        except cjm.CjmError as problem:
            return f"{name}: {problem}"
        return name

    def _ids(self) -> dict[str, list[str]]:
        state = self.journey.store.state
        names = ["journey", *map(type_name, COLLECTIONS.values())]
        ids = {name: sorted(state.of_type(name)) for name in names}
        return ids | {"*": sorted(state.records)}

    def any_id(self) -> str:
        return self.random.choice(self._ids()["*"])

    def fields(self, record_type: Any) -> dict[str, Any] | None:
        """Return fields of a new record; None when there is nothing it could hang on."""
        item = _item(self.random, record_type, "new", self._ids())
        if item is None:
            return None
        known = set(fields_of(record_type)) | {"phase", "touchpoint"}
        values = {name: v for name, v in item.items() if name in known}
        for name in ("id", "place", "extra", "file_extra"):
            values.pop(name, None)
        if issubclass(record_type, Placed) and self.random.random() < 0.3:
            others = self._ids()[type_name(record_type)]
            if others:
                values[self.random.choice(("after", "before"))] = self.random.choice(others)
        return values

    def add(self) -> None:
        record_type = self.random.choice([*COLLECTIONS.values(), Touchpoint, Card])
        values = self.fields(record_type)
        if values is not None:
            self.journey.add(type_name(record_type), **values)

    def update(self) -> None:
        record = self.journey.get(self.any_id())
        fields = [f for f in fields_of(type(record)).values() if f.role not in ("id", "place")]
        field = self.random.choice([f for f in fields if f.role not in ("extra", "value")])
        value = random_value(self.random, field, self._ids())
        if field.name in _IN_COMMENTS:
            value = None
        if field.role == "ref" and field.target == "*":
            value = self.journey.id
        self.journey.update(record, **{field.name: value})

    def move(self) -> None:
        places: dict[str, Any] = {}
        how = self.random.choice(("after", "before", "to", "end", "lane"))
        record, ids = self.any_id(), self._ids()
        if how == "to":
            places["to"] = self.random.choice([*ids["phase"], *ids["touchpoint"], record])
        elif how == "lane" and ids["card"]:
            record = self.random.choice(ids["card"])
            places["lane"] = self.random.choice(ids["lane"])
        elif how in ("after", "before"):
            places[how] = self.random.choice(ids[type_name(self.journey.get(record))])
        self.journey.move(record, **places)

    def remove(self) -> None:
        self.journey.remove(*(self.any_id() for _ in range(self.random.choice((1, 1, 1, 3)))))

    def block(self) -> None:
        fails = self.random.random() < 0.3
        with self.journey.transaction("Several"):
            for _ in range(self.random.randrange(1, 5)):
                self.random.choice((self.add, self.update, self.move, self.remove))()
            if fails:
                raise cjm.InvalidDocument("changed my mind")


def edited(start: State, seed: int, edits: int) -> State:
    """Return what random edits make of a map, through its API."""
    journey = cjm.Journey.__new__(cjm.Journey)
    journey._open(State(start.records.values()))
    hand = RandomEdits(journey, seed)
    for _ in range(edits):
        hand.edit()
    return journey.store.state
