"""Transitions, visits, times and reach: what follows from paths and edges."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from random import Random
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings

import cjm_widgets as cjm
from cjm_widgets.model.flow.movement import Movement
from cjm_widgets.model.flow.transitions import Transition
from cjm_widgets.model.flow.visits import visits_of
from tests.flow.maps import random_map, shop
from tests.strategies import SEEDS


def ways(j: cjm.Journey) -> dict[tuple[Any, Any], Any]:
    """Return the transitions: probability by where from and where to."""
    found = Movement(j.store.state).transitions.transitions
    return {(one.source, one.target): pytest.approx(one.probability) for one in found}


def kinds(j: cjm.Journey) -> dict[tuple[Any, Any], str]:
    found = Movement(j.store.state).transitions.transitions
    return {(one.source, one.target): one.kind for one in found}


def codes(j: cjm.Journey) -> set[str]:
    return {remark.code for remark in Movement(j.store.state).remarks()}


def chain(**edges: Any) -> cjm.Journey:
    """Return a map of edges: ``chain(a_b=0.5)`` is one from a to b."""
    j = cjm.Journey()
    for name in sorted({name for edge in edges for name in edge.split("_")}):
        j.add_touchpoint(name.upper(), id=name)
    for edge, probability in edges.items():
        source, target = edge.split("_")
        fields = probability if isinstance(probability, dict) else {"probability": probability}
        j.add_edge(source, target, **fields)
    return j


def test_q4_transitions_follow_from_paths() -> None:
    """[Q4] The expected number of times the paths go there, over those they are at the source."""
    j = shop()
    j.add_path("Again", ["ad", "store", "ad", "store", "pay"], probability=0.5, id="again")
    j.update("main", probability=0.25)
    assert ways(j) == {
        (None, "ad"): 1, ("ad", "store"): 1,
        # At the store 1.5 times each: 0.25 on to the ride, 0.25 + 0.5 to pay, 0.5 back.
        ("store", "ad"): 0.5 / 1.5, ("store", "ride"): 0.25 / 1.5, ("store", "pay"): 0.75 / 1.5,
        ("ride", "pay"): 1, ("pay", None): 1,
    }  # fmt: skip


def test_q4_the_table_of_transitions() -> None:
    """[Q4] It names the paths that take each, with the condition of a branch."""
    frame = shop().to_frame("transitions")
    frame = frame.set_index(frame["source_id"].fillna("") + ">" + frame["target_id"].fillna(""))
    assert frame.index.tolist() == [
        ">ad", "ad>store", "store>ride", "store>pay", "ride>pay", "pay>",
    ]  # fmt: skip
    assert frame.loc["store>pay", ["kind", "condition", "probability"]].tolist() == [
        "branch", "in a hurry", 0.25,
    ]  # fmt: skip
    assert frame.loc["store>ride", ["kind", "condition", "paths"]].tolist() == [
        "next", "", ["Main"],
    ]  # fmt: skip
    assert frame.loc["ad>store", ["source_position", "target_phase"]].tolist() == [1, "Buying"]
    assert frame["kind"].cat.categories.tolist()[0] == "start"


@settings(max_examples=200)
@given(SEEDS)
def test_q4_what_leads_out_adds_up_to_1(seed: int) -> None:
    """[Q4] Leaving included, for any paths and edges; so do the derived ones by themselves."""
    j = random_map(seed)
    for persona in (None, *j.personas.ids):
        found = Movement(j.store.state, persona).transitions.transitions
        total, derived = Counter[Any](), Counter[Any]()
        for one in found:
            assert one.probability >= 0
            total[one.source] += one.probability
            derived[one.source] += one.derived or 0
        assert all(value == pytest.approx(1) for value in total.values())
        assert all(value == pytest.approx(1) or value == 0 for value in derived.values())


@settings(max_examples=100)
@given(SEEDS)
def test_q4_the_chain_is_the_mixture(seed: int) -> None:
    """[Q4] Without edges the chain's visits are the expected visits of the paths themselves."""
    j = random_map(seed)
    j.remove(*j.edges)
    movement = Movement(j.store.state)
    expected = Counter[str]()
    for route in movement.routes.routes:
        for step in route.steps:
            expected[step] += route.weight
    assert movement.visits.visits == pytest.approx(dict(expected))
    assert sum(movement.visits.ends.values()) == pytest.approx(1 if expected else 0)
    total = movement.expected_time()
    rows = {row.touchpoint: row for row in movement.visit_rows()}
    # The time of a touchpoint may be measured for a persona alone; else both ways are one.
    if rows and not any(v.persona for v in j.metric_values):
        both = movement.path_totals()[-1]
        if both.duration is not None and total.time is not None:
            assert total.time == pytest.approx(both.duration)


