"""Progress of long work: how many steps of all are done, and what is being done now.

Work says its steps, `shown` decides where they are seen: in a bar below the cell of a notebook, in
one line on standard error of a terminal, in a function of one's own, or nowhere. Whatever is done
within a second shows nothing, and nothing is left of it afterwards.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from .model.errors import FormatError, shorten

#: A function that is told ``(done, total, name)``: before each step, and once all are done.
Listener = Callable[[int, int, str], Any]
#: Seconds that work lasts before anything is shown of it.
PATIENCE = 1.0
_WIDTH = 72


class Step(Protocol):
    """Says that a step begins, and what it is."""

    def __call__(self, name: str) -> None:
        """Begin a step of that name."""


class _Sink(Protocol):
    def show(self, done: int, total: int, name: str) -> None: ...
    def close(self) -> None: ...


@contextmanager
def shown(progress: Listener | bool | None, total: int) -> Iterator[Step]:
    """Show how work goes on: ``with shown(None, 3) as step: step("first") ...``.

    Parameters
    ----------
    progress
        None or True show it where people look: in a notebook, in a terminal. False shows nothing.
        A function is told ``(done, total, name)``; what it raises ends the work.
    total
        How many steps there are.

    Raises
    ------
    FormatError
        `progress` is none of these.
    """
    sink = _sink(progress)
    done = -1

    def step(name: str) -> None:
        nonlocal done
        done = min(done + 1, total)
        sink.show(done, total, name)

    try:
        yield step
        sink.show(total, total, "")
    finally:
        sink.close()


def _sink(progress: Any) -> _Sink:
    if callable(progress):
        return _Told(progress)
    if progress not in (None, True, False):
        raise FormatError(
            "progress is a function of (done, total, name), or False for none, not "
            f"{shorten(progress)}",
            field="progress", value=progress,
        )  # fmt: skip
    if progress is False:
        return _Nowhere()
    if _in_notebook():
        return _Late(_bar)
    if sys.stderr is not None and sys.stderr.isatty():
        return _Late(_Line)
    return _Nowhere()


class _Told:
    """Tells a function."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def show(self, done: int, total: int, name: str) -> None:
        self._listener(done, total, name)

    def close(self) -> None:
        pass


class _Nowhere:
    """Shows nothing."""

    def show(self, done: int, total: int, name: str) -> None:
        pass

    def close(self) -> None:
        pass


class _Late:
    """Makes what shows progress only when the work has lasted a while."""

    def __init__(self, make: Callable[[], _Sink]) -> None:
        self._make = make
        self._begun = time.monotonic()
        self._sink: _Sink | None = None

    def show(self, done: int, total: int, name: str) -> None:
        if self._sink is None and done < total and time.monotonic() - self._begun > PATIENCE:
            self._sink = self._make()
        if self._sink is not None:
            self._sink.show(done, total, name)

    def close(self) -> None:
        if self._sink is not None:
            self._sink.close()


class _Line:
    """One line of a terminal, written over and over, and taken away at the end."""

    def show(self, done: int, total: int, name: str) -> None:
        from .compare.plain import clean, cut

        self._write("\r" + cut(f"{done}/{total} {clean(name)}", _WIDTH).ljust(_WIDTH))

    def close(self) -> None:
        self._write("\r" + " " * _WIDTH + "\r")

    def _write(self, text: str) -> None:
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding))
        sys.stderr.flush()


class _Bar:
    """A bar below the cell, gone when the work is done."""

    def __init__(self, widget: Any) -> None:
        self._widget = widget

    def show(self, done: int, total: int, name: str) -> None:
        self._widget.max = max(total, 1)
        self._widget.value = done
        # A description is HTML in some front ends unless it is said not to be; so is none of it.
        self._widget.description = name

    def close(self) -> None:
        self._widget.layout.display = "none"
        self._widget.close()


def _bar() -> _Sink:
    from IPython.display import display
    from ipywidgets import IntProgress, Layout

    widget = IntProgress(
        description_allow_html=False, style={"description_width": "initial"},
        layout=Layout(width="min(100%, 480px)"),
    )  # fmt: skip
    display(widget)  # type: ignore[no-untyped-call]
    return _Bar(widget)


def _in_notebook() -> bool:
    """Tell whether a front end that shows widgets runs this code."""
    # Where nobody imported IPython this is no notebook, and nothing has to be imported to know.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return getattr(shell, "kernel", None) is not None
