"""Docstrings and signatures, read by Griffe, as Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import griffe

ROOT = Path(__file__).parents[1]
#: Characters of a line of a signature.
WIDTH = 88
#: Sections that come after what is returned.
_LATE = ("raises", "warns", "examples", "admonition")


def told(thing: griffe.Object, links: dict[str, str]) -> Iterator[str]:
    """Return a docstring as Markdown, section by section."""
    if thing.docstring is None:
        yield linked(said(thing), links) + "\n"
        return
    sections = list(thing.docstring.parsed)
    returns = str(getattr(thing, "returns", None) or "None")
    if isinstance(thing, griffe.Function):
        # Its own parameters are no links, whatever else has their names.
        links = {name: to for name, to in links.items() if name not in thing.parameters}
        kinds = [section.kind.value for section in sections]
        if returns != "None" and not {"returns", "yields"} & set(kinds):
            at = next((n for n, kind in enumerate(kinds) if kind in _LATE), len(kinds))
            sections.insert(at, griffe.DocstringSectionReturns([
                griffe.DocstringReturn("", annotation=returns, description="")
            ]))  # fmt: skip
    for section in sections:
        kind, value = section.kind.value, section.value
        if kind == "text":
            yield linked(value, links) + "\n"
        elif kind == "examples":
            yield "**Examples**\n"
            for sort, text in value:
                code = sort.value == "examples"
                yield (f"```pycon\n{text}\n```\n" if code else linked(text, links) + "\n")
        elif kind == "admonition":
            yield f"**{section.title}**\n"
            yield linked(value.description, links) + "\n"
        else:
            yield f"**{kind.capitalize()}**\n"
            yield from (item(_called(kind, one, thing, links), one.description, links)
                        for one in value)  # fmt: skip
            yield ""


def item(name: str, text: str, links: dict[str, str]) -> str:
    """Return an item of a list: a name and what is said about it."""
    said = linked(text, links).replace("\n", "\n  ")
    return f"- {name}: {said}" if said else f"- {name}"


def linked(text: str, links: dict[str, str]) -> str:
    """Return the text of a docstring as Markdown: code, links and indented blocks."""
    text = inspect.cleandoc(text).strip()
    text = re.sub(r"\.\. image:: /charts/(\w+)\.png", r"![\1](../charts/\1.png)", text)
    text = re.sub(r"::\n\n((?:    [^\n]*\n?|\n)+)", _block, text)

    def code(found: re.Match[str]) -> str:
        double, single = found[1], found[2]
        if double is not None:
            return f"`{double}`"
        if re.fullmatch(r"docs/[\w-]+\.md", single) and (ROOT / single).exists():
            return f"[{single}](../{single[5:]})"
        target = links.get(single)
        return f"[`{single}`]({target})" if target else f"`{single}`"

    parts = re.split(r"(^```.*?^```$)", text, flags=re.DOTALL | re.MULTILINE)
    return "".join(
        part if part.startswith("```") else re.sub(r"``(.+?)``|`([^`\n]+)`", code, part)
        for part in parts
    )


def summary(thing: griffe.Object) -> str:
    """Return the first paragraph about a name."""
    return said(thing).split("\n\n")[0].replace("\n", " ")


def said(thing: griffe.Object) -> str:
    """Return the text about a name: its docstring, else the remark `#:` above it."""
    if thing.docstring is not None:
        return str(thing.docstring.value)
    if thing.lineno is None or isinstance(thing, griffe.Function):
        return ""
    lines = []
    for line in reversed(thing.filepath.read_text("utf-8").split("\n")[: thing.lineno - 1]):
        if not line.strip().startswith("#:"):
            break
        lines.append(line.strip().removeprefix("#:").strip())
    return "\n".join(reversed(lines))


def brief(thing: griffe.Object) -> str:
    """Return what is said about a property, with what it raises in one line."""
    if thing.docstring is None:
        return said(thing)
    parts = []
    for section in thing.docstring.parsed:
        if section.kind.value == "text":
            parts.append(section.value)
        elif section.kind.value == "raises":
            parts += [f"Raises `{one.annotation}`: {one.description}" for one in section.value]
    return "\n\n".join(parts)


def attributes(thing: griffe.Object) -> set[str]:
    """Return the names that the docstring of a class tells of itself."""
    sections = thing.docstring.parsed if thing.docstring else []
    return {
        name.strip()
        for section in sections if section.kind.value == "attributes"
        for item in section.value for name in item.name.split(",")
    }  # fmt: skip


def signature_of(name: str, thing: griffe.Function) -> str:
    """Return how a function is called, over several lines where it is long."""
    words, star = [], False
    for one in thing.parameters:
        if one.name in ("self", "cls"):
            continue
        kind = one.kind
        if kind is griffe.ParameterKind.keyword_only and not star:
            words.append("*")
            star = True
        mark = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}
        star = star or kind is griffe.ParameterKind.var_positional
        text = f"{mark.get(kind, '')}{one.name}"
        text += f": {one.annotation}" if one.annotation is not None else ""
        if one.default is not None and kind not in mark:
            text += f" = {one.default}" if one.annotation is not None else f"={one.default}"
        words.append(text)
        if kind is griffe.ParameterKind.positional_only:
            words.append("/")
    returns = f" -> {thing.returns}" if thing.returns is not None else ""
    return _wrapped(name, words, returns)


def class_signature(name: str, thing: griffe.Object, live: Any) -> str | None:
    """Return how a class is called, where its docstring tells of parameters."""
    sections = thing.docstring.parsed if thing.docstring else []
    if not any(section.kind.value == "parameters" for section in sections):
        return None
    words = []
    for one in inspect.signature(live).parameters.values():
        if one.kind is one.KEYWORD_ONLY and "*" not in words and "*" not in "".join(words):
            words.append("*")
        text = str(one.replace(annotation=inspect.Parameter.empty))
        # A default that is an object with no name in code.
        words.append(re.sub(r"=<(?:function (\w+))?.*>$", lambda m: f"={m[1] or '...'}", text))
    return _wrapped(name, words, "")


def typed(text: str, links: dict[str, str]) -> str:
    """Return the name of a type as code, with a link where it is described."""
    # Several in a docstring, "a, b or c", come as one that looks like a tuple.
    text = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    return f"[`{text}`]({links[text]})" if text in links else f"`{text}`"


def _called(kind: str, item: Any, thing: griffe.Object, links: dict[str, str]) -> str:
    """Return the beginning of an item: the name and type of a parameter, the type of the rest."""
    if kind in ("raises", "warns", "returns", "yields"):
        types = str(item.annotation).strip("()") if kind == "raises" else str(item.annotation)
        return (
            ", ".join(typed(one, links) for one in types.split(", "))
            if (kind in ("raises", "warns"))
            else typed(types, links)
        )
    kinds = str(item.annotation) if item.annotation is not None else ""
    parameters = thing.parameters if isinstance(thing, griffe.Function) else None
    default = None
    if parameters is not None and item.name in parameters and "*" not in item.name:
        default = parameters[item.name].default
    told = ", ".join(
        [*([typed(kinds, links)] if kinds else []), *([f"default `{default}`"] if default else [])]
    )
    return f"`{item.name}`" + (f" ({told})" if told else "")


def _block(found: re.Match[str]) -> str:
    return f":\n\n```python\n{inspect.cleandoc(found[1]).strip()}\n```\n\n"


def _wrapped(name: str, words: Iterable[str], returns: str) -> str:
    words = list(words)
    line = f"{name}({', '.join(words)}){returns}"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"{name}(", *(f"    {word}," for word in words), f"){returns}"])
