"""The command ``cjm render``: its options, and what it does."""

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
    add("output", metavar="OUTPUT", help="the file to write: .svg, .png or .pdf")
    add("--vertical", action="store_true", help="touchpoints as rows, lanes as columns")
    add("--page", choices=["A4", "A3", "16:9"], help="cut into pages (default: one, as large "
        "as it needs)")  # fmt: skip
    add("--theme", choices=["light", "dark", "print"], default="light")
    add("--language", help="en, it, pl or fr (default: that of the map)")
    add("--lane", action="append", metavar="LANE", help="only this one: its id, kind or title")
    add("--persona", help="only what is about this one, or about everyone: an id or a name")
    add("--fonts", metavar="FOLDER", help="fonts of other scripts, or emoji, for PNG and PDF")
    add("--force", action="store_true", help="replace files that are there")


def make(journey: Journey, options: argparse.Namespace) -> tuple[Path, ...]:
    """Draw a map as the options say and return the files."""
    from .formats.picture import render

    picture = render(
        journey, direction="vertical" if options.vertical else "horizontal", page=options.page,
        theme=options.theme, language=options.language, lanes=options.lane,
        persona=options.persona, fonts=options.fonts,
    )  # fmt: skip
    for target in picture.paths(options.output):
        spare(target, force=options.force)
    return picture.save(options.output)
