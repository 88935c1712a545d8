"""Which characters the fonts of this machine have not.

Only what Liberation Sans lacks is looked up: the character maps of the fonts that are installed,
or in a folder that is named, are read by themselves, a few kB of each file.
"""

from __future__ import annotations

import os
import re
import struct
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import BinaryIO

from .measure import face

_TAGS = re.compile(r"<title>.*?</title>|<[^>]*>", re.DOTALL)
_SUFFIXES = frozenset((".ttf", ".otf", ".ttc", ".otc"))
#: Nothing is drawn for them.
_SILENT = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
#: No font has so many tables or so long a map.
_MOST_TABLES, _MOST_BYTES = 200, 4_000_000


def uncovered(pages: Sequence[str], folder: Path | None) -> tuple[str, ...]:
    """Return the characters of pictures that no font has, in the order of their codes."""
    known = face("regular")
    there = {char for page in pages for char in unescape(_TAGS.sub("", page))}
    wanted = {
        char for char in there
        if char not in known and char not in _SELECTORS
        and unicodedata.category(char) not in _SILENT
    }  # fmt: skip
    if not wanted:
        return ()
    folders = [*_system(), *([str(folder.resolve())] if folder else [])]
    for at in folders:
        for font in _fonts(at):
            wanted = {char for char in wanted if not _has(_covered(*font), ord(char))}
            if not wanted:
                return ()
    return tuple(sorted(wanted))


def _system() -> list[str]:
    if sys.platform == "win32":
        windows = os.environ.get("WINDIR", "C:\\Windows")
        return [f"{windows}\\Fonts", *_at_home("AppData/Local/Microsoft/Windows/Fonts")]
    if sys.platform == "darwin":
        return ["/System/Library/Fonts", "/Library/Fonts", *_at_home("Library/Fonts")]
    return ["/usr/share/fonts", "/usr/local/share/fonts",
            *_at_home(".fonts", ".local/share/fonts")]  # fmt: skip


def _at_home(*folders: str) -> list[str]:
    """Return folders of the user; none where there is no home, as in some containers."""
    try:
        home = Path.home()
    except RuntimeError:
        return []
    return [str(home / folder) for folder in folders]


def _fonts(folder: str) -> Iterator[tuple[str, float]]:
    """Give the font files of a folder, with when they were written."""
    for root, _, names in os.walk(folder):
        for name in sorted(names):
            if Path(name).suffix.lower() in _SUFFIXES:
                path = Path(root) / name
                try:
                    yield str(path), path.stat().st_mtime
                except OSError:
                    continue


Ranges = tuple[tuple[int, int], ...]


def _has(ranges: Ranges, code: int) -> bool:
    return any(first <= code <= last for first, last in ranges)


@cache
def _covered(path: str, _written: float) -> Ranges:
    """Return which characters a font has; none where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return tuple(_ranges(file))
    except (OSError, struct.error, ValueError):
        return ()


def _ranges(file: BinaryIO) -> Iterator[tuple[int, int]]:
    start = 0
    if file.read(4) == b"ttcf":
        file.seek(12)
        (start,) = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    (tables,) = struct.unpack(">H", file.read(2))
    file.seek(start + 12)
    for _ in range(min(tables, _MOST_TABLES)):
        tag, _, offset, length = struct.unpack(">4sIII", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            yield from _cmap(file.read(min(length, _MOST_BYTES)))
            return


def _cmap(data: bytes) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", data, 2)
    for at in range(min(count, _MOST_TABLES)):
        platform, encoding, offset = struct.unpack_from(">HHI", data, 4 + 8 * at)
        if platform != 0 and (platform, encoding) not in ((3, 1), (3, 10)):
            continue
        (form,) = struct.unpack_from(">H", data, offset)
        if form == 4:
            yield from _segments(data, offset)
        elif form == 12:
            (groups,) = struct.unpack_from(">I", data, offset + 12)
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", data, offset + 16 + 12 * group)
                yield first, last


def _segments(data: bytes, offset: int) -> Iterator[tuple[int, int]]:
    """Give the characters of a subtable of format 4."""
    (double,) = struct.unpack_from(">H", data, offset + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, offset + 14)
    starts = struct.unpack_from(f">{count}H", data, offset + 16 + double)
    yield from ((a, b) for a, b in zip(starts, ends, strict=True) if a <= b < 0xFFFF)
