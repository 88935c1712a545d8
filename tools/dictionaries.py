"""Find hunspell and its dictionaries for the test of spelling, or install Debian's.

Where they cannot be had, says how to get them; that is an error only under ``CI=true``, elsewhere
the test is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache

from tools import debian

#: Language -> the dictionaries that will do, the best first.
DICTIONARIES = {
    "en": ("en_GB",),
    "it": ("it_IT",),
    "pl": ("pl_PL",),
    "fr": ("fr_FR", "fr", "fr-toutesvariantes"),
}
PACKAGES = (
    "hunspell", "hunspell-en-gb", "hunspell-it", "hunspell-pl", "hunspell-fr-comprehensive",
)  # fmt: skip
ADVICE = (
    "No hunspell with dictionaries of English (GB), Italian, Polish and French: the spelling is "
    f"not checked. Install them: apt-get install {' '.join(PACKAGES)}"
)


@cache
def find() -> dict[str, str] | None:
    """Give the name of the dictionary of each language, None where one is missing."""
    if shutil.which("hunspell") is None:
        return None
    found = {}
    for language, names in DICTIONARIES.items():
        name = next((name for name in names if _opens(name)), None)
        if name is None:
            return None
        found[language] = name
    return found


def unknown(words: list[str], dictionary: str) -> set[str]:
    """Return the words that a dictionary does not have."""
    ran = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", dictionary, "-l"], input="\n".join(words) + "\n",
        capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    return set(ran.stdout.split("\n")) - {""}


def _opens(name: str) -> bool:
    ran = subprocess.run(
        ["hunspell", "-d", name, "-l"], input="", capture_output=True, text=True, check=False
    )
    return ran.returncode == 0 and "Can't open" not in ran.stderr


def main() -> int:
    """Print which dictionaries there are, installing them first where needed."""
    if find() is None:
        debian.install(*PACKAGES)
        find.cache_clear()
    found = find()
    return debian.report(found and f"dictionaries: {', '.join(found.values())}", ADVICE)


if __name__ == "__main__":
    sys.exit(main())
