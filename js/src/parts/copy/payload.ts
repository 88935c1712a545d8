import { ownersOf, referencesOf } from "../../core/fields";
import { type Bag, isBag } from "../../core/json";
import type { AnyRecord, TypeName } from "../../core/schema.gen";
import { checkRecord } from "../../core/valid";
import { checkLimits } from "./limits";

/** Records on their way from a map to another place in it, or to another map. */
export interface Payload {
  /** The journey they come from: there an id says what is meant, elsewhere a name does. */
  readonly map: string;
  /** Of the scores. */
  readonly scale: { readonly min: number; readonly max: number };
  /** Ids of what was copied, in the order of the map. */
  readonly roots: readonly string[];
  /** What was copied and all that hangs on it. */
  readonly records: readonly AnyRecord[];
  /** What those point at: looked for where they arrive, and brought along if it is not there. */
  readonly context: readonly AnyRecord[];
}

/** What can be copied. */
export const ROOTS: ReadonlySet<TypeName> = new Set(["phase", "touchpoint", "lane", "card"]);
/** More than a clipboard is good for. */
const MOST_RECORDS = 20_000;
const MOST_CHARACTERS = 40_000_000;

/** A payload as an attribute: letters of base64 survive every clipboard and need no escapes. */
export function encodePayload(payload: Payload): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ cjm: 1, ...payload }));
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

/** The payload in pasted HTML; undefined when there is none. Throws when it is not sound. */
export function findPayload(html: string): Payload | undefined {
  const [, code] = /\sdata-cjm="([A-Za-z0-9+/=]*)"/.exec(html) ?? [];
  if (code === undefined) return undefined;
  if (code.length > MOST_CHARACTERS) throw new Error("too large");
  const bytes = Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0));
  return checkPayload(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
}

/** Throws unless this is a payload: it comes from anywhere. */
export function checkPayload(given: unknown): Payload {
  if (!isBag(given) || given.cjm !== 1) throw new Error("not of this version");
  const { map, roots, records, context } = given;
  if (typeof map !== "string") throw new Error("map");
  const scale = checkScale(given.scale);
  if (!Array.isArray(roots) || !roots.length) throw new Error("roots");
  if (!Array.isArray(records) || !Array.isArray(context)) throw new Error("records");
  if (records.length + context.length > MOST_RECORDS) throw new Error("too many records");
  const all = new Map<string, AnyRecord>();
  for (const record of [...records, ...context] as AnyRecord[]) {
    checkRecord(isBag(record) ? (record.id as string) : "", record);
    checkLimits(record);
    if (record.type === "journey" || all.has(record.id)) throw new Error(record.id);
    all.set(record.id, record);
  }
  for (const root of roots) {
    const found = typeof root === "string" ? all.get(root) : undefined;
    if (!found || !ROOTS.has(found.type) || !records.includes(found)) throw new Error("roots");
  }
  for (const record of records as AnyRecord[]) {
    for (const owner of ownersOf(record)) {
      const parent = (record as { place?: { parent?: string | null } }).place?.parent === owner;
      // The phase of a touchpoint is the one it is put into.
      if (!all.has(owner) && !(parent && roots.includes(record.id))) throw new Error(owner);
    }
  }
  return { map, scale, roots, records, context } as Payload;
}

function checkScale(given: unknown): Payload["scale"] {
  const { min, max } = (isBag(given) ? given : {}) as Bag;
  if (typeof min !== "number" || typeof max !== "number" || !(min < max)) throw new Error("scale");
  return { min, max };
}

/** The ids of a reference field, whether it holds one or many. */
export function referred(record: AnyRecord): string[] {
  const { single, many } = referencesOf(record.type);
  const fields = record as unknown as Bag;
  return [...single, ...many].flatMap((name) => (fields[name] ?? []) as string | string[]);
}
