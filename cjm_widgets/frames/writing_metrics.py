"""The table of metrics written back: metrics, and their values."""

from __future__ import annotations

from .grouping import agreed, without_none
from .metrics import is_of_metric
from .reading import Row, cell_error, changed_in, only_shows
from .writing import Cell, Writer, refuse_twins, rows_now

_VALUE_ID = "metric_value_id"
_AT = ("at_id", "at")
_TOUCHPOINT = ("touchpoint_id", "touchpoint")
_PHASE = ("phase_id", "phase")
_FOLLOWING = ("at_type", "position")


class MetricWriter(Writer):
    """Writes rows of values, and what they say of their metric."""

    def write(self, rows: list[Row], *, remove_missing: bool) -> None:
        """Write all rows; a metric goes when none of its rows is left."""
        refuse_twins(rows, _VALUE_ID)
        values, metrics = self._current()
        keys = [self._key(number, row, values) for number, row in enumerate(rows)]
        if remove_missing:
            given = {row.get(_VALUE_ID) for row in rows}
            self.journey.remove(
                *(i for i in values if i not in given), *(i for i in metrics if i not in keys)
            )
            values = {i: now for i, now in values.items() if self.journey.get(i) is not None}
            metrics = {i: now for i, now in metrics.items() if self.journey.get(i) is not None}
        metric_ids = self._write_metrics(rows, keys, values, metrics)
        waiting = [
            (number, *added)
            for number, row in enumerate(rows)
            if row.get(_VALUE_ID) not in values
            and (added := self._add(number, row, metric_ids[keys[number]]))
        ]
        for number, value_id, cells in waiting:
            self.update(number, value_id, self._of_value(self.values(number, cells)))
        for number, row in enumerate(rows):
            if row.get(_VALUE_ID) in values:
                now = values[row[_VALUE_ID]]
                changed = changed_in(row, now, self.columns)
                cells = _place({**now, **row}, self._own(changed), now, number)
                self.update(number, row[_VALUE_ID], self._of_value(self.values(number, cells)))

    def _current(self) -> tuple[dict[str, Row], dict[str, Row]]:
        """Return the cells of values by their ids, and those of metrics by theirs."""
        values: dict[str, Row] = {}
        metrics: dict[str, Row] = {}
        for row, cells in rows_now(self.journey, self.table):
            metrics[row.metric.id] = cells
            if row.value is not None:
                values[row.value.id] = cells
        return values, metrics

    def _key(self, number: int, row: Row, values: dict[str, Row]) -> str:
        """Return the id of the metric of a row, or a new name (which no id can be)."""
        metric_id, name, now = row.get("metric_id"), row.get("metric"), row.get(_VALUE_ID)
        if metric_id is not None:
            if not isinstance(metric_id, str):
                raise cell_error(number, "metric_id", metric_id, f"{metric_id!r} is no id")
            return metric_id
        if now in values:
            if "metric_id" not in row:
                return str(values[now]["metric_id"])
            raise cell_error(number, "metric_id", None, "a value belongs to a metric; give its id")
        if not name:
            raise cell_error(number, "metric", name, "this row is of no metric; name one")
        return next(iter(self.names.known("metric", str(name))), f"new {name}")

    def _write_metrics(
        self, rows: list[Row], keys: list[str], values: dict[str, Row], metrics: dict[str, Row]
    ) -> dict[str, str]:
        """Write what the rows say of metrics; return the id of each by its key."""
        said: dict[str, dict[int, Row]] = {}
        for number, (row, key) in enumerate(zip(rows, keys, strict=True)):
            cells = {n: value for n, value in row.items() if is_of_metric(self.columns[n])}
            now = values.get(row.get(_VALUE_ID, ""))
            here = said.setdefault(key, {})
            if now is not None and now["metric_id"] != key:
                # A value that moves here may still show what its old metric says.
                cells = changed_in(cells, now, self.columns)
            elif now is None and (here or metrics.get(key, {_VALUE_ID: ""})[_VALUE_ID] is not None):
                cells = without_none(cells)
            here[number] = cells
        ids: dict[str, str] = {}
        for key, rows_said in said.items():
            number = next(iter(rows_said))
            called = f"metric {key.removeprefix('new ')!r}"
            cells = agreed(rows_said, self.columns, called, metrics.get(key))
            if key in metrics:
                ids[key] = key
                changed = changed_in(cells, metrics[key], self.columns)
                self.update(number, key, self.values(number, changed, self.journey.get(key)))
                continue
            given = self.values(number, without_none(cells))
            record_id = None if key.startswith("new ") else key
            ids[key] = self.add(number, "metric", "metric_id", record_id, given).id
        return ids

    def _own(self, cells: Row) -> Row:
        """Return the cells that say something of the value."""
        return {n: value for n, value in cells.items() if not is_of_metric(self.columns[n])}

    def _add(self, number: int, row: Row, metric_id: str) -> tuple[str, Row] | tuple[()]:
        """Add the value of a row that has one; return its id and the cells that are to wait."""
        cells = without_none(self._own(row))
        value_id = cells.pop(_VALUE_ID, None)
        cells.pop("metric_id", None)
        if not cells and value_id is None:
            return ()
        cells = _place(row, cells, None, number)
        waiting = {}
        if cells.get("at_id") is not None and self.journey.get(str(cells["at_id"])) is None:
            # It may be a value of a later row.
            waiting = {name: cells.pop(name) for name in _AT if name in cells}
        values = self._of_value(self.values(number, cells))
        values["metric"] = Cell("metric_id", metric_id, metric_id)
        values.setdefault("target", Cell("at_id", None, self.journey.id))
        return self.add(number, "metric_value", _VALUE_ID, value_id, values).id, waiting

    def _of_value(self, values: dict[str, Cell]) -> dict[str, Cell]:
        """Turn where a value was measured into its target; nowhere is the whole journey."""
        found = dict(values)
        for keyword in ("phase", "touchpoint", "at"):
            if (cell := found.pop(keyword, None)) is not None:
                found["target"] = cell._replace(value=cell.value or self.journey.id)
        return found


def _place(row: Row, cells: Row, now: Row | None, number: int) -> Row:
    """Let `at` count before the touchpoint, that before the phase; what only shows goes along."""
    rest = {n: v for n, v in cells.items() if n not in (*_AT, *_TOUCHPOINT, *_PHASE, *_FOLLOWING)}
    at, touchpoint, phase = (
        {n: cells[n] for n in names if n in cells} for names in (_AT, _TOUCHPOINT, _PHASE)
    )
    if not (at or touchpoint or phase):
        return cells
    for given in (at, touchpoint):
        if any(given.values()):
            return {**rest, **given}
    if at or (phase and not touchpoint and now is not None and now["touchpoint_id"] is None):
        return {**rest, **(phase if any(phase.values()) else {"phase_id": None})}
    if touchpoint:
        return {**rest, **(phase or {"phase_id": row.get("phase_id")})}
    if now is not None:
        raise only_shows(number, *next(iter(phase.items())))
    return {**rest, **phase}
