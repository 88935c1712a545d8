import type { Change } from "./change";
import { type Bag, own } from "./json";
import type { Notice } from "./local";
import { replacedTexts } from "./rebase";
import type { AnyRecord } from "./schema.gen";
import type { State } from "./state";
import type { UndoStack } from "./undo";

type Clash = Omit<Notice, "id" | "restore">;
interface Text {
  readonly record: AnyRecord;
  readonly field: string;
  readonly text: string;
}

const REMEMBERED = 500;

/** Finds out which texts met in a change, and whose they were, for a word to the person. */
export class Conflicts {
  readonly #state: State;
  readonly #history: UndoStack;
  /** Who else wrote a text last, by record and field. */
  readonly #writers = new Map<string, string>();

  constructor(state: State, history: UndoStack) {
    this.#state = state;
    this.#history = history;
  }

  clear(): void {
    this.#writers.clear();
  }

  /** Own texts that stand now although somebody else had written there: theirs are comments. */
  kept(change: Change, made?: Change): Clash[] {
    return this.#texts(change, made).map((found) => ({
      kind: "info",
      code: "text-kept",
      message: "",
      who: this.#writers.get(key(found.record.id, found.field)) ?? "",
      ...found,
    }));
  }

  /** Own texts that somebody else replaced in a change that comes next: they are comments. */
  replaced(change: Change, who: string): Clash[] {
    const clashes = this.#texts(change)
      .filter(({ record, field, text }) => this.#history.wrote(record.id, field, text))
      .map(
        (found): Clash => ({
          kind: "info",
          code: "text-replaced",
          message: "",
          who,
          ...found,
        }),
      );
    for (const id in change.updated) {
      for (const field of replacedTexts(change, id, this.#state)) {
        this.#writers.delete(key(id, field));
        this.#writers.set(key(id, field), who);
      }
    }
    for (const oldest of this.#writers.keys()) {
      if (this.#writers.size <= REMEMBERED) break;
      this.#writers.delete(oldest);
    }
    return clashes;
  }

  /** The replaced texts that comments of the change keep, apart from those it was made with. */
  #texts(change: Change, made?: Change): Text[] {
    return Object.values(change.added ?? {}).flatMap((comment): Text[] => {
      if (comment.type !== "comment" || own(made?.added, comment.id)) return [];
      const record = this.#state.get(comment.target);
      if (!record) return [];
      return replacedTexts(change, record.id, this.#state).flatMap((field) =>
        words(own(change.updated, record.id)?.[field]?.[0])
          .filter((text) => comment.text?.endsWith(text))
          .map((text) => ({ record, field, text })),
      );
    });
  }
}

/** A text, or those of a table of facts. */
function words(held: unknown): string[] {
  const all = typeof held === "object" && held !== null ? Object.values(held as Bag) : [held];
  return all.filter((text) => typeof text === "string" && text !== "") as string[];
}

function key(record: string, field: string): string {
  return `${record} ${field}`;
}
