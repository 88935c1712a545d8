/** Spans of time as people write them, to and from seconds. Pure. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Beginnings of the words for units in the languages of the interface, longest match first. */
const UNITS: readonly (readonly [pattern: RegExp, seconds: number])[] = [
  [/^(mo|mes|mies|mois)/, 30 * DAY],
  [/^(m|min.*|′|')$/, MINUTE],
  [/^(s|sec.*|sek.*|″|")$/, 1],
  [/^(h|hr.*|hour.*|or[ae]|g(?=odz).*|heure.*)$/, HOUR],
  [/^(d|day.*|dni.*|dzień|dzien|dnia|g|gg|giorn.*|j|jour.*)$/, DAY],
  [/^(w|wk.*|week.*|set.*|tyg.*|tydz.*|sem.*)$/, 7 * DAY],
  [/^(y|yr.*|year.*|ann[oi]|années?|ans?|rok.*|lata?)$/, 365 * DAY],
];

/** Above this a number of days says nothing; seconds with an exponent do. */
const MAX_DAYS = 1e9;

/** "1 h 30 min", "2 days", "90", "1:30": seconds, or null for what is no time. Bare: minutes. */
export function parseDuration(text: string): number | null {
  const written = text
    .trim()
    .toLowerCase()
    .replace(/[\u00a0\u202f]/g, " ");
  const clock = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(written);
  if (clock) return Number(clock[1]) * HOUR + Number(clock[2]) * MINUTE + Number(clock[3] ?? 0);
  const plain = written.replace(/,?\s+(?:and|e|et|i)\s+|,\s+/g, " ");
  const parts = [...plain.matchAll(/(\d+(?:[.,]\d+)?(?:e\+?\d+)?)\s*([^\d\s.,]*)\.?\s*/gy)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join("") !== plain) return null;
  let total = 0;
  let last: number | null = null;
  for (const [, number = "", word = ""] of parts) {
    const unit: number | null = word ? unitOf(word) : unitAfter(last, parts.length);
    if (unit === null) return null;
    total += Number(number.replace(",", ".")) * unit;
    last = unit;
  }
  return Number.isFinite(total) ? Number(total.toPrecision(15)) : null;
}

/** The unit of a bare number: minutes when it stands alone, the next smaller one in "1 h 30". */
function unitAfter(last: number | null, count: number): number | null {
  if (last === null) return count === 1 ? MINUTE : null;
  return last === HOUR ? MINUTE : last === MINUTE ? 1 : null;
}

function unitOf(word: string): number | null {
  return UNITS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

/** Seconds as "6 min", "2 days", "1 h 30 min" in a language. `parseDuration` reads it back. */
export function formatDuration(seconds: number, language = "en"): string {
  if (seconds >= MAX_DAYS * DAY) return `${seconds} s`;
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const rest = Number((seconds % MINUTE).toPrecision(12));
  const parts: string[] = [];
  if (days) {
    const number = new Intl.NumberFormat(language, {
      style: "unit",
      unit: "day",
      unitDisplay: "long",
      useGrouping: false,
    });
    parts.push(number.format(days));
  }
  if (hours) parts.push(`${hours} h`);
  if (minutes) parts.push(`${minutes} min`);
  if (rest || parts.length === 0) {
    const number = new Intl.NumberFormat(language, { maximumFractionDigits: 12 });
    parts.push(`${number.format(rest)} s`);
  }
  return parts.join(" ");
}
