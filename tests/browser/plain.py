"""A page that is no notebook: the built script under a strict policy, its map in this process."""

from __future__ import annotations

import ast
import json
from contextlib import ExitStack, contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from cjm_widgets import JourneyEditor
from cjm_widgets._bundle import STATIC
from cjm_widgets.widgets.answers import Answers
from cjm_widgets.widgets.sync import CommBridge, Envelope
from tests.browser.lab import agrees, shoot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from cjm_widgets import Compare, Journey

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
<body><div id="place"></div>
<script type="module" src="/host.js"></script>
"""
#: What anywidget does for a widget: a model with traits and messages, and a place to draw in.
HOST = """
import make from "/widget.js";

window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
const traits = { selection: [], theme: "auto", language: "en", height: 600, read_only: false };
Object.assign(traits, await (await import("/traits.js")).default);
let waiting = 0;
window.waiting = () => waiting;
const heard = [];
const followed = [];
window.select = (ids) => {
  traits.selection = ids;
  for (const listener of followed) listener();
};
const model = {
  get: (name) => traits[name],
  set: (name, value) => { traits[name] = value; },
  save_changes() {},
  on: (event, listener) => {
    if (event === "msg:custom") heard.push(listener);
    if (event === "change:selection") followed.push(listener);
  },
  off() {},
  send: (message) => {
    waiting += 1;
    pass(window.toKernel(JSON.stringify(message))).finally(() => { waiting -= 1; });
  },
};
const pass = async (answer) => {
  for (const [message, buffers] of JSON.parse(await answer)) {
    const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const views = buffers.map((text) => new DataView(bytes(text).buffer));
    for (const listener of heard) listener(message, views);
  }
};
const widget = await make();
widget.initialize({ model });
const el = document.getElementById("place");
let remove = widget.render({ model, el });
window.again = () => {
  remove();
  remove = widget.render({ model, el });
};
// What the kernel says unasked.
setInterval(() => pass(window.toKernel("null")), 50);
"""


class _Channel:
    """Stands for the widget: what is sent waits until the page fetches it."""

    def __init__(self) -> None:
        self.outbox: SimpleQueue[tuple[Any, list[str]]] = SimpleQueue()
        self.callbacks: list[Callable[..., None]] = []

    def send(self, content: Any, buffers: Any = None) -> None:
        self.outbox.put((content, [bytes(one).decode("latin-1") for one in buffers or []]))

    def on_msg(self, callback: Any, remove: bool = False) -> None:
        (self.callbacks.remove if remove else self.callbacks.append)(callback)

    def exchange(self, message: str) -> str:
        content = json.loads(message)
        for callback in list(self.callbacks) if content else ():
            callback(self, content, [])
        found = []
        while True:
            try:
                found.append(self.outbox.get_nowait())
            except Empty:
                return json.dumps(found)


class Plain:
    """The page: `root` is the editor on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []

    @property
    def root(self) -> Locator:
        return self.page.locator(".cjm")

    def violations(self) -> list[str]:
        found: list[str] = self.page.evaluate("() => window.violations")
        return found


@contextmanager
def plain_page(
    context: BrowserContext, journey: Journey, compared: Compare | None = None, **traits: Any
) -> Iterator[Plain]:
    """Open a map on a page of its own, or both of a comparison.

    `traits` are those of the widget that are not as usual.
    """
    channel = _Channel()
    more = compared._questions() if compared else {}
    answers = Answers(journey, channel.send, more)
    bridges = [CommBridge(channel, journey.authority, answers.receive)]
    if compared:
        side, other = Envelope(channel, "b"), compared.b
        traits = {"_solo": compared._solo, "_names": list(compared.names), **traits}
        bridges.append(CommBridge(side, other.authority, Answers(other, side.send).receive))
    page = context.new_page()
    plain = Plain(page)
    files = {
        URL: ("text/html", PAGE),
        f"{URL}host.js": ("text/javascript", HOST),
        f"{URL}traits.js": ("text/javascript", f"export default {json.dumps(traits)}"),
        f"{URL}widget.js": ("text/javascript", (STATIC / "widget.js").read_text("utf-8")),
    }

    def serve(route: Any) -> None:
        kind, body = files.get(route.request.url, ("", ""))
        if not kind:
            plain.requests.append(route.request.url)
            route.abort()
            return
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Content-Security-Policy": POLICY}
        route.fulfill(body=body, headers=headers)

    page.route("**/*", serve)
    page.on("dialog", lambda dialog: (plain.dialogs.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: plain.errors.append(str(error)))
    page.expose_function("toKernel", channel.exchange)
    try:
        page.goto(URL)
        page.wait_for_function("() => window.again")
        yield plain
    finally:
        page.close()
        for bridge in bridges:
            bridge.close()


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
        return QuickNotebook(self, context, cells, theme)

    def problems(self) -> list[str]:
        """Give what must not happen in any test."""
        return [
            *(f"uncaught in the page: {error}" for page in self.pages for error in page.errors),
            *(f"request: {url}" for page in self.pages for url in page.requests),
        ]


class QuickNotebook:
    """Cells that run in this process; the one that ends with an editor shows it on a page."""

    def __init__(
        self, quick: Quick, context: BrowserContext, cells: Sequence[str], theme: str
    ) -> None:
        self._quick = quick
        self._context = context
        self._cells = cells
        self._theme = theme
        self._names: dict[str, Any] = {}
        self._shown: Plain | None = None

    @property
    def page(self) -> Page:
        """The page of the editor; a cell that shows one comes first."""
        assert self._shown, "no cell has shown an editor"
        return self._shown.page

    def run_cell(self, index: int) -> None:
        """Run a cell; an editor at its end is shown."""
        value = self._run(self._cells[index])
        if not isinstance(value, JourneyEditor):
            return
        names = ("language", "_messages", "read_only", "height", "_solo")
        traits = {name: getattr(value, name) for name in names if value.has_trait(name)}
        opened = plain_page(self._context, value.journey, **traits, theme=self._theme)
        self._shown = self._quick.stack.enter_context(opened)
        self._quick.pages.append(self._shown)
        ground = "#fff" if self._theme == "light" else "#111317"
        self.page.evaluate("(ground) => { document.body.style.background = ground }", ground)

    def output(self, _index: int) -> Locator:
        """Give where the editor is."""
        return self.page.locator("#place")

    def python(self, code: str) -> Any:
        """Run code beside the cells; give the value of its last expression, as JSON has it."""
        return json.loads(json.dumps(self._run(code)))

    def eventually(self, code: str, value: object, seconds: float = 30) -> None:
        """Wait until `code` has this value; fail with the last one seen."""
        agrees(self, code, value, seconds)

    def screenshot(self, name: str, *, of: Locator | None = None) -> Path:
        """Take a picture of the page, or of one element."""
        return shoot(of or self.page, name)

    def _run(self, code: str) -> Any:
        tree = ast.parse(code)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(ast.unparse(tree), self._names)  # noqa: S102 - the test's own text
        return eval(ast.unparse(last), self._names) if last else None  # noqa: S307
