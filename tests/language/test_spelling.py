"""The texts of the product are spelt rightly, and those of a language are in that language."""

from __future__ import annotations

import os
import re
from collections import defaultdict

import pytest

from tests.docs.pages import pages
from tests.language import spelling
from tests.language.catalogues import LANGUAGES, ROOT, Text, texts, words
from tools import dictionaries

OTHERS = ("it", "pl", "fr")
SAME = ROOT / "tests" / "language" / "words" / "same.txt"


@pytest.fixture(scope="module", autouse=True)
def _dictionaries() -> None:
    if dictionaries.find() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(dictionaries.ADVICE)
        pytest.skip(dictionaries.ADVICE)


def of(language: str) -> list[tuple[str, str]]:
    """Return the texts of a language with where each stands."""
    return [(f"{t.file} {t.key}", t.text) for t in texts() if t.language == language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_z7_every_word_is_in_a_dictionary(language: str) -> None:
    """[Z7] Of the interface, the charts, checks, reports, questionnaires and templates.

    A word of the field that no dictionary has goes into ``tests/language/words``.
    """
    assert len(of(language)) > 1500
    assert spelling.misspelt(of(language), language) == []


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "The map has no toutchpoint yet", "toutchpoint"),
        ("it", "Dai un nome all’emozzione", "emozzione"),
        ("pl", "Nikt nie odpowiada za pomysl", "pomysl"),
        ("fr", "Aucune expérience n’est notéee", "notéee"),
        ("it", "Apri il browser and select {what}", "and"),
        ("fr", "Le touch-pointt", "pointt"),
    ],
)
def test_z7_a_misspelling_is_found(language: str, text: str, word: str) -> None:
    """[Z7] With the place where it stands, and whether it is English."""
    (line, *_) = spelling.misspelt([("a place", text)], language)
    assert line.startswith(f"{word!r}")
    assert "a place" in line
    assert ("which is English" in line) == (word == "and")


def test_z7_what_is_no_word_is_left_out() -> None:
    """[Z7] Placeholders, code, addresses and names of files are not spelt; all else is."""
    assert words("{xyzq} `abcq` j.saveq() https://exampleq.org bikeq.cjm.json <bq>") == []
    assert words("Wait: the map’s end-to-end view") == [
        "Wait", "the", "map's", "end-to-end", "view",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_z9_the_list_of_words_holds_what_is_needed(language: str) -> None:
    """[Z9] Sorted, short, no word twice, none that a dictionary has, none that nobody uses."""
    listed = spelling.reviewed(language)
    assert list(listed) == sorted(set(listed), key=lambda word: (word.casefold(), word))
    assert len(listed) < 150
    known = dictionaries.find() or {}
    used = [text for _, text in of(language)]
    if language == "en":
        used += [prose(page.read_text("utf-8")) for page in pages()]
    pieces = {part.casefold() for text in used for part in spelling.pieces(text, language)}
    whole = spelling.phrases(language)
    single = [word for word in listed if word not in whole]
    assert [word for word in single if word.casefold() not in pieces] == []
    assert dictionaries.unknown(single, known[language]) == set(single)
    everything = "\n".join(used).casefold()
    assert [phrase for phrase in whole if phrase.casefold() not in everything] == []


def test_z8_no_english_is_left() -> None:
    """[Z8] A text that is the same in English is on a list, with the languages it is right in."""
    english = {(t.file, t.key): t.text for t in texts() if t.language == "en"}
    same: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts():
        if text.language != "en" and _says(text) and english.get(text[:2]) == text.text:
            same[text.text].add(text.language)
    found = [f"{' '.join(sorted(same[text]))}: {text}" for text in sorted(same)]
    assert found == SAME.read_text("utf-8").split("\n")[:-1]


def _says(text: Text) -> bool:
    return any(len(word) > 1 for word in words(text.text))


def test_z8_every_language_has_every_text() -> None:
    """[Z8] What is there in English is there in the others, but for lists, which may be shorter."""
    keys: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for text in texts():
        if "[" not in text.key:
            keys[text.language].add(text[:2])
    for language in OTHERS:
        assert {key for key in keys["en"] ^ keys[language] if ".py:" not in key[0]} == set()


def prose(page: str) -> str:
    """Return the text of a page without blocks of code, links and remarks."""
    page = re.sub(r"^```.*?^```|<!--.*?-->", " ", page, flags=re.DOTALL | re.MULTILINE)
    page = re.sub(r"``.+?``|`[^`]*`", " ", page)
    return re.sub(r"\]\([^)]*\)", "] ", page)


def test_z10_the_pages_are_spelt_rightly() -> None:
    """[Z10] README and docs, but for what is made from the code."""
    written = [(page.name, prose(page.read_text("utf-8"))) for page in pages()]
    assert spelling.misspelt(written, "en") == []
