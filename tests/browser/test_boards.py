"""Boards by hand: notes that are written, moved and put on the map, and Python beside them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import cjm_widgets as cjm
from cjm_widgets.board_kinds.catalogue import kinds
from tests.browser.maps import BIKE
from tests.browser.plain import plain_page
from tests.browser.test_editor_keys import CELLS, OTHERS, PRINTABLE, SWEEP
from tests.browser.test_editor_looks import AXE, CHECK, TOO_SMALL, TOO_WIDE
from tests.browser.view import View, show
from tools.gallery import boarded

BOARD = "board = cjm.Board('empathy-map', j, persona='Ana', height=560)\nboard"
NOTES = "[[n.cell, n.text] for n in board.notes]"


def opened(harness, *more: str, **window) -> View:
    """Open a notebook with a board in its second cell."""
    notebook = harness.open([BIKE, BOARD, *more], **window)
    notebook.run_cell(0)
    notebook.run_cell(1)
    view = View(notebook, 1)
    expect(view.root.locator("[data-cell=feels]")).to_be_visible()
    return view


def note(view: View, text: str):
    """Return the note with a text."""
    return view.root.locator(".cjm-sticky", has_text=text)


def cell(view: View, key: str):
    """Return a cell of the board."""
    return view.root.locator(f"[data-cell={key}]")


def carry(view: View, what, to, x: float = 0.5, y: float = 0.9) -> None:
    """Drag a note by the mouse, in steps as a hand does."""
    start = what.bounding_box()
    mouse = view.page.mouse
    mouse.move(start["x"] + 14, start["y"] + 12)
    mouse.down()
    mouse.move(start["x"] + 24, start["y"] + 20, steps=3)
    view.root.locator(".cjm-dragged").wait_for()
    end = to.bounding_box()
    mouse.move(end["x"] + end["width"] * x, end["y"] + end["height"] * y, steps=6)
    mouse.up()


def promote(view: View, text: str, kind: str, place: str) -> None:
    """Put a note on the map by its menu."""
    note(view, text).click(button="right")
    view.choose("Put on the map…")
    dialog = view.root.get_by_role("dialog", name="Put on the map")
    dialog.get_by_label("Becomes").select_option(label=kind)
    dialog.get_by_role("searchbox").fill(place[:5])
    dialog.get_by_role("button", name=place).click()
    expect(dialog).to_have_count(0)


def worked(view: View) -> None:
    """Write a note, drag it, put it on the map, take that back; Python sees each step."""
    cell(view, "says").get_by_role("button", name="Add a note").click()
    view.page.keyboard.type("Too many models")
    view.page.keyboard.press("Shift+Enter")
    view.page.keyboard.type("and no advice")
    view.page.keyboard.press("Enter")
    text = "Too many models\nand no advice"
    view.eventually(NOTES, [["says", text]])
    carry(view, note(view, "Too many"), cell(view, "feels"))
    view.eventually(NOTES, [["feels", text]])
    promote(view, "Too many", "Pain", "Books a test ride")
    became = "j.get(board.notes[0].promoted_to)"
    view.eventually(f"[{became}.kind, {became}.text, {became}.touchpoint]", ["pain", text, "ride"])
    expect(note(view, "Too many")).to_contain_text("→ Pain at “Books a test ride”")
    view.page.keyboard.press("Control+z")
    view.eventually("board.notes[0].promoted_to", None)
    expect(note(view, "Too many")).not_to_contain_text("→")


def test_a_note_from_the_board_to_the_map(quick):
    """[B240] A note is written, dragged to another cell, put on the map and taken back again;
    Python sees each of it, and what Python does is on the board."""
    view = opened(quick)
    # It is no reason to leave the cell.
    assert not view.root.evaluate("(root) => root.contains(document.activeElement)")
    worked(view)
    view.python("board.add('does', 'Asks a friend', author='Lea Maria'); None")
    expect(cell(view, "does")).to_contain_text("Asks a friend")
    expect(cell(view, "does")).to_contain_text("LM")
    view.python("board.promote(board.notes[0], 'gain', 'pay'); None")
    expect(note(view, "Asks a friend")).to_contain_text("Gain at")
    view.python("j.remove(board.board); None")
    expect(view.root).to_contain_text("This board was removed")
    view.python("j.undo(); None")
    expect(note(view, "Asks a friend")).to_be_visible()


def test_two_views_and_python_at_once(quick):
    """[B241] What is written in two views and by Python meanwhile is on both boards."""
    view = opened(quick, "board")
    view.notebook.run_cell(2)
    other = View(view.notebook, 2)
    expect(cell(other, "says")).to_be_visible()
    cell(view, "says").dblclick(position={"x": 40, "y": 100})
    view.page.keyboard.type("From one")
    # Python and the other view go on while it is typed.
    view.python("board.add('thinks', 'From Python'); None")
    expect(cell(other, "thinks")).to_contain_text("From Python")
    view.page.keyboard.press("Enter")
    expect(cell(other, "says")).to_contain_text("From one")
    cell(other, "says").get_by_role("button", name="Add a note").click()
    view.page.keyboard.type("From two")
    view.page.keyboard.press("Enter")
    expect(cell(view, "says")).to_contain_text("From two")
    carry(other, note(other, "From one"), cell(other, "thinks"))
    wanted = [["says", "From two"], ["thinks", "From Python"], ["thinks", "From one"]]
    view.eventually(NOTES, wanted)
    for one in (view, other):
        expect(one.root.locator(".cjm-sticky")).to_have_text(
            ["From two", "From Python", "From one"]
        )


def test_a_board_in_jupyterlab(lab):
    """[B242] The same in JupyterLab; no key leaves the board, the notebook's cells stay."""
    view = opened(lab)
    cells = view.page.evaluate(CELLS)
    worked(view)
    quiet = [key for key in PRINTABLE if key not in "nN"]
    count, out = view.root.evaluate(SWEEP, quiet)
    assert count > 8
    assert out == []
    # An emoji bar may have opened; all keys, pressed for real, on a note and on a cell.
    for part in (note(view, "Too many"), cell(view, "does")):
        view.page.keyboard.press("Escape")
        part.focus()
        view.page.keyboard.type(PRINTABLE)
        for key in OTHERS:
            view.page.keyboard.press(key)
        assert view.root.evaluate("(root) => root.contains(document.activeElement)")
        assert view.page.evaluate(CELLS) == cells


