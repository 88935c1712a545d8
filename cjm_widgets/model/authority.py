"""The kernel's side of the sync protocol, without a comm: who orders all changes.

Messages are plain JSON objects; `js/src/core/replica.ts` is the other side and
`js/src/core/authority.ts` the same rules for where there is no kernel.

::

    view -> py   hello    {protocol, client, have: {epoch, revision} | null, pending: [ids], who?}
    py -> view   welcome  {to, epoch, revision, records | changes, known, rejected, people?}
    view -> py   push     {client, epoch, changes: [{id, label, change}]}
    py -> view   changed  {epoch, revision, changes: [{id, by, author?, label, change}], known,
                           rejected, digest?}
    view -> py   presence {client, at?: [ids], typing?: [id, field]} | {client, who}
                           | {client, bye: true}
    py -> view   presence {people: [{client, name, color, page, at?, typing?}], gone: [clients]}

`revision` is the one after the last of `changes`, and every change takes exactly one, so a view
that misses one sees the gap and says hello again. Ids of decided pushes are remembered: a
resend is answered, never applied twice.

A label is a key such as ``rename.touchpoint``, put into words where it is read; any other text is
shown as it stands.

What is said about people is ephemeral. `who` is ``{name, color, page}``: a name of at most 40
characters, a colour from 0 to 7, and a word that all editors of one page share. `at` is what is
selected, `typing` the text that is being edited. None of it is in the document, in the history or
in a file; only the name that a client had when it made a change stays beside that change in
memory, as `author`, and in the comments that keep a replaced text. A view that knows of no other
page says nothing after its hello. Otherwise it says what changed, at most twice a second in at
most 300 bytes, and at least every 10 s that it is still there; who is silent for 30 s, says bye or
loses its channel is gone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .errors import CjmError, InvalidDocument, shorten
from .interrupts import Uninterrupted
from .mailbox import Mailbox
from .presence import People
from .running import RunningDigest
from .store import HISTORY, Entry, Store
from .wire import decode_change, encode_change, encode_records

PROTOCOL = 1
MAX_PUSH = 1_000
DIGEST_EVERY = 50
_KINDS = ("hello", "push", "presence")
Message = dict[str, Any]
_LOG = logging.getLogger("cjm_widgets")


class Authority:
    """Decides on the changes views push, once for each id."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._decided: dict[str, Message | None] = {}
        self._digest = RunningDigest(store.state, store.lock)
        self.digest_at: dict[int, int] = {}
        #: Who is here, and the names of those who were.
        self.people = People()
        store.on_record.append(self._recorded)

    def link(self, send: Callable[[Message], None], *, pace: float = 0.0) -> Link:
        """Connect a channel to one or more views; `send` gets messages in order.

        With `pace` (seconds) changes made in Python are sent together at that beat, so that a
        loop of a thousand edits does not run into the message limit of a Jupyter server; what
        answers a view is never held back.
        """
        return Link(self, send, pace)

    def decide(self, change_id: str, client: str, label: str, raw: Any) -> Message | None:
        """Accept a pushed change (None) or return its rejection. Holds the lock."""
        if change_id in self._decided:
            return self._decided[change_id]
        rejection = None
        try:
            change = decode_change(raw, self.store.state, self.store.limits)
            author = self.people.name(client)
            self.store.submit(change, change_id=change_id, by=client, label=label, author=author)
        except CjmError as problem:
            rejection = {"id": change_id, "code": problem.code, "message": problem.message}
        except Exception as problem:
            # Undecided, it would be sent again and again and hold up all that follows it.
            _LOG.exception("a change of a view could not be made")
            message = f"the change could not be made: {type(problem).__name__}"
            rejection = {"id": change_id, "code": "error", "message": message}
        self._decided[change_id] = rejection
        if len(self._decided) > HISTORY:
            del self._decided[next(iter(self._decided))]
        return rejection

    def decided(self, change_id: str) -> bool:
        """Tell whether a change id was decided on before."""
        return change_id in self._decided

    def remember(self, ids: Iterable[str]) -> None:
        """Take pushed changes with these ids as accepted: they are in the map already."""
        with self.store.lock:
            for change_id in ids:
                self._decided.setdefault(change_id, None)

    def _recorded(self, entry: Entry) -> None:
        """Keep the digest of the document up, under the lock; one hardly edited has none."""
        if entry.revision < DIGEST_EVERY:
            return
        self._digest.touch(entry.change.ids)
        value = self._digest.value
        if value is not None and entry.revision % DIGEST_EVERY == 0:
            self.digest_at = {entry.revision: value}


