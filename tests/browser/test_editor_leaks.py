"""What a view leaves behind: nothing."""

from __future__ import annotations

from playwright.sync_api import expect

import cjm_widgets as cjm
from tests.browser.plain import plain_page

RENDERS = 50
EDITS = 1_000


def test_renders_and_edits_leave_nothing_behind(context):
    """[B92] After 50 renders there are no more listeners and nodes than after the first ones, nor
    after 1,000 edits; and the page's memory has not grown by a share of what it holds."""
    journey = cjm.Journey("Leaks")
    phase = journey.add_phase("Phase")
    ids = [journey.add_touchpoint(f"T{n}", phase, emotion=n % 5 - 2).id for n in range(12)]
    for one in ids:
        journey.add_card(one, "pain", "A pain")
    with plain_page(context, journey) as plain:
        session = plain.page.context.new_cdp_session(plain.page)
        session.send("Performance.enable")

        def held():
            for _ in range(3):
                session.send("HeapProfiler.collectGarbage")
            found = {
                m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]
            }
            return found["JSEventListeners"], found["Nodes"], found["JSHeapUsedSize"]

        def again(times):
            for _ in range(times):
                plain.page.evaluate("() => window.again()")
                expect(plain.root.locator("[data-type=touchpoint]").first).to_be_visible()
            plain.page.wait_for_timeout(300)

        def edit(times):
            for n in range(times):
                journey.update(ids[n % len(ids)], name=f"Name {n}")
            last = plain.root.locator(f"[data-type=touchpoint][data-id={ids[n % len(ids)]}]")
            expect(last.locator(".cjm-name")).to_have_text(f"Name {n}")
            plain.page.wait_for_timeout(300)

        # Parts come, and code is compiled, on the way.
        again(15)
        plain.page.wait_for_timeout(1_000)
        listeners, nodes, heap = held()
        again(RENDERS)
        after = held()
        assert after[0] <= listeners
        assert after[1] <= nodes * 1.02
        # Code is compiled as it is used, and the log of undo has its length.
        assert after[2] <= heap * 1.15
        edit(EDITS // 10)
        listeners, nodes, heap = held()
        for _ in range(10):
            edit(EDITS // 10)
        after = held()
        assert after[0] <= listeners
        assert after[1] <= nodes * 1.02
        assert after[2] <= heap * 1.15
