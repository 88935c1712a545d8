"""How alike two names are, and which of many are worth a closer look."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

#: Up to so many pairs every one is looked at; of more, those that share rare letter groups.
ALL_PAIRS = 2_500
#: A text is judged by so many characters at its beginning.
LOOKED_AT = 120
#: So much of it counts when only the words are the same, in another order.
_SWAPPED = 0.95
_RARE = 8
_LETTERS = 3
_LEAST_SHARED = 0.15


@lru_cache(maxsize=4096)
def _sorted_words(name: str) -> str:
    return " ".join(sorted(name.split()))


def similarity(one: str, other: str) -> float:
    """Return how alike two normal names are, from 0 to 1; the order of words counts little."""
    one, other = one[:LOOKED_AT], other[:LOOKED_AT]
    if one == other:
        return 1.0
    straight = _ratio(one, other)
    if straight >= _SWAPPED or " " not in one or " " not in other:
        return straight
    return max(straight, _SWAPPED * _ratio(_sorted_words(one), _sorted_words(other)))


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def worth_comparing(ones: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the positions of pairs of normal names that may be alike, few for each name."""
    if len(ones) * len(others) <= ALL_PAIRS:
        parts = [_parts(name) for name in others]
        for i, mine in enumerate(map(_parts, ones)):
            for j, theirs in enumerate(parts):
                # Cheap, and never so low for what is alike.
                if 2 * len(mine & theirs) >= _LEAST_SHARED * (len(mine) + len(theirs)):
                    yield i, j
        return
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, name in enumerate(others):
        for part in _parts(name):
            holders[part].append(j)
    # The more names, the fewer of each are looked at, so that the work stays within bounds.
    most = max(2, min(5, 20_000 // max(len(ones), 1)))
    for i, name in enumerate(ones):
        rare = sorted((p for p in _parts(name) if p in holders), key=lambda p: (len(holders[p]), p))
        shared: Counter[int] = Counter()
        for part in rare[:_RARE]:
            shared.update(holders[part][: 2_000 // _RARE])
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        for j, _ in best[:most]:
            yield i, j


def _parts(name: str) -> set[str]:
    name = f" {name[:LOOKED_AT]} "
    return {name[at : at + _LETTERS] for at in range(len(name) - _LETTERS + 1)}
