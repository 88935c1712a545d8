"""Where the JavaScript and the style sheet of every widget are."""

from pathlib import Path

STATIC = Path(__file__).parent / "static"


class BundleMissing(ImportError):
    """The built JavaScript is not there: a source checkout that was never built."""


def bundle() -> tuple[Path, Path]:
    """Give the paths of the script and the style sheet.

    Returns
    -------
    tuple of Path
        ``widget.js`` and ``widget.css``.

    Raises
    ------
    BundleMissing
        If either has not been built.
    """
    script, style = STATIC / "widget.js", STATIC / "widget.css"
    for path in (script, style):
        if not path.is_file():
            raise BundleMissing(
                f"{path} is missing. In a source checkout build it with `make build` "
                "(or `python hatch_build.py`); otherwise install again with `pip install .`",
                name="cjm_widgets",
                path=str(path),
            )
    return script, style
