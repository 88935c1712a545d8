"""The map edited with the pointer: what is clicked and typed is in the Python object."""

from playwright.sync_api import expect

from tests.browser.view import show


def test_everything_that_has_a_name_is_renamed_where_it_stands(quick):
    """[B1] A double click (on the title a click) edits; Enter keeps the text, Escape does not."""
    view = show(quick)
    title = view.root.locator(".cjm-title .cjm-inline")
    title.click()
    view.type("Coffee to go")
    view.eventually("j.title", "Coffee to go")
    for number, (record, field, name) in enumerate(
        [
            ("before", "name", "Awake"),
            ("ad", "name", "Smells it"),
            ("pains", "title", "What hurts"),
            ("queue", "text", "Ten people"),
        ],
        start=2,
    ):
        text = view.record(record).locator(".cjm-inline").first
        view.rename(text, name)
        view.eventually(f"j.get('{record}').{field}", name)
        view.rename(text, "nobody wants this", "Escape")
        expect(view.record(record).locator("textarea")).to_have_count(0)
        expect(text).to_have_text(name)
        # One change for one text, and none for what was called off.
        assert view.python("j.revision - start") == number
    view.rename(view.button("Highlight Ana"), "Anna")
    view.eventually("j.personas['ana'].name", "Anna")
    # What is typed is kept by a click elsewhere, too.
    view.record("drink").locator(".cjm-name").dblclick()
    view.begin()
    view.page.keyboard.type("Sips")
    view.record("gains").click()
    view.eventually("j.touchpoints['drink'].name", "Sips")
    view.agrees()
    assert view.python("j.revision - start") == 7


def test_things_are_added_where_the_buttons_stand(quick):
    """[B2] "+ Add" and the "+" of a phase, a touchpoint, a cell add there and ask for the name."""
    view = show(quick)
    view.add("Add persona")
    view.type("Ben")
    view.eventually("[p.name for p in j.personas]", ["Ana", "Ben"])
    view.add("Metrics")
    view.type("Conversion")
    view.eventually("[(x.kind, x.title) for x in j.lanes][-1]", ["metric", "Conversion"])
    view.add("Add phase")
    view.type("Later")
    view.eventually("[p.name for p in j.phases]", ["Before", "After", "Later"])
    # The phase that was just added has the focus, so the touchpoint goes there.
    view.add("Add touchpoint")
    view.type("Comes back")
    view.eventually("[(t.name, j.phases[t.phase].name) for t in j.touchpoints][-1]",
                    ["Comes back", "Later"])  # fmt: skip
    view.record("before").hover()
    view.record("before").get_by_role("button", name="Add phase").click()
    view.type("Between")
    view.eventually("[p.name for p in j.phases]", ["Before", "Between", "After", "Later"])
    ghost = view.map.locator(".cjm-touchpoints").get_by_role("button", name="Add touchpoint")
    ghost.click()
    view.type("Waits")
    view.eventually("[t.name for t in j.touchpoints if j.phases[t.phase].name == 'Between']",
                    ["Waits"])  # fmt: skip
    view.record("ad").hover()
    view.record("ad").get_by_role("button", name="Add after").click()
    view.type("Walks in")
    names = "[t.name for t in j.touchpoints if t.phase == 'before']"
    view.eventually(names, ["Sees the ad", "Walks in", "Orders"])
    cell = view.cell("pains", "drink")
    cell.hover()
    cell.get_by_role("button", name="Add card").click()
    view.type("Too hot")
    cards = "[(c.text, c.kind, c.lane) for c in j.cards if c.touchpoint == 'drink']"
    view.eventually(cards, [["Too hot", "pain", "pains"], ["Awake", "gain", "gains"]])
    view.agrees()


def test_things_are_removed_by_menu_and_undo_brings_them_back(lab):
    """[B3] The menus of "…" and right click remove; the toast and the buttons undo and redo."""
    view = show(lab)
    everything = view.python("j.to_dict()")
    for record, gone in {
        "queue": ["queue"],
        "pains": ["pains", "queue", "seats"],
        "drink": ["drink", "awake"],
        "before": ["before", "ad", "order", "queue", "seats"],
        "ana": ["ana"],
    }.items():
        view.dots(record, "Remove")
        view.eventually(f"[j.get(i) is None for i in {gone}]", [True] * len(gone))
        view.agrees()
        toast = view.root.locator(".cjm-toast")
        expect(toast).to_contain_text("Removed “")
        toast.get_by_role("button", name="Undo").click()
        view.eventually("j.to_dict()", everything)
        view.agrees()
    for what, gone in {
        view.record("seats"): "seats",
        view.record("gains"): "gains",
        view.record("order").locator(".cjm-name"): "order",
        view.record("after").locator(".cjm-inline"): "after",
        view.root.locator(".cjm-persona"): "ana",
    }.items():
        view.right(what, "Remove")
        view.eventually(f"j.get('{gone}') is None", True)
        view.tool("Undo").click()
        view.eventually("j.to_dict()", everything)
        view.tool("Redo").click()
        view.eventually(f"j.get('{gone}') is None", True)
        view.agrees()
        view.tool("Undo").click()
        view.eventually("j.to_dict()", everything)
    # The neighbour takes the focus, also after an edit that was called off.
    view.rename(view.record("order").locator(".cjm-name"), "not this", "Escape")
    view.right(view.record("order"), "Remove")
    expect(view.record("drink")).to_be_focused()
    view.eventually("editor.selection", ["drink"])
    view.agrees()


