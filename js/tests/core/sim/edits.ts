import { type Change, changeOf, squash } from "../../../src/core/change";
import { fieldInfo, value } from "../../../src/core/fields";
import { keyBetween, placeAt } from "../../../src/core/order";
import { rebase } from "../../../src/core/rebase";
import { type AnyRecord, type Place, TYPES, type TypeName } from "../../../src/core/schema.gen";
import { State } from "../../../src/core/state";
import type { Random } from "./random";

const WORDS = ["ad", "shop", "é", "bike", "Łódź", "😀", "pay", "wait", ""];
const PLACED = Object.entries(TYPES)
  .filter(([, info]) => info.placed)
  .map(([type]) => type as TypeName);

/** Makes edits of every kind an editor can make, on whatever the document is. */
export class Editor {
  readonly #random: Random;
  readonly #name: string;
  #count = 0;

  constructor(random: Random, name: string) {
    this.#random = random;
    this.#name = name;
  }

  /** An edit that applies to `state`; undefined when the dice found nothing to do. */
  edit(state: State): Change | undefined {
    if (!this.#random.chance(0.1)) return this.#single(state);
    // Several edits as one, as a transaction or a paste makes them.
    const trial = new State(state.records());
    let whole: Change = {};
    for (let at = this.#random.below(4); at >= 0; at--) {
      const change = this.#single(trial);
      if (!change) continue;
      const fit = rebase(change, trial).change;
      trial.commit(fit);
      whole = squash(whole, fit);
    }
    return whole;
  }

  #single(state: State): Change | undefined {
    const dice = this.#random.next();
    if (dice < 0.35) return this.#add(state);
    if (dice < 0.6) return this.#set(state);
    if (dice < 0.8) return this.#move(state);
    if (dice < 0.94) return this.#refer(state);
    return this.#remove(state);
  }

