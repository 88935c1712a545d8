"""The small pictures of the charts, in docstrings and on the page."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import vl_convert

import cjm_widgets as cjm
from tests.charts import maps
from tests.charts.test_values import PAGE
from tools.small_png import _decoded, smaller

charts = cjm.charts


def test_l30_every_chart_has_a_small_picture() -> None:
    """[L30] In its docstring and on the page: 8 bits a point, 25 kB at most, not empty."""
    pictures = {path.stem: path.read_bytes() for path in (PAGE.parent / "charts").glob("*.png")}
    assert set(pictures) == set(charts.__all__)
    page = PAGE.read_text("utf-8")
    for name, png in pictures.items():
        assert f".. image:: /charts/{name}.png" in (getattr(charts, name).__doc__ or "")
        assert page.count(f"](charts/{name}.png)") == 1
        wide, high, depth, kind = struct.unpack(">IIBB", png[16:26])
        assert (depth, kind) == (8, 3)
        assert 300 <= wide <= 720
        assert high >= 100
        assert 3000 < len(png) <= 25_000
    assert len(set(pictures.values())) == len(pictures)


def test_l30_a_small_picture_is_the_picture() -> None:
    """[L30] A palette moves no colour of a ground or a line, and an edge by little."""
    png = vl_convert.vegalite_to_png(charts.opportunity_matrix(maps.bike()).to_dict(), scale=0.5)
    before, after = _decoded(png)[:, :, :3], _shown(smaller(png))
    assert before.shape == after.shape
    moved = abs(before - after).max(axis=2)
    assert (moved == 0).mean() > 0.9
    assert moved.max() < 64


def _shown(png: bytes) -> np.ndarray:
    """Return the pixels of a picture of a palette, whose rows have no filter."""
    wide, high = struct.unpack(">II", png[16:24])
    at = png.index(b"PLTE")
    (size,) = struct.unpack(">I", png[at - 4 : at])
    palette = np.frombuffer(png[at + 4 : at + 4 + size], np.uint8).reshape(-1, 3).astype(int)
    at = png.index(b"IDAT")
    rows = np.frombuffer(zlib.decompress(png[at + 4 :]), np.uint8).reshape(high, wide + 1)
    return palette[rows[:, 1:]]
