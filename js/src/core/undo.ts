import { type Change, isEmpty } from "./change";
import { type Bag, isBag, own } from "./json";

/** An own edit that can be taken back, as the authority applied it or, until then, as it stands. */
export interface Step {
  readonly id: string;
  readonly label: string;
  change: Change;
}

const LIMIT = 500;

/** What this client did and took back; knows nothing of how either is done. */
export class UndoStack {
  #done: Step[] = [];
  #undone: Step[] = [];

  get lastDone(): Step | undefined {
    return this.#done.at(-1);
  }

  get lastUndone(): Step | undefined {
    return this.#undone.at(-1);
  }

  /** A new edit: what was undone cannot be done again on top of it. */
  did(step: Step): void {
    this.#done.push(step);
    if (this.#done.length > LIMIT) this.#done.shift();
    this.#undone = [];
  }

  /**
   * The last edit added something, and this one gives it its name: they are taken back, and done
   * again, at once. False where it is about anything else.
   */
  named({ change }: Step): boolean {
    const last = this.#done.at(-1);
    const fields = Object.entries(change.updated ?? {});
    const others = Object.keys({ ...change.added, ...change.removed });
    if (!last || others.length || !fields.every(([id]) => own(last.change.added, id))) return false;
    const added = { ...last.change.added };
    for (const [id, updates] of fields) {
      const next = Object.entries(updates).map(([name, [, value]]) => [name, value]);
      added[id] = { ...added[id], ...Object.fromEntries(next) };
    }
    last.change = { ...last.change, added };
    this.#undone = [];
    return true;
  }

  /** The last edit was taken back by `step`; undefined when nothing was left to take back. */
  undid(step: Step | undefined): void {
    this.#done.pop();
    if (step) this.#undone.push(step);
  }

  redid(step: Step | undefined): void {
    this.#undone.pop();
    if (step) this.#done.push(step);
  }

  /** The authority applied an edit, maybe otherwise than it stood here. */
  settle(id: string, change: Change): void {
    const step = this.#find(id);
    if (step) step.change = change;
    if (isEmpty(change)) this.drop(id);
  }

  /** The authority refused an edit: there is nothing to take back. */
  drop(id: string): void {
    this.#done = this.#done.filter((step) => step.id !== id);
    this.#undone = this.#undone.filter((step) => step.id !== id);
  }

  /** Whether the text of a field is one that this client wrote. */
  wrote(record: string, field: string, text: unknown): boolean {
    const wrote = ({ change }: Step) => {
      const [, next] = own(own(change.updated, record), field) ?? [];
      const held = next ?? (own(change.added, record) as Bag | undefined)?.[field];
      return held === text || (isBag(held) && Object.values(held).includes(text));
    };
    return this.#done.some(wrote) || this.#undone.some(wrote);
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
  }

  #find(id: string): Step | undefined {
    return [...this.#done, ...this.#undone].find((step) => step.id === id);
  }
}
