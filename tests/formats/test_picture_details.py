"""What a picture says in its corners: numbers, counts, choices, signs, edges of pages."""

from __future__ import annotations

from typing import Any

import pytest

import cjm_widgets as cjm
from tests.formats.drawn import Drawn, cut

DIRECTIONS = ("horizontal", "vertical")
MINUS = "\N{MINUS SIGN}"


def words(journey: cjm.Journey, **options: Any) -> list[str]:
    """Return all texts of a picture that stand there for the first time."""
    return [text for page in cjm.render(journey, **options).pages for text in Drawn(page).words]


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_i5_a_phase_longer_than_a_page_goes_on_on_the_next(direction: Any) -> None:
    """[I5] What a phase is about is cut between lines too, and all of it is there."""
    text = "".join(f"word{at:04} " for at in range(2223))[:20_000]
    j = cjm.Journey("Long")
    j.add_touchpoint("Step", j.add_phase("Phase", description=text))
    drawn = [Drawn(page) for page in cjm.render(j, direction=direction, page="A4").pages]
    assert [line for page in drawn for line in cut(page)] == []
    parts = [w.text for page in drawn for w in page.texts if "phases" in w.inside and not w.again]
    assert len(drawn) > 2
    assert "".join(parts) == f"Phase{text}"
