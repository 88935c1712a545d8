"""A map as one HTML page."""

from __future__ import annotations

from html.parser import HTMLParser

import cjm_widgets as cjm
from cjm_widgets.formats.html_page import page
from cjm_widgets.formats.html_picture import picture


class Tags(HTMLParser):
    """The elements of a page, its texts, and its title."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._in_title = tag == "title"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


def test_e168_a_page_is_whole_and_loads_nothing() -> None:
    """[E168] It has the picture of the map, its title and its language, and nothing that runs."""
    evil = '</title><script src="https://x.example"></script>'
    j = cjm.Journey(evil, language="it")
    j.add_touchpoint(evil, emotion=1)
    text = page(j.store.state)
    assert picture(j.store.state) in text
    tags = Tags(text)
    assert tags.found[0] == ("html", {"lang": "it"})
    assert tags.title == evil
    names = {name for name, _ in tags.found}
    assert {"meta", "title", "body", "table", "img"} <= names
    assert not names & {"script", "link", "iframe", "object", "form"}
    assert all(a.get("src", "data:").startswith("data:") for _, a in tags.found)  # type: ignore[union-attr]
    assert "default-src 'none'" in text


def test_e168_a_map_without_a_title_is_called_so() -> None:
    """[E168] In its own language."""
    assert Tags(page(cjm.Journey(language="pl").store.state)).title == "Mapa bez tytułu"
