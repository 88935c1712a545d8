"""Walkthrough, presentation, export: the map one step at a time, on slides, and as files."""

import csv
import io
import json
import zipfile

from playwright.sync_api import expect

from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_looks import check, picture
from tests.browser.test_editor_people import meet
from tests.browser.test_editor_return import kill
from tests.browser.view import show

OBSERVED = """[[e.touchpoint, e.persona, e.respondent, e.score, e.note]
    for e in j.experiences if e.source == "observed"]"""

#: What a browser does on whose page nobody clicked.
REFUSE = """() => {
  HTMLElement.prototype.requestFullscreen = () => Promise.reject(new TypeError('refused'));
}"""


def stage(view):
    return view.root.locator(".cjm-place")


def open_stage(view, name):
    """Choose a view of the map; give its place."""
    view.button("View").click()
    view.choose(name)
    expect(stage(view).locator("h2").first).to_be_visible()
    expect(stage(view)).to_be_focused()
    return stage(view)


def heading(view):
    return stage(view).locator("h2")


def test_a_walk_is_recorded_step_by_step(quick):
    """[B160] Scores by key, button and slider, notes, the way back, undo, summary, coming back."""
    view = show(quick, SMALL)
    walk = open_stage(view, "Walkthrough")
    expect(heading(view)).to_have_text("Sees the ad")
    name = walk.get_by_role("textbox", name="Your name")
    name.fill("Lea")
    name.press("Enter")
    # On the buttons' own ground, so that keys are the walk's.
    walk.locator("h2").click()
    view.page.keyboard.press("5")
    view.eventually(OBSERVED, [["ad", "ana", "Lea", 2, ""]])
    assert view.python("j.revision - start") == 1
    view.page.keyboard.press("ArrowRight")
    expect(heading(view)).to_have_text("Orders")
    expect(walk).to_contain_text("Long queue")
    note = walk.get_by_role("textbox", name="Note")
    note.fill("x 1 → waits; a b")
    note.press("Enter")
    view.eventually(OBSERVED + "[-1]", ["order", "ana", "Lea", None, "x 1 → waits; a b"])
    walk.get_by_role("button", name="−1").click()
    view.eventually(OBSERVED + "[-1]", ["order", "ana", "Lea", -1, "x 1 → waits; a b"])
    # Back and forth it is the same record, and one undo takes one score back.
    walk.get_by_role("button", name="Previous").click()
    slider = walk.get_by_role("slider")
    slider.press("ArrowLeft")
    view.eventually(OBSERVED + "[0]", ["ad", "ana", "Lea", 1, ""])
    view.tool("Undo").click()
    view.eventually(OBSERVED + "[0]", ["ad", "ana", "Lea", 2, ""])
    assert view.python(f"len({OBSERVED})") == 2
    # Away and back one is where one was, also when the map has changed before it.
    view.page.keyboard.press("Escape")
    walk.locator("h2").click()
    view.page.keyboard.press("ArrowRight")
    expect(heading(view)).to_have_text("Orders")
    view.page.keyboard.press("Escape")
    expect(view.map).to_be_visible()
    expect(view.button("View")).to_be_focused()
    view.python(
        "j.add_touchpoint('Hears of it', 'before', id='hear'); j.move('hear', before='ad'); None"
    )
    open_stage(view, "Walkthrough")
    expect(heading(view)).to_have_text("Orders")
    for _ in range(2):
        view.page.keyboard.press("ArrowRight")
    expect(heading(view)).to_have_text("The end of the walk as Ana")
    expect(walk).to_contain_text("2 of 4 touchpoints scored, on average +0.5")
    skipped = walk.locator("section", has=view.page.get_by_role("heading", name="Skipped"))
    expect(skipped.locator(".cjm-found button:first-child")).to_have_text(["Hears of it", "Drinks"])
    walk.get_by_role("button", name="Show “Orders” on the map").first.click()
    expect(view.record("order")).to_have_attribute("aria-selected", "true")
    expect(view.record("order")).to_be_focused()
    view.eventually("editor.selection", ["order"])
    # On the curve stands what was observed, not what was assumed before.
    expect(view.point("ad")).to_have_attribute("data-score", "2")


