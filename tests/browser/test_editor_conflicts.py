"""What two people do to the same thing at the same time: nothing is lost without a word."""

from playwright.sync_api import expect

from tests.browser.view import View, show


def test_both_texts_of_a_conflict_remain(lab):
    """[B40] Who types over a name changed meanwhile keeps theirs; the other is a comment."""
    view = show(lab)
    # While somebody types, Python writes the same field; the typing is not disturbed.
    view.record("ad").locator(".cjm-name").dblclick()
    view.begin()
    view.page.keyboard.type("Mine")
    view.python("j.update('ad', name='From Python'); None")
    expect(view.inspector.locator("h2")).to_have_text("From Python")
    expect(view.page.locator("textarea:focus")).to_have_value("Mine")
    view.page.keyboard.press("Enter")
    view.eventually("j.touchpoints['ad'].name", "Mine")
    assert view.python("[(c.target, 'From Python' in c.text) for c in j.comments]") == [
        ["ad", True]
    ]
    # It can be read on the map and in the inspector.
    expect(view.record("ad").locator(".cjm-comments")).to_contain_text("1")
    comment = view.inspector.get_by_role("textbox", name="Comment", exact=True)
    expect(comment).to_have_value("Replaced text of “name”: From Python")
    # Nothing typed changes nothing, whatever happened meanwhile.
    view.record("order").locator(".cjm-name").dblclick()
    view.begin()
    view.python("j.update('order', name='Pays'); None")
    view.page.keyboard.press("Enter")
    expect(view.record("order").locator(".cjm-name")).to_have_text("Pays")
    assert view.python("[j.touchpoints['order'].name, len(j.comments)]") == ["Pays", 1]
    # Two views write the same text at the same time: one stands, the other is a comment.
    second = View(view.notebook.second_page(), 1)
    for each, text in ((view, "left"), (second, "right")):
        each.record("drink").locator(".cjm-name").dblclick()
        each.begin()
        each.page.keyboard.type(text)
    view.page.keyboard.press("Enter")
    second.page.keyboard.press("Enter")
    view.eventually("len(j.comments)", 2)
    name = view.python("j.touchpoints['drink'].name")
    other = {"left": "right", "right": "left"}[name]
    assert view.python(f"any({other!r} in c.text for c in j.comments if c.target == 'drink')")
    assert view.agrees() == second.agrees()


def test_an_edit_of_what_is_gone_is_told_and_can_be_restored(lab):
    """[B41] An edit of a removed record shows a notice with the text; restore brings both back."""
    view = show(lab)
    # The kernel's answer is held back, so that the edit meets a removal it has not heard of.
    view.page.evaluate(HOLD)
    view.rename(view.record("order").locator(".cjm-name"), "Orders in a hurry")
    view.python("j.remove('order'); None")
    assert view.python("j.touchpoints.ids") == ["ad", "drink"]
    view.page.evaluate("() => window.release()")
    notice = view.root.get_by_role("region", name="Notices").locator(".cjm-banner")
    expect(notice).to_contain_text("Python deleted the touchpoint “Orders” while you were typing.")
    expect(notice).to_contain_text("Your text: “Orders in a hurry”")
    view.agrees()
    notice.get_by_role("button", name="Restore it with your text").click()
    view.eventually("[t.name for t in j.touchpoints]",
                    ["Sees the ad", "Orders in a hurry", "Drinks"])  # fmt: skip
    assert view.python("sorted(c.id for c in j.cards)") == ["awake", "queue", "seats"]
    expect(notice).to_have_count(0)
    view.agrees()


#: Keeps back what this page sends to the kernel on its sockets until ``release()``.
HOLD = """() => {
  const kernel = window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
  const socket = kernel._ws;
  const send = socket.send.bind(socket);
  const waiting = [];
  socket.send = (data) => { waiting.push(data); };
  window.release = () => { delete socket.send; waiting.forEach(send); };
}"""
