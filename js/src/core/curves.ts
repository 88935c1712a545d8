import { scoresAt } from "./emotion";
import type { State } from "./state";

/** The ends of one curve, and how many of its points share each. */
export interface Ends {
  readonly high: number;
  readonly low: number;
  readonly highs: number;
  readonly lows: number;
}

/** What the curves of a map are as a whole, whichever of their columns are in view. */
export interface Curves {
  /** Who has scores: personas in their order, everyone ("") at the end. */
  readonly personas: readonly string[];
  readonly ends: ReadonlyMap<string, Ends>;
  /** Some step has scores beside those of the planned step it stands for. */
  readonly planned: boolean;
}

/**
 * The planned touchpoint that a touchpoint stands for; its scores are what was planned. On a map
 * of a plan there is nothing to be held against it.
 */
export function plannedRef(state: State, touchpoint: string): string {
  const planned = state.record("touchpoint", touchpoint)?.planned_ref ?? "";
  return planned === touchpoint || state.journey.basis === "planned" ? "" : planned;
}

/** Goes once through all scores. Those in collapsed phases are nobody's highest: nobody sees them. */
export function curvesOf(state: State): Curves {
  const touchpoints = new Set<string>();
  for (const id of state.ofType("experience")) {
    const felt = state.record("experience", id);
    if (felt && typeof felt.score === "number") touchpoints.add(felt.touchpoint);
  }
  const seen = new Set<string>();
  const ends = new Map<string, Ends>();
  for (const touchpoint of touchpoints) {
    const phase = state.record("touchpoint", touchpoint)?.place.parent;
    const hidden = state.record("phase", phase ?? "")?.collapsed === true;
    for (const [persona, { score }] of scoresAt(state, touchpoint)) {
      seen.add(persona);
      if (!hidden) ends.set(persona, widened(ends.get(persona), rounded(score)));
    }
  }
  const order = [...state.siblings("persona").map(([, id]) => id), ""];
  return {
    personas: order.filter((persona) => seen.has(persona)),
    ends,
    planned: [...state.ofType("touchpoint")].some((id) => touchpoints.has(plannedRef(state, id))),
  };
}

function widened(ends: Ends | undefined, score: number): Ends {
  if (!ends) return { high: score, low: score, highs: 1, lows: 1 };
  const { high, low, highs, lows } = ends;
  return {
    high: Math.max(high, score),
    low: Math.min(low, score),
    highs: score > high ? 1 : highs + Number(score === high),
    lows: score < low ? 1 : lows + Number(score === low),
  };
}

/** Means that differ by what floating point leaves are equal. */
function rounded(score: number): number {
  return Number(score.toFixed(6));
}

/** Which end of its curve a score is, and with how many others; null on a level curve. */
export function endOf(
  ends: Ends | undefined,
  score: number,
): { end: "highest" | "lowest"; n: number } | null {
  if (!ends || ends.high === ends.low) return null;
  const at = rounded(score);
  if (at === ends.high) return { end: "highest", n: ends.highs };
  return at === ends.low ? { end: "lowest", n: ends.lows } : null;
}
