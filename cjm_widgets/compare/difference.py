"""`diff`: what differs between two maps, two versions, or two personas of a map."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..model.change import Change
from ..model.diff import diff as change_between
from ..model.diff import renamed
from ..model.errors import InvalidDocument
from ..model.fields import types_by_name
from ..model.ids import made_id
from ..model.limits import Limits
from ..model.records import type_name
from ..model.state import State
from .matching import Given, Match, Matching, match
from .message import lines, matched, summary
from .personas import only, persona_of, two
from .rows import KINDS, Row, Rows
from .sources import MapLike, labels, source
from .words import label_of

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd


def diff(
    a: MapLike,
    b: MapLike | None = None,
    *,
    personas: tuple[Any, Any] | None = None,
    matches: Given = (),
    repair: bool = False,
    limits: Limits | None = None,
) -> Diff:
    """Compare two maps: current and future, two versions, two personas.

    Parameters
    ----------
    a, b
        The maps: journeys, items of `cjm_widgets.versions`, or paths of files. `b` is left out
        to compare two personas of one map.
    personas
        Two personas (records, ids or names): the first in `a` is compared with the second in
        `b`. Only what is about them counts: their scores and values, and cards, paths and lanes
        that are theirs or everybody's.
    matches
        Which record of `a` is which of `b`, where that is not told by the same id, or told
        wrongly: ``{"Visits the shop": "Goes shopping", "Pays": None}``, ids or names; or pairs
        ``[(one, other), ...]``, which may be records as well. None means that there is none.
    repair
        Mend files that are given as paths record by record instead of raising (`cjm_widgets.read`
        does the same); they stay as they are.
    limits
        How large files and versions may be.

    Returns
    -------
    Diff
        ``d.to_frame()``, ``d.chart()``, ``str(d)``, ``d.matches``; it is true where the maps
        differ.

    Raises
    ------
    InvalidDocument
        What is given is no map, or `matches` contradicts itself.
    UnknownRecord
        There is no such record or persona.
    FileNotFoundError
        There is no such file.
    LimitExceeded
        A file is larger than `limits` allow.

    Warns
    -----
    DamagedFile
        A file was mended.

    Notes
    -----
    Records with one id (and type) are the same thing. Of the rest, those are taken for the same
    whose names are most alike, as a whole and type by type; what belongs to the same phase, or
    holds the same touchpoints, counts too. What is less than 60 % certain is added and removed.

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> now = cjm.Journey("Buying a bike")
    >>> shop = now.add_touchpoint("Visits the shop")
    >>> future = cjm.Journey.from_json(now.to_json())
    >>> _ = future.update(shop, name="Books a visit")
    >>> print(cjm.diff(now, future))
    Buying a bike: 1 changed
    <BLANKLINE>
    Outside of phases
      "Books a visit"
        changed name: "Visits the shop" -> "Books a visit"
    """
    first = source(a, repair=repair, limits=limits)
    if b is None and personas is None:
        raise InvalidDocument("there is nothing to compare with: give another map, or personas=")
    second = first if b is None else source(b, repair=repair, limits=limits)
    one, other = first.state, second.state
    names = labels(first, second)
    fixed: list[Match] = []
    if personas is not None:
        mine, theirs = two(personas)
        ana, ben = persona_of(one, mine), persona_of(other, theirs)
        names = (ana.name or "Persona 1", ben.name or "Persona 2")
        one, other = only(one, ana), only(other, ben)
        fixed = [Match(ana.id, ben.id, "given", 1.0)]
        title = f"{first.title or 'Untitled'}, {names[0]} -> {names[1]}"
    elif first.title == second.title:
        title = first.title or "Untitled"
    else:
        title = f"{names[0]} -> {names[1]}"
    return Diff(one, other, match(one, other, matches, fixed=fixed), names, title)


class Diff:
    """What differs between two maps; made by `diff`.

    ``str(d)`` is a text fit for a commit message, `to_frame` a table and `chart` a picture. It
    is true where something differs.

    Attributes
    ----------
    labels : tuple of str
        What the two maps (or personas) are called.
    change : Change
        What makes the content of `b` out of `a`: ``a.apply(d.change)``. Records that were
        matched have the ids they have in `a`.
    """

    def __init__(
        self, a: State, b: State, matching: Matching, labels: tuple[str, str], title: str
    ) -> None:
        self.labels = labels
        self._title = title
        self._a, self._theirs = a, b
        self._found = matching.found
        self._b, self._renamed = _with_ids_of(a, b, matching.found, matching.same)
        self.change: Change = change_between(a, self._b)

    def __bool__(self) -> bool:
        return bool(self.change)

    def __len__(self) -> int:
        return len(self._rows)

    def __str__(self) -> str:
        """Return a summary line, then the differences by phase and touchpoint, 72 columns wide."""
        text = [*lines(self._title, self._rows, self._a, self._b)]
        text += matched(self._found, self._a, self._theirs)
        return "\n".join(text)

    def __repr__(self) -> str:
        return f"<Diff of {summary(self._title, self._rows)}>"

    @cached_property
    def _rows(self) -> list[Row]:
        return Rows(self._a, self._b, self.change).all()

    @property
    def matches(self) -> pd.DataFrame:
        """What was taken for the same thing although the ids differ.

        A row for each pair: ``record_type``, ``a_id`` and ``a`` (its name), ``b_id`` and ``b``,
        ``how`` (``"name"``, or ``"given"`` by ``matches=``), ``certainty`` from 0 to 1. Correct
        it by calling `diff` again with ``matches=``.
        """
        import pandas as pd

        from ..frames.output import categorical, text_column

        pairs = self._found
        return pd.DataFrame(
            {
                "record_type": categorical(
                    list(types_by_name()), [type_name(self._a.get(pair.a)) for pair in pairs]
                ),
                "a_id": text_column([pair.a for pair in pairs]),
                "a": text_column([label_of(self._a, pair.a) for pair in pairs]),
                "b_id": text_column([pair.b for pair in pairs]),
                "b": text_column([label_of(self._theirs, pair.b) for pair in pairs]),
                "how": categorical(["name", "given"], [pair.how for pair in pairs]),
                "certainty": pd.array([pair.certainty for pair in pairs], dtype="float64"),
            },
            copy=False,
        )

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each record and field that differs, in the order of the map.

        Returns
        -------
        pandas.DataFrame
            ============= =====================================================================
            kind          ``added``, ``removed``, ``changed`` or ``moved``
            record_type   ``"touchpoint"``, ``"card"`` ...
            record_id     its id, in the first map where it is there
            record        its name, title or text; a score is called by touchpoint and persona
            field         the field, missing for an added or removed record that has none set;
                          ``phase``, ``touchpoint``, ``lane`` or ``position`` for what moved
            old, new      the values in words: references by name, missing where there is none
            phase_id      the phase it is or belongs to, missing where there is none
            phase         its name
            touchpoint_id the touchpoint it is or belongs to, missing where there is none
            touchpoint    its name
            b_id          its id in the second map, missing where it is not there
            ============= =====================================================================
        """
        import pandas as pd

        from ..frames.output import categorical, text_column

        rows = self._rows
        kinds: list[str] = list(KINDS)
        return pd.DataFrame(
            {
                "kind": categorical(kinds, [row.kind for row in rows]),
                "record_type": categorical(
                    list(types_by_name()), [type_name(row.record) for row in rows]
                ),
                "record_id": text_column([row.record.id for row in rows]),
                "record": text_column([row.label for row in rows]),
                "field": text_column([row.field for row in rows]),
                "old": text_column([row.old for row in rows]),
                "new": text_column([row.new for row in rows]),
                "phase_id": text_column([row.phase for row in rows]),
                "phase": text_column([self._name(row.phase) for row in rows]),
                "touchpoint_id": text_column([row.touchpoint for row in rows]),
                "touchpoint": text_column([self._name(row.touchpoint) for row in rows]),
                "b_id": text_column([self._id_in_b(row) for row in rows]),
            },
            copy=False,
        )  # fmt: skip

    def chart(
        self, *, width: int | None = None, height: int = 220, language: str | None = None
    ) -> alt.VConcatChart:
        """Draw both emotion curves above what was added, removed, changed and moved.

        See `cjm_widgets.charts.comparison`.

        Parameters
        ----------
        width, height
            Of the curves, in pixels.
        language
            ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; that of the first map when left out.
        """
        from ..charts.comparison import comparison

        return comparison(
            self._a, self._b, self._rows, self.labels, title=self._title, width=width,
            height=height, language=language,
        )  # fmt: skip

    def _id_in_b(self, row: Row) -> str | None:
        record_id = row.record.id
        return None if row.kind == "removed" else self._renamed.get(record_id, record_id)

    def _name(self, record_id: str | None) -> str | None:
        return label_of(self._b if self._b.get(record_id or "") else self._a, record_id)


def _with_ids_of(
    a: State, b: State, found: list[Match], same: AbstractSet[str]
) -> tuple[State, dict[str, str]]:
    """Return `b` with the ids of `a` for what was matched, and what those ids are in `b`."""
    names = {pair.b: pair.a for pair in found}
    for record_id in (a.records.keys() & b.records.keys()) - same - names.keys():
        # Not the same thing, though it has the same id.
        names[record_id] = made_id(type_name(b.get(record_id)), "apart", record_id)
    names = {old: new for old, new in names.items() if old != new}
    if not names:
        return b, {}
    state = State(renamed(record, names) for record in b.records.values())
    return state, {new: old for old, new in names.items()}
