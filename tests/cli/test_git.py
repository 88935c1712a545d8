"""The command `cjm` inside of git: as merge driver and as textconv, in a real repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
FILE = "bike.cjm.json"


class Repository:
    """A repository with the settings of docs/compare.md; `cjm` is this very code."""

    def __init__(self, path: Path, bike: cjm.Journey) -> None:
        self.path = path
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.email", "ana@example.org")
        self.git("config", "user.name", "Ana")
        command = f'"{sys.executable}" -m cjm_widgets.cli'
        self.git("config", "merge.cjm.name", "customer journey maps")
        self.git("config", "merge.cjm.driver", f"{command} merge %O %A %B -o %A --path %P")
        self.git("config", "diff.cjm.textconv", f"{command} convert --to text")
        (path / ".gitattributes").write_text("*.cjm.json merge=cjm diff=cjm\n")
        bike.save(path / FILE)
        self.commit("Start")

    def git(self, *arguments: str, code: int = 0) -> str:
        root = str(Path(cjm.__file__).parents[1])
        environment = {
            **os.environ, "PYTHONPATH": root, "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        ran = subprocess.run(
            ["git", *arguments], cwd=self.path, env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert ran.returncode == code, ran.stdout + ran.stderr
        return ran.stdout + ran.stderr

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def edit(self, branch: str, change: Callable[[cjm.Journey], Any]) -> None:
        """Commit a change of the map on a branch that starts at the first commit."""
        start = self.git("rev-list", "--max-parents=0", "HEAD").strip()
        self.git("checkout", "--quiet", "-B", branch, start)
        j = cjm.load(self.path / FILE)
        change(j)
        j.save(self.path / FILE)
        self.commit(branch)

    def journey(self) -> cjm.Journey:
        return cjm.load(self.path / FILE)


@pytest.fixture
def repository(tmp_path: Path, bike: cjm.Journey) -> Repository:
    return Repository(tmp_path, bike)


def test_g32_two_branches_merge_by_themselves(repository: Repository) -> None:
    """[G32] Edits that git would call a conflict line by line are simply both there."""

    def ana(j: cjm.Journey) -> None:
        j.update("ad", name="Sees the film")
        j.add_touchpoint("Asks a friend", phase="before", after="ad")

    def ben(j: cjm.Journey) -> None:
        j.update("ad", wait=60, tags=["paid"])
        j.add_touchpoint("Reads reviews", phase="before", after="ad")

    repository.edit("ana", ana)
    repository.edit("ben", ben)
    repository.git("merge", "--no-edit", "ana")
    assert repository.git("status", "--porcelain") == ""
    j = repository.journey()
    assert (j.touchpoints["ad"].name, j.touchpoints["ad"].wait) == ("Sees the film", 60)
    assert {"Asks a friend", "Reads reviews"} <= {t.name for t in j.touchpoints}
    assert len(j.comments) == 2


def test_g32_a_conflict_stops_the_merge_and_the_file_is_a_map(repository: Repository) -> None:
    """[G32] Git asks for a look; the map opens, holds both texts, and is committed as it is."""
    repository.edit("ana", lambda j: j.update("ad", name="Sees a poster", wait=5))
    repository.edit("ben", lambda j: j.update("ad", name="Sees a film", wait=60))
    said = repository.git("merge", "--no-edit", "ana", code=1)
    assert "Buying a bike: 2 merged, 2 conflicts" in said
    assert f"{FILE} holds this as comments" in said
    assert repository.git("status", "--porcelain") == f"UU {FILE}\n"
    assert "<<<<<<<" not in (repository.path / FILE).read_text("utf-8")
    j = repository.journey()
    text = " ".join(c.text for c in j.comments) + j.touchpoints["ad"].name
    assert "Sees a poster" in text
    assert "Sees a film" in text
    assert 'The wait was set to "5" and to "60"' in text
    repository.commit("Merge ana")
    assert repository.git("status", "--porcelain") == ""


def test_g32_it_does_not_matter_who_merges_whom(repository: Repository) -> None:
    """[G32] Both directions give the same map."""
    repository.edit("ana", lambda j: j.update("ad", name="Sees a poster", wait=5))
    repository.edit("ben", lambda j: (j.remove("gain"), j.update("ad", wait=60)))
    made = []
    for here, there in (("ana", "ben"), ("ben", "ana")):
        repository.git("checkout", "--quiet", here)
        repository.git("merge", "--no-edit", there, code=1)
        made.append((repository.path / FILE).read_bytes())
        repository.git("merge", "--abort")
    assert made[0] == made[1]


def test_g32_both_added_the_file(repository: Repository) -> None:
    """[G32] Without a common base both maps are put together."""
    for branch, name in (("ana", "Of Ana"), ("ben", "Of Ben")):

        def add(j: cjm.Journey, name: str = name) -> None:
            j.add_phase(name)
            j.save(repository.path / "new.cjm.json")
            j.undo()

        repository.edit(branch, add)
    repository.git("merge", "--no-edit", "ana")
    names = [p.name for p in cjm.load(repository.path / "new.cjm.json").phases]
    assert {"Before", "Buying", "Riding", "Of Ana", "Of Ben"} == set(names)
    assert len(names) == 5


def test_g32_a_file_that_is_no_map_stops_the_merge(repository: Repository) -> None:
    """[G32] Git says that there is a conflict, ours stays, and nothing is lost."""
    repository.edit("ana", lambda j: j.update("ad", wait=5))
    (repository.path / FILE).write_text("no map\n")
    repository.commit("Break it")
    repository.edit("ben", lambda j: j.update("ad", wait=60))
    said = repository.git("merge", "--no-edit", "ana", code=1)
    assert "cjm: " in said
    assert "Traceback" not in said
    assert repository.journey().touchpoints["ad"].wait == 60
    assert repository.git("status", "--porcelain") == f"UU {FILE}\n"


def test_g32_git_diff_reads_well(repository: Repository) -> None:
    """[G32] `git diff` and `git log -p` show names and values, no ids and no brackets."""
    repository.edit("ana", lambda j: j.update("ex-ana", score=-2))
    shown = repository.git("diff", "main", "ana")
    changed = [
        line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert changed == ["-      score: 1", "+      score: -2"]
    assert "touchpoint: Sees the ad" in shown
    assert "{" not in shown
    assert "score: -2" in repository.git("log", "-p", "-1")
    # What is applied is the file itself.
    assert '"score": -2.0' in repository.git("diff", "--no-textconv", "main", "ana")
