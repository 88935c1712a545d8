"""The converter in a process of its own: what it makes, and what becomes of its failures."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.formats import converting
from cjm_widgets.formats.converting import converted

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/>'
SQUARES = [
    f"{SQUARE}</svg>",
    f"{SQUARE}<text x='1' y='7' font-family='Liberation Sans' fill='#fff'>zażółć</text></svg>",
]
#: Another converter, which tells what it was given.
CONVERTER = """
fonts = []
register_font_directory = fonts.append

def svg_to_png(svg, scale):
    print("made")
    return f"{fonts} {scale} {svg}"
"""
CHART = {"data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": {"field": "a"}}}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return the processes that are started, each as its command."""
    commands: list[Any] = []
    run = subprocess.run

    def note(command: Any, **options: Any) -> Any:
        commands.append(command)
        return run(command, **options)

    monkeypatch.setattr(converting.subprocess, "run", note)
    return commands


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no thread of another test stand beside this one."""
    monkeypatch.setattr(converting.threading, "active_count", lambda: 1)


def on_a_thread(work: Callable[[], Any]) -> Any:
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def squares(call: str = "svg_to_png", **options: Any) -> list[Any]:
    return converted(call, SQUARES, "image", "a picture", **options)


@pytest.mark.usefixtures("alone")
def test_i28_a_process_makes_the_same(started: list[Any], tmp_path: Path) -> None:
    """[I28] Bytes and text, in the order of what is given, with options and fonts."""

    def make() -> list[Any]:
        charts = converted("vegalite_to_svg", [CHART, CHART], "report", "a chart")
        return [*squares(scale=3, fonts=tmp_path), *charts]

    here = make()
    assert started == []
    assert on_a_thread(make) == here
    assert len(started) == 2
    assert [type(one) for one in here] == [bytes, bytes, str, str]
    assert here[0] != here[1]
    # A PDF says when it was made, so only its beginning is the same.
    assert [made[:5] for made in on_a_thread(lambda: squares("svg_to_pdf"))] == [b"%PDF-"] * 2


def test_i28_a_process_has_the_same_modules_and_fonts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """[I28] It finds what is found here, and what a converter prints is no part of the answer."""
    (tmp_path / "vl_convert.py").write_text(CONVERTER, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    made = on_a_thread(lambda: squares(scale=2, fonts=tmp_path))
    assert made == [f"{[str(tmp_path.resolve())]} {2} {square}" for square in SQUARES]


def test_i28_a_picture_is_made_apart_where_threads_run(started: list[Any]) -> None:
    """[I28] As they do in a kernel; a chart, which takes longer there, is only on a thread."""
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert cjm.render(cjm.Journey("One")).png().startswith(b"\x89PNG")
        assert len(started) == 1
        assert cjm.render(cjm.Journey("One")).pdf().startswith(b"%PDF")
        assert len(started) == 2
        converted("vegalite_to_svg", [CHART], "report", "a chart")
        assert len(started) == 2
    finally:
        over.set()
        other.join()


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("how", [lambda work: work(), on_a_thread])
def test_i28_a_failure_is_typed(how: Callable[[Callable[[], Any]], Any]) -> None:
    """[I28] It names what could not be made, why, and what to take instead."""

    def make() -> Any:
        return converted("svg_to_png", ["no svg"], "image", "a PNG")

    said = r"a PNG could not be made: unknown token at 1:1; take \.svg"
    with pytest.raises(cjm.FormatError, match=said):
        how(make)


def test_i28_a_process_that_takes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """[I28] Whoever asked is told so."""
    endless = tmp_path / "endless.py"
    endless.write_text("import time\ntime.sleep(60)", "utf-8")
    monkeypatch.setattr(converting, "_PROCESS", endless)
    monkeypatch.setattr(converting, "_PATIENCE", 0.1)
    with pytest.raises(cjm.FormatError, match="a picture was not done within"):
        on_a_thread(squares)


@pytest.mark.parametrize("executable", ["", "/no/such/python"])
def test_i28_without_processes_it_is_made_here(
    monkeypatch: pytest.MonkeyPatch, executable: str
) -> None:
    """[I28] As where Python runs in a browser, or within another program."""
    monkeypatch.setattr(sys, "executable", executable)
    assert [made[:4] for made in on_a_thread(squares)] == [b"\x89PNG"] * 2
