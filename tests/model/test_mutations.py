"""A few hundred damaged files; ``make torture`` reads ten thousand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_h13_damaged_files() -> None:
    """[H13] Files damaged at random open or are refused as typed, soon and in little memory."""
    command = [sys.executable, "-m", "tests.torture.mutations", "300", "20261122"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert found["failures"] == []
    assert found["cases"] == found["opened"] + found["refused"] == 300
    assert found["mended"] > 30
    assert 0 < found["megabytes"] <= 200
