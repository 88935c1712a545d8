"""A short life of many pages on one map."""

from __future__ import annotations

from tests.browser.lab import Lab
from tests.torture import soak


def test_b36_eight_pages_of_one_map_stay_equal(lab: Lab):
    """[B36] Eight pages edit once a second; nothing is lost and all show what Python holds."""
    equal, _memory = soak.life(lab, 5)
    assert equal.ok, equal.measured
