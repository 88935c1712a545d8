"""Every example notebook runs from top to bottom."""

import shutil
from pathlib import Path

import nbclient
import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

pytestmark = pytest.mark.notebook


@pytest.mark.parametrize("name", sorted(path.name for path in NOTEBOOKS.glob("*.ipynb")))
def test_n1_a_notebook_runs_from_top_to_bottom(name, tmp_path):
    """[N1] Every example notebook runs without an error, from its own folder."""
    shutil.copytree(NOTEBOOKS, tmp_path, dirs_exist_ok=True)
    notebook = nbformat.read(tmp_path / name, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    client.execute()
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    assert not [out for out in outputs if out.output_type == "error"]
    shown = [out.data for out in outputs if "data" in out]
    assert any("application/vnd.jupyter.widget-view+json" in data for data in shown)


@pytest.mark.parametrize("name", sorted(path.name for path in NOTEBOOKS.glob("*.ipynb")))
def test_n2_a_notebook_is_kept_without_outputs(name):
    """[N2] Notebooks are committed without outputs, so that a diff shows what was written."""
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    assert not [cell for cell in notebook.cells if cell.get("outputs")]
