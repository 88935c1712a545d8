"""Editing paths by their steps: insert one, take one out, branch off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from .adding import Adding
from .building import RecordOrId
from .change import Change
from .errors import InvalidDocument, shorten
from .finding import find
from .records import Path


class PathEditing(Adding):
    """What `JourneyModel` can do with the steps of a path.

    A path and a touchpoint are given as a record, an id or a name. A step is given by its number,
    counted from 1, or by its touchpoint where the path passes that only once.
    """

    def insert_step(
        self,
        path: RecordOrId,
        touchpoint: RecordOrId,
        *,
        at: int | None = None,
        after: RecordOrId | int | None = None,
        before: RecordOrId | int | None = None,
    ) -> Change:
        """Put a touchpoint into a path.

        Parameters
        ----------
        path
            The path.
        touchpoint
            What to pass there; a path may pass a touchpoint several times.
        at
            The number the step is to have, counted from 1.
        after, before
            The step it is to stand next to. With none of the three it is the last.

        Raises
        ------
        UnknownRecord
            The path or the touchpoint is not on the map.
        InvalidDocument
            The path has no such step, or passes the touchpoint more than once.
        """
        given = {"at": at, "after": after, "before": before}
        places = [name for name, value in given.items() if value is not None]
        if len(places) > 1:
            raise InvalidDocument(f"give {places[0]}= or {places[1]}=, not both", field=places[1])
        with self._store.editing():
            found = self._path(path)
            step = find(self._store.state, touchpoint, "touchpoint", field="touchpoint")
            steps = list(found.steps)
            index = len(steps)
            if at is not None:
                index = _number(at, found, len(steps) + 1, "at") - 1
            elif after is not None:
                index = self._step(found, after, "after") + 1
            elif before is not None:
                index = self._step(found, before, "before")
            steps.insert(index, step.id)
            return self._set_steps(found, steps)

    def remove_step(self, path: RecordOrId, step: RecordOrId | int) -> Change:
        """Take a step out of a path; the touchpoint stays on the map.

        Parameters
        ----------
        path
            The path.
        step
            Its number, counted from 1, or its touchpoint where the path passes that once.

        Raises
        ------
        UnknownRecord
            The path or the touchpoint is not on the map.
        InvalidDocument
            The path has no such step, or passes the touchpoint more than once.
        """
        with self._store.editing():
            found = self._path(path)
            steps = list(found.steps)
            del steps[self._step(found, step, "step")]
            return self._set_steps(found, steps)

    def branch_path(
        self,
        path: RecordOrId,
        step: RecordOrId | int,
        name: str = "",
        steps: Iterable[RecordOrId] = (),
        *,
        rejoin: RecordOrId | int | None = None,
        probability: float | None = None,
        **fields: Any,
    ) -> Path:
        """Add a path that goes along with another one up to a step, then its own way.

        Parameters
        ----------
        path
            The path to branch off.
        step
            The last step both have in common.
        name
            Of the new path.
        steps
            The touchpoints it passes from there on.
        rejoin
            The step of the old path, further on, at which both meet again and from which on they
            are the same; None is never.
        probability
            The part of the people who take the new path. Where the old one, for the same
            personas, has a probability, it gives up as much; one without takes what is left
            anyway.
        **fields
            Other fields of the new path; its personas are those of the old one unless given.

        Returns
        -------
        Path
            The new path, right after the old one; it is one change.

        Raises
        ------
        UnknownRecord, UnknownField
            Something is not on the map, or no field of a path.
        InvalidDocument
            The path has no such step, meets again before it branches off, or has less probability
            than the branch is to take.
        """
        with self._store.editing():
            old = self._path(path)
            last = self._step(old, step, "step")
            own = [find(self._store.state, given, "touchpoint", field="steps") for given in steps]
            back: tuple[str, ...] = ()
            if rejoin is not None:
                at = self._step(old, rejoin, "rejoin", since=last + 1)
                back = old.steps[at:]
            fields.setdefault("personas", old.personas)
            fields.setdefault("after", old)
            values = {
                "name": name,
                "steps": [*old.steps[: last + 1], *(record.id for record in own), *back],
                "probability": probability,
                **fields,
            }
            added: dict[str, Any] = {}
            new = self._build(Path, values, added)
            updated: dict[str, Any] = {}
            if set(new.personas) == set(old.personas) and None not in (
                new.probability,
                old.probability,
            ):
                updated[old.id] = {"probability": (old.probability, _left(old, new))}
            change = Change(added=added, updated=updated)
            entry = self._store.submit(change, label="Branch path")
            return cast(Path, entry.change.added[new.id])

    def _path(self, path: RecordOrId) -> Path:
        found: Path = find(self._store.state, path, "path", field="path")
        return found

    def _set_steps(self, path: Path, steps: list[str]) -> Change:
        updated = {path.id: {"steps": (path.steps, tuple(steps))}}
        return self._store.submit(Change(updated=updated), label="Edit path").change

    def _step(self, path: Path, given: object, field: str, *, since: int = 0) -> int:
        """Return which step is meant, counted from 0."""
        if isinstance(given, int):
            index = _number(given, path, len(path.steps), field) - 1
            if index < since:
                raise InvalidDocument(
                    f"{field} is step {given}, which comes before the path branches off; give one "
                    f"after step {since}",
                    record=path.id, field=field, value=given,
                )  # fmt: skip
            return index
        touchpoint = find(self._store.state, given, "touchpoint", field=field)
        places = [
            at for at, step in enumerate(path.steps) if step == touchpoint.id and at >= since
        ]  # fmt: skip
        if len(places) == 1:
            return places[0]
        name = touchpoint.name or touchpoint.id
        if places:
            numbers = ", ".join(str(at + 1) for at in places)
            what = f"passes {name} at steps {numbers}; give the number of the one"
        else:
            what = f"does not pass {name}" + (f" after step {since}" if since else "")
        raise InvalidDocument(
            f"the path {path.name or path.id} {what}",
            record=path.id, field=field, value=touchpoint.id,
        )  # fmt: skip


def _left(old: Path, new: Path) -> float:
    """Return the probability a path keeps when another one branches off it."""
    before, taken = old.probability or 0.0, new.probability or 0.0
    if taken > before + 1e-9:
        raise InvalidDocument(
            f"{old.name or old.id} has a probability of {before:g}, of which a branch cannot take "
            f"{taken:g}; give less",
            record=old.id, field="probability", value=taken,
        )  # fmt: skip
    # Without the noise of the subtraction: 0.9 - 0.2 is to be 0.7.
    return round(max(0.0, before - taken), 12)


def _number(given: Any, path: Path, most: int, field: str) -> int:
    """Return a number of a step, counted from 1. Raises `InvalidDocument` where there is none."""
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= most:
        has = f"steps 1 to {len(path.steps)}" if path.steps else "no steps"
        raise InvalidDocument(
            f"{field} is {shorten(given)}, but the path {path.name or path.id} has {has}"
            + (f"; at={most} puts it last" if field == "at" else ""),
            record=path.id, field=field, value=given,
        )  # fmt: skip
    return given
