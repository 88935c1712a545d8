/** What takes a difference over from one map into the other: one change, made and undone at once. */
import type { Change } from "../../core/change";
import { labelOf, type Result, remove, updating } from "../../core/commands";
import { canonicalRecord, ownersOf, placeOf, referencesOf, value } from "../../core/fields";
import { newId } from "../../core/ids";
import { keysBetween, placeAt } from "../../core/order";
import type { AnyRecord, Place, TypeName } from "../../core/schema.gen";
import type { State } from "../../core/state";
import type { Difference } from "./differences";
import { otherSide, type Pairing, type Side, type States } from "./pairing";

/** What comes along when something refers to it and the other map has it not. */
const NAMED: ReadonlySet<TypeName> = new Set([
  "channel",
  "evidence",
  "metric",
  "person",
  "persona",
]);
/** And when something cannot be without it. */
const HOLDERS: ReadonlySet<TypeName> = new Set([...NAMED, "lane", "phase", "touchpoint"]);
/** What goes with the thing it hangs on, as far as these are there. */
const GOES_WITH: readonly TypeName[] = ["card", "experience"];

/**
 * Makes one side say of a difference what the other says. What is missing there is removed here;
 * what is missing here comes with what it needs and with what hangs on it.
 *
 * @param field only this one of the fields that differ
 */
export function takeOver(
  states: States,
  pairing: Pairing,
  difference: Difference,
  from: Side,
  field?: string,
): Result {
  const to = otherSide(from);
  const [theirs, mine] = [difference.ids[from], difference.ids[to]];
  const state = states[to];
  if (theirs === null) return mine === null ? null : remove(state, { ids: [mine] });
  const carrier = new Carrier(states, pairing, from);
  if (mine === null) {
    if (!carrier.bring(theirs)) return null;
    carrier.bringHanging(theirs);
    return { label: labelOf("add", difference.type), change: carrier.change() };
  }
  const record = states[from].get(theirs);
  const current = state.get(mine);
  if (!record || !current) return null;
  const wanted = difference.fields.filter((name) => field === undefined || name === field);
  const fields: Record<string, unknown> = {};
  for (const name of wanted) {
    // A card that moves to another lane takes its place there.
    if (name === "place" || name === "lane") Object.assign(fields, carrier.where(record, mine));
    else fields[name] = carrier.held(record, name) ?? null;
  }
  const moves = wanted.every((name) => name === "place" || name === "lane");
  const first = wanted.length === 1 && !moves ? (wanted[0] ?? "") : "";
  const update = updating(labelOf(moves ? "move" : "edit", difference.type, first), [
    [current, fields],
  ]);
  if (!update) return null;
  return { ...update, change: { ...carrier.change(), ...update.change } };
}

/** Copies records of one map for the other one. */
class Carrier {
  readonly #from: State;
  readonly #to: State;
  readonly #side: Side;
  readonly #pairing: Pairing;
  /** What the records that are brought are called there. */
  readonly #ids = new Map<string, string>();
  readonly #added: Record<string, AnyRecord> = {};
  /** The last key given in a list, so that two that are brought into it do not share one. */
  readonly #keys = new Map<string, string>();

  constructor(states: States, pairing: Pairing, from: Side) {
    this.#from = states[from];
    this.#to = states[otherSide(from)];
    this.#side = from;
    this.#pairing = pairing;
  }

