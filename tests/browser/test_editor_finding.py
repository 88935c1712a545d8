"""Filters, saved views and the strip under a long map."""

from playwright.sync_api import expect

from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_looks import check, picture, violations
from tests.browser.view import show

#: Ten phases of six touchpoints, with scores: far wider than any window.
LONG = """
import cjm_widgets as cjm

j = cjm.Journey("A long way")
ana = j.add_persona("Ana")
for p in range(10):
    stage = ["before", "during", "after"][p // 4]
    phase = j.add_phase(f"Phase {p + 1}", purchase_stage=stage)
    for t in range(6):
        id = f"t{p * 6 + t + 1}"
        j.add_touchpoint(f"Step {p * 6 + t + 1}", phase, id=id, emotion={"Ana": (p * t) % 5 - 2})
editor = cjm.JourneyEditor(j)
"""


def panel(view):
    return view.root.locator(".cjm-part")


def option(view, name, facet=None):
    """A choice or switch of the filter panel."""
    group = panel(view).locator(f"[data-facet={facet}]") if facet else panel(view)
    named = group.locator("label").filter(has=view.page.get_by_text(name, exact=True))
    return named.get_by_role("checkbox")


def state(view):
    return panel(view).locator(".cjm-filter-state")


def test_a_filter_dims_and_hides_and_keeps_edits_right(quick):
    """[B140] By keys and pointer; the map as a document stays as it is."""
    view = show(quick, BIKE)
    view.record("ride").click()
    view.page.keyboard.press("Control+Shift+F")
    expect(option(view, "Hide what does not match")).to_be_focused()
    revision = view.python("j.revision")
    cards = "len([c for c in j.cards if c.kind == 'pain'])"
    total = view.python("len(j.cards) + len(j.touchpoints)")
    option(view, "pain", "kind").check()
    n = view.python(cards)
    expect(state(view)).to_have_text(f"Filter on: {n} of {total} match")
    # Dimmed, and said.
    gain = view.cell("gain", "friend").locator("[data-type=card]")
    expect(gain).to_have_class("cjm-card cjm-tint-gain cjm-kind-gain cjm-dimmed")
    expect(gain).to_have_accessible_name("A real person shows it, gain, does not match the filter")
    expect(view.record("friend")).to_contain_text("does not match the filter")
    # Hidden, with the columns that are empty then.
    option(view, "Hide what does not match").check()
    option(view, "Hide columns that become empty").check()
    expect(gain).to_have_count(0)
    shown = view.map.locator("[data-type=touchpoint]")
    pains = view.python(
        "[t.id for t in j.touchpoints for c in j.cards "
        "if c.kind == 'pain' and c.touchpoint == t.id]"
    )
    ids = list(dict.fromkeys(pains))
    assert shown.evaluate_all("(all) => all.map((el) => el.dataset.id)") == ids
    assert view.python("j.revision") == revision
    # Keys go past what is hidden; what holds something hidden is not removed.
    view.page.keyboard.press("Escape")
    view.record("models").click()
    view.page.keyboard.press("ArrowLeft")
    expect(view.record("reviews")).to_be_focused()
    view.record("service").click()
    view.page.keyboard.press("Alt+ArrowLeft")
    # Past a hidden touchpoint, and past a phase in which all is hidden.
    moved = ["friend", "reviews", "models", "ride", "service", "pay", "first"]
    view.eventually("[t.id for t in j.touchpoints]", moved)
    view.record("reviews").click()
    view.page.keyboard.press("Delete")
    expect(view.root.locator(".cjm-toast")).to_contain_text("Not removed: 1 thing")
    assert view.python("'reviews' in j.touchpoints")
    # A new card is in sight until the focus leaves it.
    view.cell("gain", "reviews").click()
    view.page.keyboard.press("n")
    view.type("New and no pain")
    new = view.cell("gain", "reviews").locator("[data-type=card]")
    expect(new).to_have_text("New and no pain")
    view.record("ride").click()
    expect(new).to_have_count(0)
    view.eventually("'New and no pain' in [c.text for c in j.cards]", True)
    # The status line says so, and takes it off; then all is there again.
    expect(view.root.locator(".cjm-filtering")).to_have_text(f"Filter on: {n} of {total + 1} shown")
    view.root.locator(".cjm-status").get_by_role("button", name="Clear filter").click()
    expect(view.root.locator(".cjm-filter-button")).to_be_focused()
    view.agrees()