def test_moving_without_a_drag(quick):
    """[B243] Keys and the menu lead where a drag leads, and the focus goes along."""
    view = opened(quick)
    view.python("for text in 'abc': board.add('says', f'Note {text}')\nNone")
    expect(view.root.locator(".cjm-sticky")).to_have_count(3)
    note(view, "Note a").click()
    view.page.keyboard.press("Alt+ArrowDown")
    view.eventually(NOTES, [["says", "Note b"], ["says", "Note a"], ["says", "Note c"]])
    view.page.keyboard.press("Alt+ArrowRight")
    view.eventually(NOTES, [["says", "Note b"], ["says", "Note c"], ["thinks", "Note a"]])
    expect(note(view, "Note a")).to_be_focused()
    view.page.keyboard.press("Shift+F10")
    view.choose("Does")
    view.eventually(NOTES, [["says", "Note b"], ["says", "Note c"], ["does", "Note a"]])
    expect(note(view, "Note a")).to_be_focused()
    view.page.keyboard.press("Delete")
    view.eventually(NOTES, [["says", "Note b"], ["says", "Note c"]])
    view.root.locator(".cjm-toast").get_by_role("button", name="Undo").click()
    view.eventually("len(board.notes)", 3)
    note(view, "Note c").click(button="right")
    view.root.get_by_role("menuitemcheckbox", name="Blue").click()
    view.eventually("board.notes[1].color", "#3f8fd8")


def test_a_drag_that_is_called_off(quick):
    """[B243] Escape calls a drag off; a drop within the cell puts a note before another."""
    view = opened(quick)
    view.python("for text in 'ab': board.add('says', f'Note {text}')\nNone")
    expect(view.root.locator(".cjm-sticky")).to_have_count(2)
    revision = view.python("j.revision")
    first = note(view, "Note a").bounding_box()
    view.page.mouse.move(first["x"] + 14, first["y"] + 12)
    view.page.mouse.down()
    view.page.mouse.move(first["x"] + 60, first["y"] + 160, steps=5)
    view.root.locator(".cjm-dragged").wait_for()
    view.page.keyboard.press("Escape")
    expect(view.root.locator(".cjm-dragged")).to_have_count(0)
    view.page.mouse.up()
    assert view.python("j.revision") == revision
    carry(view, note(view, "Note b"), note(view, "Note a"), x=0.2, y=0.5)
    view.eventually(NOTES, [["says", "Note b"], ["says", "Note a"]])


