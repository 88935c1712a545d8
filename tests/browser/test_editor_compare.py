"""Two maps beside each other, both edited, in a notebook."""

from __future__ import annotations

import re

from playwright.sync_api import expect

import cjm_widgets as cjm
from tests.browser.maps import BIKE
from tests.browser.test_editor_looks import check, picture
from tests.browser.test_notebook_copy import copied
from tests.browser.view import View

#: How it is to be: something of every kind of difference.
PLANNED = f"""{BIKE}
now = j
plan = cjm.Journey.from_json(now.to_json())
plan.update(plan.info, map_type="future")
plan.update("ride", name="Books a test ride online", duration=60)
plan.update(next(e for e in plan.experiences if e.touchpoint == "ride"), score=1.5)
plan.remove("reviews")
plan.move("first", before="pay")
plan.add_touchpoint("Gets a reminder by text message", plan.phases[3], id="remind")
plan.add_card("remind", "gain", "No need to think of it", id="thought-free", lane="gain")
slot = next(c for c in plan.cards if c.text == "No slot before Thursday").id
phone = next(c for c in plan.cards if c.text == "Phone rings out").id
plan.update(slot, text="No slot before Monday")
plan.move(phone, to="pay")
call_now = now.add_touchpoint("Calls the shop", now.phases[2])
call_plan = plan.add_touchpoint("Call the shop", plan.phases[2])
plan.add_goal("Goal: 200 test rides a week")
"""
SHOW = 'c = cjm.Compare(now, plan, names=("Today", "Planned"), height=640)\nc'
#: What the header says, from what Python finds.
COUNTS = """{kind: len({row.record.id for row in c.difference._rows if row.kind == kind})
             for kind in ("added", "removed", "changed", "moved")}"""


class Compared(View):
    """One comparison."""

    def __init__(self, notebook, cell):
        self.notebook = notebook
        self.page = notebook.page
        self.root = notebook.output(cell).locator(".cjm").first
        self.grid = self.root.locator(".cjm-both")
        self.grid.wait_for()

    def slot(self, side, record):
        """What one side says of a record."""
        return self.grid.locator(f'[data-side={side}][data-record="{record}"]').first

    def counted(self):
        """Wait until the header says what Python finds."""
        counts = self.root.locator(".cjm-compare-counts")
        for kind, count in self.python(COUNTS).items():
            if count:
                expect(counts).to_contain_text(f"{count} {kind}")
            else:
                expect(counts).not_to_contain_text(kind)


def compare(lab, code=PLANNED, show=SHOW, **window):
    notebook = lab.open([code, show], **window)
    notebook.run_cell(0)
    notebook.run_cell(1)
    return Compared(notebook, 1)


def test_both_maps_are_edited_by_hand_and_by_code(quick):
    """[B170] What is typed on a side is in its map and in no other; code on both is seen."""
    view = compare(quick)
    view.counted()
    # Drawn anew on both maps: Python says that they are one.
    here = view.slot("b", view.python("call_plan.id"))
    expect(here).to_contain_text("% certainty")
    expect(here.locator("xpath=preceding-sibling::*[1]")).to_contain_text("Calls the shop")
    view.slot("b", "ride").dblclick()
    view.type("Books a ride in the app")
    view.eventually("plan.touchpoints['ride'].name", "Books a ride in the app")
    assert view.python("now.touchpoints['ride'].name") == "Books a test ride"
    expect(view.slot("b", "ride")).to_be_focused()
    view.page.keyboard.press("ArrowUp")
    view.page.keyboard.press("F2")
    view.type("Books a ride by phone")
    view.eventually("now.touchpoints['ride'].name", "Books a ride by phone")
    view.python("now.update('pay', name='Pays in cash'); None")
    view.python("plan.update('pay', name='Pays by app'); None")
    expect(view.slot("a", "pay").locator("del")).to_have_text("in cash")
    expect(view.slot("b", "pay").locator("ins")).to_have_text("by app")
    # Remote edits have moved no focus.
    expect(view.slot("a", "ride")).to_be_focused()
    view.counted()
    # A score, which is said in words as well.
    score = view.python("next(e.id for e in plan.experiences if e.touchpoint == 'models')")
    view.slot("b", score).dblclick()
    view.type("2")
    view.eventually("plan.experiences[SCORE].score".replace("SCORE", repr(score)), 2)
    expect(view.slot("b", score)).to_contain_text("up 2 from Today")


