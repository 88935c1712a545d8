"""Every operation on files that storing a map needs, one method each, so that tests can fail one.

Nothing here knows what is in the files.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_BINARY = getattr(os, "O_BINARY", 0)


class Seen(NamedTuple):
    """What tells cheaply that a file is another one than before."""

    modified: int
    size: int
    inode: int


class Disk:
    """The file system. Errors are `OSError`, as Python raises them."""

    def step(self, what: str) -> None:
        """Do nothing; called before every operation that alters something."""

    def seen(self, path: Path) -> Seen | None:
        """Return the marks of a file, None when it is not there."""
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Seen(found.st_mtime_ns, found.st_size, found.st_ino)

    def read(self, path: Path) -> bytes | None:
        """Return the bytes of a file, None when it is not there."""
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def writable(self, path: Path) -> bool:
        """Tell whether a file may be replaced; one that is not there may be made."""
        return os.access(path, os.W_OK) or not path.exists()

    def names(self, folder: Path) -> list[str]:
        """Return the names in a folder, sorted; none when it is not there."""
        try:
            return sorted(os.listdir(folder))  # noqa: PTH208 - names are all we need
        except (FileNotFoundError, NotADirectoryError):
            return []

    def make_folder(self, path: Path) -> None:
        """Make a folder in one that is there."""
        if not path.is_dir():
            self.step(f"mkdir {path.name}")
            path.mkdir(exist_ok=True)

    def open_new(self, path: Path) -> int:
        """Open a new, empty file to write; one of that name is emptied."""
        self.step(f"open {path.name}")
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)

    def open_end(self, path: Path) -> int:
        """Open a file that is there to write at its end."""
        self.step(f"append {path.name}")
        return os.open(path, os.O_WRONLY | os.O_APPEND | _BINARY)

    def write(self, handle: int, data: bytes) -> None:
        """Hand all of `data` to the operating system."""
        self.step("write")
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]

    def cut(self, handle: int, size: int) -> None:
        """Shorten an open file to `size` bytes."""
        self.step("truncate")
        os.ftruncate(handle, size)

    def flush(self, handle: int) -> None:
        """Wait until an open file is on the disk."""
        self.step("fsync")
        os.fsync(handle)

    def same(self, handle: int, path: Path) -> bool:
        """Tell whether an open file is (still) the one at `path`."""
        try:
            return os.path.samestat(os.fstat(handle), path.stat())
        except OSError:
            return False

    def close(self, handle: int) -> None:
        """Close an open file."""
        os.close(handle)

    def rename(self, source: Path, target: Path) -> None:
        """Give a file another name, in the place of one that has it."""
        self.step(f"rename {target.name}")
        os.replace(source, target)  # noqa: PTH105 - tests replace the one in os

    def remove(self, path: Path) -> None:
        """Remove a file; one that is not there is fine."""
        self.step(f"remove {path.name}")
        path.unlink(missing_ok=True)

    def create(self, path: Path, data: bytes, *, flush: bool = False) -> None:
        """Write a whole file under a name that nobody reads yet."""
        handle = self.open_new(path)
        try:
            self.write(handle, data)
            if flush:
                self.flush(handle)
        finally:
            self.close(handle)

    def replace(self, path: Path, data: bytes, temporary: Path) -> None:
        """Put `data` in the place of a file in one step, on the disk before it is seen.

        Parameters
        ----------
        path
            The file; it keeps its mode.
        data
            What is to be in it.
        temporary
            Where it is written first, on the same file system.
        """
        try:
            self.create(temporary, data, flush=True)
            if path.exists():
                self.step("chmod")
                temporary.chmod(path.stat().st_mode & 0o7777)
            self.rename(temporary, path)
        except BaseException:
            with suppress(OSError):
                self.remove(temporary)
            raise
