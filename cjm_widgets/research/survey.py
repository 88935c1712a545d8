"""The answers to a questionnaire: read, counted, and put into the fields of a persona."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from ..frames.cells import plain
from ..frames.output import text_column
from ..frames.reading import cell_error
from ..model.errors import InvalidDocument, shorten, unknown_field
from ..model.kinds import MAX_NAME, MAX_TEXT
from .answers import Answer, Tally, is_blank, normal, pieces, typical
from .measurements import text_of
from .questionnaire import FIELDS, QUESTIONS, Known, plain_words, recognise, wordings

LISTS = ("goals", "needs", "pains", "jobs", "channels")
FACTS = ("demographics", "psychographics")
_WHOLE = ("comment", "quote")
_PEOPLE = ("respondent", "respondent_id", "participant", "participant_id", "id")
_QUOTE_WORDS, _QUOTE_LENGTH = 4, 300
_LIST_LENGTH, _LABEL_LENGTH = 1_000, 200


def columns_of(
    data: Mapping[str, Any], given: Mapping[str, Any], respondent: str | None
) -> tuple[dict[str, Known], str | None]:
    """Return the question of every column that holds one, and the column that says who.

    Raises
    ------
    UnknownField
        A column or a question that was given is none.
    InvalidDocument
        No column is a question.
    """
    questions = {**QUESTIONS, **FIELDS}
    if not all(name in data for name in given) and all(name in questions for name in given):
        # Given as question -> column.
        given = {column: question for question, column in given.items()}
    for column, question in given.items():
        if column not in data:
            raise unknown_field("the frame", str(column), data)
        if question is not None and question not in questions:
            raise unknown_field("a questionnaire", str(question), questions, question)
    if respondent is not None and respondent not in data:
        raise unknown_field("the frame", respondent, data)
    called = {plain_words(name).replace(" ", "_"): name for name in data if name not in given}
    who = respondent or next((called[name] for name in _PEOPLE if name in called), None)
    known: dict[str, Known] = {}
    for column in data:
        if column in given:
            if given[column] is not None:
                known[column] = Known(questions[given[column]], "given")
        elif column != who and (found := recognise(column)) is not None:
            known[column] = found
    if not known:
        raise InvalidDocument(
            "no column of the frame is known as a question: say which are in "
            f"questions={{'column': 'goals'}}; its columns are {shorten(list(data), 300)}, "
            f"questions are {', '.join(questions)}",
            field="questions",
        )
    return known, who


class Quote(NamedTuple):
    """What somebody said in their own words."""

    row: int
    respondent: str | None
    question: str
    column: str
    quote: str


class _Asked(NamedTuple):
    """A question as it was asked: two columns may ask one, facts of one field are many."""

    key: str
    label: str
    field: str
    kind: str


class Survey:
    """The answers of all people to all questions."""

    def __init__(
        self,
        data: Mapping[str, list[Any]],
        count: int,
        known: Mapping[str, Known],
        who: str | None,
        language: str,
        separator: str | None,
    ) -> None:
        words = wordings(language)
        self._known = known
        self._asked = {
            column: _Asked(
                found.question.key, _label(column, found, words), found.question.field,
                found.question.kind,
            )
            for column, found in known.items()
        }  # fmt: skip
        self._separator = separator
        self._tallies: dict[_Asked, Tally] = {asked: Tally() for asked in self._asked.values()}
        self._answered: dict[str, set[Hashable]] = {column: set() for column in known}
        self._shown: dict[_Asked | str, set[str]] = {}
        #: Everybody who answered anything -> what they are called.
        self.people: dict[Hashable, str] = {}
        self._quotes: list[Quote] = []
        for row in range(count):
            said = None if who is None else _text(row, who, data[who][row])
            for column in known:
                self._read(row, column, plain(data[column][row]), said)

    def _read(self, row: int, column: str, cell: Any, respondent: str | None) -> None:
        asked = self._asked[column]
        person = (respondent is None, row if respondent is None else respondent)
        whole = [text for item in _items(cell) if (text := _text(row, column, item)) is not None]
        if asked.kind == "open":
            said = dict.fromkeys(text for text in whole if not is_blank(text))
            self._quotes += [Quote(row, respondent, asked.key, column, text) for text in said]
        for answer in pieces(whole, None if asked.key in _WHOLE else self._separator):
            self._tallies[asked].add(answer, person)
            self._answered[column].add(person)
            self.people.setdefault(person, f"row {row}" if respondent is None else respondent)

    # -- the persona ------------------------------------------------------------------------

    def values(self, top: int | None) -> dict[str, Any]:
        """Return the fields of the persona that something was said for."""
        values: dict[str, Any] = {}
        for field in LISTS:
            limit = MAX_NAME if field == "channels" else MAX_TEXT
            shown = [a for a in self._tally(field).ranked() if len(a.text) <= limit]
            values[field] = self._show(field, shown[: _LIST_LENGTH if top is None else top])
        for asked, tally in self._tallies.items():
            answer = typical(tally, asked.kind) if asked.field in FACTS else None
            if answer is not None and len(answer.text) <= MAX_TEXT:
                facts = values.setdefault(asked.field, {})
                facts[asked.label] = self._show(asked, [answer])[0]
        for field in ("segment", "tagline"):
            ranked = [a for a in self._tally(field).ranked() if len(a.text) <= MAX_NAME]
            values[field] = next(iter(self._show(field, ranked[:1])), "")
        short = (goal for goal in values["goals"] if len(goal) <= MAX_NAME)
        values["tagline"] = values["tagline"] or next(short, "")
        values["quote"] = self._quote()
        return {field: value for field, value in values.items() if value}

    def _tally(self, field: str) -> Tally:
        """Return the answers to all questions of a field: who gave one to two counts once."""
        merged = Tally()
        for asked, tally in self._tallies.items():
            if asked.field == field:
                merged.merge(tally)
        return merged

    def _show(self, where: _Asked | str, answers: list[Answer]) -> list[str]:
        texts = [answer.text for answer in answers]
        self._shown.setdefault(where, set()).update(map(normal, texts))
        return texts

    def _quote(self) -> str:
        for keys in (_WHOLE, QUESTIONS):
            tally = Tally()
            for quote in self._quotes:
                text, person = quote.quote, quote.respondent
                fits = len(text) <= _QUOTE_LENGTH and len(text.split()) >= _QUOTE_WORDS
                if quote.question in keys and fits:
                    tally.add(text, (person is None, quote.row if person is None else person))
            best = max(tally.ranked(), key=lambda a: (a.n, len(a.text)), default=None)
            if best is not None:
                return self._show("quote", [best])[0]
        return ""

    # -- the frames -------------------------------------------------------------------------

    def answers_frame(self) -> pd.DataFrame:
        """Return a row for each answer to each question, the most frequent first."""
        rows = []
        for asked, tally in self._tallies.items():
            shown = self._shown.get(asked if asked.field in FACTS else asked.field, set())
            total = len(tally.people)
            rows += [
                (
                    asked.key, asked.label, asked.field, answer.text, answer.n, answer.n / total,
                    normal(answer.text) in shown, [self.people[p] for p in answer.people],
                )
                for answer in tally.ranked()
            ]  # fmt: skip
        names = ("question", "label", "field", "answer", "n", "share", "used", "respondents")
        return _frame(names, rows)

    def quotes_frame(self) -> pd.DataFrame:
        """Return a row for each answer in people's own words, whole."""
        return _frame(Quote._fields, list(self._quotes))

    def questions_frame(self) -> pd.DataFrame:
        """Return a row for each column that was read."""
        people = len(self.people)
        rows = []
        for column, asked in self._asked.items():
            n = len(self._answered[column])
            share = n / people if people else 0.0
            by = self._known[column].by
            rows.append((column, asked.key, asked.label, asked.field, n, people - n, share, by))
        names = ("column", "question", "label", "field", "n", "blank", "share", "known_by")
        return _frame(names, rows)


def _label(column: str, known: Known, words: Mapping[str, Any]) -> str:
    if known.question.key in words:
        return str(words[known.question.key].label)
    if known.question.field in FACTS:
        return column if len(column) <= _LABEL_LENGTH else f"{column[: _LABEL_LENGTH - 1]}…"
    return known.question.key


def _items(cell: Any) -> Iterator[Any]:
    yield from cell if isinstance(cell, list) else (cell,)


def _text(row: int, column: str, cell: Any) -> str | None:
    """Return a cell as text that can be kept; None where it is empty."""
    cell = plain(cell)
    text = "" if cell is None else text_of(cell).strip()
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        what = "this holds half of a surrogate pair, which is no character: remove it"
        raise cell_error(row, column, text, what) from problem
    return text or None


_DTYPES = MappingProxyType({
    "n": "int64", "blank": "int64", "row": "int64", "share": "float64", "used": "bool",
    "respondents": "object",
})  # fmt: skip


def _frame(names: tuple[str, ...], rows: list[Any]) -> pd.DataFrame:
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    return pd.DataFrame({
        name: pd.Series(values, dtype=_DTYPES[name]) if name in _DTYPES else text_column(values)
        for name, values in columns.items()
    })  # fmt: skip
