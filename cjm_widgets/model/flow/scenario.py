"""A changed copy of a map: touchpoints taken out, put in, and given other numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..errors import InvalidDocument, shorten, unknown_field
from ..fields import fields_of
from ..finding import find
from ..journey import JourneyModel
from ..records import Metric, Path, Persona, Phase, Record, Touchpoint, type_name
from ..state import State
from .measured import RATES, SCORES, Measured
from .remark import Remark, called, listed

#: Numbers of a place that stand in metrics: the kind of metric each is kept in.
_KINDS = {
    **{kind: kind for kind in (*RATES, *SCORES, "revenue", "volume")}, "drop_off": "conversion",
}  # fmt: skip
_SHARES = (*RATES, "drop_off")
_PLACES = ("after", "before", "phase", "paths")
_REMOVABLE = ("touchpoint", "phase", "path")
_CHANGEABLE = ("touchpoint", "phase", "path", "persona", "journey")


class Deed(NamedTuple):
    """One thing that was done to a map: as a sentence, and what it is made of.

    `verb` is ``remove``, ``add``, ``add_after``, ``add_before``, ``add_end`` (of a phase) or
    ``change``; `where` is the name of the neighbour or phase, `fields` what was changed to what.
    """

    text: str
    verb: str
    record_type: str
    name: str
    where: str = ""
    fields: tuple[tuple[str, str], ...] = ()


class Scenario(NamedTuple):
    """A map and what it is to become.

    Attributes
    ----------
    staged
        A copy with everything added and changed, and nothing taken out but paths.
    changed
        A copy with everything done.
    removed
        Ids of the touchpoints that are taken out.
    remarks
        What had to be assumed of the places of what was added.
    deeds
        What was done.
    """

    staged: JourneyModel
    changed: JourneyModel
    removed: frozenset[str]
    remarks: tuple[Remark, ...]
    deeds: tuple[Deed, ...]

    @property
    def actions(self) -> tuple[str, ...]:
        """What was done, as short sentences."""
        return tuple(deed.text for deed in self.deeds)


def copy_of(journey: JourneyModel) -> JourneyModel:
    """Return a map of the same records with a history of its own; no file, no listeners."""
    with journey.store.lock:
        records = tuple(journey.store.state.records.values())
    copy = type(journey).__new__(type(journey))
    copy._open(State(records))  # noqa: SLF001 - an alternative constructor
    return copy


def scenario_of(
    journey: JourneyModel,
    remove: object,
    add: object,
    change: object,
) -> Scenario:
    """Return copies of a map with changes made; the map itself is only read.

    Raises
    ------
    UnknownRecord, UnknownField, InvalidDocument
        Something is not on the map, no field, or does not fit.
    """
    staged = copy_of(journey)
    deeds: list[Deed] = []
    remarks: list[Remark] = []
    wanted = [
        find(staged.store.state, given, *_REMOVABLE, field="remove")
        for given in _items(remove, "remove")
    ]
    gone = {r.id: None for r in wanted if isinstance(r, Touchpoint)}
    phases = [record for record in wanted if isinstance(record, Phase)]
    for touchpoint in staged.touchpoints:
        if any(touchpoint.phase == phase.id for phase in phases):
            gone[touchpoint.id] = None
    for record in wanted:
        name = called(staged.store.state, record.id)
        deeds.append(Deed(f"remove {_said(staged, record)}", "remove", type_name(record), name))
    deeds += [_add(staged, given, remarks) for given in _items(add, "add", single=Mapping)]
    deeds += [_change(staged, target, values) for target, values in _pairs(change)]
    paths = [record for record in wanted if isinstance(record, Path)]
    staged.remove(*paths)
    changed = copy_of(staged)
    changed.remove(*gone, *phases)
    return Scenario(staged, changed, frozenset(gone), tuple(remarks), tuple(deeds))


def _said(journey: JourneyModel, record: Record) -> str:
    """Return what a record is called in the list of what was done."""
    name = called(journey.store.state, record.id)
    return name if isinstance(record, Touchpoint) else f"the {type_name(record)} {name}"


def _items(given: object, field: str, *, single: Any = (str, Record)) -> list[Any]:
    """Return a list, also where one thing was given."""
    if given is None:
        return []
    if isinstance(given, single):
        return [given]
    if isinstance(given, str | Mapping | Record) or not isinstance(given, Iterable):
        raise InvalidDocument(
            f"{field}= is {shorten(given)}; give a list", field=field, value=given
        )
    return list(given)


def _pairs(change: object) -> list[tuple[Any, Mapping[str, Any]]]:
    """Return what is changed, and to what."""
    if change is None:
        return []
    pairs = list(change.items()) if isinstance(change, Mapping) else change
    if not isinstance(pairs, list | tuple):
        raise InvalidDocument(
            f"change= is {shorten(change)}; give a dict such as "
            "{touchpoint: {'conversion': 0.6}}",
            field="change", value=change,
        )  # fmt: skip
    for pair in pairs:
        if not (isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[1], Mapping)):
            raise InvalidDocument(
                f"change= holds {shorten(pair)}; each thing takes a dict of what it changes to, "
                "such as {'conversion': 0.6}",
                field="change", value=pair,
            )  # fmt: skip
    return list(pairs)


def _add(journey: JourneyModel, given: object, remarks: list[Remark]) -> Deed:
    """Add a touchpoint and let it take its place in the paths; return what was done."""
    if not isinstance(given, Mapping):
        raise InvalidDocument(
            f"add= holds {shorten(given)}; each touchpoint is a dict such as "
            "{'name': 'Video call', 'after': shop, 'conversion': 0.8}",
            field="add", value=given,
        )  # fmt: skip
    values = dict(given)
    state = journey.store.state
    numbers = {name: values.pop(name) for name in (*_KINDS, "n") if name in values}
    known = {*_names(Touchpoint), *_PLACES, *_KINDS, "emotion", "id", "n"}
    for name, value in values.items():
        if name not in known:
            raise unknown_field("a touchpoint to add", str(name), known, value)
    if not isinstance(values.get("name"), str) or not values["name"]:
        raise InvalidDocument(
            "a touchpoint to add needs a name: {'name': 'Video call', ...}",
            field="name", value=values.get("name"),
        )  # fmt: skip
    only = [
        find(state, path, "path", field="paths").id
        for path in _items(values.pop("paths", None), "paths")
    ]
    for side in ("after", "before"):
        if values.get(side) is not None:
            values[side] = find(state, values[side], "touchpoint", field=side)
    if values.get("phase") is not None:
        values["phase"] = find(state, values["phase"], "phase", field="phase")
    beside = values.get("after") or values.get("before")
    added = journey.add_touchpoint(**values)
    _numbers(journey, added.id, added.name, numbers)
    if journey.paths:
        _into_paths(journey, added, beside, "after" in values, only, remarks)
    made = "touchpoint", added.name
    if beside is not None:
        side, where = "after" if values.get("after") else "before", beside.name or beside.id
        return Deed(f"add {added.name} {side} {where}", f"add_{side}", *made, where)
    if added.phase is not None:
        where = called(state, added.phase)
        return Deed(f"add {added.name} at the end of {where}", "add_end", *made, where)
    return Deed(f"add {added.name}", "add", *made)


def _into_paths(
    journey: JourneyModel,
    added: Touchpoint,
    beside: Touchpoint | None,
    after: bool,
    only: list[str],
    remarks: list[Remark],
) -> None:
    """Put a new touchpoint into the paths: at every visit to its neighbour, or by its phase."""
    on: list[str] = []
    for path in journey.paths:
        if only and path.id not in only:
            continue
        steps = list(path.steps)
        if beside is not None:
            places = [at + after for at, step in enumerate(steps) if step == beside.id]
        else:
            places = _end_of_phase(journey, steps, added, wanted=bool(only))
        for at in reversed(places):
            steps.insert(at, added.id)
        if places:
            journey.update(path, steps=steps)
            on.append(path.id)
    state = journey.store.state
    text = f"{added.name} is on {listed(state, on)}."
    if not on:
        text = f"{added.name} is on no path: it changes nothing. Say where with after= or paths=."
    remarks.append(Remark("added-to-paths", text, (added.id, *on)))


def _end_of_phase(
    journey: JourneyModel, steps: list[str], added: Touchpoint, *, wanted: bool
) -> list[int]:
    """Return where a touchpoint without a neighbour goes: after the last step of its phase."""
    within = [
        at for at, step in enumerate(steps, 1)
        if added.phase is not None and journey.touchpoints[step].phase == added.phase
    ]  # fmt: skip
    if within:
        return within[-1:]
    if not wanted:
        return []
    order = journey.touchpoints.ids
    here = order.index(added.id)
    later = [at for at, step in enumerate(steps) if order.index(step) > here]
    return [later[0] if later else len(steps)]


def _change(journey: JourneyModel, given: object, values: Mapping[str, Any]) -> Deed:
    """Give a record other values; return what was done."""
    record = find(journey.store.state, given, *_CHANGEABLE, field="change")
    place = not isinstance(record, Path | Persona)
    numbers = {n: v for n, v in values.items() if place and n in (*_KINDS, "n")}
    fields = {n: v for n, v in values.items() if n not in numbers}
    known = {*_names(type(record)), *((*_KINDS, "n") if place else ())}
    known |= {"phase"} if isinstance(record, Touchpoint) else set()
    name = _said(journey, record)
    for field, value in fields.items():
        if field not in known:
            raise unknown_field(f"a change of {name}", str(field), known, value)
    if fields:
        target = () if type_name(record) == "journey" else (record.id,)
        journey.update(*target, **fields)
    _numbers(journey, record.id, name, numbers)
    told = tuple((field, _short(value)) for field, value in values.items())
    said = ", ".join(map(" ".join, told))
    text = f"change {name}: {said or 'nothing'}"
    bare = called(journey.store.state, record.id)
    return Deed(text, "change", type_name(record), bare, "", told)


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else shorten(value, 40)


def _names(record_type: type[Record]) -> set[str]:
    return set(fields_of(record_type)) - {"id", "place", "extra", "file_extra"}


def _numbers(journey: JourneyModel, target: str, name: str, numbers: Mapping[str, Any]) -> None:
    """Put numbers into the metrics of a map, in place of what was measured there."""
    numbers = dict(numbers)
    n = numbers.pop("n", None)
    for word, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InvalidDocument(
                f"{word} of {name} is {shorten(value)}; give a number",
                record=target, field=word, value=value,
            )  # fmt: skip
        if word in _SHARES and not 0 <= value <= 1:
            raise InvalidDocument(
                f"{word} of {name} is {value:g}; give the part of the people, from 0 to 1 "
                f"({value / 100:g} for {value:g} %)" if value > 1 else
                f"{word} of {name} is {value:g}; give the part of the people, from 0 to 1",
                record=target, field=word, value=value,
            )  # fmt: skip
    rates = [word for word in numbers if word in _SHARES]
    if len(rates) > 1:
        raise InvalidDocument(
            f"{' and '.join(rates)} of {name} say the same thing in two ways; give one of them",
            record=target, field=rates[1], value=numbers[rates[1]],
        )  # fmt: skip
    if n is not None and not rates:
        raise InvalidDocument(
            f"n of {name} is of how many people a rate was measured; give conversion= with it",
            record=target, field="n", value=n,
        )  # fmt: skip
    if n is not None and (isinstance(n, bool) or not isinstance(n, int) or n < 1):
        raise InvalidDocument(
            f"n of {name} is {shorten(n)}; give the number of people, 1 or more",
            record=target, field="n", value=n,
        )  # fmt: skip
    for word, value in numbers.items():
        share = 1 - value if word == "drop_off" else value
        _measure(journey, target, _KINDS[word], share, n if word in rates else None)


def _measure(
    journey: JourneyModel, target: str, kind: str, value: float, n: int | None
) -> None:  # fmt: skip
    """Let a place have one value of a kind of metric, and none that says otherwise."""
    instead = RATES if kind in RATES else (kind,)
    measured = Measured(journey.store.state)
    metrics: dict[str, Metric] = {m.id: m for m in journey.metrics if m.kind in instead}
    old = [v for v in journey.metric_values if v.target == target and v.metric in metrics]
    same = [m for m in metrics.values() if m.kind == kind]
    used = [m for m in same if any(v.metric == m.id for v in old)]
    candidates = used or same or [journey.add_metric(kind.capitalize(), kind=kind)]
    metric = candidates[0]
    if kind in RATES and measured.is_percent(metric):
        value *= 100
        # Its other values may be what told that it is in percent.
        journey.update(metric, unit="%")
    journey.remove(*old)
    journey.add_metric_value(metric, value, target, n=n)
