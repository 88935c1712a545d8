"""A real ipykernel and views of a widget in it, each with a session of its own, as in tabs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from signal import SIGINT
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from tests.sync.replica import Replica

ROOT = Path(__file__).parents[2]


class Kernel:
    """Runs cells; `cell` waits, `start` does not."""

    def __init__(self, connection_file: str, process: subprocess.Popen[bytes]) -> None:
        self.connection_file = connection_file
        self.process = process
        self.client = self.connect()

    def connect(self) -> BlockingKernelClient:
        """Return a client with a session of its own: its name is where replies are sent to."""
        client = BlockingKernelClient(connection_file=self.connection_file)
        client.load_connection_file()
        client.start_channels(hb=False)
        # The channels are used directly: the methods of the client run an event loop each.
        request = client.kernel_info()
        while client.shell_channel.get_msg(timeout=60)["parent_header"].get("msg_id") != request:
            pass
        # What is published now is not missed: it holds the status of that very request.
        client.iopub_channel.get_msg(timeout=60)
        return client

    def start(self, code: str) -> str:
        """Run a cell and go on; returns the id of the request."""
        return str(self.client.execute(code, store_history=False))

    def interrupt(self) -> None:
        """Press the stop button."""
        self.process.send_signal(SIGINT)

    def finish(self, request: str, timeout: float = 60, status: str = "ok") -> dict[str, Any]:
        """Wait for the end of a cell."""
        reply = self.client.shell_channel.get_msg(timeout=timeout)
        while reply["parent_header"].get("msg_id") != request:
            reply = self.client.shell_channel.get_msg(timeout=timeout)
        assert reply["content"]["status"] == status, reply["content"]
        return dict(reply["content"])

    def over(self, request: str, timeout: float) -> bool:
        """Whether the kernel says, within that many seconds, that it is done with a cell."""
        end = time.monotonic() + timeout
        try:
            while True:
                left = max(0, end - time.monotonic())
                message = self.client.iopub_channel.get_msg(timeout=left)
                state = message["content"].get("execution_state")
                if message["parent_header"].get("msg_id") == request and state == "idle":
                    return True
        except Empty:
            return False

    def cell(self, code: str) -> None:
        self.finish(self.start(code))

    def ask(self, expression: str) -> Any:
        """Return the value of an expression that JSON can carry."""
        ask = {"a": f"__import__('json').dumps({expression})"}
        reply = self.finish(
            self.client.execute("", store_history=False, user_expressions=ask),
        )
        found = reply["user_expressions"]["a"]
        assert found["status"] == "ok", found
        # The text is the repr of a str that holds JSON.
        return json.loads(ast.literal_eval(found["data"]["text/plain"]))


class View(Thread):
    """A view of the widget behind a comm: a replica that edits on a thread of its own.

    As JupyterLab does, it asks for a subshell on the control channel and names it in the header
    of its comm messages, so that they do not wait for the running cell.
    """

    def __init__(
        self,
        kernel: Kernel,
        comm: str,
        name: str,
        *,
        subshell: bool,
        edit: Callable[[Replica], bool] = lambda _: False,
        edits: int = 0,
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.client = kernel.connect()
        self.comm = comm
        self.edit = edit
        self.edits = edits
        self.made = 0
        self.replica = Replica(name, self._send)
        self.subshell = self._make_subshell() if subshell else None
        #: Messages of the protocol, and all of the widget (its traits too).
        self.messages = self.all_messages = 0
        self.traits: dict[str, Any] = {}
        self.problem: BaseException | None = None
        self.stopped = False
        #: What came over iopub, in order: ("ack", how many in all) and ("mark", its text).
        self.events: list[tuple[str, Any]] = []
        self._heard = time.monotonic()

    def _make_subshell(self) -> str:
        request = self.client.session.msg("create_subshell_request")
        self.client.control_channel.send(request)
        reply = self.client.control_channel.get_msg(timeout=20)["content"]
        assert reply["status"] == "ok", reply
        return str(reply["subshell_id"])

    def _send(self, message: Any) -> None:
        content = {"comm_id": self.comm, "data": {"method": "custom", "content": message}}
        whole = self.client.session.msg("comm_msg", content)
        if self.subshell is not None:
            whole["header"]["subshell_id"] = self.subshell
        self.client.shell_channel.send(whole)

    def run(self) -> None:
        try:
            self.replica.hello()
            while not self.stopped:
                self._take()
                if self.replica.ready and self.made < self.edits and self.edit(self.replica):
                    self.made += 1
        except BaseException as problem:
            self.problem = problem

    def _take(self) -> None:
        """Take all that has come; ask again after three seconds of silence.

        As a real view does, also where the trait tells of changes that never came: zmq drops
        messages that a busy reader does not fetch.
        """
        try:
            while True:
                self._read(self.client.iopub_channel.get_msg(timeout=0.002))
        except Empty:
            behind = self.traits.get("revision", 0) > self.replica.revision
            if (behind or self.replica.waiting) and time.monotonic() - self._heard > 3:
                self._heard = time.monotonic()
                self.replica.hello()

    def _read(self, message: dict[str, Any]) -> None:
        content = message["content"]
        if message["msg_type"] == "display_data":
            self.events.append(("mark", content["data"]["text/plain"]))
        if message["msg_type"] != "comm_msg" or content["comm_id"] != self.comm:
            return
        self.all_messages += 1
        if content["data"].get("method") == "update":
            self.traits |= content["data"]["state"]
        if content["data"].get("method") == "custom":
            self.messages += 1
            self._heard = time.monotonic()
            before = len(self.replica.acknowledged)
            self.replica.receive(content["data"]["content"])
            if len(self.replica.acknowledged) > before:
                self.events.append(("ack", len(self.replica.acknowledged)))

    def settled(self, revision: int) -> bool:
        """Whether all edits are made and decided, and the view is at that revision."""
        if self.problem is not None:
            raise self.problem
        done = self.made == self.edits and not self.replica.waiting
        return done and self.replica.revision == revision

    def __repr__(self) -> str:
        replica = self.replica
        return (
            f"<View {self.name}: {self.made} of {self.edits} edits made, "
            f"{len(replica.acknowledged)} acknowledged, waiting {replica.waiting}, "
            f"at {replica.revision}, {self.messages} messages, problem {self.problem!r}>"
        )

    def close(self) -> None:
        self.stopped = True
        self.join(timeout=20)
        self.client.stop_channels()


@contextmanager
def running_kernel() -> Iterator[Kernel]:
    """Start a kernel of this very Python; no installed kernelspec is needed."""
    with TemporaryDirectory() as folder:
        path, _ = write_connection_file(str(Path(folder) / "kernel.json"))
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", path]
        nowhere = subprocess.DEVNULL
        with subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere) as process:
            try:
                kernel = Kernel(path, process)
                yield kernel
                kernel.client.stop_channels()
            finally:
                process.kill()


def wait_until(condition: Callable[[], bool], what: object, timeout: float = 60) -> None:
    end = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < end, f"not within {timeout} s: {what}"
        time.sleep(0.01)
