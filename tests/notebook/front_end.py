"""What a front end keeps of the messages of a kernel: outputs by display id, traits of widgets."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat

from cjm_widgets.notebook.copy import MIME
from tests.sync.kernel import Kernel


class FrontEnd:
    """Keeps the outputs of cells by the message they belong to.

    Parameters
    ----------
    kernel
        Whose messages it takes.
    hear
        Called with what a widget sends by itself.
    """

    def __init__(
        self, kernel: Kernel, hear: Callable[[dict[str, Any]], None] = lambda _: None
    ) -> None:
        self.kernel = kernel
        self.outputs: list[dict[str, Any]] = []
        self.states: list[str] = []
        #: The traits of each widget, by the id of its comm.
        self.traits: dict[str, dict[str, Any]] = {}
        self._hear = hear

    def listen(self, until: Callable[[], bool], seconds: float = 20) -> None:
        """Take what comes until something is true."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "it did not come"
            self.take(0.1)

    def take(self, seconds: float) -> bool:
        """Take the next message if one comes within so many seconds."""
        try:
            message = self.kernel.client.iopub_channel.get_msg(timeout=seconds)
        except Empty:
            return False
        content = message["content"]
        shown = content.get("transient", {}).get("display_id")
        match message["msg_type"]:
            case "display_data":
                self.outputs.append({"data": content["data"], "id": shown})
            case "update_display_data":
                for output in self.outputs:
                    if output["id"] == shown:
                        output["data"] = content["data"]
            case "status":
                self.states.append(content["execution_state"])
            case "comm_open":
                self.traits[content["comm_id"]] = dict(content["data"].get("state", {}))
            case "comm_msg":
                self._comm(content["comm_id"], content["data"])
        return True

    def _comm(self, comm: str, data: dict[str, Any]) -> None:
        if data.get("method") == "update":
            self.traits.setdefault(comm, {}).update(data["state"])
        elif data.get("method") == "custom":
            self._hear(data["content"])

    @property
    def copy(self) -> dict[str, Any] | None:
        """The copy of the map in the outputs, as data."""
        for output in self.outputs:
            if MIME in output["data"]:
                found: dict[str, Any] = output["data"][MIME]
                return found
        return None

    @property
    def name(self) -> str:
        """What the first touchpoint is called in the copy."""
        return "" if self.copy is None else str(self.copy["document"]["touchpoints"][0]["name"])

    def save(self, path: Path) -> Path:
        """Write the notebook with its outputs as they are now."""
        outputs = [nbformat.v4.new_output("display_data", o["data"]) for o in self.outputs]
        cell = nbformat.v4.new_code_cell("j", outputs=outputs)
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
        return path
