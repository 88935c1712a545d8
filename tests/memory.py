"""How much memory this process has, and has had at most, in bytes."""

from __future__ import annotations

import re
import sys
from pathlib import Path

#: What another Python has now, to be asked of it: as `now`, on Linux only.
ASKED = "int(__import__('pathlib').Path('/proc/self/statm').read_text().split()[1]) * 4096"
_STATUS = Path("/proc/self/status")


def now() -> float:
    """What it has now (where that is not told: at most so far)."""
    return _read("VmRSS")


def peak() -> float:
    """The most it has had, with Python and all libraries."""
    return _read("VmHWM")


def _read(name: str) -> float:
    if _STATUS.is_file() and (found := re.search(rf"{name}:\s+(\d+) kB", _STATUS.read_text())):
        return float(found[1]) * 1024
    # On Linux this would count the process that started this one, too.
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(used if sys.platform == "darwin" else used * 1024)
