"""The only place that mutates a document: lock, revision, history, listeners, undo."""

from __future__ import annotations

import logging
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from threading import RLock
from typing import NamedTuple

import msgspec

from .change import Change, invert, squash
from .errors import InvalidDocument, LimitExceeded, NothingToUndo
from .guard import check_change, growth
from .interrupts import Block, Uninterrupted
from .limits import USUAL, Limits
from .mailbox import Mailbox
from .notes import comments_for
from .rebase import Note, rebase, settle_undo
from .records import Vote
from .state import State
from .voting import settle_votes

HISTORY = 10_000
_LOG = logging.getLogger("cjm_widgets")


class Entry(msgspec.Struct, frozen=True):
    """One accepted change.

    Attributes
    ----------
    revision
        The one it led to.
    id, by
        Its own id, and the id of the client that made it (``"python"`` for code).
    label
        What it is called: a key such as ``rename.touchpoint``, or words.
    time
        When it was accepted, in seconds since 1970; None for what was not recorded.
    author
        The name of the person behind `by` when it was made, as far as it was known.
    """

    revision: int
    id: str
    by: str
    label: str
    change: Change
    time: float | None = None
    author: str = ""


class Step(NamedTuple):
    """What `undo` or `redo` takes back, and what it is called."""

    label: str
    change: Change


Listener = Callable[[Entry], None]


