"""The reference in docs/api says what the docstrings say, and these say all there is."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import griffe
import pytest

import cjm_widgets as cjm
from tests.docs.pages import ROOT
from tools import reference

FOLDER = ROOT / "docs" / "api"
#: Sections in which a docstring tells of parameters.
TOLD = ("parameters", "other parameters")


@pytest.fixture(scope="module")
def entries() -> list[reference.Entry]:
    return list(reference.public())


def functions(entries: list[reference.Entry]) -> list[tuple[str, griffe.Function]]:
    """Return all functions and methods by the name they have in public."""
    return [
        (one.name, one.thing)
        for entry in entries for one in (entry, *entry.members)
        if isinstance(one.thing, griffe.Function)
    ]  # fmt: skip


def test_z3_the_reference_is_that_of_the_docstrings() -> None:
    """[Z3] If not: make reference."""
    made = reference.pages()
    assert {path.name for path in FOLDER.glob("*.md")} == made.keys()
    for name, text in made.items():
        assert (FOLDER / name).read_text("utf-8") == text, f"{name}: run `make reference`"


def test_z3_every_public_name_is_in_it(entries: list[reference.Entry]) -> None:
    """[Z3] Of the package, of its modules, and their public methods."""
    known = {one.name for entry in entries for one in (entry, *entry.members)}
    for name in cjm.__all__:
        live = getattr(cjm, name)
        assert f"cjm.{name}" in known
        if isinstance(live, ModuleType):
            for inner in live.__all__:
                # What the package has as well stands there.
                assert {f"cjm.{name}.{inner}", f"cjm.{inner}"} & known, (name, inner)
    # One of each kind: inherited, of the class itself, a property, a function of a module.
    assert {"Journey.add_touchpoint", "Journey.to_frame", "Cohort.problems",
            "cjm.charts.timeline"} <= known  # fmt: skip


def test_z4_every_parameter_is_described(entries: list[reference.Entry]) -> None:
    """[Z4] Each function says what it does, and of each parameter what it is for."""
    missing = []
    for name, function in functions(entries):
        sections = function.docstring.parsed if function.docstring else []
        told = {
            one.strip().lstrip("*")
            for section in sections if section.kind.value in TOLD
            for parameter in section.value for one in parameter.name.split(",")
        }  # fmt: skip
        taken = {p.name.lstrip("*") for p in function.parameters} - {"self", "cls"}
        if not sections or taken - told:
            missing.append((name, taken - told))
        assert told <= taken, f"{name}: there is no {told - taken}"
    assert missing == []
    assert len(functions(entries)) > 100


def test_z4_what_is_returned_is_told(entries: list[reference.Entry]) -> None:
    """[Z4] By its type, or in words where the type says nothing."""
    for name, function in functions(entries):
        sections = function.docstring.parsed if function.docstring else []
        kinds = {section.kind.value for section in sections}
        assert function.returns is not None, name
        if str(function.returns) == "Any":
            assert kinds & {"returns", "yields"}, name


def _modules() -> list[str]:
    found = pkgutil.walk_packages([str(ROOT / "cjm_widgets")], "cjm_widgets.")
    return [
        module.name for module in found
        if ">>>" in (Path(str(module.module_finder.path)) / f"{_file(module)}").read_text("utf-8")
    ]  # fmt: skip


def _file(module: pkgutil.ModuleInfo) -> str:
    last = module.name.rpartition(".")[2]
    return f"{last}/__init__.py" if module.ispkg else f"{last}.py"


@pytest.mark.parametrize("name", _modules())
def test_z5_the_examples_of_docstrings_run(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[Z5] [G40] [X26] And print what stands there."""
    monkeypatch.chdir(tmp_path)
    ran = doctest.testmod(importlib.import_module(name))
    assert ran.failed == 0
    assert ran.attempted > 0 or name in {"cjm_widgets.formats.csv_tables",
                                         "cjm_widgets.reports.markdown"}  # fmt: skip


def test_z5_blocks_of_code_in_docstrings_are_python() -> None:
    """[Z5] What is no example (it needs names of the reader) can be read as Python at least."""
    seen = 0
    for path in FOLDER.glob("*.md"):
        for block in re.findall(r"```python\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
            if not re.match(r"[\w.]+\(.*?\)( -> |\n$)", block, re.DOTALL):
                compile(block, path.name, "exec")
                seen += 1
    assert seen


def test_z6_every_link_between_pages_leads_somewhere() -> None:
    """[Z6] To a file that is there, and to a heading in it."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    followed = 0
    for page in pages:
        text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        for link in re.findall(r"\]\(([^()\s]+)\)", text):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, heading = link.partition("#")
            target = page.parent / path if path else page
            assert target.exists(), f"{page.name}: {link}"
            assert not heading or heading in headings(target), f"{page.name}: {link}"
            followed += 1
    assert followed > 500


def headings(page: Path) -> set[str]:
    """Return the anchors a code host gives to the headings of a page."""
    found = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in found}
