"""The columns of the frames of a class, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from ..frames.columns import Column, values_of
from ..frames.output import Named, typed_frame
from ..frames.tables import table_of
from ..model.checks import Rule
from ..model.fields import types_by_name
from .aligning import HOWS, Alignment
from .reading import KINDS, Student
from .voting import Secrets, Target, Targets, is_secret, rounds

_WHOSE = (
    ("map", "name", "What the map is called in the class"),
    ("author", "text", "Who made it; the name of the map where it does not say so"),
    ("file", "text", "Where it was read; empty for a map that was given as itself"),
)
_STEP = (
    ("touchpoint_id", "id", "Id of the touchpoint in the class"),
    ("touchpoint", "name", "What most of the maps call it"),
    ("phase_id", "id", "Id of its phase in the class"),
    ("phase", "name", "The phase in which most of the maps have it"),
)
_POSITION = ("position", "position", "Where it stands in the class, counted from 1")
_HELD = (
    ("maps", "count", "How many maps have it"),
    ("share", "number", "How many maps have it, as a part of all, 0 to 1"),
)

#: Table -> column, kind, meaning. `rubric` has a column for each rule as well.
COLUMNS: Mapping[str, tuple[tuple[str, str, str], ...]] = MappingProxyType({
    "problems": (
        ("file", "text", "The file"),
        ("kind", "choice", "What kind of problem it is"),
        ("map", "name", "What its map is called in the class; empty where it is not in it"),
        ("error", "text", "What is wrong"),
        ("advice", "text", "What to do about it"),
    ),
    "maps": (
        *_WHOSE,
        ("title", "text", "Title of the map"),
        ("touchpoints", "count", "How many touchpoints it has"),
        ("shared", "count", "How many of them another map has, too"),
        ("cards", "count", "How many cards it has"),
        ("scored", "count", "At how many touchpoints it says how that feels"),
    ),
    "matches": (
        *_WHOSE,
        ("touchpoint_id", "id", "Id of the touchpoint in its map"),
        ("touchpoint", "text", "What it is called there"),
        ("class_touchpoint_id", "id", "Id of the touchpoint of the class it was taken for"),
        ("class_touchpoint", "name", "What that one is called"),
        ("certainty", "number", "How certain that is, 0 to 1"),
        ("by", "choice", "Why: one id, the best match of names, or the teacher said so"),
        ("maps", "count", "How many maps have it; 1: only this one"),
    ),
    "agreement": (
        _POSITION, *_STEP, *_HELD,
        ("certainty", "number", "How certain it is that they are the same, as a mean, 0 to 1"),
        ("scored", "count", "How many maps say how it feels"),
        (
            "emotion_agreement", "number",
            "How much they agree how it feels: 1 all the same, 0 half of them at either end",
        ),
        (
            "channel_agreement", "number",
            "How much they agree on its channels: what two maps both name of what either names",
        ),
        (
            "card_agreement", "number",
            "How much they agree what kinds of cards (pain, gain ...) there are, likewise",
        ),
    ),
    "missing": (*_WHOSE, *_STEP, *_HELD),
    "emotion": (
        _POSITION, *_STEP,
        ("mean", "number", "Mean of the maps that say how it feels; each counts once"),
        ("sd", "number", "Their standard deviation; empty for fewer than two"),
        ("n", "count", "How many maps say how it feels"),
        ("min", "number", "The lowest of them"),
        ("max", "number", "The highest of them"),
    ),
    "votes": (
        ("session_id", "id", "Id of the round in one of the maps"),
        ("session", "text", "Title of the round"),
        ("anonymous", "flag", "Whether voters are not to be shown"),
        ("target_type", "choice", "Type of what was voted for"),
        ("target_id", "id", "Its id in the class, or in one of the maps"),
        ("target", "text", "Its name or text"),
        *_STEP,
        ("votes", "count", "The votes it got"),
        ("voters", "count", "How many people gave them"),
        ("maps", "count", "In how many maps they were given"),
        ("over", "count", "Votes that do not count: they were over the budget of who gave them"),
        ("who", "list", "Who gave them, as far as they are named; nobody in an anonymous round"),
    ),
    "rubric": (
        *_WHOSE,
        ("score", "number", "Part of the rules that apply in which nothing was found, 0 to 1"),
        ("kept", "count", "In how many rules nothing was found"),
        ("rules", "count", "How many rules apply to the map"),
        ("errors", "count", "Findings that contradict the map"),
        ("warnings", "count", "Findings of what the analysis needs"),
        ("hints", "count", "Findings of what would make it better"),
    ),
    "decisions": (
        ("record_type", "choice", "Type of the record of the class map"),
        ("record_id", "id", "Its id there"),
        ("record", "text", "Its name"),
        ("field", "text", "The field"),
        ("stands", "text", "The value in the class map: that of most maps"),
        ("maps", "count", "How many maps have it"),
        ("other", "text", "Another value"),
        ("who", "list", "The maps that have that one"),
    ),
})  # fmt: skip
#: Columns that stand before those of any table of the maps.
ADDED = (
    *_WHOSE,
    ("class_touchpoint_id", "id", "Id of its touchpoint in the class"),
    ("class_touchpoint", "name", "What most of the maps call that one"),
)
_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "kind": KINDS, "by": HOWS, "target_type": tuple(types_by_name()),
    "record_type": tuple(types_by_name()),
})  # fmt: skip
#: Columns of names -> what they are names of, where that is not the column's own name.
_THINGS: Mapping[str, str] = MappingProxyType({"class_touchpoint": "touchpoint"})


#: Tables with votes: what the round is called there, and what is told of a secret vote.
_VOTES: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType({
    "votes": ("session", ("weight",)),
    "vote_results": ("vote_session", ("votes", "voters")),
})  # fmt: skip


class Names:
    """The names of a class in their order: maps, phases and touchpoints, then those of the maps."""

    def __init__(self, students: tuple[Student, ...], alignment: Alignment) -> None:
        self._students = students
        self._own: Mapping[str, tuple[Any, ...]] = {
            "map": students, "touchpoint": alignment.columns, "phase": alignment.phases,
        }  # fmt: skip

    def in_order(self, name: str) -> tuple[Any, ...]:
        """Return the things of a type of all maps, those of the class first."""
        if name == "map":
            return self._own["map"]
        own = self._own.get(name, ())
        return (*own, *(x for student in self._students for x in student.state.in_order(name)))


class ClassNames(Names):
    """The same without what single maps call things."""

    def in_order(self, name: str) -> tuple[Any, ...]:
        """Return the things of the class of a type."""
        return self._own[name]


def frame(
    table: str, rows: Iterable[tuple[Any, ...]], names: Names, backend: Any,
    rules: Iterable[Rule] = (),
) -> Any:  # fmt: skip
    """Return rows as a dataframe of a table of the class."""
    columns = (*_columns(table), *(_column(_rule(rule), "count") for rule in rules))
    return _framed(columns, list(rows), names, backend)


def maps_frame(
    table: str, students: tuple[Student, ...], alignment: Alignment, backend: Any
) -> Any:
    """Return a table of all maps as one dataframe: whose it is, then the columns of the table.

    In an anonymous round of votes neither the voter is told nor the map, which would tell as much,
    nor what leads to the map: rounds, touchpoints and what is voted for are those of the class.
    """
    found = table_of(table)
    known = {column.name for column in found.columns}
    placed = "touchpoint_id" in known
    added = tuple(_column(n, k) for n, k, _ in (ADDED if placed else _WHOSE))
    columns = (*added, *found.columns)
    rows: list[tuple[Any, ...]] = []
    maps: list[int] = []
    for at, student in enumerate(students):
        with student.journey.store.lock:
            state = student.journey.store.state
            values = values_of(found.columns, state, found.rows(student.journey))
        count = len(values[found.columns[0].name])
        whose = (student.name, student.author, student.file)
        heads: list[tuple[Any, ...]]
        if placed:
            ids = values["touchpoint_id"]
            numbers = [alignment.places.get((at, i)) if i else None for i in ids]
            steps = [None if n is None else alignment.columns[n] for n in numbers]
            heads = [(*whose, s.id if s else None, s.name if s else None) for s in steps]
        else:
            heads = [whose] * count
        rest = list(zip(*(values[column.name] for column in found.columns), strict=True))
        rows += [(*head, *row) for head, row in zip(heads, rest, strict=True)]
        maps += [at] * count
    if table in _VOTES:
        rows = _secret(table, rows, maps, columns, students, alignment)
    if table in ("comments", "reactions"):
        rows = _about_secret(rows, maps, columns, students)
    return _framed(columns, rows, Names(students, alignment), backend)


def _secret(
    table: str, rows: list[tuple[Any, ...]], maps: list[int], columns: tuple[Column, ...],
    students: tuple[Student, ...], alignment: Alignment,
) -> list[tuple[Any, ...]]:  # fmt: skip
    """Return votes without what says whose they are in anonymous rounds, those at the end."""
    names = [column.name for column in columns]
    sessions: dict[tuple[int, str], Any] = {}
    for group in rounds(students):
        if is_secret(students, group):
            at, first = group.members[0]
            shared = students[at].state.get(first)
            sessions |= dict.fromkeys(group.members, (group.id, shared.title))
    targets = Targets(students, alignment)
    shown, rest = [], []
    for at, row in zip(maps, rows, strict=True):
        said = dict(zip(names, row, strict=True))
        session = sessions.get((at, said[f"{_VOTES[table][0]}_id"]))
        if session is None:
            shown.append(row)
            continue
        told = _class_vote(targets.of(at, said["target_id"]), targets, alignment)
        round_name, kept = _VOTES[table]
        told |= {f"{round_name}_id": session[0], round_name: session[1]}
        told |= {name: said[name] for name in kept}
        rest.append(tuple(told.get(name) for name in names))
    # Also the order would tell whose they are.
    return [*shown, *sorted(rest, key=lambda row: [(x is not None, str(x)) for x in row])]


def _about_secret(
    rows: list[tuple[Any, ...]], maps: list[int], columns: tuple[Column, ...],
    students: tuple[Student, ...],
) -> list[tuple[Any, ...]]:  # fmt: skip
    """Return comments or reactions; of those on secret votes what is said, about the round."""
    names = [column.name for column in columns]
    secrets = Secrets(students)
    own = next(name for name in names if name in ("comment_id", "reaction_id"))
    shown, rest = [], []
    for at, row in zip(maps, rows, strict=True):
        said = dict(zip(names, row, strict=True))
        group = secrets.about(at, students[at].state.get(said[own]))
        if group is None:
            shown.append(row)
            continue
        first, session = group.members[0]
        told: dict[str, Any] = {n: said[n] for n in ("text", "emoji", "resolved") if n in said}
        told |= {
            "target_type": "vote_session", "target_id": group.id,
            "target": students[first].state.get(session).title,
        }  # fmt: skip
        rest.append(tuple(told.get(name) for name in names))
    return [*shown, *sorted(rest, key=lambda row: [(x is not None, str(x)) for x in row])]


def _class_vote(target: Target, targets: Targets, alignment: Alignment) -> dict[str, Any]:
    """Return what a secret vote is for in the words of the class; less where one map has it."""
    told: dict[str, Any] = {"target_type": target.type}
    if targets.maps(target) > 1:
        told |= {"target_id": target.id, "target": target.name}
    step = None if target.column is None else alignment.columns[target.column]
    if step is None or len(step.members) == 1:
        return told
    phase = None if step.phase is None else alignment.phases[step.phase]
    if phase is not None and len(phase.members) > 1:
        told |= {"phase_id": phase.id, "phase": phase.name}
    return told | {
        "class_touchpoint_id": step.id, "class_touchpoint": step.name, "touchpoint_id": step.id,
        "touchpoint": step.name, "position": target.column + 1 if target.column is not None else 0,
    }  # fmt: skip


def page() -> str:
    """Return what the columns mean, as Markdown: the end of ``docs/cohort.md``."""
    found = []
    for table, columns in COLUMNS.items():
        found.append(f"**{table}**\n\n| column | meaning |\n| --- | --- |")
        found += [f"| `{name}` | {meaning} |" for name, _, meaning in columns]
        found[-1] += "\n"
    return "\n".join(found)


def _framed(
    columns: tuple[Column, ...], rows: list[tuple[Any, ...]], names: Named, backend: Any
) -> Any:
    values = {column.name: [row[at] for row in rows] for at, column in enumerate(columns)}
    return typed_frame(columns, values, names, backend)


@cache
def _columns(table: str) -> tuple[Column, ...]:
    return tuple(_column(name, kind) for name, kind, _ in COLUMNS[table])


def _rule(rule: Rule) -> str:
    """Return the name of the column of a rule: its id, unless another column is called so."""
    taken = {name for name, _, _ in COLUMNS["rubric"]}
    return f"rule {rule.id}" if rule.id in taken else rule.id


def _column(name: str, kind: str) -> Column:
    return Column(
        name, kind, lambda *_: [], thing=_THINGS.get(name, name), ordered=kind == "name",
        known=_CHOICES.get(name, ()),
    )  # fmt: skip
