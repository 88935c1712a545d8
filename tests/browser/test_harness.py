"""The harness itself: what the other browser tests stand on."""

import pytest
from playwright.sync_api import expect

from tests.browser.maps import SMALL
from tests.browser.view import View, show

COUNTER = '''
import anywidget, traitlets

class Counter(anywidget.AnyWidget):
    _esm = """
    export default { render({ model, el }) {
      const button = document.createElement("button");
      button.className = "counter";
      const show = () => { button.textContent = `count ${model.get("count")}`; };
      button.addEventListener("click", () => {
        model.set("count", model.get("count") + 1);
        model.save_changes();
      });
      model.on("change:count", show);
      show();
      el.append(button);
    } };
    """
    count = traitlets.Int(0).tag(sync=True)

counter = Counter()
counter
'''


def test_a_click_reaches_python_and_python_reaches_the_view(lab):
    notebook = lab.open([COUNTER])
    notebook.run_all()
    button = notebook.output(0).locator("button.counter")
    button.click()
    button.click()
    notebook.eventually("counter.count", 2)
    assert notebook.python("counter.count = 41; {'count': counter.count, 'pair': (1, None)}") == {
        "count": 41,
        "pair": [1, None],
    }
    button.get_by_text("count 41").wait_for()
    assert notebook.cells() == [COUNTER]


def test_a_second_page_and_a_reload_show_the_same_model(lab):
    notebook = lab.open([COUNTER])
    notebook.run_all()
    other = notebook.second_page()
    other.page.locator("button.counter").click()
    notebook.page.get_by_text("count 1").wait_for()
    notebook.reload()
    notebook.page.locator("button.counter").click()
    other.page.get_by_text("count 2").wait_for()
    assert other.python("counter.count") == 2


def test_a_restarted_kernel_is_a_new_one(lab):
    notebook = lab.open(["here = 1"], theme="dark", width=1000, height=700)
    notebook.run_all()
    assert notebook.python("'here' in globals()") is True
    notebook.restart_kernel()
    assert notebook.python("'here' in globals()") is False
    assert notebook.page.evaluate("document.body.dataset.jpThemeLight") == "false"
    assert notebook.screenshot("harness-dark").stat().st_size > 0
    notebook.save()
    assert "here = 1" in notebook.file.read_text("utf-8")


def test_an_error_in_a_cell_or_in_python_is_raised_here(lab):
    notebook = lab.open(["1 / 0"])
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        notebook.run_all()
    with pytest.raises(AssertionError, match="NameError"):
        notebook.python("nowhere")


def test_uncaught_exceptions_and_foreign_requests_are_seen(lab):
    notebook = lab.open(["1"])
    notebook.page.evaluate("() => { setTimeout(() => { throw new Error('on purpose'); }); }")
    notebook.page.evaluate("() => fetch('https://example.invalid/').catch(() => {})")
    notebook.page.wait_for_timeout(50)
    problems = lab.problems()
    assert [p.split(":")[0] for p in problems] == [
        "uncaught in the page",
        "request to another host",
    ]
    assert "on purpose" in problems[0]
    lab.page_errors.clear()
    lab.outside.clear()


def test_traits_of_a_widget_reach_its_plain_page_and_come_back(quick):
    view = show(quick)
    view.python("heard = []; editor.observe(lambda news: heard.append(news['new']), 'selection')")
    view.record("ad").click()
    view.eventually("editor.selection", ["ad"])
    view.python("editor.selection = ['order']")
    expect(view.record("order")).to_have_attribute("aria-selected", "true")
    expect(view.record("ad")).to_have_attribute("aria-selected", "false")
    # Each is said once: what came from one end does not go back to it.
    view.notebook.quiet()
    assert view.python("heard") == [["ad"], ["order"]]
    view.python("editor.language = 'it'; editor.theme = 'dark'; editor.height = 333")
    expect(view.button("Annulla")).to_be_visible()
    expect(view.root).to_have_attribute("data-theme", "dark")
    expect(view.map).to_be_visible()
    assert view.root.bounding_box()["height"] == 333
    view.python("editor.read_only = True")
    expect(view.button("Annulla")).to_have_count(0)


def test_widgets_on_a_plain_page_are_told_apart(quick):
    notebook = quick.open([SMALL, "editor", "cjm.JourneyEditor(cjm.Journey('Tea'))", "editor"])
    for index in range(4):
        notebook.run_cell(index)
    view, other, again = (View(notebook, index) for index in (1, 2, 3))
    expect(other.root.locator(".cjm-title")).to_have_text("Tea")
    view.rename(view.record("ad").locator(".cjm-name"), "Smells coffee")
    view.eventually("j.touchpoints['ad'].name", "Smells coffee")
    expect(again.record("ad").locator(".cjm-name")).to_have_text("Smells coffee")
    # Run again, the cell shows something else.
    notebook.python("editor = cjm.JourneyEditor(cjm.Journey('Water'))")
    notebook.run_cell(3)
    expect(again.root.locator(".cjm-title")).to_have_text("Water")
    expect(notebook.output(3).locator(".cjm")).to_have_count(1)


def test_what_must_not_happen_on_a_plain_page_is_seen(quick):
    view = show(quick)
    view.page.evaluate("() => { setTimeout(() => { throw new Error('on purpose'); }); }")
    view.page.evaluate("() => { new Image().src = 'https://example.invalid/'; }")
    view.page.mouse.click(2, 890, button="right")
    # The page has a menu of its own for what the editor leaves to it.
    expect(view.page.locator(".lm-Menu")).to_have_count(1)
    (page,) = quick.pages
    view.notebook.quiet()
    assert page.violations() == ["img-src https://example.invalid/ "]
    assert [problem.split(":")[0] for problem in quick.problems()] == ["uncaught in the page"]
    page.errors.clear()
