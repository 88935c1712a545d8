"""`collect`: the maps of a class as one `Cohort`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from ..model.journey import JourneyModel
from ..model.limits import Limits
from ..progress import Listener
from .aligning import align
from .cohort import Cohort
from .correcting import Given
from .reading import read_all

_One = JourneyModel | str | os.PathLike[str]


def collect(
    source: _One | Iterable[_One] | Mapping[str, _One],
    *,
    matches: Given | None = None,
    repair: bool = False,
    limits: Limits | None = None,
    progress: Listener | bool | None = None,
) -> Cohort:
    """Put the maps of a class beside each other.

    Files that cannot be read stop nothing: they are told one by one in `Cohort.problems`.

    Parameters
    ----------
    source
        A pattern (``"students/*.cjm.json"``, ``"handed-in/**/*.cjm.json"``), a folder, or paths,
        patterns and journeys; ``{"Ana": path}`` says what to call them. Whatever `cjm_widgets.read`
        reads. A map is called as its file, or as its author or title.
    matches
        What the teacher says about which touchpoints are the same, as `Cohort.match`:
        ``{"Ana": {"Pay at desk": "Pay", "Waits": None}}``; None is for none of the others.
    repair
        Mend damaged files record by record instead of leaving them out; they stay as they are.
    limits
        How large a file may be.
    progress
        None and True show how it goes on where it takes more than a second, False shows nothing;
        a function is called with how many are done, of how many, and which one is next.

    Returns
    -------
    Cohort
        The class. Print it first.

    Raises
    ------
    NothingToCollect
        A pattern matches no file; it is told where was looked, and what is there. An empty list
        of files is an empty class.
    InvalidDocument
        `source` is neither pattern nor paths and maps, or `matches` contradicts itself.
    UnknownRecord
        `matches` names what is not there.

    Notes
    -----
    **What is the same.** Touchpoints of one id are: maps made from one template share ids. The
    others are matched as in `cjm_widgets.diff`, by their names, phase and order, so that the whole
    is as similar as possible, the most typical map first; what is less than 60 % certain is no
    match. What several students added becomes one column as well. No two touchpoints of one map
    stand in one column, and the order of the files does not count. `Cohort.matches` tells how
    certain each match is; `Cohort.match` and `Cohort.split` correct it.

    **The same file twice** counts once. Two files with the id of one document both count, since a
    class that began with one file has it in common; where they seem to be of one person, that is
    told, and `Cohort.without` leaves one out.

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> template = cjm.Journey("Buying a bike")
    >>> pay = template.add_touchpoint("Pays", emotion=0)
    >>> ana, ben = (cjm.Journey.from_json(template.to_json()) for _ in range(2))
    >>> _ = ana.update(ana.experiences[0], score=-2)
    >>> _ = ben.add_touchpoint("Test ride")
    >>> cohort = cjm.collect({"Ana": ana, "Ben": ben})
    >>> cohort.agreement()[["touchpoint", "maps", "emotion_agreement"]].round(2).values.tolist()
    [['Pays', 2, 0.58], ['Test ride', 1, nan]]
    >>> cohort.missing(least=0)[["map", "touchpoint"]].values.tolist()
    [['Ana', 'Test ride']]
    """
    students, problems = read_all(source, repair=repair, limits=limits, progress=progress)
    cohort = Cohort(students, problems, align([student.state for student in students]))
    return cohort if matches is None else cohort.corrected(matches)
