"""People at work on one map: emoji, comments, votes and drawings."""

from playwright.sync_api import expect

from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_looks import check, picture
from tests.browser.test_editor_people import meet
from tests.browser.view import show

REACTED = "sorted([r.target, r.emoji, r.author] for r in j.reactions)"


def panel(view):
    """The panel beside the map."""
    return view.root.locator(".cjm-part")


def together(view, choice):
    """Open a panel from the toolbar."""
    view.root.locator(".cjm-together-button").click()
    view.choose(choice)


def chips(view, record):
    """The emoji on a record."""
    return view.record(record).locator(".cjm-chip[aria-pressed]")


def test_reactions_are_given_and_taken_back(lab):
    """[B130] By key, menu and click; one for each person and emoji, counted, own ones marked."""
    ana, ben = meet(lab)
    ana.record("order").click()
    ana.page.keyboard.press("r")
    bar = ana.root.get_by_role("dialog", name="React to “Orders”")
    expect(bar.get_by_role("button").first).to_be_focused()
    ana.page.keyboard.press("ArrowRight")
    ana.page.keyboard.press("Enter")
    ana.eventually(REACTED, [["order", "❤️", "Ana"]])
    expect(ana.record("order")).to_be_focused()
    expect(chips(ana, "order")).to_have_attribute("aria-pressed", "true")
    # Another person's click counts; a menu adds any other one, to a card.
    expect(chips(ben, "order")).to_have_attribute("aria-pressed", "false")
    chips(ben, "order").click()
    expect(chips(ana, "order")).to_have_text("❤️ 2")
    ben.dots("queue", "React")
    ben.root.get_by_role("textbox", name="another emoji").fill("no emoji, sorry")
    ben.page.keyboard.press("Enter")
    expect(ben.root.get_by_role("textbox", name="another emoji")).to_have_attribute(
        "aria-invalid", "true"
    )
    ben.root.get_by_role("textbox", name="another emoji").fill("🦄")
    ben.page.keyboard.press("Enter")
    given = [["order", "❤️", "Ana"], ["order", "❤️", "Ben"], ["queue", "🦄", "Ben"]]
    ben.eventually(REACTED, given)
    # Again takes back one's own, and undo gives it again.
    chips(ana, "order").click()
    ana.eventually(REACTED, given[1:])
    expect(chips(ben, "order")).to_have_text("❤️")
    ana.page.keyboard.press("Control+z")
    ana.eventually(REACTED, given)
    ana.record("before").click()
    ana.page.keyboard.press("r")
    bar = ana.root.get_by_role("dialog", name="React to “Before”")
    expect(bar.get_by_role("button").first).to_be_focused()
    ana.page.keyboard.press("Enter")
    ana.eventually("[r.emoji for r in j.reactions if r.target == 'before']", ["👍"])
    ana.python("editor.read_only = True")
    expect(chips(ana, "order")).to_be_disabled()
    for view in (ana, ben):
        view.agrees()


def test_comments_are_answered_and_resolved(lab):
    """[B131] Threads on a record and the whole map, between two people; news are announced."""
    ana, ben = meet(lab)
    ana.record("order").click()
    ana.page.keyboard.press("c")
    field = panel(ana).get_by_role("textbox", name="Write a comment on Orders")
    field.fill("How long is the queue? <b>")
    field.press("Enter")
    said = "[[c.target, c.text, c.author, c.resolved, c.parent and 1] for c in j.comments]"
    ana.eventually(said, [["order", "How long is the queue? <b>", "Ana", False, None]])
    live = ben.root.locator(".cjm-hidden[role=status]").last
    expect(live).to_have_text("Ana commented: How long is the queue? <b>")
    mark = ben.record("order").locator(".cjm-comments")
    expect(mark).to_contain_text("1")
    mark.click()
    expect(panel(ben).get_by_text("How long is the queue? <b>", exact=True)).to_be_visible()
    answer = panel(ben).get_by_role("textbox", name="Answer Ana")
    answer.fill("Ten minutes")
    answer.press("Enter")
    ana.eventually("[c.text for c in j.comments if c.parent]", ["Ten minutes"])
    expect(panel(ana).locator(".cjm-answer")).to_contain_text("Ten minutes")
    # Only one's own words can be edited; the way from the list of all to the record.
    expect(panel(ana).get_by_role("textbox", name="Your comment")).to_have_count(1)
    own = panel(ana).get_by_role("textbox", name="Your comment")
    own.fill("How long is it?")
    own.press("Enter")
    ana.eventually("j.comments[0].text", "How long is it?")
    ben.record("drink").click()
    panel(ben).get_by_role("radio", name="Whole map").click()
    panel(ben).get_by_role("button", name="Touchpoint: Orders").click()
    expect(ben.record("order")).to_have_attribute("aria-selected", "true")
    panel(ben).get_by_role("button", name="Resolve").click()
    ana.eventually("[c.resolved for c in j.comments]", [True, False])
    expect(panel(ana)).to_contain_text("No open comments here.")
    expect(panel(ben)).to_be_focused()
    panel(ana).get_by_role("radio", name="1 resolved").click()
    panel(ana).get_by_role("button", name="Open again").click()
    ana.eventually("j.comments[0].resolved", False)
    ana.root.locator(".cjm-map").focus()
    ana.page.keyboard.press("Control+z")
    ana.eventually("j.comments[0].resolved", True)


