"""Write docs/checks.md, the rules of `Journey.check` as a table: ``python tools/rules.py``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from cjm_widgets.checks import catalogue  # noqa: E402

PAGE = ROOT / "docs" / "checks.md"
HEAD = """\
# What a check looks for

`journey.check()` finds these {n} things. `cjm.checks.catalogue("it")` gives the table as a
dataframe, in English, Italian, Polish or French. An **error** is a contradiction that makes figures
wrong, a **warning** something the analysis needs and the map lacks, a **hint** what would make it
better.

<!-- Made by `python tools/rules.py` from the rules themselves; a test compares the two. -->

| rule | severity | what it says | why it matters | what to do |
| --- | --- | --- | --- | --- |
"""


def page() -> str:
    """Return what docs/checks.md must hold."""
    frame = catalogue()
    rows = [
        f"| `{row.rule}` | {row.severity} | {row.message} | {row.why} | {row.advice} |\n"
        for row in frame.itertuples()
    ]
    return HEAD.format(n=len(frame)) + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
