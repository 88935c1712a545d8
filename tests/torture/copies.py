"""Kernels killed while a map without a file is edited: the copy, and what the browser keeps."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.figures import Figure
from tests.notebook.kills import Tally, run

SEED = 1_000


def figures(kills: int) -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        tally = run(kills, SEED, Path(folder))
    for line in tally.lost[:20]:
        print(f"\n  {line[:500]}", file=sys.stderr, end="")
    for notebook, report in tally.reports.items():
        print("\n".join([f"\n\n{notebook}", *report]), file=sys.stderr)
    yield Figure(
        f"kill -9 of a kernel whose map is in the notebook only, {kills} times",
        "0 acknowledged edits lost, pending always offered",
        f"{len(tally.lost)} lost of {tally.acknowledged:,} acknowledged",
        ok=_whole(tally),
        notes=f"{tally.copied:,} were in the copy, {tally.kept:,} offered by the view, and "
        f"{tally.pending:,} that waited, {tally.told:,} told as removed since; "
        f"no copy torn; seeds from {SEED:,} on",
    )


def _whole(tally: Tally) -> bool:
    return not tally.lost and tally.copied + tally.kept == tally.acknowledged > 0
