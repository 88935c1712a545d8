"""Hold back an interrupt (Ctrl+C, the stop button) where it would leave things half done."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")


class Uninterrupted:
    """A block that an interrupt does not cut short: it is raised at the block's end.

    Only the main thread is ever interrupted; elsewhere, and where the process ignores interrupts,
    this does nothing. For short work only: nobody can stop it. Blocks may be nested.
    """

    def __init__(self) -> None:
        self._handler: Any = None
        self._frame: FrameType | None = None
        #: Whether an interrupt waits for the end.
        self.hit = False
        #: Interrupts pass. Set where user's code runs, and once the block is over.
        self.open = False

    def __enter__(self) -> Self:
        if current_thread() is main_thread():
            handler = signal.getsignal(signal.SIGINT)
            if callable(handler):
                self._handler = handler
                try:
                    signal.signal(signal.SIGINT, self._note)
                except ValueError:
                    # Not the main interpreter: no signal comes here either.
                    self._handler = None
        return self

    def __exit__(self, *problem: object) -> None:
        if self._handler is None:
            return
        # Whoever has set another one meanwhile may set this one again: then it hands on.
        if signal.getsignal(signal.SIGINT) == self._note:
            signal.signal(signal.SIGINT, self._handler)
        self.open = True
        self.release()

    def release(self) -> None:
        """Raise now what was held back."""
        if self.hit:
            self.hit = False
            self._handler(signal.SIGINT, self._frame)

    @contextmanager
    def allowed(self) -> Iterator[None]:
        """Let interrupts pass meanwhile, also those that outer blocks hold back."""
        chain = [(guard, guard.open) for guard in self.chain()]
        try:
            for guard, _ in chain:
                guard.open = True
            yield
        finally:
            for guard, before in chain:
                guard.open = before

    def chain(self) -> list[Uninterrupted]:
        """Return this block and those around it."""
        outer = getattr(self._handler, "__self__", None)
        return [self, *(outer.chain() if isinstance(outer, Uninterrupted) else [])]

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.open and (frame is None or frame.f_code is not Block.__exit__.__code__):
            self._handler(number, frame)
        else:
            self.hit = True
            self._frame = frame


class Block(Generic[T]):
    """A context manager whose block may be interrupted, but not its beginning and its end.

    Not a generator: an interrupt could leave one suspended, and with it a lock taken.

    Parameters
    ----------
    enter
        Called at the beginning; the block gets what it returns.
    leave
        Called at the end, with whether the block failed.
    """

    def __init__(self, enter: Callable[[], T], leave: Callable[[bool], None]) -> None:
        self._enter = enter
        self._leave = leave
        self._guard = Uninterrupted()

    def __enter__(self) -> T:
        guard = self._guard
        guard.__enter__()
        try:
            value = self._enter()
        except BaseException:
            guard.__exit__()
            raise
        try:
            guard.release()
        except BaseException:
            self.__exit__(KeyboardInterrupt)
            raise
        guard.open = True
        return value

    def __exit__(self, kind: object, *problem: object) -> None:
        self._guard.open = False
        try:
            self._leave(kind is not None)
        finally:
            self._guard.__exit__()
