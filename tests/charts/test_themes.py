"""The themes: registered and not enabled; colours that stand out and are told apart."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from itertools import combinations
from pathlib import Path

import altair as alt
import pytest

import cjm_widgets as cjm
from cjm_widgets.charts import themes

#: Full protanopia, deuteranopia and tritanopia, on linear light.
#: G. M. Machado et al., "A Physiologically-based Model for Simulation of Color Vision Deficiency",
#: IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009.
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
               (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
               (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def linear(color: str) -> list[float]:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def contrast(one: str, other: str) -> float:
    light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear, (one, other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(color: str, vision: str) -> tuple[float, float, float]:
    """Return a colour as people of a vision see it, in CIELAB (D65)."""
    rgb = linear(color)
    r, g, b = (max(0, sum(m * c for m, c in zip(row, rgb, strict=True))) for row in VISION[vision])
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("theme", themes.GROUNDS)
def test_l7_colours_stand_out(theme: str) -> None:
    """[L7] Every colour has 3 to 1 on every ground, every text 4.5 to 1."""
    ground = themes.GROUNDS[theme]
    for color in themes.COLORS:
        assert contrast(color, ground) >= 3, color
    ink, quiet, _ = themes.INKS[theme]
    assert contrast(ink, ground) >= 7
    assert contrast(quiet, ground) >= 4.5


@pytest.mark.parametrize("vision", VISION)
def test_l7_colours_are_told_apart(vision: str) -> None:
    """[L7] No two of the colours look alike, whatever the colour vision (signs differ, too)."""
    for one, other in combinations(themes.COLORS, 2):
        a, b = lab(one, vision), lab(other, vision)
        distance = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        assert distance > 10, (one, other, distance)


def test_l7_themes_are_registered_and_none_is_enabled() -> None:
    """[L7] Importing the charts registers three themes, and changes nothing else of Altair."""
    code = (
        "import altair as alt; before = alt.theme.active, alt.renderers.active;"
        "import cjm_widgets.charts;"
        "assert (alt.theme.active, alt.renderers.active) == before;"
        "print(*sorted(name for name in alt.theme.names() if name.startswith('cjm')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["cjm_dark", "cjm_light", "cjm_print"]


def test_l7_altair_finds_the_themes_by_themselves() -> None:
    """[L7] The package declares them to Altair, so that they are there before any chart is."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    declared = project["project"]["entry-points"]["altair.vegalite.v6.theme"]
    assert declared.keys() == themes.GROUNDS.keys()
    for name, target in declared.items():
        module, function = target.split(":")
        assert module == themes.__name__
        assert getattr(themes, function)()["config"] == themes.config(name)


def test_l7_a_theme_is_only_a_configuration() -> None:
    """[L7] A theme alters the configuration of a chart and nothing else."""
    chart = cjm.charts.check_summary(cjm.Journey())
    plain = chart.to_dict()
    with alt.theme.enable("cjm_dark"):
        dark = chart.to_dict()
    assert dark.pop("config") != plain.pop("config")
    assert dark == plain
    assert themes.cjm_dark() == {"config": themes.config("cjm_dark")}
