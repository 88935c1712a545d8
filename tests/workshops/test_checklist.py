"""The checklist follows the map."""

from __future__ import annotations

import pytest

import cjm_widgets as cjm
from cjm_widgets.i18n import LANGUAGES
from cjm_widgets.workshops.plan import BY_HAND, PLAN
from cjm_widgets.workshops.telling import TELLERS
from tests.workshops.rooms import workshop


def told(w):
    frame = w.checklist()
    return dict(zip(frame["item"], frame["done"], strict=True))


def missing(w, item, language="en"):
    frame = w.checklist(language).set_index("item")
    return frame.loc[item, "missing"]


def _five(j):
    for n in range(5):
        j.add_touchpoint(f"Step {n}")


def _filled(j, cells):
    board = j.add_board("empathy_map")
    for cell in cells:
        j.add_sticky_note(board, cell, "I wait")


def _quoted(j):
    j.add_persona("Ana", quote="Is anybody there?")


def _scored(j, source):
    for step in [j.add_touchpoint("Orders"), j.add_touchpoint("Pays")]:
        j.add_experience(step, None, 1, source=source)


def _voted(j, *, closed):
    session = j.add_vote_session("First?")
    j.add_vote(session, j.add_touchpoint("Orders"), "Ana")
    j.update(session, open=not closed)


def _idea(j, **fields):
    j.add_card(j.add_touchpoint("Orders"), "opportunity", "Text when ready", **fields)


#: Item -> what is not enough for it, and what is.
CASES = {
    "participants": (
        lambda j: [j.add_person(n, kind="participant") for n in ("Ana", " ")],
        lambda j: [j.add_person(n, kind="participant") for n in ("Ana", "Ben")],
    ),
    "goal": (lambda j: j.add_goal(" "), lambda j: j.add_goal("Shorter queue")),
    "kpi": (
        lambda j: (j.add_goal("Shorter queue"), j.add_metric("Waiting")),
        lambda j: j.add_goal("Shorter queue", metric=j.add_metric("Waiting")),
    ),
    "stakeholders": (
        lambda j: (j.add_person("Ana"), j.add_person("Ben", kind="participant")),
        lambda j: (j.add_person("Ana"), j.add_person("Ben", kind="owner")),
    ),
    "questions": (lambda j: j.add_question(""), lambda j: j.add_question("Who waits?")),
    "persona": (
        lambda j: j.add_persona("Ana", tagline="in a hurry"),
        lambda j: j.add_persona("Ana", pains=["queues"]),
    ),
    "empathy_map": (
        lambda j: _filled(j, ["says", "says", "thinks", "does"]),
        lambda j: _filled(j, ["says", "thinks", "does", "feels"]),
    ),
    "scenario": (
        lambda j: j.update(scenario="  "), lambda j: j.update(scenario="A Tuesday evening"),
    ),
    "phases": (
        lambda j: [j.add_phase(n) for n in ("Before", "During", "")],
        lambda j: [j.add_phase(n) for n in ("Before", "During", "After")],
    ),
    "touchpoints": (lambda j: [j.add_touchpoint(f"{n}") for n in range(4)], _five),
    "channels": (
        lambda j: (j.add_touchpoint("Orders", channels=["App"]), j.add_touchpoint("Pays")),
        lambda j: j.add_touchpoint("Orders", channels=["App"]),
    ),
    "emotions": (
        lambda j: (j.add_touchpoint("Orders", emotion=1), j.add_touchpoint("Pays")),
        lambda j: j.add_touchpoint("Orders", emotion=1),
    ),
    "pains_gains": (
        lambda j: j.add_card(j.add_touchpoint("Orders"), "pain", "Queue"),
        lambda j: [j.add_card(j.add_touchpoint("A"), k, "Queue") for k in ("barrier", "gain")],
    ),
    "walked": (lambda j: _scored(j, "assumed"), lambda j: _scored(j, "self_reported")),
    "vote": (lambda j: _voted(j, closed=False), lambda j: _voted(j, closed=True)),
    "answers": (
        lambda j: (j.add_question("Who?", answer="Ana"), j.add_question("Where?")),
        lambda j: (j.add_question("Who?", answer="Ana"), j.add_question("Where?", answered=True)),
    ),
    "opportunities": (lambda j: _idea(j, status="rejected"), _idea),
    "impact_effort": (lambda j: _idea(j, impact=3), lambda j: _idea(j, impact=3, effort=2)),
    "owners": (
        lambda j: _idea(j, owner="Ana"), lambda j: _idea(j, owner="Ana", due="2026-12-01"),
    ),
    "next_version": (
        lambda j: j.update(next(p for p in j.workshop_parts if p.kind == "setup"), notes="Ask"),
        lambda j: j.update(next(p for p in j.workshop_parts if p.kind == "iteration"), notes="Ask"),
    ),
}  # fmt: skip


