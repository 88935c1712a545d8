"""Who made a map, as far as it says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..model.finding import folded
from ..model.state import State

#: Who made so many of the maps made the template of them.
_MANY = 3


def authors_of(states: Sequence[State]) -> list[str]:
    """Return who made each of several maps; empty where it does not say so.

    A name that stands in three maps or more came with what all of them were made from.
    """
    found = [author_of(state) for state in states]
    count = Counter(map(folded, found))
    return [name if count[folded(name)] < _MANY else "" for name in found]


def author_of(state: State) -> str:
    """Return who made a map; empty where it does not say so, or says several.

    That is its owner; else its one participant; else the one author of its cards.
    """
    owner = state.get(state.journey.owner or "")
    if owner is not None and owner.name.strip():
        return _plain(owner.name)
    people = [p.name for p in state.in_order("person") if p.kind == "participant"]
    authors = Counter(card.author for card in state.in_order("card"))
    for names in (people, authors):
        found = {_plain(name) for name in names} - {""}
        if len(found) == 1:
            return found.pop()
    return ""


def _plain(name: str) -> str:
    return " ".join(name.split())
