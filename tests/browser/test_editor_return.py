"""Kernels that die and come back, pages that are loaded again: what was typed is still there."""

import os
import re
import signal
import time

import pytest
from playwright.sync_api import expect

from cjm_widgets._bundle import bundle
from tests.browser.maps import SMALL
from tests.browser.test_editor_looks import check, picture
from tests.browser.view import View

#: The map as a file would bring it back: the same document in every kernel.
FILED = """
import os, pathlib
file = pathlib.Path("FILE")
if file.exists():
    j = cjm.load(file)
else:
    j.save(file)
editor = cjm.JourneyEditor(j)
"""

RECOVER = """
import cjm_widgets as cjm
j = cjm.recover().journey
editor = cjm.JourneyEditor(j)
editor
"""

FORGET = """() => new Promise((done) => {
  const forgetting = indexedDB.deleteDatabase("cjm_widgets");
  forgetting.onsuccess = () => done(true);
  forgetting.onerror = forgetting.onblocked = () => done(false);
})"""

KEPT = """() => new Promise((done) => {
  const opening = indexedDB.open("cjm_widgets");
  opening.onsuccess = () => {
    const database = opening.result;
    if (!database.objectStoreNames.contains("edits")) return done([]);
    const all = database.transaction("edits").objectStore("edits").getAll();
    all.onsuccess = () => { database.close(); done(all.result); };
  };
})"""


@pytest.fixture(autouse=True)
def _nothing_kept(context, server):
    """Forget what other tests, whose maps have this title, have left in the browser."""
    page = context.new_page()
    page.goto(f"{server.url}/api")
    assert page.evaluate(FORGET)
    page.close()


def filed(lab, name, **window):
    """Show the editor of a map that is in a file."""
    notebook = lab.open([SMALL + FILED.replace("FILE", f"{name}.cjm.json"), "editor"], **window)
    return run(notebook)


def run(notebook):
    notebook.run_cell(0)
    notebook.run_cell(1)
    return View(notebook, 1)


def kill(view, pid=None):
    """Kill the kernel, as the system does when memory is short."""
    pid = pid or view.python("__import__('os').getpid()")
    view.notebook._forget_client()
    os.kill(pid, signal.SIGKILL)
    # JupyterLab says, some time later, that it starts another one. That dialog takes the focus:
    # what is typed just then is typed into it, by nobody's fault.
    told = view.page.locator(".jp-Dialog")
    told.get_by_role("button", name="Ok").click(timeout=20_000)
    expect(told).to_have_count(0)


def rename(view, record, text):
    view.rename(view.record(record).locator(".cjm-name"), text)


def says_waiting(view, count, since):
    """[K10] Within 5 s of the loss it says how many edits wait, and hands them out."""
    words = f"{count} edits? waiting"
    expect(view.root.locator(".cjm-status")).to_contain_text(re.compile(words), timeout=5_000)
    assert time.monotonic() - since < 5
    expect(view.button("Download my edits")).to_be_visible()


def offers(view, count):
    words = re.compile(rf"{count} edits? of yours (is|are) not in this map \(today, ")
    expect(view.root.locator(".cjm-offer")).to_contain_text(words, timeout=15_000)


def put_in(view):
    view.button("Put into the map").click()
    expect(view.root.locator(".cjm-offer")).to_have_count(0)
    view.settled()
    view.page.wait_for_function(f"async () => (await ({KEPT})()).length === 0")


def test_a_killed_kernel_the_cell_run_again(lab):
    """[K3] [K10] Killed with edits waiting: counted, offered by the cell run again, put in."""
    view = filed(lab, "killed")
    kill(view)
    since = time.monotonic()
    rename(view, "ad", "After the end")
    says_waiting(view, 1, since)
    rename(view, "order", "And more")
    says_waiting(view, 2, time.monotonic())
    view.notebook.wait_idle()
    view = run(view.notebook)
    offers(view, 2)
    assert view.python("[t.name for t in j.touchpoints]") == ["Sees the ad", "Orders", "Drinks"]
    view.button("Show").click()
    expect(view.root.locator(".cjm-offer ol")).to_contain_text("After the end")
    put_in(view)
    view.eventually("[t.name for t in j.touchpoints]", ["After the end", "And more", "Drinks"])
    view.agrees()


