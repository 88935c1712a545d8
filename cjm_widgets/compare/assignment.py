"""The best way to pair things: the assignment problem, solved exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

#: In a group of more that are alike on one side the best pairs are taken one after the other.
MAX_EXACT = 250

Pair = tuple[int, int]


def best_pairs(scores: Mapping[Pair, float]) -> list[Pair]:
    """Return the pairs whose scores add up to the most, each row and column used at most once.

    Parameters
    ----------
    scores
        What a pair ``(row, column)`` is worth, more than 0; pairs left out are not made.
    """
    found: list[Pair] = []
    for group in _groups(scores):
        rows = sorted({row for row, _ in group})
        columns = sorted({column for _, column in group})
        if min(len(rows), len(columns)) > MAX_EXACT or len(rows) * len(columns) > 4 * MAX_EXACT**2:
            found += _greedy({pair: scores[pair] for pair in group})
            continue
        at_row = {row: at for at, row in enumerate(rows)}
        at_column = {column: at for at, column in enumerate(columns)}
        matrix = np.zeros((len(rows), len(columns)))
        for row, column in group:
            matrix[at_row[row], at_column[column]] = scores[row, column]
        found += [(rows[row], columns[column]) for row, column in assign(matrix)]
    return sorted(found)


def assign(scores: np.ndarray) -> list[Pair]:
    """Return the pairs (row, column) of a matrix of scores that add up to the most.

    The Hungarian method by shortest augmenting paths, O(rows² · columns). A score of 0 or less
    is no pair.
    """
    rows, columns = scores.shape
    # To stay alone costs 0: a column for each row, so that every row has somewhere to go.
    cost = np.hstack([np.where(scores > 0, -scores, 1.0), np.zeros((rows, rows))])
    width = columns + rows
    by_row, by_column = np.zeros(rows + 1), np.zeros(width + 1)
    taken_by = np.zeros(width + 1, dtype=int)
    for row in range(1, rows + 1):
        taken_by[0] = row
        column = 0
        least = np.full(width + 1, np.inf)
        came_from = np.zeros(width + 1, dtype=int)
        used = np.zeros(width + 1, dtype=bool)
        while True:
            used[column] = True
            here = taken_by[column]
            reduced = cost[here - 1] - by_row[here] - by_column[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            came_from[1:][better] = column
            closest = int(np.argmin(np.where(used, np.inf, least)))
            step = least[closest]
            by_row[taken_by[used]] += step
            by_column[used] -= step
            least[~used] -= step
            column = closest
            if taken_by[column] == 0:
                break
        while column:
            taken_by[column] = taken_by[came_from[column]]
            column = int(came_from[column])
    return [
        (int(taken_by[column]) - 1, column - 1)
        for column in range(1, columns + 1)
        if taken_by[column] and scores[taken_by[column] - 1, column - 1] > 0
    ]


def _groups(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Give the pairs in groups that share no row and no column: each is a problem of its own."""
    by_row: defaultdict[int, list[Pair]] = defaultdict(list)
    by_column: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_row[pair[0]].append(pair)
        by_column[pair[1]].append(pair)
    seen: set[int] = set()
    for start in by_row:
        if start in seen:
            continue
        seen.add(start)
        group, queue, columns = [], [start], set()
        while queue:
            for pair in by_row[queue.pop()]:
                group.append(pair)
                if pair[1] in columns:
                    continue
                columns.add(pair[1])
                for row, _ in by_column[pair[1]]:
                    if row not in seen:
                        seen.add(row)
                        queue.append(row)
        yield group


def _greedy(scores: Mapping[Pair, float]) -> Iterator[Pair]:
    rows: set[int] = set()
    columns: set[int] = set()
    for (row, column), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield row, column
