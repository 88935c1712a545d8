"""One map in Python and in several views at once."""

import re

from playwright.sync_api import expect

from tests.browser.maps import SMALL
from tests.browser.view import View, show

CHOSEN = re.compile(r"\bcjm-chosen\b")


def test_python_and_the_view_follow_each_other(lab):
    """[B30] An edit in Python is seen without a reload; the selection goes both ways."""
    # The map as the last line of its own cell shows the editor, with words for who cannot see it.
    notebook = lab.open([f"{SMALL}j"])
    notebook.run_cell(0)
    view = View(notebook, 0)
    live, copy = (output["data"] for output in notebook.outputs(0))
    assert "application/vnd.jupyter.widget-view+json" in live
    assert "Customer journey map: Coffee" in live["text/plain"]
    assert "Before: Sees the ad > Orders" in copy["text/plain"]
    view.python("editor = j._editor")
    for code in (
        "j.update('ad', name='Smells the coffee')",
        "new = j.add_touchpoint('Goes home', 'after')",
        "j.add_card(new, 'gain', 'Warm', lane='gains')",
        "j.move('order', before='ad')",
        "j.remove('queue', 'gains')",
        "j.undo()",
        "j.add_lane('need', 'Needs')",
    ):
        view.python(f"{code}; None")
        view.agrees()
    # A burst of edits, as a loop makes them.
    view.python("for i in range(200): j.update('ad', name=f'Step {i}')")
    expect(view.record("ad").locator(".cjm-name")).to_have_text("Step 199")
    expect(view.root.locator(".cjm-status")).to_contain_text(
        f"revision {view.python('j.revision')}"
    )
    view.record("drink").click()
    view.eventually("editor.selection", ["drink"])
    view.record("seats").click()
    view.eventually("editor.selection", ["seats"])
    view.python("editor.selection = ['order']")
    expect(view.record("order")).to_have_attribute("aria-selected", "true")
    expect(view.record("order")).to_have_class(CHOSEN)
    view.python("editor.selection = [j.cards['awake']]")
    expect(view.record("awake")).to_have_class(CHOSEN)
    expect(view.record("order")).to_have_attribute("aria-selected", "false")
    # What is far away is brought into view.
    view.python("for i in range(40): last = j.add_touchpoint(f'Far {i}', 'after')")
    expect(view.record("ad")).to_be_visible()
    view.python("editor.selection = [last]")
    last = view.record(view.python("last.id"))
    expect(last).to_have_attribute("aria-selected", "true")
    expect(last).to_be_in_viewport()
    view.python("j.remove(last); None")
    view.eventually("last.id in editor.selection", False)


def test_two_views_in_a_notebook_are_one_map(lab):
    """[B31] Two outputs of one editor and a second editor of the same map stay equal."""
    notebook = lab.open([SMALL, "editor", "editor", "other = cjm.JourneyEditor(j)\nother"])
    for i in range(4):
        notebook.run_cell(i)
    views = [View(notebook, i) for i in (1, 2, 3)]
    views[0].rename(views[0].record("ad").locator(".cjm-name"), "Ad one")
    views[1].rename(views[1].record("order").locator(".cjm-name"), "Order two")
    views[2].rename(views[2].record("drink").locator(".cjm-name"), "Drink three")
    notebook.eventually("[t.name for t in j.touchpoints]", ["Ad one", "Order two", "Drink three"])
    for view in views:
        view.agrees()
    # Undo takes back what this editor did, not what the other one did.
    views[0].tool("Undo").click()
    notebook.eventually("[t.name for t in j.touchpoints]", ["Ad one", "Orders", "Drink three"])
    views[2].tool("Undo").click()
    notebook.eventually("[t.name for t in j.touchpoints]", ["Ad one", "Orders", "Drinks"])
    views[2].record("queue").click()
    notebook.eventually("other.selection", ["queue"])
    notebook.python("j.remove('pains'); None")
    for view in views:
        assert list(view.agrees()["lanes"]) == ["channels", "emotion", "gains"]
    # A view that is gone does not disturb the others.
    notebook.python("other.close()")
    views[0].dots("gains", "Remove")
    notebook.eventually("j.lanes.ids", ["channels", "emotion"])
    views[1].agrees()


def test_two_tabs_and_python_edit_at_once_and_nothing_is_lost(lab):
    """[B32] One notebook in two tabs: concurrent edits from both and from Python all arrive."""
    view = show(lab)
    second = View(view.notebook.second_page(), 1)
    second.agrees()
    view.python("j.update('drink', name='From Python'); None")
    # Typing in both at the same time, and Python edits meanwhile.
    for each, record in ((view, "ad"), (second, "order")):
        each.record(record).locator(".cjm-name").dblclick()
        each.begin()
    for letter in "together":
        view.page.keyboard.type(letter)
        second.page.keyboard.type(letter)
        view.python(f"j.add_card('drink', 'gain', {letter!r}, lane='gains'); None")
    view.page.keyboard.press("Enter")
    second.page.keyboard.press("Enter")
    # Two cards in one cell at once, from everywhere.
    for each, text in ((view, "left"), (second, "right")):
        cell = each.cell("pains", "order")
        cell.hover()
        cell.get_by_role("button", name="Add card").click()
        each.begin()
        each.page.keyboard.type(text)
    view.python("j.add_card('order', 'pain', 'middle', lane='pains'); None")
    view.page.keyboard.press("Enter")
    second.page.keyboard.press("Enter")
    view.eventually("[t.name for t in j.touchpoints]", ["together", "together", "From Python"])
    view.eventually("sorted(c.text for c in j.cards if c.lane == 'pains')",
                    ["Long queue", "No seats", "left", "middle", "right"])  # fmt: skip
    view.eventually("''.join(c.text for c in j.cards if c.lane == 'gains')", "Awaketogether")
    assert view.agrees() == second.agrees()
    # Both move the same thing: it is in one place, the same everywhere.
    moved = view.python("j.revision")
    view.record("queue").click()
    second.record("queue").click()
    view.page.keyboard.press("Alt+ArrowLeft")
    second.page.keyboard.press("Alt+ArrowRight")
    view.eventually("j.revision", moved + 2)
    assert view.agrees() == second.agrees()


def test_a_reload_of_the_page_keeps_the_map(lab):
    """[B33] After a reload the editor is there again, equals Python, and edits go on arriving."""
    view = show(lab)
    view.rename(view.record("ad").locator(".cjm-name"), "Before the reload")
    view.eventually("j.touchpoints['ad'].name", "Before the reload")
    view.notebook.save()
    view.notebook.reload()
    view = View(view.notebook, 1)
    view.agrees()
    view.rename(view.record("order").locator(".cjm-name"), "After the reload")
    view.eventually("j.touchpoints['order'].name", "After the reload")
    view.python("j.update('drink', name='From Python'); None")
    assert list(view.agrees()["touchpoints"].values()) == [
        "Before the reload",
        "After the reload",
        "From Python",
    ]
