import { keysBetween } from "../../core/order";
import type { AnyRecord, Place, TypeName } from "../../core/schema.gen";
import type { State } from "../../core/state";

/** Between which order keys new records of one list go. */
export type Gap = readonly [before: string | null, after: string | null];

/** The gap behind a sibling; at the end without one, at the start for null. */
export function gapAfter(
  state: State,
  type: TypeName,
  parent: string | null,
  id?: string | null,
): Gap {
  const row = state.siblings(type, parent);
  const found = id === undefined ? row.length - 1 : row.findIndex(([, other]) => other === id);
  const at = id != null && found < 0 ? row.length - 1 : found;
  const before = row[at]?.[0] ?? null;
  // Two may share a key for a moment.
  const next = row.slice(at + 1).find(([order]) => before === null || order > before);
  return [before, next?.[0] ?? null];
}

interface List {
  readonly type: TypeName;
  readonly records: AnyRecord[];
  readonly place: Partial<Place>;
}

/** Keeps lists of new records and gives each its place at the end: one list, one run of keys. */
export class Orders {
  readonly #lists = new Map<string, List>();
  readonly #gaps = new Map<string, Gap>();
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  /** Says where the new records of a list go, if not at its end. */
  aim(type: TypeName, parent: string | null, gap: Gap): void {
    this.#gaps.set(`${type}/${parent ?? ""}`, gap);
  }

  push(record: AnyRecord, parent: string | null, level?: "" | "phase"): void {
    const key = `${record.type}/${parent ?? ""}`;
    const place = { ...(parent !== null && { parent }), ...(level && { level }) };
    const list: List = this.#lists.get(key) ?? { type: record.type, records: [], place };
    list.records.push(record);
    this.#lists.set(key, list);
  }

  /** The records with their places. */
  *placed(): Generator<AnyRecord> {
    // Most lists are a few cards of something new: they begin alike.
    const made = new Map<string, string[]>();
    for (const [key, { type, records, place }] of this.#lists) {
      const gap = this.#gaps.get(key) ?? gapAfter(this.#state, type, place.parent ?? null);
      const run = `${gap.join("/")}/${records.length}`;
      const keys = made.get(run) ?? keysBetween(gap[0], gap[1], records.length);
      made.set(run, keys);
      for (const [i, record] of records.entries()) {
        yield { ...record, place: { ...place, order: keys[i] as string } } as AnyRecord;
      }
    }
  }
}
