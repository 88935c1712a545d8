"""A real JupyterLab and the notebooks open in it, for tests that click and then ask Python.

``Server`` is one JupyterLab with directories of its own, ``Lab`` opens the notebooks of a test,
``Notebook`` is one page: it runs cells, reads the model and evaluates expressions in the same
kernel.
"""

from __future__ import annotations

import ast
import contextlib
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlsplit

import nbformat
from jupyter_client import BlockingKernelClient
from playwright.sync_api import Error, TimeoutError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import BrowserContext, Locator, Page

Theme = Literal["light", "dark"]

#: What a window of Chromium does not need: the page behind its address bar costs a second of
#: computing per window.
NO_FEATURES = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # Of several such flags Chromium takes the last one: these are Playwright's own.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("TcpPortRandomizationWin", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
]
FLAGS = [
    f"--disable-features={','.join(NO_FEATURES)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever asks for a host outside gets no answer; the request is seen and fails the test.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

PICTURES = Path(__file__).parent / "screenshots"

SETTINGS = {
    "apputils-extension/notification": {
        "checkForUpdates": False,
        "fetchNews": "false",
        "doNotDisturbMode": True,
    },
    "docmanager-extension/plugin": {"autosave": False},
}

# Parts that cost seconds at every load and have no hand in what a cell shows.
PAGE = {
    "buildAvailable": False,
    "buildCheck": False,
    "disabledExtensions": {
        "@jupyterlab/debugger-extension": True,
        "@jupyterlab/extensionmanager-extension": True,
        "@jupyterlab/lsp-extension": True,
        "@jupyterlab/notebook-extension:export": True,
        "@jupyterlab/terminal-extension": True,
    },
}

READY = """() => {
  const context = window.jupyterapp?.shell.currentWidget?.context;
  const session = context?.sessionContext;
  const kernel = session?.session?.kernel;
  return Boolean(context?.isReady && session.isReady
    && kernel?.connectionStatus === 'connected' && kernel.status === 'idle');
}"""

#: Until it is on disk; a model that is changed at that very moment is not clean for long.
SAVE = """() => new Promise((resolve, reject) => {
  const { context } = window.jupyterapp.shell.currentWidget;
  const heard = (_, state) => {
    if (state === 'started') return;
    context.saveState.disconnect(heard);
    if (state === 'failed') reject(new Error('the notebook could not be saved'));
    else resolve();
  };
  context.saveState.connect(heard);
  window.jupyterapp.commands.execute('docmanager:save').catch(reject);
})"""

OPEN = """async (path) => {
  await window.jupyterapp.started;
  await window.jupyterapp.commands.execute('docmanager:open', { path, factory: 'Notebook' });
}"""

OPEN_COLD = """async (path) => {
  await window.jupyterapp.started;
  await window.jupyterapp.commands.execute('docmanager:open', {
    path, factory: 'Notebook', kernelPreference: { shouldStart: false, autoStartDefault: false },
  });
  const { context } = window.jupyterapp.shell.currentWidget;
  await context.ready;
}"""

OUTPUTS = """(index) => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  return notebook.widgets.filter((_, i) => index === null || i === index)
    .flatMap((cell) => cell.model.outputs?.toJSON() ?? []);
}"""


def agrees(notebook: Any, code: str, value: object, seconds: float) -> None:
    """Wait until Python has this value; fail with the last one seen."""
    deadline = time.monotonic() + seconds
    while (seen := notebook.python(code)) != value:
        if time.monotonic() > deadline:
            raise AssertionError(f"{code} is {seen!r}, not {value!r}, after {seconds} s")
        notebook.page.wait_for_timeout(30)


def shoot(what: Page | Locator, name: str) -> Path:
    """Take a picture into the folder of pictures."""
    folder = Path(os.environ.get("CJM_SCREENSHOTS") or PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    what.screenshot(path=path, animations="disabled")
    return path


class CellError(AssertionError):
    """A cell raised; the message is its traceback."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One JupyterLab server on 127.0.0.1 whose every directory is under a temporary one."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="cjm-lab-"))
        self.root = self.home / "notebooks"
        self.runtime = self.home / "runtime"
        self.settings = self.home / "settings"
        self.log = self.home / "server.log"
        for folder in (self.root, self.runtime):
            folder.mkdir(mode=0o700)
        self.url = f"http://127.0.0.1:{_free_port()}"
        self._names = itertools.count(1)
        self._later = ThreadPoolExecutor(1, thread_name_prefix="stop-kernels")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Server:
        """Start the server and wait until it answers."""
        kernel = self.home / "data" / "kernels" / "python3"
        kernel.mkdir(parents=True)
        spec = {
            "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            "display_name": "Python 3",
            "language": "python",
            "metadata": {"debugger": False},
        }
        (kernel / "kernel.json").write_text(json.dumps(spec), "utf-8")
        page = self.home / "config" / "labconfig" / "page_config.json"
        page.parent.mkdir(parents=True)
        page.write_text(json.dumps(PAGE), "utf-8")
        for name, values in SETTINGS.items():
            self._configure(name, values)
        env = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "JPY_"))}
        env |= {
            "HOME": str(self.home),
            "IPYTHONDIR": str(self.home / "ipython"),
            "JUPYTERLAB_SETTINGS_DIR": str(self.settings),
            "JUPYTERLAB_WORKSPACES_DIR": str(self.home / "workspaces"),
            "JUPYTER_CONFIG_DIR": str(self.home / "config"),
            "JUPYTER_DATA_DIR": str(self.home / "data"),
            "JUPYTER_PREFER_ENV_PATH": "0",
            "JUPYTER_RUNTIME_DIR": str(self.runtime),
            # A debugger's warning about frozen modules is noise in the log.
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        command = [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *(f"--port={urlsplit(self.url).port}", "--ServerApp.port_retries=0"),
            "--ServerApp.ip=127.0.0.1",
            "--IdentityProvider.token=",
            "--ServerApp.disable_check_xsrf=True",
            f"--ServerApp.root_dir={self.root}",
            "--LabApp.expose_app_in_browser=True",
            "--LabApp.extension_manager=readonly",
            "--LabApp.news_url=",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                command, env=env, cwd=self.root, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + 180
        while True:
            try:
                self.api("GET", "/api")
            except OSError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"JupyterLab did not start:\n{self.tail()}") from None
                time.sleep(0.1)
            else:
                return self

    def stop(self) -> None:
        """Stop the server with its kernels and remove its directories."""
        self._later.shutdown(wait=True)
        if self._process is not None:
            with contextlib.suppress(OSError):
                for kernel in self.api("GET", "/api/kernels"):
                    self.api("DELETE", f"/api/kernels/{kernel['id']}")
            self._process.terminate()
            # Its polite way out sometimes hangs on a busy machine; nothing is left to lose.
            try:
                self._process.wait(3)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def tail(self, lines: int = 40) -> str:
        """Give the last lines of the server's log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])

    def api(self, method: str, path: str, body: object = None) -> Any:
        """Call the server's REST interface and give the decoded answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, method=method)
        with urllib.request.urlopen(request, timeout=30) as response:
            text = response.read()
        return json.loads(text) if text else None

    def write(self, cells: Sequence[str], name: str | None) -> str:
        """Write a notebook of code cells; give its path under the root."""
        path = f"{name or f'notebook-{next(self._names)}'}.ipynb".replace(".ipynb.ipynb", ".ipynb")
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        nbformat.write(notebook, self.root / path)
        return path

    def session(self, path: str) -> dict[str, Any]:
        """Start a kernel for a notebook, or give the one it has, as the browser would."""
        kernel = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        answer: dict[str, Any] = self.api("POST", "/api/sessions", kernel)
        return answer

    def end(self, session: str) -> None:
        """Stop a session and its kernel, in the background."""

        def stop() -> None:
            with contextlib.suppress(OSError):
                self.api("DELETE", f"/api/sessions/{session}")

        self._later.submit(stop)

    def theme(self, theme: Theme) -> None:
        """Choose the theme of pages that load from now on."""
        name = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}[theme]
        self._configure("apputils-extension/themes", {"theme": name})

    def _configure(self, name: str, values: object) -> None:
        path = self.settings / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), "utf-8")


class Lab:
    """The notebooks of one test; the browser's cache is shared, its storage is not."""

    def __init__(self, server: Server, context: BrowserContext) -> None:
        self.server = server
        self.notebooks: list[Notebook] = []
        #: Uncaught exceptions in any page; not empty at the end of a test fails it.
        self.page_errors: list[str] = []
        #: Requests that left 127.0.0.1; not empty at the end of a test fails it.
        self.outside: list[str] = []
        #: What the pages wrote with console.error, for you to assert on.
        self.console_errors: list[str] = []
        self._contexts = [context]
        self._sessions: set[str] = set()
        self._listen(context)

    def open(
        self,
        cells: Sequence[str],
        name: str | None = None,
        *,
        theme: Theme = "light",
        width: int = 1400,
        height: int = 900,
        **context: Any,
    ) -> Notebook:
        """Write a notebook of these cells and open it, its kernel idle and nothing run yet.

        Parameters
        ----------
        cells
            The sources of its code cells.
        name
            Its file name; one is made up if not given.
        theme, width, height
            JupyterLab's theme and the size of the window in CSS pixels.
        **context
            If any, the page gets a browser context of its own with these arguments of
            Playwright's ``new_context``: ``has_touch=True``, ``locale="it"``. What a page can
            change by itself (``page.emulate_media(forced_colors="active")``) needs none.
        """
        return self.open_file(
            self.server.write(cells, name), theme=theme, width=width, height=height, **context
        )

    def open_file(
        self,
        path: str,
        *,
        theme: Theme = "light",
        width: int = 1400,
        height: int = 900,
        **context: Any,
    ) -> Notebook:
        """Open a notebook that is already under ``server.root``."""
        self.server.theme(theme)
        session = self.server.session(path)
        self._sessions.add(session["id"])
        page = self._context(context).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        notebook = Notebook(self, page, path, session["kernel"]["id"])
        self.notebooks.append(notebook)
        notebook.load()
        return notebook

    @property
    def context(self) -> BrowserContext:
        """The browser context that tests share."""
        return self._contexts[0]

    def open_cold(
        self, path: str, *, theme: Theme = "light", width: int = 1400, height: int = 900
    ) -> Notebook:
        """Open a notebook without a kernel, as who only reads it does."""
        self.server.theme(theme)
        page = self._contexts[0].new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        notebook = Notebook(self, page, path, "")
        self.notebooks.append(notebook)
        notebook.load(kernel=False)
        return notebook

    def shut_down(self, notebook: Notebook) -> None:
        """Stop the kernel of a notebook and close its page."""
        notebook.close()
        notebook.page.close()
        self.notebooks.remove(notebook)
        for session in self.server.api("GET", "/api/sessions"):
            if session["path"] == notebook.path:
                self.server.api("DELETE", f"/api/sessions/{session['id']}")

    def close(self) -> None:
        """Close the pages and stop their kernels."""
        for notebook in self.notebooks:
            notebook.close()
        shared, *own = self._contexts
        for event, listener in self._listeners().items():
            shared.remove_listener(event, listener)
        for page in shared.pages:
            page.close()
        shared.clear_cookies()
        for context in own:
            context.close()
        for session in self._sessions:
            self.server.end(session)

    def problems(self) -> list[str]:
        """Give what must not happen in any test: uncaught exceptions and foreign requests."""
        return [
            *(f"uncaught in the page: {error}" for error in self.page_errors),
            *(f"request to another host: {url}" for url in self.outside),
        ]

    def _context(self, arguments: dict[str, Any]) -> BrowserContext:
        if not arguments:
            return self._contexts[0]
        browser = self._contexts[0].browser
        if browser is None:
            raise RuntimeError("the shared context has no browser")
        context = browser.new_context(**arguments)
        self._contexts.append(context)
        self._listen(context)
        return context

    def _listen(self, context: BrowserContext) -> None:
        for event, listener in self._listeners().items():
            context.on(event, listener)  # type: ignore[call-overload]

    def _listeners(self) -> dict[str, Any]:
        return {
            "console": self._saw_console,
            "request": self._saw_request,
            "weberror": self._saw_error,
        }

    def _saw_console(self, message: Any) -> None:
        if message.type == "error":
            self.console_errors.append(message.text)

    def _saw_error(self, error: Any) -> None:
        self.page_errors.append(str(error.error))

    def _saw_request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            self.outside.append(request.url)


class Notebook:
    """One page with one notebook in it, and a line to its kernel."""

    def __init__(self, lab: Lab, page: Page, path: str, kernel: str) -> None:
        self.lab = lab
        self.page = page
        self.path = path
        self.kernel = kernel
        self._workspace = f"w{len(lab.notebooks)}-{Path(path).stem}"
        self._client: BlockingKernelClient | None = None

    @property
    def file(self) -> Path:
        """The notebook file on disk."""
        return self.lab.server.root / self.path

    def load(self, *, kernel: bool = True) -> None:
        """Open the page and wait for the kernel to be idle, if there is to be one."""
        # A workspace of its own: no tabs of other tests come back.
        url = f"{self.lab.server.url}/doc/workspaces/{quote(self._workspace)}"
        self.page.goto(url, wait_until="commit")
        self._show(kernel=kernel)

    def reload(self) -> None:
        """Load the page again; the kernel lives on."""
        self.page.reload(wait_until="commit")
        self._show()

    def _show(self, *, kernel: bool = True) -> None:
        self.page.wait_for_function("() => window.jupyterapp", timeout=60_000)
        # JupyterLab would open a path in the address by itself, but a second later.
        self.page.evaluate(OPEN if kernel else OPEN_COLD, self.path)
        if not kernel:
            return
        try:
            self.wait_idle(30)
        except TimeoutError:
            # Now and then JupyterLab itself waits for ever for a kernel that is there, on a busy
            # machine and before any widget is shown; people load the page again then.
            self.page.reload(wait_until="commit")
            self.page.wait_for_function("() => window.jupyterapp", timeout=60_000)
            self.page.evaluate(OPEN, self.path)
            self.wait_idle()

    def second_page(self, width: int = 1400, height: int = 900) -> Notebook:
        """Save, and open the same notebook with the same kernel in one more page."""
        self.save()
        page = self.page.context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        other = Notebook(self.lab, page, self.path, self.kernel)
        self.lab.notebooks.append(other)
        other.load()
        return other

    def wait_idle(self, seconds: float = 60) -> None:
        """Wait until the notebook is shown and its kernel connected and idle."""
        self.page.wait_for_function(READY, timeout=seconds * 1000)

    def command(self, name: str, **args: Any) -> None:
        """Run one of JupyterLab's commands and wait for it to end."""
        self.page.evaluate(
            "async ([name, args]) => { await window.jupyterapp.commands.execute(name, args); }",
            [name, args],
        )

    def run_all(self, *, errors: bool = False) -> None:
        """Run every cell and wait; a cell that raises fails here, unless `errors`."""
        self.command("notebook:run-all-cells")
        self._settle(None, errors=errors)

    def run_cell(self, index: int, *, wait: bool = True, errors: bool = False) -> None:
        """Run one cell by its position; without `wait` return while it runs."""
        self.page.evaluate(
            "(i) => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = i; }", index
        )
        if not wait:
            self.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-cell'); }")
            return
        self.command("notebook:run-cell")
        self._settle(index, errors=errors)

    def _settle(self, index: int | None, *, errors: bool) -> None:
        self.wait_idle()
        for output in self.outputs(index):
            if output["output_type"] == "error" and not errors:
                raise CellError("\n".join(output["traceback"]))

    def outputs(self, index: int | None = None) -> list[dict[str, Any]]:
        """Give the outputs of one cell, or of all, as the notebook file has them."""
        outputs: list[dict[str, Any]] = self.page.evaluate(OUTPUTS, index)
        return outputs

    def cells(self) -> list[str]:
        """Give the sources of the cells as the open notebook has them now."""
        sources: list[str] = self.page.evaluate(
            "() => [...window.jupyterapp.shell.currentWidget.content.model.cells]"
            ".map((cell) => cell.sharedModel.getSource())"
        )
        return sources

    def output(self, index: int) -> Locator:
        """Give the output area of a cell, to look for a widget in."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index).locator(".jp-OutputArea")

    def python(self, code: str, seconds: float = 30) -> Any:
        """Run code in the notebook's kernel; give the value of its last expression.

        The value goes through JSON, so tuples come back as lists. It waits its turn behind
        running cells. Nothing is added to the notebook.
        """
        tree = ast.parse(code)
        asked = {}
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            asked["value"] = f"__import__('json').dumps({ast.unparse(tree.body.pop().value)})"
        reply = self._kernel_client().execute(
            ast.unparse(tree),
            silent=True,
            store_history=False,
            user_expressions=asked,
            allow_stdin=False,
            reply=True,
            timeout=seconds,
        )["content"]
        answers = [reply, *reply.get("user_expressions", {}).values()]
        for answer in answers:
            if answer["status"] != "ok":
                raise CellError("\n".join(answer.get("traceback", [])) or f"kernel: {answer}")
        if not asked:
            return None
        return json.loads(ast.literal_eval(answers[1]["data"]["text/plain"]))

    def eventually(self, code: str, value: object, seconds: float = 30) -> None:
        """Wait until `code` has this value in Python; fail with the last one seen."""
        agrees(self, code, value, seconds)

    def restart_kernel(self) -> None:
        """Restart the kernel as the button does, without its question; views stay."""
        self._forget_client()
        self.page.evaluate(
            "async () => {"
            " await window.jupyterapp.shell.currentWidget.sessionContext.restartKernel(); }"
        )
        self.wait_idle()

    def save(self) -> None:
        """Save the notebook and wait until it is on disk."""
        self.page.evaluate(SAVE)

    def screenshot(self, name: str, *, of: Locator | None = None) -> Path:
        """Take a picture of the page, or of one element, into ``tests/browser/screenshots``.

        The folder can be chosen with ``CJM_SCREENSHOTS``.
        """
        return shoot(of or self.page, name)

    def close(self) -> None:
        """Let go of the kernel, and leave nothing behind for the next page."""
        self._forget_client()
        with contextlib.suppress(Error):
            self.page.evaluate(
                "() => { localStorage.clear(); sessionStorage.clear();"
                " indexedDB.deleteDatabase('cjm_widgets'); }"
            )

    def _kernel_client(self) -> BlockingKernelClient:
        if self._client is None:
            file = self.lab.server.runtime / f"kernel-{self.kernel}.json"
            self._client = BlockingKernelClient(connection_file=str(file))
            self._client.load_connection_file()
            self._client.start_channels(stdin=False, hb=False, control=False)
        return self._client

    def _forget_client(self) -> None:
        if self._client is not None:
            self._client.stop_channels()
            self._client = None