def test_two_walkers_do_not_disturb_each_other(lab):
    """[B161] Each has records and a place of their own, and sees no other's score as theirs."""
    ana, ben = meet(lab)
    for each in (ana, ben):
        open_stage(each, "Walkthrough")
    ana.page.keyboard.press("1")
    ben.page.keyboard.press("5")
    ben.page.keyboard.press("ArrowRight")
    ben.page.keyboard.press("4")
    expected = [["ad", "Ana", -2], ["ad", "Ben", 2], ["order", "Ben", 1]]
    ana.eventually(f"sorted([t, r, s] for t, _, r, s, _ in {OBSERVED})", expected)
    expect(heading(ana)).to_have_text("Sees the ad")
    expect(stage(ana).locator("[aria-pressed=true]")).to_have_text("−2")
    expect(heading(ben)).to_have_text("Orders")
    expect(stage(ben).locator("[aria-pressed=true]")).to_have_text("+1")
    # A text on its way stays while the other records.
    note = stage(ana).get_by_role("textbox", name="Note")
    note.fill("half a")
    ben.page.keyboard.press("2")
    ana.eventually(f"sorted(s for *_, s, _ in {OBSERVED})", [-2, -1, 2])
    expect(note).to_have_value("half a")
    expect(note).to_be_focused()
    note.press("End")
    note.press_sequentially(" word")
    note.press("Enter")
    ana.eventually(f"[n for *_, n in {OBSERVED} if n]", ["half a word"])


def test_slides_fill_the_screen_and_follow_the_map(quick):
    """[B162] By keys and by buttons, in the full screen and out of it; where it is refused, in
    the editor, and nothing on the map or in the notebook is touched."""
    view = show(quick, BIKE)
    before = view.python("(j.revision, j.to_json())")
    show_ = open_stage(view, "Presentation").locator(".cjm-present")
    expect(show_).to_have_attribute("data-screen", "full")
    assert show_.bounding_box() == {"x": 0, "y": 0, "width": 1400, "height": 900}
    expect(heading(view)).to_have_text("Buying a city bike")
    for key in ("Space", "ArrowRight", "PageDown"):
        view.page.keyboard.press(key)
    expect(heading(view)).to_have_text("Consideration")
    for key in ("x", "d", "d", "Delete", "Enter"):
        view.page.keyboard.press(key)
    assert view.python("(j.revision, j.to_json())") == before
    # What is edited meanwhile is seen, on the slide one is on.
    view.python("j.update('ride', name='Tries the bike'); j.remove(phases[0]); None")
    expect(show_.locator("[data-touchpoint=ride] h3")).to_contain_text("Tries the bike")
    expect(heading(view)).to_have_text("Consideration")
    view.page.keyboard.press("End")
    expect(heading(view)).to_have_text("Opportunities")
    expect(show_).to_contain_text("No owner yet")
    view.page.keyboard.press("Escape")
    expect(view.map).to_be_visible()
    assert view.page.evaluate("document.fullscreenElement") is None
    expect(view.button("View")).to_be_focused()
    view.page.evaluate(REFUSE)
    open_stage(view, "Presentation")
    expect(show_).to_contain_text("so it fills the editor")
    frame, place = (view.root.locator(s).bounding_box() for s in (".cjm-frame", ".cjm-place"))
    assert place["width"] >= frame["width"] - 2
    assert place["height"] >= frame["height"] - 2
    show_.get_by_role("button", name="Next slide").click()
    expect(heading(view)).to_have_text("The journey as a whole")
    show_.get_by_role("button", name="Leave").click()
    expect(view.button("View")).to_be_focused()


