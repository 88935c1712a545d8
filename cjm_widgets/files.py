"""Maps in files: load, save, and reading or writing other formats by suffix."""

from __future__ import annotations

import os
import secrets
import warnings
from pathlib import Path

from .journey import Journey
from .model.errors import CjmWarning, FormatError
from .model.guard import too_large
from .model.limits import Limits, checked
from .storage.disk import Disk

PathLike = str | os.PathLike[str]


def load(
    path: PathLike, *, read_only: bool = False, repair: bool = False, limits: Limits | None = None
) -> Journey:
    """Return the map in a ``.cjm.json`` file.

    Parameters
    ----------
    path
        The file.
    read_only
        Open it to look at only; this is how a file of a newer version opens.
    repair
        Mend what is wrong, record by record, instead of raising; `Journey.report` tells what was
        done. The file stays as it is.
    limits
        How large it may be; the map keeps them.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    NewerDocument
        The file is of a newer version than this package writes.
    LimitExceeded
        It is too large or too deep, holds too many records or too long a text.
    InvalidDocument
        It is no map, or something in it is wrong.
    """
    return Journey.load(path, read_only=read_only, repair=repair, limits=limits)


def read_bytes(path: PathLike, limits: Limits | None = None) -> bytes:
    """Return the bytes of a file. Raises `LimitExceeded` when it is too large to be a map."""
    path = Path(path)
    limits = checked(limits)
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        # One more than is taken: a pipe, or a file that grows, does not tell its size.
        data = b"" if size > limits.size else file.read(limits.size + 1)
        if max(size, len(data)) > limits.size:
            raise too_large(path.name, max(size, len(data)), limits)
    return data


def save(journey: Journey, path: PathLike) -> Path:
    """Write a map to a ``.cjm.json`` file and return its path.

    The file is written beside the old one and then takes its place in one step, so a crash
    leaves either the old or the new map, never half of one.

    Parameters
    ----------
    journey
        The map.
    path
        Where to; let the name end in ``.cjm.json``.

    Warns
    -----
    CjmWarning
        The file is larger than is read without ``limits=``.
    """
    path = Path(path)
    data = journey.to_json().encode()
    replace_file(path, data)
    if len(data) > (most := Limits().size):
        warnings.warn(
            f"{path.name} has {len(data):,} bytes; to read it, which takes at most {most:,}, give "
            f"limits=cjm.Limits(size={2 * len(data):_})",
            CjmWarning, stacklevel=2,
        )  # fmt: skip
    return path


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file in one step, on disk before it is seen.

    A link stays one: the file it leads to is replaced.
    """
    path = path.resolve()
    Disk().replace(path, data, path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp"))


def read(path: PathLike, *, repair: bool = False, limits: Limits | None = None) -> Journey:
    """Return the map in a file, by its suffix.

    ``.cjm.json`` and ``.json`` are this package's own format, ``.mmd`` and ``.mermaid`` hold a
    Mermaid journey diagram (read as Mermaid 11 reads it).

    Parameters
    ----------
    path
        The file.
    repair
        Mend a ``.json`` file record by record; see `load`.
    limits
        How large it may be; the map keeps them.

    Raises
    ------
    FormatError
        The suffix is none of these, or the file is not what its suffix says.
    LimitExceeded
        It is too large, or what it describes is.
    InvalidDocument
        A ``.json`` file is no map.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".json":
        return load(path, repair=repair, limits=limits)
    if suffix in (".mmd", ".mermaid"):
        from .formats.mermaid import journey_from_text

        try:
            text = read_bytes(path, limits).decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise FormatError(
                f"{path.name} is not UTF-8 text (byte {problem.start}); save it as UTF-8",
                record=path.name,
            ) from problem
        return journey_from_text(text, name=path.name, limits=limits)
    raise FormatError(
        f"{path.name}: files ending in {suffix or 'nothing'!r} are not read; "
        "use .cjm.json, .json, .mmd or .mermaid",
        record=path.name, value=suffix,
    )  # fmt: skip


def write(
    journey: Journey, path: PathLike, *, read_only: bool = False, language: str | None = None
) -> Path:
    """Write a map to a file, by its suffix: as a map, a hand-out or a picture.

    ``.cjm.json`` and ``.json`` files hold all of it and are what `read` takes.

    An ``.html`` file is a hand-out: one page that holds the map and the whole editor, for people
    without Python. It opens by a double click, loads nothing, and hands what is edited in it over
    as JSON, which `read` takes.

    An ``.svg``, ``.png`` or ``.pdf`` file is a picture of the map, as large as it needs; see
    `render` for pages, themes and parts of it.

    Parameters
    ----------
    journey
        The map.
    path
        The file.
    read_only
        Of a hand-out: the map can be looked at, walked through and presented, but not edited.
    language
        Of the interface of a hand-out, of the words of a picture: ``"en"``, ``"it"``, ``"pl"``
        or ``"fr"``; the map's own when left out.

    Raises
    ------
    FormatError
        The suffix is none of these, or an option is given that is not of this form.
    MissingExtra
        What makes a ``.png`` or a ``.pdf`` is not installed.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in (".svg", ".png", ".pdf"):
        from .formats.picture import render

        if read_only:
            raise FormatError(
                f"{path.name}: read_only is an option of a hand-out, .html", record=path.name
            )
        return render(journey, language=language).save(path)[0]
    if suffix == ".html":
        from .formats.handout import handout

        state = journey.store.snapshot()[0]
        only = read_only or journey.store.read_only is not None
        replace_file(path, handout(state, read_only=only, language=language).encode())
        return path
    if suffix != ".json":
        raise FormatError(
            f"{path.name}: files ending in {path.suffix or 'nothing'!r} are not written; "
            "use .cjm.json, .html, .svg, .png or .pdf",
            record=path.name, value=path.suffix,
        )  # fmt: skip
    if read_only or language is not None:
        raise FormatError(
            f"{path.name}: read_only and language are options of a hand-out, .html (language of a "
            "picture, too)",
            record=path.name,
        )
    return save(journey, path)
