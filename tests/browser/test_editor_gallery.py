"""Every state of the gallery: what axe finds, what sticks out, and what is too small to hit."""

from __future__ import annotations

import pytest

from tests.browser.test_editor_looks import AXE, CHECK, TOO_SMALL, TOO_WIDE
from tools.gallery import STATES, opened

#: States with fewer than two texts that axe could look at: pictures.
FEW = ("present",)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_every_state_is_readable(context, state):
    """[B94] In light, dark and forced colours, in four languages and at 320, 700 and 1400 px no
    state has an axe violation (WCAG 2.2 AA), a part that sticks out or a target under 24 px."""
    with opened(context.browser, state) as plain:
        plain.page.evaluate(f"() => {{ {AXE.read_text('utf-8')} }}")
        read, found = plain.root.evaluate(CHECK)
        assert found == []
        assert read or state.contrast or state.name.startswith(FEW), "no text was looked at"
        assert plain.root.evaluate(TOO_WIDE) == []
        # Who makes the map smaller makes its targets smaller.
        assert state.name == "zoom-70" or plain.root.evaluate(TOO_SMALL) == []
        assert plain.errors == []
        assert plain.violations() == []
        assert plain.requests == []