def test_what_the_copy_in_the_notebook_does_not_have(lab):
    """[K9] The kernel took it and was killed before the copy was made: recovered, it is offered."""
    view = run(lab.open([SMALL, "editor", RECOVER]))
    rename(view, "order", "In the copy")
    view.eventually("editor._copied == j.revision > start", True)
    view.python(
        "import pathlib\n"
        "editor._copy._pace = 600\n"
        "unsubscribe = j.on_change(lambda entry: pathlib.Path('taken').write_text(entry.label))"
    )
    pid = view.python("__import__('os').getpid()")
    rename(view, "ad", "In no copy")
    view.eventually("pathlib.Path('taken').exists()", True)
    kill(view, pid)
    expect(view.root.locator(".cjm-status")).to_contain_text("Not connected", timeout=20_000)
    view.notebook.wait_idle()
    view.notebook.save()
    view.notebook.run_cell(2)
    view = View(view.notebook, 2)
    offers(view, 1)
    names = "[t.name for t in j.touchpoints]"
    assert view.python(names) == ["Sees the ad", "In the copy", "Drinks"]
    put_in(view)
    view.eventually(names, ["In no copy", "In the copy", "Drinks"])
    view.agrees()


def test_a_restarted_kernel_and_a_page_loaded_again(lab):
    """[K3] [K10] Restarted, edited, the page loaded again: offered all the same."""
    view = filed(lab, "reloaded")
    view.notebook.save()
    view.notebook.restart_kernel()
    since = time.monotonic()
    rename(view, "ad", "Before the reload")
    says_waiting(view, 1, since)
    view.notebook.reload()
    view = run(view.notebook)
    offers(view, 1)
    # The same map in another notebook offers them too; who puts them in first, has them.
    other = filed(lab, "reloaded")
    offers(other, 1)
    put_in(view)
    view.eventually("j.touchpoints['ad'].name", "Before the reload")
    expect(other.root.locator(".cjm-offer")).to_have_count(0)
    assert other.python("j.touchpoints['ad'].name") == "Sees the ad"


def test_a_server_that_is_gone(lab):
    """[K10] The server is gone: what is typed is counted, and arrives when it is back."""
    view = filed(lab, "offline")
    view.page.context.set_offline(True)
    # A socket that is open stays open in Chromium: it is closed as a server that ends does.
    view.page.evaluate(
        "() => { window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
        "._ws?.close(); }"
    )
    since = time.monotonic()
    rename(view, "ad", "Meanwhile")
    says_waiting(view, 1, since)
    view.page.context.set_offline(False)
    view.notebook.eventually("j.touchpoints['ad'].name", "Meanwhile", seconds=40)
    view.settled()
    expect(view.root.locator(".cjm-offer")).to_have_count(0)


def test_an_edit_that_the_map_holds_already_is_not_offered(lab):
    """[K6] The kernel took it, saved it and died before it could say so."""
    view = filed(lab, "there")
    # Its answers get lost: as when the kernel dies just after it has taken an edit.
    view.python("bridge = editor._bridge; bridge._widget = type('Deaf', (), {'send': print})()")
    rename(view, "ad", "Taken")
    view.eventually("j.touchpoints['ad'].name", "Taken")
    view.python("j.save(file); None")
    kill(view)
    says_waiting(view, 1, time.monotonic())
    view.notebook.wait_idle()
    view = run(view.notebook)
    view.agrees()
    view.page.wait_for_function(f"async () => (await ({KEPT})()).length === 0")
    expect(view.root.locator(".cjm-offer")).to_have_count(0)
    assert view.python("len(j.comments)") == 0


