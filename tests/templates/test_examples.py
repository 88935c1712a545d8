"""The filled examples: three fields, whole studies, and what the checks still find in them."""

from __future__ import annotations

import json
from collections import Counter

import pytest

import cjm_widgets as cjm
from cjm_widgets.i18n import LANGUAGES
from tests.templates.test_texts import HOME, texts

EXAMPLES = ("example-health", "example-public-service", "example-retail")
#: What each leaves open on purpose, for a class to find.
FOUND = {
    "example-health": {
        ("warning", "question-unanswered", "qu-who"), ("hint", "stakeholder-not-invited", "pn-gps"),
    },
    "example-public-service": {
        ("warning", "question-unanswered", "qu-share"),
        ("warning", "in-use-not-intended", "tp-ask"),
    },
    "example-retail": {("warning", "question-unanswered", "qu-app")},
}  # fmt: skip

every_example = pytest.mark.parametrize("name", EXAMPLES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_y20_the_examples_are_listed_as_such() -> None:
    """[Y20] Three of them, after the templates, of two types of map."""
    listed = cjm.templates()
    examples = listed[listed["kind"] == "example"]
    assert tuple(examples["name"]) == EXAMPLES == tuple(listed["name"][-3:])
    assert set(examples["map_type"]) == {"current", "service_blueprint"}


@every_example
def test_y20_the_files_are_written_in_one_way(name: str) -> None:
    """[Y20] Two-space JSON with texts as they are read, so that a git diff shows what changed."""
    files = [HOME / "texts" / language / f"{name}.json" for language in LANGUAGES]
    for file in (HOME / "maps" / f"{name}.cjm.json", *files):
        written = file.read_text("utf-8")
        assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2) + "\n"


@every_example
def test_y20_names_of_people_are_those_of_the_country(name: str) -> None:
    """[Y20] No person and no persona keeps an English name."""
    people = [
        key for key in texts(name, "en") if key.startswith(("pn_", "pe_")) and key.count("_") == 1
    ]
    assert len(people) == 7
    for key in people:
        assert len({texts(name, language)[key] for language in LANGUAGES}) == len(LANGUAGES), key


@every_example
def test_y21_each_is_a_whole_study(name: str) -> None:
    """[Y21] Phases, touchpoints, cards, evidence, metrics, people, paths: enough to work with."""
    journey = cjm.template(name)
    assert len(journey.phases) == 5
    assert 12 <= len(journey.touchpoints) <= 14
    assert 45 <= len(journey.cards) <= 60
    assert len(journey.personas) == 2
    assert sum(persona.share or 0 for persona in journey.personas) == pytest.approx(1)
    for persona in journey.personas:
        assert persona.tagline
        assert persona.quote
        assert all((persona.goals, persona.needs, persona.pains, persona.jobs, persona.channels))
    assert all(channel.icon and channel.ownership for channel in journey.channels)
    assert all(t.channels and t.owners for t in journey.touchpoints)
    assert sum(t.moment_of_truth for t in journey.touchpoints) >= 3
    judged = Counter(t.expectation_met for t in journey.touchpoints if t.expectation)
    assert {"exceeded", "met", "missed"} <= set(judged)
    assert any(t.wait for t in journey.touchpoints)
    assert sum(t.duration is not None for t in journey.touchpoints) >= 10
    assert all(goal.metric and goal.target is not None for goal in journey.goals)
    assert Counter(question.answered for question in journey.questions) == {True: 2, False: 1}
    assert {"stakeholder", "owner"} == {person.kind for person in journey.people}
    assert {"have", "need"} == {resource.status for resource in journey.resources}
    assert {metric.id for metric in journey.metrics} == {v.metric for v in journey.metric_values}
    info = journey.info
    assert all((info.description, info.problem, info.scenario, info.expectations))


@every_example
def test_y21_cards_say_what_they_rest_on(name: str) -> None:
    """[Y21] Pains with severity, ideas rated and owned, evidence wherever it is claimed."""
    journey = cjm.template(name)
    cards = list(journey.cards)
    assert all(card.severity for card in cards if card.kind == "pain")
    ideas = [card for card in cards if card.kind in {"opportunity", "solution"}]
    assert all(card.impact and card.effort and card.owner for card in ideas)
    assert {card.status for card in ideas} >= {"idea", "planned", "doing", "done"}
    assert all(card.evidence for card in cards if card.evidence_level != "assumption")
    assert {card.evidence_level for card in cards} == {
        "assumption", "anecdote", "data", "validated",
    }  # fmt: skip
    used = {one for record in (*cards, *journey.questions) for one in record.evidence}
    assert used == set(journey.evidence.ids)
    assert all(one.n and one.date for one in journey.evidence)


@every_example
def test_y21_the_map_can_be_walked(name: str) -> None:
    """[Y21] A main path and at least one other, their shares those of the branches."""
    journey = cjm.template(name)
    assert sum(path.main for path in journey.paths) == 1
    shares = [path.probability for path in journey.paths if path.probability is not None]
    assert len(shares) >= 2
    assert sum(shares) == pytest.approx(1)
    assert {"next", "branch"} <= {edge.kind for edge in journey.edges}


@every_example
def test_y22_both_personas_have_a_whole_curve(name: str) -> None:
    """[Y22] A score each at each touchpoint, some assumed; those of research with n and spread."""
    journey = cjm.template(name)
    scores = list(journey.experiences)
    pairs = [(e.touchpoint, e.persona) for e in scores]
    assert sorted(pairs) == sorted(
        (t.id, p.id) for t in journey.touchpoints for p in journey.personas
    )
    assert {"assumed"} < {e.source for e in scores}
    assert all((e.source == "assumed") == (e.n is None) == (e.sd is None) for e in scores)
    for persona in journey.personas:
        own = [e.score for e in scores if e.persona == persona.id]
        assert max(own) >= 1
        assert min(own) <= -1


@every_example
@every_language
def test_y23_the_checks_find_what_was_left_open(name: str, language: str) -> None:
    """[Y23] No error, and these few findings: what was left for a class to find, on any day."""
    journey = cjm.template(name, language)
    found = journey.check(language=language)
    assert set(zip(found["severity"], found["rule"], found["record"], strict=True)) == FOUND[name]
    # A date to come would be overdue one day.
    assert all(card.status == "done" for card in journey.cards if card.due)


@every_language
def test_y24_the_blueprint_has_every_lane_and_line(language: str) -> None:
    """[Y24] From physical evidence to support, with the three lines, and something in each lane."""
    journey = cjm.template("example-health", language)
    lanes = {lane.id: lane for lane in journey.lanes}
    rows = [lane for lane in lanes if lane in {
        "ln-evidence", "ln-action", "ln-frontstage", "ln-backstage", "ln-support",
    }]  # fmt: skip
    assert rows == ["ln-evidence", "ln-action", "ln-frontstage", "ln-backstage", "ln-support"]
    assert [lanes[row].separator for row in rows] == [
        "none", "interaction", "visibility", "internal_interaction", "none",
    ]  # fmt: skip
    cards = Counter(card.lane for card in journey.cards)
    assert all(cards[row] >= 4 for row in rows)
