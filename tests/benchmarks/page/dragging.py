"""How smooth a touchpoint is dragged on a long map, on a slow machine."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, median, percentile
from tests.benchmarks.page.browser import SHOW, chromium, fresh_page, site

TOUCHPOINTS = 300
THROTTLE = 4
STEPS = 150
LIMIT = 33
#: Where the middle of the nth touchpoint in view is.
MIDDLE = """(n) => {
  const map = document.querySelector(".cjm-map").getBoundingClientRect();
  const all = [...document.querySelectorAll("[data-type=touchpoint]")]
    .map((one) => one.getBoundingClientRect())
    .filter(({ left, right }) => left > map.left + 150 && right < map.right - 20);
  const { left, top, width, height } = all[n % all.length];
  return [left + width / 2, top + height / 2];
}"""
RECORD = """() => {
  window.frames_ = [];
  let last = performance.now();
  const step = () => {
    const now = performance.now();
    window.frames_.push(now - last);
    last = now;
    window.recording = requestAnimationFrame(step);
  };
  window.recording = requestAnimationFrame(step);
}"""
STOP = "() => { cancelAnimationFrame(window.recording); return window.frames_.slice(1); }"


def figures() -> Iterator[Figure]:
    with chromium() as browser, site() as opened:
        opened.texts["map.json"] = maps.wire(TOUCHPOINTS)
        with fresh_page(browser, opened) as page:
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
            page.evaluate(RECORD)
            page.wait_for_timeout(2_000)
            blank = page.evaluate(STOP)
            page.evaluate(SHOW)
            x, y = page.evaluate(MIDDLE, 0)
            far, _ = page.evaluate(MIDDLE, 3)
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + 12, y + 2, steps=3)
            page.evaluate(RECORD)
            for step in range(STEPS):
                # There and back, over the columns in view.
                part = abs((step % 60) - 30) / 30
                page.mouse.move(x + (far - x) * part, y + part * 20)
            dragged = page.locator(".cjm-drag").count()
            frames = page.evaluate(STOP)
            page.keyboard.press("Escape")
            page.mouse.up()
    if not dragged or len(frames) < 20:
        raise RuntimeError(f"nothing was dragged: {len(frames)} frames")
    slow = percentile(frames, 95)
    yield Figure(
        f"dragging a touchpoint among {TOUCHPOINTS}, processor {THROTTLE} x slower, p95 frame",
        f"< {LIMIT} ms",
        f"{slow:.0f} ms",
        slow < LIMIT,
        notes=f"median {median(frames):.0f} ms, worst {max(frames):.0f} ms of {len(frames)} "
        f"frames; an empty page: p95 {percentile(blank, 95):.0f} ms",
        data={"p95": slow, "median": median(frames), "worst": max(frames)},
    )
