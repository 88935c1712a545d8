"""Install Debian's packages where that may be done: what the tests need beside the environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def install(*packages: str) -> bool:
    """Install packages; False where there is no apt, no right to use it, or it fails."""
    if not shutil.which("apt-get"):
        return False
    sudo: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or not run("sudo", "-n", "true"):
            return False
        sudo = ["sudo", "-n"]
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    return run(*apt, "update") and run(*apt, "install", "-y", "--no-install-recommends", *packages)


def run(*command: str) -> bool:
    """Run a command, and say so; tell whether it went well."""
    print("+", *command, file=sys.stderr, flush=True)
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


def report(found: str | None, advice: str) -> int:
    """Print what there is, or the advice; give the exit status: it may be missing but in CI."""
    if found is None:
        print(advice, file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    print(found)
    return 0
