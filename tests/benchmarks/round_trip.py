"""From the Enter that ends an edit to the answer of Python, in JupyterLab, against a bare echo.

One notebook holds a widget that echoes custom messages and one editor each of a small, a large
and a very large map, of which one at a time is seen. In turn with the echo each edit is made
twice: as the bare message of an edit, and by keyboard, when the browser also draws the map between
the Enter and the answer.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.benchmarks.figures import Figure, at_most, median, ms, percentile, spread
from tests.benchmarks.page.browser import STATIC, chromium
from tests.browser.lab import Lab, Server

ROUNDS = 40
SIZES = (100, 1_000, 10_000)
EXPORT = r"export\s*\{\s*([\w$]+) as default\s*\};?\s*$"
FRAME = re.compile(rb'"type": ?"(push|changed)"|"(ack|op)"')

CELL = '''
import pathlib, sys
sys.path.insert(0, {root!r})
import anywidget, ipywidgets, traitlets
import cjm_widgets as cjm
from tests.benchmarks import maps

class Echo(anywidget.AnyWidget):
    _esm = """
    export default {{ initialize({{ model }}) {{
      let heard;
      model.on("msg:custom", () => heard(performance.now()));
      (globalThis.cjmBench ??= {{}}).echo = async (number) => {{
        const answered = new Promise((done) => {{ heard = done; }});
        const start = performance.now();
        model.send({{ op: "set", id: "t" + number, v: number }});
        return {{ ms: await answered - start }};
      }};
    }}, render() {{}} }};
    """

    def __init__(self):
        super().__init__()
        self.on_msg(lambda _, content, buffers: self.send({{"ack": content}}))

def timed(size):
    class Timed(cjm.JourneyEditor):
        _esm = pathlib.Path("timed.js").read_text("utf-8")
        bench = traitlets.Unicode(str(size)).tag(sync=True)

    return Timed(maps.journey(size), height=260)

ipywidgets.VBox([Echo(), *map(timed, {sizes})])
'''
RUN = "([size, first, last]) => cjmBench.run(size, first, last)"
WAYS = {
    "push": "from push to answer",
    "edit": "from Enter, the editor drawing meanwhile",
}
READY = "() => document.querySelectorAll('.cjm-curve').length >= 3"


def module() -> str:
    """Give the bundle with its widget named, and the watch put around it."""
    text = (STATIC / "widget.js").read_text("utf-8")
    named, count = re.subn(
        r"export\s*\{\s*([\w$]+) as default\s*\};?\s*$", r"const bundled=\1;", text
    )
    if count != 1:
        raise RuntimeError("the bundle has no default export at its end")
    return named + Path(__file__).with_suffix(".js").read_text("utf-8")


def figures() -> Iterator[Figure]:
    found, frames = _measure()
    for size, way in itertools.product(SIZES, WAYS):
        taken, echo = ([run["ms"] / 1000 for run in found[size][name]] for name in (way, "echo"))
        floor = median(echo)
        yield at_most(
            f"one edit acknowledged at {size:,} touchpoints, {WAYS[way]} : bare echo",
            median(taken) / floor,
            1.15,
            notes=f"{ms(median(taken))} : {ms(floor)}; p95 {ms(percentile(taken, 95))} : "
            f"{ms(percentile(echo, 95))}; {len(taken)} rounds; spread {spread(echo):.0%}",
            data={"edit": taken, "echo": echo},
        )
    runs = found[SIZES[-1]]["edit"]
    push, answer = (max(run[way] for run in runs) for way in ("push", "answer"))
    sizes = {name: round(median(sizes)) for name, sizes in frames.items() if sizes}
    yield at_most(
        "one edit on the wire, both directions",
        (push + answer) / 1000,
        1,
        "kB",
        notes=f"push {push} B + answer {answer} B, without the envelopes of Jupyter; whole "
        f"frames {sizes['push']} + {sizes['changed']} B, of the bare message "
        f"{sizes['op']} + {sizes['ack']} B",
        data={"frames": sizes},
    )


def _measure() -> tuple[dict[int, Any], dict[str, list[int]]]:
    frames: dict[str, list[int]] = {"push": [], "changed": [], "op": [], "ack": []}

    def watch(page: Page) -> None:
        def seen(payload: str | bytes) -> None:
            data = payload.encode() if isinstance(payload, str) else payload
            names = {(m[1] or m[2]).decode() for m in FRAME.finditer(data)}
            # An echo holds the message it echoes.
            name = "ack" if "ack" in names else next(iter(names), None)
            if name is not None and len(data) < 100_000:
                frames[name].append(len(data))

        def opened(socket: Any) -> None:
            socket.on("framesent", seen)
            socket.on("framereceived", seen)

        page.on("websocket", opened)

    cell = CELL.format(root=str(Path(__file__).parents[2]), sizes=SIZES)
    server = Server()
    try:
        server.start()
        (server.root / "timed.js").write_text(module(), "utf-8")
        with chromium() as browser:
            context = browser.new_context()
            context.on("page", watch)
            lab = Lab(server, context)
            notebook = lab.open([cell], width=1400, height=1400)
            notebook.run_all()
            notebook.page.wait_for_function(READY, timeout=60_000)
            found = {}
            for size in SIZES:
                # The first rounds warm up; what a large map still reads then is no part of an edit.
                notebook.page.evaluate(RUN, [str(size), 0, 3])
                for sizes in frames.values():
                    sizes.clear()
                found[size] = notebook.page.evaluate(RUN, [str(size), 3, 3 + ROUNDS])
            problems = lab.problems()
            lab.close()
    finally:
        server.stop()
    if problems:
        raise RuntimeError("\n".join(problems))
    return found, frames
