"""How the editor looks: pictures to look at, and what a machine can say about them."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.maps import BIKE, SMALL
from tests.browser.view import View, show

AXE = Path(__file__).parents[2] / "js" / "node_modules" / "axe-core" / "axe.min.js"

#: axe takes text in a page without a height for cut off, and does not look at its contrast.
CHECK = """async (root) => {
  document.documentElement.style.height = document.body.style.height = '100%';
  const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
  const { violations, passes } = await axe.run(root, { runOnly: { type: 'tag', values: tags } });
  const read = passes.find(({ id }) => id === 'color-contrast')?.nodes ?? [];
  return [read.filter(({ html }) => !/^<(input|textarea)/.test(html)).length,
    violations.flatMap(({ id, help, nodes }) => nodes.map((node) =>
      `${id}: ${help}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`))];
}"""

#: By how many px the editor, and each part of it that must not scroll sideways, is too wide.
TOO_WIDE = """(root) => [root.closest('.jp-OutputArea-output') ?? document.documentElement, root,
  ...root.querySelectorAll('.cjm-header, .cjm-main, .cjm-inspector, .cjm-status')]
  .map((el) => [el.className, el.scrollWidth - el.clientWidth]).filter(([, px]) => px > 0)"""

#: Controls that are smaller than a finger or a shaky hand can hit.
TOO_SMALL = """(root) => [...root.querySelectorAll('button, input, select, textarea')]
  .filter((el) => el.checkVisibility({ checkOpacity: true }) && !el.closest('label'))
  .map((el) => [el, el.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
  .map(([el, box]) => `${el.ariaLabel ?? el.className}: ${box.width} x ${box.height}`)"""


def violations(view):
    """What axe finds wrong with the editor as it stands."""
    if not view.page.evaluate("'axe' in window"):
        # A policy may keep a script out that comes as an element.
        view.page.evaluate(f"() => {{ {AXE.read_text('utf-8')} }}")
    read, found = view.root.evaluate(CHECK)
    return found if read else ["no text was looked at"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_rich_map_is_readable_and_fits(lab, theme):
    """[B70] Full and empty maps, wide and narrow, have no axe violation and stay in the page."""
    view = show(lab, BIKE, theme=theme)
    notebook = view.notebook
    assert view.root.get_attribute("data-theme") == theme
    view.python("editor.selection = ['ride']")
    view.inspector.get_by_text("Consideration · step 4 of 7").wait_for()
    picture(view, f"bike-1400-{theme}")
    check(view)
    # With a menu, a field and a message open.
    view.root.locator('[data-id="ride"] .cjm-name').dblclick()
    view.begin()
    assert violations(view) == []
    view.page.keyboard.press("Escape")
    view.record("ride").click(button="right")
    view.item("Remove").wait_for()
    assert violations(view) == []
    picture(view, f"bike-menu-{theme}")
    view.choose("Remove")
    # The offer to undo is seen, though the editor is taller than the window.
    expect(view.root.locator(".cjm-toast").get_by_role("button", name="Undo")).to_be_in_viewport()
    view.unfold()
    check(view)
    picture(view, f"bike-toast-{theme}")
    view.tool("Undo").click()
    view.page.set_viewport_size({"width": 700, "height": 900})
    view.page.wait_for_function("() => innerWidth === 700")
    check(view)
    picture(view, f"bike-700-{theme}")
    notebook.python("j = cjm.Journey()\neditor = cjm.JourneyEditor(j)")
    notebook.run_cell(1)
    view = View(notebook, 1)
    view.root.locator(".cjm-empty-map, .cjm-map").first.wait_for()
    check(view)
    picture(view, f"empty-700-{theme}")
    view.page.set_viewport_size({"width": 1400, "height": 900})
    check(view)
    picture(view, f"empty-1400-{theme}")


def test_forced_colours_and_reduced_motion_are_respected(quick):
    """[B71] With forced colours the editor has no axe violation; with reduced motion none moves."""
    view = show(quick, SMALL)
    view.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    view.record("ad").click()
    check(view)
    picture(view, "small-forced")
    moving = view.root.evaluate(
        "(root) => [root, ...root.querySelectorAll('*')].filter((el) =>"
        " getComputedStyle(el).transitionDuration.split(',').some((t) => parseFloat(t) > 0.01)"
        " || parseFloat(getComputedStyle(el).animationDuration) > 0.01).length"
    )
    assert moving == 0


def check(view):
    """Nothing that axe finds, nothing too wide, nothing too small."""
    found = [*violations(view), *view.root.evaluate(TOO_WIDE), *view.root.evaluate(TOO_SMALL)]
    assert found == []


def picture(view, name):
    """Take a picture of the page with the editor at its top."""
    view.root.evaluate(
        "(root) => (root.closest('.jp-Cell') ?? root).scrollIntoView({ block: 'start' })"
    )
    view.notebook.screenshot(name)


FILE = """
import pathlib, tempfile
import cjm_widgets as cjm

folder = pathlib.Path(tempfile.mkdtemp())
j = cjm.open(folder / "bike.cjm.json")
editor = cjm.JourneyEditor(j, height=300)
"""


def test_p21_what_went_wrong_with_the_file_is_read_whole(quick):
    """[P21] A narrow editor of fixed height says where the map is, and all of why it is not."""
    view = show(quick, FILE, width=700)
    foot = view.root.locator(".cjm-status")
    expect(foot).to_contain_text("Saved in bike.cjm.json")
    view.python("(folder / 'bike.cjm.json').unlink()")
    expect(foot).to_contain_text("Not saved in bike.cjm.json")
    expect(foot).to_contain_text("journey.file.save()")
    assert foot.evaluate("(el) => el.scrollHeight <= el.clientHeight")
    assert violations(view) == []
    view.notebook.screenshot("file-gone-700", of=view.root)
    view.python("j.file.save()")
    expect(foot).to_contain_text("Saved in bike.cjm.json")
    view.python("j.file.close()")
