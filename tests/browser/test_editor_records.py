"""The details: every record there is, by its links and lists; advice; addresses."""

import pytest
from playwright.sync_api import expect

from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_inspector import write
from tests.browser.test_editor_looks import check, picture
from tests.browser.view import show

#: Something of each sort beside what the map has.
MORE = """
address = "https://\u0440\u0430ypal.example/study?n=12"
study = j.add_evidence("Interviews with riders, May", url=address, n=12)
trick = j.add_evidence("A trick", url="javascript:alert(1)")
nps = j.add_metric("Recommend us", kind="nps", unit="points", target=40)
j.add_metric_value(nps, 31, target="order", date="2027-05-01")
way = j.add_path("By phone", steps=["ad", "order", "drink"])
j.add_person("Lea", role="barista", email="lea@example.org", id="lea")
j.update("order", owners=["lea"])
j.update("queue", evidence=[study, trick], url="https://user:pass@evil.example")
start = j.revision
"""


def unfold(view, title):
    """Open a group or a list."""
    fold = view.inspector.get_by_role("group", name=title, exact=True).locator("h3 button")
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()


def test_links_and_lists_lead_to_every_record_and_back(quick):
    """[B180] A name opens its record; what is typed there reaches Python; the way back is kept."""
    view = show(quick, SMALL + MORE)
    panel, page = view.inspector, view.page
    view.record("order").click()
    # By pointer.
    panel.get_by_role("button", name="Lea", exact=True).click()
    expect(panel.locator("h2")).to_be_focused()
    write(view, "Team", "Mornings")
    view.eventually("j.people['lea'].team", "Mornings")
    # Its own selection is as it was.
    assert view.python("list(editor.selection)") == ["order"]
    page.keyboard.press("Escape")
    expect(panel.get_by_role("button", name="Lea", exact=True)).to_be_focused()
    # By keyboard, from the map and back to it.
    view.map.locator('[data-at="#touchpoints/order"]').focus()
    page.keyboard.press("Alt+Enter")
    expect(panel.locator("h2")).to_be_focused()
    unfold(view, "Measured values")
    panel.locator("[data-list=metric_value] .cjm-open").press("Enter")
    expect(panel.locator(".cjm-inspector-sub")).to_have_text("Measured value")
    write(view, "Value", "33")
    view.eventually("[v.value for v in j.metric_values]", [33])
    panel.get_by_role("button", name="Recommend us").press("Enter")
    write(view, "Unit", "pts")
    view.eventually("j.metrics[nps.id].unit", "pts")
    panel.get_by_role("button", name="Back to Recommend us").click()
    panel.get_by_role("button", name="Back to Orders").click()
    page.keyboard.press("Escape")
    expect(view.map.locator('[data-at="#touchpoints/order"]')).to_be_focused()
    # From the journey: one name typed is one more, in one change.
    view.python("editor.selection = []")
    expect(panel.get_by_text("Journey", exact=True)).to_be_visible()
    unfold(view, "Channels")
    before = view.python("j.revision")
    write(view, "Add channel", "Kiosk")
    view.eventually("[c.name for c in j.channels]", ["Web", "Kiosk"])
    assert view.python("j.revision") == before + 1
    panel.get_by_role("button", name="Kiosk", exact=True).click()
    panel.get_by_role("combobox", name="Ownership").select_option("owned")
    view.eventually("[c.ownership for c in j.channels]", ["unknown", "owned"])
    panel.get_by_role("button", name="Remove channel").click()
    view.eventually("[c.name for c in j.channels]", ["Web"])
    view.root.locator(".cjm-toast").get_by_role("button", name="Undo").click()
    view.eventually("[(c.name, c.ownership) for c in j.channels][1]", ["Kiosk", "owned"])
    # It is there again, and so is its form.
    panel.get_by_role("button", name="Back to Coffee").click()
    # A path, whose steps are put in another order.
    unfold(view, "Paths")
    panel.get_by_role("button", name="By phone", exact=True).click()
    panel.get_by_role("button", name="Move up: Drinks").click()
    view.eventually("list(j.paths[way.id].steps)", ["ad", "drink", "order"])
    view.tool("Undo").click()
    view.eventually("list(j.paths[way.id].steps)", ["ad", "order", "drink"])
    view.agrees()


