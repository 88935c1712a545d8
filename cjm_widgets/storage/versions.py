"""Older versions of a map's file, thinned out with age and bounded in number and size.

A version is a whole ``.cjm.json`` file in ``.bike.cjm/versions/``; what is known of it stands in
its name, so that there is no index that could be wrong.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..model.errors import InvalidDocument
from .disk import Disk
from .journal import digest_of
from .places import Places

if TYPE_CHECKING:
    from ..journey import Journey
    from ..model.limits import Limits

#: At most this many versions, and this many bytes in all; the newest two always stay.
MAX_VERSIONS = 60
MAX_BYTES = 100 * 2**20
#: Up to this age one version in so much time is kept; 0 is every one.
SPACING = (
    (timedelta(hours=1), timedelta(0)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=30), timedelta(days=1)),
    (timedelta.max, timedelta(days=7)),
)
#: Time between two versions that are kept while somebody edits.
EVERY = timedelta(minutes=2)
_TIME = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(
    r"(\d{8}T\d{6}\.\d{6}Z)-r(\d+)-e(\d+)-([a-z]+)-([0-9a-f]{12})\.cjm\.json"
)  # fmt: skip


class Version(msgspec.Struct, frozen=True):
    """One older version of a map's file.

    Attributes
    ----------
    time
        When it was kept, in UTC.
    revision
        The revision of the map in the session that wrote it.
    edits
        How many edits lie between it and the version before, in that session.
    label
        Why it was kept: ``"opened"``, ``"edited"``, ``"closed"``, ``"restored"`` (what was there
        before a version was restored), ``"outside"`` (written by somebody else).
    size
        In bytes.
    path
        The file; a copy of it is a map like any other.
    """

    time: datetime
    revision: int
    edits: int
    label: str
    size: int
    path: Path

    def load(self, *, limits: Limits | None = None) -> Journey:
        """Return the map as it was, as one that belongs to no file.

        Parameters
        ----------
        limits
            How large it may be; the map keeps them.

        Raises
        ------
        FileNotFoundError
            The version was thinned out meanwhile.
        InvalidDocument
            Its file was altered.
        """
        from ..journey import Journey

        return Journey.from_json(self.read(), limits=limits)

    def read(self) -> bytes:
        """Return the bytes of its file, checked against its name. Raises as `load` does."""
        data = self.path.read_bytes()
        named = _NAME.fullmatch(self.path.name)
        if named is None or not str(digest_of(data)).startswith(named[5]):
            raise InvalidDocument(
                f"the version {self.path.name} is not what was written; take another one",
                record=self.path.name,
            )
        return data


def list_versions(places: Places) -> list[Version]:
    """Return the versions of a file, the newest first."""
    found = []
    for name in Disk().names(places.versions):
        parts = _NAME.fullmatch(name)
        if parts is None:
            continue
        path = places.versions / name
        try:
            size = path.stat().st_size
        except OSError:
            continue  # thinned out by another process just now
        time = datetime.strptime(parts[1], _TIME).replace(tzinfo=UTC)
        found.append(Version(time, int(parts[2]), int(parts[3]), parts[4], size, path))
    found.sort(key=lambda version: version.path.name, reverse=True)
    return found


class History:
    """Keeps versions of one file. Methods raise `OSError`; the map itself is not touched."""

    def __init__(self, places: Places, disk: Disk) -> None:
        self._places = places
        self._disk = disk
        self._revision = 0

    def due(self, now: datetime | None = None) -> bool:
        """Tell whether it is time for another version."""
        newest = next(iter(list_versions(self._places)), None)
        return newest is None or (now or datetime.now(UTC)) - newest.time >= EVERY

    def keep(self, data: bytes, revision: int, label: str, now: datetime | None = None) -> None:
        """Keep `data` as the newest version, unless it is that already; then thin out."""
        digest = str(digest_of(data))[:12]
        versions = list_versions(self._places)
        if versions and versions[0].path.name.endswith(f"-{digest}.cjm.json"):
            return
        now = now or datetime.now(UTC)
        edits = max(0, revision - self._revision)
        name = f"{now.strftime(_TIME)}-r{revision}-e{edits}-{label}-{digest}.cjm.json"
        self._disk.make_folder(self._places.versions)
        temporary = self._places.versions / f"{digest}.tmp"
        self._disk.create(temporary, data)
        self._disk.rename(temporary, self._places.versions / name)
        self._revision = revision
        for version in too_many(list_versions(self._places), now):
            self._disk.remove(version.path)


def too_many(versions: list[Version], now: datetime) -> list[Version]:
    """Return which of the versions (newest first) are to go.

    The first of each hour, day or week stays: it also is the first of its hour when it is time
    to keep one a day, so what was kept once is not thinned out by what came later.
    """
    first: dict[tuple[timedelta, int], Version] = {}
    for version in versions:
        first[_bucket(version, now)] = version
    gone: list[Version] = []
    kept = size = 0
    for version in versions:
        full = kept >= MAX_VERSIONS or size + version.size > MAX_BYTES
        if kept >= 2 and (full or first[_bucket(version, now)] is not version):
            gone.append(version)
        else:
            kept += 1
            size += version.size
    return gone


def _bucket(version: Version, now: datetime) -> tuple[timedelta, int]:
    """Return the hour, day or week a version stands for; a fresh one stands for itself."""
    age = now - version.time
    spacing = next(space for limit, space in SPACING if age <= limit)
    since = version.time - datetime(1970, 1, 1, tzinfo=UTC)
    return spacing, since // (spacing or timedelta(microseconds=1))
