"""Where what is built from `js/` is: the script and style sheet of every widget, and its texts."""

import json
from pathlib import Path

STATIC = Path(__file__).parent / "static"


class BundleMissing(ImportError):
    """The built JavaScript is not there: a source checkout that was never built."""


def packaged(name: str) -> Path:
    """Give the path of a built file.

    Parameters
    ----------
    name
        Its path under ``static``, such as ``i18n/it.json``.

    Raises
    ------
    BundleMissing
        If it has not been built.
    """
    path = STATIC / name
    if not path.is_file():
        raise BundleMissing(
            f"{path} is missing. In a source checkout build it with `make build` "
            "(or `python hatch_build.py`); otherwise install again with `pip install .`",
            name="cjm_widgets",
            path=str(path),
        )
    return path


def bundle() -> tuple[Path, Path]:
    """Give the paths of the script and the style sheet.

    The script is packed: it unpacks the widget, styles and all, in the browser. The style sheet is
    for what is said when that fails.

    Returns
    -------
    tuple of Path
        ``widget.js`` and ``widget.css``.

    Raises
    ------
    BundleMissing
        If either has not been built.
    """
    return packaged("widget.js"), packaged("widget.css")


def build_id() -> str:
    """Give what tells this build from others, as the script has it."""
    return str(json.loads(packaged("build.json").read_text("utf-8"))["digest"])[:16]


def chart_script() -> Path:
    """Give the path of the script of a live chart, styles and all.

    Raises
    ------
    BundleMissing
        If it has not been built.
    """
    return packaged("chart.js")


def part(name: str) -> bytes:
    """Give the code of a part of the editor, or of what draws live charts, gzipped.

    Parameters
    ----------
    name
        Such as ``"checks"``, or ``"vega"``.

    Raises
    ------
    BundleMissing
        There is no part of that name, or it has not been built.
    """
    if name == "vega":
        # No part of the editor: a hand-out, which has all of those, has no charts.
        return packaged("vega.js.gz").read_bytes()
    # It comes from a page: what is no plain word is no name of ours.
    return packaged(f"parts/{name if name.isalpha() else 'unknown'}.js.gz").read_bytes()


def part_names() -> list[str]:
    """Give the names of all parts that have been built."""
    return sorted(path.name.removesuffix(".js.gz") for path in STATIC.glob("parts/*.js.gz"))
