"""Maps of a class from files: what is read, what is told, what stops nothing."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm
from tests.cohort.maps import copy_of, rows, template, three
from tests.model.hostile_documents import DOCUMENTS

SHARED = Path(__file__).parents[3] / "shared" / "data"
SUITE = SHARED / "json" / "JSONTestSuite" / "test_parsing"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the maps of three students."""
    (tmp_path / "students").mkdir()
    for name, j in three().items():
        j.save(tmp_path / "students" / f"{name.lower()}.cjm.json")
    return tmp_path / "students"


def test_x1_whatever_names_maps_collects_them(folder: Path, monkeypatch: Any) -> None:
    """[X1] Patterns, folders, paths and journeys, relative and absolute, with names and without."""
    expected = cjm.collect(f"{folder}/*.cjm.json")
    assert expected.names == ["ana", "ben", "cleo"]
    monkeypatch.chdir(folder.parent)
    paths = sorted(folder.iterdir())
    for given in (
        folder, str(folder), "students/*.cjm.json", "**/*.cjm.json", paths,
        map(str, paths), ["students/[ab]*.json", folder / "cleo.cjm.json"], ["students"],
    ):  # fmt: skip
        assert cjm.collect(given).names == expected.names
    named = cjm.collect({"Ana": folder / "ana.cjm.json", "Benedikt": three()["Ben"]})
    assert named.names == ["Ana", "Benedikt"]
    assert rows(named.maps, "map", "touchpoints", "shared") == [("Ana", 5, 4), ("Benedikt", 4, 4)]
    assert cjm.collect(paths[0]).names == ["ana"]
    assert cjm.collect(template()).names == ["Buying a bike"]
    odd = folder / "odd [1].cjm.json"
    template().save(odd)
    assert cjm.collect(odd).names == ["odd [1]"]
    with pytest.raises(cjm.InvalidDocument, match="is no map"):
        cjm.collect([7])


def test_x1_every_map_has_a_name_of_its_own(tmp_path: Path) -> None:
    """[X1] Files of one name are called by their folders, maps of one title are numbered."""
    for name in ("ana", "ben"):
        (tmp_path / name).mkdir()
        template().save(tmp_path / name / "map.cjm.json")
    assert cjm.collect(f"{tmp_path}/*/map.cjm.json").names == ["ana/map", "ben/map"]
    one, other = template(), template()
    other.add_touchpoint("More")
    names = cjm.collect([one, other, copy_of(one)]).names
    assert names == ["Buying a bike", "Buying a bike (2)", "Buying a bike (3)"]
    assert cjm.collect([other, copy_of(one), one])[names[0]].to_json() in (
        one.to_json(), other.to_json(),
    )  # fmt: skip
    owned = template()
    owned.update(owner=owned.add_person("Ana Nowak"))
    assert rows(cjm.collect([owned]).maps, "map", "author") == [("Ana Nowak", "Ana Nowak")]
    taught = [copy_of(owned) for _ in range(3)]
    assert cjm.collect(taught).names[0] == "Buying a bike"


def test_x2_hostile_files_stop_nothing(folder: Path) -> None:
    """[X2] Each file that is no map is told by itself, and the maps are there."""
    # One of 100,000 touchpoints is fine, and takes half a minute.
    hostiles = {
        name: h for name, h in DOCUMENTS.items() if h.verdict != "accept" or len(h.data) < 10**6
    }
    for name, hostile in hostiles.items():
        (folder / f"x-{name}.cjm.json").write_bytes(hostile.data)
    if SUITE.exists():
        for path in SUITE.iterdir():
            (folder / f"y-{path.name}").write_bytes(path.read_bytes())
    (folder / "essay.docx").write_bytes(b"PK")
    (folder / "folder.cjm.json").mkdir()
    (folder / "steps.mmd").write_text("journey\n title T\n section S\n  Pays: 3: Ana\n")
    cohort = cjm.collect(f"{folder}/*")
    assert {"ana", "ben", "cleo", "steps"} <= set(cohort.names)
    problems = cohort.problems
    files = [path for path in folder.iterdir() if path.is_file()]
    out = problems[problems["map"].isna()]
    assert len(out) + len(cohort) == len(files)
    assert out["file"].is_unique
    assert (problems["error"].str.len() > 3).all()
    assert (problems["error"].str.len() <= 300).all()
    assert (problems["advice"].str.len() > 3).all()
    told = dict(rows(problems, "file", "kind"))
    for name, hostile in hostiles.items():
        wanted = {"newer": "newer", "accept": None}.get(hostile.verdict, "left out")
        found = told.get(str(folder / f"x-{name}.cjm.json"))
        if wanted == "newer":
            assert found == "newer", name
        elif wanted == "left out":
            assert found in ("unreadable", "too large"), name
    assert "essay.docx" in str(out["error"].tolist())
    assert len(cohort.agreement()) >= 6
    assert "\x1b" not in repr(cohort)


