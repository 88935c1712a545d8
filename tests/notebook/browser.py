"""The code of a view, run by Node: a browser that outlives the kernels of a notebook."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, Self

JS = Path(__file__).parents[2] / "js"
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


class Browser:
    """Talks to ``js/tests/core/sim/browser.ts``; `send` gets what its view sends to the kernel."""

    def __init__(self) -> None:
        self.send: Callable[[dict[str, Any]], None] = lambda _: None
        self._folder = TemporaryDirectory()
        self._said: SimpleQueue[dict[str, Any]] = SimpleQueue()

    def __enter__(self) -> Self:
        script = Path(self._folder.name) / "browser.mjs"
        node = shutil.which("node", path=PATH)
        assert node, "there is no node; `make setup` installs it"
        bundler = shutil.which("esbuild", path=str(JS / "node_modules" / ".bin"))
        assert bundler, "there is no esbuild; `make setup` installs it"
        subprocess.run(
            [bundler, "tests/core/sim/browser.ts", "--bundle", "--platform=node", "--format=esm",
             "--log-level=error", f"--outfile={script}"],
            cwd=JS, check=True, env={**os.environ, "PATH": PATH},
        )  # fmt: skip
        self._process = subprocess.Popen(
            [node, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._reader.join(timeout=20)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._folder.cleanup()

    def tell(self, do: str, **more: Any) -> None:
        """Give a command; what the view sends because of it comes later."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()

    def ask(self, do: str) -> dict[str, Any]:
        """Give a command that is answered; all that was sent before is passed on first."""
        self.tell(do)
        while True:
            message = self._said.get(timeout=60)
            if message["type"] == do:
                return message
            self.send(message["message"])

    def pass_on(self) -> None:
        """Pass on what the view has sent."""
        while True:
            try:
                message = self._said.get_nowait()
            except Empty:
                return
            self.send(message["message"])

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(json.loads(line))
