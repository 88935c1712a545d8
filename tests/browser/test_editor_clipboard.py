"""Copy and paste on the map, between maps, and from and to a spreadsheet."""

import pytest
from playwright.sync_api import expect

from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_looks import check, picture
from tests.browser.view import View, show

#: What a spreadsheet puts on the clipboard: tabs, CRLF, a cell in quotes with a line break.
CELLS = (
    "Passo\tFase\tKanały\tScore: Ana\tDurée\tPains\r\n"
    'Unlocks\tRide\tApp, Bike\t1,5\t2 min\t"App is slow\nNo signal"\r\n'
    "Rides\tRide\tBike\tvery good\t30 min\t\r\n"
    "\tRide\tBike\t1\t\t\r\n"
)


@pytest.fixture(autouse=True)
def _allowed(context):
    """Menus may read the clipboard; keys need no leave."""
    yield
    context.clear_permissions()


def set_clipboard(view, text):
    """What another program has copied."""
    view.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    view.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)


def get_clipboard(view):
    view.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return view.page.evaluate("() => navigator.clipboard.readText()")


def panel(view):
    return view.root.locator(".cjm-part")


def test_copies_go_along_with_what_hangs_on_them(lab):
    """[B100] Touchpoints, phases, lanes and cards by keys and menus; one change, one undo; the
    notebook's cells stay as they are."""
    view = show(lab, SMALL)
    cells = view.page.locator(".jp-Cell").count()
    view.python("j.add_comment('queue', 'since May', author='Lea'); None")
    view.record("order").click()
    view.page.keyboard.press("Control+c")
    before = view.python("j.revision")
    view.record("drink").click()
    view.page.keyboard.press("Control+v")
    view.eventually("[t.name for t in j.touchpoints][2:]", ["Drinks", "Orders"])
    held = view.agrees()
    copy = list(held["touchpoints"])[-1]
    assert view.python(f"[c.text for c in j.cards if c.touchpoint == {copy!r}]") == [
        "Long queue", "No seats",
    ]  # fmt: skip
    assert view.python("[c.text for c in j.comments]") == ["since May", "since May"]
    assert view.python("j.revision") == before + 1
    view.eventually("editor.selection", [copy])
    expect(view.record(copy)).to_be_focused()
    view.page.keyboard.press("Control+z")
    view.eventually("len(j.touchpoints)", 3)
    # A phase with all it holds, cut and put back elsewhere.
    view.record("before").click()
    view.page.keyboard.press("Control+x")
    view.eventually("[p.name for p in j.phases]", ["After"])
    view.record("after").click()
    view.page.keyboard.press("Control+v")
    view.eventually("[p.name for p in j.phases]", ["After", "Before"])
    assert view.agrees()["touchpoints"]
    assert view.python("sorted(c.text for c in j.cards)") == ["Awake", "Long queue", "No seats"]
    # By menu, without the clipboard: a lane with its cards.
    view.right(view.record("gains"), "Duplicate")
    view.eventually("[lane.title for lane in j.lanes][-2:]", ["Gains", "Gains"])
    view.eventually("[c.text for c in j.cards].count('Awake')", 2)
    # A card by the clipboard of a menu into another cell takes the kind of its lane.
    view.right(view.record("awake"), "Copy")
    view.cell("pains", "drink").click()
    view.page.keyboard.press("Control+v")
    view.eventually(
        "[c.kind for c in j.cards if (c.lane, c.touchpoint) == ('pains', 'drink')]", ["pain"]
    )
    view.agrees()
    assert view.page.locator(".jp-Cell").count() == cells
    # Where the focus is elsewhere the notebook copies and pastes its own.
    view.page.locator(".jp-Cell").first.locator(".jp-InputPrompt").click()
    view.page.keyboard.press("c")
    view.page.keyboard.press("v")
    expect(view.page.locator(".jp-Cell")).to_have_count(cells + 1)


OTHER = """
k = cjm.Journey("Tea")
k.remove(*k.lanes)
later = k.add_phase("Later", id="later")
boil = k.add_touchpoint("Boils", later, id="boil", channels=["WEB"])
k.add_lane("pain", "Troubles", id="troubles")
k
"""


