"""The digest of a document that is edited, kept up at the cost of what changes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from threading import Thread
from time import sleep
from typing import Any

from .digest import record_digest
from .records import Record
from .state import State

#: So many records are read at once; more are read on a thread, in steps of `STEP` records.
AT_ONCE = 1_000
STEP = 100
#: Seconds between two steps, in which an edit does not have to wait for the interpreter.
REST = 0.002


class RunningDigest:
    """The digest of `state`, told of every change under `lock`.

    The first reading of a large document takes a second. It happens on a thread, without the
    lock, so that it never holds up an edit; until it is over there is no digest.
    """

    def __init__(self, state: State, lock: AbstractContextManager[Any]) -> None:
        self._state = state
        self._lock = lock
        self._known: dict[str, int] | None = None
        self._sum = 0
        self._reading = False

    @property
    def value(self) -> int | None:
        """The digest now, None while the document is being read."""
        return None if self._known is None else self._sum % 2**32

    def touch(self, ids: Iterable[str]) -> None:
        """Take note that these records were added, altered or removed. Holds the lock."""
        if self._known is None:
            self._begin()
            return
        for record_id in ids:
            self._sum -= self._known.pop(record_id, 0)
            record = self._state.records.get(record_id)
            if record is not None:
                self._known[record_id] = record_digest(record)
                self._sum += self._known[record_id]

    def _begin(self) -> None:
        if self._reading:
            return
        self._reading = True
        records = list(self._state.records.values())
        if len(records) > AT_ONCE:
            try:
                Thread(target=self._read, args=(records,), name="cjm-digest", daemon=True).start()
            except RuntimeError:
                # No threads here (Python in a browser): views do without a check then.
                return
        else:
            self._end(records, {record.id: record_digest(record) for record in records})

    def _read(self, records: list[Record]) -> None:
        known = {}
        for at, record in enumerate(records):
            known[record.id] = record_digest(record)
            if at % STEP == 0:
                sleep(REST)
        with self._lock:
            self._end(records, known)

    def _end(self, records: list[Record], known: dict[str, int]) -> None:
        """Put right what was altered while it was read."""
        self._known, self._sum = known, sum(known.values())
        now = self._state.records
        read = {record.id: record for record in records}
        altered = {i for i, record in now.items() if read.get(i) is not record}
        self.touch(altered | (read.keys() - now.keys()))
