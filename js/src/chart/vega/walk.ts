/** The marks of a chart that name records, one after the other. */
import type { Item, View } from "vega";
import { meant, spoken } from "./naming";

type Scene = Partial<Item> & {
  marktype?: string;
  role?: string;
  items?: Scene[];
  tooltip?: unknown;
};

export interface Stop {
  readonly item: Item;
  /** What tells it from the others, also when it is drawn anew. */
  readonly key: string;
  readonly ids: readonly string[];
  readonly name: string;
}

/** One shape for many rows: what is under the pointer tells nothing about which of them. */
const SHARED = new Set(["line", "area", "trail", "group"]);

/** Whether a mark stands for the row it has, which those of axes and legends do not. */
export function standsFor(mark: { marktype?: string; role?: string } | undefined): boolean {
  if (!mark?.marktype || SHARED.has(mark.marktype)) return false;
  return !mark.role || mark.role === "mark";
}

/** All of them, in the order of the data; marks above each other of one thing are one stop. */
export function stops(view: View): Stop[] {
  const found = new Map<string, Stop & { told: boolean }>();
  const seen = new Map<string, number>();
  const visit = (mark: Scene) => {
    const stands = standsFor(mark);
    const here = new Set<string>();
    for (const item of mark.items ?? []) {
      if (mark.marktype === "group") for (const inner of item.items ?? []) visit(inner);
      const ids = stands ? meant(item.datum) : [];
      if (ids.length === 0) continue;
      const told = item.tooltip !== null && item.tooltip !== undefined;
      const name = spoken(item.datum, item.tooltip);
      const key = `${ids.join(" ")} ${name}`;
      const other = found.get(key);
      // Texts beside a mark have no tooltip, and are no further stop.
      if (!told && !here.has(ids.join(" ")) && (seen.get(ids.join(" ")) ?? 0) > 0) continue;
      here.add(ids.join(" "));
      if (!other || (told && !other.told))
        found.set(key, { item: item as Item, key, ids, name, told });
    }
    for (const key of here) seen.set(key, (seen.get(key) ?? 0) + 1);
  };
  visit((view.scenegraph() as unknown as { root: Scene }).root);
  return [...found.values()];
}

/** Every record that a chart names. */
export function present(list: readonly Stop[]): ReadonlySet<string> {
  return new Set(list.flatMap(({ ids }) => ids));
}
