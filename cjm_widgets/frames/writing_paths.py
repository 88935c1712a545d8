"""The table of paths written back: paths, and their steps."""

from __future__ import annotations

from typing import Any

from .grouping import agreed, without_none
from .paths import is_of_path
from .reading import Row, cell_error, changed_in, only_shows
from .writing import Cell, Writer, rows_now

_TOUCHPOINT = ("touchpoint_id", "touchpoint")
_STEP = ("position", *_TOUCHPOINT)
#: The rows of a path as the map has them, by position; None where it has no step.
Steps = dict[Any, Row]


class PathWriter(Writer):
    """Writes rows of steps, and what they say of their path."""

    def write(self, rows: list[Row], *, remove_missing: bool) -> None:
        """Write all rows; with `remove_missing`, the steps of a path are those of its rows."""
        paths: dict[str, Steps] = {}
        for step, cells in rows_now(self.journey, self.table):
            paths.setdefault(step.path.id, {})[step.position] = cells
        groups: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            groups.setdefault(self._key(number, row), []).append(number)
        for key, numbers in groups.items():
            _refuse_positions(rows, numbers, key)
        if remove_missing:
            self.journey.remove(*(i for i in paths if i not in groups))
        for key, numbers in groups.items():
            self._write(rows, numbers, key, paths.get(key), replace=remove_missing)

    def _key(self, number: int, row: Row) -> str:
        """Return the id of the path of a row, or a new name (which no id can be)."""
        path_id, name = row.get("path_id"), row.get("path")
        if path_id is not None:
            if not isinstance(path_id, str):
                raise cell_error(number, "path_id", path_id, f"{path_id!r} is no id")
            return path_id
        if not name:
            raise cell_error(number, "path", name, "this row is of no path; name one")
        return next(iter(self.names.known("path", str(name))), f"new {name}")

    def _write(
        self, rows: list[Row], numbers: list[int], key: str, now: Steps | None, *, replace: bool
    ) -> None:
        said = {}
        for number in numbers:
            cells = {n: v for n, v in rows[number].items() if is_of_path(self.columns[n])}
            is_new = now is None or rows[number].get("position") not in (None, *now)
            said[number] = without_none(cells) if is_new else cells
        number, called = numbers[0], f"path {key.removeprefix('new ')!r}"
        there = None if now is None else next(iter(now.values()))
        cells = agreed(said, self.columns, called, there)
        steps = self._steps(rows, numbers, now, replace=replace)
        at = next((n for n in _TOUCHPOINT if n in rows[number]), "position")
        step_cell = {} if steps is None else {"steps": Cell(at, None, steps)}
        if there is None:
            values = self.values(number, without_none(cells))
            path_id = None if key.startswith("new ") else key
            self.add(number, "path", "path_id", path_id, values | step_cell)
            return
        path = self.journey.get(key)
        changed = changed_in(cells, there, self.columns)
        if steps == list(path.steps):
            step_cell = {}
        self.update(number, key, self.values(number, changed, path) | step_cell)

    def _steps(
        self, rows: list[Row], numbers: list[int], now: Steps | None, *, replace: bool
    ) -> list[str] | None:
        """Return the steps of a path, None where the frame has none of their columns."""
        if not any(name in rows[numbers[0]] for name in _STEP):
            return None
        now = now or {}
        placed: dict[float, str] = {}
        if not replace:
            placed = {at: row["touchpoint_id"] for at, row in now.items() if at is not None}
        last: list[str] = []
        for number in numbers:
            row = rows[number]
            position = row.get("position")
            if position is None:
                if any(row.get(name) for name in _TOUCHPOINT):
                    last.append(self._touchpoint(number, row, {}))
                continue
            placed[position] = self._touchpoint(number, row, now.get(position, {}))
        return [placed[at] for at in sorted(placed)] + last

    def _touchpoint(self, number: int, row: Row, now: Row) -> str:
        cells = {name: row[name] for name in _TOUCHPOINT if name in row}
        if now:
            shown = {n: value for n, value in row.items() if n in ("phase_id", "phase")}
            cells = changed_in(cells, now, self.columns)
            if not cells:
                for name in changed_in(shown, now, self.columns):
                    raise only_shows(number, name, row[name])
                return str(now["touchpoint_id"])
        if row.get("touchpoint") and row.get("touchpoint_id") is None:
            # Also where the name is as it was, and only the id was taken away.
            cells = {"touchpoint": row["touchpoint"]}
        found = self.values(number, cells).get("steps")
        if found is None or found.value is None:
            raise cell_error(
                number, next(iter(cells), "position"), None,
                "a step is a touchpoint; to take one out, leave its row out and say "
                "remove_missing=True",
            )  # fmt: skip
        return str(found.value)


def _refuse_positions(rows: list[Row], numbers: list[int], key: str) -> None:
    seen: set[Any] = set()
    for number in numbers:
        position = rows[number].get("position")
        if position is None:
            continue
        if isinstance(position, bool) or not isinstance(position, int | float):
            raise cell_error(number, "position", position, f"{position!r} is no number")
        if position in seen:
            what = f"position {position} of path {key.removeprefix('new ')!r} stands in two rows"
            raise cell_error(number, "position", position, what)
        seen.add(position)
