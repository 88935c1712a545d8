"""Lanes and how the map is drawn: kinds of maps, heights, cards over a phase, zoom."""

import pytest
from playwright.sync_api import expect

from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_looks import check, picture
from tests.browser.view import show

EMPTY = """
import cjm_widgets as cjm

j = cjm.Journey("Coffee", language="it")
j.remove(*j.lanes)
j.add_lane("action", "Che cosa fa", id="does")
j.add_lane("note", "Note", id="notes")
start = j.revision
editor = cjm.JourneyEditor(j, language="en")
"""

LANES = "[(l.kind, l.title, l.side, l.separator) for l in j.lanes]"


def on_top(view):
    """Bring the editor to the top of the window, so that all of the map is seen."""
    view.root.evaluate("(root) => root.scrollIntoView({ block: 'start' })")


def zoom(view, percent):
    """Zoom by keys, from where the map has the focus."""
    for _ in range(12):
        now = round(float(view.map.evaluate("el => el.style.getPropertyValue('--zoom')")) * 100)
        if now == percent:
            return
        style = view.map.get_attribute("style") or ""
        view.page.keyboard.press("Control+Equal" if now < percent else "Control+Minus")
        expect(view.map).not_to_have_attribute("style", style)
    raise AssertionError(f"no step of the zoom is {percent} %")


@pytest.mark.parametrize("percent", [70, 150])
def test_things_are_dragged_where_they_are_seen(quick, percent):
    """[B110] At any zoom cards, touchpoints, lanes and points land where the pointer lets go, the
    heads stay, and no key zooms the page."""
    view = show(quick, SMALL, height=1300)
    # All of the map is in sight at 150 % too.
    view.python("editor.height = 1100")
    ratio = view.page.evaluate("devicePixelRatio")
    on_top(view)
    view.record("ad").click()
    zoom(view, percent)
    assert view.page.evaluate("devicePixelRatio") == ratio
    view.drag(view.record("queue"), view.cell("gains", "drink"), y=0.6)
    view.eventually("(j.cards['queue'].touchpoint, j.cards['queue'].lane)", ["drink", "gains"])
    view.drag(view.record("drink"), view.record("ad"), x=0.2)
    view.eventually("[t.id for t in j.touchpoints]", ["drink", "ad", "order"])
    view.drag(view.record("gains").locator(".cjm-rowname"), view.record("channels"), y=0.2)
    view.eventually("[l.id for l in j.lanes][0]", "gains")
    # A score of 1, lowered by two steps of the scale as it is drawn.
    lane = view.cell("emotion", "ad").bounding_box()
    step = (lane["height"] - 32 * percent / 100) / 4
    view.point("ad").hover()
    box = view.point("ad").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    view.page.mouse.down()
    view.page.mouse.move(x, y + 2 * step, steps=5)
    view.page.mouse.up()
    view.eventually("[e.score for e in j.experiences if e.touchpoint == 'ad']", [-1])
    view.agrees()
    # The curve goes through its points, and the heads of rows stay at the edge.
    assert view.python("j.revision - start") == 4
    view.map.evaluate("el => { el.scrollLeft = 300; }")
    left = view.map.bounding_box()["x"]
    assert abs(view.record("pains").bounding_box()["x"] - left) < 3
    # By the wheel, and back by the menu.
    view.cell("pains", "order").hover()
    view.page.keyboard.down("Control")
    view.page.mouse.wheel(0, 100)
    view.page.keyboard.up("Control")
    expect(view.map).not_to_have_attribute("style", f"--zoom: {percent / 100:g};")
    assert view.page.evaluate("devicePixelRatio") == ratio
    view.button("View").click()
    view.choose("Actual size")
    expect(view.map).to_have_attribute("style", "--zoom: 1;")
    assert view.python("j.revision - start") == 4


