"""Write docs/api, the reference of the public names, from the docstrings: ``make reference``.

Griffe reads the sources and the numpy docstrings; what is here puts them down as Markdown that is
read on a code host, in an editor and offline.
"""

from __future__ import annotations

import ast
import inspect
import logging
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import griffe

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import cjm_widgets as cjm  # noqa: E402
from cjm_widgets.frames.meanings import MEANINGS  # noqa: E402
from cjm_widgets.model.fields import fields_of  # noqa: E402
from cjm_widgets.model.records import RECORD_TYPES, type_name  # noqa: E402
from tools.docstrings import (  # noqa: E402
    attributes,
    brief,
    class_signature,
    item,
    linked,
    said,
    signature_of,
    summary,
    told,
    typed,
)

FOLDER = ROOT / "docs" / "api"
#: Where a name is described: the beginning of its module, and the page. The first that fits counts;
#: what fits none has the page of its part of the package.
HOMES = (
    ("model.errors", "errors"),
    ("notebook.recover.DamagedCopyWarning", "errors"),
    ("model.records", "records"),
    ("model.record", "records"),
    ("model.scales", "records"),
    ("model.change", "records"),
    ("journey", "journey"),
    ("__version__", "journey"),
    ("files", "files"),
    ("storage", "files"),
    ("notebook", "files"),
    ("model.mending", "files"),
    ("model.limits", "files"),
    ("formats.picture", "pictures"),
    ("reports", "pictures"),
    ("model.checks", "checks"),
    ("compare", "comparing"),
    ("flows", "paths"),
    ("board_kinds", "widgets"),
)
TITLES = {
    "journey": "The map",
    "records": "Records",
    "files": "Files",
    "widgets": "Widgets",
    "charts": "Charts",
    "checks": "Checks",
    "comparing": "Comparing and merging",
    "paths": "Paths and what-if",
    "research": "Research",
    "cohort": "A class",
    "exercises": "Exercises",
    "pictures": "Pictures and reports",
    "errors": "Errors and warnings",
}
INTRO = "Every public name, with what it takes, returns and raises. `cjm` is `cjm_widgets`.\n"
NOTE = "<!-- Made by `make reference` from the docstrings; a test compares the two. -->\n"
#: What a field holds, by its role, where that is not the word for it.
_PLAIN = {"word": "text", "flag": "true or false", "facts": "facts by name", "set": "texts",
          "points": "pairs of numbers", "value": "a scale", "color": "`#rrggbb`"}  # fmt: skip


@dataclass
class Entry:
    """A public name: what it is called, what it is, and what has it as a member."""

    name: str
    thing: griffe.Object
    live: Any
    members: list[Entry] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """What a code host calls the heading."""
        return re.sub(r"[^\w\- ]", "", self.name.lower()).replace(" ", "-")


def pages() -> dict[str, str]:
    """Return the files of docs/api by name, and what they must hold."""
    entries = list(_entries())
    homes: dict[str, list[Entry]] = {page: [] for page in TITLES}
    for entry in entries:
        homes.setdefault(_home(entry), []).append(entry)
    links = dict(_links(homes))
    made = {f"{page}.md": _page(page, found, links) for page, found in homes.items() if found}
    return {"README.md": _index(homes), **made}


def public() -> Iterator[Entry]:
    """Return every public name with its public methods and properties."""
    return _entries()


def _entries() -> Iterator[Entry]:
    # It tells of every annotation it does not know, those of ipywidgets and altair too.
    logging.getLogger("griffe").setLevel(logging.CRITICAL)
    package = griffe.load("cjm_widgets", search_paths=[ROOT], docstring_parser="numpy")
    seen: set[str] = set()
    names = sorted(
        cjm.__all__, key=lambda name: (name in ("charts", "checks", "exercises", "research"), name)
    )
    for name in names:
        live = getattr(cjm, name)
        inner = [(name, live)]
        if inspect.ismodule(live):
            yield Entry(f"cjm.{name}", package[name], live)
            inner = [(f"{name}.{n}", getattr(live, n)) for n in live.__all__]
        for label, value in inner:
            path = label
            if inspect.isfunction(value):
                # By its home: a module may have the name of a function in it.
                home = value.__module__.removeprefix("cjm_widgets.")
                path = f"{home}.{value.__name__}"
            real = _real(package[path])
            if real.canonical_path not in seen:
                seen.add(real.canonical_path)
                yield Entry(f"cjm.{label}", real, value, list(_members(label, real)))


def _members(label: str, thing: griffe.Object) -> Iterator[Entry]:
    """Return the public methods and properties of a class, in the order they were written."""
    if not isinstance(thing, griffe.Class):
        return
    own = label.rpartition(".")[2]
    found = {name: _real(member) for name, member in thing.all_members.items()}
    # Methods first as the class has them, then those of what it is made of.
    order = [thing.canonical_path, *(base.canonical_path for base in thing.mro())]
    for name, member in sorted(
        found.items(), key=lambda pair: (order.index(pair[1].parent.canonical_path), pair[1].lineno)
    ):
        if not name.startswith("_") and said(member):
            yield Entry(f"{own}.{name}", member, None)


def _real(thing: Any) -> griffe.Object:
    return thing.final_target if thing.is_alias else thing


def _home(entry: Entry) -> str:
    if isinstance(entry.thing, griffe.Module):
        return entry.thing.name
    path = entry.thing.canonical_path.removeprefix("cjm_widgets.")
    for beginning, page in HOMES:
        if path.startswith(beginning):
            return page
    return path.partition(".")[0]


