"""The outline and the tables, which stand in the place of the map."""

from playwright.sync_api import expect

from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_looks import check, picture
from tests.browser.view import show


def open_stage(view, name):
    view.button("View").click()
    view.choose(name)
    expect(view.root.locator(".cjm-sheet")).to_be_visible()


def line(view, key):
    return view.root.locator(f'.cjm-tree [data-row="{key}"]')


def cell(view, row, column):
    return view.root.locator(f'.cjm-grid [data-row="{row}"] [data-col="{column}"]')


def press(view, *keys):
    for key in keys:
        view.page.keyboard.press(key)


def changes(view):
    """How many changes there were since the map was made."""
    return view.python("j.revision - start")


def test_the_outline_is_the_map(quick):
    """[B150] By keys and by pointer, names are edited, things added, moved and removed, one change
    each; what is selected is selected in Python, and the other way round."""
    view = show(quick, SMALL)
    open_stage(view, "Outline")
    line(view, "ad").click()
    view.eventually("editor.selection", ["ad"])
    press(view, "F2")
    view.type("Sees the video")
    view.eventually("j.touchpoints['ad'].name", "Sees the video")
    expect(line(view, "ad")).to_be_focused()
    press(view, "Alt+ArrowDown")
    view.eventually("[t.id for t in j.touchpoints]", ["order", "ad", "drink"])
    expect(line(view, "ad")).to_be_focused()
    press(view, "ArrowUp", "ArrowRight")
    line(view, "order/lane:pains").focus()
    press(view, "n")
    view.type("Dear")
    pains = "[c.text for c in j.cards if c.touchpoint == 'order']"
    view.eventually(pains, ["Long queue", "No seats", "Dear"])
    line(view, "order/score:ana").focus()
    press(view, "Enter")
    view.type("2")
    view.eventually("[e.score for e in j.experiences if e.touchpoint == 'order']", [2])
    line(view, "order/channels").focus()
    press(view, "Enter")
    view.type("Counter")
    view.eventually("[j.channels[c].name for c in j.touchpoints['order'].channels]", ["Counter"])
    press(view, "Escape", "Escape", "Escape")
    expect(line(view, "order/channels")).to_be_focused()
    # A rename, a move, a card and its text, a score, a channel.
    assert changes(view) == 6
    # By pointer.
    line(view, "drink").locator(".cjm-line-name").dblclick()
    view.type("Sips")
    view.eventually("j.touchpoints['drink'].name", "Sips")
    line(view, "seats").hover()
    line(view, "seats").locator(".cjm-line-tools button").click()
    view.choose("Remove")
    view.eventually(pains, ["Long queue", "Dear"])
    view.root.locator(".cjm-toast").get_by_role("button", name="Undo").click()
    view.eventually(pains, ["Long queue", "No seats", "Dear"])
    view.right(line(view, "drink"), "Pains")
    view.type("Hot")
    view.eventually("sorted(c.text for c in j.cards if c.touchpoint == 'drink')", ["Awake", "Hot"])
    # From Python: what it selects is unfolded and seen; what it edits moves no focus.
    line(view, "before").focus()
    view.python("editor.selection = ['awake']; j.update('drink', name='Drinks it'); None")
    expect(line(view, "drink")).to_contain_text("Drinks it")
    expect(line(view, "before")).to_be_focused()
    view.button("Journey map").click()
    view.agrees()


