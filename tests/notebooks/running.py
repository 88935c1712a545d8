"""The notebooks, and running one as students get it or with every exercise solved."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbclient
import nbformat

from cjm_widgets import exercises

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
#: Notebooks that are not in English.
LANGUAGES = {
    "03_mappa_dei_touchpoint.ipynb": "it",
    "03_mapa_punktow_styku.ipynb": "pl",
    "03_carte_des_points_de_contact.ipynb": "fr",
}
#: Put before a check, which still ends its cell: whether it is passed.
_VERDICT = "print('verdict', int(bool({0})))\n{0}"


def read(name: str) -> Any:
    """Return a notebook."""
    return nbformat.read(NOTEBOOKS / name, as_version=4)


def tagged(notebook: Any, tag: str) -> Iterator[tuple[str, Any]]:
    """Give the cells with a tag, each with the id of its exercise."""
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if tag in tags:
            (exercise,) = (other for other in tags if other != tag)
            yield exercise, cell


def language_of(name: str) -> str:
    """Return the language a notebook is written in."""
    return LANGUAGES.get(name, "en")


def run(name: str, folder: Path, *, solved: bool) -> Any:
    """Run a notebook from top to bottom in a copy of its folder, and return it with its outputs."""
    shutil.copytree(NOTEBOOKS, folder, dirs_exist_ok=True)
    notebook = read(name)
    if solved:
        for exercise, cell in tagged(notebook, "exercise"):
            cell.source = exercises.solution(exercise, language=language_of(name)).code
    for _, cell in tagged(notebook, "check"):
        cell.source = _VERDICT.format(cell.source)
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    return notebook


def verdicts(notebook: Any) -> dict[str, bool]:
    """Return for each exercise of a notebook that was run whether its check was passed."""
    found = {}
    for exercise, cell in tagged(notebook, "check"):
        text = "".join(out.text for out in cell.outputs if out.output_type == "stream")
        found[exercise] = {"verdict 0": False, "verdict 1": True}[text.strip()]
    return found


def complaints(notebook: Any) -> list[str]:
    """Return the errors and warnings of a notebook that was run."""
    found = []
    for cell in notebook.cells:
        for out in cell.get("outputs", []):
            if out.output_type == "error":
                found.append(f"{out.ename}: {out.evalue}")
            if out.output_type == "stream" and out.name == "stderr":
                found.append(out.text)
    return found
