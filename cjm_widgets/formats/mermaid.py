"""Mermaid journey diagrams as maps.

A section becomes a phase, a task a touchpoint, an actor a persona, and the task's score one
assumed experience for each of its actors (or for everybody where it names none), on the scale
from 1 to 5 that Mermaid draws its faces for.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from math import isfinite

from ..journey import Journey
from ..model.errors import FormatError, ScoreWarning
from ..model.guard import too_many
from ..model.limits import Limits, checked
from ..model.records import Persona
from .mermaid_syntax import (
    MermaidJourney,
    MermaidSyntaxError,
    MermaidTask,
    decode_entities,
    parse,
)  # fmt: skip

LOWEST, HIGHEST = 1, 5


def journey_from_text(
    text: str, *, name: str = "the diagram", limits: Limits | None = None
) -> Journey:
    """Return the map a Mermaid ``journey`` diagram describes.

    Parameters
    ----------
    text
        The diagram, as in an ``.mmd`` file.
    name
        What to call it in messages.
    limits
        How large the map may be; it keeps them.

    Raises
    ------
    FormatError
        Mermaid 11 would not draw it; the message names the line.

    Warns
    -----
    ScoreWarning
        A score is missing (no experience is made) or lies outside 1..5 (it is kept).
    """
    try:
        diagram = parse(text)
    except MermaidSyntaxError as problem:
        raise FormatError(f"{name}: {problem}", record=name) from problem
    limits = checked(limits)
    if len(diagram.tasks) > limits.records:
        raise too_many(len(diagram.tasks), limits, f"{name} makes")
    journey = Journey(emotion_scale="1..5")
    journey.limits = limits
    journey.update(
        title=decode_entities(diagram.title), description=decode_entities(diagram.acc_descr)
    )
    with journey.transaction("Read Mermaid"):
        personas = {
            actor: journey.add_persona(decode_entities(actor)) for actor in _actors(diagram)
        }
        for section, tasks in _sections(diagram):
            phase = journey.add_phase(decode_entities(section)) if section else None
            for task in tasks:
                touchpoint = journey.add_touchpoint(
                    decode_entities(task.task), phase=phase, status="assumed"
                )
                _warn_about(task, name)
                if task.score is None or not isfinite(task.score):
                    continue
                actors: list[Persona | None] = [personas[a] for a in dict.fromkeys(task.people)]
                for persona in actors or [None]:
                    journey.add_experience(touchpoint, persona, float(task.score))
    # What the file says is where the map starts: nothing to undo, revision 0.
    return Journey.from_json(journey.to_json(), limits=limits)


def _actors(diagram: MermaidJourney) -> list[str]:
    """Return the actors in the order they first appear."""
    return list(dict.fromkeys(person for task in diagram.tasks for person in task.people))


def _sections(diagram: MermaidJourney) -> Iterator[tuple[str, list[MermaidTask]]]:
    """Yield every section with its tasks; tasks before the first one come under ``""``."""
    tasks = list(diagram.tasks)
    for section in ("", *diagram.sections):
        mine = []
        while tasks and tasks[0].section == section:
            mine.append(tasks.pop(0))
        if section or mine:
            yield section, mine


def _warn_about(task: MermaidTask, name: str) -> None:
    if task.score is None or not isfinite(task.score):
        what = f"has no score ({task.raw_score!r} is no number); it is read without one"
    elif not LOWEST <= task.score <= HIGHEST:
        what = f"has the score {task.score}, outside {LOWEST}..{HIGHEST}; it is kept as it is"
    else:
        return
    warnings.warn(f"{name}, line {task.line}: {task.task!r} {what}", ScoreWarning, stacklevel=4)
