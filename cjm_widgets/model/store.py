"""The only place that mutates a document: lock, revision, history, listeners, undo."""

from __future__ import annotations

import logging
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock

import msgspec

from .change import Change, invert, squash
from .errors import InvalidDocument, NothingToUndo
from .ids import new_id
from .kinds import MAX_TEXT
from .mailbox import Mailbox
from .order import key_between
from .rebase import Note, rebase, settle_undo
from .records import AnyRecord, Comment, Place
from .state import State

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
    author
        The name of the person behind `by` when it was made, as far as it was known.
    """

    revision: int
    id: str
    by: str
    label: str
    change: Change
    author: str = ""


Listener = Callable[[Entry], None]


class Store:
    """A document and its history.

    Every edit goes through `submit`: rebased, checked, applied all or none under one
    re-entrant lock, given the next revision, kept in the history, then told to listeners.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.lock = RLock()
        self.epoch = secrets.token_hex(8)
        self.revision = 0
        self.history: deque[Entry] = deque(maxlen=HISTORY)
        self.read_only: InvalidDocument | None = None
        self._mailboxes: list[Mailbox[Entry]] = []
        self._later: deque[Callable[[], None]] = deque()
        self._transaction: list[Change] | None = None
        self._undo: deque[Entry] = deque(maxlen=HISTORY)
        self._redo: list[Entry] = []
        self._depth = 0
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
        with self.editing():
            entry = self._accept(change, change_id, by, label, author)
            if self._transaction is None and entry.change:
                self._redo.clear()
                self._undo.append(entry)
        return entry

    @contextmanager
    def editing(self) -> Iterator[None]:
        """Hold the lock for reading and submitting; listeners are told once it is free."""
        outermost = False
        try:
            with self.lock:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                    outermost = self._depth == 0
        finally:
            # Also where the block raised: what it had submitted before stands.
            if outermost:
                self._tell()

    def postpone(self, job: Callable[[], None]) -> bool:
        """Run `job` once the open transaction is over; False, and not run, when none is open.

        To be called under the lock, so the transaction is one of this very thread: an async cell
        that waits inside one lets messages of views in.
        """
        if self._transaction is None:
            return False
        self._later.append(job)
        return True

    @contextmanager
    def transaction(self, label: str = "") -> Iterator[Callable[[], Change]]:
        """Make all edits inside one change: one revision, one undo, all or none.

        Inside another one it is a part of that one, which goes or stays as a whole. Gives a
        function that tells what was changed so far.
        """
        with self.editing():
            outer = self._transaction
            parts = self._transaction = [] if outer is None else outer
            start = len(parts)
            try:
                yield lambda: squash(*parts[start:])
            except BaseException:
                for part in reversed(parts[start:]):
                    self.state.commit(invert(part))
                del parts[start:]
                raise
            finally:
                self._transaction = outer
            if outer is None and (done := squash(*parts)):
                entry = self._record(done, "", "python", label)
                self._redo.clear()
                self._undo.append(entry)

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

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change, in order; returns how to stop it.

        It runs outside of the lock, on the thread that made the change. What it raises is
        logged and stops neither the change nor other listeners.
        """

        def deliver(batch: list[Entry]) -> None:
            for entry in batch:
                try:
                    listener(entry)
                except Exception:
                    _LOG.exception("a callback of on_change failed at revision %d", entry.revision)

        return self.attach(Mailbox(deliver))

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
        self, change: Change, change_id: str, by: str, label: str, author: str = ""
    ) -> Entry:
        if self.read_only is not None:
            raise self.read_only
        rebased = rebase(change, self.state)
        change = rebased.change
        self.state.commit(change)
        if rebased.notes:
            # After the change itself, whose own comments and moves of comments take keys too.
            comments = Change(added=self._comments(rebased.notes, author))
            self.state.commit(comments)
            change = squash(change, comments)
        if self._transaction is not None:
            self._transaction.append(change)
            return Entry(self.revision, change_id, by, label, change, author)
        if not change and not change_id:
            # Code that says what the map says already is no news; a push wants its answer.
            return Entry(self.revision, change_id, by, label, change, author)
        return self._record(change, change_id, by, label, author)

    def _comments(self, notes: list[Note], author: str) -> dict[str, AnyRecord]:
        """Return comments with the texts that later ones replaced, so that they stay seen.

        The author is who replaced the text; the one who wrote it is named in the comment.
        """
        siblings = self.state.siblings("comment", None)
        last = siblings[-1][0] if siblings else None
        found: dict[str, AnyRecord] = {}
        for note in notes:
            if self.state.get(note.record) is None:
                continue
            writer = self._writer(note)
            head = f"Replaced text of “{note.field}”{f' ({writer})' if writer else ''}: "
            size = MAX_TEXT - len(head)
            # A text as long as a text may be needs a second comment.
            for start in range(0, len(note.text), size):
                last = key_between(last, None)
                comment = Comment(
                    id=new_id("comment"), place=Place(order=last), target=note.record,
                    author=author, text=head + note.text[start : start + size],
                )  # fmt: skip
                found[comment.id] = comment
        return found

    def _writer(self, note: Note) -> str:
        """Return the name of who wrote the text of a note, empty when it is not known."""
        field = note.field.partition(".")[0]
        for entry in reversed(self.history):
            change = entry.change
            if note.record in change.added or field in change.updated.get(note.record, ()):
                return entry.author
        return ""

    def _record(
        self, change: Change, change_id: str, by: str, label: str, author: str = ""
    ) -> Entry:
        self.revision += 1
        name = change_id or f"{by}.{self.revision}"
        entry = Entry(self.revision, name, by, label, change, author)
        self.history.append(entry)
        for hook in self.on_record:
            hook(entry)
        for mailbox in self._mailboxes:
            mailbox.put(entry)
        return entry

    def _step_back(
        self, source: deque[Entry] | list[Entry], target: deque[Entry] | list[Entry], word: str
    ) -> Entry:
        with self.editing():
            if self._transaction is not None:
                raise NothingToUndo("a transaction is open; leave its with block first")
            while source:
                last = source.pop()
                change, _ = settle_undo(invert(last.change), self.state)
                label = f"{word} {last.label}".strip()
                entry = self._accept(change, "", "python", label)
                target.append(Entry(entry.revision, entry.id, entry.by, last.label, entry.change))
                break
            else:
                raise NothingToUndo(f"there is nothing to {word.lower()}")
        return entry

    def _tell(self) -> None:
        while self._later:
            try:
                self._later.popleft()()
            except Exception:
                _LOG.exception("what waited for the end of a transaction failed")
        for mailbox in list(self._mailboxes):
            mailbox.drain()
