"""The texts of the interface as Python reads and sends them."""

import json

import pytest

import cjm_widgets as cjm
from cjm_widgets import _bundle, i18n


@pytest.mark.parametrize(
    ("tag", "language"),
    [("it", "it"), ("it-CH", "it"), ("PL_pl", "pl"), ("de", "en"), ("", "en"), ("../it", "en")],
)
def test_t6_the_closest_language(tag, language):
    assert i18n.closest(tag) == language


def test_t6_every_language_has_every_text():
    english = i18n.texts("en")
    assert english["undo"]
    for language in i18n.LANGUAGES:
        texts = i18n.texts(language)
        assert texts.keys() == english.keys()
        assert all(isinstance(text, str) and text.strip() for text in texts.values())


def test_t6_texts_are_everybodys_own_copy():
    i18n.texts("it").clear()
    assert i18n.texts("it")


def test_t6_an_editor_sends_the_texts_of_its_language():
    editor = cjm.JourneyEditor(language="it")
    assert editor.get_state()["_messages"] == {"language": "it", "texts": i18n.texts("it")}
    editor.language = "fr-CA"
    assert editor.language == "fr-CA"
    assert editor._messages["language"] == "fr"
    editor.language = "de"
    assert editor._messages == {}
    assert cjm.JourneyEditor(cjm.Journey(language="pl"))._messages["language"] == "pl"
    assert cjm.JourneyEditor().get_state()["_messages"] == {}
    with pytest.raises(cjm.CjmError):
        cjm.JourneyEditor(_messages={})


def test_t6_a_view_that_changes_the_language_gets_its_texts():
    editor = cjm.JourneyEditor()
    editor.set_state({"language": "it"})
    assert editor._messages["language"] == "it"


def test_t7_a_missing_catalogue_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(_bundle, "STATIC", tmp_path)
    i18n._read.cache_clear()
    with pytest.raises(_bundle.BundleMissing, match="make build"):
        i18n.texts("it")
    folder = tmp_path / "i18n"
    folder.mkdir()
    (folder / "it.json").write_text(json.dumps({"undo": "Però"}, ensure_ascii=False), "utf-8")
    assert i18n.texts("it") == {"undo": "Però"}
    i18n._read.cache_clear()
