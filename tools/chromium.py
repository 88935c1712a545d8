"""Find a Chromium for the browser tests, or install one.

Prints its path. Where there is none and none can be had, says how to get one; that is an error
only under ``CI=true``, elsewhere the browser tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
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


def _run(*command: str) -> bool:
    print("+", *command, file=sys.stderr, flush=True)
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


def _install() -> None:
    """Try Debian's package first, then Playwright's download."""
    if shutil.which("apt-get"):
        sudo: list[str] | None = []
        if os.geteuid() != 0:
            able = shutil.which("sudo") and _run("sudo", "-n", "true")
            sudo = ["sudo", "-n"] if able else None
        if sudo is not None:
            environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
            apt = [*sudo, *environment, "apt-get", "-q"]
            if _run(*apt, "update") and _run(
                *apt,
                "install",
                "-y",
                "--no-install-recommends",
                "chromium",
                "fonts-dejavu-core",
                "fonts-liberation",
                "fonts-noto-color-emoji",
            ):
                return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    """Print where Chromium is, installing it first where needed."""
    path = find()
    if path is None and not os.environ.get("CHROMIUM"):
        _install()
        path = find()
    if path is None:
        print(ADVICE, file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    print(f"chromium: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