def test_a_table_is_edited_cell_by_cell(quick):
    """[B151] Enter and Tab lead on as in a spreadsheet, one cell is one change; what cannot be is
    said at the cell; sorting and what Python does meanwhile take nothing from who types."""
    view = show(quick, SMALL)
    open_stage(view, "Table")
    cell(view, "ad", "name").click()
    view.eventually("editor.selection", ["ad"])
    view.page.keyboard.type("Sees it")
    press(view, "Enter")
    view.eventually("j.touchpoints['ad'].name", "Sees it")
    expect(cell(view, "order", "name")).to_be_focused()
    cell(view, "order", "duration").click()
    press(view, "Enter")
    view.type("soon")
    expect(cell(view, "order", "duration").get_by_role("alert")).to_contain_text("A time such as")
    assert changes(view) == 1
    view.type("6 min", key="Tab")
    view.eventually("j.touchpoints['order'].duration", 360)
    expect(cell(view, "order", "wait")).to_be_focused()
    cell(view, "order", "status").dblclick()
    view.root.locator(".cjm-cell-editor select").select_option("validated")
    view.eventually("j.touchpoints['order'].status", "validated")
    cell(view, "order", "moment_of_truth").locator("button").click()
    view.eventually("j.touchpoints['order'].moment_of_truth", True)
    assert changes(view) == 4
    # Typing goes on while Python adds before it and sorts nothing.
    view.root.locator(".cjm-grid-head [data-col=name]").click()
    cell(view, "drink", "name").dblclick()
    view.begin()
    view.page.keyboard.type("Half a ")
    view.python("j.add_touchpoint('A first', 'before', before='ad', id='first'); None")
    expect(cell(view, "first", "name")).to_be_visible()
    view.page.keyboard.type("word")
    press(view, "Enter")
    view.eventually("j.touchpoints['drink'].name", "Half a word")
    # Other tables: names for ids, rows added and removed.
    view.root.locator(".cjm-which").select_option("card")
    expect(cell(view, "queue", "place")).to_have_text("Orders")
    expect(cell(view, "queue", "lane")).to_have_text("Pains")
    cell(view, "queue", "place").dblclick()
    view.type("half a word")
    view.eventually("j.cards['queue'].touchpoint", "drink")
    expect(cell(view, "queue", "place")).to_have_text("Half a word")
    cell(view, "seats", "text").click()
    press(view, "Control+Delete")
    view.eventually("'seats' in [c.id for c in j.cards]", False)
    press(view, "Control+z")
    view.eventually("'seats' in [c.id for c in j.cards]", True)
    press(view, "Escape", "Escape")
    expect(view.root.locator(".cjm-grid")).to_be_visible()
    view.button("Journey map").click()
    view.agrees()


def test_a_narrow_editor_opens_with_the_outline(quick):
    """[B152] Below 560 px the outline is there at first and takes nobody's focus; the map is one
    press away and stays."""
    view = show(quick, SMALL, width=420)
    expect(line(view, "ad")).to_be_visible()
    assert view.root.evaluate("(root) => root.contains(document.activeElement)") is False
    picture(view, "outline-420-light")
    check(view)
    line(view, "order").click()
    press(view, "ArrowRight", "F2")
    view.type("Orders a large coffee with oat milk, to go")
    view.eventually("j.touchpoints['order'].name", "Orders a large coffee with oat milk, to go")
    picture(view, "outline-420-open")
    check(view)
    view.button("Journey map").click()
    expect(view.map).to_be_visible()
    view.python("editor.language = 'it'; j.update('ad', name='Vede'); None")
    expect(view.record("ad")).to_contain_text("Vede")
    expect(view.root.locator(".cjm-tree")).to_have_count(0)


def test_the_sheets_are_readable(quick):
    """[B153] Wide and narrow, light and dark, nothing sticks out and axe finds nothing."""
    for theme, width in (("light", 1400), ("dark", 700)):
        view = show(quick, BIKE, theme=theme, width=width)
        view.python("j.add_touchpoint('Unbroken' * 12, j.phases[0]); None")
        open_stage(view, "Outline")
        line(view, "ride").click()
        press(view, "ArrowRight", "ArrowDown", "Enter")
        picture(view, f"outline-{width}-{theme}")
        check(view)
        press(view, "Escape", "Escape")
        open_stage(view, "Table")
        cell(view, "ride", "name").click()
        picture(view, f"table-{width}-{theme}")
        check(view)
        cell(view, "ride", "wait").dblclick()
        view.type("soon")
        picture(view, f"table-cell-{width}-{theme}")
        check(view)
        press(view, "Escape")
        view.button("Columns").click()
        picture(view, f"table-columns-{width}-{theme}")
        check(view)
        view.page.close()
