"""The command `cjm`: what it prints, and with which code it ends."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import cjm_widgets as cjm
from cjm_widgets.cli import main
from cjm_widgets.compare.outline import outline
from cjm_widgets.notebook.copy import MIME, Snapshot, bundle


class Ran:
    """What a command did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def cjm_command(capfdbinary: pytest.CaptureFixture[bytes]) -> object:
    def run(*arguments: object) -> Ran:
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return run


@pytest.fixture
def files(bike: cjm.Journey, tmp_path: Path) -> tuple[Path, Path, Path]:
    """Return base, ours and theirs; the two differ over one field."""
    made = []
    for name, wait in (("base", None), ("ours", 5), ("theirs", 60)):
        j = cjm.Journey.from_json(bike.to_json())
        if wait:
            j.update("ad", wait=wait)
            j.add_phase(f"Of {name}")
        made.append(j.save(tmp_path / f"{name}.cjm.json"))
    return made[0], made[1], made[2]


def test_g30_diff(cjm_command, files) -> None:
    """[G30] 0 equal, 1 different; as text, one line, CSV and JSON."""
    base, ours, _ = files
    same = cjm_command("diff", base, base)
    assert (same.code, same.out, same.err) == (0, "Buying a bike: no differences\n", "")
    text = cjm_command("diff", base, ours)
    assert text.code == 1
    assert text.out == str(cjm.diff(base, ours)) + "\n"
    assert cjm_command("diff", "--brief", base, ours).out == "Buying a bike: 1 added, 1 changed\n"
    rows = list(csv.DictReader(io.StringIO(cjm_command("diff", base, ours, "--format", "csv").out)))
    assert sorted(row["kind"] for row in rows) == ["added", "changed"]
    assert len(json.loads(cjm_command("diff", base, ours, "--format", "json").out)) == 2


