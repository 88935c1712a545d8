"""Read-only, ordered views of the records of one type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar, cast, overload

from .errors import UnknownRecord
from .records import Record, type_name
from .store import Store

R = TypeVar("R", bound=Record)


class Records(Generic[R]):
    """The records of one type, in the order of the map.

    ``view[id]`` and ``view[0]`` give a record, ``id in view`` and ``record in view`` tell
    whether it is there, ``view.get(id)`` gives None where it is not. A view is live: it always
    shows the document as it is now, and an iteration the document as it was when it began.
    """

    def __init__(self, store: Store, record_type: type[R]) -> None:
        self._store = store
        self._type = record_type
        self._name = type_name(record_type)

    def _ordered(self) -> tuple[R, ...]:
        # Under the lock, so that another thread in the middle of a change is never seen.
        with self._store.lock:
            return cast(tuple[R, ...], self._store.state.in_order(self._name))

    def __len__(self) -> int:
        with self._store.lock:
            return len(self._store.state.of_type(self._name))

    def __iter__(self) -> Iterator[R]:
        return iter(self._ordered())

    def __contains__(self, record: object) -> bool:
        record_id = getattr(record, "id", record)
        return isinstance(record_id, str) and self.get(record_id) is not None

    @overload
    def __getitem__(self, key: str | int | Record) -> R: ...
    @overload
    def __getitem__(self, key: slice) -> list[R]: ...
    def __getitem__(self, key: str | int | Record | slice) -> R | list[R]:
        key = key.id if isinstance(key, Record) else key
        if isinstance(key, str):
            found: R | None = self.get(key)
            if found is None:
                raise UnknownRecord(
                    f"there is no {self._name} with the id {key!r}; "
                    f"{self._type.collection} has {len(self)}",
                    record=key,
                )
            return found
        ordered = self._ordered()
        if isinstance(key, slice):
            return list(ordered[key])
        return ordered[key]

    def get(self, record: Record | str, default: Any = None) -> Any:
        """Return the record with that id (or the newest state of a record), or `default`."""
        with self._store.lock:
            found = self._store.state.get(record.id if isinstance(record, Record) else record)
        return found if isinstance(found, self._type) else default

    @property
    def ids(self) -> list[str]:
        """The ids, in order."""
        return [record.id for record in self]

    def __repr__(self) -> str:
        names = [
            getattr(r, "name", "") or getattr(r, "title", "") or getattr(r, "text", "") or r.id
            for r in self[:8]
        ]
        more = ", …" if len(self) > 8 else ""
        return f"<{len(self)} {self._type.collection}: {', '.join(names)}{more}>"
