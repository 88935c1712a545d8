"""A page that is no notebook: the built script under a strict policy, its widgets in this process.

What a widget and its page say to each other is what they say in a notebook: custom messages,
and the traits, both ways. Only the way is another one.
"""

from __future__ import annotations

import ast
import json
from contextlib import ExitStack, contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from cjm_widgets import Journey, JourneyEditor, LiveChart
from cjm_widgets._bundle import STATIC
from cjm_widgets.widgets.dashboard import Dashboard
from tests.browser.lab import agrees, shoot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

#: Not on the network, and yet a place that browsers trust with their clipboard.
URL = "http://plain.localhost/"
#: No code but the page's own and what the widget unpacks from itself; no text that turns into
#: markup or code on any of the ways that Trusted Types close; no request whatsoever. Only the
#: widget's style sheet needs a door.
POLICY = (
    "default-src 'none'; script-src 'self' blob:; style-src 'unsafe-inline'; "
    "require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'"
)
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Plain</title>
<body>
<script type="module" src="/host.js"></script>
"""
#: What Jupyter and anywidget do for widgets: models with traits and messages, places to draw in.
HOST = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
const models = new Map();
/** How many messages, and which questions, have no answer yet. */
let waiting = 0;
const asked = new Set();
window.waiting = () => waiting + asked.size;

const tell = async (id, data) => {
  waiting += 1;
  try {
    await pass(window.toKernel(JSON.stringify([id, data])));
  } finally {
    waiting -= 1;
  }
};
const pass = async (answer) => {
  const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  for (const [id, data, buffers] of JSON.parse(await answer))
    models.get(id)?.receive(data, buffers.map((text) => new DataView(bytes(text).buffer)));
};

/** What JupyterLab gives to find other models with; an editor takes it for a whole notebook. */
const manager = { get_model: async (id) => models.get(id) };

class Model {
  #id;
  #state;
  #unsaved = new Set();
  #listeners = new Map();
  constructor(id, state) {
    this.#id = id;
    this.#state = state;
    if ("_editor" in state) this.widget_manager = manager;
  }
  get(name) {
    return this.#state[name];
  }
  set(name, value) {
    this.#unsaved.add(name);
    this.put({ [name]: value });
  }
  /** Take values over, as if the kernel had sent them. */
  put(values) {
    const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
    const news = Object.keys(values).filter((name) => !same(values[name], this.#state[name]));
    Object.assign(this.#state, values);
    for (const name of news) this.#fire(`change:${name}`);
  }
  save_changes() {
    if (!this.#unsaved.size) return;
    const state = Object.fromEntries([...this.#unsaved].map((name) => [name, this.#state[name]]));
    this.#unsaved.clear();
    tell(this.#id, { method: "update", state, buffer_paths: [] });
  }
  send(content) {
    const message = content.message ?? content;
    if (message.type === "ask") asked.add(message.id);
    tell(this.#id, { method: "custom", content });
  }
  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }
  off(event, listener) {
    const left = (this.#listeners.get(event) ?? []).filter((one) => one !== listener);
    this.#listeners.set(event, left);
  }
  receive(data, buffers) {
    if (data.method === "custom") {
      const message = data.content.message ?? data.content;
      if (message.type === "answer") asked.delete(message.id);
      this.#fire("msg:custom", data.content, buffers);
    }
    // The echo of what a page has set is for the other pages.
    if (data.method === "update") this.put(data.state);
  }
  #fire(event, ...values) {
    for (const listener of this.#listeners.get(event) ?? []) listener(...values);
  }
}

/** The widgets that were shown, and what takes the view in a place off again. */
const widgets = new Map();
const views = new Map();
let last;
/** Make the model of a widget, as a page does for all that a kernel has, shown or not. */
window.begin = async (id, state, script) => {
  if (!models.has(id)) {
    const model = new Model(id, state);
    // What comes for it meanwhile is not lost.
    models.set(id, model);
    const { default: make } = await import(script);
    const widget = await make();
    widgets.set(id, widget);
    widget.initialize({ model });
  }
};
/** Show a widget in a place, instead of what is there. */
window.show = async (place, id, state, script) => {
  await window.begin(id, state, script);
  let el = document.getElementById(place);
  if (!el) {
    el = document.createElement("div");
    el.id = place;
    document.body.append(el);
  }
  last = { id, el };
  window.again();
};
/** Take off what is in a place, and be done with its widget. */
window.takeOff = (place) => {
  const el = document.getElementById(place);
  views.get(el)?.();
  views.delete(el);
};
/** Show once more what was shown last. */
window.again = () => {
  const { id, el } = last;
  views.get(el)?.();
  views.set(el, widgets.get(id).render({ model: models.get(id), el }));
};
/** What code does that selects; the kernel hears nothing of it. */
window.select = (ids) => models.get(last.id).put({ selection: ids });

// Like a notebook, the page opens a menu of its own on each right click that it hears of.
document.addEventListener("contextmenu", () => {
  document.body.append(Object.assign(document.createElement("div"), { className: "lm-Menu" }));
});

// What the kernel says unasked.
const listen = async () => {
  await pass(window.toKernel("null"));
  setTimeout(listen, 50);
};
listen();
window.ready = true;
"""
#: Nothing is on its way, no part is still to come, and what came has been drawn for a while.
QUIET = """() => new Promise((done) => {
  const loading = '.cjm :is(.cjm-part, .cjm-place) > .cjm-hint[role=status]';
  const drawing = '.cjm-live:not([data-drawn])';
  const busy = () =>
    window.waiting() || document.querySelector(loading) ||
    document.querySelector(drawing);
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(look)), 100);
  };
  const watcher = new MutationObserver(wait);
  const look = () => {
    if (busy()) return wait();
    watcher.disconnect();
    done();
  };
  watcher.observe(document.body,
    { subtree: true, childList: true, attributes: true, characterData: true });
  wait();
})"""
Shown = JourneyEditor | LiveChart
#: The code of a widget comes as a file.
CODE = ("_esm", "_css")


