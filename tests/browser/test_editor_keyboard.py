"""The map edited with the keyboard alone."""

from playwright.sync_api import expect

from tests.browser.view import show


def at(view, row, column):
    """Assert that the focus is on a cell, or in it."""
    cell = view.map.locator(f'[data-at="{row}/{column}"]')
    expect(cell.and_(view.page.locator(":focus, :has(:focus)"))).to_have_count(1)


def test_arrows_move_and_keys_edit_what_is_there(quick):
    """[B10] Arrows move the active cell, F2 and Enter edit, Escape calls off, focus selects."""
    view = show(quick)
    keys = view.page.keyboard
    enter_map(view)
    at(view, "#phases", "before")
    keys.press("ArrowDown")
    at(view, "#touchpoints", "ad")
    keys.press("ArrowRight")
    at(view, "#touchpoints", "order")
    view.eventually("editor.selection", ["order"])
    keys.press("F2")
    view.type("Orders a latte")
    view.eventually("j.touchpoints['order'].name", "Orders a latte")
    at(view, "#touchpoints", "order")
    keys.press("Enter")
    view.type("not this", "Escape")
    at(view, "#touchpoints", "order")
    keys.press("ArrowUp")
    keys.press("F2")
    view.type("Earlier")
    view.eventually("j.phases['before'].name", "Earlier")
    keys.press("ArrowDown")
    at(view, "#touchpoints", "order")
    for _ in range(3):
        keys.press("ArrowDown")
    at(view, "pains", "order")
    # Into the cell, along its cards, into the text of the second one.
    keys.press("Enter")
    keys.press("ArrowDown")
    expect(view.record("seats")).to_be_focused()
    keys.press("F2")
    view.type("Nowhere to sit")
    view.eventually("j.cards['seats'].text", "Nowhere to sit")
    keys.press("Escape")
    keys.press("Home")
    at(view, "pains", "#header")
    keys.press("F2")
    view.type("Trouble")
    view.eventually("j.lanes['pains'].title", "Trouble")
    keys.press("Control+Home")
    at(view, "#phases", "#header")
    keys.press("Control+End")
    at(view, "gains", "drink")
    assert view.python("j.revision - start") == 4
    # Tab leaves the map: the whole of it is one stop.
    keys.press("Tab")
    assert not view.map.evaluate("map => map.contains(document.activeElement)")
    keys.press("Shift+Tab")
    at(view, "gains", "drink")
    view.agrees()


def test_alt_and_arrows_move_the_thing(quick):
    """[B11] Alt with arrows moves touchpoints, phases, lanes and cards; the focus goes along."""
    view = show(quick)
    keys = view.page.keyboard
    enter_map(view)
    keys.press("ArrowDown")
    keys.press("Alt+ArrowRight")
    view.eventually("j.touchpoints.ids", ["order", "ad", "drink"])
    at(view, "#touchpoints", "ad")
    keys.press("Alt+ArrowRight")
    view.eventually("[j.touchpoints['ad'].phase, j.touchpoints.ids]",
                    ["after", ["order", "ad", "drink"]])  # fmt: skip
    keys.press("ArrowUp")
    keys.press("Alt+ArrowLeft")
    view.eventually("j.phases.ids", ["after", "before"])
    at(view, "#phases", "after")
    enter_map(view, "pains", "#header")
    keys.press("Alt+ArrowUp")
    view.eventually("j.lanes.ids", ["channels", "pains", "emotion", "gains"])
    at(view, "pains", "#header")
    enter_map(view, "pains", "order")
    keys.press("Enter")
    keys.press("Alt+ArrowDown")
    view.eventually("[c.id for c in j.cards if c.lane == 'pains']", ["seats", "queue"])
    expect(view.record("queue")).to_be_focused()
    keys.press("Alt+ArrowDown")
    view.eventually("[j.cards['queue'].lane, j.cards['queue'].kind]", ["gains", "gain"])
    expect(view.record("queue")).to_be_focused()
    keys.press("Alt+ArrowLeft")
    view.eventually("j.cards['queue'].touchpoint", "drink")
    expect(view.record("queue")).to_be_focused()
    assert view.python("j.revision - start") == 7
    for _ in range(7):
        keys.press("Control+z")
    view.eventually("[j.touchpoints.ids, j.phases.ids, j.lanes.ids, j.cards['queue'].touchpoint]",
                    [["ad", "order", "drink"], ["before", "after"],
                     ["channels", "emotion", "pains", "gains"], "order"])  # fmt: skip
    keys.press("Control+Shift+z")
    view.eventually("j.touchpoints.ids", ["order", "ad", "drink"])
    view.agrees()


