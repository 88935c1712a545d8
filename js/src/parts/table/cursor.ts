/** Stands for the row of headings; ids of records never begin with "#". */
export const HEAD = "#head";

/** Where one is: a row (or the heading) and a column. */
export interface Cursor {
  readonly row: string;
  readonly column: string;
}

/** The cell in which somebody types; `typed` is the key that began it. */
export interface Typing extends Cursor {
  readonly typed: string;
  /** The row was added a moment ago, and is named for the first time. */
  readonly fresh?: boolean;
}

/** The rows from the one last selected to another, as they stand. */
export function spannedRows(
  rows: readonly string[],
  selected: readonly string[],
  to: string,
): readonly string[] {
  const anchor = [...selected].reverse().find((id) => rows.includes(id)) ?? to;
  const [from, end] = [rows.indexOf(anchor), rows.indexOf(to)];
  const between = rows.slice(Math.min(from, end), Math.max(from, end) + 1);
  // The anchor stays last, so that the next one spans from the same place.
  return [...between.filter((id) => id !== anchor), anchor];
}
