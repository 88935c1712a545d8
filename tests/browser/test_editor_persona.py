"""The card of a persona, by itself and beside the map."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.maps import BIKE
from tests.browser.view import View, show

CARD = "card = cjm.PersonaCard(j, 'Ana', height=700)\ncard"


def test_a_card_edits_the_map_and_follows_it(quick):
    """[B93] What is typed on the card is in the map; edits by code are on the card; removed, it
    says so, and undo brings it back."""
    notebook = quick.open([BIKE, CARD], width=1100, height=900)
    notebook.run_cell(0)
    notebook.run_cell(1)
    view = View(notebook, 1)
    card = view.root.locator(".cjm-persona-card")
    expect(card.get_by_role("heading", name="Ana")).to_be_visible()
    expect(view.root.locator(".cjm-map, .cjm-header")).to_have_count(0)
    # It is no reason to leave the cell.
    assert not view.root.evaluate("(root) => root.contains(document.activeElement)")
    goals = card.locator("[data-field=goals]")
    goals.get_by_role("textbox").last.fill("Ride to work")
    view.page.keyboard.press("Enter")
    view.eventually("list(j.personas['ana'].goals)", ["Ride to work"])
    view.python("j.update('ana', name='Anna', quote='Which one?'); None")
    expect(card.get_by_role("heading", name="Anna")).to_be_visible()
    expect(card.locator("blockquote")).to_contain_text("Which one?")
    expect(card.locator("dl")).to_contain_text("Books a test ride (−2)")
    view.python("j.update(next(e for e in j.experiences if e.touchpoint == 'pay'), score=-2); None")
    view.python("j.update(next(e for e in j.experiences if e.touchpoint == 'ride'), score=1); None")
    expect(card.locator("dl")).to_contain_text("Pays and picks up (−2)")
    view.python("j.remove('ana'); None")
    expect(card).to_contain_text("not on the map any more")
    view.python("j.undo(); None")
    expect(card.get_by_role("heading", name="Anna")).to_be_visible()


def test_a_card_in_the_place_of_the_map(quick):
    """[B93] The menu of a persona opens its card; the button and Escape go back to the map."""
    view = show(quick, BIKE)
    view.root.locator("[data-type=persona][data-id=marek]").click(button="right")
    view.page.get_by_role("menuitem", name="Open the card").click()
    card = view.root.locator(".cjm-persona-card")
    expect(card.get_by_role("heading", name="Marek")).to_be_visible()
    card.get_by_role("button", name="Back to the map").click()
    expect(view.map).to_be_visible()
    assert view.root.evaluate("(root) => root.contains(document.activeElement)")
