"""The script time of one edit: everything JavaScript does from the key until all is quiet.

Taken from a trace of the browser, so that rendering in microtasks, effects after the frame and
what the answer of the kernel sets off are in it; style, layout and paint are not, and are stated
beside it. Time is that of the thread: other work on the machine does not count.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser

from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, at_most, median, percentile
from tests.benchmarks.page.browser import Site, chromium, fresh_page, site

ROUNDS = 25
LIMITS = {1_000: 8, 10_000: 10}
CATEGORIES = ["-*", "devtools.timeline", "blink.user_timing", "v8"]
SCRIPT = {
    *("FunctionCall", "EvaluateScript", "EventDispatch", "RunMicrotasks", "TimerFire"),
    *("FireAnimationFrame", "FireIdleCallback", "MinorGC", "MajorGC", "v8.callFunction"),
}
DRAWING = {"Layout", "UpdateLayoutTree", "PrePaint", "Paint", "Layerize", "Commit"}

START = """async () => {
  const { start } = await import("./edits.js");
  await start(await (await fetch("map.json")).json());
}"""
RUN = "async (rounds) => (await import('./edits.js')).run(rounds)"

Span = tuple[float, float]


def figures() -> Iterator[Figure]:
    with chromium() as browser, site() as opened:
        for size, limit in LIMITS.items():
            opened.texts["map.json"] = maps.wire(size)
            yield from _figures(size, limit, _measure(browser, opened))


def _figures(size: int, limit: float, found: list[dict[str, Any]]) -> Iterator[Figure]:
    kinds: dict[str, list[float]] = {}
    for edit in found:
        kinds.setdefault(edit["kind"], []).append(edit["script"])
    # What the measuring itself runs (frames it waits for, marks) is no part of an edit.
    own = median(kinds.pop("nothing"))
    loop = kinds.pop("a fixed loop")
    kinds = {kind: [script - own for script in scripts] for kind, scripts in kinds.items()}
    opening = kinds.pop("open a name")
    scripts = [script for taken in kinds.values() for script in taken]
    busy = median(loop[5:]) / min(loop)
    drawing = [edit["drawing"] for edit in found if edit["kind"] in kinds]
    each = ", ".join(f"{kind} {percentile(taken, 95):.1f}" for kind, taken in kinds.items())
    yield at_most(
        f"script time of one edit, p95, {size:,} touchpoints x 6 lanes",
        percentile(scripts, 95),
        limit,
        "ms",
        notes=f"{len(scripts)} edits, median {median(scripts):.1f}, max {max(scripts):.1f}; p95 "
        f"of {each}; {own:.1f} of the measuring itself taken off; "
        f"opening a name {percentile(opening, 95):.1f}; style, layout and paint beside it: "
        f"median {median(drawing):.1f}, p95 {percentile(drawing, 95):.1f} ms; a fixed loop took "
        f" {busy:.2f} x its best: so busy was the machine",
        data={"edits": found},
    )


def _measure(browser: Browser, opened: Site) -> list[dict[str, Any]]:
    with fresh_page(browser, opened) as page:
        page.evaluate(START)
        browser.start_tracing(page=page, categories=CATEGORIES)
        count = page.evaluate(RUN, ROUNDS)
        found = list(edits_of(json.loads(browser.stop_tracing())["traceEvents"]))
    if len(found) != count:
        raise RuntimeError(f"{count} edits were made, {len(found)} are in the trace")
    return found


def edits_of(events: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give kind, script time and drawing time (ms) of every edit in a trace."""
    marks = sorted(
        (e for e in events if e.get("cat") == "blink.user_timing" and ":" in e["name"]),
        key=lambda e: e["ts"],
    )
    thread = (marks[0]["pid"], marks[0]["tid"])
    spans = [
        e for e in events if (e["pid"], e.get("tid")) == thread and e["ph"] == "X" and "tts" in e
    ]
    script = _merged([_span(e) for e in spans if e["name"] in SCRIPT])
    drawing = _merged([_span(e) for e in spans if e["name"] in DRAWING])
    starts = {m["name"].split(":")[1]: m["tts"] for m in marks if m["name"].startswith("edit:")}
    for mark in marks:
        word, number, kind = mark["name"].split(":", 2)
        if word != "done":
            continue
        window = (starts[number], mark["tts"])
        ours, drawn = _within(script, window), _within(drawing, window)
        yield {
            "kind": kind,
            "script": (_length(ours) - _overlap(ours, drawn)) / 1000,
            "drawing": _length(drawn) / 1000,
        }


def _span(event: dict[str, Any]) -> Span:
    """Start and end by the clock of the thread, which stands still while others have the core."""
    return event["tts"], event["tts"] + event.get("tdur", 0)


def _merged(spans: list[Span]) -> list[Span]:
    """Nested and touching spans as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _within(spans: list[Span], window: Span) -> list[Span]:
    low, high = window
    return [(max(a, low), min(b, high)) for a, b in spans if b > low and a < high]


def _length(spans: list[Span]) -> float:
    return sum(end - start for start, end in spans)


def _overlap(spans: list[Span], others: list[Span]) -> float:
    return sum(_length(_within(others, span)) for span in spans)
