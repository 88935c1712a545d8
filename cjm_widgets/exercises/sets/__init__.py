"""What the exercises demand, one file a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..exercise import Exercise
from . import (
    analyst,
    export,
    participant,
    planned_actual,
    quickstart,
    service_blueprint,
    teacher,
    touchpoint_map,
)

#: The exercises by their ids, in the order of the notebooks.
EXERCISES: Mapping[str, Exercise] = MappingProxyType(
    {
        exercise.id: exercise
        for part in (
            quickstart,
            analyst,
            touchpoint_map,
            service_blueprint,
            planned_actual,
            export,
            participant,
            teacher,
        )
        for exercise in part.EXERCISES
    }
)
