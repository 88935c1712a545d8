"""`merge`: what several people made of one map, put together so that nobody's work is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from ..journey import Journey
from ..model.change import Change
from ..model.errors import InvalidDocument, NewerDocument, UnknownRecord, shorten
from ..model.fields import types_by_name
from ..model.ids import made_id
from ..model.limits import Limits, widest
from ..model.merge import Kind
from ..model.merge_many import merge_many
from .conflicts import REMOVED, Decision, decisions, value_of, value_words
from .plain import SHOWN, WIDTH, clean, cut, width, wrapped
from .sources import MapLike, Source, journey_of, source
from .words import label_of

if TYPE_CHECKING:
    import pandas as pd

_NO_CHOICE: Any = object()
_KEEP, _REMOVE = "keep", "remove"


def merge(
    base: MapLike,
    *others: MapLike,
    names: Sequence[str] | None = None,
    repair: bool = False,
    limits: Limits | None = None,
) -> Merge:
    """Put together what several people made of one map.

    Each record and field is merged by itself: what only one of them changed is as they have it;
    lists of references, tags and texts, and tables of facts, take the items of all; of several
    texts in one field one stands and the others are comments beside it; of several values one
    stands; what one removed and another edited stays. All that had to be decided is in
    ``m.conflicts``, and can be decided otherwise with `Merge.resolve`.

    Parameters
    ----------
    base
        The map all of them started from: a journey, an item of `cjm_widgets.versions`, or the
        path of a file. It is not altered.
    *others
        What they made of it, likewise. **The result does not depend on their order.**
    names
        What to call them in the conflicts; ``"ours"`` and ``"theirs"`` for two, ``"1"``, ``"2"``
        ... for more.
    repair
        Mend files that are given as paths record by record instead of raising (`cjm_widgets.read`
        does the same); they stay as they are.
    limits
        How large files and versions may be; the merged map keeps the widest.

    Returns
    -------
    Merge
        ``m.journey`` is the merged map, ``m.conflicts`` what had to be decided.

    Raises
    ------
    InvalidDocument
        What is given is no map, or `names` does not fit the maps.
    NewerDocument
        One of them was written by a newer version, so not all in it can be merged.
    FileNotFoundError
        There is no such file.
    LimitExceeded
        A file is larger than `limits` allow.

    Warns
    -----
    DamagedFile
        A file was mended.

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> base = cjm.Journey("Buying a bike")
    >>> shop = base.add_touchpoint("Visits the shop")
    >>> ana, ben = (cjm.Journey.from_json(base.to_json()) for _ in range(2))
    >>> _ = ana.update(shop, wait=300)
    >>> _ = ben.add_card(shop, "pain", "Too many models")
    >>> m = cjm.merge(base, ana, ben)
    >>> len(m.conflicts), m.journey.touchpoints[0].wait, m.journey.cards[0].text
    (0, 300.0, 'Too many models')
    """
    if names is None:
        names = (
            ["ours", "theirs"] if len(others) == 2 else [str(at + 1) for at in range(len(others))]
        )
    if isinstance(names, str) or len(set(names)) != len(others) or len(names) != len(others):
        raise InvalidDocument(
            f"names is {shorten(names)}; give {len(others)} different ones, one for each map",
            field="names", value=names,
        )  # fmt: skip
    first, *rest = map(partial(source, repair=repair, limits=limits), (base, *others))
    return Merge(first, rest, list(names))


class Merge:
    """A merged map and what had to be decided; made by `merge`.

    Attributes
    ----------
    journey : Journey
        The merged map. It belongs to no file; its id is that of the base, and it keeps the
        widest of the limits of the maps.
    names : list of str
        What the maps are called that were merged.
    """

    def __init__(self, base: Source, others: list[Source], names: list[str]) -> None:
        for given in (base, *others):
            if given.state.newer is not None:
                raise NewerDocument(
                    f"{given.title or 'a map'} is of version {given.state.newer}, which this "
                    "cjm_widgets cannot write: update the package to merge it",
                    value=given.state.newer,
                )
        states = [other.state for other in others]
        limits = widest(given.limits for given in (base, *others))
        merged = merge_many(base.state, states, limits)
        self.names = names
        self._decisions = decisions(
            base.state, states, merged.state, merged.changes, names, merged.conflicts
        )
        self.journey: Journey = journey_of(merged.state, limits)
        self._at_first = [self._now(decision) for decision in self._decisions]
        #: What was decided, by number, as it was right after that.
        self._decided: dict[int, Any] = {}

    @property
    def conflicts(self) -> pd.DataFrame:
        """What had to be decided.

        A row for each conflict, the same rows for the same maps:

        =========== =========================================================================
        conflict    its number, for `resolve`
        kind        ``text`` (one stands, the others are comments), ``value`` (one stands),
                    ``kept`` (removed by one, edited by another: it stays), ``order`` (moved to
                    different places), ``id`` (one id for two things: both are there),
                    ``refused`` (an edit without a place), ``scale`` (a score given on another
                emotion scale than the merged map has)
        record_type ``"touchpoint"``, ``"card"`` ...
        record_id   the record it is about
        record      its name
        field       the field, missing where it is the record as a whole
        base        the value all started from
        merged      the value in the map as it is now
        choices     who wanted what: ``{"ours": ..., "theirs": ...}``
        message     what happened, in words
        resolved    whether it was decided with `resolve`
        =========== =========================================================================
        """
        import pandas as pd

        from ..frames.output import categorical, text_column

        made = self._decisions
        number = range(1, len(made) + 1)
        return pd.DataFrame(
            {
                "conflict": pd.array(list(number), dtype="int64"),
                "kind": categorical(list(get_args(Kind)), [d.conflict.kind for d in made]),
                "record_type": categorical(list(types_by_name()), [d.type for d in made]),
                "record_id": text_column([d.conflict.record for d in made]),
                "record": text_column([self._label(d) for d in made]),
                "field": text_column([d.conflict.field for d in made]),
                "base": text_column([d.base_words for d in made]),
                "merged": text_column([self._stands(d) for d in made]),
                "choices": pd.Series([dict(d.words) for d in made], dtype=object),
                "message": text_column([d.sentence(self._stands(d)) for d in made]),
                "resolved": pd.array([self._is_resolved(at) for at in number], dtype="bool"),
            },
            copy=False,
        )

    def resolve(
        self, conflict: Any, choice: Any = _NO_CHOICE, *, value: Any = _NO_CHOICE
    ) -> Change:
        """Decide a conflict otherwise, as an ordinary change of ``m.journey``.

        Parameters
        ----------
        conflict
            Its number, or its row of ``m.conflicts``.
        choice
            Who is right (``"ours"``, ``"theirs"`` or another of ``m.names``), ``"base"`` for the
            value all started from, or a value of one's own. Of a record that was removed by one
            side and edited by another, ``"keep"`` or ``"remove"`` as well. A conflict of kind
            ``id`` or ``refused`` takes ``"keep"``: it is only marked.
        value
            A value of one's own that is also the name of a side.

        Returns
        -------
        Change
            What it changed; ``m.journey.undo()`` takes it back. Comments that held a replaced
            text are marked as resolved.

        Raises
        ------
        InvalidDocument
            The choice is none, or the value does not fit the field; nothing is changed.
        UnknownRecord
            There is no such conflict, or the record was removed from ``m.journey`` meanwhile.
        """
        number = self._number(conflict)
        decision = self._decisions[number - 1]
        if (choice is _NO_CHOICE) == (value is _NO_CHOICE):
            raise InvalidDocument(
                "resolve takes a choice or value=, one of the two", field="choice"
            )
        label = f"Resolve the conflict about {decision.record}"
        with self.journey.transaction(label) as done:
            if decision.whole:
                self._decide_record(decision, choice)
            else:
                self._decide_value(decision, choice, value)
        self._decided[number] = self._now(decision)
        return done()

    def note_conflicts(self) -> Change:
        """Put what had to be decided, and was not resolved, on the map as comments.

        For a map that goes into a file, whose next reader has not this object. Texts that were
        replaced are comments already. It is an ordinary change of ``m.journey``.
        """
        state = self.journey.store.state
        with self.journey.transaction("Note conflicts") as done:
            for decision in self.unresolved:
                conflict = decision.conflict
                if conflict.kind == "text":
                    continue
                text = f"Merged: {decision.sentence(self._stands(decision))}"
                text = text[: self.journey.limits.text]
                comment = made_id("comment", "merge", conflict.record, conflict.field or "", text)
                target = conflict.record if state.get(conflict.record) else self.journey.id
                if state.get(comment) is None:
                    self.journey.add_comment(target, text, author="merge", id=comment)
        return done()

    @property
    def unresolved(self) -> list[Decision]:
        """The conflicts that were not decided with `resolve`."""
        return [d for at, d in enumerate(self._decisions, 1) if not self._is_resolved(at)]

    def __str__(self) -> str:
        """Return a summary line, then the conflicts, 72 columns wide."""
        return "\n".join(self._lines())

    def __repr__(self) -> str:
        return f"<Merge of {next(self._lines())}>"

    def _lines(self) -> Iterator[str]:
        left = len(self.unresolved)
        many = "1 conflict" if left == 1 else f"{left:,} conflicts"
        tail = f": {len(self.names)} merged, {many if left else 'no conflicts'}"
        yield cut(clean(self.journey.title) or "Untitled", WIDTH - width(tail)) + tail
        for at, decision in enumerate(self._decisions, 1):
            if self._is_resolved(at):
                continue
            yield ""
            yield from wrapped(f"{at}. {decision.record}", hanging=4)
            yield from wrapped(clean(decision.sentence(self._stands(decision))), indent=4)
            for name, words in decision.words.items():
                yield from wrapped(
                    f"{clean(name)}: {cut(clean(words or 'nothing'), SHOWN)}", indent=4
                )

    def _is_resolved(self, number: int) -> bool:
        """Tell whether a conflict was decided, and that was not taken back by an undo."""
        if number not in self._decided:
            return False
        first = self._at_first[number - 1]
        taken_back: bool = self._now(self._decisions[number - 1]) == first
        return not taken_back or bool(self._decided[number] == first)

    def _now(self, decision: Decision) -> Any:
        """Return the value a conflict is about; of a whole record, whether it is there."""
        record = self.journey.get(decision.conflict.record)
        return record is not None if decision.whole else value_of(record, decision.conflict.field)

    def _stands(self, decision: Decision) -> str | None:
        state = self.journey.store.state
        conflict = decision.conflict
        record = state.get(conflict.record)
        value = value_of(record, conflict.field)
        return value_words(state, conflict.record, conflict.field, value)

    def _label(self, decision: Decision) -> str | None:
        state = self.journey.store.state
        there = state.get(decision.conflict.record) is not None
        return label_of(state, decision.conflict.record) if there else decision.record

    def _number(self, conflict: Any) -> int:
        number = getattr(conflict, "conflict", conflict)
        try:
            found = int(number)
        except (TypeError, ValueError, OverflowError):
            found = 0
        if not 1 <= found <= len(self._decisions):
            raise UnknownRecord(
                f"there is no conflict {shorten(conflict)}; there are {len(self._decisions)}, "
                "numbered from 1 as in m.conflicts",
                field="conflict", value=conflict,
            )  # fmt: skip
        return found

    def _decide_record(self, decision: Decision, choice: Any) -> None:
        wish = decision.wishes.get(choice, choice) if isinstance(choice, str) else choice
        kept = decision.conflict.kind == "kept"
        if kept and wish in (REMOVED, _REMOVE):
            self.journey.remove(decision.conflict.record)
        elif wish != _KEEP and not (kept and wish in decision.wishes.values()):
            words = [*(decision.wishes if kept else ()), _KEEP, *([_REMOVE] if kept else ())]
            raise InvalidDocument(
                f"{shorten(choice)} decides nothing about {decision.record}; "
                f"choose one of {', '.join(map(repr, words))}",
                record=decision.conflict.record, field="choice", value=choice,
            )  # fmt: skip

    def _decide_value(self, decision: Decision, choice: Any, value: Any) -> None:
        record_id, field = decision.conflict.record, str(decision.conflict.field)
        record = self.journey.get(record_id)
        if record is None:
            raise UnknownRecord(
                f"{decision.record} is not in the map any more", record=record_id, value=record_id
            )
        name, dot, key = field.partition(".")
        side = choice if isinstance(choice, str) else None
        if side is not None and (side in decision.wishes or side == "base"):
            # A side may be called so, too.
            new = decision.wishes.get(side, decision.base)
            own = False
        elif side in self.names:
            raise InvalidDocument(
                f"{side!r} did not touch {field} of {decision.record}; choose one of "
                f"{', '.join(map(repr, [*decision.wishes, 'base']))}, or give value=",
                record=record_id, field=field, value=choice,
            )  # fmt: skip
        else:
            new, own = (choice if value is _NO_CHOICE else value), True
        if dot:
            held = {k: v for k, v in getattr(record, name).items() if k != key}
            new = held if new is None else {**held, key: new}
        if name == "place" and own:
            self.journey.move(record_id, to=new)
        elif own and name != "extra":
            self.journey.update(record_id, **{name: new})
        else:
            self.journey.apply(Change(updated={record_id: {name: (getattr(record, name), new)}}))
        # What it was decided against is told in comments, made for this and known by their ids.
        for comment in list(self.journey.comments):
            told = comment.target == record_id and comment.text.startswith(
                f"Replaced text of “{field}”"
            )
            if told and comment.id == made_id("comment", record_id, comment.text):
                self.journey.update(comment, resolved=True)
