"""Two ways to work on an editor: with the keyboard alone, and with single clicks alone.

Both read the same kind of script, steps parted by ``|``. Each step is a verb and what it is about:

=========== ====================================== =========================================
verb        keyboard                               pointer
=========== ====================================== =========================================
``at``      walk to a cell, by Tab and arrows
``to``      Tab to a control, by its name
``into``    Tab to a place, by a selector
``press``   press keys
``click``                                          a record, a cell (``lane/touchpoint``), its point
``dots``                                           the "…" button of a record
``right``                                          a right click, on a record or a cell
``push``                                           a control, by its name
``row``                                            a line or cell of what stands for the map
``away``                                           the status line, where nothing happens
``pick``    an item of the open menu, by arrows    an item of the open menu
``type``    a text in place of the one in the field that has the focus (both)
``write``   letters, where no field has the focus yet (both)
``choose``  a choice of the browser's own list, which no script can open (both)
``clip``    nothing a person does: what another program has put on the clipboard (both)
=========== ====================================== =========================================

A pointer script moves nothing while the button is down and presses no key but to type a text.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ElementHandle

    from tests.browser.plain import Plain

#: What a control is called, for those who cannot see it.
NAMED = """
const heard = (el) => {
  const copy = el.cloneNode(true);
  for (const sign of copy.querySelectorAll('[aria-hidden=true]')) sign.remove();
  return copy.textContent;
};
const nameOf = (el) => (el.getAttribute('aria-label') || el.labels?.[0]?.querySelector('span')
  ?.textContent || heard(el) || el.title || el.getAttribute('placeholder') || '').trim();
