"""The page about templates does what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not here")


def test_y16_every_cell_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """[Y16] The cells run one after the other, and print what the page shows."""
    text = PAGE.read_text("utf-8")
    cells = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    shown = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    assert len(cells) == len(shown) == 3
    names: dict[str, Any] = {}
    for number, (cell, printed) in enumerate(zip(cells, shown, strict=True)):
        exec(compile(cell, f"templates.md, cell {number + 1}", "exec"), names)  # noqa: S102
        assert capsys.readouterr().out == printed


def test_y16_the_page_names_every_template() -> None:
    """[Y16] The table has a line for each."""
    text = PAGE.read_text("utf-8")
    found = cjm.templates()
    for name in found[found["kind"] == "template"]["name"]:
        assert f"\n| `{name}` |" in text
