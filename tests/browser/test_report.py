"""A report as a page, opened from the disk: how it reads, prints, and what it never does."""

from __future__ import annotations

import io
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

import cjm_widgets as cjm
from tests.browser.disk import FromDisk
from tests.browser.lab import shoot
from tests.browser.test_editor_looks import violations
from tests.browser.test_handout import TEXTS
from tests.charts.maps import bike, empty
from tests.reports import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext

#: What is wider than the window, but for what scrolls by itself.
TOO_WIDE = """() => [document.documentElement.scrollWidth - innerWidth,
  ...[...document.querySelectorAll('h1, h2, h3, p, li, nav, blockquote, figcaption, figure')]
    .filter((el) => !el.closest('.scroll') && el.getBoundingClientRect().right > innerWidth + 1)
    .map((el) => el.textContent.slice(0, 80))].filter((found) => found)"""
TOO_SMALL = """() => [...document.querySelectorAll('a')]
  .map((el) => el.getBoundingClientRect()).filter((box) => box.width < 24 || box.height < 24)
  .length"""


class Page(FromDisk):
    """A report; its charts are pictures within it."""

    INSIDE = "data:image/svg+xml;base64,"
    DIALOGS = False

    def __init__(self, context: BrowserContext, path: Path) -> None:
        super().__init__(context, path)
        self.root = self.page.locator("html")


@contextmanager
def opened(context: BrowserContext, path: Path, **options: Any) -> Iterator[Page]:
    """Open a report in a window of its own."""
    assert context.browser
    own = context.browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **options})
    try:
        page = Page(own, path)
        yield page
        assert page.found() == []
    finally:
        own.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["bike", "empty"])
def test_a_report_is_readable_and_fits(context, tmp_path, scheme, name):
    """[B230] [U25] Full and empty, wide and narrow: no axe violation, nothing that sticks out."""
    path = cjm.report({"bike": bike, "empty": empty}[name](), tmp_path / "report.html")
    with opened(context, path, color_scheme=scheme) as report:
        for width in (1400, 700, 320):
            report.page.set_viewport_size({"width": width, "height": 900})
            assert report.page.evaluate(TOO_WIDE) == []
            assert report.page.evaluate(TOO_SMALL) == 0
            shoot(report.page, f"report-{name}-{width}-{scheme}")
        assert violations(report) == []
        loaded = "() => [...document.images].every((image) => image.naturalWidth > 0)"
        assert report.page.evaluate(loaded)
        if name == "bike":
            # Its charts are those for the ground they are on.
            wanted = "source" if scheme == "dark" else "img"
            shown = report.page.evaluate(
                "() => document.querySelector('picture img').currentSrc ==="
                f" document.querySelector('picture {wanted}')"
                f".{'srcset' if wanted == 'source' else 'src'}"
            )
            assert shown


def test_a_report_prints_all_it_says(context, tmp_path):
    """[B231] [U25] On A4, in the ink of paper, also from a dark screen; no text is lost."""
    j = bike()
    path = cjm.report(j, tmp_path / "report.html")
    with opened(context, path, color_scheme="dark") as report:
        report.page.emulate_media(media="print")
        ink = report.page.evaluate("() => getComputedStyle(document.body).color")
        assert ink == "rgb(31, 36, 48)"
        # Charts, too, are those for white ground.
        assert report.page.evaluate(
            "() => { const img = document.querySelector('picture img');"
            " return img.currentSrc === img.src }"
        )
        # As wide as A4 without its margins.
        report.page.set_viewport_size({"width": 688, "height": 1000})
        assert report.page.evaluate(TOO_WIDE) == []
        printed = report.page.pdf(prefer_css_page_size=True)
    pages = pypdf.PdfReader(io.BytesIO(printed)).pages
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pages} == {
        (595, 842)
    }
    whole = reading.plain("".join(page.extract_text() for page in pages))
    texts = [*(t.name for t in j.touchpoints), *(c.text for c in j.cards)]
    assert [text for text in texts if reading.plain(text) not in whole] == []


@pytest.mark.skipif(not TEXTS.exists(), reason=f"no {TEXTS.name} here")
def test_hostile_texts_are_only_texts(context, tmp_path):
    """[B232] [U4] All of them in one report: nothing runs, nothing is asked for, all are read."""
    lines = [json.loads(line)["text"] for line in TEXTS.read_text("utf-8").splitlines()]
    texts = [t for t in lines if t.strip() and t.encode("utf-8", "replace").decode() == t]
    assert len(texts) > 1_500
    j = cjm.Journey("</title><script>window.__pwned = 1</script>", description=texts[0])
    step = j.add_touchpoint(texts[1][:900])
    kinds = ("pain", "gain", "opportunity")
    with j.transaction("Fill"):
        for at, text in enumerate(texts):
            j.add_card(step, kinds[at % 3], text, author=text[:900], status="planned")
        for text in texts[:60]:
            j.add_persona(text[:900], quote=text, demographics={text[:200]: text})
            j.add_evidence(text[:900], url=text, quote=text)
            j.add_goal(text)
    path = cjm.report(j, tmp_path / "report.html", title=texts[7])
    with opened(context, path) as report:
        for name in ("script", "iframe", "object", "form", "base", "a[href^=j]"):
            assert report.page.locator(name).count() == 0
        assert report.page.evaluate("() => window.__pwned") is None
        cells = "() => [...document.querySelectorAll('td')].map((cell) => cell.textContent)"
        said = set(report.page.evaluate(cells))
        from cjm_widgets.reports.model import visible

        assert [text for text in texts if visible(text) not in said] == []