def _links(homes: dict[str, list[Entry]]) -> Iterator[tuple[str, str]]:
    """Return the ways a name is written in docstrings, and where it is described."""
    for page, entries in homes.items():
        for entry in entries:
            target = f"{page}.md#{entry.anchor}"
            short = entry.name.removeprefix("cjm.")
            yield short, target
            yield f"cjm_widgets.{short}", target
            for member in entry.members:
                yield member.name, f"{page}.md#{_place(entry, member)}"
    for record in RECORD_TYPES:
        yield record.__name__, f"records.md#{record.__name__.lower()}"


def _place(entry: Entry, member: Entry) -> str:
    """Return the heading under which a member stands: its own, or for a property that of all."""
    return (member if isinstance(member.thing, griffe.Function) else entry).anchor


def _index(homes: dict[str, list[Entry]]) -> str:
    lines = [
        "# Reference\n", NOTE,
        INTRO,
    ]  # fmt: skip
    for page, entries in homes.items():
        if entries:
            lines += [f"## [{_title(page)}]({page}.md)\n", "| name | |", "| --- | --- |"]
            lines += [
                f"| [`{entry.name}`]({page}.md#{entry.anchor}) | "
                f"{linked(summary(entry.thing), {}).replace('|', chr(92) + '|')} |"
                for entry in entries
            ] + [""]  # fmt: skip
    return "\n".join(lines).rstrip() + "\n"


def _title(page: str) -> str:
    return TITLES.get(page, page.replace("_", " ").capitalize())


def _page(page: str, entries: list[Entry], links: dict[str, str]) -> str:
    # What is on this page is reached without its name.
    here = {name: target.removeprefix(f"{page}.md") for name, target in links.items()}
    lines = [f"# {_title(page)}\n", NOTE]
    for entry in entries:
        lines += _entry(entry, here)
    if page == "records":
        lines += _records(here)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _entry(entry: Entry, links: dict[str, str]) -> Iterator[str]:
    yield f"## `{entry.name}`\n"
    # Its own methods come before others of that name; its properties stand right here.
    own = {member.thing.name: member for member in entry.members}
    links = {name: target for name, target in links.items() if name not in own}
    links |= {
        name: f"#{member.anchor}" for name, member in own.items()
        if isinstance(member.thing, griffe.Function)
    }  # fmt: skip
    signature = None
    if isinstance(entry.thing, griffe.Class):
        signature = class_signature(entry.name, entry.thing, entry.live)
        kinds = [base.__name__ for base in entry.live.__bases__ if base.__name__ in links]
        if kinds:
            yield f"A kind of {', '.join(typed(kind, links) for kind in kinds)}.\n"
    if isinstance(entry.thing, griffe.Function):
        signature = signature_of(entry.name, entry.thing)
    if signature:
        yield f"```python\n{signature}\n```\n"
    yield from told(entry.thing, links)
    known = attributes(entry.thing)
    values = [m for m in entry.members if not isinstance(m.thing, griffe.Function)]
    values = [member for member in values if member.thing.name not in known]
    if values:
        yield "**Properties**\n"
        for member in values:
            kind = f" (`{member.thing.annotation}`)" if member.thing.annotation else ""
            yield item(f"`{member.thing.name}`{kind}", brief(member.thing), links)
        yield ""
    part = entry.thing
    for member in entry.members:
        if isinstance(member.thing, griffe.Function):
            if member.thing.parent is not part:
                part = member.thing.parent
                kinds = [s.kind.value for s in part.docstring.parsed] if part.docstring else []
                if "raises" in kinds and "parameters" not in kinds:
                    # What is said once for all the methods that follow.
                    yield from told(part, links)
            yield f"### `{member.name}`\n"
            yield f"```python\n{signature_of(member.thing.name, member.thing)}\n```\n"
            yield from told(member.thing, links)


def _records(links: dict[str, str]) -> Iterator[str]:
    """Return the fields of every type of record."""
    source = (ROOT / "cjm_widgets" / "model" / "records.py").read_text("utf-8")
    yield "## Fields of the records\n"
    yield linked(ast.get_docstring(ast.parse(source)).split("\n\n")[1], links) + "\n"
    for record in RECORD_TYPES:
        yield f"### {record.__name__}\n"
        yield linked(record.__doc__ or "", links) + "\n"
        yield "| field | holds | default | meaning |\n| --- | --- | --- | --- |"
        for one in fields_of(record).values():
            if one.name in ("id", "place", "extra", "file_extra"):
                continue
            holds = ", ".join(f"`{word}`" for word in one.known)
            if one.target:
                what = "record" if one.target == "*" else one.target
                holds = f"{'id' if one.role == 'ref' else 'ids'} of a {what}"
            table = "experience" if record.collection == "experiences" else record.collection
            names = [f"{one.name}_id"] if one.role == "ref" else [one.name]
            names += [type_name(record)] if one.name in ("name", "title", "text") else []
            keys = [key for name in names for key in (f"{table}.{name}", name)]
            meaning = next((MEANINGS[key] for key in keys if key in MEANINGS), "")
            meaning = "" if one.role in ("refs", "steps") else meaning
            holds = holds or _PLAIN.get(one.role, one.role)
            default = "" if one.default in (None, "", (), {}) else f"`{one.default!r}`"
            yield f"| `{one.name}` | {holds} | {default} | {linked(meaning, links)} |"
        yield ""


def main() -> None:
    """Write the pages, and remove those of parts that are gone."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
