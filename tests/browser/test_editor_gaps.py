"""Records that come back with their details, and a comparison that its kernel has left."""

from playwright.sync_api import expect

from tests.browser.maps import SMALL
from tests.browser.view import show


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