def test_q5_a_stated_probability_stands() -> None:
    """[Q5] The other ways share the rest in their proportions; where there are none, it leaves."""
    j = shop()
    j.add_edge("store", "pay", probability=0.6, label="by phone", id="edge", count=7)
    assert ways(j)["store", "pay"] == 0.6
    assert ways(j)["store", "ride"] == pytest.approx(0.4)
    j.add_edge("store", "ad", probability=0.2)
    assert ways(j)["store", "ride"] == pytest.approx(0.2)
    j.add_edge("ad", "store", probability=0.7)
    assert ways(j)["ad", None] == pytest.approx(0.3)
    frame = j.to_frame("transitions").set_index("target_id")
    row = frame[frame["source_id"] == "store"].loc["pay"]
    assert row[["derived", "label", "count", "edges"]].tolist() == [
        0.25, "by phone", 7, ["edge"],
    ]  # fmt: skip


def test_q5_edges_without_a_probability() -> None:
    """[Q5] On a path they alter nothing; elsewhere they share what is left, by their counts."""
    j = shop()
    plain, said = ways(j), codes(j)
    j.add_edge("store", "pay", condition="late", id="edge")
    assert ways(j) == plain
    assert codes(j) == said
    j.add_edge("pay", "ad")
    assert ways(j)["pay", "ad"] == 0
    assert "transition-without-probability" in codes(j)
    counted = chain(a_b={"count": 30}, a_c={"count": 10}, a_d=0.2)
    assert ways(counted)["a", "b"] == pytest.approx(0.6)
    assert ways(counted)["a", "c"] == pytest.approx(0.2)
    assert "transitions-equal" not in codes(counted)
    equal = chain(a_b={"count": 30}, a_c={})
    assert ways(equal)["a", "c"] == 0.5
    assert "transitions-equal" in codes(equal)


def test_q5_more_than_1_is_scaled() -> None:
    """[Q5] Also of several records of one transition, which are added up."""
    j = chain(a_b=0.9, a_c=0.6)
    j.add_edge("a", "c", probability=0.3)
    assert ways(j)["a", "b"] == 0.5
    assert ways(j)["a", "c"] == 0.5
    assert "transitions" in codes(j)


def test_q5_a_hair_more_than_1_is_rounded() -> None:
    """[Q5] Percentages that were rounded are scaled, too, without a word."""
    j = chain(a_b=0.334, a_c=0.333, a_d=0.334)
    assert ways(j)["a", "b"] == 0.334 / 1.001
    assert ways(j)["a", "c"] == 0.333 / 1.001
    assert "transitions" not in codes(j)


def test_q5_without_paths_people_start_where_no_edge_leads() -> None:
    """[Q5] Else at the first touchpoint; or where one says."""
    assert ways(chain(a_c=1, b_c=1))[None, "b"] == 0.5
    round_trip = chain(b_a=0.5, a_b=1)
    assert ways(round_trip)[None, "a"] == 1
    frame = cjm.flow(round_trip, start="B").to_frame("transitions")
    assert frame.iloc[0][["kind", "target"]].tolist() == ["start", "B"]


