"""A page opened from the disk as by a double click, and what must not happen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext

#: Told apart from the page's own: before any script of it.
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""


class FromDisk:
    """One that is open."""

    #: What it may ask for beside itself begins so: it is in the file.
    INSIDE: ClassVar[str]
    #: Whether it may open dialogs.
    DIALOGS: ClassVar[bool]

    def __init__(self, context: BrowserContext, path: Path) -> None:
        self.problems: list[str] = []
        self.page = context.new_page()
        self.page.add_init_script(LISTEN)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda line: self.problems.append(line.text))
        if not self.DIALOGS:
            self.page.on(
                "dialog", lambda dialog: (self.problems.append("dialog"), dialog.dismiss())
            )
        self.page.on("request", lambda request: self._heard(request.url, path))
        self.page.goto(path.as_uri())

    def _heard(self, url: str, path: Path) -> None:
        if url != path.as_uri() and not url.startswith(self.INSIDE):
            self.problems.append(f"request: {url}")

    def found(self) -> list[str]:
        """What has happened that must not."""
        seen: list[str] = self.page.evaluate("() => window.violations")
        return [*self.problems, *seen]