def test_copies_find_their_way_in_another_map(quick):
    """[B101] [B103] What copies point at is found by name in the other map or comes along, which
    is said. A read-only map is copied from; damaged copies are refused, and fields keep theirs."""
    notebook = quick.open([SMALL, "editor", OTHER])
    for index in range(3):
        notebook.run_cell(index)
    view, other = View(notebook, 1), View(notebook, 2)
    view.python("editor.read_only = True")
    view.record("ad").click()
    view.page.keyboard.press("Control+x")
    view.record("ad").click()
    view.page.keyboard.press("Shift+ArrowRight")
    view.page.keyboard.press("Control+c")
    other.record("boil").click()
    other.page.keyboard.press("Control+v")
    other.eventually("[t.name for t in k.touchpoints]", ["Boils", "Sees the ad", "Orders"])
    assert other.python("[c.name for c in k.channels]") == ["WEB"]
    assert other.python("[(p.name, e.score) for e in k.experiences for p in k.personas]") == [
        ["Ana", 1],
    ]  # fmt: skip
    assert other.python("sorted((c.text, c.lane) for c in k.cards)") == [
        ["Long queue", "troubles"], ["No seats", "troubles"],
    ]  # fmt: skip
    expect(other.root.locator(".cjm-toast")).to_contain_text("New on this map: Ana.")
    assert other.python("len(j.touchpoints), j.revision - start") == [3, 0]
    # A text field has a clipboard of its own.
    set_clipboard(other, "a\tb")
    other.record("boil").locator(".cjm-name").dblclick()
    other.begin()
    other.page.keyboard.press("Control+v")
    other.page.keyboard.press("Enter")
    other.eventually("k.touchpoints['boil'].name", "a\tb")
    # One line on a cell is a card; menus paste too, once the browser lets them.
    set_clipboard(other, "Burnt  fingers")
    other.right(other.cell("troubles", "boil"), "Paste")
    other.eventually("[c.text for c in k.cards if c.touchpoint == 'boil']", ["Burnt  fingers"])
    # What is damaged changes nothing.
    now = other.python("k.revision")
    other.page.evaluate(DAMAGED)
    other.page.keyboard.press("Control+v")
    expect(other.root.locator(".cjm-toast")).to_contain_text("nothing was pasted")
    assert other.python("k.revision") == now


DAMAGED = """() => navigator.clipboard.write([new ClipboardItem({
  "text/html": new Blob(['<table data-cjm="eyJjam0iOjF9"><tr><td>x</td></tr></table>'],
    { type: "text/html" }),
  "text/plain": new Blob(["x"], { type: "text/plain" }),
})])"""


def test_a_spreadsheet_goes_in_and_out(quick):
    """[B102] Rows become touchpoints with phases, channels, scores and cards in one change; what
    is not read is said; the selection goes back as a table."""
    view = show(quick, SMALL)
    set_clipboard(view, CELLS)
    before = view.python("j.revision")
    view.record("order").click()
    view.page.keyboard.press("Control+v")
    table = panel(view).locator("table")
    expect(table.locator("tbody tr")).to_have_count(4)
    picture(view, "paste-plain")
    chosen = table.locator("select").evaluate_all(
        "(all) => all.map((el) => el.selectedOptions[0].textContent)"
    )
    assert chosen == ["Name", "Phase", "Channels", "Score: Ana", "Duration", "Pains"]
    expect(panel(view).get_by_role("status")).to_contain_text("2 touchpoints")
    expect(panel(view).locator(".cjm-paste-troubles li")).to_have_text(
        [
            "Row 3, column 4: “very good” is not a number",
            "Row 4: without a name, left out",
        ]
    )
    assert view.python("j.revision") == before
    panel(view).get_by_role("button", name="Insert").click()
    view.eventually(
        "[t.name for t in j.touchpoints]", ["Sees the ad", "Orders", "Drinks", "Unlocks", "Rides"]
    )
    assert view.python("j.revision") == before + 1
    held = "[(t.duration, [j.channels[c].name for c in t.channels]) for t in j.touchpoints][-2:]"
    assert view.python(held) == [[120, ["App", "Bike"]], [1800, ["Bike"]]]
    assert view.python("[c.text for c in j.cards][-2:]") == ["App is slow", "No signal"]
    expect(panel(view)).to_have_count(0)
    view.agrees()
    # Out again: what was inserted is what is selected.
    view.page.keyboard.press("Control+c")
    text = get_clipboard(view)
    assert text.splitlines()[0] == "Touchpoint\tPhase\tChannels\tScore: Ana\tPains\tGains"
    assert 'Unlocks\tRide\tApp, Bike\t1.5\t"App is slow\nNo signal"\t' in text
    view.page.keyboard.press("Control+z")
    view.eventually("len(j.touchpoints)", 3)


def test_the_preview_is_readable(quick):
    """[B70] [B102] Wide and narrow, light and dark, nothing sticks out and axe finds nothing."""
    for theme, width in (("dark", 700), ("light", 1400)):
        view = show(quick, BIKE, theme=theme, width=width)
        rows = "".join(f"Step {i}\tUse\t{i}\t{'Unbroken' * 9}\n" for i in range(40))
        set_clipboard(view, f"Touchpoint\tPhase\tScore: Marek\tThoughts\n{rows}")
        view.record("ride").click()
        view.page.keyboard.press("Control+v")
        expect(panel(view).locator("tbody tr")).to_have_count(30)
        picture(view, f"paste-{width}-{theme}")
        check(view)
        panel(view).get_by_role("radio", name="Cards").click()
        panel(view).get_by_role("combobox", name="Column 4").select_option("Text")
        expect(panel(view).get_by_role("status")).to_contain_text("Nothing to insert yet")
        picture(view, f"paste-cards-{width}-{theme}")
        check(view)
        panel(view).get_by_role("button", name="Other cells").click()
        expect(panel(view).get_by_role("textbox")).to_be_visible()
        picture(view, f"paste-empty-{width}-{theme}")
        check(view)
        view.page.close()
