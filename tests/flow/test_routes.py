"""Who takes which path: the weights."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

import cjm_widgets as cjm
from cjm_widgets.model.flow.routes import routes_of
from tests.flow.maps import random_map
from tests.strategies import SEEDS, documents


def weights(j: cjm.Journey, persona: str | None = None) -> dict[Any, float]:
    """Return the weight of every path and persona."""
    found = routes_of(j.store.state, persona).routes
    return {(r.path, r.persona): pytest.approx(r.weight) for r in found}


def codes(j: cjm.Journey, persona: str | None = None) -> set[str]:
    return {remark.code for remark in routes_of(j.store.state, persona).remarks}


def paths(*given: tuple[float | None, list[str]], shares: Any = (None, None)) -> cjm.Journey:
    """Return a map with one touchpoint, the personas a and b, and these paths: p0, p1 ..."""
    j = cjm.Journey()
    j.add_touchpoint("T", id="t")
    for name, share in zip("ab", shares, strict=True):
        j.add_persona(name, id=name, share=share)
    for at, (probability, personas) in enumerate(given):
        j.add_path(f"P{at}", ["t"], id=f"p{at}", probability=probability, personas=personas)
    return j


def test_q3_alternatives_share_what_is_left() -> None:
    """[Q3] A path without a probability takes what the others leave, several of them equally."""
    j = paths((0.4, []), (None, []), (None, []))
    assert weights(j) == {("p0", None): 0.4, ("p1", None): 0.3, ("p2", None): 0.3}
    assert codes(j) == set()


def test_q3_probabilities_that_cannot_be_met_are_scaled() -> None:
    """[Q3] More or less than 1 is scaled to 1, and said; all 0 is equal parts."""
    j = paths((0.6, []), (0.9, []), (None, []))
    assert weights(j) == {("p0", None): 0.4, ("p1", None): 0.6, ("p2", None): 0}
    assert codes(j) == {"probabilities"}
    assert weights(paths((0.2, []), (0.2, []))) == {("p0", None): 0.5, ("p1", None): 0.5}
    assert weights(paths((0, []), (0, []))) == {("p0", None): 0.5, ("p1", None): 0.5}
    assert codes(paths((0.333, []), (0.333, []), (0.333, []))) == set()


def test_q3_a_persona_takes_its_own_paths_first() -> None:
    """[Q3] What its own leave goes to the paths for everybody, in their proportions."""
    j = paths((0.75, []), (0.25, []), (0.2, ["a"]), shares=(0.5, 0.5))
    assert weights(j, "a") == {("p2", "a"): 0.2, ("p0", "a"): 0.6, ("p1", "a"): 0.2}
    assert weights(j, "b") == {("p0", "b"): 0.75, ("p1", "b"): 0.25}
    assert sum(r.weight for r in routes_of(j.store.state).routes) == pytest.approx(1)
    assert weights(j)["p0", "a"] == 0.3
    own = paths((1, []), (None, ["a"]), (0.3, ["a", "b"]))
    assert weights(own, "a") == {("p1", "a"): 0.7, ("p2", "a"): 0.3}
    assert weights(own, "b") == {("p2", "b"): 0.3, ("p0", "b"): 0.7}


def test_q3_personas_count_by_their_share() -> None:
    """[Q3] Those without one divide the rest; people of no persona take the paths for all."""
    j = paths((1, ["a"]), (1, ["b"]), shares=(0.7, None))
    assert weights(j) == {("p0", "a"): 0.7, ("p1", "b"): pytest.approx(0.3)}
    assert codes(j) == {"share-missing"}
    rest = paths((1, ["a"]), (1, []), shares=(0.4, 0.1))
    assert weights(rest) == {("p0", "a"): 0.4, ("p1", "b"): 0.1, ("p1", None): 0.5}
    over = paths((1, ["a"]), (1, ["b"]), shares=(1, 1))
    assert weights(over) == {("p0", "a"): 0.5, ("p1", "b"): 0.5}
    assert codes(over) == {"shares"}


def test_q3_who_has_no_path_is_not_counted() -> None:
    """[Q3] And that is said."""
    j = paths((1, ["a"]), shares=(0.5, 0.5))
    assert weights(j) == {("p0", "a"): 1}
    assert codes(j) == {"nobody-goes"}
    assert weights(j, "b") == {}


def test_q3_a_map_without_paths_is_one_path() -> None:
    """[Q3] Through all touchpoints in their order; paths without steps are left out."""
    j = paths()
    j.add_touchpoint("U", id="u")
    j.add_path("Empty", id="empty", probability=0.5)
    (route,) = routes_of(j.store.state).routes
    assert (route.path, route.steps, route.weight) == (None, ("t", "u"), 1)
    assert codes(j) == {"no-paths", "path-without-steps"}
    assert routes_of(cjm.Journey().store.state).routes == ()


@settings(max_examples=150)
@given(SEEDS)
def test_q3_weights_add_up_to_1(seed: int) -> None:
    """[Q3] For everybody and for each persona, whatever the map says."""
    j = random_map(seed)
    for persona in (None, *j.personas.ids):
        found = routes_of(j.store.state, persona).routes
        assert all(route.weight >= 0 for route in found)
        if found:
            assert sum(route.weight for route in found) == pytest.approx(1)
        else:
            assert any(path.steps for path in j.paths)


@settings(max_examples=30)
@given(documents())
def test_q11_any_map_has_its_tables(document: dict[str, Any]) -> None:
    """[Q11] The tables of any map can be made, also of those with fields of later versions."""
    j = cjm.Journey.from_dict(document)
    before = j.to_json()
    for table in ("transitions", "path_steps", "path_totals", "visits"):
        j.to_frame(table)
    str(cjm.flow(j, drop_off=True))
    assert (j.to_json(), j.revision) == (before, 0)
