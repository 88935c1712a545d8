import { applyTo, type Change } from "./change";
import { placeOf, value, visitReferred } from "./fields";
import { Groups } from "./groups";
import type { AnyRecord, JourneyInfo, RecordTypes, TypeName } from "./schema.gen";

export { value };

/** Order key and id of a placed record. */
export type Sibling = readonly [order: string, id: string];

const NONE: readonly Sibling[] = [];
/** What stands for the journey until the document is there. */
const BLANK: JourneyInfo = { type: "journey", id: "" };

/**
 * The records of one document with the indexes that keep every edit as cheap at 10,000
 * touchpoints as at 10: by type, by place, and who refers to whom. `commit` is the only way to
 * alter single records, and it is all or none.
 */
export class State {
  #records = new Map<string, AnyRecord>();
  #byType = new Groups<TypeName>();
  #siblings = new Map<TypeName, Map<string | null, Sibling[]>>();
  /** By the type of the holder, made when they are asked for: cards are many, and seldom are. */
  #referrers = new Map<TypeName, Groups<string>>();

  constructor(records: Iterable<AnyRecord> = []) {
    this.reset(records);
  }

  get size(): number {
    return this.#records.size;
  }

  get journey(): JourneyInfo {
    for (const id of this.ofType("journey")) return this.record("journey", id) ?? BLANK;
    return BLANK;
  }

  get(id: string): AnyRecord | undefined {
    return this.#records.get(id);
  }

  /** The record with that id when it is of that type. */
  record<T extends TypeName>(type: T, id: string): RecordTypes[T] | undefined {
    const found = this.#records.get(id);
    return found?.type === type ? (found as RecordTypes[T]) : undefined;
  }

  /** All records, in no particular order. */
  records(): Iterable<AnyRecord> {
    return this.#records.values();
  }

  /** The ids of all records of a type, in no particular order. */
  ofType(type: TypeName): Iterable<string> {
    return this.#byType.get(type);
  }

  /** How many records of a type there are. */
  count(type: TypeName): number {
    return this.#byType.count(type);
  }

  /** The placed records of a type under a parent, sorted. A live list: copy it to keep it. */
  siblings(type: TypeName, parent: string | null = null): readonly Sibling[] {
    return this.#siblings.get(type)?.get(parent) ?? NONE;
  }

  /** The ids of the records, of one type or of all, that point at a record. */
  referrers(id: string, type?: TypeName): ReadonlySet<string> {
    if (type !== undefined) return this.#holders(type).get(id);
    const found = new Set<string>();
    for (const holder of this.#byType.keys()) {
      for (const other of this.#holders(holder).each(id)) found.add(other);
    }
    return found;
  }

  /** Apply `change`; throws `WrongBase` and alters nothing when it does not fit. */
  commit(change: Change): void {
    for (const [id, record] of applyTo(this, change)) {
      const old = this.#records.get(id);
      if (old) {
        this.#unlink(old);
        this.#records.delete(id);
      }
      if (record) {
        this.#records.set(id, record);
        this.#link(record);
      }
    }
  }

  /** Take another document. Sorting each list once beats inserting one by one. */
  reset(records: Iterable<AnyRecord>): void {
    this.#records = new Map();
    this.#byType = new Groups();
    this.#siblings = new Map();
    this.#referrers = new Map();
    for (const record of records) {
      this.#records.set(record.id, record);
      this.#byType.load(record.type, record.id);
      const place = placeOf(record);
      if (place) this.#list(record.type, place.parent ?? null).push([place.order, record.id]);
    }
    for (const lists of this.#siblings.values()) {
      for (const siblings of lists.values()) if (!isSorted(siblings)) siblings.sort(compare);
    }
  }

  #holders(type: TypeName): Groups<string> {
    let found = this.#referrers.get(type);
    if (found === undefined) {
      const groups = new Groups<string>();
      for (const id of this.#byType.each(type)) {
        const record = this.#records.get(id);
        if (record) visitReferred(record, (target) => groups.load(target, id));
      }
      found = groups;
      this.#referrers.set(type, found);
    }
    return found;
  }

  #link(record: AnyRecord): void {
    this.#byType.add(record.type, record.id);
    const holders = this.#referrers.get(record.type);
    if (holders) visitReferred(record, (target) => holders.add(target, record.id));
    const place = placeOf(record);
    if (!place) return;
    const siblings = this.#list(record.type, place.parent ?? null);
    const sibling: Sibling = [place.order, record.id];
    siblings.splice(position(siblings, sibling), 0, sibling);
  }

  #unlink(record: AnyRecord): void {
    this.#byType.delete(record.type, record.id);
    const holders = this.#referrers.get(record.type);
    if (holders) visitReferred(record, (target) => holders.delete(target, record.id));
    const place = placeOf(record);
    if (!place) return;
    // An empty list stays: who holds it must see what comes back into it.
    const siblings = this.#list(record.type, place.parent ?? null);
    siblings.splice(position(siblings, [place.order, record.id]), 1);
  }

  #list(type: TypeName, parent: string | null): Sibling[] {
    let lists = this.#siblings.get(type);
    if (lists === undefined) {
      lists = new Map();
      this.#siblings.set(type, lists);
    }
    let siblings = lists.get(parent);
    if (siblings === undefined) {
      siblings = [];
      lists.set(parent, siblings);
    }
    return siblings;
  }
}

/** Order keys compare by code unit, as in Python: never by the rules of a language. */
export function compare(a: Sibling, b: Sibling): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
}

/** Files and kernels tell records in their order, so hardly a list is to be sorted. */
function isSorted(siblings: readonly Sibling[]): boolean {
  for (let i = 1; i < siblings.length; i++) {
    if (compare(siblings[i - 1] as Sibling, siblings[i] as Sibling) > 0) return false;
  }
  return true;
}

/** Where a sibling stands in a sorted list, or is to be put in. */
export function position(siblings: readonly Sibling[], sibling: Sibling): number {
  let low = 0;
  let high = siblings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(siblings[middle] as Sibling, sibling) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
