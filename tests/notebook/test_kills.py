"""Kernels that are killed while a map without a file is edited."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.notebook.kills import run

#: ``make torture`` asks for more.
KILLS = int(os.environ.get("CJM_COPY_KILLS", "3"))
SEED = int(os.environ.get("CJM_SEED", "23"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_n31_k9_kernels_killed_at_random_moments(tmp_path: Path) -> None:
    """[N31] [K9] The copy is the map at one revision; what came after it is offered, and is all."""
    tally = run(KILLS, SEED, tmp_path)
    assert tally.lost == [], SEED
    assert tally.copied + tally.kept == tally.acknowledged > 0
