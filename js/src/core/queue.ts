import { type Change, invert, isEmpty } from "./change";
import { CjmError } from "./errors";
import { same } from "./json";
import type { Proposal } from "./protocol";
import { rebase } from "./rebase";
import type { AnyRecord } from "./schema.gen";
import type { State } from "./state";

/** An edit the authority has not decided on: as it was made, and as it now stands in the state. */
interface Pending extends Proposal {
  /** What is to be taken back when the authority has news; null when it does not fit now. */
  applied: Change | null;
}

/**
 * The own edits that stand on top of what the authority told. To apply its news they are taken
 * back (`rollback`), and put on again as they fit then (`replay`).
 */
export class Queue {
  readonly #state: State;
  #items: Pending[] = [];
  #down = false;

  constructor(state: State) {
    this.#state = state;
  }

  get length(): number {
    return this.#items.length;
  }

  /** The id of the edit to be decided next. */
  get first(): string | undefined {
    return this.#items[0]?.id;
  }

  get ids(): string[] {
    return this.#items.map((item) => item.id);
  }

  /** The edits as they were made: their old values tell the authority about conflicts. */
  proposals(limit = this.#items.length): Proposal[] {
    return this.#items.slice(0, limit).map(({ id, label, change }) => ({ id, label, change }));
  }

  /** Apply an edit as it fits. Returns what it came to; throws, and keeps nothing, if it does not. */
  add(id: string, label: string, change: Change): Change {
    const applied = rebase(change, this.#state).change;
    if (isEmpty(applied)) return applied;
    this.#state.commit(applied);
    this.#items.push({ id, label, change, applied });
    return applied;
  }

  /** Whether that is the first edit just as it stands here: then there is nothing to take back. */
  confirms(id: string, change: Change): boolean {
    const first = this.#items[0];
    return !this.#down && first?.id === id && same(first.applied, change);
  }

  proposal(id: string): Proposal | undefined {
    return this.#items.find((item) => item.id === id);
  }

  has(id: string): boolean {
    return this.#items.some((item) => item.id === id);
  }

  /** Forget an edit that was decided. Rolled back first unless it is the confirmed one. */
  take(id: string): Proposal | undefined {
    const at = this.#items.findIndex((item) => item.id === id);
    return at < 0 ? undefined : this.#items.splice(at, 1)[0];
  }

  /** Take all edits back, the last first. `touched` gets the records as they were before. */
  rollback(touched: Touched): void {
    if (this.#down) return;
    this.#down = true;
    for (const item of [...this.#items].reverse()) {
      if (!item.applied) continue;
      touched.watch(item.applied);
      this.#state.commit(invert(item.applied));
      item.applied = null;
    }
  }

  /** The state was replaced: nothing of ours stands on it. */
  forgetApplied(): void {
    for (const item of this.#items) item.applied = null;
    this.#down = true;
  }

  /** Apply all edits again as they fit now; one that does not waits for the authority's word. */
  replay(touched: Touched): void {
    if (!this.#down) return;
    this.#down = false;
    for (const item of this.#items) {
      try {
        const applied = rebase(item.change, this.#state).change;
        touched.watch(applied);
        this.#state.commit(applied);
        item.applied = applied;
      } catch (problem) {
        if (!(problem instanceof CjmError)) throw problem;
      }
    }
  }

  /** The state was replaced by one that may hold some of the edits: go on with what is left. */
  reduce(left: readonly Proposal[]): void {
    this.#items = left.map((edit) => ({ ...edit, applied: null }));
    this.#down = true;
  }

  clear(): Proposal[] {
    const all = this.proposals();
    this.#items = [];
    return all;
  }
}

/** Which records differ from what they were: taking back and putting on again is no change. */
export class Touched {
  readonly #state: State;
  readonly #before = new Map<string, AnyRecord | undefined>();

  constructor(state: State) {
    this.#state = state;
  }

  /** To be called before a change is committed. */
  watch(change: Change): void {
    for (const part of [change.added, change.updated, change.removed]) {
      for (const id in part) {
        if (!this.#before.has(id)) this.#before.set(id, this.#state.get(id));
      }
    }
  }

  ids(): Set<string> {
    const ids = new Set<string>();
    for (const [id, before] of this.#before) {
      if (!same(before, this.#state.get(id))) ids.add(id);
    }
    return ids;
  }

  /** All ids that were watched, the ones that came back to what they were too. */
  watched(): Iterable<string> {
    return this.#before.keys();
  }
}
