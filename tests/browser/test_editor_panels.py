"""Panels whose code comes when they are opened first: checks, search, the list of keys."""

import re

from playwright.sync_api import expect

from cjm_widgets.widgets import answers
from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_looks import check, picture
from tests.browser.view import show


def panel(view):
    return view.root.locator(".cjm-part")


def open_checks(view, name="Checks"):
    view.root.locator(".cjm-status").get_by_role("button", name=name).click()
    expect(panel(view).locator(".cjm-finding").first).to_be_visible()
    return panel(view).locator(".cjm-finding")


def test_findings_follow_the_map_and_lead_to_records(quick):
    """[B80] [T8] They are those of `check()`; a click selects the record, an edit clears one."""
    view = show(quick, SMALL)
    found = open_checks(view)
    messages = view.python("j.check()['message'].tolist()")
    expect(found).to_have_text(messages)
    first = view.python(
        "j.check().query(\"record_type == 'touchpoint'\")[['record', 'message']].iloc[0].tolist()"
    )
    found.get_by_text(first[1], exact=True).first.click()
    expect(view.record(first[0])).to_have_attribute("aria-selected", "true")
    view.eventually("editor.selection", [first[0]])
    # By hand and by code.
    view.rename(view.record("ad").locator(".cjm-name"), "Sees the video")
    view.eventually("j.touchpoints['ad'].name", "Sees the video")
    messages = view.python("j.check()['message'].tolist()")
    expect(found).to_have_text(messages)
    view.python("j.add_goal('Sell more'); None")
    changed = view.python("j.check()['message'].tolist()")
    assert changed != messages
    expect(found).to_have_text(changed)
    # In the language of the interface; English names of records stay.
    view.python("editor.language = 'pl'")
    expect(found).to_have_text(view.python("j.check(language='pl')['message'].tolist()"))
    view.page.keyboard.press("Tab")
    panel(view).get_by_role("button", name="Zamknij panel").click()
    expect(view.inspector).to_be_visible()
    # A second view of the page has the code already.
    assert len(view.page.evaluate(PARTS)) == 1


PARTS = """() => Object.getOwnPropertySymbols(globalThis)
  .filter((key) => key.description.startsWith("cjm_widgets-part:")
    && key.description.endsWith(":checks"))"""


def test_without_a_kernel_it_says_so(quick, monkeypatch):
    """[T9] A kernel that is gone is said in the panel, which can be closed."""
    view = show(quick, SMALL)
    monkeypatch.setattr(answers, "build_id", lambda: "other")
    view.root.locator(".cjm-status").get_by_role("button", name="Checks").click()
    expect(panel(view).get_by_role("alert")).to_contain_text("different versions")
    view.page.keyboard.press("Escape")
    monkeypatch.undo()
    panel(view).get_by_role("button", name="Close panel").click()
    open_checks(view)


def test_search_goes_from_one_to_the_next(lab):
    """[B81] Ctrl+F or / finds words wherever they stand, by keys and by pointer; the notebook's
    own search stays closed."""
    view = show(lab, BIKE)
    view.record("ride").click()
    view.page.keyboard.press("Control+f")
    field = panel(view).get_by_role("searchbox", name="Search the map")
    expect(field).to_be_focused()
    expect(view.page.locator(".jp-DocumentSearch-overlay")).to_have_count(0)
    view.page.keyboard.type("THURSDAY")
    expect(panel(view).get_by_role("status")).to_have_text("1 found")
    view.page.keyboard.press("Enter")
    view.eventually("editor.selection == [slot.id]", True)
    expect(field).to_be_focused()
    # What code adds meanwhile is found, and it is brought into view.
    view.python("far = j.add_touchpoint('Thursday market', j.phases[-1]).id")
    expect(panel(view).get_by_role("status")).to_contain_text("2")
    panel(view).locator(".cjm-hit", has_text="market").click()
    far = view.python("far")
    expect(view.record(far)).to_have_attribute("aria-selected", "true")
    expect(view.record(far)).to_be_in_viewport()
    panel(view).get_by_role("searchbox").focus()
    view.page.keyboard.press("Escape")
    expect(panel(view)).to_have_count(0)
    expect(view.record("ride")).to_be_focused()
    view.page.keyboard.press("/")
    expect(panel(view).get_by_role("searchbox")).to_be_focused()


def test_the_keys_are_listed(quick):
    """[B81] By ? on the map and by the button, in the language of the interface."""
    view = show(quick, SMALL)
    view.record("ad").click()
    view.page.keyboard.press("?")
    expect(panel(view).get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    view.python("editor.language = 'fr'")
    expect(panel(view)).to_contain_text("Replier une phase")
    # It gets the focus once it is painted; until then Escape is the map's.
    expect(panel(view)).to_be_focused()
    view.page.keyboard.press("Escape")
    expect(panel(view)).to_have_count(0)
    view.root.get_by_role("button", name="Raccourcis clavier").click()
    expect(panel(view)).to_be_visible()


def test_the_panels_are_readable(quick):
    """[B70] Wide and narrow, light and dark, nothing sticks out and axe finds nothing."""
    for theme, width in (("light", 1400), ("dark", 700)):
        view = show(quick, BIKE, theme=theme, width=width)
        view.python("j.add_touchpoint('Unbroken' * 12, j.phases[0]); None")
        expect(open_checks(view).filter(has_text=re.compile("Unbroken")).first).to_be_visible()
        picture(view, f"checks-{width}-{theme}")
        check(view)
        view.root.get_by_role("button", name="Search").click()
        panel(view).get_by_role("searchbox").fill("r")
        expect(panel(view).locator(".cjm-hit", has_text="Unbroken")).to_be_visible()
        picture(view, f"search-{width}-{theme}")
        check(view)
        view.root.get_by_role("button", name="Keyboard shortcuts").click()
        expect(panel(view).locator("kbd").first).to_be_visible()
        picture(view, f"keys-{width}-{theme}")
        check(view)
        view.page.close()
