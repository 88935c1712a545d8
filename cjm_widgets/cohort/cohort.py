"""`Cohort`: the maps of a class beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from ..compare.sources import journey_of
from ..journey import Journey
from ..model.checks import Rule
from ..model.errors import InvalidDocument, shorten
from ..model.finding import find
from ..model.records import EmotionScale
from . import correcting, rubric, tables
from .aligning import Alignment, Column, align
from .correcting import Given, Seat
from .measures import channels_of, consensus, kinds_of, mean_and_spread, overlap, scores_on
from .naming import column_meant, number_of
from .reading import Problem, Student, problems_left
from .voting import count

if TYPE_CHECKING:
    import pandas as pd

    from .merging import ClassMap


class Cohort:
    """The maps of a class, their touchpoints aligned; made by `cjm_widgets.collect`.

    It does not change: `match`, `split` and `without` return another one, so that a cell that is
    run twice does nothing twice. It holds the maps as they were when they were collected.
    ``print(cohort)`` tells what to look at first.
    """

    def __init__(
        self, students: Iterable[Student], problems: Iterable[Problem], alignment: Alignment
    ) -> None:
        #: The maps and their columns: for what is built on a class.
        self.students = tuple(students)
        self.alignment = alignment
        self._problems = tuple(problems)

    def __len__(self) -> int:
        return len(self.students)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __getitem__(self, name: Any) -> Journey:
        """Return the map of this name, a copy: what is edited in it does not show in the class."""
        student = self.students[number_of(self.students, name)]
        return journey_of(student.state.copy(), student.journey.limits)

    def __repr__(self) -> str:
        from .summary import lines

        return "\n".join(lines(self))

    @property
    def names(self) -> list[str]:
        """What the maps are called."""
        return [student.name for student in self.students]

    @cached_property
    def scale(self) -> EmotionScale:
        """The emotion scale of most of the maps, which scores are told on."""
        scales = [student.state.journey.emotion_scale for student in self.students]
        keys = [msgspec.json.encode(scale) for scale in scales]
        counts = Counter(keys)
        best = min(
            zip(keys, scales, strict=True), key=lambda k: (-counts[k[0]], k[0]), default=None
        )
        return EmotionScale() if best is None else best[1]

    # -- what there is -------------------------------------------------------------------

    @property
    def problems(self) -> pd.DataFrame:
        """What is wrong with files, and what is to be known about them: a row for each.

        ``file``, ``kind`` (``unreadable``, ``newer``, ``too large``: a file is left out;
        ``mended``, ``warning``; ``twice``, ``same document``), ``map`` (its name in the class,
        missing where it was left out), ``error`` and ``advice``.
        """
        rows = [(p.file, p.kind, p.map, p.error, p.advice) for p in self._problems]
        return self._pandas("problems", rows)

    @property
    def maps(self) -> pd.DataFrame:
        """The maps, a row for each: whose it is, how much is in it, what it shares."""
        rows = []
        for at, student in enumerate(self.students):
            steps = student.state.in_order("touchpoint")
            columns = [self._column_of((at, step.id)) for step in steps]
            rows.append((
                *_whose(student), student.state.journey.title, len(steps),
                sum(len(column.members) > 1 for column in columns),
                len(student.state.of_type("card")), len(self._scores[at]),
            ))  # fmt: skip
        return self._pandas("maps", rows)

    @property
    def matches(self) -> pd.DataFrame:
        """Which touchpoint of each map was taken for which of the class, the least certain first.

        ``certainty`` from 0 to 1; ``by``: ``id``, ``name``, or ``teacher`` for what was said with
        `match`, `split` or ``matches=``; ``maps``: how many maps have it.
        """
        rows = []
        for column in self.alignment.columns:
            for member in column.members:
                student = self.students[member.map]
                name = student.state.get(member.touchpoint).name
                rows.append((
                    *_whose(student), member.touchpoint, name, column.id, column.name,
                    member.certainty, member.by, len(column.members),
                ))  # fmt: skip
        rows.sort(key=lambda row: row[7])
        return self._pandas("matches", rows)

    def to_frame(self, table: str = "touchpoints", *, backend: Any = "pandas") -> Any:
        """Return a table of all maps as one dataframe.

        Parameters
        ----------
        table
            As of `Journey.to_frame`: ``"touchpoints"``, ``"cards"``, ``"experience"`` ...
        backend
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            The columns of the table, and before them ``map``, ``author`` and ``file``; where it has
            touchpoints, also ``class_touchpoint_id`` and ``class_touchpoint``, which are the same
            for those that were aligned. Scores are on the scale of each map. Votes of an anonymous
            round have neither voter nor map.

        Raises
        ------
        FormatError
            There is no such table or backend.
        """
        return tables.maps_frame(table, self.students, self.alignment, backend)

    # -- what the class thinks -----------------------------------------------------------

    def agreement(self, *, backend: Any = "pandas") -> Any:
        """Return how much the maps agree, a row for each touchpoint, in the order of the class.

        ``maps`` and ``share`` that have it; ``certainty`` that they are the same;
        ``emotion_agreement`` (the consensus of Tastle & Wierman, 2007; ``scored`` maps say how it
        feels), ``channel_agreement`` and ``card_agreement`` (the mean index of Jaccard over all
        pairs of maps: of the names of channels, of the kinds of cards). All are from 0 to 1,
        missing where fewer than two maps say something. `cjm_widgets.charts.agreement` draws it.

        Parameters
        ----------
        backend : {"pandas", "polars", "pyarrow"}
            What kind of dataframe to make.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            Its columns are those of `docs/cohort.md`.
        """
        channels = [channels_of(student.state) for student in self.students]
        kinds = [kinds_of(student.state) for student in self.students]
        rows = []
        for at, column in enumerate(self.alignment.columns, 1):
            scores = self._felt(column)
            rows.append((
                at, *self._place(column), *self._held(column), column.certainty, len(scores),
                consensus(scores, self.scale),
                overlap(channels[m.map].get(m.touchpoint, frozenset()) for m in column.members),
                overlap(kinds[m.map].get(m.touchpoint, frozenset()) for m in column.members),
            ))  # fmt: skip
        return self._frame("agreement", rows, backend)

    def missing(self, *, least: Any = 0.5, backend: Any = "pandas") -> Any:
        """Return who lacks what others have: a row for each map and touchpoint it has not.

        Parameters
        ----------
        least
            Only what so many of the maps have, as a part of all, 0 to 1: half of them. With 0
            also what one of them alone thought of.
        backend
            The kind of frame.

        Raises
        ------
        InvalidDocument
            `least` is no number from 0 to 1.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            Its columns are those of `docs/cohort.md`.
        """
        if not isinstance(least, int | float) or not 0 <= least <= 1:
            raise InvalidDocument(
                f"least is {shorten(least)}; it is a part of the maps, 0 to 1",
                field="least", value=least,
            )  # fmt: skip
        wanted = [
            (column, {member.map for member in column.members})
            for column in self.alignment.columns
            if self._held(column)[1] >= least
        ]
        rows = [
            (*_whose(student), *self._place(column), *self._held(column))
            for at, student in enumerate(self.students)
            for column, held in wanted
            if at not in held
        ]
        return self._frame("missing", rows, backend)

    def emotion(self, *, backend: Any = "pandas") -> Any:
        """Return how the class feels, a row for each touchpoint: mean, sd, n, min and max.

        Each map counts once, with the mean of its best founded scores there, moved to the `scale`
        of the class (anchored, as `Journey.convert_scale` does).

        Parameters
        ----------
        backend : {"pandas", "polars", "pyarrow"}
            What kind of dataframe to make.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            Its columns are those of `docs/cohort.md`.
        """
        rows = []
        for at, column in enumerate(self.alignment.columns, 1):
            scores = self._felt(column)
            ends = (min(scores), max(scores)) if scores else (None, None)
            rows.append((at, *self._place(column), *mean_and_spread(scores), *ends))
        return self._frame("emotion", rows, backend)

    def votes(self, *, include_open: bool = False, backend: Any = "pandas") -> Any:
        """Return what the class voted for, round by round, the most votes first.

        Rounds of one id, or one title, are one; votes for cards count together where these have
        one text at one touchpoint. Nobody counts beyond the budget of the round, not even over
        several files: what is more is in ``over``. In an anonymous round nobody is named.

        Parameters
        ----------
        include_open
            Count rounds that are still open in a map, too; of those votes may yet change.
        backend
            The kind of frame.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            Its columns are those of `docs/cohort.md`.
        """
        rows = []
        for row in count(self.students, self.alignment, include_open=include_open):
            target = row.target
            column = None if target.column is None else self.alignment.columns[target.column]
            place = (None,) * 4 if column is None else self._place(column)
            rows.append((
                row.session.id, row.session.title, row.anonymous, target.type, target.id,
                target.name, *place, row.votes, row.people, row.maps, row.over, list(row.voters),
            ))  # fmt: skip
        return self._frame("votes", rows, backend)

    def rubric(
        self,
        rules: Iterable[str | Rule] | None = None,
        *,
        today: date | None = None,
        backend: Any = "pandas",
    ) -> Any:
        """Return what the checks find in each map, a row for each: a start for a grade, not one.

        ``score`` is ``kept / rules``: of the rules that apply to the map (one about metrics does
        not where there are none), the part in which nothing was found. Then the findings by
        severity, and by rule, in a column for each; missing where the rule does not apply.

        Parameters
        ----------
        rules
            Ids of the rules that count, or rules of one's own (`cjm_widgets.checks.Rule`), which
            always apply; all of the catalogue when left out.
        today
            The day due dates are measured against; None is today.
        backend
            The kind of frame.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            Its columns are those of `docs/cohort.md`.

        Raises
        ------
        RuleError
            There is no such rule, or one of one's own fails.
        """
        chosen = rubric.chosen(rules)
        day = today or datetime.now().astimezone().date()
        rows = []
        found = rubric.marks(self.students, chosen, day)
        for student, marks in zip(self.students, found, strict=True):
            score = marks.kept / marks.applied if marks.applied else None
            told = marks.severities
            rows.append((
                *_whose(student), score, marks.kept, marks.applied,
                told["error"], told["warning"], told["hint"], *marks.found.values(),
            ))  # fmt: skip
        return tables.frame("rubric", rows, self._names, backend, chosen)

    def merge(self, title: str | None = None) -> ClassMap:
        """Return one map of the class, with the authors on what each added.

        See `cjm_widgets.cohort.merging.ClassMap`: ``.journey`` is the map, ``.decisions`` what the
        maps say differently.

        Parameters
        ----------
        title
            What it is called; as most of the maps are when left out.

        Raises
        ------
        InvalidDocument
            There is no map.
        """
        from .merging import merged

        return merged(self.students, self.alignment, self.scale, title)

    # -- what the teacher says -----------------------------------------------------------

    def match(self, map: Any, touchpoint: Any, to: Any) -> Cohort:
        """Return a class in which a touchpoint of a map is the one of the class that is meant.

        What the same map had there before gets a column of its own.

        Parameters
        ----------
        map
            Name of the map, or its author.
        touchpoint
            The touchpoint of that map: its id or name.
        to
            The touchpoint of the class: its id, its name, or what one of the maps calls it.

        Raises
        ------
        UnknownRecord, InvalidDocument
            There is no such map or touchpoint, or several are called so; nothing is changed.
        """
        return self.corrected([(map, touchpoint, to)])

    def split(self, map: Any, touchpoint: Any) -> Cohort:
        """Return a class in which a touchpoint of a map is none of the others; see `match`.

        Parameters
        ----------
        map
            Name of the map, or its author.
        touchpoint
            The touchpoint of that map: its id or name.

        Returns
        -------
        Cohort
            Another class; this one stays as it is.

        Raises
        ------
        UnknownRecord, InvalidDocument
            There is no such map or touchpoint, or several are called so.
        """
        return self.corrected([(map, touchpoint, None)])

    def without(self, *names: Any) -> Cohort:
        """Return the class without some of its maps, aligned anew; `match` again what was said.

        Parameters
        ----------
        *names
            Names of the maps to leave out.

        Returns
        -------
        Cohort
            Another class; this one stays as it is.

        Raises
        ------
        UnknownRecord
            No map is called so.
        """
        out = {number_of(self.students, name) for name in names}
        left = [s for at, s in enumerate(self.students) if at not in out]
        problems = problems_left(self._problems, left)
        return Cohort(left, problems, align([s.state for s in left]))

    def corrected(self, matches: Given) -> Cohort:
        """Return a class after several corrections, one after the other; see `match`.

        ``{"Ana": {"Pay at desk": "Pay", "Waits": None}}``, or triples; None is for none of those.

        Parameters
        ----------
        matches
            The corrections.

        Returns
        -------
        Cohort
            Another class; this one stays as it is.

        Raises
        ------
        UnknownRecord, InvalidDocument
            There is no such map or touchpoint, or several are called so.
        """
        made = self
        for name, touchpoint, to in correcting.given_matches(matches):
            number = number_of(made.students, name)
            record = find(made.students[number].state, touchpoint, "touchpoint", field="touchpoint")
            column = None if to is None else column_meant(made.alignment, to, made._called).id
            alignment = correcting.moved(made.alignment, (number, record.id), column, made._called)
            made = Cohort(made.students, made._problems, alignment)
        return made

    # -- inside --------------------------------------------------------------------------

    def _called(self, seat: Seat) -> str:
        return str(self.students[seat[0]].state.get(seat[1]).name)

    def _column_of(self, seat: Seat) -> Column:
        return self.alignment.columns[self.alignment.places[seat]]

    @cached_property
    def _scores(self) -> list[dict[str, float]]:
        return [scores_on(student.state, self.scale) for student in self.students]

    def _felt(self, column: Column) -> list[float]:
        return [
            self._scores[m.map][m.touchpoint]
            for m in column.members
            if m.touchpoint in self._scores[m.map]
        ]

    def _place(self, column: Column) -> tuple[Any, ...]:
        phase = None if column.phase is None else self.alignment.phases[column.phase]
        return column.id, column.name, phase and phase.id, phase and phase.name

    def _held(self, column: Column) -> tuple[int, float]:
        return len(column.members), len(column.members) / len(self.students)

    @cached_property
    def _names(self) -> tables.ClassNames:
        return tables.ClassNames(self.students, self.alignment)

    def _pandas(self, table: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
        frame: pd.DataFrame = self._frame(table, rows, "pandas")
        return frame

    def _frame(self, table: str, rows: Iterable[tuple[Any, ...]], backend: Any) -> Any:
        return tables.frame(table, rows, self._names, backend)


def _whose(student: Student) -> tuple[str, str, str | None]:
    return student.name, student.author, student.file