def test_the_map_is_exported(lab):
    """[B163] JSON from the page, pages and tables from Python; without a kernel JSON only."""
    view = show(lab, SMALL)
    view.python("j.update('ad', name='=1+1'); j.update(title='Kawa: 1/2'); None")
    expect(view.root.locator(".cjm-title")).to_have_text("Kawa: 1/2")

    def export(choice):
        with view.page.expect_download() as download:
            view.button("Export").click()
            view.choose(choice)
        return download.value.suggested_filename, download.value.path().read_bytes()

    name, data = export("Map (JSON)")
    assert name == "Kawa-1-2.cjm.json"
    assert view.python(f"cjm.Journey.from_json({data.decode()!r}).to_dict() == j.to_dict()")
    name, data = export("Scores (CSV)")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert name == "Kawa-1-2.scores.csv"
    assert [(row["touchpoint"], row["score"]) for row in rows] == [
        ("'=1+1", "1.0"), ("Drinks", "-1.0"),
    ]  # fmt: skip
    name, data = export("All tables (CSV in a ZIP file)")
    assert name == "Kawa-1-2.tables.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "touchpoints.csv" in archive.namelist()
    name, data = export("Page with a picture (HTML)")
    assert name == "Kawa-1-2.html"
    assert data.startswith(b"<!doctype html>")
    assert b"Long queue" in data
    name, data = export("Hand-out (HTML)")
    assert name == "Kawa-1-2.handout.html"
    assert b'id="cjm-contents"' in data
    # What cannot be made is said.
    view.python("import cjm_widgets.formats.csv_tables as t; t.csv_table = None")
    view.button("Export").click()
    view.choose("Cards (CSV)")
    expect(view.root.locator(".cjm-toast")).to_contain_text("Nothing was exported: TypeError")
    kill(view)
    view.rename(view.root.locator(".cjm-title .cjm-inline"), "Without Python")
    expect(view.root.locator(".cjm-status")).to_contain_text("Not connected", timeout=40_000)
    view.button("Export").click()
    expect(view.root.locator(".cjm-menu")).to_contain_text("Python, which does not answer")
    expect(view.root.locator(".cjm-menu-item")).to_have_count(1)
    with view.page.expect_download() as download:
        view.choose("Map (JSON)")
    assert json.loads(download.value.path().read_bytes())["journey"]["title"] == "Without Python"


def test_walk_and_slides_are_readable(quick):
    """[B164] Wide and narrow, light and dark, nothing sticks out and axe finds nothing."""
    for theme, width in (("light", 1400), ("dark", 700)):
        view = show(quick, BIKE, theme=theme, width=width)
        view.python("j.add_touchpoint('Unbroken' * 12, phases[1], channels=['Web' * 30]); None")
        walk = open_stage(view, "Walkthrough")
        for key in ("3", "ArrowRight", "1", "ArrowRight", "ArrowRight", "2"):
            view.page.keyboard.press(key)
        expect(walk.locator("[aria-pressed=true]")).to_have_text("−1")
        picture(view, f"walk-{width}-{theme}")
        check(view)
        view.page.keyboard.press("ArrowRight")
        expect(walk).to_contain_text("Unbroken")
        picture(view, f"walk-long-{width}-{theme}")
        check(view)
        for _ in range(4):
            view.page.keyboard.press("ArrowRight")
        picture(view, f"walk-end-{width}-{theme}")
        check(view)
        view.page.keyboard.press("Escape")
        open_stage(view, "Presentation")
        for slide in range(8):
            view.notebook.screenshot(f"slide-{slide}-{width}-{theme}")
            check(view)
            view.page.keyboard.press("ArrowRight")
        view.page.keyboard.press("Escape")
        view.page.evaluate(REFUSE)
        open_stage(view, "Presentation")
        view.page.keyboard.press("ArrowRight")
        picture(view, f"slide-frame-{width}-{theme}")
        check(view)
        view.page.close()
