"""Every block of code in README.md and docs/*.md does what the page says."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import cjm_widgets as cjm
from tests.charts import maps
from tests.docs.pages import ROOT, Block, blocks, pages, run_python, run_shell, same

#: Blocks that are not run, by the page and their first line. Each says why on its page.
NOT_RUN = {
    ("README.md", "make lab"),
    ("teaching.md", '%pip install "cjm-widgets[image]"'),
    ("start.md", 'pip install "cjm-widgets[lab,image]"'),
}
#: Blocks that are no code.
PLAIN = {"text", "diff", "gitattributes"}
RUN = {"python", "sh"}


def _map(_: Path) -> dict[str, Any]:
    """Give pages that begin in the middle of the work a map."""
    return {"cjm": cjm, "pd": pd, "j": maps.bike()}


def _damaged(folder: Path) -> dict[str, Any]:
    j = maps.bike()
    j.save(folder / "large.cjm.json")
    text = (folder / "large.cjm.json").read_text("utf-8")
    (folder / "broken.cjm.json").write_text(text[: len(text) // 2], "utf-8")
    return {"cjm": cjm, "pd": pd, "frame": j.to_frame("cards")}


def _repository(folder: Path) -> dict[str, Any]:
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    return {}


#: What a page finds when it begins; the others make all they need.
BEFORE: dict[str, Callable[[Path], dict[str, Any]]] = {
    "charts.md": _map,
    "compare.md": _repository,
    "limits.md": _damaged,
    "reports.md": _map,
}


def _cohort(names: dict[str, Any]) -> None:
    """[X26] A pair that was parted stays parted, and one that was put together is one."""
    assert len(names["same"].agreement()) == len(names["sure"].agreement()) == 5
    assert len(names["again"].agreement()) == 4
    assert names["merged"].journey.title == "Our class"


def _compare(names: dict[str, Any]) -> None:
    """[G40] The conflicts are those the page speaks of."""
    assert set(names["m"].conflicts["field"]) == {"name", "wait"}
    assert sorted(names["d"].matches["how"].unique()) == ["given", "name"]


def _teaching(names: dict[str, Any]) -> None:
    """[Z11] The copy without names holds none of them, and still tells people apart."""
    named, text = names["cohort"].merge("Our class").journey.to_json(), names["public"].to_json()
    assert "Ana" in named
    assert "Ben" in named
    assert "Ana" not in text
    assert "Ben" not in text
    people = [experience.respondent for experience in names["public"].experiences]
    assert len(set(people)) == len(people) == 2


def _what_if(names: dict[str, Any]) -> None:
    """[Q28] Its chart can be drawn."""
    assert names["better"].chart().to_dict()


#: What is so at the end of a page, beyond what it prints.
AFTER: dict[str, Callable[[dict[str, Any]], None]] = {
    "cohort.md": _cohort,
    "compare.md": _compare,
    "teaching.md": _teaching,
    "what-if.md": _what_if,
}


def walk(page: str, text: str, folder: Path, names: dict[str, Any]) -> tuple[int, list[Block]]:
    """Run the blocks of a page; return how many texts were compared, and what was not run."""
    printed, shown, left = "", 0, []
    for block in blocks(text):
        where = f"{page}, line {block.line}"
        assert block.kind in RUN | PLAIN, f"{where}: `{block.kind}` is no kind of block"
        if block.why is not None:
            left.append(block)
        elif block.kind == "python":
            printed = run_python(block, page, names)
        elif block.kind == "sh":
            printed = run_shell(block, folder)
        elif block.kind == "text":
            assert same(block.code, printed), f"{where}: this was printed\n{printed}"
            shown += 1
    return shown, left


@pytest.mark.parametrize(
    "page",
    [page for page in pages() if blocks(page.read_text("utf-8"))],
    ids=lambda page: page.name,
)
def test_z1_every_block_of_a_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[Z1] [X26] [G40] [R30] One after the other, in an empty folder; what is shown is printed."""
    monkeypatch.chdir(tmp_path)
    text = page.read_text("utf-8")
    names = BEFORE.get(page.name, lambda _: {})(tmp_path)
    shown, left = walk(page.name, text, tmp_path, names)
    assert shown == text.count("```text\n")
    assert {(page.name, block.first) for block in left} == {
        known for known in NOT_RUN if known[0] == page.name
    }
    AFTER.get(page.name, lambda _: None)(names)


def test_z2_what_is_left_out_is_on_its_page() -> None:
    """[Z2] Every list here names pages that there are."""
    known = {page.relative_to(ROOT).name for page in pages()}
    assert {page for page, _ in NOT_RUN} | BEFORE.keys() | AFTER.keys() <= known


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("```python\nprint(1)\n```\n\n```text\n2\n```\n", r"line 6: this was printed\s+1"),
        ("```python\n1 + 1\n```\n\n```text\n3\n```\n", r"this was printed\s+2"),
        ("```\nplain\n```\n", "`` is no kind of block"),
        ("```sh\ncjm check nothing.cjm.json\ntrue\n```\n", "exit code 2"),
        ("```sh\nfalse\ntrue\n```\n", "exit code 1"),
    ],
)
def test_z1_a_page_that_lies_is_told(text: str, error: str, tmp_path: Path) -> None:
    """[Z1] Another value, another output, a command that fails, a block of no kind."""
    with pytest.raises(AssertionError, match=error):
        walk("page.md", text, tmp_path, {})


def test_z1_a_cell_fails_at_its_line(tmp_path: Path) -> None:
    """[Z1] A traceback leads to the line of the page."""
    with pytest.raises(ZeroDivisionError) as caught:
        walk("page.md", "# Title\n\n```python\n1 / 0\n```\n", tmp_path, {})
    assert caught.traceback[-1].lineno == 3  # counted from 0


def test_z2_a_block_that_is_not_run_says_why() -> None:
    """[Z2] In a comment on its page, in words."""
    for page in pages():
        assert all(
            block.why is None or len(block.why) > 10 for block in blocks(page.read_text("utf-8"))
        )
    (block,) = blocks("<!-- not run: it needs files -->\n```python\nx\n```\n")
    assert (block.kind, block.code, block.line, block.why) == ("python", "x\n", 3, "it needs files")
