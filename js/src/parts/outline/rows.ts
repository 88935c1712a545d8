import { scoresAt } from "../../core/emotion";
import type { Layout } from "../../core/layout";
import type { State } from "../../core/state";

export type RowKind = "phase" | "touchpoint" | "channels" | "score" | "lane" | "card";

/** A line of the outline. */
export interface Row {
  /** Names the line as long as it is there: ids of records where there is one. */
  readonly key: string;
  readonly kind: RowKind;
  /** The phase ("" for none), touchpoint, lane or card; the persona of a score ("" is everyone). */
  readonly id: string;
  /** The touchpoint, or the phase, that it belongs to. */
  readonly owner: string;
  readonly level: number;
  /** Which of how many at its place, from 1. */
  readonly i: number;
  readonly n: number;
  /** Undefined where there is nothing to unfold. */
  readonly open?: boolean;
}

/** Whether a line is unfolded. */
export type IsOpen = (key: string, kind: RowKind) => boolean;

/** Phases and lanes are unfolded until somebody folds them, touchpoints the other way round. */
export function openBy(turned: ReadonlySet<string>): IsOpen {
  return (key, kind) => (kind !== "touchpoint") !== turned.has(key);
}

/** What stands for the touchpoints without a phase. */
export const LOOSE = "#loose";

export const channelsKey = (touchpoint: string) => `${touchpoint}/channels`;
export const scoreKey = (touchpoint: string, persona: string) => `${touchpoint}/score:${persona}`;
export const laneKey = (owner: string, lane: string) => `${owner}/lane:${lane}`;

/** The lines that are to be seen, in the order of the map. */
export function rowsOf(state: State, layout: Layout, isOpen: IsOpen): Row[] {
  const rows: Row[] = [];
  const lanes = state.siblings("lane").map(([, id]) => id);
  const phases = layout.groups;
  for (const [at, { phase, touchpoints }] of phases.entries()) {
    const key = phase ?? LOOSE;
    const own = phase ? byLane(state, phase, lanes) : [];
    const inside = touchpoints.length + own.length;
    const open = inside > 0 && isOpen(key, "phase");
    const line = { kind: "phase" as const, id: phase ?? "", owner: phase ?? "", level: 1 };
    rows.push({ key, ...line, i: at + 1, n: phases.length, ...(inside && { open }) });
    if (!open) continue;
    addCards(rows, own, { owner: key, level: 2, before: 0, n: inside }, isOpen);
    for (const [i, [, id]] of touchpoints.entries()) {
      const place = { level: 2, i: own.length + i + 1, n: inside };
      const unfolded = isOpen(id, "touchpoint");
      rows.push({ key: id, kind: "touchpoint", id, owner: id, ...place, open: unfolded });
      if (unfolded) addDetails(rows, state, id, lanes, isOpen);
    }
  }
  return rows;
}

/** What a touchpoint has: channels, scores, cards. */
function addDetails(
  rows: Row[],
  state: State,
  owner: string,
  lanes: readonly string[],
  isOpen: IsOpen,
): void {
  const personas = scored(state, owner);
  const cards = byLane(state, owner, lanes);
  const n = 1 + personas.length + cards.length;
  const line = { owner, level: 3, n };
  rows.push({ key: channelsKey(owner), kind: "channels", id: owner, ...line, i: 1 });
  for (const [i, id] of personas.entries()) {
    rows.push({ key: scoreKey(owner, id), kind: "score", id, ...line, i: i + 2 });
  }
  addCards(rows, cards, { ...line, before: 1 + personas.length }, isOpen);
}

/** All personas; everyone where there is such a score, or nobody else. */
function scored(state: State, touchpoint: string): string[] {
  const personas = state.siblings("persona").map(([, id]) => id);
  const everyone = personas.length === 0 || scoresAt(state, touchpoint).has("");
  return everyone ? ["", ...personas] : personas;
}

type Cell = readonly [lane: string, cards: readonly string[]];

/** The cards of a touchpoint or phase, by those lanes that have any. */
function byLane(state: State, owner: string, lanes: readonly string[]): Cell[] {
  const found = new Map<string, string[]>();
  for (const [, id] of state.siblings("card", owner)) {
    const lane = state.record("card", id)?.lane ?? "";
    const cards = found.get(lane);
    if (cards) cards.push(id);
    else found.set(lane, [id]);
  }
  if (found.size === 0) return [];
  return lanes.flatMap((lane) => {
    const cards = found.get(lane);
    return cards ? [[lane, cards] as const] : [];
  });
}

function addCards(
  rows: Row[],
  cells: readonly Cell[],
  at: { owner: string; level: number; before: number; n: number },
  isOpen: IsOpen,
): void {
  const { owner, level } = at;
  for (const [index, [lane, cards]] of cells.entries()) {
    const key = laneKey(owner, lane);
    const open = isOpen(key, "lane");
    rows.push({
      key,
      kind: "lane",
      id: lane,
      owner,
      level,
      i: at.before + index + 1,
      n: at.n,
      open,
    });
    if (!open) continue;
    for (const [i, id] of cards.entries()) {
      const place = { level: level + 1, i: i + 1, n: cards.length };
      rows.push({ key: id, kind: "card", id, owner, ...place });
    }
  }
}

/** The lines that must be unfolded for a record to be seen, the outermost first. */
export function above(state: State, id: string): { key: string; kind: RowKind }[] {
  const record = state.get(id);
  if (record?.type === "touchpoint") {
    return [{ key: record.place.parent ?? LOOSE, kind: "phase" }];
  }
  if (record?.type !== "card" || !record.place.parent) return [];
  const owner = record.place.parent;
  const touchpoint = state.record("touchpoint", owner);
  const lane = { key: laneKey(owner, record.lane), kind: "lane" as const };
  if (!touchpoint) return [{ key: owner, kind: "phase" }, lane];
  return [...above(state, owner), { key: owner, kind: "touchpoint" }, lane];
}

/** The line of the record that somebody has selected; undefined when the outline has none. */
export function keyOf(state: State, id: string): string | undefined {
  const record = state.get(id);
  if (record?.type === "experience") return record.touchpoint;
  return record && ["phase", "touchpoint", "card"].includes(record.type) ? id : undefined;
}

/** The line above that a line belongs to. */
export function parentOf(rows: readonly Row[], at: number): number {
  const level = rows[at]?.level ?? 0;
  for (let i = at - 1; i >= 0; i--) if ((rows[i]?.level ?? 0) < level) return i;
  return -1;
}

/** Lines turned over: what was folded unfolds and the other way round. */
export function turnedBy(turned: ReadonlySet<string>, keys: readonly string[]): Set<string> {
  const next = new Set(turned);
  for (const key of keys) if (!next.delete(key)) next.add(key);
  return next;
}

/** The record that is selected with a line; "" for a line that is no record's. */
export function selects({ kind, id, owner }: Row): string {
  return kind === "phase" || kind === "card" ? id : owner;
}
