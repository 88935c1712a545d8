"""A map as a hand-out: one HTML file with the editor in it, for people who have no Python.

::

    <div id="cjm-editor">     where the editor comes
    <div id="cjm-picture">    the map as a static picture: what is seen before scripts run, where
                              they may not, and on paper
    <script type="application/json" id="cjm-contents">   records, traits and the editor's parts
    <script type="application/json" id="cjm-widget">     the script every widget has
    <script type="module">    `js/src/handout`: stands for the kernel, starts the widget

The policy of the page lets exactly this last script run, by its hash, and what it unpacks from
the page itself; nothing is fetched. Texts of people are in it as escaped HTML and as JSON without
a single ``<``.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Any

from .._bundle import packaged, part_names
from ..i18n import closest, messages, texts
from ..model.errors import InvalidDocument, shorten
from ..model.scales import LANES, lane_title
from ..model.state import State
from ..model.wire import encode_records
from .html_picture import PLAIN, PRINT, picture

#: Parts of the editor that are of no use without Python.
_NEED_PYTHON = frozenset({"checks", "compare", "workshop"})
#: Texts of the interface that are in the picture.
_PICTURE = (
    "empty_title", "everyone", "f_moment_of_truth", "no_phase", "phases", "stage_", "touchpoints",
    "untitled", "v_",
)  # fmt: skip
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;font:15px/1.5 system-ui,'Segoe UI','Noto Sans',sans-serif}"
    "#cjm-picture{margin:0 auto;padding:24px;max-width:1600px}"
    # It has its size before it is seen, so that it is drawn once.
    "#cjm-editor{position:absolute;inset:0 0 auto;visibility:hidden}"
    "[data-cjm] #cjm-editor{position:static;visibility:visible}"
    "[data-cjm=live] #cjm-picture{display:none}"
    # What is below the window is not drawn for the moment until the editor comes.
    "@media screen{#cjm-picture>div{content-visibility:auto;contain-intrinsic-height:auto 480px}}"
    "#cjm-editor>[role=alert]{margin:0;padding:24px 24px 0}"
    # The editor has the window to itself.
    "#cjm-editor .cjm-frame{border:0;border-radius:0}"
    "@page{size:A4 landscape;margin:12mm}"
    "@media print{"
    ":root{color-scheme:light;print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    "#cjm-picture#cjm-picture{display:block;padding:0;max-width:none}"
    "#cjm-editor#cjm-editor{display:none}"
    "#cjm-picture :is(table,tr,td>div){break-inside:avoid}"
    # On paper nothing can be scrolled to.
    "#cjm-picture div{overflow:visible!important}}"
)


def handout(state: State, *, read_only: bool = False, language: str | None = None) -> str:
    """Return the map as a whole HTML document with the editor in it.

    Parameters
    ----------
    state
        The map.
    read_only
        Show it without letting it be edited.
    language
        Of the interface; the map's own when left out.

    Raises
    ------
    InvalidDocument
        `language` is no text.
    """
    given: Any = language
    if not isinstance(given, str | None):
        raise InvalidDocument(
            f'language is a tag such as "en", not {shorten(language)}',
            field="language", value=language,
        )  # fmt: skip
    info = state.journey
    spoken = closest(info.language if language is None else language)
    title = info.title or texts(info.language)["untitled_map"]
    script = packaged("handout.js").read_text("utf-8")
    contents = {
        "records": encode_records(state),
        "traits": {
            "read_only": read_only, "language": spoken, "_messages": messages(spoken),
            "selection": [], "theme": "auto",
        },
        "words": _words(info.language),
        "parts": {name: _part(name) for name in part_names() if name not in _NEED_PYTHON},
    }  # fmt: skip
    return (
        f'<!doctype html>\n<html lang="{spoken}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{PRINT}{_STYLE}</style>\n</head>\n<body>\n"
        '<div id="cjm-editor"></div>\n'
        f'<div id="cjm-picture" class="cjm-copy {PLAIN}" lang="{escape(info.language)}">\n'
        f"{picture(state)}\n</div>\n"
        f"{_data('cjm-contents', contents)}\n"
        f"{_data('cjm-widget', packaged('widget.js').read_text('utf-8'))}\n"
        f'<script type="module">{script}</script>\n</body>\n</html>\n'
    )


def _policy(script: str) -> str:
    """Return what the page may do: run this script, and what is unpacked from the page."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}' blob:; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _words(language: str) -> dict[str, str]:
    """Return what the script says in the picture, which it draws anew when the map has changed."""
    known = texts(language)
    chosen = {key: known[key] for key in known if key.startswith(_PICTURE)}
    return chosen | {f"lane_{kind}": lane_title(kind, language) for kind in LANES}


def _part(name: str) -> str:
    return b64encode(packaged(f"parts/{name}.js.gz").read_bytes()).decode()


def _data(name: str, value: Any) -> str:
    """Return a value as an element that no text in it can end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>'
