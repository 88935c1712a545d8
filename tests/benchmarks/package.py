"""What the package weighs: the bundle, and the time an import takes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cjm_widgets
from tests.benchmarks.figures import Figure, at_most, median, ms, spread

ROUNDS = 15
CLOCK = "from time import perf_counter as t; s = t(); {}; print(t() - s)"
STATEMENTS = {
    "anywidget": "import anywidget",
    "ours": "import cjm_widgets",
    "journey": "from cjm_widgets import Journey",
    "editor": "from cjm_widgets import JourneyEditor",
}
HEAVY = "import sys, cjm_widgets; print([m for m in ('pandas', 'altair') if m in sys.modules])"


def size() -> Iterator[Figure]:
    """The bundle as it travels to the browser."""
    static = Path(cjm_widgets.__file__).parent / "static"
    js, css = ((static / name).stat().st_size for name in ("widget.js", "widget.css"))
    yield at_most(
        "JS and CSS of the widget, as shipped",
        (js + css) / 1000,
        100,
        "kB",
        notes=f"widget.js {js / 1000:.1f} kB + widget.css {css / 1000:.1f} kB",
    )
    whole = json.loads((static / "build.json").read_text("utf-8"))["bytes"].get("minified")
    if whole is not None:
        yield at_most(
            "JS and CSS of the widget, minified, before packing",
            whole / 1000,
            100,
            "kB",
            notes="widget.js carries them compressed",
        )


def imports() -> Iterator[Figure]:
    """Fresh interpreters, in turn."""
    taken: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for number in range(ROUNDS + 1):
        for name, statement in STATEMENTS.items():
            seconds = float(_run(CLOCK.format(statement)))
            if number:  # the first round fills the caches of the disk
                taken[name].append(seconds)
    floor = median(taken["anywidget"])
    heavy = _run(HEAVY).strip()
    yield at_most(
        "import cjm_widgets : import anywidget",
        median(taken["ours"]) / floor,
        1.2,
        notes=f"{ms(median(taken['ours']))} : {ms(floor)}; pandas or altair imported by it: "
        f"{heavy}; spread {spread(taken['anywidget']):.0%}",
    )
    for name in ("journey", "editor"):
        taken_here = median(taken[name])
        yield Figure(
            f"{STATEMENTS[name]} : import anywidget",
            "-",
            f"{taken_here / floor:.3g}x",
            notes=ms(taken_here),
        )


def _run(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
