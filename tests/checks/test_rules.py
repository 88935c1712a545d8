"""Each rule of the catalogue finds what it is for, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.checks import RULES, Facts, run
from cjm_widgets.model.records import Path, Place
from cjm_widgets.model.state import State
from tests.checks.maps import TODAY, by_id, right

Found = set[tuple[str, str]]
#: A record and the fields it gets, None to take a field away; True to add it; an empty dict
#: to remove the record.
Edits = dict[str, dict[str, Any]]

#: What breaks a rule, and all that is found then; the first is the rule in question.
BROKEN: list[tuple[list[tuple[str, str]], Edits]] = [
    ([("no-goal", "map"), ("metric-without-target", "rate")], {"sell": {}}),
    ([("no-scope", "map")], {"map": {"problem": " "}}),
    ([("blueprint-without-backstage", "map")], {"map": {"map_type": "service_blueprint"}}),
    (
        [("blueprint-without-backstage", "map")],
        {"map": {"map_type": "service_blueprint"}, "curve": {"side": "backstage"}},
    ),
    (
        [("blueprint-without-backstage", "map")],
        {"map": {"map_type": "service_blueprint"}, "curve": {"separator": "visibility"}},
    ),
    (
        [("goal-without-metric", "sell"), ("metric-without-target", "rate")],
        {"sell": {"metric": None}},
    ),
    ([("question-unanswered", "why")], {"why": {"answer": " "}}),
    ([("stakeholder-not-invited", "olga")], {"olga": {"invited": None}}),
    ([("persona-unused", "ben")], {"ex-buy": {"persona": None}, "family": {"personas": None}}),
    ([("persona-empty", "ben")], {"ben": {"needs": None}}),
    ([("persona-shares", "map")], {"ben": {"share": 0.5}}),
    (
        [("phase-without-touchpoint", "before"), ("touchpoint-without-phase", "ad")],
        {"ad": {"phase": None}},
    ),
    (
        [("touchpoint-without-phase", "buy"), ("phase-without-touchpoint", "during")],
        {"buy": {"phase": None}},
    ),
    ([("touchpoint-without-channel", "ad")], {"ad": {"channels": None}}),
    ([("touchpoint-without-owner", "buy")], {"buy": {"owners": None}}),
    (
        [("touchpoint-without-evidence", "ad")],
        {"ex-ad": {"source": None}, "ad": {"status": "assumed"}},
    ),
    ([("status-without-evidence", "ad")], {"ex-ad": {"source": None}}),
    ([("in-use-not-intended", "ad")], {"ad": {"intended": False}}),
    ([("intended-not-used", "ad")], {"ad": {"in_use": False}}),
    ([("end-before-start", "ad")], {"ad": {"start": "2026-11-22"}}),
    (
        [("end-before-start", "ad")],
        {"ad": {"start": "2026-11-21T09:30:01+02:00", "end": "2026-11-21T09:30:00"}},
    ),
    ([("support-without-resource", "buy")], {"mechanic": {"touchpoints": None}}),
    ([("score-off-scale", "ex-ad")], {"ex-ad": {"score": 3}}),
    ([("score-off-scale", "ex-buy")], {"ex-buy": {"score": -2.5}}),
    ([("score-without-n", "ex-ad")], {"ex-ad": {"n": None}}),
    ([("low-emotion-without-opportunity", "ad")], {"ex-ad": {"score": -1}}),
    (
        [
            ("low-emotion-without-opportunity", "buy"),
            ("pain-without-opportunity", "queue"),
        ],
        {"staff": {"status": "rejected"}},
    ),
    ([("moment-of-truth-without-experience", "buy")], {"ex-buy": {"score": None}}),
    ([("missed-expectation-without-pain", "buy")], {"queue": {"kind": "thought"}}),
    ([("expectation-not-judged", "buy")], {"buy": {"expectation_met": None}}),
    ([("pain-without-opportunity", "queue")], {"staff": {"kind": "note"}, "ex-buy": {"score": 0}}),
    ([("pain-without-opportunity", "staff")], {
        "staff": {"kind": "barrier", "touchpoint": "ad", "due": None},
        "queue": {"kind": "solution", "owner": "olga", "impact": 1, "effort": 1},
        "buy": {"expectation_met": "met"},
    }),
    ([("opportunity-without-owner", "staff")], {"staff": {"owner": None}}),
    ([("opportunity-not-rated", "staff")], {"staff": {"effort": None}}),
    ([("action-overdue", "staff")], {"staff": {"due": "2026-11-20T23:59:59-09:00"}}),
    ([("action-overdue", "staff")], {"staff": {"due": "2026-W46", "status": "doing"}}),
    ([("action-overdue", "staff")], {"staff": {"due": "2026W475"}}),
    ([("action-overdue", "staff")], {"staff": {"due": "20261120"}}),
    ([("card-without-source", "queue")], {"queue": {"evidence": None}}),
    ([("lane-without-cards", "curve")], {"curve": {"kind": "thought"}}),
    ([("metric-without-owner", "rate")], {"rate": {"owner": None}}),
    ([("metric-without-target", "rate")], {"sell": {"target": None}}),
    ([("metric-never-measured", "rate")], {"v1": {"value": None}}),
    ([("resource-needed-without-owner", "mechanic")], {"mechanic": {"owner": None}}),
    ([("votes-over-budget", "round")], {"vote": {"weight": 3}}),
    ([("path-without-steps", "family")], {"family": {"steps": None}}),
    ([("path-probabilities", "quick")], {"slow": {"probability": 0.2}}),
    ([("path-probabilities", "family")], {"family": {"probability": 0.9}}),
    ([("branch-probabilities", "ad")], {"again": {"probability": 0.5}}),
    (
        [("touchpoint-off-path", "buy")],
        {name: {"steps": ["ad"]} for name in ("quick", "slow", "family")},
    ),
    ([("duplicate-name", "slow")], {"slow": {"name": " QUICK "}}),
    ([("duplicate-name", "buy"), ("phase-without-touchpoint", "during")], {
        "buy": {"name": "sees  the ad", "phase": "before"},
    }),
    ([("empty-name", "shop")], {"shop": {"name": "\n"}}),
    ([("empty-name", "map")], {"map": {"title": None}}),
    ([("empty-name", "queue")], {"queue": {"text": None}}),
    ([("only-assumptions", "map"), ("touchpoint-without-evidence", "ad"),
      ("touchpoint-without-evidence", "buy"), ("metric-never-measured", "rate")], {
        "v1": {}, "ex-ad": {"source": None}, "ad": {"status": None},
        "queue": {"evidence": None, "evidence_level": None},
    }),
]  # fmt: skip

#: What comes close and is right.
RIGHT: list[tuple[str, Edits]] = [
    ("answered in the meeting", {"why": {"answer": None, "answered": True}}),
    ("no stakeholder", {"olga": {"invited": None, "kind": "owner"}}),
    ("only on a path", {"ex-buy": {"persona": None}}),
    ("rounded shares", {"ben": {"share": 0.334}}),
    ("a week lasts until Sunday", {"staff": {"due": "2026-W47"}}),
    ("a week without a hyphen", {"staff": {"due": "2026W47"}}),
    ("pains are enough", {"ben": {"needs": None, "pains": ["Steps"]}}),
    ("jobs are enough", {"ben": {"needs": None, "jobs": ["Take Tom to school"]}}),
    ("late, but done", {"staff": {"due": "2026-01-01", "status": "done"}}),
    ("nobody answers for what is done", {"staff": {"status": "done", "owner": None}}),
    ("one respondent is one answer", {"ex-ad": {"n": None, "respondent": "r7"}}),
    ("observed", {"ex-ad": {"n": None, "source": "observed"}}),
    ("an emotion without a number", {"ex-buy": {"score": None, "emotion": "lost"}}),
    ("use is not known", {"ad": {"in_use": None, "intended": False}}),
    ("nobody goes where nobody may", {
        "ad": {"in_use": False, "intended": False},
        "quick": {"steps": ["buy"]}, "slow": {"steps": ["buy"]}, "family": {"steps": ["buy"]},
    }),
    ("the idea hangs on the phase", {"staff": {"touchpoint": None, "phase": "during"}}),
    ("the pain hangs on the phase", {
        "queue": {"touchpoint": None, "phase": "during"}, "buy": {"expectation_met": "met"},
        "ex-buy": {"source": "observed"},
    }),
    ("a moment", {"ad": {"start": "2026-11-21T09:30:00", "end": "2026-11-21T09:30:00"}}),
    ("a target of its own", {"sell": {"target": None}, "rate": {"target": 0.1}}),
    ("anonymous votes are not counted", {"vote": {"voter": " ", "weight": 9}}),
    ("one path has no probability yet", {"slow": {"probability": None}}),
    ("a blueprint with both", {
        "map": {"map_type": "service_blueprint"},
        "curve": {"side": "backstage", "separator": "visibility"},
    }),
    ("a touchpoint comes again in another phase", {"buy": {"name": "Sees the ad"}}),
    ("the future cannot be measured", {
        "map": {"map_type": "future"}, "ex-ad": {"source": None}, "ad": {"status": None},
        "queue": {"evidence": None, "evidence_level": None},
    }),
    ("the mean counts answers", {
        "ex-ad": {"score": -2, "n": 1},
        "ex-buy": {"touchpoint": "ad", "persona": "ana", "score": 1, "n": 9,
                   "source": "measured"},
        "buy": {"moment_of_truth": None},
    }),
    ("low begins half way from neutral", {"ex-ad": {"score": -0.9}}),
]  # fmt: skip


def edited(edits: Edits) -> dict[str, Any]:
    document = right()
    for record_id, fields in edits.items():
        item = by_id(document, record_id)
        if not fields:
            for other in document.values():
                if isinstance(other, list) and item in other:
                    other.remove(item)
        for name, value in fields.items():
            if value is None:
                item.pop(name, None)
            else:
                item[name] = value
    return document


def found(document: dict[str, Any]) -> Found:
    facts = Facts(cjm.Journey.from_dict(document).store.state, TODAY)
    return {(rule.id, record.id) for rule, record, _ in run(facts, RULES.values())}


def test_c1_a_map_that_is_right_is_silent() -> None:
    assert found(right()) == set()


@pytest.mark.parametrize(
    ("expected", "edits"), BROKEN, ids=[f"{e[0][0]}-{at}" for at, (e, _) in enumerate(BROKEN)]
)
def test_c2_a_rule_finds_what_breaks_it(expected: list[tuple[str, str]], edits: Edits) -> None:
    assert found(edited(edits)) == set(expected)


@pytest.mark.parametrize("edits", [e for _, e in RIGHT], ids=[name for name, _ in RIGHT])
def test_c2_what_comes_close_is_not_found(edits: Edits) -> None:
    assert found(edited(edits)) == set()


def test_c2_an_empty_map() -> None:
    """[C2] An empty map is told to start, and nothing about what it cannot have yet."""
    facts = Facts(cjm.Journey("New").store.state, TODAY)
    rules = [rule.id for rule, _, _ in run(facts, RULES.values())]
    assert rules == ["no-touchpoint", "no-persona", "no-goal", "no-scope"]


def test_c2_a_map_of_cards_alone_may_be_all_assumption() -> None:
    j = cjm.Journey("New")
    tp = j.add_touchpoint("Waits")
    assert "only-assumptions" not in {rule for rule, _ in found(j.to_dict())}
    card = j.add_card(tp, "pain", "Long")
    assert ("only-assumptions", j.id) in found(j.to_dict())
    j.update(card, evidence_level="anecdote")
    assert "only-assumptions" not in {rule for rule, _ in found(j.to_dict())}


def test_c2_a_resource_may_be_had_and_needed() -> None:
    document = right()
    have = {"id": "have", "name": "A mechanic", "status": "have", "touchpoints": ["buy"]}
    document["resources"].append(have)
    assert found(document) == set()
    have["status"] = "need"
    have["owner"] = "olga"
    assert found(document) == {("duplicate-name", "have")}


def test_c2_a_step_that_is_not_there() -> None:
    """[C2] No file and no edit can make one; a program that puts records together can."""
    state = cjm.Journey.from_dict(right()).store.state
    path = Path(id="odd", name="Odd", place=Place(order="z"), steps=("ad", "buy", "gone", "ana"))
    facts = Facts(State([*state.records.values(), path]), TODAY)
    (one,) = run(facts, RULES.values())
    assert (one[0].id, one[1].id, one[2]) == ("path-step-unknown", "odd", {"step": "gone"})


def test_c2_every_rule_was_broken() -> None:
    """[C2] The tables above leave out no rule of the catalogue."""
    broken = {expected[0][0] for expected, _ in BROKEN}
    elsewhere = {"no-touchpoint", "no-persona", "path-step-unknown"}
    assert broken | elsewhere == set(RULES)
    assert not broken & elsewhere
    assert len(RULES) >= 30


def test_c2_rules_are_pure_and_say_what_they_find() -> None:
    """[C2] Twice the same, and each with a docstring."""
    facts = Facts(cjm.Journey.from_dict(right()).store.state, TODAY)
    for rule in RULES.values():
        assert list(rule.find(facts)) == list(rule.find(facts)) == []
        assert (rule.find.__doc__ or "").startswith("Find ")


def test_c4_facts_tell_what_hangs_where() -> None:
    """[C4] Own rules find what hangs on what, as those of the catalogue do."""
    document = right()
    document["metric_values"] += [
        {"id": "v2", "metric": "rate", "target": "buy"},
        {"id": "v3", "metric": "rate", "target": "before"},
    ]
    j = cjm.Journey.from_dict(document)
    facts = Facts(j.store.state, TODAY)
    assert {k: [c.id for c in v] for k, v in facts.cards_on.items()} == {"buy": ["queue", "staff"]}
    assert [t.id for t in facts.touchpoints_in["before"]] == ["ad"]
    assert facts.mean_scores(["ad", "buy"]) == {("ad", "ana"): 2, ("buy", "ben"): -2}
    assert facts.mean_scores(["ad"]) == {("ad", "ana"): 2}
    assert facts.proven == {"ad", "buy", "before", "map"}
    places = {
        "buy": ("buy", "during"), "before": (None, "before"), "ex-ad": ("ad", "before"),
        "queue": ("buy", "during"), "v1": (None, None), "v2": ("buy", "during"),
        "v3": (None, "before"), "vote": (None, None), "on": ("buy", "during"), "rate": (None, None),
    }  # fmt: skip
    assert {i: facts.where(facts.get(i)) for i in places} == places
    assert facts.get("gone") is None
    assert facts.get(None) is None
