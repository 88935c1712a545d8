"""Make a picture small: a palette of few colours, as flat drawings need no more."""

from __future__ import annotations

import struct
import zlib

import numpy as np

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def smaller(png: bytes, colors: int = 96) -> bytes:
    """Return a picture as one of a palette, on white where it was transparent.

    Parameters
    ----------
    png
        As vl-convert makes them: 8 bits a channel, red, green, blue and alpha, not interlaced.
    colors
        Of the palette, at most 256.
    """
    pixels = _on_white(_decoded(png))
    high, wide, _ = pixels.shape
    flat = pixels.reshape(-1, 3)
    found, counts = np.unique(flat @ np.array([65536, 256, 1]), return_counts=True)
    rgb = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    order = np.argsort(-counts, kind="stable")
    flats = rgb[order[: colors // 2]]
    # Grounds and lines keep their colour. Of what lies between, the edges of texts and lines, the
    # commonest colour of each sixteenth of a channel stands for those near it.
    rest = order[colors // 2 :]
    _, first, bucket = np.unique(
        (rgb[rest] // 16) @ np.array([256, 16, 1]), return_index=True, return_inverse=True
    )
    weight = np.bincount(bucket, weights=counts[rest], minlength=len(first))
    edges = rgb[rest[first[np.argsort(-weight, kind="stable")[: colors - len(flats)]]]]
    palette = np.concatenate([flats, edges])
    nearest = ((rgb[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    index = nearest[np.searchsorted(found, flat @ np.array([65536, 256, 1]))].astype(np.uint8)
    rows = np.zeros((high, wide + 1), dtype=np.uint8)
    rows[:, 1:] = index.reshape(high, wide)
    return b"".join([
        _SIGNATURE,
        _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)),
        _chunk(b"PLTE", palette.astype(np.uint8).tobytes()),
        _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
        _chunk(b"IEND", b""),
    ])  # fmt: skip


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _decoded(png: bytes) -> np.ndarray:
    """Return the pixels of a picture: rows, columns, four channels."""
    at, data = len(_SIGNATURE), b""
    wide, high, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    if (depth, kind, interlaced) != (8, 6, 0):
        raise ValueError(f"a picture of {depth} bits and kind {kind} is not read here")
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += 12 + size
    lines = np.frombuffer(zlib.decompress(data), dtype=np.uint8).reshape(high, 4 * wide + 1)
    above = [0] * (4 * wide)
    rows = []
    for line in lines:
        above = _unfiltered(int(line[0]), line[1:].tolist(), above)
        rows.append(above)
    return np.array(rows, dtype=np.int64).reshape(high, wide, 4)


def _unfiltered(kind: int, row: list[int], above: list[int]) -> list[int]:
    """Return a row of bytes as it was before its filter (PNG specification, 9.2)."""
    if kind == 0:
        return row
    if kind == 2:
        return [(x + b) & 255 for x, b in zip(row, above, strict=True)]
    out = [0] * 4 + row
    up = [0] * 4 + above
    for at in range(4, len(out)):
        a, b, c = out[at - 4], up[at], up[at - 4]
        near = a if kind == 1 else (a + b) // 2 if kind == 3 else _paeth(a, b, c)
        out[at] = (out[at] + near) & 255
    return out[4:]


def _paeth(a: int, b: int, c: int) -> int:
    p = a + b - c
    return min((a, b, c), key=lambda value: abs(p - value))


def _on_white(pixels: np.ndarray) -> np.ndarray:
    part = pixels[:, :, 3:] / 255
    return np.rint(pixels[:, :, :3] * part + 255 * (1 - part)).astype(np.int64)
