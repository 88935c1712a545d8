"""Break things and print one table: ``python -m tests.torture [names ...] [--short]``."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator

from tests.benchmarks.__main__ import table
from tests.benchmarks.figures import Figure
from tests.torture import copies, kernel, page, runs, soak

#: What a row does; whole and short.
ROWS: dict[str, tuple[Callable[[int], Iterator[Figure]], int, int]] = {
    "fuzz": (runs.fuzz, 1_000_000, 10_000),
    "orders": (runs.orders, 4, 2),
    "kernel": (kernel.figures, 10_000, 1_000),
    "soak": (soak.figures, 600, 30),
    "kills": (runs.kills, 200, 10),
    "copies": (copies.figures, 200, 5),
    "saves": (runs.saves, 10, 2),
    "faults": (runs.faults, 1, 1),
    "mutations": (runs.mutations, 10_000, 300),
    "page": (page.figures, 200, 15),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"some of {', '.join(ROWS)}; all if none")
    parser.add_argument("--short", action="store_true", help="a little of each")
    options = parser.parse_args()
    if unknown := set(options.names) - set(ROWS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    rows: list[Figure] = []
    for name in options.names or ROWS:
        start = time.monotonic()
        print(f"{name} ...", end="", file=sys.stderr, flush=True)
        run, whole, short = ROWS[name]
        rows += run(short if options.short else whole)
        print(f" {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    print(table(rows))
    load = os.getloadavg()[0]
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores; load average {load:.1f}.")
    return int(any(row.ok is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
