"""The page about templates names all of them; that its code runs is tested with all pages."""

from __future__ import annotations

from pathlib import Path

import pytest

import cjm_widgets as cjm

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"


@pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not here")
def test_y16_the_page_names_every_template() -> None:
    """[Y16] The table has a line for each."""
    text = PAGE.read_text("utf-8")
    found = cjm.templates()
    for name in found[found["kind"] == "template"]["name"]:
        assert f"\n| `{name}` |" in text
