"""One JupyterLab and one Chromium for all browser tests, fresh pages for each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.lab import FLAGS, Lab, Server
from tests.browser.plain import Quick
from tools.chromium import ADVICE, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext

FAILED = pytest.StashKey[bool]()

# A slow machine is no failed test.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    path = find()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(ADVICE)
        pytest.skip(ADVICE)
    return path


@pytest.fixture(scope="session")
def context(chromium: str) -> Iterator[BrowserContext]:
    """The browser context that tests share: JupyterLab's own files stay in its cache."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context()
        yield context
        browser.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    server = Server()
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture
def lab(context: BrowserContext, server: Server, request: pytest.FixtureRequest) -> Iterator[Lab]:
    """A JupyterLab to open notebooks in: ``notebook = lab.open(["1 + 1"])``."""
    lab = Lab(server, context)
    try:
        yield lab
        if request.node.stash.get(FAILED, False):
            _tell(lab, request.node.name)
    finally:
        lab.close()
    problems = lab.problems()
    if problems:
        pytest.fail("\n".join(problems))


@pytest.fixture
def quick(context: BrowserContext) -> Iterator[Quick]:
    """What a test of the editor alone opens instead of a JupyterLab."""
    browser = context.browser
    assert browser
    quick = Quick(browser)
    with quick.stack:
        yield quick
        problems = quick.problems()
    if problems:
        pytest.fail("\n".join(problems))


def _tell(lab: Lab, name: str) -> None:
    """Leave behind what helps to find out why a test failed."""
    for number, notebook in enumerate(lab.notebooks):
        print("picture:", notebook.screenshot(f"failed-{name}-{number}"))
    for error in lab.console_errors:
        print("console:", error)
    print(lab.server.tail())
