"""What checks of exercises say, and that there are several right answers."""

from __future__ import annotations

from importlib.resources import files
from textwrap import fill
from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets import exercises
from cjm_widgets.exercises.wording import of_notebook, words
from cjm_widgets.i18n import LANGUAGES
from tests.notebooks.running import NOTEBOOKS as FOLDER

NOTEBOOKS = list(dict.fromkeys(one.notebook for one in exercises.EXERCISES.values()))


def bike(language: str = "en") -> cjm.Journey:
    """Return the map the quick start begins its exercises with."""
    j = cjm.Journey("Buying a city bike", language=language)
    j.add_persona("Ana")
    phase = j.add_phase("Awareness", purchase_stage="before")
    j.add_touchpoint("Sees a friend's bike", phase=phase, emotion={"Ana": 1})
    return j


@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_y66_every_demand_has_texts(notebook: str, language: str) -> None:
    """[Y66] Each demand says in four languages what it asks for, and how to get there."""
    said = of_notebook(language, notebook)
    wanted = {e.id: e for e in exercises.EXERCISES.values() if e.notebook == notebook}
    assert list(said) == list(wanted)
    english = of_notebook("en", notebook)
    for name, texts in said.items():
        assert list(texts.demands) == [demand.id for demand in wanted[name].demands]
        for key, ask in texts.demands.items():
            assert ask.asks
            assert ask.hint
            assert ("{names}" in ask.hint) == ("{names}" in english[name].demands[key].hint)
            if language != "en":
                assert ask.asks != english[name].demands[key].asks


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_y66_every_exercise_has_a_solution(notebook: str) -> None:
    """[Y66] Each has a solution: why it is one, and code that compiles."""
    for one in exercises.EXERCISES.values():
        if one.notebook == notebook:
            found = exercises.solution(one.id)
            compile(found.code, one.id, "exec")
            assert len(found.why.split()) >= 5
            assert found.code in repr(found)
            assert found.code in found._repr_markdown_()


