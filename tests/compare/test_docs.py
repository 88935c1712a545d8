"""The page about comparing and merging does what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

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
