"""Pictures as files: SVG, PNG, PDF, what is missing for them, and texts that break things."""

from __future__ import annotations

import io
import json
import re
import struct
import sys
import unicodedata
import warnings
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdf
import pytest

import cjm_widgets as cjm
from cjm_widgets import cli
from cjm_widgets.formats.picture.measure import face
from cjm_widgets.formats.picture.raster import plain
from tests.formats.drawn import Drawn, cut

TEXTS = Path(__file__).parents[3] / "shared" / "data" / "text" / "hostile_text.jsonl"
PNG = b"\x89PNG\r\n\x1a\n"
#: What XML cannot hold.
INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@pytest.fixture
def bike(bike: cjm.Journey) -> cjm.Journey:
    """Return the small map without what needs a font of emoji."""
    bike.remove("thumb")
    return bike


@pytest.fixture
def long() -> cjm.Journey:
    """Return a map of more columns than a page has."""
    j = cjm.Journey("Long")
    phase = j.add_phase("Phase")
    for at in range(30):
        j.add_touchpoint(f"Step {at}", phase)
    return j


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """Take away a module, as if it were not installed."""
    monkeypatch.setitem(sys.modules, request.param, None)
    return str(request.param)


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_i11_one_page_is_svg_png_and_pdf(bike: cjm.Journey, tmp_path: Path) -> None:
    """[I11] `.svg`, `.png`, `.pdf`, and `save` and `write` by suffix, make the same files."""
    picture = cjm.render(bike)
    drawn = Drawn(picture.svg)
    assert size(picture.png(scale=1)) == pytest.approx((drawn.width, drawn.height), abs=1)
    assert size(picture.png())[0] == round(2 * drawn.width)
    (page,) = pypdf.PdfReader(io.BytesIO(picture.pdf())).pages
    assert float(page.mediabox.width) == pytest.approx(drawn.width * 0.75, abs=0.1)
    for name in ("a.svg", "b.PNG", "c.pdf"):
        assert picture.save(tmp_path / name) == (tmp_path / name,)
        assert cjm.write(bike, tmp_path / f"w{name}") == tmp_path / f"w{name}"
    assert (tmp_path / "a.svg").read_text("utf-8") == picture.svg
    assert (tmp_path / "wa.svg").read_text("utf-8") == picture.svg
    assert (tmp_path / "b.PNG").read_bytes().startswith(PNG)
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    italian = cjm.write(bike, tmp_path / "it.svg", language="it").read_text("utf-8")
    assert italian == cjm.render(bike, language="it").svg
    with pytest.raises(cjm.FormatError, match=r"a picture is a file ending in \.svg, \.png, \.pdf"):
        picture.save(tmp_path / "map.jpg")
    with pytest.raises(cjm.FormatError, match="read_only is an option of a hand-out"):
        cjm.write(bike, tmp_path / "map.png", read_only=True)


