"""What `js/` is built into: complete, small, and part of a wheel."""

import json
import zlib
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import cjm_widgets as cjm
from cjm_widgets import _bundle, i18n

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 120_000
BUILT = [
    "widget.js",
    "widget.css",
    "chart.js",
    "vega.js.gz",
    *(f"i18n/{name}.json" for name in i18n.LANGUAGES),
]


def packed() -> dict:
    """Return the packed code as the script has it; `unpack` below knows how to read it."""
    text = _bundle.packaged("widget.js").read_text("ascii")
    code = text.partition('code:"')[2].partition('"')[0]
    length = text.partition("length:")[2].partition(",")[0]
    return {"code": code, "length": int(float(length))}


def unpack(code: str, length: int) -> bytes:
    """Decode base91 with the letters of `js/src/unpack/base91.ts`, and unzip."""
    digits = [ord(c) - 35 for c in code.translate({33: 60, 60: 33, 92: 126, 126: 92})]
    held = bits = 0
    found = bytearray()
    for low, high in zip(digits[::2], digits[1::2], strict=True):
        value = low + high * 91
        held |= value << bits
        bits += 14 if value & 8191 < 89 else 13
        while bits > 7:
            found.append(held & 255)
            held >>= 8
            bits -= 8
    return zlib.decompress(bytes(found[:length]), wbits=31)


def test_t1_script_and_style_travel_within_the_limit():
    editor = cjm.JourneyEditor()
    state = editor.get_state()
    script, style = state["_esm"], state["_css"]
    assert len(script.encode()) + len(style.encode()) <= LIMIT
    # Not a character more on the wire, whatever writes the JSON.
    assert len(json.dumps([script, style])) <= LIMIT + 500
    bytes_ = json.loads(_bundle.packaged("build.json").read_text("utf-8"))["bytes"]
    assert bytes_["travels"] == len(script.encode()) + len(style.encode())


def test_t2_the_script_holds_the_whole_widget():
    code = unpack(**packed()).decode("utf-8")
    assert "export{" in code
    assert ".cjm" in code
    assert i18n.texts("en")["start_slow"] in code
    assert i18n.texts("it")["start_slow"] not in code


def test_t1_nothing_in_the_script_is_escaped_on_its_way():
    code = packed()["code"]
    assert code.isascii()
    assert code.isprintable()
    assert not set(code) & set('"\\< ')
    assert len(code) < 1.235 * packed()["length"]


def test_t7_a_wheel_has_what_is_built():
    builder = WheelBuilder(str(ROOT))
    files = {file.distribution_path for file in builder.recurse_included_files()}
    for name in [*BUILT, "LICENSES.txt", "build.json"]:
        assert f"cjm_widgets/static/{name}" in files
    assert not [name for name in files if "node_modules" in name]


@pytest.mark.parametrize("name", ["widget.js", "widget.css"])
def test_t7_a_missing_file_says_how_to_get_it(name, tmp_path, monkeypatch):
    for other in {"widget.js", "widget.css"} - {name}:
        (tmp_path / other).touch()
    monkeypatch.setattr(_bundle, "STATIC", tmp_path)
    with pytest.raises(_bundle.BundleMissing, match="make build") as caught:
        _bundle.bundle()
    assert name in str(caught.value)
    assert isinstance(caught.value, ImportError)
