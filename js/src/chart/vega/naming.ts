/** Which records a row of data, and so a mark, stands for. */

/** In the order in which one of them is what a click selects. */
const FIELDS = [
  "record_id",
  "touchpoint_id",
  "card_id",
  "phase_id",
  "metric_id",
  "persona_id",
  "lane_id",
  "channel_id",
  "resource_id",
  "path_id",
  "person_id",
  "goal_id",
] as const;
/** A mark may stand for several at once. */
const LIST = "record_ids";

type Row = Readonly<Record<string, unknown>>;

const isId = (value: unknown): value is string => typeof value === "string" && value !== "";
const listed = (row: Row): string[] => {
  const list = row[LIST];
  return Array.isArray(list) ? list.filter(isId) : [];
};
const asRow = (datum: unknown): Row | null =>
  typeof datum === "object" && datum !== null ? (datum as Row) : null;

const MISSING: ReadonlySet<unknown> = new Set(["null", "undefined", "NaN"]);
/** What tells nothing. What is missing comes as a text, which may be somebody's own, too. */
const isNothing = (value: unknown, row: Row) =>
  value === null ||
  value === undefined ||
  value === "" ||
  (MISSING.has(value) && !Object.values(row).includes(value));

/** What a click on a mark of this row selects. */
export function meant(datum: unknown): readonly string[] {
  const row = asRow(datum);
  if (!row) return [];
  if (isId(row.record_id)) return [row.record_id];
  const several = listed(row);
  if (several.length > 0) return several;
  const field = FIELDS.find((name) => isId(row[name]));
  return field ? [row[field] as string] : [];
}

/** Every record a row names. */
export function named(datum: unknown): readonly string[] {
  const row = asRow(datum);
  if (!row) return [];
  return [...FIELDS.map((name) => row[name]).filter(isId), ...listed(row)];
}

export function isChosen(datum: unknown, ids: ReadonlySet<string> | null): boolean {
  const row = asRow(datum);
  if (!ids || !row) return false;
  return (
    FIELDS.some((name) => ids.has(row[name] as string)) || listed(row).some((id) => ids.has(id))
  );
}

/** Whether a row stands for something, and that is not what is selected. */
export function isFaded(datum: unknown, ids: ReadonlySet<string> | null): boolean {
  return ids !== null && !isChosen(datum, ids) && named(datum).length > 0;
}

/** What a row is called, for who does not see it: its tooltip, else the names beside the ids. */
export function spoken(datum: unknown, tooltip: unknown): string {
  const told = rowsOf(tooltip, datum).map(([title, value]) =>
    title ? `${title}: ${value}` : value,
  );
  if (told.length > 0) return told.join(", ");
  const row = asRow(datum) ?? {};
  for (const name of FIELDS) {
    const text = row[name.slice(0, -"_id".length)];
    if (isId(row[name]) && typeof text === "string" && text) return text;
  }
  const text = ["label", "name", "text", "row"].map((key) => row[key]).find(isId);
  return text ?? meant(datum).join(", ");
}

/** The rows of a tooltip of a row: title and value; one without a title for a plain text. */
export function rowsOf(tooltip: unknown, datum?: unknown): [title: string, value: string][] {
  if (tooltip === null || tooltip === undefined || tooltip === "") return [];
  if (typeof tooltip !== "object" || tooltip instanceof Date) return [["", String(tooltip)]];
  if (Array.isArray(tooltip)) return tooltip.flatMap((value) => rowsOf(value));
  return Object.entries(tooltip)
    .filter(([title, value]) => !isNothing(value, asRow(datum) ?? {}) && !/_ids?$/.test(title))
    .map(([title, value]) => [
      title,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]);
}