def test_i12_several_pages(long: cjm.Journey, tmp_path: Path) -> None:
    """[I12] Pages are files with a number, one PDF of the size of the paper; `.svg` says so."""
    picture = cjm.render(long, page="A4")
    count = len(picture.pages)
    assert count > 2
    with pytest.raises(cjm.FormatError, match=f"this picture has {count} pages.*take .pages"):
        _ = picture.svg
    with pytest.raises(cjm.InvalidDocument, match=f"page is 1 to {count}"):
        picture.png(page=count + 1)
    for suffix in ("svg", "png"):
        paths = picture.save(tmp_path / f"map.{suffix}", scale=0.5)
        assert [path.name for path in paths] == [
            f"map-{at}.{suffix}" for at in range(1, count + 1)
        ]  # fmt: skip
        assert all(path.is_file() for path in paths)
    pages = pypdf.PdfReader(io.BytesIO(picture.pdf())).pages
    assert len(pages) == count
    for page in pages:
        assert float(page.mediabox.width) == pytest.approx(841.89, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(595.28, abs=0.1)
    assert "Step 0" in pages[0].extract_text()
    assert "Step 29" in pages[-1].extract_text()


def test_i13_a_notebook_shows_it(bike: cjm.Journey, long: cjm.Journey) -> None:
    """[I13] As SVG, several pages under each other, with a line of text beside."""
    shown = cjm.render(bike)._repr_mimebundle_()
    assert shown["image/svg+xml"] == cjm.render(bike).svg
    assert shown["text/plain"] == "Picture('Buying a bike', 1 page)"
    picture = cjm.render(long, page="A4")
    root = ET.fromstring(picture._repr_mimebundle_()["image/svg+xml"])  # noqa: S314
    tops = [float(page.get("y", 0)) for page in root]
    assert len(tops) == len(picture.pages)
    assert tops == sorted(set(tops))


@pytest.mark.parametrize("without", ["vl_convert", "pypdf"], indirect=True)
def test_i14_what_is_not_installed_is_named(
    bike: cjm.Journey, tmp_path: Path, without: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """[I14] SVG needs nothing more; a PDF, or a PNG, says what to install, and writes nothing."""
    picture = cjm.render(bike)
    picture.save(tmp_path / "map.svg")
    with pytest.raises(cjm.MissingExtra, match=r'pip install "cjm-widgets\[image\]"') as caught:
        cjm.write(bike, tmp_path / "map.pdf")
    assert without in str(caught.value)
    assert caught.value.value == "image"
    if without == "vl_convert":
        with pytest.raises(cjm.MissingExtra, match=r"to make a PNG"):
            picture.png()
    bike.save(tmp_path / "map.cjm.json")
    assert cli.main(["render", str(tmp_path / "map.cjm.json"), str(tmp_path / "map.pdf")]) == 2
    assert 'pip install "cjm-widgets[image]"' in capsys.readouterr().err
    assert not (tmp_path / "map.pdf").exists()


def test_i15_the_command_line(
    long: cjm.Journey, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """[I15] `cjm render` and `cjm convert` make the same pictures, and spare what is there."""
    source = str(tmp_path / "map.cjm.json")
    long.save(source)
    target = tmp_path / "map.svg"
    assert cli.main(["convert", source, str(target)]) == 0
    assert target.read_text("utf-8") == cjm.render(long).svg
    assert cli.main(["render", source, str(target)]) == 2
    assert "is there already" in capsys.readouterr().err
    options = ["--page", "A3", "--vertical", "--theme", "dark", "--language", "pl", "--force"]
    assert cli.main(["render", source, str(target), *options, "--lane", "pain"]) == 0
    made = cjm.render(
        long, page="A3", direction="vertical", theme="dark", language="pl", lanes=["pain"]
    )
    names = capsys.readouterr().out.split()
    assert [Path(name).read_text("utf-8") for name in names] == list(made.pages)


def test_i16_a_png_is_not_larger_than_can_be_opened() -> None:
    """[I16] Unasked a very large picture gets fewer pixels; asked for too many it is refused."""
    j = cjm.Journey("Wide")
    for at in range(400):
        j.add_touchpoint(f"Step {at}")
    picture = cjm.render(j, lanes=["emotion"])
    wide, high = size(picture.png())
    assert wide <= 32_000
    assert wide * high <= 20_500_000
    with pytest.raises(cjm.InvalidDocument, match="million pixels"):
        picture.png(scale=10)
    for scale in (0, -1, "2", 21):
        with pytest.raises(cjm.InvalidDocument, match="scale is a number"):
            picture.png(scale=scale)


def test_i17_characters_without_a_font_are_named(tmp_path: Path) -> None:
    """[I17] `.missing` has them, and a PNG or a PDF warns of them; SVG leaves it to the viewer."""
    cjm.render(cjm.Journey("Zażółć Ελλάδα Привет – 31 % → “x”"))
    plain_picture = cjm.render(cjm.Journey("Zażółć Ελλάδα Привет – 31 % → “x”"))
    assert plain_picture.missing == ()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plain_picture.png(scale=0.5)
        # Of a plane that no font has.
        picture = cjm.render(cjm.Journey("one \U000e5000 two"), fonts=tmp_path)
        picture.save(tmp_path / "map.svg")
    assert picture.missing == ("\U000e5000",)
    with pytest.warns(cjm.CjmWarning, match="no font here has \U000e5000: install one"):
        picture.png(scale=0.5)
    with pytest.raises(cjm.FormatError, match="is no folder"):
        cjm.render(cjm.Journey(), fonts=tmp_path / "nowhere")


def test_i17_fonts_of_a_folder_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """[I17] What a font in the folder has is not missing; a file that is none does no harm."""
    # One range of a character map, of U+E5000 alone, in format 12.
    groups = struct.pack(">III", 0xE5000, 0xE5000, 1)
    subtable = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, 1) + groups
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + subtable
    head = struct.pack(">4sHHHH", b"\0\1\0\0", 1, 0, 0, 0)
    record = struct.pack(">4sIII", b"cmap", 0, 28, len(cmap))
    j = cjm.Journey("one \U000e5000 two")
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0\0\xff")
    assert cjm.render(j, fonts=tmp_path).missing == ("\U000e5000",)
    (tmp_path / "some.ttf").write_bytes(head + record + cmap)
    assert cjm.render(j, fonts=tmp_path).missing == ()
    told: list[str] = []
    monkeypatch.setattr("vl_convert.register_font_directory", told.append)
    cjm.render(j, fonts=tmp_path).png(scale=0.2)
    assert told == [str(tmp_path.resolve())]


def hostile() -> list[str]:
    lines = TEXTS.read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def maps(texts: list[str]) -> list[tuple[cjm.Journey, list[str]]]:
    """Return maps with these texts on cards, and as names where they are short."""
    found = []
    for at in range(0, len(texts), 300):
        some = texts[at : at + 300]
        j = cjm.Journey("Hostile")
        with j.transaction("Fill"):
            for start in range(0, len(some), 25):
                step = j.add_touchpoint(some[start][:900])
                for text in some[start : start + 25]:
                    j.add_card(step, "pain", text)
        found.append((j, some))
    return found


def accepted(texts: list[str]) -> list[str]:
    """Return those that a map takes."""
    return [text for text in texts if text and not re.search("[\ud800-\udfff]", text)]


def test_i18_hostile_texts_are_text_in_svg() -> None:
    """[I18] Every hostile text is read back from SVG as it was; no element or attribute is new."""
    texts = accepted(hostile())
    assert len(texts) > 1_500
    for j, some in maps(texts):
        drawn = Drawn(cjm.render(j).svg)
        cards = [written.text for written in drawn.texts if "card" in written.inside]
        assert cards == [INVALID.sub("\ufffd", text) for text in some]
        assert cut(drawn) == []
        for element in drawn.elements:
            names = {name for name in element.keys() if not name.startswith("{")}  # noqa: SIM118
            assert not any(name.startswith("on") or "href" in name for name in names)
            assert not any("url(" in value for value in element.attrib.values())


def readable(text: str) -> bool:
    """Whether the font of the picture has all of it, one glyph a character."""
    known = face("regular")
    return all(char in known and unicodedata.category(char)[0] not in "CM" for char in text)


def test_i19_hostile_texts_are_text_in_pdf() -> None:
    """[I19] Where the font has the glyphs a PDF has the text of the map, and nothing that runs."""
    texts = [text for text in accepted(hostile()) if readable(text)][::4]
    assert len(texts) > 250
    for j, some in maps(texts):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", cjm.CjmWarning)
            data = cjm.render(j).pdf()
        assert not re.search(rb"/(JavaScript|JS|URI|Launch|OpenAction|AA|EmbeddedFile)\b", data)
        read = squeezed("".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(data)).pages))
        lost = [text for text in some if squeezed(text) not in read]
        assert lost == []


