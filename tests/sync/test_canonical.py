"""What Python and TypeScript make of one map is one file, in the canonical form of RFC 8785."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from tests.strategies import SEEDS, RandomEdits, random_document
from tests.sync.node import Views, node, running_views

pytestmark = pytest.mark.skipif(node() is None, reason="needs Node and the packages of js/")
NUMBERS = {
    "a": 1e21, "b": -0.0, "c": 0.1, "d": 1e-7, "e": 1e20, "f": 1e-6, "g": 2**53 - 1, "h": 5e-324,
    "i": 4.0, "j": -1.5e-9, "k": 1.7976931348623157e308, "l": 100, "m": 9007199254740993.0,
}  # fmt: skip
KEYS = {
    "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7, "": 8,
    "constructor": 9, "a": {"z": [{"y": None, "x": True}], "B": "e\u0301", "b": "\u00e9"},
}  # fmt: skip


@pytest.fixture(scope="module")
def views() -> Iterator[Views]:
    with running_views() as found:
        yield found


def check(journey: cjm.Journey, views: Views) -> None:
    """Check that every view holds the map, and would write it as Python does."""
    while views.step():
        pass
    written = rfc8785.dumps(json.loads(journey.to_json())).decode()
    for view in views.tell():
        assert (view["revision"], view["pending"]) == (journey.revision, 0)
        assert view["file"] == written


def test_v5_numbers_texts_and_keys(views: Views) -> None:
    """[V5] Whatever numbers, texts and keys a map holds, both languages write the same."""
    journey = cjm.Journey.from_dict({
        "format": "cjm", "version": 1, "numbers": NUMBERS, "keys": KEYS,
        "journey": {"id": "map-1", "title": "</script>\u2028\u0000", "emotion_scale": {
            "min": -1e21, "max": 1e21, "neutral": -0.0, "labels": {"1": "\U0001f600"},
            "later": KEYS,
        }, "numbers": NUMBERS},
        "phases": [{"id": "p", "name": "\u202eabc", "keys": KEYS}],
        "touchpoints": [{"id": "t", "phase": "p", "duration": 1e21, "wait": 1e-7}],
        "experiences": [{"id": "e", "touchpoint": "t", "score": 0.1, "sd": 5e-324}],
        "strokes": [{"id": "s", "anchor": "t", "points": [[-0.0, 1e-7], [0.1, 1e21]]}],
    })  # fmt: skip
    views.open(journey.authority, 0)
    check(journey, views)
    journey.update("t", duration=0.1, wait=1e20)
    journey.update("e", score=-1e-7)
    check(journey, views)


@settings(max_examples=40)
@given(seed=SEEDS, rounds=st.integers(1, 6))
def test_v5_any_map_after_any_edits(views: Views, seed: int, rounds: int) -> None:
    """[V5] Any map, edited by code and by views at once, is the same file in both languages."""
    journey = cjm.Journey.from_dict(random_document(seed))
    random, code = Random(seed), RandomEdits(journey, seed)
    views.open(journey.authority, seed)
    check(journey, views)
    for _ in range(rounds):
        for _ in range(random.randrange(4)):
            code.edit()
        views.edit(random.randrange(6))
        for _ in range(random.randrange(8)):
            views.step()
    check(journey, views)


def test_v5_the_views_do_edit(views: Views) -> None:
    """[V5] The edits of these tests are many, and are taken."""
    journey = cjm.Journey.from_dict(random_document(7))
    views.open(journey.authority, 7)
    while views.step():
        pass
    views.edit(60)
    check(journey, views)
    assert journey.revision > 20
    assert {entry.by for entry in journey.history} == {"anna", "ben"}
