"""A finger on a page: touches that go through the browser as those of a screen do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

#: Longer than a finger has to rest before it is no longer about to scroll, in ms.
REST = 600


class Finger:
    """One finger."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.client = page.context.new_cdp_session(page)
        self.at = (0.0, 0.0)

    def down(self, x: float, y: float) -> None:
        self.at = (x, y)
        self._send("touchStart", [{"x": x, "y": y}])

    def to(self, x: float, y: float, steps: int = 8) -> None:
        """Move as a finger does, in steps."""
        from_x, from_y = self.at
        for step in range(1, steps + 1):
            part = step / steps
            point = {"x": from_x + (x - from_x) * part, "y": from_y + (y - from_y) * part}
            self._send("touchMove", [point])
            self.page.wait_for_timeout(20)
        self.at = (x, y)

    def up(self) -> None:
        self._send("touchEnd", [])

    def tap(self, place: Locator, x: float = 0.5, y: float = 0.5) -> None:
        self.down(*spot(place, x, y))
        self.up()

    def press(self, place: Locator, x: float = 0.5, y: float = 0.5) -> None:
        """Rest on something, and leave it."""
        self.down(*spot(place, x, y))
        self.page.wait_for_timeout(REST)
        self.up()

    def _send(self, kind: str, points: list[dict[str, float]]) -> None:
        self.client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def spot(place: Locator, x: float = 0.5, y: float = 0.5) -> tuple[float, float]:
    """Return a point of the window: a part of a thing."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y
