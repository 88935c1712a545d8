import { type Change, changeOf, type FieldUpdates, type Pair } from "./change";
import { InvalidDocument, RemovedRecord } from "./errors";
import { fieldInfo, ownersOf, referencesOf, value, withFields } from "./fields";
import { type Bag, own, same } from "./json";
import { keyBetween } from "./order";
import type { AnyRecord, Place, TypeName } from "./schema.gen";
import { position, type State } from "./state";

/** A text that another edit replaced: it must stay visible somewhere. */
export interface Note {
  readonly record: string;
  readonly field: string;
  readonly text: string;
}

/** A change that fits, and the texts it replaced. */
export interface Rebased {
  readonly change: Change;
  readonly notes: readonly Note[];
}

/**
 * The change as it applies to `state`. The rules are those of `rebase.py`, one by one:
 * a removal takes along what hangs on the record now and takes weak references out; an edit of a
 * record that is gone throws `RemovedRecord`; references, tags and facts merge item by item; in a
 * text the later stands and the other is a note; two records never stand at the same order key.
 * Throws `InvalidDocument` when an id is taken or a reference has the wrong type.
 */
export function rebase(change: Change, state: State): Rebased {
  return new Rebase(change, state).run();
}

/** The value of a field of that role after `old -> next` meets `current`. */
export function mergeValues(role: string, old: unknown, next: unknown, current: unknown): unknown {
  if (same(old, current)) return next;
  if (role === "refs" || role === "set" || role === "texts") {
    return mergeItems(old as string[], next as string[], current as string[]);
  }
  if (role === "facts" || role === "extra")
    return mergeFacts(old as Bag, next as Bag, current as Bag);
  return next;
}

function mergeItems(old: readonly string[], next: readonly string[], current: readonly string[]) {
  const before = new Set(old);
  const after = new Set(next);
  const kept = current.filter((item) => after.has(item) || !before.has(item));
  const there = new Set(kept);
  return [...kept, ...next.filter((item) => !before.has(item) && !there.has(item))];
}

function mergeFacts(old: Bag, next: Bag, current: Bag): Bag {
  const has = Object.hasOwn;
  const kept = Object.entries(current).filter(
    ([key, held]) => has(next, key) || !has(old, key) || !same(held, old[key]),
  );
  const mine = Object.entries(next).filter(
    ([key, held]) => !has(old, key) || !same(old[key], held),
  );
  return Object.fromEntries([...kept, ...mine]);
}

/** The facts somebody else wrote and `next` replaces. */
function replacedFacts(old: Bag, next: Bag, current: Bag): [string, string][] {
  return Object.entries(current as Record<string, string>).filter(
    ([key, held]) =>
      held &&
      Object.hasOwn(next, key) &&
      next[key] !== held &&
      old[key] !== held &&
      old[key] !== next[key],
  );
}

/**
 * An inverted change without what somebody else has altered since, and how many fields and
 * records are left as they are for that.
 */
export function settleUndo(change: Change, state: State): { change: Change; skipped: number } {
  const wanted = Object.entries(change.added ?? {});
  const added = addable(wanted, state);
  let skipped = wanted.length - Object.keys(added).length;
  const there = (id: string) => state.get(id) !== undefined || Object.hasOwn(added, id);
  const updated: Record<string, FieldUpdates> = {};
  for (const [id, fields] of Object.entries(change.updated ?? {})) {
    const record = state.get(id);
    const kept = Object.entries(fields).filter(
      ([name, pair]) => record && canRevert(record, name, pair, there),
    );
    skipped += Object.keys(fields).length - kept.length;
    if (kept.length > 0) updated[id] = Object.fromEntries(kept);
  }
  const removed = Object.entries(change.removed ?? {}).filter(([id, record]) => {
    const now = state.get(id);
    if (!now) return false;
    const touched = !same(now, record) || state.referrers(id).size > 0;
    const target = record.type === "comment" ? record.target : "";
    const texts = replacedTexts(change, target, state);
    const back = own(updated, target) ?? {};
    if (texts.length === 0 || (!touched && texts.every((name) => name in back))) return true;
    // The only copy of a text that is not back in its field, or a talk that has begun.
    if (touched) skipped += 1;
    return false;
  });
  return { change: changeOf({ added, updated, removed: Object.fromEntries(removed) }), skipped };
}

/** The fields of a record whose replaced texts a comment of the same change may hold. */
export function replacedTexts(change: Change, id: string, state: State): string[] {
  const record = state.get(id);
  const fields = record ? Object.keys(own(change.updated, id) ?? {}) : [];
  return fields.filter((name) =>
    ["text", "facts"].includes(fieldInfo((record as AnyRecord).type, name)?.role ?? ""),
  );
}

/** Whether nobody altered the field since, and what it hung on before is there. */
function canRevert(
  record: AnyRecord,
  name: string,
  [now, before]: Pair,
  there: (id: string) => boolean,
): boolean {
  const info = fieldInfo(record.type, name);
  if (["refs", "set", "texts", "facts", "extra"].includes(info?.role ?? "")) return true;
  const parent = name === "place" ? (before as Place).parent : null;
  const owner = info?.owned ? (before as string | null) : parent;
  return same(value(record, name), now) && (owner == null || there(owner));
}

