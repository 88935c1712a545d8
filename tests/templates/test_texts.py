"""The ready maps as they lie in the package: keys and texts, and maps in every language."""

from __future__ import annotations

import json
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.frames.tables import tables
from cjm_widgets.i18n import LANGUAGES
from cjm_widgets.ready_maps import catalogue

HOME = Path(cjm.__file__).parent / "ready_maps"
NAMES = catalogue.names()
#: What has the same name as in English there, because that is what people say; each was looked at.
SAME = {
    "it": {"App", "Instagram", "Tram"},
    "pl": {"Instagram", "Supermarket"},
    "fr": {"Actions", "Instagram", "Solutions", "Train", "Tram", "Patient", "confusion",
           "frustration", "surprise"},
}  # fmt: skip
#: Words that stand in nearly every English sentence and in none of these languages.
ENGLISH = re.compile(
    r"\b(?:the|and|with|what|which|of|they|their|is|are|for|this)\b", re.IGNORECASE
)
#: Not found out by anybody yet: that is what a workshop is for.
TO_FIND_OUT = {
    ("warning", "only-assumptions"), ("warning", "question-unanswered"),
    ("warning", "metric-never-measured"), ("hint", "touchpoint-without-evidence"),
}  # fmt: skip

every_map = pytest.mark.parametrize("name", NAMES)
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_template = pytest.mark.parametrize(
    "name", [name for name in NAMES if catalogue.kind(name) == "template"]
)


def strings(value: Any) -> Iterator[str]:
    """Give every string in a document, names of facts too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def texts(name: str, language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((HOME / "texts" / language / f"{name}.json").read_bytes())
    return found


def test_y1_every_map_has_texts_and_all_texts_have_a_map() -> None:
    """[Y1] Maps and texts are the same set in every language."""
    for language in LANGUAGES:
        assert {path.stem for path in (HOME / "texts" / language).iterdir()} == set(NAMES)


@every_map
def test_y1_the_keys_are_the_same_and_each_is_used(name: str) -> None:
    """[Y1] Each "@key" has a text in every language, and each text has a place."""
    used = {text[1:] for text in strings(catalogue.document(name)) if text.startswith("@")}
    for language in LANGUAGES:
        assert set(texts(name, language)) == used | {"name", "about"}, language
        assert all(text.strip() == text != "" for text in texts(name, language).values())


@every_map
def test_y1_every_text_for_people_is_a_key(name: str) -> None:
    """[Y1] No text stands in the map itself: what is no key is an id, a choice, a unit."""
    for language in LANGUAGES:
        there = cjm.template(name, language).to_dict()
        written = {text for text in strings(catalogue.document(name)) if text[:1] != "@"}
        for text in written:
            assert not re.search(r"\w \w", text), text
        assert not any(text.startswith("@") for text in strings(there))


@every_map
@every_language
def test_y2_each_map_is_valid_in_each_language(name: str, language: str) -> None:
    """[Y2] It opens without a mend and without a warning, and says what language it is in."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        journey = cjm.template(name, language)
        again = cjm.Journey.from_json(journey.to_json())
        mended = cjm.Journey.from_dict(journey.to_dict(), repair=True)
    assert journey.report == () == mended.report
    assert journey.info.language == language
    assert again.to_json() == journey.to_json()
    assert not any(record.extra for record in journey.store.state.records.values())


@every_map
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_y3_no_english_is_left(name: str, language: str) -> None:
    """[Y3] No text is the English one, but for a few looked at; none has English in it."""
    english, own = texts(name, "en"), texts(name, language)
    same = {
        own[key] for key in english if own[key] == english[key] and re.search("[a-z]", own[key])
    }
    assert same <= SAME[language]
    for key, text in own.items():
        assert not ENGLISH.search(text), key


@every_map
def test_y3_texts_are_set_as_the_languages_set_them(name: str) -> None:
    """[Y3] Quotation marks, apostrophes and the spaces of French are those of print."""
    for language in LANGUAGES:
        for key, text in texts(name, language).items():
            assert not re.search("['\"]|  ", text), key
            marks = {"en": "“”", "it": "«»", "pl": "„”", "fr": "«»"}[language]
            assert not set(text) & set("“”«»„") - set(marks), key
            assert text.count(marks[0]) == text.count(marks[1]), key
            if language == "fr":
                assert not re.search(r"[^\u00a0][;:!?»%€]|«[^\u00a0]", text), key