def test_a_long_map_keeps_its_columns_at_any_zoom(quick):
    """[B110] Columns come and go while scrolling, rows keep their height, and all can be fitted."""
    view = show(quick, SMALL)
    view.python(
        "far = [j.add_touchpoint(f'Step {i}', j.phases[1], emotion=i % 3) for i in range(40)]\n"
        "for t in far: j.add_card(t, 'pain', 'A pain of some length ' * 3, lane='pains')"
    )
    view.record("ad").click()
    for percent in (150, 70):
        zoom(view, percent)
        view.notebook.quiet()
        heights = []
        for left in (0, 2000, 4000, 2000):
            view.map.evaluate(f"el => {{ el.scrollLeft = {left}; }}")
            view.notebook.quiet()
            box = view.map.locator('[data-lane-row="pains"]').bounding_box()
            heights.append(round(box["height"]))
            seen = view.map.evaluate(SEEN)
            assert seen["gaps"] == []
            assert seen["columns"] < 40
        assert max(heights) < 220, heights
    view.button("View").click()
    view.choose("Fit the whole map")
    expect(view.map).to_have_attribute("style", "--zoom: 0.5;")


#: How many columns there are, and where the window of the map shows none.
SEEN = """(map) => {
  const box = map.getBoundingClientRect();
  const boxOf = (el) => el.getBoundingClientRect();
  const cells = [...map.querySelectorAll('.cjm-touchpoint')].map(boxOf);
  const gaps = [];
  for (let x = box.left + 220; x < box.right - 20; x += 40)
    if (!cells.some((cell) => cell.left <= x && cell.right >= x)) gaps.push(x);
  return { columns: cells.length, gaps };
}"""


def test_an_empty_map_begins_with_a_kind_of_map(quick):
    """[B111] A template adds what is missing, in the language of the map, in one change."""
    view = show(quick, EMPTY)
    hints = view.root.get_by_role("list", name="How to begin")
    expect(hints.get_by_role("listitem")).to_have_count(3)
    view.root.get_by_role("button", name="Service blueprint").click()
    blueprint = [
        ["custom", "Evidenze fisiche", "none", "none"],
        ["action", "Che cosa fa", "none", "interaction"],
        ["custom", "In scena", "frontstage", "visibility"],
        ["custom", "Dietro le quinte", "backstage", "internal_interaction"],
        ["custom", "Processi di supporto", "backstage", "none"],
        ["note", "Note", "none", "none"],
    ]
    view.eventually(LANES, blueprint)
    assert view.python("(j.info.map_type, [p.name for p in j.phases], j.revision - start)") == [
        "service_blueprint",
        ["Prima", "Durante", "Dopo"],
        1,
    ]
    lines = ["line of interaction", "line of visibility", "line of internal interaction"]
    expect(view.map.locator(".cjm-separator")).to_have_text(lines)
    # The focus is on the map; the hints stay until there is a touchpoint.
    expect(view.map.locator(":focus")).to_have_count(1)
    expect(hints).to_be_visible()
    view.page.keyboard.press("n")
    view.type("Ordina")
    view.eventually("[t.name for t in j.touchpoints]", ["Ordina"])
    expect(hints).to_have_count(0)
    view.tool("Undo").click()
    view.tool("Undo").click()
    view.eventually(LANES, [[*blueprint[1][:3], "none"], blueprint[5]])
    assert view.python("(j.info.map_type, len(j.phases))") == ["current", 0]
    # Later, beside the map.
    view.button("Add phase").click()
    view.type("Uno")
    view.add("Templates…")
    view.root.locator(".cjm-part").get_by_role("button", name="Day in the life").click()
    view.eventually("(j.info.map_type, len(j.lanes))", ["day_in_the_life", 8])
    expect(view.root.locator(".cjm-part").get_by_role("status")).to_contain_text("6 lanes added")


