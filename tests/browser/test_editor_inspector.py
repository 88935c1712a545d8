"""The inspector: every kind of control changes its one field in Python."""

from playwright.sync_api import expect

from tests.browser.view import show


def test_every_kind_of_control_changes_its_field(quick):
    """[B20] Texts, choices, numbers, times, tokens and flags set their field, one change each."""
    view = show(quick)
    view.record("order").click()
    panel = view.inspector
    held = "j.touchpoints['order']"

    def has(field, value):
        view.eventually(f"{held}.{field}", value)

    def pick(group, choice):
        bar = panel.get_by_role("radiogroup", name=group, exact=True)
        bar.get_by_role("radio", name=choice, exact=True).click()

    write(view, "Expectation", "Quick, and with a smile")
    has("expectation", "Quick, and with a smile")
    pick("Expectation was", "missed")
    has("expectation_met", "missed")
    pick("In use", "yes")
    has("in_use", True)
    pick("In use", "no")
    has("in_use", False)
    pick("In use", "not known")
    has("in_use", None)
    pick("Intended", "yes")
    has("intended", True)
    write(view, "Duration", "6 min")
    has("duration", 360)
    write(view, "Wait", "2 days")
    has("wait", 172800)
    expect(view.field("Wait")).to_have_value("2 days")
    panel.get_by_role("checkbox", name="Moment of truth").check()
    has("moment_of_truth", True)
    for label, words, field, names in (
        ("Channels", ["Counter", "Web"], "channels", "j.channels"),
        ("Owner", ["Shop team"], "owners", "j.people"),
    ):
        for word in words:
            write(view, f"Add to {label}", word)
            view.eventually(f"[{names}[i].name for i in {held}.{field}][-1:]", [word])
    panel.get_by_role("button", name="Remove Counter").click()
    view.eventually(f"[j.channels[i].name for i in {held}.channels]", ["Web"])
    view.unfold()
    write(view, "Description", "At the counter")
    has("description", "At the counter")
    panel.get_by_role("combobox", name="Status").select_option("researched")
    has("status", "researched")
    panel.get_by_role("combobox", name="Kind").select_option("decision")
    has("kind", "decision")
    pick("Importance to the customer", "5")
    has("importance_customer", 5)
    # A radio group is one tab stop; arrows choose.
    panel.get_by_role("radio", name="5", exact=True).first.press("ArrowLeft")
    has("importance_customer", 4)
    write(view, "Start", "2027-05-31")
    has("start", "2027-05-31")
    for tag in ("busy", "indoors"):
        write(view, "Add to Tags", tag)
        view.eventually(f"{tag!r} in {held}.tags", True)
    field = view.field("Add to Tags")
    field.press("Backspace")
    view.eventually(f"list({held}.tags)", ["busy"])
    # The heading is the name, and it is on the map too.
    panel.locator("h2 .cjm-inline").click()
    view.type("Orders at the counter")
    has("name", "Orders at the counter")
    view.agrees()
    assert view.python("j.revision - start") == 23


def test_what_cannot_be_is_said_at_the_field_and_changes_nothing(quick):
    """[B21] A wrong number, time or date is said at its field and changes nothing."""
    view = show(quick)
    view.record("ad").click()
    view.unfold()
    for label, wrong, why in (
        ("Duration", "soon", "A time such as"),
        ("Start", "2027-02-30", "A date such as"),
        ("Score of Ana", "seven", "Not a number"),
        ("Score of Ana", "9", "Between −2 and 2"),
    ):
        field = view.inspector.get_by_role("textbox", name=label)
        field.fill(wrong)
        field.press("Enter")
        expect(view.inspector.get_by_role("alert")).to_contain_text(why)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_value(wrong)
        field.press("Escape")
        expect(view.inspector.get_by_role("alert")).to_have_count(0)
    write(view, "Score of Ana", "1,5")
    view.eventually("[e.score for e in j.experiences if e.touchpoint == 'ad']", [1.5])
    view.button("Increase Score of Ana").click()
    view.eventually("[e.score for e in j.experiences if e.touchpoint == 'ad']", [2])
    assert view.python("j.revision - start") == 2
    view.agrees()


def test_the_panel_edits_what_is_selected_whatever_it_is(quick):
    """[B22] Phase, lane, card, persona and journey have fields; goals and comments are added."""
    view = show(quick)
    panel = view.inspector
    view.record("before").click()
    panel.get_by_role("radio", name="during").click()
    view.eventually("j.phases['before'].purchase_stage", "during")
    view.record("pains").locator(".cjm-rowname").click()
    panel.get_by_role("combobox", name="Side").select_option("backstage")
    view.eventually("j.lanes['pains'].side", "backstage")
    view.record("queue").click()
    panel.get_by_role("radiogroup", name="Severity").get_by_role("radio", name="4").click()
    view.eventually("j.cards['queue'].severity", 4)
    write(view, "Author", "Lea")
    view.eventually("j.cards['queue'].author", "Lea")
    write(view, "Write a comment", "seen on Monday")
    view.eventually("[(c.target, c.text) for c in j.comments]", [["queue", "seen on Monday"]])
    panel.get_by_role("checkbox", name="Resolved").check()
    view.eventually("[c.resolved for c in j.comments]", [True])
    view.button("Highlight Ana").click()
    write(view, "Quote", "No coffee, no talk")
    view.eventually("j.personas['ana'].quote", "No coffee, no talk")
    write(view, "Add to Goals", "Be awake")
    view.eventually("list(j.personas['ana'].goals)", ["Be awake"])
    view.python("editor.selection = []")
    expect(panel.get_by_text("Journey", exact=True)).to_be_visible()
    write(view, "Add goal", "Shorter queues")
    view.eventually("[g.text for g in j.goals]", ["Shorter queues"])
    view.unfold()
    panel.get_by_role("combobox", name="Emotion scale").select_option("1..5")
    view.eventually("[j.emotion_scale.min, j.emotion_scale.max]", [1, 5])
    panel.get_by_role("button", name="Close details").click()
    expect(panel).to_have_count(0)
    view.button("Show details").click()
    expect(panel).to_be_visible()


def write(view, label, text):
    """Type into a field of the inspector and press Enter."""
    field = view.field(label)
    field.click()
    field.fill(text)
    field.press("Enter")
