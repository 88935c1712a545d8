"""Scores in a merged map that were given on another emotion scale than it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .change import Change
from .records import Experience
from .state import State


def off_scale(merged: State, sides: Iterable[tuple[State, Change]]) -> Iterator[tuple[str, str]]:
    """Give the scores that a side gave on another scale than the merged map has: id, and words.

    They stand as they were given: nobody can tell a scale that was converted, with all its
    scores, from one that was put right.

    Parameters
    ----------
    merged
        The merged map.
    sides
        What was merged, and what each did to the common base.
    """
    scale = merged.journey.emotion_scale
    ends = (scale.min, scale.neutral, scale.max)
    for side, change in sides:
        given = side.journey.emotion_scale
        if (given.min, given.neutral, given.max) == ends:
            continue
        for record_id in sorted(change.added.keys() | change.updated.keys()):
            record, mine = merged.get(record_id), side.get(record_id)
            if not isinstance(record, Experience) or not isinstance(mine, Experience):
                continue
            if record.score is None or record.score != mine.score:
                continue
            if record_id in change.added or "score" in change.updated[record_id]:
                yield (
                    record_id,
                    (
                        f"The score {record.score:g} was given on the scale {given.min:g} to "
                        f"{given.max:g}; the merged map has {scale.min:g} to {scale.max:g}."
                    ),
                )