const isNamed = (el, name, exact) => exact ? nameOf(el) === name : nameOf(el).startsWith(name);
"""
#: The name of what has the focus, and the cell it is in.
HERE = f"""() => {{ {NAMED}
  const el = document.activeElement;
  const cell = el.closest('.cjm-map [data-at]');
  return {{ name: el === document.body ? '' : nameOf(el), at: cell?.dataset.at ?? '',
    item: el.closest('[data-item]')?.dataset.item ?? '',
    field: el.matches('input:not([type=checkbox]),textarea') }};
}}"""
#: The keys that lead to a cell: first those to its row, and when that is reached, along the row.
NEARER = """(at) => {
  const cells = (row) => [...document.querySelectorAll(`.cjm-map [data-at^="${row}/"]`)];
  const rows = [...document.querySelectorAll('.cjm-map [data-at$="/#header"]')]
    .map((el) => el.dataset.at.split('/')[0]);
  const now = document.activeElement.closest('[data-at]').dataset.at;
  const [from, to] = [now, at].map((where) => rows.indexOf(where.split('/')[0]));
  if (from !== to) return Array(Math.abs(to - from)).fill(from < to ? 'ArrowDown' : 'ArrowUp');
  const row = cells(rows[to]).map((el) => el.dataset.at);
  const steps = row.indexOf(at) - row.indexOf(now);
  return Array(Math.abs(steps)).fill(steps > 0 ? 'ArrowRight' : 'ArrowLeft');
}"""
#: The control of a name that can be seen, in what is in front before what is around it, and one
#: that is called exactly so before one that begins so.
CONTROL = f"""([name, byKey]) => {{ {NAMED}
  const kinds = 'button,input,textarea,select,[role=button],[role=radio],[role=slider]';
  for (const place of ['.cjm-popover', '.cjm-part', '.cjm-place', '.cjm']) {{
    const all = [...document.querySelectorAll(place)].flatMap((box) =>
      [...box.querySelectorAll(kinds)].filter((el) =>
        el.checkVisibility() && (!byKey || el.tabIndex >= 0)));
    const found = all.find((el) => isNamed(el, name, true))
      ?? all.find((el) => isNamed(el, name, false));
    if (found) return found;
  }}
  return null;
}}"""
#: How many times Tab leads to a control or a place, as far as the page lets one know; null there.
STOPS = f"""([name, place]) => {{
  const all = [...document.querySelectorAll('.cjm :is(button,input,textarea,select,[tabindex])')]
    .filter((el) => el.tabIndex >= 0 && !el.disabled && el.checkVisibility());
  const now = document.activeElement;
  const control = name && ({CONTROL})([name, true]);
  if (name ? now === control : now.closest(place)) return null;
  const to = all.findIndex((el) => name ? el === control : el.closest(place));
  return to < 0 ? 0 : to - all.indexOf(now);
}}"""
#: Nothing is on its way to or from the kernel, and what came is drawn.
QUIET = """async () => {
  // What follows a drawing, as a focus that moves, is not of the same frame.
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  do for (let i = 0; i < 3; i++) await frame();
  while (window.waiting() || document.querySelector(
    '.cjm :is(.cjm-part, .cjm-place) > .cjm-hint[role=status]'));
}"""
#: What is wrong with where the focus is, if anything: outside, out of sight, or covered.
LOST = """() => {
  const el = document.activeElement;
  const what = `${el.localName}.${el.className}`;
  if (!el.closest('.cjm')) return `outside: ${what}`;
  const box = el.getBoundingClientRect();
  const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  if (right - left < 1 || bottom - top < 1) return `out of sight: ${what}`;
  for (const x of [0.5, 0.1, 0.9]) for (const y of [0.5, 0.1, 0.9]) {
    const hit = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
    // The sheet that is drawn on hides nothing.
    if (hit && (el.contains(hit) || hit.closest('label')?.control === el
      || hit.closest('.cjm-ink-sheet'))) return '';
  }
  return `covered: ${what}`;
}"""
#: A text on the clipboard, as another program would put it there.
CLIP = """(text) => {
  const give = (event) => {
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  };
  addEventListener('copy', give, { capture: true, once: true });
  document.execCommand('copy');
}"""
#: Longer than a part of the editor takes to come.
PATIENCE = 5.0
MOST_STOPS = 150


class Stuck(AssertionError):
    """A step that cannot be done."""


class Hand:
    """What both hands have in common."""

    def __init__(self, plain: Plain) -> None:
        self.plain = plain
        self.page = plain.page
        self.keys = plain.page.keyboard
        self.downloads: list[str] = []
        # Not the method itself, which Playwright would write on.
        self.page.on("download", lambda file: self.downloads.append(file.suggested_filename))

    def do(self, script: str) -> None:
        """Do all steps of a script."""
        for step in filter(None, (step.strip() for step in script.split("|"))):
            verb, _, what = step.partition(" ")
            try:
                getattr(self, f"do_{verb}")(what.strip())
                self.page.evaluate(QUIET)
            except Exception as problem:
                raise Stuck(f"{step!r} of {script!r}: {problem}") from problem

    def check(self, holds: bool, why: str) -> None:
        if not holds:
            raise Stuck(why)

    def eventually(self, done: Callable[[], Any], why: str) -> Any:
        """Wait until something holds, and give it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            found = done()
            if found:
                return found
            if time.monotonic() > deadline:
                raise Stuck(why)
            self.page.wait_for_timeout(10)

    def lost(self) -> str:
        """What is wrong with where the focus is, or nothing."""
        found: str = self.page.evaluate(LOST)
        return found

    def do_type(self, text: str) -> None:
        self.eventually(lambda: self.page.evaluate(HERE)["field"], "no field has the focus")
        self.page.evaluate("() => document.activeElement.select()")
        self.keys.insert_text(text)

    def do_write(self, text: str) -> None:
        self.keys.type(text)

    def do_choose(self, text: str) -> None:
        self.page.locator("select:focus").select_option(label=text)

    def do_clip(self, text: str) -> None:
        self.page.evaluate(CLIP, text.replace("\\t", "\t").replace("\\n", "\n"))


