"""The kernel's side of the sync protocol, without a comm: who orders all changes.

Messages are plain JSON objects; `js/src/core/replica.ts` is the other side and
`js/src/core/authority.ts` the same rules for where there is no kernel.

::

    view -> py   hello    {protocol, client, have: {epoch, revision} | null, pending: [ids]}
    py -> view   welcome  {to, epoch, revision, records | changes, known, rejected}
    view -> py   push     {client, epoch, changes: [{id, label, change}]}
    py -> view   changed  {epoch, revision, changes: [{id, by, label, change}], known, rejected,
                           digest?}

`revision` is the one after the last of `changes`, and every change takes exactly one, so a view
that misses one sees the gap and says hello again. Ids of decided pushes are remembered: a
resend is answered, never applied twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .errors import CjmError, InvalidDocument, shorten
from .interrupts import Uninterrupted
from .mailbox import Mailbox
from .running import RunningDigest
from .store import HISTORY, Entry, Store
from .wire import decode_change, encode_change, encode_records

PROTOCOL = 1
MAX_PUSH = 1_000
DIGEST_EVERY = 50
Message = dict[str, Any]
_LOG = logging.getLogger("cjm_widgets")


class Authority:
    """Decides on the changes views push, once for each id."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._decided: dict[str, Message | None] = {}
        self._digest = RunningDigest(store.state, store.lock)
        self.digest_at: dict[int, int] = {}
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
            self.store.submit(change, change_id=change_id, by=client, label=label)
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

    def close(self) -> None:
        """Send nothing more."""
        self._detach()

    def receive(self, message: Any) -> None:
        """Handle a message of a view. What is no message of the protocol is refused."""
        kind = message.get("type") if isinstance(message, Mapping) else None
        client = message.get("client") if isinstance(message, Mapping) else None
        if kind not in ("hello", "push") or not isinstance(client, str) or len(client) > 64:
            raise InvalidDocument(
                f"{shorten(message)} is no message of this protocol", value=message
            )
        # All or none of it: a change that is made but not remembered would be made twice.
        with Uninterrupted(), self._store.editing():
            if self._store.postpone(lambda: self.receive(message)):
                return
            answer = self._hello(message) if kind == "hello" else self._push(message)
            if answer is not None:
                self._mailbox.put(answer)
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
    return {
        "id": entry.id, "by": entry.by, "label": entry.label,
        "change": encode_change(entry.change),
    }  # fmt: skip