def test_x2_each_kind_of_problem_has_its_advice(folder: Path) -> None:
    """[X2] What to do is said for each; repair takes in what can be mended."""
    good = template().to_dict()
    (folder / "new.cjm.json").write_text(json.dumps(good | {"version": 99}))
    broken = json.loads(json.dumps(good))
    broken["touchpoints"][0]["duration"] = "long"
    (folder / "broken.cjm.json").write_text(json.dumps(broken))
    (folder / "empty.cjm.json").write_text("")
    long = json.loads(json.dumps(good))
    long["touchpoints"][0]["description"] = "x" * 30_000
    (folder / "long.cjm.json").write_text(json.dumps(long))
    given = [*sorted(folder.iterdir()), folder / "gone.cjm.json"]
    problems = cjm.collect(given).problems
    found = {Path(file).name: (kind, advice) for file, kind, advice in
             rows(problems[problems["map"].isna()], "file", "kind", "advice")}  # fmt: skip
    assert found["new.cjm.json"] == ("newer", "Update cjm_widgets, then collect again.")
    assert found["broken.cjm.json"][0] == "unreadable"
    assert "repair=True" in found["broken.cjm.json"][1]
    assert found["long.cjm.json"][0] == "too large"
    assert "limits=cjm.Limits(text=...)" in found["long.cjm.json"][1]
    assert found["gone.cjm.json"][1] == "Look at its name and folder."
    assert set(found) == {f"{n}.cjm.json" for n in ("new", "broken", "long", "gone", "empty")}
    mended = cjm.collect(given, repair=True, limits=cjm.Limits(text=40_000))
    assert {"broken", "long"} <= set(mended.names)
    assert ("broken", "mended") in rows(mended.problems, "map", "kind")


def test_x2_what_is_no_file_is_told(tmp_path: Path) -> None:
    """[X2] A folder in a list is looked into; a pipe is not waited for; no name is too odd."""
    os.mkfifo(tmp_path / "pipe.json")
    newer = template().to_dict() | {"version": 99}
    (tmp_path / "new.json").write_text(json.dumps(newer))
    odd = ["a\0b.json", "x" * 5000, tmp_path / "pipe.json", "", "[", tmp_path / "new.json"]
    problems = cjm.collect(odd).problems
    assert len(problems) == len(odd)
    assert set(problems["kind"]) == {"unreadable", "newer"}
    with pytest.raises(cjm.NothingToCollect):
        cjm.collect("x" * 5000)
    known = cjm.load(tmp_path / "new.json", read_only=True)
    cohort = cjm.collect({"new": known, "other": template()})
    assert rows(cohort.problems, "kind", "map")[0] == ("newer", "new")
    assert len(cohort) == 2
    assert "left out" not in repr(cohort)
    assert len(cohort.merge().journey.touchpoints) == 4


def test_x3_nothing_to_collect_says_where(folder: Path, monkeypatch: Any) -> None:
    """[X3] What was looked for, where, and what is there; an empty list is an empty class."""
    monkeypatch.chdir(folder.parent)
    with pytest.raises(cjm.NothingToCollect) as told:
        cjm.collect("students/*.cjm")
    for part in ("'students/*.cjm'", str(folder), "'ana.cjm.json'"):
        assert part in told.value.message
    with pytest.raises(cjm.NothingToCollect, match=r"holds 'students'"):
        cjm.collect("handed-in/*/*.json")
    with pytest.raises(cjm.FormatError):
        cjm.collect(folder / "dora.cjm.json")
    cohort = cjm.collect([])
    assert (len(cohort), cohort.names, list(cohort)) == (0, [], [])
    assert repr(cohort).startswith("0 maps, 0 touchpoints")
    partly = cjm.collect(["students/*.cjm.json", "others/*.cjm.json"])
    assert len(partly) == 3
    assert rows(partly.problems, "file", "kind")[0] == ("others/*.cjm.json", "unreadable")


