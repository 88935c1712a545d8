"""The page about a class does what it says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.cohort import collecting, tables

PAGE = Path(__file__).parents[2] / "docs" / "cohort.md"


@pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not here")
def test_x26_every_cell_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """[X26] The cells run one after the other, and print what the page shows."""
    text = PAGE.read_text("utf-8")
    cells = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(cells) == 4
    names: dict[str, Any] = {}
    printed = ""
    for number, cell in enumerate(cells):
        exec(compile(cell, f"cohort.md, cell {number + 1}", "exec"), names)  # noqa: S102
        printed += capsys.readouterr().out
    for shown in re.findall(r"```text\n(.*?)```", text, re.DOTALL):
        assert shown in printed
    assert len(names["same"].agreement()) == len(names["sure"].agreement()) == 5
    assert len(names["again"].agreement()) == 4
    assert names["merged"].journey.title == "Our class"


@pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not here")
def test_x26_the_page_has_every_column() -> None:
    """[X11] [X26] Each column of each frame, with what it means."""
    assert PAGE.read_text("utf-8").endswith(tables.page().rstrip() + "\n")
    assert all(len(meaning) > 5 for columns in tables.COLUMNS.values() for _, _, meaning in columns)


def test_x26_the_example_of_the_docstring_runs() -> None:
    """[X26] So does the example of `collect`."""
    ran = doctest.testmod(collecting)
    assert ran.attempted > 5
    assert ran.failed == 0
