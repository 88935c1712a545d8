"""The five parts and what is said in them, in four languages."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import msgspec
import pytest

import cjm_widgets.workshops as home
from cjm_widgets.i18n import LANGUAGES
from cjm_widgets.workshops.plan import BY_HAND, PLAN
from cjm_widgets.workshops.telling import TELLERS
from cjm_widgets.workshops.view import guide
from cjm_widgets.workshops.wording import wording

#: Texts that are the same word in another language.
SAME = {"Iteration", "Scenario", "Phases"}


def texts(language: str) -> dict[str, str]:
    """Return all texts of a language by their path."""
    data = (files(home) / "texts" / f"{language}.json").read_bytes()
    found: dict[str, str] = {}

    def walk(path: str, value: Any) -> None:
        if isinstance(value, str):
            found[path] = value
        else:
            pairs = value.items() if isinstance(value, dict) else enumerate(value)
            for key, inner in pairs:
                walk(f"{path}.{key}", inner)

    walk("", msgspec.json.decode(data))
    return found


def test_y45_the_parts_take_two_hours():
    assert list(PLAN) == ["setup", "empathy", "mapping", "testing", "iteration"]
    assert sum(part.minutes for part in PLAN.values()) == 120
    (ice_breaker,) = [s for s in PLAN["setup"].steps if s.id == "ice_breaker"]
    assert ice_breaker.minutes == 5


def test_y45_every_item_is_told_by_the_map_or_by_people():
    items = [item for part in PLAN.values() for item in part.items]
    assert len(items) == len(set(items))
    assert set(items) == BY_HAND | set(TELLERS)
    assert not BY_HAND & set(TELLERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_y45_every_language_has_every_text(language):
    words = wording(language)
    steps = [step.id for part in PLAN.values() for step in part.steps]
    assert set(words.parts) == set(PLAN)
    assert sorted(words.steps) == sorted(steps)
    assert set(words.items) == {item for part in PLAN.values() for item in part.items}
    mine, english = texts(language), texts("en")
    assert list(mine) == list(english)
    for path, text in mine.items():
        holes = sorted(re.findall(r"\{\w+\}", text))
        assert holes == sorted(re.findall(r"\{\w+\}", english[path])), path
        assert text == text.strip() != "", path
        assert "'" not in text, path
        assert language == "en" or text != english[path] or text in SAME, path
    signs = {"en": "“”", "it": "«»", "pl": "„”", "fr": "«»"}[language]
    others = set("“”„«»") - set(signs)
    assert not others & set("".join(mine.values()))
    if language == "fr":
        for path, text in mine.items():
            assert not re.search(r"[^\u00a0\u202f][;:!?»]|«[^\u00a0]", text), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_y57_a_page_is_told_all_of_it(language):
    parts = guide(language)["parts"]
    assert [part["kind"] for part in parts] == list(PLAN)
    assert sum(step["minutes"] for part in parts for step in part["steps"]) == 120
    assert all(step["say"] and step["do"] for part in parts for step in part["steps"])
    assert len(msgspec.json.encode(parts)) < 20_000
