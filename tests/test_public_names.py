"""The names people use are there, and importing the package costs next to nothing."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import cjm_widgets as cjm

HEAVY = ("pandas", "altair", "ipywidgets", "anywidget", "msgspec", "numpy", "narwhals", "traitlets")
NAMES = (
    "Journey", "JourneyEditor", "LiveChart", "charts", "checks", "load", "save", "read", "write",
    "open", "versions", "restore", "Change", "DamagedFile",
    "EmotionScale", "EMOTION_SCALES", "CjmError", "InvalidDocument", "NewerDocument",
    "UnknownRecord", "RemovedRecord", "UnknownField", "FormatError", "NothingToUndo",
    "CjmWarning", "UnknownValueWarning", "ScoreWarning", "RuleError", "__version__", "recover",
    "Recovered", "NothingToRecover", "DamagedCopyWarning", "Measurements", "Persona",
    "SurveyPersona", "questionnaire", "research",
    "Flow", "WhatIf", "flow", "what_if",
    "diff", "merge", "Diff", "Merge", "Compare",
    "collect", "Cohort", "ClassMap", "NothingToCollect",
    "Limits", "LimitExceeded", "Mend", "VoteRefused", "MissingExtra", "render", "Picture",
    "dashboard", "Workshop", "template", "templates", "TemplateError", "Board", "boards",
    "BoardError", "exercises", "ExerciseError",
)  # fmt: skip
METHODS = (
    "load", "save", "to_dict", "from_dict", "to_json", "from_json", "add_phase",
    "add_touchpoint", "add_card", "add_persona", "add_experience", "add_lane", "add_metric",
    "add_metric_value", "add_resource", "add_path", "add_comment", "add_reaction", "add_goal",
    "add_question", "add_person", "add_channel", "add_evidence", "add_edge", "add_vote_session",
    "add_vote", "add_stroke", "insert_step", "remove_step", "branch_path",
    "update", "move", "remove", "transaction", "undo", "redo",
    "revision", "on_change", "check", "to_frame", "update_from", "from_frame", "phases",
    "touchpoints", "experiences", "cards", "lanes", "personas", "people", "channels", "goals",
    "questions", "comments", "reactions", "evidence", "metrics", "metric_values", "resources",
    "paths", "edges", "vote_sessions", "votes", "strokes", "convert_scale", "add_measurements",
)  # fmt: skip


def python(code: str) -> str:
    """Run code in a fresh interpreter and return what it prints."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_j20_importing_imports_nothing_heavy() -> None:
    """[J20] ``import cjm_widgets`` imports no dataframe, chart or widget library."""
    code = f"import sys, cjm_widgets; print([m for m in {HEAVY} if m in sys.modules])"
    assert python(code) == "[]"


def test_j20_a_map_needs_no_frames_charts_or_widgets() -> None:
    """[J20] Making, editing and saving a map imports none of those either; nor does the model."""
    heavy = tuple(m for m in HEAVY if m != "msgspec")
    code = (
        "import sys, cjm_widgets as cjm; j = cjm.Journey('x'); j.add_touchpoint('y', emotion=1);"
        "cjm.Journey.from_json(j.to_json()); import cjm_widgets.model.schema;"
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    assert python(code) == "[]"


def test_j20_the_editor_needs_neither_frames_nor_charts() -> None:
    """[J20] Showing a map does not import pandas or altair."""
    code = (
        "import sys, warnings; warnings.simplefilter('ignore'); import cjm_widgets as cjm;"
        "cjm.JourneyEditor(cjm.Journey('x'));"
        "print([m for m in ('pandas', 'altair', 'narwhals') if m in sys.modules])"
    )
    assert python(code) == "[]"


@pytest.mark.parametrize("name", NAMES)
def test_j21_names(name: str) -> None:
    """[J21] Every public name is there and listed."""
    assert getattr(cjm, name) is not None
    assert name in cjm.__all__
    assert name in dir(cjm)


def test_j21_nothing_else_is_promised() -> None:
    """[J21] What is listed is there, and a name that is not is Python's own error."""
    assert len(set(cjm.__all__)) == len(cjm.__all__)
    for name in cjm.__all__:
        assert getattr(cjm, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'Jorney'"):
        cjm.Jorney  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", METHODS)
def test_j21_methods_have_a_docstring(name: str) -> None:
    """[J21] Every method and list of a map is there and says what it does."""
    member = inspect.getattr_static(cjm.Journey, name)
    member = getattr(member, "__func__", member)
    assert len((member.__doc__ or "").split()) > 1


def test_j21_every_public_thing_has_a_docstring() -> None:
    """[J21] So do all public names and whatever is public on them."""
    for name in cjm.__all__:
        thing = getattr(cjm, name)
        if inspect.isclass(thing) or inspect.isfunction(thing) or inspect.ismodule(thing):
            assert thing.__doc__, name
    for member in vars(cjm.JourneyEditor).values():
        if inspect.isfunction(member) and not member.__name__.startswith("_"):
            assert member.__doc__, member


def test_j21_modules_depend_one_way() -> None:
    """[J21] The model imports nothing of ours outside of itself."""
    code = (
        "import sys, pkgutil, importlib, cjm_widgets.model as m;"
        "[importlib.import_module(f'{m.__name__}.{i.name}') for i in"
        " pkgutil.iter_modules(m.__path__)];"
        "print(sorted({n.split('.')[1] for n in sys.modules if n.startswith('cjm_widgets.')}))"
    )
    assert python(code) == "['model']"
