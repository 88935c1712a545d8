import { type Change, changeOf, difference, invert, touchedIds } from "./change";
import { CjmError } from "./errors";
import { ownersOf, value, withFields } from "./fields";
import { own, same } from "./json";
import type { Proposal } from "./protocol";
import { rebase } from "./rebase";
import type { AnyRecord, Place } from "./schema.gen";
import { State } from "./state";

/**
 * How many of the edits the document holds, when all else says the same: those can be taken back
 * one by one, and the others be made, each on just what it was made on. Undefined when there is
 * no such number, as others have edited the document as well.
 */
export function holds(edits: readonly Proposal[], state: State): number | undefined {
  if (edits.length === 0) return 0;
  const scratch = new State(state.records());
  const changes = edits.map(({ change }) => change);
  const forth = { changes, alone: false };
  // What was added had nothing hanging on it.
  const back = { changes: whole(changes).map(invert).reverse(), alone: true };
  const fewest = split(forth, back, scratch);
  if (fewest === undefined) return undefined;
  const count = edits.length;
  const most = count - (split(back, forth, scratch) ?? count - fewest);
  // What lies between them comes to nothing, so it need not be made again. But the keys of an
  // order are no file's, and say nothing of who stands where.
  const orders = new Map<string, unknown>();
  for (const { updated = {} } of changes.slice(fewest, most)) {
    for (const id in updated) if (updated[id]?.place) orders.set(id, updated[id].place[1]);
  }
  const place = (id: string) => value(state.get(id) as AnyRecord, "place");
  return [...orders].every(([id, to]) => !state.get(id) || same(place(id), to)) ? most : fewest;
}

/** Changes one after the other, and whether no record goes along with those they remove. */
interface Way {
  readonly changes: readonly Change[];
  readonly alone: boolean;
}

/** At how many of `one` the rest of them can be made, and the rest of `other`, just as they are. */
function split(one: Way, other: Way, state: State): number | undefined {
  const count = one.changes.length;
  for (let at = 0; at <= count; ) {
    const made = run(one, at, state);
    // What does not fit now would not after one that is made later, and what does fit would come
    // to nothing before a later one: no step is made twice.
    if (at + made === count) return run(other, count - at, state) === at ? at : undefined;
    at += made + 1;
  }
  return undefined;
}

/** The changes with what went along with a removal, as far as it was added by one before. */
function whole(changes: readonly Change[]): Change[] {
  const added = new Map<string, AnyRecord>();
  return changes.map((change) => {
    const removed = { ...change.removed };
    for (const id in removed) added.delete(id);
    for (let before = -1; before !== added.size; ) {
      before = added.size;
      for (const [id, record] of added) {
        if (![...ownersOf(record)].some((owner) => own(removed, owner))) continue;
        removed[id] = record;
        added.delete(id);
      }
    }
    for (const [id, record] of Object.entries(change.added ?? {})) added.set(id, record);
    for (const [id, fields] of Object.entries(change.updated ?? {})) {
      const record = added.get(id);
      const next = Object.entries(fields).map(([name, pair]) => [name, pair[1]]);
      if (record) added.set(id, withFields(record, Object.fromEntries(next)));
    }
    return changeOf({ ...change, removed });
  });
}

/** How many changes from `at` on can be made, just as they are; the state stays as it is. */
function run({ changes, alone }: Way, at: number, state: State): number {
  const made: Change[] = [];
  for (const change of changes.slice(at)) {
    if (!fits(change, state)) break;
    try {
      const applied = rebase(change, state).change;
      if (alone && touchedIds(applied).size > touchedIds(change).size) break;
      state.commit(applied);
      made.push(applied);
    } catch (problem) {
      if (problem instanceof CjmError) break;
      throw problem;
    }
  }
  for (const change of [...made].reverse()) state.commit(invert(change));
  return made.length;
}

/** Whether all is as it was when the change was made, but for the keys that order records. */
function fits({ added = {}, updated = {}, removed = {} }: Change, state: State): boolean {
  return (
    Object.keys(added).every((id) => !state.get(id) || own(removed, id)) &&
    Object.entries(updated).every(([id, fields]) => {
      const record = state.get(id);
      return (
        record !== undefined &&
        Object.entries(fields).every(([name, [old]]) => {
          const current = value(record, name);
          return same(old, current) || moved(name, old, current);
        })
      );
    }) &&
    Object.entries(removed).every(([id, record]) => {
      const current = state.get(id);
      if (current?.type !== record.type) return false;
      const fields = Object.entries(difference(record, current));
      return fields.every(([name, [old, next]]) => moved(name, old, next));
    })
  );
}

/** Whether two places differ in their keys only, which a file does not keep. */
function moved(name: string, old: unknown, next: unknown): boolean {
  const bare = (place: unknown) => ({ ...(place as Place), order: "" });
  return name === "place" && same(bare(old), bare(next));
}
