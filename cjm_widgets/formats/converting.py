"""Pictures of other forms from SVG and from charts, without holding up those who edit meanwhile.

The converter (vl-convert) keeps Python's lock for as long as it works, seconds for a large map. So
where other threads run, as they do in every kernel, it works in a process of its own; a script that
is alone does without one. Such a process takes a tenth of a second to start, but a second or two
until it draws a chart: those have one only where a widget asks for them, on a thread.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ..model.errors import FormatError
from .extras import needed

_PROCESS = Path(__file__).with_name("converting_process.py")
#: In seconds. The largest picture that is made takes a tenth of it.
_PATIENCE = 300
#: So many characters of a reason are told.
_MOST_SAID = 200
#: No window is opened for the process; the flag is one of Windows only.
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def converted(
    call: str, sources: Sequence[Any], extra: str, what: str, *,
    fonts: Path | None = None, **options: Any,
) -> list[Any]:  # fmt: skip
    """Return what the converter makes of each source.

    Parameters
    ----------
    call
        The function of the converter: ``"svg_to_png"``.
    sources
        What it is called with, once for each: SVG, or the specification of a chart.
    extra
        What the converter is installed with.
    what
        What is made, with its article: ``"a PNG"``.
    fonts
        A folder of further fonts.
    **options
        Options of the function that JSON can carry.

    Returns
    -------
    list of bytes, or of str
        As the function returns them, in the order of the sources.

    Raises
    ------
    MissingExtra
        The converter is not installed.
    FormatError
        It could not make one, or was not done within five minutes.
    """
    converter = needed("vl_convert", extra, what)
    folder = None if fonts is None else str(fonts.resolve())
    if _apart_is_better(call):
        task = {"call": call, "sources": list(sources), "options": options, "fonts": folder}
        answer = _apart(json.dumps(task).encode(), what)
        if answer is not None:
            return [base64.b64decode(one["bytes"]) if "bytes" in one else one["text"]
                    for one in json.loads(answer)]  # fmt: skip
    if folder is not None:
        _registered(folder)
    try:
        return [getattr(converter, call)(source, **options) for source in sources]
    except (RuntimeError, ValueError) as problem:
        raise _failed(what, str(problem)) from problem


def _failed(what: str, reason: str) -> FormatError:
    # What follows the first line are the frames of the converter.
    first = reason.strip().partition("\n")[0][:_MOST_SAID]
    return FormatError(f"{what} could not be made: {first}; take .svg or .html")


def _apart_is_better(call: str) -> bool:
    if threading.current_thread() is not threading.main_thread():
        return True
    return call.startswith("svg_") and threading.active_count() > 1


@cache
def _registered(folder: str) -> None:
    """Let the converter know of the fonts in a folder; once, as it keeps them for good."""
    needed("vl_convert", "image", "a picture").register_font_directory(folder)


def _apart(task: bytes, what: str) -> bytes | None:
    """Return the answer of a process of its own; None where there are none."""
    if not sys.executable or getattr(sys, "frozen", False):
        return None
    try:
        done = subprocess.run(  # noqa: S603 - this very Python, and a file of ours
            # Its own folder is no place to import from: our modules there have common names.
            [sys.executable, "-P", str(_PROCESS)],
            input=task, capture_output=True, check=False, timeout=_PATIENCE,
            creationflags=_NO_WINDOW,
            # What was found here is found there too, however this path came about.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
    except subprocess.TimeoutExpired as problem:
        raise FormatError(
            f"{what} was not done within {_PATIENCE // 60} minutes; take less of the map, or .svg"
        ) from problem
    except OSError:
        return None
    if done.returncode:
        # What was printed before is about no failure.
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise _failed(what, said[-1] if said else f"its process ended with {done.returncode}")
    return done.stdout
