import { difference } from "../../core/change";
import { placeOf, referencesOf } from "../../core/fields";
import type { AnyRecord, Card, TypeName } from "../../core/schema.gen";
import { TYPES } from "../../core/schema.gen";
import { longestAscending } from "./merge";
import type { Pairing, Side, States } from "./pairing";

export const KINDS = ["added", "removed", "changed", "moved"] as const;
export type Kind = (typeof KINDS)[number];

/** What is different about one thing. */
export interface Difference {
  /** Its ids on both sides; null where it is missing. */
  readonly ids: readonly [a: string | null, b: string | null];
  readonly type: TypeName;
  readonly kinds: readonly Kind[];
  /** Of one that is on both sides, the fields that differ; `place` for one that moved. */
  readonly fields: readonly string[];
}

/** Of a card, what says where it is. */
const WHERE: ReadonlySet<string> = new Set(["place", "lane"]);

/**
 * What differs between two maps: the same things, counted in the same way, as `cjm.diff` finds
 * (`cjm_widgets/model/diff.py`, `cjm_widgets/compare/rows.py`).
 */
export class Differences {
  readonly all: readonly Difference[];
  readonly counts: Readonly<Record<Kind, number>>;
  readonly #byId: readonly [Map<string, Difference>, Map<string, Difference>];

  constructor(states: States, pairing: Pairing) {
    const moved = movedIn(states, pairing);
    const all: Difference[] = [];
    for (const type of Object.keys(TYPES) as TypeName[]) {
      for (const id of states[0].ofType(type)) {
        const record = states[0].get(id) as AnyRecord;
        const other = states[1].get(pairing.partner(0, id) ?? "");
        if (!other) {
          all.push({ ids: [id, null], type, kinds: ["removed"], fields: [] });
          continue;
        }
        const fields = differing(record, other, pairing, moved);
        if (fields.length === 0) continue;
        const isMove = (name: string) => name === "place" || (type === "card" && name === "lane");
        const kinds: Kind[] = [
          ...(fields.every(isMove) ? [] : (["changed"] as const)),
          ...(fields.some(isMove) ? (["moved"] as const) : []),
        ];
        all.push({ ids: [id, other.id], type, kinds, fields });
      }
      for (const id of states[1].ofType(type)) {
        if (pairing.partner(1, id) !== undefined) continue;
        all.push({ ids: [null, id], type, kinds: ["added"], fields: [] });
      }
    }
    this.all = all;
    const count = (kind: Kind) => all.filter(({ kinds }) => kinds.includes(kind)).length;
    this.counts = {
      added: count("added"),
      removed: count("removed"),
      changed: count("changed"),
      moved: count("moved"),
    };
    const of = (side: Side) =>
      new Map(all.flatMap((one) => (one.ids[side] === null ? [] : [[one.ids[side], one]])));
    this.#byId = [of(0), of(1)];
  }

  /** What is different about a record of one side. */
  of(side: Side, id: string | null): Difference | undefined {
    return id === null ? undefined : this.#byId[side].get(id);
  }
}

/** Whether a difference is about what a record says, not about where it is. */
export function isAboutWhere(type: TypeName, field: string): boolean {
  return field === "place" || (type === "card" && WHERE.has(field));
}

function differing(
  record: AnyRecord,
  other: AnyRecord,
  pairing: Pairing,
  moved: ReadonlySet<string>,
): string[] {
  const fields = difference(
    record,
    translated(other, (id) => pairing.inFirst(id)),
  );
  const { place: _, ...rest } = fields;
  return [...Object.keys(rest), ...(moved.has(other.id) ? ["place"] : [])];
}

/** A record as it would read on the other map: its id, and those it refers to, as they are there. */
export function translated<R extends AnyRecord>(
  record: R,
  to: (id: string) => string | undefined,
): R {
  const { single, many, placed } = referencesOf(record.type);
  const held = record as unknown as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = { ...held, id: to(record.id) ?? record.id };
  for (const name of single) {
    const id = held[name];
    if (typeof id === "string") copy[name] = to(id) ?? id;
  }
  for (const name of many) {
    const ids = held[name];
    if (Array.isArray(ids)) copy[name] = ids.map((id: string) => to(id) ?? id);
  }
  const parent = placeOf(record)?.parent;
  if (placed && parent != null) copy.place = { ...placeOf(record), parent: to(parent) ?? parent };
  return copy as unknown as R;
}

/** Ids in the second map of what stands somewhere else than in the first: in another list or order. */
function movedIn([a, b]: States, pairing: Pairing): Set<string> {
  const moved = new Set<string>();
  /** The lists of the second map by what they are in; the cards of one lane are a list. */
  const lists = new Map<string, AnyRecord[]>();
  for (const record of b.records()) {
    if (!placeOf(record)) continue;
    const key = JSON.stringify([record.type, placeOf(record)?.parent ?? null, laneOf(record)]);
    const list = lists.get(key);
    if (list) list.push(record);
    else lists.set(key, [record]);
  }
  for (const list of lists.values()) {
    list.sort((x, y) => (rankOf(x) < rankOf(y) ? -1 : 1));
    const twins = list.map((record) => a.get(pairing.partner(1, record.id) ?? ""));
    const ranks = twins.map((twin, i) =>
      twin && inSameList(twin, list[i] as AnyRecord, pairing) ? rankOf(twin) : null,
    );
    const stay = longestAscending(ranks);
    for (const [i, record] of list.entries()) {
      if (twins[i] && !stay.has(i)) moved.add(record.id);
    }
  }
  return moved;
}

/** Sorts as places do: by the key and, where two have one, by the id. */
const rankOf = (record: AnyRecord) => `${placeOf(record)?.order} ${record.id}`;
const laneOf = (record: AnyRecord) => (record as Partial<Card>).lane ?? null;

function inSameList(one: AnyRecord, other: AnyRecord, pairing: Pairing): boolean {
  const [here, there] = [placeOf(one), placeOf(other)];
  const to = (id: string | null | undefined) => (id == null ? null : pairing.partner(1, id));
  return (
    (here?.parent ?? null) === to(there?.parent) &&
    (one.type !== "card" || laneOf(one) === to(laneOf(other)))
  );
}
