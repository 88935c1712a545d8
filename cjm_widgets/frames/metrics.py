"""The table of metrics: one row a value, with what the metric says beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..model.fields import fields_of
from ..model.flow.measured import moment_of
from ..model.records import Metric, MetricValue
from .columns import (
    Column,
    Rows,
    field_columns,
    of_part,
    of_row,
    pair_columns,
    place_columns,
    type_column,
)  # fmt: skip
from .places import phase_of, through, touchpoint_of

if TYPE_CHECKING:
    from ..model.journey import JourneyModel

_AT = ("at_id", "at")
_METRIC_FIELDS = ("kind", "unit", "direction", "target", "owner", "source")
_VALUE_FIELDS = ("persona", "date", "value", "n")


class MetricRow(NamedTuple):
    """A value of a metric; None where the metric has none."""

    metric: Metric
    value: MetricValue | None


def rows(journey: JourneyModel) -> Rows:
    """Return the rows: metrics in order, the values of each by date."""
    state = journey.store.state
    values: dict[str, list[MetricValue]] = {}
    for value in sorted(state.in_order("metric_value"), key=moment_of):
        values.setdefault(value.metric, []).append(value)
    return tuple(
        MetricRow(metric, value)
        for metric in state.in_order("metric")
        for value in values.get(metric.id, (None,))
    )


def columns() -> list[Column]:
    """Return the columns; those of the metric stand alike in all of its rows."""
    metric, value = fields_of(Metric), fields_of(MetricValue)
    of_value = of_part("value")
    at = of_value("target")
    found = [
        Column("metric_id", "id", of_row("metric.id"), value["metric"], "metric", thing="metric"),
        Column(
            "metric", "name", of_row("metric.name"), metric["name"], "name", thing="metric",
            ordered=True,
        ),
        Column("metric_value_id", "id", of_value("id"), thing="metric_value"),
    ]  # fmt: skip
    for name in _METRIC_FIELDS:
        found += field_columns(metric[name], lambda name: of_row(f"metric.{name}"))
    found.append(type_column("at", at))
    found += [
        replace(column, writes="at")
        for column in pair_columns("at", at, thing="*", ordered=False)
    ]  # fmt: skip
    for column in place_columns(through(touchpoint_of, at), through(phase_of, at), follows=_AT):
        writes = column.thing if column.name != "position" else ""
        follows = _AT if writes else (*_AT, "touchpoint_id", "touchpoint", "phase_id", "phase")
        found.append(replace(column, writes=writes, follows=follows))
    for name in _VALUE_FIELDS:
        found += field_columns(value[name], of_value)
    return found


def is_of_metric(column: Column) -> bool:
    """Tell whether a column says something of the metric, not of the value."""
    return column.writes in ("name", *_METRIC_FIELDS)
