import { placeAt } from "../order";
import type { Lane } from "../schema.gen";
import { TYPES } from "../schema.gen";
import type { State } from "../state";
import { adding, type Result, setField } from "./base";
import { addIndex, moveTo, type Step, step } from "./lists";

/** Lanes whose cells show something of the touchpoint itself and hold no cards. */
const WITHOUT_CARDS: ReadonlySet<string> = new Set(["channel", "emotion"]);

/** Whether the cells of a lane hold cards. */
export function holdsCards(lane: Lane | undefined): boolean {
  return lane !== undefined && !WITHOUT_CARDS.has(lane.kind ?? "custom");
}

/** The kind of a new card in a lane: the lane's own where cards have it. */
export function cardKind(lane: Lane): string {
  const kind = lane.kind ?? "custom";
  return TYPES.card.fields.kind?.known?.includes(kind) ? kind : "note";
}

export function addLane(
  state: State,
  args: { id: string; kind: string; title: string; after?: string; before?: string },
): Result {
  const index = addIndex(state, "lane", args);
  if (index === null) return null;
  const lane: Lane = {
    type: "lane",
    id: args.id,
    place: placeAt(state, "lane", null, index),
    kind: args.kind,
    title: args.title,
  };
  return adding("add.lane", lane);
}

/** Heights of a lane that somebody has set, in px; a curve needs some room. */
const LOW = 44;
const LOW_CURVE = 80;
const HIGH = 600;

/** The height a lane gets when `px` are asked for. */
export function laneHeight(lane: Lane, px: number): number {
  const low = lane.kind === "emotion" ? LOW_CURVE : LOW;
  return Math.round(Math.min(HIGH, Math.max(low, px)));
}

/** Sets the height of a lane; null lets it fit what is in it. */
export function resizeLane(state: State, args: { id: string; height: number | null }): Result {
  const lane = state.record("lane", args.id);
  if (!lane) return null;
  const height = args.height === null ? null : laneHeight(lane, args.height);
  return setField(state, { id: args.id, field: "height", value: height });
}

/** Moves a lane; `index` is counted without it. */
export const moveLane = (state: State, args: { id: string; index: number }): Result =>
  moveTo(state, "lane", args);

export const stepLane = (state: State, args: Step): Result => step(state, "lane", args);
