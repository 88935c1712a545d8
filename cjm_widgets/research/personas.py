"""A persona condensed from the answers to a questionnaire: nothing in it that nobody said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..frames.reading import read_frame
from ..model.errors import shorten
from ..model.ids import new_id
from ..model.limits import USUAL
from ..model.order import first_keys
from ..model.records import Persona, Place
from ..model.values import check_fields
from .survey import Survey, columns_of

if TYPE_CHECKING:
    import pandas as pd
    from narwhals.typing import IntoDataFrame

    from ..model.journey import JourneyModel

_SHOWN, _UNUSED = 3, 5


class SurveyPersona(Persona, frozen=True, kw_only=True, eq=False, gc=True):
    """A persona from a survey, with the answers behind it.

    It is a `Persona` with names for channels; ``j.add_persona(p)`` puts it on a map,
    ``p.add_to(j)`` with a piece of evidence that says how many people it stands for.

    Attributes
    ----------
    n : int
        How many people answered anything at all.
    answers : pandas.DataFrame
        A row for each answer to each question, the most frequent first: ``question``, ``label``,
        ``field`` (of the persona), ``answer`` (in the spelling most people used), ``n`` (people who
        gave it), ``share`` (of those who answered the question), ``used`` (whether the persona
        shows it) and ``respondents`` (a list).
    quotes : pandas.DataFrame
        A row for each answer in people's own words, whole: ``row`` of the frame (from 0),
        ``respondent``, ``question``, ``column`` and ``quote``.
    questions : pandas.DataFrame
        A row for each column that was read: ``column``, ``question``, ``label``, ``field``, ``n``
        (people who answered), ``blank`` (people who did not), ``share`` (answered) and ``known_by``
        (given, key, text: the question word for word, words: some of its words).
    unused : tuple
        Columns that were not read.
    """

    n: int
    answers: pd.DataFrame
    quotes: pd.DataFrame
    questions: pd.DataFrame
    unused: tuple[str, ...]

    def add_to(self, journey: JourneyModel, **fields: Any) -> Persona:
        """Add the persona to a map and, as evidence, the survey behind it; in one change.

        Parameters
        ----------
        journey
            The map.
        **fields
            Of the piece of evidence: ``title``, ``date``, ``url`` ...

        Returns
        -------
        Persona
            The record on the map.
        """
        source = {"title": self.name, "kind": "survey", "n": self.n, "quote": self.quote}
        with journey.transaction("Add persona from a survey"):
            persona = journey.add_persona(self)
            journey.add_evidence(**{**source, **fields})
        return persona

    def __repr__(self) -> str:
        lines = [f"{self.name or 'Persona'}: {self.n} respondents"]
        for (field, label), group in self.answers.groupby(["field", "label"], sort=False):
            shown = group[group["used"]].head(_SHOWN)
            said = [f"{shorten(a)} ({n})" for a, n in zip(shown["answer"], shown["n"], strict=True)]
            if said:
                more = f" and {len(group) - len(said)} more" if len(group) > len(said) else ""
                lines.append(f"  {label} ({field}): {', '.join(said)}{more}")
        if self.quote:
            lines.append(f"  quote: {shorten(self.quote, 200)}")
        if self.unused:
            left = len(self.unused) - _UNUSED
            more = f" and {left} more" if left > 0 else ""
            lines.append(f"  not read: {', '.join(map(shorten, self.unused[:_UNUSED]))}{more}")
        return "\n".join(lines)


def from_survey(
    frame: IntoDataFrame,
    *,
    name: str = "",
    questions: Mapping[str, str | None] | None = None,
    respondent: str | None = None,
    language: str | None = None,
    top: int | None = 5,
    separator: str | None = ";",
    **fields: Any,
) -> SurveyPersona:
    """Condense the answers to a questionnaire into a persona.

    Every text in the persona is an answer somebody gave, and `SurveyPersona.answers` says how many
    did. Answers are counted by people, without regard to case, width, blanks and a full stop; a
    persona of one segment is made of the rows of that segment.

    Parameters
    ----------
    frame
        The answers: a row for each respondent, a column for each question. A dataframe of pandas,
        polars or pyarrow.
    name
        Name of the persona; left out, the most frequent answer of a column ``segment``.
    questions
        ``{column: question}`` for columns that are not known by themselves: a key of
        `questionnaire`, a field of a persona (``"goals"``, ``"needs"``, ``"pains"``, ``"jobs"``,
        ``"channels"``, ``"tagline"``, ``"quote"``, ``"segment"``, ``"demographics"``,
        ``"psychographics"``), or None to leave a column out.
    respondent
        The column that says who answered (``respondent``, ``participant`` or ``id`` are known).
        Rows of one respondent are one person; without such a column each row is one.
    language
        Language of the labels of facts; that of the questions when left out.
    top
        How many texts a list (goals, needs ...) has at most, those of most people first; None
        for all of them (a list holds 1,000).
    separator
        What stands between the answers in a cell where several were chosen; None where nothing
        does. Comments, which are quoted whole, are never parted.
    **fields
        Other fields of the persona, such as ``color``, ``avatar`` or ``share``; they take the
        place of what the answers say.

    Returns
    -------
    SurveyPersona
        The persona, with ``.n``, ``.answers``, ``.quotes`` and ``.questions``.

    Notes
    -----
    Lists hold the most frequent answers to all questions of their field. A fact (age, how often)
    is the most frequent answer; where all answers are numbers, their lower median, which is one of
    them too. The tagline is the most frequent goal unless a column holds taglines. The quote is
    the answer in people's own words that most gave (of several the longest), with four words at
    least and 300 characters at most; comments come before answers to questions. Empty cells, cells
    of signs only and ``n/a`` are no answers. Answers too long for a field stay in the frames.

    Raises
    ------
    InvalidDocument
        No column is a question, or a cell holds half of a character.
    LimitExceeded
        The frame has more rows than a map takes records.
    UnknownField
        A column, a question or a field is none; the closest one is named.
    """
    data, count = read_frame(frame, USUAL)
    known, who = columns_of(data, questions or {}, respondent)
    if language is None:
        spoken = Counter(k.language for k in known.values() if k.language)
        language = max(spoken, key=spoken.__getitem__, default="en")
    survey = Survey(data, count, known, who, language, separator)
    values = survey.values(top)
    persona_id = new_id("persona")
    given = {"name": name or values.get("segment", ""), **values, **fields}
    checked = check_fields(Persona, persona_id, given)
    return SurveyPersona(
        id=persona_id, place=Place(order=first_keys(1)[0]), n=len(survey.people),
        answers=survey.answers_frame(), quotes=survey.quotes_frame(),
        questions=survey.questions_frame(),
        unused=tuple(column for column in data if column not in known and column != who),
        **checked,
    )  # fmt: skip
