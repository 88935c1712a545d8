"""A chart beside the map."""

from playwright.sync_api import expect

from tests.browser.maps import SMALL
from tests.browser.view import View


def test_a_live_chart_redraws_after_an_edit_on_the_map(lab):
    """[B60] An edit in the view redraws the chart beside it, offline."""
    chart = "chart = cjm.LiveChart(j, cjm.charts.emotion_curve)\nchart"
    notebook = lab.open([SMALL, chart, "editor"])
    for i in range(3):
        notebook.run_cell(i)
    drawn = notebook.output(1).locator(".cjm-live-plate svg")
    drawn.wait_for()
    view = View(notebook, 2)
    before = picture(drawn)
    view.point("drink").focus()
    view.page.keyboard.press("ArrowUp")
    view.eventually("[e.score for e in j.experiences if e.touchpoint == 'drink']", [0])
    notebook.eventually("chart.revision == j.revision", True)
    notebook.eventually(
        "sorted(row['score'] for rows in chart.chart.to_dict()['datasets'].values()"
        " for row in rows if 'score' in row)[:1]",
        [0],
    )
    for _ in range(200):
        if (after := picture(drawn)) != before:
            break
        view.page.wait_for_timeout(50)
    assert after != before
    # A name is on its axis.
    view.rename(view.record("ad").locator(".cjm-name"), "Smells coffee")
    notebook.eventually("'Smells coffee' in str(chart.chart.to_dict())", True)
    expect(drawn).to_have_count(1)
    expect(drawn).to_contain_text("Smells coffee")


def picture(drawn):
    """What a picture shows, as a text."""
    return drawn.evaluate("el => el.outerHTML")
