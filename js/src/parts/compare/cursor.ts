/** Where one is in the grid, and where the arrows lead. */
import type { Column, Grid, Row, Spot } from "./grid";
import { HEADER } from "./grid";
import type { Together } from "./merge";
import { SIDES, type Side } from "./pairing";

/** A spot, and the record that was there: what moves within its cell takes the cursor along. */
export interface Cursor extends Spot {
  readonly id: string | null;
}

/** What is shown of a grid: all of it, or only what differs. */
export interface Shown {
  readonly grid: Grid;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
}

/** The pairs of a cell, one that says nothing for an empty cell. */
export function pairsAt(shown: Shown, row: Row, col: string): readonly Together[] {
  if (col === HEADER) return row.heads.length ? row.heads : [[null, null]];
  const column = shown.columns.find(({ key }) => key === col);
  const pairs = column ? shown.grid.pairs(row, column) : [];
  return pairs.length ? pairs : [[null, null]];
}

/** Whether there is anything on either side of a cell. */
const isEmpty = (pairs: readonly Together[]) =>
  pairs.length === 1 && !pairs[0]?.[0] && !pairs[0]?.[1];

/** The cursor as it stands now; `before` is what was shown when it was last moved. */
export function settled(shown: Shown, cursor: Cursor | null, before: Shown): Cursor | null {
  const { rows, columns } = shown;
  if (!rows.length) return null;
  const wanted = cursor ?? { row: "#touchpoints", col: "", pair: 0, side: 0 as Side, id: null };
  const row = rows.find(({ key }) => key === wanted.row) ?? near(rows, before.rows, wanted.row);
  const col =
    wanted.col === HEADER
      ? HEADER
      : ((
          columns.find(({ key }) => key === wanted.col) ?? near(columns, before.columns, wanted.col)
        )?.key ?? HEADER);
  if (!row) return null;
  const pairs = pairsAt(shown, row, col);
  const followed =
    wanted.id === null ? -1 : pairs.findIndex((ids) => ids[wanted.side] === wanted.id);
  const pair = followed >= 0 ? followed : Math.min(wanted.pair, pairs.length - 1);
  return at(shown, { row: row.key, col, pair, side: wanted.side });
}

/** What is where something was that is gone. */
function near<T extends { key: string }>(
  now: readonly T[],
  before: readonly T[],
  key: string,
): T | undefined {
  const place = before.findIndex((one) => one.key === key);
  return now[Math.min(now.length - 1, Math.max(0, place))];
}

function at(shown: Shown, spot: Spot): Cursor {
  const row = shown.rows.find(({ key }) => key === spot.row);
  const pairs = row ? pairsAt(shown, row, spot.col) : [];
  const side = isEmpty(pairs) ? 0 : spot.side;
  return { ...spot, side, id: pairs[spot.pair]?.[side] ?? null };
}

/** One step to the left or right (in the same row, on the same side), or to an end of the row. */
export function sideways(shown: Shown, cursor: Cursor, by: number): Cursor {
  const keys = [HEADER, ...shown.columns.map(({ key }) => key)];
  const index = Math.min(keys.length - 1, Math.max(0, keys.indexOf(cursor.col) + by));
  const row = shown.rows.find(({ key }) => key === cursor.row);
  const col = keys[index] ?? HEADER;
  if (!row) return cursor;
  const pair = Math.min(cursor.pair, pairsAt(shown, row, col).length - 1);
  return at(shown, { row: row.key, col, pair, side: cursor.side });
}

/** One step up or down in a column: sides of a pair, pairs of a cell, cells. */
export function upDown(shown: Shown, cursor: Cursor, by: 1 | -1): Cursor {
  const stops = shown.rows.flatMap((row) => {
    const pairs = pairsAt(shown, row, cursor.col);
    return pairs.flatMap((_, pair) =>
      SIDES.slice(0, isEmpty(pairs) ? 1 : 2).map((side) => ({ row: row.key, pair, side })),
    );
  });
  const here = stops.findIndex(
    ({ row, pair, side }) => row === cursor.row && pair === cursor.pair && side === cursor.side,
  );
  const next = stops[Math.min(stops.length - 1, Math.max(0, here + by))];
  return next ? at(shown, { ...next, col: cursor.col }) : cursor;
}

/** To the beginning or the end of a row or, with `all`, of the grid. */
export function edge(shown: Shown, cursor: Cursor, key: "Home" | "End", all: boolean): Cursor {
  const end = key === "End";
  const row = all ? (end ? shown.rows.at(-1) : shown.rows[0]) : undefined;
  const far = { ...cursor, ...(row && { row: row.key, pair: 0 }) };
  return sideways(shown, far, (end ? 1 : -1) * (shown.columns.length + 1));
}

export function atSpot(shown: Shown, spot: Spot): Cursor {
  return at(shown, spot);
}
