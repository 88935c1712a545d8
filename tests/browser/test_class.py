"""A class in JupyterLab: a teacher's notebook, three students', and what comes of them."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.test_editor_people import NAMED
from tests.browser.test_editor_together import panel
from tests.browser.test_editor_walk import open_stage
from tests.browser.view import View

TEACHER = [
    """
import cjm_widgets as cjm
from pathlib import Path

j = cjm.template("journey-map", title="A weekend by the sea")
workshop = cjm.Workshop(j)
""",
    "workshop",
    """
Path("class").mkdir(exist_ok=True)
for name in ("ana", "ben", "cleo"):
    j.save(f"class/{name}.cjm.json")
""",
    """
cohort = cjm.collect("class/*.cjm.json")
print(cohort)
""",
    """
ours = cohort.merge("Our class")
cjm.report(ours.journey, "class/report.html")
""",
]


def student(name):
    """The cells of a student, who opens the file that was handed out."""
    return [
        f"""
import cjm_widgets as cjm

j = cjm.open("class/{name.lower()}.cjm.json")
editor = cjm.JourneyEditor(j)
""",
        "editor",
    ]


def open_student(lab, name):
    """A page of their own; give the editor."""
    notebook = lab.open(student(name), f"{name}.ipynb")
    notebook.page.evaluate(NAMED, name)
    notebook.run_cell(0)
    notebook.run_cell(1)
    return View(notebook, 1)


def lead(view):
    """Begin as a teacher does: timer, ice-breaker, who is there, the question to vote on."""
    guide = panel(view)
    timer = guide.get_by_role("region", name="Timer")
    timer.get_by_role("button", name="Start").click()
    view.eventually("[p.status for p in workshop.parts]", ["running", *["todo"] * 4])
    expect(timer.get_by_role("timer")).to_have_text(re.compile(r"^\d+:\d\d$"))
    first = guide.locator(".cjm-part-list > li").first
    first.locator('[data-item="ice_breaker"]').get_by_role("checkbox").check()
    names = first.get_by_role("textbox", name="Add participants")
    names.fill("Ana\nBen\nCleo")
    names.blur()
    view.eventually("[p.name for p in workshop.participants]", ["Ana", "Ben", "Cleo"])
    done = "workshop.checklist().set_index('item').done[['ice_breaker', 'participants']].tolist()"
    view.eventually(done, [True, True])
    guide.locator(".cjm-more", has_text="Votes").click()
    guide.get_by_role("textbox", name="What is it about?").fill("Where do we begin?")
    guide.get_by_text("pain", exact=True).click()
    guide.get_by_role("button", name="Decrease Votes per person").click()
    guide.get_by_role("button", name="Open voting").click()
    view.eventually("[s.votes_per_person for s in j.vote_sessions]", [2])
    timer.get_by_role("button", name="Done").click()
    view.eventually("[p.status for p in workshop.parts]", ["done", *["todo"] * 4])
    assert view.python("workshop.parts[0].elapsed > 0")


def add_after(view, record, name):
    """Add a touchpoint after another one, by its menu, and type its name."""
    view.dots(record, "Add after")
    view.type(name)
    view.eventually(f"[t.name for t in j.touchpoints].count({name!r})", 1)


def vote(view, *records):
    """Give a vote to each of the records."""
    for n, record in enumerate(records, 1):
        view.record(record).scroll_into_view_if_needed()
        view.record(record).get_by_role("button", name="Vote for this").click()
        view.eventually("len(j.votes)", n)


def into_sight(view, control):
    """Scroll to a control and wait until the page rests: a menu closes when its place moves."""
    control.scroll_into_view_if_needed()
    before = None
    while before != (before := control.bounding_box()):
        view.page.wait_for_timeout(100)


def walk(view, name, *keys):
    """Walk through the map from its start, with a score at each step."""
    view.settled()
    into_sight(view, view.button("View"))
    place = open_stage(view, "Walkthrough")
    field = place.get_by_role("textbox", name="Your name")
    if field.count():
        field.fill(name)
        field.press("Enter")
    for n, key in enumerate(keys, 1):
        place.locator("h2").click()
        view.page.keyboard.press(key)
        view.eventually("sum(e.source == 'observed' for e in j.experiences)", n)
        view.page.keyboard.press("ArrowRight")
    view.page.keyboard.press("Escape")
    expect(view.map).to_be_visible()


@pytest.fixture
def folder(server):
    """Where the class keeps its maps, empty before and after."""
    place = server.root / "class"
    shutil.rmtree(place, ignore_errors=True)
    yield place
    shutil.rmtree(place, ignore_errors=True)


def test_a_class_works_and_is_collected(lab, folder):
    """[B256] A workshop is led, its map handed out, edited, voted on and walked through by three
    students in pages of their own, and collected, merged and reported."""
    notebook = lab.open(TEACHER, "teacher.ipynb")
    notebook.page.evaluate(NAMED, "Vera")
    for at in (0, 1):
        notebook.run_cell(at)
    teacher = View(notebook, 1)
    lead(teacher)
    notebook.run_cell(2)
    pains = teacher.python("[c.id for c in j.cards if c.kind == 'pain']")

    ana, ben, cleo = (open_student(lab, name) for name in ("Ana", "Ben", "Cleo"))
    add_after(ana, "tp-search", "Asks her sister")
    vote(ana, pains[0], pains[1])
    walk(ana, "Ana", "4", "2", "1")
    add_after(ben, "tp-search", "Asks his sister")
    vote(ben, pains[0])
    walk(ben, "Ben", "5", "2")
    cleo.python("j.remove('tp-share'); None")
    vote(cleo, pains[0], pains[2])
    walk(cleo, "Cleo", "3")
    for each in (ana, ben, cleo):
        each.settled()
        each.eventually("j.file.status", "saved")

    # What is closed stays as it is, here and there.
    teacher.python("workshop.close_vote(); None")
    for at in (3, 4):
        notebook.run_cell(at)
    assert teacher.python("[cohort.names, len(cohort.problems)]") == [["ana", "ben", "cleo"], 1]
    # One step under two names is one; the one that Cleo took out is told.
    agreed = "[[t, n] for t, n in cohort.agreement()[['touchpoint', 'maps']].values.tolist()"
    shared = [n for name, n in teacher.python(f"{agreed}]") if name.endswith("sister")]
    assert shared == [2]
    lacking = "cohort.missing()[['map', 'touchpoint']].values.tolist()"
    assert ["cleo", "Tells her friends"] in teacher.python(lacking)
    votes = "cohort.votes(include_open=True)[['target_id', 'votes', 'voters']].values.tolist()"
    counted = [[pains[0], 3, 3], [pains[1], 1, 1], [pains[2], 1, 1]]
    assert sorted(teacher.python(votes)) == sorted(counted)
    walked = """sorted([e.respondent, e.score] for e in ours.journey.experiences
        if e.source == 'observed')"""
    expected = [["Ana", -2], ["Ana", -1], ["Ana", 1], ["Ben", -1], ["Ben", 2], ["Cleo", 0]]
    assert teacher.python(walked) == expected
    said = (folder / "report.html").read_text("utf-8")
    for words in ("Our class", "sister", "Where do we begin?"):
        assert words in said
