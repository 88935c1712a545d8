"""The editor under a finger, on a phone."""

from __future__ import annotations

from contextlib import contextmanager

from playwright.sync_api import expect

from tests.browser.finger import Finger, spot
from tests.browser.plain import plain_page
from tests.browser.tasks import start

#: Controls a finger may miss: under 44 px, and no text of a sentence.
TOO_SMALL = """(root) => [...root.querySelectorAll('button, input, select, textarea')]
  .filter((el) => el.checkVisibility({ checkOpacity: true, visibilityProperty: true })
    && getComputedStyle(el).pointerEvents !== 'none')
  .map((el) => [el, (el.closest('label, .cjm-tokens, .cjm-grow') ?? el).getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 43.5 || box.height < 43.5))
  .map(([el, box]) => `${el.className} ${el.ariaLabel ?? el.textContent}: `
    + `${Math.round(box.width)} x ${Math.round(box.height)}`)"""


@contextmanager
def phone(context, journey, **traits):
    own = context.browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    try:
        with plain_page(own, journey, **{"height": 820, **traits}) as plain:
            plain.root.locator(".cjm-sheet").wait_for()
            yield plain, Finger(plain.page)
            assert plain.errors == []
    finally:
        own.close()


def record(plain, name):
    return plain.root.locator(f".cjm-map [data-id={name}]")


def name_of(plain, name):
    """What stands on a record: a tap on it meets none of its buttons."""
    return record(plain, name).locator(".cjm-inline, .cjm-rowname").first


def open_map(plain, finger):
    finger.tap(plain.root.get_by_role("button", name="Journey map"))
    expect(plain.root.locator(".cjm-map")).to_be_visible()


def test_a_finger_selects_opens_menus_scrolls_and_drags(context):
    """[B193] A tap selects, a long press opens the menu, a stroke scrolls and changes nothing, also
    when it begins on a card, a point or a grip; after a long press things are dragged."""
    journey = start()
    with phone(context, journey) as (plain, finger):
        open_map(plain, finger)
        scroller = plain.root.locator(".cjm-map")
        left = lambda: scroller.evaluate("(el) => el.scrollLeft")  # noqa: E731
        revision = journey.revision
        finger.tap(name_of(plain, "ad"))
        expect(record(plain, "ad")).to_have_attribute("aria-selected", "true")
        for place in (name_of(plain, "ad"), name_of(plain, "order"), name_of(plain, "queue")):
            x, y = spot(place, 0.3)
            finger.down(x, y)
            finger.to(x - 60, y)
            finger.up()
            plain.page.wait_for_timeout(200)
        assert left() > 60
        scroller.evaluate("(el) => { el.scrollLeft = 0; el.scrollTop = 0; }")
        # Neither a score nor a height goes with a finger that is on its way over the map.
        for place in (
            plain.root.locator("[data-touchpoint=ad] [data-persona=ana]"), record(plain, "pains"),
        ):  # fmt: skip
            x, y = spot(place, 0.5, 0.9)
            finger.down(x, y)
            finger.to(x, y - 70)
            finger.up()
            plain.page.wait_for_timeout(200)
        assert journey.revision == revision
        scroller.evaluate("(el) => { el.scrollLeft = 0; el.scrollTop = 0; }")
        # What rests and is lifted again has a menu, and stays where it is.
        finger.press(name_of(plain, "ad"))
        menu = plain.root.locator(".cjm-menu")
        expect(menu).to_be_visible()
        finger.tap(menu.get_by_text("Moment of truth", exact=True))
        expect(menu).to_have_count(0)
        wait(plain, lambda: not journey.touchpoints["ad"].moment_of_truth)
        finger.press(plain.root.locator("[data-lane=pains][data-touchpoint=ad]"))
        finger.tap(menu.get_by_text("Add card", exact=True))
        wait(plain, lambda: [c for c in journey.cards if c.touchpoint == "ad"])
        journey.undo()
        # What rests and then goes is dragged.
        plain.page.wait_for_timeout(300)
        x, y = spot(name_of(plain, "order"), 0.3)
        finger.down(x, y)
        plain.page.wait_for_timeout(600)
        finger.to(*spot(record(plain, "ad"), 0.1))
        expect(plain.root.locator(".cjm-drag")).to_be_attached()
        expect(menu).to_have_count(0)
        finger.up()
        wait(plain, lambda: journey.touchpoints.ids[:2] == ["order", "ad"])
        # A point that was tapped is dragged at once.
        point = plain.root.locator("[data-touchpoint=ad] [data-persona=ana]")
        finger.tap(point)
        expect(point).to_be_focused()
        x, y = spot(point)
        finger.down(x, y)
        finger.to(x, y + 60)
        finger.up()
        wait(plain, lambda: min(e.score for e in journey.experiences) < -1 or scored(journey) < 1)


def scored(journey):
    return next(e.score for e in journey.experiences if (e.touchpoint, e.persona) == ("ad", "ana"))


def wait(plain, done):
    for _ in range(300):
        if done():
            return
        plain.page.wait_for_timeout(20)
    raise AssertionError("it was not done")


def test_targets_are_large_enough_for_fingers(context):
    """[B194] With a coarse pointer every target is 44 px, on the map, in menus, panels and views;
    what comes up under a mouse comes up with a tap."""
    journey = start()
    with phone(context, journey) as (plain, finger):
        small = {}
        look = lambda name: small.update({name: plain.root.evaluate(TOO_SMALL)})  # noqa: E731
        look("outline")
        open_map(plain, finger)
        look("map")
        finger.tap(name_of(plain, "ad"))
        expect(record(plain, "ad").locator(".cjm-tools")).to_have_css("opacity", "1")
        look("touchpoint")
        finger.tap(record(plain, "ad").locator(".cjm-dots button"))
        expect(plain.root.locator(".cjm-menu")).to_be_visible()
        look("menu")
        plain.page.keyboard.press("Escape")
        finger.tap(plain.root.locator("[data-type=channel]").first, 0.3)
        expect(plain.root.get_by_role("button", name="Remove Web")).to_have_css("opacity", "1")
        look("channels")
        finger.tap(name_of(plain, "pains"))
        look("lane")
        finger.tap(name_of(plain, "before"))
        look("phase")
        for button, panel in (("Show details", ".cjm-inspector"), ("Search", ".cjm-part"),
                              ("Filter", ".cjm-part"), ("Checks", ".cjm-part")):  # fmt: skip
            finger.tap(plain.root.get_by_role("button", name=button))
            expect(plain.root.locator(panel)).to_be_visible()
            plain.quiet()
            look(button)
            finger.tap(plain.root.locator(".cjm-inspector-close"))
        for view in ("Table", "Walkthrough"):
            finger.tap(plain.root.get_by_role("button", name="View"))
            finger.tap(plain.root.locator(".cjm-menu-item").get_by_text(view, exact=True))
            expect(plain.root.locator(".cjm-place")).to_be_visible()
            plain.quiet()
            look(view)
        seen = {one for found in small.values() for one in found}
        assert not seen, "\n".join(sorted(seen))