/**
 * Those of the records that can come back, owners before what hangs on them. What has lost its
 * owner stays away, and then what hangs on that; records that own each other (two comments on one
 * another) come back together.
 */
function addable(records: [string, AnyRecord][], state: State): Record<string, AnyRecord> {
  const waiting = new Map(records.filter(([id]) => !state.get(id)));
  const there = (id: string) => waiting.has(id) || state.get(id) !== undefined;
  for (let before = -1; before !== waiting.size; ) {
    before = waiting.size;
    for (const [id, record] of waiting) if (![...ownersOf(record)].every(there)) waiting.delete(id);
  }
  const added: Record<string, AnyRecord> = {};
  while (waiting.size > 0) {
    const all = [...waiting];
    const free = all.filter(([, record]) => ![...ownersOf(record)].some((id) => waiting.has(id)));
    for (const [id, record] of free.length > 0 ? free : all) {
      added[id] = record;
      waiting.delete(id);
    }
  }
  return added;
}

class Rebase {
  readonly #change: Change;
  readonly #state: State;
  readonly #notes: Note[] = [];
  readonly #added = new Map<string, AnyRecord>();
  readonly #updated = new Map<string, Record<string, unknown>>();
  readonly #gone = new Map<string, AnyRecord>();
  readonly #taken = new Set<string>();

  constructor(change: Change, state: State) {
    this.#change = change;
    this.#state = state;
  }

