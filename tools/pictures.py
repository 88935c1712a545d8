"""Make the pictures of the README from the real widgets in a real JupyterLab.

python tools/pictures.py [folder]
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.lab import FLAGS, Lab, Server  # noqa: E402
from tests.browser.maps import BIKE  # noqa: E402
from tools.chromium import ADVICE, find  # noqa: E402

CHART = "import cjm_widgets as cjm\ncjm.LiveChart(j, cjm.charts.emotion_curve)"
#: The same map as it is planned to be.
COMPARE = """import cjm_widgets as cjm
planned = cjm.Journey.from_json(j.to_json())
planned.update("first", name="Books on the phone", channels=["Phone"])
planned.update(next(e for e in planned.experiences if e.touchpoint == "ride"), score=1)
planned.remove("reviews")
cjm.Compare(j, planned, names=("Today", "Planned"), height=620)"""


def main() -> None:
    """Write all of them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = find()
    if chromium is None:
        sys.exit(ADVICE)
    server = Server()
    try:
        server.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            lab = Lab(server, browser.new_context(device_scale_factor=2))
            for theme in ("light", "dark"):
                _picture(lab, theme, folder)
            lab.close()
            browser.close()
    finally:
        server.stop()


def _picture(lab: Lab, theme: str, folder: Path) -> None:
    # The kernel starts in the server's folder, so the map is made in the cell itself.
    cells = [BIKE, "editor", CHART, COMPARE]
    notebook = lab.open(cells, theme=theme, width=1400, height=1250)
    notebook.run_cell(0)
    notebook.run_cell(1)
    view = notebook.output(1).locator(".cjm")
    view.get_by_text("Buying a city bike").first.wait_for()
    notebook.python("editor.selection = ['ride']")
    notebook.page.wait_for_timeout(1_000)
    view.screenshot(path=folder / f"editor-{theme}.png", animations="disabled")
    if theme == "light":
        notebook.run_cell(2)
        chart = notebook.output(2).locator(".cjm-live")
        chart.locator("svg").wait_for(timeout=60_000)
        chart.screenshot(path=folder / "chart.png", animations="disabled")
        notebook.run_cell(3)
        compared = notebook.output(3).locator(".cjm")
        compared.locator(".cjm-compare").wait_for()
        notebook.page.wait_for_timeout(2_000)
        compared.screenshot(path=folder / "compare.png", animations="disabled")
        view.get_by_role("button", name="View", exact=True).click()
        view.get_by_role("menu").get_by_text("Table", exact=True).click()
        notebook.page.wait_for_timeout(1_500)
        view.screenshot(path=folder / "table.png", animations="disabled")


if __name__ == "__main__":
    main()
