import { touchpointsOf } from "../../core/commands";
import { scoresAt } from "../../core/emotion";
import type { Touchpoint } from "../../core/schema.gen";
import type { State } from "../../core/state";

/** What a persona felt at one step. */
export interface Felt {
  readonly touchpoint: Touchpoint;
  /** Which step of the journey it is, from 0 on. */
  readonly step: number;
  readonly score: number;
  readonly assumed: boolean;
}

/** The scores of a persona in the order of the map, and of how many steps. */
export function feltBy(state: State, persona: string): { felt: Felt[]; steps: number } {
  const steps = touchpointsOf(state);
  const felt = steps.flatMap((id, step): Felt[] => {
    const touchpoint = state.record("touchpoint", id);
    const found = scoresAt(state, id).get(persona);
    return touchpoint && found
      ? [{ touchpoint, step, score: found.score, assumed: found.assumed }]
      : [];
  });
  return { felt, steps: steps.length };
}

/** The first of the highest and of the lowest; the same one when all are equal. */
export function extremes(felt: readonly Felt[]): [best: Felt, worst: Felt] | null {
  const [first, ...rest] = felt;
  if (!first) return null;
  let best = first;
  let worst = first;
  for (const one of rest) {
    if (one.score > best.score) best = one;
    if (one.score < worst.score) worst = one;
  }
  return [best, worst];
}
