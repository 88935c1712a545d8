/** What people did in a chart (zoomed, moved, brushed, clicked) outlives its next structure. */
import type { Spec, View } from "vega";

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

/** A piece of the picture, such as the group under the pointer: it goes with its view. */
const isItem = (value: unknown) => typeof value === "object" && value !== null && "mark" in value;

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
      names.has(name) && !isItem((operator as { value?: unknown } | undefined)?.value),
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

/** Put back what was kept; done when the view has run. */
export async function restore(view: View, spec: Spec, kept: Kept): Promise<void> {
  const runtime = (view as unknown as { _runtime: Runtime })._runtime;
  const state = fitting(kept, runtime, moved(spec as Scoped));
  if (isEmpty(state)) return;
  view.setState(state as Parameters<View["setState"]>[0]);
  await view.runAsync();
}
