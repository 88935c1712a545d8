"""One editor on a page, worked on as people do: by its names, its text and its hooks."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, cast

from playwright.sync_api import expect

from tests.browser.maps import SMALL

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.lab import Lab
    from tests.browser.plain import Quick

#: What the view shows, and in Python what it should show: texts by id, in the order they stand.
SHOWN = """(root) => {
  const texts = (type, inner) => Object.fromEntries(
    [...root.querySelectorAll(`.cjm-map [data-type=${type}]:not([data-id=""])`)]
      .map((el) => [el.dataset.id, el.querySelector(inner)?.textContent ?? null]));
  return {
    title: root.querySelector('.cjm-title .cjm-inline')?.textContent,
    phases: texts('phase', '.cjm-phase-name'),
    touchpoints: texts('touchpoint', '.cjm-name'),
    lanes: texts('lane', '.cjm-rowname'),
    cards: texts('card', '.cjm-inline'),
    places: Object.fromEntries([...root.querySelectorAll('[data-type=card]')].map((el) => {
      const { lane, touchpoint } = el.closest('[data-lane]').dataset;
      return [el.dataset.id, [lane, touchpoint]];
    })),
    scores: [...root.querySelectorAll('[data-type=point]')].map((el) =>
      [el.closest('[data-touchpoint]').dataset.touchpoint, el.dataset.persona,
       Number(el.dataset.score)]).sort(),
  };
}"""

HELD = """{
    "title": j.title,
    "phases": {p.id: p.name for p in j.phases},
    "touchpoints": {t.id: t.name for t in j.touchpoints},
    "lanes": {l.id: l.title for l in j.lanes},
    "cards": {c.id: c.text for c in j.cards},
    "places": {c.id: [c.lane, c.touchpoint or c.phase] for c in j.cards},
    "scores": sorted([e.touchpoint, e.persona or "", e.score] for e in j.experiences),
}"""


def show(lab: Lab | Quick, code: str = SMALL, **window: Any) -> View:
    """Open a notebook with a map and show its editor under the second cell."""
    notebook: Any = lab.open([code, "editor"], **window)
    notebook.run_cell(0)
    notebook.run_cell(1)
    return View(notebook, 1)


class View:
    """One editor."""

    def __init__(self, notebook: Any, cell: int, nth: int = 0) -> None:
        self.notebook = notebook
        self.page = notebook.page
        self.root = notebook.output(cell).locator(".cjm").nth(nth)
        self.map = self.root.locator(".cjm-map")
        self.inspector = self.root.locator(".cjm-inspector")
        self.root.locator(".cjm-status").wait_for()

    def python(self, code: str) -> Any:
        """Ask the kernel."""
        return self.notebook.python(code)

    def eventually(self, code: str, value: object) -> None:
        """Wait until Python has it."""
        self.notebook.eventually(code, value)

    # What is there

    def record(self, record: str) -> Locator:
        """A phase, touchpoint, lane or card on the map."""
        return self.map.locator(f'[data-id="{record}"]')

    def cell(self, lane: str, touchpoint: str) -> Locator:
        """A cell of a lane."""
        return self.map.locator(f'[data-lane="{lane}"][data-touchpoint="{touchpoint}"]')

    def point(self, touchpoint: str, persona: str = "ana") -> Locator:
        """A point of the emotion curve."""
        return self.map.locator(
            f'[data-touchpoint="{touchpoint}"] [data-type=point][data-persona="{persona}"]'
        )

    def button(self, name: str) -> Locator:
        """A button of the editor by its whole name."""
        return self.root.get_by_role("button", name=name, exact=True)

    def tool(self, begins: str) -> Locator:
        """A button of the toolbar whose name goes on: "Undo: Rename"."""
        tools = self.root.get_by_role("toolbar")
        return tools.get_by_role("button", name=re.compile(f"^{begins}"))

    def field(self, label: str) -> Locator:
        """A text field of the inspector by its whole label."""
        return self.inspector.get_by_role("textbox", name=label, exact=True)

    def unfold(self) -> None:
        """Open all groups of the inspector that are folded."""
        folds = self.inspector.locator(".cjm-more[aria-expanded=false]")
        while folds.count():
            folds.first.click()

    def shown(self) -> dict[str, Any]:
        """What stands on the map."""
        seen: dict[str, Any] = self.root.evaluate(SHOWN)
        return seen

    def agrees(self, seconds: float = 30) -> dict[str, Any]:
        """Wait until the view shows what Python holds, in the same order; give what that is."""
        deadline = time.monotonic() + seconds
        while True:
            held, seen = self.python(HELD), self.shown()
            if seen == held and _order(seen) == _order(held):
                return cast("dict[str, Any]", held)
            if time.monotonic() > deadline:
                raise AssertionError(f"the view shows\n{seen}\nPython holds\n{held}")
            self.page.wait_for_timeout(50)

    def settled(self) -> None:
        """Wait until no edit of this view is on its way."""
        expect(self.root.locator("[data-status=saved]")).to_be_visible()

    # What people do

    def rename(self, place: Locator, text: str, key: str = "Enter") -> None:
        """Double click, type over, and a key."""
        place.dblclick()
        self.type(text, key)

    def type(self, text: str, key: str = "Enter") -> None:
        """Type over the text in the field that is open, then a key."""
        self.begin()
        self.page.keyboard.type(text)
        self.page.keyboard.press(key)

    def begin(self) -> None:
        """Wait until a field for text has opened, and select what is in it."""
        self.page.locator("textarea:focus, input:focus").wait_for()
        self.page.keyboard.press("Control+a")

    def item(self, name: str) -> Locator:
        """An item of the open menu."""
        items = self.root.locator(".cjm-menu .cjm-menu-item")
        return items.filter(has=self.page.get_by_text(name, exact=True))

    def choose(self, name: str) -> None:
        """Choose from the open menu."""
        self.item(name).click()

    def dots(self, record: str, choice: str) -> None:
        """Choose from the menu behind "…"."""
        place = self.root.locator(f'[data-id="{record}"]').first
        place.hover()
        place.locator(".cjm-dots button").click()
        self.choose(choice)

    def right(self, place: Locator, choice: str) -> None:
        """Choose from the menu of a right click."""
        place.click(button="right")
        self.item(choice).wait_for()
        # JupyterLab's own menu stays away.
        expect(self.page.locator(".lm-Menu")).to_have_count(0)
        self.choose(choice)

    def add(self, choice: str) -> None:
        """Choose from "+ Add"."""
        self.button("Add").click()
        self.choose(choice)

    def drag(self, what: Locator, to: Locator, x: float = 0.5, y: float = 0.5) -> None:
        """Drag by the pointer to a part of another thing, in steps as a hand does."""
        self.lift(what)
        self.over(to, x, y)
        self.page.mouse.up()

    def lift(self, what: Locator) -> None:
        """Begin to drag."""
        what.scroll_into_view_if_needed()
        box = what.bounding_box()
        assert box
        # Near its start: names and buttons may be elsewhere.
        self.page.mouse.move(box["x"] + 12, box["y"] + min(12, box["height"] / 2))
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 20, box["y"] + 16, steps=3)
        self.root.locator(".cjm-drag").wait_for(state="attached")

    def over(self, to: Locator, x: float, y: float) -> None:
        """Move what is being dragged."""
        box = to.bounding_box()
        assert box
        self.page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y, steps=6)


def _order(state: dict[str, Any]) -> list[list[str]]:
    return [list(state[name]) for name in ("phases", "touchpoints", "lanes")]
