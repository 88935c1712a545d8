"""The charts as JupyterLab draws them, with its own Vega-Lite and without a network."""

import pytest
from playwright.sync_api import expect

import cjm_widgets as cjm
from tests.charts.maps import MAPS

SHOW = """
from IPython.display import display
import altair as alt

names = [n for n in cjm.charts.__all__ if n not in ("what_if", "difference", "agreement")]
alt.theme.enable("cjm_{theme}")
for name in names:
    display(getattr(cjm.charts, name)(j))
display(cjm.charts.agreement(j, j), cjm.charts.difference(j, j))
display(cjm.charts.votes(j) | cjm.charts.owner_load(j))
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_is_drawn_in_the_notebook(lab, theme):
    """[L1] [L6] JupyterLab draws every chart, and charts beside each other, with its own Vega."""
    source = f"import cjm_widgets as cjm\nj = cjm.Journey.from_json({MAPS['bike']().to_json()!r})"
    cells = [source, SHOW.format(theme=theme), "live = cjm.LiveChart(j, cjm.charts.timeline)\nlive"]
    notebook = lab.open(cells, theme=theme, width=1400 if theme == "light" else 700)
    for at in range(3):
        notebook.run_cell(at)
    count = len(cjm.charts.__all__)
    drawn = notebook.output(1).locator(".vega-embed canvas.marks")
    expect(drawn).to_have_count(count, timeout=60_000)
    for at in range(count):
        box = drawn.nth(at).bounding_box()
        assert box["width"] > 200
        assert box["height"] > 60
    expect(notebook.output(1).get_by_text("Error")).to_have_count(0)
    notebook.output(2).locator(".cjm-live-plate svg").wait_for()
    notebook.python("j.update('pay', wait=90_000); None")
    notebook.eventually("'1 d wait' in str(live.chart.to_dict())", True)