def test_differences_are_taken_over(quick):
    """[B171] By key and by menu, each as one change of one map, and one undo takes it back."""
    view = compare(quick)
    first = view.python("[now.revision, plan.revision]")
    view.slot("a", view.python("slot")).click()
    view.page.keyboard.press("t")
    view.eventually("now.cards[slot].text", "No slot before Monday")
    view.eventually("[now.revision, plan.revision]", [first[0] + 1, first[1]])
    view.page.keyboard.press("Control+z")
    view.eventually("now.cards[slot].text", "No slot before Thursday")
    # A touchpoint that is missing comes with its card.
    view.slot("b", "remind").scroll_into_view_if_needed()
    view.slot("b", "remind").locator(".cjm-slot-menu").click()
    view.choose("Take over from Planned")
    view.eventually("[c.text for c in now.cards if c.touchpoint == 'remind']", [
        "No need to think of it"])  # fmt: skip
    view.eventually("now.revision", first[0] + 3)
    order = "[t.id for t in now.touchpoints][-1]"
    assert view.python(order) == "remind"
    # The way back is that of the side it was done to.
    view.root.get_by_role("button", name=re.compile("^Today: Undo")).click()
    view.eventually("'remind' in now.touchpoints.ids", False)
    # What was moved goes back; what is only there is removed.
    view.slot("b", "first").scroll_into_view_if_needed()
    view.slot("b", "first").click()
    view.page.keyboard.press("t")
    view.eventually(
        "[t.id for t in plan.touchpoints if t.id in ('pay', 'first')]", ["pay", "first"]
    )
    view.slot("b", "remind").click(button="right")
    view.choose("Remove from Planned")
    view.eventually("'remind' in plan.touchpoints.ids", False)
    # N leads through all that is left; taken over one by one, nothing differs.
    view.counted()
    left = view.python("len({(r.record.id) for r in c.difference._rows})")
    for _ in range(left):
        view.page.keyboard.press("n")
        view.notebook.quiet()
        at = view.page.locator(":focus")
        if at.get_attribute("data-rest") is None:
            view.page.keyboard.press("t")
        else:
            at.get_by_role("button").click()
            view.root.locator(".cjm-menu-item").first.click()
        view.notebook.quiet()
    expect(view.root.locator(".cjm-compare-counts")).to_have_text("No differences")
    assert not view.python("bool(c.difference)")


def test_nothing_is_lost(lab):
    """[B172] A second view and a page that is loaded again show both maps; the saved notebook
    holds both, though they have one id."""
    view = compare(lab)
    notebook = view.notebook
    view.slot("b", "ride").dblclick()
    view.type("Books a ride in the app")
    view.eventually("plan.touchpoints['ride'].name", "Books a ride in the app")
    view.slot("a", "ride").dblclick()
    view.type("Books a ride by phone")
    view.eventually("now.touchpoints['ride'].name", "Books a ride by phone")
    # Keys stay in it.
    expect(view.slot("a", "ride")).to_be_focused()
    for key in ("x", "a", "b", "d", "ArrowDown", "Escape"):
        view.page.keyboard.press(key)
    assert len(notebook.cells()) == 2
    page = notebook.second_page()
    page.run_cell(1)
    second = Compared(page, 1)
    expect(second.slot("b", "ride")).to_contain_text("Books a ride in the app")
    second.slot("b", "ride").dblclick()
    second.type("Rides without a booking")
    view.eventually("plan.touchpoints['ride'].name", "Rides without a booking")
    page.page.close()
    notebook.run_cell(1)
    expect(Compared(notebook, 1).slot("b", "ride")).to_contain_text("Rides without a booking")
    for text in ("Books a ride by phone", "Rides without a booking"):
        copied(notebook, 1, text)
    notebook.save()
    maps = cjm.recover(notebook.file)
    assert [j.touchpoints["ride"].name for j in maps] == [
        "Books a ride by phone", "Rides without a booking",
    ]  # fmt: skip
    assert maps.names[1] == "Planned"


MANY = """
import cjm_widgets as cjm
now = cjm.Journey("Long")
with now.transaction():
    for p in range(20):
        phase = now.add_phase(f"Phase {p}")
        for t in range(10):
            step = now.add_touchpoint(f"Step {p}.{t}", phase, id=f"t{p}-{t}", emotion=t % 3)
            now.add_card(step, "pain", f"Pain {p}.{t}")
plan = cjm.Journey.from_json(now.to_json())
plan.update("t19-9", name="The end")
"""


def test_long_maps_scroll(quick):
    """[B173] Of 200 touchpoints only the columns in view are in the document, the one with the
    focus among them."""
    view = compare(quick, MANY)
    cells = view.grid.locator(".cjm-both-touchpoints [role=gridcell]")
    assert cells.count() < 30
    view.slot("a", "t0-0").click()
    view.page.keyboard.press("n")
    expect(view.slot("b", "t19-9")).to_be_focused()
    expect(view.slot("b", "t19-9")).to_be_in_viewport()
    expect(view.slot("a", "t19-8")).to_be_in_viewport()
    assert cells.count() < 30
    view.grid.evaluate("(grid) => grid.scrollTo(0, 0)")
    expect(view.slot("a", "t0-1")).to_be_in_viewport()
    expect(view.slot("b", "t19-9")).to_be_focused()


def test_it_is_readable(quick):
    """[B174] Wide and narrow, light and dark, with forced colours: nothing sticks out, axe finds
    nothing."""
    for theme, width in (("light", 1400), ("dark", 700)):
        view = compare(quick, theme=theme, width=width, height=900)
        view.python("plan.add_touchpoint('Unbroken' * 12, plan.phases[0]); None")
        expect(view.root.get_by_text(re.compile("^(Unbroken)+$")).first).to_be_attached()
        picture(view, f"compare-{width}-{theme}")
        check(view)
        view.root.get_by_role("checkbox", name="Only differences").check()
        view.root.get_by_role("button", name=re.compile("^Also different")).click()
        picture(view, f"compare-only-{width}-{theme}")
        check(view)
    view.page.emulate_media(forced_colors="active")
    view.page.set_viewport_size({"width": 400, "height": 900})
    picture(view, "compare-400-forced")
    check(view)
    view.python("now = cjm.Journey('A'); plan = cjm.Journey('B')")
    view.notebook.run_cell(1)
    expect(view.root).to_contain_text("Nothing on this map yet")
    picture(view, "compare-empty")
    check(view)
