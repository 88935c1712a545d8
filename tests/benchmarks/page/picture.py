"""From records in memory to the first complete picture, against Mermaid drawing the journey."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser

from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, at_most, median, ms, spread
from tests.benchmarks.page.browser import Site, chromium, fresh_page, site

ROUNDS = 7
FIVE = maps.LANES[1:]

OURS = """async (name) => {
  const { load, show, settled } = await import("./host.js");
  const before = performance.now();
  const widget = await load();
  const unpack = performance.now() - before;
  const text = await (await fetch(name)).text();
  await new Promise((done) => setTimeout(done, 100));
  const place = document.getElementById("place");
  const parse = performance.now();
  const records = JSON.parse(text);
  const start = performance.now();
  await show(widget, records, place);
  const end = await settled(place, () => place.querySelector(".cjm-curve") !== null);
  return { taken: end - start, parse: start - parse, unpack,
    cells: place.querySelectorAll("[data-at]").length };
}"""

MERMAID = """async (name) => {
  const { settled } = await import("./host.js");
  const text = await (await fetch(name)).text();
  await new Promise((done) => {
    const script = document.createElement("script");
    script.src = "mermaid.min.js";
    script.onload = done;
    document.head.append(script);
  });
  mermaid.initialize({ startOnLoad: false, maxTextSize: 10_000_000 });
  await new Promise((done) => setTimeout(done, 100));
  const place = document.getElementById("place");
  const start = performance.now();
  const { svg } = await mermaid.render("drawing", text);
  place.innerHTML = svg;
  const end = await settled(place, () => place.querySelector("svg") !== null);
  return { taken: end - start, tasks: place.querySelectorAll("rect.task").length };
}"""


def figures() -> Iterator[Figure]:
    with chromium() as browser, site() as opened:
        for n in (1_000, 10_000):
            opened.texts[f"{n}.json"] = maps.wire(n, FIVE)
        opened.texts["journey.mmd"] = maps.mermaid(1_000)
        runs: dict[str, list[dict[str, float]]] = {"1000": [], "10000": [], "mermaid": []}
        for number in range(ROUNDS):
            runs["1000"].append(_run(browser, opened, OURS, "1000.json"))
            runs["10000"].append(_run(browser, opened, OURS, "10000.json"))
            if number < 3:
                runs["mermaid"].append(_run(browser, opened, MERMAID, "journey.mmd"))
    small, large, mermaid = (
        [run["taken"] / 1000 for run in runs[name]] for name in ("1000", "10000", "mermaid")
    )
    parsed = median([run["parse"] / 1000 for run in runs["10000"]])
    unpacked = median([run["unpack"] / 1000 for run in runs["1000"]])
    yield at_most(
        "first picture, 1,000 touchpoints x 5 lanes : Mermaid 11",
        median(small) / median(mermaid),
        0.15,
        notes=f"{ms(median(small))} : {ms(median(mermaid))} for {runs['mermaid'][0]['tasks']} "
        f"tasks; loading the module before it {ms(unpacked)}; {runs['1000'][0]['cells']} cells "
        f"drawn; spread {spread(small):.0%}",
    )
    yield at_most(
        "first picture, 10,000 : 1,000 touchpoints",
        median(large) / median(small),
        1.5,
        notes=f"{ms(median(large))} : {ms(median(small))}; JSON.parse before it {ms(parsed)}; "
        f"{runs['10000'][0]['cells']} cells drawn",
    )


def _run(browser: Browser, opened: Site, script: str, name: str) -> dict[str, float]:
    with fresh_page(browser, opened) as page:
        result: dict[str, float] = page.evaluate(script, name)
        return result
