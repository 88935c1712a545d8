"""Show the copy of a map under its editor, and keep it up to date."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from threading import Lock, RLock
from time import monotonic
from typing import Any

from ..model.alarm import Alarm
from .copy import MIME, Bundle, Snapshot, bundle
from .where import shell

#: Seconds from an edit to the copy that holds it, for a map of usual size.
PACE = 0.5
#: A copy that takes long to make, or is large to send, is made at most a tenth of the time.
SHARE = 10
BYTES_A_SECOND = 400_000
_LOG = logging.getLogger("cjm_widgets")


class LiveCopy:
    """One output of a notebook, renewed soon after each change of a map.

    Outside of a kernel (a script, a terminal) nothing is ever shown.

    Parameters
    ----------
    take
        Gives the map as it is now.
    told
        Called with the revision of a copy once it was sent, None when the map was too large to be
        in it. Of what is said from then on a client may take it that it has the copy.
    hand
        Sends a message to the live views: ``{type: "copy", key, revision, data}``, a copy to be
        put into the notebook by them; see `carry`.
    """

    def __init__(
        self,
        take: Callable[[], Snapshot],
        told: Callable[[int | None], None] = lambda _: None,
        hand: Callable[[dict[str, Any]], None] = lambda _: None,
    ) -> None:
        #: Tells the copies of this editor from others; the live view hides them by it.
        self.key = secrets.token_hex(6)
        self.shown = False
        self._take = take
        self._told = told
        self._hand = hand
        self._carried = False
        #: Held for a moment only, as `changed` must hold up no edit; `_making` as long as it takes.
        self._lock = Lock()
        self._making = RLock()
        self._alarm = Alarm()
        self._due = False
        self._closed = False
        self._pace = PACE
        self._events: Any = None
        # The cell that made the editor: where its copy goes when it is shown inside of something.
        self._home: dict[str, Any] = dict(getattr(_publisher(), "parent_header", None) or {})

    def show(self) -> bool:
        """Put the copy into the output of the running cell; False where there is no notebook."""
        return self._show(_publisher())

    def show_at_home(self) -> bool:
        """Put the copy into the output of the cell that made this, which may be over."""
        publisher = _publisher()
        if self.shown or not self._home or not hasattr(publisher, "set_thread_parent"):
            return False
        token = publisher.set_thread_parent({"header": self._home})
        try:
            return self._show(publisher)
        finally:
            publisher.reset_thread_parent(token)

    def changed(self) -> None:
        """Renew the copy soon: a drag or a loop of edits costs one renewal, not hundreds."""
        with self._lock:
            if not self.shown or self._closed:
                return
            self._due = True
            # Where there are no threads (Python in a browser) the end of the cell has to do.
            self._alarm.set(self._pace, self.flush)

    def carry(self) -> None:
        """From now on hand each renewed copy to the live views as well.

        After a reload of its page JupyterLab drops updates of an output; a view that sees its
        notebook stand still puts the copy there itself. Shown once more it follows by itself.
        """
        with self._lock:
            self._carried = True
        self.changed()

    def flush(self, *_: Any) -> None:
        """Renew the copy now if it is behind."""
        with self._making:
            publisher = _publisher()
            # A cell that captures its output would swallow it; its end comes back here.
            if publisher is None or not hasattr(publisher, "parent_header"):
                return
            with self._lock:
                if not self._due or self._closed:
                    return
                self._due = False
            try:
                self._publish(publisher, update=True)
            except Exception:
                _LOG.exception("the copy of the map in the notebook could not be renewed")

    def close(self) -> None:
        """Stop following; the copy stays in the notebook as it is."""
        self.flush()
        with self._lock:
            self._closed = True
            self._alarm.cancel()
            if self._events is not None:
                self._events.unregister("post_run_cell", self.flush)
                self._events = None

    def _show(self, publisher: Any) -> bool:
        if publisher is None or self._closed:
            return False
        with self._making:
            with self._lock:
                self._due = False
                self._carried = False
                self.shown = True
            self._publish(publisher, update=False)
            if self._events is None:
                # A notebook that is run to its end and no further has the last edits, too.
                self._events = shell().events
                self._events.register("post_run_cell", self.flush)
        return True

    def _make(self, taken: Snapshot) -> Bundle:
        start = monotonic()
        made = bundle(taken, editor=self.key)
        size = len(made["text/html"]) * 2
        self._pace = max(PACE, SHARE * (monotonic() - start), size / BYTES_A_SECOND)
        return made

    def _publish(self, publisher: Any, *, update: bool) -> None:
        taken = self._take()
        data = self._make(taken)
        publisher.publish(
            data=data, metadata={}, transient={"display_id": f"cjm-{self.key}"}, update=update
        )
        if update and self._carried:
            self._hand({"type": "copy", "key": self.key, "revision": taken.revision, "data": data})
        self._told(taken.revision if MIME in data else None)


def _publisher() -> Any:
    kernel = shell()
    return None if kernel is None else kernel.display_pub
