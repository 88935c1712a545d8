"""Two maps beside each other, both edited, in a notebook."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.maps import BIKE
from tests.browser.test_editor_looks import check, picture
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
pain = next(c for c in plan.cards if c.text == "No slot before Thursday")
plan.update(pain, text="No slot before Monday")
plan.move(next(c for c in plan.cards if c.text == "Phone rings out"), to="pay")
call_now = now.add_touchpoint("Calls the shop", now.phases[2])
call_plan = plan.add_touchpoint("Call the shop", plan.phases[2])
plan.add_goal("Goal: 200 test rides a week")
"""
SHOW = 'c = cjm.Compare(now, plan, names=("Today", "Planned"), height=640)\nc'


class Compared(View):
    """One comparison."""

    def __init__(self, notebook, cell):
        self.notebook = notebook
        self.page = notebook.page
        self.root = notebook.output(cell).locator(".cjm").first
        self.grid = self.root.locator(".cjm-both")
        self.grid.wait_for()

    def slot(self, side, record, cells=".cjm-both"):
        """What one side says of a record."""
        return self.root.locator(f'{cells} [data-side={side}][data-record="{record}"]')


def compare(lab, code=PLANNED, show=SHOW, **window):
    notebook = lab.open([code, show], **window)
    notebook.run_cell(0)
    notebook.run_cell(1)
    return Compared(notebook, 1)


def test_it_is_readable(lab):
    """[B174] Wide and narrow, light and dark, with forced colours: nothing sticks out, axe finds
    nothing."""
    for theme, width in (("light", 1400), ("dark", 700)):
        view = compare(lab, theme=theme, width=width, height=900)
        view.python("plan.add_touchpoint('Unbroken' * 12, plan.phases[0]); None")
        expect(view.root.get_by_text(re.compile("^(Unbroken)+$")).first).to_be_attached()
        picture(view, f"compare-{width}-{theme}")
        check(view)
        view.root.get_by_role("checkbox", name="Only differences").check()
        picture(view, f"compare-only-{width}-{theme}")
        check(view)
        view.page.close()