def test_a_frame_that_may_keep_nothing(lab):
    """[K2] In a sandboxed frame there is no storage: the edits stay on the page, and it says so."""
    page = lab.open(["1"]).page
    esm = bundle()[0].read_text("utf-8")
    seen = page.evaluate(
        """(esm) => new Promise((done) => {
          const frame = document.createElement("iframe");
          frame.sandbox = "allow-scripts";
          window.addEventListener("message", ({ data }) => data.cjm && done(data.cjm));
          frame.srcdoc = `<body><script type="module">
            const tell = (cjm) => parent.postMessage({ cjm }, "*");
            addEventListener("error", (event) => tell({ error: String(event.message) }));
            addEventListener("unhandledrejection", ({ reason }) => tell({ error: String(reason) }));
            addEventListener("message", async ({ data }) => {
              const url = URL.createObjectURL(new Blob([data], { type: "text/javascript" }));
              const widget = await (await import(url)).default();
              const events = {};
              const model = {
                get: () => undefined, set() {}, save_changes() {}, off() {},
                on: (name, f) => { events[name] = f; },
                send: (message) => {
                  if (message.type !== "hello") throw new Error("dead");
                  if (model.told) return;
                  model.told = true;
                  setTimeout(() => events["msg:custom"]({
                    type: "welcome", protocol: 1, to: message.client, epoch: "e", revision: 0,
                    known: [], rejected: [], records: [{ type: "journey", id: "m" }],
                  }));
                },
              };
              widget.initialize({ model });
              widget.render({ model, el: document.body });
              const find = async (what) => {
                for (let i = 0; i < 400; i++) {
                  const found = what();
                  if (found) return found;
                  await new Promise((go) => setTimeout(go, 50));
                }
                throw new Error("not there yet: " + document.body.innerText);
              };
              const buttons = () => [...document.querySelectorAll("button")];
              const add = await find(() => buttons().find((b) => b.textContent === "Add phase"));
              add.click();
              const notice = await find(() => document.querySelector(".cjm-banner-warning"));
              tell({ notice: notice.textContent });
            });
            parent.postMessage({ cjmReady: 1 }, "*");
          </script>`;
          window.addEventListener("message", ({ data }) =>
            data.cjmReady && frame.contentWindow.postMessage(esm, "*"));
          document.body.append(frame);
        })""",
        esm,
    )
    assert "in this page only" in seen.get("notice", ""), seen


def test_views_that_are_detached_moved_and_mirrored(lab):
    """[K21] A windowed notebook, a cell that is moved, an output in a view of its own."""
    fill = ["'x\\n' * 400"] * 30
    lab.server._configure("notebook-extension/tracker", {"windowingMode": "full"})
    try:
        notebook = lab.open([SMALL, "editor", *fill])
    finally:
        lab.server._configure("notebook-extension/tracker", {})
    notebook.run_all()
    scroll = "(i) => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'center')"
    notebook.page.evaluate(scroll, 1)
    view = View(notebook, 1)
    view.root = notebook.page.locator(".jp-Notebook .cjm").first
    view.map = view.root.locator(".cjm-map")
    # Far away from the cell the view is out of the page, or hidden in it; edits go on.
    for name in ("Away", "Away again"):
        notebook.page.evaluate(scroll, 31)
        expect(view.root).to_be_hidden()
        notebook.python(f"j.update('ad', name={name!r}); None")
        notebook.page.evaluate(scroll, 1)
        expect(view.root).to_be_visible()
        view.agrees()
    # The cell is moved down: its output is attached elsewhere.
    notebook.page.evaluate(
        "() => { const { content } = window.jupyterapp.shell.currentWidget;"
        " content.activeCellIndex = 1; }"
    )
    notebook.command("notebook:move-cell-down")
    view.agrees()
    rename(view, "order", "Moved")
    notebook.eventually("j.touchpoints['order'].name", "Moved")
    # The output once more, in a panel of its own: two views of one model, one client.
    notebook.command("notebook:create-output-view")
    mirror = notebook.page.locator(".jp-LinkedOutputView .cjm")
    expect(mirror.locator('[data-id="order"] .cjm-name')).to_have_text("Moved")
    notebook.python("j.update('ad', name='Both'); None")
    for root in (view.root, mirror):
        expect(root.locator('[data-id="ad"] .cjm-name')).to_have_text("Both")


@pytest.mark.parametrize(("theme", "width"), [("light", 1400), ("dark", 700)])
def test_what_waits_and_what_is_offered_is_read_whole(lab, theme, width):
    """[K10] Neither the count nor the offer has an axe violation, sticks out or is cut off."""
    view = filed(lab, f"looks-{theme}", theme=theme, width=width)
    view.notebook.restart_kernel()
    since = time.monotonic()
    rename(view, "ad", "Unbroken" * 20)
    says_waiting(view, 1, since)
    picture(view, f"waiting-{width}-{theme}")
    check(view)
    view = run(view.notebook)
    offers(view, 1)
    view.button("Show").click()
    expect(view.root.locator(".cjm-offer ol")).to_contain_text("Rename touchpoint “Unbroken")
    picture(view, f"offer-{width}-{theme}")
    check(view)
    put_in(view)
