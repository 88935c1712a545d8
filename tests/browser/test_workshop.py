"""The guide through a workshop beside the map."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.maps import SMALL
from tests.browser.test_editor_looks import check
from tests.browser.test_editor_together import together
from tests.browser.view import View, show

#: A workshop, and a clock that is a quarter of an hour ahead of the page's.
LED = (
    SMALL.rpartition("editor = ")[0]
    + """
from datetime import UTC, datetime, timedelta
ahead = timedelta()
editor = w = cjm.Workshop(j, clock=lambda: datetime.now(UTC) + ahead, height=800)
start = j.revision
"""
)
STATUSES = "[p.status for p in w.parts]"


def panel(view):
    """The guide."""
    return view.root.locator(".cjm-workshop")


def press(view, name):
    panel(view).get_by_role("button", name=name, exact=True).first.click()


def row(view, item):
    return panel(view).locator(f"[data-item={item}]")


def left(view):
    return panel(view).get_by_role("timer")


def later(view, minutes):
    """Let time pass in the room: for the page and for the kernel."""
    view.notebook.quiet()
    view.python(f"ahead += timedelta(minutes={minutes})\nNone")
    view.page.clock.fast_forward(f"{minutes:02}:00")


def test_the_timer_comes_to_a_gentle_end(quick):
    """[B248] Minutes pass, also while nobody looks; the end is said once, and nothing blinks."""
    view = show(quick, LED)
    view.page.clock.install()
    expect(left(view)).to_have_text("25:00")
    press(view, "Start")
    view.eventually(STATUSES, ["running", *["todo"] * 4])
    timer = panel(view).locator(".cjm-timer")
    said = view.root.locator(".cjm-frame > [role=status]")
    later(view, 10)
    expect(left(view)).to_have_text(re.compile(r"^1[45]:\d\d$"))
    expect(timer).to_have_attribute("data-phase", "calm")
    later(view, 11)
    expect(said).to_have_text("5 minutes left")
    expect(timer).to_have_attribute("data-phase", "soon")
    later(view, 5)
    expect(said).to_have_text("Time is up: finish the thought, then go on.")
    later(view, 2)
    expect(left(view)).to_have_text(re.compile(r"^\+[23] min$"))
    moving = timer.evaluate("(el) => el.getAnimations({ subtree: true }).length")
    assert moving == 0
    style = timer.evaluate("(el) => getComputedStyle(el).transitionDuration")
    assert style == "0s"
    press(view, "+5 min")
    expect(left(view)).to_have_text(re.compile(r"^[12]:\d\d$"))
    press(view, "Pause")
    view.eventually(STATUSES, ["paused", *["todo"] * 4])
    held = left(view).text_content()
    later(view, 30)
    expect(left(view)).to_have_text(held)
    press(view, "Done")
    view.eventually(STATUSES, ["done", *["todo"] * 4])
    expect(timer.get_by_role("heading")).to_have_text("Empathy")
    view.page.keyboard.press("Control+z")
    view.eventually(STATUSES, ["paused", *["todo"] * 4])


def test_a_page_whose_clock_is_wrong_shows_the_time_of_the_room(quick):
    """[B249] Hours away from the kernel's clock the same is left; what the page starts, too."""
    view = show(quick, LED.replace("timedelta()\n", "timedelta(hours=-7)\n"))
    view.python("w.start() and None")
    expect(left(view)).to_have_text(re.compile(r"^2[45]:\d\d$"))
    press(view, "Pause")
    view.eventually(STATUSES, ["paused", *["todo"] * 4])
    press(view, "Go on")
    view.eventually(STATUSES, ["running", *["todo"] * 4])
    assert 1400 < view.python("w.remaining()") <= 1500


