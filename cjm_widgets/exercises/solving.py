"""`solution`: one way to solve an exercise, with the reason why."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib.resources import files

from ..i18n import closest
from .checking import find

_PART = re.compile(r"^## (\S+)\n(.*?)^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, repr=False)
class Solution:
    """One way to solve an exercise; ``print`` it, or let a cell end with it.

    Attributes
    ----------
    exercise : str
        Its id.
    why : str
        What it is done for.
    code : str
        Python code for the cell of the exercise.
    """

    exercise: str
    why: str
    code: str

    def __repr__(self) -> str:
        return f"# {self.why}\n\n{self.code}" if self.why else self.code

    def _repr_markdown_(self) -> str:
        return f"{self.why}\n\n```python\n{self.code}```"


def solution(exercise: str, *, language: str = "en") -> Solution:
    """Return one way to solve an exercise.

    Parameters
    ----------
    exercise
        Its id: ``"quickstart-1"``.
    language
        ``"it"``, ``"pl"`` or ``"fr"`` where its notebook is in that language, too; else English.

    Raises
    ------
    ExerciseError
        There is no such exercise.
    """
    found = find(exercise)
    known = _read(closest(language), found.notebook) or _read("en", found.notebook)
    return known[found.id]


@functools.cache
def _read(language: str, notebook: str) -> dict[str, Solution]:
    path = files(__package__) / "solutions" / language / f"{notebook}.md"
    if not path.is_file():
        return {}
    parts = _PART.findall(path.read_text("utf-8"))
    return {name: Solution(name, " ".join(why.split()), code) for name, why, code in parts}
