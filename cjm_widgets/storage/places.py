"""Where the things that belong to a map's file are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_SESSION = re.compile(r"([0-9a-f]{16})(?:\.lock|-\w+\.(?:journal|tmp))")
_JOURNAL = re.compile(r"([0-9a-f]{16})-(\d{1,12})\.journal")


class JournalName(NamedTuple):
    """A journal: of which session, and its number there (the highest is the one that counts)."""

    session: str
    number: int


class Places:
    """The paths beside one file."""

    def __init__(self, path: Path) -> None:
        #: With links followed: what is replaced is the file a link leads to.
        self.file = path.resolve()
        name = self.file.name
        stem = name.removesuffix(".json") if name.endswith(".cjm.json") else f"{name}.cjm"
        self.folder = self.file.parent / f".{stem}"
        self.lock = self.folder / "lock"
        self.versions = self.folder / "versions"
        self.damaged = self.folder / "damaged"

    def session_lock(self, session: str) -> Path:
        """Return the file that is locked as long as a session lives."""
        return self.folder / f"{session}.lock"

    def journal(self, session: str, number: int) -> Path:
        """Return the file a session writes its edits to."""
        return self.folder / f"{session}-{number}.journal"

    def temporary(self, session: str, what: str) -> Path:
        """Return a name that only this session uses and nobody reads."""
        return self.folder / f"{session}-{what}.tmp"

    def beside(self, what: str) -> Path:
        """Return a name that people see, next to the file: ``bike.<what>.cjm.json``."""
        name = self.file.name
        suffix = ".cjm.json" if name.endswith(".cjm.json") else ".json"
        return self.file.with_name(f"{name.removesuffix(suffix)}.{what}{suffix}")


def session_of(name: str) -> str | None:
    """Return which session a file name belongs to, None when to none."""
    found = _SESSION.fullmatch(name)
    return found[1] if found else None


def journal_name(name: str) -> JournalName | None:
    """Return which journal a file name is of, None when of none."""
    found = _JOURNAL.fullmatch(name)
    return JournalName(found[1], int(found[2])) if found else None
