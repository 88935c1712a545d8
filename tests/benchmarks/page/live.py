"""A live chart after an edit, against Vega's own data update of the same chart in the same page.

The page has both: the chart as the package shows it, and a bare `View` of the stock Vega and
Vega-Lite, SVG as well. In turn, one gets the message that Python sends after an edit, the other
``view.data(name, rows)`` with the rows after that edit; each until it is drawn.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from gzip import decompress
from typing import Any

import cjm_widgets as cjm
from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, at_most, median, ms, spread
from tests.benchmarks.page.browser import MODULES, STATIC, chromium, fresh_page, site

SIZE = 200
ROUNDS = 24
LIMIT = 1.5
CHARTS = {"emotion curve": cjm.charts.emotion_curve, "heat map of lanes": cjm.charts.lane_heatmap}

MEASURE = """async (name) => {
  const load = (src) => new Promise((done, fail) => {
    const script = Object.assign(document.createElement("script"), { src, onload: done });
    script.onerror = fail;
    document.head.append(script);
  });
  await load("vega.min.js");
  await load("vega-lite.min.js");
  const { whole, steps, words, themes } = await (await fetch(name)).json();
  const { default: make } = await import("./chart.js");
  const studio = await import("./vega-of-ours.js");

  // The chart as it is shown, its kernel being this page.
  const listeners = {};
  const fire = (event, ...args) => { for (const f of listeners[event] ?? []) f(...args); };
  const state = { selection: [], theme: "light", _words: words, _themes: themes };
  let build;
  const model = {
    get: (key) => state[key], set: (key, value) => { state[key] = value; }, save_changes() {},
    on: (event, f) => { (listeners[event] ??= []).push(f); }, off() {},
    send: ({ id, what, build }) => {
      if (what === "part") {
        globalThis[Symbol.for(`cjm_widgets-vega:${build}`)] = Promise.resolve(studio);
        fire("msg:custom", { type: "answer", id, error: "here already" }, []);
      } else fire("msg:custom", { type: "answer", id, value: whole }, []);
    },
  };
  const place = document.getElementById("place");
  const [mine, bare] = [document.createElement("div"), document.createElement("div")];
  place.append(mine, bare);
  const widget = await make();
  widget.initialize({ model });
  // Vega is there before the first view asks, as it is for all charts but the first of a page.
  const build_id = BUILD;
  globalThis[Symbol.for(`cjm_widgets-vega:${build_id}`)] = Promise.resolve(studio);
  widget.render({ model, el: mine });
  const root = mine.querySelector(".cjm-live");
  const drawn = (count) => new Promise((done) => {
    const look = () => Number(root.dataset.drawn ?? 0) >= count && (watcher.disconnect(), done());
    const watcher = new MutationObserver(look);
    watcher.observe(root, { attributes: true, attributeFilter: ["data-drawn"] });
    look();
  });
  await drawn(1);

  const config = themes.light;
  const spec = { ...whole.spec, datasets: whole.data, config };
  const compiled = vegaLite.compile(spec).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: "svg" }).initialize(bare);
  await view.runAsync();

  const rest = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
  const marks = (el) => el.querySelectorAll("svg path, svg text").length;
  const found = { ours: [], floor: [], marks: [marks(mine), marks(bare)] };
  for (const { message, data } of steps) {
    const ours = async () => {
      const count = Number(root.dataset.drawn) + 1;
      const start = performance.now();
      fire("msg:custom", message, []);
      await drawn(count);
      found.ours.push(performance.now() - start);
    };
    const floor = async () => {
      const start = performance.now();
      for (const [key, rows] of Object.entries(data)) view.data(key, rows);
      await view.runAsync();
      found.floor.push(performance.now() - start);
    };
    await rest();
    await ours();
    await rest();
    await floor();
  }
  const kinds = [".mark-symbol.role-mark path", ".mark-rect.role-mark path"].join();
  const shapes = (el) => [...el.querySelectorAll(kinds)]
    .map((path) => path.getAttribute("transform") + path.getAttribute("d")).sort().join();
  found.same = shapes(mine) === shapes(bare);

  return found;
}"""


def figures() -> Iterator[Figure]:
    with chromium() as browser, site() as opened:
        opened.texts["vega-of-ours.js"] = decompress((STATIC / "vega.js.gz").read_bytes()).decode()
        for package in ("vega", "vega-lite"):
            file = MODULES / package / "build" / f"{package}.min.js"
            opened.texts[file.name] = file.read_text("utf-8")
        build = json.loads((STATIC / "build.json").read_text("utf-8"))["digest"][:16]
        for title, chart in CHARTS.items():
            for way, whole in (("one edit", False), ("one that changes all rows", True)):
                opened.texts["live.json"] = json.dumps(_steps(chart, all_rows=whole))
                with fresh_page(browser, opened) as page:
                    script = MEASURE.replace("BUILD", json.dumps(build))
                    found = page.evaluate(script, "live.json")
                if not found["same"]:
                    raise RuntimeError(f"{title}: the two charts are not the same")
                ours, floor = ([t / 1000 for t in found[name][3:]] for name in ("ours", "floor"))
                yield at_most(
                    f"live {title} of {SIZE} touchpoints after {way} : Vega's own data update",
                    median(ours) / median(floor),
                    LIMIT,
                    notes=f"{ms(median(ours))} : {ms(median(floor))}; {len(ours)} rounds; "
                    f"{found['marks'][0]} marks; spread {spread(floor):.0%}",
                    data={"ours": ours, "floor": floor},
                )


def _steps(chart: Any, *, all_rows: bool) -> dict[str, Any]:
    """Return a chart, and for each edit what Python sends and what the data is then."""
    j = maps.journey(SIZE)
    if all_rows:
        # The scale is that of the data, whose ends must not move: that would be another structure.
        for at in range(SIZE):
            j.update(f"ex-{at}", score=[-1.5, -0.5, 0.5, 1.5][(at - 1) % 4])
    live = cjm.LiveChart(j, chart)
    sent: list[dict[str, Any]] = []
    live._tell = lambda message, _=None: sent.append(message)
    found = {"whole": json.loads(json.dumps(live._whole())), "words": live._words, "steps": []}
    found["themes"] = live._themes
    for number in range(ROUNDS + 3):
        place = 0 if all_rows else number * 7 % SIZE
        if chart is cjm.charts.emotion_curve:
            # Other scores each time, within the scale, so that the structure stays.
            with j.transaction("Scores"):
                for at in range(SIZE) if all_rows else (place,):
                    j.update(f"ex-{at}", score=[-2, -1, 0, 1][(number + at) % 4] + 0.5)
        else:
            # The fullest cell is the strongest, and all others go by it.
            j.add_card(f"tp-{place}", "pain", "Once more")
        deadline = time.monotonic() + 10
        while live.revision != j.revision and time.monotonic() < deadline:
            time.sleep(0.01)
        state = live._whole()
        (message,) = sent
        assert "spec" not in message
        sent.clear()
        step = {"message": message, "data": {n: state["data"][n] for n in message["data"]}}
        found["steps"].append(json.loads(json.dumps(step)))
    live.close()
    return found