def test_votes_stay_in_the_budget_of_each_person(lab):
    """[B132] A round with a budget, by button, menu, key and panel; closing freezes."""
    ana, ben = meet(lab)
    together(ana, "Votes")
    title = panel(ana).get_by_role("textbox", name="What is it about?")
    title.fill("Which pain?")
    panel(ana).get_by_text("pain", exact=True).click()
    panel(ana).get_by_role("button", name="Decrease Votes per person").click()
    panel(ana).get_by_role("button", name="Open voting").click()
    ana.eventually(
        "[[s.title, s.target_kinds, s.votes_per_person, s.open] for s in j.vote_sessions]",
        [["Which pain?", ["pain"], 2, True]],
    )
    votes = "sorted([v.target, v.voter, v.weight] for v in j.votes)"
    ana.record("queue").get_by_role("button", name="Vote for this").click()
    ana.eventually(votes, [["queue", "Ana", 1]])
    # The same record again, by key; then nothing is left, and the others have theirs.
    ana.record("queue").click()
    ana.page.keyboard.press("v")
    ana.eventually(votes, [["queue", "Ana", 2]])
    expect(ana.root.locator(".cjm-votes-button")).to_have_text("Votes: 0 votes left")
    ana.page.keyboard.press("v")
    ben.dots("seats", "Vote for this")
    ben.eventually(votes, [["queue", "Ana", 2], ["seats", "Ben", 1]])
    expect(ben.record("order").get_by_role("button", name="Vote for this")).to_have_count(0)
    # Two pages of one person at once: what is over is refused, and said.
    ana.python("[j.add_vote(j.vote_sessions[0], 'seats', 'Ben', weight=1)]; None")
    expect(ben.root.locator(".cjm-votes-button")).to_have_text("Votes: 0 votes left")
    expect(panel(ana).locator(".cjm-results .cjm-result-name")).to_have_text(
        ["Long queue", "No seats"]
    )
    ana.page.keyboard.press("Shift+V")
    ana.eventually("sorted([v.target, v.voter, v.weight] for v in j.votes if v.voter == 'Ana')",
                   [["queue", "Ana", 1]])  # fmt: skip
    expect(panel(ana).locator(".cjm-results .cjm-result-name")).to_have_text(
        ["No seats", "Long queue"]
    )
    panel(ana).get_by_role("button", name="Close voting").click()
    ana.eventually("j.vote_sessions[0].open", False)
    expect(ben.record("queue").get_by_role("button", name="Vote for this")).to_have_count(0)
    before = ana.python(votes)
    ben.record("queue").click()
    ben.page.keyboard.press("v")
    ben.settled()
    assert ana.python(votes) == before


INK = """(root) => [...root.querySelectorAll('.cjm-ink path')].map((path) => {
  const map = root.querySelector('.cjm-rows').getBoundingClientRect();
  const box = path.getBoundingClientRect();
  return [Math.round(box.x - map.x), Math.round(box.y - map.y)];
})"""


def draw(view, record, *steps):
    """Draw by hand, from near the start of a record."""
    view.record(record).scroll_into_view_if_needed()
    box = view.record(record).bounding_box()
    assert box
    x, y = box["x"] + 10, box["y"] + 10
    view.page.mouse.move(x, y)
    view.page.mouse.down()
    for dx, dy in steps:
        x, y = x + dx, y + dy
        view.page.mouse.move(x, y, steps=12)
    view.page.mouse.up()


