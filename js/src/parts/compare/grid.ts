/** What stands where: the rows and columns of two maps, aligned. */
import { cardsOf, holdsCards, touchpointsOf } from "../../core/commands";
import { scoresAt } from "../../core/emotion";
import type { TypeName } from "../../core/schema.gen";
import type { State } from "../../core/state";
import type { Difference, Differences } from "./differences";
import { merged, type Together } from "./merge";
import { type Pairing, SIDES, type Side, type States } from "./pairing";

export const HEADER = "#header";

export interface Column {
  readonly key: string;
  /** A touchpoint, or a phase without any; null where that side has nothing here. */
  readonly ids: Together;
  /** The phase it is in: null for none, undefined where that side has nothing here. */
  readonly phase: readonly [string | null | undefined, string | null | undefined];
  /** Whether that phase begins here. */
  readonly begins: readonly [boolean, boolean];
}

export type RowKind = "phases" | "touchpoints" | "channels" | "cards" | "scores";

export interface Row {
  readonly key: string;
  readonly kind: RowKind;
  /** Lanes, and personas of a row of scores, that its heading names; a lane is named once. */
  readonly heads: readonly Together[];
  readonly lanes: Together;
  /** Of a row of scores: whose. `""` is everyone, null where that side does not know them. */
  readonly personas: Together;
}

/** What one stands on: one side of one pair in a cell. */
export interface Spot {
  readonly row: string;
  readonly col: string;
  readonly pair: number;
  readonly side: Side;
}

export const spotKey = ({ row, col, pair, side }: Spot) => `${row} ${col} ${pair} ${side}`;

const NOTHING: Together = [null, null];

export class Grid {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly #states: States;
  readonly #pairing: Pairing;
  readonly #columnOf: readonly [Map<string, Column>, Map<string, Column>];
  /** The first column of a phase. */
  readonly #firstOf: readonly [Map<string, Column>, Map<string, Column>];

