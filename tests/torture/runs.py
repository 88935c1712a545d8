"""Rows that are long runs of what `make test` runs shortly."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.sync.test_orders import KINDS, meet
from tests.torture.mutations import MEGABYTES, Run

ROOT = Path(__file__).parents[2]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider"]
END = re.compile(r"([\d,]+) edits in \d+ s: (\d+) divergences, (\d+) lost")
PASSED = re.compile(r"(\d+) passed")


def run(command: list[str], folder: Path = ROOT, **env: object) -> tuple[bool, str]:
    """Run a program; whether it ended well, and all it said."""
    more = {name: str(value) for name, value in env.items()}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | more | {"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout


def fuzz(edits: int) -> Iterator[Figure]:
    test = ["npm", "--silent", "test", "--", "tests/core/sync.fuzz.test.ts"]
    for language, command, folder in (
        ("Python", [*PYTEST, "-m", "fuzz"], ROOT),
        ("TypeScript", test, ROOT / "js"),
    ):
        ok, said = run(command, folder, CJM_FUZZ_EDITS=edits)
        end = END.search(said)
        told = f"{end[1]} edits: {end[2]} divergences, {end[3]} lost" if end else said[-500:]
        # Vitest is silent about what passed.
        measured = f"{edits:,} edits: 0 divergences, 0 lost" if ok and not end else told
        yield Figure(
            f"random edits, 3 views and a writer over a bad network, {language}",
            f"{edits:,} edits: 0 divergences, 0 lost",
            measured,
            ok=ok,
            notes="seeds from 1,000,001 on" if end else "seeds from 0 on",
        )


def orders(people: int) -> Iterator[Figure]:
    count = sum(meet(itertools.product(KINDS, repeat=n)) for n in range(1, people + 1))
    yield Figure(
        f"all orders of up to {people} changes of {len(KINDS)} kinds made at once",
        "all converge, each inverts",
        f"all {count:,}",
        ok=True,
    )


def kills(count: int) -> Iterator[Figure]:
    ok, said = run([*PYTEST, "tests/storage/test_processes.py"], CJM_KILLS=count)
    yield _tests(f"kill -9 of a process that edits a file, {count} times", said, ok=ok)


def saves(count: int) -> Iterator[Figure]:
    test = ["tests/browser/test_notebook_copy.py", "-k", "saved_closed_and_opened"]
    ok, said = run([*PYTEST, *test], CJM_SAVES=count)
    passed = PASSED.search(said)
    yield Figure(
        f"real JupyterLab: save, close, open without a kernel, save again, {count} times",
        "picture and data there every time",
        f"{count} of {count}, light and dark" if ok and passed else said[-500:],
        ok=ok,
        notes="the map that comes back is the one that was saved, to the byte",
    )


def faults(_: int) -> Iterator[Figure]:
    files = ["tests/storage/test_faults.py", "tests/storage/test_journal.py"]
    ok, said = run([*PYTEST, *files])
    name = "kill between every two file operations; cut, flipped and full-disk journals"
    yield _tests(name, said, ok=ok)


def mutations(count: int) -> Iterator[Figure]:
    seed = 1
    start = time.monotonic()
    ok, said = run([sys.executable, "-m", "tests.torture.mutations", str(count), str(seed)])
    seconds = time.monotonic() - start
    name = f"{count:,} files damaged at random, read strictly and mended"
    asked = "no crash, none over 2 s, at most 200 MB"
    if not ok:
        yield Figure(name, asked, said[-500:], ok=False)
        return
    found = Run(**json.loads(said.splitlines()[-1]))
    worst = f"slowest {found.slowest:.2f} s, {found.megabytes:.0f} MB"
    measured = f"{len(found.failures)} failures, {worst}"
    counts = f"{found.opened:,} opened, {found.mended:,} of them mended; {found.refused:,} refused"
    yield Figure(
        name,
        asked,
        "; ".join([measured, *found.failures[:5]]),
        ok=not found.failures and found.megabytes <= MEGABYTES,
        notes=f"{found.files} files, seed {seed}, {seconds:.0f} s; {counts}",
    )


def _tests(name: str, said: str, *, ok: bool) -> Figure:
    passed = PASSED.search(said)
    measured = f"0 lost ({passed[1]} tests)" if ok and passed else said[-500:]
    return Figure(name, "0 acknowledged edits lost, damage named", measured, ok=ok)
