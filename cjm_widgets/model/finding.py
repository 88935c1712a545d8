"""Finding the record somebody means: by itself, by its id, by its name."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any
from unicodedata import normalize

from .errors import InvalidDocument, RemovedRecord, UnknownRecord, shorten
from .records import Record, type_name
from .state import State


def folded(name: str) -> str:
    """Return a name without what does not make it another one.

    That is case, white space, the width of letters, and how an accented letter is put together,
    which differs from one keyboard to the next.
    """
    # Folding the case of some letters takes them apart again.
    return " ".join(normalize("NFKC", normalize("NFKC", name).casefold()).split())


def find(state: State, given: object, *wanted: str, field: str | None = None) -> Any:
    """Return the record of one of the wanted types that is meant.

    Parameters
    ----------
    state
        Where to look.
    given
        A record, an id or a name.
    *wanted
        Tags of record types, ``"touchpoint"`` for example.
    field
        The keyword it was given for, for the error.

    Raises
    ------
    UnknownRecord
        Nothing has that id or name; the closest one is named.
    InvalidDocument
        It is a record of another type, no text, or the name of several.
    """
    kinds = " or ".join(wanted)
    key = given.id if isinstance(given, Record) else given
    if not isinstance(key, str):
        raise InvalidDocument(
            f"{shorten(given)} is no {kinds}: give the record, its id or its name",
            field=field, value=given,
        )  # fmt: skip
    there = state.get(key)
    if there is not None and type_name(there) in wanted:
        return there
    if isinstance(given, Record) and there is None:
        raise RemovedRecord(
            f"the {type_name(given)} {key!r} is not in this map (any more)",
            record=key, field=field, value=key,
        )  # fmt: skip
    candidates = [record for name in wanted for record in _of_type(state, name)]
    named = [record for record in candidates if _name(record) == key]
    if len(named) == 1:
        return named[0]
    if named:
        ids = ", ".join(record.id for record in named)
        raise InvalidDocument(
            f"{len(named)} records are called {key[:80]!r}; give the id of one: {ids}",
            field=field, value=key,
        )  # fmt: skip
    if there is not None:
        raise InvalidDocument(
            f"{key!r} is a {type_name(there)}, not a {kinds}", record=key, field=field, value=key
        )
    raise UnknownRecord(
        f"there is no {kinds} {key[:80]!r}: {_hint(candidates, key)}",
        record=key[:64], field=field, value=key,
    )  # fmt: skip


def _of_type(state: State, name: str) -> tuple[Any, ...]:
    return (state.journey,) if name == "journey" else state.in_order(name)


def _name(record: Any) -> str:
    return str(getattr(record, "name", "") or getattr(record, "title", ""))


def _hint(candidates: list[Any], key: str) -> str:
    """Return which record may have been meant."""
    names = {text: record for record in candidates for text in (record.id, _name(record)) if text}
    known = {folded(text): text for text in names}
    close = get_close_matches(folded(key), known, n=1, cutoff=0.5)
    if not close:
        return f"the map has {len(candidates)} to choose from" if candidates else "it has none"
    found = names[known[close[0]]]
    return f"did you mean {_name(found)!r} (id {found.id!r})?"
