"""One map of the class: what all have, once, and what each added, with who added it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ..journey import Journey
from ..model import records as r
from ..model.errors import InvalidDocument
from ..model.ids import made_id
from ..model.limits import Limits, widest
from ..model.order import first_keys
from ..model.records import COLLECTIONS, EmotionScale, Place, Placed, Record, type_name
from ..model.state import State
from . import tables
from .aligning import Alignment
from .deciding import Decision, comments_on, decided
from .reading import Student
from .renaming import Renaming
from .same import Group, groups_of
from .voices import Voices
from .voting import COUNTED, counted

if TYPE_CHECKING:
    import pandas as pd

#: Of these each is one thing of the class, whoever has it: the same by id, or else by name.
SHARED = (
    r.Persona, r.Person, r.Channel, r.Metric, r.VoteSession, r.Evidence, r.Goal, r.Question,
    r.Resource, r.Path, r.Lane, r.WorkshopPart,
)  # fmt: skip


class ClassMap:
    """The map of a class; made by `Cohort.merge`.

    * **Phases, touchpoints, personas, channels, lanes** and the like are there once. A field has
      the value that most of those maps have which say something; lists hold the items of all.
      What the others say is in `decisions`, other texts are comments on the touchpoint as well.
    * **Scores** are kept one by one, on the scale of most maps, with the map's author as
      ``respondent``, so that ``journey.to_frame("scores")`` has mean, spread and number. One that
      sums up answers (``n``) and is the same in several maps is there once.
    * **Cards** that are the same in several maps (a template's) are there once; any other has its
      ``author``: who is named on it, else whose map it is from.
    * **Votes** are those that count: nobody has more than the round gives, over all files. In an
      anonymous round voters are numbers.
    * **Ids** are those of the maps where no two things have them, and the same for the same maps.

    Attributes
    ----------
    journey : Journey
        The map; it belongs to no file.
    """

    def __init__(
        self, journey: Journey, decisions: Sequence[Decision], names: tables.Names
    ) -> None:
        self.journey = journey
        self._decisions = tuple(decisions)
        self._names = names

    @property
    def decisions(self) -> pd.DataFrame:
        """What the maps say differently, a row for each other value.

        ``record_type``, ``record_id`` and ``record`` (its name), ``field``, what ``stands`` and in
        how many ``maps``, the ``other`` value and ``who`` has it.
        """
        rows = [
            (d.type, d.id, d.record, d.field, d.stands, d.maps, other, list(who))
            for d in self._decisions
            for other, who in d.others
        ]
        frame: pd.DataFrame = tables.frame("decisions", rows, self._names, "pandas")
        return frame

    def __repr__(self) -> str:
        many = sum(len(d.others) for d in self._decisions)
        return (
            f"<ClassMap {self.journey.title!r}: {len(self.journey.touchpoints)} touchpoints, "
            f"{len(self.journey.cards)} cards, {many} other values in .decisions>"
        )


def merged(
    students: Sequence[Student], alignment: Alignment, scale: EmotionScale, title: str | None
) -> ClassMap:
    """Return one map of the maps of a class.

    Raises
    ------
    InvalidDocument
        There is no map, or the class map is too large for the limits of the maps.
    """
    if not students:
        raise InvalidDocument("there is no map to merge; cohort.problems tells what was left out")
    return _Merging(students, alignment, scale).run(title)


class _Merging:
    """A class map while it is put together."""

    def __init__(
        self, students: Sequence[Student], alignment: Alignment, scale: EmotionScale
    ) -> None:
        self.students = students
        self.states = [student.state for student in students]
        self.alignment = alignment
        self.scale = scale
        self.limits = widest(student.journey.limits for student in students)
        self.ids = Renaming(self.states)
        self.decisions: list[Decision] = []
        #: In the order of the class; what has a place gets its key at the end.
        self.made: defaultdict[str, list[Any]] = defaultdict(list)
        self.comments: list[r.Comment] = []

    def run(self, title: str | None) -> ClassMap:
        """Put it together."""
        self.ids.journey(made_id("journey", *sorted({s.journey.id for s in self.states})))
        phases = [Group(phase.id, phase.members) for phase in self.alignment.phases]
        steps = [
            Group(column.id, tuple((m.map, m.touchpoint) for m in column.members))
            for column in self.alignment.columns
        ]
        groups: dict[type[Record], list[Group]] = {r.Phase: phases, r.Touchpoint: steps}
        groups |= {shared: groups_of(self.states, shared) for shared in SHARED}
        for found in groups.values():
            self.ids.unite(found)
        voices = Voices(self.students, self.alignment, self.scale, self.ids)
        self._journey(title)
        for record_type in (r.Phase, r.Touchpoint, *SHARED):
            self._shared(record_type, groups[record_type])
        for record in voices.all():
            self.made[type_name(record)].append(record)
        self.made["comment"] += self._new_comments()
        journey = _checked(State(self._placed()), self.limits)
        return ClassMap(
            journey, self.decisions, tables.ClassNames(tuple(self.students), self.alignment)
        )

    def _new_comments(self) -> Iterator[r.Comment]:
        """Give what was decided as comments, unless a class map that was collected has them."""
        there = {(c.target, c.author, c.text) for c in self.made["comment"]}
        for comment in self.comments:
            if (comment.target, comment.author, comment.text) not in there:
                yield replace(comment, id=self.ids.new(comment.id, "comment"))

    def _journey(self, title: str | None) -> None:
        members = [(at, state.journey.id) for at, state in enumerate(self.states)]
        values = self._decided(r.JourneyInfo, members)
        values["emotion_scale"] = self.scale
        if title is not None:
            values["title"] = title
        record = replace(self._renamed(*members[0]), **values)
        self.made["journey"].append(record)

    def _shared(self, record_type: type[Record], groups: Iterable[Group]) -> None:
        names = {phase.members[0]: phase.name for phase in self.alignment.phases}
        names |= {(m.map, m.touchpoint): c.name for c in self.alignment.columns for m in c.members}
        for group in groups:
            values = self._decided(record_type, group.members, names.get(group.members[0]))
            record = replace(self._renamed(*group.members[0]), **values)
            if isinstance(record, r.Touchpoint):
                record = self._in_phase(record, group)
            if isinstance(record, r.VoteSession) and record.anonymous:
                told = counted(self.students, self.alignment, group, record.id)
                record = replace(record, extra={**record.extra, COUNTED: told})
            self.made[type_name(record)].append(record)

    def _in_phase(self, record: r.Touchpoint, group: Group) -> r.Touchpoint:
        number = self.alignment.columns[self.alignment.places[group.members[0]]].phase
        parent = None
        if number is not None:
            at, phase = self.alignment.phases[number].members[0]
            parent = self.ids.of(at, phase)
        return replace(record, place=Place(order=record.place.order, parent=parent))

    def _decided(
        self,
        record_type: type[Record],
        members: Sequence[tuple[int, str]],
        called: str | None = None,
    ) -> dict[str, Any]:
        """Return the fields of a thing that several maps have; what differs is taken note of."""
        records = [(at, self._renamed(at, record_id)) for at, record_id in members]
        if record_type is r.VoteSession and any(session.anonymous for _, session in records):
            # Where one map keeps it secret who votes, it is not for the others to tell.
            records = [(at, replace(session, anonymous=True)) for at, session in records]
        names = [student.name for student in self.students]
        values, found = decided(record_type, records, names, self.ids.label, called)
        self.decisions += found
        for decision in found:
            self.comments += comments_on(decision, self.limits.text)
        return values

    def _renamed(self, at: int, record_id: str) -> Any:
        return self.ids.renamed(at, self.states[at].get(record_id))

    def _placed(self) -> Iterator[Record]:
        """Give the records, those that have a place in the order in which they were made."""
        types: tuple[type[Record], ...] = (r.JourneyInfo, *COLLECTIONS.values())
        for record_type in types:
            made = self.made[type_name(record_type)]
            if not issubclass(record_type, Placed):
                yield from made
                continue
            lists: defaultdict[Any, list[Any]] = defaultdict(list)
            for record in made:
                lists[record.place.parent].append(record)
            for parent, records in lists.items():
                for record, order in zip(records, first_keys(len(records)), strict=True):
                    place = Place(order=order, parent=parent, level=record.place.level)
                    yield replace(record, place=place)


def _checked(state: State, limits: Limits) -> Journey:
    """Return a map that can be written and read again.

    Raises
    ------
    InvalidDocument
        It is larger than the maps it was made from were allowed to be.
    """
    from ..model.document import as_bytes, encode

    return Journey.from_json(as_bytes(encode(state)), limits=limits)
