"""PNG and PDF from SVG, made by what is not installed with the package by itself."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from ..extras import needed

#: A CSS pixel is a 96th of an inch, a unit of a PDF a 72nd.
_POINTS = 72 / 96


def png_of(page: str, scale: float, fonts: Path | None) -> bytes:
    """Return a page as PNG."""
    converter = needed("vl_convert", "image", "a PNG")
    _register(converter, fonts)
    made: bytes = converter.svg_to_png(_turned(page), scale=scale)
    return made


def pdf_of(pages: Sequence[str], title: str, fonts: Path | None) -> bytes:
    """Return pages as one PDF."""
    converter = needed("vl_convert", "image", "a PDF")
    pypdf = needed("pypdf", "image", "a PDF")
    _register(converter, fonts)
    writer = pypdf.PdfWriter()
    for page in pages:
        made = converter.svg_to_pdf(_turned(page), scale=_POINTS)
        writer.append(BytesIO(made), import_outline=False)
    writer.add_metadata({"/Title": title.encode("utf-16", "replace").decode("utf-16")})
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _register(converter: object, fonts: Path | None) -> None:
    if fonts is not None:
        converter.register_font_directory(str(fonts.resolve()))  # type: ignore[attr-defined]


def _turned(page: str) -> str:
    """Return a page for a converter that knows no `direction` and takes `x` for the left side."""
    return page.replace(' direction="rtl"', ' text-anchor="end"')
