"""`Picture`: a map that was drawn, as SVG, PNG or PDF."""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from ...model.errors import CjmWarning, FormatError, InvalidDocument, shorten
from .raster import pdf_of, png_of
from .svg import joined, size_of

PathLike = str | os.PathLike[str]
SUFFIXES = (".svg", ".png", ".pdf")
#: So many characters without a font are named in a warning.
_NAMED = 12
#: Pixels of a PNG: as many as are made unasked, as many as there may be, and of its longer side.
_USUAL, _MOST, _SIDE = 20e6, 400e6, 32_000


class Picture:
    """A map as a picture; the last line of a cell shows it.

    Attributes
    ----------
    pages
        One SVG text a page.
    """

    def __init__(self, pages: Sequence[str], title: str, fonts: Path | None = None) -> None:
        self.pages = tuple(pages)
        self._title = title
        self._fonts = fonts

    @property
    def svg(self) -> str:
        """The picture, where it is one page.

        Raises
        ------
        FormatError
            There are several: `pages` has them.
        """
        if len(self.pages) != 1:
            raise FormatError(
                f"this picture has {len(self.pages)} pages, and an SVG file holds one: "
                "take .pages, or render without page="
            )
        return self.pages[0]

    def png(self, scale: Any = None, page: Any = None) -> bytes:
        """Return a page as PNG.

        Parameters
        ----------
        scale
            How many pixels a unit of the picture gets: 2, which is sharp on most screens, when
            left out, and less where the picture is so large that nobody could open it.
        page
            Which one, from 1 on; the only one when left out.

        Raises
        ------
        InvalidDocument
            `scale` or `page` is none, or so many pixels cannot be made.
        FormatError
            There are several pages, and no `page` is given; or the PNG could not be made.
        MissingExtra
            What makes it is not installed.
        """
        drawn = self._page(page)
        width, height = size_of(drawn)
        if scale is None:
            scale = min(2.0, (_USUAL / (width * height)) ** 0.5, _SIDE / max(width, height))
        elif not isinstance(scale, int | float) or not 0 < scale <= 20:
            raise InvalidDocument(
                f"scale is a number over 0, 20 at most, not {shorten(scale)}",
                field="scale", value=scale,
            )  # fmt: skip
        elif width * height * scale**2 > _MOST:
            pixels = width * height * scale**2 / 1e6
            raise InvalidDocument(
                f"at scale {scale} this PNG would have {pixels:,.0f} million pixels, "
                f"{_MOST / 1e6:,.0f} at most are made; give a smaller scale, pages, or take .svg",
                field="scale", value=scale,
            )  # fmt: skip
        made = png_of(drawn, scale, self._fonts)
        self._warn()
        return made

    def pdf(self) -> bytes:
        """Return all pages as PDF, with text that can be searched and copied.

        Raises
        ------
        FormatError
            It could not be made.
        MissingExtra
            What makes it is not installed.
        """
        made = pdf_of(self.pages, self._title, self._fonts)
        self._warn()
        return made

    def save(self, path: PathLike, *, scale: float | None = None) -> tuple[Path, ...]:
        """Write the picture to a file by its suffix: ``.svg``, ``.png`` or ``.pdf``.

        Several pages of SVG or PNG become ``name-1.svg``, ``name-2.svg`` and so on; further pages
        that are there from an earlier, longer picture are left.

        Parameters
        ----------
        path
            The file.
        scale
            Of a PNG; see `png`.

        Returns
        -------
        tuple of Path
            The files.

        Raises
        ------
        FormatError
            The suffix is none of these, or a folder has such a name; no file is written then.
        """
        from ...files import replace_file

        paths = self.paths(path)
        suffix = paths[0].suffix.lower()
        # All are made before the first is written.
        if suffix == ".pdf":
            data = [self.pdf()]
        elif suffix == ".svg":
            data = [page.encode() for page in self.pages]
        else:
            data = [self.png(scale, at) for at in range(1, len(self.pages) + 1)]
        for target in paths:
            if target.is_dir():
                raise FormatError(
                    f"{target} is a folder: give the name of a file", record=target.name
                )
        for target, content in zip(paths, data, strict=True):
            replace_file(target, content)
        return paths

    def paths(self, path: PathLike) -> tuple[Path, ...]:
        """Return the files that `save` writes.

        Parameters
        ----------
        path
            As `save` takes it.

        Raises
        ------
        FormatError
            The suffix is none of ``.svg``, ``.png`` and ``.pdf``.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix not in SUFFIXES:
            raise FormatError(
                f"{path.name}: a picture is a file ending in {', '.join(SUFFIXES)}",
                record=path.name, value=path.suffix,
            )  # fmt: skip
        count = len(self.pages)
        if suffix == ".pdf" or count == 1:
            return (path,)
        return tuple(path.with_name(f"{path.stem}-{at}{path.suffix}") for at in range(1, count + 1))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The characters that no font here has; a PNG or a PDF shows boxes in their place.

        The fonts are those of this machine and of the folder ``fonts=``.
        """
        from .fonts import uncovered

        return uncovered(self.pages, self._fonts)

    def _page(self, page: Any) -> str:
        if page is None:
            return self.svg
        if not isinstance(page, int) or not 1 <= page <= len(self.pages):
            raise InvalidDocument(
                f"page is 1 to {len(self.pages)}, not {shorten(page)}", field="page", value=page
            )
        return self.pages[page - 1]

    def _warn(self) -> None:
        if self.missing:
            named = " ".join(self.missing[:_NAMED])
            more = len(self.missing) - _NAMED
            rest = f" and {more} more" if more > 0 else ""
            warnings.warn(
                f"no font here has {named}{rest}: install one (for instance Noto Sans CJK, Noto "
                'Color Emoji), or give its folder: cjm.render(j, fonts="folder")',
                CjmWarning, stacklevel=3,
            )  # fmt: skip

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"image/svg+xml": self._shown(), "text/plain": repr(self)}

    def _shown(self) -> str:
        """Return all pages as one picture, under each other."""
        return self.pages[0] if len(self.pages) == 1 else joined(self.pages)

    def __repr__(self) -> str:
        count = len(self.pages)
        return f"Picture({self._title!r}, {count} {'page' if count == 1 else 'pages'})"