def test_menus_collapse_and_change_what_has_no_place_on_the_map(quick):
    """[B4] Phases and lanes fold by button and menu; menus also move, and set what has no place."""
    view = show(quick)
    view.record("before").hover()
    view.record("before").get_by_role("button", name="Collapse", exact=True).click()
    view.eventually("j.phases['before'].collapsed", True)
    expect(view.record("ad")).to_have_count(0)
    view.record("before").get_by_role("button", name="Expand", exact=True).click()
    view.eventually("j.phases['before'].collapsed", False)
    expect(view.record("ad")).to_be_visible()
    view.record("pains").hover()
    view.record("pains").get_by_role("button", name="Collapse", exact=True).click()
    view.eventually("j.lanes['pains'].collapsed", True)
    expect(view.record("queue")).to_have_count(0)
    expect(view.cell("pains", "order")).to_have_text("2")
    view.right(view.record("pains"), "Expand")
    view.eventually("j.lanes['pains'].collapsed", False)
    view.right(view.record("before"), "before")
    view.eventually("j.phases['before'].purchase_stage", "before")
    expect(view.root.get_by_text("Before purchase").first).to_be_visible()
    view.dots("before", "Move right")
    view.eventually("j.phases.ids", ["after", "before"])
    view.dots("gains", "Move up")
    view.eventually("j.lanes.ids", ["channels", "emotion", "gains", "pains"])
    view.right(view.record("order"), "Move left")
    view.eventually("j.touchpoints.ids", ["drink", "order", "ad"])
    view.right(view.record("seats"), "Move up")
    view.eventually("j.cards.ids", ["awake", "seats", "queue"])
    view.dots("order", "Moment of truth")
    view.eventually("j.touchpoints['order'].moment_of_truth", True)
    view.dots("ana", "Colour 3")
    view.eventually("j.personas['ana'].color.startswith('#')", True)
    view.root.locator(".cjm-badge").click()
    view.choose("future state")
    view.eventually("j.info.map_type", "future")
    view.right(view.record("gains"), "line of interaction")
    view.eventually("j.lanes['gains'].separator", "interaction")
    view.agrees()


def test_channels_and_scores_are_put_into_their_cells(quick):
    """[B5] The "+" of a channel cell adds channels, a double click on an empty slot a score."""
    view = show(quick)
    cell = view.cell("channels", "order")
    cell.hover()
    cell.get_by_role("button", name="Add channel").click()
    field = view.root.get_by_role("dialog").get_by_role("textbox")
    field.fill("Counter")
    field.press("Enter")
    view.eventually("[c.name for c in j.channels]", ["Web", "Counter"])
    field.fill("web")
    field.press("Enter")
    own = "[j.channels[c].name for c in j.touchpoints['order'].channels]"
    view.eventually(own, ["Counter", "Web"])
    assert view.python("len(j.channels)") == 2
    field.press("Escape")
    expect(field).to_have_count(0)
    expect(cell.locator(".cjm-channel")).to_have_text(["Counter", "Web"])
    cell.locator(".cjm-channel").first.hover()
    cell.get_by_role("button", name="Remove Counter").click()
    view.eventually(own, ["Web"])
    slot = view.cell("emotion", "order")
    box = slot.bounding_box()
    slot.dblclick(position={"x": box["width"] / 2, "y": 20})
    ours = "[e for e in j.experiences if e.touchpoint == 'order']"
    view.eventually(f"[(e.score, e.persona, e.source) for e in {ours}]", [[2, "ana", "assumed"]])
    view.point("order").dblclick()
    view.type("-0.5")
    scores = f"sorted(e.score for e in {ours})"
    view.eventually(scores, [-0.5])
    view.right(view.cell("emotion", "order"), "Add a score: Everyone")
    view.eventually(scores, [-0.5, 0])
    # The "+" of a slot puts a neutral score there, which is then dragged or stepped.
    view.tool("Undo").click()
    view.tool("Undo").click()
    view.tool("Undo").click()
    view.eventually(scores, [])
    slot.hover(position={"x": 20, "y": 20})
    slot.get_by_role("button", name="Add a score: Ana").click()
    view.eventually(scores, [0])
    expect(view.point("order")).to_be_focused()
    view.agrees()
