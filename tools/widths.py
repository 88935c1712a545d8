"""Write the widths and the kerning of Liberation Sans, with which pictures of maps are laid out.

uv run --with fonttools tools/widths.py [folder of the fonts]

The result is part of the package, so that nobody needs the fonts, or this, to make a picture.
The font is metric-compatible with Arial and Helvetica.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-not-found,unused-ignore]

FOLDER = Path("/usr/share/fonts/truetype/liberation")
TABLE = Path(__file__).parents[1] / "cjm_widgets/formats/picture/widths.json"
#: Private use: glyphs that no text means.
PRIVATE = range(0xE000, 0xF900)


def main() -> None:
    """Write the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    faces = {name: TTFont(folder / f"LiberationSans-{name}.ttf") for name in
             ("Regular", "Bold", "Italic")}  # fmt: skip
    regular, bold, italic = (_widths(face) for face in faces.values())
    slanted = {code: width for code, width in italic.items() if width != regular.get(code)}
    print(f"{len(regular)} characters; {len(slanted)} of another width in italic")
    version = faces["Regular"]["name"].getDebugName(5)
    found = {
        "font": f"Liberation Sans, {version}",
        "units": faces["Regular"]["head"].unitsPerEm,
        "regular": _runs(regular),
        "bold": _runs(bold),
        # Only where they differ from the regular ones.
        "italic": _runs(slanted),
        # How much nearer, or further, a character stands to the one before it.
        "kerning": {name.lower(): _pairs(face) for name, face in faces.items()},
    }
    TABLE.write_text(json.dumps(found, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
    print(f"{TABLE}: {TABLE.stat().st_size:,} bytes")


def _widths(face: TTFont) -> dict[int, int]:
    sizes = face["hmtx"].metrics
    return {code: sizes[name][0] for code, name in sorted(face.getBestCmap().items())
            if code >= 32 and code not in PRIVATE}  # fmt: skip


def _pairs(face: TTFont) -> dict[str, dict[str, int]]:
    codes: dict[str, list[str]] = {}
    for code, name in face.getBestCmap().items():
        codes.setdefault(name, []).append(chr(code))
    pairs: dict[str, dict[str, int]] = {}
    for table in face["kern"].kernTables:
        for (left, right), by in table.kernTable.items():
            for a in codes.get(left, ()):
                pairs.setdefault(a, {}).update((b, by) for b in codes.get(right, ()))
    return pairs


def _runs(widths: dict[int, int]) -> dict[str, list[int]]:
    """Give the widths of characters that follow each other, by the first of them."""
    runs: dict[str, list[int]] = {}
    start = last = -2
    for code, width in widths.items():
        if code != last + 1:
            start = code
            runs[str(start)] = []
        runs[str(start)].append(width)
        last = code
    return runs


if __name__ == "__main__":
    main()
