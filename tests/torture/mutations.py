"""Files damaged at random, read at every entrance: ``python -m tests.torture.mutations 10000``.

Each opens or is refused with a typed error, in less than two seconds of processor time; what a
strict reading refuses and a mending one takes has a report; the process stays small.
"""

from __future__ import annotations

import faulthandler
import json
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import cjm_widgets as cjm
from tests import memory
from tests.model.mutations import damaged
from tests.strategies import random_document

DATA = Path(__file__).parents[1] / "data"
SHARED = Path(__file__).parents[3] / "shared" / "data"
#: Seconds of processor time that no reading may take, and megabytes the process may have.
SECONDS, MEGABYTES = 2.0, 200.0
#: Seconds on the clock after which a reading is a hang, whatever else runs on the machine.
HANG = 120


@dataclass
class Run:
    """What came of it."""

    seed: int
    files: int = 0
    cases: int = 0
    opened: int = 0
    mended: int = 0
    refused: int = 0
    slowest: float = 0.0
    megabytes: float = 0.0
    failures: list[str] = field(default_factory=list)


def files() -> Iterator[tuple[str, bytes]]:
    """The whole files: maps, a notebook with one, Mermaid diagrams."""
    from tests.benchmarks import maps

    for seed in range(20):
        yield f"{seed}.cjm.json", cjm.Journey.from_dict(random_document(seed)).to_json().encode()
    yield "bike.cjm.json", cjm.Journey.from_dict(maps.document(40)).to_json().encode()
    yield "map.ipynb", _notebook(cjm.Journey.from_dict(random_document(7)))
    for folder in (DATA / "mermaid", SHARED / "mermaid"):
        for path in sorted(folder.rglob("*.mmd"))[:20]:
            yield path.name, path.read_bytes()


def _notebook(j: cjm.Journey) -> bytes:
    from cjm_widgets.notebook.copy import Snapshot, bundle

    output = {"output_type": "display_data", "data": bundle(Snapshot.of(j)), "metadata": {}}
    cell = {"cell_type": "code", "source": "j", "outputs": [output]}
    return json.dumps({"nbformat": 4, "cells": [cell]}, indent=1).encode()


def run(count: int, seed: int) -> Run:
    """Read `count` damaged files."""
    random = Random(seed)
    whole = list(files())
    result = Run(seed, files=len(whole))
    with TemporaryDirectory() as folder:
        for number in range(count):
            name, data = random.choice(whole)
            data = damaged(data, random)
            path = Path(folder) / name
            path.write_bytes(data)
            try:
                _read(path, data, result)
            except Exception as problem:
                what = f"{name}, case {number} of seed {seed}: {type(problem).__name__}: {problem}"
                result.failures.append(what[:500])
            result.cases += 1
    result.megabytes = memory.peak() / 1e6
    return result


def _read(path: Path, data: bytes, result: Run) -> None:
    if path.suffix == ".ipynb":
        outcome = _timed(result, partial(cjm.recover, path))
    elif path.suffix == ".mmd":
        outcome = _timed(result, partial(cjm.read, path))
    else:
        outcome = _timed(result, partial(cjm.Journey.from_json, data))
        if outcome is None:
            outcome = _timed(result, partial(cjm.load, path, repair=True))
            if outcome is not None:
                result.mended += 1
                assert outcome.report, "it was mended without a word"
        elif not isinstance(outcome, cjm.Journey):
            raise TypeError(type(outcome))
        if outcome is not None:
            again = cjm.Journey.from_json(outcome.to_json())
            assert again.to_dict() == outcome.to_dict(), "it comes back as another one"
    if outcome is None:
        result.refused += 1
    else:
        result.opened += 1


def _timed(result: Run, job: partial[cjm.Journey | cjm.Recovered]) -> object:
    """Do it; None for a typed error. Takes longer than it may: a failure."""
    faulthandler.dump_traceback_later(HANG, exit=True)
    start = time.process_time()
    try:
        return job()
    except cjm.CjmError:
        return None
    finally:
        taken = time.process_time() - start
        faulthandler.cancel_dump_traceback_later()
        result.slowest = max(result.slowest, taken)
        if taken > SECONDS:
            result.failures.append(f"a reading took {taken:.1f} s of processor time")


def main() -> None:
    count, seed = (int(text) for text in (*sys.argv[1:], "1")[:2])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cjm.CjmWarning)
        print(json.dumps(asdict(run(count, seed))))


if __name__ == "__main__":
    main()
