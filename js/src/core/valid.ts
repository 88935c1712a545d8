import type { Change } from "./change";
import { InvalidDocument } from "./errors";
import { fieldInfo, isTypeName } from "./fields";
import { isBag } from "./json";
import { checkKey } from "./order";
import type { AnyRecord, Place, TypeName } from "./schema.gen";
import type { State } from "./state";

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const TEXTS: ReadonlySet<string> = new Set(["text", "word", "choice", "date", "color"]);
const LISTS: ReadonlySet<string> = new Set(["refs", "steps", "set", "texts"]);
const TABLES: ReadonlySet<string> = new Set(["facts", "extra"]);

/**
 * Throws `InvalidDocument` unless records and values have the shape of their types. Python checks
 * limits too; this is what keeps an authority in the browser from taking nonsense.
 */
export function checkChange(change: Change, state: State): void {
  for (const [id, record] of Object.entries(change.added ?? {})) checkRecord(id, record);
  for (const [id, fields] of Object.entries(change.updated ?? {})) {
    const record = state.get(id);
    if (!record) continue;
    for (const [name, pair] of Object.entries(fields)) {
      if (!Array.isArray(pair) || pair.length !== 2) throw wrong(id, name, pair);
      checkField(record.type, id, name, pair[1]);
    }
  }
  for (const [id, record] of Object.entries(change.removed ?? {})) {
    if (!isBag(record) || !isTypeName(record.type)) throw wrong(id, "type", record);
  }
}

function checkRecord(id: string, record: AnyRecord): void {
  if (!isBag(record) || record.id !== id || !ID.test(id) || id === "__proto__") {
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
  for (const [name, held] of Object.entries(record)) {
    if (name !== "type" && name !== "id") checkField(record.type, id, name, held);
  }
  if (fieldInfo(record.type, "place") && !isBag((record as { place?: unknown }).place)) {
    throw wrong(id, "place", null);
  }
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
  if (role === "number") return typeof held === "number" && Number.isFinite(held);
  if (role === "flag") return typeof held === "boolean";
  if (LISTS.has(role)) return Array.isArray(held) && held.every((item) => typeof item === "string");
  if (TABLES.has(role)) return isBag(held);
  return true;
}

function wrong(id: string, name: string, held: unknown): InvalidDocument {
  return new InvalidDocument(`${id}.${name} cannot be ${JSON.stringify(held) ?? "nothing"}`, {
    record: id,
    field: name,
    value: held,
  });
}
