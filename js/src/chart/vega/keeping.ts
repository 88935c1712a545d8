/** What people did in a chart (zoomed, moved, brushed, clicked) outlives its next structure. */
import { changeset, type Spec, truthy, type View } from "vega";
import type { Chart } from "../types";

interface Kept {
  signals?: Record<string, unknown>;
  data?: Record<string, unknown>;
  subcontext?: Kept[];
}
interface Runtime {
  readonly signals: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly subcontext?: readonly Runtime[];
}
interface Scoped {
  signals?: readonly { name?: string; on?: unknown; bind?: unknown }[];
  marks?: readonly Scoped[];
}

/** Where Vega-Lite puts what a selection holds. */
const isStore = (name: string) => name.endsWith("_store");

/** What lasts as long as a gesture; told again, it would be taken for one. */
const PASSING = /_(translate|zoom)_(anchor|delta)$|_(modify|toggle)$/;

/**
 * What a click picks where the chart names no fields is held by a number that Vega gives each row,
 * which is another one in the next view, and when rows are replaced.
 */
const NUMBER = "_vgsid_";
type Tuple = Readonly<Record<string, unknown>>;
/** What is in the rows, by their numbers. */
type Numbered = ReadonlyMap<unknown, string>;

const isNumbered = (value: unknown): value is Tuple =>
  typeof value === "object" && value !== null && NUMBER in value;

/** Columns of a chart before Vega computes with them. */
function columns({ data }: Chart): Set<string> {
  return new Set(Object.values(data).flatMap((rows) => rows.flatMap((row) => Object.keys(row))));
}

/** Number and content of the rows in a view; the content is what is in the columns of both. */
function numbered(view: View, before: Chart, after: Chart): Numbered {
  const others = columns(after);
  const shared = [...columns(before)].filter((name) => others.has(name)).sort();
  const found = new Map<unknown, string>();
  const visit = ({ data, subcontext = [] }: Runtime) => {
    for (const [name, held] of Object.entries(data)) {
      const tuples = (held as { values?: { value?: unknown } } | undefined)?.values?.value;
      if (isStore(name) || !Array.isArray(tuples)) continue;
      for (const tuple of tuples) {
        if (!isNumbered(tuple) || found.has(tuple[NUMBER])) continue;
        const content = shared.map((column) => tuple[column]);
        if (content.length > 0) found.set(tuple[NUMBER], JSON.stringify(content));
      }
    }
    for (const inner of subcontext) visit(inner);
  };
  visit((view as unknown as { _runtime: Runtime })._runtime);
  return found;
}

/** A row without the mark of Vega, which is no text and would make it the old one. */
const plain = (row: Tuple): Tuple => Object.fromEntries(Object.entries(row));

/** What was picked, by the numbers of rows that are equal now; what there is no more is left out. */
function carried(picked: readonly Tuple[], was: Numbered, now: Numbered): Tuple[] {
  const numbers = new Map<string, unknown>();
  for (const [number, content] of now) if (!numbers.has(content)) numbers.set(content, number);
  return picked.flatMap((row) => {
    if (!isNumbered(row)) return [row];
    const number = numbers.get(was.get(row[NUMBER]) ?? "");
    return number === undefined ? [] : [{ ...row, [NUMBER]: number }];
  });
}

/** Find what was picked again after rows were replaced: call it before, and what it returns after. */
export function follow(view: View, before: Chart, after: Chart): () => Promise<void> {
  const { data } = (view as unknown as { _runtime: Runtime })._runtime;
  const stores = Object.keys(data).filter(
    (name) => isStore(name) && (view.data(name) as unknown[]).some(isNumbered),
  );
  if (stores.length === 0) return async () => {};
  const was = numbered(view, before, after);
  return async () => {
    const now = numbered(view, before, after);
    let moved = false;
    for (const name of stores) {
      const picked = view.data(name) as Tuple[];
      // A row that was changed where it is has kept its number.
      if (picked.every((row) => !isNumbered(row) || now.has(row[NUMBER]))) continue;
      const rows = carried(picked, was, now).map(plain);
      view.change(name, changeset().remove(truthy).insert(rows));
      moved = true;
    }
    if (moved) await view.runAsync();
  };
}

/** A piece of the picture, such as the group under the pointer: it goes with its view. */
const isItem = (value: unknown) => typeof value === "object" && value !== null && "mark" in value;

const passes = (value: unknown) => isItem(value) || isNumbered(value);

/** Names of the signals that people move: those that hear events. What is computed is not kept. */
function moved(spec: Scoped, names = new Set<string>()): Set<string> {
  for (const { name, on, bind } of spec.signals ?? [])
    if (name && (on || bind) && !PASSING.test(name)) names.add(name);
  for (const mark of spec.marks ?? []) moved(mark, names);
  return names;
}

export function keep(view: View, spec: Spec): Kept {
  const names = moved(spec as Scoped);
  return view.getState({
    signals: (name = "", operator?: unknown) =>
      names.has(name) && !passes((operator as { value?: unknown } | undefined)?.value),
    data: (name = "") => isStore(name),
    recurse: true,
  }) as Kept;
}

/** Of what was kept, that for which there still is a place. */
function fitting(kept: Kept, runtime: Runtime, names: ReadonlySet<string>): Kept {
  const has = (held: Readonly<Record<string, unknown>>, name: string) => Object.hasOwn(held, name);
  const pick = (all: Record<string, unknown> = {}, there: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => there(name)));
  return {
    signals: pick(kept.signals, (name) => has(runtime.signals, name) && names.has(name)),
    data: pick(kept.data, (name) => has(runtime.data, name)),
    subcontext: (kept.subcontext ?? []).flatMap((inner, at) => {
      const under = runtime.subcontext?.[at];
      return under ? [fitting(inner, under, names)] : [];
    }),
  };
}

/** Whether there is anything in it. */
function isEmpty({ signals, data, subcontext = [] }: Kept): boolean {
  const none = (all?: object) => !all || Object.keys(all).length === 0;
  return none(signals) && none(data) && subcontext.every(isEmpty);
}

interface Drawn {
  readonly view: View;
  readonly spec: Spec;
  readonly chart: Chart;
}

/** Go on from the `last` view with what was done there; done when the view has run. */
export async function restore({ view, spec, chart }: Drawn, last: Drawn): Promise<void> {
  const runtime = (view as unknown as { _runtime: Runtime })._runtime;
  const state = fitting(keep(last.view, last.spec), runtime, moved(spec as Scoped));
  const stores = Object.entries(state.data ?? {}) as [string, readonly Tuple[]][];
  if (stores.some(([, rows]) => rows.some(isNumbered))) {
    const was = numbered(last.view, last.chart, chart);
    const now = numbered(view, last.chart, chart);
    state.data = Object.fromEntries(stores.map(([name, rows]) => [name, carried(rows, was, now)]));
  }
  if (isEmpty(state)) return;
  view.setState(state as Parameters<View["setState"]>[0]);
  await view.runAsync();
}
