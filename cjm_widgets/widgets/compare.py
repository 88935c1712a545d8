"""`Compare`: two maps beside each other, both edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import traitlets

from ..compare.difference import Diff, diff
from ..compare.matching import Given, chosen, match, still
from ..compare.sources import labels, source
from ..formats.summary import HINT
from ..journey import Journey
from ..model.errors import InvalidDocument, shorten, unknown_field
from ..model.state import State
from ..model.store import Entry
from ..notebook.copy import Snapshot
from ..notebook.display import LiveCopy
from ..notebook.where import shell
from ..storage.status import Status
from .answers import Answers, Questions
from .editor import OPTIONS, JourneyEditor, file_state
from .sync import CommBridge, Envelope

_OPTIONS = ("names", "matches", *(option for option in OPTIONS if option != "selection"))
_USAGE = 'Compare(current, future, names=("Today", "Planned"))'


class Compare(JourneyEditor):
    """Two maps, aligned, with what differs marked; both are edited where they stand.

    It shows the maps that are given, not copies: what is typed is in its map at once, edits by
    code are seen at once, and each map has its own undo. What is the same thing on both maps is
    told by ids, names and places, as in `cjm_widgets.diff`. A difference can be taken over from
    one map into the other.

    Parameters
    ----------
    a, b
        The maps, for instance how it is and how it is to be. To compare a map with itself as it
        was, give a copy: ``Compare(Journey.from_json(text), j)``.
    names
        What to call the two; their titles when left out.
    matches
        Which record of `a` is which of `b`, where that is not told by the same id, or told
        wrongly, as of `cjm_widgets.diff`: ``{"Visits the shop": "Goes shopping", "Pays": None}``,
        ids or names, or pairs ``[(one, other), ...]``, which may be records as well. It holds for
        these records from then on, whatever they are called later.
    **options
        As of `JourneyEditor`: ``language``, ``theme``, ``height``, ``read_only``, ``layout``.
        A map that was opened read-only stays so, whatever the other one is.

    Attributes
    ----------
    a, b : Journey
        The maps; `journey` is the first one, and `revision` counts its changes.
    names : tuple of str
        What they are called.
    difference : Diff
        What differs between them now, as of ``cjm.diff(a, b, matches=matches)``.

    Raises
    ------
    InvalidDocument
        `a` or `b` is no map, both are the same one, `names` are not two different texts, or
        `matches` contradicts itself.
    UnknownRecord
        `matches` names a record that is not there.
    UnknownField
        A keyword is no option; the closest one is named.

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> now = cjm.Journey("Coffee")
    >>> planned = cjm.Journey.from_json(now.to_json())
    >>> _ = planned.add_touchpoint("Orders by app")
    >>> c = cjm.Compare(now, planned, names=("Today", "Planned"), height=600)
    >>> print(c.difference)
    Coffee: 1 added
    <BLANKLINE>
    Outside of phases
      "Orders by app"
        added touchpoint
    >>> c.close()
    """

    _counters: ClassVar[tuple[str, ...]] = ("revision", "_b_revision")
    # What the view shows instead of the whole map.
    _solo: Any = traitlets.Dict().tag(sync=True)
    _names: Any = traitlets.List().tag(sync=True)
    # Of the second map what the traits without "b" are of the first.
    _b_revision = traitlets.Int(0).tag(sync=True)
    _b_file: Any = traitlets.Dict().tag(sync=True)
    _b_read_only = traitlets.Bool(default_value=False).tag(sync=True)
    _b_copy_key = traitlets.Unicode("").tag(sync=True)
    _b_copied: Any = traitlets.Int(None, allow_none=True).tag(sync=True)
    _b_carry = traitlets.Bool(default_value=False).tag(sync=True)

    def __init__(
        self,
        a: Journey,
        b: Journey,
        *,
        names: Sequence[str] | None = None,
        matches: Given = (),
        **options: Any,
    ) -> None:
        for option, value in options.items():
            if option not in _OPTIONS:
                raise unknown_field("Compare", option, _OPTIONS, value)
        for given in (a, b):
            if not isinstance(given, Journey):
                raise InvalidDocument(
                    f"Compare shows two Journeys, not {shorten(given)}: {_USAGE}", value=given
                )
        if a.store is b.store:
            raise InvalidDocument(
                "Compare shows two maps, and these are one and the same; give a copy to compare "
                "with: Compare(Journey.from_json(j.to_json()), j)",
                value=b,
            )
        self._other = b
        self._matches = chosen(a.store.snapshot()[0], b.store.snapshot()[0], matches)
        self._names = list(labels(source(a), source(b)) if names is None else _checked(names))
        # In the first message to a page already, which listens for both maps from then on.
        self._solo = {"part": "compare", "record": a.id}
        self._b_revision = b.revision
        super().__init__(a, **options)
        # That the first map is locked is no reason to lock the second.
        self._b_read_only = bool(options.get("read_only")) or b.store.read_only is not None
        self._second = _Second(self, b)

    @property
    def a(self) -> Journey:
        """The first map."""
        return self.journey

    @property
    def b(self) -> Journey:
        """The second map."""
        return self._other

    @property
    def names(self) -> tuple[str, str]:
        """What the two maps are called."""
        first, second = self._names
        return first, second

    @property
    def difference(self) -> Diff:
        """What differs between the maps as they are now."""
        given = still(*self._states(), self._matches)
        found = diff(self.a, self.b, matches=given)
        found.labels = self.names
        return found

    def close(self) -> None:
        """Take the comparison off the page; the maps stay."""
        if hasattr(self, "_second"):
            self._second.close()
        super().close()

    def _questions(self) -> Questions:
        return {"pairs": self._pairs}

    def _pairs(self, _: object) -> list[tuple[str | None, str | None, float, bool]]:
        """Return what is the same although its id differs: ids, certainty, whether it was given.

        And what was given as having no match, with None for it.
        """
        one, other = self._states()
        given = still(one, other, self._matches)
        found = match(one, other, given).found
        named = [pair for pair in found if pair.how != "given" and pair.a != pair.b]
        return [
            *((mine, theirs, 1.0, True) for mine, theirs in given),
            *((pair.a, pair.b, pair.certainty, False) for pair in named),
        ]

    def _states(self) -> tuple[State, State]:
        return self.a.store.snapshot()[0], self.b.store.snapshot()[0]

    @traitlets.observe("read_only")
    def _lock_both(self, change: Any) -> None:
        self._b_read_only = change["new"] or self._other.store.read_only is not None

    @traitlets.observe("_b_carry")
    def _carry_second(self, change: Any) -> None:
        if change["new"]:
            self._second.copy.carry()

    @traitlets.observe("_b_copy_key")
    def _want_second_copy(self, change: Any) -> None:
        if change["new"] == "wanted":
            copy = self._second.copy
            self._b_copy_key = copy.key if copy.shown or copy.show_at_home() else "none"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data:
            data["text/plain"] = f"{' and '.join(self.names)}, compared.\n{HINT}"
        return bundle

    def _ipython_display_(self) -> None:
        if shell() is not None:
            self._b_copy_key = self._second.copy.key
        super()._ipython_display_()
        self._b_carry = False
        self._second.copy.show()

    def __repr__(self) -> str:
        return f"Compare({self.a!r}, {self.b!r})"


class _Second:
    """Connects the second map to the widget, in envelopes on the same comm, until `close`."""

    def __init__(self, widget: Compare, journey: Journey) -> None:
        self._journey = journey
        self._widget = widget
        # Of two copies with one id only the newer one would be found again.
        side = widget.names[1] if journey.info.id == widget.a.info.id else ""
        self.copy = LiveCopy(
            lambda: Snapshot.of(journey, side=side), told=self._tell_copied, hand=self._tell
        )
        answers = Answers(journey, self._tell)
        channel = Envelope(widget, "b")
        self._bridge = CommBridge(channel, journey.authority, answers.receive)
        self._unsubscribe = journey.on_change(self._follow)
        self._unwatch: Callable[[], None] = lambda: None
        if (file := journey.file) is not None:
            self._show_file(Status(file.status, file.problem))
            self._unwatch = file.on_change(self._show_file)
        self._write("revision", journey.revision)

    def close(self) -> None:
        self._unsubscribe()
        self._unwatch()
        self._bridge.close()
        self.copy.close()

    def _write(self, trait: str, value: Any) -> None:
        setattr(self._widget, f"_b_{trait}", value)

    def _follow(self, entry: Entry) -> None:
        self._write("revision", entry.revision)
        self.copy.changed()

    def _show_file(self, status: Status) -> None:
        self._write("file", file_state(self._journey, status))

    def _tell_copied(self, revision: int | None) -> None:
        self._write("copied", revision)

    def _tell(self, message: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        self._bridge.tell(message, buffers)


def _checked(names: Any) -> Sequence[str]:
    """Return the names if they are two that can be told apart."""
    listed = list(names) if isinstance(names, Sequence) and not isinstance(names, str) else []
    texts = [name.strip() for name in listed if isinstance(name, str) and name.strip()]
    if len(listed) != 2 or len(set(texts)) != 2:
        raise InvalidDocument(
            f"names are two different texts, not {shorten(names)}: {_USAGE}",
            field="names", value=names,
        )  # fmt: skip
    return texts