def test_tables_lead_to_the_details(quick):
    """[B181] From the menu of a row and by its key, also to what has no place on the map."""
    view = show(quick, SMALL + MORE)
    panel, page = view.inspector, view.page
    view.python("editor.selection = []")
    view.root.locator(".cjm-view-button").click()
    view.choose("Table")
    view.root.get_by_role("combobox", name="Which table").select_option("evidence")
    row = view.root.locator(".cjm-grid-row", has_text="Interviews with riders")
    row.locator("[data-col=title]").click()
    row.locator("[data-col=title]").click(button="right")
    view.choose("Details")
    expect(panel.locator("h2")).to_be_focused()
    write(view, "Quote", "Nobody told me")
    view.eventually("j.evidence[study.id].quote", "Nobody told me")
    page.keyboard.press("Escape")
    expect(row.locator("[data-col=title]")).to_be_focused()
    page.keyboard.press("Alt+Enter")
    expect(panel.locator("h2")).to_be_focused()
    # Read-only there is what it holds, and no field.
    view.python("editor.read_only = True")
    expect(panel.get_by_text("Nobody told me")).to_be_visible()
    expect(panel.locator("input, textarea, select")).to_have_count(0)


def test_addresses_say_where_they_lead(lab):
    """[B181] A link has its host in ASCII and opens beside; what is no such link is only text."""
    view = show(lab, SMALL + MORE)
    panel = view.inspector
    view.record("queue").click()
    link = panel.locator("a")
    expect(link).to_have_text(["xn--ypal-43d9g.example↗"])
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(panel.locator("[data-field=evidence] .cjm-unopened")).to_have_count(1)
    expect(panel.locator("[data-field=url] .cjm-unopened")).to_be_visible()
    write(view, "Link", "http://127.0.0.1:1/there")
    view.eventually("j.cards['queue'].url", "http://127.0.0.1:1/there")
    expect(panel.locator("[data-field=url] a")).to_have_text("127.0.0.1:1↗")
    cells = view.page.locator(".jp-Cell").count()
    with view.page.context.expect_page() as opened:
        panel.locator("[data-field=url] a").press("Enter")
    assert opened.value.evaluate("window.opener") is None
    opened.value.close()
    assert view.page.locator(".jp-Cell").count() == cells


@pytest.mark.parametrize(("theme", "width"), [("light", 1400), ("dark", 700), ("light", 320)])
def test_the_details_are_readable(quick, theme, width):
    """[B182] Wide, narrow, dark, in forced colours: nothing sticks out and axe finds nothing."""
    view = show(
        quick,
        BIKE
        + MORE.replace('"order"', '"ride"')
        .replace('"ad", "ride", "drink"', '"friend", "ride", "first"')
        .replace('"queue"', "j.cards[8]"),
        theme=theme,
        width=width,
    )
    panel = view.inspector
    view.python(
        "j.update('ride', channels=[*j.touchpoints['ride'].channels,"
        " j.add_channel('Unbroken' * 8)]); editor.selection = ['ride']"
    )
    if not panel.is_visible():
        view.button("Show details").click()
    expect(panel.get_by_text("step 4 of 7")).to_be_visible()
    panel.get_by_role("button", name="About Expectation", exact=True).click()
    expect(panel.locator(".cjm-advice")).to_be_visible()
    picture(view, f"details-touchpoint-{width}-{theme}")
    check(view)
    view.unfold()
    panel.evaluate("(el) => el.scrollTo(0, 1e6)")
    picture(view, f"details-lists-{width}-{theme}")
    panel.get_by_role("button", name="The whole journey").click()
    expect(panel.locator(".cjm-back")).to_be_visible()
    unfold(view, "Paths")
    picture(view, f"details-journey-{width}-{theme}")
    panel.get_by_role("button", name="By phone", exact=True).click()
    expect(panel.locator(".cjm-steps li")).to_have_count(3)
    picture(view, f"details-path-{width}-{theme}")
    check(view)
    if theme == "dark":
        return
    view.page.emulate_media(forced_colors="active")
    check(view)
    picture(view, f"details-forced-{width}-{theme}")
