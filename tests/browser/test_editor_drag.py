"""Moving things on the map with the pointer."""

from playwright.sync_api import expect

from tests.browser.view import show


def test_things_are_dragged_to_where_they_belong(quick):
    """[B6] Touchpoints, cards, lanes, phases are dragged; a drop is one change, Escape none."""
    view = show(quick)
    changes = iter(range(1, 100))

    def one_more():
        assert view.python("j.revision - start") == next(changes)
        view.agrees()

    # Within the phase, then into another one.
    view.drag(view.record("ad"), view.record("order"), x=0.9)
    view.eventually("j.touchpoints.ids", ["order", "ad", "drink"])
    one_more()
    view.drag(view.record("ad"), view.record("drink"), x=0.9)
    view.eventually("[(t.id, t.phase) for t in j.touchpoints]",
                    [["order", "before"], ["drink", "after"], ["ad", "after"]])  # fmt: skip
    one_more()
    # A card over another one of its cell, then to another cell and lane.
    view.drag(view.record("seats"), view.record("queue"), y=0.1)
    view.eventually("[c.id for c in j.cards if c.lane == 'pains']", ["seats", "queue"])
    one_more()
    view.drag(view.record("queue"), view.cell("gains", "ad"))
    view.eventually("[j.cards['queue'].lane, j.cards['queue'].touchpoint, j.cards['queue'].kind]",
                    ["gains", "ad", "gain"])  # fmt: skip
    one_more()
    view.drag(view.record("gains").locator(".cjm-rowname"), view.record("channels"), y=0.1)
    view.eventually("j.lanes.ids", ["gains", "channels", "emotion", "pains"])
    one_more()
    view.drag(view.record("after"), view.record("before"), x=0.1)
    view.eventually("j.phases.ids", ["after", "before"])
    one_more()
    # Called off, and dropped where it cannot be.
    before = view.python("j.to_dict()")
    view.lift(view.record("seats"))
    view.over(view.cell("pains", "drink"), 0.5, 0.5)
    view.page.keyboard.press("Escape")
    expect(view.root.locator(".cjm-drag")).to_have_count(0)
    view.page.mouse.up()
    view.drag(view.record("seats"), view.cell("emotion", "drink"))
    expect(view.root.locator(".cjm-drag")).to_have_count(0)
    view.tool("Undo").click()
    view.eventually("j.phases.ids", ["before", "after"])
    view.tool("Redo").click()
    view.eventually("j.to_dict()", before)


def test_several_selected_touchpoints_are_dragged_together(quick):
    """[B7] Ctrl and Shift select several touchpoints, dragged and removed in one change."""
    view = show(quick)
    view.record("ad").click()
    view.record("order").click(modifiers=["ControlOrMeta"])
    view.eventually("editor.selection", ["ad", "order"])
    view.drag(view.record("ad"), view.record("drink"), x=0.9)
    view.eventually("[(t.id, t.phase) for t in j.touchpoints]",
                    [["drink", "after"], ["ad", "after"], ["order", "after"]])  # fmt: skip
    assert view.python("j.revision - start") == 1
    view.record("drink").click()
    view.record("order").click(modifiers=["Shift"])
    view.eventually("sorted(editor.selection)", ["ad", "drink", "order"])
    view.right(view.record("ad").locator(".cjm-name"), "Remove")
    view.eventually("j.touchpoints.ids", [])
    view.eventually("[i for i in editor.selection if j.get(i) is None]", [])
    assert view.python("j.revision - start") == 2
    view.tool("Undo").click()
    view.eventually("j.touchpoints.ids", ["drink", "ad", "order"])
    view.agrees()


def test_a_point_of_the_curve_is_dragged_by_steps(quick):
    """[B8] A dragged point follows the pointer by steps of the scale; only the drop is a change."""
    view = show(quick)
    view.point("drink").scroll_into_view_if_needed()
    step = (middle(view.point("drink"))[1] - middle(view.point("ad"))[1]) / 2
    assert step > 15
    x, y = middle(view.point("ad"))
    view.page.mouse.move(x, y)
    view.page.mouse.down()
    for part in (0.3, 0.6, 1.2, 1.9, 2.9):
        view.page.mouse.move(x, y + part * step)
    expect(view.point("ad")).to_have_attribute("aria-valuenow", "-2")
    expect(view.point("ad").locator(".cjm-value")).to_have_text("−2")
    assert view.python("[j.revision - start, min(e.score for e in j.experiences)]") == [0, -1]
    view.page.mouse.up()
    view.eventually("[e.score for e in j.experiences if e.touchpoint == 'ad']", [-2])
    assert view.python("j.revision - start") == 1
    # Called off by Escape.
    view.point("ad").hover()
    x, y = middle(view.point("ad"))
    view.page.mouse.down()
    view.page.mouse.move(x, y - 2 * step, steps=4)
    expect(view.point("ad")).to_have_attribute("aria-valuenow", "0")
    view.page.keyboard.press("Escape")
    view.page.mouse.up()
    expect(view.point("ad")).to_have_attribute("aria-valuenow", "-2")
    # With Alt between the steps; beyond the end of the scale is its end.
    view.page.mouse.move(x, y)
    view.page.keyboard.down("Alt")
    view.page.mouse.down()
    view.page.mouse.move(x, y - 1.5 * step, steps=4)
    view.page.mouse.up()
    view.page.keyboard.up("Alt")
    view.eventually("[round(e.score, 1) for e in j.experiences if e.touchpoint == 'ad']", [-0.5])
    assert view.python("j.revision - start") == 2
    view.agrees()


def middle(locator):
    """The middle of an element in the window."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
