import { type Change, changeOf, invert, isEmpty, squash } from "./change";
import { CjmError } from "./errors";
import { fieldInfo, ownersOf } from "./fields";
import { own } from "./json";
import { rebase, settleUndo } from "./rebase";
import type { AnyRecord } from "./schema.gen";
import type { State } from "./state";

const REMEMBERED = 200;

interface Removal {
  readonly change: Change;
  /** Who removed it, as far as that is known. */
  readonly who: string;
}

/** The last removals, kept so that an edit which met one can be brought back together with it. */
export class Removals {
  #removals: Removal[] = [];

  remember(change: Change, who: string): void {
    if (!change.removed) return;
    this.#removals.push({ change, who });
    if (this.#removals.length > REMEMBERED) this.#removals.shift();
  }

  clear(): void {
    this.#removals = [];
  }

  /** The record an edit needs that is not there, and who removed it. */
  missed(edit: Change, state: State): { record: AnyRecord; who: string } | undefined {
    const id = firstMissing(edit, state) ?? "";
    const removal = this.#removal(id);
    const record = own(removal?.change.removed, id);
    return removal && record && { record, who: removal.who };
  }

  #removal(id: string): Removal | undefined {
    return this.#removals.filter(({ change }) => own(change.removed, id)).at(-1);
  }

  /**
   * The change that brings back what `edit` needs and then makes the edit; undefined when the
   * removal is too long ago, or when nothing is missing any more and the edit comes to nothing.
   * Tries it out on `state` and takes it back, so that the state is as it was.
   */
  restoration(edit: Change, state: State): Change | undefined {
    const done: Change[] = [];
    const attempt = (change: Change) => {
      const fit = rebase(change, state).change;
      state.commit(fit);
      done.push(fit);
    };
    try {
      for (let missing = firstMissing(edit, state); missing; missing = firstMissing(edit, state)) {
        const before = done.length;
        this.#bringBack(missing, state, attempt);
        if (done.length === before || !state.get(missing)) return undefined;
      }
      attempt(edit);
      const whole = done.reduce((all, next) => squash(all, next));
      return isEmpty(whole) ? undefined : whole;
    } catch (problem) {
      if (problem instanceof CjmError) return undefined;
      throw problem;
    } finally {
      for (const change of done.reverse()) state.commit(invert(change));
    }
  }

  /** Undo the newest removal of `id`, after those of what it hangs on. */
  #bringBack(id: string, state: State, attempt: (change: Change) => void): void {
    const removal = this.#removal(id)?.change;
    const record = own(removal?.removed, id);
    if (!removal || !record) return;
    for (const owner of ownersOf(record)) {
      const inSame = Object.hasOwn(removal.removed ?? {}, owner);
      if (!inSame && !state.get(owner)) this.#bringBack(owner, state, attempt);
    }
    attempt(settleUndo(onlyRemoval(removal), state).change);
  }
}

/** The inverse of the removing in a change: the records and the references taken out with them. */
function onlyRemoval(change: Change): Change {
  const inverse = invert({ ...(change.removed && { removed: change.removed }) });
  const updated = Object.entries(invert(change).updated ?? {}).map(([id, fields]) => [
    id,
    Object.fromEntries(Object.entries(fields).filter(([, [now, old]]) => held(now, old, change))),
  ]);
  return changeOf({ ...inverse, updated: Object.fromEntries(updated) });
}

/** Whether a field lost a removed id in that change. */
function held(now: unknown, old: unknown, change: Change): boolean {
  const ids = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
  const kept = new Set(ids(now));
  return ids(old).some(
    (id) => typeof id === "string" && !kept.has(id) && Object.hasOwn(change.removed ?? {}, id),
  );
}

/** The first record an edit needs that is not there. */
export function firstMissing(edit: Change, state: State): string | undefined {
  const added = edit.added ?? {};
  const there = (id: string) => state.get(id) !== undefined || Object.hasOwn(added, id);
  for (const [id, fields] of Object.entries(edit.updated ?? {})) {
    if (!state.get(id)) return id;
    const record = state.get(id);
    if (!record) continue;
    const next = Object.fromEntries(Object.entries(fields).map(([name, [, to]]) => [name, to]));
    const relevant = Object.keys(next).some((name) => isOwner(record.type, name));
    const owner = relevant ? [...ownersOf(record, next)].find((one) => !there(one)) : undefined;
    if (owner) return owner;
  }
  for (const record of Object.values(added)) {
    const owner = [...ownersOf(record)].find((one) => !there(one));
    if (owner) return owner;
  }
  return undefined;
}

function isOwner(type: Parameters<typeof fieldInfo>[0], name: string): boolean {
  const info = fieldInfo(type, name);
  return info?.role === "place" || info?.owned === true;
}
