"""Rules about the ways through the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..records import Path, Touchpoint
from .facts import Facts
from .rule import Finding, Rule

#: Probabilities are often rounded.
ROUNDING = 0.005


def path_step_unknown(facts: Facts) -> Iterable[Finding]:
    """Find paths with a step that is no touchpoint of the map.

    A document that was read or edited here has none; one put together by a program may.
    """
    for path in facts.paths:
        for step in path.steps:
            if not isinstance(facts.get(step), Touchpoint):
                yield Finding(path, {"step": step})
                break


def path_without_steps(facts: Facts) -> Iterable[Path]:
    """Find paths that lead nowhere."""
    return (path for path in facts.paths if not path.steps)


def path_probabilities(facts: Facts) -> Iterable[Finding]:
    """Find alternative paths whose probabilities do not add up to 1.

    Alternatives are the paths of the same personas. As long as one of them has no probability the
    others may leave room for it.
    """
    groups: defaultdict[frozenset[str], list[Path]] = defaultdict(list)
    for path in facts.paths:
        groups[frozenset(path.personas)].append(path)
    for paths in groups.values():
        known = [path.probability for path in paths if path.probability is not None]
        total = sum(known)
        short = len(known) == len(paths) and total < 1 - ROUNDING
        if short or total > 1 + ROUNDING:
            yield Finding(paths[0], {"sum": total})


def branch_probabilities(facts: Facts) -> Iterable[Finding]:
    """Find touchpoints left with a probability above 1; below it somebody drops out."""
    totals: defaultdict[str, float] = defaultdict(float)
    for edge in facts.edges:
        totals[edge.source] += edge.probability or 0
    return (
        Finding(t, {"sum": totals[t.id]})
        for t in facts.touchpoints
        if totals.get(t.id, 0) > 1 + ROUNDING
    )


def touchpoint_off_path(facts: Facts) -> Iterable[Touchpoint]:
    """Find touchpoints no path goes through, where there are paths; unused ones may be left."""
    steps = {step for path in facts.paths for step in path.steps}
    if not steps:
        return ()
    return (t for t in facts.touchpoints if t.id not in steps and t.in_use is not False)


RULES = (
    Rule("path-step-unknown", "error", path_step_unknown),
    Rule("path-without-steps", "warning", path_without_steps),
    Rule("path-probabilities", "error", path_probabilities),
    Rule("branch-probabilities", "error", branch_probabilities),
    Rule("touchpoint-off-path", "hint", touchpoint_off_path),
)
