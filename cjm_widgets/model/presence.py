"""Who is here: names, colours, what each has selected and where each is typing.

All of this is ephemeral: it lives in this object and in messages, never in the document, its
history or a file. Only the name of who made a change is kept beside that change in memory
(`Entry.author`). `js/src/core/presence.ts` is the other side, and `tests/vectors/presence.json`
is run by both. The messages are described in `authority`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from threading import Lock
from time import monotonic
from typing import Any
from unicodedata import category

import msgspec

from .mailbox import Mailbox

#: A client is gone after so many seconds without a word; views speak every 10 s unless alone.
SILENCE = 30.0
#: Seconds between two messages to a channel: thirty people at work are one message at a beat.
BEAT = 0.25
COLORS = 8
MAX_NAME = 40
MAX_SELECTED = 3
MAX_CLIENTS = 200
MAX_NAMES = 1_000
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FIELD = re.compile(r"[a-z_]{0,40}")
#: What is no part of a name: control characters, half ones, blanks, and marks that hide or turn
#: the direction of the words around; but not those that join letters and emoji.
_NO_LETTER = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
_JOINERS = "\u200c\u200d"
Message = dict[str, Any]
Send = Callable[[Message], None]


class Who(msgspec.Struct, frozen=True):
    """What a client says about the person in front of it.

    Attributes
    ----------
    name
        At most 40 characters, one line; empty when unknown.
    color
        A number from 0 to 7; views have a palette.
    page
        The same for all editors of one page, which are one person at one place.
    """

    name: str = ""
    color: int = 0
    page: str = ""


class Spot(msgspec.Struct, frozen=True):
    """Where somebody is: ids of selected records, and the record and field of a text they edit."""

    at: tuple[str, ...] = ()
    typing: tuple[str, str] | None = None


class People:
    """The clients that are here, and a small roster of the names of those that ever were.

    Parameters
    ----------
    clock
        Seconds, going up.
    pace
        Seconds between two messages to a channel.
    """

    def __init__(self, clock: Callable[[], float] = monotonic, pace: float = BEAT) -> None:
        self._clock = clock
        self._lock = Lock()
        self._who: dict[str, Who] = {}
        self._spots: dict[str, Spot] = {}
        self._seen: dict[str, float] = {}
        self._heard = clock()
        self._channels: list[Send] = []
        self._through: dict[str, Send] = {}
        self._news: Mailbox[str] = Mailbox(self._deliver, pace=pace)

    @property
    def names(self) -> dict[str, str]:
        """Names by client, of everybody who was ever here (the last 1,000)."""
        with self._lock:
            return {client: who.name for client, who in self._who.items() if who.name}

    def name(self, client: str) -> str:
        """Return the name of a client, empty when it is not known."""
        with self._lock:
            who = self._who.get(client)
        return who.name if who else ""

    @property
    def here(self) -> list[str]:
        """The clients that are here now, in the order in which they came."""
        with self._lock:
            return list(self._spots)

    def attach(self, send: Send) -> Callable[[], None]:
        """Tell a channel about everybody; returns how to stop, which drops its clients."""
        with self._lock:
            self._channels.append(send)

        def detach() -> None:
            with self._lock:
                if send in self._channels:
                    self._channels.remove(send)
                gone = [client for client, through in self._through.items() if through == send]
                for client in gone:
                    self._drop(client)
            self._news.drain()

        return detach

    def join(self, client: str, who: Any, send: Send) -> list[Message]:
        """Take note of a client that said hello; returns the others. Call `drain` afterwards."""
        with self._lock:
            self._meet(client, who, send)
            return [self._entry(other) for other in self._spots if other != client]

    def receive(self, message: Mapping[str, Any], send: Send) -> None:
        """Take a presence message of a client: a heartbeat, news, or goodbye."""
        client = message["client"]
        now = self._clock()
        with self._lock:
            if now - self._heard > SILENCE / 2:
                # So long nobody was heard: it was the kernel that had no ear for them.
                self._seen = dict.fromkeys(self._seen, now)
            self._heard = now
            if message.get("bye") is True:
                self._drop(client)
            else:
                who = message.get("who")
                self._meet(client, who, send)
                spot = decode_spot(message)
                # A new name comes alone and says nothing about the place.
                moved = who is None and self._spots.get(client, spot) != spot
                if moved:
                    self._spots[client] = spot
                    self._news.put(client)
            for other in [c for c, seen in self._seen.items() if now - seen > SILENCE]:
                self._drop(other)
        self.drain()

    def drain(self) -> None:
        """Send the news, now or at the next beat."""
        self._news.drain()

    def _meet(self, client: str, who: Any, send: Send) -> None:
        """Note that a client is alive, and who it is when it says so. Holds the lock."""
        now = self._clock()
        if client not in self._spots:
            if len(self._spots) >= MAX_CLIENTS:
                return
            # Whoever was alone had nobody to talk to: silence counts from now on.
            self._seen = dict.fromkeys(self._seen, now)
            self._spots[client] = Spot()
            self._news.put(client)
        self._seen[client] = now
        self._through[client] = send
        known = self._who.get(client)
        said = decode_who(who) if who is not None else known or Who()
        if said != known:
            self._who.pop(client, None)
            self._who[client] = said
            self._news.put(client)
            if len(self._who) > MAX_NAMES:
                # Never the one that is named now, which comes last.
                absent = (c for c in self._who if c not in self._spots)
                self._who.pop(next(absent, next(iter(self._who))))

    def _drop(self, client: str) -> None:
        self._seen.pop(client, None)
        self._through.pop(client, None)
        if self._spots.pop(client, None) is not None:
            self._news.put(client)

    def _entry(self, client: str) -> Message:
        who, spot = self._who.get(client, Who()), self._spots[client]
        entry: Message = {"client": client, "name": who.name, "color": who.color, "page": who.page}
        if spot.at:
            entry["at"] = list(spot.at)
        if spot.typing:
            entry["typing"] = list(spot.typing)
        return entry

    def _deliver(self, clients: list[str]) -> None:
        with self._lock:
            changed = list(dict.fromkeys(clients))
            people = [self._entry(client) for client in changed if client in self._spots]
            gone = [client for client in changed if client not in self._spots]
            # Who is alone hears of those who left, and nothing of itself.
            told = len(self._spots) > 1 or (gone and self._spots)
            channels = list(self._channels) if told else []
        for send in channels:
            send({"type": "presence", "people": people, "gone": gone})


def decode_who(raw: Any) -> Who:
    """Return what a client says about its person; what does not fit is left out."""
    said = raw if isinstance(raw, Mapping) else {}
    color, page = said.get("color"), said.get("page")
    return Who(
        name=clean_name(said.get("name")),
        color=color if type(color) is int and 0 <= color < COLORS else 0,
        page=page if isinstance(page, str) and _ID.fullmatch(page) else "",
    )


def decode_spot(raw: Mapping[str, Any]) -> Spot:
    """Return where a client says its person is; what does not fit is left out."""
    at, typing = raw.get("at"), raw.get("typing")
    ids = [i for i in at if _is(_ID, i)] if isinstance(at, list) else []
    pair = (
        (typing[0], typing[1])
        if isinstance(typing, list)
        and len(typing) == 2
        and _is(_ID, typing[0])
        and _is(_FIELD, typing[1])
        else None
    )
    return Spot(at=tuple(ids[:MAX_SELECTED]), typing=pair)


def _is(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def clean_name(raw: Any) -> str:
    """Return a name as one short line: no control characters, none that turn the direction."""
    if not isinstance(raw, str):
        return ""
    kept = (
        " " if category(char) in _NO_LETTER and char not in _JOINERS else char for char in raw[:400]
    )
    words = [word for word in "".join(kept).split(" ") if word]
    return " ".join(words)[:MAX_NAME].rstrip(" ")
