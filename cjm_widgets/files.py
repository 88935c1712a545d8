"""Maps in files: load, save, and reading or writing other formats by suffix."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from .journey import Journey
from .model.document import MAX_BYTES
from .model.errors import FormatError, InvalidDocument
from .storage.disk import Disk

PathLike = str | os.PathLike[str]


def load(path: PathLike, *, read_only: bool = False) -> Journey:
    """Return the map in a ``.cjm.json`` file.

    Parameters
    ----------
    path
        The file.
    read_only
        Open it to look at only; this is how a file of a newer version opens.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    NewerDocument
        The file is of a newer version than this package writes.
    InvalidDocument
        It is no map, or something in it is wrong.
    """
    return Journey.load(path, read_only=read_only)


def read_bytes(path: PathLike) -> bytes:
    """Return the bytes of a file, unless it is too large to be a map."""
    path = Path(path)
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise InvalidDocument(
            f"{path.name} has {size:,} bytes; at most {MAX_BYTES:,} are read", value=size
        )
    return path.read_bytes()


def save(journey: Journey, path: PathLike) -> Path:
    """Write a map to a ``.cjm.json`` file and return its path.

    The file is written beside the old one and then takes its place in one step, so a crash
    leaves either the old or the new map, never half of one.
    """
    path = Path(path)
    replace_file(path, journey.to_json().encode())
    return path


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file in one step, on disk before it is seen.

    A link stays one: the file it leads to is replaced.
    """
    path = path.resolve()
    Disk().replace(path, data, path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp"))


def read(path: PathLike) -> Journey:
    """Return the map in a file, by its suffix.

    ``.cjm.json`` and ``.json`` are this package's own format, ``.mmd`` and ``.mermaid`` hold a
    Mermaid journey diagram (read as Mermaid 11 reads it).

    Raises
    ------
    FormatError
        The suffix is none of these, or the file is not what its suffix says.
    InvalidDocument
        A ``.json`` file is no map.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".json":
        return load(path)
    if suffix in (".mmd", ".mermaid"):
        from .formats.mermaid import journey_from_text

        try:
            text = read_bytes(path).decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise FormatError(
                f"{path.name} is not UTF-8 text (byte {problem.start}); save it as UTF-8",
                record=path.name,
            ) from problem
        return journey_from_text(text, name=path.name)
    raise FormatError(
        f"{path.name}: files ending in {suffix or 'nothing'!r} are not read; "
        "use .cjm.json, .json, .mmd or .mermaid",
        record=path.name, value=suffix,
    )  # fmt: skip


def write(journey: Journey, path: PathLike) -> Path:
    """Write a map to a file, by its suffix: ``.cjm.json`` or ``.json``.

    Raises
    ------
    FormatError
        The suffix is none of these.
    """
    path = Path(path)
    if path.suffix.lower() != ".json":
        raise FormatError(
            f"{path.name}: files ending in {path.suffix or 'nothing'!r} are not written; "
            "use .cjm.json",
            record=path.name, value=path.suffix,
        )  # fmt: skip
    return save(journey, path)