  #any(state: State, ...types: TypeName[]): string | undefined {
    return this.#random.pick(types.flatMap((type) => [...state.ofType(type)]));
  }

  #id(): string {
    // Now and then two people choose the same id.
    this.#count += 1;
    if (this.#random.chance(0.2)) return `same-${this.#count >> 2}`;
    return `${this.#name}-${this.#count}`;
  }

  #add(state: State): Change | undefined {
    const id = this.#id();
    const record = this.#fresh(state, id);
    return record && !state.get(id) ? { added: { [id]: record } } : undefined;
  }

  #fresh(state: State, id: string): AnyRecord | undefined {
    const place = (type: TypeName, parent: string | null = null) =>
      placeAt(state, type, parent, this.#random.below(state.siblings(type, parent).length + 2));
    const name = this.#word();
    const touchpoint = this.#any(state, "touchpoint");
    const lane = this.#any(state, "lane");
    const anything = this.#any(state, "phase", "touchpoint", "card", "comment", "journey");
    switch (this.#random.below(16)) {
      case 0:
      case 1:
        return { type: "phase", id, place: place("phase"), name };
      case 2:
      case 3:
      case 4: {
        const phase = this.#random.chance(0.2) ? undefined : this.#any(state, "phase");
        return { type: "touchpoint", id, place: place("touchpoint", phase), name };
      }
      case 5:
        return { type: "lane", id, place: place("lane"), kind: "pain", title: name };
      case 6:
      case 7:
      case 8: {
        const parent = this.#random.chance(0.2) ? this.#any(state, "phase") : touchpoint;
        if (!parent || !lane) return undefined;
        return { type: "card", id, place: place("card", parent), lane, text: name };
      }
      case 9:
        return { type: "persona", id, place: place("persona"), name };
      case 10:
        return { type: "channel", id, place: place("channel"), name };
      case 11: {
        if (!touchpoint) return undefined;
        const persona = this.#any(state, "persona");
        const score = this.#random.below(5) - 2;
        return { type: "experience", id, touchpoint, ...(persona && { persona }), score };
      }
      case 12:
        return anything
          ? { type: "comment", id, place: place("comment"), target: anything, text: name }
          : undefined;
      case 13:
        return {
          type: "board",
          id,
          place: place("board"),
          title: name,
          ...(anything && { about: anything }),
        };
      case 14: {
        const board = this.#any(state, "board");
        if (!board) return undefined;
        const became = anything && { promoted_to: anything };
        return {
          type: "sticky_note",
          id,
          place: place("sticky_note"),
          board,
          text: name,
          ...became,
        };
      }
      default: {
        const target = this.#any(state, "touchpoint");
        return touchpoint && target ? { type: "edge", id, source: touchpoint, target } : undefined;
      }
    }
  }

  /** Sets a field of a record that is no reference and no place. */
  #set(state: State): Change | undefined {
    const id = this.#some(state);
    const record = id === undefined ? undefined : state.get(id);
    if (!record) return undefined;
    const names = Object.keys(TYPES[record.type].fields);
    const texts = names.filter((name) => ["name", "title", "text"].includes(name));
    // People mostly rename, and often the same things.
    const name = this.#random.pick(this.#random.chance(0.4) ? texts : names) ?? "extra";
    const old = value(record, name);
    const next = this.#value(record.type, name, old);
    return next === undefined ? undefined : { updated: { [record.id]: { [name]: [old, next] } } };
  }

  #value(type: TypeName, name: string, old: unknown): unknown {
    const info = fieldInfo(type, name);
    switch (info?.role) {
      case "text":
      case "word":
      case "date":
        return this.#word();
      case "choice":
        return this.#random.pick(info.known ?? [""]);
      case "number":
        return this.#random.chance(0.2) && info.default === undefined
          ? null
          : this.#random.below(9) / 2;
      case "flag":
        return old !== true;
      case "set":
      case "texts": {
        const words = (old as string[]).filter(() => this.#random.chance(0.8));
        return [...new Set([...words, this.#word()])];
      }
      case "facts":
      case "extra": {
        const kept = Object.entries(old as object).filter(() => this.#random.chance(0.8));
        return { ...Object.fromEntries(kept), [`k${this.#random.below(4)}`]: this.#word() };
      }
      default:
        return undefined;
    }
  }

  #move(state: State): Change | undefined {
    const id = this.#any(state, ...PLACED);
    const record = id === undefined ? undefined : state.get(id);
    const old = record && (value(record, "place") as Place);
    if (!record || !old) return undefined;
    const parent = this.#parent(state, record.type, old);
    const index = this.#random.below(state.siblings(record.type, parent).length + 1);
    const place = placeAt(state, record.type, parent, index, record.id);
    return { updated: { [record.id]: { place: [old, place] } } };
  }

  #parent(state: State, type: TypeName, old: Place): string | null {
    if (this.#random.chance(0.5)) return old.parent ?? null;
    if (type === "touchpoint") {
      return this.#random.chance(0.2) ? null : (this.#any(state, "phase") ?? null);
    }
    if (type === "card") return this.#any(state, "touchpoint", "phase") ?? null;
    return null;
  }

  /** Sets or clears a reference. */
  #refer(state: State): Change | undefined {
    const id = this.#some(state);
    const record = id === undefined ? undefined : state.get(id);
    if (!record) return undefined;
    const fields = Object.entries(TYPES[record.type].fields);
    const found = this.#random.pick(fields.filter(([, f]) => f.target !== undefined));
    if (!found) return undefined;
    const [name, info] = found;
    const types = info.target === "*" ? (["phase", "touchpoint"] as const) : [info.target];
    const target = this.#any(state, ...(types as TypeName[]));
    if (!target) return undefined;
    const old = value(record, name);
    const next = Array.isArray(old) ? this.#list(old as string[], target) : target;
    return { updated: { [record.id]: { [name]: [old, next] } } };
  }

  #list(old: string[], target: string): string[] {
    return old.includes(target) ? old.filter((id) => id !== target) : [...old, target];
  }

  #remove(state: State): Change | undefined {
    const id = this.#some(state);
    const record = id === undefined ? undefined : state.get(id);
    if (!record || record.type === "journey") return undefined;
    const change = { removed: { [record.id]: record } };
    // Some callers name what goes with it, some leave that to the rules.
    return this.#random.chance(0.5) ? change : rebase(change, state).change;
  }

  #some(state: State): string | undefined {
    if (this.#random.chance(0.3)) return this.#any(state, "journey", "phase", "lane");
    return this.#any(state, ...(Object.keys(TYPES) as TypeName[]));
  }

  #word(): string {
    return `${this.#random.pick(WORDS)}${this.#random.below(9)}`;
  }
}

/** A small document to start from. */
export function seedDocument(random: Random, edits: number): AnyRecord[] {
  const state = new State([{ type: "journey", id: "map-1", title: "Start" }]);
  const lane = { type: "lane", id: "ln-1", place: { order: keyBetween(null, null) } } as const;
  state.commit({ added: { "ln-1": lane } });
  const editor = new Editor(random, "seed");
  for (let at = 0; at < edits; at++) {
    const change = editor.edit(state);
    if (change) state.commit(rebase(changeOf(change), state).change);
  }
  return [...state.records()];
}
