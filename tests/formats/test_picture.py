"""The map as a picture: what is on it, and that nothing is cut or stands on something else."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from tests.formats.drawn import Drawn, cut, overlapping
from tests.strategies import documents

DIRECTIONS = ("horizontal", "vertical")
PAGES = (None, "A4", "A3", "16:9")
#: Texts that are hard to set: long words, scripts, spaces, many lines.
HARD = (
    "x" * 300, "Donaudampfschifffahrtsgesellschaftskapitän " * 12, "  two  spaces   ", "a\nb\n\nc",
    "日本語の長い文章です。「はい」と言いました。" * 6, "👩‍🔧👨‍👩‍👧‍👦🇮🇹🇵🇱👍🏽1️⃣" * 6,
    "مرحبا بالعالم abc 123 " * 5,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘", "\x00\x07\ufffe", "https://example.org/a/very/long/path?with=1&query=2#and-more" * 2,
    "﷽", "ก็สวัสดีครับ" * 8, "\t\tindented", " " * 200 + "far", "-" * 120,
)  # fmt: skip


def pages(journey: cjm.Journey, **options: Any) -> list[Drawn]:
    return [Drawn(page) for page in cjm.render(journey, **options).pages]


def counted(drawn: list[Drawn]) -> Counter[str]:
    """Count the characters of all texts that do not repeat another one."""
    return Counter("".join(text for page in drawn for text in page.words))


def sound(journey: cjm.Journey, **options: Any) -> list[Drawn]:
    """Draw a map and say that nothing is cut and no text stands on another."""
    drawn = pages(journey, **options)
    assert [line for page in drawn for line in cut(page)] == []
    assert [pair for page in drawn for pair in overlapping(page)] == []
    return drawn


def full(*texts: str) -> cjm.Journey:
    """Return a map with these texts wherever people can write one, in turn."""
    turn = iter(texts * 60)
    j = cjm.Journey(next(turn), scenario=next(turn))
    j.update(emotion_scale={"labels": {"2": next(turn)[:1000], "-2": next(turn)[:1000]}})
    j.add_goal(next(turn))
    ana = j.add_persona(next(turn)[:1000], tagline=next(turn)[:1000], id="ana")
    j.add_persona(next(turn)[:1000], id="ben")
    for at in range(2):
        phase = j.add_phase(next(turn)[:1000], description=next(turn), purchase_stage="before")
        for _ in range(2):
            step = j.add_touchpoint(
                next(turn)[:1000], phase, channels=[f"{at} {next(turn)}"[:900]],
                moment_of_truth=True,
            )  # fmt: skip
            j.add_experience(step, ana, 1 - at, emotion=next(turn)[:1000], emoji="🙂")
            j.add_experience(step, "ben", at, sd=0.5, n=9, source="measured")
            for kind in ("thought", "pain", "opportunity"):
                card = j.add_card(step, kind, next(turn), author=next(turn)[:1000])
                j.add_reaction(card, "👍")
                j.add_comment(card, "seen")
        j.add_card(phase, "gain", next(turn))
    emotion = next(lane for lane in j.lanes if lane.kind == "emotion")
    j.update(emotion, height=900)
    j.add_lane("metric", next(turn)[:1000], separator="visibility")
    metric = j.add_metric(next(turn)[:1000], unit="%")
    j.add_metric_value(metric, 4.25, j.touchpoints[0])
    return j


def test_i1_everything_on_the_map_is_in_the_picture(bike: cjm.Journey) -> None:
    """[I1] Title, kind, personas, goals, phases, touchpoints, lanes, cards, metrics: once each."""
    bike.update(scenario="Spring")
    bike.add_lane("metric", "Metrics")
    for direction in DIRECTIONS:
        (page,) = pages(bike, direction=direction)
        words = page.words
        for text in (
            "Buying a bike", "Current state", "Sell more", "Spring", "Buying", "Riding",
            "no phase", "Sees the ad", "Visits the shop", "Test ride", "Thinks about it",
            "Too many models", "Friendly people", "Book a ride online", "For Ana", "CSAT 4.2",
            "1 vote", "👍", "Survey",
        ):  # fmt: skip
            assert words.count(text) == 1, (direction, text)
        for lane in bike.lanes:
            assert lane.title in words


def test_i1_what_scores_are_called_is_told(bike: cjm.Journey) -> None:
    """[I1] Beside the curves where there is room, else in the legend: in both directions."""
    words = {"1": "awful", "2": "meh", "3": "fine", "4": "a rather pleasant surprise", "5": "great"}
    bike.update(emotion_scale={"min": 1, "max": 5, "neutral": 3, "labels": words})
    for direction in DIRECTIONS:
        (page,) = pages(bike, direction=direction)
        told = " | ".join(page.words)
        for word in words.values():
            assert told.count(word) == 1, (direction, word)


@settings(max_examples=25)
@given(document=documents(), direction=st.sampled_from(DIRECTIONS), page=st.sampled_from(PAGES))
def test_i2_i3_nothing_is_cut_or_overlaps(
    document: dict[str, Any], direction: Any, page: Any
) -> None:
    """[I2][I3] On a random map no text is cut or overlaps; pages hold what one picture holds."""
    j = cjm.Journey.from_dict(document)
    drawn = sound(j, direction=direction, page=page)
    if page is not None:
        assert counted(drawn) == counted(pages(j, direction=direction))


@pytest.mark.parametrize(("direction", "page"), [*product(DIRECTIONS, (None, "A4", "16:9"))])
def test_i2_i3_hard_texts_everywhere(direction: Any, page: Any) -> None:
    """[I2][I3] Texts of any script and length wrap, in every place a text can stand."""
    j = full(*HARD)
    drawn = sound(j, direction=direction, page=page)
    assert counted(drawn) == counted(pages(j, direction=direction))


def test_i4_pages_repeat_what_their_columns_are() -> None:
    """[I4] Each page has lane titles, the title of the map, and its number of how many."""
    j = cjm.Journey("Long")
    phase = j.add_phase("A phase of many", purchase_stage="during")
    for at in range(20):
        step = j.add_touchpoint(f"Step {at}", phase, emotion=at % 3 - 1)
        j.add_card(step, "pain", f"Pain {at}")
    drawn = sound(j, page="A4")
    assert len(drawn) > 1
    for at, page in enumerate(drawn):
        texts = [written.text for written in page.texts]
        assert f"{at + 1} / {len(drawn)}" in texts
        assert {"Long", "A phase of many", "Pains", "Touchpoints", "Emotion"} <= set(texts)
        assert (page.width, page.height) == (drawn[0].width, drawn[0].height)
    words = [text for page in drawn for text in page.words]
    for text in ("A phase of many", "Pains", *(f"Step {at}" for at in range(20))):
        assert words.count(text) == 1, text


def test_i5_a_card_longer_than_a_page_goes_on_on_the_next() -> None:
    """[I5] A card too tall for a page is cut between lines, and all of it is there."""
    j = cjm.Journey("Long")
    step = j.add_touchpoint("Reads the terms")
    text = " ".join(f"word{at}" for at in range(2000))
    j.add_card(step, "pain", text)
    drawn = sound(j, page="16:9")
    assert len(drawn) > 2
    parts = [w.text for page in drawn for w in page.texts if "card" in w.inside]
    assert len(parts) > 2
    assert "".join(parts) == text


def test_i6_an_empty_map_says_so() -> None:
    """[I6] A map without anything is a picture that says so, in four languages."""
    for language, text in (
        ("en", "Nothing on this map yet"), ("it", "La mappa è ancora vuota"),
        ("pl", "Ta mapa jest jeszcze pusta"), ("fr", "Cette carte est encore vide"),
    ):  # fmt: skip
        for direction, page in product(DIRECTIONS, PAGES):
            drawn = sound(cjm.Journey(), direction=direction, page=page, language=language)
            assert len(drawn) == 1
            assert drawn[0].words.count(text) == 1


def test_i7_words_are_in_the_language_asked_for(bike: cjm.Journey) -> None:
    """[I7] The words that are not of the map are in the language asked for, else in the map's."""
    said = {
        language: pages(bike, language=language)[0].words[1]
        for language in ("en", "it", "pl", "fr")
    }
    assert len(set(said.values())) == 4
    bike.update(language="it")
    assert pages(bike)[0].words[1] == said["it"]


