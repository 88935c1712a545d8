import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import { InvalidDocument } from "./errors";
import type { Place, TypeName } from "./schema.gen";
import type { State } from "./state";

const KEY = /^[A-Za-z][0-9A-Za-z]{0,499}$/;

/** A key that sorts after `before` and before `after` (null: open end). */
export function keyBetween(before: string | null, after: string | null): string {
  // The library would swap the two; Python's refuses, and a swap only hides a mistake.
  if (before !== null && after !== null && before >= after) throw noGap(before, after);
  return guarded(() => generateKeyBetween(before, after), before ?? after);
}

/** `count` ascending keys between two keys. */
export function keysBetween(before: string | null, after: string | null, count: number): string[] {
  if (before !== null && after !== null && before >= after) throw noGap(before, after);
  return guarded(() => generateNKeysBetween(before, after, count), before ?? after);
}

/** Whether something looks like a fractional key. */
export function isKey(key: unknown): key is string {
  return typeof key === "string" && KEY.test(key);
}

/** Throws `InvalidDocument` unless `key` is a well-formed fractional key. */
export function checkKey(key: unknown, record: string): void {
  if (!isKey(key)) throw badKey(key, record);
  guarded(() => generateKeyBetween(key, null), key);
}

/**
 * The place at `index` among the siblings under a parent, counted without the record that moves
 * there (`movingId`). An index past the end is the end.
 */
export function placeAt(
  state: State,
  type: TypeName,
  parent: string | null,
  index: number,
  movingId?: string,
): Place {
  const siblings = state.siblings(type, parent).filter(([, id]) => id !== movingId);
  const at = Math.max(0, Math.min(index, siblings.length));
  const before = siblings[at - 1]?.[0] ?? null;
  // Two records may share a key for a moment: the gap is before the next greater one.
  const after = siblings.slice(at).find(([order]) => before === null || order > before);
  const level = type === "card" && parent !== null && state.get(parent)?.type === "phase";
  return {
    order: keyBetween(before, after?.[0] ?? null),
    ...(parent !== null && { parent }),
    ...(level && { level: "phase" as const }),
  };
}

function guarded<T>(make: () => T, key: unknown): T {
  try {
    return make();
  } catch {
    throw badKey(key);
  }
}

function noGap(before: string, after: string): InvalidDocument {
  return new InvalidDocument(`there is no order key between "${before}" and "${after}"`);
}

function badKey(key: unknown, record?: string): InvalidDocument {
  return new InvalidDocument(`${JSON.stringify(key)} is no order key: take one from placeAt`, {
    ...(record !== undefined && { record }),
    field: "place",
    value: key,
  });
}
