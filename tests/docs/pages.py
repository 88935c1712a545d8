"""The blocks of code in a page, and how each of them is run."""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
#: A fence with what it is, and the comment before it that says why it is not run.
_BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<why>[^\n]+?) -->\n)?"
    r"^```(?P<kind>\w*)\n(?P<code>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
#: 1 is what `cjm` looks for (a difference, a finding); anything else stops.
_BASH = """\
set -uE
trap 'code=$?; [[ $code = 1 && $BASH_COMMAND == cjm\\ * ]] || exit $code' ERR
"""


@dataclass(frozen=True)
class Block:
    """A block of code: its kind, text and line, and why it is not run."""

    kind: str
    code: str
    line: int
    why: str | None

    @property
    def first(self) -> str:
        """Its first line without remarks, by which it is known."""
        return self.code.partition("\n")[0].partition("#")[0].strip()


def pages() -> list[Path]:
    """Return the pages that people write; docs/api is made from the docstrings."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page, in order.

    Raises
    ------
    AssertionError
        There is a fence that is not read here.
    """
    found = [
        Block(
            found["kind"], found["code"], text.count("\n", 0, found.start("code")) + 1, found["why"]
        )
        for found in _BLOCK.finditer(text)
    ]
    assert len(re.findall(r"^\s*(```|~~~)", text, re.MULTILINE)) == 2 * len(found)
    return found


def run_python(block: Block, page: str, names: dict[str, Any]) -> str:
    """Run a cell as a notebook does, and return what it printed and, last, its value as text."""
    # Lines are those of the page, so that a traceback leads to it.
    tree = ast.parse("\n" * (block.line - 1) + block.code, page)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(tree, page, "exec", dont_inherit=True), names)  # noqa: S102 - our own page
        if isinstance(last, ast.Expr):
            code = compile(ast.Expression(last.value), page, "eval", dont_inherit=True)
            value = eval(code, names)  # noqa: S307
            if value is not None:
                print(_shown(value))
    return out.getvalue()


def run_shell(block: Block, folder: Path) -> str:
    """Run lines of a terminal in a folder where `cjm` is this very code; return what they print.

    Raises
    ------
    AssertionError
        A command failed.
    """
    bin_ = folder.parent / f"{folder.name}-bin"
    bin_.mkdir(exist_ok=True)
    command = bin_ / "cjm"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cjm_widgets.cli "$@"\n')
    command.chmod(0o755)
    environment = {
        **os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
    }  # fmt: skip
    bash = shutil.which("bash")
    assert bash, "bash is not installed"
    ran = subprocess.run(
        [bash, "-c", _BASH + block.code + "exit 0"], cwd=folder, env=environment,
        capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, f"{block.first}: exit code {ran.returncode}\n{ran.stderr}"
    return ran.stdout


def same(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; a last line of three dots stands for the rest."""
    wanted, got = ([line.rstrip() for line in text.strip("\n").split("\n")]
                   for text in (shown, printed))  # fmt: skip
    if wanted[-1] == "...":
        wanted.pop()
        got = got[: len(wanted)]
    return wanted == got


def _shown(value: Any) -> str:
    """Make all that a notebook would show of a value, and return its text."""
    for method in ("_repr_mimebundle_", "_repr_html_", "_repr_svg_"):
        shows = getattr(value, method, None)
        if shows is not None:
            shows()
    return repr(value)
