"""Eight pages of one notebook edit one map for minutes; all must end equal, and none may grow."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

from tests import memory
from tests.benchmarks.figures import Figure
from tests.benchmarks.page.browser import chromium
from tests.browser.lab import Lab, Notebook, Server
from tests.browser.maps import SMALL
from tests.browser.view import View

PAGES = 8
#: Seconds before memory counts: code is compiled and lists are filled until then.
WARM = 20
#: At most so much more memory at the end than when warm.
GROWTH = 1.15

#: Renames touchpoints by keyboard, once a second: its own, and now and then everybody's.
EDITING = """([page, own, seconds]) => {
  const root = document.querySelector('.cjm');
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  const press = (target, key) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const edit = async (id, text) => {
    const cell = root.querySelector(`.cjm-touchpoint[data-id="${id}"]`);
    cell.focus();
    press(cell, 'F2');
    for (let i = 0; i < 100 && !cell.querySelector('textarea'); i++) await sleep(10);
    const area = cell.querySelector('textarea');
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
    await sleep(30);
    press(area, 'Enter');
  };
  const made = (window.cjmMade = []);
  window.cjmDone = (async () => {
    const start = performance.now();
    for (let n = 1; n <= seconds; n++) {
      await sleep(Math.max(0, start + n * 1000 - performance.now()));
      const text = `${page} made ${n}`;
      await edit(n % 10 === 0 ? 'shared' : own, text);
      made.push(text);
    }
  })();
}"""

TEXTS = """[new for e in j.history for fields in e.change.updated.values()
  for name, (_, new) in fields.items() if name == "name"]"""


def figures(seconds: int) -> Iterator[Figure]:
    server = Server()
    try:
        server.start()
        with chromium() as browser:
            lab = Lab(server, browser.new_context())
            yield from life(lab, seconds)
            problems = lab.problems()
            lab.close()
    finally:
        server.stop()
    if problems:
        raise RuntimeError("\n".join(problems))


def life(lab: Lab, seconds: int) -> Iterator[Figure]:
    """Let the pages edit for so long; whether all are equal then, and whether they grew."""
    adds = [f"j.add_touchpoint('Own {n}', after, id='own-{n}')" for n in range(PAGES)]
    shared = "j.add_touchpoint('Shared', before, id='shared')"
    first = lab.open(["\n".join([SMALL, shared, *adds]), "editor"], width=1000, height=700)
    first.run_all()
    pages = [first, *(first.second_page(1000, 700) for _ in range(PAGES - 1))]
    views = [View(page, 1) for page in pages]
    for n, page in enumerate(pages):
        page.page.evaluate(EDITING, [f"page {n}", f"own-{n}", seconds])
    warm = min(WARM, seconds / 3)
    first.page.wait_for_timeout(warm * 1000)
    before = _memory(pages)
    for page in pages:
        page.page.set_default_timeout(0)
        page.page.evaluate("() => window.cjmDone")
    # Whoever comes last asks again after three seconds at most.
    deadline = time.monotonic() + 30
    made = [text for page in pages for text in page.page.evaluate("() => window.cjmMade")]
    while (lost := set(made) - _kept(first)) and time.monotonic() < deadline:
        first.page.wait_for_timeout(200)
    for view in views:
        view.agrees(30)
    after = _memory(pages)
    yield Figure(
        f"real JupyterLab, {PAGES} pages on one map, 1 edit/s each, {seconds} s",
        "0 divergences, 0 lost",
        f"0 divergences, {len(lost)} lost of {len(made):,}",
        ok=not lost and len(made) == PAGES * seconds,
        notes="every text is in the history; every page shows what Python holds",
    )
    ratios = {name: after[name] / before[name] for name in before}
    worst = max(ratios, key=lambda name: ratios[name])
    yield Figure(
        f"memory after {seconds} s : after {warm:.0f} s, the kernel and each page",
        f"<= {GROWTH:g}x",
        f"{ratios[worst]:.3g}x ({worst})",
        ok=ratios[worst] <= GROWTH,
        notes=f"kernel {before['kernel'] / 1e6:.0f} -> {after['kernel'] / 1e6:.0f} MB, JavaScript "
        f"heap of a page {before['page 0'] / 1e6:.1f} -> {after['page 0'] / 1e6:.1f} MB",
    )


def _kept(notebook: Notebook) -> set[str]:
    """Every name there ever was: one that was replaced at the same moment became a comment."""
    names = notebook.python(TEXTS)
    comments = " ".join(notebook.python("[c.text for c in j.comments]"))
    return {*names, *re.findall(r"page \d+ made \d+", comments)}


def _memory(pages: list[Notebook]) -> dict[str, float]:
    found: dict[str, float] = {"kernel": pages[0].python(memory.ASKED)}
    for n, notebook in enumerate(pages):
        session: Any = notebook.page.context.new_cdp_session(notebook.page)
        session.send("HeapProfiler.collectGarbage")
        usage = session.send("Runtime.getHeapUsage")
        found[f"page {n}"] = usage["usedSize"]
        session.detach()
    return found
