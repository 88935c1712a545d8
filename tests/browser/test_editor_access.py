"""Everything that can be done, once with the keyboard alone and once with single clicks alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import tasks, tasks_panels
from tests.browser.hands import QUIET, Hand, Keyboard, Pointer, Stuck
from tests.browser.plain import plain_page

if TYPE_CHECKING:
    import cjm_widgets as cjm

TASKS = {
    "things": tasks.THINGS,
    "scores": tasks.SCORES,
    "details": tasks_panels.DETAILS,
    "together": tasks_panels.TOGETHER,
    "finding": tasks_panels.FINDING,
    "views": tasks_panels.VIEWS,
}


@pytest.mark.parametrize("kind", TASKS)
@pytest.mark.parametrize("make", [Keyboard, Pointer], ids=["keys", "clicks"])
def test_everything_is_done_without_a_mouse_and_without_dragging(context, make, kind):
    """[B190] Each task gives its result in Python, is one change and one undo, and ends with the
    focus in the editor, in sight. A stroke of the pen has no way without a pointer; erasing has."""
    own = context.browser.new_context(viewport={"width": 1400, "height": 900})
    own.grant_permissions(["clipboard-read", "clipboard-write"])
    journey = tasks.start()
    held = journey.to_dict()
    problems = []
    try:
        with plain_page(own, journey, height=880) as plain:
            hand = make(plain)
            for task in TASKS[kind]:
                try:
                    run(hand, journey, task)
                except Stuck as problem:
                    problems.append(f"{task.name}: {problem}")
                while journey.to_dict() != held:
                    journey.undo()
                # The next one begins with a view that nobody has touched.
                plain.page.evaluate("() => { window.select([]); window.again(); }")
                plain.root.locator(".cjm-map [data-at]").first.wait_for()
                plain.page.evaluate(QUIET)
            problems += plain.errors + plain.violations()
    finally:
        own.close()
    assert not problems, "\n".join(problems)


def run(hand: Hand, journey: cjm.Journey, task: tasks.Task) -> None:
    """Do one task and take it back."""
    before, held = journey.revision, journey.to_dict()

    def done() -> object:
        if callable(task.done):
            return task.done(journey)
        if task.done == tasks_panels.DOWNLOAD:
            return hand.downloads
        return hand.plain.root.locator(task.done).count()

    # Who works with the pointer has it in the editor.
    hand.do("away" if isinstance(hand, Pointer) else "")
    if task.done != tasks_panels.MAP:
        hand.check(not done(), "it is done before it is begun")
    hand.do(task.keys if isinstance(hand, Keyboard) else task.pointer)
    hand.eventually(done, "it was not done")
    wanted = before + task.changes
    hand.eventually(lambda: journey.revision >= wanted, "the change did not arrive")
    hand.page.wait_for_timeout(20)
    hand.check(journey.revision == wanted, f"it is {journey.revision - before} changes")
    hand.eventually(lambda: not hand.lost(), f"the focus is lost: {hand.lost()}")
    if task.changes:
        hand.undo()
    if task.changes == 1:
        hand.eventually(lambda: journey.to_dict() == held, "one undo does not take it back")