def test_y49_a_new_map_has_done_nothing():
    w, _ = workshop()
    frame = w.checklist()
    assert list(frame["item"]) == [item for part in PLAN.values() for item in part.items]
    assert not frame["done"].any()
    assert frame["missing"].str.len().min() > 10
    assert set(frame[frame["how"] == "hand"]["item"]) == BY_HAND
    assert CASES.keys() == TELLERS.keys()


@pytest.mark.parametrize("item", list(CASES))
def test_y49_the_map_ticks_and_unticks_an_item(item):
    """[Y49] Too little is not enough; enough is; undone it is missing again, in each language."""
    little, enough = CASES[item]
    w, _ = workshop()
    with w.journey.transaction():
        little(w.journey)
    assert told(w)[item] is False
    assert len({missing(w, item, language) for language in LANGUAGES}) == len(LANGUAGES)
    if len(w.journey.history) > 1:
        w.journey.undo()
    with w.journey.transaction():
        enough(w.journey)
    assert told(w)[item] is True
    assert missing(w, item) == ""
    w.journey.undo()
    assert told(w)[item] is False


def test_y49_other_ways_are_as_good():
    for item, way in {
        "empathy_map": _quoted,
        "walked": lambda j: j.add_path(
            "Usual", [j.add_touchpoint("Orders"), j.add_touchpoint("Pays")], main=True
        ),
        "next_version": lambda j: j.update(derived_from="Coffee today"),
        "scenario": lambda j: j.update(problem="They leave"),
    }.items():
        w, _ = workshop()
        way(w.journey)
        assert told(w)[item] is True, item


def test_y49_what_is_missing_is_named():
    w, _ = workshop()
    assert missing(w, "channels") == "Name at least five touchpoints; there are 0."
    assert missing(w, "answers") == "Write down a question the map is to answer."
    for n in range(7):
        w.journey.add_touchpoint("" if n == 1 else f"Step {n}")
    assert missing(w, "channels") == (
        "No channel yet: Step 0, untitled, Step 2, Step 3, Step 4 and 2 more."
    )
    w.journey.update(w.journey.touchpoints[0], name="{0}" + "x" * 200)
    assert missing(w, "emotions").startswith("No score yet: {0}xxx")
    assert "…, untitled" in missing(w, "emotions")


def test_y50_people_tick_what_the_map_cannot_tell():
    w, _ = workshop()
    for item in BY_HAND:
        w.tick(item)
    assert {item for item, done in told(w).items() if done} == BY_HAND
    w.tick("gaps", done=False)
    w.tick("gaps", done=False)
    assert not told(w)["gaps"]
    again = cjm.Journey.from_json(w.journey.to_json())
    assert told(workshop(again)[0]) == told(w)


def test_y50_what_the_map_tells_cannot_be_ticked():
    w, _ = workshop()
    revision = w.journey.revision
    with pytest.raises(cjm.InvalidDocument, match="Link a metric to a goal") as caught:
        w.tick("kpi")
    assert (caught.value.field, caught.value.value) == ("ticked", "kpi")
    with pytest.raises(cjm.InvalidDocument, match="ice_breaker"):
        w.tick("icebreaker")
    with pytest.raises(cjm.UnknownRecord, match="has no item"):
        w.tick("gaps", "setup")
    only, _ = workshop(parts=["mapping"])
    with pytest.raises(cjm.UnknownRecord, match="no part"):
        only.tick("ice_breaker")
    assert w.journey.revision == revision


def test_y50_of_two_parts_with_an_item_one_is_ticked():
    w, _ = workshop()
    second = w.journey.add_workshop_part("mapping", "Mapping again")
    w.tick("silent")
    w.tick("silent", "Mapping again")
    assert [p.ticked for p in w.parts if p.kind == "mapping"] == [("silent",), ("silent",)]
    w.tick("silent", second, done=False)
    assert [p.ticked for p in w.parts if p.kind == "mapping"] == [("silent",), ()]