def test_i8_only_some_lanes_or_one_persona(bike: cjm.Journey) -> None:
    """[I8] `lanes` leaves out the others; `persona` what is of other personas alone."""
    bike.add_experience("test", "ben", 2)
    (page,) = pages(bike, lanes=["pain", "Gains"])
    assert "Too many models" in page.words
    assert "Book a ride online" not in page.words
    (page,) = pages(bike, persona="Ben")
    assert "Ana" not in page.words
    assert "Ben" in page.words
    assert "Too many models" not in page.words
    assert "For Ana" not in page.words
    with pytest.raises(cjm.UnknownRecord, match="no lane 'nowhere'"):
        cjm.render(bike, lanes=["nowhere"])
    with pytest.raises(cjm.UnknownRecord, match="no persona 'Zoe'; there are Ana, Ben"):
        cjm.render(bike, persona="Zoe")


@pytest.mark.parametrize(
    "option",
    [
        {"page": "A7"},
        {"theme": "pink"},
        {"direction": "up"},
        {"language": "xx"},
        {"page": 3},
        {"lanes": 3},
        {"fonts": 3},
    ],
)
def test_i9_options_that_are_none(bike: cjm.Journey, option: dict[str, Any]) -> None:
    """[I9] An option that is none is an error that names those there are."""
    with pytest.raises(cjm.InvalidDocument) as caught:
        cjm.render(bike, **option)
    assert caught.value.field in option


def test_i10_rendering_changes_nothing(bike: cjm.Journey, unchanged: Any) -> None:
    """[I10] A picture does not change its map, and the same map is the same picture."""
    with unchanged(bike):
        first = cjm.render(bike).svg
    again = cjm.Journey.from_json(bike.to_json())
    assert cjm.render(again).svg == first
