"""Progress of long work: who is told, where it is seen, and what is left of it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

import cjm_widgets as cjm
from cjm_widgets import progress
from cjm_widgets.progress import shown


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    encoding = "ascii"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give a clock that stands still until it is set."""
    now = [0.0]
    monkeypatch.setattr("cjm_widgets.progress.time.monotonic", lambda: now[0])
    return now


def test_u20_a_function_is_told_every_step() -> None:
    """[U20] Before each step, and when all are done; also when the work lasts no time."""
    told: list[tuple[int, int, str]] = []
    with shown(lambda *step: told.append(step), 2) as step:
        step("one")
        step("two")
    assert told == [(0, 2, "one"), (1, 2, "two"), (2, 2, "")]


def test_u20_a_function_may_end_the_work() -> None:
    """[U20] What it raises is raised."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), shown(stop, 2) as step:
        step("one")


def test_u21_quick_work_shows_nothing(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """[U21] What is done within a second writes nothing to a terminal."""
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with shown(None, 3) as step:
        step("one")
        clock[0] = progress.PATIENCE
        step("two")
    assert terminal.getvalue() == ""


def test_u21_long_work_is_one_line_that_goes_away(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """[U21] Written over and over; nothing in a name moves the cursor."""
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with shown(None, 3) as step:
        step("one")
        clock[0] = 1.1
        step("two\n\x1b[2J ż")
    written = terminal.getvalue()
    assert "1/3 two" in written
    assert "\n" not in written
    assert "\x1b" not in written
    assert written.endswith("\r" + " " * 72 + "\r")


def test_u21_the_line_goes_away_when_the_work_fails(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """[U21] So that the error stands by itself."""
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())

    def fail() -> None:
        with shown(None, 3) as step:
            clock[0] = 2.0
            step("one")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert terminal.getvalue().endswith(" \r")


def test_u22_no_progress_where_nobody_looks(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """[U22] Not in a file or a pipe, and not when it is not wanted."""
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    for wanted in (None, True, False):
        with shown(wanted, 1) as step:
            clock[0] += 5
            step("one")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with shown(False, 1) as step:
        clock[0] += 5
        step("one")
    assert pipe.getvalue() == terminal.getvalue() == ""
    with pytest.raises(cjm.FormatError, match="progress is a function"), shown(3, 1):  # type: ignore[arg-type]
        pass


def test_u23_a_notebook_has_a_bar_that_goes_away(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """[U23] It comes after a second, is no HTML, and is closed at the end."""
    made: list[object] = []
    monkeypatch.setattr("cjm_widgets.progress._in_notebook", lambda: True)
    monkeypatch.setattr("IPython.display.display", made.append)
    with shown(None, 4) as step:
        step("one")
        assert made == []
        clock[0] = 1.5
        step("<b>two</b>")
        (bar,) = made
        assert (bar.value, bar.max, bar.description) == (1, 4, "<b>two</b>")  # type: ignore[attr-defined]
        assert bar.description_allow_html is False  # type: ignore[attr-defined]
    assert bar.layout.display == "none"  # type: ignore[attr-defined]
    assert bar.comm is None  # type: ignore[attr-defined]


def test_u22_nothing_is_imported_for_it(tmp_path: Path) -> None:
    """[U22] A script without a notebook does not load widgets to show none."""
    code = (
        "import sys; from cjm_widgets.progress import shown\n"
        "with shown(None, 1) as step: step('x')\n"
        "print('IPython' in sys.modules, 'ipywidgets' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
    del tmp_path
