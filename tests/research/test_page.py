"""The page about research."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "research.md"


def test_r30_the_cells_of_the_page_run() -> None:
    """[R30] Every cell runs, and where the page shows what a cell says, it says so."""
    text = PAGE.read_text("utf-8")
    blocks = re.findall(r"```(python|text)\n(.*?)```", text, flags=re.DOTALL)
    assert len(blocks) > 10
    names: dict[str, Any] = {}
    last = ""
    for kind, code in blocks:
        if kind == "text":
            assert str(names[last]) == code.rstrip("\n")
        else:
            exec(code, names)  # noqa: S102 - our own page
            last = code.splitlines()[-1]
