/** What comes with Vega when a page shows its first live chart: `static/vega.js.gz`. */
import type { Item, View } from "vega";
import type { Drawing, Look, Stage } from "../types";
import { meant, named } from "./naming";
import { type Made, make, mark, update } from "./picture";
import { createTooltip } from "./tooltip";
import { type Stop, standsFor, stops } from "./walk";

/** A pointer that moved further than this has dragged, not clicked. */
const STILL = 4;
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export default function begin(stage: Stage): Drawing {
  return new Easel(stage);
}

class Easel implements Drawing {
  readonly #stage: Stage;
  readonly #plate: HTMLElement;
  readonly #ring: HTMLElement;
  readonly #said: HTMLElement;
  readonly #tooltip: ReturnType<typeof createTooltip>;
  readonly #off = new AbortController();
  #made: Made | undefined;
  #shown: Look | undefined;
  #wanted: Look | undefined;
  /** What is selected, drawn already or not. */
  #held: readonly string[] = [];
  #busy: Promise<void> | undefined;
  /** Of the structure as it is; found when they are needed. */
  #stops: readonly Stop[] | undefined;
  /** The mark that the keys have come to. */
  #at: string | undefined;
  #failed: string | null = null;
  #pressed = { x: 0, y: 0 };

  constructor(stage: Stage) {
    this.#stage = stage;
    const { root, plate } = stage;
    this.#plate = plate;
    this.#ring = this.#part("cjm-live-ring");
    this.#ring.hidden = true;
    this.#said = this.#part("cjm-live-said");
    this.#said.setAttribute("aria-live", "polite");
    this.#tooltip = createTooltip(root);
    const { signal } = this.#off;
    plate.addEventListener("keydown", (event) => this.#press(event), { signal });
    plate.addEventListener("blur", () => this.#leave(), { signal });
    root.addEventListener(
      "pointerdown",
      ({ clientX: x, clientY: y }) => {
        this.#pressed = { x, y };
      },
      { signal, capture: true },
    );
    this.#plate.addEventListener("scroll", () => this.#leave(), { signal });
  }

  async show(look: Look): Promise<void> {
    this.#wanted = look;
    this.#held = look.selection;
    this.#busy ??= this.#work().finally(() => {
      this.#busy = undefined;
    });
    return this.#busy;
  }

  async picture(): Promise<string> {
    return this.#made ? this.#made.view.toSVG() : "";
  }

  stop(): void {
    this.#off.abort();
    this.#wanted = undefined;
    this.#made?.view.finalize();
    this.#made = undefined;
    this.#plate.replaceChildren();
    for (const part of [this.#ring, this.#said]) part.remove();
  }

  #part(name: string): HTMLElement {
    const part = this.#stage.root.ownerDocument.createElement("div");
    part.className = name;
    this.#stage.root.append(part);
    return part;
  }

  /** One after the other; of what came meanwhile only the last is drawn. */
  async #work(): Promise<void> {
    while (this.#wanted && !this.#off.signal.aborted) {
      const look = this.#wanted;
      this.#wanted = undefined;
      // What a chart failed with stays until there is another one.
      if (look.chart !== this.#shown?.chart) this.#failed = null;
      try {
        await this.#draw(look);
      } catch (problem) {
        this.#failed = problem instanceof Error ? problem.message : String(problem);
      }
      this.#stage.problem(this.#failed);
    }
  }

  async #draw(look: Look): Promise<void> {
    const last = this.#shown;
    const kept = last && last.chart.spec === look.chart.spec && last.theme === look.theme;
    if (this.#made && kept) {
      if (last.chart.data !== look.chart.data) {
        await update(this.#made, last.chart, look.chart);
        this.#stops = undefined;
      }
    } else {
      await this.#build(look);
    }
    this.#shown = look;
    if (!this.#made) return;
    await mark(this.#made, this.#chosen(look.selection));
    if (!this.#ring.hidden) this.#point(this.#stop(), false);
  }

  /** The last chart stays until the next one is whole. */
  async #build(look: Look): Promise<void> {
    const { root, config } = this.#stage;
    const el = root.ownerDocument.createElement("div");
    // A chart may be as wide as its place: it has to have one while it is drawn.
    el.className = "cjm-live-next";
    this.#plate.append(el);
    const { scrollLeft } = this.#plate;
    const failed: string[] = [];
    try {
      const made = await make(
        look.chart,
        look.theme,
        {
          el,
          config: config(look.theme),
          log: {
            warn: (text) => {
              if (/^(Loading|Data ingestion) failed/.test(text)) failed.push(text);
            },
            error: (text) => {
              failed.push(text);
              this.#failed = text;
            },
          },
          tooltip: (_, event, item, value) => {
            if (value) this.#tooltip.show(value, item?.datum, event.clientX, event.clientY);
            else this.#tooltip.hide();
          },
        },
        this.#made,
      );
      if (this.#off.signal.aborted) {
        made.view.finalize();
        return;
      }
      this.#failed = failed[0] ?? null;
      if (this.#failed !== null && this.#made) {
        made.view.finalize();
        throw new Error(this.#failed);
      }
      this.#made?.view.finalize();
      this.#made = made;
      this.#stops = undefined;
      // The chart itself is one stop for keys, and what is in it is told there.
      const picture = el.querySelector("svg");
      picture?.setAttribute("aria-hidden", "true");
      this.#plate.replaceChildren(el);
      el.className = "";
      this.#plate.scrollLeft = scrollLeft;
      this.#listen(made.view);
    } catch (problem) {
      el.remove();
      throw problem;
    }
  }

  #listen(view: View): void {
    view.addEventListener("click", (event, item) => this.#click(event as MouseEvent, item));
  }

  #click(event: MouseEvent, item: Item | null | undefined): void {
    const { x, y } = this.#pressed;
    if (Math.hypot(event.clientX - x, event.clientY - y) > STILL) return;
    const mark = item?.mark as { marktype?: string; role?: string } | undefined;
    if (mark?.role?.startsWith("legend")) return;
    const ids = standsFor(mark) ? meant(item?.datum) : [];
    this.#select(ids, event.ctrlKey || event.metaKey || event.shiftKey);
  }

  /** Select these; `adding` them to what is, or taking them out. */
  #select(ids: readonly string[], adding: boolean): void {
    const held = adding ? this.#held : [];
    const all = ids.length > 0 && ids.every((id) => held.includes(id));
    const rest = held.filter((id) => !ids.includes(id));
    this.#held = all ? rest : [...rest, ...ids];
    this.#stage.select(this.#held);
  }

  #all(): readonly Stop[] {
    this.#stops ??= this.#made ? stops(this.#made.view) : [];
    return this.#stops;
  }

  #stop(): Stop | undefined {
    return this.#all().find(({ key }) => key === this.#at);
  }

