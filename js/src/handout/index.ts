/**
 * The script of a hand-out, a page that `cjm_widgets/formats/handout.py` writes: the editor with
 * the map in it, without a kernel and without a network.
 *
 * The page has as text what a kernel sends: the script of the widget, its traits, the records and
 * the parts. Until the editor is there, and on paper, it shows the picture of the map instead.
 */
import { BrowserStorage } from "../host/storage";
import { readMessages } from "../i18n";
import { watchKeeping } from "./keeping";
import { type Contents, HandoutModel } from "./model";
import { pictureOf, type Words } from "./picture";
import { textsOf } from "./texts";

type Widget = {
  initialize(props: { model: HandoutModel }): void;
  render(props: { model: HandoutModel; el: HTMLElement }): void;
};
type Module = { default: () => Widget | Promise<Widget> };

/** A map stays usable in a window that is lower than this. */
const LOWEST = 360;

const held = (id: string) => JSON.parse(document.getElementById(id)?.textContent ?? "null");
const root = document.documentElement;
const el = document.getElementById("cjm-editor") as HTMLElement;
const {
  records,
  traits,
  parts,
  words: mapWords,
} = held("cjm-contents") as Contents & {
  /** What the picture of the map says. */
  readonly words: Words;
};
const { language, texts } = readMessages(traits._messages);
const words = textsOf(language);

const height = () => Math.max(LOWEST, innerHeight);
const model = new HandoutModel({
  records,
  parts,
  traits: {
    ...traits,
    // Nothing is displayed beside it that would have to be hidden, and nobody else is there.
    _copy_key: "none",
    _alone: true,
    _copied: 0,
    _file: { name: traits.read_only ? words.look : words.untouched, status: "saved", problem: "" },
    _messages: {
      language,
      texts: {
        ...texts,
        // The name of the file is what is said of it.
        saved_in: "{name}",
        not_saved_in: "{name}",
        export_alone: words.alone,
        start_failed: words.failed,
      },
    },
    height: height(),
  },
});
addEventListener("resize", () => model.set("height", height()));

if (!traits.read_only) {
  const storage = new BrowserStorage();
  watchKeeping(model, document, () => storage.read(), words);
  redrawForPaper();
}

// The picture goes when the editor has come, and stays with what is said if it cannot.
const watcher = new MutationObserver(() => {
  if (el.querySelector(".cjm-frame")) {
    root.dataset.cjm = "live";
    watcher.disconnect();
  } else if (el.querySelector("[role=alert]")) root.dataset.cjm = "failed";
});
watcher.observe(el, { childList: true, subtree: true });

/** What is printed is the map as it is then. */
function redrawForPaper(): void {
  const { authority } = model;
  let drawn = 0;
  const draw = () => {
    if (drawn === authority.revision) return;
    drawn = authority.revision;
    const box = document.getElementById("cjm-picture");
    box?.replaceChildren(...pictureOf(document, authority.state, mapWords));
  };
  addEventListener("beforeprint", draw);
  // Also where the page is only shown as it would be printed.
  matchMedia("print").addEventListener("change", draw);
}

async function start(): Promise<void> {
  const code = new Blob([held("cjm-widget")], { type: "text/javascript" });
  const url = URL.createObjectURL(code);
  try {
    const { default: make } = (await import(/* @vite-ignore */ url)) as Module;
    const widget = await make();
    widget.initialize({ model });
    widget.render({ model, el });
  } catch (problem) {
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    said.textContent = String(problem);
    el.append(said);
  } finally {
    URL.revokeObjectURL(url);
  }
}

void start();
