"""The packed script in a real JupyterLab: it unpacks in time, once, and in the right language."""

from cjm_widgets import i18n

EDITOR = """
import cjm_widgets as cjm
j = cjm.Journey("Buying a bike")
ad = j.add_touchpoint("Sees the ad", phase=j.add_phase("Awareness"))
editor = cjm.JourneyEditor(j, language="it")
editor
"""
SECOND = "second = cjm.JourneyEditor(j)\nsecond"

# Edits made while the page is unpacking: before it has said hello, and after.
BUSY = """
import time
import cjm_widgets as cjm
j = cjm.Journey("Busy")
ph = j.add_phase("Phase")
display(cjm.JourneyEditor(j, height=600))
tp = j.add_touchpoint("Step", phase=ph)
for i in range(40):
    j.update(tp, name=f"Step {i}")
    time.sleep(0.005)
j.add_touchpoint("Another", phase=ph)
j.update(ph, name="Late")
"""

# As marimo shows a widget; here it is rendered before it gets there, which is worse.
SHADOW = """async (esm) => {
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const widget = await (await import(url)).default();
  const model = { get: () => undefined, set() {}, save_changes() {}, send() {}, on() {}, off() {} };
  const el = document.createElement("div");
  const stop = widget.initialize({ model });
  const remove = widget.render({ model, el });
  while (!el.firstChild) await new Promise((done) => setTimeout(done, 10));
  const accent = () => getComputedStyle(el.firstChild).getPropertyValue("--cjm-accent");
  const host = document.createElement("div");
  document.body.append(host);
  const shadow = host.attachShadow({ mode: "open" });
  shadow.append(el);
  const before = accent();
  await new Promise((done) => setTimeout(done, 500));
  const seen = { before, accent: accent() !== "", styles: shadow.querySelectorAll("style").length };
  remove();
  stop();
  host.remove();
  return seen;
}"""

MODULES = """() => Promise.all(
  Object.getOwnPropertySymbols(globalThis)
    .filter((key) => key.description.startsWith("cjm_widgets:"))
    .map((key) => globalThis[key]),
).then((modules) => modules.map((module) => typeof module.default))"""

UNPACK = """async (esm) => {
  const text = (blob) => URL.createObjectURL(new Blob([blob], { type: "text/javascript" }));
  const times = [];
  for (let i = 0; i < 5; i++) {
    for (const key of Object.getOwnPropertySymbols(globalThis)) {
      if (key.description.startsWith("cjm_widgets:")) delete globalThis[key];
    }
    const begin = performance.now();
    const url = text(esm);
    const module = await import(url);
    const widget = await module.default();
    const el = document.createElement("div");
    const none = () => undefined;
    const model = { get: none, set: none, save_changes: none, send: none, on: none, off: none };
    const remove = widget.render({ model, el });
    // It is there when its code is; a timer would round up what it waits for.
    await new Promise((shown) => new MutationObserver(shown).observe(el, { childList: true }));
    times.push(performance.now() - begin);
    URL.revokeObjectURL(url);
    if (!el.querySelector(".cjm")) throw new Error("not unpacked");
    remove();
  }
  return times.sort((a, b) => a - b);
}"""

REFUSED = """async (esm) => {
  delete globalThis.DecompressionStream;
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (key.description.startsWith("cjm_widgets:")) delete globalThis[key];
  }
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const widget = await (await import(url)).default();
  const el = document.createElement("div");
  widget.render({ model: { get: () => undefined }, el });
  while (!el.firstChild) await new Promise((done) => setTimeout(done, 10));
  return el.innerText;
}"""


def test_t4_t6_editors_speak_their_language_and_share_one_unpacked_module(lab):
    notebook = lab.open([EDITOR, SECOND])
    notebook.run_cell(0)
    notebook.run_cell(1)
    italian, english = (notebook.output(i).locator(".cjm").first for i in (0, 1))
    italian.get_by_text("Sees the ad").first.wait_for()
    english.get_by_text("Sees the ad").first.wait_for()
    assert italian.get_attribute("lang") == "it"
    assert english.get_attribute("lang") == "en"
    undo = {language: i18n.texts(language)["undo"] for language in i18n.LANGUAGES}
    italian.get_by_role("button", name=undo["it"]).first.wait_for()
    english.get_by_role("button", name=undo["en"]).first.wait_for()

    # The packed styles are in force.
    assert italian.evaluate("(el) => getComputedStyle(el).getPropertyValue('--cjm-accent')")
    assert notebook.page.locator("style[data-cjm-widgets]").count() == 1
    assert notebook.page.evaluate(MODULES) == ["function"]

    notebook.python("editor.language = 'fr'")
    italian.get_by_role("button", name=undo["fr"]).first.wait_for()
    assert italian.get_attribute("lang") == "fr"
    notebook.python("editor.language = 'xx'")
    italian.get_by_role("button", name=undo["en"]).first.wait_for()

    # No message was lost while it unpacked: what code does is seen, and what hands do.
    notebook.python("j.update(ad, name='Sees the video'); None")
    italian.get_by_text("Sees the video").first.wait_for()
    english.get_by_text("Sees the video").first.wait_for()
    ours = [text for text in lab.console_errors if "cjm" in text.lower() or "blob:" in text]
    assert ours == []


def test_t5_no_message_is_lost_while_it_unpacks(lab):
    notebook = lab.open([BUSY])
    notebook.run_cell(0)
    notebook.output(0).locator(".cjm").first.wait_for()
    for name in ("Step 39", "Another", "Late"):
        notebook.output(0).get_by_text(name, exact=True).first.wait_for(state="attached")


def test_t4_styles_follow_a_view_into_a_shadow_root(lab):
    notebook = lab.open([EDITOR])
    notebook.run_cell(0)
    notebook.output(0).locator(".cjm").first.wait_for()
    seen = notebook.page.evaluate(SHADOW, notebook.python("editor._esm"))
    assert seen == {"before": "", "accent": True, "styles": 1}


def test_t5_it_unpacks_well_within_the_time_that_anywidget_gives(lab):
    notebook = lab.open([EDITOR])
    notebook.run_cell(0)
    notebook.output(0).locator(".cjm").first.wait_for()
    esm = notebook.python("editor._esm")
    times = notebook.page.evaluate(UNPACK, esm)
    print("unpacked in", [f"{time:.0f} ms" for time in times])
    assert times[2] < 500


def test_t3_a_browser_that_cannot_unpack_is_told_so(lab):
    notebook = lab.open([EDITOR])
    notebook.run_cell(0)
    notebook.output(0).locator(".cjm").first.wait_for()
    said = notebook.page.evaluate(REFUSED, notebook.python("editor._esm"))
    texts = i18n.texts("en")
    assert said.startswith(f"{texts['start_failed']} {texts['start_needs']} (")
