"""Several people on one map: they see each other, and nobody is disturbed."""

import re

from playwright.sync_api import expect

from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_looks import check, picture
from tests.browser.view import View, show

#: Calls from a page's own storage, as when the name was typed there some other day.
NAMED = "(name) => localStorage.setItem('cjm_widgets:name', name)"

#: What must not move under the hands of who works here.
HANDS = """() => {
  const field = document.activeElement;
  return {
    tag: field.tagName, text: field.value, caret: [field.selectionStart, field.selectionEnd],
    page: [...document.querySelectorAll('.jp-WindowedPanel-outer, .cjm-map, .cjm-inspector')]
      .map((el) => [el.scrollLeft, el.scrollTop]),
    place: Object.values(field.getBoundingClientRect().toJSON()),
  };
}"""


def meet(lab, code=SMALL, names=("Ana", "Ben"), **window):
    """Two browsers on one notebook, each with a person of its own."""
    notebook = lab.open([code, "editor"], **window)
    notebook.page.evaluate(NAMED, names[0])
    notebook.run_cell(0)
    notebook.run_cell(1)
    first = View(notebook, 1)
    notebook.save()
    # A browser of its own: another person, with storage and cookies of theirs.
    name = {"name": "cjm_widgets:name", "value": names[1]}
    storage = {"cookies": [], "origins": [{"origin": lab.server.url, "localStorage": [name]}]}
    other = lab.open_file(notebook.path, storage_state=storage, **window)
    return first, View(other, 1)


def people(view):
    """The names in the status line."""
    return view.root.locator(".cjm-people li .cjm-hidden")


def test_people_see_each_other_and_what_each_is_at(lab):
    """[B34] Page B shows page A's name, selection and typing, until A leaves; alone nothing."""
    view = show(lab)
    expect(view.root.locator(".cjm-people")).to_have_count(0)
    view.page.close()
    ana, ben = meet(lab)
    expect(people(ben)).to_have_text(["Ana"])
    expect(people(ana)).to_have_text(["Ben"])
    ana.record("order").click()
    expect(ben.record("order")).to_have_attribute("data-who", "Ana")
    assert "Ana" in ben.record("order").evaluate("(el) => getComputedStyle(el, '::after').content")
    # Each has a selection of their own; Python has the last one.
    expect(ben.record("order")).to_have_attribute("aria-selected", "false")
    ben.record("ad").click()
    expect(ana.record("ad")).to_have_attribute("data-who", "Ben")
    expect(ana.record("order")).to_have_attribute("aria-selected", "true")
    ana.eventually("editor.selection", ["ad"])
    # Who types in a text, on the map and in the panel.
    ana.record("order").locator(".cjm-name").dblclick()
    expect(ben.record("order")).to_have_attribute("data-who", "Ana is editing")
    ana.page.keyboard.press("Escape")
    expect(ben.record("order")).to_have_attribute("data-who", "Ana")
    ana.record("queue").click()
    expect(ben.record("queue")).to_have_attribute("data-who", "Ana")
    expect(ben.record("order")).not_to_have_attribute("data-who", re.compile(""))
    ana.record("order").click()
    ana.field("Expectation").click()
    expect(ben.record("order")).to_have_attribute("data-who", "Ana is editing")
    # A selection that Python makes is everybody's.
    ana.python("editor.selection = ['drink']")
    for each in (ana, ben):
        expect(each.record("drink")).to_have_attribute("aria-selected", "true")
    # Another name, typed in the status line, whatever it holds, is text.
    ana.button("Ana (you)").click()
    ana.type("Zoë <b>& co</b>")
    expect(people(ben)).to_have_text(["Zoë <b>& co</b>"])
    expect(ana.button("Zoë <b>& co</b> (you)")).to_be_focused()
    ana.rename(ana.record("drink").locator(".cjm-name"), "Sips")
    ana.eventually(
        "[j.history[-1].author, j.touchpoints['drink'].name]", ["Zoë <b>& co</b>", "Sips"]
    )
    assert "Zoë" not in ana.python("j.to_json()")
    # One more window of a person is the same face.
    again = View(ben.notebook.second_page(), 1)
    expect(people(again)).to_have_text(["Zoë <b>& co</b>", "Ben (you)"])
    expect(people(ana)).to_have_text(["Ben"])
    again.page.close()
    # A reload is no second person.
    ben.notebook.reload()
    ben = View(ben.notebook, 1)
    expect(people(ben)).to_have_text(["Zoë <b>& co</b>"], timeout=45_000)
    # Who leaves is gone, and so are the marks.
    ben.page.close(run_before_unload=False)
    expect(ana.root.locator(".cjm-people")).to_have_count(0, timeout=45_000)
    expect(ana.root.locator("[data-who]")).to_have_count(0)


