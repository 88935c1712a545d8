"""Optional parts: what is not installed is told with what to install."""

from __future__ import annotations

from importlib.util import find_spec

from .model.errors import FormatError


def need(module: str, extra: str, what: str) -> None:
    """Make sure that an optional module is there.

    Parameters
    ----------
    module
        What is imported.
    extra
        The extra of this package that brings it.
    what
        What cannot be made without it: ``".pdf"``.

    Raises
    ------
    FormatError
        It is not installed.
    """
    try:
        there = find_spec(module) is not None
    except ValueError:  # something stands in for it and says nothing of where it is from
        there = True
    if not there:
        raise FormatError(
            f'{what} needs {_NAMES.get(module, module)}: pip install "cjm-widgets[{extra}]"',
            field="extra", value=extra, code="missing-extra",
        )  # fmt: skip


#: Modules that are installed under another name.
_NAMES = {"docx": "python-docx", "vl_convert": "vl-convert-python"}
