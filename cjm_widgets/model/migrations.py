"""Older files, one version at a time.

`STEPS[n]` takes a file of version ``n`` (a plain dict, which it may alter) and returns the same
map as version ``n + 1``. Versions before 1 were never published; the first step is there so
that the frame is in use, and files of the sketches (``version: 0``, ``name`` for ``title``)
open.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]


def _from_0(data: dict[str, Any]) -> dict[str, Any]:
    """Rename ``journey.name`` to ``title``, as it is called since version 1."""
    journey = data.get("journey")
    if isinstance(journey, dict) and "name" in journey and "title" not in journey:
        journey["title"] = journey.pop("name")
    return data


STEPS: MappingProxyType[int, Step] = MappingProxyType({0: _from_0})


def migrate(data: dict[str, Any], version: int, to: int) -> dict[str, Any]:
    """Return `data`, written as `version`, as a file of version `to`."""
    for number in range(version, to):
        data = STEPS[number](data)
        data["version"] = number + 1
    return data
