"""The chart of a difference: both maps over one row of touchpoints, drawn by a real Vega."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import altair as alt
import pytest

import cjm_widgets as cjm
from tests.strategies import TEXTS

vl_convert = pytest.importorskip("vl_convert")


def copy_of(journey: cjm.Journey) -> cjm.Journey:
    return cjm.Journey.from_json(journey.to_json())


def rows_of(spec: dict[str, Any], column: str) -> list[dict[str, Any]]:
    return [row for rows in spec["datasets"].values() for row in rows if column in row]


@pytest.fixture
def found(bike: cjm.Journey) -> cjm.Diff:
    other = copy_of(bike)
    other.update("ex-ana", score=-2)
    other.move("test", before="shop")
    other.remove("ad")
    other.undo()
    other.remove("think")
    other.add_touchpoint("Rides home", phase="riding", emotion=2)
    other.add_card("shop", "pain", "No parking")
    return cjm.diff(bike, other)


def test_g8_both_maps_stand_over_one_axis(found: cjm.Diff) -> None:
    """[G8] Every touchpoint of either map has one position; what is gone stands where it was."""
    spec = found.chart().to_dict()
    scores = {
        (row["map"], row["touchpoint"], row["persona"]): (row["position"], row["score"])
        for row in rows_of(spec, "map")
    }
    assert scores["Buying a bike (1)", "Sees the ad", "Ana"] == (2, 1)
    assert scores["Buying a bike (2)", "Sees the ad", "Ana"] == (2, -2)
    assert scores["Buying a bike (2)", "Rides home", "Everyone"] == (5, 2)
    marks = {(row["position"], row["kind"]) for row in rows_of(spec, "mark")}
    assert marks == {(1, "removed"), (2, "changed"), (3, "moved"), (4, "added"), (5, "added")}


def test_g8_nothing_is_told_by_colour_alone(found: cjm.Diff) -> None:
    """[G8] Maps differ by dash and shape, differences by sign and row, as by colour."""
    text = json.dumps(found.chart().to_dict())
    assert '"strokeDash": {"field": "map"' in text
    assert '"shape": {"field": "map"' in text
    # Each half has its own legend and colours.
    svg = vl_convert.vegalite_to_svg(found.chart().to_dict())
    assert svg.count(">Buying a bike (1)<") == svg.count(">added<") == 1
    assert all(color in svg for color in ("#1f7a5c", "#b3261e", "#3457d5", "#8a6d00"))
    signs = {(row["kind"], row["mark"]) for row in rows_of(found.chart().to_dict(), "mark")}
    assert len({sign for _, sign in signs}) == len({kind for kind, _ in signs}) == 4
    what = " ".join(row["what"] for row in rows_of(found.chart().to_dict(), "mark"))
    assert 'pain "No parking"' in what
    assert 'score "1" → "-2"' in what


def test_g8_it_draws_offline(found: cjm.Diff) -> None:
    """[G8] It is the output that the notebook's own Vega draws."""
    bundle = found.chart()._repr_mimebundle_()
    assert "application/vnd.vegalite.v5+json" in bundle
    assert isinstance(found.chart(width=300, height=100), alt.VConcatChart)
    for version in ("5.20", "6.1"):
        assert vl_convert.vegalite_to_svg(found.chart().to_dict(), vl_version=version)


@pytest.mark.parametrize("text", [*TEXTS, "');alert(1)//", "{a: [b]}"])
def test_g8_any_text_is_drawn(bike: cjm.Journey, text: str) -> None:
    """[G8] Whatever names, titles and personas hold."""
    other = copy_of(bike)
    other.update("ad", name=text)
    other.update("ana", name=text)
    other.update(title=text)
    other.add_card("ad", "pain", text)
    svg = vl_convert.vegalite_to_svg(cjm.diff(bike, other).chart().to_dict())
    assert svg.startswith("<svg")


def test_g8_little_is_drawn_too(bike: cjm.Journey) -> None:
    """[G8] Empty maps, maps without scores and equal maps; it says that nothing differs."""
    empty = cjm.Journey("Nothing")
    for one, other in ((empty, empty), (empty, bike), (bike, empty), (bike, copy_of(bike))):
        assert vl_convert.vegalite_to_svg(cjm.diff(one, other).chart().to_dict())
    assert cjm.diff(bike, bike).chart().to_dict()["title"]["subtitle"] == "No differences"


def test_g8_sources_are_never_averaged() -> None:
    """[G8] As in the emotion curve the best founded source counts, weighted with its n."""
    j = cjm.Journey("Buying a bike")
    shop = j.add_touchpoint("Shop", phase=j.add_phase("Buying"))
    ana = j.add_persona("Ana")
    j.add_experience(shop, ana, -2)
    j.add_experience(shop, ana, 2, source="measured", n=30, sd=0.5)
    j.add_experience(shop, ana, -1, source="measured", n=10, sd=0.5)
    rows = rows_of(cjm.diff(j, j).chart().to_dict(), "who")
    assert {(row["score"], row["source"]) for row in rows if "map" in row} == {(1.25, "measured")}


def test_g8_two_scales_are_drawn_as_one(bike: cjm.Journey) -> None:
    """[G8] A score is where it would be on the scale of the first map."""
    other = copy_of(bike)
    other.convert_scale("0..100")
    for one, two in ((bike, other), (other, bike)):
        rows = rows_of(cjm.diff(one, two).chart().to_dict(), "source")
        rows = [row for row in rows if "at" not in row]
        scores = [sorted(r["score"] for r in rows if r["map"] == name)
                  for name in dict.fromkeys(r["map"] for r in rows)]  # fmt: skip
        assert len(scores) == 2
        assert scores[0] == pytest.approx(scores[1])


def test_g8_names_at_the_ends_hide_no_other_one() -> None:
    """[G8] Where lines of several personas end near each other, and once where they meet."""
    j = cjm.Journey("Buying a bike")
    shop = j.add_touchpoint("Shop", phase=j.add_phase("Buying"))
    for name, score in (("Ana", 1), ("Ben", 1), ("Cleo", 1.1), ("Dan", -2)):
        j.add_experience(shop, j.add_persona(name), score)
    ends = rows_of(cjm.diff(j, j).chart(height=240).to_dict(), "at")
    assert sorted(row["persona"] for row in ends) == ["Ana", "Ben", "Cleo", "Dan"]
    heights = sorted(row["at"] for row in ends)
    assert min(b - a for a, b in pairwise(heights)) >= 4 * 12 / 240 - 1e-9
    assert {row["persona"]: row["at"] for row in ends}["Dan"] == -2
