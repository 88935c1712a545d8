"""Draw every chart of every map of the tests, light and dark, and all of them on one sheet.

python tools/charts.py [folder] [name ...]
"""

from __future__ import annotations

import struct
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import altair as alt  # noqa: E402
import vl_convert  # noqa: E402

import cjm_widgets as cjm  # noqa: E402
from tests.charts.maps import MAPS, draw  # noqa: E402

_TILE = (420, 300)
_MOST = 4_000_000
#: So small pictures are on the sheet at most.
_LEAST = 0.5


def main() -> None:
    """Write the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "charts"
    folder.mkdir(parents=True, exist_ok=True)
    names = sys.argv[2:] or cjm.charts.__all__
    made: list[tuple[str, Path]] = []
    with alt.data_transformers.enable("default", max_rows=None):
        for size, make in MAPS.items():
            journey = make()
            for name in names:
                for theme in ("cjm_light", "cjm_dark"):
                    path = folder / f"{name}-{size}-{theme.removeprefix('cjm_')}.png"
                    with alt.theme.enable(theme):
                        spec = draw(name, journey).to_dict()
                    svg = vl_convert.vegalite_to_svg(spec)
                    path.write_bytes(_picture(svg))
                    made.append((path.stem, path))
    if len(names) == len(cjm.charts.__all__):
        (folder / "contact-sheet.png").write_bytes(_sheet(made))
    print(f"{len(made)} pictures in {folder}")


def _picture(svg: str) -> bytes:
    """Return a picture, smaller where the chart is very large."""
    head = svg[: svg.index(">")]
    wide, high = (float(head.split(f'{n}="')[1].split('"')[0]) for n in ("width", "height"))
    scale = min(1.0, (_MOST / (wide * high)) ** 0.5) if wide * high > _MOST else 1.0
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def _sheet(made: list[tuple[str, Path]]) -> bytes:
    """Return all pictures, each in a tile with its name."""
    from base64 import b64encode

    wide, high = _TILE
    across = 2 * len(MAPS)
    names = list(dict.fromkeys(stem.split("-")[0] for stem, _ in made))
    tiles = []
    for at, (stem, path) in enumerate(sorted(made, key=lambda m: names.index(m[0].split("-")[0]))):
        data = path.read_bytes()
        w, h = struct.unpack(">II", data[16:24])
        # Of what is very long only the beginning is seen here.
        scale = min(max(min((wide - 16) / w, (high - 36) / h), _LEAST), 1)
        x, y = at % across * wide, at // across * high
        tiles.append(
            f'<text x="{x + 8}" y="{y + 20}" font-size="13" font-family="sans-serif">'
            f'{escape(stem)}</text><svg x="{x + 8}" y="{y + 28}" width="{wide - 16}" '
            f'height="{high - 36}"><image width="{w * scale:.0f}" height="{h * scale:.0f}" '
            f'href="data:image/png;base64,{b64encode(data).decode()}"/></svg>'
        )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide * across}" '
        f'height="{high * len(names)}"><rect width="100%" height="100%" fill="#cfcfcf"/>'
        f"{''.join(tiles)}</svg>"
    )
    return bytes(vl_convert.svg_to_png(svg, scale=0.6))


if __name__ == "__main__":
    main()