def test_q6_kinds() -> None:
    """[Q6] On, branching off, back and again; a stated kind stands where it says something."""
    j = shop()
    j.add_path("Back", ["ad", "store", "ride", "ride", "store", "pay"], probability=0, id="back")
    assert kinds(j) == {
        (None, "ad"): "start", ("ad", "store"): "next", ("store", "ride"): "next",
        ("store", "pay"): "branch", ("ride", "pay"): "next", ("ride", "ride"): "loop",
        ("ride", "store"): "return", ("pay", None): "end",
    }  # fmt: skip
    j.update("main", main=False)
    j.update("fast", main=True)
    assert kinds(j)["store", "pay"] == "next"
    assert kinds(j)["store", "ride"] == "branch"
    j.add_edge("store", "ride", kind="loop")
    j.add_edge("store", "pay", kind="next")
    j.add_edge("pay", "ad")
    j.add_edge("ad", "pay", probability=0.1)
    found = kinds(j)
    assert found["store", "ride"] == "loop"
    assert (found["store", "pay"], found["pay", "ad"], found["ad", "pay"]) == (
        "next", "return", "branch",
    )  # fmt: skip


def test_q7_durations_count_repeats() -> None:
    """[Q7] Duration and wait of every step, as often as it is passed; metrics of time help out."""
    j = shop()
    j.insert_step("main", "store")
    j.update("ad", duration=None)
    time = j.add_metric("Time", kind="time", unit="min")
    j.add_metric_value(time, 2, "ad")
    j.add_metric_value(time, 99, "pay")
    frame = j.to_frame("path_totals").set_index("path_id")
    assert frame.loc["main", "duration"] == 120 + 2400 + 3600 + 300 + 2400
    steps = j.to_frame("path_steps").query("path_id == 'main'")
    assert steps["elapsed"].tolist() == [120, 2520, 6120, 6420, 8820]
    assert steps["duration"].tolist() == [120, 1800, 3600, 300, 1800]


def test_q7_an_unknown_duration_is_said() -> None:
    """[Q7] It is never taken as zero: the whole is missing, and what is known stands beside it."""
    j = shop()
    j.update("ride", duration=None, wait=None)
    j.update("pay", wait=None)
    frame = j.to_frame("path_totals")
    assert frame["duration"].isna().tolist() == [True, False, True]
    assert frame["known_duration"].tolist()[:2] == [2760, 2760]
    assert frame["unknown"].tolist() == [["Ride"], [], ["Ride"]]
    flow = cjm.flow(j)
    assert (flow.expected_duration, flow.expected_time, flow.known_duration) == (None, None, 2760)
    assert any("No duration is known of Ride" in text for text in flow.assumptions)
    assert any("No wait is given for Pay" in text for text in flow.assumptions)
    assert "time unknown" in str(flow)
    visits = j.to_frame("visits").set_index("touchpoint_id")
    assert visits["expected_time"].isna().tolist() == [False, False, True, False]
    assert math.isnan(j.to_frame("path_steps")["elapsed"].tolist()[2])


def test_q8_reach_is_the_product_of_the_rates() -> None:
    """[Q8] Step by step, repeats included; the end of the path is its conversion."""
    j = shop()
    j.insert_step("main", "store")
    steps = j.to_frame("path_steps").query("path_id == 'main'")
    assert steps["reach"].tolist() == pytest.approx([1, 0.2, 0.12, 0.084, 0.0756])
    assert steps["conversion"].tolist() == pytest.approx([0.2, 0.6, 0.7, 0.9, 0.6])
    assert steps["drop_off"].sum() == pytest.approx(1 - 0.0756 * 0.6)
    totals = j.to_frame("path_totals").set_index("path_id")
    assert totals.loc["main", "conversion"] == pytest.approx(0.0756 * 0.6)


