"""Every template in every language in the editor, and its guidance beside the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import cjm_widgets as cjm
from cjm_widgets.i18n import LANGUAGES
from cjm_widgets.ready_maps import catalogue
from tests.browser.test_editor_looks import check, picture
from tests.browser.view import View, show

#: A half of them dark and narrow, so that each map and each language is seen both ways.
LOOKS = (("light", 1400), ("dark", 700))
#: What a part of the text says that does not fit: cut off without a way to read on.
CUT = """(root) => [...root.querySelectorAll('.cjm-map *, .cjm-header *')]
  .filter((el) => el.checkVisibility() && el.childElementCount === 0 && el.textContent.trim())
  .filter((el) => getComputedStyle(el).overflowX !== 'visible'
    && !el.matches('input, textarea, .cjm-sr')
    && (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1))
  .filter((el) => el.clientWidth > 1)
  .map((el) => `${el.className}: ${el.textContent.slice(0, 40)}`)"""
OPEN = """
import cjm_widgets as cjm
j = cjm.template({name!r}, {language!r})
editor = cjm.JourneyEditor(j, language={language!r}, height=860)
"""
PANEL = {
    "en": ("Add", "Templates…", "What to write here"),
    "it": ("Aggiungi", "Modelli…", "Che cosa scrivere qui"),
    "pl": ("Dodaj", "Szablony…", "Co tu wpisać"),
    "fr": ("Ajouter", "Modèles…", "Que noter ici"),
}


def opened(quick, name: str, language: str, **window: object) -> View:
    return show(quick, OPEN.format(name=name, language=language), **window)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", catalogue.names())
def test_y14_each_opens_in_each_language(quick, name: str, language: str) -> None:
    """[Y14] Texts as they are written, no axe violation, nothing that sticks out or is cut off."""
    journey = cjm.template(name, language)
    for theme, width in LOOKS:
        view = opened(quick, name, language, theme=theme, width=width)
        expect(view.root.locator(".cjm-header")).to_contain_text(journey.title)
        first = journey.touchpoints[0]
        expect(view.record(first.id).first).to_contain_text(first.name)
        check(view)
        assert view.root.evaluate(CUT) == []
        picture(view, f"template-{name}-{language}-{theme}-{width}")
        view.page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_y15_guidance_stands_beside_the_map(quick, language: str) -> None:
    """[Y15] Of the map, lane by lane, phase by phase, as texts; an edit is followed."""
    add, choice, guidance = PANEL[language]
    for theme, width in LOOKS:
        view = opened(quick, "service-blueprint", language, theme=theme, width=width)
        view.button(add).click()
        view.choose(choice)
        panel = view.root.get_by_role("region", name=guidance, exact=True)
        journey = cjm.template("service-blueprint", language)
        told = [*journey.lanes, *journey.phases]
        expect(panel.locator("p")).to_have_text(journey.info.description)
        expect(panel.locator("dd")).to_have_text([one.description for one in told])
        check(view)
        picture(view, f"guidance-{language}-{theme}-{width}")
        # The kind of map it is already adds no lane: both have one name for each.
        lanes = len(journey.lanes)
        view.root.locator(".cjm-presets button").nth(2).click()
        view.notebook.quiet()
        assert view.python("len(j.lanes)") == lanes
        view.python(
            "j.update(j.lanes[0], description='<b>New</b>')\n"
            "for one in [*j.lanes[1:], *j.phases]: j.update(one, description='')"
        )
        expect(panel.locator("dd")).to_have_text(["<b>New</b>"])
        view.python("j.update(j.lanes[0], description=' '); j.update(description=''); None")
        expect(panel).to_have_count(0)
        view.page.close()
