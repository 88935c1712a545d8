/** The frame of a live chart in a page: what is there before, beside and instead of the picture. */
import { keepKeys } from "../host/keys";
import { watchTheme } from "../host/theme";
import type { Session } from "./session";
import type { Bag, Chart, Drawing, Say, Theme } from "./types";

/** How long a chart has to be at rest before a picture of it is kept with the notebook, in ms. */
const REST = 2_000;

/** Show a chart in `el`; returns what takes it away again. */
export function frame(el: HTMLElement, session: Session): () => void {
  const page = el.ownerDocument;
  const root = page.createElement("div");
  root.className = "cjm-live";
  const plate = page.createElement("div");
  plate.className = "cjm-live-plate";
  plate.tabIndex = 0;
  // Arrows walk from mark to mark: what reads the page aloud has to let them through.
  plate.setAttribute("role", "application");
  const note = page.createElement("p");
  note.className = "cjm-live-note";
  note.setAttribute("role", "status");
  const kept = page.createElement("img");
  kept.className = "cjm-live-kept";
  root.append(note, kept, plate);
  el.append(root);

  const say: Say = (key, values = {}) => {
    const text = String(session.words[key] ?? "");
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  };
  let over = false;
  let hosts: Theme = "light";
  let drawing: Drawing | undefined;
  /** Why there is no Vega, why the last chart was not drawn. */
  let missing: string | null = null;
  let loading = false;
  let problem: string | null = null;
  let drawn = false;
  let pictured: Chart | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const theme = (): Theme => {
    const wanted = session.theme;
    return wanted === "dark" || wanted === "light" ? wanted : hosts;
  };
  const tell = () => {
    const broken = missing ?? session.silent;
    const failed = problem ?? session.error;
    const text = failed
      ? say(drawn ? "live_old" : "live_broken", { reason: failed })
      : drawn
        ? ""
        : broken === null
          ? say("live_drawing")
          : say("live_missing", { reason: broken });
    if (note.textContent !== text) note.textContent = text;
    note.hidden = !text;
    note.classList.toggle("cjm-live-problem", Boolean(failed || (!drawn && broken !== null)));
    if (!drawn && session.kept && !kept.src) {
      kept.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(session.kept)}`;
      kept.alt = titleOf(session.chart?.spec) || say("live_chart");
    }
    kept.hidden = drawn || !session.kept;
  };
  const later = () => {
    clearTimeout(rest);
    rest = setTimeout(async () => {
      const picture = await drawing?.picture();
      if (picture && !over) void session.keep(picture);
    }, REST);
  };
  const draw = async () => {
    root.dataset.theme = theme();
    root.lang = String(session.words.language ?? "en");
    plate.setAttribute("aria-label", titleOf(session.chart?.spec) || say("live_chart"));
    plate.setAttribute("aria-description", say("live_help"));
    tell();
    if (!drawing || !session.chart) return;
    await drawing.show({ chart: session.chart, theme: theme(), selection: session.selection });
    if (over) return;
    drawn ||= problem === null;
    root.dataset.drawn = String(Number(root.dataset.drawn ?? 0) + 1);
    tell();
    if (session.chart !== pictured) later();
    pictured = session.chart;
  };

  const stops = [
    session.subscribe(() => {
      // The kernel is there again, it seems.
      if (missing !== null) void load();
      void draw();
    }),
    keepKeys(root),
    watchTheme(root, (found) => {
      hosts = found;
      void draw();
    }),
  ];
  const load = async () => {
    if (loading) return;
    loading = true;
    try {
      const studio = await session.studio();
      if (over) return;
      missing = null;
      drawing = studio.default({
        root,
        plate,
        say,
        config: (wanted) => (session.themes[wanted] ?? {}) as Bag,
        select: (ids) => session.select(ids),
        problem: (text) => {
          problem = text;
        },
      });
    } catch (error) {
      missing = error instanceof Error ? error.message : String(error);
    } finally {
      loading = false;
    }
    if (!over) await draw();
  };
  void session.begin();
  void load();

  return () => {
    if (over) return;
    over = true;
    clearTimeout(rest);
    for (const stop of stops) stop();
    drawing?.stop();
    root.remove();
  };
}

/** What a chart is called, and what it says below that. */
function titleOf(spec: Bag | undefined): string {
  const title = spec?.title as string | string[] | Bag | undefined;
  const text = typeof title === "object" && !Array.isArray(title) ? title.text : title;
  const lines = (value: unknown) => (Array.isArray(value) ? value.join(" ") : String(value ?? ""));
  return lines(text);
}
