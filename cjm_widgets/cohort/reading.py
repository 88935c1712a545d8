"""The maps of a class from files, one by one: what cannot be read is told and stops nothing."""

from __future__ import annotations

import glob
import os
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ..compare.sources import journey_of
from ..journey import Journey
from ..model.errors import (
    CjmError,
    CjmWarning,
    FormatError,
    InvalidDocument,
    LimitExceeded,
    NewerDocument,
    NothingToCollect,
    shorten,
)  # fmt: skip
from ..model.finding import folded
from ..model.journey import JourneyModel
from ..model.limits import Limits, checked
from ..model.state import State
from ..progress import Listener, shown
from .people import authors_of

Kind = Literal["unreadable", "newer", "too large", "mended", "warning", "twice", "same document"]
KINDS: tuple[Kind, ...] = (
    "unreadable", "newer", "too large", "mended", "warning", "twice", "same document",
)  # fmt: skip
_SUFFIXES = (".cjm.json", ".json", ".mermaid", ".mmd")
_TOLD = 3
_AFTER = re.compile(r"[\s_-]*(\(\d+\)|copy|copia|kopia|copie|final|v\d+)\s*$", re.IGNORECASE)
_BEFORE = re.compile(r"^(copy|copia|kopia|copie)( of| di| de)?\s+", re.IGNORECASE)
#: Characters of the name of a map.
_NAME = 200


class Student(NamedTuple):
    """A map of the class as it was when it was collected.

    Attributes
    ----------
    name
        What it is called in the class; no two are called the same.
    author
        Who made it, as far as it is known.
    file
        Where it was read, None for a map that was given as itself.
    journey, state
        The map, by itself: edits of what was given do not show in it.
    """

    name: str
    author: str
    file: str | None
    journey: Journey
    state: State


class Problem(NamedTuple):
    """Something about a file; `map` is what it is called in the class, None where it is not."""

    file: str
    kind: Kind
    map: str | None
    error: str
    advice: str


class Given(NamedTuple):
    """Something to collect: a map or a path, and what it is to be called ("" for as it says)."""

    what: Any
    name: str


class _Found(NamedTuple):
    name: str
    path: str | None
    journey: Journey


def read_all(
    given: Any, *, repair: bool, limits: Limits | None, progress: Listener | bool | None
) -> tuple[list[Student], list[Problem]]:
    """Return the maps, by their names, and what is to be said about the files.

    Raises
    ------
    NothingToCollect
        There is no file of a pattern.
    InvalidDocument
        What was given is neither a pattern nor paths and maps.
    """
    limits = checked(limits)
    listed = list(_listed(given))
    problems: list[Problem] = []
    found: list[_Found] = []
    seen: dict[str, str] = {}
    with shown(progress, len(listed)) as step:
        for item in listed:
            if isinstance(item.what, JourneyModel):
                with item.what.store.lock:
                    state = item.what.store.state.copy()
                step(item.name or state.journey.title)
                found.append(_Found(item.name, None, journey_of(state, item.what.limits)))
                continue
            path = str(item.what)
            step(item.name or path)
            real = _real(path)
            if real in seen:
                problems.append(Problem(
                    path, "twice", None, f"this is the file {seen[real]} again; it counts once",
                    "Nothing to do, unless another file was meant.",
                ))  # fmt: skip
            else:
                seen[real] = path
                _read_one(item, path, found, problems, repair=repair, limits=limits)
    students = _named(found)
    names = {s.file: s.name for s in students if s.file is not None}
    problems = [p if p.map is None else p._replace(map=names[p.file]) for p in problems]
    problems += [
        Problem(
            s.file or s.name, "newer", s.name,
            f"{s.name} is of version {s.state.newer}; what this version knows of it counts",
            "Update cjm_widgets, then collect again.",
        )
        for s in students if s.state.newer is not None
    ]  # fmt: skip
    return students, _sorted([*problems, *_same_documents(students)])


def problems_left(problems: Iterable[Problem], students: Sequence[Student]) -> list[Problem]:
    """Return what is to be said when only these maps are left of a class."""
    names = {student.name for student in students}
    files = {_real(student.file) for student in students if student.file is not None}
    kept = []
    for problem in problems:
        if problem.kind == "same document" or (problem.kind == "twice" and problem.map):
            # Said of several maps: of those that are left, it is found anew.
            continue
        left = problem.map is None or problem.map in names
        if problem.kind == "twice":
            left = _real(problem.file) in files
        if left:
            kept.append(problem)
    return _sorted([*kept, *_same_documents(students)])


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (KINDS.index(p.kind), p.file, p.error))


