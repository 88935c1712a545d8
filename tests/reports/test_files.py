"""Reports as files: options, what is missing, and what takes the place of what."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.cli import main
from cjm_widgets.reports import making
from cjm_widgets.reports.making import WRITERS, compose
from tests.reports import reading


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Draw nothing, unless a test is about pictures."""
    if "pictures" not in request.node.name:
        monkeypatch.setattr("cjm_widgets.reports.pictures.can_draw", lambda: False)


def absent(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    """Let modules be as if they were not installed."""
    for module in modules:
        monkeypatch.setitem(sys.modules, module, None)


@pytest.mark.parametrize(
    ("suffix", "module"),
    [(".docx", "docx"), (".docx", "vl_convert"), (".pdf", "typst"), (".pdf", "vl_convert")],
)
def test_u14_what_is_not_installed_is_told(
    bike: cjm.Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, module: str
) -> None:
    """[U14] With what to install; nothing is written."""
    absent(monkeypatch, module)
    with pytest.raises(cjm.MissingExtra, match=re.escape('pip install "cjm-widgets[report]"')):
        cjm.report(bike, tmp_path / f"bike{suffix}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_u14_pages_need_nothing_else(
    bike: cjm.Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """[U14] HTML and Markdown come without charts then, and say so."""
    monkeypatch.undo()
    absent(monkeypatch, "vl_convert", "docx", "typst", "pypdf")
    text = cjm.report(bike, tmp_path / f"bike{suffix}").read_text("utf-8")
    told = reading.of_html(text) if suffix == ".html" else reading.of_markdown(text)
    assert 'pip install "cjm-widgets[report]"' in told[2]
    without_map = re.sub(r'<div class="map.*?</table>', "", text, flags=re.DOTALL)
    assert "data:image/svg+xml" not in without_map


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sections": ["map", "gaols"]}, "there is no section 'gaols'; there are summary, map"),
        ({"sections": "map"}, "sections is a list"),
        ({"sections": 3}, "sections is a list"),
        ({"theme": "blue"}, "theme is 'light' or 'dark' or 'print', not 'blue'"),
        ({"language": 3}, "language is a tag such as 'it'"),
        ({"title": 3}, "title is a text"),
        ({"progress": 3}, "progress is a function"),
    ],
)
def test_u15_options_that_are_none(
    bike: cjm.Journey, tmp_path: Path, options: dict[str, Any], said: str
) -> None:
    """[U15] Typed errors that say what there is; nothing is written."""
    with pytest.raises(cjm.CjmError, match=said):
        cjm.report(bike, tmp_path / "bike.html", **options)
    assert list(tmp_path.iterdir()) == []


def test_u15_forms_that_are_none(bike: cjm.Journey, tmp_path: Path) -> None:
    """[U15] The suffix says the form, a folder has to be there, and a map has to be one."""
    for name in ("bike.odt", "bike"):
        with pytest.raises(cjm.FormatError, match=r"use \.html, \.md, \.docx, \.pdf"):
            cjm.report(bike, tmp_path / name)
    with pytest.raises(FileNotFoundError):
        cjm.report(bike, tmp_path / "no" / "bike.html")
    with pytest.raises(cjm.InvalidDocument, match="report draws a map"):
        cjm.report("bike", tmp_path / "bike.html")  # type: ignore[arg-type]


def test_u16_title_language_and_sections(bike: cjm.Journey, tmp_path: Path) -> None:
    """[U16] As they are asked for; sections in the order of the report, each once."""
    made = compose(bike, title=" A\nname ", language="fr-CH", sections=iter(["goals", "map"]))
    assert (made.title, made.language) == ("A name", "fr")
    assert [s.key for s in made.sections] == ["map", "goals"]
    path = cjm.report(bike, str(tmp_path / "x.HTML"), language="it")
    assert path == tmp_path / "x.HTML"
    assert '<html lang="it"' in path.read_text("utf-8")


def test_u16_a_report_changes_nothing(bike: cjm.Journey, tmp_path: Path, unchanged: Any) -> None:
    """[U16] Of the map, in any form."""
    with unchanged(bike):
        for suffix in WRITERS:
            cjm.report(bike, tmp_path / f"bike{suffix}")


