import { inOrder } from "../../core/commands";
import { scaleOf } from "../../core/emotion";
import { ownersOf, placeOf } from "../../core/fields";
import type { AnyRecord, TypeName } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { type Payload, ROOTS, referred } from "./payload";

/** What does not go along: a vote is one person's, once; a way between two needs both of them. */
const STAYS: ReadonlySet<TypeName> = new Set(["vote", "edge"]);
/** What is only looked for where the copy arrives, by its name, and never brought along. */
export const ANCHORS: ReadonlySet<TypeName> = new Set(["phase", "touchpoint"]);

/** The records with all that hangs on them and all they point at; null when there are none. */
export function collect(state: State, ids: readonly string[]): Payload | null {
  const wanted = ids.flatMap((id) => {
    const record = state.get(id);
    return record && ROOTS.has(record.type) ? [record] : [];
  });
  const copied = withWhatHangsOn(state, wanted);
  const inside = (record: AnyRecord) => [...ownersOf(record)].some((owner) => copied.has(owner));
  const roots = sorted(
    state,
    wanted.filter((record) => !inside(record)),
  );
  if (!roots.length) return null;
  const { min, max } = scaleOf(state);
  return {
    map: state.journey.id,
    scale: { min, max },
    roots,
    records: [...copied.values()],
    context: contextOf(state, copied),
  };
}

function withWhatHangsOn(state: State, records: readonly AnyRecord[]): Map<string, AnyRecord> {
  const copied = new Map<string, AnyRecord>();
  const queue = [...records];
  for (let record = queue.shift(); record; record = queue.shift()) {
    if (copied.has(record.id)) continue;
    copied.set(record.id, record);
    for (const id of state.referrers(record.id)) {
      const holder = state.get(id);
      if (holder && !STAYS.has(holder.type) && ownersOf(holder).has(record.id)) queue.push(holder);
    }
  }
  for (const id of state.ofType("edge")) {
    const edge = state.record("edge", id);
    if (edge && copied.has(edge.source) && copied.has(edge.target)) copied.set(id, edge);
  }
  return copied;
}

function contextOf(state: State, copied: ReadonlyMap<string, AnyRecord>): AnyRecord[] {
  const found = new Map<string, AnyRecord>();
  const queue = [...copied.values()];
  for (let record = queue.pop(); record; record = queue.pop()) {
    const parent = placeOf(record)?.parent;
    for (const id of parent ? [...referred(record), parent] : referred(record)) {
      const other = state.get(id);
      if (!other || other.type === "journey" || copied.has(id) || found.has(id)) continue;
      const anchor = ANCHORS.has(other.type);
      found.set(id, anchor ? anchorOf(other) : other);
      if (!anchor) queue.push(other);
    }
  }
  return [...found.values()];
}

/** No more of it than it is found by. */
function anchorOf(record: AnyRecord): AnyRecord {
  const { id, type, name, place } = record as AnyRecord & { name?: string; place: object };
  const { order } = place as { order: string };
  return { type, id, place: { order }, ...(name !== undefined && { name }) } as AnyRecord;
}

function sorted(state: State, records: readonly AnyRecord[]): string[] {
  const ids = records.map(({ id }) => id);
  const steps = inOrder(state, ids);
  const lists = (["phase", "lane"] as const).flatMap((type) =>
    state.siblings(type).map(([, id]) => id),
  );
  const at = new Map([...lists, ...steps].map((id, i) => [id, i]));
  const key = (record: AnyRecord) => at.get(record.id) ?? at.size;
  return [...records].sort((a, b) => key(a) - key(b)).map(({ id }) => id);
}
