"""Keys stay inside: whatever is pressed on the map, the notebook's cells stay as they were."""

import contextlib
import string

from playwright.sync_api import expect

from tests.browser.view import show

PRINTABLE = "".join(key for key in string.printable[:94] if key != " ")
OTHERS = [
    *("Space", "Enter", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"),
    *("PageUp", "PageDown", "Insert", "F2", "Shift+Enter", "Alt+Enter", "Shift+ArrowUp"),
    *("Shift+ArrowDown", "Backspace", "Delete", "Escape", "Escape"),
]

#: What the notebook is made of. An edit, a cut, a new type, a run, a hidden input: all of it shows.
CELLS = """() => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  return notebook.widgets.map((cell) => [
    cell.model.type, cell.model.sharedModel.getSource(), cell.model.executionCount ?? null,
    cell.inputHidden, cell.outputHidden ?? null, cell.model.outputs?.length ?? null]);
}"""

#: Presses keys on everything that can have the focus; gives what comes out of the editor.
SWEEP = """(root, keys) => {
  const out = [];
  const parts = [...root.querySelectorAll('button, input, textarea, select, [tabindex]')]
    .filter((part) => !part.disabled);
  let now = '';
  const seen = (event) => out.push(`${event.type} ${event.key} on ${now}`);
  for (const kind of ['keydown', 'keypress', 'keyup']) document.addEventListener(kind, seen);
  for (const part of parts) {
    now = part.getAttribute('aria-label') || part.className;
    for (const key of keys) {
      for (const kind of ['keydown', 'keypress', 'keyup']) {
        part.dispatchEvent(new KeyboardEvent(kind, { key, bubbles: true, composed: true }));
      }
    }
  }
  for (const kind of ['keydown', 'keypress', 'keyup']) document.removeEventListener(kind, seen);
  return [parts.length, out];
}"""


def test_no_key_reaches_the_notebook(lab):
    """[B51] Every key, in every part that can have the focus, leaves the notebook's cells alone."""
    view = show(lab)
    page = view.page
    cells = page.evaluate(CELLS)
    view.python("held = j.to_dict()")
    view.python(RESTORE)
    # The keys that change nothing, on all there is at once.
    view.record("ad").click()
    view.unfold()
    view.inspector.locator(".cjm-entry-fold").first.click()
    quiet = [key for key in PRINTABLE if key not in "n+"]
    count, out = view.root.evaluate(SWEEP, quiet)
    assert count > 100
    assert out == []
    assert page.evaluate(CELLS) == cells
    # All keys, pressed for real, in one part of each sort.
    for name, part in parts(view).items():
        ready(view)
        part().focus()
        assert inside(view), name
        page.keyboard.type(PRINTABLE)
        assert inside(view), name
        assert page.evaluate(CELLS) == cells, name
        for key in OTHERS:
            page.keyboard.press(key)
            assert inside(view), f"{key} on {name}"
        assert page.evaluate(CELLS) == cells, name
        view.settled()
        view.python("restore()")
        view.agrees()
    view.eventually("j.to_dict() == held", True)


def test_keys_of_the_page_still_work(lab):
    """[B52] Ctrl+S saves the notebook from every part; Tab goes through the editor and out."""
    view = show(lab)
    page = view.page
    view.record("ad").click()
    page.evaluate(COUNT_SAVES)
    for number, (name, part) in enumerate(parts(view).items(), start=1):
        ready(view)
        part().focus()
        page.keyboard.press("Control+s")
        page.wait_for_function("(n) => window.saves === n", arg=number)
        assert inside(view), name
        # Suggestions first, then what they belong to.
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    view.root.locator(".cjm-title [role=button]").focus()
    stops = []
    for _ in range(120):
        page.keyboard.press("Tab")
        if not inside(view):
            break
        stops.append(
            view.root.evaluate("() => document.activeElement.closest('.cjm-map') !== null")
        )
    assert not inside(view)
    # The map is one stop among them.
    assert stops.count(True) == 1
    assert len(stops) > 15


COUNT_SAVES = """() => {
  window.saves = 0;
  window.jupyterapp.commands.commandExecuted.connect((_, { id }) => {
    if (id === 'docmanager:save') window.saves += 1;
  });
}"""

RESTORE = """
def restore():
    while j.to_dict() != held:
        j.undo()
"""


def ready(view):
    """Select what has all fields, and close the panels that a key has opened."""
    if view.root.locator(".cjm-part").count():
        view.button("Close panel").click()
    # What had the focus before has it again, and is selected.
    view.settled()
    if not view.inspector.is_visible():
        view.button("Show details").click()
    # The one after the other, or what was asked for would be taken for what was there before.
    select(view, "drink", "Drinks")
    select(view, "ad", "Sees the ad")
    expect(view.field("Score of Ana")).to_be_visible()


def select(view, record, name):
    """Select a record from Python, as often as what a key has selected comes in behind it."""
    heading = view.inspector.locator("h2")
    for _ in range(10):
        view.python(f"editor.selection = []; editor.selection = [{record!r}]")
        with contextlib.suppress(AssertionError):
            return expect(heading).to_contain_text(name, timeout=3_000)
    return expect(heading).to_contain_text(name)


def inside(view):
    """Whether the focus is in the editor."""
    return view.root.evaluate("(root) => root.contains(document.activeElement)")


def parts(view):
    """One part of each sort, with what has to be done for it to be there."""
    page = view.page

    def at(row, column):
        return lambda: view.map.locator(f'[data-at="{row}/{column}"]')

    def field(label):
        return lambda: view.field(label)

    def opened(do):
        def part():
            do()
            return page.locator("textarea:focus, input:focus, button:focus")

        return part

    def menu():
        view.record("drink").hover()
        view.record("drink").locator(".cjm-dots button").click()

    def channels():
        view.cell("channels", "order").hover()
        view.cell("channels", "order").get_by_role("button", name="Add channel").click()

    def search():
        view.button("Search").click()
        expect(view.root.get_by_role("searchbox")).to_be_focused()

    def role(kind, name):
        return lambda: view.inspector.get_by_role(kind, name=name).first

    return {
        "title": lambda: view.root.locator(".cjm-title [role=button]"),
        "badge": lambda: view.root.locator(".cjm-badge"),
        "persona": lambda: view.button("Highlight Ana"),
        "toolbar": lambda: view.button("Close details").first,
        "phase": at("#phases", "before"),
        "touchpoint": at("#touchpoints", "order"),
        "row header": at("pains", "#header"),
        "channel cell": at("channels", "ad"),
        "emotion cell": at("emotion", "order"),
        "card cell": at("pains", "order"),
        "empty cell": at("gains", "ad"),
        "point": lambda: view.point("drink"),
        "card": lambda: view.record("awake"),
        "name being edited": opened(lambda: view.record("drink").locator(".cjm-name").dblclick()),
        "score being edited": opened(lambda: view.point("drink").dblclick()),
        "menu": opened(menu),
        "channel field": opened(channels),
        "inspector heading": lambda: view.inspector.locator("h2 [role=button]"),
        "text": field("Expectation"),
        "number": field("Score of Ana"),
        "time": field("Duration"),
        "tokens": field("Add to Channels"),
        "radio": role("radio", "met"),
        "check box": role("checkbox", "Moment of truth"),
        "comment": field("Write a comment"),
        "search": opened(search),
        "panel": lambda: view.inspector.get_by_role("button", name="Close details"),
    }
