"""Large text, wide text, little room, and text that runs the other way."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import expect

from tests.browser.plain import plain_page
from tests.browser.tasks import start
from tools.gallery import STATES, opened

#: WCAG 1.4.12; `!important` as a person's own style sheet has it.
SPACED = """.cjm, .cjm * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } .cjm p { margin-bottom: 2em !important; }"""
#: One of each kind: the map with all on it, menus, panels, fields, and what stands for the map.
SHOWN = (
    "map-light-1400", "language-fr", "empty-light", "words-light", "editing-a-name", "menu", "keys",
    "persona", "filter", "votes", "outline", "table", "walk", "present",
)  # fmt: skip

#: Texts that are cut off where nothing scrolls, and texts that lie over each other.
CUT = """(root) => {
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const el = node.parentElement;
    if (!node.data.trim() || !el.checkVisibility({ opacityProperty: true,
      visibilityProperty: true }) || el.closest('.cjm-hidden, select, textarea, style')) continue;
    // A cell of a table is one line, and is read whole where it is edited; a name in the legend
    // stands in the header too.
    if (el.closest('.cjm-td-text, .cjm-legend')) continue;
    texts.push([node, el]);
  }
  const name = (el) => `${el.className} “${el.textContent.trim().slice(0, 30)}”`;
  const found = new Set();
  const seen = [];
  const range = document.createRange();
  for (const [node, el] of texts) {
    range.selectNodeContents(node);
    // What stands above the letters, as an accent, is in their box and not cut.
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 4);
    // Scrolling shows the rest; only what cannot be scrolled to is cut.
    let [x, y] = [false, false];
    for (let box = el; box && box !== root.parentElement && !(x && y); box = box.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(box);
      const inner = box.getBoundingClientRect();
      const clips = (flow) => flow === 'hidden' || flow === 'clip';
      for (const text of boxes) {
        if (!x && clips(overflowX) && (text.right > inner.right + 2 || text.left < inner.left - 2))
          found.add(`cut: ${name(el)} in ${box.className}`);
        if (!y && clips(overflowY) && (text.bottom > inner.bottom + 4 || text.top < inner.top - 4))
          found.add(`cut: ${name(el)} in ${box.className}`);
      }
      x ||= /auto|scroll/.test(overflowX);
      y ||= /auto|scroll/.test(overflowY);
    }
    for (const text of boxes) {
      const hit = document.elementFromPoint(text.x + text.width / 2, text.y + text.height / 2);
      if (hit && (el === hit || el.contains(hit) || (hit.contains(el) && hit !== root)))
        seen.push([el, text]);
    }
  }
  // What stays where it is while the rest scrolls lies over it on purpose.
  const over = '.cjm-rowhead, .cjm-head, .cjm-axis, .cjm-popover, .cjm-inspector, .cjm-toast, '
    + '.cjm-tools, .cjm-legend, .cjm-grid-head, .cjm-td:first-child';
  seen.forEach(([a, one], i) => {
    for (const [b, two] of seen.slice(i + 1)) {
      if (a.contains(b) || b.contains(a) || a.closest(over) !== b.closest(over)) continue;
      const width = Math.min(one.right, two.right) - Math.max(one.left, two.left);
      const height = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
      if (width > 3 && height > 5) found.add(`over each other: ${name(a)} and ${name(b)}`);
    }
  });
  return [...found];
}"""

#: Controls that no scrolling brings into the window.
UNREACHABLE = """(root) => [...root.querySelectorAll('button, input, textarea, select')]
  .filter((el) => el.checkVisibility() && el.tabIndex >= 0).filter((el) => {
    el.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = el.getBoundingClientRect();
    return box.bottom < 1 || box.right < 1 || box.top >= innerHeight || box.left >= innerWidth;
  }).map((el) => `${el.className} ${el.ariaLabel ?? el.textContent}`)"""


def shown(context, state, names=SHOWN, **change):
    """Yield what is wrong with some states of the gallery, each as it is changed."""
    found = {}
    for one in STATES:
        if one.name in names:
            with opened(context.browser, replace(one, **change)) as plain:
                state(plain)
                plain.quiet()
                wrong = plain.root.evaluate(CUT)
                wrong += plain.root.evaluate(UNREACHABLE)
                if wrong:
                    found[one.name] = wrong
    return found


def test_text_may_be_spaced_out(context):
    """[B191] With the text spacing of WCAG 1.4.12 nothing is cut off or covered."""

    def spaced(plain):
        plain.page.add_style_tag(content=SPACED)

    found = told(shown(context, spaced))
    assert not found, found


def test_the_page_may_be_zoomed(context):
    """[B192] At 400 % (320 x 256 CSS px) and 200 %, nothing is cut off and all can be reached."""

    def zoomed(plain):
        wide = plain.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, "the page scrolls sideways"

    found = shown(context, zoomed, SHOWN[1:], width=320, height=256)
    found |= shown(context, zoomed, ("map-light-1400", "votes", "table"), width=640, height=512)
    found = told(found)
    assert not found, found


#: Words that run the other way, with what would turn around beside them.
HEBREW = "שלום 5"
ARABIC = "مرحبا (1)"

#: Where things begin, from the left: of each row of the map, of menus, of the details.
PLACES = """(root) => {
  const left = (what) => [...root.querySelectorAll(what)].map((el) => {
    const { x, y } = el.getBoundingClientRect();
    return [Math.round(x), Math.round(y)];
  });
  return Object.fromEntries(['.cjm-toolbar > *', '.cjm-persona', '.cjm-badge', '[data-at]',
    '.cjm-point', '.cjm-card', '.cjm-inspector .cjm-f', '.cjm-status > *'].map((what) =>
      [what, left(what)]));
}"""
#: From left to right, the parts of a line of text that stand in it, by their first letter.
LINE = """(el, parts) => {
  const node = document.createTreeWalker(el, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  return parts.map((part) => {
    const at = node.data.indexOf(part);
    range.setStart(node, at);
    range.setEnd(node, at + part.length);
    return [range.getBoundingClientRect().left, part];
  }).sort(([a], [b]) => a - b).map(([, part]) => part);
}"""


def test_texts_that_run_the_other_way_keep_to_themselves(context):
    """[B195] Hebrew and Arabic names among Latin ones turn nothing around that stands beside them:
    channels, phase and step, what is said of a removal."""
    journey = start()
    journey.update("ad", channels=[HEBREW, "Web", ARABIC, "Shop"], name=HEBREW)
    journey.update("before", name=ARABIC)
    with plain_page(context, journey, height=700) as plain:
        names = plain.root.locator("[data-id=ad] .cjm-sub span").first
        parts = [HEBREW, "Web", ARABIC, "Shop"]
        plain.page.set_viewport_size({"width": 2400, "height": 900})
        plain.quiet()
        assert names.evaluate(LINE, parts) == parts
        plain.root.locator("[data-id=ad]").first.click(position={"x": 8, "y": 30})
        sub = plain.root.locator(".cjm-inspector-sub")
        assert sub.evaluate(LINE, [ARABIC, "step 1", "of 5"]) == [ARABIC, "step 1", "of 5"]
        plain.page.keyboard.press("Delete")
        said = plain.root.locator(".cjm-toast")
        expect(said).to_contain_text("Removed")
        text = said.get_by_text("Removed")
        assert text.evaluate(LINE, ["Removed “", HEBREW, "”."]) == ["Removed “", HEBREW, "”."]


def test_a_page_that_runs_the_other_way_changes_nothing(context):
    """[B196] In a page from right to left the editor stands as ever, and is worked on as ever."""
    seen = []
    for way in ("ltr", "rtl"):
        journey = start()
        with plain_page(context, journey, height=700) as plain:
            plain.page.set_viewport_size({"width": 1400, "height": 900})
            plain.page.evaluate("(way) => { document.documentElement.dir = way; }", way)
            plain.root.locator("[data-id=ad]").first.click(position={"x": 8, "y": 30})
            plain.quiet()
            seen.append(plain.root.evaluate(PLACES))
            plain.page.keyboard.press("Alt+ArrowRight")
            expect(plain.root.locator("[data-status=saved]")).to_be_visible()
            assert journey.touchpoints.ids[:2] == ["order", "ad"]
            plain.page.keyboard.press("Shift+F10")
            menu = plain.root.locator(".cjm-menu").bounding_box()
            seen[-1]["menu"] = [round(menu["x"]), round(menu["y"])]
            assert plain.page.evaluate("() => document.documentElement.scrollWidth") <= 1400
    assert seen[0] == seen[1]


def told(found):
    return "\n".join(f"{name}: {one}" for name, all in found.items() for one in all)
