"""The copy of a map in a notebook: hidden under the live editor, seen and read without it.

``CJM_SAVES`` says how often a notebook is saved and opened again without a kernel.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import nbformat
import pytest
from playwright.sync_api import expect

import cjm_widgets as cjm
from cjm_widgets.notebook.copy import MIME
from tests.browser.maps import BIKE, SMALL
from tests.browser.view import View, show

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.lab import Lab, Notebook

SAVES = int(os.environ.get("CJM_SAVES", "3"))
#: ipywidgets' own manager, in a notebook without a kernel.
COLD = "Cannot read properties of null (reading 'kernel')"


@pytest.fixture(autouse=True)
def _cold(lab: Lab):
    yield
    lab.page_errors[:] = [error for error in lab.page_errors if COLD not in error]


def copy(notebook: Notebook, cell: int = 1) -> Locator:
    return notebook.output(cell).locator(".cjm-copy")


def copied(notebook: Notebook, cell: int, text: str) -> None:
    """Wait until the notebook's model, which is what is saved, has a text in a copy."""
    notebook.page.wait_for_function(
        """([index, mime, text]) => window.jupyterapp.shell.currentWidget.content.widgets[index]
          .model.outputs.toJSON().some((o) => JSON.stringify(o.data?.[mime] ?? '').includes(text))
        """,
        arg=[cell, MIME, text],
        timeout=15_000,
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_saved_closed_and_opened_without_a_kernel(lab: Lab, theme) -> None:
    """[N40] Hidden while live; then the picture is there and the map comes back, every time."""
    view = show(lab, BIKE, theme=theme)
    notebook = view.notebook
    expect(copy(notebook)).to_have_count(1)
    view.page.wait_for_timeout(3_500)  # hidden for good, not only for the start
    expect(copy(notebook)).to_be_hidden()
    row = notebook.output(1).locator(".jp-OutputArea-child").last
    assert row.evaluate("(el) => el.getBoundingClientRect().height") == 0
    view.rename(view.record("ride").locator(".cjm-name"), "Costs $5$ or $x^2$")
    copied(notebook, 1, "Costs $5$")
    held = view.python("j.to_json()")
    notebook.save()
    path, file = notebook.path, notebook.file
    lab.shut_down(notebook)
    # What is saved does not depend on the theme.
    for _ in range(SAVES if theme == "light" else 1):
        cold = lab.open_cold(path, theme=theme)
        picture = copy(cold)
        expect(picture).to_be_visible()
        # Text, and no formula.
        expect(picture).to_contain_text("Costs $5$ or $x^2$")
        expect(picture.locator("mjx-container, .MathJax")).to_have_count(0)
        expect(picture.locator("table")).to_be_visible()
        expect(cold.output(1).get_by_text("Loading widget")).to_be_hidden()
        loaded = "(img) => img.complete && img.naturalHeight > 0"
        assert picture.locator("img").evaluate(loaded)
        for width in (1400, 700):
            cold.page.set_viewport_size({"width": width, "height": 900})
            assert sticks_out(picture) == []
            cold.screenshot(f"copy-{theme}-{width}", of=picture)
        assert cjm.recover(file).journey.to_json() == held
        before = file.stat().st_mtime_ns
        # A change elsewhere, so that there is something to save.
        cold.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.content.model.cells.get(0)"
            ".sharedModel.setSource('# ' + Math.random())"
        )
        cold.save()
        assert file.stat().st_mtime_ns > before
        lab.shut_down(cold)
    assert cjm.recover(file).journey.to_json() == held


def sticks_out(picture: Locator) -> list[str]:
    """Name the texts of a picture that are wider than their cell, or aligned by the page."""
    found: list[str] = picture.evaluate("""(el) => {
      const bad = [];
      const page = el.closest('.jp-Notebook') ?? document.body;
      if (el.getBoundingClientRect().width > page.getBoundingClientRect().width) bad.push('copy');
      for (const cell of el.querySelectorAll('td, th')) {
        for (const part of cell.querySelectorAll('bdi, span, div')) {
          const [a, b] = [part.getBoundingClientRect(), cell.getBoundingClientRect()];
          if (a.right > b.right + 1 || a.left < b.left - 1) bad.push(part.textContent);
        }
        const aligned = getComputedStyle(cell).textAlign;
        if (cell.textContent && aligned === 'right') bad.push('right: ' + cell.textContent);
      }
      return bad;
    }""")
    return found


