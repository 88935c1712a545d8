"""`JourneyEditor`: the map as people see and edit it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import anywidget
import traitlets

from .._bundle import bundle
from ..formats.summary import HINT, headline, summary
from ..i18n import closest, messages
from ..journey import Journey
from ..model.errors import InvalidDocument, shorten, unknown_field
from ..model.mailbox import Mailbox
from ..model.store import Entry
from ..notebook.copy import Snapshot
from ..notebook.display import LiveCopy
from ..notebook.named import Named, take
from ..notebook.where import shell
from ..storage.status import Status
from .answers import Answers, Questions
from .selecting import Pruning, selected
from .sync import PACE, CommBridge

# As text: anywidget watches a file for each widget that was ever made, and so keeps them all.
_ESM, _CSS = (path.read_text("utf-8") for path in bundle())
#: What may be set of the view; the map is another matter.
OPTIONS = ("selection", "language", "theme", "height", "read_only", "layout")


class JourneyEditor(Pruning, anywidget.AnyWidget):
    """An editor for a customer journey map.

    Parameters
    ----------
    journey
        The map to edit; a new, empty one when left out.
    name
        Under this name the work outlives its cell. Running the cell again, in this kernel or in a
        new one (from the saved notebook), goes on with the map of that name if `journey` is left
        out, empty or built by the same code as before; `journey` is then that map, too. If it is
        another map, a notice says which one is shown and which line of code shows the other.
    replace
        Show `journey` and give it the name, whatever had it before.
    language
        Of the interface: ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; the map's own when left out.
        ``"it-CH"`` is as good as ``"it"``; where there is no such language it speaks English.
    theme
        ``"auto"`` (as the notebook), ``"light"`` or ``"dark"``.
    height
        Of the map in pixels; 0 lets it grow with its content.
    read_only
        Show the map without letting it be edited here.
    selection
        Ids of the records that are selected.

    Attributes
    ----------
    journey : Journey
        The map. Edits made by hand are in it at once; edits made in code are seen at once.
    revision : int
        Moves with every change of the map, so that ``editor.observe(f, "revision")`` follows it.
    selection : list of str
        Ids of the selected records: what somebody selected last, or code. What code selects is
        selected in every view; what one person selects the others only see marked.

    Raises
    ------
    InvalidDocument
        `journey` is no map, `name` is no text, or `replace` is given without a name.
    UnknownField
        A keyword is no option of the editor; the closest one is named.
    """

    _esm: ClassVar[Any] = _ESM
    _css: ClassVar[Any] = _CSS
    # Traits that count the changes of a map.
    _counters: ClassVar[tuple[str, ...]] = ("revision",)

    revision = traitlets.Int(0).tag(sync=True)
    # Each person has a selection of their own: what one selects is not told to other pages on the
    # same comm (they hear of it as presence), what code selects is told to all.
    selection: Any = traitlets.List().tag(sync=True, echo_update=False)
    language = traitlets.Unicode("en").tag(sync=True)
    # The bundle holds English only; what the view says in another language comes with that.
    _messages: Any = traitlets.Dict().tag(sync=True)
    # Where the map lives: name, status and problem of `Journey.file`; empty without one.
    _file: Any = traitlets.Dict().tag(sync=True)
    theme = traitlets.Enum(("auto", "light", "dark"), "auto").tag(sync=True)
    height = traitlets.Int(0, min=0).tag(sync=True)
    read_only = traitlets.Bool(default_value=False).tag(sync=True)
    # The key of the copy in the notebook; a view that finds none asks for it with "wanted".
    _copy_key = traitlets.Unicode("").tag(sync=True)
    # The revision of the last one, None without: until it is there views keep what they edit.
    _copied: Any = traitlets.Int(None, allow_none=True).tag(sync=True)
    # A view saw that the copies do not arrive, and puts them into the notebook itself.
    _carry = traitlets.Bool(default_value=False).tag(sync=True)

    def __init__(
        self,
        journey: Journey | None = None,
        *,
        name: str = "",
        replace: bool = False,
        **options: Any,
    ) -> None:
        for option, value in options.items():
            if option not in OPTIONS:
                known = (*OPTIONS, "name", "replace")
                raise unknown_field("JourneyEditor", option, known, value)
        given: Any = name
        if not isinstance(given, str) or (replace and not name):
            raise InvalidDocument(
                f"a name is a text, and replace=True needs one, not {shorten(name)}: "
                'JourneyEditor(j, name="bike", replace=True)',
                field="name", value=name,
            )  # fmt: skip
        if not isinstance(journey, Journey | None):
            raise InvalidDocument(
                f"JourneyEditor shows a Journey, not {shorten(journey)}; "
                "make one with cjm.Journey(...), cjm.load(...) or cjm.read(...)",
                value=journey,
            )
        if name:
            named = take(journey, name, replace=replace)
        else:
            named = Named(Journey() if journey is None else journey, "")
        self._journey = journey = named.journey
        self._copy = LiveCopy(
            lambda: Snapshot.of(named.journey, name=name, seed=named.seed),
            told=self._tell_copied,
            hand=self._tell,
        )
        options.setdefault("language", closest(journey.info.language))
        options.setdefault("read_only", journey.store.read_only is not None)
        # A loop of edits moves it a thousand times; the page gets it at a beat, after the edits.
        self._revision_due: Mailbox[str] = Mailbox(self._send_revision, pace=PACE, lazy=True)
        super().__init__(revision=journey.revision, **options)
        answers = Answers(journey, self._tell, self._questions())
        self._bridge = CommBridge(self, journey.authority, answers.receive)
        self._unsubscribe = journey.on_change(self._follow)
        self._unwatch: Callable[[], None] = lambda: None
        if (file := journey.file) is not None:
            self._show_file(Status(file.status, file.problem))
            self._unwatch = file.on_change(self._show_file)
        self.revision = journey.revision

    @property
    def journey(self) -> Journey:
        """The map this editor shows."""
        return self._journey

    def close(self) -> None:
        """Take the editor off the page; the map stays."""
        if hasattr(self, "_bridge"):
            self._unsubscribe()
            self._unwatch()
            self._bridge.close()
            self._copy.close()
        super().close()

    def _show_file(self, status: Status) -> None:
        self._file = file_state(self._journey, status)

    def _follow(self, entry: Entry) -> None:
        self.revision = entry.revision
        self._copy.changed()
        self._prune(entry)

    def _tell_copied(self, revision: int | None) -> None:
        self._copied = revision

    def _tell(self, message: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        self._bridge.tell(message, buffers)

    def _should_send_property(self, key: str, value: Any) -> bool:
        send = bool(super()._should_send_property(key, value))
        if key == "selection" and value == self._pruned:
            # A view leaves out by itself what is gone. It may have selected something else by the
            # time it heard of this, and what comes back it selects again.
            return False
        if send and key in self._counters:
            self._revision_due.put(key)
            self._revision_due.drain()
            return False
        return send

    def _send_revision(self, keys: list[str]) -> None:
        self.send_state(set(keys))

    def _questions(self) -> Questions:
        """Return what this kind of editor answers beside the rest."""
        return {}

    @traitlets.validate("selection")
    def _check_selection(self, proposal: Any) -> list[str]:
        """Take records for ids, drop doubles; an id that is not on the map is an error.

        Unless a view sends it: it selects what it has just added before its edit arrives.
        """
        given = proposal["value"]
        lenient = "selection" in self._property_lock or given == self._pruned
        return selected(self._journey, given, lenient=lenient)

    @traitlets.observe("language")
    def _speak(self, change: Any) -> None:
        self._messages = messages(change["new"])

    @traitlets.observe("_carry")
    def _carry_copy(self, change: Any) -> None:
        if change["new"]:
            self._copy.carry()

    @traitlets.observe("_copy_key")
    def _want_copy(self, change: Any) -> None:
        # Shown inside of something else, which is what IPython was asked to display.
        if change["new"] == "wanted":
            shown = self._copy.shown or self._copy.show_at_home()
            self._copy_key = self._copy.key if shown else "none"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data:
            with self._journey.store.lock:
                text = summary(self._journey.store.state)
            data["text/plain"] = f"{text}\n{HINT}"
        return bundle

    def _ipython_display_(self) -> None:
        from IPython.display import display

        bundle = self._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, None)
        if shell() is not None:
            # Before the view is there, or it would ask for a copy.
            self._copy_key = self._copy.key
            # The copy comes next and says the rest, as it is then and not as it was.
            data["text/plain"] = f"{headline(self._journey.title)}, edited here."
        display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]
        self._carry = False
        self._copy.show()

    def __repr__(self) -> str:
        return f"JourneyEditor({self._journey!r})"


def file_state(journey: Journey, status: Status) -> dict[str, str]:
    """Return what a view is told about the file of a map."""
    file = journey.file
    # "saving" is over in a moment and every edit is safe meanwhile: no news for a view.
    state = "saved" if status.state == "saving" else status.state
    name = file.path.name if file is not None else ""
    return {"name": name, "status": state, "problem": status.problem}
