"""What the commands have in common: options for reading and writing, and the map in a file."""

from __future__ import annotations

import argparse
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from ._terminal import complain
from .model.errors import CjmError, FormatError, LimitExceeded
from .model.limits import Limits

if TYPE_CHECKING:
    from .journey import Journey

#: The name of a file that is standard input or output.
STDIO = "-"
#: So many steps of the mending of a file are told.
_TOLD = 10


def add_output(parser: argparse.ArgumentParser, text: str) -> None:
    """Add where to write to."""
    parser.add_argument("-o", "--output", help=text)
    parser.add_argument("--force", action="store_true", help="replace a file that is there")


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Add how large a file may be."""
    parser.add_argument(
        "--limits", action="append", default=[], metavar="NAME=NUMBER",
        help="read more than usual: size= (bytes), records=, text= (characters) or depth=",
    )  # fmt: skip


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add what `read_map` looks at."""
    add_limits(parser)
    parser.add_argument(
        "--repair", action="store_true",
        help="mend a damaged file record by record and tell what was done; the file stays",
    )  # fmt: skip


def limits_of(options: argparse.Namespace) -> Limits:
    """Return what ``--limits`` say, the usual ones where they say nothing."""
    known = [field.name for field in fields(Limits)]
    said = {}
    for text in options.limits:
        name, _, number = text.partition("=")
        if name not in known or not number.isdecimal():
            raise FormatError(
                f"--limits is {text!r}; write one of {'=, '.join(known)}= and a whole number",
                value=text,
            )
        said[name] = int(number)
    return Limits(**said)


def read_map(path: str, options: argparse.Namespace, like: Journey | None = None) -> Journey:
    """Return the map in a file; git gives it files without a suffix.

    An empty file is a map without anything, with the id of `like`: git's base of two files that
    were added at the same time.
    """
    from .files import read, read_bytes
    from .journey import Journey

    limits = limits_of(options)
    where = "standard input" if path == STDIO else path
    try:
        if path != STDIO and Path(path).suffix.lower() in (".mmd", ".mermaid"):
            return read(path, limits=limits)
        data = sys.stdin.buffer.read() if path == STDIO else read_bytes(path, limits)
        if like is not None and not data.strip():
            return Journey.from_dict({"format": "cjm", "version": 1, "journey": {"id": like.id}})
        journey = Journey.from_json(data, repair=options.repair, limits=limits)
    except CjmError as problem:
        if str(where) not in problem.message:
            problem.message = f"{where}: {problem.message}"
        raise
    for mend in journey.report[:_TOLD]:
        what = ".".join(name for name in (mend.record, mend.field) if name)
        complain(f"{where}: mended: {what}: {mend.problem}: {mend.done}")
    if len(journey.report) > _TOLD:
        complain(f"{where}: mended: {len(journey.report) - _TOLD:,} more")
    return journey


def as_option(problem: CjmError) -> str:
    """Return what is wrong; how to allow more is told as an option of the command."""
    if not isinstance(problem, LimitExceeded):
        return problem.message
    python, option = f"limits=cjm.Limits({problem.limit}=...)", f"--limits {problem.limit}=..."
    return problem.message.replace(python, option)


def spare(target: Path, *, force: bool) -> None:
    """Raise `FormatError` where a file is there already and may not be replaced."""
    if target.exists() and not force:
        raise FormatError(f"{target} is there already; name another file, or give --force")
