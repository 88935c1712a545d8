"""The first paint of a hand-out, against that of the live editor on a page that is as empty."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

import cjm_widgets as cjm
from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, at_most, median, spread
from tests.benchmarks.page.browser import ROOM, chromium
from tests.browser.plain import plain_page

TOUCHPOINTS, ROUNDS = 60, 12

#: Notes when the first touchpoint was on the screen, since the page began to load.
WATCH = """
new MutationObserver((_, me) => {
  if (!document.querySelector('.cjm-map [data-type=touchpoint]')) return;
  me.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now(); }));
}).observe(document, { childList: true, subtree: true });
"""
PAINTED = "() => window.painted"


def figures() -> Iterator[Figure]:
    journey = maps.journey(TOUCHPOINTS)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = cjm.write(journey, Path(folder) / "map.html")
        size = file.stat().st_size
        ours: list[float] = []
        live: list[float] = []
        for number in range(ROUNDS + 1):
            one, other = _handout(browser, file), _live(browser, journey)
            if number:
                ours.append(one)
                live.append(other)
    yield at_most(
        f"first paint of a hand-out of {TOUCHPOINTS} touchpoints : of the live editor",
        median(ours) / median(live),
        1.2,
        notes=f"{median(ours):.0f} ms : {median(live):.0f} ms, each since the page began to load; "
        f"spread {spread(ours):.0%} and {spread(live):.0%}; best {min(ours) / min(live):.2f}x",
    )
    yield at_most("the file of that hand-out", size / 1e6, 1, "MB")


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport=ROOM)
    context.add_init_script(WATCH)
    return context


def _handout(browser: Browser, file: Path) -> float:
    with _context(browser) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        return float(page.wait_for_function(PAINTED).json_value())


def _live(browser: Browser, journey: cjm.Journey) -> float:
    with _context(browser) as context, plain_page(context, journey, height=900) as plain:
        return float(plain.page.wait_for_function(PAINTED).json_value())
