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

/** Of several marks of one thing, that which shows where it is. */
const RANK: Readonly<Record<string, number>> = { text: 0, rule: 1 };
const rank = (marktype = "") => RANK[marktype] ?? 2;

interface Found {
  readonly item: Scene;
  readonly ids: readonly string[];
  readonly rank: number;
}

/** Every mark that stands for something, in the order in which they are drawn. */
function standing(view: View): Found[] {
  const found: Found[] = [];
  const visit = (mark: Scene) => {
    const stands = standsFor(mark);
    for (const item of mark.items ?? []) {
      if (mark.marktype === "group") for (const inner of item.items ?? []) visit(inner);
      const ids = stands ? meant(item.datum) : [];
      if (ids.length > 0) found.push({ item, ids, rank: rank(mark.marktype) });
    }
  };
  visit((view.scenegraph() as unknown as { root: Scene }).root);
  return found;
}

/**
 * All of them, in the order of the data. Marks of one thing that say the same are one stop, and one
 * that says nothing beside others that do is none.
 */
export function stops(view: View): Stop[] {
  const all = standing(view);
  const says = ({ item }: Found) => item.tooltip !== null && item.tooltip !== undefined;
  const told = new Set(all.filter(says).map(({ ids }) => ids.join(" ")));
  const best = new Map<string, Found & { name: string }>();
  for (const found of all) {
    const subject = found.ids.join(" ");
    if (!says(found) && told.has(subject)) continue;
    const name = spoken(found.item.datum, found.item.tooltip);
    const key = `${subject} ${name}`;
    const other = best.get(key);
    if (!other || found.rank > other.rank) best.set(key, { ...found, name });
  }
  return [...best].map(([key, { item, ids, name }]) => ({ item: item as Item, key, ids, name }));
}
