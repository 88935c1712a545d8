/** A chart on the page: compiled when its structure changes, patched when its data does. */
import { parse, type Spec, View, Warn } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Chart, Rows, Theme } from "../types";
import { expressions } from "./expressions";
import { CHOSEN, highlighting } from "./highlight";
import { follow, restore } from "./keeping";
import { loader } from "./loading";
import { fresh, parsers, patch } from "./rows";

export interface Made {
  readonly view: View;
  readonly spec: Spec;
  readonly parse: ReadonlyMap<string, unknown>;
  /** What it shows. */
  chart: Chart;
}

/** What Vega says beside the picture. */
export interface Log {
  warn(text: string): void;
  error(text: string): void;
}

type Tell = (
  handler: unknown,
  event: MouseEvent,
  item: { readonly datum?: unknown } | null,
  value: unknown,
) => void;

export interface Options {
  readonly el: HTMLElement | null;
  readonly config: Readonly<Record<string, unknown>>;
  readonly log: Log;
  readonly tooltip: Tell;
}

/** Outlines of what is selected: the ink of the texts. */
const INK: Readonly<Record<Theme, string>> = { light: "#1f2430", dark: "#eceef2" };

type Config = Record<string, unknown>;
const isPlain = (value: unknown): value is Config =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a chart says for itself comes before what the theme says. */
export function over(theme: Config, own: Config): Config {
  const found = { ...theme };
  for (const [key, value] of Object.entries(own)) {
    const below = found[key];
    found[key] = isPlain(below) && isPlain(value) ? over(below, value) : value;
  }
  return found;
}

function logger(log: Log) {
  const join = (parts: readonly unknown[]) => parts.map(String).join(" ");
  const made = {
    level: (value?: number) => (value === undefined ? Warn : made),
    error: (...parts: unknown[]) => {
      log.error(join(parts));
      return made;
    },
    warn: (...parts: unknown[]) => {
      log.warn(join(parts));
      return made;
    },
    info: () => made,
    debug: () => made,
  };
  return made;
}

/** Compile a chart and put it into its place, empty-handed or with what was kept of the last one. */
export async function make(
  chart: Chart,
  theme: Theme,
  options: Options,
  last?: Made,
): Promise<Made> {
  const { config = {}, ...spec } = chart.spec;
  const dressed = {
    ...spec,
    datasets: Object.fromEntries(Object.keys(chart.data).map((name) => [name, []])),
    config: over(options.config as Config, config as Config),
  };
  const said = logger(options.log) as never;
  const compiled = compile(dressed as unknown as TopLevelSpec, { logger: said }).spec as Spec;
  const whole = highlighting(compiled, INK[theme]);
  const view = new View(parse(whole, undefined, { ast: true } as never), {
    loader: loader() as never,
    logger: said,
    renderer: "svg",
    tooltip: options.tooltip as never,
    expr: expressions,
  } as never);
  const made = { view, spec: whole, parse: parsers(compiled), chart };
  try {
    fill(made, chart);
    if (options.el) view.initialize(options.el);
    await view.runAsync();
    if (last) await restore(made, last);
  } catch (problem) {
    view.finalize();
    throw problem;
  }
  return made;
}

const has = ({ parse }: Made, name: string) => parse.has(name);

function fill(made: Made, { data }: Chart): void {
  for (const [name, rows] of Object.entries(data)) {
    if (has(made, name)) made.view.insert(name, fresh(rows, made.parse.get(name)));
  }
}

/** Bring the data of a chart up to date; done when it is drawn. */
export async function update(made: Made, before: Chart, after: Chart): Promise<void> {
  const found = follow(made.view, before, after);
  for (const [name, rows] of Object.entries(after.data)) {
    const old: Rows = before.data[name] ?? [];
    if (old !== rows && has(made, name)) {
      patch(made.view, name, old, rows, made.parse.get(name));
    }
  }
  // What stands around may need more room now: names on an axis, above all. `resize` would ask for
  // it, too, and have all of the layout done again whether anything of it changed or not.
  (made.view as unknown as { _autosize: number })._autosize = 1;
  made.chart = after;
  await made.view.runAsync();
  await found();
}

/** Let what is selected stand out. */
export async function mark({ view }: Made, chosen: ReadonlySet<string> | null): Promise<void> {
  const held = view.signal(CHOSEN) as ReadonlySet<string> | null;
  if (held === chosen) return;
  const same =
    held && chosen && held.size === chosen.size && [...held].every((id) => chosen.has(id));
  if (!same) await view.signal(CHOSEN, chosen).runAsync();
}