def test_the_checklist_follows_the_map(quick):
    """[B250] By hand, in the guide, on the map and by code; the next step leads to what is left."""
    view = show(quick, LED)
    row(view, "ice_breaker").get_by_role("checkbox").check()
    view.eventually("w.parts[0].ticked", ["ice_breaker"])
    goal = row(view, "goal")
    expect(goal).to_have_attribute("data-done", "false")
    goal.get_by_role("textbox", name="Add a goal").fill("Shorter queue")
    view.page.keyboard.press("Enter")
    view.eventually("[g.text for g in j.goals]", ["Shorter queue"])
    expect(goal).to_have_attribute("data-done", "true")
    expect(goal.get_by_role("textbox")).to_have_count(0)
    expect(row(view, "kpi")).to_contain_text("Link a metric to a goal.")
    view.python("j.update(j.goals[0], metric=j.add_metric('Waiting')) and None")
    expect(row(view, "kpi")).to_have_attribute("data-done", "true")
    press(view, "Next step")
    view.eventually(STATUSES, ["running", *["todo"] * 4])
    expect(panel(view).locator(".cjm-next")).to_contain_text("at least two participants")
    press(view, "Next step")
    expect(row(view, "participants").get_by_role("textbox")).to_be_focused()
    # Of another part, what is done on the map.
    press(view, "Done")
    panel(view).get_by_role("button", name=re.compile("^Mapping")).click()
    expect(row(view, "channels")).to_contain_text("No channel yet: Orders, Drinks.")
    view.python("j.update('order', channels=['App'])  and None")
    expect(row(view, "channels")).to_contain_text("No channel yet: Drinks.")
    assert view.python("list(w.checklist()[w.checklist()['done']]['item'])")[:2] == [
        "ice_breaker", "goal",
    ]  # fmt: skip
    # One change each, and taken back one by one.
    before = view.python("j.revision")
    panel(view).get_by_role("button", name=re.compile("^Set-up")).click()
    row(view, "groups").get_by_role("checkbox").check()
    view.eventually("j.revision", before + 1)
    view.page.keyboard.press("Control+z")
    expect(row(view, "groups").get_by_role("checkbox")).not_to_be_checked()


def test_a_map_is_set_up_from_its_editor(quick):
    """[B251] By the menu, in one change; a panel that is there from the start takes no focus."""
    view = show(quick, SMALL)
    together(view, "Workshop")
    expect(panel(view)).to_contain_text("Five parts guide a group")
    press(view, "Set up the workshop")
    view.eventually("[len(j.workshop_parts), j.revision - start]", [5, 1])
    expect(panel(view).locator(".cjm-part-row")).to_have_count(5)
    view.page.keyboard.press("Control+z")
    view.eventually("len(j.workshop_parts)", 0)
    other = show(quick, LED)
    expect(panel(other)).to_be_visible()
    assert other.page.evaluate("document.activeElement === document.body")
    other.root.locator(".cjm-inspector-close").click()
    expect(panel(other)).to_have_count(0)
    together(other, "Workshop")
    expect(panel(other)).to_be_visible()
    expect(other.root.locator(".cjm-part :focus, .cjm-part:focus")).to_have_count(1)


def test_people_are_entered_and_vote(quick):
    """[B252] Participants by lines; a round opened, voted in and closed in the guide."""
    view = show(quick, LED)
    people = panel(view).get_by_role("group", name="Participants")
    people.get_by_role("textbox", name=re.compile("^Add participants")).fill("Ana\nBen\nana")
    view.page.keyboard.press("Enter")
    view.eventually("[p.name for p in w.participants]", ["Ana", "Ben"])
    people.get_by_role("button", name="Remove Ben").click()
    view.eventually("[p.name for p in w.participants]", ["Ana"])
    votes = panel(view).get_by_role("group", name="Votes")
    votes.get_by_role("button", name=re.compile("^Votes")).click()
    votes.get_by_role("textbox", name="What is it about?").fill("Which pain first?")
    view.page.keyboard.press("Enter")
    votes.get_by_role("button", name="Open voting", exact=True).click()
    view.eventually("[s.title for s in j.vote_sessions if s.open]", ["Which pain first?"])
    votes.get_by_role("textbox", name="Your name").fill("Ana")
    view.page.keyboard.press("Enter")
    view.record("queue").click()
    for _ in range(3):
        votes.get_by_role("button", name="Vote for this").click()
    view.eventually("j.to_frame('vote_results')[['target', 'votes']].values.tolist()",
                    [["Long queue", 3]])  # fmt: skip
    votes.get_by_role("button", name="Close voting").click()
    view.eventually("w.results()['open'].tolist()", [False])
    panel(view).get_by_role("button", name=re.compile("^Testing")).click()
    expect(row(view, "vote")).to_have_attribute("data-done", "true")