def test_y66_no_solution_is_left_over() -> None:
    """[Y66] Every part of the pages of solutions and texts belongs to an exercise."""
    for language in LANGUAGES:
        pages = files("cjm_widgets.exercises") / "solutions" / language
        for page in pages.iterdir() if pages.is_dir() else ():
            heads = [h[3:] for h in page.read_text("utf-8").splitlines() if h.startswith("## ")]
            notebook = page.name.removesuffix(".md")
            assert heads == [e for e, x in exercises.EXERCISES.items() if x.notebook == notebook]
        texts = files("cjm_widgets.exercises") / "texts" / language
        names = {page.name.removesuffix(".json") for page in texts.iterdir()}
        assert names == {*NOTEBOOKS, "words"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_y67_the_check_speaks_the_language_of_the_map(language: str) -> None:
    """[Y67] It says what is right, what is missing and what to do next, in that language."""
    j = bike(language)
    said = of_notebook(language, "quickstart")["quickstart-1"].demands
    outcome = exercises.check("quickstart-1", j)
    assert not outcome
    assert not outcome.passed
    assert outcome.met == (said["filled"].asks,)
    assert outcome.missing == (said["stages"].asks,)
    assert outcome.hint == said["stages"].hint
    assert repr(outcome).splitlines() == [
        words(language).open.format(
            title=of_notebook(language, "quickstart")["quickstart-1"].title,
            id="quickstart-1", n=1, all=2,
        ),
        f"  ✓ {said['filled'].asks}",
        f"  ○ {said['stages'].asks}",
        *fill(f"{words(language).next} {said['stages'].hint}", 96).splitlines(),
    ]  # fmt: skip
    for stage in ("during", "after"):
        j.add_touchpoint("Pays", phase=j.add_phase(stage, purchase_stage=stage))
    passed = exercises.check("quickstart-1", j)
    assert passed
    assert passed.hint == ""
    assert "○" not in repr(passed)
    assert exercises.check("quickstart-1", j, language="pl").met != outcome.met


def test_y67_names_are_told_as_text() -> None:
    """[Y67] Names of the map stand in the hint as they are, the first three, and are no markup."""
    j = bike()
    for name in ("<b>x</b>", "{names}", "", "y" * 100):
        j.add_touchpoint(name)
    outcome = exercises.check("quickstart-2", j)
    assert outcome.hint.startswith("No score yet: “<b>x</b>”, “{names}”, “…” …. Drag")
    assert not hasattr(outcome, "_repr_html_")
    assert not hasattr(outcome, "_repr_markdown_")


def test_y67_a_check_changes_nothing() -> None:
    """[Y67] The map is as it was, and checks of one map say the same again."""
    j = bike()
    before, revision = j.to_json(), j.revision
    first = exercises.check("quickstart-3", j)
    assert exercises.check("quickstart-3", j) == first
    assert (j.to_json(), j.revision) == (before, revision)


@pytest.mark.parametrize(
    ("exercise", "given", "told"),
    [
        ("quickstart-9", [bike()], "those of quickstart are quickstart-1, quickstart-2"),
        ("quikstart-1", [bike()], "those of quickstart are quickstart-1"),
        ("nothing", [bike()], "there are exercises for quickstart, analyst"),
        (None, [bike()], "there are exercises for quickstart, analyst"),
        (["quickstart-1"], [bike()], "there is no exercise"),
        ("quickstart-1", ["mine.cjm.json"], "looks at a map, and 'mine.cjm.json' is no map"),
        ("quickstart-1", [], "1 to give, not 0 (the exercises of quickstart: quickstart-1, "),
        ("quickstart-1", [bike(), bike()], "1 to give, not 2"),
        ("quickstart-5", [bike()], "looks at a file, and <Journey"),
        ("planned-actual-1", [bike()], "looks at a map and a map: 2 to give, not 1"),
        ("analyst-5", [bike()], "looks at a what-if, and <Journey"),
    ],
)
def test_y68_what_cannot_be_checked(exercise: Any, given: list[Any], told: str) -> None:
    """[Y68] An unknown exercise or a wrong argument is a typed error that lists the exercises."""
    with pytest.raises(cjm.ExerciseError) as problem:
        exercises.check(exercise, *given)
    assert told in str(problem.value)
    with pytest.raises(cjm.ExerciseError, match="there is no exercise"):
        exercises.solution("quickstart-77")
    with pytest.raises(cjm.ExerciseError, match="there are for quickstart, analyst"):
        exercises.catalogue("quick")


def test_y69_the_catalogue() -> None:
    """[Y69] The catalogue has a row for each demand, in the language asked for."""
    frame = exercises.catalogue()
    assert list(dict.fromkeys(frame["exercise"])) == list(exercises.EXERCISES)
    assert len(frame) == sum(len(one.demands) for one in exercises.EXERCISES.values())
    one = exercises.catalogue("quickstart", language="it")
    assert set(one["notebook"]) == {"quickstart"}
    assert set(one["title"]).isdisjoint(frame["title"])


def test_y70_an_empty_map_passes_nothing() -> None:
    """[Y70] No exercise is solved by a map with nothing in it."""
    for one in exercises.EXERCISES.values():
        if all(thing.name == "map" for thing in one.takes):
            empty = [cjm.Journey("Empty") for _ in one.takes]
            assert not exercises.check(one.id, *empty), one.id


def test_y71_other_words_and_other_kinds_of_cards() -> None:
    """[Y71] A barrier is a pain, a solution an idea, also at another of two equally low points."""
    j = bike("fr")
    low = [j.add_touchpoint(name, emotion={"Ana": -2}) for name in ("Attend", "Paie")]
    assert not exercises.check("quickstart-3", j)
    j.add_card(low[1], "barrier", "Personne à la caisse")
    assert exercises.check("quickstart-3", j).met != ()
    j.add_card(low[0], "solution", "Réserver")
    assert not exercises.check("quickstart-3", j), "the idea has to be where it hurts"
    j.add_card(low[1], "solution", "Payer sur place")
    assert exercises.check("quickstart-3", j)
    j.update(j.cards[-1], status="rejected")
    assert not exercises.check("quickstart-3", j), "what was rejected answers nothing"


def test_y71_the_scale_is_that_of_the_map() -> None:
    """[Y71] High and low are what they are on the scale of the map."""
    j = bike()
    for score in (-1, 0):
        j.add_touchpoint("More", emotion={"Ana": score})
    assert exercises.check("quickstart-2", j)
    j.convert_scale("0..100")
    assert exercises.check("quickstart-2", j)


def test_y71_a_blueprint_of_other_lanes() -> None:
    """[Y71] The lines count, not what lanes are called; more lanes may stand between them."""
    j = cjm.Journey("Wizyta", map_type="service_blueprint", language="pl")
    j.remove(*j.lanes)
    top = j.add_lane("custom", "Dowody")
    j.add_lane("action", "Klient", separator="interaction")
    j.add_lane("custom", "Recepcja", side="frontstage")
    desk = j.add_lane("custom", "Ekran", side="frontstage", separator="visibility")
    lab = j.add_lane("custom", "Zaplecze", side="backstage", separator="internal_interaction")
    step = j.add_touchpoint("Rejestracja", wait=60)
    assert exercises.check("service-blueprint-1", j)
    assert not exercises.check("service-blueprint-2", j)
    j.add_card(step, "note", "Numerek", lane=top)
    assert exercises.check("service-blueprint-2", j)
    j.add_card(step, "note", "Wita", lane=desk)
    assert not exercises.check("service-blueprint-3", j)
    j.add_card(step, "barrier", "Szuka karty", lane=lab)
    assert exercises.check("service-blueprint-3", j)
    j.add_resource("Czytnik", status="need", touchpoints=[step], owner="Ela")
    assert exercises.check("service-blueprint-4", j)
    j.update(desk, separator="none")
    j.update(top, separator="visibility")
    assert not exercises.check("service-blueprint-1", j), "the line of visibility is too high"


def test_y71_a_workshop_by_other_hands() -> None:
    """[Y71] Boards, walks and votes count whoever made them, and however."""
    j = cjm.template("journey-map", language="pl")
    board = j.add_board("empathy_map", persona=j.personas[0])
    for number, cell in enumerate(("feels", "does", "thinks", "says", "does", "says")):
        j.add_sticky_note(board, cell, f"notatka {number}", author="Ola")
    assert exercises.check("participant-1", j)
    j.update(j.sticky_notes[0], author="")
    assert "notatka 0" in exercises.check("participant-1", j).hint
    for touchpoint in j.touchpoints:
        j.add_experience(touchpoint, score=1, respondent="Ola", source="self_reported", note="bo")
    assert exercises.check("participant-3", j)
    ideas = [card for card in j.cards if card.kind == "opportunity"]
    first = j.add_vote_session("Co najpierw", votes_per_person=2)
    j.add_vote(first, ideas[0], "Ola", weight=2)
    assert not exercises.check("participant-5", j), "all on one thing"
    j.add_vote(first, ideas[0], "Jan")
    j.add_vote(first, ideas[1], "Jan")
    assert exercises.check("participant-5", j)


def test_y71_a_class_may_be_matched_too_much() -> None:
    """[Y71] The queue is one touchpoint, from either side; what else is put into it is named."""
    folder = FOLDER / "data" / "students"
    cohort = cjm.collect(folder, repair=True, progress=False)
    right = cohort.match("dora", "Queues for coffee", "Stands in line at the kiosk")
    assert exercises.check("teacher-2", right)
    wrong = right.match("finn", "Looks for the wireless network", "Queues for coffee")
    assert "Looks for the wireless network" in exercises.check("teacher-2", wrong).hint
    without = cjm.collect(folder, progress=False)
    assert not exercises.check("teacher-2", without), "the damaged map is left out"
