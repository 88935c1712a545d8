"""A workshop as dataframes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from ..frames.output import categorical, text_column
from ..model.fields import fields_of
from ..model.records import WorkshopPart
from .checklist import Item
from .plan import PLAN
from .timing import planned, remaining, taken
from .wording import Wording


def agenda(parts: Sequence[WorkshopPart], words: Wording, now: datetime) -> pd.DataFrame:
    """Return a row a part: what is planned, what it has taken, what is left, in seconds."""
    return pd.DataFrame({
        **_heads(parts, parts, words),
        "kind": _choice("kind", parts),
        "status": _choice("status", parts),
        "planned": pd.array([planned(part) for part in parts], dtype="float64"),
        "taken": pd.array([taken(part, now) for part in parts], dtype="float64"),
        "remaining": pd.array([remaining(part, now) for part in parts], dtype="float64"),
    })  # fmt: skip


def guide(parts: Sequence[WorkshopPart], words: Wording) -> pd.DataFrame:
    """Return a row a step: how long, what the teacher says, and does."""
    rows = [
        (part, step.minutes, words.steps[step.id])
        for part in parts if part.kind in PLAN
        for step in PLAN[part.kind].steps
    ]  # fmt: skip
    return pd.DataFrame({
        **_heads([part for part, _, _ in rows], parts, words),
        "step": text_column([text.title for _, _, text in rows]),
        "minutes": pd.array([minutes for _, minutes, _ in rows], dtype="int64"),
        "say": text_column([text.say for _, _, text in rows]),
        "do": text_column([text.do for _, _, text in rows]),
    })  # fmt: skip


def checklist(items: Sequence[Item], parts: Sequence[WorkshopPart], words: Wording) -> pd.DataFrame:
    """Return a row an item: whether it is done, who tells, and what is missing."""
    return pd.DataFrame({
        **_heads([item.part for item in items], parts, words),
        "item": text_column([item.id for item in items]),
        "text": text_column([item.text for item in items]),
        "done": pd.array([item.done for item in items], dtype="bool"),
        "how": categorical(["document", "hand"], [item.how for item in items]),
        "missing": text_column([item.missing for item in items]),
    })  # fmt: skip


def _choice(name: str, parts: Sequence[WorkshopPart]) -> pd.Categorical:
    values = [getattr(part, name) for part in parts]
    # What a later version knows comes last.
    return categorical(list(dict.fromkeys((*fields_of(WorkshopPart)[name].known, *values))), values)


def _heads(
    rows: Sequence[WorkshopPart], parts: Sequence[WorkshopPart], words: Wording
) -> dict[str, object]:
    titles = list(dict.fromkeys(words.title(part) for part in parts))
    return {
        "part_id": text_column([part.id for part in rows]),
        "part": categorical(titles, [words.title(part) for part in rows]),
    }
