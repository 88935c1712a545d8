"""Any edits of three views and a cell over a bad network end in one document, nothing lost."""

from __future__ import annotations

import os
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.sync.simulation import Restarts, Simulation

EDITS = 40
FUZZ_EDITS = int(os.environ.get("CJM_FUZZ_EDITS", "0"))

#: Seeds that failed once, with the number of edits, and what they had found.
ONCE_FAILED = {
    "[S21] the comment for a replaced text took the place of a new comment": (1211, 60),
}

_seeds = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@settings(_seeds, max_examples=500)
@given(seed=st.integers(0, 2**48))
def test_s40_s41_s42_s46_s47_s54_everybody_ends_with_one_document(seed):
    Simulation(seed, EDITS).run()


@settings(_seeds, max_examples=60)
@given(seed=st.integers(0, 2**48))
def test_s50_s54_kernels_that_start_again_lose_nothing_either(seed):
    Restarts(seed, EDITS).run()


@pytest.mark.parametrize("seed", range(4))
def test_s44_s54_a_long_life_of_a_map(seed):
    """Long enough for digests, for many undos, and for maps that grew and shrank."""
    Simulation(seed, 400).run()


@pytest.mark.parametrize(("seed", "edits"), ONCE_FAILED.values(), ids=ONCE_FAILED)
def test_s54_what_failed_once(seed, edits):
    Simulation(seed, edits).run()


def test_s54_a_run_does_what_it_is_to_do():
    """The checks mean something: conflicts, refusals and faults do happen."""
    total: Counter[str] = Counter()
    for seed in range(20):
        total += Simulation(seed, 60).run()
    for name in ("rejected", "texts replaced", "dropped", "doubled", "cuts", "acknowledged"):
        assert total[name] > 0, name


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@pytest.mark.skipif(not FUZZ_EDITS, reason="long: set CJM_FUZZ_EDITS, or run `make fuzz`")
def test_s54_fuzz(capsys):
    """Short and long lives of a map in turn, until there were as many edits as asked for."""
    total: Counter[str] = Counter()
    failed: list[str] = []
    began = told = time.monotonic()
    seed = int(os.environ.get("CJM_FUZZ_SEED", "1000000"))
    while total["edits"] < FUZZ_EDITS:
        seed += 1
        edits = 2_000 if seed % 50 == 0 else 60
        kind = Restarts if seed % 10 == 5 else Simulation
        try:
            total += kind(seed, edits).run()
        except Exception as problem:
            total["edits"] += edits
            failed.append(f"{kind.__name__}({seed}, {edits}): {str(problem).splitlines()[0]}")
        if time.monotonic() - told > 30:
            told = time.monotonic()
            with capsys.disabled():
                print(f"\n  {total['edits']:,} edits, {len(failed)} failed", end="", flush=True)
    lost = sum("lost" in line for line in failed)
    figures = ", ".join(f"{count:,} {name}" for name, count in total.most_common())
    with capsys.disabled():
        print(f"\n  {figures}")
        print(
            f"  {total['edits']:,} edits in {time.monotonic() - began:.0f} s: "
            f"{len(failed) - lost} divergences, {lost} lost"
        )
    assert not failed, "\n".join(failed[:20])