class Keyboard(Hand):
    """Nothing but keys."""

    def here(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(HERE)
        return found

    def do_press(self, keys: str) -> None:
        for key in keys.split():
            self.keys.press(key)

    def do_at(self, cell: str) -> None:
        """Walk to a cell as somebody does who cannot see it."""
        self.tab("", ".cjm-map")
        for _ in range(MOST_STOPS):
            now = self.here()
            if now["at"] == cell and not now["item"]:
                return
            for key in ["Escape"] if now["item"] else self.page.evaluate(NEARER, cell):
                self.keys.press(key)
        raise Stuck(f"{cell} was not reached")

    def do_to(self, name: str) -> None:
        find = lambda: self.page.evaluate_handle(CONTROL, [name, True]).as_element()  # noqa: E731
        self.eventually(find, f"no control is called {name}")
        self.tab(name)

    def do_into(self, place: str) -> None:
        self.page.locator(place).wait_for(timeout=PATIENCE * 1000)
        self.tab("", place)

    def tab(self, name: str, place: str = "") -> None:
        """Press Tab until the focus is on a control, or in a place."""
        for _ in range(MOST_STOPS):
            steps = self.page.evaluate(STOPS, [name, place])
            if steps is None:
                return
            for _ in range(abs(steps) or 1):
                self.keys.press("Shift+Tab" if steps < 0 else "Tab")
        raise Stuck(f"Tab does not lead to {name or place}")

    def do_pick(self, name: str) -> None:
        self.page.locator(".cjm-menu").wait_for()
        for _ in range(MOST_STOPS):
            if (
                self.page.locator(".cjm-menu-item:focus")
                .filter(has=self.page.get_by_text(name, exact=True))
                .count()
            ):
                self.keys.press("Enter")
                return
            self.keys.press("ArrowDown")
        raise Stuck(f"no item {name}")

    def undo(self) -> None:
        """Take the last change back; a text field would keep the key for itself."""
        if self.here()["field"]:
            self.do_to("Undo")
            self.keys.press("Enter")
        else:
            self.keys.press("Control+z")


class Pointer(Hand):
    """Nothing but single clicks, and the letters of texts."""

    def place(self, what: str) -> ElementHandle:
        lane, touchpoint, persona = (*what.split("/"), "", "")[:3]
        selector = f'.cjm-frame [data-id="{what}"]'
        if touchpoint:
            selector = f'.cjm-map [data-lane="{lane}"][data-touchpoint="{touchpoint}"]'
        if persona:
            selector += f' [data-persona="{persona}"]'
        return self.page.locator(selector).first.element_handle(timeout=PATIENCE * 1000)

    def do_click(self, what: str) -> None:
        self.place(what).click(position=self.edge(what), timeout=PATIENCE * 1000)

    def do_right(self, what: str) -> None:
        where = self.edge(what)
        self.place(what).click(button="right", position=where, timeout=PATIENCE * 1000)

    def edge(self, what: str) -> Any:
        """Where nothing else is: names, cards and buttons are elsewhere."""
        box = self.place(what).bounding_box()
        assert box
        return {"x": min(8, box["width"] / 2), "y": box["height"] / 2}

    def do_dots(self, what: str) -> None:
        place = self.place(what)
        place.hover(timeout=PATIENCE * 1000)
        dots = place.query_selector("button[aria-haspopup=menu]")
        assert dots, "it has no menu"
        dots.click(timeout=PATIENCE * 1000)

    def do_push(self, name: str) -> None:
        find = lambda: self.page.evaluate_handle(CONTROL, [name, False]).as_element()  # noqa: E731
        found = self.eventually(find, f"no control is called {name}")
        found.scroll_into_view_if_needed()
        found.click(timeout=PATIENCE * 1000)

    def do_row(self, what: str) -> None:
        row, _, column = what.partition("/")
        inner = f' [data-col="{column}"]' if column else ""
        self.page.locator(f'.cjm-place [data-row="{row}"]{inner}').click(timeout=PATIENCE * 1000)

    def do_away(self, _: str) -> None:
        self.page.locator(".cjm-status").click(position={"x": 300, "y": 6})

    def do_pick(self, name: str) -> None:
        items = self.page.locator(".cjm-menu-item")
        item = items.filter(has=self.page.get_by_text(name, exact=True))
        item.click(timeout=PATIENCE * 1000)

    def undo(self) -> None:
        """Take the last change back."""
        self.do_push("Undo")