def test_views_are_saved_in_the_map(quick):
    """[B141] Saved, come back to, renamed, replaced and removed, each one change; a second editor
    has them; what is no view is said."""
    view = show(quick, BIKE)
    held = "{v['name']: v['chosen'] for k, v in j.to_dict()['journey'].items() if k[:5] == 'view-'}"
    view.root.get_by_role("button", name="Filter").click()
    option(view, "pain", "kind").check()
    option(view, "Marek", "persona").check()
    before = view.python("j.revision")
    panel(view).get_by_role("button", name="Save this view…").click()
    view.page.keyboard.type("Pains of Marek")
    view.page.keyboard.press("Enter")
    marek = view.python("[p.id for p in j.personas if p.name == 'Marek']")
    view.eventually(held, {"Pains of Marek": {"kind": ["pain"], "persona": marek}})
    assert view.python("j.revision") == before + 1
    row = panel(view).locator(".cjm-view")
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(panel(view).get_by_role("button", name="Save this view…")).to_be_focused()
    panel(view).get_by_role("button", name="Clear filter").click()
    expect(state(view)).to_contain_text("No filter")
    row.click()
    expect(option(view, "pain", "kind")).to_be_checked()
    # Replaced, renamed, removed and back.
    option(view, "gain", "kind").check()
    more = panel(view).get_by_role("button", name="Actions for Pains of Marek")
    more.click()
    view.choose("Replace with what is shown now")
    chosen = {"kind": ["pain", "gain"], "persona": marek}
    view.eventually(held, {"Pains of Marek": chosen})
    more.click()
    view.choose("Rename")
    view.type("Marek")
    view.eventually(held, {"Marek": chosen})
    panel(view).get_by_role("button", name="Actions for Marek").click()
    view.choose("Remove")
    view.eventually(held, {})
    view.tool("Undo").click()
    view.eventually(held, {"Marek": chosen})
    # They travel with the file; whatever else is there under such a name is left aside.
    view.python("d = j.to_dict(); d['journey']['view-bad'] = {'name': 7, 'chosen': []}")
    view.python("d['journey']['view-odd'] = '<img src=x onerror=alert(1)>'")
    view.python("editor = cjm.JourneyEditor(cjm.Journey.from_dict(d))")
    view.notebook.run_cell(1)
    view.root.locator(".cjm-filter-button").click()
    expect(panel(view).locator(".cjm-view")).to_have_text("Marek")
    expect(panel(view)).to_contain_text("2 saved views cannot be read and are left aside.")


def test_a_long_map_has_a_strip_under_it(quick):
    """[B142] Clicked, dragged and by keys; a map that fits has none."""
    # As wide as a notebook in a window of 1400 px leaves it.
    view = show(quick, LONG, width=1220)
    strip = view.root.locator(".cjm-minimap")
    frame = view.root.get_by_role("slider", name="Overview", exact=True)
    expect(frame).to_have_attribute("aria-valuenow", "1")
    expect(frame).to_have_attribute("aria-valuemax", "60")
    near, far = [
        view.map.locator(f'[data-touchpoint="{id}"] [data-type=point]') for id in ("t1", "t60")
    ]
    strip.scroll_into_view_if_needed()
    box = strip.bounding_box()
    view.page.mouse.click(box["x"] + box["width"] - 3, box["y"] + 15)
    expect(far).to_be_in_viewport()
    expect(frame).to_have_attribute("aria-valuetext", "Columns 55 to 60 of 60, Phase 10")
    view.page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 15)
    view.page.mouse.down()
    view.page.mouse.move(box["x"] + 10, box["y"] + 15, steps=5)
    view.page.mouse.up()
    expect(near).to_be_in_viewport()
    frame.focus()
    view.page.keyboard.press("ArrowRight")
    expect(frame).to_have_attribute("aria-valuenow", "2")
    view.page.keyboard.press("End")
    expect(far).to_be_in_viewport()
    view.page.keyboard.press("Home")
    expect(near).to_be_in_viewport()
    expect(frame).to_be_focused()
    view.notebook.screenshot("strip-1400-light")
    assert violations(view) == []
    # Columns that are hidden take no room in it.
    view.root.locator(".cjm-filter-button").click()
    option(view, "Hide columns that become empty").check()
    view.python("j.update('t30', tags=['late']); None")
    option(view, "late").check()
    expect(view.map.locator("[data-type=touchpoint]")).to_have_count(1)
    expect(strip).to_have_count(0)
    view.page.close()
    expect(show(quick, SMALL).root.locator(".cjm-minimap")).to_have_count(0)


def test_filters_are_readable(quick):
    """[B143] Wide and narrow, light and dark, dimmed and hidden: axe finds nothing."""
    for theme, width in (("light", 1400), ("dark", 700)):
        view = show(quick, BIKE, theme=theme, width=width)
        view.python("j.update('first', tags=['Unbroken' * 12, 'booking']); None")
        view.root.locator(".cjm-filter-button").click()
        option(view, "pain", "kind").check()
        option(view, "Marek", "persona").check()
        panel(view).get_by_role("button", name="Save this view…").click()
        picture(view, f"filter-naming-{width}-{theme}")
        view.page.keyboard.type("What Marek suffers from, told at some length")
        view.page.keyboard.press("Enter")
        expect(panel(view).locator(".cjm-view")).to_be_visible()
        picture(view, f"filter-dim-{width}-{theme}")
        check(view)
        view.page.keyboard.press("Escape")
        picture(view, f"filter-map-{width}-{theme}")
        check(view)
        view.root.locator(".cjm-filter-button").click()
        option(view, "Hide what does not match").check()
        option(view, "Hide columns that become empty").check()
        panel(view).locator("[data-facet=marks]").scroll_into_view_if_needed()
        picture(view, f"filter-hide-{width}-{theme}")
        check(view)
        view.root.get_by_role("button", name="Search").click()
        panel(view).get_by_role("searchbox").fill("a")
        expect(panel(view).locator("label")).to_have_text("Only what the filter shows")
        all = panel(view).locator(".cjm-hit").count()
        panel(view).get_by_role("checkbox").check()
        assert 0 < panel(view).locator(".cjm-hit").count() < all
        picture(view, f"filter-search-{width}-{theme}")
        check(view)
        view.page.close()
