"""The commands ``cjm templates`` and ``cjm template``: list the ready maps, write one to a file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .._given import STDIO, add_output, add_reading, read_map, spare
from .._terminal import show, show_bytes, show_frame

_FINE = 0
_LANGUAGES = "en, it, pl or fr"


def add_commands(command: Callable[[str, Any, str, str], argparse.ArgumentParser]) -> None:
    """Add both commands."""
    listing = command("templates", _list, "list the templates and examples", "0 listed")
    listing.add_argument("--language", default="en", help=f"{_LANGUAGES} (default: en)")
    listing.add_argument(
        "--format", choices=["text", "csv", "json"], default="text", help="(default: text)"
    )

    making = command("template", _make, "write a new map made from a template", "0 written")
    making.add_argument("name", metavar="NAME", help="as `cjm templates` lists them")
    making.add_argument("--language", help=f"{_LANGUAGES} (default: en, or that of BASE)")
    making.add_argument("--title", help="what the map is called (default: as the template is)")
    making.add_argument("--base", metavar="BASE", help="of future-state: the map of today, a file")
    add_output(making, "the file to write (default: standard output)")
    add_reading(making)


def _list(options: argparse.Namespace) -> int:
    from .making import templates

    found = templates(options.language)
    if options.format != "text":
        show_frame(found, options.format)
        return _FINE
    width = max(found["name"].str.len())
    for row in found.itertuples():
        show(f"{row.name:{width}}  {row.title}")
        show(f"{'':{width}}  {row.about}")
    return _FINE


def _make(options: argparse.Namespace) -> int:
    from ..files import save
    from .making import template

    base = None if options.base is None else read_map(options.base, options)
    journey = template(options.name, options.language, base=base, title=options.title)
    if options.output in (None, STDIO):
        show_bytes(journey.to_json().encode())
        return _FINE
    target = Path(options.output)
    spare(target, force=options.force)
    save(journey, target)
    show(str(target))
    return _FINE
