"""Rows of a survey or of a table of metrics, put on the touchpoints they are about."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ..frames.cells import plain, to_value
from ..frames.reading import cell_error, read_frame
from ..model.change import Change
from ..model.errors import InvalidDocument
from ..model.fields import fields_of
from ..model.finding import folded
from ..model.ids import new_id
from ..model.records import EmotionScale, Experience, Metric, MetricValue, Record, type_name
from ..model.rescaling import Rescaling
from ..model.values import check_value
from .headers import FELT, SOURCES, Headers
from .matching import Match, Matcher
from .report import Measurements, Miss, Put

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

    from ..model.journey import JourneyModel

_METRIC_KINDS = fields_of(Metric)["kind"].known
_WRONG_NAMED = 10
#: ``1,234`` is a thousand to some and little more than one to others.
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


def add_measurements(
    journey: JourneyModel,
    frame: IntoDataFrame,
    *,
    scale: EmotionScale | str | None = None,
    repeat: bool = False,
    new_personas: bool = False,
    **columns: Any,
) -> Measurements:
    """Put rows of a survey, or values of metrics, on the touchpoints they are about.

    A row with a score (or an emotion, an emoji, a note) becomes an `Experience`, one with a
    metric and a value a `MetricValue`; a row may have both. All of it is one change. Rows are
    matched by the id of the touchpoint, else its exact name, else its name but for case, width
    and blanks; personas and metrics alike. A metric that is new is added, of its `kind` where
    that is said, else of the kind it is called by (``"NPS"``).

    Parameters
    ----------
    journey
        The map.
    frame
        A dataframe of pandas, polars or pyarrow.
    scale
        The emotion scale of the survey, when it is not that of the map: ``"1..5"`` or an
        `EmotionScale`. Scores and spreads are converted (anchored; see
        `cjm_widgets.model.rescaling`).
    repeat
        Add rows also when they are on the map already. Otherwise a row is left out when the map
        holds a record that says the same in every field; of n rows alike in the frame (people
        who gave one answer and no name) n stay on the map, however often it is run.
    new_personas
        Add personas that are not on the map. Otherwise their rows are unmatched.
    **columns
        ``meaning="column"`` for columns that are not called by their meaning: ``touchpoint``,
        ``persona``, ``respondent``, ``score``, ``emotion``, ``emoji``, ``note``, ``source``, ``n``
        (number of answers), ``sd``, ``metric``, ``value``, ``unit`` and ``kind`` (of a new
        metric), ``date`` (of a value). ``touchpoint=``, ``persona=`` and ``metric=`` may also be
        a record and ``source=`` one of ``assumed``, ``observed``, ``self_reported``,
        ``measured``, for all rows; without a source scores count as ``self_reported``.

    Returns
    -------
    Measurements
        What was added and what was not: ``.matched``, ``.unmatched``, and as text.

    Raises
    ------
    InvalidDocument
        Cells do not fit (no number, off the scale, no date ...): they are named by row (counted
        from 0) and column, and nothing is changed. Or the frame holds no measurements.
    UnknownField
        A keyword is no meaning, or names no column; the closest one is named.
    """
    data, count = read_frame(frame, journey.limits)
    headers = Headers(data, columns)
    with journey.store.editing():
        reader = _Reader(journey, data, headers, scale, repeat=repeat, new_personas=new_personas)
        for number in range(count):
            reader.read(number)
        reader.refuse()
        with journey.transaction("Add measurements") as done:
            # What is new comes first: the rows refer to it.
            for thing, fields in reader.made:
                journey.add(thing, **fields)
            journey.apply(Change(added=reader.added))
            change = done()
    used = {c: meaning for meaning, found in headers.columns.items() for c in found}
    return Measurements.of(change, count, reader.put, reader.missed, used, headers.unused)


class _Wrong(NamedTuple):
    """A cell that does not fit."""

    row: int
    column: str
    value: Any
    what: str
    off_scale: bool = False


class _Reader:
    """Turns rows into records that are to be added, and keeps account of what became of each."""

    def __init__(
        self,
        journey: JourneyModel,
        data: Mapping[str, list[Any]],
        headers: Headers,
        scale: EmotionScale | str | None,
        *,
        repeat: bool,
        new_personas: bool,
    ) -> None:
        own = journey.emotion_scale
        self.way = Rescaling(own if scale is None else scale, own)
        self.whose = "map's" if scale is None else "survey's"
        self._advice = "; give scale= when the survey has another" if scale is None else ""
        self.data, self.headers = data, headers
        self.added: dict[str, Any] = {}
        self.made: list[tuple[str, dict[str, Any]]] = []
        self.put: list[Put] = []
        self.missed: list[Miss] = []
        self.wrong: list[_Wrong] = []
        self.steps = Matcher("touchpoint", journey.touchpoints)
        self.known = {
            "persona": Matcher("persona", journey.personas),
            "metric": Matcher("metric", journey.metrics),
        }
        self.new: dict[str, dict[str, str]] = {"metric": {}}
        if new_personas:
            self.new["persona"] = {}
        self.there: defaultdict[tuple[Any, ...], deque[str]] = defaultdict(deque)
        if not repeat:
            for record in (*journey.experiences, *journey.metric_values):
                self.there[_said(record)].append(record.id)
        for meaning, record_id in headers.fixed.items():
            if meaning != "source" and journey.get(record_id) is None:
                raise InvalidDocument(
                    f"{meaning}={record_id!r} is not on this map", record=record_id, field=meaning
                )

    def read(self, number: int) -> None:
        """Turn one row into records, or say why not."""
        step = self._match(number, "touchpoint", self.steps)
        if step.id is None:
            self._miss(number, "touchpoint", step)
            return
        persona = self._thing(number, "persona")
        if persona is not None and persona.id is None:
            self._miss(number, "persona", persona)
            return
        place = _Place(number, step, None if persona is None else persona.id)
        felt = self._values(number, Experience, FELT)
        value = self._values(number, MetricValue, ("value",))
        if felt:
            self._experience(place, felt)
        if value:
            self._value(place, value)
        if not felt and not value:
            self._miss(number, "score", Match(None, "missing", "nothing measured"))

    def refuse(self) -> None:
        """Raise where cells were wrong."""
        if not self.wrong:
            return
        # One cell may say something of a score and of a value.
        cells = list({wrong[:2]: wrong for wrong in self.wrong}.values())
        if len(cells) == 1:
            raise cell_error(*cells[0][:4])
        off = [wrong for wrong in cells if wrong.off_scale]
        lines = [str(cell_error(*wrong[:4])) for wrong in cells if not wrong.off_scale]
        if off:
            # One cause, whatever the number of rows: a survey asked on another scale.
            lines.insert(0, self._off_scale(off))
        said = [f"  {line}" for line in lines[:_WRONG_NAMED]]
        if len(lines) > _WRONG_NAMED:
            said.append(f"  and {len(lines) - _WRONG_NAMED} more")
        raise InvalidDocument(
            "\n".join([f"{len(cells)} cells are wrong, and nothing was added:", *said]),
            field=cells[0].column, value=cells[0].value,
        )  # fmt: skip

    def _off_scale(self, cells: list[_Wrong]) -> str:
        """Return one line about all scores that are off the scale."""
        first, low, high = cells[0], self.way.old.min, self.way.old.max
        if len(cells) == 1:
            return str(cell_error(*first[:4]))
        return (
            f"{len(cells)} scores are off the {self.whose} scale {low:g}..{high:g}, the first in "
            f"row {first.row}, column {first.column!r}: {first.value!s:.40}{self._advice}"
        )

    # -- records ----------------------------------------------------------------------------

    def _experience(self, place: _Place, felt: dict[str, Any]) -> None:
        number = place.row
        felt |= self._values(number, Experience, ("n", "sd", "respondent"))
        felt["source"] = self._source(number)
        score = felt.get("score")
        if score is not None and not self.way.covers(score):
            low, high = self.way.old.min, self.way.old.max
            what = f"{score:g} is off the {self.whose} scale {low:g}..{high:g}{self._advice}"
            column, cell = next(iter(self._cells(number, "score")))
            self.wrong.append(_Wrong(number, column, cell, what, off_scale=True))
            return
        if felt.get("sd") is not None:
            felt["sd"] = self.way.spread(felt["sd"], score)
        if score is not None:
            felt["score"] = self.way.score(score)
        self._add(place, Experience(
            id=self._fresh("experience"), touchpoint=str(place.step.id), persona=place.persona,
            **felt,
        ))  # fmt: skip

    def _value(self, place: _Place, value: dict[str, Any]) -> None:
        number = place.row
        value |= self._values(number, MetricValue, ("n", "date"))
        metric = self._thing(number, "metric")
        if metric is None or metric.id is None:
            self._miss(number, "metric", metric or Match(None, "missing", "no metric"))
            return
        self._add(place, MetricValue(
            id=self._fresh("metric_value"), metric=metric.id, target=str(place.step.id),
            persona=place.persona, **value,
        ))  # fmt: skip

    def _add(self, place: _Place, record: Experience | MetricValue) -> None:
        there = self.there.get(_said(record))
        if there:
            record_id, action = there.popleft(), "already there"
        else:
            record_id, action = record.id, "added"
            self.added[record_id] = record
        step = str(place.step.id)
        self.put.append(Put(
            place.row, step, self.steps.name(step), place.step.how, type_name(record), record_id,
            action,
        ))  # fmt: skip

    def _fresh(self, thing: str) -> str:
        """Return a new id; among very many rows two would be equal one day."""
        while (record_id := new_id(thing)) in self.added:
            pass
        return record_id

    # -- cells ------------------------------------------------------------------------------

    def _cells(self, number: int, meaning: str) -> Iterable[tuple[str, Any]]:
        """Give the cells of a meaning that say something, with their columns."""
        for column in self.headers.columns.get(meaning, ()):
            value = plain(self.data[column][number])
            if value is not None and not (isinstance(value, str) and not value.strip()):
                yield column, float(value) if isinstance(value, Decimal) else value

    def _values(
        self, number: int, record_type: type[Record], meanings: Iterable[str]
    ) -> dict[str, Any]:
        """Return the values of fields that a row has something for."""
        found: dict[str, Any] = {}
        for meaning in meanings:
            field = fields_of(record_type)[meaning]
            for column, cell in self._cells(number, meaning):
                value = text_of(cell) if field.role in ("text", "word") else to_value(field, cell)
                try:
                    if field.role == "number" and _THOUSANDS.fullmatch(str(cell).strip()):
                        raise InvalidDocument(f"{cell!r} may be read in two ways: give a number")
                    found[meaning] = check_value(field, meaning, value)
                except InvalidDocument as problem:
                    what = problem.message.removeprefix(f"{meaning}.{meaning} ")
                    self.wrong.append(_Wrong(number, column, cell, f"{meaning} {what}"))
                    found[meaning] = None
                break
        return found

    def _source(self, number: int) -> str:
        for column, cell in self._cells(number, "source"):
            word = folded(text_of(cell)).replace("-", "_").replace(" ", "_")
            if word in SOURCES:
                return word
            what = f"{str(cell)[:80]!r} is no source; sources are {', '.join(SOURCES)}"
            self.wrong.append(_Wrong(number, column, cell, what))
        return self.headers.fixed.get("source", "self_reported")

    def _match(self, number: int, meaning: str, known: Matcher) -> Match:
        fixed = self.headers.fixed.get(meaning)
        if fixed is not None:
            return Match(fixed, "given")
        return known.find(text_of(cell) for _, cell in self._cells(number, meaning))

    def _thing(self, number: int, meaning: str) -> Match | None:
        """Return the persona or metric of a row, made when new and wanted; None where none."""
        cells = [(column, text_of(cell)) for column, cell in self._cells(number, meaning)]
        found = self._match(number, meaning, self.known[meaning])
        if found.how == "missing":
            return None
        new = self.new.get(meaning)
        if new is None or found.how != "unknown":
            return found
        column, name = cells[-1]
        key = folded(name)
        if key not in new:
            new[key] = self._make(number, meaning, column, name.strip())
        return Match(new[key], "new")

    def _make(self, number: int, thing: str, column: str, name: str) -> str:
        fields: dict[str, Any] = {"id": new_id(thing), "name": name}
        try:
            check_value(fields_of(Metric)["name"], thing, name)
        except InvalidDocument as problem:
            self.wrong.append(_Wrong(number, column, name, problem.message))
        if thing == "metric":
            fields |= self._values(number, Metric, ("unit", "kind"))
            kinds = [folded(word) for word in (fields.get("kind"), name) if word]
            if kinds[0] in _METRIC_KINDS:
                fields["kind"] = kinds[0]
        self.made.append((thing, fields))
        return str(fields["id"])

    def _miss(self, number: int, meaning: str, match: Match) -> None:
        cell, step = (
            # A frame cannot hold half of a character, which a cell may.
            next((_whole(text_of(c)) for _, c in self._cells(number, name)), None)
            for name in (meaning, "touchpoint")
        )
        self.missed.append(Miss(number, step, match.reason, cell, match.closest))


class _Place(NamedTuple):
    """Where the records of a row belong."""

    row: int
    step: Match
    persona: str | None


def text_of(cell: Any) -> str:
    """Return a cell as text: whole numbers without decimals, as people write them."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell if isinstance(cell, str) else str(cell)


def _whole(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()


def _said(record: Experience | MetricValue) -> tuple[Any, ...]:
    """Return all that a record says; scores that were converted another way are still equal."""
    said = [type(record)]
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if name in ("score", "sd") and value is not None:
            value = f"{value + 0.0:.9g}"
        if name not in ("id", "extra"):
            said.append(value)
    return tuple(said)
