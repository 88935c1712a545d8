import type { Layout } from "../../core/layout";
import type { Card } from "../../core/schema.gen";
import type { State } from "../../core/state";
import type { Sieve } from "./sieve";
import type { MapView } from "./view";

/** Rows that are no lanes; ids of records never begin with "#". */
export const PHASES = "#phases";
export const TOUCHPOINTS = "#touchpoints";
/** The column of row headers. */
export const HEADER = "#header";

/** Where the keyboard is. It names records, not numbers, so it stays with them when they move. */
export interface Cursor {
  readonly row: string;
  /** `HEADER`, a touchpoint, or the phase a column stands for ("" when that is none). */
  readonly col: string;
  /** A card, chip or point inside the cell. */
  readonly item?: string;
  /** The column number it was in, to come back to from a phase and when the record is gone. */
  readonly index?: number;
}

/** Items are ids; everyone's point needs one too. */
export function pointId(persona: string): string {
  return persona || "#everyone";
}

export interface Grid {
  readonly state: State;
  readonly layout: Layout;
  /** What a filter leaves; the columns are those it leaves already. */
  readonly sieve?: Sieve | null;
}

export function rowsOf({ state, sieve }: Grid): string[] {
  const lanes = state.siblings("lane").map(([, id]) => id);
  return [PHASES, TOUCHPOINTS, ...lanes.filter((id) => !sieve?.hides(id))];
}

/** Column number of a cursor: -1 is the header; the nearest there is when its record is gone. */
export function columnOf({ state, layout }: Grid, cursor: Cursor): number {
  if (cursor.col === HEADER) return -1;
  const group = cursor.row === PHASES ? layout.groupOf(cursor.col || null) : undefined;
  if (group) {
    const inside = (cursor.index ?? -1) - group.start;
    return inside >= 0 && inside < group.count ? (cursor.index as number) : group.start;
  }
  const found = cursor.col
    ? layout.indexOf(state, cursor.col)
    : (layout.groupOf(null)?.start ?? -1);
  if (found >= 0) return found;
  return Math.min(layout.columns - 1, Math.max(0, cursor.index ?? 0));
}

/** The cursor at a row and column number, clamped to the grid. */
export function cursorAt(grid: Grid, row: number, column: number): Cursor {
  const { layout } = grid;
  const rows = rowsOf(grid);
  const name = rows[Math.min(rows.length - 1, Math.max(0, row))] as string;
  if (column < 0 || layout.columns === 0) return { row: name, col: HEADER };
  const index = Math.min(layout.columns - 1, column);
  const found = layout.column(index);
  if (name !== PHASES) return { row: name, col: found?.key ?? HEADER, index };
  return { row: name, col: found?.group.phase ?? "", index };
}

/**
 * The column from which a card that is spread over a phase is reached: where the cursor is when
 * that is one of the phase, else its first one.
 */
export function underPhase(grid: Grid, cursor: Cursor, phase: string): string {
  const { layout } = grid;
  const now = layout.column(columnOf(grid, cursor));
  const first = layout.column(layout.groupOf(phase)?.start ?? -1);
  return (now?.group.phase === phase ? now : first)?.key ?? phase;
}

/** Where a card is: in its cell or, over a phase, above one of the columns. */
export function cardCursor(grid: Grid, cursor: Cursor, card: Card): Cursor {
  const parent = card.place.parent ?? "";
  const col = card.place.level ? underPhase(grid, cursor, parent) : parent;
  return { row: card.lane, col, item: card.id };
}

/** The cursor itself when its cell is there, else the nearest one that is. */
export function settled(grid: Grid, cursor: Cursor): Cursor {
  const rows = rowsOf(grid);
  const row = rows.indexOf(cursor.row);
  const near = cursorAt(grid, row < 0 ? rows.length - 1 : row, columnOf(grid, cursor));
  if (near.row !== cursor.row || near.col !== cursor.col) return near;
  const shown = cursor.item !== undefined && !grid.sieve?.hides(cursor.item);
  return shown ? { ...near, item: cursor.item as string } : near;
}

const PAGE = 5;

/** Where a key leads; null when it is no key that moves. */
export function moved(
  grid: Grid,
  cursor: Cursor,
  key: { key: string; ctrl: boolean },
): Cursor | null {
  const rows = rowsOf(grid);
  const row = Math.max(0, rows.indexOf(cursor.row));
  const column = columnOf(grid, cursor);
  const last = grid.layout.columns - 1;
  switch (key.key) {
    case "ArrowUp":
      return cursorAt(grid, row - 1, column);
    case "ArrowDown":
      return cursorAt(grid, row + 1, column);
    case "PageUp":
      return cursorAt(grid, row - PAGE, column);
    case "PageDown":
      return cursorAt(grid, row + PAGE, column);
    case "ArrowLeft":
      return cursorAt(grid, row, before(grid, cursor, column));
    case "ArrowRight":
      return cursorAt(grid, row, after(grid, cursor, column));
    case "Home":
      return cursorAt(grid, key.ctrl ? 0 : row, -1);
    case "End":
      return cursorAt(grid, key.ctrl ? rows.length - 1 : row, last);
    default:
      return null;
  }
}

function before(grid: Grid, cursor: Cursor, column: number): number {
  if (cursor.row !== PHASES || column < 0) return column - 1;
  const group = grid.layout.groupAt(column);
  const previous = group && group.start > 0 ? grid.layout.groupAt(group.start - 1) : undefined;
  return previous ? previous.start : -1;
}

function after(grid: Grid, cursor: Cursor, column: number): number {
  if (cursor.row !== PHASES || column < 0) return column + 1;
  const group = grid.layout.groupAt(column);
  const next = group ? group.start + group.count : column + 1;
  return next < grid.layout.columns ? next : column;
}

/** The cell in which a record is shown. */
export function cellOf({ grid, cursor }: Pick<MapView, "grid" | "cursor">, id: string) {
  const record = grid().state.get(id);
  switch (record?.type) {
    case "phase":
      return { row: PHASES, col: id };
    case "touchpoint":
      return { row: TOUCHPOINTS, col: id };
    case "lane":
      return { row: id, col: HEADER };
    case "card":
      return cardCursor(grid(), cursor.peek(), record);
    case "experience":
      return { row: TOUCHPOINTS, col: record.touchpoint };
    default:
      return null;
  }
}
