"""`recover`: the maps that lie in a notebook file, without running it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from pathlib import Path
from typing import overload

import msgspec

from ..files import read_bytes
from ..journey import Journey
from ..model.errors import (
    CjmError,
    CjmWarning,
    FormatError,
    NothingToRecover,
    UnknownRecord,
    shorten,
)
from ..model.limits import Limits, checked
from .copy import Copy, is_copy, packed_in, read
from .where import notebook_path

#: A notebook holds pictures and tables beside its maps.
_NOTEBOOK = 10


class DamagedCopyWarning(CjmWarning):
    """A copy of a map in a notebook cannot be read; the others were."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A copy that cannot be read.

    Attributes
    ----------
    cell
        Number of the cell, counted from 1 over all cells (of the picture, in an HTML page).
    problem
        What is wrong with it.
    """

    cell: int
    problem: str

    def __str__(self) -> str:
        return f"cell {self.cell}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Found:
    """A copy that can be read, the number of its cell and the map in it."""

    cell: int
    copy: Copy
    journey: Journey


class Recovered(Sequence[Journey]):
    """The maps of a notebook, each as its newest copy has it, in the order of the cells.

    ``maps.journey`` is the map where there is one; ``maps[0]``, ``maps["bike"]`` (a name, a
    title or the id of a document), ``for j in maps`` and ``len(maps)`` where there are several.

    Attributes
    ----------
    path : Path
        The file they were in.
    names : list of str
        The name of each map, else its title; ``"bike (2)"`` for a second one of that name. A
        copy that was compared with its original has the name it had there.
    damaged : list of Damage
        Copies that cannot be read, by cell.
    """

    def __init__(self, path: Path, found: list[Found], damaged: list[Damage]) -> None:
        self.path = path
        self.damaged = damaged
        # A copy that is compared with its original has the same id; it may be shown alone, too.
        sides = {(c.id, c.epoch): c.side for c in (one.copy for one in found) if c.side}
        newest: dict[tuple[str, str], Found] = {}
        for one in found:
            key = one.copy.id, sides.get((one.copy.id, one.copy.epoch), "")
            there = newest.get(key)
            if there is None or one.copy.newer_than(there.copy):
                newest[key] = one
        self._found = list(newest.values())
        self.names: list[str] = []
        for (_, side), one in newest.items():
            wanted = name = one.copy.name or side or one.journey.title or "untitled"
            count = 1
            while name in self.names:
                count += 1
                name = f"{wanted} ({count})"
            self.names.append(name)

    @property
    def journey(self) -> Journey:
        """The map of a notebook with one map.

        Raises
        ------
        UnknownRecord
            There are several; the message names them.
        """
        if len(self._found) == 1:
            return self._found[0].journey
        raise UnknownRecord(
            f"{self.path.name} holds {len(self)} maps; take one of them: {self._choices()}",
            value=self.names,
        )

    @overload
    def __getitem__(self, key: int | str) -> Journey: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Journey]: ...
    def __getitem__(self, key: int | str | slice) -> Journey | Sequence[Journey]:
        if isinstance(key, slice):
            return [one.journey for one in self._found[key]]
        if isinstance(key, int):
            return self._found[key].journey
        if key in self.names:
            return self._found[self.names.index(key)].journey
        for one in self._found:
            if key in (one.copy.id, one.journey.title):
                return one.journey
        raise UnknownRecord(
            f"{self.path.name} holds no map {shorten(key)}; it holds {self._choices()}",
            record=str(key), value=key,
        )  # fmt: skip

    def __iter__(self) -> Iterator[Journey]:
        return (one.journey for one in self._found)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def copies(self) -> list[Copy]:
        """The data behind each map: name, revision, when it was saved."""
        return [one.copy for one in self._found]

    def __repr__(self) -> str:
        lines = [f"<{len(self)} {'map' if len(self) == 1 else 'maps'} in {self.path.name}>"]
        for name, one in zip(self.names, self._found, strict=True):
            when = one.copy.saved[:16].replace("T", " ")
            j = one.journey
            lines.append(
                f"  {name!r}: {shorten(j.title)}, {len(j.phases)} phases, "
                f"{len(j.touchpoints)} touchpoints, {len(j.cards)} cards "
                f"(cell {one.cell}, saved {when} UTC)"
            )
        lines += [f"  damaged, {damage}" for damage in self.damaged]
        return "\n".join(lines)

    def _choices(self) -> str:
        return ", ".join(map(repr, self.names[:20]))


def recover(
    path: str | os.PathLike[str] | None = None, *, limits: Limits | None = None
) -> Recovered:
    """Return the maps that lie in a notebook, from the copies under its editors.

    Nothing is run, and the notebook stays as it is. Where one map was shown several times, its
    newest copy counts. Usually there is one map::

        j = cjm.recover("bike.ipynb").journey

    Parameters
    ----------
    path
        A notebook (``.ipynb``), or a page that was exported from one (``.html``). Left out, it is
        the notebook of this kernel as it was last saved.
    limits
        How large a copy may be; the maps keep them. The notebook itself, with all its pictures,
        may have ten times as many bytes.

    Returns
    -------
    Recovered
        A list of maps that also takes names and titles: ``maps["bike"]``.

    Warns
    -----
    DamagedCopyWarning
        Some copies cannot be read; ``maps.damaged`` tells which and why.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    NothingToRecover
        It holds no map, or none that can be read; the message tells by cell.
    LimitExceeded
        The notebook is too large.
    FormatError
        It is no notebook, or no path is given and this kernel does not know its notebook.
    """
    if path is None:
        path = notebook_path()
        if path is None:
            raise FormatError(
                "which notebook this is cannot be known here; name it: "
                'cjm.recover("my notebook.ipynb")'
            )
    path = Path(path)
    found: list[Found] = []
    damaged: list[Damage] = []
    for cell, load in _copies(path, checked(limits)):
        try:
            found.append(Found(cell, *load()))
        except CjmError as problem:
            damaged.append(Damage(cell, problem.message))
    if not found:
        told = "; ".join(map(str, damaged))
        raise NothingToRecover(
            f"{path.name}: the copies in it cannot be read: {told}" if damaged else
            f"{path.name} holds no map: show one as the last line of a cell and save the notebook",
            record=path.name, value=damaged,
        )  # fmt: skip
    if damaged:
        warnings.warn(
            f"{path.name}: {len(damaged)} damaged: {'; '.join(map(str, damaged))}",
            DamagedCopyWarning, stacklevel=2,
        )  # fmt: skip
    return Recovered(path, found, damaged)


def _copies(path: Path, limits: Limits) -> Iterator[tuple[int, Callable[[], tuple[Copy, Journey]]]]:
    """Give the number of a cell and a function that reads the copy in it, for each copy."""
    data = read_bytes(path, replace(limits, size=_NOTEBOOK * limits.size))
    if path.suffix.lower() in (".html", ".htm"):
        for number, packed in enumerate(packed_in(data.decode("utf-8", "replace")), 1):
            yield number, partial(read, {"text/html": f'<p data-cjm="{escape(packed)}">'}, limits)
        return
    try:
        notebook = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise FormatError(f"{path.name} is no notebook: {problem}", record=path.name) from problem
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise FormatError(
            f"{path.name} is no notebook of format 4 (it has no list of cells)", record=path.name
        )
    for number, cell in enumerate(notebook["cells"], 1):
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else ():
            bundle = output.get("data") if isinstance(output, dict) else None
            if isinstance(bundle, dict) and is_copy(bundle):
                yield number, partial(read, bundle, limits)