  /** What is selected and in this chart; null where that is nothing, so that nothing fades. */
  #chosen(selection: readonly string[]): ReadonlySet<string> | null {
    if (selection.length === 0) return null;
    const here = new Set(this.#all().flatMap(({ item }) => named(item.datum)));
    return selection.some((id) => here.has(id)) ? new Set(selection) : null;
  }

  #press(event: KeyboardEvent): void {
    if (event.target !== this.#plate || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = STEPS[event.key];
    if (step !== undefined) {
      this.#step(step);
    } else if (event.key === "Enter" || event.key === " ") {
      const stop = this.#stop();
      if (!stop) return;
      this.#select(stop.ids, event.shiftKey);
    } else if (event.key === "Escape") {
      this.#tooltip.hide();
      this.#select([], false);
    } else return;
    event.preventDefault();
  }

  #step(step: number): void {
    const all = this.#all();
    if (all.length === 0) {
      this.#said.textContent = this.#stage.say("live_nothing");
      return;
    }
    const at = all.findIndex(({ key }) => key === this.#at);
    const next = at < 0 && step > 0 && Number.isFinite(step) ? 0 : at + step;
    const stop = all[Math.max(0, Math.min(all.length - 1, next))];
    this.#at = stop?.key;
    this.#point(stop, true);
  }

  /** Put the ring around a mark, and say what it is. */
  #point(stop: Stop | undefined, aloud: boolean): void {
    const { root } = this.#stage;
    const box = stop && this.#box(stop.item);
    this.#ring.hidden = !box;
    if (!stop || !box) {
      this.#tooltip.hide();
      return;
    }
    if (aloud) {
      const at = this.#all().indexOf(stop) + 1;
      const said = [stop.name, this.#stage.say("live_of", { n: at, of: this.#all().length })];
      const selection = this.#shown?.selection ?? [];
      if (stop.ids.every((id) => selection.includes(id)))
        said.push(this.#stage.say("live_selected"));
      this.#said.textContent = said.join(", ");
      this.#reveal(box);
    }
    const seen = this.#box(stop.item) ?? box;
    const frame = root.getBoundingClientRect();
    Object.assign(this.#ring.style, {
      left: `${seen.left - frame.left - root.clientLeft - 3}px`,
      top: `${seen.top - frame.top - root.clientTop - 3}px`,
      width: `${seen.width + 6}px`,
      height: `${seen.height + 6}px`,
    });
    const tip = (stop.item as { tooltip?: unknown }).tooltip;
    if (aloud)
      this.#tooltip.show(tip, stop.item.datum, seen.left + seen.width, seen.top + seen.height);
  }

  #reveal(box: DOMRect): void {
    const frame = this.#plate.getBoundingClientRect();
    if (box.left < frame.left) this.#plate.scrollLeft -= frame.left - box.left + 24;
    if (box.right > frame.right) this.#plate.scrollLeft += box.right - frame.right + 24;
  }

  /** Where in the window a mark is. */
  #box(item: Item): DOMRect | null {
    const svg = (item as { _svg?: Element })._svg;
    return svg?.isConnected ? svg.getBoundingClientRect() : null;
  }

  #leave(): void {
    this.#ring.hidden = true;
    this.#tooltip.hide();
  }
}
