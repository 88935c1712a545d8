"""The emotion lane: named emotions, lines of personas and of what was planned."""

import pytest
from playwright.sync_api import expect

from tests.browser.maps import BIKE, SMALL
from tests.browser.test_editor_looks import check, picture
from tests.browser.view import show

#: Everything a curve shows: a scale with words and emoji, everyone's scores, a plan, ends that tie.
RICH = f"""{BIKE}
lin = j.add_persona("Lin Extraordinarily-Longname", id="lin")
planned = j.add_phase("As planned", id="plan")
j.add_touchpoint("Books a slot online", planned, id="online")
j.add_touchpoint("Is picked up", planned, id="picked")
j.add_experience("online", score=2, persona="ana", id="hoped")
j.add_experience("online", score=1, persona="marek")
j.add_experience("picked", score=1, persona="ana")
j.update("ride", planned_ref="online")
j.update("service", planned_ref="picked")
for step, score in (("friend", -1), ("models", -2), ("first", 2)):
    j.add_experience(step, score=score, persona="lin")
for step, score in (("reviews", 0), ("pay", 2)):
    j.add_experience(step, score=score, n=12, sd=0.8, source="self_reported")
felt = {{(e.touchpoint, e.persona): e.id for e in j.experiences}}
j.update(felt["ride", "ana"], emotion="frustration", emoji="😤", note="Nobody answers")
j.update(felt["first", "ana"], emotion="joy", emoji="😄")
j.update(felt["pay", "ana"], emotion="relief", emoji="😌")
j.update(felt["models", "marek"], emoji="🤔")
j.update(emotion_scale={{
    "labels": {{"-2": "terrible", "0": "so-so", "2": "delighted"}}, "emoji": {{"-2": "😡", "2": "😍"}},
}})
"""


def test_looks(lab):
    for theme, width in (("light", 1400), ("dark", 700)):
        view = show(lab, RICH, theme=theme, width=width)
        picture(view, f"emotion-{width}-{theme}")
        view.point("ride").click()
        view.page.keyboard.press("e")
        expect(view.root.locator(".cjm-emotions")).to_be_visible()
        view.page.wait_for_timeout(300)
        picture(view, f"emotion-palette-{width}-{theme}")
        check(view)
        view.page.close()
