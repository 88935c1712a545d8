"""The copy of a map that lies in a notebook: one output with a picture, a text and the data.

The data is the output's part of the type ``application/vnd.cjm+json``: no front end draws it, all
keep it when they save, and in git it reads like a ``.cjm.json`` file. The same data, packed, is
in the attribute ``data-cjm`` of the picture, which is what is left of an output in an exported
HTML page, and the way out where a tool has dropped the part it does not know.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from html import escape
from html.parser import HTMLParser
from typing import Any

import msgspec

from ..formats.html_picture import PLAIN, PRINT, picture
from ..formats.summary import HINT, headline, summary
from ..journey import Journey
from ..model.document import encode
from ..model.errors import InvalidDocument, NewerDocument, shorten
from ..model.limits import USUAL, Limits
from ..model.state import State

MIME = "application/vnd.cjm+json"
#: The most that one copy may add to a notebook, in bytes.
MAX_COPY = 2_000_000
VERSION = 1
_FORMAT = "cjm-copy"
# JupyterLab says "Loading widget..." for ever above the picture where there is no kernel.
_WAITING = (
    ".jp-OutputArea-child:has(+.jp-OutputArea-child>.jp-RenderedHTMLCommon>.cjm-copy)"
    ">.jp-OutputArea-output.lm-Panel:not(:has(>*)){display:none}"
)
Bundle = dict[str, Any]


class Copy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A map as it was at one moment, and where it comes from.

    Attributes
    ----------
    id
        Of the document; it stays the same through files and sessions.
    name
        The one given to ``JourneyEditor(..., name=...)``.
    seed
        Fingerprint of the map the code of the cell built, before anything was edited.
    epoch, revision
        Of two copies of one epoch the later revision is the newer one.
    saved
        When the copy was made, in UTC; this decides between copies of two epochs.
    document
        The map in its file form.
    side
        What it is called beside another map of the same id: the copy it is compared with.
    """

    format: str
    version: int
    id: str
    epoch: str
    revision: int
    saved: str
    document: dict[str, Any]
    name: str = ""
    seed: str = ""
    side: str = ""

    def journey(self, limits: Limits = USUAL) -> Journey:
        """Return the map, read-only when it is of a newer version than this package writes.

        Raises
        ------
        LimitExceeded
            It is too large for `limits`.
        InvalidDocument
            The document is damaged; the message says what and where.
        """
        try:
            return Journey.from_dict(self.document, limits=limits)
        except NewerDocument:
            text = msgspec.json.encode(self.document)
            return Journey.from_json(text, read_only=True, limits=limits)

    def newer_than(self, other: Copy) -> bool:
        """Tell whether this one was made later than another one."""
        if self.epoch == other.epoch:
            return self.revision > other.revision
        return self.saved > other.saved


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a copy is made of; taken in no time, so that it holds up no edit."""

    state: State
    epoch: str
    revision: int
    name: str = ""
    seed: str = ""
    side: str = ""

    @classmethod
    def of(cls, journey: Journey, *, name: str = "", seed: str = "", side: str = "") -> Snapshot:
        """Take a map as it is now."""
        state, revision = journey.store.snapshot()
        return cls(state, journey.store.epoch, revision, name, seed, side)

    def copy(self) -> Copy:
        """Return it as data."""
        document = encode(self.state)
        return Copy(
            format=_FORMAT, version=VERSION, id=self.state.journey.id, epoch=self.epoch,
            revision=self.revision, document=document, name=self.name, seed=self.seed,
            side=self.side,
            saved=datetime.now(UTC).isoformat(timespec="milliseconds"),
        )  # fmt: skip


def bundle(taken: Snapshot, *, editor: str = "") -> Bundle:
    """Return the output that keeps a map in a notebook.

    Parameters
    ----------
    taken
        The map.
    editor
        Key of the live editor that hides the picture while it is there.

    Returns
    -------
    dict
        Data by mime type. What would be larger than `MAX_COPY` goes without the picture and,
        if the map alone is as large, without the data; then the output says so and what to do.
    """
    return _bundle(taken.copy(), taken.state, editor)


def bundle_again(copy: Copy) -> Bundle:
    """Return the output for a copy that was read from a notebook, unchanged."""
    return _bundle(copy, copy.journey().store.state, "")


def _bundle(copy: Copy, state: State, editor: str) -> Bundle:
    text = f"{summary(state)}\n{HINT}"
    data = msgspec.json.encode(copy)
    if len(data) > MAX_COPY:
        note = (
            f"{headline(state.journey.title)}. It has {len(data):,} bytes and is not kept in this "
            f"notebook, which takes at most {MAX_COPY:,}. Keep it in a file: "
            'j.save("map.cjm.json"), and later cjm.load("map.cjm.json").'
        )
        return {"text/html": _root(_note(note), editor, copy), "text/plain": note}
    kept = {MIME: msgspec.to_builtins(copy), "text/plain": text}
    # The picture is about four times as large as the map: it need not be tried for a large one.
    if len(data) <= MAX_COPY // 3:
        packed = b64encode(zlib.compress(data, 6)).decode()
        html = _root(f"<style>{PRINT}{_WAITING}</style>{picture(state)}", editor, copy, packed)
        if len(data) + len(html.encode()) <= MAX_COPY:
            return {"text/html": html, **kept}
    note = (
        "The map is kept in this notebook as data only, as its picture would be too large. "
        'cjm.recover("this notebook.ipynb") gives it back.'
    )
    listing = f'<pre style="white-space:pre-wrap">{escape(summary(state))}</pre>'
    return {"text/html": _root(listing + _note(note), editor, copy), **kept}


def _root(inside: str, editor: str, copy: Copy, packed: str = "") -> str:
    data = f' data-cjm="{packed}"' if packed else ""
    key = f' data-editor="{escape(editor, quote=True)}"' if editor else ""
    language = escape(str(copy.document["journey"].get("language", "en")), quote=True)
    return (
        f'<div class="cjm-copy {PLAIN}" lang="{language}"{key} '
        f'data-epoch="{escape(copy.epoch, quote=True)}" '
        f'data-revision="{copy.revision}"{data} style="padding:8px 2px">{inside}</div>'
    )


def _note(text: str) -> str:
    style = "border-left:3px solid rgba(128,128,128,0.8);padding:4px 10px;margin:6px 0"
    return f'<p style="{style}">{escape(text)}</p>'


def is_copy(data: Bundle) -> bool:
    """Tell whether an output holds a copy."""
    return MIME in data or "data-cjm=" in _joined(data.get("text/html", ""))


def read(data: Bundle, limits: Limits = USUAL) -> tuple[Copy, Journey]:
    """Return the copy in an output, and its map, which keeps the limits.

    Raises
    ------
    InvalidDocument
        Neither the data nor what is packed in the picture can be read.
    """
    halves: list[Callable[[], Copy]] = []
    if MIME in data:
        halves.append(lambda: _checked(data[MIME]))
    halves += [
        partial(unpack, p, limits) for p in packed_in(_joined(data.get("text/html", "")))[:1]
    ]
    first: InvalidDocument | None = None
    for half in halves:
        try:
            copy = half()
            return copy, copy.journey(limits)
        except InvalidDocument as problem:
            first = first or problem
    raise first or InvalidDocument("the output holds no map", value=sorted(data))


def unpack(packed: str, limits: Limits = USUAL) -> Copy:
    """Return the copy in the attribute of a picture. Raises `InvalidDocument`."""
    try:
        inflate = zlib.decompressobj()
        raw = inflate.decompress(b64decode(packed, validate=True), limits.size)
        if not inflate.eof:
            raise ValueError("it is cut off or too large")
        return _checked(msgspec.json.decode(raw))
    except (ValueError, zlib.error, msgspec.MsgspecError, RecursionError) as problem:
        if isinstance(problem, InvalidDocument):
            raise
        raise InvalidDocument(
            f"the data in the picture cannot be unpacked: {problem}", value=shorten(packed)
        ) from problem


def packed_in(html: str) -> list[str]:
    """Return what is packed in the pictures of a page."""
    if "data-cjm=" not in html:
        return []
    finder = _Finder()
    finder.feed(html)
    return finder.found


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value for name, value in attrs if name == "data-cjm" and value]


def _joined(text: Any) -> str:
    """Return the text of an output, which a file keeps as a list of lines."""
    if isinstance(text, list):
        return "".join(line for line in text if isinstance(line, str))
    return text if isinstance(text, str) else ""


def _checked(raw: Any) -> Copy:
    # Some tools keep a type they do not know as text.
    if isinstance(raw, (str, list)):
        try:
            raw = msgspec.json.decode(_joined(raw))
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as problem:
            raise InvalidDocument(f"the data is not JSON: {problem}", value=raw) from problem
    try:
        copy = msgspec.convert(raw, Copy)
    except msgspec.ValidationError as problem:
        raise InvalidDocument(f"the data is no copy of a map: {problem}", value=raw) from problem
    if copy.format != _FORMAT:
        raise InvalidDocument(
            f'the data is no copy of a map: "format" is {shorten(copy.format)}',
            field="format", value=copy.format,
        )  # fmt: skip
    return copy