  constructor(states: States, pairing: Pairing) {
    this.#states = states;
    this.#pairing = pairing;
    this.columns = columnsOf(states, pairing);
    const index = (side: Side) =>
      new Map(
        this.columns.flatMap((col) => (col.ids[side] === null ? [] : [[col.ids[side], col]])),
      );
    this.#columnOf = [index(0), index(1)];
    this.#firstOf = [new Map(), new Map()];
    for (const column of this.columns) {
      for (const side of SIDES) {
        const phase = column.phase[side];
        if (phase && !this.#firstOf[side].has(phase)) this.#firstOf[side].set(phase, column);
      }
    }
    this.rows = rowsOf(states, pairing);
  }

  /** The pairs in a cell, none for an empty one. */
  pairs(row: Row, column: Column): readonly Together[] {
    const [a, b] = this.#states;
    const at = (side: Side) => column.ids[side];
    switch (row.kind) {
      case "phases":
        return shown([column.phase[0] ?? null, column.phase[1] ?? null]);
      case "touchpoints":
      case "channels":
        return shown([touchpoint(a, at(0)), touchpoint(b, at(1))]);
      case "scores":
        return shown([this.#score(0, row, column), this.#score(1, row, column)]);
      default:
        return merged(this.#cards(0, row, column), this.#cards(1, row, column), (id) =>
          this.#pairing.partner(0, id),
        );
    }
  }

  /** Where a difference is seen; undefined for what has no place in the picture. */
  spot(difference: Difference): Spot | undefined {
    // What is on both sides is marked where it is in the second map.
    const side: Side = difference.ids[1] === null ? 0 : 1;
    const id = difference.ids[side] as string;
    return this.spotOf(difference.type, side, id);
  }

  /** Where a record of one side is seen. */
  spotOf(type: TypeName, side: Side, id: string): Spot | undefined {
    const state = this.#states[side];
    if (type === "phase") return spotAt("#phases", this.#firstOf[side].get(id), side);
    if (type === "touchpoint") return spotAt("#touchpoints", this.#columnOf[side].get(id), side);
    if (type === "lane" || type === "persona") return this.#head(side, id);
    if (type === "card") {
      const card = state.record("card", id);
      const row = this.rows.find(
        ({ kind, lanes }) => kind === "cards" && lanes[side] === card?.lane,
      );
      const column = this.#columnAt(side, card?.place.parent ?? "");
      if (!row || !column) return undefined;
      const pair = this.pairs(row, column).findIndex((ids) => ids[side] === id);
      return pair < 0 ? undefined : { row: row.key, col: column.key, pair, side };
    }
    if (type === "experience") {
      const felt = state.record("experience", id);
      const row = this.rows.find(
        ({ kind, personas }) => kind === "scores" && personas[side] === (felt?.persona ?? ""),
      );
      const column = this.#columnOf[side].get(felt?.touchpoint ?? "");
      if (!row || !column || this.#score(side, row, column) === null) return undefined;
      return { row: row.key, col: column.key, pair: 0, side };
    }
    return undefined;
  }

  #head(side: Side, id: string): Spot | undefined {
    for (const row of this.rows) {
      const pair = row.heads.findIndex((ids) => ids[side] === id);
      if (pair >= 0) return { row: row.key, col: HEADER, pair, side };
    }
    return undefined;
  }

  #columnAt(side: Side, holder: string): Column | undefined {
    return this.#columnOf[side].get(holder) ?? this.#firstOf[side].get(holder);
  }

  /** The cards of a cell: those over the phase, where it begins, before its own. */
  #cards(side: Side, row: Row, column: Column): string[] {
    const lane = row.lanes[side];
    if (lane === null) return [];
    const state = this.#states[side];
    const phase = column.phase[side] ?? "";
    const over =
      this.#firstOf[side].get(phase)?.key === column.key ? cardsOf(state, phase, lane) : [];
    const id = column.ids[side];
    const own = id === null || id === phase ? [] : cardsOf(state, id, lane);
    return [...over, ...own].map((card) => card.id);
  }

  /** The record of a score; of several answers the first. */
  #score(side: Side, row: Row, column: Column): string | null {
    const [persona, id] = [row.personas[side], column.ids[side]];
    if (persona === null || id === null) return null;
    return scoresAt(this.#states[side], id).get(persona)?.ids[0] ?? null;
  }
}

function spotAt(row: string, column: Column | undefined, side: Side): Spot | undefined {
  return column && { row, col: column.key, pair: 0, side };
}

const shown = (ids: Together): readonly Together[] =>
  ids[0] === null && ids[1] === null ? [] : [ids];

const touchpoint = (state: State, id: string | null) =>
  id !== null && state.record("touchpoint", id) ? id : null;

/** Touchpoints in the order of a map, and phases without any. */
function entriesOf(state: State): string[] {
  const loose = state.siblings("touchpoint").map(([, id]) => id);
  const inPhases = state.siblings("phase").flatMap(([, phase]) => {
    const inside = state.siblings("touchpoint", phase).map(([, id]) => id);
    return inside.length ? inside : [phase];
  });
  return [...loose, ...inPhases];
}

function phaseOf(state: State, id: string): string | null {
  const found = state.record("touchpoint", id);
  return found ? (found.place.parent ?? null) : id;
}

function columnsOf(states: States, pairing: Pairing): Column[] {
  const [a, b] = states.map(entriesOf) as [string[], string[]];
  const columns = merged(a, b, (id) => pairing.partner(0, id)).map((ids): Column => {
    const phase = (side: Side) =>
      ids[side] === null ? undefined : phaseOf(states[side], ids[side]);
    const key = `${ids[0] ?? ""}:${ids[1] ?? ""}`;
    return { key, ids, phase: [phase(0), phase(1)], begins: [false, false] };
  });
  return begun(columns);
}

/** Columns that stand side by side, told where a phase begins among them. */
export function begun(columns: readonly Column[]): Column[] {
  const last: [unknown, unknown] = [undefined, undefined];
  return columns.map((column) => {
    const begins = (side: Side) => {
      const phase = column.phase[side];
      if (!phase || phase === last[side]) return false;
      last[side] = phase;
      return true;
    };
    return { ...column, begins: [begins(0), begins(1)] };
  });
}

function rowsOf(states: States, pairing: Pairing): Row[] {
  const partner = (id: string) => pairing.partner(0, id);
  const list = (state: State, type: TypeName) => state.siblings(type).map(([, id]) => id);
  const fixed = (key: string, kind: RowKind): Row => ({
    key,
    kind,
    heads: [],
    lanes: NOTHING,
    personas: NOTHING,
  });
  const lanes = merged(list(states[0], "lane"), list(states[1], "lane"), partner);
  return [
    fixed("#phases", "phases"),
    fixed("#touchpoints", "touchpoints"),
    ...lanes.flatMap((ids): Row[] => {
      const lane = SIDES.map((side) => states[side].record("lane", ids[side] ?? "")).find(Boolean);
      const row = { key: ids.join(":"), heads: [ids], lanes: ids, personas: NOTHING };
      if (holdsCards(lane)) return [{ ...row, kind: "cards" }];
      if (lane?.kind !== "emotion") return [{ ...row, kind: "channels" }];
      return felt(states, partner).map((personas, i) => ({
        key: `${row.key} ${personas.join(":")}`,
        kind: "scores",
        heads: [...(i === 0 ? [ids] : []), ...(personas[0] || personas[1] ? [personas] : [])],
        lanes: ids,
        personas,
      }));
    }),
  ];
}

/** Whose scores are shown: those who have some on either side; everyone where nobody has. */
function felt(states: States, partner: (id: string) => string | undefined): Together[] {
  const scored = states.map((state) => {
    const found = new Set<string>();
    for (const id of touchpointsOf(state))
      for (const who of scoresAt(state, id).keys()) found.add(who);
    return found;
  });
  const personas = merged(
    states[0].siblings("persona").map(([, id]) => id),
    states[1].siblings("persona").map(([, id]) => id),
    partner,
  ).filter((ids) => SIDES.some((side) => scored[side]?.has(ids[side] ?? " ")));
  const everyone = scored.some((found) => found.has(""));
  return everyone || personas.length === 0 ? [["", ""], ...personas] : personas;
}

/** What one meets going through a map from left to right, in each column from top to bottom. */
export function inReadingOrder(grid: Grid, differences: Differences): [Difference, Spot | null][] {
  const cols = new Map(grid.columns.map(({ key }, at) => [key, at]));
  const rows = new Map(grid.rows.map(({ key }, at) => [key, at]));
  const rank = (spot: Spot | null) =>
    spot === null
      ? [cols.size, 0, 0, 0]
      : [cols.get(spot.col) ?? -1, rows.get(spot.row) ?? 0, spot.pair, spot.side];
  const found = differences.all.map((one): [Difference, Spot | null] => [
    one,
    grid.spot(one) ?? null,
  ]);
  return found
    .map((one) => ({ one, rank: rank(one[1]) }))
    .sort((x, y) => {
      const at = x.rank.findIndex((value, i) => value !== y.rank[i]);
      return at < 0 ? 0 : (x.rank[at] as number) - (y.rank[at] as number);
    })
    .map(({ one }) => one);
}
