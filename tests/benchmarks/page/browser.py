"""Chromium, and a server for the page with the bundle in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

import cjm_widgets
from tests.browser.lab import FLAGS
from tools.chromium import ADVICE, find

HERE = Path(__file__).parent
STATIC = Path(cjm_widgets.__file__).parent / "static"
MODULES = HERE.parents[2] / "js" / "node_modules"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
#: Shows the map that was put at `map.json`.
SHOW = 'async () => { await (await import("./host.js")).showLarge(); }'
ROOM = {"width": 1400, "height": 900}


class Site:
    """Files of the page, and texts made for it: ``site.texts["map.json"] = ...``."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def read(self, name: str) -> bytes | None:
        if name in self.texts:
            return self.texts[name].encode()
        for folder in (HERE, STATIC, STATIC / "parts", MODULES / "mermaid" / "dist"):
            if (file := folder / name).is_file() and file.parent == folder:
                return file.read_bytes()
        return None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                name = self.path.strip("/") or "index.html"
                body = site.read(name)
                self.send_response(404 if body is None else 200)
                kind = TYPES.get(Path(name).suffix, "application/json")
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_: Any) -> None:
                """Keep quiet."""

        return Handler


@contextmanager
def chromium() -> Iterator[Browser]:
    path = find()
    if path is None:
        raise SystemExit(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def site() -> Iterator[Site]:
    opened = Site()
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def fresh_page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page in a process of its own: nothing is warm."""
    context = browser.new_context(viewport=ROOM)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site.url)
    yield page
    context.close()
    if errors:
        raise RuntimeError(f"uncaught in the page: {errors[0]}")
