"""How much memory a loaded map takes, in a process of its own."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import memory
from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, at_most

LARGE = 10_000


def loaded() -> Iterator[Figure]:
    """The most memory the process had while it loaded a map, above what it had before.

    The file is as the package saves it. The bytes of the file count, too: they are there while
    it is read.
    """
    compact = json.dumps(maps.document(LARGE), separators=(",", ":"), ensure_ascii=False).encode()
    for name, data, limit in (
        ("as saved", maps.text(LARGE), 5),
        ("without white space", compact, None),
    ):
        size = len(data)
        peak, kept = _measure(data)
        title = f"peak memory of loading {LARGE:,} touchpoints : their JSON, {name}"
        notes = f"{peak / 1e6:.0f} MB for {size / 1e6:.1f} MB; {kept / size:.1f}x stays"
        if limit is None:
            yield Figure(title, "-", f"{peak / size:.3g}x", notes=notes)
        else:
            yield at_most(title, peak / size, limit, notes=notes)


def _measure(data: bytes) -> tuple[float, float]:
    """Give the bytes a process of its own took at most, and those it kept."""
    with TemporaryDirectory() as folder:
        small, large = Path(folder, "small.cjm.json"), Path(folder, "large.cjm.json")
        small.write_bytes(maps.text(10))
        large.write_bytes(data)
        command = [sys.executable, "-m", "tests.benchmarks.memory", str(small), str(large)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    peak, kept = done.stdout.split()
    return float(peak), float(kept)


def _load(small: str, large: str) -> None:
    import cjm_widgets as cjm

    # What is imported and cached at the first use is no part of the map.
    cjm.load(small)
    gc.collect()
    before = memory.now()
    journey = cjm.load(large)
    peak = memory.peak()
    gc.collect()
    print(peak - before, memory.now() - before)
    del journey


if __name__ == "__main__":
    _load(*sys.argv[1:])
