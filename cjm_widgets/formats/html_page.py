"""A map as one HTML page that opens anywhere: its picture, without scripts or anything to load."""

from __future__ import annotations

from html import escape

from ..i18n import texts
from ..model.state import State
from .html_picture import PRINT, picture

#: The ground and ink of the reader's system, as the picture is made for any.
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0 auto;padding:24px;max-width:1600px;"
    "font:15px/1.5 system-ui,'Segoe UI','Noto Sans',sans-serif}"
    "@media print{body{padding:0;max-width:none}}"
)


def page(state: State) -> str:
    """Return the map as a whole HTML document."""
    info = state.journey
    title = info.title or texts(info.language)["untitled_map"]
    return (
        f'<!doctype html>\n<html lang="{escape(info.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # What a stranger's map says can do nothing, whatever slips through.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}{PRINT}</style>\n</head>\n"
        f'<body class="cjm-copy">\n{picture(state)}\n</body>\n</html>\n'
    )
