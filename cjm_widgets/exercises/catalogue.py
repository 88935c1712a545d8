"""All exercises as a dataframe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.errors import ExerciseError, shorten
from .sets import EXERCISES
from .wording import texts

if TYPE_CHECKING:
    import pandas as pd


def catalogue(notebook: str | None = None, *, language: str = "en") -> pd.DataFrame:
    """Return the exercises.

    Parameters
    ----------
    notebook
        Only those of one: ``"quickstart"``.
    language
        ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; English for any other.

    Returns
    -------
    pandas.DataFrame
        A row for each demand of each exercise: ``exercise`` (its id), ``notebook``, ``title``,
        ``looks_at`` (what is handed in), ``asks`` (what is to be reached).

    Raises
    ------
    ExerciseError
        There are no exercises of that name.
    """
    import pandas as pd

    known = list(dict.fromkeys(one.notebook for one in EXERCISES.values()))
    if notebook is not None and notebook not in known:
        raise ExerciseError(
            f"there are no exercises for {shorten(notebook)}; there are for {', '.join(known)}",
            field="notebook", value=notebook,
        )  # fmt: skip
    rows = [
        (
            one.id, one.notebook, said.title, ", ".join(thing.name for thing in one.takes),
            said.demands[demand.id].asks,
        )
        for one in EXERCISES.values() if notebook in (None, one.notebook)
        for said in [texts(language, one.notebook, one.id)]
        for demand in one.demands
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["exercise", "notebook", "title", "looks_at", "asks"])
