"""Live charts in a browser: clicked, walked through, patched, linked, dark, and offline."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.test_editor_looks import AXE, CHECK
from tests.browser.view import View
from tests.charts.maps import MAPS

MAP = f"""
import altair as alt
import cjm_widgets as cjm
j = cjm.Journey.from_json({json.dumps(MAPS["bike"]().to_json())})
"""
DASHBOARD = """
board = cjm.dashboard(j, [cjm.charts.emotion_curve, cjm.charts.pain_gain_balance], height=420)
board
"""
#: A chart of one's own, zoomed by the wheel.
ZOOM = """
def scores(j):
    return alt.Chart(j.to_frame("experience")).mark_circle(size=200).encode(
        x="position:Q", y="score:Q", tooltip=["touchpoint", "score"]
    ).properties(width=400, height=200).interactive()

live = cjm.LiveChart(j, scores)
live
"""
HOSTILE = """
import pandas as pd
text = "<img src=x onerror=alert(1)>"

def bad(j):
    rows = pd.DataFrame([
        {"x": at, "touchpoint_id": t.id, "text": text, "href": link}
        for at, (t, link) in enumerate(zip(j.touchpoints, ["javascript:alert(2)", "x"]))
    ])
    points = alt.Chart(rows).mark_circle(size=900).encode(
        x="x:Q", tooltip=["text:N"], href="href:N")
    picture = alt.Chart(pd.DataFrame({"url": ["http://example.org/x.png"]})).mark_image(
        width=20, height=20).encode(url="url", x=alt.value(150))
    return points + picture

