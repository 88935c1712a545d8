"""Frames a second while a large map scrolls without a pause."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, median, percentile
from tests.benchmarks.page.browser import SHOW, chromium, fresh_page, site

SECONDS = 6
SPEEDS = {"a reader's pace": 1_500, "a quick flick": 12_000}

SCROLL = """async ([speed, seconds]) => {
  const map = document.querySelector(".cjm-map");
  if (map) map.scrollLeft = 0;
  await new Promise((done) => setTimeout(done, 300));
  const frames = [];
  const start = performance.now();
  let last = start;
  return new Promise((done) => {
    const step = () => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      if (map) map.scrollLeft = (now - start) / 1000 * speed;
      if (now - start < seconds * 1000) requestAnimationFrame(step);
      else done({ frames: frames.slice(1), left: map?.scrollLeft ?? 0 });
    };
    requestAnimationFrame(step);
  });
}"""


def figures() -> Iterator[Figure]:
    with chromium() as browser, site() as opened:
        opened.texts["map.json"] = maps.wire(10_000)
        with fresh_page(browser, opened) as page:
            blank = page.evaluate(SCROLL, [0, 3])["frames"]
            page.evaluate(SHOW)
            for name, speed in SPEEDS.items():
                found = page.evaluate(SCROLL, [speed, SECONDS])
                if found["left"] < speed * SECONDS * 0.9:
                    raise RuntimeError(f"scrolled only {found['left']} px")
                yield _figure(name, speed, found["frames"], blank)


def _figure(name: str, speed: int, frames: list[float], blank: list[float]) -> Figure:
    slow = 1000 / percentile(frames, 95)
    return Figure(
        f"scrolling 10,000 touchpoints x 6 lanes, {name}",
        "> 30 fps",
        f"{slow:.0f} fps",
        slow > 30,
        notes=f"p5 of all frames at {speed:,} px/s; median {1000 / median(frames):.0f}, "
        f"mean {1000 * len(frames) / sum(frames):.0f}, worst frame {max(frames):.0f} ms; "
        f"an empty page: p5 {1000 / percentile(blank, 95):.0f}",
        data={"p5": slow, "median": 1000 / median(frames), "worst": max(frames)},
    )
