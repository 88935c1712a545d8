/** What is done to the notes of a board: pure functions from a state to a command. */
import { adding, type Result, updating } from "../../core/commands";
import { placeAt } from "../../core/order";
import type { AnyRecord, Board, Card, Lane, StickyNote, TypeName } from "../../core/schema.gen";
import type { State } from "../../core/state";

/** The notes of a board, in order. */
export function notesOf(state: State, board: string): StickyNote[] {
  return state.siblings("sticky_note").flatMap(([, id]) => {
    const note = state.record("sticky_note", id);
    return note?.board === board ? [note] : [];
  });
}

/** The notes in a cell of a board, in order. */
export function notesIn(state: State, board: string, cell: string): StickyNote[] {
  return notesOf(state, board).filter((note) => (note.cell ?? "") === cell);
}

/**
 * The index among the notes of all boards that puts a note at `index` of one cell, both counted
 * without `moving`: they share one order.
 */
function fullIndex(
  state: State,
  at: { board: string; cell: string; index: number },
  moving?: string,
): number {
  const row = state.siblings("sticky_note").filter(([, id]) => id !== moving);
  const mine = row.flatMap(([, id], i) => {
    const note = state.record("sticky_note", id);
    return note?.board === at.board && (note.cell ?? "") === at.cell ? [i] : [];
  });
  const last = mine.at(-1);
  return mine[at.index] ?? (last === undefined ? row.length : last + 1);
}

/** Adds a note to the end of a cell. */
export function addNote(
  state: State,
  args: { id: string; board: string; cell: string; text: string; author: string },
): Result {
  const { author, ...fields } = args;
  if (!state.record("board", args.board)) return null;
  const index = fullIndex(state, { ...args, index: Number.POSITIVE_INFINITY });
  return adding("add.sticky_note", {
    type: "sticky_note",
    place: placeAt(state, "sticky_note", null, index),
    ...fields,
    ...(author && { author }),
  });
}

/** Moves a note to an index of a cell of its board, counted without the note. */
export function moveNote(state: State, args: { id: string; cell: string; index: number }): Result {
  const note = state.record("sticky_note", args.id);
  if (!note) return null;
  const { board } = note;
  const there = notesIn(state, board, args.cell);
  const at = there.findIndex(({ id }) => id === args.id);
  if (at >= 0 && at === Math.min(args.index, there.length - 1)) return null;
  const index = fullIndex(state, { ...args, board }, args.id);
  const place = placeAt(state, "sticky_note", null, index, args.id);
  return updating("move.sticky_note", [[note, { place, cell: args.cell }]]);
}

/** What belongs to the map as a whole. */
export const APART = ["goal", "question", "metric"] as const;
type Apart = (typeof APART)[number];

/** Cards that stand in a lane of another kind. */
const LANE_OF: Readonly<Record<string, string>> = {
  quote: "thought",
  feeling: "thought",
  barrier: "pain",
  solution: "opportunity",
};

export interface Promotion {
  /** The note. */
  readonly id: string;
  /** A kind of card, or what belongs to the map as a whole when there is no `at`. */
  readonly kind: string;
  /** The touchpoint or the phase. */
  readonly at: string | null;
  /** What the record that is added is called, and a lane for it where there is none. */
  readonly newId: string;
  readonly laneId: string;
  laneTitle(kind: string): string;
}

/** Puts a note on the map and keeps the link, as one change; null when it is there already. */
export function promoteNote(state: State, args: Promotion): Result {
  const note = state.record("sticky_note", args.id);
  if (!note || becameOf(state, note)) return null;
  const type: TypeName = args.at === null ? (args.kind as Apart) : "card";
  const made = args.at === null ? apart(state, note, args) : card(state, note, args, args.at);
  if (!made) return null;
  const { change } = adding("", ...made);
  const link = updating("", [[note, { promoted_to: args.newId }]]);
  return { label: `add.${type}`, change: { ...change, ...link?.change } };
}

function apart(state: State, note: StickyNote, { kind, newId }: Promotion): AnyRecord[] | null {
  const type = APART.find((known) => known === kind);
  if (!type) return null;
  const place = placeAt(state, type, null, Number.MAX_SAFE_INTEGER);
  const text = note.text ?? "";
  // A name is one line.
  const name = text.split(/\s+/).join(" ").trim().slice(0, 1_000);
  return [
    (type === "metric"
      ? { type, id: newId, place, name }
      : { type, id: newId, place, text }) as AnyRecord,
  ];
}

function card(
  state: State,
  note: StickyNote,
  { kind, newId, laneId, laneTitle }: Promotion,
  at: string,
): AnyRecord[] | null {
  if (!state.record("touchpoint", at) && !state.record("phase", at)) return null;
  const wanted = LANE_OF[kind] ?? kind;
  const lanes = state.siblings("lane").flatMap(([, id]) => state.record("lane", id) ?? []);
  const there = lanes.find((lane) => lane.kind === wanted);
  const lane: Lane = there ?? {
    type: "lane",
    id: laneId,
    place: placeAt(state, "lane", null, Number.MAX_SAFE_INTEGER),
    kind: wanted,
    title: laneTitle(wanted),
  };
  const persona = state.record("board", note.board)?.persona;
  const made: Card = {
    type: "card",
    id: newId,
    place: placeAt(state, "card", at, Number.MAX_SAFE_INTEGER),
    lane: lane.id,
    kind,
    text: note.text ?? "",
    ...(note.color && { color: note.color }),
    ...(note.author && { author: note.author }),
    ...(persona && { personas: [persona] }),
  };
  return there ? [made] : [lane, made];
}

/** What became of a note on the map, while that is there. */
export function becameOf(state: State, note: StickyNote): AnyRecord | undefined {
  return note.promoted_to ? state.get(note.promoted_to) : undefined;
}

/** Where a card goes unless somebody says otherwise: where what the board is about stands. */
export function homeOf(state: State, board: Board): string {
  const about = state.get(board.about ?? "");
  if (about?.type === "card") return about.place.parent ?? "";
  return about?.type === "touchpoint" || about?.type === "phase" ? about.id : "";
}

/** Adds a board at the end. */
export function addBoard(
  state: State,
  args: { id: string; kind: string; title: string; about?: string },
): Result {
  const place = placeAt(state, "board", null, Number.MAX_SAFE_INTEGER);
  return adding("add.board", { type: "board", place, ...args });
}
