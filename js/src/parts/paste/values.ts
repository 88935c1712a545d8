import { scaleOf, snap } from "../../core/emotion";
import { TYPES } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { type Translator, valueLabel } from "../../i18n";
import { parseDuration } from "../../ui/duration";
import { isDate } from "../../ui/fields";
import { longest, RANGES } from "../copy/limits";
import { fold } from "../search/find";
import { NO, YES } from "./words";

/** Why a cell could not be read: a text of the part, with what it says. */
export interface Trouble {
  readonly key:
    | "bad_number"
    | "bad_range"
    | "bad_time"
    | "bad_date"
    | "bad_choice"
    | "too_long"
    | "bad_flag";
  readonly vars?: Readonly<Record<string, string | number>>;
}

export type Read<T> = { readonly value: T } | { readonly trouble: Trouble };

const trouble = (key: Trouble["key"], vars: Trouble["vars"] = {}): { trouble: Trouble } => ({
  trouble: { key, vars },
});

/** A number with a comma or a point, a real minus, a plus, blanks between thousands. */
export function readNumber(text: string): number | null {
  const plain = text
    .replace(/[\s\u00a0\u202f']/g, "")
    .replace("−", "-")
    .replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

export function readScore(state: State, text: string): Read<number> {
  const number = readNumber(text);
  if (number === null || !Number.isFinite(number)) return trouble("bad_number");
  const scale = scaleOf(state);
  const { min, max } = scale;
  if (number < min || number > max) return trouble("bad_range", { min, max });
  return { value: snap(scale, number, true) };
}

export function readText(field: string, text: string): Read<string> {
  const most = longest(field);
  const shaped = most < 20_000 ? text.replace(/\s*\n\s*/g, " ").trim() : text.trim();
  const whole = shaped.replace(/\p{Surrogate}/gu, "\uFFFD");
  return whole.length > most ? trouble("too_long", { n: most }) : { value: whole };
}

/** The value of a field of a touchpoint, of which columns have one. */
export function readField(t: Translator, field: string, text: string): Read<unknown> {
  const info = TYPES.touchpoint.fields[field];
  switch (info?.role) {
    case "number":
      return field === "duration" || field === "wait" ? readTime(text) : readBounded(field, text);
    case "flag":
      return readFlag(text);
    case "date":
      return isDate(text.trim()) ? { value: text.trim() } : trouble("bad_date");
    case "choice":
      return readChoice(t, info.known ?? [], text);
    case "set":
      return readTags(text);
    default:
      return readText(field, text);
  }
}

/** Several names in a cell: by commas, semicolons or lines. */
export function readNames(text: string): Read<string[]> {
  const names = text.split(/[,;\n]/).map((name) => name.trim());
  const kept = [...new Set(names.filter(Boolean))];
  return kept.some((name) => name.length > 1000)
    ? trouble("too_long", { n: 1000 })
    : { value: kept };
}

export function readTags(text: string): Read<string[]> {
  const read = readNames(text);
  const long = "value" in read && read.value.some((tag) => tag.length > 200);
  return long ? trouble("too_long", { n: 200 }) : read;
}

function readTime(text: string): Read<number> {
  const seconds = parseDuration(text);
  return seconds === null || seconds > 1e300 ? trouble("bad_time") : { value: seconds };
}

function readBounded(field: string, text: string): Read<number> {
  const number = readNumber(text);
  const [min, max, whole] = RANGES[field] ?? [-1e300, 1e300];
  if (number === null || (whole && !Number.isInteger(number))) return trouble("bad_number");
  return number < min || number > max ? trouble("bad_range", { min, max }) : { value: number };
}

function readFlag(text: string): Read<boolean> {
  const word = fold(text).trim();
  if (YES.has(word)) return { value: true };
  return NO.has(word) ? { value: false } : trouble("bad_flag");
}

/** By the word of the interface, or the one of files. */
function readChoice(t: Translator, known: readonly string[], text: string): Read<string> {
  const word = fold(text).trim();
  const found = known.find(
    (choice) => word === choice.replaceAll("_", " ") || word === fold(valueLabel(t, choice)),
  );
  return found ? { value: found } : trouble("bad_choice");
}