def test_x4_the_same_file_and_the_same_document(folder: Path) -> None:
    """[X4] One file counts once; files of one document all count, and that is told."""
    j = cjm.read(folder / "ana.cjm.json")
    j.add_touchpoint("Thinks again")
    j.save(folder / "ana (1).cjm.json")
    cohort = cjm.collect([folder, folder / "ana.cjm.json"])
    assert len(cohort) == 4
    assert rows(cohort.problems, "kind", "map") == [
        ("twice", "ana (1)"), ("twice", None), ("same document", "ana"),
    ]  # fmt: skip
    assert "ana (1) and ana are one document" in cohort.problems["error"][0]
    assert "ana.cjm.json again" in cohort.problems["error"][1]
    assert cohort.without("ana (1)").names == ["ana", "ben", "cleo"]
    base = template()
    cohort = cjm.collect({name: copy_of(base) for name in ("Ana", "Ben", "Cleo")})
    assert rows(cohort.problems, "kind", "map") == [("same document", "Ana")]
    assert "3 maps were made from one file" in cohort.problems["error"][0]


def test_x4_what_is_said_of_a_map_goes_with_it(folder: Path, monkeypatch: Any) -> None:
    """[X4] Without one of two, nothing advises to leave the other out, or says it is there."""
    (folder / "ana (1).cjm.json").write_bytes((folder / "ana.cjm.json").read_bytes())
    (folder / "broken.cjm.json").write_text("{")
    cohort = cjm.collect([folder, folder / "ana.cjm.json"])
    twice = ("twice", "ana (1)")
    assert twice in rows(cohort.problems, "kind", "map")
    for name, other in (("ana", "ana (1)"), ("ana (1)", "ana")):
        left = cohort.without(name, "ben")
        found = rows(left.problems, "kind", "map")
        assert twice not in found
        assert ("unreadable", None) in found
        assert (("twice", None) in found) == (other == "ana")
    documents = [rows(cohort.without("ben").problems, "kind", "map")]
    assert twice in documents[0]
    alone = cohort.without("ben", "cleo", "ana")
    assert rows(alone.problems, "kind", "map") == [("unreadable", None)]

    # As on Windows, where files may be on two drives.
    def two_drives(_: Any) -> str:
        raise ValueError("Paths don't have the same drive")

    monkeypatch.setattr(os.path, "commonpath", two_drives)
    assert len(cjm.collect(folder, progress=False)) == 4


def test_x5_what_is_given_is_not_altered(unchanged: Any) -> None:
    """[X5] Nor does the class change with it, or with the copies it hands out."""
    j = template()
    with unchanged(j):
        cohort = cjm.collect([j, three()["Ana"]])
        cohort.merge()
        repr(cohort)
    before = cohort.agreement()
    j.remove("pay")
    cohort[cohort.names[0]].remove("shop")
    assert cohort.agreement().equals(before)


def test_x6_progress_is_told(folder: Path) -> None:
    """[X6] Before each map and at the end: how many, of how many, which; False shows nothing."""
    told: list[tuple[int, int, str]] = []
    given = [*sorted(folder.iterdir()), template(), folder / "gone.cjm.json"]
    random.Random(1).shuffle(given)
    cjm.collect(given, progress=lambda *args: told.append(args))
    assert [(done, every) for done, every, _ in told] == [(n, 5) for n in range(6)]
    assert {Path(name).name for _, _, name in told[:-1]} == {
        "ana.cjm.json", "ben.cjm.json", "cleo.cjm.json", "Buying a bike", "gone.cjm.json",
    }  # fmt: skip
    with pytest.raises(cjm.FormatError, match="progress is a function"):
        cjm.collect(given, progress="bar")  # type: ignore[arg-type]
    assert len(cjm.collect(given, progress=False)) == 4
