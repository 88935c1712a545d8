"""Which notebook file this kernel belongs to, as far as a kernel can know."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any


def shell() -> Any:
    """Return the IPython shell of a kernel; None in a terminal, a script or a test."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return None
    found = get_ipython()
    return found if getattr(found, "kernel", None) is not None else None


def notebook_path() -> Path | None:
    """Return the notebook this kernel runs for, None where that cannot be known.

    VS Code says so in the user's namespace, a Jupyter server in ``JPY_SESSION_NAME``, which is
    the name at the start of the kernel: a notebook renamed since is not found.
    """
    kernel = shell()
    if kernel is None:
        return None
    told = (kernel.user_ns.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME"))
    for name in told:
        if isinstance(name, str) and name.endswith(".ipynb") and Path(name).is_file():
            return Path(name)
    return None
