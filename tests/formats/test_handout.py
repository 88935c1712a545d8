"""A map as a page with the editor in it."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

import cjm_widgets as cjm
from cjm_widgets import _bundle
from cjm_widgets.cli import main
from cjm_widgets.formats.handout import handout
from cjm_widgets.formats.html_picture import picture
from cjm_widgets.model.wire import encode_records

if TYPE_CHECKING:
    from pathlib import Path

EVIL = [
    "</script><script>alert(1)</script>", "<!--<script>", "</title></style></div>", "]]>",
    "<img src=x onerror=alert(1)>", "\"'><b>", "\u2028\u2029", "&lt;", "\\u003c", "${1}",
]  # fmt: skip


class Page(HTMLParser):
    """The elements of a page, and the text in those that have an id or run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = (dict(attrs).get("id") or tag) if tag in ("script", "title") else ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open] = self.texts.get(self._open, "") + data

    @property
    def contents(self) -> dict[str, Any]:
        """What the page has for the editor."""
        found: dict[str, Any] = json.loads(self.texts["cjm-contents"])
        return found

    @property
    def policy(self) -> str:
        """What it lets happen."""
        (found,) = [
            a["content"] or "" for tag, a in self.elements
            if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
        ]  # fmt: skip
        return found


def records(j: cjm.Journey) -> Any:
    """Return the records as JSON has them."""
    return json.loads(json.dumps(encode_records(j.store.state)))


def named(text: str) -> cjm.Journey:
    """Return a map with a text wherever a person may write one."""
    j = cjm.Journey(text, language="en", description=text)
    j.remove(*j.lanes)
    phase = j.add_phase(text)
    lane = j.add_lane("pain", text, id="lane")
    for number in range(3):
        step = j.add_touchpoint(text, phase, id=f"t{number}", channels=[text])
        j.add_card(step, "pain", text, lane=lane, author=text)
    return j


def test_o1_it_is_whole_and_points_nowhere() -> None:
    """[O1] The picture, the records, the widget as it travels, and nothing to load."""
    j = named("Coffee & cake")
    text = handout(j.store.state)
    page = Page(text)
    assert page.elements[0] == ("html", {"lang": "en"})
    assert page.texts["title"] == "Coffee & cake"
    assert picture(j.store.state) in text
    assert page.contents["records"] == records(j)
    assert json.loads(page.texts["cjm-widget"]) == _bundle.packaged("widget.js").read_text("utf-8")
    names = {tag for tag, _ in page.elements}
    assert not names & {"link", "iframe", "object", "form", "base"}
    for _, attrs in page.elements:
        assert not attrs.keys() & {"href", "action", "srcset"}
        assert (attrs.get("src") or "data:").startswith("data:")


def test_o2_the_policy_lets_its_own_script_run() -> None:
    """[O2] By the hash of what stands there, and nothing else that is inline."""
    page = Page(handout(named("x").store.state))
    digest = base64.b64encode(hashlib.sha256(page.texts["script"].encode()).digest()).decode()
    rules = dict(rule.split(" ", 1) for rule in page.policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{digest}' blob:"
    assert rules["require-trusted-types-for"] == "'script'"
    assert rules["trusted-types"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "connect-src" not in rules
    # An HTML parser would change it before it is hashed.
    assert "\r" not in page.texts["script"]


@pytest.mark.parametrize("text", EVIL)
def test_o2_no_text_is_more_than_text(text: str) -> None:
    """[O2] The page has the same elements as with plain words, and the same records."""
    word = " ".join(text.split()) or "x"
    hostile, harmless = named(word), named("word")
    j = hostile
    j.update(description=text)
    page, plain = Page(handout(j.store.state)), Page(handout(harmless.store.state))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert page.texts["title"] == word
    assert page.contents["records"] == records(j)
    assert "<" not in page.texts["cjm-contents"] + page.texts["cjm-widget"]


def test_o3_sixty_touchpoints_are_small(tmp_path: Path) -> None:
    """[O3] A full map of 60 touchpoints stays under 1 MB."""
    j = cjm.Journey("Large", language="pl")
    j.add_persona("Ana")
    for at in range(10):
        phase = j.add_phase(f"Phase {at}")
        for n in range(6):
            step = j.add_touchpoint(
                f"Step {at}.{n}", phase, channels=["Web", "Shop"], emotion={"Ana": n % 5 - 2}
            )
            for kind in ("thought", "pain", "gain", "opportunity"):
                j.add_card(step, kind, f"What somebody says about {at}.{n} in quite a few words")
    path = cjm.write(j, tmp_path / "large.html")
    assert path.stat().st_size < 700_000
    parts = Page(path.read_text("utf-8")).contents["parts"]
    assert {"outline", "walk", "present", "table", "records"} <= parts.keys()
    assert not parts.keys() & {"checks", "compare"}
    for name, code in parts.items():
        assert zlib.decompress(base64.b64decode(code), wbits=31)
        assert base64.b64decode(code) == _bundle.part(name)


def test_o4_options(tmp_path: Path) -> None:
    """[O4] Read-only, and in a language; the picture keeps that of the map."""
    j = cjm.Journey("Kawa", language="pl")
    page = Page(cjm.write(j, tmp_path / "a.html").read_text("utf-8"))
    assert page.contents["traits"]["read_only"] is False
    assert page.contents["traits"]["language"] == "pl"
    assert page.contents["traits"]["_messages"]["texts"]["undo"] == "Cofnij"
    page = Page(
        cjm.write(j, tmp_path / "b.HTML", read_only=True, language="it-CH").read_text("utf-8")
    )
    assert page.contents["traits"]["read_only"] is True
    assert page.elements[0] == ("html", {"lang": "it"})
    (shown,) = [attrs for _, attrs in page.elements if attrs.get("id") == "cjm-picture"]
    assert shown["lang"] == "pl"


def test_o4_a_map_that_is_read_only_stays_so(tmp_path: Path) -> None:
    """[O4] As one opened to be looked at."""
    path = cjm.save(cjm.Journey("x"), tmp_path / "x.cjm.json")
    j = cjm.load(path, read_only=True)
    page = Page(cjm.write(j, tmp_path / "x.html").read_text("utf-8"))
    assert page.contents["traits"]["read_only"] is True


def test_o4_options_of_another_form_are_an_error(tmp_path: Path) -> None:
    """[O4] A file of JSON has no language and is not read-only."""
    j = cjm.Journey("x")
    for options in ({"read_only": True}, {"language": "it"}):
        with pytest.raises(cjm.FormatError, match=r"options of a hand-out, \.html"):
            cjm.write(j, tmp_path / "x.json", **options)  # type: ignore[arg-type]
    with pytest.raises(cjm.InvalidDocument, match="language"):
        cjm.write(j, tmp_path / "x.html", language=3)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_o4_the_command_line_makes_one(tmp_path: Path) -> None:
    """[O4] `cjm convert x.cjm.json x.html`."""
    source = cjm.save(named("By command"), tmp_path / "x.cjm.json")
    assert main(["convert", str(source), str(tmp_path / "x.html")]) == 0
    page = Page((tmp_path / "x.html").read_text("utf-8"))
    assert page.texts["title"] == "By command"
