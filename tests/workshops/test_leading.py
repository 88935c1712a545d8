"""Leading a workshop from Python: parts, timers, people, next step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.records import WorkshopPart
from cjm_widgets.workshops.timing import remaining, taken
from tests.workshops.rooms import Clock, statuses, workshop


def test_y46_the_parts_are_added_once_by_one_change():
    j = cjm.Journey("Caffè", language="it")
    w, _ = workshop(j)
    assert j.revision == 1
    assert [part.title for part in w.parts] == [
        "Avvio", "Empatia", "Mappatura", "Verifica", "Iterazione",
    ]  # fmt: skip
    assert sum(part.duration for part in w.parts) == 7200
    # The cell is run again, also by somebody who asks for other parts.
    workshop(j)
    workshop(j, parts=["mapping"])
    assert (j.revision, len(j.workshop_parts)) == (1, 5)
    j.undo()
    assert len(j.workshop_parts) == 0


def test_y46_parts_can_be_chosen_and_have_other_minutes():
    w, _ = workshop(parts={"empathy": 30, "mapping": 60.5})
    assert [(p.kind, p.duration) for p in w.parts] == [("empathy", 1800), ("mapping", 3630)]
    w, _ = workshop(parts=["testing"])
    assert [(p.kind, p.duration) for p in w.parts] == [("testing", 1200)]


@pytest.mark.parametrize("parts", [["maping"], {"mapping": 0}, {"mapping": "20"}, {"setup": True}])
def test_y46_what_is_no_part_is_an_error(parts):
    j = cjm.Journey("Coffee")
    with pytest.raises(cjm.InvalidDocument):
        cjm.Workshop(j, parts=parts)
    assert (len(j.workshop_parts), j.store.followed) == (0, False)


def test_y46_options_are_those_of_the_editor():
    with pytest.raises(cjm.UnknownField, match="height"):
        cjm.Workshop(hight=600)
    with pytest.raises(cjm.InvalidDocument, match="Workshop"):
        cjm.Workshop("bike.cjm.json")
    w = cjm.Workshop(height=640, read_only=True)
    assert (w.height, w.read_only, len(w.parts)) == (640, True, 5)


def test_y46_a_map_that_cannot_be_changed_is_shown_as_it_is():
    j = cjm.Journey.from_json(cjm.Journey("Coffee").to_json(), read_only=True)
    w, _ = workshop(j)
    assert w.parts == ()
    assert w.next_step().action == "none"
    with pytest.raises(cjm.UnknownRecord, match="no parts"):
        w.start()


def test_y47_one_part_runs_at_a_time():
    w, clock = workshop()
    assert w.part.kind == "setup"
    w.start()
    clock.go(7)
    assert w.start("mapping").status == "running"
    assert statuses(w)["setup"] == "paused"
    assert w.parts[0].elapsed == 420
    clock.go(2)
    # It runs already: no news.
    before = w.journey.revision
    w.start("mapping")
    assert w.journey.revision == before
    assert w.finish().kind == "mapping"
    assert w.parts[2].elapsed == 120
    # Back to what was paused.
    assert w.part.kind == "setup"
    assert w.start().elapsed == 420
    clock.go(1)
    assert w.pause().elapsed == 480
    assert w.pause() is None


def test_y47_each_step_is_one_change_and_one_undo():
    w, clock = workshop()
    j = w.journey
    w.start()
    for step in (
        lambda: w.start("empathy"), w.pause, lambda: w.finish("empathy"),
        lambda: w.extend(5, "testing"), lambda: w.tick("ice_breaker"),
        lambda: w.add_participants(["Ana", "Ben"]), lambda: w.open_vote("First?"),
        w.close_vote,
    ):  # fmt: skip
        before, revision = j.to_dict(), j.revision
        clock.go(1)
        step()
        assert j.revision == revision + 1
        after = j.to_dict()
        j.undo()
        assert j.to_dict() == before
        j.redo()
        assert j.to_dict() == after


def test_y47_two_that_run_are_both_stopped():
    """[Y47] Two pages may start two parts at once; the later one is where the room is."""
    w, clock = workshop()
    w.start("setup")
    clock.go(1)
    w.journey.update(w.parts[1], status="running", started="2026-11-23T09:01:00Z")
    assert w.part.kind == "empathy"
    clock.go(1)
    w.start("mapping")
    assert [p.status for p in w.parts][:3] == ["paused", "paused", "running"]
    assert [p.elapsed for p in w.parts][:2] == [120, 60]


def test_y47_parts_are_found_by_what_they_are_called():
    w, _ = workshop(cjm.Journey("Kawa", language="pl"))
    third = w.parts[2]
    for called in (third, third.id, "mapping", "Mapowanie"):
        assert w.start(called).id == third.id
    with pytest.raises(cjm.UnknownRecord, match="'iteration'"):
        w.start("lunch")
    for part in w.parts:
        w.finish(part)
    assert w.part is None
    with pytest.raises(cjm.UnknownRecord, match="done"):
        w.finish()
    # It is done, and goes on.
    assert w.start("testing").status == "running"


def test_y47_time_goes_on_while_no_kernel_runs():
    w, clock = workshop()
    w.start()
    clock.go(4)
    text = w.journey.to_json()
    again, later = workshop(cjm.Journey.from_json(text))
    later.go(10)
    assert again.remaining() == 900
    later.go(20)
    assert again.remaining() == -300
    assert again.extend(10).duration == 2100
    assert again.remaining() == 300


def test_y47_minutes_are_a_number():
    w, _ = workshop()
    for minutes in ("5", True, float("inf"), None):
        with pytest.raises(cjm.InvalidDocument, match=r"extend\(5\)"):
            w.extend(minutes)
    assert w.extend(-90).duration == 0


@pytest.mark.parametrize(
    ("started", "seconds"),
    [
        ("2026-11-23T09:00:00Z", 60), ("2026-11-23T10:00:00+01:00", 60),
        ("2026-11-23T09:00:00", 60), ("2026-11-23T11:00:00Z", 0), ("", 0), ("2026", 0),
    ],
)  # fmt: skip
def test_y48_a_start_of_another_clock_makes_no_nonsense(started, seconds):
    now = datetime(2026, 11, 23, 9, 1, tzinfo=UTC)
    part = WorkshopPart(id="p", place=None, status="running", started=started, elapsed=30)
    assert taken(part, now) == 30 + seconds
    assert remaining(part, now) == 1500 - 30 - seconds


def test_y48_the_agenda_is_a_frame():
    w, clock = workshop()
    w.start()
    clock.go(26)
    agenda = w.agenda()
    assert {name: str(dtype) for name, dtype in agenda.dtypes.items()} == {
        "part_id": "str", "part": "category", "kind": "category", "status": "category",
        "planned": "float64", "taken": "float64", "remaining": "float64",
    }  # fmt: skip
    row = agenda.iloc[0]
    assert (row["part"], row["status"], row["planned"]) == ("Set-up", "running", 1500)
    assert (row["taken"], row["remaining"]) == (1560, -60)
    assert next(iter(w.agenda("fr")["part"])) == "Lancement"
    assert w.guide()["minutes"].sum() == 120
    empty = cjm.Workshop(cjm.Journey.from_json(cjm.Journey().to_json(), read_only=True))
    for name in ("agenda", "guide", "checklist"):
        frame, none = getattr(w, name)(), getattr(empty, name)()
        assert len(none) == 0
        assert {n: str(t) for n, t in none.dtypes.items()} == {
            n: str(t) for n, t in frame.dtypes.items()
        }


def test_y48_a_part_of_a_later_version_is_kept_and_shown():
    w, clock = workshop()
    with pytest.warns(cjm.UnknownValueWarning):
        lunch = w.journey.add_workshop_part("lunch", "Lunch", after=w.parts[0])
    w.start(lunch)
    clock.go(1)
    row = w.agenda().iloc[1]
    assert (row["part"], row["planned"], row["remaining"]) == ("Lunch", 0, -60)
    assert "Lunch" not in set(w.checklist()["part"])
    assert w.next_step().action == "onward"


def test_y51_the_next_step_leads_through_the_workshop():
    w, _ = workshop(parts=["setup", "iteration"])
    step = w.next_step()
    assert (step.action, str(step)) == ("begin", "Start “Set-up”.")
    w.start()
    assert (w.next_step().action, w.next_step().item) == ("item", "ice_breaker")
    w.tick("ice_breaker")
    assert "at least two participants; there are 0" in w.next_step().text
    w.pause()
    assert w.next_step().action == "resume"
    w.start()
    for item in ("groups",):
        w.tick(item)
    j = w.journey
    w.add_participants("Ana\nBen")
    j.add_goal("Shorter queue", metric=j.add_metric("Waiting"))
    for name in ("Cleo", "Dan"):
        j.add_person(name)
    j.add_question("What do they wait for?")
    step = w.next_step()
    assert (step.action, step.after.kind) == ("onward", "iteration")
    assert str(step) == "Finish “Set-up” and start “Iteration”."
    assert "Iteracja" in w.next_step("pl").text
    w.start("iteration")
    # What was left for later comes at the end.
    assert statuses(w)["setup"] == "paused"
    w.finish("setup")
    w.finish("iteration")
    assert w.next_step().action == "over"


def test_y52_participants_are_entered_once():
    w, _ = workshop()
    new = w.add_participants(["Ana", "  ana ", "", "Łucja\tNowak", "A\u0301na"])
    assert [p.name for p in new] == ["Ana", "Łucja Nowak", "A\u0301na"]
    assert w.add_participants("ANA\n Ben \n\n") == (w.participants[-1],)
    assert [p.name for p in w.participants] == ["Ana", "Łucja Nowak", "A\u0301na", "Ben"]
    revision = w.journey.revision
    with pytest.raises(cjm.InvalidDocument, match="a name is a text"):
        w.add_participants(["Cleo", 3])
    assert w.add_participants([]) == ()
    assert w.journey.revision == revision
    # A stakeholder of the name may take part as well.
    w.journey.add_person("Dan")
    assert [p.kind for p in w.add_participants(["Dan"])] == ["participant"]


def test_y53_rounds_of_votes_are_opened_and_closed():
    w, _ = workshop()
    j = w.journey
    tp = j.add_touchpoint("Orders")
    with pytest.raises(cjm.UnknownRecord, match="open_vote"):
        w.close_vote()
    session = w.open_vote("First?", "touchpoint", 2, anonymous=True)
    assert (session.target_kinds, session.votes_per_person) == (("touchpoint",), 2)
    j.add_vote(session, tp, "Ana", weight=2)
    with pytest.raises(cjm.VoteRefused):
        j.add_vote(session, tp, "Ana")
    assert list(w.results()["votes"]) == [2]
    other = w.open_vote("Second?")
    with pytest.raises(cjm.UnknownRecord, match="several"):
        w.close_vote()
    assert w.close_vote("First?").open is False
    assert w.close_vote().id == other.id
    assert list(w.results("First?")["open"]) == [False]
    assert len(w.results(other)) == 0
    with pytest.raises(cjm.UnknownRecord):
        w.results("Third?")


@pytest.mark.parametrize(
    "wrong", [{"kinds": "pains"}, {"kinds": ["vote"]}, {"votes_per_person": 0},
              {"votes_per_person": 1.5}, {"votes_per_person": True}],
)  # fmt: skip
def test_y53_a_round_that_cannot_be_is_an_error(wrong):
    w, _ = workshop()
    revision = w.journey.revision
    with pytest.raises(cjm.InvalidDocument):
        w.open_vote("First?", **wrong)
    assert w.journey.revision == revision


def test_y57_a_page_is_told_how_it_stands():
    """[Y57] By the clock of the workshop, in its language, in few bytes; also other editors."""
    from cjm_widgets.widgets.answers import Answers

    w, clock = workshop()
    w.start()
    told = w._standing({"language": "it-CH"})
    assert told["now"] == clock.now.timestamp() * 1000
    assert next(iter(told["titles"].values())) == "Avvio"
    assert told["next"]["item"] == "ice_breaker"
    assert told["missing"][w.parts[0].id]["participants"].endswith("per ora sono 0.")
    w.tick("ice_breaker")
    assert "ice_breaker" not in w._standing({"language": "en"})["missing"][w.parts[0].id]

    sent = []
    answers = Answers(w.journey, lambda message, _: sent.append(message))
    for what in ("guide", "workshop"):
        answers._answer("q", {"what": what, "language": "xx"})
    assert sent[0]["value"]["parts"][0]["title"] == "Set-up"
    near = datetime.now(UTC) + timedelta(minutes=5)
    assert sent[1]["value"]["now"] < near.timestamp() * 1000


def test_y46_the_panel_is_open_from_the_start():
    assert workshop()[0]._panel == "workshop"
    assert Clock()() == Clock()()