def test_boards_in_the_editor(quick):
    """[B244] The menu of views lists the boards of the map, adds one and opens it; a note leads to
    what it became; a board that is removed comes back with undo."""
    view = show(quick, BIKE)
    view.button("View").click()
    view.root.get_by_role("menu").get_by_text("Boards", exact=True).click()
    expect(view.root).to_contain_text("There is no board on this map yet")
    view.root.get_by_role("button", name="4Ls").click()
    cell(view, "liked").get_by_role("button", name="Add a note").click()
    view.page.keyboard.type("Friendly mechanics")
    view.page.keyboard.press("Enter")
    view.eventually("[[n.cell, n.text] for n in j.sticky_notes]", [["liked", "Friendly mechanics"]])
    promote(view, "Friendly", "Gain", "First service")
    note(view, "Friendly").get_by_role("button", name="Gain at").click()
    card = view.python("j.sticky_notes[0].promoted_to")
    expect(view.record(card)).to_be_visible()
    expect(view.inspector).to_contain_text("Friendly mechanics")
    view.button("View").click()
    view.root.get_by_role("menu").get_by_text("Boards", exact=True).click()
    view.button("All boards").click()
    view.button("Remove: 4Ls").click()
    view.eventually("[len(j.boards), len(j.sticky_notes)]", [0, 0])
    view.tool("Undo").click()
    view.eventually("[len(j.boards), len(j.sticky_notes)]", [1, 1])


@pytest.mark.parametrize("language", ["en", "it", "pl", "fr"])
def test_every_kind_in_every_language(context, language):
    """[B245] Every kind of board, light and dark, at 1400 and 700 px, has no axe violation (WCAG
    2.2 AA), no part that sticks out and no target under 24 px."""
    journey = boarded()()
    first = journey.boards[0]
    pain = next(card for card in journey.cards if card.kind == "pain")
    for key, kind in kinds(language).items():
        if key != first.kind:
            about = pain if kind.needs else None
            board = journey.add_board(key, kind.title, about=about)
            for number, part in enumerate(kind.cells):
                journey.add_sticky_note(board, part.key, f"Note {number}", author="Lea")
    widget = cjm.Board(first, journey, language=language)
    window = context.browser.new_context(reduced_motion="reduce")
    try:
        with plain_page(window, widget) as plain:
            plain.page.evaluate(f"() => {{ {AXE.read_text('utf-8')} }}")
            for board in journey.boards:
                widget._solo = {"part": "board", "record": board.id}
                cells = kinds()[board.kind].cells
                expect(plain.root.locator(f"[data-cell={cells[0].key}]")).to_be_visible()
                expect(plain.root.locator("[data-cell]")).to_have_count(len(cells))
                for theme in ("light", "dark"):
                    widget.theme = theme
                    plain.page.emulate_media(color_scheme=theme)
                    expect(plain.root).to_have_attribute("data-theme", theme)
                    for width in (1400, 700):
                        plain.page.set_viewport_size({"width": width, "height": 900})
                        plain.quiet()
                        read, found = plain.root.evaluate(CHECK)
                        assert found == [], (board.kind, theme, width)
                        assert read
                        assert plain.root.evaluate(TOO_WIDE) == [], (board.kind, width)
                        assert plain.root.evaluate(TOO_SMALL) == [], (board.kind, width)
            assert plain.errors == []
            assert plain.requests == []
    finally:
        widget.close()
        window.close()


def test_cells_stack_where_it_is_narrow(quick):
    """[B246] On a phone the cells stand below each other, and arrows follow that."""
    view = opened(quick, width=420, height=800)
    boxes = [cell(view, key).bounding_box() for key in ("says", "thinks", "does", "feels")]
    assert len({box["x"] for box in boxes}) == 1
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})
    cell(view, "says").focus()
    view.page.keyboard.press("ArrowDown")
    expect(cell(view, "thinks")).to_be_focused()


def test_votes_comments_and_emoji_on_a_note(quick):
    """[B247] What people do to a map together they do to notes too: emoji, comments."""
    view = show(quick, BIKE)
    view.python("board = cjm.Board('four-ls', j); note = board.add('liked', 'Quiet shop'); None")
    view.button("View").click()
    view.root.get_by_role("menu").get_by_text("Boards", exact=True).click()
    view.root.get_by_role("button", name="4Ls").first.click()
    note(view, "Quiet").click()
    view.page.keyboard.press("r")
    view.root.get_by_role("dialog").get_by_role("button", name="👍").click()
    view.eventually("[[r.emoji, r.target == note.id] for r in j.reactions]", [["👍", True]])
    expect(note(view, "Quiet")).to_contain_text("👍")
    note(view, "Quiet").click(button="right")
    view.choose("Comments")
    panel = view.root.locator(".cjm-part")
    panel.get_by_role("textbox").first.fill("Since when?")
    view.page.keyboard.press("Control+Enter")
    view.eventually("[c.text for c in j.comments if c.target == note.id]", ["Since when?"])