live = cjm.LiveChart(j, bad)
live
"""
POINTS = ".mark-symbol.role-mark path"
BARS = ".mark-rect.role-mark path"


def charts(notebook, index):
    return notebook.output(index).locator(".cjm-live")


def plate(live):
    """The part of a chart that has the focus."""
    return live.locator(".cjm-live-plate")


def focus(live):
    plate(live).focus()


def drawn(live):
    """How often a chart was drawn."""
    return int(live.get_attribute("data-drawn") or 0)


def opacities(live, marks=POINTS):
    return live.locator(marks).evaluate_all(
        "all => all.map(one => +(one.getAttribute('opacity') ?? 1))"
    )


def dashboard(quick, **options):
    notebook = quick.open([MAP, DASHBOARD], height=1700, **options)
    notebook.run_cell(0)
    notebook.run_cell(1)
    notebook.quiet()
    live = [notebook.page.locator(f"#cell-1-{at} .cjm-live") for at in (1, 2)]
    return notebook, notebook.page.locator("#cell-1-0"), live


def violations(live):
    """What axe finds wrong with a chart."""
    if not live.page.evaluate("'axe' in window"):
        live.page.evaluate(f"() => {{ {AXE.read_text('utf-8')} }}")
    # The picture is hidden from what reads aloud, so that no text may be left to look at.
    _, found = live.evaluate(CHECK)
    return found


def test_a_click_in_a_chart_selects_in_the_editor_and_in_python(quick):
    """[B210] A click selects, Ctrl adds and takes out, one on the ground clears; others fade."""
    notebook, editor, (curve, balance) = dashboard(quick)
    bars = balance.locator(BARS)
    bars.nth(1).click()
    notebook.eventually("board.editor.selection", ["reviews"])
    expect(editor.locator(".cjm [aria-selected=true][data-id=reviews]").first).to_be_visible()
    notebook.eventually("[c.selection for c in board.charts]", [["reviews"]] * 2)
    notebook.quiet()
    faint = [value for value in opacities(curve) if value < 0.5]
    assert 0 < len(faint) < curve.locator(POINTS).count()
    bars.nth(2).click(modifiers=["Control"])
    notebook.eventually("board.editor.selection", ["reviews", "models"])
    bars.nth(1).click(modifiers=["Shift"])
    notebook.eventually("board.editor.selection", ["models"])
    balance.locator("svg").click(position={"x": 4, "y": 4})
    notebook.eventually("board.editor.selection", [])
    notebook.quiet()
    assert min(opacities(curve)) == 1


def test_what_is_selected_in_the_editor_stands_out_in_the_charts(quick):
    """[B211] Selecting draws no chart anew; a selection in code is seen as well."""
    notebook, editor, (curve, balance) = dashboard(quick)
    curve.locator(POINTS).first.evaluate("el => { el.sameAsBefore = true }")
    view = editor.locator("[data-id=ride]").first
    view.click()
    notebook.eventually("[c.selection for c in board.charts]", [["ride"]] * 2)
    notebook.quiet()
    assert min(opacities(curve)) < 0.5
    assert curve.locator(POINTS).first.evaluate("el => el.sameAsBefore") is True
    notebook.python("board.charts[1].selection = ['service']; None")
    notebook.quiet()
    expect(editor.locator(".cjm [aria-selected=true][data-id=service]").first).to_be_visible()
    widths = balance.locator(BARS).evaluate_all("all => all.map(one => one.getAttribute('stroke'))")
    assert len([stroke for stroke in widths if stroke and stroke != "null"]) == 1


def test_an_edit_is_patched_in_and_the_zoom_stays(quick):
    """[B212] The marks are the same ones, moved; a new structure keeps the zoom as well."""
    notebook = quick.open([MAP, ZOOM])
    notebook.run_cell(0)
    notebook.run_cell(1)
    notebook.quiet()
    live = charts(notebook, 1)
    axis = live.locator(".role-axis-label text")
    before = axis.all_inner_texts()
    notebook.page.mouse.move(*middle(live.locator("svg")))
    notebook.page.mouse.wheel(0, -600)
    notebook.quiet()
    zoomed = axis.all_inner_texts()
    assert zoomed != before
    point = live.locator(POINTS).first
    point.evaluate("el => { el.sameAsBefore = true }")
    moved = point.get_attribute("transform")
    notebook.python("j.update(next(iter(j.experiences)), score=-0.5); None")
    expect(point).not_to_have_attribute("transform", moved)
    assert point.evaluate("el => el.sameAsBefore") is True
    assert axis.all_inner_texts() == zoomed
    count = drawn(live)
    notebook.python(
        "live._options = {}; live._draw_chart = lambda j: scores(j).properties(title='N')"
    )
    notebook.python("j.update(title='Now'); None")
    expect(live.get_by_text("N", exact=True)).to_be_visible()
    notebook.quiet()
    assert drawn(live) > count
    assert axis.all_inner_texts() == zoomed


def test_the_keys_walk_from_mark_to_mark(quick):
    """[B213] One tab stop, arrows tell the names, Enter selects, Escape clears; keys stay in."""
    notebook, _, (curve, _) = dashboard(quick)
    page = notebook.page
    page.evaluate("() => { window.heard = []; document.addEventListener('keydown',"
                  " (event) => window.heard.push(event.key)) }")  # fmt: skip
    focus(curve)
    said = curve.locator("[aria-live]")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("Sees a friend")
    expect(said).to_contain_text("1 of 14")
    page.keyboard.press("End")
    expect(said).to_contain_text("14 of 14")
    expect(curve.locator(".cjm-live-ring")).to_be_visible()
    page.keyboard.press("Enter")
    notebook.eventually("board.editor.selection", ["service"])
    page.keyboard.press("Home")
    page.keyboard.press("Shift+Enter")
    notebook.eventually("board.editor.selection", ["service", "friend"])
    for key in "xabz0":
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    notebook.eventually("board.editor.selection", [])
    assert plate(curve).evaluate("el => el === document.activeElement")
    assert curve.evaluate("el => el.querySelectorAll('[tabindex], button, a[href]').length") == 1
    page.keyboard.press("Control+s")
    assert page.evaluate("() => window.heard") == ["Control", "s"]
    page.keyboard.press("Tab")
    expect(curve.locator(".cjm-live-ring")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_charts_have_the_theme_of_the_page_and_are_readable(quick, theme):
    """[B214] Light and dark without Python, no violation that axe finds."""
    notebook, _, (curve, balance) = dashboard(
        quick, theme=theme, width=1400 if theme == "light" else 700
    )
    ink = {"light": "#1f2430", "dark": "#eceef2"}
    label = curve.locator(".role-axis-label text").first
    expect(label).to_have_attribute("fill", ink[theme])
    other = "dark" if theme == "light" else "light"
    notebook.page.emulate_media(color_scheme=other)
    expect(label).to_have_attribute("fill", ink[other])
    notebook.page.emulate_media(color_scheme=theme)
    expect(label).to_have_attribute("fill", ink[theme])
    focus(curve)
    notebook.page.keyboard.press("ArrowRight")
    for live in (curve, balance):
        assert violations(live) == []
    notebook.python("board.editor.theme = 'dark'; None")
    expect(balance.locator(".role-axis-label text").first).to_have_attribute("fill", ink["dark"])


def test_hostile_texts_links_and_pictures_are_inert(quick):
    """[B215] A tooltip is text, a link that is no link opens nothing, no picture is fetched."""
    notebook = quick.open([MAP, HOSTILE])
    notebook.run_cell(0)
    notebook.run_cell(1)
    notebook.quiet()
    live = charts(notebook, 1)
    tip = live.locator(".cjm-live-tip")
    for point in live.locator(POINTS).all():
        point.hover()
        expect(tip).to_contain_text("<img src=x onerror=alert(1)>")
        assert tip.locator("img").count() == 0
        point.click()
        notebook.quiet()
    assert len(notebook.page.context.pages) == 1
    assert notebook._plain.dialogs == notebook._plain.requests == []
    assert notebook._plain.violations() == []


def test_a_view_twice_a_failure_and_the_end(quick):
    """[B216] Two views are one client; what fails is said over the last chart; nothing is left."""
    notebook = quick.open([MAP, ZOOM, "live"])
    for at in range(3):
        notebook.run_cell(at)
    notebook.quiet()
    one, two = charts(notebook, 1), charts(notebook, 2)
    one.locator(POINTS).last.click()
    notebook.quiet()
    assert opacities(one) == opacities(two)
    assert min(opacities(two)) < 0.5
    notebook.python("live._draw_chart = lambda j: 1 / 0")
    notebook.python("j.update(title='Broken'); None")
    for live in (one, two):
        expect(live.get_by_role("status")).to_contain_text("division by zero")
        expect(live.locator("svg")).to_be_visible()
    # Vega itself fails, which only warns: a live chart loads nothing.
    notebook.python(
        "live._draw_chart = lambda j: __import__('altair').Chart("
        "'http://127.0.0.1/elsewhere.json').mark_point().encode(x='a:Q')"
    )
    notebook.python("j.update(title='Elsewhere'); None")
    for live in (one, two):
        expect(live.get_by_role("status")).to_contain_text("loads nothing")
        expect(live.locator(POINTS).first).to_be_visible()
    # A click tells as much again.
    one.locator(POINTS).first.click()
    notebook.quiet()
    expect(one.get_by_role("status")).to_contain_text("loads nothing")
    notebook.python("live._draw_chart = scores")
    notebook.python("j.update(title='Whole'); None")
    expect(one.get_by_role("status")).to_be_hidden()
    page = notebook.page
    for at in (1, 2):
        page.evaluate("(place) => window.takeOff(place)", f"cell-{at}")
        assert page.locator(f"#cell-{at} *").count() == 0
    notebook.python("j.update(title='Later'); None")
    notebook.quiet()


def test_a_dashboard_in_jupyterlab(lab):
    """[B217] Offline, one Vega for all charts, columns where there is room, both ways linked."""
    notebook = lab.open([MAP, DASHBOARD], width=1400, height=1400)
    notebook.run_all()
    live = notebook.output(1).locator(".cjm-live")
    expect(live).to_have_count(2)
    for at in range(2):
        expect(live.nth(at).locator("svg")).to_be_visible(timeout=60_000)
    left, right = (live.nth(at).bounding_box() for at in range(2))
    assert right["x"] > left["x"] + left["width"] - 1
    assert abs(right["y"] - left["y"]) < 2
    view = View(notebook, 1)
    live.nth(1).locator(BARS).nth(1).click()
    notebook.eventually("board.editor.selection", ["reviews"])
    notebook.eventually("board.charts[0].selection", ["reviews"])
    # In the page as well, where Python has told nobody.
    expect(view.record("reviews").first).to_have_attribute("aria-selected", "true")
    expect(live.nth(0).locator(f"{POINTS}[opacity='0.25']")).to_have_count(12)
    view.record("ride").first.click()
    notebook.eventually("board.charts[1].selection", ["ride"])
    expect(live.nth(1).locator(f"{BARS}[stroke='#1f2430']")).to_have_count(1)
    cells = notebook.page.locator(".jp-Cell").count()
    focus(live.nth(0))
    for key in ("x", "a", "b", "d", "d", "ArrowDown", "Enter"):
        notebook.page.keyboard.press(key)
    notebook.eventually("board.editor.selection", ["friend"])
    assert notebook.page.locator(".jp-Cell").count() == cells
    count = live.nth(0).locator(POINTS).first.get_attribute("transform")
    expect(view.record("friend").first).to_have_attribute("aria-selected", "true")
    notebook.python("j.update(next(iter(j.experiences)), score=-1.5); None")
    expect(live.nth(0).locator(POINTS).first).not_to_have_attribute("transform", count)
    assert violations(live.nth(0)) == []
    notebook.page.set_viewport_size({"width": 700, "height": 1400})
    expect(live.nth(1)).to_be_visible()
    left, right = (live.nth(at).bounding_box() for at in range(2))
    assert right["y"] > left["y"] + left["height"] - 1


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
