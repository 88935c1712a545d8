import { titleOf } from "../../core/commands";
import type { AnyRecord, TypeName } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { fold } from "../search/find";

export { fold };

/** Records by what they are called, whatever case and accents. */
export class Names {
  readonly #found = new Map<string, string>();
  readonly #folds = new Map<string, string>();

  constructor(state: State) {
    this.#state = state;
  }

  readonly #state: State;
  readonly #read = new Set<TypeName>();

  /** The first record of a type with a name, in the order of the map as far as it has one. */
  find(type: TypeName, name: string): string | undefined {
    const wanted = this.#folded(name);
    if (!wanted) return undefined;
    if (!this.#read.has(type)) {
      this.#read.add(type);
      for (const id of this.#state.ofType(type)) {
        const record = this.#state.get(id);
        if (record) this.add(record);
      }
    }
    return this.#found.get(`${type}/${wanted}`);
  }

  /** A table says the same names again and again. */
  #folded(name: string): string {
    const known = this.#folds.get(name) ?? fold(name).trim();
    this.#folds.set(name, known);
    return known;
  }

  /** One that is about to be there. */
  add(record: AnyRecord): void {
    const key = `${record.type}/${this.#folded(titleOf(record))}`;
    if (!this.#found.has(key)) this.#found.set(key, record.id);
  }
}

const PREFIXES: Readonly<Partial<Record<TypeName, string>>> = {
  persona: "pe",
  person: "pn",
  channel: "ch",
  phase: "ph",
  touchpoint: "tp",
  experience: "ex",
  lane: "ln",
  card: "cd",
  reaction: "re",
  comment: "cm",
  evidence: "ev",
  metric: "me",
  metric_value: "mv",
  edge: "ed",
  stroke: "st",
};

/** How ids of a type begin, as in Python. */
export function prefixOf(type: TypeName): string {
  return PREFIXES[type] ?? "id";
}
