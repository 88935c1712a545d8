"""Several processes, and their death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

import cjm_widgets as cjm

ROOT = Path(__file__).resolve().parents[2]
#: ``make torture`` asks for more.
KILLS = int(os.environ.get("CJM_KILLS", "20"))
SEED = int(os.environ.get("CJM_SEED", "11"))


def editing(path: Path, name: str, edits: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.editing", str(path), name, str(edits)],
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_p1_kill_at_random_moments(tmp_path: Path) -> None:
    """[P1] A process that edits is killed again and again: every edit it told of is there."""
    random = Random(SEED)
    path = tmp_path / "bike.cjm.json"
    told: set[str] = set()
    for number in range(KILLS):
        process = editing(path, f"k{number}", 0)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(random.uniform(0, 0.5))
        process.send_signal(signal.SIGKILL)
        told |= {first.strip()} | {line.strip() for line in process.stdout if line.endswith("\n")}
        process.wait()
        process.stdout.close()
    journey = cjm.open(path)
    there = {t.id for t in journey.touchpoints}
    assert told <= there, (SEED, sorted(told - there)[:5])
    # Of each process at most the one edit it had no time to tell of.
    assert len(there - told) <= KILLS
    assert len(told) > KILLS
    assert journey.file.close()
    assert {t.id for t in cjm.load(path).touchpoints} == there
    assert not cjm.load(path).comments


def test_p5_two_processes_on_one_file(tmp_path: Path) -> None:
    """[P5] Two processes and this one edit one file at once: all edits are in it, and here."""
    path = tmp_path / "bike.cjm.json"
    journey = cjm.open(path, title="Shared")
    others = [editing(path, name, 90) for name in ("one", "two")]
    mine = set()
    for number in range(60):
        record = journey.add_touchpoint(f"mine-{number}", id=f"mine-{number}")
        mine.add(record.id)
        time.sleep(0.02)
    told = set()
    for process in others:
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        told |= set(output.split())
    assert len(told) == 180
    ends = time.monotonic() + 10
    while len(journey.touchpoints) < 240 and time.monotonic() < ends:
        time.sleep(0.05)
    assert {t.id for t in journey.touchpoints} == told | mine
    assert journey.file.close()
    there = cjm.load(path)
    assert {t.id for t in there.touchpoints} == told | mine
    assert there.title == "Shared"
    assert len(there.lanes) == len(cjm.Journey().lanes)
    assert not there.comments


def test_p5_one_dies_while_the_other_has_the_file_open(tmp_path: Path) -> None:
    """[P5] What a process that died had not saved comes to the one that lives."""
    path = tmp_path / "bike.cjm.json"
    journey = cjm.open(path)
    assert journey.file.save()
    process = editing(path, "dead", 0)
    assert process.stdout is not None
    lines = [process.stdout.readline().strip() for _ in range(5)]
    process.kill()
    lines += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdout.close()
    ends = time.monotonic() + 20
    while time.monotonic() < ends and not set(lines) <= {t.id for t in journey.touchpoints}:
        time.sleep(0.1)
    assert set(lines) <= {t.id for t in journey.touchpoints}
    assert journey.file.close()
    assert set(lines) <= {t.id for t in cjm.load(path).touchpoints}


def test_p6_saved_when_python_ends(tmp_path: Path) -> None:
    """[P6] A program that just ends has saved its last edit, and leaves no journal."""
    path = tmp_path / "bike.cjm.json"
    code = f"import cjm_widgets as cjm; j = cjm.open({str(path)!r}); j.add_touchpoint('last')"
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert [t.name for t in cjm.load(path).touchpoints] == ["last"]
    left = set(os.listdir(tmp_path / ".bike.cjm"))  # noqa: PTH208
    assert left <= {".gitignore", "lock", "versions"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_p6_a_forked_process_does_not_write(tmp_path: Path) -> None:
    """[P6] A copy of the process knows that it does not have the file, and leaves it alone."""
    path = tmp_path / "bike.cjm.json"
    code = (
        f"import os, cjm_widgets as cjm; j = cjm.open({str(path)!r}); j.file.save()\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    j.add_touchpoint('child'); assert j.file.status == 'failed', j.file\n"
        "    assert not j.file.save()\n"
        "else:\n"
        "    assert os.waitpid(pid, 0)[1] == 0; j.add_touchpoint('parent')\n"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert [t.name for t in cjm.load(path).touchpoints] == ["parent"]