def test_keys_add_remove_and_fold(lab):
    """[B12] N, Insert and + add what belongs there; Delete removes and offers undo; Space folds."""
    view = show(lab)
    keys = view.page.keyboard
    enter_map(view)
    keys.press("n")
    view.type("Middle")
    view.eventually("[p.name for p in j.phases]", ["Before", "Middle", "After"])
    keys.press("ArrowDown")
    keys.press("Insert")
    view.type("Waits")
    view.eventually("[t.name for t in j.touchpoints]", ["Sees the ad", "Orders", "Waits", "Drinks"])
    for _ in range(3):
        keys.press("ArrowDown")
    keys.press("+")
    view.type("Too long")
    view.eventually("[c.text for c in j.cards if c.lane == 'pains']",
                    ["Long queue", "No seats", "Too long"])  # fmt: skip
    keys.press("Escape")
    # The only card of its cell goes without going into it.
    keys.press("Delete")
    view.eventually("len(j.cards)", 3)
    expect(view.root.locator(".cjm-toast")).to_contain_text("Too long")
    spoken = view.root.locator("[role=status][aria-live=polite]")
    expect(spoken).to_contain_text("Removed “Too long”. Undo: Ctrl+Z")
    keys.press("Control+z")
    view.eventually("len(j.cards)", 4)
    enter_map(view, "gains", "#header")
    keys.press("n")
    view.type("Ideas")
    view.eventually("[x.title for x in j.lanes][-1]", "Ideas")
    keys.press("Delete")
    view.eventually("j.lanes.ids", ["channels", "emotion", "pains", "gains"])
    keys.press("Control+z")
    view.eventually("len(j.lanes)", 5)
    enter_map(view, "pains", "#header")
    keys.press(" ")
    view.eventually("j.lanes['pains'].collapsed", True)
    keys.press(" ")
    view.eventually("j.lanes['pains'].collapsed", False)
    enter_map(view)
    keys.press(" ")
    view.eventually("j.phases['before'].collapsed", True)
    at(view, "#phases", "before")
    keys.press("Enter")
    view.eventually("j.phases['before'].collapsed", False)
    keys.press("Delete")
    view.eventually("[t.name for t in j.touchpoints]", ["Waits", "Drinks"])
    keys.press("Control+z")
    view.eventually("'ad' in j.touchpoints.ids", True)
    enter_map(view, "channels", "order")
    keys.press("n")
    view.type("Counter")
    view.eventually("[j.channels[c].name for c in j.touchpoints['order'].channels]", ["Counter"])
    keys.press("Escape")
    keys.press("Escape")
    at(view, "channels", "order")
    view.agrees()


def test_keys_set_scores_and_open_menus(quick):
    """[B13] Up and Down step a score, Enter types it, Delete removes it; Shift+F10: the menu."""
    view = show(quick)
    keys = view.page.keyboard
    enter_map(view, "emotion", "ad")
    keys.press("Enter")
    expect(view.point("ad")).to_be_focused()
    keys.press("ArrowUp")
    score = "[e.score for e in j.experiences if e.touchpoint == 'ad']"
    view.eventually(score, [2])
    keys.press("ArrowUp")
    keys.press("ArrowDown")
    view.eventually(score, [1])
    assert view.python("j.revision - start") == 2
    expect(view.point("ad")).to_be_focused()
    keys.press("Enter")
    view.begin()
    keys.type("-1.5")
    keys.press("Enter")
    view.eventually(score, [-1.5])
    keys.press("Delete")
    view.eventually(score, [])
    keys.press("Control+z")
    view.eventually(score, [-1.5])
    # A slot without a score gets the neutral one, which is then moved.
    enter_map(view, "emotion", "order")
    keys.press("Enter")
    keys.press("ArrowDown")
    view.eventually("[(e.score, e.source) for e in j.experiences if e.touchpoint == 'order']",
                    [[-1, "assumed"]])  # fmt: skip
    enter_map(view, "#touchpoints", "drink")
    keys.press("Shift+F10")
    expect(view.root.get_by_role("menu")).to_be_visible()
    keys.type("moment")
    keys.press("Enter")
    view.eventually("j.touchpoints['drink'].moment_of_truth", True)
    expect(view.root.get_by_role("menu")).to_have_count(0)
    at(view, "#touchpoints", "drink")
    keys.press("Shift+F10")
    keys.press("End")
    keys.press("Enter")
    view.eventually("j.touchpoints.ids", ["ad", "order"])
    enter_map(view, "pains", "order")
    keys.press("Enter")
    keys.press("Shift+F10")
    keys.press("ArrowDown")
    keys.press("Escape")
    expect(view.record("queue")).to_be_focused()
    view.agrees()


def enter_map(view, row="#phases", column="before"):
    """Give the focus to a cell of the map, as Tab and arrows would."""
    view.map.locator(f'[data-at="{row}/{column}"]').focus()
