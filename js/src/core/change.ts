import { WrongBase } from "./errors";
import { canonicalRecord, canonicalValue, value, withFields } from "./fields";
import { own, same } from "./json";
import { type AnyRecord, TYPES } from "./schema.gen";

export type Pair = readonly [old: unknown, next: unknown];
export type FieldUpdates = Readonly<Record<string, Pair>>;

/**
 * What one edit does, every part keyed by record id; an absent part is empty. The records in
 * `added` and `removed` are whole, so that a change can be inverted without the document.
 */
export interface Change {
  readonly added?: Readonly<Record<string, AnyRecord>>;
  readonly updated?: Readonly<Record<string, FieldUpdates>>;
  readonly removed?: Readonly<Record<string, AnyRecord>>;
}

/** The parts of a change while it is put together. */
export interface Parts {
  added: Record<string, AnyRecord>;
  updated: Record<string, FieldUpdates>;
  removed: Record<string, AnyRecord>;
}

/** What a change reads its base from: a `State`, or a plain `Map`. */
export interface Records {
  get(id: string): AnyRecord | undefined;
}

/** A change from its parts, empty ones left out. */
export function changeOf(parts: Change): Change {
  return {
    ...(filled(parts.added) && { added: parts.added }),
    ...(filled(parts.updated) && { updated: parts.updated }),
    ...(filled(parts.removed) && { removed: parts.removed }),
  };
}

function filled<T extends object>(part: T | undefined): part is T {
  if (part) for (const _ in part) return true;
  return false;
}

export function isEmpty(change: Change): boolean {
  return !filled(change.added) && !filled(change.updated) && !filled(change.removed);
}

/** Ids of all records the change touches. */
export function touchedIds(change: Change): Set<string> {
  return new Set([
    ...Object.keys(change.added ?? {}),
    ...Object.keys(change.updated ?? {}),
    ...Object.keys(change.removed ?? {}),
  ]);
}

/** The change with records and values in the one form both sides agree on. */
export function canonicalChange(change: Change): Change {
  const records = (part: Change["added"]) =>
    mapValues(part ?? {}, (record: AnyRecord) => canonicalRecord(record));
  return changeOf({
    added: records(change.added),
    updated: mapValues(change.updated ?? {}, (fields) =>
      mapEntries(
        fields,
        (name, [old, next]): Pair => [canonicalValue(name, old), canonicalValue(name, next)],
      ),
    ),
    removed: records(change.removed),
  });
}

/** The change that takes `change` back. Needs no document. */
export function invert(change: Change): Change {
  return changeOf({
    added: change.removed ?? {},
    updated: mapValues(change.updated ?? {}, (fields) =>
      mapValues(fields, ([old, next]): Pair => [next, old]),
    ),
    removed: change.added ?? {},
  });
}

/** One change that does what `first` and then `second` do. */
export function squash(first: Change, second: Change): Change {
  const parts: Parts = {
    added: { ...first.added },
    updated: { ...first.updated },
    removed: { ...first.removed },
  };
  for (const [id, record] of Object.entries(second.removed ?? {})) squashRemoved(parts, id, record);
  for (const [id, fields] of Object.entries(second.updated ?? {})) squashUpdated(parts, id, fields);
  for (const [id, record] of Object.entries(second.added ?? {})) squashAdded(parts, id, record);
  return changeOf(parts);
}

function squashRemoved({ added, updated, removed }: Parts, id: string, record: AnyRecord): void {
  if (Object.hasOwn(added, id)) {
    delete added[id];
    return;
  }
  // What is removed must be the record as it was before both changes.
  const before = mapValues(own(updated, id) ?? {}, ([old]) => old);
  delete updated[id];
  removed[id] = withFields(record, before);
}

function squashUpdated({ added, updated }: Parts, id: string, fields: FieldUpdates): void {
  const fresh = own(added, id);
  if (fresh) {
    added[id] = withFields(
      fresh,
      mapValues(fields, ([, next]) => next),
    );
    return;
  }
  const mine = own(updated, id) ?? {};
  const both = {
    ...mine,
    ...mapEntries(fields, (name, [old, next]) => merged(mine, name, old, next)),
  };
  const kept = Object.entries(both).filter(([, [old, next]]) => !same(old, next));
  if (kept.length > 0) updated[id] = Object.fromEntries(kept);
  else delete updated[id];
}

function merged(mine: FieldUpdates, name: string, old: unknown, next: unknown): Pair {
  const earlier = own(mine, name);
  return [earlier ? earlier[0] : old, next];
}

function squashAdded({ added, updated, removed }: Parts, id: string, record: AnyRecord): void {
  const gone = own(removed, id);
  if (!gone || gone.type !== record.type) {
    // One id, two types: no update says that, so it stays a removal and an addition.
    added[id] = record;
    return;
  }
  delete removed[id];
  const fields = difference(gone, record);
  if (filled(fields)) updated[id] = fields;
}

/** The fields in which two records of one type differ. */
export function difference(old: AnyRecord, next: AnyRecord): FieldUpdates {
  const names = new Set([
    ...Object.keys(TYPES[old.type].fields),
    ...Object.keys(old),
    ...Object.keys(next),
  ]);
  const fields: Record<string, Pair> = {};
  for (const name of names) {
    const before = value(old, name);
    const after = value(next, name);
    if (!same(before, after)) fields[name] = [before, after];
  }
  return fields;
}

/**
 * What the touched records become (null: gone); `records` stays as it is.
 * Throws `WrongBase` when a record to add is there, one to update or remove is not, or an old
 * value differs.
 */
export function applyTo(records: Records, change: Change): Map<string, AnyRecord | null> {
  const result = new Map<string, AnyRecord | null>();
  for (const [id, record] of Object.entries(change.removed ?? {})) {
    if (!same(records.get(id), record)) {
      throw new WrongBase(
        `record "${id}" is not as it was when it was to be removed; rebase first`,
        { record: id },
      );
    }
    result.set(id, null);
  }
  for (const [id, record] of Object.entries(change.added ?? {})) {
    if (records.get(id) && !result.has(id)) {
      throw new WrongBase(`record "${id}" is there already; use another id`, { record: id });
    }
    result.set(id, record);
  }
  for (const [id, fields] of Object.entries(change.updated ?? {})) {
    const current = result.has(id) ? result.get(id) : records.get(id);
    if (!current) throw new WrongBase(`record "${id}" is not there`, { record: id });
    result.set(id, updatedRecord(current, fields));
  }
  return result;
}

function updatedRecord(current: AnyRecord, fields: FieldUpdates): AnyRecord {
  for (const [name, [old]] of Object.entries(fields)) {
    const held = value(current, name);
    if (!same(held, old)) {
      throw new WrongBase(
        `${current.id}.${name} is ${JSON.stringify(held)}, not ${JSON.stringify(old)}; rebase first`,
        { record: current.id, field: name, value: old },
      );
    }
  }
  return withFields(
    current,
    mapValues(fields, ([, next]) => next),
  );
}

function mapValues<A, B>(
  object: Readonly<Record<string, A>>,
  to: (held: A) => B,
): Record<string, B> {
  return mapEntries(object, (_, held) => to(held));
}

function mapEntries<A, B>(
  object: Readonly<Record<string, A>>,
  to: (key: string, held: A) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(object).map(([key, held]) => [key, to(key, held)]));
}
