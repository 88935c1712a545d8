"""How long a page on a slow machine takes to load the widget, and to set up a model."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.figures import Figure, at_most, median, percentile
from tests.benchmarks.page.browser import chromium, fresh_page, site

THROTTLE = 6
LOAD = """async () => {
  const { createModel } = await import("./host.js");
  const text = await (await fetch("widget.js")).text();
  const model = createModel([]);
  await new Promise((done) => setTimeout(done, 300));
  const start = performance.now();
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const widget = await (await import(url)).default();
  await widget.initialize({ model });
  return performance.now() - start;
}"""


def figures(loads: int) -> Iterator[Figure]:
    taken = []
    with chromium() as browser, site() as opened:
        for _ in range(loads):
            with fresh_page(browser, opened) as page:
                session = page.context.new_cdp_session(page)
                session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
                taken.append(page.evaluate(LOAD))
    yield at_most(
        f"loading the module and `initialize` in a fresh page, {THROTTLE} x slower, p99",
        percentile(taken, 99),
        500,
        "ms",
        notes=f"{loads} pages; median {median(taken):.0f} ms",
    )
