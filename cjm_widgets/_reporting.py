"""The command ``cjm report``: its options, and what it does."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ._given import spare

if TYPE_CHECKING:
    from .journey import Journey


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add = parser.add_argument
    add("file", metavar="FILE", help=".cjm.json, .json, .mmd; - is standard input")
    add("output", metavar="OUTPUT", help="the file to write: .html, .md, .docx or .pdf")
    add("--language", help="en, it, pl or fr (default: that of the map)")
    add("--theme", choices=["light", "dark", "print"], default="light")
    add("--title", help="what the report is called (default: as the map is)")
    add("--section", action="append", metavar="SECTION", help="only this one: map, goals, votes "
        "...")  # fmt: skip
    add("--force", action="store_true", help="replace a file that is there")


def make(journey: Journey, options: argparse.Namespace) -> tuple[Path, ...]:
    """Write a report of a map as the options say and return the file."""
    from .reports import report

    target = Path(options.output)
    spare(target, force=options.force)
    return (
        report(
            journey, target, language=options.language, theme=options.theme, title=options.title,
            sections=options.section,
        ),
    )  # fmt: skip
