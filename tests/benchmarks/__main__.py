"""Measure and print one table: ``python -m tests.benchmarks [names ...] [--json FILE]``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks import cohort, compare, memory, model, package, render, round_trip
from tests.benchmarks.figures import Figure
from tests.benchmarks.page import dragging, edits, handout, live, picture, scroll

BENCHMARKS: dict[str, Callable[[], Iterator[Figure]]] = {
    "round_trip": round_trip.figures,
    "edits": edits.figures,
    "scroll": scroll.figures,
    "drag": dragging.figures,
    "picture": picture.figures,
    "live": live.figures,
    "handout": handout.figures,
    "apply": model.apply,
    "load": model.load,
    "memory": memory.loaded,
    "frames": model.frames,
    "check": model.check,
    "render": render.figures,
    "diff": compare.diff,
    "merge": compare.merge,
    "cohort": cohort.figures,
    "size": package.size,
    "imports": package.imports,
}
WORDS = {True: "yes", False: "NO", None: ""}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"some of {', '.join(BENCHMARKS)}; all if none")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")

    rows: list[tuple[str, Figure]] = []
    before = os.getloadavg()
    for name in options.names or BENCHMARKS:
        start = time.monotonic()
        print(f"{name} ...", end="", file=sys.stderr, flush=True)
        rows += [(name, figure) for figure in BENCHMARKS[name]()]
        print(f" {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    machine = (
        f"Python {platform.python_version()}, {os.cpu_count()} cores; load average "
        f"{before[0]:.1f} before, {os.getloadavg()[0]:.1f} after"
    )
    print(table([figure for _, figure in rows]))
    print(f'\n{machine}. Everything of one ratio ran in turn; "spread" is half the distance')
    print("between the quartiles of what it is measured against, as a part of the median.")
    if options.json:
        found = [{"benchmark": name, **asdict(figure)} for name, figure in rows]
        content = {"machine": machine, "figures": found}
        options.json.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    return 0


def table(figures: list[Figure]) -> str:
    head = ("figure", "asked", "measured", "ok?", "notes")
    cells = [head, *((f.name, f.asked, f.measured, WORDS[f.ok], f.notes) for f in figures)]
    widths = [max(len(row[i]) for row in cells) for i in range(4)]
    lines = [
        " | ".join([*(c.ljust(w) for c, w in zip(row[:4], widths, strict=True)), row[4]]).rstrip()
        for row in cells
    ]
    lines.insert(1, "-|-".join("-" * w for w in [*widths, 5]))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
