"""Maps on disk: saved in one step, loaded whole or refused, other formats by suffix."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm


@pytest.mark.parametrize("name", ["bike.cjm.json", "bike.json", "Größe 👩‍🔧.cjm.json", "BIKE.JSON"])
def test_d40_save_and_load(bike: cjm.Journey, tmp_path: Path, name: str) -> None:
    """[D40] A map is saved and loaded by path or text, by method or function, the same."""
    path = tmp_path / name
    assert bike.save(path) == path
    first = path.read_bytes()
    assert first == bike.to_json().encode()
    for save in (
        lambda: bike.save(str(path)), lambda: cjm.save(bike, path), lambda: cjm.write(bike, path),
    ):  # fmt: skip
        path.unlink()
        save()
        assert path.read_bytes() == first
    for again in (
        cjm.load(path), cjm.load(str(path)), cjm.Journey.load(path), cjm.read(path),
        cjm.read(str(path)),
    ):  # fmt: skip
        assert type(again) is cjm.Journey
        assert (again.to_dict(), again.revision) == (bike.to_dict(), 0)


def test_d41_a_file_is_replaced_in_one_step(
    bike: cjm.Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[D41] When saving fails half way the old file stands and nothing else is left behind."""
    path = tmp_path / "bike.cjm.json"
    bike.save(path)
    before = path.read_bytes()
    bike.update(title="New")

    def fail(*_: Any) -> None:
        raise OSError("disk full")

    for name in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, name, fail)
            if name == "replace":
                patch.setattr(Path, name, fail)
            with pytest.raises(OSError, match="disk full"):
                bike.save(path)
        assert path.read_bytes() == before
        assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208
    bike.save(path)
    assert cjm.load(path).title == "New"


def test_d41_is_on_disk_before_it_is_seen(
    bike: cjm.Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[D41] The bytes are flushed to the disk before the new file takes its place."""
    path = tmp_path / "bike.cjm.json"
    seen: list[bool] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (seen.append(path.exists()), real(fd))[1])
    bike.save(path)
    assert seen == [False]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_d41_the_mode_of_a_file_stays(bike: cjm.Journey, tmp_path: Path) -> None:
    """[D41] A new file has the usual mode, an old one keeps its own."""
    path = tmp_path / "bike.cjm.json"
    usual = tmp_path / "usual"
    usual.touch()
    bike.save(path)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    path.chmod(0o640)
    bike.save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_d41_a_link_stays_a_link(bike: cjm.Journey, tmp_path: Path) -> None:
    """[D41] Saving to a link replaces the file it leads to, not the link."""
    (tmp_path / "shared").mkdir()
    path, link = tmp_path / "shared" / "bike.cjm.json", tmp_path / "bike.cjm.json"
    link.symlink_to(path)
    for title in ("new", "again"):
        bike.update(title=title)
        assert bike.save(link) == link
        assert link.is_symlink()
        assert cjm.load(path).title == title
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208


def test_d42_files_that_cannot_be_read(bike: cjm.Journey, tmp_path: Path) -> None:
    """[D42] A missing file is Python's own error; one that is no map is `InvalidDocument`."""
    with pytest.raises(FileNotFoundError):
        cjm.load(tmp_path / "none.cjm.json")
    with pytest.raises(FileNotFoundError):
        bike.save(tmp_path / "none" / "bike.cjm.json")
    path = tmp_path / "bad.json"
    path.write_bytes(b"[]")
    for read in (cjm.load, cjm.read):
        with pytest.raises(cjm.InvalidDocument):
            read(path)
    assert path.read_bytes() == b"[]"


def test_d42_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    """[D42] A file of more than 50 MB is refused by its size."""
    path = tmp_path / "huge.cjm.json"
    with path.open("wb") as file:
        file.truncate(cjm.Limits().size + 1)
    with pytest.raises(cjm.InvalidDocument, match=r"huge\.cjm\.json has 50,000,001 bytes"):
        cjm.load(path)
    with pytest.raises(cjm.InvalidDocument, match="50,000,001 bytes"):
        cjm.Journey.from_json(b" " * (cjm.Limits().size + 1))


@pytest.mark.parametrize("name", ["bike", "bike.txt", "bike.cjm", "bike.json.gz"])
def test_d43_suffixes_nobody_reads(bike: cjm.Journey, tmp_path: Path, name: str) -> None:
    """[D43] A suffix that is not read or written is an error that names those that are."""
    path = tmp_path / name
    path.write_text("{}")
    with pytest.raises(cjm.FormatError, match=r"\.cjm\.json") as caught:
        cjm.read(path)
    assert name in str(caught.value)
    with pytest.raises(cjm.FormatError, match=r"\.cjm\.json"):
        cjm.write(bike, path)
    assert path.read_text() == "{}"


def test_d43_mermaid_files(tmp_path: Path) -> None:
    """[D43] ``.mmd`` and ``.mermaid`` hold a Mermaid diagram as UTF-8, with or without a mark."""
    for name in ("a.mmd", "b.MERMAID"):
        path = tmp_path / name
        path.write_text("journey\ntitle Größe\nsection S\nT: 3: Me", "utf-8-sig")
        j = cjm.read(path)
        assert (j.title, [t.name for t in j.touchpoints]) == ("Größe", ["T"])
    path.write_bytes("journey\ntitle Größe".encode("latin-1"))
    with pytest.raises(cjm.FormatError, match="not UTF-8"):
        cjm.read(path)
