import { canonicalRecord } from "./fields";
import { isBag } from "./json";
import type { AnyRecord } from "./schema.gen";
import type { State } from "./state";

const CRC_TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** JSON with keys sorted (by code unit) at every level and no spaces. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isBag(value)) return JSON.stringify(value) ?? "null";
  const entries = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${entries.join(",")}}`;
}

export function recordDigest(record: AnyRecord): number {
  return crc32(new TextEncoder().encode(canonicalJson(canonicalRecord(record))));
}

/** The sum over all records: the order of records does not matter. */
export function digestOf(records: Iterable<AnyRecord>): number {
  let sum = 0;
  for (const record of records) sum = (sum + recordDigest(record)) >>> 0;
  return sum;
}

/**
 * The digest of a document that is edited, kept up at the cost of what changed. The first reading
 * of a large document is done in steps, so that it never holds up an edit.
 */
export class RunningDigest {
  readonly #state: State;
  readonly #known = new Map<string, number>();
  #stale = new Set<string>();
  #sum = 0;
  #started = false;

  constructor(state: State) {
    this.#state = state;
  }

  get started(): boolean {
    return this.#started;
  }

  /** Begin to read the document; until then `touch` costs nothing. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    for (const record of this.#state.records()) this.#stale.add(record.id);
  }

  /** The state was replaced. */
  reset(): void {
    this.#known.clear();
    this.#stale = new Set();
    this.#sum = 0;
    this.#started = false;
  }

  /** These records have changed. */
  touch(ids: Iterable<string>): void {
    if (this.#started) for (const id of ids) this.#stale.add(id);
  }

  /** Read at most `limit` records. Returns whether all are read. */
  step(limit: number): boolean {
    let left = limit;
    for (const id of this.#stale) {
      if (left-- <= 0) return false;
      this.#read(id);
    }
    return this.#started;
  }

  /** The digest of the state as it is, or undefined while more than `limit` are to be read. */
  value(limit: number): number | undefined {
    return this.step(limit) ? this.#sum : undefined;
  }

  #read(id: string): void {
    const record = this.#state.get(id);
    const next = record ? recordDigest(record) : 0;
    this.#sum = (this.#sum - (this.#known.get(id) ?? 0) + next) >>> 0;
    if (record) this.#known.set(id, next);
    else this.#known.delete(id);
    this.#stale.delete(id);
  }
}
