import type { Change } from "./change";
import { InvalidDocument } from "./errors";
import { fieldInfo, isTypeName } from "./fields";
import { type Bag, isBag } from "./json";
import { checkKey, isKey } from "./order";
import { type AnyRecord, type Place, TYPES, type TypeName } from "./schema.gen";
import type { State } from "./state";

const ID = /^[A-Za-z0-9_-]{1,64}$/;
/** Nothing else gets into a style. */
const COLOR = /^(#[0-9a-fA-F]{6})?$/;
const TEXTS: ReadonlySet<string> = new Set(["text", "word", "choice", "date"]);
const LISTS: ReadonlySet<string> = new Set(["refs", "steps", "set", "texts"]);
/** What `typeof` says of the fields that are no object, by type; without a prototype. */
const KINDS = Object.fromEntries(
  Object.entries(TYPES).map(([type, { fields }]) => {
    const kinds: Record<string, string> = Object.create(null);
    for (const [name, { role }] of Object.entries(fields)) {
      if (TEXTS.has(role) || role === "ref") kinds[name] = "string";
      else if (role === "number" || role === "flag")
        kinds[name] = role === "flag" ? "boolean" : role;
    }
    return [type, Object.assign(kinds, { type: "string", id: "string" })];
  }),
) as unknown as Readonly<Record<TypeName, Readonly<Record<string, string>>>>;
const TABLES: ReadonlySet<string> = new Set(["facts", "extra"]);

/**
 * Throws `InvalidDocument` unless records and values have the shape of their types. Python checks
 * limits too; this is what keeps an authority in the browser from taking nonsense.
 */
export function checkChange(change: Change, state: State): void {
  if (!isBag(change)) throw wrong("the change", "change", change);
  for (const [id, record] of Object.entries(change.added ?? {})) checkRecord(id, record);
  for (const [id, fields] of Object.entries(change.updated ?? {})) {
    const record = state.get(id);
    if (!record) continue;
    if (!isBag(fields)) throw wrong(id, "fields", fields);
    for (const [name, pair] of Object.entries(fields)) {
      if (!Array.isArray(pair) || pair.length !== 2) throw wrong(id, name, pair);
      checkField(record.type, id, name, pair[1]);
    }
  }
  for (const [id, record] of Object.entries(change.removed ?? {})) {
    if (!isBag(record) || !isTypeName(record.type)) throw wrong(id, "type", record);
  }
}

/**
 * Throws `InvalidDocument` unless a record is sound by itself. With `told` the authority made its
 * order key, and only the look of that is checked: a document has them by the thousand.
 */
export function checkRecord(id: string, record: AnyRecord, told = false): void {
  const sound = typeof id === "string" && ID.test(id) && id !== "__proto__";
  if (!sound || !isBag(record) || record.id !== id) {
    throw new InvalidDocument(
      `the id "${id}" cannot be used: take 1 to 64 letters, digits, _ or -`,
      {
        record: id,
        field: "id",
      },
    );
  }
  if (!isTypeName(record.type)) {
    throw new InvalidDocument(`"${id}" is of no type this version knows`, { record: id });
  }
  const fields = record as unknown as Bag;
  const kinds = KINDS[record.type];
  for (const name in fields) {
    const held = fields[name];
    // What nearly all are, told in no time.
    if (kinds[name] === typeof held && (typeof held !== "number" || Number.isFinite(held)))
      continue;
    if (told && name === "place" && isPlace(held)) continue;
    checkField(record.type, id, name, held);
  }
  if (fieldInfo(record.type, "place") && !isBag((record as { place?: unknown }).place)) {
    throw wrong(id, "place", null);
  }
}

function isPlace(held: unknown): boolean {
  return isBag(held) && isKey(held.order) && typeof (held.parent ?? "") === "string";
}

function checkField(type: TypeName, id: string, name: string, held: unknown): void {
  const info = fieldInfo(type, name);
  if (!info) {
    throw new InvalidDocument(`a ${type} has no field "${name}"`, { record: id, field: name });
  }
  if (held === null || held === undefined) {
    // What has a default, or must be somewhere, cannot be nothing.
    if (info.default === undefined && info.role !== "place") return;
    throw wrong(id, name, held);
  }
  if (info.role === "place") checkPlace(id, held);
  else if (!fits(info.role, held)) throw wrong(id, name, held);
}

function checkPlace(id: string, held: unknown): void {
  if (!isBag(held)) throw wrong(id, "place", held);
  const { order, parent } = held as unknown as Place;
  checkKey(order, id);
  if (parent != null && typeof parent !== "string") throw wrong(id, "place", held);
}

function fits(role: string, held: unknown): boolean {
  if (TEXTS.has(role) || role === "ref") return typeof held === "string";
  if (role === "color") return typeof held === "string" && COLOR.test(held);
  if (role === "number") return typeof held === "number" && Number.isFinite(held);
  if (role === "flag") return typeof held === "boolean";
  if (LISTS.has(role)) return Array.isArray(held) && held.every((item) => typeof item === "string");
  if (TABLES.has(role)) return isBag(held);
  return true;
}

function wrong(id: string, name: string, held: unknown): InvalidDocument {
  // Only the kind of thing is named: it may be of any depth and length.
  const what = held === null ? "null" : Array.isArray(held) ? "a list" : typeof held;
  return new InvalidDocument(`${id}.${name} cannot be ${what}`, {
    record: id,
    field: name,
    value: held,
  });
}
