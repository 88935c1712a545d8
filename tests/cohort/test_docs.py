"""The page about a class does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_widgets.cohort import tables

PAGE = Path(__file__).parents[2] / "docs" / "cohort.md"


@pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not here")
def test_x26_the_page_has_every_column() -> None:
    """[X11] [X26] Each column of each frame, with what it means."""
    assert PAGE.read_text("utf-8").endswith(tables.page().rstrip() + "\n")
    assert all(len(meaning) > 5 for columns in tables.COLUMNS.values() for _, _, meaning in columns)
