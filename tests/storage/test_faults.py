"""Nothing that was accepted is lost, whatever breaks in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

import cjm_widgets as cjm
from cjm_widgets.storage.disk import Disk
from tests.storage.faults import FaultyDisk, denied, die, dying, full, start, vanish

ROOT = Path(__file__).resolve().parents[2]


def scenario(path: Path, disk: Disk, accepted: list[str]) -> None:
    """Open, edit, save, merge, edit, close: `accepted` gets the names of what was accepted."""
    journey, session = start(path, disk, title="Bike")

    def add(name: str) -> None:
        journey.add_touchpoint(name, id=name)
        accepted.append(name)

    add("a")
    add("b")
    session.sync()
    add("c")
    text = path.read_text("utf-8")
    if '"b"' in text:
        path.write_text(text.replace('"name": "b"', '"name": "b outside"'), "utf-8")
    session.sync()
    add("d")
    session.finish()


def names(path: Path, *, torn: bool = False) -> set[str]:
    """Return what is there when the file is opened again, twice, with nothing else lost.

    With `torn` a journal may end in the middle of a line, which is said and kept.
    """
    journey, session = start(path)
    found = {t.name for t in journey.touchpoints}
    lost = [what for report in session.reports for what in report.lost]
    assert all(torn and what.startswith("it ends in the middle") for what in lost), lost
    assert len(found) == len(journey.touchpoints)
    assert not journey.comments
    session.finish()
    again, second = start(path)
    assert {t.name for t in again.touchpoints} == found
    assert second.reports == []
    second.finish()
    assert sorted(os.listdir(path.parent)) == [".bike.cjm", path.name]  # noqa: PTH208
    left = os.listdir(path.parent / ".bike.cjm")  # noqa: PTH208
    assert set(left) <= {".gitignore", "lock", "versions", *(["damaged"] if lost else [])}, left
    return found


def operations(folder: Path) -> int:
    disk = FaultyDisk(None, die)
    scenario(folder / "bike.cjm.json", disk, [])
    return disk.count


def test_p1_killed_at_every_operation(tmp_path: Path) -> None:
    """[P1] Killed before any file operation, or in the middle of a write, no edit is lost."""
    (tmp_path / "count").mkdir()
    count = operations(tmp_path / "count")
    assert count > 40
    for half in (False, True):
        for at in range(count):
            folder = tmp_path / f"{half}-{at}"
            folder.mkdir()
            path = folder / "bike.cjm.json"
            disk = FaultyDisk(at, die, half=half)
            accepted: list[str] = []
            with dying(disk, []):
                scenario(path, disk, accepted)
            found = names(path, torn=half)
            outside = "b outside" in path.read_text("utf-8")
            wanted = {("b outside" if outside and n == "b" else n) for n in accepted}
            assert found >= wanted, (at, disk.steps[-1])
            # At most the one that was being accepted comes on top.
            assert len(found) <= len(wanted) + 1
            shutil.rmtree(folder)


def test_p1_killed_again_while_recovering(tmp_path: Path) -> None:
    """[P1] Killed once more at every operation of bringing edits back, none is lost."""
    path = tmp_path / "bike.cjm.json"
    journey, session = start(path)
    for name in ("a", "b", "c"):
        journey.add_touchpoint(name, id=name)
    vanish(session)
    shutil.copytree(tmp_path, tmp_path.with_name("copy"))
    disk = FaultyDisk(None, die)
    _, second = start(path, disk)
    second.finish()
    for at in range(disk.count):
        folder = tmp_path.with_name(f"again-{at}")
        shutil.copytree(tmp_path.with_name("copy"), folder)
        faulty = FaultyDisk(at, die)
        with dying(faulty, []):
            _, third = start(folder / path.name, faulty)
            third.finish()
        assert names(folder / path.name) == {"a", "b", "c"}, at


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("at", Random(7).sample(range(45), 6))
def test_p1_really_killed(tmp_path: Path, at: int) -> None:
    """[P1] The same with a process and SIGKILL."""
    path = tmp_path / "bike.cjm.json"
    code = (
        "import sys; from pathlib import Path; from tests.storage.test_faults import scenario;"
        "from tests.storage.faults import FaultyDisk, kill;"
        "say = type('Say', (list,), {'append': lambda s, n: print(n, flush=True)})();"
        f"scenario(Path({str(path)!r}), FaultyDisk({at}, kill), say)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.returncode == -9, run.stderr
    found = {name.removesuffix(" outside") for name in names(path)}
    assert found >= set(run.stdout.split())


@pytest.mark.parametrize("fail", [full, denied])
@pytest.mark.parametrize("once", [True, False])
def test_p2_a_full_disk_at_every_write(tmp_path: Path, fail: object, once: bool) -> None:
    """[P2] No failing operation raises out of an edit; the edits stay, and the state says so."""
    (tmp_path / "count").mkdir()
    count = operations(tmp_path / "count")
    for at in range(count):
        folder = tmp_path / f"{at}"
        folder.mkdir()
        path = folder / "bike.cjm.json"
        disk = FaultyDisk(at, fail, half=True, once=once)  # type: ignore[arg-type]
        journey, session = start(path, disk, title="Bike")
        for name in ("a", "b"):
            journey.add_touchpoint(name, id=name)
        saved = session.sync()
        journey.add_touchpoint("c", id="c")
        saved = session.sync()
        if not saved:
            assert session.status.state in ("failed", "read-only", "saving")
            if session.status.state != "saving":
                assert "bike.cjm.json" in session.status.problem
                assert "journey.save(...)" in session.status.problem
        assert [t.name for t in journey.touchpoints] == ["a", "b", "c"]
        # Put right, the next attempt saves it.
        disk.at = None
        assert session.sync(), session.status
        assert {t.name for t in cjm.load(path).touchpoints} == {"a", "b", "c"}
        session.finish()
        assert names(path) == {"a", "b", "c"}
        shutil.rmtree(folder)


def test_p2_full_and_then_killed(tmp_path: Path) -> None:
    """[P2] What was written down before the disk was full is back after a kill."""
    path = tmp_path / "bike.cjm.json"
    disk = FaultyDisk(None, full, half=True)
    journey, session = start(path, disk)
    journey.add_touchpoint("a", id="a")
    disk.at = disk.count
    journey.add_touchpoint("b", id="b")
    assert session.status.state == "failed"
    assert "memory only" in session.status.problem
    assert "make room" in session.status.problem
    disk.at = None
    journey.add_touchpoint("c", id="c")
    assert session.status.state == "saving"
    vanish(session)
    assert names(path) == {"a", "b", "c"}
