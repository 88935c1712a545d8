"""`report`: makes a report of a map and puts its file in place."""

from __future__ import annotations

import errno
import os
import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from ..charts.kit import chosen as chosen_option
from ..charts.kit import one_map
from ..files import replace_file
from ..formats.extras import needed
from ..model.errors import CjmWarning, FormatError, InvalidDocument, shorten
from ..model.flow.scenario import copy_of
from ..model.journey import JourneyModel
from ..progress import Listener, Step, shown
from .contents import chosen, make
from .facts import Facts
from .model import Report
from .pictures import Pictures
from .words import speak

THEMES = ("light", "dark", "print")
#: So many characters that no font has are named.
_NAMED = 20


def report(
    journey: JourneyModel,
    path: str | os.PathLike[str],
    *,
    language: str | None = None,
    theme: Literal["light", "dark", "print"] = "light",
    title: str | None = None,
    sections: Iterable[str] | None = None,
    progress: Listener | bool | None = None,
) -> Path:
    """Write a report of a map, by suffix: ``.html``, ``.md``, ``.docx`` or ``.pdf``.

    It is what is sent round after a workshop: the map, situation and personas, goals and whether
    they are met, questions with answers, what a check finds, gaps, moments of truth, pains and
    gains, results of votes, opportunities with owners, actions, resources, charts, evidence, next
    steps and who took part. What the map says nothing about is left out.

    A Markdown report has its pictures in a folder beside it: ``bike.md`` and ``bike_files/``.
    The file takes the place of an older one in one step.

    Parameters
    ----------
    journey
        The map; it is not changed.
    path
        The file.
    language
        ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; that of the map when left out. What people wrote
        stays as they wrote it.
    theme
        ``"light"``, where a page has dark pictures for readers whose system is dark; ``"dark"``;
        ``"print"`` for paper.
    title
        What the report is called; as the map is when left out.
    sections
        Only these: ``"summary"``, ``"map"``, ``"situation"``, ``"personas"``, ``"goals"``,
        ``"questions"``, ``"feelings"``, ``"findings"``, ``"gaps"``, ``"moments"``, ``"pains"``,
        ``"votes"``, ``"opportunities"``, ``"actions"``, ``"resources"``, ``"charts"``,
        ``"evidence"``, ``"next"``, ``"people"``. One of them that is empty says so.
    progress
        False shows none; a function is told ``(done, total, name)``.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    FormatError
        The suffix or an option is none of these.
    MissingExtra
        What makes the form is not installed: it says what to install. Nothing is written.
    InvalidDocument
        What was given is no map.

    Warns
    -----
    CjmWarning
        No font of this machine has some of the characters of a PDF.
    """
    one_map("report", journey)
    path = Path(path)
    if path.suffix.lower() not in WRITERS:
        raise FormatError(
            f"{path.name}: reports do not end in {path.suffix or 'nothing'!r}; "
            f"use {', '.join(WRITERS)}",
            record=path.name, value=path.suffix,
        )  # fmt: skip
    if title is not None and not isinstance(title, str):
        raise InvalidDocument(f"title is a text, not {shorten(title)}", field="title", value=title)
    write, modules = WRITERS[path.suffix.lower()]
    for module in modules:
        needed(module, "report", NAMES[path.suffix.lower()])
    if not path.absolute().parent.is_dir():
        # Better told now than after the work.
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
    for_page = path.suffix.lower() == ".html"
    if sections is not None:
        sections = chosen(sections)
    with shown(progress, len(chosen(sections)) + 1) as step:
        made = compose(
            journey, language=language, theme=theme, title=title, sections=sections,
            for_page=for_page, step=step,
        )  # fmt: skip
        step(path.name)
        write(made, path)
    return path


def compose(
    journey: JourneyModel,
    *,
    language: str | None = None,
    theme: str = "light",
    title: str | None = None,
    sections: Iterable[str] | None = None,
    for_page: bool = False,
    step: Step = lambda _: None,
) -> Report:
    """Return a report before it gets a form; the options are those of `report`."""
    keys = chosen(sections)
    chosen_option("theme", theme, THEMES)
    words = speak(journey.store.state.journey.language if language is None else language)
    # Made of one moment, however long it takes; whoever edits meanwhile does not wait.
    copy = copy_of(journey)
    today = datetime.now().astimezone().date()
    facts = Facts(copy, words, today, Pictures(theme, for_page=for_page))
    return make(facts, keys, title, say_empty=sections is not None, step=step)


def _html(made: Report, path: Path) -> None:
    from .html import page

    replace_file(path, page(made).encode())


def _markdown(made: Report, path: Path) -> None:
    from .markdown import write

    write(made, path)


def _docx(made: Report, path: Path) -> None:
    from .docx import document

    replace_file(path, document(made))


def _pdf(made: Report, path: Path) -> None:
    from .pdf import document, uncovered_in

    replace_file(path, document(made))
    if missing := uncovered_in(made):
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        warnings.warn(
            f"{path.name}: no font here has {' '.join(missing[:_NAMED])}{more}; the PDF has empty "
            "boxes for them. Install a font that has them, or take .docx or .html",
            CjmWarning, stacklevel=3,
        )  # fmt: skip


#: What the forms that need more than this package are called.
NAMES: Mapping[str, str] = MappingProxyType({".docx": "a Word document", ".pdf": "a PDF"})
Writer = Callable[[Report, Path], Any]
#: Suffix -> what writes the form, and the modules that it needs.
WRITERS: Mapping[str, tuple[Writer, tuple[str, ...]]] = MappingProxyType({
    ".html": (_html, ()), ".md": (_markdown, ()),
    ".docx": (_docx, ("docx", "vl_convert")), ".pdf": (_pdf, ("typst", "vl_convert")),
})  # fmt: skip