def test_lanes_have_a_height(quick):
    """[B112] By the edge of the head, keys and menu; what does not fit is counted and reached."""
    view = show(quick, SMALL)
    view.python("for i in range(6): j.add_card('order', 'pain', f'Pain {i}', lane='pains')")
    expect(view.cell("pains", "order").locator(".cjm-card")).to_have_count(8)
    before = view.python("j.revision")
    on_top(view)
    height = view.cell("pains", "order").bounding_box()["height"]
    grip = view.record("pains").locator("[data-resize]")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    view.page.mouse.move(box["x"] + 40, box["y"] + 5)
    view.page.mouse.down()
    view.page.mouse.move(box["x"] + 40, box["y"] + 5 - 100, steps=5)
    view.page.mouse.move(box["x"] + 40, box["y"] + 5 - 140, steps=5)
    view.page.mouse.up()
    view.eventually("j.lanes['pains'].height", round(height - 140))
    assert view.python("j.revision") == before + 1
    more = view.cell("pains", "order").locator(".cjm-rest")
    assert abs(view.cell("pains", "order").bounding_box()["height"] - height + 140) < 1.1
    expect(more).to_be_visible()
    hidden = int(more.inner_text().split()[0])
    assert 2 <= hidden <= 6
    more.click()
    focused = view.page.locator(".cjm-card:focus")
    expect(focused).to_be_in_viewport()
    view.page.keyboard.press("End")
    expect(view.page.locator(".cjm-card:focus")).to_contain_text("Pain 5")
    seen = view.page.locator(".cjm-card:focus").evaluate(
        "el => el.getBoundingClientRect().bottom <="
        " el.closest('.cjm-clip').getBoundingClientRect().bottom + 2"
    )
    assert seen
    # By keys, with a least height; Escape calls a drag off.
    now = view.python("j.lanes['pains'].height")
    view.record("pains").focus()
    view.page.keyboard.press("Alt+Shift+ArrowDown")
    view.eventually("j.lanes['pains'].height", now + 24)
    view.page.keyboard.press("Alt+Shift+ArrowUp")
    view.eventually("j.lanes['pains'].height", now)
    box = grip.bounding_box()
    view.page.mouse.move(box["x"] + 40, box["y"] + 5)
    view.page.mouse.down()
    view.page.mouse.move(box["x"] + 40, box["y"] - 900, steps=3)
    view.page.keyboard.press("Escape")
    view.page.mouse.up()
    view.dots("pains", "Fit to content")
    view.eventually("j.lanes['pains'].height", None)
    expect(more).to_have_count(0)
    assert view.python("j.revision") == before + 4
    # A copy of a lane has copies of its cards, in one change.
    view.dots("pains", "Duplicate")
    view.eventually(
        "[l.title for l in j.lanes]", ["Channels", "Emotion", "Pains", "Pains", "Gains"]
    )
    assert view.python("j.revision") == before + 5
    copied = "[c.text for c in j.cards if c.lane == j.lanes[3].id]"
    assert view.python(copied) == view.python("[c.text for c in j.cards if c.lane == 'pains']")
    view.page.keyboard.press("Shift+N")
    view.type("Own")
    view.eventually("[l.title for l in j.lanes][2:5]", ["Pains", "Own", "Pains"])
    view.agrees()


PLACE = "(j.cards['queue'].phase, j.cards['queue'].touchpoint)"


