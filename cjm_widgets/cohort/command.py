"""The command ``cjm collect``: what to look at in the maps of a class, and one map of them."""

from __future__ import annotations

from collections.abc import Sequence

from .._terminal import complain, show
from ..model.limits import Limits
from .collecting import collect


def run(files: Sequence[str], output: str | None, repair: bool, limits: Limits) -> bool:
    """Tell what to look at, write the map of the class, and say whether a file was left out.

    Raises
    ------
    NothingToCollect
        The one pattern that is given matches nothing.
    InvalidDocument
        There is no map to merge.
    """
    cohort = collect(files[0] if len(files) == 1 else files, repair=repair, limits=limits)
    problems = cohort.problems
    for row in problems.itertuples():
        complain(f"{row.file}: {row.kind}: {row.error}")
    show(repr(cohort))
    if output is not None:
        from ..files import save

        save(cohort.merge().journey, output)
        show(output)
    left_out = problems["kind"].isin(["unreadable", "newer", "too large"])
    return bool(left_out.any())