class _Wire:
    """Between the widgets of this process and one page: what they say waits until it is fetched."""

    def __init__(self) -> None:
        self._outbox: SimpleQueue[tuple[str, Any, list[str]]] = SimpleQueue()
        self._comms: dict[str, Any] = {}

    def connect(self, widget: Shown) -> tuple[str, dict[str, Any], str]:
        """Connect a widget, if it is not yet; give its id, what its traits are and its script."""
        comm: Any = widget.comm
        if comm.comm_id not in self._comms:
            self._comms[comm.comm_id] = comm

            def publish(kind: str, data: Any = None, *, buffers: Any = None, **_: Any) -> None:
                if kind == "comm_msg":
                    texts = [bytes(one).decode("latin-1") for one in buffers or []]
                    self._outbox.put((comm.comm_id, data, texts))

            # Without a kernel nothing goes out by itself.
            comm.publish_msg = publish
        state: dict[str, Any] = widget.get_state()
        script = "/chart.js" if isinstance(widget, LiveChart) else "/widget.js"
        return comm.comm_id, {name: state[name] for name in state if name not in CODE}, script

    def exchange(self, message: str) -> str:
        """Take a message of the page, if it has one; give all that there is for it."""
        if (sent := json.loads(message)) is not None:
            comm_id, data = sent
            self._comms[comm_id].handle_msg({"content": {"data": data}, "buffers": []})
        found = []
        while True:
            try:
                found.append(self._outbox.get_nowait())
            except Empty:
                return json.dumps(found)