@every_map
@every_language
def test_y5_checks_find_what_is_still_to_be_found_out_and_nothing_else(
    name: str, language: str
) -> None:
    """[Y5] No errors; warnings and hints only of a stated list, and of the warnings six at most."""
    if catalogue.kind(name) == "example":
        pytest.skip("an example is filled in: its own test says what is found")
    found = cjm.template(name, language).check(language=language)
    assert set(zip(found["severity"], found["rule"], strict=True)) <= TO_FIND_OUT
    assert Counter(found["severity"])["warning"] <= 6


@every_template
@every_language
def test_y6_guidance_stands_at_everything_that_has_room_for_it(name: str, language: str) -> None:
    """[Y6] The map, its phases, touchpoints and lanes say what belongs there and what to ask."""
    journey = cjm.template(name, language)
    places = [journey.info, *journey.phases, *journey.touchpoints, *journey.lanes]
    assert all(len(place.description) > 30 for place in places)
    asking = [p for p in (*journey.phases, *journey.touchpoints) if "?" in p.description]
    assert len(asking) >= 0.9 * (len(journey.phases) + len(journey.touchpoints))
    assert journey.info.scenario
    assert journey.info.problem


@every_template
def test_y6_each_is_complete(name: str) -> None:
    """[Y6] Phases, a curve that goes up and down, many cards, a persona one can picture."""
    journey = cjm.template(name)
    assert 3 <= len(journey.phases) <= 5
    assert 8 <= len(journey.touchpoints) <= 10
    assert all(t.channels and t.owners for t in journey.touchpoints)
    assert sum(t.moment_of_truth for t in journey.touchpoints) >= 2
    assert len(journey.questions) == 3
    assert journey.goals
    assert journey.metrics
    (persona,) = journey.personas
    assert all((persona.tagline, persona.quote, persona.goals, persona.needs, persona.pains))
    scores = [e.score for e in journey.experiences if e.score is not None]
    assert len(scores) == len(journey.touchpoints)
    assert {e.source for e in journey.experiences} == {"assumed"}
    assert max(scores) >= 1
    assert min(scores) < 0 or journey.info.map_type == "future"
    # At each touchpoint somebody wrote something, and twice at most of them.
    cards = Counter(card.touchpoint for card in journey.cards)
    assert all(cards[t.id] for t in journey.touchpoints)
    assert len(journey.cards) >= 2.2 * len(journey.touchpoints)


def test_y6_purchases_have_their_stages() -> None:
    """[Y6] Maps of a purchase go from before over during to after; a day has no stages."""
    for name in ("touchpoint-map", "journey-map", "current-state", "future-state",
                 "service-blueprint"):  # fmt: skip
        stages = [phase.purchase_stage for phase in cjm.template(name).phases]
        assert list(dict.fromkeys(stages)) == ["before", "during", "after"]
    day = cjm.template("day-in-the-life")
    assert {phase.purchase_stage for phase in day.phases} == {"none"}


def test_y6_a_touchpoint_map_judges_expectations() -> None:
    """[Y6] Positives and negatives, expectations exceeded, met and missed."""
    journey = cjm.template("touchpoint-map")
    met = {t.expectation_met for t in journey.touchpoints if t.expectation}
    assert met == {"exceeded", "met", "missed"}
    assert {"pain", "gain"} <= {card.kind for card in journey.cards}


def test_y6_a_blueprint_has_its_lanes_and_lines() -> None:
    """[Y6] Evidence, actions, three lines with what is between them, and four kinds of support."""
    lanes = list(cjm.template("service-blueprint").lanes)
    assert [lane.separator for lane in lanes if lane.separator != "none"] == [
        "interaction", "visibility", "internal_interaction",
    ]  # fmt: skip
    titles = [lane.title for lane in lanes]
    for title in (
        "Physical evidence", "Customer actions", "Frontstage", "Backstage", "Support processes",
        "People", "Technology", "Processes", "Policies",
    ):  # fmt: skip
        assert title in titles
    below = lanes[titles.index("Backstage") : titles.index("Policies") + 1]
    assert {lane.side for lane in below} == {"backstage"}


@every_map
def test_y10_each_goes_into_every_frame(name: str) -> None:
    """[Y10] Every table of the map can be made."""
    journey = cjm.template(name, "pl")
    for table in tables():
        frame = journey.to_frame(table)
        assert len(frame.columns)
    assert len(journey.to_frame()) == len(journey.touchpoints)
