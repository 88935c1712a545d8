import type { Layout } from "../../core/layout";
import { type AnyRecord, TYPES } from "../../core/schema.gen";
import type { State } from "../../core/state";
import type { Column, Table } from "./columns";
import { cellText, heldIn, type Telling } from "./show";

export interface Sort {
  readonly column: string;
  readonly up: boolean;
  /** The rows as they were when it was sorted: what is typed since moves nothing. */
  readonly ids: readonly string[];
}

/** The records of a table in the order of the map. */
export function naturalOrder(state: State, layout: Layout, type: Table): string[] {
  const along = layout.groups.flatMap(({ phase, touchpoints }) => [
    ...(phase ? [phase] : []),
    ...touchpoints.map(([, id]) => id),
  ]);
  if (type === "touchpoint") return along.filter((id) => state.record("touchpoint", id));
  if (type === "card") return along.flatMap((id) => ids(state.siblings("card", id)));
  if (TYPES[type].placed) return ids(state.siblings(type));
  const at = new Map(along.map((id, i) => [id, i]));
  const rank = (id: string) => at.get(ownerOf(state.get(id)) ?? "") ?? -1;
  return [...state.ofType(type)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function ids(siblings: readonly (readonly [string, string])[]): string[] {
  return siblings.map(([, id]) => id);
}

function ownerOf(record: AnyRecord | undefined): string | undefined {
  const { touchpoint, target } = (record ?? {}) as { touchpoint?: string; target?: string };
  return touchpoint ?? target;
}

/** Rows by a column, empty cells last whichever way; equal ones stay as they are. */
export function sortedBy(
  tell: Telling,
  rows: readonly string[],
  column: Column,
  up: boolean,
): string[] {
  const names = new Intl.Collator(tell.language, { numeric: true, sensitivity: "base" });
  const keys = new Map(rows.map((id) => [id, keyOf(tell, tell.state.get(id), column)]));
  const compare = (a: string, b: string) => {
    const [one, other] = [keys.get(a) ?? "", keys.get(b) ?? ""];
    if (one === "" || other === "") return Number(one === "") - Number(other === "");
    const by =
      typeof one === "number" && typeof other === "number"
        ? one - other
        : names.compare(String(one), String(other));
    return up ? by : -by;
  };
  return [...rows].sort(compare);
}

/** What a row is sorted by: numbers by size, the rest as it is read. */
function keyOf(tell: Telling, record: AnyRecord | undefined, column: Column): string | number {
  if (!record) return "";
  const held = heldIn(record, column);
  if (typeof held === "number") return held;
  if (typeof held === "boolean") return Number(held);
  return cellText(tell, record, column);
}

/** Rows in the order they were sorted in; new ones at the end, until it is sorted again. */
export function settled(sort: Sort | null, natural: readonly string[]): readonly string[] {
  if (!sort) return natural;
  const there = new Set(natural);
  const kept = sort.ids.filter((id) => there.delete(id));
  return [...kept, ...there];
}
