"""Find a Chromium for the browser tests, or install one.

Prints its path. Where there is none and none can be had, says how to get one; that is an error
only under ``CI=true``, elsewhere the browser tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tools import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-liberation", "fonts-noto-color-emoji")
ADVICE = (
    "No Chromium for the browser tests. Install one (`apt-get install chromium`, or "
    "`.venv/bin/playwright install chromium`), or name it: CHROMIUM=/path/to/chromium make test"
)


def find() -> str | None:
    """Give the path of the Chromium to use, None if there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        path = shutil.which(name) or shutil.which(name, path="/usr/bin:/usr/local/bin:/snap/bin")
        if path:
            return path
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _install() -> None:
    """Try Debian's package first, then Playwright's download."""
    if not debian.install(*PACKAGES):
        debian.run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    """Print where Chromium is, installing it first where needed."""
    path = find()
    if path is None and not os.environ.get("CHROMIUM"):
        _install()
        path = find()
    return debian.report(path and f"chromium: {path}", ADVICE)


if __name__ == "__main__":
    sys.exit(main())
