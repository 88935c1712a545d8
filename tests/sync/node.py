"""Views in TypeScript, as they are in a browser: `js/tests/core/sim/pipe.ts` in Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cjm_widgets.model.authority import Authority

JS = Path(__file__).parents[2] / "js"
CLIENTS = ("anna", "ben")
_BUNDLE = """
require("esbuild").buildSync({
  entryPoints: ["tests/core/sim/pipe.ts"], outfile: process.argv[1],
  bundle: true, platform: "node", format: "esm", logLevel: "error",
});
"""


def node() -> str | None:
    """Return Node, the one of the environment first; None where it, or esbuild, is missing."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return shutil.which("node", path=path) if (JS / "node_modules" / "esbuild").exists() else None


class Views:
    """Two replicas in TypeScript, and a kernel's authority in Python they are linked with."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._up: deque[Any] = deque()
        self._down: deque[Any] = deque()

    def open(self, authority: Authority, seed: int) -> None:
        """Begin anew with the map of this authority."""
        self._up.clear()
        self._down.clear()
        self._link = authority.link(self._down.append)
        self._run(open=CLIENTS, seed=seed)

    def edit(self, count: int) -> None:
        """Let the views edit, without hearing of each other."""
        self._run(edit=count)

    def step(self) -> bool:
        """Let one message arrive; False when there is none."""
        if self._up:
            self._link.receive(self._up.popleft())
        elif self._down:
            self._run(message=self._down.popleft())
        else:
            return False
        return True

    def tell(self) -> list[dict[str, Any]]:
        """Return what each view holds: `file` (canonical JSON), `revision`, `pending`."""
        return self._run(tell=True)

    def _run(self, **command: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command, allow_nan=False) + "\n")
        self._process.stdin.flush()
        while True:
            line = self._process.stdout.readline()
            assert line, "the views have died; what they said stands above"
            answer = json.loads(line)
            if "done" in answer:
                return answer["done"]
            self._up.append(answer["message"])


@contextmanager
def running_views() -> Iterator[Views]:
    """Bundle the views and run them."""
    program = node()
    assert program is not None
    with TemporaryDirectory() as folder:
        script = str(Path(folder) / "pipe.mjs")
        subprocess.run([program, "-e", _BUNDLE, script], cwd=JS, check=True)
        process = subprocess.Popen(
            [program, script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        with process:
            try:
                yield Views(process)
            finally:
                process.kill()
