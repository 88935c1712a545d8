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


def main() -> None:
    """Write editor-light.png, editor-dark.png and chart.png."""
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
    notebook = lab.open([BIKE, "editor", CHART], theme=theme, width=1400, height=1250)
    notebook.run_cell(0)
    notebook.run_cell(1)
    view = notebook.output(1).locator(".cjm")
    view.get_by_text("Buying a city bike").first.wait_for()
    notebook.python("editor.selection = ['ride']")
    notebook.page.wait_for_timeout(1_000)
    view.screenshot(path=folder / f"editor-{theme}.png", animations="disabled")
    if theme == "light":
        notebook.run_cell(2)
        chart = notebook.output(2).locator(".vega-embed")
        chart.wait_for(timeout=60_000)
        chart.screenshot(path=folder / "chart.png", animations="disabled")


if __name__ == "__main__":
    main()
