"""The editor on a page with a strict Content-Security-Policy and Trusted Types."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

import cjm_widgets as cjm
from tests.browser.hands import QUIET
from tests.browser.maps import BIKE
from tests.browser.plain import plain_page

TEXTS = Path(__file__).parents[3] / "shared" / "data" / "text" / "hostile_text.jsonl"
#: Texts of one touchpoint; touchpoints of one map.
FIELDS = 9
MANY = 40
#: What is a word and no text may be this long.
WORD = 150

#: What is in the editor, by kind of element. A text that became more than text is one too many.
ELEMENTS = """(root) => {
  const count = {};
  for (const { localName } of root.querySelectorAll('*')) {
    count[localName] = (count[localName] ?? 0) + 1;
  }
  return count;
}"""


def test_a_strict_policy_is_kept(context):
    """[B90] Nothing is asked of the policy but the style sheet; edits, panels and undo work."""
    names: dict[str, object] = {}
    exec(BIKE.replace("editor = ", "_ = "), names)  # noqa: S102 - the map of the other tests
    journey = names["j"]
    assert isinstance(journey, cjm.Journey)
    with plain_page(context, journey) as plain:
        point = plain.root.locator("[data-type=touchpoint]").first
        point.locator(".cjm-name").dblclick()
        plain.page.keyboard.type("Typed here")
        plain.page.keyboard.press("Enter")
        expect(plain.root.locator("[data-status=saved]")).to_be_visible()
        assert journey.touchpoints[0].name == "Typed here"
        journey.update(journey.touchpoints[1], name="By code")
        second = plain.root.locator("[data-type=touchpoint]").nth(1)
        expect(second.locator(".cjm-name")).to_have_text("By code")
        for button in ("Search", "Keyboard shortcuts"):
            plain.root.get_by_role("button", name=button).click()
            expect(plain.root.locator(".cjm-part h2")).to_have_text(button)
            expect(plain.root.locator(".cjm-part [role=alert]")).to_have_count(0)
            plain.page.keyboard.press("Escape")
        plain.root.get_by_role("button", name="Undo").click()
        expect(point.locator(".cjm-name")).not_to_have_text("Typed here")
        expect(plain.root.locator("[data-status=saved]")).to_be_visible()
        assert journey.touchpoints[0].name != "Typed here"
        assert plain.violations() == []
        assert plain.requests == []
        assert plain.errors == []
        # The page would have noticed.
        plain.page.evaluate("() => { try { document.body.innerHTML = '<b>x</b>' } catch {} }")
        assert plain.violations() != []


@pytest.mark.skipif(not TEXTS.exists(), reason=f"no {TEXTS.name} here")
def test_every_hostile_text_is_only_text(context):
    """[B91] Each text of the lists, in the fields of touchpoints, cards, lanes, people and others:
    nothing is run, asked for, or added to what the same map with plain words shows."""
    texts = [json.loads(line)["text"] for line in TEXTS.read_text("utf-8").splitlines()]
    texts = [
        text for text in texts if text.strip() and text.encode("utf-8", "replace").decode() == text
    ]
    assert len(texts) > 1_500
    plain: dict[int, list[dict[str, int]]] = {}
    for some in chunks(texts, FIELDS * MANY):
        if len(some) not in plain:
            plain[len(some)] = elements(context, ["word"] * len(some))
        for text, hostile, harmless in zip(
            some[::FIELDS], elements(context, some), plain[len(some)], strict=True
        ):
            assert hostile == harmless, text


def chunks(texts, size):
    return [texts[at : at + size] for at in range(0, len(texts), size)]


def elements(context, texts):
    """Show a map with these texts, select everything on it, and count what is there."""
    journey = cjm.Journey(texts[0], description=texts[-1])
    journey.remove(*journey.lanes)
    phase = journey.add_phase(texts[1], description=texts[2])
    persona = journey.add_persona("Ana", tagline=texts[3], quote=texts[4])
    lane = journey.add_lane("pain", texts[5])
    journey.add_lane("emotion", "Emotion")
    journey.add_lane("channel", "Channels")
    for number, some in enumerate(chunks(texts, FIELDS)):
        card, text, note, comment, *words, expected = [*some, *["-"] * FIELDS][:FIELDS]
        name, channel, tag, author = (word[:WORD] for word in words)
        touchpoint = journey.add_touchpoint(
            name, phase, id=f"t{number}", description=text, expectation=expected
        )
        journey.add_experience(touchpoint, persona, 1, note=note, emotion=text[:WORD])
        journey.add_card(touchpoint, "pain", card, lane=lane, author=author)
        journey.add_comment(touchpoint, comment, author=author)
        journey.update(
            touchpoint, tags=[tag], channels=[journey.add_channel(f"{number} {channel}")]
        )
    seen = []
    with plain_page(context, journey) as plain:
        # So wide that no column waits to be scrolled to.
        plain.page.set_viewport_size({"width": 200 * MANY, "height": 700})
        for touchpoint in journey.touchpoints:
            plain.page.evaluate("(id) => window.select([id])", touchpoint.id)
            shown = plain.root.locator(f"[data-type=touchpoint][data-id={touchpoint.id}]")
            expect(shown).to_have_attribute("aria-selected", "true")
            # The details come in pieces, as their code comes.
            plain.page.evaluate(QUIET)
            seen.append(plain.root.evaluate(ELEMENTS))
        assert plain.violations() == []
        assert plain.requests == []
        assert plain.dialogs == []
        assert plain.errors == []
    return seen