class Store:
    """A document and its history.

    Every edit goes through `submit`: rebased, checked, applied all or none under one
    re-entrant lock, given the next revision, kept in the history, then told to listeners.
    """

    def __init__(self, state: State, limits: Limits = USUAL, size: int = 0) -> None:
        self.state = state
        #: What every edit is held to.
        self.limits = limits
        #: How long the file of the document is, about.
        self.size = size
        self.lock = RLock()
        self.epoch = secrets.token_hex(8)
        self.revision = 0
        self.history: deque[Entry] = deque(maxlen=HISTORY)
        self.read_only: InvalidDocument | None = None
        self._mailboxes: list[Mailbox[Entry]] = []
        self._later: deque[Callable[[], None]] = deque()
        self._transaction: list[Change] | None = None
        self._undo: deque[Step] = deque(maxlen=HISTORY)
        self._redo: deque[Step] = deque()
        self._depth = 0
        self._importing = False
        #: Called under the lock with each entry; must be quick and must not edit.
        self.on_record: list[Callable[[Entry], None]] = []

    def submit(
        self,
        change: Change,
        *,
        change_id: str = "",
        by: str = "python",
        label: str = "",
        author: str = "",
    ) -> Entry:
        """Make `change` fit the document, apply it and tell everybody.

        Inside a transaction it is applied at once and told at the end.
        """
        with Uninterrupted(), self.editing():
            entry = self._accept(change, label, change_id, by, author)
            if self._transaction is None and entry.change:
                self._done(label, entry.change)
        return entry

    def editing(self) -> AbstractContextManager[None]:
        """Hold the lock for reading and submitting; listeners are told once it is free."""
        return Block(self._enter, lambda _: self._leave())

    @contextmanager
    def within(self, limits: Limits) -> Iterator[None]:
        """Hold edits to other limits for a while; to be called under the lock."""
        before, self.limits = self.limits, limits
        try:
            yield
        finally:
            self.limits = before

    @contextmanager
    def importing(self) -> Iterator[None]:
        """Take votes of other places for a while, whose rounds are over; under the lock."""
        before, self._importing = self._importing, True
        try:
            yield
        finally:
            self._importing = before

    def snapshot(self) -> tuple[State, int]:
        """Return the document as it is now, to be read while others edit, and its revision.

        The lock is held only to copy a list.
        """
        with self.lock:
            records, newer = list(self.state.records.values()), self.state.newer
            revision = self.revision
        state = State(records)
        state.newer = newer
        return state, revision

    def postpone(self, job: Callable[[], None]) -> bool:
        """Run `job` once the open transaction is over; False, and not run, when none is open.

        To be called under the lock, so the transaction is one of this very thread: an async cell
        that waits inside one lets messages of views in.
        """
        if self._transaction is None:
            return False
        self._later.append(job)
        return True

    def transaction(self, label: str = "") -> AbstractContextManager[Callable[[], Change]]:
        """Make all edits inside one change: one revision, one undo, all or none.

        Inside another one it is a part of that one, which goes or stays as a whole. Gives a
        function that tells what was changed so far.
        """
        outer: list[Change] | None
        parts: list[Change] = []
        start: int

        def begin() -> Callable[[], Change]:
            nonlocal outer, parts, start
            self._enter()
            outer = self._transaction
            parts = self._transaction = parts if outer is None else outer
            start = len(parts)
            return lambda: squash(*parts[start:])

        def end(failed: bool) -> None:
            self._transaction = outer
            try:
                if failed:
                    for part in reversed(parts[start:]):
                        self.state.commit(invert(part))
                        self.size -= growth(part)
                    del parts[start:]
                elif outer is None and (done := squash(*parts)):
                    self._record(done, label)
                    self._done(label, done)
            finally:
                self._leave()

        return Block(begin, end)

    def undo(self) -> Entry:
        """Take the last change back, whoever made it."""
        return self._step_back(self._undo, self._redo, "Undo")

    def redo(self) -> Entry:
        """Do again what the last undo took back."""
        return self._step_back(self._redo, self._undo, "Redo")

    def since(self, revision: int) -> list[Entry] | None:
        """Return what happened after `revision`, None when the history is too short."""
        count = self.revision - revision
        if count < 0 or count > len(self.history):
            return None
        return [self.history[at] for at in range(len(self.history) - count, len(self.history))]

    @property
    def followed(self) -> bool:
        """Whether anybody is told of changes."""
        return bool(self._mailboxes)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change, in order; returns how to stop it.

        It runs outside of the lock, on the thread that made the change. What it raises is
        logged and stops neither the change nor other listeners.
        """

        def deliver(batch: list[Entry]) -> None:
            while batch:
                entry = batch.pop(0)
                try:
                    listener(entry)
                except Exception:
                    _LOG.exception("a callback of on_change failed at revision %d", entry.revision)

        return self.attach(Mailbox(deliver, interruptible=True))

    def attach(self, mailbox: Mailbox[Entry], *, first: bool = False) -> Callable[[], None]:
        """Put every later entry into `mailbox`; returns how to stop it.

        Those attached as `first` are emptied before the others: no callback of a user may keep
        a view from its answer.
        """
        with self.lock:
            self._mailboxes.insert(0 if first else len(self._mailboxes), mailbox)

        def detach() -> None:
            with self.lock:
                if mailbox in self._mailboxes:
                    self._mailboxes.remove(mailbox)

        return detach

    def _accept(
        self,
        change: Change,
        label: str,
        change_id: str = "",
        by: str = "python",
        author: str = "",
        *,
        back: bool = False,
    ) -> Entry:
        """Make a change. With `back` it brings back what was there, which is not looked at."""
        if self.read_only is not None:
            raise self.read_only
        rebased = rebase(change, self.state)
        change = rebased.change
        # What comes from a file or a table was decided on where it was made.
        if not back and by != "file" and not self._importing:
            change = settle_votes(
                change, self.state, by_view=by != "python", was_removed=self._was_removed
            )
        more = growth(change)
        if not back:
            check_change(change, self.state, self.limits)
            self._check_size(more)
        self.state.commit(change)
        if rebased.notes:
            # After the change itself, whose own comments and moves of comments take keys too.
            notes = comments_for(
                rebased.notes, self.state,
                author=author, writer=self._writer, longest=self.limits.text,
            )  # fmt: skip
            comments = Change(added=notes)
            self.state.commit(comments)
            more += growth(comments)
            change = squash(change, comments)
        self.size += more
        if self._transaction is not None:
            self._transaction.append(change)
            return Entry(self.revision, change_id, by, label, change, author=author)
        if not change and not change_id:
            # Code that says what the map says already is no news; a push wants its answer.
            return Entry(self.revision, change_id, by, label, change, author=author)
        return self._record(change, label, change_id, by, author)

    def _was_removed(self, vote: Vote) -> bool:
        """Tell whether this very vote went with its target or its round, when that went last.

        One that was taken back before is not among those that come back with them.
        """
        for entry in reversed(self.history):
            removed = entry.change.removed
            if vote.target in removed or vote.session in removed:
                return removed.get(vote.id) == vote
        return False

    def _writer(self, note: Note) -> str:
        """Return the name of who wrote the text of a note, empty when it is not known."""
        field = note.field.partition(".")[0]
        for entry in reversed(self.history):
            change = entry.change
            if note.record in change.added or field in change.updated.get(note.record, ()):
                return entry.author
        return ""

    def _done(self, label: str, change: Change) -> None:
        """Take note of a step that can be taken back; what could be redone no longer fits."""
        self._redo.clear()
        self._undo.append(Step(label, change))

    def _check_size(self, more: int) -> None:
        """Raise where a change makes the map so large that its file would not be read again."""
        if more > 0 and self.size + more > self.limits.size:
            raise LimitExceeded(
                f"the map would have about {self.size + more:,} bytes; at most "
                f"{self.limits.size:,} are taken",
                limit="size", at_most=self.limits.size, value=self.size + more,
            )  # fmt: skip

    def _record(
        self,
        change: Change,
        label: str,
        change_id: str = "",
        by: str = "python",
        author: str = "",
    ) -> Entry:
        self.revision += 1
        name = change_id or f"{by}.{self.revision}"
        entry = Entry(self.revision, name, by, label, change, time.time(), author)
        self.history.append(entry)
        for hook in self.on_record:
            hook(entry)
        for mailbox in self._mailboxes:
            mailbox.put(entry)
        return entry

    def _step_back(self, source: deque[Step], target: deque[Step], word: str) -> Entry:
        with Uninterrupted(), self.editing():
            if self._transaction is not None:
                raise NothingToUndo("a transaction is open; leave its with block first")
            if not source:
                raise NothingToUndo(f"there is nothing to {word.lower()}")
            last = source[-1]
            change, _ = settle_undo(invert(last.change), self.state)
            entry = self._accept(change, f"{word}: {last.label}" if last.label else word, back=True)
            # Only now: a step that is refused can be taken another time.
            source.pop()
            target.append(Step(last.label, entry.change))
        return entry

    def _tell_views(self) -> None:
        """Do what waited for the end of a transaction, and tell all that no user's code hears."""
        while self._later:
            try:
                self._later.popleft()()
            except Exception:
                _LOG.exception("what waited for the end of a transaction failed")
        for mailbox in list(self._mailboxes):
            if not mailbox.interruptible:
                mailbox.drain()

    def _tell_listeners(self) -> None:
        with ExitStack() as stack:
            # Each, also when one is interrupted.
            for mailbox in reversed(self._mailboxes):
                if mailbox.interruptible:
                    stack.callback(mailbox.drain)

    def _enter(self) -> None:
        self.lock.acquire()
        self._depth += 1

    def _leave(self) -> None:
        """Let go of the lock; the outermost tells everybody, views before code of users."""
        self._depth -= 1
        outermost = self._depth == 0
        self.lock.release()
        # Also where the block raised: what it had submitted before stands.
        if outermost:
            self._tell_views()
            self._tell_listeners()
