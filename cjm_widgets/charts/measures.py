"""The newest values of metrics, and whether they reach their targets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..frames import to_frame
from ..model.journey import JourneyModel
from .kit import texts_of

Key = tuple[str, str, str | None]


def newest_values(journey: JourneyModel, metric: str | None = None) -> dict[Key, dict[str, Any]]:
    """Return the newest row of the table of metrics by metric, place and persona.

    They are in the order of the metrics, then of the map. A value without a date is older than any
    that has one.

    Parameters
    ----------
    journey
        The map.
    metric
        The id of one metric only.
    """
    newest: dict[Key, dict[str, Any]] = {}
    for row in texts_of(to_frame(journey, "metrics")):
        if row["value"] is not None and metric in (None, row["metric_id"]):
            key = row["metric_id"], row["at_id"], row["persona_id"]
            # Of several of one day the last one stands.
            if key not in newest or _moment(row) >= _moment(newest[key]):
                newest[key] = row
    order = {m.id: at for at, m in enumerate(journey.metrics)}
    keys = sorted(newest, key=lambda key: (order[key[0]], newest[key]["position"] or 0))
    return {key: newest[key] for key in keys}


def reached(value: float, target: float | None, direction: str) -> str:
    """Return ``"reached"``, ``"not_reached"``, or ``"no_verdict"`` where nothing says which."""
    if target is None or direction not in ("up", "down"):
        return "no_verdict"
    good = value >= target if direction == "up" else value <= target
    return "reached" if good else "not_reached"


def _moment(row: dict[str, Any]) -> float:
    return float("-inf") if row["date"] is None else pd.Timestamp(row["date"]).timestamp()