def test_two_pages_lead_one_workshop(quick):
    """[B253] What one starts runs on the other; read-only there is the guide, and no button."""
    view = show(quick, LED + "\nother = cjm.Workshop(j, read_only=True, height=800)\neditor")
    view.notebook._cells = [*view.notebook._cells, "other"]
    view.notebook.run_cell(2)
    other = View(view.notebook, 2)
    press(view, "Start")
    expect(left(other)).to_have_text(re.compile(r"^2[45]:\d\d$"))
    assert view.python("[j.revision - start, len(j.workshop_parts)]") == [1, 5]
    expect(other.root.locator(".cjm-timer-tools")).to_have_count(0)
    expect(panel(other).get_by_role("textbox")).to_have_count(1)
    expect(panel(other).get_by_role("textbox")).to_have_attribute("readonly", "")
    row(view, "ice_breaker").get_by_role("checkbox").check()
    expect(row(other, "ice_breaker")).to_have_attribute("data-done", "true")
    expect(panel(other).get_by_role("checkbox")).to_have_count(0)


def test_a_workshop_in_jupyterlab(lab):
    """[B254] Timer, tick, participants, a vote, and what came of it in Python; keys stay inside."""
    view = show(lab, LED)
    cells = view.notebook.cells()
    press(view, "Start")
    view.eventually(STATUSES, ["running", *["todo"] * 4])
    expect(left(view)).to_have_text(re.compile(r"^2[45]:\d\d$"))
    row(view, "ice_breaker").get_by_role("checkbox").check()
    field = row(view, "participants").get_by_role("textbox")
    field.fill("Ana\nBen")
    view.page.keyboard.press("Enter")
    view.eventually("[p.name for p in w.participants]", ["Ana", "Ben"])
    expect(row(view, "participants")).to_have_attribute("data-done", "true")
    view.python("w.open_vote('Which pain first?', 'pain', anonymous=True) and None")
    votes = panel(view).get_by_role("group", name="Votes")
    expect(votes.get_by_role("heading", name="Which pain first?")).to_be_visible()
    # JupyterLab knows who is there.
    view.record("seats").click()
    votes.get_by_role("button", name="Vote for this").click()
    view.eventually("w.results()[['target', 'votes', 'voters']].values.tolist()",
                    [["No seats", 1, 1]])  # fmt: skip
    view.python("w.close_vote() and None")
    expect(votes.get_by_role("button", name="Open voting again")).to_be_visible()
    assert view.python("[list(x) for x in w.results()['who']]") == [[]]
    for key in "xabdv":
        panel(view).get_by_role("button", name="Pause").focus()
        view.page.keyboard.press(key)
    assert view.notebook.cells() == cells
    press(view, "Done")
    view.eventually("w.part.kind", "empathy")
    assert view.python("w.agenda()['status'].tolist()[0]") == "done"
    check(view)


def test_the_guide_has_the_width_of_a_projector(quick):
    """[B255] At 1400 and 700 px the time is read from afar, and the map stays usable beside it."""
    for width in (1400, 700):
        view = show(quick, LED, width=width)
        size = left(view).evaluate("(el) => parseFloat(getComputedStyle(el).fontSize)")
        assert size >= 48
        box = panel(view).bounding_box()
        assert box
        assert box["x"] >= width * 0.45
        view.record("ad").click()
        expect(view.record("ad")).to_be_focused()
        check(view)
