"""Every text of the product that is there in several languages, found wherever it lies."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "cjm_widgets"
LANGUAGES = ("en", "it", "pl", "fr")
#: What is no word of any language: placeholders, code, addresses, names of files and of options.
_STRIPPED = re.compile(
    r"\{[^{}]*\}|`[^`]*`|<[^<>]*>|(?:https?|mailto):\S*|#\w+|\w+=\S*|\w[\w.]*_\w+"
    r"|pip install \S+|vl-convert|\b\w+\.\w+\(.*?(?:\)|$)|\bcjm\.\w+"
    r"|(?:\w*\.)+(?:json|csv|html|svg|png|pdf|xlsx|ipynb|md|zip|py)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: Keys whose values are no texts: ids, columns, colours, names of icons.
_NO_TEXT = {"id", "ids", "order", "place", "lane", "color", "kind", "key", "url", "language"}


class Text(NamedTuple):
    """One text: where it stands, by a key that is the same in every language."""

    file: str
    key: str
    language: str
    text: str


@cache
def texts() -> tuple[Text, ...]:
    """Return all texts of all languages."""
    return (*_interface(), *_json(), *_python(), *_templates())


def words(text: str) -> list[str]:
    """Return the words of a text, without what is none."""
    plain = _STRIPPED.sub(" ", text).replace("\u00ad", "").replace("’", "'")
    return [word for word in _WORD.findall(plain) if len(word) > 1]


def _interface() -> Iterator[Text]:
    """Read the catalogues of js/src, which are TypeScript, by Node."""
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    assert node, "there is no node; run `make setup`"
    script = Path(__file__).with_name("texts.mjs")
    ran = subprocess.run([node, str(script)], capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    for file, languages in json.loads(ran.stdout).items():
        for language in LANGUAGES:
            yield from _flat(f"js/{file}", language, languages[language])


def _json() -> Iterator[Text]:
    """Read what the package has in files of their own."""
    for path in sorted(PACKAGE.glob("*/texts/*.json")):
        if path.stem in LANGUAGES:
            name = f"{path.parent.relative_to(ROOT)}"
            yield from _flat(name, path.stem, json.loads(path.read_text("utf-8")))


def _templates() -> Iterator[Text]:
    for path in sorted(PACKAGE.glob("*/texts/*/*.json")):
        if path.parent.name in LANGUAGES:
            name = f"{path.parents[1].relative_to(ROOT)}/{path.name}"
            yield from _flat(name, path.parent.name, json.loads(path.read_text("utf-8")))


def _python() -> Iterator[Text]:
    """Read every dict in the code that has a text in each language."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Dict):
                continue
            keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            if set(keys) != set(LANGUAGES):
                continue
            for language, value in zip(keys, node.values, strict=True):
                try:
                    said = ast.literal_eval(value)
                except ValueError:
                    continue  # not written here
                name = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield from _flat(name, str(language), said)


def _flat(file: str, language: str, value: Any, key: str = "") -> Iterator[Text]:
    if isinstance(value, str):
        if value.strip():
            yield Text(file, key, language, value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NO_TEXT or not isinstance(inner, str):
                yield from _flat(file, language, inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _flat(file, language, inner, f"{key}[{number}]")