def test_exported_and_not_trusted(lab: Lab, tmp_path) -> None:
    """[N41] nbconvert shows the picture, also on paper; a notebook that is not trusted, too."""
    import nbconvert

    view = show(lab, BIKE)
    copied(view.notebook, 1, "Books a test ride")
    view.notebook.save()
    file = view.notebook.file
    lab.shut_down(view.notebook)
    html, _ = nbconvert.HTMLExporter().from_notebook_node(nbformat.read(file, 4))
    # Its page would ask for MathJax and RequireJS of a CDN.
    html = re.sub(r"<script[^>]*src=[^>]*>\s*</script>", "", html)
    (tmp_path / "x.html").write_text(html, "utf-8")
    page: Page = lab.context.new_page()
    page.goto((tmp_path / "x.html").as_uri())
    picture = page.locator(".cjm-copy")
    expect(picture).to_be_visible()
    expect(picture).to_contain_text("Books a test ride")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    assert sticks_out(picture) == []
    wider = "(t) => t.getBoundingClientRect().right - t.parentNode.getBoundingClientRect().right"
    assert picture.locator("table").evaluate(wider) <= 1
    page.close()
    # JupyterLab trusts what it has saved itself, by a signature over the outputs.
    raw = json.loads(file.read_text("utf-8"))
    raw["cells"][1]["outputs"][1]["data"]["text/html"] += ["<script>window.ran = 1</script>"]
    other = file.with_name("from-elsewhere.ipynb")
    other.write_text(json.dumps(raw), "utf-8")
    cold = lab.open_cold(other.name)
    picture = copy(cold)
    expect(picture).to_be_visible()
    expect(picture).to_contain_text("Books a test ride")
    assert not cold.page.evaluate("window.ran")
    assert picture.get_attribute("data-cjm") is None, "it was sanitized"
    expect(picture.locator("img")).to_be_visible()
    pain = picture.get_by_text("Phone rings out").locator("xpath=..")
    assert (
        pain.evaluate("(el) => getComputedStyle(el).backgroundColor") == "rgba(215, 70, 50, 0.14)"
    )
    cold.screenshot("copy-not-trusted", of=picture)
    assert cjm.recover(other).journey.title == "Buying a city bike"


def test_inside_of_a_layout(lab: Lab) -> None:
    """[N42] An editor in a box has its copy in the cell that made it, and it follows."""
    box = "import ipywidgets\nipywidgets.VBox([ipywidgets.Label('Above'), editor])"
    notebook = lab.open([SMALL, box])
    notebook.run_cell(0)
    assert notebook.outputs(0) == []
    notebook.run_cell(1)
    view = View(notebook, 1)
    copied(notebook, 0, "Sees the ad")
    expect(copy(notebook, 0)).to_be_hidden()
    view.python("j.update('ad', name='Followed'); None")
    copied(notebook, 0, "Followed")
    assert len(notebook.outputs(0)) == 1
    notebook.save()
    assert cjm.recover(notebook.file).journey.touchpoints["ad"].name == "Followed"


def test_after_a_reload_the_copy_follows_through_the_editor(lab: Lab) -> None:
    """[N43] JupyterLab drops updates after a reload; the editor puts the copy into its place."""
    notebook = lab.open([SMALL, "editor", "editor"])
    notebook.run_cell(0)
    notebook.run_cell(1)
    View(notebook, 1)
    copied(notebook, 1, "Sees the ad")
    notebook.save()
    notebook.reload()
    view = View(notebook, 1)
    view.rename(view.record("ad").locator(".cjm-name"), "After the reload")
    copied(notebook, 1, "After the reload")
    expect(copy(notebook)).to_be_hidden()
    # From then on without delay, also while the cell is far out of sight, and for code.
    view.python("j.update('ad', name='From code'); None")
    copied(notebook, 1, "From code")
    # The document of JupyterLab has it, not only what is shown.
    notebook.save()
    assert cjm.recover(notebook.file).journey.touchpoints["ad"].name == "From code"
    assert view.root.locator(".cjm-banner").count() == 0
    # Shown once more it follows by itself again, and is handed over no longer.
    notebook.run_cell(2)
    copied(notebook, 2, "From code")
    assert view.python("editor._carry") is False
    view.rename(view.record("ad").locator(".cjm-name"), "Once more")
    copied(notebook, 2, "Once more")
    assert view.python("editor._carry") is False
    notebook.save()
    assert cjm.recover(notebook.file).journey.touchpoints["ad"].name == "Once more"


def test_a_named_map_outlives_its_kernel(lab: Lab) -> None:
    """[N44] Its cell run again, in this kernel and in a new one, shows the work."""
    build = SMALL.replace("JourneyEditor(j)", "JourneyEditor(j, name='coffee')") + "editor"
    notebook = lab.open([build])
    notebook.run_cell(0)
    view = View(notebook, 0)
    view.rename(view.record("ad").locator(".cjm-name"), "By hand")
    view.eventually("j.touchpoints['ad'].name", "By hand")
    notebook.run_cell(0)
    view = View(notebook, 0)
    expect(view.record("ad").locator(".cjm-name")).to_have_text("By hand")
    expect(notebook.output(0)).to_contain_text("as you left it")
    view.rename(view.record("order").locator(".cjm-name"), "By hand, too")
    copied(notebook, 0, "By hand, too")
    notebook.save()
    path = notebook.path
    lab.shut_down(notebook)
    notebook = lab.open_file(path)
    notebook.run_cell(0)
    view = View(notebook, 0)
    expect(view.record("ad").locator(".cjm-name")).to_have_text("By hand")
    expect(view.record("order").locator(".cjm-name")).to_have_text("By hand, too")
    expect(notebook.output(0)).to_contain_text("as this notebook keeps it")
    view.python("j.update('ad', name='From code'); None")
    expect(view.record("ad").locator(".cjm-name")).to_have_text("From code")