def test_nobody_is_disturbed_by_what_others_do(lab):
    """[B35] Who types keeps focus, caret, text and place while others select, type and edit."""
    ana, ben = meet(lab)
    ana.python("for i in range(30): j.add_touchpoint(f'Far {i}', 'after')")
    for card in ("queue", "seats"):
        ana.python(f"j.update({card!r}, text='Long ' * 20); None")
    expect(ana.record("seats")).to_contain_text("Long Long")
    ana.record("seats").dblclick()
    ana.page.locator("textarea:focus").wait_for()
    ana.page.keyboard.press("End")
    ana.page.keyboard.type("and mine")
    for _ in range(3):
        ana.page.keyboard.press("ArrowLeft")
    before = ana.page.evaluate(HANDS)
    assert before["tag"] == "TEXTAREA"
    ben.record("ad").click()
    ben.rename(ben.record("drink").locator(".cjm-name"), "Sips")
    ben.record("queue").click()
    ben.page.keyboard.press("Alt+ArrowLeft")
    expect(ana.record("queue")).to_have_attribute("data-who", re.compile("Ben"))
    ben.record("seats").click()
    expect(ana.record("seats")).to_have_attribute("data-who", "Ben")
    ben.button("Undo: Move card").click()
    ana.python(
        "j.add_touchpoint('Last', 'after'); j.add_card('ad', 'gain', 'x', lane='gains'); None"
    )
    ana.root.locator(".cjm-status", has_text=f"revision {ana.python('j.revision')}").wait_for()
    after = ana.page.evaluate(HANDS)
    assert after == before
    ana.page.keyboard.press("Enter")
    ana.eventually("j.cards['seats'].text.endswith('and mine')", True)


def test_what_is_removed_under_the_hands_is_told_and_can_be_restored(lab):
    """[B42] A touchpoint deleted while its name is typed: who, what, the text, and restore."""
    ana, ben = meet(lab)
    ben.record("order").locator(".cjm-name").dblclick()
    ben.begin()
    ben.page.keyboard.type("Orders in a hurry")
    expect(ana.record("order")).to_have_attribute("data-who", "Ben is editing")
    ana.dots("order", "Remove")
    ana.eventually("j.touchpoints.ids", ["ad", "drink"])
    notice = ben.root.get_by_role("region", name="Notices").locator(".cjm-banner")
    expect(notice).to_contain_text(
        "Ana deleted the touchpoint “Orders” while you were typing. Your text: “Orders in a hurry”"
    )
    notice.get_by_role("button", name="Restore it with your text").click()
    ben.eventually(
        "[t.name for t in j.touchpoints]", ["Sees the ad", "Orders in a hurry", "Drinks"]
    )
    assert ben.python("sorted(c.id for c in j.cards)") == ["awake", "queue", "seats"]
    expect(notice).to_have_count(0)
    # The same in the panel, for a text that is not on the map.
    ben.record("drink").click()
    ben.field("Expectation").click()
    ben.page.keyboard.type("Warm")
    ana.dots("drink", "Remove")
    expect(notice).to_contain_text("Ana deleted the touchpoint “Drinks” while you were typing.")
    expect(notice).to_contain_text("“Warm”")
    notice.get_by_role("button", name="Restore it with your text").click()
    ben.eventually("[t.expectation for t in j.touchpoints if t.id == 'drink']", ["Warm"])
    assert ana.agrees() == ben.agrees()


def test_two_texts_that_met_are_told_to_both(lab):
    """[B43] Of two texts the later stands; both people are told by name; undo is each one's own."""
    ana, ben = meet(lab)
    ben.record("ad").locator(".cjm-name").dblclick()
    ben.begin()
    ben.page.keyboard.type("Ben's")
    ana.rename(ana.record("ad").locator(".cjm-name"), "Ana's")
    expect(ben.inspector.locator("h2")).to_have_text("Ana's")
    ben.page.keyboard.press("Enter")
    ben.eventually("j.touchpoints['ad'].name", "Ben's")
    notices = [each.root.get_by_role("region", name="Notices") for each in (ana, ben)]
    expect(notices[1]).to_contain_text("Ana changed this text of “Ben's” at the same time (Name).")
    expect(notices[1]).to_contain_text("theirs is kept as a comment: “Ana's”")
    expect(notices[0]).to_contain_text("Ben changed this text of “Ben's” at the same time (Name).")
    expect(notices[0]).to_contain_text("yours is kept as a comment: “Ana's”")
    assert ana.python("[(c.author, c.text) for c in j.comments]") == [
        ["Ben", "Replaced text of “name”: Ana's"]
    ]
    # Ana's undo finds her text replaced and leaves Ben's; Ben's brings hers back.
    ana.button("Undo: Rename touchpoint").click()
    expect(notices[0]).to_contain_text("Somebody else has changed part of this since")
    assert ana.python("[j.touchpoints['ad'].name, len(j.comments)]") == ["Ben's", 1]
    ben.button("Undo: Rename touchpoint").click()
    ben.eventually("[j.touchpoints['ad'].name, len(j.comments)]", ["Ana's", 0])


def test_a_map_with_people_looks_calm(lab):
    """[B70] With others here there is no axe violation, and nothing sticks out."""
    for theme in ("light", "dark"):
        ana, ben = meet(lab, BIKE, ("Ana Kowalska", "Ben"), theme=theme)
        ben.record("ride").click()
        ben.record("models").locator(".cjm-name").dblclick()
        expect(ana.record("models")).to_have_attribute("data-who", "Ben is editing")
        ana.record("pay").click()
        check(ana)
        picture(ana, f"people-1400-{theme}")
        ben.page.keyboard.press("Escape")
        slot = ana.python("slot.id")
        ben.record(slot).click()
        expect(ana.record(slot)).to_have_attribute("data-who", "Ben")
        ana.page.set_viewport_size({"width": 700, "height": 900})
        picture(ana, f"people-700-{theme}")
        ana.root.locator(".cjm-status").evaluate("(el) => el.scrollIntoView({ block: 'end' })")
        ana.button("Ana Kowalska (you)").click()
        check(ana)
        ana.notebook.screenshot(f"people-foot-700-{theme}")
        ana.page.close()
        ben.page.close()
