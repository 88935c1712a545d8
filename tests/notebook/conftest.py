"""A kernel's shell that keeps what is displayed, and notebooks made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from IPython.core.events import EventManager, available_events


class Publisher:
    """Keeps what a kernel would send to the notebook, and plays the front end's part."""

    def __init__(self) -> None:
        self.parent_header: dict[str, Any] = {"msg_id": "cell"}
        self.sent: list[dict[str, Any]] = []
        self.updates = 0

    def publish(self, data, metadata=None, *, transient=None, update=False, **_: Any) -> None:
        display_id = (transient or {}).get("display_id")
        if update:
            self.updates += 1
            for output in self.sent:
                if output["id"] == display_id:
                    output["data"] = data
        else:
            self.sent.append({"data": data, "metadata": metadata or {}, "id": display_id})

    @property
    def said(self) -> str:
        """All notices."""
        return "\n".join(o["data"]["text/plain"] for o in self.sent if o["id"] is None)


class Shell:
    """What this package uses of the IPython shell of a kernel."""

    def __init__(self, path: Path | None = None) -> None:
        self.kernel = object()
        self.user_ns = {"__vsc_ipynb_file__": str(path)} if path else {}
        self.display_pub = Publisher()
        self.events = EventManager(self, available_events)


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch):
    """Give a function that starts a new kernel for a notebook file."""
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)

    def start(path: Path | None = None) -> Shell:
        shell = Shell(path)
        monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: shell)
        monkeypatch.setattr(
            "IPython.display.display",
            lambda data, metadata=None, **_: shell.display_pub.publish(data, metadata),
        )
        return shell

    return start


@pytest.fixture
def shell(start) -> Shell:
    return start()


def save(path: Path, *cells: Publisher | list[dict[str, Any]] | SimpleNamespace) -> Path:
    """Write a notebook as a front end does: each cell has what a publisher was given."""
    notebook = nbformat.v4.new_notebook()
    for cell in cells:
        outputs = cell.sent if isinstance(cell, Publisher) else cell
        made = [
            nbformat.v4.new_output("display_data", json.loads(json.dumps(o["data"])))
            for o in outputs
        ]
        notebook.cells.append(nbformat.v4.new_code_cell("j", outputs=made))
    nbformat.validate(notebook)
    nbformat.write(notebook, path)
    return path


@pytest.fixture(name="save")
def save_notebook():
    return save