class Plain:
    """The page: `root` is the editor on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self._wire = _Wire()
        self._files = {
            URL: ("text/html", PAGE),
            f"{URL}host.js": ("text/javascript", HOST),
            **{
                f"{URL}{name}": ("text/javascript", (STATIC / name).read_text("utf-8"))
                for name in ("widget.js", "chart.js")
            },
        }
        page.route("**/*", self._serve)
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.expose_function("toKernel", self._wire.exchange)
        page.goto(URL)
        page.wait_for_function("() => window.ready")

    @property
    def root(self) -> Locator:
        return self.page.locator(".cjm")

    def show(self, widget: Shown, place: str = "place") -> None:
        """Show a widget in the element of this id, instead of what is there."""
        self.page.evaluate("(all) => window.show(...all)", [place, *self._wire.connect(widget)])

    def quiet(self) -> None:
        """Wait until the page has done all it is going to do by itself."""
        self.page.evaluate(QUIET)

    def violations(self) -> list[str]:
        found: list[str] = self.page.evaluate("() => window.violations")
        return found

    def _serve(self, route: Any) -> None:
        kind, body = self._files.get(route.request.url, ("", ""))
        if not kind:
            self.requests.append(route.request.url)
            route.abort()
            return
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Content-Security-Policy": POLICY}
        route.fulfill(body=body, headers=headers)


@contextmanager
def plain_page(
    context: BrowserContext, shown: Journey | JourneyEditor, **options: Any
) -> Iterator[Plain]:
    """Open a widget on a page of its own: this one, or an editor of a map with these options."""
    widget = shown
    if isinstance(widget, Journey):
        widget = JourneyEditor(widget, **{"language": "en", "height": 600, **options})
    page = context.new_page()
    try:
        plain = Plain(page)
        plain.show(widget)
        yield plain
    finally:
        page.close()
        if widget is not shown:
            widget.close()


class Quick:
    """Opens notebooks like `Lab`, without JupyterLab and without a kernel of their own.

    For what the editor does by itself: a test takes a second instead of ten. What the page around
    it may do to it (keys, styles, loading again, two pages) is tested in JupyterLab.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.stack = ExitStack()
        self.pages: list[Plain] = []

    def open(
        self, cells: Sequence[str], *, theme: str = "light", width: int = 1400, height: int = 900
    ) -> QuickNotebook:
        """Give a notebook of these cells, none of them run yet."""
        window: Any = {"viewport": {"width": width, "height": height}, "color_scheme": theme}
        context = self._browser.new_context(**window, reduced_motion="reduce")
        self.stack.callback(context.close)
        plain = Plain(context.new_page())
        self.pages.append(plain)
        ground = "#fff" if theme == "light" else "#111317"
        plain.page.evaluate("(ground) => { document.body.style.background = ground }", ground)
        return QuickNotebook(self, plain, cells)

    def problems(self) -> list[str]:
        """Give what must not happen in any test."""
        return [
            *(f"uncaught in the page: {error}" for page in self.pages for error in page.errors),
            *(f"request: {url}" for page in self.pages for url in page.requests),
        ]


class QuickNotebook:
    """Cells that run in this process; those that end with a widget show it on a page."""

    def __init__(self, quick: Quick, plain: Plain, cells: Sequence[str]) -> None:
        self.page = plain.page
        self._quick = quick
        self._plain = plain
        self._cells = cells
        self._names: dict[str, Any] = {}
        self._widgets: set[Shown] = set()

    def run_cell(self, index: int) -> None:
        """Run a cell; a widget at its end is shown, a map in an editor."""
        value = self._run(self._cells[index])
        if isinstance(value, Journey):
            value = JourneyEditor(value)
        if isinstance(value, Dashboard):
            # One below the other: the boxes around them are JupyterLab's.
            for number, part in enumerate((value.editor, *value.charts)):
                self._plain.show(part, f"cell-{index}-{number}")
            self._quick.stack.callback(value.close)
        if isinstance(value, Shown):
            self._plain.show(value, f"cell-{index}")
            if value not in self._widgets:
                self._widgets.add(value)
                self._quick.stack.callback(value.close)

    def output(self, index: int) -> Locator:
        """Give where the widget of a cell is."""
        return self.page.locator(f"#cell-{index}")

    def python(self, code: str) -> Any:
        """Run code beside the cells; give the value of its last expression, as JSON has it."""
        return json.loads(json.dumps(self._run(code)))

    def eventually(self, code: str, value: object, seconds: float = 30) -> None:
        """Wait until `code` has this value; fail with the last one seen."""
        agrees(self, code, value, seconds)

    def quiet(self) -> None:
        """Wait until the page has done all it is going to do by itself."""
        self._plain.quiet()

    def screenshot(self, name: str, *, of: Locator | None = None) -> Path:
        """Take a picture of the page, or of one element."""
        return shoot(of or self.page, name)

    def _run(self, code: str) -> Any:
        tree = ast.parse(code)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(ast.unparse(tree), self._names)  # noqa: S102 - the test's own text
        return eval(ast.unparse(last), self._names) if last else None  # noqa: S307