def test_drawings_move_with_what_they_begin_on(quick):
    """[B134] P draws, Escape ends it; a line is one change and moves with its record; the eraser
    and the menu take it away; outside of pen mode it catches no pointer."""
    view = show(quick, SMALL, width=1400)
    view.record("order").click()
    view.page.keyboard.press("p")
    sheet = view.root.locator(".cjm-ink-sheet")
    expect(sheet).to_be_visible()
    start = view.python("j.revision")
    draw(view, "queue", (40, 30), (30, -20), (40, 25))
    view.eventually("[s.anchor for s in j.strokes]", ["queue"])
    draw(view, "ad", (60, 12), (20, 60))
    view.eventually("sorted(s.anchor for s in j.strokes)", ["ad", "queue"])
    assert view.python("j.revision") == start + 2
    assert view.python("all(2 <= len(s.points) < 30 and bool(s.color) for s in j.strokes)")
    # Near the corner of its record, whatever the width of columns.
    assert view.python("max(abs(s.points[0][0]) + abs(s.points[0][1]) for s in j.strokes) < 25")
    view.page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(view.root.locator(".cjm-ink path")).to_have_count(2)
    before = view.root.evaluate(INK)
    view.python("j.move('queue', to='drink'); None")
    view.agrees()
    after = view.root.evaluate(INK)
    assert max(abs(a[0] - b[0]) for a, b in zip(before, after, strict=True)) > 100
    # The pointer reaches what lies under the lines.
    view.record("queue").click()
    view.eventually("editor.selection", ["queue"])
    view.python("j.undo(); None")
    view.agrees()
    assert view.root.evaluate(INK) == before
    # The eraser, by hand; undo brings the line back.
    view.page.keyboard.press("p")
    panel(view).get_by_role("radio", name="Eraser").click()
    draw(view, "queue", (40, 30))
    view.eventually("[s.anchor for s in j.strokes]", ["ad"])
    view.page.keyboard.press("Control+z")
    view.eventually("len(j.strokes)", 2)
    # Without a pointer: the list in the panel, and the menu of a record.
    panel(view).get_by_role("button", name="Erase drawings of “Long queue”").click()
    view.eventually("[s.anchor for s in j.strokes]", ["ad"])
    panel(view).get_by_role("button", name="Close panel").click()
    view.dots("ad", "Erase drawings")
    view.eventually("len(j.strokes)", 0)
    view.python("editor.read_only = True")
    view.record("order").click()
    view.page.keyboard.press("p")
    expect(panel(view)).to_be_visible()
    expect(sheet).to_have_count(0)


RICH = (
    BIKE
    + """
pains = [c for c in j.cards if c.kind == "pain"]
for who, emoji in (("Ana", "👍"), ("Ben", "👍"), ("Ana", "🦄"), ("Zoë", "🎉")):
    j.add_reaction(pains[0], emoji, author=who)
    j.add_reaction("ride", emoji, author=who)
    j.add_reaction(phases[0], emoji, author=who)
talk = j.add_comment("ride", "Do we know how many leave here?", author="Ben")
j.add_comment("ride", "A third, since " + "Unbroken" * 12, author="Zoë", parent=talk)
j.add_comment("ride", "My own remark", author="Ana")
done = j.add_vote_session("Where to begin?", anonymous=True)
for n, who in enumerate(("Ana", "Ben", "Zoë", "Li")):
    j.add_vote(done, pains[n % 2], who, weight=2)
j.update(done, open=False)
now = j.add_vote_session("Which pain first? " + "Unbroken" * 8, target_kinds=["pain"])
j.add_vote(now, pains[0], "Ana", weight=2)
j.add_vote(now, pains[1], "Ben")
wave = [(x, 40 + 18 * ((x // 12) % 2)) for x in range(0, 200, 4)]
j.add_stroke("ride", wave, color="#288dd4", width=2.5)
j.add_stroke(pains[0], [(-6, -6), (70, -14), (150, 10), (140, 60), (40, 70), (-8, 40), (-4, -8)],
             color="#cd5f62", width=2.5)
"""
)


def test_it_is_readable(quick):
    """[B133] Wide and narrow, light and dark, nothing sticks out and axe finds nothing."""
    for theme, width in (("light", 1400), ("dark", 700)):
        view = show(quick, RICH, theme=theme, width=width)
        picture(view, f"together-map-{width}-{theme}")
        check(view)
        view.record("ride").click()
        view.page.keyboard.press("c")
        expect(panel(view).locator(".cjm-thread").first).to_be_visible()
        picture(view, f"comments-{width}-{theme}")
        check(view)
        together(view, "Votes")
        expect(panel(view).locator(".cjm-results").first).to_be_visible()
        panel(view).get_by_role("button", name="New round").click()
        picture(view, f"votes-{width}-{theme}")
        check(view)
        view.page.keyboard.press("Escape")
        together(view, "Draw")
        expect(view.root.locator(".cjm-ink-sheet")).to_be_visible()
        picture(view, f"pen-{width}-{theme}")
        check(view)
        view.page.keyboard.press("Escape")
        view.record("ride").click()
        view.page.keyboard.press("r")
        expect(view.root.locator(".cjm-emoji").first).to_be_visible()
        picture(view, f"reactions-{width}-{theme}")
        check(view)
        view.page.close()
