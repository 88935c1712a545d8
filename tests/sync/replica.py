"""A view without a browser: the rules of `js/src/core/replica.ts`, on the package's own model.

It knows neither time nor threads: who drives it calls `beat` where a real view has a timer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from cjm_widgets.model.change import Change, apply, invert
from cjm_widgets.model.digest import digest
from cjm_widgets.model.errors import CjmError, WrongBase
from cjm_widgets.model.rebase import rebase, settle_undo
from cjm_widgets.model.records import AnyRecord
from cjm_widgets.model.state import State
from cjm_widgets.model.wire import encode_change
from tests.sync.typed import typed_change

BATCH = 100
Message = dict[str, Any]


@dataclass
class Edit:
    """An own edit: as it was made, and as it stands in the state (None: it does not fit now)."""

    id: str
    label: str
    change: Change
    applied: Change | None


@dataclass
class Replica:
    """One client of the authority."""

    client: str
    send: Callable[[Message], None]
    state: State = field(default_factory=State)
    revision: int = 0
    epoch: str | None = None
    ready: bool = False
    queue: list[Edit] = field(default_factory=list)
    rejected: list[Message] = field(default_factory=list)
    #: Figures for the tests: how often the whole document came, how often it was wrong.
    loads: int = 0
    strays: int = 0
    #: Every edit ever made here, and the ids the authority said it took.
    made: dict[str, Change] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    done: list[Edit] = field(default_factory=list)
    undone: list[Edit] = field(default_factory=list)
    trusted: bool = False
    #: Own edits are taken back for the moment.
    down: bool = False
    greeting: bool = False
    in_flight: set[str] = field(default_factory=set)

    @property
    def waiting(self) -> bool:
        """Whether something is to come from the authority."""
        return not self.ready or self.greeting or bool(self.queue)

    def beat(self) -> None:
        """Nothing came for a while: ask again."""
        if self.waiting:
            self.hello()

    # -- edits ----------------------------------------------------------------------------

    def edit(self, change: Change, label: str = "Edit") -> bool:
        """Make an edit; it stands at once. Raises when it does not apply to the state."""
        apply(self.state.records, change)
        step = self._submit(change, label)
        if step is not None:
            self.done.append(step)
            self.undone.clear()
            self._push()
        return step is not None

    def undo(self) -> bool:
        """Take the last own edit back, except what others have altered since."""
        return self._take_back(self.done, self.undone, "Undo")

    def redo(self) -> bool:
        """Do again what the last undo took back."""
        return self._take_back(self.undone, self.done, "Redo")

    def _submit(self, change: Change, label: str) -> Edit | None:
        applied = rebase(change, self.state).change
        if not applied:
            return None
        self.state.commit(applied)
        change_id = f"{self.client}.{len(self.made) + 1}"
        self.made[change_id] = change
        self.queue.append(Edit(change_id, label, change, applied))
        return replace(self.queue[-1])

    def _take_back(self, source: list[Edit], target: list[Edit], word: str) -> bool:
        if not source:
            return False
        last = source[-1]
        change, _ = settle_undo(invert(last.applied), self.state)
        source.pop()
        try:
            step = self._submit(change, f"{word}: {last.label}")
        except CjmError:
            # An id it needs is another thing by now.
            return False
        if step is not None:
            target.append(replace(step, label=last.label))
            self._push()
        return step is not None

    # -- messages -------------------------------------------------------------------------

    def receive(self, message: Any) -> None:
        """Take a message of the authority."""
        if message.get("type") == "changed":
            self._changed(message)
        elif message.get("type") == "welcome" and message["to"] == self.client:
            self._welcome(message)

    def _changed(self, message: Message) -> None:
        if not self.trusted:
            return
        first = message["revision"] - len(message["changes"])
        if message["epoch"] != self.epoch or first > self.revision:
            self.hello()
        else:
            self._settle(message)

    def _welcome(self, message: Message) -> None:
        ours = self.trusted and message["epoch"] == self.epoch
        first = message["revision"] - len(message.get("changes", ()))
        if "records" not in message and not (ours and first <= self.revision):
            self.hello()
            return
        self.greeting = False
        self.in_flight = set()
        if "records" in message and not (ours and message["revision"] <= self.revision):
            self.loads += 1
            self.state = State(msgspec.convert(message["records"], list[AnyRecord]))
            for item in self.queue:
                item.applied = None
            self.down = True
            self._replay()
            self.epoch, self.revision = message["epoch"], message["revision"]
            self.trusted = self.ready = True
        self._settle(message)

    def _settle(self, message: Message) -> None:
        """Take what is new in a message that follows on our revision, or overlaps with it."""
        told = message.get("changes", ())
        first = message["revision"] - len(told)
        news = told[max(0, self.revision - first) :]
        right = all(self._accept(item) for item in news)
        refused = {item["id"]: item for item in message["rejected"]}
        decided = {*message.get("known", ()), *refused}
        if any(item.id in decided for item in self.queue):
            self._rollback()
            for item in [item for item in self.queue if item.id in decided]:
                self._decided(item, refused.get(item.id))
        self.revision = max(self.revision, message["revision"])
        if right and "digest" in message and message["revision"] == self.revision:
            self._rollback()
            right = digest(self.state.records.values()) == message["digest"]
        self._replay()
        if not right:
            self.strays += 1
            self.trusted = False
            self.hello()
        self._push()

    def _accept(self, told: Message) -> bool:
        """Apply one change of the authority; False when it does not fit: we went wrong."""
        mine = self.queue[0] if self.queue else None
        change = typed_change(told["change"], self.state)
        if mine and not self.down and told["id"] == mine.id and mine.applied == change:
            self._decided(mine, None)
        else:
            self._rollback()
            for item in [item for item in self.queue if item.id == told["id"]]:
                self._decided(item, None)
            change = typed_change(told["change"], self.state)
            if change is None:
                return False
            try:
                self.state.commit(change)
            except WrongBase:
                return False
        for step in (*self.done, *self.undone):
            if step.id == told["id"]:
                step.applied = change
        if not change:
            self._drop_step(told["id"])
        return True

    def _drop_step(self, change_id: str) -> None:
        for steps in (self.done, self.undone):
            steps[:] = [step for step in steps if step.id != change_id]

    def _decided(self, item: Edit, rejection: Message | None) -> None:
        self.queue.remove(item)
        if rejection is None:
            self.acknowledged.append(item.id)
        else:
            self.rejected.append(rejection)
            self._drop_step(item.id)

    def _rollback(self) -> None:
        if self.down:
            return
        self.down = True
        for item in reversed(self.queue):
            if item.applied is not None:
                self.state.commit(invert(item.applied))
                item.applied = None

    def _replay(self) -> None:
        if not self.down:
            return
        self.down = False
        for item in self.queue:
            try:
                applied = rebase(item.change, self.state).change
                self.state.commit(applied)
            except CjmError:
                continue
            item.applied = applied

    def hello(self) -> None:
        """Start, or start again: ask where the authority stands."""
        self.greeting = True
        have = {"epoch": self.epoch, "revision": self.revision} if self.trusted else None
        message = {"type": "hello", "protocol": 1, "client": self.client, "have": have}
        self.send(message | {"pending": [item.id for item in self.queue]})

    def _push(self) -> None:
        flying = bool(self.queue) and self.queue[0].id in self.in_flight
        if not self.queue or not self.trusted or self.greeting or flying:
            return
        batch = self.queue[:BATCH]
        self.in_flight = {item.id for item in batch}
        changes = [{"id": i.id, "label": i.label, "change": encode_change(i.change)} for i in batch]
        self.send({"type": "push", "client": self.client, "epoch": self.epoch, "changes": changes})
