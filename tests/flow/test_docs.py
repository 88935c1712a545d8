"""The page on paths and what-if says what the code does."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "what-if.md"


def test_q28_the_page_shows_what_is_printed() -> None:
    """[Q28] Its cells run one after the other, and what follows a cell is what it prints."""
    blocks = re.findall(r"```(python|text)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    printed = ""
    shown = 0
    for kind, text in blocks:
        if kind == "python":
            out = StringIO()
            with redirect_stdout(out):
                exec(compile(text, str(PAGE), "exec"), names)  # noqa: S102 - our own page
            printed = out.getvalue()
        else:
            assert [line.rstrip() for line in text.splitlines()] == [
                line.rstrip() for line in printed.splitlines()
            ]
            shown += 1
    assert shown == 2
    assert names["better"].chart().to_dict()
