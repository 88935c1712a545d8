"""The only file that talks to a comm: carries protocol messages between a widget and a map."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, Protocol

from ..model.authority import Authority, Message
from ..model.errors import CjmError

#: Seconds between two messages about changes made by code, so that a loop stays under the
#: message limit of a Jupyter server (1,000 a second). Answers to a view never wait.
PACE = 0.02
#: Seconds for which a computing cell may hold the interpreter while others want it. A message of
#: a view and its answer pass through four threads of the kernel; with the 5 ms of Python an answer
#: took 80 ms instead of 4, with this 13. It costs nothing where no other thread has work.
SLICE = 0.0002
_LOG = logging.getLogger("cjm_widgets")
_SIDE = "side"


class Channel(Protocol):
    """What this file needs of an ipywidgets widget."""

    def send(self, content: Any, buffers: Any = None) -> None:
        """Send a custom message to every view."""

    def on_msg(self, callback: Any, remove: bool = False) -> None:
        """Call back with every custom message of a view."""


class CommBridge:
    """Connects one widget to the map it shows, until `close`.

    Parameters
    ----------
    widget, authority
        What is connected.
    answer
        Takes messages that are none of the protocol; True when one was for it.
    """

    def __init__(
        self,
        widget: Channel,
        authority: Authority,
        answer: Callable[[Message], bool] = lambda _: False,
    ) -> None:
        self._widget = widget
        self._answer = answer
        _route_by_header(widget)
        sys.setswitchinterval(min(SLICE, sys.getswitchinterval()))
        self._link = authority.link(self._send, pace=PACE)
        widget.on_msg(self._receive)

    def tell(self, message: Message, buffers: list[bytes] | None = None) -> None:
        """Send a message that is none of the protocol to every view."""
        self._widget.send(message, buffers)

    def close(self) -> None:
        """Stop both directions."""
        self._widget.on_msg(self._receive, remove=True)
        self._link.close()

    def _receive(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict) and _SIDE in content:
            return  # for the bridge of another map
        try:
            if not self._answer(content):
                self._link.receive(content)
        except CjmError as problem:
            _LOG.warning("a message of a view was refused: %s", problem)
            self._send({"type": "error", "code": problem.code, "message": problem.message})

    def _send(self, message: Message) -> None:
        self._widget.send(message)


class Asked:
    """Connects a widget that shows no map itself: it only answers its views, until `close`.

    Parameters
    ----------
    widget
        What is connected.
    answer
        Takes messages of the views; True when one was for it.
    """

    def __init__(self, widget: Channel, answer: Callable[[Message], bool]) -> None:
        self._widget = widget
        self._answer = answer
        _route_by_header(widget)
        widget.on_msg(self._receive)

    def tell(self, message: Message, buffers: list[bytes] | None = None) -> None:
        """Send a message to every view."""
        self._widget.send(message, buffers)

    def close(self) -> None:
        """Hear no more."""
        self._widget.on_msg(self._receive, remove=True)

    def _receive(self, _widget: Any, content: Any, _buffers: Any) -> None:
        try:
            self._answer(content)
        except CjmError as problem:
            _LOG.warning("a message of a view was refused: %s", problem)


class Envelope:
    """A channel of its own inside the one of a widget, for a second map on the same comm.

    Every message is in an envelope that names the side: ``{side, message}``.

    Parameters
    ----------
    widget
        Carries the envelopes.
    side
        Whose messages they are.
    """

    def __init__(self, widget: Channel, side: str) -> None:
        self._widget = widget
        self._side = side
        self._callback: Any = None

    def send(self, content: Any, buffers: Any = None) -> None:
        """Send a message to this side of every view."""
        self._widget.send({_SIDE: self._side, "message": content}, buffers)

    def on_msg(self, callback: Any, remove: bool = False) -> None:
        """Call back with every message of this side of a view; one callback at a time."""
        self._callback = None if remove else callback
        self._widget.on_msg(self._open, remove=remove)

    def _open(self, widget: Any, content: Any, buffers: Any) -> None:
        ours = isinstance(content, dict) and content.get(_SIDE) == self._side
        if ours and self._callback is not None:
            self._callback(widget, content.get("message"), buffers)


def _route_by_header(widget: Channel) -> None:
    """Let messages of a view reach the subshell they name, which no running cell blocks.

    ipykernel 7.4 takes them to where the comm was last used instead: to the main shell as soon as
    a cell opens the widget or edits the map, so that a view had no answer until that cell is over.
    """
    comm: Any = getattr(widget, "comm", None)
    if hasattr(comm, "_reply_subshell_for"):
        comm._reply_subshell_for = None  # noqa: SLF001 - there is no public switch