def test_u17_a_report_that_fails_leaves_the_old_one(
    bike: cjm.Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[U17] Whatever goes wrong: the file that is there stays, and nothing is beside it."""
    for suffix in WRITERS:
        path = tmp_path / f"bike{suffix}"
        path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError

    before = {file.name for file in tmp_path.iterdir()}
    monkeypatch.setattr(making, "replace_file", fail)
    monkeypatch.setattr("cjm_widgets.reports.markdown.replace_file", fail)
    for suffix in WRITERS:
        with pytest.raises(OSError):  # noqa: PT011 - raised above
            cjm.report(bike, tmp_path / f"bike{suffix}")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == dict.fromkeys(
        before, "old"
    )


def test_u18_pictures_of_markdown_lie_beside_it(bike: cjm.Journey, tmp_path: Path) -> None:
    """[U18] Links lead to them; older ones go, and what is not ours stays."""
    path = tmp_path / "my (report) #1.md"
    folder = tmp_path / "my (report) #1_files"
    folder.mkdir()
    (folder / "mine.svg").write_text("mine")
    cjm.report(bike, path)
    first = _linked(path)
    assert first
    bike.add_touchpoint("One more", emotion=-2)
    cjm.report(bike, path)
    second = _linked(path)
    assert {file.name for file in folder.iterdir()} == {"mine.svg", *second}
    assert not first & second & {name for name in second if name.startswith("map")}
    cjm.report(bike, path, sections=["questions"])
    assert {file.name for file in folder.iterdir()} == {"mine.svg"}
    (folder / "mine.svg").unlink()
    cjm.report(bike, path, sections=["questions"])
    assert not folder.exists()


def _linked(path: Path) -> set[str]:
    from urllib.parse import unquote

    images = reading.page_of_markdown(path.read_text("utf-8")).findall(".//img")
    found = [path.parent / unquote(image.get("src")) for image in images]
    assert all(file.read_text("utf-8").startswith("<svg") for file in found)
    assert all(image.get("alt") for image in images)
    return {file.name for file in found}


def test_u18_pictures_that_were_there_stay_when_writing_fails(
    bike: cjm.Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[U18] The old text goes on to show the old pictures; new ones are taken away."""
    path = cjm.report(bike, tmp_path / "bike.md")
    before = _linked(path)
    bike.add_touchpoint("One more", emotion=-2)
    from cjm_widgets.files import replace_file

    def fail(path: Path, data: bytes) -> None:
        if path.suffix == ".md":
            raise KeyboardInterrupt
        replace_file(path, data)

    monkeypatch.setattr("cjm_widgets.reports.markdown.replace_file", fail)
    with pytest.raises(KeyboardInterrupt):
        cjm.report(bike, path)
    assert _linked(path) == before == {file.name for file in (tmp_path / "bike_files").iterdir()}


def test_u19_progress_names_the_sections(bike: cjm.Journey, tmp_path: Path) -> None:
    """[U19] One step for each, and one for the file; all of them are done at the end."""
    told: list[tuple[int, int, str]] = []
    cjm.report(
        bike, tmp_path / "bike.html", sections=["map", "goals"],
        progress=lambda *step: told.append(step),
    )  # fmt: skip
    assert told == [(0, 3, "The map"), (1, 3, "Goals and metrics"), (2, 3, "bike.html"), (3, 3, "")]


def test_u19_progress_may_stop_a_report(bike: cjm.Journey, tmp_path: Path) -> None:
    """[U19] Nothing is written then."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cjm.report(bike, tmp_path / "bike.html", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_u24_the_command(
    bike: cjm.Journey, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """[U24] `cjm report MAP OUT`; a file that is there is spared."""
    source = str(bike.save(tmp_path / "bike.cjm.json"))
    target = tmp_path / "bike.html"
    options = ["--language", "pl", "--title", "Rower", "--section", "goals"]
    assert main(["report", source, str(target), *options]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    assert reading.of_html(target.read_text("utf-8"))[0] == "Rower"
    assert main(["report", source, str(target)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["report", source, str(target), "--force"]) == 0
    assert main(["report", source, str(tmp_path / "bike.odt")]) == 2
    assert "reports do not end in '.odt'" in capsys.readouterr().err


def test_u13_what_no_font_has_is_told(bike: cjm.Journey, tmp_path: Path) -> None:
    """[U13] A PDF with empty boxes says so; a character that people only think of is none."""
    bike.update("ad", name="\U0010fffd ad", description="e\u0301 \u200d")
    with pytest.warns(cjm.CjmWarning, match="no font here has \U0010fffd; the PDF") as told:
        cjm.report(bike, tmp_path / "bike.pdf", sections=["feelings"])
    assert len(told) == 1
    assert told[0].filename == __file__
