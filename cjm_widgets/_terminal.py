"""What the command line prints, so that nothing in it steers the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def show(text: str, to: Any = None) -> None:
    """Print a text; what the terminal cannot show is written as an escape.

    Nothing in it steers the terminal: names of files, too, are made by other people.
    """
    from .compare.plain import printable

    to = to or sys.stdout
    encoding = to.encoding or "utf-8"
    print(printable(text).encode(encoding, "backslashreplace").decode(encoding), file=to)


def show_bytes(data: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def show_frame(frame: pd.DataFrame, form: str) -> None:
    """Write a table as ``"csv"`` or ``"json"``."""
    if form == "csv":
        show_bytes(frame.to_csv(index=False, lineterminator="\n").encode())
    else:
        show_bytes(frame.to_json(orient="records", indent=2, force_ascii=False).encode() + b"\n")


def tell(text: str) -> None:
    """Print a text on standard error."""
    show(text, sys.stderr)


def complain(message: str) -> None:
    """Print a message of the command, in one line, on standard error."""
    from .compare.plain import clean

    tell(f"cjm: {clean(message)}")


def warn(message: Any, *_: Any) -> None:
    """Print a warning, in the place of `warnings.showwarning`."""
    complain(f"warning: {message}")
