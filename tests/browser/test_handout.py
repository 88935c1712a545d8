"""A hand-out, opened from the disk as by a double click: no server, no kernel, no network."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import cjm_widgets as cjm
from tests.browser.disk import FromDisk
from tests.browser.lab import shoot
from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_looks import check
from tests.browser.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext

TEXTS = Path(__file__).parents[3] / "shared" / "data" / "text" / "hostile_text.jsonl"
#: So many hostile texts are on one map; each touchpoint has so many of them.
MANY, FIELDS = 320, 8
#: What is a word and no text may be this long.
WORD = 150


class HandOut(FromDisk, View):
    """A hand-out; what is unpacked from the page itself is in its memory."""

    INSIDE = "blob:null/"
    # It asks before it is left with edits that were not downloaded.
    DIALOGS = True

    def __init__(self, context: BrowserContext, path: Path) -> None:
        super().__init__(context, path)
        self.root = self.page.locator("#cjm-editor > .cjm")
        self.map = self.root.locator(".cjm-map")
        self.inspector = self.root.locator(".cjm-inspector")
        self.foot = self.root.locator(".cjm-status")
        self.foot.wait_for()

    def download(self, folder: Path) -> cjm.Journey:
        """Give the map that Python reads from what the page hands over."""
        self.button("Export").click()
        with self.page.expect_download() as download:
            self.choose("Map (JSON)")
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return cjm.read(path)


@contextmanager
def opened(
    context: BrowserContext, journey: cjm.Journey, folder: Path, **options: Any
) -> Iterator[HandOut]:
    """Write a hand-out and open it in a browser that has kept nothing; `options` of both."""
    written = {name: options.pop(name) for name in ("read_only", "language") if name in options}
    path = cjm.write(journey, folder / "hand out ä.html", **written)
    assert context.browser
    window: Any = {"viewport": {"width": 1400, "height": 900}, **options}
    own = context.browser.new_context(**window, reduced_motion="reduce", accept_downloads=True)
    try:
        out = HandOut(own, path)
        yield out
        assert out.found() == []
    finally:
        own.close()


def made(code: str) -> cjm.Journey:
    names: dict[str, Any] = {}
    exec(code.replace("editor = ", "_ = "), names)  # noqa: S102 - a map of the other tests
    journey: cjm.Journey = names["j"]
    return journey


def stage(out: HandOut, name: str) -> None:
    out.button("View").click()
    out.choose(name)
    # Its keys are heard from then on.
    expect(out.root.locator(".cjm-place:focus-within")).to_be_visible()


def test_it_is_edited_walked_presented_and_read_back(context, tmp_path):
    """[O7] [O1] All of it by `file://`; Python reads the map that was seen."""
    j = made(SMALL)
    with opened(context, j, tmp_path) as out:
        assert out.download(tmp_path).to_dict() == j.to_dict()
        out.rename(out.record("order").locator(".cjm-name"), "Orders a flat white")
        j.update("order", name="Orders a flat white")
        out.rename(out.record("queue").locator(".cjm-inline"), "To be undone")
        expect(out.record("queue")).to_contain_text("To be undone")
        out.tool("Undo").click()
        expect(out.record("queue")).to_contain_text("Long queue")
        out.dots("drink", "Remove")
        j.remove("drink")
        stage(out, "Walkthrough")
        expect(out.root.locator(".cjm-place h2").first).to_have_text("Sees the ad")
        out.page.keyboard.press("1")
        out.page.keyboard.press("Escape")
        stage(out, "Presentation")
        out.page.keyboard.press("ArrowRight")
        out.page.keyboard.press("Escape")
        stage(out, "Outline")
        expect(out.root.locator(".cjm-place")).to_contain_text("Orders a flat white")
        out.button("Search").click()
        expect(out.root.locator(".cjm-part h2")).to_have_text("Search")
        assert out.root.locator("[role=alert]:not(:empty)").count() == 0
        back = out.download(tmp_path)
    observed = [e for e in back.experiences if e.source != "assumed"]
    assert [(e.touchpoint, e.score) for e in observed] == [("ad", -2)]
    back.remove(*observed)
    assert back.to_dict() == j.to_dict()


def test_what_is_not_downloaded_is_offered_again(context, tmp_path):
    """[O8] [O6] After a reload; not after a download. The foot of the editor says how it stands."""
    j = made(SMALL)
    with opened(context, j, tmp_path) as out:
        expect(out.foot).to_contain_text("what you change stays in this browser")
        out.rename(out.record("order").locator(".cjm-name"), "Orders tea")
        expect(out.foot).to_contain_text("kept in this browser only")
        out.page.reload()
        expect(out.record("order")).to_contain_text("Orders")
        offer = out.root.locator(".cjm-offer")
        expect(offer).to_contain_text("1 edit of yours is not in this map")
        offer.get_by_role("button", name="Put into the map").click()
        expect(out.record("order")).to_contain_text("Orders tea")
        expect(out.foot).to_contain_text("kept in this browser only")
        j.update("order", name="Orders tea")
        assert out.download(tmp_path).to_dict() == j.to_dict()
        expect(out.foot).to_contain_text("Downloaded with all changes")
        out.page.reload()
        expect(out.foot).to_contain_text("what you change stays in this browser")
        # Longer than edits of an earlier page wait for their owner.
        out.page.wait_for_timeout(4_000)
        expect(offer).to_have_count(0)


def test_where_the_browser_keeps_nothing_it_says_so(context, tmp_path):
    """[O6] Closing the page asks first, until the map is downloaded."""
    with opened(context, made(SMALL), tmp_path) as out:
        out.page.add_init_script("IDBFactory.prototype.open = () => { throw new Error('no'); };")
        out.page.reload()
        dialogs: list[str] = []
        out.page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.dismiss()))
        out.rename(out.record("order").locator(".cjm-name"), "Orders tea")
        expect(out.foot).to_contain_text("Changes not kept")
        expect(out.foot).to_contain_text("Export the map (JSON) before you close this page.")
        shoot(out.page, "handout-unkept")
        out.page.close(run_before_unload=True)
        out.page.wait_for_timeout(500)
        assert dialogs == ["beforeunload"]
        assert out.download(tmp_path).touchpoints["order"].name == "Orders tea"
        expect(out.foot).to_contain_text("Downloaded with all changes")


def test_read_only_there_is_nothing_to_edit_with(context, tmp_path):
    """[O9] Neither buttons nor keys; it is walked through and read back all the same."""
    j = made(SMALL)
    with opened(context, j, tmp_path, read_only=True, language="it") as out:
        expect(out.foot).to_contain_text("Una copia della mappa, di sola lettura")
        assert out.root.locator(".cjm-add, .cjm-dots button, .cjm-plus").count() == 0
        expect(out.root.get_by_role("button", name="Annulla")).to_have_count(0)
        out.record("order").click()
        for key in ("F2", "Delete", "x", "Control+v", "Alt+ArrowRight"):
            out.page.keyboard.press(key)
        expect(out.root.locator("input:focus, textarea:focus")).to_have_count(0)
        assert list(out.shown()["touchpoints"]) == j.touchpoints.ids
        out.button("Esporta").click()
        expect(out.root.locator(".cjm-menu-item")).to_have_text(["Mappa (JSON)"])
        expect(out.root.locator(".cjm-menu")).to_contain_text("li crea Python")


@pytest.mark.skipif(not TEXTS.exists(), reason=f"no {TEXTS.name} here")
def test_hostile_texts_are_only_texts(context, tmp_path):
    """[O10] A few hundred of them on one map: nothing runs, nothing is asked for, and Python reads
    each as it was written."""
    lines = [json.loads(line)["text"] for line in TEXTS.read_text("utf-8").splitlines()]
    texts = [
        text for text in lines if text.strip() and text.encode("utf-8", "replace").decode() == text
    ]
    some = texts[:: max(1, len(texts) // MANY)][:MANY]
    assert len(some) == MANY
    j = cjm.Journey("</title><script>window.__pwned = 1</script>", description=some[0])
    j.remove(*j.lanes)
    phase = j.add_phase(some[1][:WORD], description=some[2])
    lane = j.add_lane("pain", some[3][:WORD])
    j.add_lane("emotion", "Emotion")
    persona = j.add_persona("Ana", tagline=some[4][:WORD])
    for at in range(0, MANY, FIELDS):
        name, tag, author, feeling, text, card, note, comment = some[at : at + FIELDS]
        step = j.add_touchpoint(name[:WORD], phase, description=text, tags=[tag[:WORD]])
        j.add_card(step, "pain", card, lane=lane, author=author[:WORD])
        j.add_experience(step, persona, 1, note=note, emotion=feeling[:WORD])
        j.add_comment(step, comment, author=author[:WORD])
    with opened(context, j, tmp_path, viewport={"width": 8000, "height": 900}) as out:
        dialogs: list[str] = []
        out.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        assert list(out.shown()["touchpoints"].values()) == [t.name for t in j.touchpoints]
        for step in j.touchpoints[::8]:
            out.record(step.id).click()
            expect(out.record(step.id)).to_have_attribute("aria-selected", "true")
        stage(out, "Outline")
        for name in ("img", "script", "iframe", "object", "form"):
            assert out.root.locator(name).count() == 0
        assert out.page.evaluate("() => window.__pwned") is None
        assert out.page.title() == j.title
        assert dialogs == []
        assert out.download(tmp_path).to_dict() == j.to_dict()
        # The page would have noticed.
        assert out.found() == []
        out.page.evaluate("() => { try { document.body.innerHTML = '<b>x</b>' } catch {} }")
        assert out.found() != []
        out.problems.clear()
        out.page.evaluate("() => { window.violations = [] }")


def test_it_prints_the_whole_map(context, tmp_path):
    """[O11] Every lane of every touchpoint, none of the editor; what is not on paper is said."""
    j = made(BIKE)
    with opened(context, j, tmp_path, color_scheme="dark") as out:
        picture = out.page.locator("#cjm-picture")
        expect(picture).to_be_hidden()
        out.page.emulate_media(media="print")
        expect(out.root).to_be_hidden()
        expect(picture).to_be_visible()
        for text in [*(t.name for t in j.touchpoints), *(c.text for c in j.cards)]:
            expect(picture.get_by_text(text, exact=True).first).to_be_visible()
        # As wide as A4 across, in the ink of paper.
        out.page.set_viewport_size({"width": 1030, "height": 720})
        assert (
            out.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            == 0
        )
        assert picture.evaluate("(el) => getComputedStyle(el).color") == "rgb(0, 0, 0)"
        shoot(out.page, "handout-print")
        assert out.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def said(picture: Any) -> list[str]:
    """What stands in each table of a picture, and around them, whatever the spaces."""
    parts: list[str] = picture.evaluate("(el) => [...el.children].map((part) => part.textContent)")
    return ["".join(part.split()) for part in parts]


def test_edits_are_on_paper(context, tmp_path):
    """[O11] The picture that is drawn anew says what Python's says of the same map."""
    j = made(BIKE)
    step = j.add_touchpoint("Walks", channels=["Street"])
    j.update(step, owners=["Lea"], description="No phase,\n two lines", moment_of_truth=True)
    j.add_lane("owner", "", id="owners", separator="visibility")
    j.add_lane("metric", "", id="numbers")
    j.add_lane("custom", "", id="own", persona="ana")
    j.add_metric_value(j.add_metric("Rides", unit="%"), -12.345, target=step)
    j.add_phase("Nothing yet", purchase_stage="after", description="Later")
    j.add_experience(step, None, 1)
    with opened(context, j, tmp_path) as out:
        picture = out.page.locator("#cjm-picture")
        before = said(picture)
        assert len(before) == 4
        name = j.touchpoints[0].id
        out.rename(out.record(name).locator(".cjm-name"), "Renamed")
        expect(out.foot).to_contain_text("kept in this browser only")
        out.page.emulate_media(media="print")
        expect(picture).to_contain_text("Renamed")
        expect(out.root).to_be_hidden()
        out.page.set_viewport_size({"width": 1030, "height": 720})
        shoot(out.page, "handout-print-edited")
        now = said(picture)
        j.update(name, name="Renamed")
        with opened(context, j, tmp_path) as fresh:
            assert now == said(fresh.page.locator("#cjm-picture"))
        assert now != before