class Link:
    """One channel to views. Broadcasts and answers leave it in one order."""

    def __init__(self, authority: Authority, send: Callable[[Message], None], pace: float) -> None:
        self._authority = authority
        self._store = authority.store
        self._send = send
        self._mailbox: Mailbox[Any] = Mailbox(
            self._deliver,
            pace=pace,
            can_wait=lambda item: isinstance(item, Entry) and item.by == "python",
        )
        self._detach = self._store.attach(self._mailbox, first=True)
        self._people = authority.people
        self._leave = self._people.attach(self._tell)

    def close(self) -> None:
        """Send nothing more; the clients behind it are gone."""
        self._detach()
        self._leave()

    def receive(self, message: Any) -> None:
        """Handle a message of a view. What is no message of the protocol is refused."""
        kind = message.get("type") if isinstance(message, Mapping) else None
        client = message.get("client") if isinstance(message, Mapping) else None
        if kind not in _KINDS or not isinstance(client, str) or len(client) > 64:
            raise InvalidDocument(
                f"{shorten(message)} is no message of this protocol", value=message
            )
        if kind == "presence":
            # No part of the document: whoever holds its lock does not hold this up.
            self._people.receive(message, self._tell)
            return
        # All or none of it: a change that is made but not remembered would be made twice.
        with Uninterrupted(), self._store.editing():
            if self._store.postpone(lambda: self.receive(message)):
                return
            answer = self._hello(message) if kind == "hello" else self._push(message)
            if answer is not None:
                self._mailbox.put(answer)
        self._mailbox.drain()
        self._people.drain()

    def _tell(self, news: Message) -> None:
        self._mailbox.put(news)
        self._mailbox.drain()

    def _hello(self, message: Mapping[str, Any]) -> Message:
        store = self._store
        answer: Message = {
            "type": "welcome", "protocol": PROTOCOL, "to": message["client"],
            "epoch": store.epoch, "revision": store.revision, "known": [], "rejected": [],
        }  # fmt: skip
        pending = message.get("pending")
        for change_id in pending if isinstance(pending, list) else []:
            if isinstance(change_id, str) and self._authority.decided(change_id):
                self._file(answer, change_id, self._authority.decide(change_id, "", "", None))
        have = message.get("have")
        entries = None
        if isinstance(have, Mapping) and have.get("epoch") == store.epoch:
            revision = have.get("revision")
            entries = store.since(revision) if type(revision) is int else None
        if entries is None:
            answer["records"] = encode_records(store.state)
        else:
            answer["changes"] = [_entry(entry) for entry in entries]
        others = self._people.join(message["client"], message.get("who"), self._tell)
        if others:
            answer["people"] = others
        return answer

    def _push(self, message: Mapping[str, Any]) -> Message | None:
        if message.get("epoch") != self._store.epoch:
            # Made for another life of this map: the view must see today's document first.
            return self._hello({"client": message["client"], "pending": []})
        changes = message.get("changes")
        if not isinstance(changes, list) or len(changes) > MAX_PUSH:
            raise InvalidDocument(f"a push holds a list of at most {MAX_PUSH} changes")
        answer: Message = {
            "type": "changed", "epoch": self._store.epoch, "changes": [],
            "known": [], "rejected": [],
        }  # fmt: skip
        for item in changes:
            change_id = item.get("id") if isinstance(item, Mapping) else None
            if not isinstance(change_id, str) or len(change_id) > 128:
                raise InvalidDocument(f"{shorten(item)} is no change with an id", value=item)
            again = self._authority.decided(change_id)
            label = item.get("label")
            label = label[:200] if isinstance(label, str) else ""
            rejection = self._authority.decide(
                change_id, message["client"], label, item.get("change")
            )
            if again or rejection is not None:
                self._file(answer, change_id, rejection)
        answer["revision"] = self._store.revision
        return answer if answer["known"] or answer["rejected"] else None

    @staticmethod
    def _file(answer: Message, change_id: str, rejection: Message | None) -> None:
        if rejection is None:
            answer["known"].append(change_id)
        else:
            answer["rejected"].append(rejection)

    def _deliver(self, batch: list[Any]) -> None:
        """Send what is queued; runs of accepted changes share a message."""
        run: list[Entry] = []
        for item in batch:
            if isinstance(item, Entry):
                run.append(item)
                continue
            self._send_run(run)
            run = []
            self._post(item)
        self._send_run(run)

    def _send_run(self, run: list[Entry]) -> None:
        if not run:
            return
        revision = run[-1].revision
        message: Message = {
            "type": "changed", "epoch": self._store.epoch, "revision": revision,
            "changes": [_entry(entry) for entry in run], "rejected": [],
        }  # fmt: skip
        digest = self._authority.digest_at.get(revision)
        if digest is not None:
            message["digest"] = digest
        self._post(message)

    def _post(self, message: Message) -> None:
        try:
            self._send(message)
        except Exception:
            # The edit is made all the same; a view that misses a message asks for it.
            _LOG.exception("a message to the views could not be sent")


def _entry(entry: Entry) -> Message:
    told: Message = {
        "id": entry.id, "by": entry.by, "label": entry.label,
        "change": encode_change(entry.change),
    }  # fmt: skip
    if entry.author:
        told["author"] = entry.author
    return told
