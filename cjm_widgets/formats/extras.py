"""What is installed only when it is asked for: the extras of the package."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..model.errors import MissingExtra


def needed(module: str, extra: str, what: str) -> Any:
    """Return a module of an extra.

    Parameters
    ----------
    module
        Its name.
    extra
        What it is installed with.
    what
        What it makes, with its article: ``"a PDF"``.

    Raises
    ------
    MissingExtra
        It is not installed.
    """
    try:
        return import_module(module)
    except ImportError as problem:
        raise MissingExtra(
            f'to make {what}, install what makes it: pip install "cjm-widgets[{extra}]" '
            f"({module} is missing)",
            value=extra,
        ) from problem
