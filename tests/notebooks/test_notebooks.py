"""Every notebook runs from top to bottom, as students get it and solved."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cjm_widgets import exercises
from cjm_widgets.exercises.wording import words
from tests.notebooks.running import (
    LANGUAGES,
    NAMES,
    complaints,
    language_of,
    read,
    run,
    tagged,
    verdicts,
)

WIDGET = "application/vnd.jupyter.widget-view+json"
CHART = re.compile(r"vegalite|svg|png")
#: Words that no Italian, Polish or French sentence is made of.
ENGLISH = re.compile(
    r"\b(the|and|what|which|with|your|this|that|from|they|there|are|were|have|how|you|people|for)\b",
    re.IGNORECASE,
)
#: Code, addresses, and sources, whose titles stay as they are: ``(2016, *Title*, *Journal*)``.
CODE = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|\(\d{4},[^)]*\)", re.DOTALL)


def prose(notebook: Any) -> str:
    """Return what a reader reads: cells of text without code, titles of works and addresses."""
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return CODE.sub(" ", "\n".join(cells))


@pytest.mark.notebook
@pytest.mark.parametrize("name", NAMES)
def test_y60_a_notebook_runs_as_students_get_it(name, tmp_path):
    """[Y60] It runs without an error or a warning, shows maps and charts, and passes no check."""
    notebook = run(name, tmp_path, solved=False)
    assert complaints(notebook) == []
    shown = [
        out.data for cell in notebook.cells for out in cell.get("outputs", []) if "data" in out
    ]
    assert any(WIDGET in data for data in shown)
    assert any(CHART.search(mime) for data in shown for mime in data)
    assert verdicts(notebook) == dict.fromkeys(verdicts(notebook), False)
    for exercise, cell in tagged(notebook, "check"):
        (text,) = (out.data["text/plain"] for out in cell.outputs if "data" in out)
        assert exercise in text
        assert "○" in text
        assert words(language_of(name)).next in text


@pytest.mark.notebook
@pytest.mark.parametrize("name", NAMES)
def test_y61_every_solution_passes_its_check(name, tmp_path):
    """[Y61] With all solutions in their cells it runs without an error and passes every check."""
    notebook = run(name, tmp_path, solved=True)
    assert complaints(notebook) == []
    found = verdicts(notebook)
    assert found
    assert [exercise for exercise, passed in found.items() if not passed] == []


@pytest.mark.parametrize("name", NAMES)
def test_y62_a_notebook_is_kept_without_outputs(name):
    """[Y62] Notebooks are committed without outputs, so that a diff shows what was written."""
    for cell in read(name).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_y63_every_exercise_is_in_its_notebook():
    """[Y63] Each exercise stands in the notebooks of its name, once; nothing else is checked."""
    used: dict[str, list[str]] = {}
    for name in NAMES:
        notebook = read(name)
        there = [exercise for exercise, _ in tagged(notebook, "exercise")]
        assert there == [exercise for exercise, _ in tagged(notebook, "check")], name
        assert there == [exercise for exercise, _ in tagged(notebook, "solution")], name
        assert len(set(there)) == len(there), name
        assert 3 <= len(there) <= 5, name
        for exercise, cell in tagged(notebook, "check"):
            assert f'cjm.exercises.check("{exercise}"' in cell.source
        for exercise, cell in tagged(notebook, "solution"):
            assert f'\n# cjm.exercises.solution("{exercise}"' in cell.source
        (of,) = {exercises.EXERCISES[exercise].notebook for exercise in there}
        used.setdefault(of, [])
        assert used[of] in ([], there), f"{name} has other exercises than its other language"
        used[of] = there
    assert [e for there in used.values() for e in there] == list(exercises.EXERCISES)


@pytest.mark.parametrize("name", sorted(set(LANGUAGES) & set(NAMES)))
def test_y64_notebooks_in_other_languages_hold_no_english(name):
    """[Y64] The prose of the Italian, Polish and French notebooks is in that language."""
    assert ENGLISH.findall(prose(read(name))) == []
    for cell in read(name).cells:
        if cell.cell_type == "code":
            comments = re.findall(r"#.*", cell.source)
            assert not any(ENGLISH.search(CODE.sub("", comment)) for comment in comments)
    assert f'language="{language_of(name)}"' in "".join(cell.source for cell in read(name).cells)


def test_y64_english_is_recognised():
    """[Y64] The list of words finds English: every English notebook is full of it."""
    for name in NAMES:
        if language_of(name) == "en":
            assert len(ENGLISH.findall(prose(read(name)))) > 50


@pytest.mark.parametrize("name", NAMES)
def test_y65_a_notebook_says_for_whom_it_is(name):
    """[Y65] After its title it says for whom it is, how long it takes and what comes of it."""
    first = read(name).cells[0].source
    title, _, rest = first.partition("\n")
    assert title.startswith("# ")
    about = re.search(r"^\*(.+?)\*$", rest.strip(), re.MULTILINE | re.DOTALL)
    assert about is not None
    assert re.search(r"\d+\smin", about[1])
