import { InvalidDocument } from "../../core/errors";
import { fieldInfo } from "../../core/fields";
import { isBag } from "../../core/json";
import type { AnyRecord } from "../../core/schema.gen";
import { MAX_NAME, MAX_TEXT } from "../../ui/text";

const MAX_WORD = 200;
const MAX_DEPTH = 16;
const MAX_NUMBER = 1e300;
const MAX_ITEMS = 10_000;

type Range = readonly [least: number, most: number, whole?: boolean];
const RATING: Range = [1, 5, true];
const SHARE: Range = [0, 1];
const COUNT: Range = [0, Number.MAX_SAFE_INTEGER, true];
const POSITIVE: Range = [0, MAX_NUMBER];

/** Numbers that have bounds, by field; as in the JSON Schema of the map. */
export const RANGES: Readonly<Record<string, Range>> = {
  importance_customer: RATING,
  importance_business: RATING,
  severity: RATING,
  impact: RATING,
  effort: RATING,
  influence: RATING,
  share: SHARE,
  probability: SHARE,
  n: COUNT,
  count: COUNT,
  weight: COUNT,
  votes_per_person: COUNT,
  duration: POSITIVE,
  wait: POSITIVE,
  elapsed: POSITIVE,
  sd: POSITIVE,
  height: POSITIVE,
};

/** Throws unless texts, numbers and depth of a record are such as Python takes. */
export function checkLimits(record: AnyRecord): void {
  for (const [name, held] of Object.entries(record)) {
    if (!withinLimits(record, name, held)) {
      throw new InvalidDocument(`${record.id}.${name}`, { record: record.id, field: name });
    }
  }
}

function withinLimits(record: AnyRecord, name: string, held: unknown): boolean {
  const role = fieldInfo(record.type, name)?.role ?? "";
  if (typeof held === "string") {
    const most = role === "text" ? longest(name) : role === "word" ? MAX_WORD * 20 : MAX_TEXT;
    return isText(held, most);
  }
  if (typeof held === "number") {
    const [least, most, whole] = RANGES[name] ?? [-MAX_NUMBER, MAX_NUMBER];
    return held >= least && held <= most && (!whole || Number.isInteger(held));
  }
  return isPlain(held, MAX_DEPTH);
}

/** How long a text may be: what names something is short. */
export function longest(field: string): number {
  return field === "name" || field === "title" ? MAX_NAME : MAX_TEXT;
}

/** Counted as Python does, in characters; half of a pair is none. */
function isText(text: string, most: number): boolean {
  if (/\p{Surrogate}/u.test(text)) return false;
  return text.length <= most || (text.length <= most * 2 && [...text].length <= most);
}

/** Whether a value nests no deeper, and holds texts and numbers that JSON of Python takes. */
function isPlain(held: unknown, depth: number): boolean {
  if (typeof held === "string") return isText(held, MAX_TEXT);
  if (typeof held === "number") return Number.isFinite(held) && Math.abs(held) <= MAX_NUMBER;
  if (held === null || typeof held !== "object") return true;
  if (depth === 0) return false;
  const items = isBag(held) ? Object.entries(held).flat() : (held as unknown[]);
  return items.length <= MAX_ITEMS * 2 && items.every((item) => isPlain(item, depth - 1));
}