def _listed(given: Any) -> Iterator[Given]:
    """Give what is to be collected, one by one; patterns as the files they stand for."""
    if isinstance(given, str | os.PathLike):
        paths = _files(os.fspath(given))
        if not paths:
            raise _nothing(os.fspath(given))
        yield from (Given(path, "") for path in paths)
        return
    if isinstance(given, JourneyModel) or not isinstance(given, Iterable):
        given = [given]
    items: Any = given.items() if isinstance(given, Mapping) else (("", item) for item in given)
    for name, item in items:
        if isinstance(item, JourneyModel):
            yield Given(item, str(name))
        elif isinstance(item, str | os.PathLike) and not isinstance(item, bytes):
            path = os.fspath(item)
            found = [path] if name or _is_file(path) else _files(path)
            # What is not there is a problem of this one only.
            yield from (Given(one, str(name)) for one in found or [path])
        else:
            raise InvalidDocument(
                f"{shorten(item)} is no map: collect takes a pattern such as "
                '"students/*.cjm.json", or paths and Journeys',
                value=item,
            )


def _is_file(path: str | Path) -> bool:
    """Tell whether there is such a file; also of what can be no name."""
    return os.path.isfile(path)  # noqa: PTH113 - a `Path` raises for long ones


def _is_folder(path: str | Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112


def _real(path: str) -> str:
    """Return where a path leads to; as it is where it can lead nowhere."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return path


def _files(pattern: str) -> list[str]:
    """Return the files of a pattern, of a folder, or the one that is called so."""
    if _is_file(pattern):
        return [pattern]
    if _is_folder(pattern):
        pattern = os.path.join(glob.escape(pattern), "*.cjm.json")  # noqa: PTH118 - as it was given
    return sorted(path for path in glob.glob(pattern, recursive=True) if _is_file(path))  # noqa: PTH207 - absolute patterns, too


def _nothing(pattern: str) -> NothingToCollect:
    folder = Path(pattern)
    while glob.has_magic(str(folder)) or not _is_folder(folder):
        folder = folder.parent
    there = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    shown = ", ".join(map(repr, there[:_TOLD])) + (" ..." if len(there) > _TOLD else "")
    holds = f"holds {shown}" if there else "is empty"
    return NothingToCollect(
        f"no file matches {shorten(pattern)}; looked from {str(folder.resolve())!r}, which {holds}",
        field="source", value=pattern,
    )  # fmt: skip


def _read_one(
    item: Given, path: str, found: list[_Found], problems: list[Problem], *, repair: bool,
    limits: Limits,
) -> None:  # fmt: skip
    from ..files import read

    try:
        if os.path.lexists(path) and not _is_file(path):
            # Nobody writes to a pipe that is opened here, and it would be waited for.
            raise IsADirectoryError(0, "this is no file")
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            journey = read(path, repair=repair, limits=limits)
    except Exception as problem:
        # Whatever a file holds, the others are read.
        problems.append(Problem(path, *_what(problem, repair=repair)))
        return
    found.append(_Found(item.name, path, journey))
    if journey.report:
        first = journey.report[0]
        problems.append(Problem(
            path, "mended", path, f"mended in {len(journey.report)} places: {first.problem}",
            "cjm.read(path, repair=True).report lists what was done.",
        ))  # fmt: skip
    said = [str(w.message) for w in told if issubclass(w.category, CjmWarning)]
    if said:
        more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
        problems.append(Problem(
            path, "warning", path, f"{said[0]}{more}", "cjm.read(path) warns of all of them.",
        ))  # fmt: skip


def _what(problem: Exception, *, repair: bool) -> tuple[Kind, None, str, str]:
    """Return what kind of problem it is, what is wrong, and what to do about it."""
    error = shorten_text(str(problem)) or type(problem).__name__
    match problem:
        case NewerDocument():
            return "newer", None, error, "Update cjm_widgets, then collect again."
        case LimitExceeded():
            advice = (
                f"Look whether it is a map at all; if so, limits=cjm.Limits({problem.limit}=...)."
            )
            return "too large", None, error, advice
        case FormatError():
            return "unreadable", None, error, f"Ask for a file in one of {', '.join(_SUFFIXES)}."
        case CjmError():
            advice = (
                "It cannot be mended: ask for the file again." if repair
                else "collect(..., repair=True) mends what can be mended; or ask for it again."
            )  # fmt: skip
            return "unreadable", None, error, advice
        case FileNotFoundError():
            return "unreadable", None, "there is no such file", "Look at its name and folder."
        case OSError():
            error = problem.strerror or error
            return "unreadable", None, error, "See whether the file can be opened at all."
    return "unreadable", None, f"{type(problem).__name__}: {error}", "Ask for the file again."


def shorten_text(text: str, most: int = 300) -> str:
    """Return a text on one line, cut where it is long."""
    text = " ".join(text[: 4 * most].split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _named(found: list[_Found]) -> list[Student]:
    """Return the maps sorted by name, each with a name of its own."""
    authors = authors_of([one.journey.store.state for one in found])
    plain = [one.name or _called(one, author) for one, author in zip(found, authors, strict=True)]
    count = Counter(plain)
    paths = [one.path for one in found if one.path is not None]
    folder = _common(paths)
    wanted = []
    for one, name in zip(found, plain, strict=True):
        longer = name
        if count[name] > 1 and one.path is not None and not one.name:
            # Files of one name in the folders of the students.
            full = one.path if folder is None else os.path.relpath(one.path, folder)
            longer = _stem(full).replace(os.sep, "/")
        wanted.append(longer[:_NAME])
    twice = Counter(wanted)

    def key(at: int) -> tuple[str, str, str, str]:
        # Of one name and no file only the content can tell which comes first.
        told = found[at].path or ("" if twice[wanted[at]] == 1 else found[at].journey.to_json())
        return folded(wanted[at]), wanted[at], "" if found[at].path is None else "f", told

    made: list[Student] = []
    taken: set[str] = set(wanted)
    used: set[str] = set()
    for at in sorted(range(len(found)), key=key):
        one, name, number = found[at], wanted[at], 1
        while name in used or (number > 1 and name in taken):
            number += 1
            name = f"{wanted[at]} ({number})"
        used.add(name)
        state = one.journey.store.state
        made.append(Student(name, authors[at] or name, one.path, one.journey, state))
    return made


def _common(paths: Iterable[str]) -> str | None:
    """Return the folder that all files are in; None where there is none: on two drives."""
    folders = [os.path.dirname(os.path.abspath(path)) for path in paths]  # noqa: PTH100, PTH120
    try:
        return os.path.commonpath(folders or ["."])
    except ValueError:
        return None


def _called(one: _Found, author: str) -> str:
    if one.path is None:
        return author or " ".join(one.journey.title.split()) or "Untitled"
    return _stem(os.path.basename(one.path))  # noqa: PTH119


def _stem(path: str) -> str:
    for suffix in _SUFFIXES:
        if path.lower().endswith(suffix) and len(path) > len(suffix):
            return path[: -len(suffix)]
    return path


def _same_documents(students: Iterable[Student]) -> Iterator[Problem]:
    """Give what is to be said about maps that are one document by their id.

    Everybody's is where all began with one file: that is told once. Two of one person may be one
    map handed in twice: that is told of each.
    """
    by_id: defaultdict[str, list[Student]] = defaultdict(list)
    for student in students:
        by_id[student.state.journey.id].append(student)
    for document, same in by_id.items():
        if len(same) == 1:
            continue
        by_author: defaultdict[str, list[Student]] = defaultdict(list)
        for student in same:
            known = student.author
            if known == student.name and student.file is not None:
                known = _base(known)
            by_author[folded(known)].append(student)
        for first, *others in by_author.values():
            for other in others:
                yield Problem(
                    other.file or other.name, "twice", other.name,
                    f"{other.name} and {first.name} are one document, maybe of one person; both "
                    "count",
                    f"Leave one out: cohort.without({other.name!r}).",
                )  # fmt: skip
        if len(by_author) > 1:
            names = ", ".join(student.name for student in same[:_TOLD])
            more = f" and {len(same) - _TOLD} more" if len(same) > _TOLD else ""
            yield Problem(
                same[0].file or same[0].name, "same document", same[0].name,
                f"{len(same)} maps were made from one file (document {document}): {names}{more}; "
                "each counts",
                "Nothing to do, if all of you began with that file.",
            )  # fmt: skip


def _base(name: str) -> str:
    """Return a name without what programs put there when they save a file once more."""
    return _BEFORE.sub("", _AFTER.sub("", name)) or name
