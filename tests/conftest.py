"""What all tests of the Python side share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import cjm_widgets as cjm

# A slow machine is no failed test.
settings.register_profile("cjm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cjm")


@pytest.fixture
def bike() -> cjm.Journey:
    """Return a small map with something of every type in it; ids are the names in short."""
    j = cjm.Journey("Buying a bike")
    for name, stage in (("before", "before"), ("buying", "during"), ("riding", "after")):
        j.add_phase(name.title(), id=name, purchase_stage=stage)
    ana = j.add_persona("Ana", id="ana", color="#aa0000")
    j.add_persona("Ben", id="ben")
    j.add_person("Olga", id="olga")
    ad = j.add_touchpoint("Sees the ad", phase="before", id="ad", channels=["Instagram"])
    shop = j.add_touchpoint("Visits the shop", phase="buying", id="shop", owners=["Olga"])
    test = j.add_touchpoint("Test ride", phase="buying", id="test", planned_ref="shop")
    j.add_touchpoint("Thinks about it", id="think")
    j.add_experience(ad, ana, 1, id="ex-ana")
    j.add_experience(shop, None, -1, id="ex-all", source="measured", n=12, sd=0.5)
    paper = j.add_evidence("Survey", id="survey")
    j.add_card(ad, "pain", "Too many models", id="pain", evidence=[paper], personas=[ana])
    j.add_card(shop, "gain", "Friendly people", id="gain", owner="Olga")
    j.add_card("buying", "opportunity", "Book a ride online", id="idea")
    j.add_comment(shop, "Which one?", id="remark")
    j.add_comment(shop, "The one in town", id="answer", parent="remark")
    j.add_reaction("pain", "👍", id="thumb")
    metric = j.add_metric("CSAT", id="csat", owner="Olga")
    j.add_metric_value(metric, 4.2, shop, id="value")
    j.add_goal("Sell more", id="goal", metric=metric)
    j.add_question("Why online?", id="question", evidence=[paper])
    j.add_resource("Test bikes", id="bikes", touchpoints=[test], owner="Olga")
    j.add_path("Main", [ad, shop, test, shop], id="main", personas=[ana])
    j.add_edge(ad, shop, id="edge", probability=0.5)
    session = j.add_vote_session("Pains", id="session")
    j.add_vote(session, "pain", "Ben", id="vote")
    j.add_stroke(ad, [(0, 0), (1, 2)], id="stroke")
    j.add_board("five_whys", about="pain", id="board")
    j.add_sticky_note("board", "why1", "Nobody sorts the models", id="sticky")
    j.add_workshop_part("mapping", duration=2400, id="part")
    j.add_lane("custom", "For Ana", id="lane", persona=ana)
    return cjm.Journey.from_json(j.to_json())


@pytest.fixture
def unchanged() -> Callable[[cjm.Journey], Any]:
    """Return a context manager: at its end a map must be as it was, to the last byte."""

    @contextmanager
    def check(journey: cjm.Journey) -> Iterator[None]:
        before, revision, past = journey.to_json(), journey.revision, journey.history
        yield
        assert journey.to_json() == before
        assert journey.revision == revision
        assert journey.history == past

    return check
