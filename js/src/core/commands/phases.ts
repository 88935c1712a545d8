import { placeAt } from "../order";
import type { Phase } from "../schema.gen";
import { type State, value } from "../state";
import { adding, type Result } from "./base";
import { addIndex, moveTo, type Step, step } from "./lists";

/** Adds a phase, after another one or last; it starts in the purchase stage of that one. */
export function addPhase(
  state: State,
  args: { id: string; name: string; after?: string; before?: string },
): Result {
  const index = addIndex(state, "phase", args);
  if (index === null) return null;
  const row = state.siblings("phase");
  const beside = state.get((row[index - 1] ?? row[0])?.[1] ?? "");
  const stage = beside ? String(value(beside, "purchase_stage")) : "none";
  const phase: Phase = {
    type: "phase",
    id: args.id,
    place: placeAt(state, "phase", null, index),
    name: args.name,
    purchase_stage: stage,
  };
  return adding("add.phase", phase);
}

/** Moves a phase with all it holds; `index` is counted without it. */
export const movePhase = (state: State, args: { id: string; index: number }): Result =>
  moveTo(state, "phase", args);

export const stepPhase = (state: State, args: Step): Result => step(state, "phase", args);
