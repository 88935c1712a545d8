"""Customer journey maps in a notebook: drawn by hand, kept as a Python object.

``import cjm_widgets as cjm``, then ``j = cjm.Journey("Buying a bike")`` and ``j`` as the last
line of a cell. Names are imported when they are first used, so that importing the package
costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import charts, checks, exercises, research
    from .board_kinds import boards
    from .cohort import ClassMap, Cohort, collect
    from .compare import Diff, Merge, diff, merge
    from .files import load, read, save, write
    from .flows import Flow, WhatIf, flow, what_if
    from .formats.picture import Picture, render
    from .journey import Journey
    from .model.change import Change
    from .model.errors import (
        BoardError,
        CjmError,
        CjmWarning,
        DamagedFile,
        ExerciseError,
        FormatError,
        InvalidDocument,
        LimitExceeded,
        MissingExtra,
        NewerDocument,
        NothingToCollect,
        NothingToRecover,
        NothingToUndo,
        RemovedRecord,
        RuleError,
        ScoreWarning,
        TemplateError,
        UnknownField,
        UnknownRecord,
        UnknownValueWarning,
        VoteRefused,
    )  # fmt: skip
    from .model.limits import Limits
    from .model.mending import Mend
    from .model.records import EmotionScale, Persona
    from .model.scales import EMOTION_SCALES
    from .notebook.recover import DamagedCopyWarning, Recovered, recover
    from .ready_maps import template, templates
    from .reports import report
    from .research import Measurements, SurveyPersona, questionnaire
    from .storage.opening import open, restore, versions
    from .widgets.board import Board
    from .widgets.compare import Compare
    from .widgets.dashboard import dashboard
    from .widgets.editor import JourneyEditor
    from .widgets.live_chart import LiveChart
    from .widgets.persona_card import PersonaCard
    from .widgets.workshop import Workshop

__version__ = "0.1.0"

_HOME = {
    "Journey": "journey",
    "Board": "widgets.board",
    "boards": "board_kinds",
    "Compare": "widgets.compare",
    "report": "reports",
    "dashboard": "widgets.dashboard",
    "JourneyEditor": "widgets.editor",
    "LiveChart": "widgets.live_chart",
    "PersonaCard": "widgets.persona_card",
    "Workshop": "widgets.workshop",
    "DamagedCopyWarning": "notebook.recover",
    "Recovered": "notebook.recover",
    "recover": "notebook.recover",
    "Measurements": "research",
    "SurveyPersona": "research",
    "questionnaire": "research",
    "Persona": "model.records",
    "load": "files",
    "save": "files",
    "read": "files",
    "write": "files",
    "Picture": "formats.picture",
    "render": "formats.picture",
    "open": "storage.opening",
    "restore": "storage.opening",
    "versions": "storage.opening",
    **dict.fromkeys(("Flow", "WhatIf", "flow", "what_if"), "flows"),
    **dict.fromkeys(("ClassMap", "Cohort", "collect"), "cohort"),
    **dict.fromkeys(("template", "templates"), "ready_maps"),
    "Diff": "compare",
    "Merge": "compare",
    "diff": "compare",
    "merge": "compare",
    "Change": "model.change",
    "EmotionScale": "model.records",
    "Limits": "model.limits",
    "Mend": "model.mending",
    "EMOTION_SCALES": "model.scales",
    **dict.fromkeys(
        (
            "BoardError", "CjmError", "CjmWarning", "DamagedFile", "ExerciseError", "FormatError",
            "InvalidDocument", "LimitExceeded", "MissingExtra", "NewerDocument",
            "NothingToCollect", "NothingToRecover", "NothingToUndo", "RemovedRecord", "RuleError",
            "ScoreWarning", "TemplateError", "UnknownField", "UnknownRecord",
            "UnknownValueWarning", "VoteRefused",
        ),
        "model.errors",
    ),
}  # fmt: skip

__all__ = [
    "EMOTION_SCALES", "Board", "BoardError", "Change", "CjmError", "CjmWarning", "ClassMap",
    "Cohort", "Compare", "DamagedCopyWarning", "DamagedFile", "Diff", "EmotionScale",
    "ExerciseError", "Flow", "FormatError", "InvalidDocument", "Journey", "JourneyEditor",
    "LimitExceeded", "Limits", "LiveChart", "Measurements", "Mend", "Merge", "MissingExtra",
    "NewerDocument", "NothingToCollect", "NothingToRecover", "NothingToUndo", "Persona",
    "PersonaCard", "Picture", "Recovered", "RemovedRecord", "RuleError", "ScoreWarning",
    "SurveyPersona", "TemplateError", "UnknownField", "UnknownRecord", "UnknownValueWarning",
    "VoteRefused", "WhatIf", "Workshop", "__version__", "boards", "charts", "checks", "collect",
    "dashboard", "diff", "exercises", "flow", "load", "merge", "open", "questionnaire", "read",
    "recover", "render", "report", "research", "restore", "save", "template", "templates",
    "versions", "what_if", "write",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in ("charts", "checks", "exercises", "research"):
        return import_module(f".{name}", __name__)
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
