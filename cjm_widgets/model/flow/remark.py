"""What a calculation had to assume, in words that name the records it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..state import State

_SPELT_OUT = 6


class Remark(NamedTuple):
    """Something that was taken for granted or left out.

    Attributes
    ----------
    code
        A short stable word for programs.
    text
        What was assumed, as a sentence.
    records
        Ids of the records it is about.
    """

    code: str
    text: str
    records: tuple[str, ...] = ()


def called(state: State, record_id: str) -> str:
    """Return the name of a record, its id where it has none."""
    record = state.get(record_id)
    for attribute in ("name", "title", "text"):
        found = getattr(record, attribute, "")
        if found:
            return str(found)
    return record_id


def listed(state: State, ids: Iterable[str]) -> str:
    """Return the names of records as one text: the first few, and how many more."""
    names = [called(state, record_id) for record_id in dict.fromkeys(ids)]
    more = f" and {len(names) - _SPELT_OUT} more" if len(names) > _SPELT_OUT else ""
    return ", ".join(names[:_SPELT_OUT]) + more
