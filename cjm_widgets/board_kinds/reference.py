"""The list of kinds and cells on the page about boards.

``python -m cjm_widgets.board_kinds.reference`` writes it to the end of ``docs/boards.md``; a test
fails when it is stale.
"""

from __future__ import annotations

from pathlib import Path

from .catalogue import kinds

_PAGE = Path(__file__).parents[2] / "docs" / "boards.md"
_HEAD = "## Kinds\n"


def page() -> str:
    """Return the tables of all kinds."""
    parts = []
    for kind in kinds().values():
        needs = f" Its `about` is a {kind.needs}." if kind.needs else ""
        parts += [f"### {kind.title}: `{kind.name}`", "", f"{kind.about}{needs}", ""]
        parts += ["| Cell | Title | Question | Becomes |", "| --- | --- | --- | --- |"]
        parts += [
            f"| `{cell.key}` | {cell.title} | {cell.question} | {cell.becomes} |"
            for cell in kind.cells
        ]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def main() -> None:
    """Write the list into the page."""
    before, head, after = _PAGE.read_text("utf-8").partition(_HEAD)
    told = after.partition("\n### ")[0].strip()
    _PAGE.write_text(f"{before}{head}\n{told}\n\n{page()}", encoding="utf-8")


if __name__ == "__main__":
    main()
