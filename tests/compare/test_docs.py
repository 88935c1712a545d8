"""The page about comparing and merging does what it says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.compare import difference, merging

PAGE = Path(__file__).parents[2] / "docs" / "compare.md"


@pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not here")
def test_g40_every_cell_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """[G40] The cells run one after the other, and print what the page shows."""
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text("utf-8")
    cells = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(cells) > 8
    names: dict[str, Any] = {}
    printed = ""
    for number, cell in enumerate(cells):
        exec(compile(cell, f"compare.md, cell {number + 1}", "exec"), names)  # noqa: S102
        printed += capsys.readouterr().out
    for shown in re.findall(r"```text\n(.*?)```", text, re.DOTALL):
        assert shown in printed
    m = names["m"]
    assert set(m.conflicts["field"]) == {"name", "wait"}
    assert sorted(names["d"].matches["how"].unique()) == ["given", "name"]


@pytest.mark.parametrize("module", [difference, merging])
def test_g40_the_examples_of_the_docstrings_run(module: Any) -> None:
    """[G40] So do the examples in the docstrings."""
    ran = doctest.testmod(module)
    assert ran.attempted > 4
    assert ran.failed == 0
