r"""The journal of one session: what was edited since the file was last replaced.

One line each, ``<checksum> <JSON>\n``. The checksum is a CRC-32 that starts from the name of the
session, so a line of another journal is none here; every line has its number, so a missing one is
seen. The first line says what the journal is of, the second holds the records it builds on (with
their order keys, which the file does not have) and the digest of the file they stand for. A
journal gets its name once those two are in it.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from ..model.records import AnyRecord, Record
from .disk import Disk

VERSION = 1


class Head(msgspec.Struct, frozen=True, tag="head"):
    """The first line: whose journal it is and of which map.

    `decided` are the ids of the last changes of views, so that one that is sent again after a
    restart is not made twice.
    """

    n: int
    session: str
    journey: str
    version: int = VERSION
    host: str = ""
    pid: int = 0
    time: float = 0.0
    decided: tuple[str, ...] = ()


class Base(msgspec.Struct, frozen=True, tag="base"):
    """What the edits are compared with: the file with this digest (None: no file) holds these."""

    n: int
    digest: str | None
    records: list[AnyRecord]


class Edit(msgspec.Struct, frozen=True, tag="edit", omit_defaults=True):
    """One accepted change, rebased as it was made.

    `base` is there when the change took over what somebody else wrote into the file, `adopts`
    when it took over another session's journal of that name.
    """

    n: int
    revision: int
    id: str
    by: str
    label: str
    change: Any
    time: float = 0.0
    base: Base | None = None
    adopts: str = ""


class Saving(msgspec.Struct, frozen=True, tag="saving"):
    """The map as it was at this revision is about to become the file with this digest."""

    n: int
    digest: str
    revision: int


Line = Head | Base | Edit | Saving
_DECODER = msgspec.json.Decoder(Line)


class Journal(msgspec.Struct, frozen=True):
    """What could be read of a journal.

    Attributes
    ----------
    head, base
        None where that line is damaged.
    lines
        The lines after those, in order.
    problems
        What is damaged or missing, in words; empty when nothing is.
    """

    head: Head | None
    base: Base | None
    lines: list[Edit | Saving]
    problems: list[str]

    @property
    def edits(self) -> list[Edit]:
        """The edits that could be read."""
        return [line for line in self.lines if isinstance(line, Edit)]


def digest_of(data: bytes | None) -> str | None:
    """Return what identifies the content of a file, None for no file."""
    return None if data is None else sha256(data).hexdigest()


def head_of(session: str, journey: str, decided: Iterable[str]) -> Head:
    """Return the first line of a new journal of this process."""
    return Head(
        0, session, journey, host=platform.node(), pid=os.getpid(), time=time.time(),
        decided=tuple(decided),
    )  # fmt: skip


def encode_line(session: str, line: Line) -> bytes:
    """Return a line as bytes, with its checksum and its end."""
    text = msgspec.json.encode(line)
    return b"%08x %s\n" % (crc32(text, crc32(session.encode())), text)


def read_journal(data: bytes, session: str) -> Journal:
    """Return all that can be read of the journal of a session, and what cannot."""
    seed = crc32(session.encode())
    found: dict[int, Line] = {}
    torn = False
    for chunk in data.split(b"\n"):
        line = _line(chunk, seed)
        if line is not None:
            found.setdefault(line.n, line)
            torn = False
        elif chunk:
            # An attempt that failed and was made again leaves no gap in the numbers.
            torn = True
    last = max(found, default=-1)
    missing = [n for n in range(last + 1) if n not in found]
    problems: list[str] = []
    if missing:
        problems.append(f"{len(missing)} damaged or missing line(s), the first is {missing[0] + 1}")
    if torn or not data:
        problems.append(f"it ends in the middle of line {last + 2}")
    if last < 1 and not problems:
        problems.append("it was cut short")
    head, base = found.pop(0, None), found.pop(1, None)
    lines = [found[n] for n in sorted(found)]
    return Journal(
        head=head if isinstance(head, Head) else None,
        base=base if isinstance(base, Base) else None,
        lines=[line for line in lines if isinstance(line, Edit | Saving)],
        problems=problems,
    )


def _line(chunk: bytes, seed: int) -> Line | None:
    if chunk[:9] != b"%08x " % crc32(chunk[9:], seed):
        return None
    try:
        line: Line = _DECODER.decode(chunk[9:])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return line


class JournalWriter:
    """A journal that is being written. Every method may raise `OSError`.

    Parameters
    ----------
    disk, path
        Where it is to be.
    temporary
        Its name until `publish`.
    head, records, digest
        Its first two lines.
    """

    def __init__(
        self,
        disk: Disk,
        path: Path,
        temporary: Path,
        head: Head,
        records: Iterable[Record],
        digest: str | None,
    ) -> None:
        self._disk = disk
        self.path = path
        self._temporary = temporary
        self._session = head.session
        self._torn = False
        self.count = 2
        base = Base(1, digest, list(records))  # type: ignore[arg-type]
        start = encode_line(self._session, head) + encode_line(self._session, base)
        self._handle: int | None = disk.open_new(temporary)
        try:
            disk.write(self._handle, start)
        except BaseException:
            self.close()
            raise
        self._size = len(start)

    def publish(self) -> None:
        """Give it its name: from now on it is found after a crash."""
        # Closed in between, since Windows renames no open file.
        self.close()
        self._disk.rename(self._temporary, self.path)
        self._handle = self._disk.open_end(self.path)

    @property
    def there(self) -> bool:
        """Whether what is written still lands in the file of that name."""
        return self._handle is not None and self._disk.same(self._handle, self.path)

    def write(self, line: Edit | Saving) -> None:
        """Hand a line over to the operating system, whole or (with `OSError`) not at all."""
        if self._handle is None:
            raise OSError(f"the journal {self.path.name} is not open")
        data = encode_line(self._session, line)
        if self._torn:
            data = b"\n" + data
        try:
            self._disk.write(self._handle, data)
        except OSError:
            self._torn = True
            self._disk.cut(self._handle, self._size)
            self._torn = False
            raise
        self._size += len(data)
        self._torn = False
        self.count += 1

    def flush(self) -> None:
        """Wait until it is on the disk."""
        if self._handle is not None:
            self._disk.flush(self._handle)

    def close(self) -> None:
        """Close it; the file stays."""
        handle, self._handle = self._handle, None
        if handle is not None:
            self._disk.close(handle)