def test_g30_diff_of_personas_and_with_matches(cjm_command, files, tmp_path: Path) -> None:
    """[G30] Two personas of a file; matches as A=B, and A= for none."""
    base, _, _ = files
    assert "Ana -> Ben" in cjm_command("diff", base, "--personas", "Ana", "Ben").out
    a, b = cjm.Journey("x"), cjm.Journey("x")
    a.add_touchpoint("Visits the shop")
    b.add_touchpoint("Telephones")
    one, other = a.save(tmp_path / "a.json"), b.save(tmp_path / "b.json")
    found = cjm_command("diff", one, other, "--match", "Visits the shop=Telephones", "--brief")
    assert found.out == "x: 1 changed\n"
    apart = cjm_command("diff", one, one, "--match", "Visits the shop=", "--brief")
    assert apart.out == "x: 1 added, 1 removed\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["diff", "nowhere.json", "nowhere.json"], "nowhere.json: No such file or directory"),
        (["diff", "BASE"], "diff takes two files, or one and --personas"),
        (["diff", "BASE", "BASE", "--match", "x"], "write A=B"),
        (["diff", "BASE", "--personas", "Ana", "Nobody"], "no persona 'Nobody'"),
        (["check", "BROKEN"], "broken.cjm.json: the file is not JSON"),
        (["check", "BASE", "--only", "nonsense"], "nonsense"),
        (["check", "BASE", "--language", "xx"], "--language is 'xx'; there are en, it, pl, fr"),
        (["check", "BASE", "--limits", "size"], "'size'; write one of size=, depth=, records=, "),
        (["diff", "BASE", "BASE", "--limits", "text=many"], "'text=many'"),
        (["merge", "BASE", "BASE", "--limits", "text=5"], "limit text is 5"),
        (["convert", "BASE", "--limits", "size=9"], "; give --limits size=... to allow more"),
        (["convert", "BASE", "--limits", "records=9"], "; give --limits records=... to allow more"),
        (["check", "BROKEN", "--repair"], "no record of a map can be read in it"),
        (["merge", "BASE", "BROKEN", "BASE"], "broken.cjm.json"),
        (["merge", "BASE", "BASE", "--names", "a", "b"], "names"),
        (["convert", "BASE", "map.docx"], "'.docx' are not written"),
        (["convert", "BASE", "BASE"], "is there already"),
        (["convert", "BASE", "x.json", "--to", "text"], "--to is for standard output"),
        (["recover", "BASE"], "no notebook"),
        (["recover", "nowhere.ipynb"], "No such file"),
        (["convert", "."], "Is a directory"),
    ],
)
def test_g30_an_error_is_one_line(
    cjm_command, files, tmp_path: Path, arguments: list[str], message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """[G30] On stderr, with code 2, without a traceback; no file is written."""
    monkeypatch.chdir(tmp_path)
    broken = tmp_path / "broken.cjm.json"
    broken.write_text("{\n\n<<<<<<< ours")
    names = {"BASE": str(files[0]), "BROKEN": str(broken)}
    before = {p: p.read_bytes() for p in tmp_path.iterdir()}
    ran = cjm_command(*[names.get(a, a) for a in arguments])
    assert ran.code == 2
    assert message in ran.err
    assert ran.err.startswith("cjm: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert {p: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_g30_a_wrong_command_ends_with_2() -> None:
    """[G30] So does what argparse refuses."""
    for arguments in ([], ["nonsense"], ["diff"], ["check"], ["merge", "x"], ["diff", "--bri"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0


@pytest.mark.parametrize("name", ["check", "convert", "diff", "merge", "recover", "schema"])
def test_g30_help_tells_the_codes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """[G30] Every command says what its exit codes mean."""
    with pytest.raises(SystemExit):
        main([name, "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "Exit codes: 0 " in told
    assert "2 error" in told


def test_g30_the_command_is_installed() -> None:
    """[G30] The package brings a command of that name, which is this function."""
    project = Path(cjm.__file__).parents[1] / "pyproject.toml"
    if not project.exists():
        pytest.skip("not a checkout")
    scripts = tomllib.loads(project.read_text("utf-8"))["project"]["scripts"]
    module, _, function = scripts["cjm"].partition(":")
    assert getattr(import_module(module), function) is main


def test_g31_merge_without_conflicts(cjm_command, files) -> None:
    """[G31] To standard output or a file, which may be one of those that are merged."""
    base, ours, _ = files
    ran = cjm_command("merge", base, ours, base)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == ours.read_text("utf-8")
    assert cjm_command("merge", base, base, ours, "-o", base).code == 0
    assert base.read_bytes() == ours.read_bytes()


def test_g31_conflicts_are_told_and_the_file_is_a_map(cjm_command, files) -> None:
    """[G31] Code 1, the conflicts on stderr and as comments; the output is still a map."""
    base, ours, theirs = files
    # First, as the next one writes the result over one of the sides.
    named = cjm_command("merge", base, ours, theirs, "--names", "Ana", "Ben")
    assert "Ben: 60" in named.err
    ran = cjm_command("merge", base, ours, theirs, "-o", ours, "--path", "maps/bike.cjm.json")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.startswith("Buying a bike: 2 merged, 1 conflict\n")
    assert 'The wait was set to "5" and to "60"; ' in " ".join(ran.err.split())
    assert "maps/bike.cjm.json holds this as comments" in ran.err
    merged = cjm.load(ours)
    assert {"Of ours", "Of theirs"} <= {p.name for p in merged.phases}
    (comment,) = [c for c in merged.comments if c.author == "merge"]
    assert comment.target == "ad"


def test_g31_git_has_no_base(cjm_command, bike: cjm.Journey, tmp_path: Path) -> None:
    """[G31] Both added a file: git's base is empty, and both maps are in the result."""
    base, ours, theirs = (tmp_path / f".merge_file_{n}" for n in "abc")
    base.write_bytes(b"")
    ours.write_text(bike.to_json(), "utf-8")
    other = cjm.Journey.from_json(bike.to_json())
    other.add_phase("Later")
    theirs.write_text(other.to_json(), "utf-8")
    assert cjm_command("merge", base, ours, theirs, "-o", ours).code == 0
    assert ours.read_text("utf-8") == other.to_json()


def test_g31_an_error_leaves_the_file_alone(cjm_command, files) -> None:
    """[G31] What cannot be merged is not written over."""
    base, ours, theirs = files
    theirs.write_text("no map")
    before = ours.read_bytes()
    assert cjm_command("merge", base, ours, theirs, "-o", ours).code == 2
    assert ours.read_bytes() == before


def test_g33_check(cjm_command, files, tmp_path: Path) -> None:
    """[G33] Findings of several files, and a code by the severity one cares for."""
    base, ours, _ = files
    ran = cjm_command("check", base, ours)
    assert ran.code == 0
    assert ran.out.count(f"{base}: ") == len(cjm.load(base).check()) + 1
    assert cjm_command("check", base, "--fail-on", "hint").code == 1
    assert cjm_command("check", base, "--fail-on", "never").code == 0
    for language in ("it", "it-CH"):
        assert "La domanda" in cjm_command("check", base, "--language", language).out
    one = cjm_command("check", base, "--only", "no-goal", "--format", "json")
    assert json.loads(one.out) == []
    wrong = cjm.load(base)
    wrong.add_experience("ad", None, 99)
    path = wrong.save(tmp_path / "wrong.json")
    ran = cjm_command("check", path, "--skip", "no-scope", "--format", "csv")
    assert ran.code == 1
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert rows[0]["severity"] == "error"
    assert {row["file"] for row in rows} == {str(path)}


def test_g33_damaged_and_large_files(cjm_command, files, tmp_path: Path) -> None:
    """[G33] They are read when asked; what was mended is told, and the file stays."""
    base, _, _ = files
    data = json.loads(base.read_text())
    data["touchpoints"] += [{"id": f"t{n}", "duration": "long"} for n in range(12)]
    data["touchpoints"][0]["description"] = "x" * 20_001
    damaged = tmp_path / "damaged.cjm.json"
    damaged.write_text(json.dumps(data))
    before = damaged.read_bytes()
    assert cjm_command("check", damaged, "--limits", "text=30000").code == 2
    both = ("--repair", "--limits", "text=30000", "--limits", "depth=40")
    mended = tmp_path / "mended.cjm.json"
    ran = cjm_command("convert", damaged, mended, *both)
    assert (ran.code, ran.out) == (0, "")
    told = ran.err.splitlines()
    assert len(told) == 11
    assert told[0].startswith(f"cjm: {damaged}: mended: t0.duration: ")
    assert told[-1] == f"cjm: {damaged}: mended: 2 more"
    there = cjm.load(mended, limits=cjm.Limits(text=30_000))
    assert len(there.touchpoints) == len(data["touchpoints"])
    assert len(there.to_dict()["unplaced"]) == 12
    assert cjm_command("check", damaged, *both, "--fail-on", "never").err.count("mended") == 11
    assert cjm_command("diff", base, damaged, *both).code == 1
    assert cjm_command("merge", base, damaged, base, *both, "-o", tmp_path / "all.json").code == 0
    assert damaged.read_bytes() == before


def test_g33_convert(cjm_command, files, tmp_path: Path) -> None:
    """[G33] Mermaid to JSON, JSON to an outline; a file is only replaced with --force."""
    base, _, _ = files
    mermaid = tmp_path / "day.mmd"
    mermaid.write_text("journey\n  title My day\n  section Work\n    Make tea: 5: Me\n", "utf-8")
    target = tmp_path / "day.cjm.json"
    assert cjm_command("convert", mermaid, target).code == 0
    assert cjm.load(target).title == "My day"
    assert cjm_command("convert", mermaid, target).code == 2
    assert cjm_command("convert", mermaid, target, "--force").code == 0
    assert cjm_command("convert", base).out == base.read_text("utf-8")
    outline = cjm_command("convert", "--to", "text", base).out
    assert outline.startswith("Customer journey map: Buying a bike\n")
    assert "\n  touchpoint: Sees the ad\n    channels: Instagram\n" in outline


def test_g33_an_outline_has_every_field(bike: cjm.Journey) -> None:
    """[G33] Two maps that differ have different outlines; ids and order keys are not in them."""
    text = "\n".join(outline(bike.store.state))
    for change in (
        lambda j: j.update("ad", description="In the\nmetro\n# twice"),
        lambda j: j.update("ex-ana", score=-2),
        lambda j: j.update(scenario="In town"),
        lambda j: j.move("test", before="shop"),
        lambda j: j.update("edge", probability=0.6),
        lambda j: j.update("vote", weight=2),
        lambda j: j.add_stroke("ad", [(0, 0)]),
    ):
        other = cjm.Journey.from_json(bike.to_json())
        change(other)
        assert "\n".join(outline(other.store.state)) != text
    assert "touchpoints-" not in text
    assert "ex-ana" not in text


def test_g33_recover(cjm_command, bike: cjm.Journey, tmp_path: Path) -> None:
    """[G33] The maps of a notebook as files, which are only replaced with --force."""
    notebook = tmp_path / "work.ipynb"
    write_notebook(notebook, bike)
    ran = cjm_command("recover", notebook, "--list")
    assert ran.code == 0
    assert "1 map in work.ipynb" in ran.out
    out = tmp_path / "maps"
    target = out / "Buying a bike.cjm.json"
    ran = cjm_command("recover", notebook, "-o", out)
    assert (ran.code, ran.out) == (0, f"{target}\n")
    assert target.read_text("utf-8") == bike.to_json()
    assert cjm_command("recover", notebook, "-o", out).code == 2
    assert cjm_command("recover", notebook, "-o", out, "--force").code == 0
    one = tmp_path / "one.cjm.json"
    assert cjm_command("recover", notebook, "-o", one, "--map", "Buying a bike").code == 0
    assert one.read_text("utf-8") == bike.to_json()
    small = cjm_command("recover", notebook, "--list", "--limits", "size=20")
    assert small.code == 2
    assert "give --limits size=... to allow more" in small.err


def test_g33_recover_of_several(cjm_command, bike: cjm.Journey, tmp_path: Path) -> None:
    """[G33] Several go into a folder, whatever they are called; a damaged copy makes the code 1."""
    notebook = tmp_path / "work.ipynb"
    write_notebook(notebook, bike, cjm.Journey("../../etc: a/b"), damaged=True)
    assert cjm_command("recover", notebook, "-o", tmp_path / "one.json").code == 2
    ran = cjm_command("recover", notebook, "-o", tmp_path / "out")
    assert ran.code == 1
    assert ran.err.startswith("cjm: warning: work.ipynb: 1 damaged")
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert {p.parent for p in tmp_path.rglob("*.cjm.json")} == {tmp_path / "out"}


def test_g33_recover_names_that_are_one_name(cjm_command, tmp_path: Path) -> None:
    """[G33] Maps whose names make one name of a file are written to several."""
    notebook = tmp_path / "work.ipynb"
    titles = {"a/b", "a-b", "A:B"}
    write_notebook(notebook, *map(cjm.Journey, sorted(titles)))
    assert cjm_command("recover", notebook, "-o", tmp_path / "out").code == 0
    assert {cjm.load(p).title for p in (tmp_path / "out").iterdir()} == titles


def test_g30_standard_input_is_read_once(cjm_command, files) -> None:
    """[G30] A map that was read already is not taken for an empty base."""
    ran = cjm_command("merge", "-", files[1], "-")
    assert ran.code == 2
    assert "standard input" in ran.err
    assert "once" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="no such names of files there")
def test_g33_names_of_files_do_not_steer_the_terminal(cjm_command, files) -> None:
    """[G33] Escape sequences in a name of a file are told, not printed."""
    hostile = files[0].with_name("\x1b[31mred\x9b.cjm.json")
    files[0].rename(hostile)
    for arguments in (["check", hostile], ["merge", hostile, *files[1:], "--path", "\x1b[2J"]):
        ran = cjm_command(*arguments)
        assert "\ufffd[" in ran.out + ran.err
        assert not {"\x1b", "\x9b"} & {*ran.out, *ran.err}


def write_notebook(path: Path, *journeys: cjm.Journey, damaged: bool = False) -> None:
    outputs = [{"data": bundle(Snapshot.of(journey))} for journey in journeys]
    if damaged:
        outputs.append({"data": {MIME: {"format": "cjm-copy"}, "text/html": "<p data-cjm='x'>"}})
    path.write_text(json.dumps({"cells": [{"outputs": [output]} for output in outputs]}), "utf-8")


def test_g33_schema(cjm_command, tmp_path: Path) -> None:
    """[G33] The schema of the format, to standard output or a file."""
    from cjm_widgets.model.schema import json_schema

    assert json.loads(cjm_command("schema").out) == json_schema()
    assert cjm_command("schema", "-o", tmp_path / "s.json").out == ""
    assert json.loads((tmp_path / "s.json").read_text("utf-8")) == json_schema()
    (tmp_path / "s.json").write_text("mine", "utf-8")
    assert cjm_command("schema", "-o", tmp_path / "s.json").code == 2
    assert (tmp_path / "s.json").read_text("utf-8") == "mine"
    assert cjm_command("schema", "-o", tmp_path / "s.json", "--force").code == 0
    assert json.loads((tmp_path / "s.json").read_text("utf-8")) == json_schema()


def test_g30_standard_input_and_a_closed_pipe(files) -> None:
    """[G30] A map is read from standard input; who stops reading gets no traceback."""
    base, _, _ = files
    command = [sys.executable, "-m", "cjm_widgets.cli"]
    with base.open("rb") as text:
        ran = subprocess.run(
            [*command, "convert", "-"], stdin=text, capture_output=True, check=True
        )
    assert ran.stdout == base.read_bytes()
    line = f"{sys.executable} -m cjm_widgets.cli convert {base} | head -c 1"
    ran = subprocess.run(line, shell=True, capture_output=True, check=False)  # noqa: S602
    assert ran.stderr == b""
    assert ran.stdout == b"{"
