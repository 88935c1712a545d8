"""The process that `converting` starts: a task as JSON comes in, what was made goes out as JSON.

It is run as a file, and imports nothing of ours: that would take longer than most pictures.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import sys


def main() -> None:
    """Do the task."""
    # The stop button of a notebook is about a cell; it reaches all processes of the kernel.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What the converter itself prints must not be taken for the answer.
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    import vl_convert

    task = json.load(sys.stdin.buffer)
    if task["fonts"] is not None:
        vl_convert.register_font_directory(task["fonts"])
    work = getattr(vl_convert, task["call"])
    try:
        made = [_carried(work(source, **task["options"])) for source in task["sources"]]
    except Exception as problem:
        # In one line: the rest are the frames of the converter.
        sys.exit(str(problem).strip().partition("\n")[0] or type(problem).__name__)
    with target:
        target.write(json.dumps(made).encode())


def _carried(made: bytes | str) -> dict[str, str]:
    if isinstance(made, str):
        return {"text": made}
    return {"bytes": base64.b64encode(made).decode()}


if __name__ == "__main__":
    main()