@settings(max_examples=150)
@given(SEEDS)
def test_q8_reach_never_grows(seed: int) -> None:
    """[Q8] Along any path it starts at 1 and falls by what is lost."""
    for path, steps in grouped(random_map(seed)).items():
        assert steps[0].reach == pytest.approx(1), path
        for one, two in pairwise(steps):
            assert 0 <= two.reach <= one.reach
            assert two.reach == pytest.approx(one.reach - one.drop_off)


def grouped(j: cjm.Journey) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for step in Movement(j.store.state).path_steps():
        found.setdefault(step.path, []).append(step)
    return found


def test_q9_all_paths_are_weighted() -> None:
    """[Q9] The expected duration of all is the mean of theirs, by their probabilities."""
    j = shop()
    frame = j.to_frame("path_totals")
    assert frame["scope"].tolist() == ["path", "path", "all"]
    assert frame["duration"].tolist() == [6360, 2760, 0.75 * 6360 + 0.25 * 2760]
    assert frame["share"].tolist() == [0.75, 0.25, 1]
    assert frame["conversion"].tolist() == pytest.approx([0.0756, 0.108, 0.0837])
    assert frame["expected_duration"].tolist()[0] == pytest.approx(
        60 + 0.2 * 2400 + 0.12 * 3600 + 0.084 * 300
    )
    assert cjm.flow(j).expected_duration == 5460
    assert cjm.flow(j).expected_time == pytest.approx(5460)


def test_q9_a_persona_by_itself() -> None:
    """[Q9] Its own paths, its own rates; the tables have the columns of all people's."""
    j = shop()
    ana = j.add_persona("Ana", share=0.5)
    j.add_persona("Ben", share=0.5)
    j.add_path("Ana's", ["store", "pay"], id="own", personas=[ana], probability=1)
    j.add_metric_value("rate", 50, "store", persona=ana, n=10)
    frame = cjm.flow(j, "Ana").to_frame("path_steps")
    assert frame["path_id"].tolist() == ["own", "own"]
    assert frame["reach"].tolist() == [1, 0.5]
    assert list(frame) == list(j.to_frame("path_steps"))
    assert cjm.flow(j, ana).to_frame("transitions", backend="polars").height == 3
    mixed = j.to_frame("path_totals").set_index("path_id")["share"]
    assert mixed.tolist() == [0.375, 0.125, 0.5, 1]


def test_q10_expected_visits_of_a_loop() -> None:
    """[Q10] A step that is repeated with probability p is visited 1 / (1 - p) times."""
    j = chain(a_b=1, b_b=0.75)
    j.update("a", duration=10)
    j.update("b", duration=100, wait=1)
    frame = j.to_frame("visits")
    assert frame["visits"].tolist() == pytest.approx([1, 4])
    assert frame["ends"].tolist() == pytest.approx([0, 1])
    assert frame["expected_time"].tolist() == pytest.approx([10, 404])
    assert cjm.flow(j).expected_time == pytest.approx(414)
    # However small the way out, the result is exact to the last digits.
    tiny = [Transition(None, "a", "start", 1, 1), Transition("a", "a", "loop", 1 - 1e-15, 1),
            Transition("a", "b", "next", 1e-15, 1), Transition("b", "a", "return", 0.5, 1),
            Transition("b", None, "end", 0.5, 1)]  # fmt: skip
    assert visits_of(tiny).visits == pytest.approx({"a": 2e15, "b": 2}, rel=1e-12)


def test_q10_where_nobody_leaves() -> None:
    """[Q10] The visits are infinite there, and only there; the touchpoints are named."""
    j = chain(a_b=0.5, a_c=0.5, b_d=1, d_b=1, c_c=0.5)
    flow = cjm.flow(j)
    frame = flow.to_frame("visits").set_index("touchpoint_id")
    assert frame["visits"].to_dict() == {"a": 1, "b": math.inf, "c": 1, "d": math.inf}
    assert frame["ends"].sum() == 0.5
    assert flow.endless == ["b", "d"]
    assert any("Who comes to B, D never leaves" in text for text in flow.assumptions)
    # Who goes round before falling into the trap comes by twice on average, not for ever.
    trap = chain(b_a=0.5, b_c=0.25, b_d=0.25, a_a=1, c_b=1, d_b=1)
    visits = cjm.flow(trap, start="b").to_frame("visits")["visits"].tolist()
    assert visits == [math.inf, 2, 0.5, 0.5]
    for step in "abcd":
        j.update(step, duration=1)
    assert cjm.flow(j).expected_time == math.inf


