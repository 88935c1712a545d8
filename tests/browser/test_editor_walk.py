"""Walkthrough, presentation, export: the map one step at a time, on slides, and as files."""

from playwright.sync_api import expect

from tests.browser.maps import BIKE
from tests.browser.test_editor_looks import check, picture
from tests.browser.view import show


def stage(view):
    return view.root.locator(".cjm-place")


def open_stage(view, name):
    view.button("View").click()
    view.choose(name)
    expect(stage(view).locator("h2").first).to_be_visible()
    return stage(view)


def test_look(lab):
    for theme, width in (("light", 1400), ("dark", 700)):
        view = show(lab, BIKE, theme=theme, width=width)
        walk = open_stage(view, "Walkthrough")
        picture(view, f"walk-{width}-{theme}")
        for _ in range(3):
            view.page.keyboard.press("ArrowRight")
            view.page.keyboard.press("2")
        picture(view, f"walk-4-{width}-{theme}")
        for _ in range(4):
            view.page.keyboard.press("ArrowRight")
        picture(view, f"walk-end-{width}-{theme}")
        view.page.set_viewport_size({"width": 360, "height": 900})
        view.page.wait_for_timeout(500)
        picture(view, f"walk-end-320-{theme}")
        view.page.keyboard.press("ArrowLeft")
        picture(view, f"walk-320-{theme}")
        view.page.set_viewport_size({"width": width, "height": 900})
        view.page.keyboard.press("Escape")
        open_stage(view, "Presentation")
        view.page.wait_for_timeout(800)
        print(view.root.locator(".cjm-present").get_attribute("data-screen"))
        for name in ("title", "map", "p1", "p2", "p3", "p4", "extremes", "opp"):
            view.notebook.screenshot(f"present-{name}-{width}-{theme}")
            view.page.keyboard.press("ArrowRight")
        view.page.keyboard.press("Escape")
        view.page.wait_for_timeout(500)
        print(stage(view).count(), view.page.evaluate("document.activeElement.className"))
        view.page.evaluate("(HTMLElement.prototype.requestFullscreen = () => Promise.reject(new Error('no')), 0)")
        open_stage(view, "Presentation")
        view.page.wait_for_timeout(800)
        for name in ("title", "map", "p1"):
            picture(view, f"present-frame-{name}-{width}-{theme}")
            view.page.keyboard.press("Space")
        view.page.close()
