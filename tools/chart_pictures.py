"""Draw a small picture of every chart for its docstring and for the page of the charts.

python tools/chart_pictures.py [folder] [name ...]
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import altair as alt  # noqa: E402
import vl_convert  # noqa: E402

import cjm_widgets as cjm  # noqa: E402
from tests.charts.maps import bike, draw  # noqa: E402
from tools.small_png import smaller  # noqa: E402

#: Pixels, and bytes of a file.
_WIDEST, _LARGEST = 720, 25_000
#: What of a chart is shown, where all of it would be too much for a small picture.
_OPTIONS: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "service_blueprint": {"phase": "Consideration"},
})  # fmt: skip


def main() -> None:
    """Write the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "charts"
    folder.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:] or cjm.charts.__all__:
        with alt.theme.enable("cjm_light"):
            spec = example(name).to_dict()
        png = picture(spec)
        (folder / f"{name}.png").write_bytes(png)
        print(f"{name}: {len(png)} bytes")


def example(name: str) -> Any:
    """Return the chart of a map of buying a bike."""
    j = bike()
    if name == "what_if":
        better = {"ride": {"conversion": 0.8}}
        return cjm.what_if(j, remove=["models"], change=better).chart()
    return draw(name, j, **_OPTIONS.get(name, {}))


def picture(spec: dict[str, Any]) -> bytes:
    """Return a chart as a picture of a palette, with as many colours as there is room for."""
    svg = vl_convert.vegalite_to_svg(spec)
    wide = float(svg[: svg.index(">")].split('width="')[1].split('"')[0])
    png = vl_convert.svg_to_png(svg, scale=min(1.0, _WIDEST / wide))
    for colors in (96, 48, 32, 16):
        made = smaller(png, colors)
        if len(made) <= _LARGEST:
            return made
    raise ValueError(f"the picture has {len(made)} bytes, more than {_LARGEST}")


if __name__ == "__main__":
    main()