@settings(max_examples=200)
@given(SEEDS)
def test_q10_visits_are_those_of_the_fundamental_matrix(seed: int) -> None:
    """[Q10] For any chain: Gaussian elimination with fractions gives the same."""
    transitions, places = random_chain(seed)
    found = visits_of(transitions)
    exact = solved(transitions, places)
    if exact is None:
        assert found.endless
        return
    assert found.visits == pytest.approx({p: float(v) for p, v in exact.items()}, rel=1e-9)
    assert sum(found.ends.values()) == pytest.approx(1)


def random_chain(seed: int) -> tuple[list[Transition], list[str]]:
    random = Random(seed)
    places = [f"t{at}" for at in range(random.randrange(1, 8))]
    rows = [Transition(None, places[0], "start", 1.0, None)]
    for source in places:
        parts = [random.choice((0, 0, 1, 2, 5)) for _ in [*places, None]]
        parts[-1] += not any(parts)
        total = sum(parts)
        rows += [
            Transition(source, target, "next", part / total, None)
            for target, part in zip([*places, None], parts, strict=True)
        ]
    return rows, places


def solved(rows: list[Transition], places: list[str]) -> dict[str, Fraction] | None:
    """Solve v = s + v Q exactly over what people get to; None where some never leave."""
    q = {(r.source, r.target): Fraction(r.probability) for r in rows if r.probability > 0}
    reached, todo = {places[0]}, [places[0]]
    while todo:
        here = todo.pop()
        more = {t for s, t in q if s == here and t is not None} - reached
        reached |= more
        todo += more
    out, grown = {s for s, t in q if t is None}, True
    while grown:
        new = {s for s, t in q if t in out} - out
        grown = bool(new)
        out |= new
    if not reached <= out:
        return None
    names = [p for p in places if p in reached]
    # The rows are normalised exactly, so that rounding is not what is tested.
    total = {s: sum(p for (a, _), p in q.items() if a == s) for s in names}
    matrix = [
        [Fraction(i == k) - q.get((k, i), Fraction(0)) / total[k] for k in names]
        + [Fraction(i == places[0])]
        for i in names
    ]
    for at in range(len(names)):
        pivot = next(row for row in range(at, len(names)) if matrix[row][at])
        matrix[at], matrix[pivot] = matrix[pivot], matrix[at]
        matrix[at] = [value / matrix[at][at] for value in matrix[at]]
        for row in range(len(names)):
            if row != at and matrix[row][at]:
                factor = matrix[row][at]
                matrix[row] = [a - factor * b for a, b in zip(matrix[row], matrix[at], strict=True)]
    return {p: Fraction(0) for p in places} | {n: r[-1] for n, r in zip(names, matrix, strict=True)}


@settings(max_examples=15)
@given(SEEDS)
def test_q10_visits_are_those_of_a_simulation(seed: int) -> None:
    """[Q10] Of many people who walk at random, to within what chance allows."""
    transitions, places = random_chain(seed)
    found = visits_of(transitions)
    if found.endless or sum(found.visits.values()) > 60:
        return
    random = Random(seed)
    ways: dict[Any, list[Transition]] = {}
    for one in transitions:
        ways.setdefault(one.source, []).append(one)
    people, counts, squares = 4000, Counter[str](), Counter[str]()
    for _ in range(people):
        mine, here = Counter[str](), places[0]
        while here is not None:
            mine[here] += 1
            steps = ways[here]
            here = random.choices([s.target for s in steps], [s.probability for s in steps])[0]
        for place, n in mine.items():
            counts[place] += n
            squares[place] += n * n
    for place in places:
        mean = counts[place] / people
        spread = math.sqrt(max(0.0, squares[place] / people - mean * mean) / people)
        assert found.visits[place] == pytest.approx(mean, abs=6 * spread + 0.01)


