"""Which touchpoints of many maps are the same: a column of the class for each.

Touchpoints with one id are the same: maps that were made from one template share ids. What is
left is matched by `cjm_widgets.compare.matching`, as in a comparison of two maps: by names (their
case and the order of their words count little), the phase and the order, so that the whole is as
similar as possible; what is less than 60 % certain is no match. The maps are taken one after the
other, the most typical first, each against the columns that those before it made. So what several
people added that is in no template becomes one column as well, and the order in which the maps
are given does not count.

No two touchpoints of one map ever stand in one column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Any, Literal

from msgspec import Struct

from ..compare.matching import Matching
from ..compare.similar import similarity
from ..model.finding import folded
from ..model.order import first_keys
from ..model.records import JourneyInfo, Phase, Place, Touchpoint
from ..model.state import State

By = Literal["id", "name", "teacher"]
HOWS: tuple[By, ...] = ("id", "name", "teacher")


class Member(Struct, frozen=True, gc=False):
    """A touchpoint of one map (by its number), and why it is in its column."""

    map: int
    touchpoint: str
    by: By = "id"
    certainty: float = 1.0


class Column(Struct, frozen=True):
    """One touchpoint of the class; `phase` is the number of a phase of the class, or None."""

    id: str
    name: str
    phase: int | None
    members: tuple[Member, ...]

    @property
    def certainty(self) -> float:
        """How certain its members belong together, as a mean."""
        return sum(member.certainty for member in self.members) / len(self.members)


class ClassPhase(Struct, frozen=True):
    """A phase of the class, with the ids it has in the maps: ``(map, id)``."""

    id: str
    name: str
    members: tuple[tuple[int, str], ...]


class Alignment(Struct, frozen=True, dict=True):
    """The columns of a class in order, and its phases."""

    columns: tuple[Column, ...] = ()
    phases: tuple[ClassPhase, ...] = ()

    @cached_property
    def places(self) -> dict[tuple[int, str], int]:
        """The number of its column, for each touchpoint of each map."""
        return {
            (member.map, member.touchpoint): at
            for at, column in enumerate(self.columns)
            for member in column.members
        }


def align(states: Sequence[State]) -> Alignment:
    """Return the columns of maps; members are told by the numbers of the maps in `states`."""
    work = _Class(states)
    for at in _typical_first(states):
        work.take(at)
    return work.done()


def _typical_first(states: Sequence[State]) -> list[int]:
    """Return the numbers of the maps, those first that have most in common with the others.

    Nothing but what is in the maps decides, so that their order does not count.
    """
    ids: Counter[str] = Counter()
    names: Counter[str] = Counter()
    skeletons: list[tuple[Any, ...]] = []
    for state in states:
        steps = [
            (step.id, folded(step.name), step.place.parent or "")
            for step in state.in_order("touchpoint")
        ]
        phases = [(phase.id, phase.name) for phase in state.in_order("phase")]
        ids.update(step_id for step_id, _, _ in steps)
        names.update({name for _, name, _ in steps})
        skeletons.append((steps, phases))
    shared = [
        sum(max(ids[step_id], names[name]) - 1 for step_id, name, _ in steps)
        for steps, _ in skeletons
    ]
    return sorted(range(len(states)), key=lambda at: (-shared[at], skeletons[at]))


class _Group:
    """A phase or a touchpoint of the class while it is put together."""

    def __init__(self, number: int, record_id: str, name: str) -> None:
        self.number = number
        #: Internal, so that no id of a map can be the same.
        self.key = f"g{number}"
        self.id = record_id
        self.name = name
        self.phase: _Group | None = None


class _Class:
    """The class so far."""

    def __init__(self, states: Sequence[State]) -> None:
        self.states = states
        #: Which maps have a touchpoint of this id.
        self.holders: defaultdict[str, set[int]] = defaultdict(set)
        for at, state in enumerate(states):
            for step in state.in_order("touchpoint"):
                self.holders[step.id].add(at)
        self.groups: list[_Group] = []
        self.by_key: dict[str, _Group] = {}
        self._as_map: State | None = None
        self.phases: list[_Group] = []
        #: The columns of each phase, by the key of the phase; outside of phases: "".
        self.steps: defaultdict[str, list[_Group]] = defaultdict(list)
        #: Id in the maps -> what it is in the class.
        self.phase_of: dict[str, _Group] = {}
        self.step_of: dict[str, _Group] = {}
        self.maps_of: defaultdict[str, set[int]] = defaultdict(set)
        self.certainty: dict[str, float] = {}
        #: (map, id of a phase) -> the phase of the class.
        self.in_phase: dict[tuple[int, str], _Group] = {}
        self.turns: list[int] = []
        # What people call things comes again and again.
        self.similar = cache(similarity)

    def take(self, at: int) -> None:
        """Put the phases and touchpoints of a map into columns."""
        self.turns.append(at)
        state = self.states[at]
        phases, steps = state.in_order("phase"), state.in_order("touchpoint")
        work = Matching(self._state(), state, self.similar)
        known = [(self.phase_of, phases), (self.step_of, steps)]
        for groups, records in known:
            for record in records:
                group = groups.get(record.id)
                if group is not None and group.key not in work.done_a:
                    work.pair(group.key, record.id, "name", 1.0)
        if len(work.of_b) < len(phases) + len(steps):
            work.steps_by_name()
        by_key = self.by_key
        certain = {pair.b: pair.certainty for pair in work.found}
        self._take_phases(at, phases, {b: by_key[a] for b, a in work.of_b.items()})
        lines = _Lines(self.steps)
        for step in steps:
            phase = self.in_phase.get((at, step.place.parent or ""))
            group = self.step_of.get(step.id)
            if group is None and (key := work.of_b.get(step.id)) is not None:
                # No column has two touchpoints of a map, also of one that is still to come.
                free = self.maps_of[key].isdisjoint(self.holders[step.id])
                group = by_key[key] if free else None
                self.certainty[step.id] = certain[step.id]
            if group is None:
                self.certainty.pop(step.id, None)
                group = self._new(step.id, step.name)
                group.phase = phase
                lines.add(phase.key if phase else "", group)
            self.step_of[step.id] = group
            self.maps_of[group.key] |= self.holders[step.id]
            lines.after(group.phase.key if group.phase else "", group)
        lines.write()

    def _take_phases(self, at: int, phases: Iterable[Any], found: dict[str, _Group]) -> None:
        lines = _Lines({"": self.phases})
        for phase in phases:
            group = found.get(phase.id)
            if group is None:
                group = self._new(phase.id, phase.name)
                lines.add("", group)
            self.phase_of.setdefault(phase.id, group)
            self.in_phase[at, phase.id] = group
            lines.after("", group)
        lines.write()

    def _new(self, record_id: str, name: str) -> _Group:
        group = _Group(len(self.groups), record_id, name)
        self.groups.append(group)
        self.by_key[group.key] = group
        self._as_map = None
        return group

    def _state(self) -> State:
        """Return the class so far as a map, to be matched with another one."""
        if self._as_map is not None:
            return self._as_map
        records: list[Any] = [JourneyInfo(id="class")]
        for phase, order in zip(self.phases, first_keys(len(self.phases)), strict=True):
            records.append(Phase(id=phase.key, name=phase.name, place=Place(order=order)))
        for parent, steps in self.steps.items():
            records += [
                Touchpoint(
                    id=step.key, name=step.name, place=Place(order=order, parent=parent or None)
                )
                for step, order in zip(steps, first_keys(len(steps)), strict=True)
            ]
        self._as_map = State(records)
        return self._as_map

    def done(self) -> Alignment:
        """Return the columns: called, and in the phase, as in most of the maps."""
        members: defaultdict[str, list[Member]] = defaultdict(list)
        names: defaultdict[str, Counter[str]] = defaultdict(Counter)
        phases: defaultdict[str, Counter[_Group | None]] = defaultdict(Counter)
        named: defaultdict[str, Counter[str]] = defaultdict(Counter)
        held: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for at in self.turns:
            for phase in self.states[at].in_order("phase"):
                group = self.in_phase[at, phase.id]
                named[group.key][phase.name] += 1
                held[group.key].append((at, phase.id))
            for step in self.states[at].in_order("touchpoint"):
                group = self.step_of[step.id]
                by: By = "name" if step.id in self.certainty else "id"
                member = Member(at, step.id, by, self.certainty.get(step.id, 1.0))
                members[group.key].append(member)
                names[group.key][step.name] += 1
                phases[group.key][self.in_phase.get((at, step.place.parent or ""))] += 1
        at_phase = {phase.key: at for at, phase in enumerate(self.phases)}
        in_order = [step for key in ("", *at_phase) for step in self.steps[key]]
        columns = []
        for step in in_order:
            most = _most(phases[step.key])
            columns.append(Column(
                step.id, _most(names[step.key]), at_phase[most.key] if most else None,
                tuple(sorted(members[step.key], key=lambda m: m.map)),
            ))  # fmt: skip
        columns.sort(key=lambda column: -1 if column.phase is None else column.phase)
        return Alignment(
            tuple(columns),
            tuple(
                ClassPhase(phase.id, _most(named[phase.key]), tuple(sorted(held[phase.key])))
                for phase in self.phases
            ),
        )


class _Lines:
    """Puts what is new on a map after what comes before it there, in one go for each list."""

    def __init__(self, lists: dict[str, list[_Group]]) -> None:
        self._lists = lists
        self._last: dict[str, _Group | None] = {}
        self._new: defaultdict[str, dict[_Group | None, list[_Group]]] = defaultdict(dict)

    def after(self, name: str, group: _Group) -> None:
        """Take note that whatever comes next in a list comes after this."""
        self._last[name] = group

    def add(self, name: str, group: _Group) -> None:
        """Put something new into a list; what is the first there comes first."""
        before = self._last.get(name)
        run = self._new[name].get(before)
        if run is None:
            run = self._new[name].setdefault(before, [])
        run.append(group)
        # What comes after this one comes after it in the same run.
        self._new[name][group] = run

    def write(self) -> None:
        """Alter the lists."""
        for name, runs in self._new.items():
            line = self._lists[name]
            woven = [*runs.get(None, ())]
            for group in line:
                woven.append(group)
                woven += runs.get(group, ())
            line[:] = woven


def _most(counts: Counter[Any]) -> Any:
    """Return what is there most often; of several the one that a more typical map has."""
    return max(counts, key=counts.__getitem__)