def test_where_the_editor_cannot_start_the_picture_stays(context, tmp_path):
    """[O13] An old browser is told why; one that runs no scripts has the picture alone."""
    path = cjm.write(made(SMALL), tmp_path / "x.html", language="fr")
    for scripts in (True, False):
        own = context.browser.new_context(java_script_enabled=scripts)
        page = own.new_page()
        page.add_init_script("delete globalThis.DecompressionStream")
        page.goto(path.as_uri())
        expect(page.locator("#cjm-picture")).to_contain_text("Long queue")
        expect(page.locator("#cjm-picture")).to_be_visible()
        said = page.get_by_role("alert")
        if scripts:
            expect(said).to_contain_text("L’éditeur n’a pas pu s’afficher\u00a0; voici une image")
        expect(said).to_have_count(int(scripts))
        own.close()


@pytest.mark.parametrize(("theme", "width"), [("light", 1400), ("dark", 700), ("light", 320)])
def test_it_is_readable(context, tmp_path, theme, width):
    """[O12] Nothing that axe finds, that sticks out, or that is too small to hit."""
    window = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
    with opened(context, made(BIKE), tmp_path, **window) as out:
        if width < 560:
            expect(out.root.locator(".cjm-place [role=tree]")).to_be_visible()
        check(out)
        shoot(out.page, f"handout-{theme}-{width}")
