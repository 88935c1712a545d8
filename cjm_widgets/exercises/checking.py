"""`check`: what is right already, what is missing, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from textwrap import fill
from typing import Any

from ..model.errors import ExerciseError, shorten
from .exercise import Exercise
from .sets import EXERCISES
from .wording import texts, words

#: Characters of a line of what is told.
_WIDTH = 96


@dataclass(frozen=True, repr=False)
class Outcome:
    """What `check` found; it is true where the exercise is solved.

    Attributes
    ----------
    exercise : str
        Its id.
    met, missing : tuple of str
        What is as it was asked for, and what is not yet.
    hint : str
        What to do next; empty where it is solved.
    """

    exercise: str
    met: tuple[str, ...]
    missing: tuple[str, ...]
    hint: str
    _head: str
    _next: str

    @property
    def passed(self) -> bool:
        """Whether the exercise is solved."""
        return not self.missing

    def __bool__(self) -> bool:
        return self.passed

    def __repr__(self) -> str:
        lines = [self._head]
        lines += [f"  ✓ {text}" for text in self.met]
        lines += [f"  ○ {text}" for text in self.missing]
        if self.hint:
            # A notebook would break a long line within a word.
            lines.append(fill(f"{self._next} {self.hint}", _WIDTH, break_long_words=False))
        return "\n".join(lines)


def check(exercise: str, /, *given: Any, language: str | None = None) -> Outcome:
    """Look whether an exercise is solved.

    It looks at what is on the map (or in the file), however it came there, and changes nothing.

    Parameters
    ----------
    exercise
        Its id, as in the notebook: ``"quickstart-1"``; `catalogue` lists them.
    *given
        What it is about: a map, for some a file or something else that the exercise names.
    language
        ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; that of the map when left out.

    Returns
    -------
    Outcome
        True where it is solved. As the last line of a cell it says what is right already, what
        is missing and what to do next.

    Raises
    ------
    ExerciseError
        There is no such exercise, or what was given is not what it is about.
    """
    asked = find(exercise)
    _refuse(asked, given)
    language = language or _language(asked, given)
    told, said = texts(language, asked.notebook, asked.id), words(language)
    seen = [thing.seen(one) for thing, one in zip(asked.takes, given, strict=True)]
    met: list[str] = []
    missing: list[str] = []
    hint = ""
    for demand in asked.demands:
        ask = told.demands[demand.id]
        lacking = list(demand.lacks(*seen))
        (missing if lacking else met).append(ask.asks)
        if lacking and not hint:
            hint = ask.next(lacking, said.quoted)
    frame = said.open if missing else said.passed
    head = frame.format(title=told.title, id=asked.id, n=len(met), all=len(asked.demands))
    return Outcome(asked.id, tuple(met), tuple(missing), hint, head, said.next)


def find(exercise: str) -> Exercise:
    """Return an exercise by its id. Raises `ExerciseError`, which lists those of its notebook."""
    found = EXERCISES.get(str(exercise))
    if found is not None:
        return found
    by_notebook: dict[str, list[str]] = {}
    for one in EXERCISES.values():
        by_notebook.setdefault(one.notebook, []).append(one.id)
    notebook = get_close_matches(
        str(exercise).rpartition("-")[0] or str(exercise), by_notebook, n=1, cutoff=0.5
    )
    there = (
        f"those of {notebook[0]} are {', '.join(by_notebook[notebook[0]])}" if notebook
        else f"there are exercises for {', '.join(by_notebook)}, numbered from 1, such as "
             f"{next(iter(EXERCISES))!r}"
    )  # fmt: skip
    raise ExerciseError(
        f"there is no exercise {shorten(exercise)}; {there}", field="exercise", value=exercise
    )


def _refuse(exercise: Exercise, given: tuple[Any, ...]) -> None:
    wanted = [thing.name for thing in exercise.takes]
    same_notebook = ", ".join(e for e, x in EXERCISES.items() if x.notebook == exercise.notebook)
    told = f"{exercise.id!r} looks at a {' and a '.join(wanted)}"
    if len(given) != len(wanted):
        raise ExerciseError(
            f"{told}: {len(wanted)} to give, not {len(given)} "
            f"(the exercises of {exercise.notebook}: {same_notebook})",
            field="given", value=given,
        )  # fmt: skip
    for thing, one in zip(exercise.takes, given, strict=True):
        if not thing.is_one(one):
            raise ExerciseError(
                f"{told}, and {shorten(one)} is no {thing.name} "
                f"(the exercises of {exercise.notebook}: {same_notebook})",
                field="given", value=one,
            )  # fmt: skip


def _language(exercise: Exercise, given: tuple[Any, ...]) -> str:
    for thing, one in zip(exercise.takes, given, strict=True):
        if (journey := thing.journey(one)) is not None:
            return journey.info.language
    return "en"