  run(): Rebased {
    this.#remove();
    this.#update();
    this.#clearWeak();
    this.#add();
    for (const [id, fields] of this.#updated) {
      Object.assign(fields, this.#checked(this.#state.get(id) as AnyRecord, fields));
    }
    const change = changeOf({
      added: Object.fromEntries(this.#added),
      updated: this.#updates(),
      removed: Object.fromEntries(this.#gone),
    });
    return { change, notes: this.#notes };
  }

  #updates(): Record<string, FieldUpdates> {
    const updated: Record<string, FieldUpdates> = {};
    for (const [id, fields] of this.#updated) {
      const current = this.#state.get(id) as AnyRecord;
      const pairs = Object.entries(fields)
        .map(([name, next]): [string, Pair] => [name, [value(current, name), next]])
        .filter(([, [old, next]]) => !same(old, next));
      if (pairs.length > 0) updated[id] = Object.fromEntries(pairs);
    }
    return updated;
  }

  /** Collect what goes: the named records and, again and again, what hangs on them. */
  #remove(): void {
    const queue = Object.keys(this.#change.removed ?? {}).filter((id) => this.#state.get(id));
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (this.#gone.has(id)) continue;
      const record = this.#state.get(id) as AnyRecord;
      if (record.type === "journey") {
        throw new InvalidDocument("the journey itself cannot be removed", { record: id });
      }
      this.#gone.set(id, record);
      for (const holder of this.#state.referrers(id)) {
        const owners = ownersOf(this.#state.get(holder) as AnyRecord, this.#newest(holder));
        if (owners.has(id)) queue.push(holder);
      }
    }
  }

  /** The values this change gives to the fields of a record. */
  #newest(id: string): Bag {
    const fields = own(this.#change.updated, id);
    if (!fields) return {};
    return Object.fromEntries(Object.entries(fields).map(([name, [, next]]) => [name, next]));
  }

  #update(): void {
    for (const [id, fields] of Object.entries(this.#change.updated ?? {})) {
      if (this.#gone.has(id)) continue;
      const record = this.#state.get(id);
      if (!record) throw removed(id, id);
      const merged: Record<string, unknown> = {};
      for (const [name, [old, next]] of Object.entries(fields)) {
        const role = fieldInfo(record.type, name)?.role;
        if (role === undefined) {
          throw new InvalidDocument(`a ${record.type} has no field "${name}"`, {
            record: id,
            field: name,
          });
        }
        const current = value(record, name);
        merged[name] = mergeValues(role, old, next, current);
        if (role === "text" && current && current !== old && current !== next) {
          this.#notes.push({ record: id, field: name, text: current as string });
        }
        if (role === "facts") {
          for (const [key, text] of replacedFacts(old as Bag, next as Bag, current as Bag)) {
            this.#notes.push({ record: id, field: `${name}.${key}`, text });
          }
        }
      }
      this.#updated.set(id, merged);
    }
  }

  /** Take the ids that go out of the records that stay. */
  #clearWeak(): void {
    for (const gone of this.#gone.keys()) {
      for (const holderId of this.#state.referrers(gone)) {
        if (this.#gone.has(holderId)) continue;
        const holder = this.#state.get(holderId) as AnyRecord;
        const fields = this.#updated.get(holderId) ?? {};
        this.#updated.set(holderId, fields);
        const refs = referencesOf(holder.type);
        for (const name of refs.single) {
          if (newest(holder, fields, name) === gone) fields[name] = null;
        }
        for (const name of refs.many) {
          const ids = newest(holder, fields, name) as string[];
          if (ids.includes(gone)) fields[name] = ids.filter((id) => id !== gone);
        }
      }
    }
  }

  #add(): void {
    for (const [id, record] of Object.entries(this.#change.added ?? {})) {
      const there = this.#state.get(id);
      if (there && !this.#gone.has(id)) {
        if (same(there, record)) continue;
        throw new InvalidDocument(
          `the id "${id}" is taken by a ${there.type}; use another one`,
          { record: id, field: "id", value: id },
          "exists",
        );
      }
      if (record.type === "journey") {
        throw new InvalidDocument("a document has exactly one journey", { record: id });
      }
      this.#added.set(id, record);
    }
    for (const [id, record] of this.#added) {
      this.#added.set(id, withFields(record, this.#checked(record)));
    }
  }

  /** Corrected reference and place fields: of those in `fields`, or of the whole new record. */
  #checked(record: AnyRecord, fields: Bag = {}): Bag {
    const fixed: Record<string, unknown> = {};
    const refs = referencesOf(record.type);
    const whole = Object.keys(fields).length === 0;
    const asked = (name: string) => whole || Object.hasOwn(fields, name);
    for (const name of refs.single.filter(asked)) {
      const target = newest(record, fields, name) as string | null;
      if (target === null) continue;
      if (this.#find(target)) this.#expect(record, name, target);
      else if (refs.owned.includes(name)) throw removed(target, record.id, name);
      else fixed[name] = null;
    }
    for (const name of refs.many.filter(asked)) {
      const ids = newest(record, fields, name) as string[];
      const kept = ids.filter((id) => this.#find(id));
      for (const target of kept) this.#expect(record, name, target);
      if (kept.length !== ids.length) fixed[name] = kept;
    }
    if (refs.placed && asked("place")) {
      fixed.place = this.#place(record, newest(record, fields, "place") as Place);
    }
    return fixed;
  }

  #place(record: AnyRecord, place: Place): Place {
    const wanted = parentType(record.type, place);
    if (place.parent != null) {
      if (wanted === undefined) {
        throw new InvalidDocument(`a ${record.type} has no parent; leave place.parent out`, {
          record: record.id,
          field: "place",
          value: place.parent,
        });
      }
      if (!this.#find(place.parent)) throw removed(place.parent, record.id, "place");
      this.#expect(record, "place", place.parent, wanted);
    } else if (record.type === "card") {
      throw new InvalidDocument(
        `card "${record.id}" hangs on nothing: give it a touchpoint or a phase`,
        { record: record.id, field: "place" },
      );
    }
    const order = this.#freeKey(record, place);
    this.#taken.add(spot(record.type, place.parent, order));
    return order === place.order ? place : { ...place, order };
  }

  /** The order asked for or, where somebody stands there, the next free one. */
  #freeKey(record: AnyRecord, place: Place): string {
    const siblings = this.#state.siblings(record.type, place.parent ?? null);
    let order = place.order;
    for (;;) {
      // No id sorts after "\uffff", so this is the first sibling behind all that stand at `order`.
      const at = position(siblings, [order, "\uffff"]);
      const stands = siblings[at - 1];
      const there =
        stands !== undefined &&
        stands[0] === order &&
        stands[1] !== record.id &&
        !this.#gone.has(stands[1]) &&
        !Object.hasOwn(this.#updated.get(stands[1]) ?? {}, "place");
      if (!there && !this.#taken.has(spot(record.type, place.parent, order))) return order;
      order = keyBetween(order, siblings[at]?.[0] ?? null);
    }
  }

  #find(id: string): AnyRecord | undefined {
    return this.#added.get(id) ?? (this.#gone.has(id) ? undefined : this.#state.get(id));
  }

  #expect(record: AnyRecord, name: string, target: string, parent?: TypeName): void {
    const wanted = parent ?? fieldInfo(record.type, name)?.target;
    const found = this.#find(target);
    if (!found || wanted === "*" || wanted === found.type) return;
    throw new InvalidDocument(
      `${record.id}.${name} is "${target}", which is a ${found.type}; it must be a ${wanted}`,
      { record: record.id, field: name, value: target },
    );
  }
}

function newest(record: AnyRecord, fields: Bag, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : value(record, name);
}

function spot(type: TypeName, parent: string | null | undefined, order: string): string {
  return `${type}/${parent ?? ""}/${order}`;
}

/** The type of record the place of a record must lie in. */
function parentType(type: TypeName, place: Place): TypeName | undefined {
  if (type === "touchpoint") return "phase";
  if (type === "card") return place.level ? "phase" : "touchpoint";
  return undefined;
}

function removed(missing: string, record: string, field?: string): RemovedRecord {
  const what = missing === record ? "it" : `what "${record}" hangs on`;
  return new RemovedRecord(
    `record "${missing}" is not in the map (any more), so ${what} cannot be edited; undo its removal first`,
    { record, value: missing, ...(field !== undefined && { field }) },
  );
}
