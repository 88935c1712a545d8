"""Records that come back with their details, and a comparison that its kernel has left."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.maps import SMALL
from tests.browser.test_editor_compare import Compared
from tests.browser.test_editor_looks import check, picture
from tests.browser.test_editor_return import FORGET, KEPT, kill
from tests.browser.view import show

#: Two maps that are in files: the same documents in every kernel.
TWO = f"""{SMALL}
import pathlib
if not pathlib.Path("now.cjm.json").exists():
    plan = cjm.Journey.from_json(j.to_json())
    plan.update("ad", name="Sees the poster")
    j.save("now.cjm.json")
    plan.save("plan.cjm.json")
now, plan = cjm.load("now.cjm.json"), cjm.load("plan.cjm.json")
"""
SHOW = 'c = cjm.Compare(now, plan, names=("Today", "Planned"), height=640)\nc'
NAMES = "[[t.name for t in m.touchpoints] for m in (now, plan)]"
RENAMED = [
    ["Sees the ad", "Orders by phone", "Drinks"],
    ["Sees the poster", "Orders by app", "Drinks at home"],
]


@pytest.fixture
def _nothing_kept(context, server):
    """Forget what other tests have left in the browser."""
    page = context.new_page()
    page.goto(f"{server.url}/api")
    assert page.evaluate(FORGET)
    page.close()


def test_what_comes_back_is_shown_again(lab):
    """[B200] The undo of a removal selects what came back, with its details, which are live; view
    and Python agree on the selection all along."""
    view = show(lab, SMALL)
    title = view.inspector.locator("h2")
    for record, name, beside in (("queue", "Long queue", "order"), ("order", "Orders", "drink")):
        view.record(record).click()
        expect(title).to_have_text(name)
        view.eventually("list(editor.selection)", [record])
        view.page.keyboard.press("Delete")
        expect(view.record(record)).to_have_count(0)
        # The focus went on to what stands there now, and the details with it.
        view.eventually("list(editor.selection)", [beside])
        expect(title).to_have_text(view.python(f"j.touchpoints[{beside!r}].name"))
        view.page.keyboard.press("Control+z")
        expect(title).to_have_text(name)
        view.eventually("list(editor.selection)", [record])
        expect(view.map.locator(":focus")).to_have_count(1)
    view.python("j.update('order', name='Orders by app', description='New'); None")
    expect(title).to_have_text("Orders by app")
    expect(view.field("Description")).to_have_value("New")
    view.field("Description").fill("By hand")
    view.page.keyboard.press("Enter")
    view.eventually("j.touchpoints['order'].description", "By hand")
    # Removed and brought back by code, too.
    view.python("j.remove('order'); None")
    expect(title).to_have_text("Coffee")
    view.eventually("list(editor.selection)", [])
    view.python("j.undo(); None")
    expect(title).to_have_text("Orders by app")
    view.eventually("list(editor.selection)", ["order"])
    view.agrees()


def test_what_is_added_is_taken_back_with_its_name(quick):
    """[B202] Adding something and typing its name is one step of undo and redo."""
    view = show(quick, SMALL)
    keys = view.page.keyboard
    names = "[t.name for t in j.touchpoints]"
    for add, name in (("n", "Waits"), ("Insert", "Pays")):
        held = view.python("j.to_dict()")
        view.record("order").click()
        keys.press(add)
        view.type(name)
        view.eventually(f"{name!r} in str(j.to_dict())", True)
        keys.press("Control+z")
        view.eventually("j.to_dict()", held)
        keys.press("Control+Shift+z")
        view.eventually(f"{name!r} in str(j.to_dict())", True)
    # What is called something else later is so in a step of its own.
    view.rename(view.map.get_by_text("Waits", exact=True), "Queues")
    view.eventually(f"'Queues' in {names}", True)
    keys.press("Control+z")
    view.eventually(f"'Waits' in {names}", True)
    view.agrees()


@pytest.mark.usefixtures("_nothing_kept")
def test_a_comparison_whose_kernel_is_killed(lab):
    """[B201] It says so on both sides within 5 s of an edit, counts what waits, hands it out, and
    offers it to the cell that is run again, each edit to its own map."""
    notebook = lab.open([TWO, SHOW])
    notebook.run_cell(0)
    notebook.run_cell(1)
    view = Compared(notebook, 1)
    kill(view)
    feet = {
        side: view.root.locator(f".cjm-status[data-side={side}]") for side in ("Today", "Planned")
    }

    def rename(side, record, text):
        view.slot(side, record).dblclick()
        view.type(text)

    rename("a", "order", "Orders by phone")
    expect(feet["Today"]).to_contain_text("1 edit waiting", timeout=5_000)
    rename("b", "order", "Orders by app")
    rename("b", "drink", "Drinks at home")
    expect(feet["Planned"]).to_contain_text("2 edits waiting", timeout=5_000)
    expect(feet["Today"]).to_contain_text("1 edit waiting")
    # What was typed stays where it was typed.
    expect(view.slot("a", "order")).to_contain_text("Orders by phone")
    for foot in feet.values():
        expect(foot).to_contain_text("Not connected", timeout=20_000)
    picture(view, "compare-killed")
    check(view)
    for side, texts in (("Today", ["Orders by phone"]), ("Planned", ["Orders by app", "Drinks"])):
        with view.page.expect_download() as download:
            feet[side].get_by_role("button", name="Download my edits").click()
        assert download.value.suggested_filename.endswith(f"-{side}-edits.json")
        held = download.value.path().read_text("utf-8")
        assert json.loads(held)
        for text in ("Orders by phone", "Orders by app", "Drinks at home"):
            assert (text in held) == any(text.startswith(own) for own in texts), (side, text)
    # The cell run again offers them, and each goes to its map.
    notebook.wait_idle()
    notebook.run_cell(0)
    notebook.run_cell(1)
    view = Compared(notebook, 1)
    offers = view.root.locator(".cjm-offer")
    expect(offers).to_have_count(2, timeout=15_000)
    expect(offers.first).to_contain_text(re.compile("1 edit of yours is not in this map"))
    # An edit that the page before may yet save itself is offered a little later than the others.
    deadline = time.monotonic() + 30
    while view.python(NAMES) != RENAMED and time.monotonic() < deadline:
        if offers.count():
            offers.first.get_by_role("button", name="Put into the map").click()
        view.page.wait_for_timeout(300)
    expect(offers).to_have_count(0)
    view.eventually(NAMES, RENAMED)
    view.page.wait_for_function(f"async () => (await ({KEPT})()).length === 0")