def test_i29_emoji_are_in_a_pdf() -> None:
    """[I29] Whatever fonts there are; the words beside them stay text."""
    j = cjm.Journey("Trains 🚆 and 한 boats", language="en")
    j.add_persona("Ana", avatar="👩‍👧‍👦", tagline="שלום 🎒")
    j.add_touchpoint("Waits ⏳ here", channels=["App"], emotion={"Ana": 1})
    j.update(j.channels[0], icon="📱")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cjm.CjmWarning)
        (page,) = pypdf.PdfReader(io.BytesIO(cjm.render(j).pdf())).pages
    assert len(page.images) >= 4
    read = squeezed(page.extract_text())
    assert "Trains" in read
    assert "Waitshere" in read


def squeezed(text: str) -> str:
    """Return a text without spaces: lines were broken."""
    return "".join(text.split())


def test_i20_what_a_converter_gets_is_the_same_text(bike: cjm.Journey) -> None:
    """[I20] Stretches of other scripts are set by themselves, and the text stays what it was."""
    texts = ["done ✓ and more", "日本 and 中国", "مرحبا abc", "a 👩‍🔧 b"]
    for text in texts:
        bike.add_card("ad", "pain", text)
    page = cjm.render(bike).svg
    turned = plain(page)
    assert "direction=" not in turned
    before, after = (ET.fromstring(one) for one in (page, turned))  # noqa: S314
    told: list[Any] = [
        re.sub("[\u2067\u2069]", "", "".join(element.itertext()))
        for root in (before, after)
        for element in root.iter("{http://www.w3.org/2000/svg}text")
    ]
    assert told[: len(told) // 2] == told[len(told) // 2 :]
    assert ">✓</tspan>" in turned