  change(): Change {
    return Object.keys(this.#added).length ? { added: this.#added } : {};
  }

  /** Copies a record and what it cannot be without; its id there, null where that cannot be. */
  bring(id: string): string | null {
    const record = this.#from.get(id);
    if (!record) return null;
    // The same id, where it is free: then the two are the same for everybody.
    const fresh = this.#to.get(id) ? newId(record.type.slice(0, 2)) : id;
    this.#ids.set(id, fresh);
    for (const owner of ownersOf(record)) {
      if (this.#idOf(owner, HOLDERS) === null) {
        this.#ids.delete(id);
        return null;
      }
    }
    const { single, many, placed } = referencesOf(record.type);
    const copy: Record<string, unknown> = { ...record, id: fresh };
    for (const name of [...single, ...many]) {
      if (name in copy) copy[name] = this.held(record, name) ?? undefined;
    }
    if (placed) copy.place = this.#placed(record);
    this.#added[fresh] = canonicalRecord(copy as unknown as AnyRecord);
    return fresh;
  }

  /** Brings what hangs on a record; what stands at a touchpoint that is missing there stays. */
  bringHanging(id: string): void {
    for (const type of GOES_WITH) {
      const hanging = [...this.#from.referrers(id, type)].filter((other) => {
        const record = this.#from.get(other);
        if (!record || !ownersOf(record).has(id) || this.#known(other)) return false;
        return [...ownersOf(record)].every((owner) => {
          const holder = this.#from.get(owner)?.type;
          return this.#known(owner) || (holder !== "touchpoint" && holder !== "phase");
        });
      });
      for (const other of this.#inOrder(hanging)) this.bring(other);
    }
  }

  /** A value of a record, ids in it as they are there; what is not and cannot come is left out. */
  held(record: AnyRecord, name: string): unknown {
    const now = value(record, name);
    const { single, many } = referencesOf(record.type);
    if (single.includes(name)) return typeof now === "string" ? this.#idOf(now) : now;
    if (!many.includes(name) || !Array.isArray(now)) return now;
    return now.flatMap((id: string) => this.#idOf(id) ?? []);
  }

  /** Where a record that is there already goes. */
  where(record: AnyRecord, moving: string): Record<string, unknown> {
    const fields: Record<string, unknown> = { place: this.#placed(record, moving) };
    if (record.type === "card") fields.lane = this.#idOf(record.lane, HOLDERS);
    return fields;
  }

  /** What an id is there; what is missing is brought if it is one of `types`. */
  #idOf(id: string, types = NAMED): string | null {
    const there = this.#ids.get(id) ?? this.#pairing.partner(this.#side, id);
    if (there !== undefined) return there;
    const type = this.#from.get(id)?.type;
    return type && types.has(type) ? this.bring(id) : null;
  }

  #known(id: string): boolean {
    return this.#ids.has(id) || this.#pairing.partner(this.#side, id) !== undefined;
  }

  #inOrder(ids: readonly string[]): string[] {
    const order = (id: string) => placeOf(this.#from.get(id) as AnyRecord)?.order ?? id;
    return [...ids].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  }

  /** The place after the neighbour that is there as well; keys of a list that is new stay. */
  #placed(record: AnyRecord, moving?: string): Place {
    const place = placeOf(record) as Place;
    const holder = place.parent ?? null;
    const parent = holder === null ? null : this.#idOf(holder, HOLDERS);
    if (parent !== null && Object.hasOwn(this.#added, parent)) {
      return { ...place, parent };
    }
    const list = this.#to.siblings(record.type, parent).filter(([, id]) => id !== moving);
    const before = this.#neighbours(record, holder);
    const at = before.map((id) => list.findIndex(([, other]) => other === id)).find((i) => i >= 0);
    const index = at === undefined ? 0 : at + 1;
    const found = placeAt(this.#to, record.type, parent, index, moving);
    // What was brought to the very same place a moment ago stands before it.
    const key = JSON.stringify([record.type, parent, index]);
    const last = this.#keys.get(key);
    const next = list.slice(index).find(([order]) => order > (last ?? found.order))?.[0] ?? null;
    const order = last === undefined ? found.order : (keysBetween(last, next, 1)[0] as string);
    this.#keys.set(key, order);
    return { ...found, order };
  }

  /** What stands before a record in its list, the nearest first, as it is called there. */
  #neighbours(record: AnyRecord, holder: string | null): string[] {
    const list = this.#from.siblings(record.type, holder).map(([, id]) => id);
    return list
      .slice(0, Math.max(0, list.indexOf(record.id)))
      .reverse()
      .flatMap((id) => this.#pairing.partner(this.#side, id) ?? []);
  }
}