def test_q10_drop_outs_leave_the_chain() -> None:
    """[Q10] Where asked, who does not go on is gone: visits of a path are then its reach."""
    j = shop()
    j.remove("fast")
    visits = cjm.flow(j, drop_off=True).to_frame("visits")
    assert visits["visits"].tolist() == pytest.approx([1, 0.2, 0.12, 0.084])
    assert visits["ends"].sum() == pytest.approx(1)


def test_q10_whether_drop_outs_count_is_said() -> None:
    """[Q10] Where rates say that people drop out, and visits do not heed it; `what_if` does."""
    j = shop()
    j.remove("fast")
    code = "visits-without-drop-outs"
    assert cjm.flow(j).to_frame("visits")["visits"].tolist() == [1, 1, 1, 1]
    assert code in codes(j)
    [told] = [text for text in cjm.flow(j).assumptions if text.startswith("Visits")]
    assert "what_if" in told
    assert told in str(cjm.flow(j))
    assert not any(text.startswith("Visits") for text in cjm.flow(j, drop_off=True).assumptions)
    w = cjm.what_if(j)
    visits = w.to_frame("touchpoint").query("measure == 'visits'")["before"].tolist()
    assert visits == pytest.approx([1, 0.2, 0.12, 0.084])
    assert any("visits" in text and "drop-outs included" in text for text in w.assumptions)
    for value in list(j.metric_values):
        j.update(value, value=100)
    assert code not in codes(j)


def test_q10_a_long_map_is_quick() -> None:
    """[Q10] A path of thousands of steps with ways back takes seconds at most."""
    j = cjm.Journey()
    with j.transaction():
        names = [j.add_touchpoint(f"T{at}", duration=1).id for at in range(3000)]
    back = [step for at, step in enumerate(names) for step in (step, *names[at - 3 : at : 2])]
    j.add_path("Long", back[:9000])
    began = perf_counter()
    for table in ("transitions", "path_steps", "path_totals", "visits"):
        j.to_frame(table)
    assert perf_counter() - began < 20


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda j: cjm.flow(j, "An"), cjm.UnknownRecord, "did you mean 'Ana'"),
        (lambda j: cjm.flow(j, start="Sees the at"), cjm.UnknownRecord, "'Sees the ad'"),
        (lambda j: cjm.flow(j, "ad"), cjm.InvalidDocument, "touchpoint, not a persona"),
        (lambda j: cjm.flow(j.title), cjm.InvalidDocument, "flow is of a map"),
        (lambda j: cjm.flow(j).to_frame("path"), cjm.FormatError, "path_steps"),
    ],
)
def test_q12_what_flow_refuses(
    bike: cjm.Journey, unchanged: Any, ask: Any, error: type[cjm.CjmError], words: str
) -> None:
    """[Q12] Typed errors that name what is closest."""
    with unchanged(bike), pytest.raises(error) as caught:
        ask(bike)
    assert words in str(caught.value)


def test_q12_flow_says_what_it_is(bike: cjm.Journey) -> None:
    """[Q12] As text in the notebook; an empty map has an answer too."""
    flow = cjm.flow(bike)
    assert flow._repr_mimebundle_() == {"text/plain": str(flow)}
    assert "Main: 100.0 % of the people" in str(flow)
    assert repr(flow) == "<Flow of 'Buying a bike': 1 paths>"
    empty = cjm.flow(cjm.Journey())
    assert (empty.expected_duration, empty.expected_time) == (None, None)
    assert len(empty.to_frame()) == 0