def test_a_card_goes_over_its_phase_and_back(quick):
    """[B113] By menu, keys and drag; it is one change, drawn over all columns of the phase."""
    view = show(quick, SMALL)
    on_top(view)
    view.dots("queue", "Spread over the phase")
    view.eventually(PLACE, ["before", None])
    assert view.python("j.revision - start") == 1
    columns = [view.cell("pains", "ad").bounding_box(), view.cell("pains", "order").bounding_box()]
    box = view.record("queue").bounding_box()
    assert box["x"] < columns[0]["x"] + 20
    assert box["x"] + box["width"] > columns[1]["x"] + columns[1]["width"] - 20
    view.agrees()
    # It stays in reach of the keys, which bring it back to where they are.
    view.cell("pains", "order").focus()
    view.page.keyboard.press("Enter")
    expect(view.record("queue")).to_be_focused()
    view.page.keyboard.press("ArrowDown")
    expect(view.record("seats")).to_be_focused()
    view.page.keyboard.press("ArrowUp")
    view.page.keyboard.press("Enter")
    view.type("Endless queue")
    view.eventually("j.cards['queue'].text", "Endless queue")
    expect(view.record("queue")).to_be_focused()
    view.page.keyboard.press("Alt+Shift+ArrowLeft")
    view.eventually(PLACE, [None, "order"])
    expect(view.record("queue")).to_be_focused()
    view.page.keyboard.press("Alt+Shift+ArrowRight")
    view.eventually(PLACE, ["before", None])
    view.page.keyboard.press("Alt+ArrowRight")
    view.eventually(PLACE, ["after", None])
    expect(view.record("queue")).to_be_focused()
    view.page.keyboard.press("Alt+ArrowDown")
    view.eventually("(j.cards['queue'].lane, j.cards['queue'].phase)", ["gains", "after"])
    view.page.keyboard.press("Escape")
    view.page.keyboard.press("Shift+N")
    view.type("All of it")
    view.eventually(
        "[c.text for c in j.cards if c.phase == 'after']", ["Endless queue", "All of it"]
    )
    # By the pointer into a cell, and from a cell beside what is there.
    view.drag(view.record("queue"), view.cell("pains", "ad"))
    view.eventually(PLACE, [None, "ad"])
    band = view.map.locator('[data-band][data-touchpoint="after"]')
    view.drag(view.record("awake"), band, y=0.9)
    view.eventually("j.cards['awake'].phase", "after")
    view.agrees()
    view.record("awake").focus()
    view.page.keyboard.press("Delete")
    view.eventually("'awake' in j.cards", False)
    expect(view.map.locator(":focus")).to_have_count(1)


def test_the_lanes_are_readable(quick):
    """[B114] Wide and narrow, light and dark, nothing sticks out and axe finds nothing."""
    for theme, width in (("light", 1400), ("dark", 700)):
        view = show(quick, EMPTY, theme=theme, width=width)
        expect(view.root.get_by_role("button", name="Day in the life")).to_be_visible()
        check(view)
        picture(view, f"templates-empty-{width}-{theme}")
        view.root.get_by_role("button", name="Service blueprint").click()
        expect(view.map.locator(".cjm-separator")).to_have_count(3)
        check(view)
        picture(view, f"templates-blueprint-{width}-{theme}")
        view.page.close()
        view = show(quick, BIKE, theme=theme, width=width)
        view.python(
            "j.add_card(j.phases[1], 'pain', 'Nobody answers the phone before ten', lane='pain')\n"
            "j.add_card(j.phases[3], 'opportunity', 'A club for the first year ' * 3,"
            " lane='opportunity')\n"
            "for i in range(4): j.add_card('ride', 'thought', f'Hm, {i}', lane='thought')\n"
            "j.update('thought', height=96); None"
        )
        expect(view.map.locator("[data-band]")).to_have_count(2)
        expect(view.map.locator(".cjm-rest").first).to_be_visible()
        check(view)
        picture(view, f"lanes-{width}-{theme}")
        view.button("View").click()
        picture(view, f"view-menu-{width}-{theme}")
        view.choose("Compact rows")
        view.button("View").click()
        view.choose("Fit the whole map")
        view.notebook.quiet()
        picture(view, f"fit-{width}-{theme}")
        view.add("Templates…")
        expect(view.root.locator(".cjm-part .cjm-presets")).to_be_visible()
        view.button("View").click()
        view.choose("Actual size")
        check(view)
        picture(view, f"templates-panel-{width}-{theme}")
        view.page.close()
